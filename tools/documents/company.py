"""The demonstration company: the book in ``ledgers/`` and the bank exports in ``examples/``, made from its seed."""

from __future__ import annotations

import os

from salesbook.demo.company import make_company
from salesbook.demo.write import book_files, export_files


def files() -> dict[str, str | bytes]:
    """Every file of the book and its exports, by name."""
    os.environ["OPENPYXL_LXML"] = "False"  # with lxml, where it is installed, the same workbook has other bytes
    company = make_company()
    book: dict[str, str | bytes] = {str(path): text for path, text in book_files(company).items()}
    return book | {f"examples/{name}": content for name, content in export_files(company).items()}
