"""Whatever keys are pressed, in whatever order: every screen fits, and nothing is given out twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.bank.reconciliation import Reconciliation
from salesbook.bank.reviewing.state import ReviewState
from salesbook.cli.review.dialogue import Dialogue
from salesbook.cli.review.frame import Row, Size, width_of
from salesbook.cli.review.line_pane import LinePane
from salesbook.cli.review.pane import End, Setting
from salesbook.i18n import Language
from tests.review.books import TODAY, over_allocated, reviews, wholly_explained

NAMED = ["enter", "enter", "esc", "up", "down", "left", "right", "space", "space", "backspace", "pagedown", "end"]
KEYS = st.lists(st.sampled_from([*NAMED, *"123456789csainubvqplodexyr0/?", "ctrl-u", "华", "5", "."]), max_size=40)
SIZES = st.builds(Size, st.sampled_from([40, 80, 120]), st.sampled_from([10, 24, 40]))
Review = tuple[Reconciliation, ReviewState]


def dialogue_of(review: Review, language: Language = Language.ZH) -> Dialogue:
    found, state = review
    return Dialogue(Setting((found,), {"icbc": "工商银行基本户"}, language, TODAY), state)


def shown(rows: list[Row]) -> str:
    return "\n".join("".join(span.text for span in row) for row in rows)


@settings(max_examples=120, deadline=None)
@given(reviews(), KEYS, SIZES, st.sampled_from(Language))
def test_every_screen_fits_and_nothing_is_given_out_twice(
    review: Review, keys: list[str], size: Size, language: Language
) -> None:
    dialogue = dialogue_of(review, language)
    for key in keys:
        if dialogue.end is not None:
            break
        dialogue = dialogue.press(key)
        rows, (column, row) = dialogue.screen(size)
        assert len(rows) == size.rows
        assert all(width_of(each) <= size.columns for each in rows)
        assert 0 <= column < size.columns
        assert 0 <= row < size.rows
        assert not over_allocated(dialogue.state)
        assert wholly_explained(dialogue.state)


@settings(max_examples=60, deadline=None)
@given(reviews(), KEYS)
def test_from_anywhere_two_ctrl_c_end_it_and_keep_what_was_decided(review: Review, keys: list[str]) -> None:
    dialogue = dialogue_of(review)
    for key in keys:
        dialogue = dialogue.press(key) if dialogue.end is None else dialogue
    if dialogue.end is None:
        once = dialogue.press("ctrl-c")
        twice = once if once.end else once.press("ctrl-c")
        assert twice.end is End.LATER
        assert twice.state.resolutions == dialogue.state.resolutions


@settings(max_examples=60, deadline=None)
@given(reviews(), st.sampled_from(Language))
def test_every_line_can_be_ignored_one_after_the_other(review: Review, language: Language) -> None:
    dialogue = dialogue_of(review, language).press("enter")
    for _ in review[1].queue:
        assert isinstance(dialogue.pane, LinePane)
        dialogue = dialogue.press("i").press("1")
    assert not dialogue.state.undecided
    assert dialogue.press("enter").end is End.ENTER
