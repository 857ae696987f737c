"""Files that are no statement, damaged or hostile end in a problem that helps, never in a traceback."""

from __future__ import annotations

import random
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.bank import codes
from salesbook.bank.reading import read
from salesbook.bank.statement import Statement, Unread, as_data
from salesbook.model.problem import Code, Problem
from tests.bank.regenerate import SAMPLES, samples

WORKBOOK = (SAMPLES / "cmb.xlsx").read_bytes()


def problem(data: bytes | Path) -> Problem:
    found = read(data, "bank.csv")
    assert isinstance(found, Unread)
    (only,) = found.problems
    assert only.message.en and only.message.zh and only.advice.en
    return only


def with_part(name: str, content: bytes) -> bytes:
    """The sample workbook with one part replaced or added."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(WORKBOOK)) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            if part.filename != name:
                target.writestr(part, source.read(part))
        target.writestr(name, content)
    return changed.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", codes.EMPTY_FILE),
        (b"\xef\xbb\xbf\r\n \r\n", codes.EMPTY_FILE),
        (b"%PDF-1.7 ...", codes.UNSUPPORTED_KIND),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, codes.DAMAGED_WORKBOOK),
        (b"<html><table><tr><td>x</td></tr></table></html>", codes.UNKNOWN_LAYOUT),
        (b"<?xml version='1.0'?><note/>", codes.UNSUPPORTED_KIND),
        (b"OFXHEADER:100\r\n", codes.DAMAGED_MESSAGE),
        (bytes(range(256)) * 8, codes.UNSUPPORTED_KIND),
        (b"PK\x03\x04 and nothing more", codes.DAMAGED_WORKBOOK),
        (WORKBOOK[: len(WORKBOOK) // 2], codes.DAMAGED_WORKBOOK),
        (b"a,b,c\n1,2,3\n", codes.UNKNOWN_LAYOUT),
        (b"Dear customer, your statement is ready.", codes.UNKNOWN_LAYOUT),
        (b"Date,Amount,Memo\n10/01/2026,5.00,x\n", codes.DATES_UNDECIDED),
        (b"Date,Amount,Memo\n2026-02-30,5.00,x\n", codes.NO_READABLE_ROW),
        (b"Date,Amount,Memo\n" + b"x" * 200_000, codes.TOO_LARGE),
        (with_part("xl/worksheets/sheet1.xml", b"<nonsense"), codes.DAMAGED_WORKBOOK),
        (with_part("xl/sharedStrings.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><sst/>'), codes.DAMAGED_WORKBOOK),
        (with_part("xl/media/zeros.bin", bytes(200 * 1024 * 1024)), codes.TOO_LARGE),
    ],
    ids=lambda value: value.id if isinstance(value, Code) else "",
)
def test_what_is_no_statement_is_refused_with_its_reason(data: bytes, code: Code) -> None:
    assert problem(data).code is code


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert problem(tmp_path / "none.csv").code is codes.NO_FILE
    assert problem(tmp_path).code is codes.NO_FILE
    assert "No such" not in problem(tmp_path / "none.csv").message.zh
    assert "没有这个文件" in problem(tmp_path / "none.csv").message.zh


def test_a_part_larger_than_it_declares_is_not_unpacked() -> None:
    bomb = bytearray(with_part("xl/sharedStrings.xml", b" " * 50_000_000))
    declared = (50_000_000).to_bytes(4, "little")
    assert bomb.count(declared) == 2
    assert problem(bytes(bomb.replace(declared, (500).to_bytes(4, "little")))).code is codes.DAMAGED_WORKBOOK


def test_a_sheet_that_claims_to_be_endless_ends() -> None:
    cell = '<c r="XFD{row}"><v>1</v></c>'
    rows = "".join(f'<row r="{row}">{cell.format(row=row)}</row>' for row in range(1, 2_000))
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'
    )
    assert problem(with_part("xl/worksheets/sheet1.xml", sheet.encode())).code is codes.TOO_LARGE


def test_an_unknown_layout_says_what_was_understood() -> None:
    data = "客户名单\n客户,交易日期,地区\n华东,20261001,上海\n".encode("gb18030")
    message = problem(data).message
    assert "gb18030" in message.en and "row 2" in message.en
    assert "交易日期 (date)" in message.en and "客户, 地区" in message.en
    assert "第 2 行" in message.zh


def test_codes_are_unique_and_in_their_range() -> None:
    ids = [code.id for code in codes.CODES]
    assert len(set(ids)) == len(ids)
    assert all("0601" <= code_id[1:] <= "0649" for code_id in ids)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_never_raise(data: bytes) -> None:
    assert isinstance(read(data, "x"), list | Unread)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("日期摘要收入支出余额合计,;\t\n\"'=0123456789.-："), max_size=300))
def test_random_tables_never_raise(text: str) -> None:
    found = read(("日期,摘要,收入,支出,余额\n" + text).encode(), "x")
    if not isinstance(found, Unread):
        assert as_data(found)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_mutated_samples_never_raise(sample: Path) -> None:
    generator = random.Random(sample.name)
    original = sample.read_bytes()
    for _ in range(25):
        data = bytearray(original)
        for _ in range(generator.randint(1, 6)):
            position = generator.randrange(len(data))
            choice = generator.random()
            if choice < 0.4:
                data[position] = generator.randrange(256)
            elif choice < 0.7:
                del data[position : position + generator.randint(1, 40)]
            else:
                data[position:position] = generator.choice([b'"', b",", b"\n", b"\x00", b"\xff", b"-", b"\t"])
        found = read(bytes(data), sample.name)
        if not isinstance(found, Unread):
            assert as_data(found)


PROVED = [
    "icbc-corporate.csv", "alipay-merchant.csv", "english-semicolon.csv", "swiss-apostrophes.csv", "fixed-width.txt",
    "german.sta", "indian-lakhs.csv", "dutch-af-bij.csv", "statement.ofx", "batch-and-reversal.xml", "html-gbk.xls",
]  # fmt: skip


@pytest.mark.parametrize("name", PROVED)
def test_a_stray_mark_never_changes_the_sum_in_silence(name: str) -> None:
    original = (SAMPLES / name).read_bytes()
    before = read(original, name)
    assert not isinstance(before, Unread)
    generator = random.Random(name)
    start = original.index(b"\n2026") if b"\n2026" in original else len(original) // 3
    for _ in range(60):
        position = generator.randrange(start, len(original))
        data = original[:position] + generator.choice([b'"', b",", b";", b"\n"]) + original[position:]
        after = read(data, name)
        if isinstance(after, Unread) or any(statement.warnings for statement in after):
            continue
        place = original[position - 20 : position + 20]
        assert amounts(after) == amounts(before), place


def amounts(statements: list[Statement]) -> list[Decimal]:
    return sorted(line.amount for statement in statements for line in statement.lines)
