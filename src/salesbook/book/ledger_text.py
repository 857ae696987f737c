"""A ledger file as text: its entries told apart without parsing; one of them added, replaced or removed.

At column 0 of a ledger file stand only ``- ``, ``#``, a blank line, or one leading ``---``. So the bytes of
an entry are known without reading YAML, and every other byte of the file can stay as its user left it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from salesbook.book.codes_text import CONFLICT_MARKER, SECOND_DOCUMENT, STRAY_TEXT, TAB, UTF16
from salesbook.book.encoding import UTF8_MARK, encoding_problems, is_utf8, position
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.problem import Problem, Severity, Source


class EntryText(NamedTuple):
    """Where an entry stands in the bytes of its file: ``[start, end)``, whole lines with their line ends.

    From its ``- `` to its last indented line; ``line`` counts from 1. Comments and blank lines between
    entries belong to no entry.
    """

    start: int
    end: int
    line: int


class LedgerText(NamedTuple):
    """The entries of a file that are whole as text, in file order, and all that is wrong with the text around them.

    An entry that stray text or a conflict marker cuts in two, or that holds tabs or bytes that are no UTF-8,
    is not among ``entries``: its problem is told once, not again as whatever a parser makes of the rest.
    """

    entries: tuple[EntryText, ...]
    problems: tuple[Problem, ...]


_PARTS = re.compile(
    rb"""
    (?P<entry> -[ ][^\n]*+                                          # "- " and the rest of its line, then
        (?: \n [ \t]++[^ \t\r\n][^\n]*+                            # indented lines, also after
          | \n (?: [ \t\r]*+\n | \#[^\n]*+\n )++ [ \t]++[^ \t\n][^\n]*+    # blank lines and comments
        )*+ \n? )
        (?: [ \t\r]*+\n | \#[^\n]*+\n? )*+                         # what follows it, and is nobody's
    | (?P<between> (?: [ \t\r]*+\n | [ \t]*+\#[^\n]*+\n? | [ \t\r]++\Z )++ )
    | (?P<indented> [ \t][^\n]*+\n? )
    | (?P<stray> [^\n]++\n? )
    """,
    re.VERBOSE,
)
_INDENTING_TAB = re.compile(rb"^ *+(?:- *+)*+(\t)[ \t]*+[^ \t\r\n]", re.MULTILINE)
_DOCUMENT_START = re.compile(rb"---(?=[ \t\r\n]|\Z)")
_DOCUMENT_START_ALONE = re.compile(rb"---(?:[ \t]*+|[ \t]++#[^\n]*+)\r?\n?")
_CONFLICT = re.compile(
    rb"^(?:(?:<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|)(?=[ \r\n]|\Z)|=======(?=\r?\n|\Z))[^\n]*+", re.MULTILINE
)
_EXCERPT = 40


def split(data: bytes, path: PurePosixPath) -> LedgerText:
    """Tell the entries of a ledger file apart; an empty file has none. All problems are collected, in file order."""
    problems = encoding_problems(data, path)
    if any(problem.code is UTF16 for problem in problems):
        return LedgerText((), tuple(problems))
    entries, stray = _walk(data, path)
    problems += stray
    if b"\t" in data:
        tabs = [match.start(1) for match in _INDENTING_TAB.finditer(data)]
        problems += [TAB.problem(Source(path, *position(data, offset))) for offset in tabs]
        entries = [each for each in entries if not _INDENTING_TAB.search(data, each.start, each.end)]
    if any(problem.severity is Severity.ERROR for problem in problems):
        entries = [each for each in entries if is_utf8(data[each.start : each.end])]
    problems.sort(key=lambda problem: (problem.source.line, problem.source.column) if problem.source else (0, 0))
    return LedgerText(tuple(entries), tuple(problems))


def conflict_problems(data: bytes, path: PurePosixPath) -> list[Problem]:
    """The conflicts that git left in a file of any kind, one problem for each."""
    markers = [
        _Stray(each.start(), data.count(b"\n", 0, each.start()) + 1, each[0]) for each in _CONFLICT.finditer(data)
    ]
    return list(_stray_problems(markers, path))


def count_entries(data: bytes) -> int:
    """How many entries a file has, by their first bytes alone."""
    return data.count(b"\n- ") + data.startswith(b"- ", _text_start(data))


def entry_around(data: bytes, offset: int) -> EntryText | None:
    """The entry whose text holds the byte at ``offset``, if one does."""
    start = data.rfind(b"\n- ", 0, offset + 2) + 1 or _text_start(data)
    match = _PARTS.match(data, start)
    if match is None or not match.start("entry") <= offset < match.end("entry"):
        return None
    return EntryText(start, match.end("entry"), data.count(b"\n", 0, start) + 1)


def append(data: bytes, *entry_texts: str) -> bytes:
    """``data`` with entries added at its end; all its bytes stay, a missing last line end is added."""
    newline = _newline(data)
    gap = newline if data[_text_start(data) :] and not data.endswith(b"\n") else b""
    return b"".join((data, gap, *(entry_bytes(text, newline) for text in entry_texts)))


def replace(data: bytes, entry: EntryText, entry_text: str) -> bytes:
    """``data`` with the text of one entry replaced; every byte outside of it stays."""
    return data[: entry.start] + entry_bytes(entry_text, _newline(data)) + data[entry.end :]


def remove(data: bytes, entry: EntryText) -> bytes:
    """``data`` without one entry; every byte outside of it stays, comments above it too."""
    return data[: entry.start] + data[entry.end :]


def entry_bytes(entry_text: str, newline: bytes = b"\n") -> bytes:
    """The whole lines of one entry as a file holds them.

    Raises ``ValueError`` where the text is not that of exactly one entry, which would harm its neighbours.
    """
    text = entry_text.replace("\r\n", "\n").rstrip("\n").encode("utf-8") + b"\n"
    match = _PARTS.match(text)
    if match is None or match.end("entry") != len(text):
        raise ValueError(f"not the text of one entry: {entry_text!r}")
    return text.replace(b"\n", newline)


class _Stray(NamedTuple):
    """A line at column 0, or an indented one before the first entry, that belongs to no entry."""

    start: int
    line: int
    text: bytes


def _walk(data: bytes, path: PurePosixPath) -> tuple[list[EntryText], list[Problem]]:
    entries: list[EntryText] = []
    strays: list[_Stray] = []
    line, counted = 1, _text_start(data)
    before, interrupted = "opening", False
    for match in _PARTS.finditer(data, counted):
        kind = match.lastgroup or ""
        if kind == "between":
            continue
        start = match.start()
        line += data.count(b"\n", counted, start)
        counted = start
        if kind == "entry":
            entries.append(EntryText(start, match.end("entry"), line))
            interrupted = False
        elif kind == "indented" and before in {"stray", "indented"}:
            if interrupted:
                entries.pop()
            interrupted = False
        elif before == "opening" and _DOCUMENT_START_ALONE.fullmatch(match[0]):
            kind = "document start"
        else:
            strays.append(_Stray(start, line, match[0]))
            interrupted = before == "entry" or interrupted
        before = kind
    return entries, list(_stray_problems(strays, path))


def _stray_problems(strays: list[_Stray], path: PurePosixPath) -> Iterator[Problem]:
    """One problem for each stray line, but one alone for all markers of a conflict."""
    in_conflict = False
    for stray in strays:
        indentation = len(stray.text) - len(stray.text.lstrip(b" "))
        source = Source(path, stray.line, indentation + 1)
        if _CONFLICT.match(stray.text):
            opening = stray.text.startswith(b"<")
            if opening or not in_conflict:
                yield CONFLICT_MARKER.problem(source, text=_excerpt(stray.text))
            in_conflict = (in_conflict or opening) and not stray.text.startswith(b">")
        elif _DOCUMENT_START.match(stray.text):
            yield SECOND_DOCUMENT.problem(source)
        elif not _INDENTING_TAB.match(stray.text):
            yield STRAY_TEXT.problem(source, text=_excerpt(stray.text))


def _excerpt(line: bytes) -> str:
    text = line.decode("utf-8", "replace").strip()
    return text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"


def _text_start(data: bytes) -> int:
    return len(UTF8_MARK) if data.startswith(UTF8_MARK) else 0


def _newline(data: bytes) -> bytes:
    first = data.find(b"\n")
    return b"\r\n" if first > 0 and data[first - 1 : first] == b"\r" else b"\n"
