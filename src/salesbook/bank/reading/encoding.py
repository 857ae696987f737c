"""Bytes to text: which encoding a file is in is decided on all of it, and on what the text then says."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from salesbook.bank.reading.vocabulary import Vocabulary

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = (
    "gb18030",
    "big5",
    "big5hkscs",
    "cp1252",
    "iso8859-15",
    "cp1250",
    "cp1251",
    "cp1254",
    "cp1257",
    "latin-1",
)
"""Encodings that cannot be told apart by their bytes, likeliest first."""

_FURTHER = ("cp932", "cp949", "cp874", "cp1253", "cp1255", "cp1256")
"""Encodings that are only tried where hardly any word of the others is known."""

_FEW_WORDS = 3

_CHINESE = {"gb18030", "big5", "big5hkscs"}
_SYLLABLES = {"cp932": ("\u3041", "\u30ff"), "cp949": ("\uac00", "\ud7a3")}
"""The letters that Japanese and Korean write besides Chinese characters: the first and the last."""

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WESTERN_MARKS = frozenset("€£§°«»–—‘’“”„…·º\xa0²³")
_CHINESE_MARKS = frozenset("，。、；：？！（）【】《》“”‘’—…￥·～％＋－／＝　〇①②③④⑤")

_MAX_DAMAGE = 0.01
"""Share of characters that may be unreadable in a text that is still taken for one."""

_SAMPLE = 20_000
_SAMPLE_BYTES = 200_000
_UNREADABLE = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text; unreadable bytes stand as U+FFFD and are seldom."""

    text: str
    encoding: str


def decode(data: bytes, vocabulary: Vocabulary) -> Decoded | None:
    """The text of a file, or None where it is not text.

    A byte order mark decides; then UTF-8, which other encodings hardly ever resemble; then UTF-16 without a mark,
    which is full of zero bytes. GB18030 takes nearly any bytes for Chinese, so among the rest that reading
    wins which shows the most words of bank exports, and whose other characters make the most sense.
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
    best = _likeliest(data, ("utf-8", *_CANDIDATES), vocabulary)
    if vocabulary.words_in(best.text[:_SAMPLE]) < _FEW_WORDS:
        best = _likeliest(data, ("utf-8", *_CANDIDATES, *_FURTHER), vocabulary)
    return _readable(best)


def _likeliest(data: bytes, encodings: Sequence[str], vocabulary: Vocabulary) -> Decoded:
    """The reading that its beginning speaks for, and of such that say the same the one with least damage.

    Damage is counted in the whole file; a reading with too much of it gives way to the next.
    """
    beginning = data[:_SAMPLE_BYTES]
    scores = {
        encoding: _plausibility(Decoded(beginning.decode(encoding, "replace"), encoding), vocabulary)
        for encoding in encodings
    }
    best: Decoded | None = None
    for score in sorted(set(scores.values()), reverse=True):
        equal = [encoding for encoding in scores if scores[encoding] == score]
        encoding = min(equal, key=lambda encoding: _damage(data.decode(encoding, "replace"))) if equal[1:] else equal[0]
        reading = Decoded(data.decode(encoding, "replace"), encoding)
        best = best or reading
        if _damage(reading.text) <= len(reading.text) * _MAX_DAMAGE:
            return reading
    return best or Decoded("", encodings[0])


def _damage(text: str) -> int:
    return text.count(_UNREADABLE)


def _without_mark(data: bytes) -> Decoded | None:
    """UTF-16 text is mostly ASCII digits and delimiters, whose other byte is zero."""
    sample = data[:_SAMPLE]
    encoding = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    return _readable(Decoded(data.decode(encoding, "replace"), encoding))


def _plausibility(reading: Decoded, vocabulary: Vocabulary) -> tuple[int, float]:
    return vocabulary.words_in(reading.text[:_SAMPLE]), _sense(reading.text, reading.encoding)


def _sense(text: str, encoding: str) -> float:
    """The share of characters beyond ASCII that make sense where they stand: mojibake has few of them.

    Chinese is written with some thousand common characters, in runs; letters of European languages stand in
    words, upper case at their beginning or throughout.
    """
    good = total = 0
    for match in list(_FOREIGN.finditer(text[: 4 * _SAMPLE]))[:_SAMPLE]:
        run = match[0]
        total += len(run)
        if encoding in _SYLLABLES:
            first, last = _SYLLABLES[encoding]
            good += sum(first <= character <= last for character in run)
        elif encoding in _CHINESE:
            good += 0 if _is_within_word(match) else sum(map(_is_common_chinese, run))
        else:
            before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            good += _sensible_letters(run, before, after)
    return good / total if total else 1.0


def _is_within_word(match: re.Match[str]) -> bool:
    """Whether a single character stands between Latin letters: no Chinese one does, an umlaut read as one may."""
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    return len(match[0]) == 1 and before.isalpha() and after.isalpha()


def _is_common_chinese(character: str) -> bool:
    """Whether a character is of those that national standards list as common: the first levels of GB 2312 and Big5."""
    if character in _CHINESE_MARKS or "\uff01" <= character <= "\uff5e":
        return True
    try:
        return b"\xb0" <= character.encode("gb2312")[:1] <= b"\xd7"
    except UnicodeEncodeError:
        try:
            return b"\xa4" <= character.encode("big5")[:1] <= b"\xc6"
        except UnicodeEncodeError:
            return False


def _sensible_letters(run: str, before: str, after: str) -> int:
    letters = before + run + after
    scripts = {unicodedata.name(character, "?").split(" ")[0] for character in run if character.isalpha()}
    if len(scripts) > 1:
        return 0
    if scripts == {"CYRILLIC"}:
        if not (run.islower() or run.isupper() or run.istitle() or (len(run) > 1 and run[1:].islower())):
            return len(run) // 2
        return sum(character.isalpha() for character in run)
    good = 0
    for position, character in enumerate(run, len(before)):
        if character in _WESTERN_MARKS:
            good += 1
        elif character.isalpha() and "LATIN" in scripts and len(run) <= 3:
            beside = letters[max(position - 1, 0) : position] + letters[position + 1 : position + 2]
            mixed = character.isupper() and position and letters[position - 1].islower()
            good += bool(not mixed and (any(map(str.isalpha, beside)) or not beside.strip()))
    return good


def _readable(decoded: Decoded) -> Decoded | None:
    sample = decoded.text[:_SAMPLE]
    controls = sum(1 for character in sample if character < " " and character not in "\t\r\n\v\f\x1a\x1c\x1d\x1e")
    damage = _damage(decoded.text)
    if controls > len(sample) * _MAX_DAMAGE or damage > len(decoded.text) * _MAX_DAMAGE + 1:
        return None
    return decoded
