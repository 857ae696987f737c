"""The id of a new entry, counted on from the ids of its period without loading the book."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Self

from salesbook.book.codes_place import NUMBERING_PATTERN, PAD_NAME
from salesbook.i18n import Text
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.problem import Problem

_PLACE = re.compile(r"\{([^{}]*)\}")
_SEQUENCE = re.compile(r"\{seq(?::0([1-9]))?\}")
_EMPTY_PAD = re.compile(r"\{pad\}[-_.]|[-_.]?\{pad\}")
_LITERALS = re.compile(r"[\w.-]*")
_PAD = re.compile(r"[a-z][a-z0-9]{0,7}")
_ID = re.compile(rb"""id["']?+\s*+:\s*+["']?+([^\s"',{}\[\]]++)""")
"""Every value of a field ``id``, however it is written; also of ``tax_id`` and in comments, which costs a number."""


def pad_problem(pad: str) -> Problem | None:
    """What is wrong with the name of a pad; the empty one, for no pad, is right."""
    return None if not pad or _PAD.fullmatch(pad) else PAD_NAME.problem(pad=pad)


class NumberingPattern(NamedTuple):
    """How the ids of a kind are made, as ``SO-{yymm}-{pad}-{seq:04}``; ``parse`` knows what is allowed."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Self | Problem:
        """A pattern of ``salesbook.yaml``, or what is wrong with it."""
        rest = _SEQUENCE.sub("", text)
        unknown = [name for name in _PLACE.findall(rest) if name not in {"yyyy", "yy", "mm", "yymm", "pad"}]
        if unknown:
            reason = Text(en="there is no {{{place}}}", zh="没有 {{{place}}} 这个占位符").format(place=unknown[0])
        elif len(_SEQUENCE.findall(text)) != 1:
            reason = Text(en="it needs {seq} exactly once", zh="必须恰好含有一个 {seq}")
        elif not _LITERALS.fullmatch(_PLACE.sub("", rest)):
            reason = Text(en="an id has only letters, digits and . - _", zh="编号只能含有字母、数字和 . - _")
        else:
            return cls(text)
        return NUMBERING_PATTERN.problem(pattern=text, reason=reason)

    def file_prefix(self, day: date) -> str:
        """How the names of the files begin whose ids share the count of ``day``: ``2026-11``, ``2026-``, or all."""
        places = set(_PLACE.findall(self.text))
        if not places & {"yyyy", "yy", "yymm"}:
            return ""
        return f"{day:%Y-%m}" if places & {"mm", "yymm"} else f"{day:%Y-}"

    def next_id(self, day: date, pad: str, taken: str) -> str:
        """The id after the highest of its kind, period and pad among ``taken``, one a line; gaps are not filled."""
        series = self.series(day, pad)
        return series.id_of(series.highest(taken) + 1)

    def series(self, day: date, pad: str) -> Series:
        """The ids that are counted together with those of ``day`` and ``pad``."""
        sequence = _SEQUENCE.search(self.text)
        if sequence is None:
            raise ValueError(f"not a numbering pattern: {self.text}")
        text = self.text if pad else _EMPTY_PAD.sub("", self.text)
        places = {"yyyy": f"{day:%Y}", "yy": f"{day:%y}", "mm": f"{day:%m}", "yymm": f"{day:%y%m}", "pad": pad.upper()}
        before, _, after = text.partition(sequence[0])
        before, after = (_PLACE.sub(lambda place: places[place[1]], part) for part in (before, after))
        return Series(before, after, int(sequence[1] or 1))


class Series(NamedTuple):
    """Ids of one kind, period and pad: a number of at least ``digits`` digits between two texts."""

    before: str
    after: str
    digits: int

    def id_of(self, number: int) -> str:
        """The id with a number."""
        return f"{self.before}{number:0{self.digits}}{self.after}"

    def highest(self, taken: str) -> int:
        """The highest number among the ids ``taken``, one a line; 0 where none is of this series."""
        ours = re.compile(rf"^{re.escape(self.before)}(\d{{1,40}}){re.escape(self.after)}$", re.MULTILINE)
        return max(map(int, ours.findall(taken)), default=0)


def taken_ids(folder: Path, file_prefix: str) -> str:
    """The ids in the files below ``folder`` whose names begin with ``file_prefix``, one a line, found in their bytes.

    Some ids that only seem to be taken are among them, none that is taken is missing. No folder, no ids. Raises
    ``OSError`` where a file cannot be read.
    """
    ids: list[bytes] = []
    for file in sorted(folder.rglob(f"{file_prefix}*.y*ml")):
        ids += _ID.findall(file.read_bytes())
    return b"\n".join(ids).decode("utf-8", "replace")
