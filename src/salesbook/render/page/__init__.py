"""What HTML pages carry with them: how they look, and what makes their tables sortable."""
