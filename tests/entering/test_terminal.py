"""On a terminal what is missing is asked for, in both languages."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from salesbook.book.settings_file import read_settings
from tests.entering.conftest import Run, git

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is of POSIX")


@contextmanager
def typing_to(*words: str, lang: str = "en") -> Iterator[Any]:
    """The command on a terminal; it must have ended well when the block ends."""
    source = str(Path(__file__).parents[2] / "src")
    environment = {**os.environ, "SALESBOOK_LANG": lang, "PYTHONPATH": source, "TERM": "dumb"}
    terminal = pexpect.spawn(
        sys.executable, ["-m", "salesbook", *words], env=environment, encoding="utf-8", timeout=20, dimensions=(40, 120)
    )
    try:
        yield terminal
        terminal.expect(pexpect.EOF)
    finally:
        terminal.close()


def answer(terminal: Any, question: str, words: str) -> None:
    terminal.expect_exact(question)
    terminal.sendline(words)


def test_an_order_is_asked_for_line_by_line(book: Path) -> None:
    with typing_to("add-order") as terminal:
        answer(terminal, "customer (id or name): ", "华东")
        answer(terminal, "Which customer: ", "7")
        answer(terminal, "Which customer: ", "1")
        answer(terminal, "Line 1", "P-100")
        answer(terminal, "Line 1", "P-100 10")
        answer(terminal, "Line 2", "text:运费 1 9%")
        answer(terminal, "Line 3", "")
        answer(terminal, "Price of 运费: ", "sixty")
        answer(terminal, "Price of 运费: ", "60")
        terminal.expect_exact("SO-2611-0001 written to ledgers/orders/2026-11.yaml, commit ")
    assert terminal.exitstatus == 0
    text = (book / "ledgers/orders/2026-11.yaml").read_text("utf-8")
    assert "customer: HDJM\n" in text
    assert "    - {text: 运费, qty: 1, price: 60.00, tax: 9%}\n  total: 1345.00\n" in text


def test_terms_that_nobody_knows_are_asked_for_in_chinese(book: Path) -> None:
    with typing_to("add-order", "HDJT", "P-100", "1", lang="zh") as terminal:
        answer(terminal, "付款条件（net30, deposit30）: ", "net31")
        answer(terminal, "付款条件（net30, deposit30）: ", "net30")
        terminal.expect_exact("SO-2611-0001 已写入 ledgers/orders/2026-11.yaml，提交 ")
    assert terminal.exitstatus == 0


def test_an_id_is_proposed_from_the_initials(book: Path) -> None:
    with typing_to("add-customer", "华东精密零件厂") as terminal:
        answer(terminal, "Id [HDJM2]: ", "")
        terminal.expect_exact("HDJM2 written")
    assert terminal.exitstatus == 0


def test_the_end_of_input_stops_and_writes_nothing(book: Path) -> None:
    with typing_to("add-payment") as terminal:
        terminal.expect_exact("Customer or order: ")
        terminal.sendeof()
        terminal.expect_exact("Stopped; nothing more was written.")
    assert terminal.exitstatus == 1
    assert git(book, "status", "--porcelain") == ""


def test_a_payment_is_asked_for(book: Path) -> None:
    with typing_to("add-payment", lang="zh") as terminal:
        answer(terminal, "客户或订单: ", "小额贸易行")
        answer(terminal, "金额: ", "1.2万")
        terminal.expect_exact("小额贸易行：12,000.00")
    assert terminal.exitstatus == 0


def test_a_shared_book_asks_once_for_the_pad(book: Path) -> None:
    git(book, "remote", "add", "origin", str(book))
    with typing_to("add-payment", "HDJM", "5") as terminal:
        answer(terminal, "Your pad", "W F")
        answer(terminal, "Your pad", "wf")
        terminal.expect_exact("PY-2611-WF-0001 written to ledgers/payments/2026-11.wf.yaml")
    with typing_to("add-payment", "HDJM", "6") as terminal:
        terminal.expect_exact("PY-2611-WF-0002 written")
    assert git(book, "config", "salesbook.pad") == "wf\n"


def test_a_new_book_is_asked_for(home: Path, tmp_path: Path) -> None:
    with typing_to("init", str(tmp_path / "new"), lang="zh") as terminal:
        answer(terminal, "公司名称: ", "云岚: 装备")
        answer(terminal, "本位币 [CNY]: ", "")
        answer(terminal, "常用税率 [13%]: ", "6%")
        answer(terminal, "单价含税 gross 或不含税 net [gross]: ", "net")
        terminal.expect_exact("账簿已建立")
    assert terminal.exitstatus == 0
    settings, problems = read_settings(tmp_path / "new")
    assert not problems
    assert settings is not None
    assert (settings.company.name, settings.currency, settings.prices, str(settings.tax)) == (
        "云岚: 装备",
        "CNY",
        "net",
        "0.06",
    )


def test_an_edit_with_errors_can_be_mended_at_once(book: Path, run: Run, tmp_path: Path) -> None:
    assert run("add-order", "HDJM", "P-100", "1").code == 0
    editor = tmp_path / "editor.py"  # the first time it makes an error, the second time it mends it
    editor.write_text(
        "import pathlib, sys\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "text = file.read_text('utf-8')\n"
        "new = text.replace('qtty', 'qty') if 'qtty' in text else text.replace('qty: 1', 'qtty: 2')\n"
        "file.write_text(new.replace('128.50\\n', '257.00\\n'), 'utf-8')\n",
        "utf-8",
    )
    os.environ["EDITOR"] = f"{sys.executable} {editor}"
    try:
        with typing_to("edit", "SO-2611-0001") as terminal:
            terminal.expect_exact("did you mean `qty`?")
            answer(terminal, "Edit it again? (y/n): ", "y")
            terminal.expect_exact("SO-2611-0001 written to")
    finally:
        del os.environ["EDITOR"]
    assert terminal.exitstatus == 0
    assert "{product: P-100, qty: 2, price: 128.50, tax: 13%}\n  total: 257.00\n" in (
        book / "ledgers/orders/2026-11.yaml"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("add-order",), "--customer"),
        (("add-order", "HDJM"), "--line"),
        (("add-order", "HDJT", "P-100", "1"), "--terms"),
        (("add-payment",), "CUSTOMER"),
        (("add-payment", "HDJM"), "AMOUNT"),
        (("add-delivery",), "ORDER"),
        (("add-invoice",), "CUSTOMER"),
        (("add-credit", "HDJM"), "REASON"),
        (("add-credit", "HDJM", "rebate"), "AMOUNT"),
        (("allocate",), "PAYMENT|CREDIT"),
        (("add-handin",), "REP"),
        (("add-handin", "wang-fang"), "--account"),
        (("add-bill",), "PAYMENT"),
        (("add-opening", "HDJM"), "AMOUNT"),
        (("add-target", "--sales", "5"), "--month"),
        (("add-customer",), "--name"),
        (("add-customer", "华东"), "--id"),
        (("init", "elsewhere"), "--name"),
    ],
)
def test_without_a_terminal_what_is_missing_is_named(book: Path, run: Run, words: tuple[str, ...], names: str) -> None:
    outcome = run(*words)
    assert outcome.code == 2
    assert names in outcome.err
    assert git(book, "status", "--porcelain") == ""


def test_a_combined_invoice_is_asked_whose_it_is(book: Path, enter: Run) -> None:
    enter("add-order", "HDJM", "P-100", "10")
    enter("add-delivery", "SO-2611-0001")
    with typing_to("add-invoice", "--until", "11-21", lang="zh") as terminal:
        answer(terminal, "客户或订单: ", "HDJM")
        terminal.expect_exact("IV-2611-0001 已写入")
        terminal.expect_exact("1,285.00 CNY，其中税额 147.83，订单 1 张")
    assert terminal.exitstatus == 0


def test_which_bill_and_what_became_of_it_is_asked(book: Path, enter: Run) -> None:
    enter("add-payment", "HDJM", "5000", "--bill", "1301", "--matures", "2026-12-20")
    enter("add-payment", "HDJM", "3000", "--method", "bill")
    with typing_to("add-bill", "--fee", "20") as terminal:
        terminal.expect_exact("1  PY-2611-0001  华东精密机械有限公司  5,000.00  2026-12-20  1301")
        terminal.expect_exact("2  PY-2611-0002  华东精密机械有限公司  3,000.00")
        answer(terminal, "Which bill: ", "1")
        answer(terminal, "Event (endorsed, discounted, collected, dishonoured): ", "sold")
        answer(terminal, "Event (endorsed, discounted, collected, dishonoured): ", "discounted")
        answer(terminal, "Account: ", "1")
        terminal.expect_exact("the bill of PY-2611-0001: discounted, 4,980.00 comes in")
    assert terminal.exitstatus == 0


def test_a_rebate_is_asked_for_its_amount(book: Path, enter: Run) -> None:
    enter("add-order", "HDJM", "P-100", "10")
    enter("add-delivery", "SO-2611-0001")
    with typing_to("add-credit", "--from", "11-01", lang="zh") as terminal:
        answer(terminal, "客户或订单: ", "HDJM")
        answer(terminal, "原因: ", "返利")
        answer(terminal, "金额: ", "85.5")
        terminal.expect_exact("CR-2611-0001 已写入")
    assert terminal.exitstatus == 0
    assert "    - {order: SO-2611-0001, amount: 85.50}" in (book / "ledgers/credits/2026-11.yaml").read_text("utf-8")
