"""What programs may ask of a store: over HTTP, and as tools of an MCP server."""
