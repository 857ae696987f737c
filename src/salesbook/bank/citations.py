"""Which documents a memo cites by their numbers."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from salesbook.bank.names import all_squeezed, citation_end, squeezed


class Strength(Enum):
    """How a number is cited: in full, by its last digits, or with one slip of the pen."""

    FULL = "full"
    TAIL = "tail"
    SLIP = "slip"


@dataclass(frozen=True, slots=True)
class Citation:
    """A number that a memo cites. ``orders`` are those it stands for, each with the amount that the document states
    for it (an invoice's), in minor units, or None. ``bare``: without the letters that it begins with.
    """

    number: str
    orders: Mapping[str, int | None]
    strength: Strength = Strength.FULL
    bare: bool = False

    @property
    def written(self) -> str:
        """The number as the memo has it."""
        return squeezed(self.number).lstrip(_LETTERS) if self.bare else self.number

    @property
    def weak(self) -> bool:
        """Whether it could be any number, such as an amount or a day: few digits and nothing else."""
        return self.written.isdigit() and len(self.written) <= _FEW_DIGITS


_FEW_DIGITS = 8
_TAIL_DIGITS = range(4, 11)
_MOST_IN_RANGE = 40
_CONTINUED = re.compile(r"\s*([/、,&+~至到]|和|及)\s*(\d+)(?![\dA-Z]|[\-_.]\d)")
_TOKEN = re.compile(r"[A-Z]{0,6}[\-_#]?\d[\dA-Z]*(?:[\-_./]\d[\dA-Z]*)*")
_DIGIT_TOKEN = re.compile(r"(?<![\d.,])\d+(?:[\-_/]\d+)*(?![\d]|[.,]\d)")
_BARE = re.compile(r"(?<![A-Z\d.,])(?<![A-Z\d][\-_./])\d+(?:[\-_.]\d+)*(?![A-Z\d]|[.,\-_/]\d)")
_FEWEST_BARE = 7
"""Digits that a number must have to be known without its letters."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LOOK_ALIKE = str.maketrans("OQILZSB", "0011258")
"""Letters that are taken for digits in handwriting and on screens."""


class Citations:
    """The numbers of all documents, to look up which of them a memo cites."""

    def __init__(self, numbers: Mapping[str, Mapping[str, int | None]]) -> None:
        self._numbers = numbers
        squeezed_numbers = all_squeezed(list(numbers))
        self._by_letters = dict(zip(squeezed_numbers, numbers, strict=True))
        self._others: dict[str, list[str]] = defaultdict(list)
        """Numbers that differ from one in ``_by_letters`` by signs or case alone."""
        if len(self._by_letters) < len(numbers):
            for letters, number in zip(squeezed_numbers, numbers, strict=True):
                if self._by_letters[letters] != number:
                    self._others[letters].append(number)
        self._lengths = sorted(set(map(len, self._by_letters)) - {0})
        self._bare = self._without_letters()

    def _without_letters(self) -> dict[str, str]:
        """The numbers by their digits alone, where no other number has these."""
        found: dict[str, str | None] = {}
        for letters, number in self._by_letters.items():
            digits = letters.lstrip(_LETTERS)
            if digits != letters and len(digits) >= _FEWEST_BARE and digits.isdigit():
                found[digits] = None if digits in found or letters in self._others else number
        return {digits: number for digits, number in found.items() if number and digits not in self._by_letters}

    def found_in(self, memo: str) -> tuple[Citation, ...]:
        """The numbers that a memo cites in full, and those that lists and ranges continue: ``SO-2610-0012/0013``."""
        text = unicodedata.normalize("NFKC", memo).upper()
        if not any(character.isdigit() for character in text):
            return ()
        found: set[str] = set()
        for number in self._candidates(squeezed(text)):
            end = citation_end(text, number)
            if end is not None:
                continued = self._continued(number, text[end:])
                if continued is None:
                    continue
                found |= {number, *continued}
        bare = {self._bare[digits] for digits in map(squeezed, _BARE.findall(text)) if digits in self._bare} - found
        return (
            *(Citation(number, self._numbers[number]) for number in sorted(found)),
            *(Citation(number, self._numbers[number], bare=True) for number in sorted(bare)),
        )

    def _candidates(self, letters: str) -> Iterable[str]:
        for length in self._lengths:
            for start in range(len(letters) - length + 1):
                if letters[start : start + length] in self._by_letters:
                    yield from self._numbered(letters[start : start + length])

    def _numbered(self, letters: str) -> Iterator[str]:
        """The numbers with these letters and digits."""
        if letters in self._by_letters:
            yield self._by_letters[letters]
            yield from self._others.get(letters, ())

    def _continued(self, number: str, rest: str) -> set[str] | None:
        """The numbers that follow one by their last digits only; None where such digits make it another number."""
        letters = squeezed(number)
        found: set[str] = set()
        last = letters
        while match := _CONTINUED.match(rest):
            sign, digits = match[1], match[2]
            following = self._between(last, digits) if sign in "~至到" else self._with_tail(last, digits)
            if not following:
                return None if sign == "/" and len(digits) < _TAIL_DIGITS.start else found
            found |= following
            last = squeezed(max(following))
            rest = rest[match.end() :]
        return found

    def _with_tail(self, letters: str, digits: str) -> set[str]:
        """The numbers like ``letters`` that end in ``digits``."""
        if len(digits) > len(letters) or not letters[-len(digits) :].isdigit():
            return set()
        return set(self._numbered(letters[: -len(digits)] + digits))

    def _between(self, letters: str, digits: str) -> set[str]:
        head, tail = letters[: -len(digits)], letters[-len(digits) :]
        if not tail.isdigit() or not 0 < int(digits) - int(tail) <= _MOST_IN_RANGE:
            return set()
        numbered = (f"{head}{each:0{len(digits)}}" for each in range(int(tail) + 1, int(digits) + 1))
        return {number for each in numbered for number in self._numbered(each)}


class CitationsOfCustomer:
    """The open documents of one customer: of these a memo may cite a number by its last digits, or with a slip."""

    def __init__(self, numbers: Mapping[str, Mapping[str, int | None]]) -> None:
        self._numbers = numbers
        self._letters = {number: squeezed(number) for number in numbers}

    def found_in(self, memo: str, amount: int, day: date, full: Collection[Citation]) -> Iterator[Citation]:
        """What a memo may cite beside the numbers in ``full``: digits that are no day, year or amount."""
        for token in loose_numbers(memo, full):
            numbers = self._without_letters(token) or self._short(token)
            strength = Strength.FULL
            if not numbers:
                numbers, strength = self._tails(token, amount, day), Strength.TAIL
            if not numbers:
                numbers, strength = self._slips(token), Strength.SLIP
            orders = {order: stated for number in numbers for order, stated in self._numbers[number].items()}
            if orders:
                yield Citation(" / ".join(sorted(numbers)), orders, strength)

    def _without_letters(self, token: str) -> list[str]:
        """The numbers that are this but for the letters they begin with: ``26100012`` for ``SO-26100012``."""
        if not token.isdigit() or len(token) <= _FEW_DIGITS:
            return []
        return [number for number, letters in self._letters.items() if letters.lstrip(_LETTERS) == token != letters]

    def _short(self, token: str) -> list[str]:
        """The numbers that are just this: too short to be looked for anywhere, but not among one customer's."""
        if token.isdigit():
            return []
        return [number for number, letters in self._letters.items() if letters == token]

    def _tails(self, token: str, amount: int, day: date) -> list[str]:
        if not token.isdigit() or is_day_or_amount(token, amount, day):
            return []
        if len(token) not in _TAIL_DIGITS:
            return []
        return [number for number, letters in self._letters.items() if letters.endswith(token) and letters != token]

    def _slips(self, token: str) -> list[str]:
        if len(token) < 6:
            return []
        return [
            number
            for number, letters in self._letters.items()
            if one_slip(letters, token)
            or one_more(letters, token)
            or one_more(token, letters)
            or (len(letters) == len(token) and letters.translate(_LOOK_ALIKE) == token.translate(_LOOK_ALIKE))
        ]


def loose_numbers(memo: str, full: Collection[Citation]) -> list[str]:
    """What may be a number in a memo beside those that it cites in full, letters and digits only."""
    text = unicodedata.normalize("NFKC", memo).upper()
    if not any(character.isdigit() for character in text):
        return []
    known = {squeezed(each.written) for each in full}
    tokens = dict.fromkeys(token for token in _tokens(text) if len(token) >= _TAIL_DIGITS.start)
    return [token for token in tokens if not any(token in number or number in token for number in known)]


def _tokens(text: str) -> Iterator[str]:
    """What may be a number in a memo, letters and digits only."""
    for found in _TOKEN.findall(text):
        yield squeezed(found)
    for found in _DIGIT_TOKEN.findall(text):
        yield squeezed(found)


def is_day_or_amount(token: str, amount: int, day: date) -> bool:
    """Whether digits are rather a date, a year and month, a year, or the line's own amount."""
    if token.lstrip("0") in {str(amount), str(amount // 100)}:
        return True
    if len(token) == 4 and token in {str(day.year), str(day.year - 1), f"{day:%m%d}"}:
        return True
    years = {str(day.year - 1), str(day.year), f"{day.year - 1:04}"[2:], f"{day.year:04}"[2:]}
    rest = next((token[len(year) :] for year in sorted(years, key=len, reverse=True) if token.startswith(year)), None)
    if rest is None or len(token) not in {4, 6, 8} or not rest:
        return False
    month, in_month = rest[:2], rest[2:] or "01"
    return "01" <= month <= "12" and "01" <= in_month <= "31" and len(in_month) == 2


def one_more(longer: str, shorter: str) -> bool:
    """Whether a number is another with one character more, somewhere."""
    if len(longer) != len(shorter) + 1:
        return False
    place = next((place for place, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    return longer[place + 1 :] == shorter[place:]


def one_slip(one: str, other: str) -> bool:
    """Whether two numbers differ in one character, or in two neighbours that changed places."""
    if len(one) != len(other):
        return False
    differing = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) == 1:
        return True
    if len(differing) != 2:
        return False
    first, second = differing
    return second == first + 1 and one[first] + one[second] == other[second] + other[first]
