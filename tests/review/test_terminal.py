"""The review as a person meets it: a real terminal, real keys, a real book."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.review.conftest import Reviewing, Terminal, git

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is of POSIX")
DOWN, ESCAPE, CTRL_C = "\x1b[B", "\x1b", "\x03"
Run = Callable[..., str]


def ledger(book: Path, kind: str) -> str:
    return "".join(file.read_text("utf-8") for file in sorted((book / "ledgers" / kind).glob("*.yaml")))


def begin_with(terminal: Terminal) -> None:
    """Past the summary, to the first line."""
    terminal.see("Certain", "To review", "Enter")
    terminal.press("\r")
    terminal.see("Line 1 of 4", "3,380.00 CNY")


def test_what_is_certain_is_looked_at_and_posted_by_one_key(book: Path, reviewing: Reviewing, run: Run) -> None:
    with reviewing() as terminal:
        terminal.see("Certain", "4,321.00", "look at it first")
        terminal.press("l")
        terminal.see("Certain lines: 1", "SO-2609-0005")
        terminal.press("p")
        terminal.see("will be entered when you leave: 1", "leave")
        terminal.press("q")
        terminal.see("Certain lines that are entered: 1", "for the next time: 4")
        terminal.press("\r")
        terminal.see("written: ", "commit ")
    assert "order: SO-2609-0005, amount: 4321.00" in ledger(book, "payments")
    assert ledger(book, "bank").count("- {id: BL-icbc-") == 5
    assert git(book, "log", "-1", "--format=%s") == "reconcile: icbc.csv: 1 certain, 0 reviewed, 4 left\n"
    assert git(book, "status", "--porcelain") == ""
    assert "no problems" in run("check")


def test_items_are_chosen_by_search_and_the_difference_becomes_a_credit(
    book: Path, reviewing: Reviewing, run: Run
) -> None:
    with reviewing() as terminal:
        begin_with(terminal)
        terminal.press("c")
        terminal.see("Whose money is it?")
        terminal.press(*"huadong")
        terminal.see("HDJM")
        terminal.press("\r")
        terminal.see("SO-2609-0001", "1,000.00", "late", "SO-2609-0002")
        terminal.press(" ", DOWN, " ")
        terminal.see("3,500.00 of 3,380.00")
        terminal.press("\r")
        terminal.see("120.00 CNY is missing", "1  part payment", "2  bank fee", "more than the usual 50.00")
        terminal.press("4")
        terminal.see("Line 2 of 4")
        terminal.press("q")
        terminal.see("NOT entered yet", "that you decided, and that are entered: 1")
        terminal.press("\r")
        terminal.see("written: ")
    payments, credits = ledger(book, "payments"), ledger(book, "credits")
    assert "amount: 3380.00" in payments
    assert "{order: SO-2609-0002, amount: 2380.00}" in payments
    assert "reason: discount" in credits
    assert "{order: SO-2609-0002, amount: 120.00}" in credits
    assert "SO-2609-0005" not in payments
    assert "no problems" in run("check")


def test_a_line_is_split_between_two_customers_and_is_one_match(book: Path, reviewing: Reviewing, run: Run) -> None:
    with reviewing() as terminal:
        begin_with(terminal)
        terminal.press(" ", " ")
        terminal.see("Line 3 of 4", "1,500.00 CNY")
        terminal.press("s")
        terminal.see("Amount of the first part")
        terminal.press(*"1500\r")
        terminal.see("an amount below 1,500.00 CNY")
        terminal.press("\x15", *"700\r")
        terminal.see("Whose money is it?", "700.00 CNY")
        terminal.press(*"RCQX\r")
        terminal.see("SO-2609-0003")
        terminal.press("o", "\r")
        terminal.see("Now the rest of the line.")
        terminal.press(*"HDJM\r")
        terminal.see("of 800.00")
        terminal.press(" ", "\r")
        terminal.see("200.00 CNY is missing")
        terminal.press("1")
        terminal.see("Line 4 of 4")
        terminal.press("q", "\r")
        terminal.see("written: ")
    payments = ledger(book, "payments")
    assert "{order: SO-2609-0003, amount: 700.00}" in payments
    assert "{order: SO-2609-0001, amount: 800.00}" in payments
    assert "payments: [PY-2610-0001, PY-2610-0002]" in ledger(book, "matches")
    assert "no problems" in run("check")


def test_a_payer_is_remembered_only_where_the_person_says_so(book: Path, reviewing: Reviewing, run: Run) -> None:
    with reviewing() as terminal:
        begin_with(terminal)
        terminal.press(" ")
        terminal.see("Line 2 of 4", "张三")
        terminal.press("a")
        terminal.see("Whose advance is it?")
        terminal.press(*"瑞昌", "\r")
        terminal.see("Remember the payer?", "6222021001112223334")
        terminal.press("y")
        terminal.see("Line 3 of 4")
        terminal.press("a", *"瑞昌", "\r")
        terminal.see("李四")
        terminal.press("\r")
        terminal.see("Line 4 of 4")
        terminal.press("q")
        terminal.see("Payers that are remembered: 1")
        terminal.press("\r")
        terminal.see("written: ")
    customers = (book / "ledgers/customers.yaml").read_text("utf-8")
    assert "张三" in customers
    assert "6222021001112223334" in customers
    assert "李四" not in customers
    assert ledger(book, "payments").count("customer: RCQX") == 2
    assert "no problems" in run("check")


def test_ignoring_undoing_and_coming_back(book: Path, reviewing: Reviewing, run: Run) -> None:
    with reviewing() as terminal:
        begin_with(terminal)
        terminal.press("i")
        terminal.see("Why is it no customer's money?", "1  interest")
        terminal.press("1")
        terminal.see("Line 2 of 4")
        terminal.press("u")
        terminal.see("Line 1 of 4")
        terminal.press("b")
        terminal.see("Line 4 of 4", "12.34 CNY")
        terminal.press("i", *"small change\r")
        terminal.see("no customer's money: 1", "for the next time: 3")
        terminal.press("\r")
        terminal.see("written: ")
    assert "ignored: small change" in ledger(book, "matches")
    assert "ignored: interest" not in ledger(book, "matches")
    with reviewing() as terminal:
        terminal.see("Matched before: 1")
        terminal.press("\r")
        terminal.see("Line 1 of 3")
        terminal.press("q", "\r")
        terminal.see("Nothing was written.")
    assert "no problems" in run("check")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_a_closed_terminal_loses_no_decision(book: Path, reviewing: Reviewing, number: signal.Signals) -> None:
    before = git(book, "rev-parse", "HEAD")
    with reviewing(ends=False) as terminal:
        begin_with(terminal)
        terminal.press("i", "1")
        terminal.see("Line 2 of 4")
        terminal.press("i", "2")
        terminal.see("Line 3 of 4")
        terminal.process.kill(number)
        terminal.wait()
    assert git(book, "rev-parse", "HEAD") == before
    assert git(book, "status", "--porcelain") == ""
    with reviewing() as terminal:
        terminal.see("An unfinished review goes on; decided already: 2.")
        terminal.press("\r")
        terminal.see("Line 3 of 4")
        terminal.press("q", "\r")
        terminal.see("written: ")
    matches = ledger(book, "matches")
    assert "ignored: interest" in matches
    assert "ignored: transfer" in matches
    assert not (book / ".salesbook/review.json").exists()


def test_ctrl_c_asks_and_a_second_one_keeps_decisions_for_the_next_time(book: Path, reviewing: Reviewing) -> None:
    with reviewing() as terminal:
        begin_with(terminal)
        terminal.press("i", "1")
        terminal.see("Line 2 of 4")
        terminal.press(CTRL_C)
        terminal.see("Leaving the review")
        terminal.press(CTRL_C)
        terminal.see("Nothing was written yet; what you decided is kept")
    assert git(book, "status", "--porcelain") == ""
    with reviewing() as terminal:
        terminal.see("An unfinished review goes on")
        terminal.press("q", "d", "y")
        terminal.see("Nothing was written.")
    assert not (book / ".salesbook/review.json").exists()


def test_chinese(book: Path, reviewing: Reviewing) -> None:
    with reviewing(lang="zh") as terminal:
        terminal.see("银行对账", "确定", "待核对", "逐笔核对")
        terminal.press("\r")
        terminal.see("第 1 笔，共 4 笔", "华东精密", "选择款项", "非货款")
        terminal.press("?")
        terminal.see("帮助", "拆分")
        terminal.press(ESCAPE)
        terminal.see("第 1 笔")
        terminal.press("i", "1")
        terminal.see("第 2 笔")
        terminal.press("q")
        terminal.see("退出核对", "非货款：1 笔")
        terminal.press("\r")
        terminal.see("已写入：", "提交 ")


def test_a_terminal_that_can_only_print_is_asked_line_by_line(book: Path, reviewing: Reviewing, run: Run) -> None:
    with reviewing(term="dumb") as terminal:
        terminal.see("Certain", "Key: ")
        terminal.type("")
        terminal.see("Line 1 of 4", "Key: ")
        terminal.type("c")
        terminal.see("Name, id, alias or pinyin: ")
        terminal.type("HDJM")
        terminal.see("SO-2609-0002", "Key: ")
        terminal.type("o")
        terminal.see("3,380.00 of 3,380.00", "Key: ")
        terminal.type("")
        terminal.see("Line 2 of 4", "Key: ")
        terminal.type("i")
        terminal.see("your own words: ")
        terminal.type("1")
        terminal.see("Line 3 of 4", "Key: ")
        terminal.type("q")
        terminal.see("Key: ")
        terminal.type("")
        terminal.see("written: ")
    assert "{order: SO-2609-0002, amount: 2380.00}" in ledger(book, "payments")
    assert "no problems" in run("check")


def test_a_decision_is_opened_again_without_undoing_those_after_it(book: Path, reviewing: Reviewing) -> None:
    with reviewing() as terminal:
        begin_with(terminal)
        terminal.press("i", "1")
        terminal.see("Line 2 of 4")
        terminal.press("i", "2")
        terminal.see("Line 3 of 4")
        terminal.press("v")
        terminal.see("Decided lines: 2", "interest")
        terminal.press("\r")
        terminal.see("Line 1 of 4", "It is open again.", "1 decided")
        terminal.press("i", *"gift\r")
        terminal.see("Line 3 of 4", "2 decided")
        terminal.press("q", "\r")
        terminal.see("written: ")
    matches = ledger(book, "matches")
    assert ("ignored: gift" in matches, "ignored: transfer" in matches, "ignored: interest" in matches) == (
        True,
        True,
        False,
    )


def test_what_the_book_refuses_in_the_end_is_reviewed_again(book: Path, reviewing: Reviewing, run: Run) -> None:
    customers = book / "ledgers/customers.yaml"
    with reviewing() as terminal:
        begin_with(terminal)
        terminal.press("i", "1")
        terminal.see("Line 2 of 4")
        terminal.press(" ")
        terminal.see("Line 3 of 4")
        terminal.press("a", *"YCDZ", "\r")
        terminal.see("Remember the payer?")
        terminal.press("n")
        terminal.see("Line 4 of 4")
        text = customers.read_text("utf-8")
        customers.write_text(text.replace("- id: YCDZ\n  name: 远程电子有限公司\n", ""), "utf-8")
        terminal.press("q")
        terminal.see("and that are entered: 1")
        terminal.press("\r")
        terminal.see("The book did not take this", "YCDZ", "Line 3 of 4", "1 decided")
        terminal.press("i", "2")
        terminal.see("Line 4 of 4")
        terminal.press("q", "\r")
        terminal.see("written: ")
    assert ledger(book, "payments") == ""
    assert "ignored: transfer" in ledger(book, "matches")
    assert "no problems" in run("check")


def test_what_is_recorded_meanwhile_is_not_entered_again(book: Path, reviewing: Reviewing, run: Run) -> None:
    with reviewing(ends=False) as terminal:
        terminal.see("Certain", "leave")
        terminal.press("p")
        terminal.see("Line 1 of 4")
        terminal.press("i", "1")
        terminal.see("Line 2 of 4")
        run("add-payment", "NFDZ", "4321", "--account", "icbc", "--date", "2026-10-08", "--order", "SO-2609-0005=4321")
        before = ledger(book, "payments")
        terminal.press("q", "\r")
        terminal.see("E0506", "run it again")
        assert terminal.wait() == 4
    assert (ledger(book, "payments"), ledger(book, "matches")) == (before, "")
    with reviewing() as terminal:
        terminal.see("An unfinished review goes on", "Certain")
        terminal.press("p", "q", "\r")
        terminal.see("written: ")
    assert ledger(book, "payments") == before
    assert "ignored: interest" in ledger(book, "matches")


def test_two_reviews_at_once_are_refused(book: Path, reviewing: Reviewing) -> None:
    with reviewing() as terminal:
        begin_with(terminal)
        with reviewing(ends=False) as other:
            other.see("another review of this book is under way")
            assert other.wait() == 4
        terminal.press("q", "\r")
        terminal.see("Nothing was written.")


def test_colour_is_left_out_where_it_is_not_wanted(
    book: Path, reviewing: Reviewing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with reviewing() as terminal:
        terminal.see("Certain", "leave")
        terminal.press("q", "\r")
        terminal.see("Nothing was written.")
        assert "\x1b[3" not in terminal.text
        assert "\x1b[9" not in terminal.text


def test_without_a_terminal_nothing_is_asked(run: Run) -> None:
    assert "to review" in run("reconcile", "icbc.csv", "--account", "icbc")
