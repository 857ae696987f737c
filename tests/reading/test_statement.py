"""Statements of account: they add up, name each document, and are fit to be sent."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from .conftest import FILES, Asking, book


def test_a_statement_names_what_moved_the_balance(asking: Asking) -> None:
    data = asking.json("statement", "HDJM", "--from", "2026-10-01", "--to", "2026-10-31")
    (cny,) = [each for each in data["balances"] if each["currency"] == "CNY"]
    moved = [(each["date"], each["kind"], each["documents"], each["amount"]) for each in cny["movements"]]
    assert ("2026-10-10", "charge", ["DN-1"], "700.00") in [
        (day, kind, documents, amount) for day, kind, documents, amount in moved if kind == "charge"
    ] or any(kind == "charge" and documents == ["DN-1"] for _, kind, documents, _ in moved)
    assert ("2026-10-02", "payment", ["PY-1"], "-500.00") in moved
    assert ("2026-10-21", "payment", ["PY-3"], "-40.00") in moved
    assert sum(Decimal(each["amount"]) for each in cny["movements"]) == Decimal(cny["closing"]) - Decimal(
        cny["opening"]
    )
    assert Decimal(cny["closing"]) == Decimal(cny["receivable"]) - Decimal(cny["advances"])


def test_statements_of_following_months_join(asking: Asking) -> None:
    first = asking.json("statement", "HDJM", "--from", "2026-09-01", "--to", "2026-10-09")["balances"]
    second = asking.json("statement", "HDJM", "--from", "2026-10-10", "--to", "2026-10-31")["balances"]
    closing = {each["currency"]: each["closing"] for each in first}
    assert closing.items() <= {each["currency"]: each["opening"] for each in second}.items()


def test_one_is_made_for_each_customer_with_a_balance_or_movement(asking: Asking) -> None:
    every = asking.json("statement", "--all", "--from", "2026-10-01", "--to", "2026-10-31")
    assert [each["customer"] for each in every] == ["HDJM", "ZSDJ"]
    assert asking.json("statement", "--all", "--from", "2026-01-01", "--to", "2026-01-31") == []


def test_a_folder_takes_a_file_for_each_customer(asking: Asking, tmp_path: Path) -> None:
    october = ("--from", "2026-10-01", "--to", "2026-10-31", "--lang", "zh")
    code, shown, _ = asking.text("statement", "--all", *october, "-o", str(tmp_path / "对账单"))
    assert (code, "已生成 2 份对账单" in shown) == (0, True)
    assert sorted(each.name for each in (tmp_path / "对账单").iterdir()) == ["HDJM.xlsx", "ZSDJ.xlsx"]
    assert asking.text("statement", "--all", *october, "--format", "md", "-o", str(tmp_path))[0] == 0
    assert "单位盖章" in (tmp_path / "ZSDJ.md").read_text(encoding="utf-8")
    assert asking.text("statement", "--all", *october, "--format", "doc", "-o", str(tmp_path))[0] == 2


def test_it_is_fit_to_be_sealed_in_both_languages(asking: Asking) -> None:
    for language, words in (("zh", ("客户对账单", "单位盖章", "大写金额", "核对相符")), ("en", ("Statement", "Seal"))):
        _, shown, _ = asking.text("statement", "HDJM", "--from", "2026-10-01", "--to", "2026-10-31", "--lang", language)
        assert [word for word in words if word not in shown] == []


def test_it_says_where_to_pay_and_where_to_answer(tmp_path: Path) -> None:
    ours = "tax_id: '91310000', address: 上海市云桥路 1 号, phone: '021-50000000'"
    account = "number: '10012443', holder: 上海云岚, bank: 工商银行浦东支行"
    settings = FILES["salesbook.yaml"].replace("样例公司", f"样例公司, {ours}").replace("基本户", f"基本户, {account}")
    asking = book(tmp_path, FILES | {"salesbook.yaml": settings})
    shown = asking.text("statement", "HDJM", "--from", "2026-10-01", "--to", "2026-10-31", "--lang", "zh")[1]
    for words in (
        "户名：上海云岚　开户行：工商银行浦东支行　账号：10012443",
        "云桥路 1 号",
        "021-50000000",
        "91310000",
    ):
        assert words in shown


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["statement"], "name a customer, or say --all"),
        (["statement", "HDJM", "--all"], "name a customer, or say --all"),
        (["statement", "nobody"], "there is no customer nobody"),
        (["statement", "--all", "--confirm"], "name the customer that answered"),
        (["statement", "HDJM", "--confirm", "--theirs", "5"], "--confirm says that it agrees"),
        (["statement", "HDJM", "--from", "2026-10-02", "--to", "2026-10-01"], "is after"),
    ],
)
def test_what_cannot_be_made_is_refused(asking: Asking, arguments: list[str], why: str) -> None:
    code, _, errors = asking.text(*arguments)
    assert (code, why in errors) == (2, True), errors


TO = ("--from", "2026-10-01", "--to", "2026-10-31")


@pytest.fixture
def answered(tmp_path: Path) -> Asking:
    """The small book, to be written to."""
    return book(tmp_path, FILES)


def states(asking: Asking) -> dict[str, tuple[bool | None, str | None]]:
    """By customer and currency, whether it agreed, and what it found."""
    rows = asking.json("statement", "--answers", *TO)
    return {f"{each['customer']} {each['currency']}": (each["agreed"], each["theirs"]) for each in rows}


def test_who_has_not_answered_is_listed(answered: Asking) -> None:
    assert set(states(answered).values()) == {(None, None)}
    assert answered.text("statement", "HDJM", *TO, "--currency", "CNY", "--confirm")[0] == 0
    assert states(answered)["HDJM CNY"] == (True, None)
    theirs = answered.text("statement", "HDJM", *TO, "--currency", "CNY", "--theirs", "1.50", "--note", "运费未计")
    assert theirs[0] == 0, theirs
    assert states(answered)["HDJM CNY"] == (False, "1.50")
    page = answered.text("statement", "--answers", *TO, "--lang", "zh")[1]
    assert "运费未计" in page, "what the customer says of the difference"
    assert "其中 0 户未回复" in page


def test_an_answer_to_another_balance_is_no_agreement(answered: Asking) -> None:
    assert answered.text("statement", "HDJM", *TO, "--confirm")[0] == 0
    payments = answered.root / "ledgers/payments/2026-10.yaml"
    payments.write_text(
        payments.read_text(encoding="utf-8").replace("amount: 40.00", "amount: 41.00"), encoding="utf-8"
    )
    assert states(answered)["HDJM CNY"][0] is False


@pytest.mark.parametrize(
    ("more", "code", "why"),
    [
        (["HDJM", "--theirs", "x", "--currency", "CNY"], 2, "x is no amount"),
        (["HDJM", "--theirs", "5", "--currency", "EUR"], 3, "has no balance"),
    ],
)
def test_answers_that_cannot_be_recorded(answered: Asking, more: list[str], code: int, why: str) -> None:
    found, _, errors = answered.text("statement", *more, *TO)
    assert (found, why in errors) == (code, True), errors
