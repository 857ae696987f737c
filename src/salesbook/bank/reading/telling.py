"""What the user and the book tell of a file besides its content."""

from __future__ import annotations

from dataclasses import dataclass

from salesbook.bank.reading.dates import DateOrder
from salesbook.bank.reading.layout import Layout
from salesbook.bank.reading.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Telling:
    """``dates`` is the order of day and month; ``learned`` are the book's own layouts."""

    dates: DateOrder | None = None
    learned: tuple[Layout, ...] = ()

    def words(self, vocabulary: Vocabulary) -> Vocabulary:
        """All words that may head a column, the learned ones too."""
        for layout in self.learned:
            vocabulary = vocabulary.with_columns(layout.columns)
        return vocabulary


UNTOLD = Telling()
