"""Files made to harm end with a clear error in bounded memory and time; other kinds of files are named."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from salesbook.bank import codes
from salesbook.bank.reading import read
from salesbook.bank.reading.compound_file import compound_file
from salesbook.bank.reading.old_workbook import examined
from salesbook.bank.statement import Unread
from salesbook.model.problem import Code, Problem
from tests.bank.regenerate import SAMPLES

MEMORY = 500 * 1024 * 1024
SECONDS = 60
"""Generous, since tests run beside others; a quiet machine takes a third."""

CAMT = b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>'
SHEET = (
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    b'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>'
)
OFX = b"OFXHEADER:100\n\n<OFX>"
EXCHANGE = "1CClientBankExchange\nСекцияДокумент\n".encode()
HEAD = b"Date,Amount,Memo\n"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(9))
    + b"]>"
)
OLD = (SAMPLES / "binary-hidden-rows.xls").read_bytes()


def problem(data: bytes | Path) -> Problem:
    found = read(data, "bank.csv")
    assert isinstance(found, Unread)
    (only,) = found.problems
    return only


def archive(*names: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, b"x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n....", "a picture"),
        (b"\xff\xd8\xff\xe0....", "a picture"),
        (b"{\\rtf1 Dear customer}", "a document (RTF)"),
        (gzip.compress(HEAD), "a compressed file: unpack it first, and name the file in it"),
        (archive("statement.csv"), "a zip archive: unpack it first, and name the file in it"),
        (archive("word/document.xml"), "a Word document"),
        (archive("xl/workbook.bin"), "a binary workbook (XLSB)"),
        (archive("content.xml"), "an OpenDocument file"),
        (OLD.replace("Workbook".encode("utf-16-le"), "Notebook".encode("utf-16-le")), "an old Office document"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_of_another_kind_is_named(data: bytes, kind: str) -> None:
    found = problem(data)
    assert found.code is codes.UNSUPPORTED_KIND
    assert kind in found.message.en


def test_protected_workbooks_say_so() -> None:
    encrypted = OLD.replace("Workbook".encode("utf-16-le"), "Notebook".encode("utf-16-le"))
    name = "EncryptedPackage".encode("utf-16-le")
    at = encrypted.index("Notebook".encode("utf-16-le"))
    encrypted = encrypted[:at] + name + encrypted[at + len(name) :]
    length = (len(name) + 2).to_bytes(2, "little")
    encrypted = encrypted[: at + 64] + length + encrypted[at + 66 :]
    assert "password" in problem(encrypted).message.en
    stream = compound_file(OLD).read("Workbook")
    password = stream[:20] + b"\x2f\x00\x02\x00\x00\x00" + stream[20:]
    assert examined(password).has_password


def test_an_old_workbook_with_cells_far_apart_is_not_spread_out() -> None:
    number = b"\x7e\x02\x0a\x00"
    at = OLD.index(number)
    far = OLD[: at + 4] + b"\xff\xff\xff\x00" + OLD[at + 8 :]
    assert problem(far).code is codes.TOO_LARGE


def test_an_old_workbook_that_counts_more_texts_than_it_holds_is_refused() -> None:
    at = OLD.index(b"\xfc\x00", 512)
    assert problem(OLD[: at + 8] + b"\xff\xff\xff\x7f" + OLD[at + 12 :]).code is codes.DAMAGED_WORKBOOK


@pytest.mark.parametrize("document", [CAMT + b"&j;", SHEET + b"&j;"])
def test_entities_are_not_resolved(document: bytes) -> None:
    assert problem(LAUGHS + document).code in {codes.DAMAGED_MESSAGE, codes.DAMAGED_WORKBOOK}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_special_files_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero"), tmp_path / "none\x00.csv"):
        assert problem(path).code is codes.NO_FILE


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (HEAD + b"," * 300 + b"\n", codes.TOO_LARGE),
        (HEAD + b"2026-10-01,5.00," + b"x" * 200_000, codes.TOO_LARGE),
        (b"<table><tr><td>&#" + b"9" * 10_000 + b";", codes.UNKNOWN_LAYOUT),
        (b"<table><tr>" + b'<td """"""""""""""""""""""""""""""""""""""""' * 1000, codes.UNKNOWN_LAYOUT),
        (OFX, codes.DAMAGED_MESSAGE),
        (OFX + b"<A><![CDATA[" * 100_000, codes.DAMAGED_MESSAGE),
        (OFX + b"<STMTRS>" * 50_000, codes.DAMAGED_MESSAGE),
        (CAMT + b"<Ntry/>" * 100_000, codes.DAMAGED_MESSAGE),
        (SHEET + b'<Row ss:Index="399999"/></Table></Worksheet><Worksheet><Table>' * 100, codes.TOO_LARGE),
    ],
    ids=range(9),
)
def test_what_takes_endless_time_elsewhere_ends_at_once(data: bytes, code: Code) -> None:
    assert problem(data).code is code


def bomb() -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b"<workbook/>")
        with file.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(140):
                part.write(bytes(1_000_000))
    return content.getvalue()


LARGE: dict[str, Callable[[], bytes]] = {
    "zip bomb": bomb,
    "one line": lambda: HEAD + b"2026-10-01,5.00," + b"x" * 30_000_000,
    "quotes": lambda: HEAD + b'2026-10-01,"5.00,x\n' * 60_000,
    "deep xml": lambda: CAMT + b"<a>" * 10_000_000,
    "one tag": lambda: CAMT + b"<a b='" + b"x" * 30_000_000,
    "rows far to the right": lambda: SHEET + b'<Row><Cell ss:Index="256"/></Row>' * 900_000,
    "one html cell": lambda: b"<table><tr><td>" + b"ab " * 10_000_000,
    "html scripts": lambda: b"<table>" + b"<script " * 2_000_000,
    "ofx": lambda: OFX + b"<A>" * 10_000_000,
    "fields of one payment": lambda: EXCHANGE + b"".join(b"%d=%d\n" % (number, number) for number in range(950_000)),
    "zero bytes": lambda: HEAD + bytes(30_000_000),
}
READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
from pathlib import Path
from salesbook.bank.reading import read
found = read(Path(sys.argv[1]), "file")
print(found.problems[0].code.id)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="memory is limited by POSIX")
@pytest.mark.parametrize("name", LARGE)
def test_large_files_made_to_harm_keep_within_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(LARGE[name]())
    ended = subprocess.run(
        [sys.executable, "-c", READ, str(path), str(4 * MEMORY)],
        capture_output=True, text=True, timeout=SECONDS, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )  # fmt: skip
    assert ended.stderr == ""
    code, peak = ended.stdout.split()
    assert code.startswith("E06")
    assert int(peak) < MEMORY
