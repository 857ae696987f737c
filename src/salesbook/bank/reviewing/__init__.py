"""What a person decides of bank lines: pure, from the lines and what the book knows, without files or screen."""
