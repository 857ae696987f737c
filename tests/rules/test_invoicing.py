"""What is delivered and not invoiced, and at which rates the next invoice covers it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from salesbook.model.facts import Delivered, Invoiced, Line, Ordered, Piece
from salesbook.model.policy import Policy, Prices
from salesbook.rules.invoicing import TaxedAmount, by_rate, invoicing, next_invoiced
from salesbook.rules.order_state import OrderFacts, OrderHistory
from salesbook.rules.settlement import Settlement
from tests.rules.histories import POLICIES, START, TAXES, histories

END = date.max


def invoiced(history: OrderHistory, amount: int, entry: str = "IV-LAST") -> OrderHistory:
    """The order after one more invoice of ``amount`` cents."""
    more = Invoiced(entry, END, "C", "SO", Decimal(amount).scaleb(-2), None, None)
    return OrderHistory(history.facts._replace(invoices=(*history.facts.invoices, more)), history.policy)


MIXED = Ordered(
    "SO", START, "C", (),
    (
        Line(1, "P", Decimal(10), Decimal("100"), Decimal(0), Decimal("0.13")),
        Line(2, None, Decimal(1), Decimal("60"), Decimal(0), Decimal("0.09")),
        Line(3, None, Decimal(1), Decimal("-20"), Decimal(0), Decimal("0.13")),
    ),
    None, "CNY",
)  # fmt: skip


def mixed(*deliveries: Delivered, credits: tuple[Settlement, ...] = ()) -> OrderHistory:
    return OrderHistory(OrderFacts(MIXED, deliveries=deliveries, settlements=credits), Policy(currency="CNY"))


def credit(amount: int, *pieces: Piece) -> Settlement:
    return Settlement(
        "CR", START, START, "CR", "CR", "C", "SO", amount, amount, "CNY", "return", allocated=False, pieces=pieces
    )  # fmt: skip


def grosses(amounts: list[TaxedAmount]) -> dict[str, int]:
    return {str(each.rate): each.gross for each in by_rate(amounts)}


@st.composite
def delivered_orders(draw: st.DrawFn) -> OrderHistory:
    """An order without faults, delivered in one to three parts, some of it credited."""
    prices = st.sampled_from(["100", "33.333333", "0.01", "7.77"]).map(Decimal)
    ordered = [
        Line(number, draw(st.sampled_from(["P", "Q", None])), Decimal(10), draw(prices), Decimal(0), draw(TAXES))
        for number in range(1, draw(st.integers(1, 3)) + 1)
    ]
    parts = draw(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=3), max_size=3))
    deliveries = [
        Delivered(f"DN-{day}", START + timedelta(days=day), "SO", pieces)
        for day, quantities in enumerate(parts)
        if (pieces := tuple(Piece(line.number, Decimal(each)) for line, each in zip(ordered, quantities, strict=False)))
    ]
    credits = [credit(draw(st.integers(1, 20_00)), *draw(st.sampled_from([(), (Piece(1, Decimal(1)),)])))]
    facts = OrderFacts(
        MIXED._replace(lines=tuple(ordered)),
        deliveries=tuple(deliveries),
        settlements=tuple(draw(st.sampled_from([[], credits]))),
    )
    return OrderHistory(facts, draw(POLICIES))


@given(histories())
def test_invoicing_what_is_not_invoiced_leaves_nothing_to_invoice(history: OrderHistory) -> None:
    amount = invoicing(history, END).not_invoiced
    assert invoicing(invoiced(history, amount), END).not_invoiced == 0


@given(histories(), st.integers(1, 100_000))
def test_the_rates_of_an_invoice_add_up_to_it(history: OrderHistory, amount: int) -> None:
    covered = next_invoiced(history, amount, END)
    assert sum(each.gross for each in covered) == amount
    assert sum(each.gross for each in by_rate(covered)) == amount


@given(delivered_orders(), st.integers(0, 10_000))
def test_two_invoices_have_the_rates_of_one_over_both(history: OrderHistory, share: int) -> None:
    whole = invoicing(history, END).not_invoiced
    first = whole * share // 10_000
    in_two = next_invoiced(history, first, END) + next_invoiced(invoiced(history, first), whole - first, END)
    assert grosses(in_two) == grosses(next_invoiced(history, whole, END))


@given(histories())
def test_an_order_invoiced_at_once_has_the_sums_of_its_lines(history: OrderHistory) -> None:
    whole = OrderHistory(
        OrderFacts(history.facts.ordered, deliveries=(Delivered("DN", END, "SO", ()),)), history.policy
    )
    lines = whole.lines(END).values()
    total = sum(line.gross for line in lines)
    if total > 0:
        expected = by_rate(TaxedAmount(line.tax, line.gross, line.net) for line in lines)
        assert by_rate(next_invoiced(whole, total, END)) == expected


FIRST = Delivered("DN-1", START, "SO", (Piece(1, Decimal(4)),))
SECOND = Delivered("DN-2", date(2026, 2, 10), "SO", ())


def test_goods_are_invoiced_as_they_went_out() -> None:
    history = mixed(FIRST, SECOND)
    first = invoicing(history, END, START).not_invoiced
    assert first == 440_00
    assert grosses(next_invoiced(history, first, START)) == {"0.13": 380_00, "0.09": 60_00}
    again = invoiced(history, first)
    assert invoicing(again, END, START).not_invoiced == 0
    assert invoicing(again, END).not_invoiced == 600_00
    assert grosses(next_invoiced(again, 600_00, END)) == {"0.13": 600_00}


def test_goods_that_came_back_are_not_invoiced() -> None:
    history = mixed(FIRST, credits=(credit(60_00, Piece(2, Decimal(1))),))
    assert invoicing(history, END).not_invoiced == 380_00
    assert grosses(next_invoiced(history, 380_00, END)) == {"0.13": 380_00}


def test_a_credit_that_was_reversed_takes_nothing_off() -> None:
    back = credit(-60_00)._replace(entry="CR-2", source="CR-2")
    history = mixed(FIRST, credits=(credit(60_00, Piece(2, Decimal(1))), back))
    assert grosses(next_invoiced(history, 440_00, END)) == {"0.13": 380_00, "0.09": 60_00}


def test_goods_that_came_back_are_those_that_were_out() -> None:
    history = mixed(FIRST, credits=(credit(100_00, Piece(1, Decimal(1))),))
    first = invoicing(history, END).not_invoiced
    assert grosses(next_invoiced(history, first, END)) == {"0.13": 280_00, "0.09": 60_00}
    later = invoiced(mixed(FIRST, SECOND, credits=(credit(100_00, Piece(1, Decimal(1))),)), first)
    assert grosses(next_invoiced(later, 600_00, END)) == {"0.13": 600_00}


def test_a_red_invoice_for_goods_that_came_back_changes_nothing() -> None:
    history = mixed(FIRST)
    assert invoicing(history, END).not_invoiced == 440_00
    returned = invoiced(mixed(FIRST, credits=(credit(100_00, Piece(1, Decimal(1))),)), 440_00)
    assert invoicing(returned, END).not_invoiced == 0
    red = invoiced(returned, -100_00, "IV-RED")
    assert invoicing(red, END).not_invoiced == 0
    assert invoicing(red, END).not_delivered == 0


def test_what_is_not_delivered_is_invoiced_last_and_beyond_that_by_all_lines() -> None:
    history = mixed(FIRST)
    assert grosses(next_invoiced(history, 1040_00, END)) == {"0.13": 980_00, "0.09": 60_00}
    assert grosses(next_invoiced(history, 2080_00, END)) == {"0.13": 1960_00, "0.09": 120_00}
    ahead = invoiced(history, 1040_00)
    assert invoicing(ahead, END).not_delivered == 600_00


def test_a_part_of_a_line_is_rounded_by_itself() -> None:
    ordered = MIXED._replace(lines=(Line(1, "P", Decimal(10), Decimal("128.5"), Decimal(0), Decimal("0.13")),))
    history = OrderHistory(OrderFacts(ordered), Policy(currency="CNY"))
    assert by_rate(next_invoiced(history, 642_50, END)) == [TaxedAmount(Decimal("0.13"), 642_50, 568_58)]
    again = invoiced(history, 642_50)
    assert by_rate(next_invoiced(again, 642_50, END)) == [TaxedAmount(Decimal("0.13"), 642_50, 568_58)]


def test_net_prices_keep_the_tax_of_each_line() -> None:
    line = Line(1, "P", Decimal(1), Decimal("0.04"), Decimal(0), Decimal("0.13"))
    ordered = MIXED._replace(lines=tuple(line._replace(number=number) for number in range(1, 11)))
    facts = OrderFacts(ordered, deliveries=(Delivered("DN", START, "SO", ()),))
    history = OrderHistory(facts, Policy(currency="CNY", prices=Prices.NET))
    # 0.04 × 13% is 0.01 on each of ten lines; 0.40 × 13% would be 0.05.
    assert by_rate(next_invoiced(history, 50, END)) == [TaxedAmount(Decimal("0.13"), 50, 40)]
