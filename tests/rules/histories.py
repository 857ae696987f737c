"""Random orders with all that may hang on them, valid or not, for properties of the rules."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from salesbook.model.facts import Changed, Delivered, Exchanged, Invoiced, Line, Ordered, Piece, Share
from salesbook.model.policy import Basis, Policy, Prices
from salesbook.model.terms import Event, TermPart
from salesbook.rules.order_state import OrderFacts, OrderHistory
from salesbook.rules.settlement import Settlement

START = date(2026, 1, 10)

DAYS = st.integers(-2, 60).map(lambda days: START + timedelta(days=days))
QUANTITIES = st.sampled_from(["1", "2", "3", "7", "0.125", "2.5", "10"]).map(Decimal)
PRICES = st.sampled_from(["100", "128.5", "33.333333", "0.01", "-60", "0"]).map(Decimal)
RATES = st.sampled_from(["0", "0.05", "0.125"]).map(Decimal)
TAXES = st.none() | st.sampled_from(["0", "0.06", "0.13"]).map(Decimal)
MINOR = st.integers(-20_000, 20_000)
AMOUNTS = MINOR.map(lambda minor: Decimal(minor).scaleb(-2))
PARTS = st.builds(
    TermPart,
    share=st.just(Decimal(1)),
    after=st.sampled_from(Event),
    days=st.sampled_from([0, 30]),
    statement_day=st.none() | st.sampled_from([25, 31]),
    pay_day=st.none() | st.just(10),
) | st.builds(TermPart, share=st.just(Decimal(1)), due=DAYS)  # fmt: skip
SHARES = st.sampled_from([("1",), ("0.5", "0.5"), ("0.3333", "0.3333", "0.3334"), ("0.125", "0.875")])


def lines(numbered: bool = True) -> st.SearchStrategy[tuple[Line, ...]]:
    """Lines of an order, numbered from 1, or of a change."""
    line = st.builds(Line, st.just(0), st.sampled_from(["P", "Q", None]), QUANTITIES, PRICES, RATES, TAXES)
    found = st.lists(line, min_size=int(numbered), max_size=3)
    if not numbered:
        return found.map(tuple)
    return found.map(
        lambda each: tuple(
            Line(number, line.product, line.quantity, line.price, line.discount, line.tax)
            for number, line in enumerate(each, start=1)
        )
    )


PIECES = st.lists(st.builds(Piece, st.integers(1, 4), QUANTITIES), max_size=2).map(tuple)


@st.composite
def terms(draw: st.DrawFn) -> tuple[TermPart, ...]:
    """Parts whose shares add up to 1."""
    shares = draw(SHARES)
    parts = [draw(PARTS) for _ in shares]
    return tuple(
        TermPart(Decimal(share), part.after, part.days, part.statement_day, part.pay_day, part.due)
        for share, part in zip(shares, parts, strict=True)
    )


@st.composite
def shares(draw: st.DrawFn) -> tuple[Share, ...]:
    """Who sold it: nobody, one or several reps."""
    reps = draw(st.sampled_from(["", "A", "AB", "ABC"]))
    split = {1: ("1",), 2: ("0.6", "0.4"), 3: ("0.3333", "0.3333", "0.3334")}.get(len(reps), ())
    return tuple(Share(rep, Decimal(share)) for rep, share in zip(reps, split, strict=True))


SETTLEMENTS = st.builds(
    Settlement,
    entry=st.sampled_from(["PY-1", "PY-2", "CR-1", "AL-1"]),
    date=DAYS,
    source=st.sampled_from(["PY-1", "CR-1"]),
    origin=st.sampled_from(["PY-1", "PY-2"]),
    received=DAYS,
    customer=st.just("C"),
    target=st.just("SO"),
    amount=MINOR,
    paid=MINOR,
    currency=st.just("CNY"),
    reason=st.none() | st.sampled_from(["return", "allowance", "rebate", "discount", "write-off", "recovery", "fee"]),
    allocated=st.booleans(),
    pieces=PIECES,
)
POLICIES = st.builds(
    Policy,
    currency=st.just("CNY"),
    prices=st.sampled_from(Prices),
    tax=st.sampled_from([Decimal(0), Decimal("0.13")]),
    receivable_basis=st.sampled_from(Basis),
    sales_basis=st.sampled_from(Basis),
    product_tax=st.just({"Q": Decimal("0.09")}),
)


@st.composite
def histories(draw: st.DrawFn) -> OrderHistory:
    """An order and whatever documents name it."""
    ordered = Ordered("SO", START, "C", draw(shares()), draw(lines()), draw(st.none() | terms()), None)
    changed = st.builds(
        Changed, st.sampled_from(["CH-1", "CH-2"]), DAYS, st.just("SO"), PIECES, lines(numbered=False), st.booleans(),
        st.booleans(), st.none() | AMOUNTS,
    )  # fmt: skip
    invoiced = st.builds(
        Invoiced, st.sampled_from(["IV-1", "IV-2", "IV-3"]), DAYS, st.just("C"), st.just("SO"), AMOUNTS,
        st.none() | st.just("IV-1"), st.none() | st.sampled_from(["IV-1", "IV-2", "IV-9"]),
    )  # fmt: skip
    moved = (st.sampled_from(["DN-1", "DN-2", "XX-1"]), DAYS, st.just("SO"), PIECES)
    facts = OrderFacts(
        ordered,
        tuple(draw(st.lists(changed, max_size=2, unique_by=lambda each: each.entry))),
        tuple(draw(st.lists(st.builds(Delivered, *moved), max_size=3))),
        tuple(draw(st.lists(st.builds(Exchanged, *moved), max_size=1))),
        tuple(draw(st.lists(invoiced, max_size=3))),
        tuple(draw(st.lists(SETTLEMENTS, max_size=3))),
    )
    return OrderHistory(facts, draw(POLICIES))
