"""The state of an order on a day: what it is worth, what is owed on it, and when."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from salesbook.model.facts import Changed, Delivered, Exchanged, Invoiced, Ordered
from salesbook.model.money import part_of, to_minor
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Basis, Policy
from salesbook.model.terms import Event
from salesbook.rules.billing import Billing, billings
from salesbook.rules.movement import ItemKey
from salesbook.rules.order_timeline import Quantities, add, timeline
from salesbook.rules.settlement import INVOICED_REASONS, Settlement
from salesbook.rules.valuation import LineValue, line_value

_ZERO = Decimal(0)
_ORDERED, _INVOICED = Basis.ORDERED, Basis.INVOICED
_DELIVERY, _ACCEPTANCE, _INVOICE = Event.DELIVERY, Event.ACCEPTANCE, Event.INVOICE
# Names of this module: before Python 3.12, to find a member in its class takes several times as long as to use it.


class OrderFacts(NamedTuple):
    """An order and all that hangs on it, settlements included, in any order."""

    ordered: Ordered
    changes: Sequence[Changed] = ()
    deliveries: Sequence[Delivered] = ()
    exchanges: Sequence[Exchanged] = ()
    invoices: Sequence[Invoiced] = ()
    settlements: Sequence[Settlement] = ()


class Item(NamedTuple):
    """A part of the terms that has become due at one event; minor units.

    ``amount`` is what it is figured at, ``open`` what no payment has reached, ``receivable`` what of that is owed;
    ``credited`` what the credit that made it due settles of it before all else.
    """

    key: ItemKey
    amount: int
    open: int
    receivable: int
    credited: int = 0


class OrderState(NamedTuple):
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
        return max(0, sum([item.amount for item in self.items]) - max(self.charged, self.settled))

    @property
    def uncharged(self) -> int:
        """What of it the customer does not owe yet."""
        return self.total - self.charged


class _Documented(NamedTuple):
    """What the documents of an order come to on a day, whatever was paid of it: the same until the next document.

    ``items`` are in the order in which money pays them; ``credited`` is what credits that count as invoiced settle of
    the items that they made due, by entry. The rest is as in ``OrderState``.
    """

    total: int
    charged: int
    invoiced: int
    delivered: int
    open_lines: int
    returned: int
    items: tuple[tuple[ItemKey, int], ...]
    credited: Mapping[str, int]


class OrderHistory:
    """An order's facts, ready to be asked for any day.

    ``stepped`` are its lines, and ``totals`` what they add up to, after each step of the timeline. ``invoices`` are
    those of its facts, each with its amount in minor units.
    """

    __slots__ = (
        "_document_days",
        "_documented",
        "currency",
        "facts",
        "invoices",
        "policy",
        "stepped",
        "terms",
        "timeline",
        "totals",
    )

    def __init__(self, facts: OrderFacts, policy: Policy) -> None:
        self.facts = facts
        self.policy = policy
        self.currency = facts.ordered.currency or self.policy.currency
        self.terms = self.policy.terms_of(facts.ordered.terms)
        self.timeline = timeline(facts.ordered, facts.changes, facts.deliveries, facts.exchanges)
        self.stepped = [self._valued(step.quantities) for step in self.timeline.steps]
        self.totals = [sum([line.gross for line in lines.values()]) for lines in self.stepped]
        self.invoices = [(each, to_minor(each.amount, self.currency)) for each in facts.invoices]
        days = {facts.ordered.date}
        for documents in (facts.changes, facts.deliveries, facts.exchanges, facts.invoices):
            days.update([each.date for each in documents])
        days.update([each.date for each in facts.settlements if each.reason in INVOICED_REASONS])
        self._document_days = sorted(days)
        self._documented: dict[int, _Documented] = {}

    def dates(self) -> list[date]:
        """The days on which anything of it changes."""
        return sorted({*self._document_days, *[each.date for each in self.facts.settlements]})

    def lines(self, day: date) -> dict[int, LineValue]:
        """Its lines with the quantities of that day; none before the order."""
        return self._ordered(day)[0]

    def total(self, day: date) -> int:
        """What it comes to on a day."""
        return self._ordered(day)[1]

    def _ordered(self, day: date) -> tuple[dict[int, LineValue], int]:
        steps = self.timeline.steps_until(day)
        return (self.stepped[steps - 1], max(0, self.totals[steps - 1])) if steps else ({}, 0)

    def _valued(self, quantities: Quantities) -> dict[int, LineValue]:
        lines = self.timeline.lines
        return {
            number: line_value(lines[number], quantity, self.currency, self.policy)
            for number, quantity in quantities.items()
        }

    def state(self, day: date) -> OrderState:
        """What it is worth and what is owed on it as of ``day``."""
        documented = self._documented_until(day)
        settled = sum([each.amount for each in self.facts.settlements if each.date <= day])
        items, unbilled = _settle(documented, settled)
        total, charged, invoiced, delivered, open_lines, returned, _, _ = documented
        return OrderState(total, charged, settled, invoiced, items, unbilled, delivered, open_lines, returned)

    def invoiced(self, day: date) -> int:
        """What invoices, red ones taken off, say of it until ``day``."""
        return sum([amount for each, amount in self.invoices if each.date <= day])

    def _documented_until(self, day: date) -> _Documented:
        number = bisect_right(self._document_days, day)
        if number not in self._documented:
            self._documented[number] = self._document(day)
        return self._documented[number]

    def _document(self, day: date) -> _Documented:
        invoiced, returned = self.invoiced(day), self._returned(day)
        lines, total = self._ordered(day)
        if not lines:
            return _Documented(0, 0, invoiced, 0, 0, returned, (), {})
        net = self.timeline.delivered(day)
        delivered = _value_of(lines, net)
        billed = self._billings(day, total)
        items = self._items(day, lines, total, net, billed)
        open_lines = sum([line.quantity > net.get(number, _ZERO) for number, line in lines.items()])
        items.sort(key=_paying_order)
        credited = {billing.event[1]: billing.amount for billing in billed if billing.by_credit}
        charged = self._charged(total, delivered, billed)
        return _Documented(total, charged, invoiced, delivered, open_lines, returned, tuple(items), credited)

    def _returned(self, day: date) -> int:
        """What credits that count as invoiced gave to it until ``day``."""
        given = self.facts.settlements
        return sum([each.amount for each in given if each.reason in INVOICED_REASONS and each.date <= day])

    def _charged(self, total: int, delivered: int, billed: Sequence[Billing]) -> int:
        if self.policy.receivable_basis is _ORDERED:
            return total
        if self.policy.receivable_basis is _INVOICED:
            return max(0, min(total, sum(billing.amount for billing in billed)))
        return max(0, min(total, delivered))

    def _billings(self, day: date, total: int) -> list[Billing]:
        """None where nothing waits for invoices."""
        decide = self.policy.receivable_basis is _INVOICED
        if not decide and _INVOICE not in [part.after for part in self.terms]:
            return []
        return billings(self.invoices, self.facts.settlements, day, total)

    def _items(
        self,
        day: date,
        lines: dict[int, LineValue],
        total: int,
        net: Quantities,
        billed: Sequence[Billing],
    ) -> list[tuple[ItemKey, int]]:
        if not total:
            return []
        shares = [part_of(total, part.share, 1) for part in self.terms[:-1]]
        shares.append(total - sum(shares))
        ordered = self.facts.ordered
        items: list[tuple[ItemKey, int]] = []
        for number, (part, amount) in enumerate(zip(self.terms, shares, strict=True), start=1):
            if part.after is _DELIVERY:
                events = self._delivery_values(day, lines, net)
            elif part.after is _ACCEPTANCE:
                events = self._acceptance_values(day, lines, net)
            elif part.after is _INVOICE:
                events = _cumulated(billed)
            else:
                events = [((ordered.date, ordered.entry), ordered.date, total)]
            before = 0
            for (arose, entry), due_from, value in events:
                until = part_of(amount, max(0, min(total, value)), total)
                if until != before:
                    key = ItemKey(arose, number, entry, part.due_date(due_from), part.retention)
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


def _paying_order(item: tuple[ItemKey, int]) -> tuple[date, int, date, str]:
    key, _ = item
    return key.due, key.part, key.arose, key.event


def _value_of(lines: dict[int, LineValue], quantities: Quantities) -> int:
    return sum([lines[number].gross_of(quantity) for number, quantity in quantities.items() if number in lines])


def _cumulated(billed: Sequence[Billing]) -> list[_Reached]:
    reached = 0
    values: list[_Reached] = []
    for billing in billed:
        reached += billing.amount
        values.append((billing.event, billing.due_from, reached))
    return values


def _settle(documented: _Documented, settled: int) -> tuple[tuple[Item, ...], int]:
    """Give what is settled to the items, then lay the receivable on what is open.

    A credit that counts as invoiced pays just that first; all else pays by due date, then part, then event. An item
    below zero (goods of negative value that went out later) is money for the others. Returns the items, and what of
    the receivable none of them has reached.
    """
    left = settled - sum([amount for _, amount in documented.items if amount < 0])
    paid: dict[ItemKey, int] = {}
    if documented.credited:
        credited = dict(documented.credited)
        for key, amount in documented.items:
            if key.event in credited:
                paid[key] = max(0, min(amount, credited[key.event], left))
                credited[key.event] -= paid[key]
                left -= paid[key]
    receivable = max(0, documented.charged - settled)
    items: list[Item] = []
    for key, amount in documented.items:
        before = paid.get(key, 0)
        pays = max(0, min(amount - before, left))
        left -= pays
        unpaid = max(0, amount) - before - pays
        owed = min(unpaid, receivable)
        receivable -= owed
        items.append(Item(key, amount, unpaid, owed, before))
    return tuple(items), receivable
