"""The demonstration company as the files of a book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

from salesbook.book.canonical import write_entry
from salesbook.book.entry_files import MAX_ENTRIES
from salesbook.demo.bank_exports import Period, alipay_merchant_csv, cmb_xlsx, icbc_csv
from salesbook.demo.company import Company
from salesbook.demo.workdays import LAST, LAST_RECONCILED
from salesbook.model.kinds import Kind, kind_named

_LAYOUTS = {"icbc": ("csv", icbc_csv), "cmb": ("xlsx", cmb_xlsx), "alipay": ("csv", alipay_merchant_csv)}
# The layout of each account's export.
_LEDGERS = PurePosixPath("ledgers")
_ONE_LINE_EACH = {"terms", "accounts", "commission"}
# Settings that are written one member a line.


def book_files(company: Company) -> dict[PurePosixPath, str]:
    """The text of every file of the book, by its path in the book's folder."""
    grouped: dict[PurePosixPath, list[str]] = defaultdict(list)
    for name, entries in company.entries.items():
        kind = kind_named(name)
        if kind is None:
            raise ValueError(f"no kind of entries: {name}")
        for entry in entries:
            grouped[_LEDGERS / _stem(kind, entry)].append(write_entry(entry, flow=kind.flow))
    files = {PurePosixPath("salesbook.yaml"): settings_text(company.settings)}
    for stem, texts in sorted(grouped.items()):
        for page, start in enumerate(range(0, len(texts), MAX_ENTRIES), 1):
            ending = ".yaml" if page == 1 else f".{page}.yaml"
            files[stem.with_name(stem.name + ending)] = "".join(texts[start : start + MAX_ENTRIES])
    return files


def write_book(company: Company, root: Path) -> None:
    """Write the book's files under ``root``; files that stand there already are replaced."""
    for path, text in book_files(company).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def export_files(company: Company) -> dict[str, bytes]:
    """The banks' files of October 2026, by name."""
    period = Period(LAST_RECONCILED + timedelta(1), LAST)
    files: dict[str, bytes] = {}
    for account, (ending, content) in _LAYOUTS.items():
        export = company.exports[account]
        files[f"{account}-{period.first:%Y-%m}.{ending}"] = content(export.account, export.lines, period)
    return files


def write_exports(company: Company, folder: Path) -> list[Path]:
    """Write the banks' files of October 2026 into ``folder``; returns them."""
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for name, content in export_files(company).items():
        files.append(folder / name)
        files[-1].write_bytes(content)
    return files


def settings_text(settings: Mapping[str, object]) -> str:
    """``salesbook.yaml``: a line for each setting, for each of the terms and accounts one of its own."""
    return "".join(_setting(name, value) for name, value in settings.items())


def _setting(name: str, value: object) -> str:
    if name in _ONE_LINE_EACH and isinstance(value, Mapping):
        return f"{name}:\n" + "".join(f"  {_flow_field(key, inner)}\n" for key, inner in value.items())
    return _flow_field(name, value) + "\n"


def _flow_field(name: str, value: object) -> str:
    """``name: value`` in one line, as the canonical text has it inside braces."""
    return write_entry({name: value}, flow=True).removeprefix("- {").removesuffix("}\n")


def _stem(kind: Kind, entry: Mapping[str, object]) -> PurePosixPath:
    """Where an entry lies under ``ledgers/``, without the ending."""
    if kind.master:
        return PurePosixPath(kind.name)
    if kind.stem == "year":
        period = str(entry.get("month") or entry.get("quarter") or entry.get("year"))
        return PurePosixPath(kind.name) / period[:4]
    day = entry["date"]
    if not isinstance(day, date):
        raise TypeError(f"{entry['id']} has no date")
    month = f"{day:%Y-%m}"
    return PurePosixPath(kind.name) / (f"{entry['account']}-{month}" if kind.name == "bank" else month)
