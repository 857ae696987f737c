"""Accounting vouchers (记账凭证) of a month, for the general ledger in another program."""
