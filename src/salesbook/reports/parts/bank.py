"""Where the bank accounts stand on the period's last day."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.bank.account_money import AccountState, account_states
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money, plain
from salesbook.reports.parts.listing import Cells
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.table import CellType, Column, JsonValue, Row, Table

_COLUMNS = (
    Column("account", terms.ACCOUNT),
    Column("name", terms.NAME, wide=True),
    Column("last", Text("Last line", "最后流水"), CellType.DATE),
    Column("open", Text("Open lines", "未处理笔数"), CellType.COUNT),
    Column("open_amount", Text("Open amount", "未处理金额"), CellType.MONEY),
    Column("stated", Text("Bank's balance", "银行余额"), CellType.MONEY),
    Column("difference", Text("Difference", "差额"), CellType.MONEY),
)
_NOTE = Text(
    "As of the period's last day, from what was entered until then: lines decided later are still open here. "
    "Difference: of book balance + open lines − what the bank has not shown, to the bank's balance; salesbook bank "
    "status tells how things stand now.",
    "按截至期末日已登记的内容计算，其后才处理的流水在此仍算未处理。"
    "差额 = 银行余额 −（账面余额 + 未处理流水 − 银行未见款项）；当前状况见 salesbook bank status。",
)


def _build(scope: Scope) -> Section:
    """Of accounts without lines or money there is nothing to say."""
    states = account_states(scope.book, scope.policy, scope.period.last)
    found = [state for state in states if state.lines or state.not_seen or state.proof.book]
    return Section(
        tables=[_table(found)] if found else [],
        data={"bank": [_data(state) for state in found]},
    )


def _open_amount(state: AccountState) -> int:
    return sum(line.line.amount for line in state.open_lines)


def _table(found: Sequence[AccountState]) -> Table:
    return Table(
        name="bank",
        title=Text("Bank accounts", "银行账户"),
        columns=_COLUMNS,
        rows=[Row(_cells(state)) for state in found],
        notes=(_NOTE,),
    )


def _cells(state: AccountState) -> Cells:
    return (
        state.id,
        state.name,
        state.last,
        len(state.open_lines),
        Money(_open_amount(state), state.currency),
        _money(state.proof.stated, state.currency),
        _money(state.proof.difference, state.currency),
    )


def _money(amount: int | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)


def _data(state: AccountState) -> dict[str, JsonValue]:
    proof = state.proof
    return {
        "account": state.id,
        "name": state.name,
        "currency": state.currency,
        "last": state.last.isoformat() if state.last else None,
        "open": len(state.open_lines),
        "open_amount": plain(_open_amount(state), state.currency),
        "book": plain(proof.book, state.currency),
        "not_seen": plain(proof.not_seen, state.currency),
        "stated": None if proof.stated is None else plain(proof.stated, state.currency),
        "difference": None if proof.difference is None else plain(proof.difference, state.currency),
    }


PART = Part("bank", Text("Bank accounts", "银行账户"), _build)
