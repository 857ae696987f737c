"""What panes share: a pane shows a state of the review, and makes another of it when a key is pressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol

from salesbook.bank.receivables import Receivables
from salesbook.bank.reconciliation import Reconciliation
from salesbook.bank.reviewing.state import ReviewState
from salesbook.cli.review.frame import Drawing, Size
from salesbook.i18n import Language, Text
from salesbook.model.money import grouped


@dataclass(frozen=True, slots=True)
class Setting:
    """What does not change during a review: its statements, names of accounts, the reader's language, the day."""

    found: tuple[Reconciliation, ...]
    accounts: Mapping[str, str]
    language: Language
    today: date

    def words(self, text: Text) -> str:
        """A text as the reader reads it."""
        return text.to(self.language)

    def account(self, id: str) -> str:
        """An account as people call it."""
        name = self.accounts.get(id)
        return f"{name} ({id})" if name else id


class End(Enum):
    """How a review ends: what was decided is entered, thrown away, or kept for the next time."""

    ENTER = "enter"
    DISCARD = "discard"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Turn:
    """What comes of a key: the next state and pane, something to tell, or the end."""

    state: ReviewState
    pane: Pane
    notice: Text | None = None
    end: End | None = None


class Pane(Protocol):
    """One screen of the review."""

    @property
    def typing(self) -> bool:
        """Whether characters are text that is typed, and no commands."""
        ...

    def press(self, key: str, state: ReviewState, setting: Setting) -> Turn:
        """What comes of a key: a character, or a name as ``enter``, ``esc``, ``up``, ``space``, ``backspace``."""
        ...

    def draw(self, state: ReviewState, setting: Setting, size: Size) -> Drawing:
        """What is shown."""
        ...


def view_of_line(state: ReviewState) -> Receivables:
    """What is left for the line looked at. Raises ``ValueError`` where there is none."""
    if state.line is None:
        raise ValueError("no line is looked at")
    return state.left[state.line.account]


def amount_of(minor: int, currency: str) -> str:
    """``1,234.50 CNY``."""
    return f"{grouped(minor, currency)} {currency}"


def moved(cursor: int, key: str, count: int, page: int = 10) -> int | None:
    """Where a key moves the cursor in a list; None where it is no such key."""
    steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -count, "end": count}
    if key not in steps:
        return None
    return max(0, min(cursor + steps[key], count - 1))


def typed_with(typed: str, key: str) -> str | None:
    """What is typed after a key; None where the key types nothing."""
    if key == "backspace":
        return typed[:-1]
    if key == "ctrl-u":
        return ""
    if key == "space":
        return typed + " "
    return typed + key if len(key) == 1 and key.isprintable() else None
