"""Chinese names as banks abroad and old systems print them: in the letters of their sound, without tones.

A character may be read in several ways (``行`` is HANG in a bank and XING elsewhere), and which one a bank prints no
rule tells: a name sounds like the printed one if any reading of each character does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import Generic, TypeVar

from salesbook.bank.name_parts import NameParts

_Known = TypeVar("_Known")

_FORMS = (
    "YOUXIANZERENGONGSI",
    "GUFENYOUXIANGONGSI",
    "YOUXIANGONGSI",
    "GUFENGONGSI",
    "JITUAN",
    "GONGSI",
    "JINGYINGBU",
    "SHANGHANG",
    "GONGCHANG",
    "CHANG",
)
_ADMINISTRATIVE = ("SHI", "SHENG")
"""How ``市`` and ``省`` after a place are printed, which a name may have or leave out."""
_LONGEST_BEGINNING = 12
"""Letters of two syllables."""


def without_form(sound: str) -> str:
    """A printed name without its legal form."""
    for form in _FORMS:
        sound = sound.removesuffix(form)
    return sound


def sounds_like(sound: str, parts: NameParts) -> bool:
    """Whether a printed name is that of these parts, with or without what kind of place it names."""
    region, inner = _region_and_rest(parts)
    places = _after({0}, sound, region)
    if region:
        places |= {place + len(word) for place in places for word in _ADMINISTRATIVE if sound.startswith(word, place)}
    return len(sound) in _after(places, sound, inner)


def _region_and_rest(parts: NameParts) -> tuple[str, str]:
    if parts.region and parts.core.startswith(parts.region):
        return parts.region, parts.core[len(parts.region) :]
    return "", parts.core


def _after(places: set[int], sound: str, characters: str) -> set[int]:
    """Where in ``sound`` these characters may end that begin at one of ``places``."""
    for character in characters:
        places = {
            place + len(reading)
            for place in places
            for reading in readings(character)
            if sound.startswith(reading, place)
        }
    return places


class BySound(Generic[_Known]):
    """Names to look up by how their first two characters may sound."""

    def __init__(self, names: Iterable[tuple[NameParts, _Known]]) -> None:
        self._beginnings: dict[str, list[_Known]] = defaultdict(list)
        for parts, known in names:
            for first, second in product(*map(readings, parts.core[:2])):
                self._beginnings[first + second].append(known)

    def beginning(self, sound: str) -> Iterator[_Known]:
        """The names that may begin like a printed one; some twice."""
        for length in range(2, min(len(sound), _LONGEST_BEGINNING) + 1):
            yield from self._beginnings.get(sound[:length], ())


@cache
def readings(character: str) -> frozenset[str]:
    """All ways to print a character; of one that is not Chinese itself."""
    from pypinyin import Style, pinyin

    found = {each.upper() for each in pinyin(character, style=Style.NORMAL, heteronym=True)[0]}
    return frozenset(found | {each.replace("V", "U") for each in found} | {each.replace("V", "YU") for each in found})


@cache
def syllable(character: str) -> str:
    """The usual reading of a character."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(character)).upper()
