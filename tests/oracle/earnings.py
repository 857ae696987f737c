"""What counts for a plan's basis, document by document; receipts by the items that they pay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from .flows import (
    Portion,
    credit_portions,
    delivered_flows,
    invoice_flows,
    ordered_flows,
    shares_of,
    split,
    spread_over_lines,
    without_order,
)
from .items import Item, opening_items, order_items, settle_items
from .money import half_up, minor, spread
from .orders import currency_of, customer_of, find, lines_on, listed_quantities, movements_until, total_on
from .reading import Book, Entry
from .report import Period
from .settling import (
    debts_by_customer,
    dishonoured_on,
    given_until,
    order_debt,
    pieces_of,
    receivable_parts,
    settles_oldest,
    source_currency,
    sources,
    still_settles,
    target_of,
)

TAKES_AWAY = {
    "delivered": ("return", "allowance", "rebate", "discount", "write-off", "recovery"),
    "invoiced": ("write-off", "recovery"),
}
TAKES_AWAY |= {"ordered": TAKES_AWAY["delivered"], "margin": TAKES_AWAY["delivered"]}


@dataclass(frozen=True)
class Counted:
    """An amount that counts for a rep, with its net; of a receipt its days late.

    Of goods it has their quantity, and the date of their order.
    """

    day: date
    rep: str | None
    currency: str
    customer: str
    product: str | None
    amount: int
    net: int
    late: int = 0
    quantity: Fraction = Fraction(0)
    ordered: date = date.min


def counted_in(book: Book, basis: str, period: Period) -> Iterator[Counted]:
    """All that counts in a period."""
    if basis == "collected":
        yield from (row for row in receipts(book, period.last) if period.has(row.day))
        yield from free_receipts(book, period)
    else:
        yield from (row for row in documents(book, basis) if period.has(row.day))


def by_rep_and_product(
    book: Book, target: Entry, currency: str, day: date, portions: list[Portion], late: int = 0
) -> Iterator[Counted]:
    """Portions by product, split among the reps of their order as a whole, and what each has by product again."""
    customer = customer_of(book, target["customer"])
    amounts, nets = [portion.amount for portion in portions], [portion.net for portion in portions]
    for of_rep in split(book, target, sum(amounts), sum(nets)):
        pieces = zip(portions, pieces_by(of_rep.amount, amounts), pieces_by(of_rep.net, nets), strict=True)
        for portion, amount, net in pieces:
            yield Counted(day, of_rep.whose, currency, customer, portion.whose, amount, net, late)


def with_quantities(
    book: Book, target: Entry, rows: Iterator[Counted], quantities: list[Fraction]
) -> Iterator[Counted]:
    """Rows of a document by rep and product, with each rep's share of the quantities of the products."""
    shares = [share for _, share in shares_of(book, target)]
    for place, row in enumerate(rows):
        quantity = quantities[place % len(quantities)] * shares[place // len(quantities)]
        yield replace(row, quantity=quantity, ordered=target["date"])


def pieces_by(amount: int, weights: list[int]) -> list[int]:
    """An amount by weights with cumulative rounding; where they are worth nothing together it is nothing either."""
    return spread(amount, weights) if sum(weights) else [0] * len(weights)


# --- documents --------------------------------------------------------------------------------------------------------


def documents(book: Book, basis: str) -> Iterator[Counted]:
    """What documents add, and what credits given to orders take away."""
    if basis == "invoiced":
        for invoice in book["invoices"]:
            for piece, flow in zip(invoice["orders"], invoice_flows(book, invoice), strict=True):
                order = find(book, "orders", piece["order"])
                yield from by_rep_and_product(book, order, flow.currency, flow.day, list(flow.products))
    for order in book["orders"]:
        if basis == "ordered":
            for flow in ordered_flows(book, order):
                yield from by_rep_and_product(book, order, flow.currency, flow.day, list(flow.products))
        elif basis != "invoiced":
            yield from goods(book, order)
    for credit in book["credits"]:
        if credit["reason"] in TAKES_AWAY[basis]:
            yield from taken_away(book, credit)


def goods(book: Book, order: Entry) -> Iterator[Counted]:
    """What deliveries brought and exchanges took back, with the quantities."""
    for movement, flow in zip(movements_until(book, order, date.max), delivered_flows(book, order), strict=True):
        lines = [line.number for line in lines_on(book, order, movement.day) if line.number in movement.quantities]
        portions = dict(zip(lines, flow.products, strict=True))
        as_listed = [line for line in movement.quantities if line in portions]
        rows = by_rep_and_product(book, order, flow.currency, flow.day, [portions[line] for line in as_listed])
        yield from with_quantities(book, order, rows, [movement.quantities[line] for line in as_listed])


def taken_away(book: Book, credit: Entry) -> Iterator[Counted]:
    """What a credit takes away of orders, with the quantities that came back."""
    for piece, given in zip(credit.get("orders") or [], pieces_of(book, credit, credit), strict=True):
        target = target_of(book, piece)
        if "lines" not in target:
            continue
        less = [Portion(one.whose, -one.amount, -one.net) for one in credit_portions(book, credit, piece, given.paid)]
        rows = by_rep_and_product(book, target, source_currency(book, credit), credit["date"], less)
        back = listed_quantities(piece.get("lines") or []) if credit["reason"] == "return" else {}
        if back and len(back) == len(less):
            rows = with_quantities(book, target, rows, [-back[line] for line in sorted(back)])
        yield from rows


# --- receipts ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Settling:
    """What a document gives to an order: `amount` in its currency, `paid` in that of the payment; credits have none.

    `payment` is the payment whose money moves, what a reversal reverses; `came` the date of the payment itself.
    """

    day: date
    id: str
    payment: str | None
    came: date
    currency: str
    amount: int
    paid: int


@dataclass(frozen=True)
class Receipt:
    """A part of what a document gave, from `start` of its amount on, and the due date of the item that it paid."""

    given: Settling
    amount: int
    start: int = 0
    due: date | None = None

    @property
    def late(self) -> int:
        """Days from the due date to the day the money came."""
        return max(0, (self.given.came - self.due).days) if self.due else 0

    @property
    def paid(self) -> int:
        """It in the currency of the payment, cumulative."""
        upto = [half_up(Fraction(self.given.paid * end, self.given.amount)) for end in self.ends]
        return upto[1] - upto[0]

    @property
    def ends(self) -> tuple[int, int]:
        """Where it begins and ends in the amount."""
        return self.start, self.start + self.amount

    def cut(self, amount: int) -> tuple[Receipt, Receipt]:
        """Its first amount, and the rest."""
        return replace(self, amount=amount), replace(self, amount=self.amount - amount, start=self.start + amount)


def settlings(book: Book, target: str) -> list[Settling]:
    """What documents give to an order or opening, and what dishonoured bills take back; money that came first first."""
    found = []
    by_id = sources(book)
    for document in book["payments"] + book["credits"] + book["allocations"]:
        source = by_id[document.get("payment") or document.get("credit") or document["id"]]
        payment = None if "reason" in source else source.get("reverses") or source["id"]
        dishonoured = dishonoured_on(book, source["id"])
        currency = source_currency(book, source)
        for given in pieces_of(book, document, source):
            if given.target == target:
                one = Settling(given.day, given.document, payment, source["date"], currency, given.amount, given.paid)
                found.append(one)
                if dishonoured:
                    found.append(replace(one, day=dishonoured, amount=-given.amount, paid=-given.paid))
    return sorted(found, key=lambda each: (each.day, each.came, each.id))


def total_of(book: Book, target: Entry, day: date) -> int:
    """T of an order, or the amount of an opening; at least 0."""
    if "lines" in target:
        return max(0, total_on(book, target, day))
    return max(0, minor(target["amount"], currency_of(book, target)))


def items_of(book: Book, target: Entry, day: date) -> list[Item]:
    """The items of an order or opening."""
    return order_items(book, target, day) if "lines" in target else opening_items(book, target)


def products_of(book: Book, target: Entry, day: date, amount: int) -> list[Portion]:
    """An amount over the products of an order."""
    return spread_over_lines(book, target, day, amount) if "lines" in target else [without_order(book, amount)]


@dataclass
class Till:
    """The money of an order: what counts, and what waits for room; both in the order in which it came.

    What was paid back beyond what came (a credit paid out) is `lacking`: what comes next makes it up first.
    """

    counted: list[Receipt] = field(default_factory=list)
    waiting: list[Receipt] = field(default_factory=list)
    lacking: int = 0

    def day(self, given: list[Settling], room: int, credits: int, items: list[Item]) -> list[tuple[Receipt, int]]:
        """What a day's documents add to what counts, or take from it: money in, money back, then what has room."""
        money = [each for each in given if each.payment]
        for each in money:
            if each.amount > 0:
                lacked, rest = Receipt(each, each.amount).cut(min(each.amount, self.lacking))
                self.lacking -= lacked.amount
                self.waiting += [rest] if rest.amount else []
        found: list[tuple[Receipt, int]] = []
        for each in money:
            found += [(taken, -1) for taken in self.give_back(max(0, -each.amount), each.payment)]
        taken_back = take_last(self.counted, sum(each.amount for each in self.counted) - room)
        found += [(taken, -1) for taken in taken_back]
        self.waiting = [*reversed(taken_back), *self.waiting]
        return found + [(receipt, 1) for receipt in self.let_in(room, credits, items)]

    def give_back(self, amount: int, payment: str | None) -> list[Receipt]:
        """Money that goes back: of the payment itself before any other, and what does not count before what does."""
        found = []
        for own in (True, False):
            amount -= sum(each.amount for each in take_last(self.waiting, amount, payment, own))
            taken = take_last(self.counted, amount, payment, own)
            amount -= sum(each.amount for each in taken)
            found += taken
        self.lacking += amount
        return found

    def let_in(self, room: int, credits: int, items: list[Item]) -> list[Receipt]:
        """What waits and has room now, by the items that it pays."""
        found: list[Receipt] = []
        so_far = sum(each.amount for each in self.counted)
        while self.waiting and so_far < room:
            receipt, rest = self.waiting[0].cut(min(self.waiting[0].amount, room - so_far))
            self.waiting[:1] = [rest] if rest.amount else []
            for due, amount in paid_items(items, credits + so_far, receipt.amount):
                piece, receipt = receipt.cut(amount)
                found.append(replace(piece, due=due))
                so_far += amount
        self.counted += found
        return found


def take_last(receipts: list[Receipt], amount: int, payment: str | None = None, own: bool = True) -> list[Receipt]:
    """Takes an amount of receipts, the last first; with `payment` only of it, or of all others."""
    taken = []
    for index in reversed(range(len(receipts))):
        each = receipts[index]
        if amount > 0 and (payment is None or (each.given.payment == payment) == own):
            part = min(amount, each.amount)
            amount -= part
            receipts[index], piece = each.cut(each.amount - part)
            taken.append(piece)
    receipts[:] = [each for each in receipts if each.amount]
    return taken


def paid_items(items: list[Item], settled: int, more: int) -> list[tuple[date | None, int]]:
    """The due dates of the items that more money pays, with how much; no date where no item has come yet."""
    before, after = settle_items(items, settled), settle_items(items, settled + more)
    found: list[tuple[date | None, int]] = [
        (item.due, left - then) for (item, left), (_, then) in zip(before, after, strict=True) if left > then
    ]
    rest = more - sum(amount for _, amount in found)
    return [*found, *([(None, rest)] if rest else [])]


def played(book: Book, target: Entry, until: date) -> tuple[Till, list[Counted]]:
    """The money of an order or opening as of a day, and all that counted until then."""
    till, credits = Till(), 0
    found: list[Counted] = []
    documents = [each for each in settlings(book, target["id"]) if each.day <= until]
    changed = [
        change["date"] for change in book["changes"] if change["order"] == target["id"] and change["date"] <= until
    ]
    for day in sorted({*changed, *(each.day for each in documents)}):
        given = [each for each in documents if each.day == day]
        credits += sum(each.amount for each in given if not each.payment)
        room = max(0, total_of(book, target, day) - credits)
        for receipt, sign in till.day(given, room, max(0, credits), items_of(book, target, day)):
            portions = products_of(book, target, day, sign * receipt.paid)
            found += by_rep_and_product(book, target, receipt.given.currency, day, portions, late=receipt.late)
    return till, found


def receipts(book: Book, until: date) -> Iterator[Counted]:
    """What receipts count of every order and opening, and what is taken away again."""
    for target in book["orders"] + book["openings"]:
        yield from played(book, target, until)[1]


# --- money given to no order ------------------------------------------------------------------------------------------

Free = tuple[date, str, str | None, int, bool]
"""Free money: when it came, its payment (else its document), what it reverses, its amount, whether it is money."""


def free_receipts(book: Book, period: Period) -> Iterator[Counted]:
    """What money given to no order pays at the period's end, less what it paid before the period."""
    at_end, before = free_payments(book, period.last), free_payments(book, period.opening_day)
    for key in sorted({*at_end, *before}, key=repr):
        amount = at_end.get(key, 0) - before.get(key, 0)
        if not amount:
            continue
        target_id, due, _, came = key
        target = next(each for each in book["orders"] + book["openings"] if each["id"] == target_id)
        late = max(0, (came - due).days) if due else 0
        portions = products_of(book, target, period.last, amount)
        yield from by_rep_and_product(book, target, currency_of(book, target), period.last, portions, late=late)


def free_sources(book: Book, day: date) -> dict[tuple[str, str], list[Free]]:
    """Free money by customer and currency."""
    given = given_until(book, day)
    found: dict[tuple[str, str], list[Free]] = {}

    def add(entry: Entry, currency: str, came: date, id: str, reverses: str | None, amount: int, money: bool) -> None:
        if amount:
            key = (customer_of(book, entry["customer"]), currency)
            found.setdefault(key, []).append((came, id, reverses, amount, money))

    for source in book["payments"] + book["credits"]:
        if source["date"] <= day and still_settles(book, source["id"], day):
            currency = source_currency(book, source)
            left = minor(source["amount"], currency) - sum(one.paid for one in given if one.source == source["id"])
            add(source, currency, source["date"], source["id"], source.get("reverses"), left, "reason" not in source)
    for opening in book["openings"]:
        amount = minor(opening["amount"], currency_of(book, opening))
        if amount < 0 and opening["date"] - timedelta(days=1) <= day:
            before = opening["date"] - timedelta(days=1)
            add(opening, currency_of(book, opening), before, opening["id"], None, -amount, False)
    for order in book["orders"]:
        debt = order_debt(book, order, day, given)
        if order["date"] <= day and debt.settled > debt.total:
            till, _ = played(book, order, day)
            for receipt in till.waiting:
                assert receipt.given.payment
                add(
                    order,
                    currency_of(book, order),
                    receipt.given.came,
                    receipt.given.payment,
                    None,
                    receipt.amount,
                    True,
                )
            of_credits = debt.settled - debt.total - sum(receipt.amount for receipt in till.waiting)
            add(order, currency_of(book, order), order["date"], order["id"], None, of_credits, False)
    return found


def left_of(sources: list[Free]) -> list[tuple[date, str, int, bool]]:
    """Free money first come first, where what is below zero took its own payment's, else what came last before it."""
    left: list[tuple[date, str, int, bool]] = []
    lacking = 0
    for came, id, reverses, amount, money in sorted(sources, key=lambda each: (each[0], each[3] < 0, each[1])):
        if amount > 0:
            left.append((came, id, amount - min(lacking, amount), money))
            lacking -= min(lacking, amount)
            continue
        lacking -= amount
        for own in (True, False):
            for index in reversed(range(len(left))):
                when, other, rest, is_money = left[index]
                if (other == reverses) == own:
                    taken = min(lacking, rest)
                    left[index] = (when, other, rest - taken, is_money)
                    lacking -= taken
    return left


def free_payments(book: Book, day: date) -> dict[tuple[str, date | None, str, date], int]:
    """What money given to no order pays as of a day: by order or opening, due date, payment, and when it came."""
    found: dict[tuple[str, date | None, str, date], int] = {}
    debts = debts_by_customer(book, day, given_until(book, day))
    for key, free in free_sources(book, day).items():
        if not settles_oldest(book, key[0]):
            continue
        keyed = sorted(
            (part for debt in debts.get(key, []) for part in receivable_parts(debt)), key=lambda pair: pair[0]
        )
        owed = [part for _, part in keyed]
        for came, id, amount, money in left_of(free):
            still_owed, left = [], amount
            for part in owed:
                paid = min(part.amount, left)
                left -= paid
                if paid and money:
                    place = (part.target, part.due, id, came)
                    found[place] = found.get(place, 0) + paid
                still_owed.append(replace(part, amount=part.amount - paid))
            owed = still_owed
    return found
