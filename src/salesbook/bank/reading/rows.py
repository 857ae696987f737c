"""What the rows under a header are: transactions, or something else and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

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


class Movement(NamedTuple):
    """A transaction as its row prints it; which way its amounts count still hangs on whole columns.

    ``inflow`` and ``outflow`` are signed as printed; where ``undirected``, the row has one amount, as ``inflow``,
    and nothing beside it says which way it went. The sender is the other party of money in, the receiver of
    money out. ``masked_balance`` is what stands for a balance that cannot be read.
    """

    row: int
    date: date
    inflow: Decimal
    outflow: Decimal
    undirected: bool
    status: Status
    fee: Decimal
    balance: Decimal | None
    masked_balance: str | None
    sender: str | None
    sender_account: str | None
    receiver: str | None
    receiver_account: str | None
    memo: str | None
    reference: str | None
    currency: str | None
    own_account: str | None


@dataclass(frozen=True, slots=True)
class OtherRow:
    """A row that is no transaction; ``unread`` says why, where it looks like one."""

    row: int
    cells: GridRow
    why: Reason
    unread: Text | None = None
