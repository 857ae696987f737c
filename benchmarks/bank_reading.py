"""How long reading bank files takes, and how much memory.

    python -m benchmarks.bank_reading

Each file is read in a process of its own: 20 MB of CSV, 50,000 rows of XLSX, and files made to harm. Of the first two
the whole of ``bank lines`` is measured too. Time on a clock, peak memory, and time of the processor, which depends
less on what else the machine does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

HEADINGS = "交易日期,交易时间,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要,交易流水号,交易类型"
FIRST = date(2026, 1, 1)


def rows(count: int) -> Iterator[list[str]]:
    """Transactions that prove themselves, in hundredths."""
    balance = 10_000_000
    for number in range(count):
        amount = (number * 7919) % 1_100_000 - 500_000 or 1
        balance += amount
        yield [
            str(FIRST + timedelta(days=number * 300 // count)),
            f"{9 + number % 8:02}:{number % 60:02}:{number % 59:02}",
            f"{-amount / 100:.2f}" if amount < 0 else "",
            f"{amount / 100:.2f}" if amount > 0 else "",
            f"{balance / 100:.2f}",
            f"客户{number % 500}有限公司",
            f"62220{number % 100_000:011}",
            f"货款 SO-2610-{number:06}",
            f"2610{number:09}",
            "转账",
        ]


def csv_of_20_mb(path: Path) -> None:
    """About 160,000 rows."""
    lines = (",".join(row) for row in rows(162_000))
    path.write_text("\n".join([HEADINGS, *lines, ""]), encoding="utf-8")


def xlsx_of_50_000_rows(path: Path) -> None:
    """With amounts as numbers."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("明细")
    sheet.append(HEADINGS.split(","))
    for row in rows(50_000):
        sheet.append([float(cell) if column in {2, 3, 4} and cell else cell for column, cell in enumerate(row)])
    workbook.save(path)


def zip_bomb(path: Path) -> None:
    """A workbook whose sheet unpacks to 2 GB."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(2_000):
            part.write(bytes(1_000_000))


def entities(path: Path) -> None:
    """A billion laughs."""
    names = [f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10)]
    head = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "lol">' + "".join(names) + "]>"
    path.write_text(head + '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>&l9;')


def one_line(path: Path) -> None:
    """A gigabyte without an end of line; sparse, so that it takes no room."""
    with path.open("wb") as file:
        file.write(b"Date,Amount,Memo\n2026-10-01,5.00,")
        file.truncate(1_000_000_000)


def largest_line(path: Path) -> None:
    """One line as long as a file may be."""
    path.write_bytes(b"Date,Amount,Memo\n2026-10-01,5.00," + b"x" * 31_000_000)


def deep_nesting(path: Path) -> None:
    """XML elements within each other."""
    head = '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>'
    path.write_text(head + "<a>" * 10_000_000)


def wide_entry(path: Path) -> None:
    """Millions of elements beside each other."""
    head = '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Ntry>'
    path.write_text(head + "<a/>" * 7_000_000)


def deep_ofx(path: Path) -> None:
    """OFX aggregates within each other."""
    path.write_text("OFXHEADER:100\n\n<OFX>" + "<A>" * 10_000_000)


def nothing_but_delimiters(path: Path) -> None:
    """Cells without end."""
    path.write_bytes(b"Date,Amount,Memo\n" + b"," * 31_000_000)


def nothing_but_lines(path: Path) -> None:
    """Rows of nothing."""
    path.write_bytes(b"Date,Amount,Memo\n" + b",,\n" * 390_000)


def nothing_but_quotes(path: Path) -> None:
    """Quotation marks that never pair."""
    path.write_bytes(b"Date,Amount,Memo\n" + b'2026-10-01,"5.00,x\n' * 390_000)


def astral(path: Path) -> None:
    """Characters that take four bytes each, in every cell."""
    path.write_text("Date,Amount,Memo\n" + "2026-10-01,5.00,\U0001f600\U00020000\n" * 390_000, encoding="utf-8")


def html_of_nothing(path: Path) -> None:
    """Tags that never close."""
    path.write_bytes(b"<table><tr>" + b"<td" * 10_000_000)


FILES: tuple[Callable[[Path], None], ...] = (
    csv_of_20_mb, xlsx_of_50_000_rows, zip_bomb, entities, one_line, largest_line, deep_nesting, wide_entry, deep_ofx,
    nothing_but_delimiters, nothing_but_lines, nothing_but_quotes, astral, html_of_nothing,
)  # fmt: skip

READ = """
import sys, time
from pathlib import Path
from salesbook.bank.reading import read
from salesbook.bank.statement import Unread
start, worked = time.perf_counter(), time.process_time()
found = read(Path(sys.argv[1]), "file")
took, worked = time.perf_counter() - start, time.process_time() - worked
said = found.problems[0].code.id if isinstance(found, Unread) else f"{sum(len(one.lines) for one in found)} lines"
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform != "darwin" else 1024 * 1024)
except ImportError:
    peak = 0
print(f"{took:6.2f} s  {peak:5} MiB  {worked:.2f} s of CPU  {said}")
"""


def whole_process(path: Path, form: str) -> str:
    """What ``bank lines --format FORM -o`` takes from start to end."""
    command = [sys.executable, "-m", "salesbook", "bank", "lines", str(path), "--format", form]
    start = time.perf_counter()
    process = subprocess.Popen([*command, "-o", str(path.with_suffix(".out"))], stdout=subprocess.DEVNULL)
    if not hasattr(os, "wait4"):  # Windows tells nothing of what a process took
        process.wait()
        return f"{time.perf_counter() - start:6.2f} s"
    _, _, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    peak = usage.ru_maxrss // (1024 if sys.platform != "darwin" else 1024 * 1024)
    return f"{took:6.2f} s  {peak:5} MiB  {usage.ru_utime + usage.ru_stime:.2f} s of CPU"


def main() -> None:
    """Read each file and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        for make in FILES:
            path = Path(folder) / make.__name__
            make(path)
            start = time.perf_counter()
            result = subprocess.run(
                [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=False
            )
            told = result.stdout.strip() or f"{time.perf_counter() - start:6.2f} s  failed: {result.stderr[-200:]}"
            print(f"{make.__name__:24}{told}", flush=True)
            for form in ("json", "table") if make in {csv_of_20_mb, xlsx_of_50_000_rows} else ():
                print(f"{'  whole process, ' + form:24}{whole_process(path, form)}", flush=True)
            path.unlink()


if __name__ == "__main__":
    main()
