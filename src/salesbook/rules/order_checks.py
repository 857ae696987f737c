"""What can be wrong with an order and all that hangs on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from salesbook.i18n import Text
from salesbook.model.facts import Changed, Delivered, Exchanged, Invoiced, Opened, Piece
from salesbook.model.money import plain, to_minor
from salesbook.model.problem import Problem
from salesbook.rules import codes
from salesbook.rules.order_state import OrderHistory
from salesbook.rules.order_timeline import Quantities, add
from salesbook.rules.settlement import Settlement

_ZERO = Decimal(0)


def order_problems(history: OrderHistory) -> list[Problem]:
    """All findings about one order, each with the entry and field that it concerns."""
    facts = history.facts
    goods = facts.changes or facts.deliveries or facts.exchanges or [each for each in facts.settlements if each.pieces]
    checks = _ALL if goods or facts.invoices else _OF_MONEY
    found = [problem for check in checks for problem in check(history)]
    if not found:
        return found
    # Goods that went out before the order, or after it was cancelled, are more than ordered as well: said once.
    explained = {problem.entry for problem in found if problem.code in (codes.BEFORE_ORDER, codes.CANCELLED)}
    return [each for each in found if each.code is not codes.OVER_DELIVERED or each.entry not in explained]


def _totals(history: OrderHistory) -> Iterator[Problem]:
    facts = history.facts
    written = {change.entry: change.total for change in facts.changes}
    written[facts.ordered.entry] = facts.ordered.total
    steps = zip(history.timeline.steps, history.totals, strict=True)
    totals = {step.entry: total for step, total in steps}  # the last of a change with lines and a cancellation
    for entry, total in totals.items():
        given = written[entry]
        if given is not None and to_minor(given, history.currency) != total:
            yield codes.CONTROL_TOTAL.problem(
                entry=entry,
                field="total",
                written=f"{given:f}",
                total=plain(total, history.currency),
            )
        if total < 0:
            yield codes.NEGATIVE_TOTAL.problem(
                entry=entry, order=facts.ordered.entry, total=plain(total, history.currency)
            )


def _dates(history: OrderHistory) -> Iterator[Problem]:
    facts = history.facts
    ordered = facts.ordered
    goods: list[Changed | Delivered | Exchanged] = [*facts.changes, *facts.deliveries, *facts.exchanges]
    early = [(codes.BEFORE_ORDER, each.entry, each.date) for each in goods]
    early += [(codes.INVOICED_BEFORE_ORDER, each.entry, each.date) for each in facts.invoices]
    for code, entry, day in early:
        if day < ordered.date:
            yield code.problem(entry=entry, field="date", date=day, order=ordered.entry, order_date=ordered.date)
    cancellations = sorted((change.date, change.entry) for change in facts.changes if change.cancel)
    if not cancellations:
        return
    day, cancelling = cancellations[0]
    late = [each.entry for each in facts.deliveries if each.date > day]
    changes = (each for each in facts.changes if each.quantities or each.added or each.cancel)
    late += [each.entry for each in changes if (each.date, each.entry) > (day, cancelling)]
    for entry in late:
        yield codes.CANCELLED.problem(entry=entry, field="order", order=ordered.entry, change=cancelling, date=day)


def _lines(history: OrderHistory) -> Iterator[Problem]:
    facts = history.facts
    named: list[tuple[str, str, Iterable[Piece], date]] = [
        *((each.entry, "lines", each.pieces, each.date) for each in facts.deliveries),
        *((each.entry, "lines", each.quantities, each.date) for each in facts.changes),
        *((each.entry, "orders", each.pieces, each.date) for each in facts.exchanges),
        *((each.entry, "orders", each.pieces, each.date) for each in facts.settlements),
    ]
    known = history.timeline.lines
    for entry, field, pieces, day in named:
        for piece in pieces:
            if piece.line not in known:
                yield codes.UNKNOWN_LINE.problem(
                    entry=entry, field=field, order=facts.ordered.entry, line=piece.line, date=day
                )


def _goods(history: OrderHistory) -> Iterator[Problem]:
    """What is out at the end of a day: neither more than is ordered nor, after exchanges, less than nothing."""
    order = history.facts.ordered.entry
    moves = history.timeline.moves
    last = {(move.date, move.delivery, line): move for move in moves for line in move.quantities}
    for (day, delivery, line), move in last.items():
        if line not in history.timeline.lines:
            continue
        net = history.timeline.delivered(day)[line]
        ordered = history.timeline.ordered(day).get(line, _ZERO)
        if delivery and net > ordered:
            yield codes.OVER_DELIVERED.problem(
                entry=move.entry,
                field="lines",
                order=order,
                line=line,
                delivered=_quantity(net),
                ordered=_quantity(ordered),
            )
        if not delivery and net < 0:
            back = -move.quantities[line]
            yield codes.RETURNED_MORE.problem(
                entry=move.entry,
                field="orders",
                order=order,
                line=line,
                returned=_quantity(back),
                delivered=_quantity(net + back),
            )


def _changed_quantities(history: OrderHistory) -> Iterator[Problem]:
    for change in history.facts.changes:
        delivered = history.timeline.delivered(change.date)
        for piece in change.quantities:
            if piece.quantity < delivered.get(piece.line, _ZERO):
                yield codes.BELOW_DELIVERED.problem(
                    entry=change.entry,
                    field="lines",
                    order=change.order,
                    line=piece.line,
                    quantity=_quantity(piece.quantity),
                    delivered=_quantity(delivered[piece.line]),
                )


def _returns(history: OrderHistory) -> Iterator[Problem]:
    returned: Quantities = {}
    for settlement in history.facts.settlements:
        delivered = history.timeline.delivered(settlement.date)
        for piece in settlement.pieces:
            add(returned, {piece.line: piece.quantity})
            if piece.line in history.timeline.lines and returned[piece.line] > delivered.get(piece.line, _ZERO):
                yield codes.RETURNED_MORE.problem(
                    entry=settlement.entry,
                    field="orders",
                    order=settlement.target,
                    line=piece.line,
                    returned=_quantity(returned[piece.line]),
                    delivered=_quantity(delivered.get(piece.line, _ZERO)),
                )


def _invoices(history: OrderHistory) -> Iterator[Problem]:
    facts, currency = history.facts, history.currency
    order = facts.ordered.entry
    left: dict[str, int] = defaultdict(int)
    invoiced = 0
    for invoice in sorted(facts.invoices, key=lambda each: (each.date, each.entry)):
        amount = to_minor(invoice.amount, currency)
        invoiced += amount
        left[invoice.entry] += max(0, amount)
        yield from _reversal(invoice, amount, left)
        total = history.total(max(invoice.date, facts.ordered.date))
        if amount > 0 and invoiced > total:
            code = codes.INVOICED_ABOVE_REDUCED if invoiced <= _largest_total(history) else codes.OVER_INVOICED
            yield code.problem(
                entry=invoice.entry,
                field="orders",
                order=order,
                invoiced=plain(invoiced, currency),
                total=plain(total, currency),
            )
    if not facts.invoices:
        return
    last = history.timeline.steps[-1]
    total = history.total(last.date)
    on_that_day = history.invoiced(last.date)
    if last.entry != order and on_that_day > total and history.invoiced(history.dates()[-1]) > total:
        yield codes.INVOICED_ABOVE_REDUCED.problem(
            entry=last.entry, order=order, invoiced=plain(on_that_day, currency), total=plain(total, currency)
        )


def _reissues(history: OrderHistory) -> Iterator[Problem]:
    """An invoice issued anew takes the place of one that a red one took back by then."""
    invoices = history.facts.invoices
    for invoice in invoices:
        of_old = [each for each in invoices if each.date <= invoice.date and invoice.replaces is not None]
        stands = any(each.entry == invoice.replaces for each in of_old)
        if invoice.amount > 0 and stands and all(each.reverses != invoice.replaces for each in of_old):
            yield codes.NOT_REVERSED.problem(
                entry=invoice.entry, field="replaces", replaced=invoice.replaces, order=invoice.order
            )


def _largest_total(history: OrderHistory, day: date = date.max) -> int:
    """The most that the order came to until ``day``: after a reduction its documents are still as they were."""
    steps = zip(history.timeline.steps, history.totals, strict=True)
    return max([total for step, total in steps if step.date <= day])


def _reversal(invoice: Invoiced, amount: int, left: dict[str, int]) -> Iterator[Problem]:
    if amount >= 0:
        return
    what: Text | None = None
    if invoice.reverses is None:
        what = Text("a negative invoice must say which one it reverses", "负数发票须写明冲哪一张发票")
    elif invoice.reverses not in left:
        what = Text("{reversed} does not invoice {order}", "{reversed} 没有开过 {order} 的票").format(
            reversed=invoice.reverses, order=invoice.order
        )
    elif left[invoice.reverses] + amount < 0:
        what = Text("{reversed} is reversed by more than it invoiced", "冲减金额超过 {reversed} 的金额").format(
            reversed=invoice.reverses
        )
    if what is not None:
        yield codes.WRONG_REVERSAL.problem(entry=invoice.entry, field="orders", what=what)
    if invoice.reverses is not None:
        left[invoice.reverses] += amount


def _settlements(history: OrderHistory) -> Iterator[Problem]:
    ordered = history.facts.ordered
    return _settled_problems(
        ordered.entry,
        history.facts.settlements,
        history.currency,
        lambda day: _largest_total(history, max(day, ordered.date)),
    )


_OF_MONEY = (_totals, _settlements)
"""The checks of an order of which there is nothing but what it was given."""
_ALL = (_totals, _dates, _lines, _goods, _changed_quantities, _returns, _invoices, _reissues, _settlements)


def opening_problems(opened: Opened, settlements: Sequence[Settlement], currency: str) -> list[Problem]:
    """All findings about one opening."""
    total = max(0, to_minor(opened.amount, currency))
    return list(_settled_problems(opened.entry, settlements, currency, lambda _: total))


def _settled_problems(
    target: str, settlements: Sequence[Settlement], currency: str, total_on: Callable[[date], int]
) -> Iterator[Problem]:
    """On no day is what was given below zero, nor, on a day that gives, more than could ever be taken."""
    settled = written_off = recovered = 0
    in_order = sorted(settlements, key=lambda each: (each.date, each.entry))
    for day, that_day in groupby(in_order, key=lambda each: each.date):
        giving = taking = recovering = None  # the last entry of that day which does so
        for each in that_day:
            settled += each.amount
            if each.amount > 0:
                giving = each.entry
            elif each.amount < 0:
                taking = each.entry
            if each.reason == "write-off":
                written_off += each.amount
            elif each.reason == "recovery":
                recovered -= each.amount
                recovering = each.entry if each.amount < 0 else recovering
        if settled < 0 and taking:
            yield codes.SETTLED_BELOW_ZERO.problem(
                entry=taking,
                field="orders",
                order=target,
                settled=plain(settled, currency),
                date=day,
            )
        if recovered > written_off and recovering and settled >= 0:
            yield codes.RECOVERED_MORE.problem(
                entry=recovering,
                field="orders",
                order=target,
                recovered=plain(recovered, currency),
                written_off=plain(written_off, currency),
                date=day,
            )
        if giving and settled > (total := total_on(day)):
            yield codes.OVER_PAID.problem(
                entry=giving,
                field="orders",
                order=target,
                settled=plain(settled, currency),
                total=plain(total, currency),
            )


def _quantity(quantity: Decimal) -> str:
    return f"{quantity.normalize():f}"
