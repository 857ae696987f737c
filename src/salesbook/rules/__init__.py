"""What the figures mean, once: pure functions from facts to dated movements. No files, no clock, no database.

The way of the data: facts of a payment or credit become *settlements* of orders and *free money* of the
customer (``settlement``); facts of an order and its settlements become its *state* on a day (``order_state``),
and the differences between its days become *movements* (``order_movements``), which the index keeps and
reports add up. What only a whole customer decides, free money paying the oldest items, is applied to the sums
(``free_money``).
"""
