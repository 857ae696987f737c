"""What only the whole book shows: each found once, at the entry to be corrected, with a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesbook.index import codes, codes_documents
from salesbook.index.book import NO_INDEX_VARIABLE
from tests.index.books import SETTINGS, Book, allocation, order, payment

Found = list[tuple[str, str | None, str | None]]
Ledgers = dict[str, str]

PLAN = "commission: {key-accounts: {reps: [R], rate: 1%}}\n"
TERMS = "terms: {net30: [{share: 100%, after: invoice, days: 30}]}\n"
GROUP = "- {id: A, name: 甲, group: G}\n- {id: B, name: 乙, group: G}\n- {id: C, name: 丙, merged_into: A}\n"


def invoice(id: str, number: str, customer: str = "A", of: str = "SO-1") -> str:
    return (
        f'- {{id: {id}, date: 2026-01-06, customer: {customer}, number: "{number}", '
        f"orders: [{{order: {of}, amount: 10}}]}}\n"
    )


def received(id: str, amount: str, day: str = "07", more: str = "") -> str:
    return f"- {{id: {id}, date: 2026-01-{day}, customer: A, amount: {amount}, method: cash, received_by: R{more}}}\n"


def handin(amount: str, day: str = "08", more: str = "", id: str = "HI-1") -> str:
    return f"- {{id: {id}, date: 2026-01-{day}, rep: R, amount: {amount}{more}}}\n"


def taxed(id: str, amount: str, taxes: str, more: str = "", day: str = "06") -> str:
    return (
        f"- {{id: {id}, date: 2026-01-{day}, customer: A, orders: [{{order: SO-1, amount: {amount}}}], "
        f"taxes: [{taxes}]{more}}}\n"
    )


def bill(id: str, event: str, day: str, more: str = "") -> str:
    return f"- {{id: {id}, date: 2026-01-{day}, payment: PY, event: {event}{more}}}\n"


def line(id: str) -> str:
    return f"- {{id: {id}, account: icbc, date: 2026-01-08, amount: 10}}\n"


def match(id: str, line: str, more: str) -> str:
    return f"- {{id: {id}, date: 2026-01-09, line: {line}, {more}}}\n"


PAID = {"payments/1": payment("PY", "10"), "bank/1": line("BL-1") + line("BL-2")}
BILL = {
    "payments/1": "- {id: PY, date: 2026-01-06, customer: A, amount: 10, method: bill, "
    'bill: {number: "1", matures: 2026-01-20}}\n'
}
AT_10 = "{rate: 10%, net: 5, tax: 0.50}"
TWO_HELD = {"payments/1": received("PY-1", "10") + received("PY-2", "10")}
GIVEN_TO_1 = ", orders: [{order: SO-1, amount: 10}]"

RIGHT: list[tuple[str, Ledgers]] = [
    (
        "matched again after it was undone",
        PAID
        | {
            "matches/1": match("BM-1", "BL-1", "payments: [PY]")
            + match("BM-2", "BL-1", "reverses: BM-1")
            + match("BM-3", "BL-2", "payments: [PY]")
        },
    ),
    (
        "rejected for one line, matched to another",
        PAID
        | {
            "matches/1": match("BM-1", "BL-1", "rejected: [PY]") + match("BM-2", "BL-2", "payments: [PY]"),
        },
    ),
    ("a customer and an order of one name", {"orders/2": order("A")}),
    ("a payment for a customer of the group", {"customers": GROUP, "payments/1": payment("PY", "10", "B", GIVEN_TO_1)}),
    ("a payment for one that was merged", {"customers": GROUP, "payments/1": payment("PY", "10", "C", GIVEN_TO_1)}),
    ("all handed in", {"payments/1": received("PY", "10"), "handins/1": handin("10")}),
    ("handed in on the day", {"payments/1": received("PY", "10"), "handins/1": handin("10", "07")}),
    (
        "a bill endorsed, and dishonoured with whoever has it",
        BILL | {"bills/1": bill("BE-1", "endorsed", "10") + bill("BE-2", "dishonoured", "20")},
    ),
    (
        "a bill collected by mistake, then on its day",
        BILL
        | {
            "bills/1": bill("BE-1", "collected", "10", ", amount: 10")
            + bill("BE-2", "collected", "10", ", amount: -10, reverses: BE-1")
            + bill("BE-3", "collected", "20", ", amount: 10, fee: 1"),
        },
    ),
    (
        "an invoice of two rates, taken back in two parts",
        {
            "invoices/1": taxed("IV-1", "10", f"{AT_10}, {{rate: 0%, net: 4.50, tax: 0}}")
            + taxed("IV-2", "-3", "{rate: 10.0%, net: -2.73, tax: -0.27}", ", reverses: IV-1")
            + taxed(
                "IV-3", "-7", "{rate: 10%, net: -2.27, tax: -0.23}, {rate: 0%, net: -4.50, tax: 0}", ", reverses: IV-1"
            ),
        },
    ),
    (
        "short, and made up later",
        TWO_HELD
        | {"handins/1": handin("6", more=", payments: [PY-1]") + handin("4", "09", ", payments: [PY-1]", "HI-2")},
    ),
    ("of no payment in particular", TWO_HELD | {"handins/1": handin("15")}),
    ("refunded", {"payments/1": payment("PY-1", "10") + payment("PY-2", "-10")}),
    ("numbers of their own", {"invoices/1": invoice("IV-1", "1") + invoice("IV-2", "2")}),
]

WRONG: list[tuple[str, Ledgers, Found]] = [
    (
        "a payment matched to two lines",
        PAID | {"matches/1": match("BM-1", "BL-1", "payments: [PY]") + match("BM-2", "BL-2", "payments: [PY]")},
        [("E0411", "BM-2", None)],
    ),
    (
        "a line taken for two things",
        PAID | {"matches/1": match("BM-1", "BL-1", "payments: [PY]") + match("BM-2", "BL-1", "ignored: fee")},
        [("E0411", "BM-2", None)],
    ),
    (
        "a month's commission settled twice",
        {
            "commissions/1": "- {id: CM-1, date: 2026-11-05, rep: R, month: 2026-10, earned: 5, amount: 5}\n"
            "- {id: CM-2, date: 2026-11-05, rep: R, month: 2026-10, earned: 5, amount: 5}\n"
        },
        [("E0412", "CM-2", None)],
    ),
    ("an id twice in a file", {"orders/2": order("SO-2") + order("SO-2")}, [("E0401", None, None)]),
    ("an id in two files", {"orders/2": order("SO-1")}, [("E0401", None, None)]),
    ("an id of two kinds", {"payments/1": payment("SO-1", "10")}, [("E0401", None, None)]),
    ("a customer twice", {"customers.wf": "- {id: A, name: 丁}\n"}, [("E0401", None, None)]),
    (
        "a target twice",
        {"targets/1": "- {rep: R, year: 2026, sales: 1}\n", "targets/2": "- {rep: R, year: 2026, sales: 2}\n"},
        [("E0413", None, None)],
    ),
    (
        "an invoice entered twice",
        {"invoices/1": invoice("IV-1", "0012") + invoice("IV-2", "0012")},
        [("E0402", "IV-2", "number")],
    ),
    ("an unknown customer", {"orders/2": order("SO-2", "Z")}, [("E0403", "SO-2", "customer")]),
    (
        "an unknown product",
        {"orders/2": order("SO-2").replace("product: P", "product: Q")},
        [("E0403", "SO-2", "lines.0.product")],
    ),
    ("unknown terms", {"orders/2": order("SO-2", more=", terms: net60")}, [("E0403", "SO-2", "terms")]),
    (
        "an unknown account",
        {"payments/1": payment("PY", "10").replace("icbc", "boc")},
        [("E0403", "PY", "account")],
    ),
    ("an unknown payment", {"allocations/1": allocation("AL", "PY-1", "SO-1", "5")}, [("E0403", "AL", "payment")]),
    (
        "a payment for another",
        {"payments/1": payment("PY", "10", "B", GIVEN_TO_1)},
        [("E0404", "PY", "orders.0.order")],
    ),
    ("an invoice to another", {"invoices/1": invoice("IV", "1", "B")}, [("E0404", "IV", "orders.0.order")]),
    (
        "an allocation to another",
        {"payments/1": payment("PY", "10", "B"), "allocations/1": allocation("AL", "PY", "SO-1", "5")},
        [("E0404", "AL", "orders.0.order")],
    ),
    (
        "more handed in than received",
        {"payments/1": received("PY", "10"), "handins/1": handin("10.01")},
        [("E0405", "HI-1", "amount")],
    ),
    (
        "handed in before it was received",
        {"payments/1": received("PY", "10", "09"), "handins/1": handin("10")},
        [("E0405", "HI-1", "amount")],
    ),
    (
        "handed in in another currency",
        {"payments/1": received("PY", "10", more=", currency: USD"), "handins/1": handin("10")},
        [("E0405", "HI-1", "amount")],
    ),
    (
        "more refunded than there is",
        {"payments/1": payment("PY-1", "10") + payment("PY-2", "-10.01")},
        [("E0406", "PY-2", "amount")],
    ),
    (
        "taxes that come to something else",
        {"invoices/1": taxed("IV-1", "10", AT_10)},
        [("W0421", "IV-1", "taxes")],
    ),
    (
        "more taken back of a rate than there was",
        {
            "invoices/1": taxed("IV-1", "10", f"{AT_10}, {{rate: 0%, net: 4.50, tax: 0}}")
            + taxed("IV-2", "-6", "{rate: 0%, net: -6, tax: 0}", ", reverses: IV-1"),
        },
        [("W0422", "IV-2", "taxes")],
    ),
    (
        "a bill collected after it was discounted",
        BILL
        | {
            "bills/1": bill("BE-1", "discounted", "10", ", amount: 10") + bill("BE-2", "collected", "20", ", amount: 9")
        },
        [("E0423", "BE-2", "event")],
    ),
    (
        "a bill dishonoured twice",
        BILL | {"bills/1": bill("BE-1", "dishonoured", "10") + bill("BE-2", "dishonoured", "20")},
        [("E0423", "BE-2", "event")],
    ),
    (
        "a bill discounted in part",
        BILL | {"bills/1": bill("BE-1", "discounted", "10", ", amount: 9.90")},
        [("W0424", "BE-1", "amount")],
    ),
    (
        "a bill collected too early",
        BILL | {"bills/1": bill("BE-1", "collected", "19", ", amount: 10")},
        [("W0425", "BE-1", "date")],
    ),
    (
        "a payment handed in twice",
        TWO_HELD
        | {"handins/1": handin("10", more=", payments: [PY-1]") + handin("10", "09", ", payments: [PY-1]", "HI-2")},
        [("W0426", "HI-2", "payments")],
    ),
    (
        "less handed in than its payments",
        TWO_HELD | {"handins/1": handin("9.99", more=", payments: [PY-1]")},
        [("W0427", "HI-1", "amount")],
    ),
    (
        "more handed in than its payments",
        TWO_HELD | {"handins/1": handin("10.01", more=", payments: [PY-1]")},
        [("W0427", "HI-1", "amount")],
    ),
    (
        "merged in a circle",
        {"customers": "- {id: A, name: 甲, merged_into: B}\n- {id: B, name: 乙, merged_into: A}\n"},
        [("E0407", "A", "merged_into"), ("E0407", "B", "merged_into")],
    ),
    (
        "merged into itself",
        {"customers": "- {id: A, name: 甲, merged_into: A}\n"},
        [("E0407", "A", "merged_into")],
    ),
    ("in no folder of a kind", {"notes/1": order("SO-2")}, [("E0408", None, None)]),
    (
        "too many in a file",
        {"orders/2": "".join(order(f"SO-{each + 2}") for each in range(1001))},
        [("W0409", None, None)],
    ),
    ("a plan for a rep who is not there", {"reps": "- {id: S, name: 王芳}\n"}, [("W0414", None, None)]),
]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    monkeypatch.setenv(NO_INDEX_VARIABLE, "1")
    book = Book(tmp_path)
    book.settings(SETTINGS + TERMS + PLAN)
    book.write("orders/1", order("SO-1"))
    return book


def found(book: Book, ledgers: Ledgers) -> Found:
    for name, text in ledgers.items():
        book.write(name, text)
    return book.found()


@pytest.mark.parametrize("ledgers", [each[1] for each in RIGHT], ids=[each[0] for each in RIGHT])
def test_what_is_usual_is_no_problem(book: Book, ledgers: Ledgers) -> None:
    assert found(book, ledgers) == []


@pytest.mark.parametrize(("ledgers", "wanted"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG])
def test_what_is_wrong_is_told_once(book: Book, ledgers: Ledgers, wanted: Found) -> None:
    assert found(book, ledgers) == wanted


def test_every_code_of_the_index_has_its_example() -> None:
    assert {code for _, _, wanted in WRONG for code, _, _ in wanted} == {
        code.id for code in (*codes.CODES, *codes_documents.CODES)
    }


@pytest.mark.parametrize(
    ("ledgers", "advice"),
    [
        ({"orders/2": order("SO-2", "甲")}, "write its id, `A`, not its name"),
        ({"orders/2": order("SO-2", "HDJM")}, "enter it first: salesbook add-customer"),
        ({"orders/2": order("SO-2", more=", rep: R1")}, "did you mean `R`?"),
        ({"orders/2": order("SO-2", more=", terms: net60")}, "did you mean `net30`?"),
        ({"orders/2": order("SO-2", more=", terms: cash")}, "add it to salesbook.yaml, or name one of: net30"),
        ({"deliveries/1": "- {id: DN, date: 2026-01-06, order: SO-11}\n"}, "did you mean `SO-1`?"),
        ({"deliveries/1": "- {id: DN, date: 2026-01-06, order: X}\n"}, "correct the id, or enter it first"),
    ],
)
def test_what_was_meant_is_suggested(book: Book, ledgers: Ledgers, advice: str) -> None:
    for name, text in ledgers.items():
        book.write(name, text)
    with book.opened() as opened:
        (problem,) = opened.problems()
    assert problem.code.id == "E0403"
    assert problem.advice.en == advice


def test_a_problem_of_an_entry_gets_the_place_of_its_field(book: Book) -> None:
    book.write("orders/2", "# two\n", order("SO-2"), order("SO-3", "Z"))
    with book.opened() as opened:
        (problem,) = opened.problems()
    assert str(problem.source) == "ledgers/orders/2.yaml:3:42"


@pytest.mark.parametrize(
    "mistake", ["merged_into: [B]", "reps: [rep-lei]", "rep: {a: 1}", "group: [G]", "settle: {a: 1}", "name: [甲]"]
)
def test_a_mistake_in_master_data_is_a_problem_and_nothing_worse(book: Book, mistake: str) -> None:
    named = "" if mistake.startswith("name") else "name: 甲, "
    ledgers = {
        "customers": f"- {{id: A, {named}{mistake}}}\n- {{id: B, name: 乙}}\n",
        "payments/1": payment("PY", "10", "B") + payment("PX", "10", "A"),
        "allocations/1": allocation("AL", "PX", "SO-1", "5"),
    }
    assert {code for code, _, _ in found(book, ledgers)} <= {"E0103", "E0104"}
