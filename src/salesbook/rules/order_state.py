"""The state of an order on a day: what it is worth, what is owed on it, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from salesbook.model.facts import Changed, Delivered, Exchanged, Invoiced, Ordered
from salesbook.model.money import part_of, to_minor
from salesbook.model.policy import Basis, Policy
from salesbook.model.terms import Event, TermPart
from salesbook.rules.movement import ItemKey
from salesbook.rules.order_timeline import OrderTimeline, Quantities, add, timeline
from salesbook.rules.settlement import INVOICED_REASONS, Settlement
from salesbook.rules.valuation import LineValue, line_value


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """An order and all that hangs on it, settlements included, in any order."""

    ordered: Ordered
    changes: tuple[Changed, ...] = ()
    deliveries: tuple[Delivered, ...] = ()
    exchanges: tuple[Exchanged, ...] = ()
    invoices: tuple[Invoiced, ...] = ()
    settlements: tuple[Settlement, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A part of the terms that has become due at one event; minor units.

    ``amount`` is what it is figured at, ``open`` what no payment has reached, ``receivable`` what of that is owed;
    ``credited`` what the credit that made it due settles of it before all else.
    """

    key: ItemKey
    amount: int
    open: int
    receivable: int
    credited: int = 0


@dataclass(frozen=True, slots=True)
class OrderState:
    """An order as of a day, in minor units of its currency (docs: «What the figures mean»).

    ``delivered`` is the value of the goods that are out, ``open_lines`` counts the lines that have more to deliver,
    ``returned`` is what credits that count as invoiced gave. Always
    ``charged - settled == receivable - advance - excess``.
    """

    total: int = 0
    charged: int = 0
    settled: int = 0
    invoiced: int = 0
    items: tuple[Item, ...] = ()
    unbilled: int = 0
    delivered: int = 0
    open_lines: int = 0
    returned: int = 0

    @property
    def receivable(self) -> int:
        """What the customer owes on it."""
        return max(0, self.charged - self.settled)

    @property
    def advance(self) -> int:
        """Money for goods to come."""
        return max(0, min(self.settled, self.total) - self.charged)

    @property
    def excess(self) -> int:
        """What it cannot take: the customer's free money."""
        return max(0, self.settled - self.total)

    @property
    def deposits_due(self) -> int:
        """What the terms ask for beyond what is owed (定金), not aged."""
        return max(0, sum(item.amount for item in self.items) - max(self.charged, self.settled))

    @property
    def uncharged(self) -> int:
        """What of it the customer does not owe yet."""
        return self.total - self.charged


@dataclass(frozen=True, slots=True)
class _Billing:
    """One event of invoicing: an invoice less what reverses it, or a credit that counts as one."""

    event: tuple[date, str]
    due_from: date
    amount: int
    by_credit: bool = False


@dataclass(slots=True)
class OrderHistory:
    """An order's facts, ready to be asked for any day."""

    facts: OrderFacts
    policy: Policy
    currency: str = ""
    timeline: OrderTimeline = field(init=False)
    terms: tuple[TermPart, ...] = field(init=False)
    _values: dict[tuple[int, Decimal], LineValue] = field(default_factory=dict)

    def __post_init__(self) -> None:
        facts = self.facts
        self.currency = facts.ordered.currency or self.policy.currency
        self.terms = self.policy.terms_of(facts.ordered.terms)
        self.timeline = timeline(facts.ordered, list(facts.changes), list(facts.deliveries), list(facts.exchanges))

    def dates(self) -> list[date]:
        """The days on which anything of it changes."""
        facts = self.facts
        documents: list[Iterable[date]] = [
            [facts.ordered.date],
            (each.date for each in facts.changes),
            (each.date for each in facts.deliveries),
            (each.date for each in facts.exchanges),
            (each.date for each in facts.invoices),
            (each.date for each in facts.settlements),
        ]
        return sorted({day for days in documents for day in days})

    def lines(self, day: date) -> dict[int, LineValue]:
        """Its lines with the quantities of that day; none before the order."""
        return self.values(self.timeline.ordered(day))

    def values(self, quantities: Quantities) -> dict[int, LineValue]:
        """Its lines with given quantities."""
        return {number: self._value(number, quantity) for number, quantity in quantities.items()}

    def _value(self, number: int, quantity: Decimal) -> LineValue:
        key = (number, quantity)
        if key not in self._values:
            self._values[key] = line_value(self.timeline.lines[number], quantity, self.currency, self.policy)
        return self._values[key]

    def state(self, day: date) -> OrderState:
        """What it is worth and what is owed on it as of ``day``."""
        lines = self.lines(day)
        total = max(0, sum(line.gross for line in lines.values()))
        settled = sum(each.amount for each in self.facts.settlements if each.date <= day)
        if not lines:
            before = OrderState(settled=settled, invoiced=self.invoiced(day), unbilled=max(0, -settled))
            return replace(before, returned=self._returned(day))
        net = self.timeline.delivered(day)
        billings = self._billings(day, total)
        charged = self._charged(lines, total, net, billings)
        keys = self._items(day, lines, total, net, billings)
        items, unbilled = _settle(keys, charged, settled, billings)
        return OrderState(
            total=total,
            charged=charged,
            settled=settled,
            invoiced=self.invoiced(day),
            items=items,
            unbilled=unbilled,
            delivered=_value_of(lines, net),
            open_lines=sum(line.quantity > net.get(number, Decimal(0)) for number, line in lines.items()),
            returned=self._returned(day),
        )

    def invoiced(self, day: date) -> int:
        """What invoices, red ones taken off, say of it until ``day``."""
        from_invoices = (each for each in self.facts.invoices if each.date <= day)
        return sum(self._minor(each) for each in from_invoices)

    def _returned(self, day: date) -> int:
        """What credits that count as invoiced gave to it until ``day``."""
        return sum(
            each.amount for each in self.facts.settlements if each.date <= day and each.reason in INVOICED_REASONS
        )

    def _minor(self, invoice: Invoiced) -> int:
        return to_minor(invoice.amount, self.currency)

    def _charged(self, lines: dict[int, LineValue], total: int, net: Quantities, billings: Sequence[_Billing]) -> int:
        if self.policy.receivable_basis is Basis.ORDERED:
            return total
        if self.policy.receivable_basis is Basis.INVOICED:
            return max(0, min(total, sum(billing.amount for billing in billings)))
        return max(0, min(total, _value_of(lines, net)))

    def _billings(self, day: date, total: int) -> list[_Billing]:
        """Invoices until ``day``, then the credits that count as invoiced as far as the total leaves room."""
        if self.policy.receivable_basis is not Basis.INVOICED and not any(
            part.after is Event.INVOICE for part in self.terms
        ):
            return []
        until = sorted(
            (each for each in self.facts.invoices if each.date <= day),
            key=lambda each: (each.date, each.entry),
        )
        amounts = _less_reversals([(each, self._minor(each)) for each in until])
        by_entry = {each.entry: each for each in self.facts.invoices}
        billings = [
            _Billing((since, each.entry), since, amount)
            for each, amount in amounts
            if amount
            for since in [_since(each, by_entry)]
        ]
        billings.sort(key=lambda each: each.event)
        room = max(0, total - sum(billing.amount for billing in billings))
        for given, amount in _less_taken_back(self.facts.settlements, day):
            if counted := min(room, amount):
                billings.append(_Billing((given.date, given.entry), given.date, counted, by_credit=True))
                room -= counted
        return _one_each(billings)

    def _items(
        self,
        day: date,
        lines: dict[int, LineValue],
        total: int,
        net: Quantities,
        billings: Sequence[_Billing],
    ) -> list[tuple[ItemKey, int]]:
        if not total:
            return []
        shares = [part_of(total, part.share, 1) for part in self.terms[:-1]]
        shares.append(total - sum(shares))
        ordered = self.facts.ordered
        items: list[tuple[ItemKey, int]] = []
        for number, (part, amount) in enumerate(zip(self.terms, shares, strict=True), start=1):
            if part.after is Event.DELIVERY:
                events = self._delivery_values(day, lines, net)
            elif part.after is Event.ACCEPTANCE:
                events = self._acceptance_values(day, lines, net)
            elif part.after is Event.INVOICE:
                events = _cumulated(billings)
            else:
                events = [((ordered.date, ordered.entry), ordered.date, total)]
            before = 0
            for (arose, entry), due_from, value in events:
                until = part_of(amount, max(0, min(total, value)), total)
                if until != before:
                    key = ItemKey(number, entry, arose, part.due_date(due_from), part.retention)
                    items.append((key, until - before))
                before = until
        return items

    def _delivery_values(self, day: date, lines: dict[int, LineValue], net: Quantities) -> list[_Reached]:
        out: Quantities = {}
        values: list[_Reached] = []
        for move in self.timeline.moves:
            if move.delivery and move.date <= day:
                add(out, move.quantities)
                value = _value_of(lines, {line: min(quantity, net[line]) for line, quantity in out.items()})
                values.append(((move.date, move.entry), move.date, value))
        return values

    def _acceptance_values(self, day: date, lines: dict[int, LineValue], net: Quantities) -> list[_Reached]:
        accepted: Quantities = {}
        values: list[_Reached] = []
        for step in self.timeline.acceptances:
            if step.date <= day:
                for line, quantity in step.quantities.items():
                    accepted[line] = max(quantity, accepted.get(line, quantity))
                value = _value_of(lines, {line: min(quantity, net[line]) for line, quantity in accepted.items()})
                values.append(((step.date, step.entry), step.date, value))
        return values


_Reached = tuple[tuple[date, str], date, int]
"""An event, the day its due date counts from, and the value reached with it."""


def _value_of(lines: dict[int, LineValue], quantities: Quantities) -> int:
    return sum(lines[number].gross_of(quantity) for number, quantity in quantities.items() if number in lines)


def _cumulated(billings: Sequence[_Billing]) -> list[_Reached]:
    reached = 0
    values: list[_Reached] = []
    for billing in billings:
        reached += billing.amount
        values.append((billing.event, billing.due_from, reached))
    return values


def _less_taken_back(settlements: Sequence[Settlement], day: date) -> list[tuple[Settlement, int]]:
    """Credits that count as invoiced, given until ``day``; what is taken back, or reversed, lowers its own credit."""
    kept: list[tuple[Settlement, int]] = []
    given = (each for each in settlements if each.reason in INVOICED_REASONS and each.date <= day)
    for settlement in sorted(given, key=lambda each: (each.date, each.entry)):
        if settlement.amount >= 0:
            kept.append((settlement, settlement.amount))
            continue
        to_take = -settlement.amount
        for index in reversed(range(len(kept))):
            each, left = kept[index]
            if each.origin == settlement.origin:
                taken = min(left, to_take)
                kept[index] = (each, left - taken)
                to_take -= taken
    return kept


def _less_reversals(invoices: list[tuple[Invoiced, int]]) -> list[tuple[Invoiced, int]]:
    """Invoices with what red ones take off; one that names none it reverses lowers the latest before it."""
    kept: list[tuple[Invoiced, int]] = []
    for invoice, amount in invoices:
        if amount >= 0:
            kept.append((invoice, amount))
            continue
        named = [index for index, (each, _) in enumerate(kept) if each.entry == invoice.reverses]
        to_take = -amount
        for index in named + [index for index in reversed(range(len(kept))) if index not in named]:
            each, left = kept[index]
            taken = min(left, to_take)
            kept[index] = (each, left - taken)
            to_take -= taken
    return kept


def _one_each(billings: Iterable[_Billing]) -> list[_Billing]:
    """One billing a document: it may name an order in several places."""
    by_event: dict[tuple[date, str], _Billing] = {}
    for billing in billings:
        before = by_event.get(billing.event)
        by_event[billing.event] = replace(billing, amount=before.amount + billing.amount) if before else billing
    return list(by_event.values())


def _since(invoice: Invoiced, by_entry: dict[str, Invoiced]) -> date:
    """The day that it stands for: that of the invoice it was issued again for, however often."""
    seen = {invoice.entry}
    while invoice.replaces in by_entry and invoice.replaces not in seen:
        seen.add(invoice.replaces)
        invoice = by_entry[invoice.replaces]
    return invoice.date


def _settle(
    keys: list[tuple[ItemKey, int]], charged: int, settled: int, billings: Sequence[_Billing]
) -> tuple[tuple[Item, ...], int]:
    """Give what is settled to the items, then lay the receivable on what is open.

    A credit that counts as invoiced pays just that first; all else pays by due date, then part, then event. An item
    below zero (goods of negative value that went out later) is money for the others.
    """
    by_due = sorted(keys, key=lambda each: (each[0].due, each[0].part, each[0].arose, each[0].event))
    left = settled - sum(amount for _, amount in keys if amount < 0)
    credited = {billing.event[1]: billing.amount for billing in billings if billing.by_credit}
    paid: dict[ItemKey, int] = {}
    for key, amount in by_due:
        if key.event in credited:
            paid[key] = max(0, min(amount, credited[key.event], left))
            credited[key.event] -= paid[key]
            left -= paid[key]
    receivable = max(0, charged - settled)
    items: list[Item] = []
    for key, amount in by_due:
        before = paid.get(key, 0)
        pays = max(0, min(amount - before, left))
        left -= pays
        unpaid = max(0, amount) - before - pays
        owed = min(unpaid, receivable)
        receivable -= owed
        items.append(Item(key, amount, unpaid, owed, before))
    return tuple(items), receivable
