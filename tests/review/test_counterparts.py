"""Both lines of an own transfer are decided together, whichever of them is looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.bank.decision import Decision, Explanation, Verdict
from salesbook.bank.identity import Line
from salesbook.bank.receivables import OtherLine
from salesbook.bank.reconciliation import Reconciliation
from salesbook.bank.reviewing.counterparts import counterparts
from salesbook.bank.reviewing.drafts import reviewed_drafts
from salesbook.bank.reviewing.resolution import Part
from salesbook.bank.reviewing.state import ReviewState, begin, open_again, resolve, take_up, undo
from salesbook.cli.review.counterpart_pane import CounterpartPane
from salesbook.cli.review.decided_pane import DecidedPane
from salesbook.cli.review.dialogue import Dialogue
from salesbook.cli.review.frame import Size
from salesbook.cli.review.line_pane import LinePane
from salesbook.cli.review.pane import Setting
from salesbook.i18n import Language, Text
from tests.reconcile.small_books import book, line
from tests.review.books import TODAY, statement_of

DAY = date(2026, 10, 12)
OUT = line(-500, id="BL-icbc-1", payer=None, memo="划转", day=DAY)
IN = replace(OUT, id="BL-cmb-1", account="cmb", amount=500, date=DAY + timedelta(days=3))
OF_BOOK = OtherLine("BL-cmb-9", "cmb", DAY - timedelta(days=1), 500, "CNY", "转入")


def review_of(*lines: Line, of_book: tuple[OtherLine, ...] = ()) -> tuple[list[Reconciliation], ReviewState]:
    """A review of lines that are all open, by account."""
    found, views = [], {}
    for account in dict.fromkeys(each.account for each in lines):
        stated = tuple(each for each in lines if each.account == account)
        view = replace(book(), account=account)
        beside = [each for each in lines if each.account != account]
        others = (OtherLine(each.id or "", each.account, each.date, each.amount, "CNY", each.memo) for each in beside)
        views[account] = replace(view, other_lines=(*others, *(each for each in of_book if each.account != account)))
        statement = statement_of(view, stated)
        opened = tuple(replace(each, decision=Decision(Verdict.REVIEW)) for each in statement.lines)
        found.append(replace(statement, lines=opened))
    return found, begin(found, views)


def transferred(state: ReviewState, other: str | None) -> ReviewState | Text:
    amount = state.line.amount if state.line else 0
    return resolve(state, [Part(amount, Explanation(ignored="transfer", counterpart=other))])


def matches(found: list[Reconciliation], state: ReviewState) -> set[tuple[object, object, object]]:
    drafts = reviewed_drafts(found, state, {}, frozenset(), TODAY)
    made = [each.data for each in drafts if each.kind.name == "matches"]
    assert len(made) == len({str(each["line"]) for each in made})
    return {(each["line"], each.get("ignored"), each.get("counterpart")) for each in made}


def test_one_decision_matches_both_lines() -> None:
    found, state = review_of(OUT, IN)
    assert [each.id for each in counterparts(state)] == [IN.id]
    after = transferred(state, IN.id)
    assert isinstance(after, ReviewState)
    assert (after.undecided, after.current) == ((), None)
    assert matches(found, after) == {(OUT.id, "transfer", IN.id), (IN.id, "transfer", OUT.id)}
    assert undo(after) == state
    for side in (OUT.id, IN.id):
        assert set(open_again(after, side or "").undecided) == {OUT.id, IN.id}
    again = take_up(state, after.resolutions)
    assert again.resolutions == after.resolutions


def test_an_open_line_of_the_book_gets_its_match_too() -> None:
    found, state = review_of(OUT, of_book=(OF_BOOK,))
    after = transferred(state, OF_BOOK.id)
    assert isinstance(after, ReviewState)
    assert matches(found, after) == {(OUT.id, "transfer", OF_BOOK.id), (OF_BOOK.id, "transfer", OUT.id)}


@given(st.integers(-40, 40), st.sampled_from([500, -500, 499]), st.sampled_from(["CNY", "USD"]), st.booleans())
def test_only_open_lines_of_the_opposite_amount_about_the_day_are_offered(
    days: int, amount: int, currency: str, taken: bool
) -> None:
    other = replace(OF_BOOK, date=DAY + timedelta(days=days), amount=amount, currency=currency)
    other = replace(other, customer="HD") if taken else other
    _, state = review_of(OUT, of_book=(other,))
    fits = abs(days) <= 14 and (amount, currency, taken) == (500, "CNY", False)
    assert bool(counterparts(state)) == fits


def test_a_line_is_the_other_side_of_one_line_only() -> None:
    second = replace(OUT, id="BL-icbc-2")
    _, state = review_of(OUT, second, IN)
    after = transferred(state, IN.id)
    assert isinstance(after, ReviewState)
    assert (after.current, counterparts(after)) == (second.id, ())
    assert isinstance(transferred(after, IN.id), Text)


@pytest.mark.parametrize("language", Language)
def test_the_line_is_picked_from_a_list(language: Language) -> None:
    far = replace(IN, id="BL-cmb-2", date=DAY + timedelta(days=9), memo="other", payer="somebody")
    found, state = review_of(OUT, IN, far)
    setting = Setting(tuple(found), {"cmb": "招商银行"}, language, TODAY)
    dialogue = Dialogue(setting, state, LinePane())
    for key in "i3":
        dialogue = dialogue.press(key)
    assert isinstance(dialogue.pane, CounterpartPane)
    rows, _ = dialogue.screen(Size(80, 24))
    screen = "\n".join("".join(span.text for span in row) for row in rows)
    assert screen.index(str(IN.date)) < screen.index(str(far.date)) < screen.index("somebody · other")
    assert dialogue.press("0").state.resolutions[OUT.id or ""].explanations[0].counterpart is None
    chosen = dialogue.press("down").press("enter").state
    assert {id: made.explanations[0].counterpart for id, made in chosen.resolutions.items()} == {
        OUT.id: far.id,
        far.id: OUT.id,
    }


def test_lists_say_whose_money_is_no_customers_and_which_line_is_the_other_side() -> None:
    found, state = review_of(replace(OUT, payer="工商银行"), IN)
    after = transferred(state, IN.id)
    assert isinstance(after, ReviewState)
    setting = Setting(tuple(found), {"cmb": "招商银行"}, Language.EN, TODAY)
    rows, _ = Dialogue(setting, after, DecidedPane()).screen(Size(80, 24))
    screen = "\n".join("".join(span.text for span in row) for row in rows)
    assert "not a receipt: own transfer; 工商银行" in screen
    assert "the other line of it, 2026-10-15 on 招商银行" in " ".join(screen.split())
