"""Examples in the READMEs: what a command prints, made by running it.

A README names a command in a comment, and what stands between that and the closing comment is replaced::

    <!-- output of: salesbook aging --as-of 2026-10-31 -->
    <!-- end -->

``(20 lines)`` before the closing ``-->`` keeps the first lines of a long output. The commands run one after the other
in a copy of the demonstration book outside git, so that an example may write and does not name today's commit.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_PAGES = {"README.md": "en", "README.zh-CN.md": "zh"}
_BOOK = ("salesbook.yaml", "ledgers", "examples", "bank-formats")
_EXAMPLE = re.compile(
    r"(?P<opening><!-- output of: salesbook (?P<arguments>.+?)(?: \((?P<lines>\d+) lines\))? -->\n)"
    r".*?(?P<closing><!-- end -->)",
    re.DOTALL,
)
_WIDTH = 100


def pages(root: Path) -> dict[str, str]:
    """The READMEs that exist, with their examples made anew."""
    return {
        name: _with_examples(root, (root / name).read_text(encoding="utf-8"), language)
        for name, language in _PAGES.items()
        if (root / name).exists()
    }


def _with_examples(root: Path, text: str, language: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder)
        for name in _BOOK:
            if (root / name).is_dir():
                shutil.copytree(root / name, book / name)
            elif (root / name).exists():
                shutil.copy(root / name, book / name)
        return _EXAMPLE.sub(lambda match: _example(match, root, book, language), text)


def _example(match: re.Match[str], root: Path, book: Path, language: str) -> str:
    output = _run(shlex.split(match["arguments"]), root, book, language).rstrip().splitlines()
    limit = int(match["lines"] or len(output))
    shown = output[:limit] + (["…"] if len(output) > limit else [])
    block = "\n".join(["```text", f"$ salesbook {match['arguments']}", *(line.rstrip() for line in shown), "```"])
    return f"{match['opening']}{block}\n{match['closing']}"


def _run(arguments: list[str], root: Path, book: Path, language: str) -> str:
    environment = {
        **os.environ,
        "COLUMNS": str(_WIDTH),
        "NO_COLOR": "1",
        "PYTHONPATH": str(root / "src"),
        "PYTHONUTF8": "1",
        "SALESBOOK_BOOK": str(book),
        "SALESBOOK_LANG": language,
        "SALESBOOK_TODAY": "2026-11-01",
    }
    command = [sys.executable, "-m", "salesbook", *arguments]
    done = subprocess.run(command, cwd=book, env=environment, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise RuntimeError(f"salesbook {shlex.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout
