"""What kind of file it is, by its content, and its grids of cells."""

from __future__ import annotations

from salesbook.bank.codes import EMPTY_FILE, TOO_LARGE, UNSUPPORTED_KIND
from salesbook.bank.reading import delimited, workbook
from salesbook.bank.reading.encoding import decode
from salesbook.bank.reading.grid import Grid
from salesbook.bank.reading.vocabulary import Vocabulary
from salesbook.i18n import Text
from salesbook.model.problem import Problem

MAX_FILE = 32 * 1024 * 1024
"""Bytes of a bank file."""

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How zip archives (XLSX, XLSB, ODS) and compound files (XLS) begin."""

_KINDS_BY_BYTES = ((b"%PDF-", Text(en="a PDF document", zh="PDF 文档")),)
_KINDS_BY_TEXT = (
    ("OFXHEADER", Text(en="an OFX file", zh="OFX 文件")),
    ("<", Text(en="an XML or HTML document", zh="XML 或 HTML 文档")),
    ("{1:", Text(en="an MT940 message", zh="MT940 报文")),
    (":20:", Text(en="an MT940 message", zh="MT940 报文")),
)
_NO_TEXT = Text(en="neither text nor a workbook", zh="既不是文本也不是工作簿的文件")


def grids_of(data: bytes, name: str, vocabulary: Vocabulary) -> tuple[Grid, ...] | Problem:
    """The grids of a file: one of a text, one of each sheet of a workbook."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        return EMPTY_FILE.problem(name=name)
    if len(data) > MAX_FILE:
        return TOO_LARGE.problem(name=name, what=_FILE, limit=f"{MAX_FILE // 1024 // 1024} MiB")
    if data.startswith(_WORKBOOKS):
        return workbook.grids_of(data, name)
    for mark, kind in _KINDS_BY_BYTES:
        if data.startswith(mark):
            return UNSUPPORTED_KIND.problem(name=name, kind=kind)
    decoded = decode(data, vocabulary)
    if decoded is None:
        return UNSUPPORTED_KIND.problem(name=name, kind=_NO_TEXT)
    beginning = decoded.text[:200].lstrip()
    for word, kind in _KINDS_BY_TEXT:
        if beginning.startswith(word):
            return UNSUPPORTED_KIND.problem(name=name, kind=kind)
    lines = delimited.lines_of(decoded.text)
    if lines is None:
        return TOO_LARGE.problem(name=name, what=_LINE, limit=f"{delimited.MAX_LINE:,}")
    return (delimited.grid_of(lines, decoded.encoding, vocabulary),)


_FILE = Text(en="the file", zh="文件")
_LINE = Text(en="a line (in characters)", zh="某一行的字符数")
