"""Customers by a few typed letters: id, name, alias, payer, or pinyin, whole or initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, product

from salesbook.bank.receivables import KnownCustomer

_READINGS = 8
"""Ways in which a name is read at most, where its characters have several readings."""


def find_customers(customers: Iterable[KnownCustomer], words: str) -> list[KnownCustomer]:
    """Those that ``words`` fit, best first: the id or a name itself, its beginning, a part of it, its pinyin."""
    wanted = _folded(words)
    if not wanted:
        return []
    sound = _sound(wanted)
    ranked = [(rank, each.name, each) for each in customers if (rank := _rank(each, wanted, sound)) is not None]
    return [each for _, _, each in sorted(ranked, key=lambda found: (found[0], found[1], found[2].id))]


def _rank(customer: KnownCustomer, wanted: str, sound: re.Pattern[str] | None) -> int | None:
    """How well a customer fits, 0 best; None where it does not."""
    known = [_folded(customer.id), _folded(customer.name), *map(_folded, customer.names)]
    if wanted in known:
        return 0
    if any(name.startswith(wanted) for name in known):
        return 1
    if any(wanted in name for name in known):
        return 2
    if sound and any(sound.search(_spelt(name)) for name in customer.names):
        return 3
    return None


def sounds_like(name: str, letters: str) -> bool:
    """Whether some characters of ``name`` in a row read as ``letters``, each by its pinyin or the beginning of it."""
    sound = _sound(_folded(letters))
    return sound is not None and sound.search(_spelt(name)) is not None


def _sound(letters: str) -> re.Pattern[str] | None:
    """What finds letters in a spelling: each goes on with a syllable, or begins the next."""
    if not (letters.isascii() and letters.isalpha()):
        return None
    return re.compile("'" + "(?:[a-z]*')?".join(letters))


@lru_cache(maxsize=1 << 16)
def _spelt(name: str) -> str:
    """A name as ``'hua'dong``, in each of its readings, one after the other."""
    readings = [_readings(character) for character in name]
    return " ".join("'" + "'".join(way) for way in islice(product(*readings), _READINGS))


@lru_cache(maxsize=1 << 13)
def _readings(character: str) -> tuple[str, ...]:
    """The pinyin of a character, each of its readings without tone; a letter reads as itself."""
    if character.isascii():
        return (character.casefold(),)
    from pypinyin import Style, pinyin

    return tuple(dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True)[0]))


@lru_cache(maxsize=1 << 17)
def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).strip().casefold()
