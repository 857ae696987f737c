"""Which documents a memo cites by their numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from salesbook.bank.names import cites, squeezed


@dataclass(frozen=True, slots=True)
class Citation:
    """A number that a memo cites. ``orders`` are those it stands for, each with the amount that the document states
    for it (an invoice's), in minor units, or None.
    """

    number: str
    orders: Mapping[str, int | None]

    @property
    def weak(self) -> bool:
        """Whether it could be any number, such as an amount or a day: few digits and nothing else."""
        return self.number.isdigit() and len(self.number) <= _FEW_DIGITS


_FEW_DIGITS = 8


class Citations:
    """The numbers of all documents, to look up which of them a memo cites."""

    def __init__(self, numbers: Mapping[str, Mapping[str, int | None]]) -> None:
        self._numbers = numbers
        self._by_letters: dict[str, list[str]] = defaultdict(list)
        for number in numbers:
            self._by_letters[squeezed(number)].append(number)
        self._lengths = sorted({len(letters) for letters in self._by_letters} - {0})

    def found_in(self, memo: str) -> tuple[Citation, ...]:
        """The citations of a memo, by number."""
        found = {number for number in self._candidates(squeezed(memo)) if cites(memo, number)}
        return tuple(Citation(number, self._numbers[number]) for number in sorted(found))

    def _candidates(self, letters: str) -> Iterable[str]:
        for length in self._lengths:
            for start in range(len(letters) - length + 1):
                yield from self._by_letters.get(letters[start : start + length], ())
