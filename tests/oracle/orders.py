"""Orders as of a day: their lines, what was delivered, invoiced and accepted, and what makes a customer owe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .money import line_amounts, minor, part_of
from .reading import Book, Entry

Quantities = dict[int, Fraction]
RETURNED_AS_INVOICED = ("return", "allowance", "rebate")


@dataclass(frozen=True)
class Line:
    """A line of an order at some time; `number` counts from 1."""

    number: int
    product: str | None
    quantity: Fraction
    tax: Fraction
    gross: int
    net: int


@dataclass(frozen=True)
class Movement:
    """Goods that a delivery brought (or, below zero, an exchange took back)."""

    day: date
    id: str
    quantities: Quantities
    is_delivery: bool


@dataclass(frozen=True)
class Event:
    """Something that a part of the terms follows, and the value reached with it.

    `credit` is the amount of the credit where the event is a credit that counts as invoiced.
    """

    day: date
    id: str
    reached: int
    credit: int | None = None


def find(book: Book, kind: str, id: str) -> Entry:
    """The document of an id."""
    return next(entry for entry in book[kind] if entry["id"] == id)


def customer_of(book: Book, id: str) -> str:
    """The customer that an id means now, after mergers."""
    while book["customers"][id].get("merged_into"):
        id = book["customers"][id]["merged_into"]
    return id


def currency_of(book: Book, order: Entry) -> str:
    """The currency of an order or opening."""
    return str(order.get("currency") or book["settings"]["currency"])


def tax_of(book: Book, line: Entry) -> Fraction:
    """Tax of a line: its own, else the product's, else the book's."""
    own = line.get("tax")
    if own is None and line.get("product"):
        own = book["products"][line["product"]].get("tax")
    return Fraction(book["settings"]["tax"] if own is None else own)


def changes_until(book: Book, order: Entry, day: date) -> list[Entry]:
    """The changes of an order until a day, in the order in which they apply."""
    return [change for change in book["changes"] if change["order"] == order["id"] and change["date"] <= day]


# --- lines ------------------------------------------------------------------------------------------------------------


def lines_after(book: Book, order: Entry, changes: list[Entry]) -> list[Line]:
    """The lines of an order after some of its changes."""
    written = [dict(line) for line in order["lines"]]
    for change in changes:
        for row in change.get("lines") or []:
            if "line" in row:
                written[row["line"] - 1]["qty"] = row["qty"]
            else:
                written.append(dict(row))
        if change.get("cancel"):
            delivered = net_delivered(book, order, change["date"])
            for index, line in enumerate(written):
                line["qty"] = delivered.get(index + 1, Fraction(0))
    return [valued_line(book, order, index + 1, line) for index, line in enumerate(written)]


def valued_line(book: Book, order: Entry, number: int, line: Entry) -> Line:
    """A written line with its gross and net."""
    tax = tax_of(book, line)
    gross, net = line_amounts(
        line["qty"], line["price"], line.get("discount", Fraction(0)), tax,
        book["settings"]["prices"], currency_of(book, order),
    )  # fmt: skip
    return Line(number, line.get("product"), line["qty"], tax, gross, net)


def lines_on(book: Book, order: Entry, day: date) -> list[Line]:
    """The lines of an order as of a day."""
    return lines_after(book, order, changes_until(book, order, day))


def total_on(book: Book, order: Entry, day: date) -> int:
    """T: the order's total with its changes."""
    return sum(line.gross for line in lines_on(book, order, day))


# --- goods ------------------------------------------------------------------------------------------------------------


def text_quantities(book: Book, order: Entry, day: date) -> Quantities:
    """The ordered quantities of the lines without product, before any cancellation."""
    changes = [change for change in changes_until(book, order, day) if not change.get("cancel")]
    return {line.number: line.quantity for line in lines_after(book, order, changes) if line.product is None}


def listed_quantities(rows: list[Entry]) -> Quantities:
    """The quantities of `lines`, by line."""
    quantities: Quantities = {}
    for row in rows:
        quantities[row["line"]] = quantities.get(row["line"], Fraction(0)) + row["qty"]
    return quantities


def added(left: Quantities, right: Quantities) -> Quantities:
    """Two sets of quantities together."""
    return {line: left.get(line, Fraction(0)) + right.get(line, Fraction(0)) for line in {**left, **right}}


def delivery_movements(book: Book, order: Entry, day: date) -> list[Movement]:
    """The deliveries of an order until a day, text lines included."""
    movements: list[Movement] = []
    so_far: Quantities = {}
    for delivery in book["deliveries"]:
        if delivery["order"] != order["id"] or delivery["date"] > day:
            continue
        rows = delivery.get("lines") or []
        brought = listed_quantities(rows)
        if not movements or not rows:
            for line, quantity in text_quantities(book, order, delivery["date"]).items():
                brought.setdefault(line, quantity - so_far.get(line, Fraction(0)))
        so_far = added(so_far, brought)
        movements.append(Movement(delivery["date"], delivery["id"], brought, True))
    return movements


def exchange_movements(book: Book, order: Entry, day: date) -> list[Movement]:
    """What exchanges took back until a day."""
    movements = []
    for credit in book["credits"]:
        if credit["reason"] != "exchange" or credit["date"] > day:
            continue
        for piece in credit.get("orders") or []:
            if piece.get("order") == order["id"]:
                taken = {line: -qty for line, qty in listed_quantities(piece.get("lines") or []).items()}
                movements.append(Movement(credit["date"], credit["id"], taken, False))
    return movements


def movements_until(book: Book, order: Entry, day: date) -> list[Movement]:
    """Deliveries and exchanges of an order until a day, by date and id."""
    both = delivery_movements(book, order, day) + exchange_movements(book, order, day)
    return sorted(both, key=lambda movement: (movement.day, movement.id))


def net_delivered(book: Book, order: Entry, day: date) -> Quantities:
    """The quantities delivered until a day less those that exchanges took back."""
    net: Quantities = {}
    for movement in movements_until(book, order, day):
        net = added(net, movement.quantities)
    return net


def gross_of(lines: list[Line], quantities: Quantities) -> int:
    """The gross value of quantities of an order's lines."""
    return sum(part_of(line.gross, quantities.get(line.number, Fraction(0)), line.quantity) for line in lines)


def capped(quantities: Quantities, most: Quantities) -> Quantities:
    """Quantities, each line at most what `most` has (nearest to zero, as a quantity may be negative)."""
    result = {}
    for line, quantity in quantities.items():
        limit = most.get(line, Fraction(0))
        result[line] = quantity if abs(quantity) <= abs(limit) else limit
    return result


# --- events -----------------------------------------------------------------------------------------------------------


def within(value: int, total: int) -> int:
    """A value at least 0 and at most the order's total."""
    return max(0, min(value, total))


def delivery_events(book: Book, order: Entry, day: date) -> list[Event]:
    """The deliveries until a day, with the value reached; goods delivered again change nothing before them."""
    lines, net = lines_on(book, order, day), net_delivered(book, order, day)
    total = sum(line.gross for line in lines)
    events, reached = [], Quantities()
    for movement in delivery_movements(book, order, day):
        reached = added(reached, movement.quantities)
        events.append(Event(movement.day, movement.id, within(gross_of(lines, capped(reached, net)), total)))
    return events


def acceptance_events(book: Book, order: Entry, day: date) -> list[Event]:
    """The acceptances until a day, each of what was delivered net on its date or accepted before."""
    lines, net = lines_on(book, order, day), net_delivered(book, order, day)
    total = sum(line.gross for line in lines)
    events, accepted = [], Quantities()
    for change in changes_until(book, order, day):
        if change.get("accept"):
            present = net_delivered(book, order, change["date"])
            accepted = {
                line: max(accepted.get(line, Fraction(0)), present.get(line, Fraction(0)), key=abs)
                for line in {**accepted, **present}
            }
            events.append(Event(change["date"], change["id"], within(gross_of(lines, capped(accepted, net)), total)))
    return events


def invoice_pieces(book: Book, order: Entry, day: date) -> list[tuple[Entry, int]]:
    """The invoices until a day that name an order, with its amount on each."""
    currency = currency_of(book, order)
    return [
        (invoice, minor(piece["amount"], currency))
        for invoice in book["invoices"]
        if invoice["date"] <= day
        for piece in invoice["orders"]
        if piece["order"] == order["id"]
    ]


def standing_date(book: Book, invoice: Entry) -> date:
    """The date from which an invoice is due: that of the first one it replaces, else its own."""
    while invoice.get("replaces"):
        invoice = find(book, "invoices", invoice["replaces"])
    found: date = invoice["date"]
    return found


def lowered(amounts: list[tuple[str, int]]) -> list[int]:
    """Amounts by the document they belong to, where those below zero lower earlier ones of it, the latest first.

    What finds nothing of its document lowers the latest of any.
    """
    left: list[int] = []
    for position, (document, amount) in enumerate(amounts):
        left.append(max(amount, 0))
        to_take = max(-amount, 0)
        own = [earlier for earlier in range(position) if amounts[earlier][0] == document]
        for earlier in [*reversed(own), *reversed(range(position))]:
            taken = min(left[earlier], to_take)
            left[earlier] -= taken
            to_take -= taken
    return left


def invoiced_amounts(book: Book, order: Entry, day: date) -> list[tuple[date, str, int]]:
    """The invoices of an order until a day, each less the red ones that reverse it: date, id, amount."""
    pieces = invoice_pieces(book, order, day)
    amounts = lowered([(invoice.get("reverses") or invoice["id"], amount) for invoice, amount in pieces])
    found = [
        (standing_date(book, invoice), invoice["id"], left) for (invoice, _), left in zip(pieces, amounts, strict=True)
    ]
    return sorted(entry for entry in found if entry[2])


def credits_as_invoiced(book: Book, order: Entry, day: date) -> list[tuple[date, str, int]]:
    """The returns, allowances and rebates given to an order until a day: date, id, amount."""
    given: list[tuple[date, str, str, int]] = []
    currency = currency_of(book, order)
    reasons = {credit["id"]: credit["reason"] for credit in book["credits"]}
    reversing = {credit["id"]: credit.get("reverses") for credit in book["credits"]}
    for document in book["credits"] + book["allocations"]:
        credit_id = document.get("credit") or document["id"]
        if document["date"] > day or reasons.get(credit_id) not in RETURNED_AS_INVOICED:
            continue
        for piece in document.get("orders") or []:
            if piece.get("order") == order["id"]:
                origin = reversing[credit_id] or credit_id
                given.append((document["date"], document["id"], origin, minor(piece["amount"], currency)))
    given.sort()
    amounts = lowered([(credit_id, amount) for _, _, credit_id, amount in given])
    return [(when, id, left) for (when, id, _, _), left in zip(given, amounts, strict=True) if left]


def invoice_events(book: Book, order: Entry, day: date) -> list[Event]:
    """The invoices until a day, and after them all the credits that count as invoiced."""
    total = total_on(book, order, day)
    events, reached = [], 0
    for when, id, amount in invoiced_amounts(book, order, day):
        reached += amount
        events.append(Event(when, id, within(reached, total)))
    for when, id, amount in credits_as_invoiced(book, order, day):
        reached += amount
        events.append(Event(when, id, within(reached, total), amount))
    return events


# --- what makes the customer owe --------------------------------------------------------------------------------------


def earned(book: Book, order: Entry, day: date) -> int:
    """E: the value that makes the customer owe, at least 0 and at most T."""
    if order["date"] > day:
        return 0
    lines = lines_on(book, order, day)
    total = sum(line.gross for line in lines)
    basis = book["settings"]["receivable_basis"]
    if basis == "delivered":
        return within(gross_of(lines, net_delivered(book, order, day)), total)
    if basis == "invoiced":
        invoiced = sum(amount for _, amount in invoice_pieces(book, order, day))
        returned = sum(amount for _, _, amount in credits_as_invoiced(book, order, day))
        return within(invoiced + returned, total)
    return max(0, total)
