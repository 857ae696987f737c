"""Aging: what customers owe as of a day, by how long it has been due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.index.standing import CustomerStanding, Whose, standings
from salesbook.model.money import Money, plain
from salesbook.model.policy import Policy
from salesbook.reports.provenance import provenance
from salesbook.rules.free_money import bucket_names, bucket_of
from salesbook.table import Cell, CellType, Column, Document, JsonValue, Role, Row, Table

_SUMS = ("receivable", "advances", "net", "deposits_due")
_SUM_TITLES = {
    "receivable": terms.RECEIVABLE,
    "advances": terms.ADVANCES,
    "net": terms.NET,
    "deposits_due": terms.DEPOSITS_DUE,
}


class AgingBy(StrEnum):
    """Whose receivables make a row."""

    CUSTOMER = "customer"
    REP = "rep"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class AgingRow:
    """One customer, rep or team in one currency; ``buckets`` in the order of their names, minor units."""

    key: str | None
    name: str | None
    buckets: tuple[int, ...]
    advances: int
    deposits_due: int

    @property
    def receivable(self) -> int:
        """The sum of the buckets."""
        return sum(self.buckets)

    @property
    def amounts(self) -> tuple[int, ...]:
        """All columns: buckets, receivable, advances, net, deposits due."""
        net = self.receivable - self.advances
        return (*self.buckets, self.receivable, self.advances, net, self.deposits_due)


def aging(book: IndexedBook, policy: Policy, day: date, by: AgingBy, *, detail: bool) -> Document:
    """The aging report as of ``day``; ``detail`` adds every open item."""
    found = standings(book, policy, day)
    currencies = _currencies(policy, found)
    names = bucket_names(policy.aging)
    rows = {currency: aging_rows(book, policy, day, by, found, currency) for currency in currencies}
    tables = [_table(by, currency, names, rows[currency]) for currency in currencies]
    if detail:
        tables += [_items(book, policy, day, found, currency) for currency in currencies]
    data = {currency: _data(by, day, currency, names, rows[currency]) for currency in currencies}
    own, *others = currencies
    shape: dict[str, JsonValue] = {**data[own], "others": [data[currency] for currency in others]}
    if detail:
        shape["items"] = _items_data(book, policy, day, found)
    return Document(
        name="aging",
        title=Text("Aging as of {day}", "应收账龄表（截至 {day}）").format(day=day),
        tables=tuple(tables),
        facts=provenance(book),
        notes=(
            Text(
                "Days overdue are counted from the due date; unbilled is owed and no term has reached it yet. "
                "Advances are money for goods to come; deposits due are asked for and not owed yet.",
                "逾期天数从到期日起算；“未到条件”为已形成应收但付款条件尚未触发的部分。预收为尚未发货的款项；应收定金按条件应付而尚未形成应收。",
            ),
        ),
        data=shape,
        flat=_flat(by, names, rows),
    )


def aging_rows(
    book: IndexedBook, policy: Policy, day: date, by: AgingBy, found: Mapping[Whose, CustomerStanding], currency: str
) -> list[AgingRow]:
    """The rows of one currency, by id, what belongs to none last."""
    count = len(policy.aging) + 3
    buckets: dict[str | None, list[int]] = defaultdict(lambda: [0] * count)
    advances: dict[str | None, int] = defaultdict(int)
    deposits: dict[str | None, int] = defaultdict(int)
    for (customer, of), standing in found.items():
        if of != currency:
            continue
        key = _key(book, customer, day, by)
        for item in standing.items:
            buckets[key][bucket_of(item.due, day, policy.aging)] += item.amount
        advances[key] += standing.advances
        deposits[key] += standing.deposits_due
    keys = sorted(buckets.keys() | advances.keys() | deposits.keys(), key=lambda key: (key is None, key or ""))
    rows = [AgingRow(key, _name(book, key, by), tuple(buckets[key]), advances[key], deposits[key]) for key in keys]
    return [row for row in rows if any(row.amounts)]


def _key(book: IndexedBook, customer: str, day: date, by: AgingBy) -> str | None:
    if by is AgingBy.CUSTOMER:
        return customer
    rep = book.customers.rep_on(customer, day.isoformat())
    if by is AgingBy.REP or rep is None:
        return rep
    named = book.reps.get(rep)
    return str(named.data["team"]) if named and named.data.get("team") else None


def _name(book: IndexedBook, key: str | None, by: AgingBy) -> str | None:
    if key is None:
        return None
    if by is AgingBy.CUSTOMER:
        return book.customers.name(key)
    if by is AgingBy.REP:
        return book.reps[key].name if key in book.reps else key
    return key


def _currencies(policy: Policy, found: Mapping[Whose, CustomerStanding]) -> list[str]:
    others = {
        currency
        for (_, currency), standing in found.items()
        if standing.items or standing.advances or standing.deposits_due
    }
    return [policy.currency, *sorted(others - {policy.currency})]


def bucket_title(name: str) -> Text:
    """What people read for a bucket."""
    if name == "unbilled":
        return Text("Unbilled", "未到条件")
    if name == "not_due":
        return Text("Not due", "未到期")
    if name.startswith("over_"):
        return Text("Over {days} days", "{days} 天以上").format(days=name.removeprefix("over_"))
    return Text("{days} days", "{days} 天").format(days=name.replace("-", "–"))


def _columns(by: AgingBy, names: Sequence[str]) -> tuple[Column, ...]:
    title = {AgingBy.CUSTOMER: terms.CUSTOMER, AgingBy.REP: terms.REP, AgingBy.TEAM: terms.TEAM}[by]
    amounts = [(name, bucket_title(name)) for name in names] + [(name, _SUM_TITLES[name]) for name in _SUMS]
    named = () if by is AgingBy.TEAM else (Column("name", terms.NAME, wide=True),)
    return (Column(by.value, title), *named, *(Column(key, text, CellType.MONEY) for key, text in amounts))


def _cells(row: AgingRow, by: AgingBy, currency: str) -> tuple[Cell, ...]:
    label: Cell = terms.NONE if row.key is None else row.key
    named: tuple[Cell, ...] = () if by is AgingBy.TEAM else (row.name,)
    return (label, *named, *(Money(amount, currency) for amount in row.amounts))


def _total(rows: Sequence[AgingRow], count: int) -> tuple[int, ...]:
    return tuple(sum(row.amounts[index] for row in rows) for index in range(count))


def _table(by: AgingBy, currency: str, names: Sequence[str], rows: Sequence[AgingRow]) -> Table:
    total = _total(rows, len(names) + len(_SUMS))
    named: tuple[Cell, ...] = () if by is AgingBy.TEAM else (None,)
    last = Row((terms.TOTAL, *named, *(Money(amount, currency) for amount in total)), Role.TOTAL)
    return Table(
        name=f"aging-{currency}",
        title=Text("Receivables in {currency}", "应收账款（{currency}）").format(currency=currency),
        columns=_columns(by, names),
        rows=(*(Row(_cells(row, by, currency)) for row in rows), last),
    )


def _data(
    by: AgingBy, day: date, currency: str, names: Sequence[str], rows: Sequence[AgingRow]
) -> dict[str, JsonValue]:
    keys = (*names, *_SUMS)

    def amounts(values: Sequence[int]) -> dict[str, JsonValue]:
        return {key: plain(value, currency) for key, value in zip(keys, values, strict=True)}

    return {
        "as_of": day.isoformat(),
        "currency": currency,
        "buckets": list(names),
        "rows": [{by.value: row.key, "name": row.name, **amounts(row.amounts)} for row in rows],
        "totals": amounts(_total(rows, len(keys))),
    }


def _flat(by: AgingBy, names: Sequence[str], rows: Mapping[str, Sequence[AgingRow]]) -> Table:
    columns = (Column("currency", terms.CURRENCY), *_columns(by, names))
    lines = [
        Row((currency, row.key, *_cells(row, by, currency)[1:])) for currency, found in rows.items() for row in found
    ]
    return Table("aging", Text("Aging", "应收账龄表"), columns, tuple(lines))


def _items(
    book: IndexedBook, policy: Policy, day: date, found: Mapping[Whose, CustomerStanding], currency: str
) -> Table:
    names = bucket_names(policy.aging)
    rows: list[Row] = []
    for (customer, of), standing in found.items():
        if of != currency:
            continue
        for item in standing.items:
            overdue = (day - item.due).days if item.due else None
            bucket = bucket_title(names[bucket_of(item.due, day, policy.aging)])
            name = book.customers.name(customer)
            money = Money(item.amount, currency)
            rows.append(Row((customer, name, item.order, item.event or None, item.due, overdue, bucket, money)))
    total = sum(row.cells[-1].minor for row in rows if isinstance(row.cells[-1], Money))
    rows.append(Row((terms.TOTAL, None, None, None, None, None, None, Money(total, currency)), Role.TOTAL))
    return Table(
        name=f"items-{currency}",
        title=Text("Open items in {currency}", "未清款项明细（{currency}）").format(currency=currency),
        columns=(
            Column("customer", terms.CUSTOMER),
            Column("name", terms.NAME, wide=True),
            Column("order", terms.ORDER),
            Column("event", Text("Arose from", "形成单据")),
            Column("due", terms.DUE, CellType.DATE),
            Column("days_overdue", terms.DAYS_OVERDUE, CellType.COUNT),
            Column("bucket", Text("Bucket", "账龄段")),
            Column("amount", terms.AMOUNT, CellType.MONEY),
        ),
        rows=tuple(rows),
    )


def _items_data(
    book: IndexedBook, policy: Policy, day: date, found: Mapping[Whose, CustomerStanding]
) -> list[JsonValue]:
    names = bucket_names(policy.aging)
    return [
        {
            "customer": customer,
            "name": book.customers.name(customer),
            "order": item.order,
            "event": item.event or None,
            "part": item.part or None,
            "due": item.due.isoformat() if item.due else None,
            "days_overdue": (day - item.due).days if item.due else None,
            "bucket": names[bucket_of(item.due, day, policy.aging)],
            "currency": currency,
            "amount": plain(item.amount, currency),
        }
        for (customer, currency), standing in found.items()
        for item in standing.items
    ]
