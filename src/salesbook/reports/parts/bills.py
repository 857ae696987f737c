"""Bills (承兑汇票): how they moved in the period, and those in hand on its last day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money, plain
from salesbook.reports.bill_figures import Bill, BillMovement, BillState, bill_movements, bills_on
from salesbook.reports.parts.listing import Cells, listed, own_first, totalled
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.table import CellType, Column, JsonValue, Row, Table

_PASSED_ON = (BillState.ENDORSED, BillState.DISCOUNTED)
_LEFT = {
    BillState.COLLECTED: Text("− collected", "减：托收到账"),
    BillState.DISCOUNTED: Text("− discounted", "减：贴现"),
    BillState.ENDORSED: Text("− endorsed", "减：背书转让"),
    BillState.DISHONOURED: Text("− dishonoured", "减：拒付"),
    BillState.GIVEN_BACK: Text("− given back", "减：退回"),
}
_MATURED = Text("matured, not collected", "已到期未托收")
_UNKNOWN = Text("no maturity given", "未登记到期日")


def _build(scope: Scope) -> Section:
    found = bills_on(scope.book, scope.period.last)
    movements = {
        currency: moved
        for currency, moved in bill_movements(scope.book, scope.period).items()
        if moved.opening or moved.received or any(moved.left.values()) or _passed_on(scope, found, currency)
    }
    tables: list[Table] = []
    data: list[JsonValue] = []
    for currency in own_first(scope, movements):
        in_hand = [bill for bill in found if bill.currency == currency and bill.state is BillState.IN_HAND]
        passed_on = _passed_on(scope, found, currency)
        tables.append(_movement_table(currency, movements[currency], passed_on))
        if in_hand:
            tables += [_maturities_table(scope, currency, in_hand), _in_hand_table(scope, currency, in_hand)]
        data.append(_data(scope, movements[currency], in_hand, passed_on, currency))
    return Section(tables=tables, data={"bills": data})


def _passed_on(scope: Scope, found: Sequence[Bill], currency: str) -> int:
    """What was endorsed or discounted and has not matured: it may come back."""
    last = scope.period.last
    return sum(
        bill.amount
        for bill in found
        if bill.currency == currency and bill.state in _PASSED_ON and bill.matures is not None and bill.matures >= last
    )


def _movement_table(currency: str, moved: BillMovement, passed_on: int) -> Table:
    left = [(title, -moved.left[state]) for state, title in _LEFT.items() if moved.left.get(state)]
    lines = [
        (Text("In hand at the beginning", "期初在手"), moved.opening),
        (Text("+ received", "加：收到"), moved.received),
        *left,
        (Text("In hand at the end", "期末在手"), moved.closing),
        (Text("Endorsed or discounted, not matured", "已背书或贴现、尚未到期"), passed_on),
    ]
    return Table(
        name=f"bills-{currency}",
        title=Text("Bills ({currency})", "承兑汇票（{currency}）").format(currency=currency),
        columns=(Column("line", Text("Movement", "变动")), Column("amount", terms.AMOUNT, CellType.MONEY)),
        rows=[Row((title, Money(amount, currency))) for title, amount in lines],
    )


def _month(bill: Bill, day: date) -> Text | str:
    """What is said of when it is due: that it was, or the month; never known."""
    if bill.matures is None:
        return _UNKNOWN
    return _MATURED if bill.matured(day) else f"{bill.matures:%Y-%m}"


def _by_month(in_hand: Sequence[Bill], day: date) -> dict[Text | str, list[Bill]]:
    """Bills by month of maturity, those that have matured first."""
    found: dict[Text | str, list[Bill]] = {}
    for bill in in_hand:
        found.setdefault(_month(bill, day), []).append(bill)
    return found


def _maturities_table(scope: Scope, currency: str, in_hand: Sequence[Bill]) -> Table:
    return totalled(
        f"maturities-{currency}",
        Text("Bills in hand by maturity ({currency})", "在手票据按到期月（{currency}）").format(currency=currency),
        (
            Column("month", Text("Matures", "到期")),
            Column("bills", Text("Bills", "张数"), CellType.COUNT),
            Column("amount", terms.AMOUNT, CellType.MONEY),
        ),
        [
            (month, len(bills), Money(sum(bill.amount for bill in bills), currency))
            for month, bills in _by_month(in_hand, scope.period.last).items()
        ],
        counted=("bills",),
    )


def _in_hand_table(scope: Scope, currency: str, in_hand: Sequence[Bill]) -> Table:
    return listed(
        scope,
        f"bills-in-hand-{currency}",
        Text("Bills in hand ({currency})", "在手票据明细（{currency}）").format(currency=currency),
        (
            Column("payment", Text("Payment", "收款")),
            Column("name", terms.CUSTOMER, wide=True),
            Column("number", Text("Number", "票据号码"), wide=True),
            Column("matures", Text("Matures", "到期日"), CellType.DATE),
            Column("days", Text("In days", "距到期天数"), CellType.COUNT),
            Column("amount", terms.AMOUNT, CellType.MONEY),
        ),
        [_cells(scope, bill) for bill in in_hand],
    )


def _cells(scope: Scope, bill: Bill) -> Cells:
    days = (bill.matures - scope.period.last).days if bill.matures else None
    name = scope.book.customers.name(bill.customer)
    return bill.payment, name, bill.number, bill.matures, days, Money(bill.amount, bill.currency)


def _data(
    scope: Scope, moved: BillMovement, in_hand: Sequence[Bill], passed_on: int, currency: str
) -> dict[str, JsonValue]:
    day = scope.period.last
    return {
        "currency": currency,
        "opening": plain(moved.opening, currency),
        "received": plain(moved.received, currency),
        **{state.value: plain(moved.left.get(state, 0), currency) for state in _LEFT},
        "closing": plain(moved.closing, currency),
        "passed_on_not_matured": plain(passed_on, currency),
        "matured": plain(sum(bill.amount for bill in in_hand if bill.matured(day)), currency),
        "in_hand": [
            {
                "payment": bill.payment,
                "customer": bill.customer,
                "name": scope.book.customers.name(bill.customer),
                "number": bill.number,
                "drawer": bill.drawer,
                "received": bill.received.isoformat(),
                "matures": bill.matures.isoformat() if bill.matures else None,
                "amount": plain(bill.amount, currency),
            }
            for bill in in_hand
        ],
    }


PART = Part("bills", Text("Bills", "承兑汇票"), _build)
