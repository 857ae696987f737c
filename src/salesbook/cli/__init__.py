"""The command line: one file a command group; each command parses, calls, prints, and ends."""
