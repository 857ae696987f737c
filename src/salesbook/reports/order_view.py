"""An order as of a day, with all that hangs on it: what its story is told from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from salesbook.index.book import IndexedBook
from salesbook.model.money import Money, to_minor
from salesbook.reports import story
from salesbook.reports.open_orders import OpenOrder, open_order
from salesbook.reports.stored import StoredEntry, references_to
from salesbook.rules.movement import Standing
from salesbook.rules.order_state import OrderHistory
from salesbook.rules.settlement import Settlement


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order as of a day, with the entries that hang on it until then."""

    book: IndexedBook
    entry: StoredEntry
    history: OrderHistory
    day: date
    stands: OpenOrder
    documents: tuple[StoredEntry, ...]
    settlements: tuple[Settlement, ...]

    def money(self, minor: int) -> Money:
        """An amount in the order's currency."""
        return Money(minor, self.history.currency)


def order_view(book: IndexedBook, entry: StoredEntry, history: OrderHistory, day: date) -> OrderView:
    """The order as of ``day``."""
    naming = story.until(references_to(book, "orders", entry.id), day)
    bills = [bill for each in naming if each.kind == "payments" for bill in references_to(book, "payments", each.id)]
    documents = [*naming, *(each for each in story.until(bills, day) if each.kind == "bills")]
    return OrderView(
        book=book,
        entry=entry,
        history=history,
        day=day,
        stands=open_order(book, history, day),
        documents=tuple(sorted(documents, key=lambda each: (each.date or date.min, each.id))),
        settlements=tuple(each for each in history.facts.settlements if each.date <= day),
    )


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A line of the order: quantities, price per unit, rates as fractions, ``gross`` in minor units."""

    number: int
    product: str | None
    name: str | None
    ordered: Decimal
    delivered: Decimal
    price: Decimal
    discount: Decimal
    tax: Decimal
    gross: int


def order_lines(view: OrderView) -> Iterator[OrderLine]:
    """Its lines as they are on the day."""
    net = view.history.timeline.delivered(view.day)
    texts = _line_texts(view)
    for number, value in view.history.lines(view.day).items():
        line = view.history.timeline.lines[number]
        product = view.book.products.get(line.product or "")
        yield OrderLine(
            number=number,
            product=line.product,
            name=product.name if product else texts.get(number),
            ordered=value.quantity,
            delivered=net.get(number, Decimal(0)),
            price=line.price,
            discount=line.discount,
            tax=value.tax,
            gross=value.gross,
        )


def _line_texts(view: OrderView) -> dict[int, str]:
    """The texts of lines by number; lines that changes add are numbered on in the order of the changes."""
    written = list(view.entry.parts("lines"))
    changes = {each.id: each for each in view.documents if each.kind == "changes"}
    for id in dict.fromkeys(step.entry for step in view.history.timeline.steps[1:]):
        if id in changes:
            written += [part for part in changes[id].parts("lines") if "line" not in part]
    return {number: str(part["text"]) for number, part in enumerate(written, start=1) if "text" in part}


def worth(view: OrderView) -> dict[str, int]:
    """What each delivery and invoice is worth, as the order is now, in minor units."""
    lines = view.history.lines(view.day)
    before: dict[int, Decimal] = {}
    worth: dict[str, int] = {}
    for move in view.history.timeline.moves:
        for number, quantity in move.quantities.items():
            had = before.get(number, Decimal(0))
            before[number] = had + quantity
            if number in lines:
                gained = lines[number].gross_of(had + quantity) - lines[number].gross_of(had)
                worth[move.entry] = worth.get(move.entry, 0) + gained
    for invoice in view.history.facts.invoices:
        worth[invoice.entry] = worth.get(invoice.entry, 0) + to_minor(invoice.amount, view.history.currency)
    return worth


def sums(view: OrderView) -> dict[str, int]:
    """Where it stands, in minor units, by name."""
    state, stands = view.stands.state, view.stands
    return {
        "total": state.total,
        "delivered": stands.delivered,
        "invoiced": state.invoiced,
        "charged": state.charged,
        "settled": state.settled,
        "receivable": state.receivable,
        "unbilled": state.unbilled,
        "advance": state.advance,
        "excess": state.excess,
        "deposits_due": state.deposits_due,
        "undelivered": stands.undelivered,
        "uninvoiced": stands.uninvoiced,
    }


def customers_free_money(view: OrderView) -> int:
    """Minor units of the order's currency that its customer has given to no order."""
    rows = view.book.connection.execute(
        "SELECT customer, sum(amount) FROM balance WHERE standing = ? AND currency = ? AND date <= ? GROUP BY customer",
        (Standing.FREE, view.history.currency, view.day.isoformat()),
    )
    return sum(amount for customer, amount in rows if view.book.customers.canonical(customer) == view.stands.customer)
