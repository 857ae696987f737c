"""Finding the customer or rep that a person means: by id, name or alias."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from salesbook.index.book import IndexedBook


@dataclass(frozen=True, slots=True)
class Meant:
    """``ids`` of all that fit best; where none do, ``near`` are those that come close."""

    ids: tuple[str, ...]
    near: tuple[str, ...] = ()


def customers_meant(book: IndexedBook, text: str) -> Meant:
    """The customers with this id; else with this name or alias; else with it in their name or alias."""
    return _meant(
        text,
        ((id, (customer.name, *_texts(customer.data.get("aliases")))) for id, customer in book.customers.by_id.items()),
    )


def reps_meant(book: IndexedBook, text: str) -> Meant:
    """The reps with this id; else with this name; else with it in their name."""
    return _meant(text, ((id, (rep.name,)) for id, rep in book.reps.items()))


def nearest_ids(book: IndexedBook, id: str) -> list[str]:
    """Ids of entries that a mistyped one comes close to."""
    start = id[: max(2, len(id) - 2)]
    rows = book.connection.execute(
        "SELECT DISTINCT id FROM entry WHERE id IS NOT NULL AND kind <> 'targets' "
        "ORDER BY substr(id, 1, ?) <> ? COLLATE NOCASE, id LIMIT 3000",
        (len(start), start),
    )
    by_plain = {each.casefold(): each for (each,) in rows}
    return [by_plain[near] for near in difflib.get_close_matches(id.casefold(), by_plain, 3, cutoff=0.6)]


def _texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _meant(text: str, named: Iterable[tuple[str, tuple[str, ...]]]) -> Meant:
    plain = text.strip().casefold()
    names = {id: [each.casefold() for each in (id, *words)] for id, words in named}
    for fits in (
        lambda words: words[0] == plain,
        lambda words: plain in words,
        lambda words: any(plain in word for word in words),
    ):
        if found := tuple(sorted(id for id, words in names.items() if fits(words))):
            return Meant(found)
    by_word = {word: id for id, words in names.items() for word in words}
    near = difflib.get_close_matches(plain, by_word, 3, cutoff=0.5)
    return Meant((), tuple(dict.fromkeys(by_word[word] for word in near)))
