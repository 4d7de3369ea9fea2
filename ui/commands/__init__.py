"""The commands, one a module: `configure` adds its arguments, `run` does its work."""
