"""Customers, products and reps looked up in their own files, without loading the book."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from salesbook.book.entries import ReadEntry, read_entry
from salesbook.book.entry_files import LocatedEntry, find_entry
from salesbook.book.files import LEDGERS, kind_of
from salesbook.book.ledger_text import split
from salesbook.model.kinds import Kind
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.problem import Problem


class Master(NamedTuple):
    """A customer, product or rep: ``data`` holds its raw YAML values."""

    kind: Kind
    id: str
    data: dict[str, Any]

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.data.get("name") or self.id)


class Found(NamedTuple):
    """What words may mean: one entry, several, or none; ``problems`` of the very entry that they name."""

    masters: tuple[Master, ...] = ()
    problems: tuple[Problem, ...] = ()


def master_files(root: Path, kind: Kind) -> list[PurePosixPath]:
    """The files of a master kind: ``customers.yaml`` and those of pads."""
    files = sorted((root / LEDGERS).glob(f"{kind.name}*.yaml"))
    paths = [PurePosixPath(file.relative_to(root).as_posix()) for file in files]
    return [path for path in paths if kind_of(path) is kind]


def find_exactly(root: Path, kind: Kind, id: str) -> LocatedEntry | None:
    """The entry with an id, by a search of the files' bytes. Raises ``OSError`` where a file cannot be read."""
    return find_entry(root, master_files(root, kind), id)


def find_master(root: Path, kind: Kind, words: str) -> Found:
    """What a person means by ``words``: an id; else a name, alias or barcode; a part of one; pinyin or its initials.

    The first of these ways that finds anything decides. What was merged into another customer means that one.
    """
    located = find_exactly(root, kind, words)
    if located is not None:
        read = read_entry(located.data[located.entry.start : located.entry.end], located.path, located.entry.line, kind)
        if read.problems:
            return Found(problems=read.problems)
        return Found((_unmerged(root, Master(kind, words, read.data), {words}),))
    masters = list(load_masters(root, kind))
    for way in _WAYS:
        fitting = [each for each in masters if way(each, _folded(words))]
        if fitting:
            meant = {each.id: each for each in (_unmerged(root, fit, {fit.id}) for fit in fitting)}
            return Found(tuple(meant.values()))
    return Found()


def load_masters(root: Path, kind: Kind) -> Iterator[Master]:
    """All entries of a master kind that have no errors, in the order of the files."""
    for path in master_files(root, kind):
        data = (root / path).read_bytes()
        for place in split(data, path).entries:
            read: ReadEntry = read_entry(data[place.start : place.end], path, place.line, kind)
            if read.id is not None and not read.problems:
                yield Master(kind, read.id, read.data)


def initials(name: str) -> str:
    """An id proposed for a name: the initials of its first words, or of the pinyin of its first four characters."""
    from pypinyin import Style, lazy_pinyin

    words = unicodedata.normalize("NFKC", name).split()
    if len(words) > 1 and all(word.isascii() for word in words):
        return "".join(word[0] for word in words if word[0].isalnum())[:_INITIALS].upper()
    letters = [character for character in "".join(words) if character.isalnum()]
    first = lazy_pinyin("".join(letters[:_INITIALS]), style=Style.FIRST_LETTER)
    return "".join(first).upper()


_INITIALS = 4


def _unmerged(root: Path, master: Master, seen: set[str]) -> Master:
    target = master.data.get("merged_into")
    if not isinstance(target, str) or target in seen:
        return master
    located = find_exactly(root, master.kind, target)
    if located is None or located.node is None:
        return master
    data: Any = located.node.value()
    return _unmerged(root, Master(master.kind, target, data), seen | {target})


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).strip().casefold()


def _names(master: Master) -> list[str]:
    data = master.data
    given: Iterable[object] = (data.get("name"), *data.get("aliases", ()), data.get("barcode"), data.get("tax_id"))
    return [_folded(name) for name in given if isinstance(name, str)]


def _same_id(master: Master, words: str) -> bool:
    return _folded(master.id) == words


def _same_name(master: Master, words: str) -> bool:
    return words in _names(master)


def _part_of_name(master: Master, words: str) -> bool:
    return bool(words) and any(words in name for name in (_folded(master.id), *_names(master)))


def _pinyin(master: Master, words: str) -> bool:
    if not (words.isascii() and words.isalpha()):
        return False
    from pypinyin import Style, lazy_pinyin

    for name in _names(master):
        syllables = lazy_pinyin(name)
        first = lazy_pinyin(name, style=Style.FIRST_LETTER)
        if "".join(syllables).startswith(words) or "".join(first).startswith(words):
            return True
    return False


_WAYS: tuple[Callable[[Master, str], bool], ...] = (_same_id, _same_name, _part_of_name, _pinyin)
