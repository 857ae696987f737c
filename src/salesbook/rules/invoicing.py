"""What of an order is delivered and not invoiced: one rule for the invoices that are made and for reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from salesbook.model.money import part_of, spread
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Prices
from salesbook.rules.order_state import OrderHistory
from salesbook.rules.order_timeline import Quantities
from salesbook.rules.settlement import INVOICED_REASONS, Settlement
from salesbook.rules.valuation import LineValue, net_of_gross


class Invoicing(NamedTuple):
    """How far an order is invoiced; minor units of its currency, tax included.

    ``delivered`` is the value of its goods that are out, ``credited`` what returns, allowances and rebates have been
    given to it, ``invoiced`` its invoices less red ones.
    """

    delivered: int
    credited: int
    invoiced: int

    @property
    def not_invoiced(self) -> int:
        """What is delivered and still to be invoiced (已出库未开票).

        Goods that were credited are not, whether before or after their invoice: a red invoice for them leaves this
        figure as it is.
        """
        return max(0, self.delivered - self.credited - self.invoiced)

    @property
    def not_delivered(self) -> int:
        """What is invoiced and still to be delivered."""
        return max(0, self.invoiced - self.delivered)


def invoicing(history: OrderHistory, day: date, until: date | None = None) -> Invoicing:
    """How far an order is invoiced as of ``day``, of the goods that went out ``until`` then, or until an earlier day.

    The order is valued as of ``day``. Without ``until``, the figures of reports; an invoice that is to cover what went
    out until some day takes all that the book knows (``day`` the last there is), so that nothing is invoiced twice.
    """
    lines = history.lines(day)
    out = history.timeline.delivered(until or day)
    return Invoicing(
        delivered=max(0, sum(lines[number].gross_of(quantity) for number, quantity in out.items() if number in lines)),
        credited=max(0, sum(each.amount for each in _credits(history, day))),
        invoiced=history.invoiced(day),
    )


class TaxedAmount(NamedTuple):
    """An amount at one tax ``rate`` (a fraction), with and without the tax; minor units."""

    rate: Decimal
    gross: int
    net: int


def next_invoiced(history: OrderHistory, amount: int, until: date) -> list[TaxedAmount]:
    """What the next invoice of ``amount`` covers of an order, by line; goods that went out ``until`` a day come first.

    An invoice says what it is of each order, not of which goods. Invoices are taken to cover an order's goods as they
    went out, less what was credited of them, then what is not delivered; what goes beyond the order is of its lines in
    proportion. A line of an invoice is rounded like one of an order: at gross prices its net is
    round(gross ÷ (1 + tax)), at net prices it is what the goods cost.
    """
    lines = history.lines(date.max)
    out, later = _goods(history, lines, until)
    for credit in _credited(history, lines):
        out = _less(out, credit)
    _, open_goods = _cover([*out, *later], history.invoiced(date.max))
    covered, _ = _cover(open_goods, amount)
    beyond = amount - sum(each.gross for each in covered)
    return _as_lines(history, lines, covered) + _beyond(history, lines, beyond)


def by_rate(amounts: Iterable[TaxedAmount]) -> list[TaxedAmount]:
    """The sums of amounts by rate, highest rate first; rates at which nothing is left are left out."""
    sums: dict[Decimal, tuple[int, int]] = {}
    for each in amounts:
        gross, net = sums.get(each.rate, (0, 0))
        sums[each.rate] = (gross + each.gross, net + each.net)
    return [TaxedAmount(rate, *sums[rate]) for rate in sorted(sums, reverse=True) if any(sums[rate])]


class _Goods(NamedTuple):
    """Some of an order's line that went out on a day, with and without tax."""

    line: int
    day: date
    gross: int
    net: int

    def part(self, gross: int) -> _Goods:
        """The first ``gross`` of it."""
        return self._replace(gross=gross, net=part_of(self.net, gross, self.gross))

    def rest(self, part: _Goods) -> _Goods:
        """What is left after a part, with the remainder of the rounding."""
        return self._replace(gross=self.gross - part.gross, net=self.net - part.net)


def _credits(history: OrderHistory, day: date) -> list[Settlement]:
    return [each for each in history.facts.settlements if each.date <= day and each.reason in INVOICED_REASONS]


def _goods(history: OrderHistory, lines: dict[int, LineValue], until: date) -> tuple[list[_Goods], list[_Goods]]:
    """The goods that went out until a day in the order they did so, and all others.

    Goods delivered again after an exchange keep their place. What has a negative value comes first, as it lowers what
    the goods beside it are worth.
    """
    net = history.timeline.delivered(until)
    out: list[_Goods] = []
    sent: Quantities = {}
    reached: Quantities = dict.fromkeys(lines, Decimal(0))
    for move in history.timeline.moves:
        if not move.delivery or move.date > until:
            continue
        for number, quantity in move.quantities.items():
            if number in lines:
                sent[number] = sent.get(number, Decimal(0)) + quantity
                after = min(sent[number], net[number])
                out.append(_between(number, move.date, lines[number], reached[number], after))
                reached[number] = after
    later = [_between(number, date.max, line, reached[number], line.quantity) for number, line in lines.items()]
    return _negative_first(out), _negative_first(later)


def _between(number: int, day: date, line: LineValue, before: Decimal, after: Decimal) -> _Goods:
    gross = line.gross_of(after) - line.gross_of(before)
    return _Goods(number, day, gross, line.net_of(after) - line.net_of(before))


def _negative_first(goods: Iterable[_Goods]) -> list[_Goods]:
    return sorted((each for each in goods if each.gross), key=lambda each: each.gross > 0)


class _Credited(NamedTuple):
    """What a credit has given to the order, with the lines that it concerns, weighted by value."""

    day: date
    amount: int
    weights: dict[int, int]


def _credited(history: OrderHistory, lines: dict[int, LineValue]) -> Iterable[_Credited]:
    """The credits by the day on which they first gave something."""
    given: dict[str, list[Settlement]] = {}
    for each in sorted(_credits(history, date.max), key=lambda each: (each.date, each.entry)):
        given.setdefault(each.origin, []).append(each)
    for settlements in given.values():
        amount = sum(each.amount for each in settlements)
        pieces = [piece for each in settlements for piece in each.pieces if piece.line in lines]
        values = [(piece.line, lines[piece.line].gross_of(piece.quantity)) for piece in pieces]
        weights: dict[int, int] = {}
        for number, value in values or [(number, line.gross) for number, line in lines.items()]:
            weights[number] = weights.get(number, 0) + max(0, value)
        if amount > 0:
            yield _Credited(settlements[0].date, amount, weights)


def _less(goods: Sequence[_Goods], credit: _Credited) -> list[_Goods]:
    """Goods less a credit: of its lines what went out last until its day, then later; then, as is needed, any."""
    left = list(goods)
    lacking = 0
    for number, piece in zip(credit.weights, spread(credit.amount, list(credit.weights.values())), strict=True):
        left, missing = _cut(left, piece, {number}, credit.day)
        left, missing = _cut(left, missing, {number})
        lacking += missing
    return _cut(left, lacking, {each.line for each in left})[0]


def _cut(goods: Sequence[_Goods], amount: int, lines: set[int], until: date = date.max) -> tuple[list[_Goods], int]:
    """Goods less an amount of some lines, from the last on; and what of the amount they had no value for."""
    kept: list[_Goods] = []
    for each in reversed(goods):
        concerned = each.line in lines and each.day <= until and each.gross > 0
        taken = min(amount, each.gross) if concerned else 0
        amount -= taken
        kept.append(each.part(each.gross - taken) if taken else each)
    return [each for each in reversed(kept) if each.gross], amount


def _cover(goods: Sequence[_Goods], amount: int) -> tuple[list[_Goods], list[_Goods]]:
    """The first goods, worth an amount or as much as there is, and those after them."""
    covered: list[_Goods] = []
    after: list[_Goods] = []
    left = amount
    for each in goods:
        if left <= 0:
            after.append(each)
        elif each.gross <= left:
            covered.append(each)
            left -= each.gross
        else:
            part = each.part(left)
            covered.append(part)
            after.append(each.rest(part))
            left = 0
    return covered, after


def _as_lines(history: OrderHistory, lines: dict[int, LineValue], goods: Iterable[_Goods]) -> list[TaxedAmount]:
    sums: dict[int, tuple[int, int]] = {}
    for each in goods:
        gross, net = sums.get(each.line, (0, 0))
        sums[each.line] = (gross + each.gross, net + each.net)
    of_gross = history.policy.prices is Prices.GROSS
    return [
        TaxedAmount(lines[number].tax, gross, net_of_gross(gross, lines[number].tax) if of_gross else net)
        for number, (gross, net) in sums.items()
    ]


def _beyond(history: OrderHistory, lines: dict[int, LineValue], amount: int) -> list[TaxedAmount]:
    if not amount:
        return []
    pieces = spread(amount, [line.gross for line in lines.values()]) if lines else [amount]
    rates = [line.tax for line in lines.values()] or [history.policy.tax]
    return [TaxedAmount(rate, piece, net_of_gross(piece, rate)) for rate, piece in zip(rates, pieces, strict=True)]
