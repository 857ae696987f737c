"""Bytes to text: which encoding a file is in is decided on all of it, and on what the text then says."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from salesbook.bank.reading.vocabulary import Vocabulary

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("gb18030", "big5", "cp1252")
"""Encodings that cannot be told apart by their bytes, likeliest first."""

_MAX_DAMAGE = 0.01
"""Share of characters that may be unreadable in a text that is still taken for one."""

_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text; unreadable bytes stand as U+FFFD and are seldom."""

    text: str
    encoding: str


def decode(data: bytes, vocabulary: Vocabulary) -> Decoded | None:
    """The text of a file, or None where it is not text.

    A byte order mark decides; then UTF-8, which other encodings hardly ever resemble; then UTF-16 without a mark,
    which is full of zero bytes. GB18030 takes nearly any bytes for Chinese, so among the rest that reading
    wins which shows the most words of bank exports.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _readable(Decoded(data[len(mark) :].decode(encoding, "replace"), encoding))
    if b"\x00" in data[:_SAMPLE]:
        return _without_mark(data)
    try:
        return _readable(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError:
        pass
    readings = [Decoded(data.decode(encoding, "replace"), encoding) for encoding in ("utf-8", *_CANDIDATES)]
    return _readable(max(readings, key=lambda reading: _plausibility(reading.text, vocabulary)))


def _without_mark(data: bytes) -> Decoded | None:
    """UTF-16 text is mostly ASCII digits and delimiters, whose other byte is zero."""
    sample = data[:_SAMPLE]
    encoding = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    return _readable(Decoded(data.decode(encoding, "replace"), encoding))


def _plausibility(text: str, vocabulary: Vocabulary) -> tuple[bool, int, int]:
    damage = text.count("\ufffd")
    return damage <= len(text) * _MAX_DAMAGE, vocabulary.words_in(text[:_SAMPLE]), -damage


def _readable(decoded: Decoded) -> Decoded | None:
    sample = decoded.text[:_SAMPLE]
    controls = sum(1 for character in sample if character < " " and character not in "\t\r\n\v\f\x1a\x1c\x1d\x1e")
    damage = decoded.text.count("\ufffd")
    if controls > len(sample) * _MAX_DAMAGE or damage > len(decoded.text) * _MAX_DAMAGE + 1:
        return None
    return decoded
