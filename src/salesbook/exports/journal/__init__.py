"""A book as double-entry journals for plain-text accounting tools."""
