"""What commands refuse, why, and that nothing is written then."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.entering.conftest import Run, content, git


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("add-order", "华东", "P-100", "1"), 2, "HDJM 华东精密机械有限公司, HDJT 华东机械集团"),
        (("add-order", "XYZ", "P-100", "1"), 2, "there is no customer XYZ"),
        (("add-order", "HDJM1", "P-100", "1"), 2, "did you mean HDJM 华东精密机械有限公司?"),
        (("add-order", "HDJM", "P-999", "1"), 2, "there is no product P-999"),
        (("add-order", "HDJM", "P-100"), 2, "how many of P-100?"),
        (("add-order", "HDJM", "P-100", "ten"), 2, "ten is no quantity"),
        (("add-order", "HDJM", "P-100", "-1"), 1, "E0103"),
        (("add-order", "HDJM", "P-100", "1", "@abc"), 2, "@abc is no price"),
        (("add-order", "HDJM", "P-100", "1", "-5%", "-6%"), 2, "two rates"),
        (("add-order", "HDJM", "text:抹零", "1", "@-5"), 1, "E0310"),
        (("add-order", "HDJM", "P-100", "1", "--terms", "net31"), 2, "there are no terms net31"),
        (("add-order", "HDJM", "P-100", "1", "--reps", "wang-fang=60%"), 1, "E0108"),
        (("add-order", "HDJM", "P-100", "1", "--rep", "nobody"), 2, "there is no rep nobody"),
        (("add-order", "HDJM", "P-100", "1", "--date", "2026-02-30"), 2, "2026-02-30 is no day"),
        (("add-order", "HDJM", "P-100", "1", "--force"), 2, "--reason"),
        (("add-order", "ACME", "P-100", "1"), 2, "P-100 needs a price in USD"),
        (("add-order", "HDJM", "P-100", "1", "@1234567890123456"), 2, "is no price"),
        (("add-payment", "HDJM", "12,50"), 2, "12,50 is no amount"),
        (("add-payment", "HDJM", "1.005"), 2, "more decimals than CNY"),
        (("add-payment", "HDJM", "5", "--account", "abc"), 2, "icbc 工商银行基本户"),
        (("add-payment", "HDJM", "5", "--method", "gold"), 1, "E0103"),
        (("add-payment", "HDJM", "5", "--order", "SO-1"), 2, "there is no order SO-1"),
        (("add-payment", "HDJM", "5", "--matures", "2027-01-01"), 2, "--bill"),
        (("add-payment", "HDJM", "5", "--received-by", "wang-fang", "--account", "icbc"), 1, "E0109"),
        (("add-customer", "A B", "x"), 1, "E0107"),
        (("add-customer", "A", "x", "--terms", "soon"), 2, "there are no terms soon"),
        (("add-delivery", "SO-1"), 2, "there is no order SO-1"),
        (("add-bill", "PY-1", "lost"), 2, "there is no payment PY-1"),
        (("add-target", "--month", "13", "--sales", "5"), 2, "13 is no period"),
        (("edit", "SO-1"), 2, "there is no entry SO-1"),
        (("fmt", "nowhere.yaml"), 2, "no ledger file"),
    ],
)
def test_refused(book: Path, run: Run, words: tuple[str, ...], code: int, says: str) -> None:
    before = content(book)
    outcome = run(*words)
    assert outcome.code == code, outcome
    assert says in outcome.err
    assert "Traceback" not in outcome.err
    assert outcome.out == ""
    assert content(book) == before
    assert git(book, "status", "--porcelain") == ""


def test_the_credit_limit_refuses_until_a_reason_is_given(book: Path, enter: Run, run: Run) -> None:
    enter("add-order", "SMALL", "P-100", "7")  # 899.50 of 1,000.00
    refused = run("add-order", "SMALL", "P-100", "1")
    assert refused.code == 3
    assert "E0501" in refused.err
    assert "1028.00 CNY, above its limit of 1000.00" in refused.err
    assert "--force --reason" in refused.err
    enter("add-order", "SMALL", "P-100", "1", "--force", "--reason", "总经理批准")
    text = (book / "ledgers/orders/2026-11.yaml").read_text("utf-8")
    assert text.endswith("  total: 128.50\n  forced: {rule: credit_limit, reason: 总经理批准}\n")
    enter("add-payment", "SMALL", "1028")
    enter("add-order", "SMALL", "P-100", "7")
    assert "forced" not in (book / "ledgers/orders/2026-11.yaml").read_text("utf-8").rpartition("SO-2611")[2]


def test_exposure_is_what_is_owed_and_what_is_ordered_less_what_was_paid(book: Path, enter: Run, run: Run) -> None:
    enter("add-order", "SMALL", "P-100", "4")  # 514.00
    enter("add-delivery", "SO-2611-0001", "1:2")  # half of it is owed, half is still to come
    assert run("add-order", "SMALL", "P-100", "3", "@162.01").code == 3  # 486.03 above
    enter("add-order", "SMALL", "P-100", "3", "@162")  # exactly 1,000.00
    enter("cancel", "SO-2611-0001")
    enter("add-order", "SMALL", "P-100", "2")  # 257.00 have become free


def test_overdue_debts_refuse_orders_where_the_book_says_so(book: Path, enter: Run, run: Run) -> None:
    settings = book / "salesbook.yaml"
    settings.write_text(settings.read_text("utf-8").replace("over_limit", "overdue"), "utf-8")
    enter("add-opening", "HDJT", "500", "--date", "2025-01-01", "--due", "2026-11-21")
    enter("add-order", "HDJT", "P-100", "1", "--terms", "net30")
    refused = run("add-order", "HDJT", "P-100", "1", "--terms", "net30", "--date", "2026-11-22")
    assert refused.code == 3
    assert "E0502" in refused.err
    assert "500.00 CNY" in refused.err


def test_errors_elsewhere_in_the_book_do_not_stop_other_entries(book: Path, enter: Run, run: Run) -> None:
    (book / "ledgers/payments").mkdir()
    (book / "ledgers/payments/2026-10.yaml").write_text("- id: PY-2610-0001\n  datte: 2026-10-01\n", "utf-8")
    (book / "ledgers/customers.yaml").write_bytes(
        (book / "ledgers/customers.yaml").read_bytes() + b"- id: BAD\n  name: [\n"
    )
    assert run("check").code == 1
    enter("add-order", "HDJM", "P-100", "1")
    enter("add-payment", "HDJM", "5")
    enter("add-customer", "NEW", "新客户")
    refused = run("add-order", "BAD", "P-100", "1", "--terms", "net30")
    assert refused.code == 1
    assert "ledgers/customers.yaml:" in refused.err


def test_settings_with_errors_are_told_with_their_place(book: Path, run: Run) -> None:
    (book / "salesbook.yaml").write_text("company: {name: x}\ncurrency: CNY\ntax: 13\n", "utf-8")
    for words in (("add-order", "HDJM", "P-100", "1"), ("add-payment", "HDJM", "5"), ("add-customer", "A", "x")):
        outcome = run(*words)
        assert outcome.code == 1
        assert "salesbook.yaml:3:6" in outcome.err


def test_a_merged_customer_means_the_one_that_stays(book: Path, enter: Run) -> None:
    customers = book / "ledgers/customers.yaml"
    customers.write_text(customers.read_text("utf-8") + "- id: OLD\n  name: 旧华东\n  merged_into: HDJM\n", "utf-8")
    enter("add-order", "OLD", "P-100", "1")
    enter("add-order", "旧华", "P-100", "1")
    assert (book / "ledgers/orders/2026-11.yaml").read_text("utf-8").count("customer: HDJM\n") == 2


def test_a_payment_that_seems_entered_twice_is_pointed_out(book: Path, enter: Run) -> None:
    for words in (["5"], ["6"], ["5", "--date", "11-20"]):
        assert "entered twice" not in enter("add-payment", "HDJM", *words).err
    assert "PY-2611-0001 has the same customer, day and amount" in enter("add-payment", "HDJM", "5.00").err


def test_an_invoice_over_orders_in_two_currencies_is_refused(book: Path, enter: Run, run: Run) -> None:
    enter("add-order", "HDJM", "P-100", "1")
    enter("add-order", "HDJM", "P-100", "1", "@20", "--currency", "usd")
    outcome = run("add-invoice", "HDJM", "--order", "SO-2611-0001=5", "--order", "SO-2611-0002=5")
    assert outcome.code == 2
    assert "CNY, USD" in outcome.err


def test_standard_output_holds_one_line(book: Path, enter: Run) -> None:
    outcome = enter("add-order", "HDJM", "P-100", "1")
    commit = git(book, "rev-parse", "--short=10", "HEAD").strip()
    assert outcome.out == f"SO-2611-0001 written to ledgers/orders/2026-11.yaml, commit {commit}\n"


def test_bytes_that_are_no_text_are_refused(book: Path, run: Run) -> None:
    outcome = run("add-order", "HDJM", "P-100", "1", "--note", "\udcff")
    assert outcome.code == 2
    assert "no text in UTF-8" in outcome.err


@pytest.mark.parametrize(
    ("terms", "en", "zh"),
    [
        ("net30", "due 100% after invoice + 30 days", "付款：100% 开票后 30 天"),
        ("deposit30", "due 30% on 2026-11-21, 70% after delivery", "付款：30% 于 2026-11-21，70% 发货后"),
    ],
)
def test_an_order_says_when_it_is_due(book: Path, enter: Run, terms: str, en: str, zh: str) -> None:
    for lang, said in (("en", en), ("zh", zh)):
        assert said in enter("add-order", "HDJM", "P-100", "1", "--terms", terms, "--lang", lang).err


def test_a_customer_of_the_same_name_is_pointed_out(book: Path, enter: Run) -> None:
    assert enter("add-customer", "NEW", "新客户").err == ""
    assert "HDJM has the same name" in enter("add-customer", "HD2", "Huadong Precision").err
