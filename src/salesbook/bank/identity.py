"""Whether a bank line is in the book already: overlapping exports add nothing twice and lose no genuine twin."""

from __future__ import annotations

import datetime
import hashlib
import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salesbook.bank.names import normal_name, squeezed

Identity = tuple[str, datetime.date, int, str]
"""Account, date, amount in minor units, normalised payer."""


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
    def identity(self) -> Identity:
        """What does not change from one export to the next. Not the balance: late bookings move it."""
        return self.account, self.date, self.amount, normal_name(self.payer)


def identify(lines: Sequence[Line], known: Sequence[Line]) -> list[str]:
    """The id of each line: that of its like in the book, else a new one with the next ordinal.

    Lines of one identity are told apart by reference, else by equal memo, else by one memo beginning the other
    (exports cut them off at different lengths), else by their order.
    """
    ids: dict[int, str] = {}
    new: dict[Identity, list[int]] = defaultdict(list)
    here: dict[Identity, list[Line]] = defaultdict(list)
    for position, line in enumerate(lines):
        new[line.identity].append(position)
    for line in known:
        here[line.identity].append(line)
    taken = {line.id for line in known}
    for identity, positions in new.items():
        ids |= _recognise({position: lines[position] for position in positions}, here.get(identity, []))
        ordinals = itertools.count()
        for position in positions:
            while position not in ids:
                candidate = _new_id(identity, next(ordinals))
                if candidate not in taken:
                    ids[position] = candidate
                    taken.add(candidate)
    return [ids[position] for position in range(len(lines))]


def _recognise(lines: Mapping[int, Line], known: Sequence[Line]) -> dict[int, str]:
    """Pair lines of one identity off with those in the book, the most alike first; ids by position."""
    ids: dict[int, str] = {}
    for likeness in (_same_reference, _same_memo, _common_beginning, _nothing_against):
        pairs = [
            (likeness(line, each), position, each.id)
            for position, line in lines.items()
            for each in known
            if position not in ids and each.id is not None
        ]
        for score, position, id in sorted(pairs, key=lambda pair: -pair[0]):
            if score > 0 and position not in ids and id not in ids.values():
                ids[position] = id
    return ids


def _same_reference(one: Line, other: Line) -> int:
    return int(bool(one.reference) and one.reference == other.reference)


def _same_memo(one: Line, other: Line) -> int:
    return int(squeezed(one.memo) == squeezed(other.memo)) * _nothing_against(one, other)


def _common_beginning(one: Line, other: Line) -> int:
    """How long the shorter memo is, where the longer one begins with it."""
    short, long = sorted((squeezed(one.memo), squeezed(other.memo)), key=len)
    return len(short) * int(long.startswith(short)) * _nothing_against(one, other)


def _nothing_against(one: Line, other: Line) -> int:
    """Whether no two references say that they are two lines; those of different lengths are of different kinds."""
    first, second = one.reference or "", other.reference or ""
    return int(first == second or len(first) != len(second))


def _new_id(identity: Identity, ordinal: int) -> str:
    account, day, amount, payer = identity
    digest = hashlib.blake2b(f"{account}|{day}|{amount}|{payer}|{ordinal}".encode(), digest_size=3).hexdigest()
    return f"BL-{account}-{day:%Y%m%d}-{digest}"
