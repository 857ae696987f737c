"""All that a book holds as flat, typed, documented tables: for SQL, data frames and exports."""
