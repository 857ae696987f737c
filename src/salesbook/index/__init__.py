"""An SQLite database derived from the text of a book; it can be deleted at any time and made again.

The way of the data: ``sync`` compares the files with what is known of them and reads what is new; ``units`` works
out again what the entries that came or went touch (movements and problems); ``checks`` look over the whole book;
``standing`` and ``flows`` answer what reports ask. There is no rule here: what figures mean is in ``rules``.
"""
