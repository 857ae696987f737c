"""Parts of a period's report on a small book: what they say, when they are silent, and what they are as of."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from typing import Any

import pytest

from salesbook.reports.parts.registry import NAMES, ON_REQUEST

from .conftest import FILES, Asking

OCTOBER = ("report", "--month", "2026-10")
STATE_PARTS = (
    "collections", "aging", "backlog", "advances", "bills", "write-offs", "retention", "provision", "tax", "holdings",
    "bank",
)  # fmt: skip
Books = Callable[[dict[str, str]], Asking]


def warnings(asking: Asking) -> dict[str, dict[str, Any]]:
    """October's warnings by name."""
    report = asking.json(*OCTOBER, "--part", "warnings")
    return {each["warning"]: each for each in (*report["warnings"], *report["warnings_now"])}


@pytest.mark.parametrize("part", STATE_PARTS)
def test_a_part_with_nothing_to_say_is_left_out(asking: Asking, part: str) -> None:
    code, output, _ = asking.text("report", "--month", "2026-01", "--part", part)
    assert code == 0
    assert "---" not in output, "no table"
    report = asking.json("report", "--month", "2026-01", "--part", part)
    assert not any(report[key] for key in report if key not in {"period", "currency", "others"})


@pytest.mark.parametrize("part", NAMES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_part_can_be_asked_for_alone(asking: Asking, part: str, lang: str) -> None:
    code, output, errors = asking.text("--lang", lang, *OCTOBER, "--part", part)
    assert (code, errors) == (0, "")
    assert "{" not in output


def test_a_report_has_all_parts_but_those_to_be_asked_for(asking: Asking) -> None:
    report = asking.json(*OCTOBER)
    assert {"by_method", "undelivered", "bills", "output_tax", "held_by_rep", "warnings"} <= report.keys()
    assert "bank" in ON_REQUEST
    assert "bank" not in report


def test_backlogs_of_the_small_book(asking: Asking) -> None:
    report = asking.json(*OCTOBER, "--part", "backlog")
    found = {
        (kind, part["currency"], row["order"]): (row["amount"], row["days"])
        for kind in ("undelivered", "uninvoiced", "invoiced_ahead")
        for part in report[kind]
        for row in part["orders"]
    }
    assert found == {
        ("undelivered", "CNY", "SO-1"): ("665.00", 30),
        ("undelivered", "USD", "SO-3"): ("20.00", 25),
        ("uninvoiced", "CNY", "SO-1"): ("85.00", 21),
    }


def test_without_invoices_nothing_is_to_be_invoiced(asking_of: Books) -> None:
    report = asking_of({"ledgers/invoices/2026-10.yaml": ""}).json(*OCTOBER, "--part", "backlog")
    assert report["undelivered"]
    assert (report["uninvoiced"], report["invoiced_ahead"]) == ([], [])


def test_output_tax_says_what_invoices_do_not_state(asking_of: Books) -> None:
    stated = FILES["ledgers/invoices/2026-10.yaml"].replace(
        "- {order: SO-1, amount: 600.00}",
        "- {order: SO-1, amount: 600.00}\n  taxes:\n    - {rate: 13%, net: 530.97, tax: 69.00}",
    )
    (found,) = asking_of({"ledgers/invoices/2026-10.yaml": stated}).json(*OCTOBER, "--part", "tax")["output_tax"]
    assert (found["not_stated"], found["differing"], found["invoiced"]) == ("100.00", "0.03", "700.00")
    (rate,) = found["rates"]
    assert (rate["rate"], rate["net"], rate["tax"], rate["red_net"]) == (0.13, "530.97", "69.00", "0.00")


BANK = {
    "salesbook.yaml": FILES["salesbook.yaml"].replace(
        "{name: 工商银行基本户, currency: CNY}",
        "{name: 工商银行基本户, currency: CNY, opening: {date: 2026-09-30, balance: 10.00}}",
    ),
    "ledgers/bank/icbc-2026-10.yaml": (
        "- {id: BL-1, account: icbc, date: 2026-10-02, amount: 500.00, payer: 华东精密, balance: 510.00}\n"
        "- {id: BL-2, account: icbc, date: 2026-10-30, amount: 1.50, memo: 利息, balance: 511.50}\n"
    ),
    "ledgers/matches/2026-10.yaml": "- {id: BM-1, date: 2026-10-03, line: BL-1, payments: [PY-1]}\n",
    "ledgers/matches/2026-11.yaml": "- {id: BM-2, date: 2026-11-02, line: BL-2, ignored: interest}\n",
}


def test_a_bank_line_that_was_decided_later_was_open(asking_of: Books) -> None:
    asking = asking_of(BANK)
    (october,) = asking.json(*OCTOBER, "--part", "bank")["bank"]
    assert (october["last"], october["open"], october["open_amount"]) == ("2026-10-30", 1, "1.50")
    assert (october["book"], october["stated"], october["difference"]) == ("510.00", "511.50", "0.00")
    (november,) = asking.json("report", "--month", "2026-11", "--part", "bank")["bank"]
    assert (november["open"], november["book"], november["difference"]) == (0, "511.50", "0.00")


def test_hand_ins_that_lack_something(asking_of: Books) -> None:
    handins = (
        "- {id: HI-1, date: 2026-10-25, rep: li-lei, account: icbc, payments: [PY-2], amount: 90.00}\n"
        "- {id: HI-2, date: 2026-10-28, rep: li-lei, account: icbc, payments: [PY-2], amount: 4.00}\n"
    )
    asking = asking_of({"ledgers/handins/2026-10.yaml": handins})
    (row,) = asking.json(*OCTOBER, "--part", "holdings")["held_by_rep"]
    assert (row["received"], row["handed_in"], row["held"]) == ("100.00", "94.00", "6.00")
    assert (row["oldest"], row["days"]) == ("2026-10-20", 11)
    assert (row["short"], row["over"]) == ("6.00", "0.00")


def test_hand_ins_beyond_what_they_name(asking_of: Books) -> None:
    more = FILES["ledgers/payments/2026-10.yaml"] + (
        "- {id: PY-9, date: 2026-10-22, customer: ZSDJ, amount: 50.00, method: cash, received_by: li-lei}\n"
    )
    handins = "- {id: HI-1, date: 2026-10-25, rep: li-lei, account: icbc, payments: [PY-2], amount: 120.00}\n"
    asking = asking_of({"ledgers/payments/2026-10.yaml": more, "ledgers/handins/2026-10.yaml": handins})
    (row,) = asking.json(*OCTOBER, "--part", "holdings")["held_by_rep"]
    assert (row["held"], row["oldest"], row["short"], row["over"]) == ("30.00", "2026-10-22", "0.00", "20.00")


def test_a_customer_beyond_its_limit_is_warned_of(asking_of: Books) -> None:
    def limited(limit: str) -> Asking:
        text = FILES["ledgers/customers.yaml"].replace("settle: explicit", f"settle: explicit\n  credit_limit: {limit}")
        return asking_of({"ledgers/customers.yaml": text})

    # 1350.00 ordered, less 440.00 given to the order and 100.00 that waits.
    assert "over_limit" not in warnings(limited("810.00"))
    found = warnings(limited("809.99"))["over_limit"]
    assert (found["count"], found["currency"], found["amount"], found["as_of"]) == (1, "CNY", "0.01", None)


def test_who_has_not_answered_is_warned_of_in_a_book_that_keeps_answers(asking_of: Books) -> None:
    assert "unanswered" not in warnings(asking_of({}))
    answer = "- {id: CF-1, date: 2026-11-03, customer: HDJM, as_of: 2026-10-31, balance: 160.00}\n"
    other = answer.replace("as_of: 2026-10-31", "as_of: 2026-09-30")
    answered = warnings(asking_of({"ledgers/confirmations/2026-11.yaml": answer}))
    waiting = warnings(asking_of({"ledgers/confirmations/2026-11.yaml": other}))
    assert "unanswered" not in answered
    assert waiting["unanswered"]["count"] == 1


def test_what_check_finds_is_counted_until_the_day(asking_of: Books) -> None:
    early = FILES["ledgers/invoices/2026-10.yaml"].replace("date: 2026-10-11", "date: 2026-10-01", 2)
    found = warnings(asking_of({"ledgers/invoices/2026-10.yaml": early}))
    assert (found["W0305"]["count"], found["W0305"]["shown_by"]) == (1, "salesbook check")
    november = "- {id: IV-3, date: 2026-11-01, customer: ZSDJ, orders: [{order: SO-9, amount: 5.00}]}\n"
    orders = (
        "- {id: SO-9, date: 2026-11-05, customer: ZSDJ, lines: [{product: P-200, qty: 1, price: 50.00, tax: 13%}]}\n"
    )
    later = {"ledgers/invoices/2026-11.yaml": november, "ledgers/orders/2026-11.yaml": orders}
    assert "W0305" not in warnings(asking_of(later))


def test_each_warning_names_a_command_that_works(asking_of: Books) -> None:
    customers = FILES["ledgers/customers.yaml"].replace("settle: explicit", "settle: explicit\n  credit_limit: 1.00")
    asking = asking_of({"ledgers/customers.yaml": customers})
    found = warnings(asking)
    assert {"over_limit", "held_too_long"} <= found.keys()
    for each in found.values():
        program, *arguments = shlex.split(each["shown_by"])
        assert program == "salesbook"
        assert asking.text(*arguments)[0] == 0, each
