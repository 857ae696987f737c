"""What a bank line was taken for, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from salesbook.bank.decision import Explanation, Share
from salesbook.bank.names import normal_name
from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.index.book import IndexedBook
from salesbook.model.money import grouped
from salesbook.reports.words import REASONS, ignored_label

_NAMED = 2
"""Orders that are named; of more it is said how many."""


class Currencies:
    """The currencies of orders that are not in their line's."""

    def __init__(self, book: IndexedBook) -> None:
        self._connection = book.connection
        self._known: dict[str, str | None] = {}

    def of(self, order: str, line: str) -> str:
        """That of an order (or opening), where the book has it, else that of the ``line``."""
        if order not in self._known:
            row = self._connection.execute("SELECT currency FROM unit WHERE id = ?", (order,)).fetchone()
            self._known[order] = row[0] if row else None
        return self._known[order] or line


def taken_for(
    book: IndexedBook, explanation: Explanation, payer: str | None, currency: str, currencies: Currencies
) -> Text | None:
    """The entries that a line clears, makes or pays; its customer first, where the line does not name it."""
    if explanation.ignored is not None:
        words = ignored_label(explanation.ignored)
        if explanation.counterpart is None:
            return words
        return Text("{why} ({line})", "{why}（{line}）").format(why=words, line=explanation.counterpart)
    parts = list(_parts(book, explanation, currency, currencies))
    customer = explanation.customer and book.customers.name(explanation.customer)
    if customer and normal_name(payer) != normal_name(customer):
        parts.insert(0, verbatim(customer))
    return listed(parts) if parts else None


def listed(texts: Sequence[Text]) -> Text:
    """Texts one after the other."""
    return Text("; ".join(text.en for text in texts), "；".join(text.zh for text in texts))


def _parts(book: IndexedBook, best: Explanation, currency: str, currencies: Currencies) -> Iterator[Text]:
    yield from map(verbatim, (*best.payments, *best.handins, *best.bills))
    if best.hands_in:
        rep = book.reps[best.rep].name if best.rep in book.reps else best.rep
        payments = Text(", ".join(best.hands_in), "、".join(best.hands_in))
        yield Text("{rep} hands in {payments}", "{rep} 交款：{payments}").format(rep=rep, payments=payments)
    for payment in best.collects:
        yield Text("bill of {payment} collected", "{payment} 的票据托收到账").format(payment=payment)
    whole = len(best.orders) == 1 and not (best.credits or best.taken_up or best.advance)
    for share in best.orders[:_NAMED]:
        of_order = currency if share.paid is None else currencies.of(share.order, currency)
        yield verbatim(share.order if whole and share.paid is None else _amount(share, of_order))
    more = len(best.orders) - _NAMED
    if more > 0:
        yield Text("and {more} more", "另 {more} 张").format(more=more)
    sums: Counter[tuple[Text, str]] = Counter()
    for credit in best.credits:
        sums[REASONS[credit.reason], currencies.of(credit.order, currency)] += credit.amount
    for (reason, money), amount in sums.items():
        yield Text("{reason} {amount}", "{reason} {amount}").format(
            reason=reason, amount=_named(amount, money, currency)
        )
    for taken in best.taken_up:
        used = grouped(taken.amount, currencies.of(taken.order, currency))
        yield Text("{amount} taken up from {source}", "冲抵 {source} {amount}").format(source=taken.source, amount=used)
    if best.advance:
        yield Text("advance {amount}", "预收 {amount}").format(amount=grouped(best.advance, currency))


def _amount(share: Share, currency: str) -> str:
    amount = grouped(share.amount, currency)
    return f"{share.order} {amount}" if share.paid is None else f"{share.order} {amount} {currency}"


def _named(amount: int, currency: str, of_line: str) -> str:
    """An amount, with its currency where that is not the line's."""
    return grouped(amount, currency) if currency == of_line else f"{grouped(amount, currency)} {currency}"
