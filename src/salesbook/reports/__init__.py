"""What reading commands show: one file a report, a function from an indexed book and parameters to a ``Document``."""
