"""Customers by a few typed letters: id, name, alias, payer, or pinyin, whole or initials."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from salesbook.bank.receivables import KnownCustomer


def find_customers(customers: Iterable[KnownCustomer], words: str) -> list[KnownCustomer]:
    """Those that ``words`` fit, best first: the id or a name itself, its beginning, a part of it, its pinyin."""
    wanted = _folded(words)
    if not wanted:
        return []
    ranked = [(rank, each.name, each) for each in customers if (rank := _rank(each, wanted)) is not None]
    return [each for _, _, each in sorted(ranked, key=lambda found: (found[0], found[1], found[2].id))]


def _rank(customer: KnownCustomer, wanted: str) -> int | None:
    """How well a customer fits, 0 best; None where it does not."""
    known = [_folded(name) for name in (customer.id, customer.name, *customer.names)]
    if wanted in known:
        return 0
    if any(name.startswith(wanted) for name in known):
        return 1
    if any(wanted in name for name in known):
        return 2
    if wanted.isascii() and wanted.isalpha() and any(sounds_like(name, wanted) for name in customer.names):
        return 3
    return None


def sounds_like(name: str, letters: str) -> bool:
    """Whether some characters of ``name`` in a row read as ``letters``, each by its pinyin or the beginning of it."""
    return any(_reads(name, start, letters) for start in range(len(name)))


def _reads(name: str, start: int, letters: str) -> bool:
    if not letters:
        return True
    if start >= len(name):
        return False
    for reading in _readings(name[start]):
        longest = next((at for at, pair in enumerate(zip(reading, letters, strict=False)) if pair[0] != pair[1]), None)
        common = min(len(reading), len(letters)) if longest is None else longest
        if any(_reads(name, start + 1, letters[used:]) for used in range(common, 0, -1)):
            return True
    return False


@lru_cache(maxsize=8192)
def _readings(character: str) -> tuple[str, ...]:
    """The pinyin of a character, each of its readings without tone; a letter reads as itself."""
    if character.isascii():
        return (character.casefold(),)
    from pypinyin import Style, pinyin

    return tuple(dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True)[0]))


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).strip().casefold()
