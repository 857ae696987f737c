"""``export --to beancount``."""

from __future__ import annotations

from pathlib import Path

from salesbook.datasets.dataset import Source
from salesbook.exports.journal.beancount import FILE_NAME, written
from salesbook.exports.journal.file import write_journal
from salesbook.i18n import Language


def write(source: Source, directory: Path, language: Language) -> list[Path]:
    """One journal of the whole book."""
    return write_journal(source, directory / FILE_NAME, language, written)
