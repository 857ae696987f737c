"""The book's history in git: one commit for each command, and what a repository says of its book."""
