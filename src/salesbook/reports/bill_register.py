"""The register of bills (票据备查簿): each bill that customers paid with, where it is on a day, and when it matures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money, grouped, plain
from salesbook.model.policy import Policy
from salesbook.reports.bill_figures import Bill, BillState, bills_on
from salesbook.reports.open_part import AMOUNT, CURRENCY, Cells, OpenPart, counted, flat_table, table_of
from salesbook.reports.provenance import provenance
from salesbook.table import CellType, Column, Document, JsonValue

STATES = {
    BillState.IN_HAND: Text("in hand", "在手"),
    BillState.ENDORSED: Text("endorsed", "已背书"),
    BillState.DISCOUNTED: Text("discounted", "已贴现"),
    BillState.COLLECTED: Text("collected", "已托收"),
    BillState.DISHONOURED: Text("dishonoured", "已拒付"),
    BillState.GIVEN_BACK: Text("given back", "已退回"),
}
_PASSED_ON = (BillState.ENDORSED, BillState.DISCOUNTED)


@dataclass(frozen=True, slots=True)
class WhichBills:
    """The bills that are listed: in a ``state``, maturing ``until`` a day, of some ``customers``; None: any."""

    state: BillState | None = None
    until: date | None = None
    customers: Collection[str] | None = None

    def has(self, bill: Bill) -> bool:
        """Whether a bill is one of them; one without maturity matures on no day."""
        return (
            self.state in (None, bill.state)
            and (self.until is None or (bill.matures is not None and bill.matures <= self.until))
            and (self.customers is None or bill.customer in self.customers)
        )


def bill_register(book: IndexedBook, policy: Policy, which: WhichBills, day: date) -> Document:
    """The register as of ``day``, by maturity, with the sums by state."""
    bills = [bill for bill in bills_on(book, day) if which.has(bill)]
    title = Text("Bills as of {day}", "承兑汇票备查簿（截至 {day}）").format(day=day)
    listed = _listed(book, bills, day)
    return Document(
        name="bills",
        title=title,
        tables=[table_of(part, policy.currency) for part in (_sums(bills), listed) if part.rows],
        facts=provenance(book),
        notes=tuple(_notes(bills, day)) if bills else (Text("no bills", "没有票据"),),
        data={"as_of": day.isoformat(), "bills": [_json(book, bill, day) for bill in bills]},
        flat=flat_table(title, [listed])._replace(name="bills"),
    )


def days_to_maturity(bill: Bill, day: date) -> int | None:
    """How many days are left until it matures, below zero since a bill in hand did; None where nothing is to come."""
    waits = bill.state is BillState.IN_HAND or (bill.state in _PASSED_ON and not bill.matured(day))
    return (bill.matures - day).days if bill.matures and waits else None


def _sums(bills: Sequence[Bill]) -> OpenPart:
    columns = (
        Column("state", Text("State", "状态")),
        Column("bills", Text("Bills", "张数"), CellType.COUNT),
        CURRENCY,
        AMOUNT,
    )
    rows: list[Cells] = []
    for currency in sorted({bill.currency for bill in bills}):
        for state, title in STATES.items():
            amounts = [bill.amount for bill in bills if (bill.state, bill.currency) == (state, currency)]
            if amounts:
                rows.append((title, len(amounts), currency, Money(sum(amounts), currency)))
    return counted("by_state", Text("By state", "按状态"), columns, rows, in_full=True)


def _listed(book: IndexedBook, bills: Sequence[Bill], day: date) -> OpenPart:
    columns = (
        Column("payment", Text("Payment", "收款")),
        Column("name", terms.CUSTOMER, wide=True),
        Column("number", Text("Number", "票据号码"), wide=True),
        Column("drawer", Text("Drawer", "出票人"), wide=True),
        Column("received", Text("Received", "收到日"), CellType.DATE),
        Column("matures", Text("Matures", "到期日"), CellType.DATE),
        Column("days", Text("In days", "剩余天数"), CellType.COUNT),
        Column("state", Text("State", "状态")),
        CURRENCY,
        AMOUNT,
    )
    rows: list[Cells] = [
        (
            bill.payment,
            book.customers.name(bill.customer),
            bill.number,
            bill.drawer,
            bill.received,
            bill.matures,
            days_to_maturity(bill, day),
            STATES[bill.state],
            bill.currency,
            Money(bill.amount, bill.currency),
        )
        for bill in bills
    ]
    return counted("bills", Text("Bills", "票据"), columns, rows, in_full=True)


def _notes(bills: Sequence[Bill], day: date) -> list[Text]:
    """What has matured and is still in hand, by currency."""
    matured = [bill for bill in bills if bill.state is BillState.IN_HAND and bill.matured(day)]
    return [
        Text(
            "matured and still in hand: {count}, together {amount} {currency}; once collected, enter it with "
            "salesbook add-bill",
            "已到期仍在手：{count} 张，共 {amount} {currency}，托收到账后用 salesbook add-bill 登记",
        ).format(
            count=sum(bill.currency == currency for bill in matured),
            amount=grouped(sum(bill.amount for bill in matured if bill.currency == currency), currency),
            currency=currency,
        )
        for currency in sorted({bill.currency for bill in matured})
    ]


def _json(book: IndexedBook, bill: Bill, day: date) -> JsonValue:
    return {
        "payment": bill.payment,
        "customer": bill.customer,
        "name": book.customers.name(bill.customer),
        "number": bill.number,
        "drawer": bill.drawer,
        "received": bill.received.isoformat(),
        "matures": bill.matures.isoformat() if bill.matures else None,
        "days": days_to_maturity(bill, day),
        "state": bill.state.value,
        "since": bill.since.isoformat(),
        "currency": bill.currency,
        "amount": plain(bill.amount, bill.currency),
    }
