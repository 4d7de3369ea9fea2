"""Who somebody is, and what they may do and see: accounts, sessions, limits, the audit log."""
