"""The demonstration company: the book in ``ledgers/`` and the bank exports in ``examples/``, made from its seed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from salesbook.demo.company import make_company
from salesbook.demo.write import book_files, write_exports


def files() -> dict[str, str | bytes]:
    """Every file of the book and its exports, by name."""
    company = make_company()
    made: dict[str, str | bytes] = {str(path): text for path, text in book_files(company).items()}
    with tempfile.TemporaryDirectory() as folder:
        for export in write_exports(company, Path(folder)):
            made[f"examples/{export.name}"] = export.read_bytes()
    return made
