"""Whether a bank line is in the book already: overlapping exports add nothing twice and lose no genuine twin."""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from salesbook.bank.names import normal_name


@dataclass(frozen=True, slots=True)
class Line:
    """A bank line, from a statement or from the book; ``amount`` in minor units, ``id`` None where it is new."""

    account: str
    date: datetime.date
    amount: int
    payer: str | None
    payer_account: str | None
    memo: str | None
    reference: str | None
    id: str | None = None

    @property
    def identity(self) -> tuple[str, datetime.date, int, str]:
        """What does not change from one export to the next. Not the balance: late bookings move it."""
        return self.account, self.date, self.amount, normal_name(self.payer)


def identify(lines: Sequence[Line], known: Sequence[Line]) -> list[str]:
    """The id of each line: that of its like in the book, else a new one with the next ordinal.

    Lines of one identity are told apart by reference, else by equal memo, else by one memo beginning the other
    (exports cut them off at different lengths), else by their order.
    """
    ids: list[str | None] = [None] * len(lines)
    new: dict[tuple[str, datetime.date, int, str], list[int]] = defaultdict(list)
    here: dict[tuple[str, datetime.date, int, str], list[Line]] = defaultdict(list)
    for position, line in enumerate(lines):
        new[line.identity].append(position)
    for line in known:
        here[line.identity].append(line)
    taken = {line.id for line in known}
    for identity, positions in new.items():
        candidates = here.get(identity, [])
        for like in (_same_reference, _same_memo, _memo_begins, _anything):
            for position in positions:
                if ids[position] is None and (found := _first(lines[position], candidates, like)):
                    ids[position] = found.id
                    candidates.remove(found)
        ordinal = 0
        for position in positions:
            while ids[position] is None:
                candidate = _new_id(lines[position], ordinal)
                ordinal += 1
                if candidate not in taken:
                    ids[position] = candidate
                    taken.add(candidate)
    return [each for each in ids if each is not None]


def _first(line: Line, candidates: Sequence[Line], like: Callable[[Line, Line], bool]) -> Line | None:
    return next((each for each in candidates if like(line, each)), None)


def _same_reference(one: Line, other: Line) -> bool:
    return bool(one.reference) and one.reference == other.reference


def _differ_by_reference(one: Line, other: Line) -> bool:
    return bool(one.reference) and bool(other.reference) and one.reference != other.reference


def _same_memo(one: Line, other: Line) -> bool:
    return not _differ_by_reference(one, other) and (one.memo or "") == (other.memo or "")


def _memo_begins(one: Line, other: Line) -> bool:
    mine, theirs = one.memo or "", other.memo or ""
    return not _differ_by_reference(one, other) and (mine.startswith(theirs) or theirs.startswith(mine))


def _anything(one: Line, other: Line) -> bool:
    return not _differ_by_reference(one, other)


def _new_id(line: Line, ordinal: int) -> str:
    account, day, amount, payer = line.identity
    digest = hashlib.blake2b(f"{account}|{day}|{amount}|{payer}|{ordinal}".encode(), digest_size=3).hexdigest()
    return f"BL-{account}-{day:%Y%m%d}-{digest}"
