"""What happened, document by document: ordered, delivered, invoiced, returned, collected, written off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from .money import half_up, minor, part_of, spread, without_tax
from .orders import (
    Line,
    Quantities,
    currency_of,
    customer_of,
    find,
    lines_after,
    lines_on,
    listed_quantities,
    movements_until,
)
from .reading import Book, Entry
from .settling import dishonoured_on, pieces_of, source_currency, target_of

CREDIT_MEASURES = {
    **dict.fromkeys(["return", "allowance", "rebate", "discount"], "returns"),
    **dict.fromkeys(["write-off", "recovery"], "written_off"),
    **dict.fromkeys(["fee", "rounding", "offset"], "other_settled"),
}


@dataclass(frozen=True)
class Portion:
    """A piece of a document's amount, with its net, that belongs to one rep or one product (or to none)."""

    whose: str | None
    amount: int
    net: int


@dataclass(frozen=True)
class Flow:
    """An amount of a measure on a date; both the reps' and the products' portions sum to it."""

    measure: str
    day: date
    currency: str
    customer: str
    reps: tuple[Portion, ...]
    products: tuple[Portion, ...]

    @property
    def amount(self) -> int:
        """The amount of the whole flow."""
        return sum(portion.amount for portion in self.reps)

    @property
    def net(self) -> int:
        """The amount without tax."""
        return sum(portion.net for portion in self.reps)


# --- whose ------------------------------------------------------------------------------------------------------------


def since(entry: Entry, field: str, day: date) -> Any:
    """What an entry of master data has in a field as of a day: once for all, or by date in its plural."""
    if field in entry:
        return entry[field]
    begun = [row for row in entry.get(f"{field}s") or [] if row.get("from", date.min) <= day]
    return max(begun, key=lambda row: row.get("from", date.min))[field] if begun else None


def customer_rep(book: Book, customer: str, day: date) -> str | None:
    """The rep who must collect from a customer on a date."""
    rep: str | None = since(book["customers"][customer_of(book, customer)], "rep", day)
    return rep


def team_of(book: Book, rep: str | None, day: date) -> str | None:
    """The team of a rep on a date."""
    team: str | None = since(book["reps"][rep], "team", day) if rep is not None else None
    return team


def shares_of(book: Book, target: Entry) -> list[tuple[str | None, Fraction]]:
    """The reps of an order or opening with their shares; where it names none, its customer's of its date."""
    if target.get("reps"):
        return list(target["reps"].items())
    return [(target.get("rep") or customer_rep(book, target["customer"], target["date"]), Fraction(1))]


def split(book: Book, target: Entry, amount: int, net: int = 0) -> list[Portion]:
    """An amount split among the reps of an order, the last one taking the remainder."""
    shares = shares_of(book, target)
    portions = [Portion(rep, half_up(amount * share), half_up(net * share)) for rep, share in shares[:-1]]
    rest = amount - sum(portion.amount for portion in portions)
    rest_net = net - sum(portion.net for portion in portions)
    return [*portions, Portion(shares[-1][0], rest, rest_net)]


def order_flow(book: Book, measure: str, day: date, order: Entry, products: list[Portion]) -> Flow:
    """A flow of one order, split among its reps as a whole."""
    amount, net = sum(part.amount for part in products), sum(part.net for part in products)
    reps = tuple(split(book, order, amount, net))
    return Flow(measure, day, currency_of(book, order), customer_of(book, order["customer"]), reps, tuple(products))


# --- goods ------------------------------------------------------------------------------------------------------------


def ordered_flows(book: Book, order: Entry) -> list[Flow]:
    """An order as first written, and what each change added or took away."""
    changes = [change for change in book["changes"] if change["order"] == order["id"]]
    flows = []
    before: dict[int, Line] = {}
    for count, document in enumerate([order, *changes]):
        after = {line.number: line for line in lines_after(book, order, changes[:count])}
        products = []
        for line in after.values():
            was = before.get(line.number)
            products.append(
                Portion(line.product, line.gross - (was.gross if was else 0), line.net - (was.net if was else 0))
            )
        flows.append(order_flow(book, "ordered", document["date"], order, products))
        before = after
    return flows


def value_of_quantities(lines: list[Line], before: Quantities, more: Quantities) -> list[tuple[Line, int, int]]:
    """Gross and net that quantities add to those before them, by line, cumulative."""
    values = []
    for line in lines:
        if line.number not in more:
            continue
        start = before.get(line.number, Fraction(0))
        end = start + more[line.number]
        gross = part_of(line.gross, end, line.quantity) - part_of(line.gross, start, line.quantity)
        net = part_of(line.net, end, line.quantity) - part_of(line.net, start, line.quantity)
        values.append((line, gross, net))
    return values


def delivered_flows(book: Book, order: Entry) -> list[Flow]:
    """What each delivery brought and each exchange took back, valued with the order as of its date."""
    flows = []
    so_far: Quantities = {}
    for movement in movements_until(book, order, date.max):
        values = value_of_quantities(lines_on(book, order, movement.day), so_far, movement.quantities)
        products = [Portion(line.product, gross, net) for line, gross, net in values]
        flows.append(order_flow(book, "delivered", movement.day, order, products))
        for line, quantity in movement.quantities.items():
            so_far[line] = so_far.get(line, Fraction(0)) + quantity
    return flows


# --- amounts ----------------------------------------------------------------------------------------------------------


def lines_with_value(book: Book, order: Entry, day: date) -> list[Line]:
    """The lines of an order as of a day; where they are worth nothing, as they last were worth something."""
    changes = [change for change in book["changes"] if change["order"] == order["id"] and change["date"] <= day]
    for count in range(len(changes), -1, -1):
        lines = lines_after(book, order, changes[:count])
        if sum(line.gross for line in lines):
            return lines
    return []


def without_order(book: Book, amount: int) -> Portion:
    """An amount that belongs to no product, with the book's tax."""
    return Portion(None, amount, without_tax(amount, book["settings"]["tax"]))


def spread_over_lines(book: Book, order: Entry, day: date, amount: int) -> list[Portion]:
    """An amount without lines over the order's lines by gross, each piece with its own tax."""
    lines = lines_with_value(book, order, day)
    if not lines:
        return [without_order(book, amount)]
    pieces = spread(amount, [line.gross for line in lines])
    return [
        Portion(line.product, piece, without_tax(piece, line.tax)) for line, piece in zip(lines, pieces, strict=True)
    ]


def returned_before(book: Book, order: Entry, credit: Entry) -> Quantities:
    """The quantities that earlier returns list."""
    returned: Quantities = {}
    for earlier in book["credits"]:
        if (earlier["date"], earlier["id"]) >= (credit["date"], credit["id"]) or earlier["reason"] == "exchange":
            continue
        for piece in earlier.get("orders") or []:
            if piece.get("order") == order["id"]:
                for line, quantity in listed_quantities(piece.get("lines") or []).items():
                    returned[line] = returned.get(line, Fraction(0)) + quantity
    return returned


def spread_over_listed(book: Book, order: Entry, credit: Entry, rows: list[Entry], amount: int) -> list[Portion]:
    """The piece of a credit that lists quantities: their own value and net, or by their value what differs from it."""
    lines = lines_on(book, order, credit["date"])
    values = value_of_quantities(lines, returned_before(book, order, credit), listed_quantities(rows))
    weights = [gross for _, gross, _ in values]
    if sum(weights) == amount:
        return [Portion(line.product, gross, net) for line, gross, net in values]
    if not sum(weights):
        return spread_over_lines(book, order, credit["date"], amount)
    pieces = spread(amount, weights)
    return [
        Portion(line.product, piece, without_tax(piece, line.tax))
        for (line, _, _), piece in zip(values, pieces, strict=True)
    ]


def credit_portions(book: Book, credit: Entry, piece: Entry, amount: int) -> list[Portion]:
    """A piece of a credit by product."""
    target = target_of(book, piece)
    if "lines" not in target:
        return [without_order(book, amount)]
    if piece.get("lines"):
        return spread_over_listed(book, target, credit, piece["lines"], amount)
    return spread_over_lines(book, target, credit["date"], amount)


def invoice_flows(book: Book, invoice: Entry) -> list[Flow]:
    """The amounts of an invoice, order by order."""
    flows = []
    for piece in invoice["orders"]:
        order = find(book, "orders", piece["order"])
        amount = minor(piece["amount"], currency_of(book, order))
        products = spread_over_lines(book, order, invoice["date"], amount)
        flows.append(order_flow(book, "invoiced", invoice["date"], order, products))
    return flows


def credit_flows(book: Book, credit: Entry) -> list[Flow]:
    """A credit: what it gives to orders by their reps and products, the rest by the customer's rep."""
    measure = CREDIT_MEASURES.get(credit["reason"])
    if measure is None:
        return []
    currency, customer = source_currency(book, credit), customer_of(book, credit["customer"])
    flows, rest = [], minor(credit["amount"], currency)
    for piece, given in zip(credit.get("orders") or [], pieces_of(book, credit, credit), strict=True):
        products = credit_portions(book, credit, piece, given.paid)
        reps = split(book, target_of(book, piece), given.paid, sum(part.net for part in products))
        flows.append(Flow(measure, credit["date"], currency, customer, tuple(reps), tuple(products)))
        rest -= given.paid
    loose = without_order(book, rest)
    rep = Portion(customer_rep(book, credit["customer"], credit["date"]), loose.amount, loose.net)
    return [*flows, Flow(measure, credit["date"], currency, customer, (rep,), (loose,))]


# --- money ------------------------------------------------------------------------------------------------------------


def collected_flow(book: Book, payment: Entry, day: date, reps: Iterable[Portion]) -> Flow:
    """Money of a payment; by customer it is the payer's."""
    currency, customer = source_currency(book, payment), customer_of(book, payment["customer"])
    return Flow("collected", day, currency, customer, tuple(reps), ())


def payment_flow(book: Book, payment: Entry) -> Flow:
    """A payment: what it gives to orders by their reps, the rest by the customer's rep of its date."""
    rest = minor(payment["amount"], source_currency(book, payment))
    reps: list[Portion] = []
    for piece, given in zip(payment.get("orders") or [], pieces_of(book, payment, payment), strict=True):
        reps += split(book, target_of(book, piece), given.paid)
        rest -= given.paid
    reps.append(Portion(customer_rep(book, payment["customer"], payment["date"]), rest, 0))
    return collected_flow(book, payment, payment["date"], reps)


def allocation_flow(book: Book, payment: Entry, allocation: Entry) -> Flow:
    """An allocation of a payment moves what it gives from the customer's rep to the orders' reps."""
    reps: list[Portion] = []
    moved = 0
    for piece, given in zip(allocation["orders"], pieces_of(book, allocation, payment), strict=True):
        reps += split(book, target_of(book, piece), given.paid)
        moved += given.paid
    reps.append(Portion(customer_rep(book, payment["customer"], payment["date"]), -moved, 0))
    return collected_flow(book, payment, allocation["date"], reps)


def collected_flows(book: Book, payment: Entry) -> list[Flow]:
    """A payment and its allocations, and all of it taken back when its bill is dishonoured."""
    dishonoured = dishonoured_on(book, payment["id"])
    flows = [payment_flow(book, payment)]
    for allocation in book["allocations"]:
        if allocation.get("payment") == payment["id"] and not (dishonoured and allocation["date"] > dishonoured):
            flows.append(allocation_flow(book, payment, allocation))
    if dishonoured:
        taken_back = [Portion(part.whose, -part.amount, 0) for flow in flows for part in flow.reps]
        flows.append(collected_flow(book, payment, dishonoured, taken_back))
    return flows


def all_flows(book: Book) -> list[Flow]:
    """Everything that ever happened in a book."""
    flows: list[Flow] = []
    for order in book["orders"]:
        flows += ordered_flows(book, order) + delivered_flows(book, order)
    for invoice in book["invoices"]:
        flows += invoice_flows(book, invoice)
    for credit in book["credits"]:
        flows += credit_flows(book, credit)
    for payment in book["payments"]:
        flows += collected_flows(book, payment)
    return flows
