"""What can be wrong with an order, payment or credit: each told once, on the entry that is to be corrected."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesbook.index.book import NO_INDEX_VARIABLE
from salesbook.rules import codes
from tests.index.books import Book

SETTINGS = """
company: {name: 云岚}
currency: CNY
accounts: {icbc: {name: 工行}, boc: {name: 中行, currency: USD}}
terms: {net30: [{share: 100%, after: invoice, days: 30}]}
"""
ORDER = "{id: SO-1, date: 2026-01-10, customer: A, lines: [{product: P, qty: 10, price: 10}], total: 100.00}"
USD = "{id: SO-2, date: 2026-01-10, customer: A, currency: USD, lines: [{product: P, qty: 1, price: 50}]}"

FOLDERS = {
    "SO": "orders",
    "CH": "changes",
    "DN": "deliveries",
    "IV": "invoices",
    "OB": "openings",
    "PY": "payments",
    "CR": "credits",
    "AL": "allocations",
    "BE": "bills",
}

Found = list[tuple[str, str | None, str | None]]


def change(id: str, day: int, more: str) -> str:
    return f"{{id: {id}, date: 2026-01-{day:02}, order: SO-1, {more}}}"


def delivery(day: int, lines: str = "", id: str = "DN-1") -> str:
    return f"{{id: {id}, date: 2026-01-{day:02}, order: SO-1{f', lines: [{lines}]' if lines else ''}}}"


def invoice(id: str, day: int, amount: str, more: str = "", order: str = "SO-1") -> str:
    return f"{{id: {id}, date: 2026-01-{day:02}, customer: A, orders: [{{order: {order}, amount: {amount}}}]{more}}}"


def payment(amount: str, orders: str = "", more: str = "", id: str = "PY-1", day: int = 20) -> str:
    return f"{{id: {id}, date: 2026-01-{day:02}, customer: A, amount: {amount}, orders: [{orders}]{more}}}"


def given(amount: str, more: str = "", to: str = "order: SO-1") -> str:
    return f"{{{to}, amount: {amount}{more}}}"


def credit(reason: str, amount: str, orders: str, id: str = "CR-1", day: int = 25) -> str:
    return f"{{id: {id}, date: 2026-01-{day:02}, customer: A, reason: {reason}, amount: {amount}, orders: [{orders}]}}"


def allocation(day: int, orders: str, of: str = "payment: PY-1") -> str:
    return f"{{id: AL-1, date: 2026-01-{day:02}, {of}, orders: [{orders}]}}"


def bill(event: str, day: int, id: str = "BE-1") -> str:
    return f"{{id: {id}, date: 2026-01-{day:02}, payment: PY-1, event: {event}}}"


TEN = "{line: 1, qty: 10}"
CANCEL = change("CH-1", 15, "cancel: true")
BY_BILL = ", method: bill"

RIGHT = [
    ("exchanged on the day of its delivery", [
        delivery(25, TEN), credit("exchange", "0", given("0", ", lines: [{line: 1, qty: 3}]")),
    ]),
    ("nothing but the order", []),
    ("delivered in two parts", [delivery(11, "{line: 1, qty: 4}"), delivery(11, "{line: 1, qty: 6}", "DN-2")]),
    ("delivered again after an exchange", [
        delivery(11, TEN), credit("exchange", "0", given("0", ", lines: [{line: 1, qty: 3}]"), day=12),
        delivery(13, "{line: 1, qty: 3}", "DN-2"),
    ]),
    ("delivered and changed on one day", [
        change("CH-9", 11, "lines: [{line: 1, qty: 12}]"), delivery(11, "{line: 1, qty: 12}"),
    ]),
    ("delivered on the day of its cancellation", [delivery(15, TEN), CANCEL]),
    ("lines changed and the rest cancelled at once", [
        delivery(11, TEN), change("CH-1", 15, "lines: [{product: P, qty: 1, price: 5}], cancel: true, total: 100.00"),
    ]),
    ("paid, reduced, and so paid too much", [payment("100", given("100")), change("CH-1", 21, "cancel: true")]),
    ("invoiced, reversed and invoiced again", [
        invoice("IV-1", 11, "100"), invoice("IV-2", 12, "-100", ", reverses: IV-1"),
        invoice("IV-3", 13, "100", ", replaces: IV-1"),
    ]),
    ("taken back and issued anew on one day", [
        invoice("IV-1", 11, "60"), invoice("IV-2", 12, "20", ", replaces: IV-1"),
        invoice("IV-3", 12, "-20", ", reverses: IV-1"),
    ]),
    ("written off, and recovered", [
        credit("write-off", "20", given("20"), day=21), credit("recovery", "-20", given("-20"), "CR-2", 21),
    ]),
    ("refunded after a cancellation", [
        payment("100", given("100")), CANCEL, payment("-100", given("-100"), id="PY-2", day=25),
    ]),
    ("paid in another currency", [USD, payment("360", given("50", ", paid: 360", "order: SO-2"), ", account: icbc")]),
    ("a bill, dishonoured", [payment("100", given("100"), BY_BILL), bill("dishonoured", 25)]),
    ("allocated back and forth", [payment("100", given("100")), allocation(21, given("-40"))]),
    ("given back and away on one day", [
        "{id: OB-1, date: 2026-01-02, customer: A, amount: 40}",
        payment("100", given("100")), allocation(21, given("-40") + ", " + given("40", to="opening: OB-1")),
    ]),
]  # fmt: skip

WRONG: list[tuple[str, list[str], Found]] = [
    ("more delivered than ordered", [delivery(11, "{line: 1, qty: 11}")], [("E0301", "DN-1", "lines")]),
    ("more delivered in the end", [
        delivery(11, TEN), delivery(12, "{line: 1, qty: 1}", "DN-2"),
    ], [("E0301", "DN-2", "lines")]),
    ("more invoiced than ordered", [invoice("IV-1", 11, "100.01")], [("E0302", "IV-1", "orders")]),
    ("more invoiced after a reduction than before", [
        change("CH-1", 11, "lines: [{line: 1, qty: 5}]"), invoice("IV-1", 12, "101"),
    ], [("E0302", "IV-1", "orders")]),
    ("invoiced, then reduced", [invoice("IV-1", 11, "100"), CANCEL], [("W0302", "CH-1", None)]),
    ("reduced, then invoiced as before", [
        change("CH-1", 11, "lines: [{line: 1, qty: 5}]"), invoice("IV-1", 12, "80"),
    ], [("W0302", "IV-1", "orders")]),
    ("given more than the order", [payment("150", given("101"))], [("E0303", "PY-1", "orders")]),
    ("given more than the opening", [
        "{id: OB-1, date: 2026-01-02, customer: A, amount: 40}", payment("150", given("41", to="opening: OB-1")),
    ], [("E0303", "PY-1", "orders")]),
    ("given to an advance", [
        "{id: OB-1, date: 2026-01-02, customer: A, amount: -40}", payment("10", given("1", to="opening: OB-1")),
    ], [("E0303", "PY-1", "orders")]),
    ("taken back from an order without money", [payment("-50", given("-50"))], [("E0304", "PY-1", "orders")]),
    ("taken back too early", [
        payment("100", given("100"), day=20), payment("-50", given("-50"), id="PY-2", day=19),
    ], [("E0304", "PY-2", "orders")]),
    ("delivered before the order", [delivery(9, TEN)], [("E0305", "DN-1", "date")]),
    ("changed before the order", [change("CH-1", 9, "accept: true")], [("E0305", "CH-1", "date")]),
    ("invoiced before the order", [invoice("IV-1", 9, "100")], [("W0305", "IV-1", "date")]),
    ("delivered after the cancellation", [CANCEL, delivery(16, TEN)], [("E0306", "DN-1", "order")]),
    ("changed after the cancellation", [
        CANCEL, change("CH-2", 15, "lines: [{product: P, qty: 1, price: 1}]"),
    ], [("E0306", "CH-2", "order")]),
    ("cancelled twice", [CANCEL, change("CH-2", 16, "cancel: true")], [("E0306", "CH-2", "order")]),
    ("no such line delivered", [delivery(11, "{line: 2, qty: 1}")], [("E0307", "DN-1", "lines")]),
    ("no such line changed", [change("CH-1", 11, "lines: [{line: 2, qty: 1}]")], [("E0307", "CH-1", "lines")]),
    ("no such line returned", [
        credit("return", "5", given("5", ", lines: [{line: 2, qty: 1}]")),
    ], [("E0307", "CR-1", "orders")]),
    ("no such line exchanged", [
        credit("exchange", "0", given("0", ", lines: [{line: 2, qty: 1}]")),
    ], [("E0307", "CR-1", "orders")]),
    ("changed to less than delivered", [
        delivery(11, "{line: 1, qty: 5}"), change("CH-1", 12, "lines: [{line: 1, qty: 4}]"),
    ], [("E0308", "CH-1", "lines")]),
    ("another total than the lines", [
        ORDER.replace("SO-1", "SO-9").replace("100.00", "10.00"),
    ], [("E0309", "SO-9", "total")]),
    ("another total than after the change", [
        change("CH-1", 11, "lines: [{line: 1, qty: 5}], total: 100.00"),
    ], [("E0309", "CH-1", "total")]),
    ("another total than after the cancellation", [
        change("CH-1", 11, "lines: [{line: 1, qty: 5}], cancel: true, total: 50.00"),
    ], [("E0309", "CH-1", "total")]),
    ("an order of less than nothing", [
        "{id: SO-9, date: 2026-01-10, customer: A, lines: [{text: 抹零, qty: 1, price: -5}]}",
    ], [("E0310", "SO-9", None)]),
    ("more returned than delivered", [
        delivery(11, TEN), credit("return", "100", given("100", ", lines: [{line: 1, qty: 11}]")),
    ], [("E0311", "CR-1", "orders")]),
    ("returned before delivery", [
        delivery(26, TEN), credit("return", "10", given("10", ", lines: [{line: 1, qty: 1}]")),
    ], [("E0311", "CR-1", "orders")]),
    ("more exchanged than delivered", [
        delivery(11, "{line: 1, qty: 2}"), credit("exchange", "0", given("0", ", lines: [{line: 1, qty: 3}]")),
    ], [("E0311", "CR-1", "orders")]),
    ("a red invoice that reverses none", [
        invoice("IV-1", 11, "100"), invoice("IV-2", 12, "-10"),
    ], [("E0312", "IV-2", "orders")]),
    ("a red invoice for an order that was not invoiced", [
        USD, invoice("IV-1", 11, "10", order="SO-2"), invoice("IV-2", 12, "-10", ", reverses: IV-1"),
    ], [("E0312", "IV-2", "orders")]),
    ("more reversed than invoiced", [
        invoice("IV-1", 11, "10"), invoice("IV-2", 12, "-11", ", reverses: IV-1"),
    ], [("E0312", "IV-2", "orders")]),
    ("more reversed by two", [
        invoice("IV-1", 11, "10"), invoice("IV-2", 12, "-6", ", reverses: IV-1"),
        invoice("IV-3", 13, "-5", ", reverses: IV-1"),
    ], [("E0312", "IV-3", "orders")]),
    ("issued anew while the old one stands", [
        invoice("IV-1", 11, "50"), invoice("IV-2", 12, "50", ", replaces: IV-1"),
        invoice("IV-3", 13, "-50", ", reverses: IV-1"),
    ], [("E0314", "IV-2", "replaces")]),
    ("more recovered than written off", [
        payment("50", given("50")), credit("write-off", "20", given("20"), day=21),
        credit("recovery", "-20.01", given("-20.01"), "CR-2", 22),
    ], [("E0315", "CR-2", "orders")]),
    ("recovered in two parts of more", [
        payment("50", given("50")), credit("write-off", "20", given("20"), day=21),
        credit("recovery", "-15", given("-15"), "CR-2", 22), credit("recovery", "-6", given("-6"), "CR-3", 23),
    ], [("E0315", "CR-3", "orders")]),
    ("a quantity and a price that are not meant", [
        "{id: SO-9, date: 2026-01-10, customer: A, lines: [{product: P, qty: 6901234567892, price: 6901234567892}]}",
    ], [("E0313", "SO-9", None)]),
    ("more given out than there is", [payment("50", given("51"))], [("E0321", "PY-1", "orders")]),
    ("more allocated than there is", [payment("50"), allocation(21, given("51"))], [("E0321", "AL-1", "orders")]),
    ("a refund that gives", [
        payment("50", id="PY-2", day=19), payment("-50", given("10")),
    ], [("E0321", "PY-1", "orders")]),
    ("another currency without what it took", [
        USD, payment("50", given("50", to="order: SO-2"), ", account: icbc"),
    ], [("E0322", "PY-1", "orders")]),
    ("an amount of too many decimals", [payment("50.001")], [("E0323", "PY-1", "amount")]),
    ("a part of too many decimals", [payment("50", given("9.999"))], [("E0323", "PY-1", "orders")]),
    ("allocated before the payment", [payment("50"), allocation(19, given("50"))], [("E0324", "AL-1", "date")]),
    ("a bill presented before it was there", [
        payment("50", "", BY_BILL), bill("collected", 19),
    ], [("E0324", "BE-1", "date")]),
    ("allocated after the bill was dishonoured", [
        payment("50", "", BY_BILL), bill("dishonoured", 21), allocation(22, given("50")),
    ], [("E0325", "AL-1", "orders")]),
    ("an event of a payment without a bill", [payment("50"), bill("collected", 21)], [("E0326", "BE-1", "payment")]),
]  # fmt: skip


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    monkeypatch.setenv(NO_INDEX_VARIABLE, "1")
    book = Book(tmp_path)
    book.settings(SETTINGS)
    return book


def found(book: Book, entries: list[str]) -> Found:
    for position, entry in enumerate([ORDER, *entries]):
        book.write(f"{FOLDERS[entry[5:7]]}/{position}", f"- {entry}\n")
    return book.found()


@pytest.mark.parametrize("entries", [each[1] for each in RIGHT], ids=[each[0] for each in RIGHT])
def test_what_is_usual_is_no_problem(book: Book, entries: list[str]) -> None:
    assert [each for each in found(book, entries) if each[0].startswith("E")] == []


@pytest.mark.parametrize(("entries", "wanted"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG])
def test_what_is_wrong_is_told_once(book: Book, entries: list[str], wanted: Found) -> None:
    assert found(book, entries) == wanted


def test_every_code_of_the_rules_has_its_example() -> None:
    assert {code for _, _, wanted in WRONG for code, _, _ in wanted} == {code.id for code in codes.CODES}
