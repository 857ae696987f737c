"""What salesbook and other plain text accounting take on the same books, as whole processes."""
