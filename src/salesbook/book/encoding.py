"""Which encoding a file's bytes are in, said in words where it is not the UTF-8 that a book uses."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from salesbook.book.codes_text import BYTE_ORDER_MARK, CARRIAGE_RETURN, GB18030, NOT_UTF8, UTF16
from salesbook.model.problem import Problem, Source

UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_COMMON_CHINESE = re.compile(rb"[\xb0-\xf7][\xa1-\xfe]")  # the Chinese characters of GB 2312
_EXCERPT = 24


def position(data: bytes, offset: int) -> tuple[int, int]:
    """Line and column (in characters, both from 1) of a byte of ``data``."""
    start = data.rfind(b"\n", 0, offset) + 1
    before = data[start:offset].removeprefix(UTF8_MARK) if start == 0 else data[start:offset]
    return data.count(b"\n", 0, offset) + 1, len(before.decode("utf-8", "replace")) + 1


def encoding_problems(data: bytes, path: PurePosixPath) -> list[Problem]:
    """At most one error, where ``data`` is not UTF-8, and warnings for what ``salesbook fmt`` mends."""
    if data.startswith(_UTF16_MARKS) or b"\0" in data[:4]:
        return [UTF16.problem(Source(path, 1, 1))]
    problems = []
    if data.startswith(UTF8_MARK):
        problems.append(BYTE_ORDER_MARK.problem(Source(path, 1, 1)))
    if (first := data.find(b"\r\n")) >= 0:
        problems.append(CARRIAGE_RETURN.problem(Source(path, *position(data, first))))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        problems.append(_undecodable(data, error.start, path))
    return problems


def is_utf8(data: bytes) -> bool:
    """Whether ``data`` can be read as UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _undecodable(data: bytes, offset: int, path: PurePosixPath) -> Problem:
    source = Source(path, *position(data, offset))
    start = data.rfind(b"\n", 0, offset) + 1
    line = data[start:].split(b"\n", 1)[0].rstrip(b"\r")
    if _looks_like_gb18030(line):
        text = line.decode("gb18030", "replace").strip()
        return GB18030.problem(source, text=text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…")
    return NOT_UTF8.problem(source, byte=f"{data[offset]:02X}")


def _looks_like_gb18030(line: bytes) -> bool:
    """Mostly common Chinese characters: rare ones are what other encodings turn into by chance."""
    try:
        line.decode("gb18030")
    except UnicodeDecodeError:
        return False
    beyond_ascii = sum(byte >= 0x80 for byte in line)
    return 2 * len(_COMMON_CHINESE.findall(line)) * 4 >= beyond_ascii * 3
