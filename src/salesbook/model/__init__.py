"""What a book consists of: entry kinds, money, dates, terms, and the facts a kind contributes. Pure, no files."""
