"""Writing a journal for one tool or another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from salesbook.datasets.dataset import Source
from salesbook.exports.journal.journal import journal
from salesbook.exports.journal.transaction import Transaction
from salesbook.i18n import Language, Text
from salesbook.reports.provenance import provenance

LinesOf = Callable[[Sequence[Transaction], Mapping[str, str], Sequence[str], Language], Iterator[str]]
"""The lines of transactions in a tool's way: with names of customers and reps, and comments on top."""


def write_journal(source: Source, path: Path, language: Language, lines_of: LinesOf) -> None:
    """Write the whole book's journal to ``path``. Raises ``OSError``."""
    book = source.book
    names = {id: customer.name for id, customer in book.customers.by_id.items()}
    names |= {id: rep.name for id, rep in book.reps.items()}
    lines = lines_of(journal(book, source.policy), names, [each.to(language) for each in _comments(source)], language)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)


def _comments(source: Source) -> Iterator[Text]:
    for label, value in provenance(source.book):
        yield Text("{label}: {value}", "{label}：{value}").format(
            label=label, value=value if isinstance(value, Text) else str(value)
        )
    yield Text(
        "Made by salesbook from the book's text: make it again rather than change it.",
        "由 salesbook 根据账簿文本生成：请重新生成，勿直接修改。",
    )
