"""Why lines are no customer's money, in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import salesbook.bank
from salesbook.cli.review.reason_pane import FOR_MONEY_IN, FOR_MONEY_OUT
from salesbook.i18n.text import verbatim
from salesbook.reports.words import IGNORED, ignored_label

_SAID = re.compile(r"""(?:_ignored\(|ignored=)\s*"([^"]+)\"""")


def said_by_the_matcher() -> set[str]:
    """The words with which the matcher ignores lines, as they stand in it."""
    (folder,) = salesbook.bank.__path__
    return {word for file in Path(folder).rglob("*.py") for word in _SAID.findall(file.read_text("utf-8"))}


@pytest.mark.parametrize("word", sorted(said_by_the_matcher() | {*FOR_MONEY_IN, *FOR_MONEY_OUT}))
def test_each_reason_is_told_in_both_languages(word: str) -> None:
    label = ignored_label(word)
    assert label.en
    assert label.zh
    assert not label.zh.isascii()


def test_the_matcher_has_reasons() -> None:
    assert {"transfer", "fee", "deposit", "subsidy", "reversal"} <= said_by_the_matcher()


@given(st.text(min_size=1).filter(lambda words: words not in IGNORED))
def test_own_words_are_shown_as_they_are(words: str) -> None:
    assert ignored_label(words) == verbatim(words)
