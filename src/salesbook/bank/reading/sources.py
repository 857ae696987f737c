"""What kind of file it is, by its content alone, and what it holds."""

from __future__ import annotations

from salesbook.bank.codes import EMPTY_FILE, TOO_LARGE, UNSUPPORTED_KIND
from salesbook.bank.reading import (
    camt053,
    client_bank_exchange,
    delimited,
    html_tables,
    mt940,
    ofx,
    spreadsheet_xml,
    workbook,
)
from salesbook.bank.reading.encoding import Decoded, decode
from salesbook.bank.reading.grid import Grid
from salesbook.bank.reading.vocabulary import Vocabulary
from salesbook.bank.statement import Statement
from salesbook.i18n import Text
from salesbook.model.problem import Problem

MAX_FILE = 32 * 1024 * 1024
"""Bytes of a bank file."""

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How zip archives (XLSX, XLSB, ODS) and compound files (XLS) begin."""

_PICTURE = Text(en="a picture", zh="图片")
_COMPRESSED = Text(
    en="a compressed file: unpack it first, and name the file in it", zh="压缩文件：请先解压，再指定其中的文件"
)
_KINDS_BY_BYTES = (
    (b"%PDF-", Text(en="a PDF document", zh="PDF 文档")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\x1f\x8b", _COMPRESSED),
    (b"BZh", _COMPRESSED),
    (b"\xfd7zXZ", _COMPRESSED),
    (b"7z\xbc\xaf", _COMPRESSED),
    (b"Rar!", _COMPRESSED),
    (b"{\\rtf", Text(en="a document (RTF)", zh="RTF 文档")),
)
_NO_TEXT = Text(en="neither text nor a workbook", zh="既不是文本也不是工作簿的文件")
_XML = Text(en="an XML document of an unknown kind", zh="未知类型的 XML 文档")
_FILE = Text(en="the file", zh="文件")

Content = tuple[Grid, ...] | list[Statement]
"""What a file holds: tables of cells, or statements where the format names the parts of each entry."""


def content_of(data: bytes, name: str, vocabulary: Vocabulary) -> Content | Problem:
    """The statements of a file made for machines, else its grids: one of a text, one of each sheet of a workbook."""
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
    if (marked_up := _marked_up(data, decoded, name)) is not None:
        return marked_up
    grid = delimited.grid_of(decoded, name, vocabulary)
    return grid if isinstance(grid, Problem) else (grid,)


def _marked_up(data: bytes, decoded: Decoded, name: str) -> Content | Problem | None:
    """The content of a text with markup; None where it is a plain table."""
    if ofx.is_ofx(decoded.text):
        return ofx.statements_of(decoded, name)
    if client_bank_exchange.is_client_bank_exchange(decoded.text):
        return client_bank_exchange.statements_of(data, name)
    if mt940.is_mt940(decoded.text):
        return mt940.statements_of(decoded, name)
    if camt053.is_camt053(decoded.text):
        return camt053.statements_of(data, name)
    if spreadsheet_xml.is_spreadsheet(decoded.text):
        return spreadsheet_xml.grids_of(data, name)
    if html_tables.is_html(decoded.text):
        return html_tables.grids_of(decoded, name)
    if decoded.text[:200].lstrip().startswith("<?xml"):
        return UNSUPPORTED_KIND.problem(name=name, kind=_XML)
    return None
