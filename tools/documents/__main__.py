"""``python -m tools.documents`` writes what is made from the code; with ``--check`` it tells what is stale."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.documents import commands, company, errors, readme, schemas

ROOT = Path(__file__).resolve().parents[2]

Documents = Mapping[str, str | bytes]

_STAGES: tuple[Callable[[], Documents], ...] = (
    company.files,
    schemas.files,
    commands.pages,
    errors.pages,
    lambda: readme.pages(ROOT),  # last: its examples run on the book
)


def main(arguments: list[str]) -> int:
    """Write or check all documents; the exit code is 1 where one is stale."""
    checking = arguments == ["--check"]
    stale = 0
    for stage in _STAGES:
        for name, content in stage().items():
            data = content.encode() if isinstance(content, str) else content
            if _current(ROOT / name) == data:
                continue
            stale += 1
            if checking:
                print(f"stale: {name}; run `make docs`", file=sys.stderr)
                continue
            (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / name).write_bytes(data)
            print(f"written: {name}")
    return 1 if checking and stale else 0


def _current(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
