"""Recording entries: from a draft to an entry in its file, verified against the book, and committed."""
