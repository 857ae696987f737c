"""``python -m tools.documents`` writes them all; with ``--check`` it changes nothing and fails where one is stale."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.documents import errors, readme

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """Write or check all documents; the exit code is 1 where one is stale."""
    documents = errors.pages() | readme.pages(ROOT)
    stale = [name for name, text in documents.items() if _current(ROOT / name) != text]
    if arguments == ["--check"]:
        for name in stale:
            print(f"stale: {name}; run `make docs`", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(documents[name], encoding="utf-8", newline="\n")
        print(f"written: {name}")
    return 0


def _current(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.exists() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
