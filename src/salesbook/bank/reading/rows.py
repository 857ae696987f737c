"""What the rows under a header are: transactions, or something else and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from itertools import compress
from typing import Any

from salesbook.bank.reading.grid import GridRow
from salesbook.bank.statement import Reason, Status
from salesbook.i18n import Text

MEMO_SEPARATOR = "; "

DATE_UNREAD = Text(en="its date cannot be read", zh="日期无法识别")
AMOUNT_UNREAD = Text(en="its amount cannot be read", zh="金额无法识别")
DIRECTION_UNREAD = Text(en="its direction cannot be read", zh="收支方向无法识别")
TWO_SIDED = Text(en="it has money in and money out at once", zh="同时有收入和支出")
UNKNOWN_HEADING = Text(en="its amount stands under an unknown heading", zh="金额所在列的标题无法识别")
TOO_NARROW = Text(en="it ends before its amount", zh="在金额之前就结束了")
TOO_WIDE = Text(en="it has more cells than the other rows", zh="单元格比其他行多")
CUT_AT_COMMA = Text(en="its amount may be cut in two at a comma", zh="金额可能被千分位逗号拆成了两格")


@dataclass(frozen=True, slots=True)
class Movements:
    """The transactions of a table as its rows print them, column by column: every column has an item for each.

    ``inflows`` and ``outflows`` are signed as printed; where ``undirected``, each row has one amount, as money in,
    and nothing beside it says which way it went. ``senders`` are the other parties of money in, ``receivers`` those
    of money out. ``masked_balances`` are what stands for balances that cannot be read.
    """

    rows: Sequence[int]
    dates: Sequence[date]
    inflows: Sequence[Decimal]
    outflows: Sequence[Decimal]
    statuses: list[Status]
    fees: Sequence[Decimal]
    balances: Sequence[Decimal | None]
    masked_balances: Sequence[str | None]
    senders: list[str | None]
    sender_accounts: Sequence[str | None]
    receivers: list[str | None]
    receiver_accounts: Sequence[str | None]
    memos: list[str | None]
    references: Sequence[str | None]
    currencies: Sequence[str | None]
    own_accounts: Sequence[str | None]
    undirected: bool = False

    def __len__(self) -> int:
        return len(self.rows)

    def only(self, kept: Sequence[bool]) -> Movements:
        """Those that are kept."""
        if all(kept):
            return self
        columns = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "undirected"}
        left: dict[str, Any] = {name: list(compress(column, kept)) for name, column in columns.items()}
        return replace(self, **left)


@dataclass(frozen=True, slots=True)
class OtherRow:
    """A row that is no transaction; ``unread`` says why, where it looks like one."""

    row: int
    cells: GridRow
    why: Reason
    unread: Text | None = None
