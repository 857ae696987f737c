"""Error cases: each a file with a small book and what ``salesbook check`` says of it.

The first line says what the case shows. ``=== path`` begins a file of the book; behind the path may stand
``[escaped]``, where ``\\xbb`` and ``\\t`` are bytes, or ``[1001 times]``, where ``{n}`` counts the repetitions.
What a case does not give of ``salesbook.yaml``, ``customers``, ``products`` and ``reps`` is ``BASE``.
``=== expected`` ends it: the output in English. ``python -m tests.reading.error_cases`` writes what is said now
into every case; what changed is to be read as a clerk would.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from salesbook.cli.main import main

FOLDER = Path(__file__).parents[1] / "cases" / "errors"

BASE = {
    "salesbook.yaml": "company: {name: 样例公司}\ncurrency: CNY\ntax: 13%\n"
    "terms:\n  net30: [{share: 100%, after: delivery, days: 30}]\n"
    "accounts:\n  icbc: {name: 工商银行基本户, currency: CNY}\n",
    "ledgers/customers.yaml": "- {id: HDJM, name: 华东精密机械有限公司}\n- {id: ZSDJ, name: 无锡柘山电机有限公司}\n",
    "ledgers/products.yaml": "- {id: P-100, name: 精密轴承 6204}\n- {id: P-200, name: 导轨滑块 HGH20}\n",
    "ledgers/reps.yaml": "- {id: wang-fang, name: 王芳}\n- {id: li-lei, name: 李雷}\n",
}

_HEADING = re.compile(r"^=== (?P<path>\S+)(?: \[(?P<how>.+)\])?$")


@dataclass(frozen=True)
class ErrorCase:
    """A case: the book's files, and what ``check`` says of it."""

    name: str
    files: dict[str, bytes]
    expected: str

    def write(self, root: Path) -> None:
        """The book under ``root``."""
        for path, content in ({name: text.encode() for name, text in BASE.items()} | self.files).items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)


def read_case(file: Path) -> ErrorCase:
    """The case in a file."""
    sections: list[tuple[str, str, list[str]]] = []
    for line in file.read_text(encoding="utf-8").splitlines(keepends=True):
        if match := _HEADING.match(line.rstrip("\n")):
            sections.append((match["path"], match["how"] or "", []))
        elif sections:
            sections[-1][2].append(line)
    files = {path: _content("".join(lines), how) for path, how, lines in sections if path != "expected"}
    return ErrorCase(file.stem, files, "".join(sections[-1][2]))


def cases() -> list[ErrorCase]:
    """All of them, by name."""
    return [read_case(file) for file in sorted(FOLDER.glob("*.txt"))]


def _content(text: str, how: str) -> bytes:
    if how == "escaped":
        return text.encode("ascii").decode("unicode_escape").encode("latin-1")
    if times := re.fullmatch(r"(\d+) times", how):
        return "".join(text.replace("{n}", str(number)) for number in range(1, int(times[1]) + 1)).encode()
    return text.encode()


def check(root: Path, language: str) -> tuple[int, str, str]:
    """The exit code, output and error output of ``salesbook check`` for the book in ``root``."""
    output, errors = io.StringIO(), io.StringIO()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SALESBOOK_", "COLUMNS"))}
    with mock.patch.dict(os.environ, kept, clear=True), redirect_stdout(output), redirect_stderr(errors):
        code = main(["check", "--book", str(root), "--lang", language])
    return code, output.getvalue(), errors.getvalue()


def regenerate() -> None:
    """Write what ``check`` says now into every case."""
    for file in sorted(FOLDER.glob("*.txt")):
        with tempfile.TemporaryDirectory() as folder:
            read_case(file).write(Path(folder))
            _, output, errors = check(Path(folder), "en")
        before = file.read_text(encoding="utf-8").partition("=== expected\n")[0]
        file.write_text(f"{before}=== expected\n{output}{errors}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    regenerate()
