"""Random targets of reps, teams and the company, by the month or spread from a longer period; rates of provisions."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from .aging import bucket_names
from .writing import Entry, Raw

if TYPE_CHECKING:
    from .random_books import RandomBook

SEASONS = [["1"] * 12, ["0", "0", "5", "1.5", "1", "1", "0.333333", "1", "1", "2", "3", "4"]]


def random_targets(rng: random.Random, book: RandomBook) -> list[Entry]:
    """The targets of everybody; some have none."""
    owners: list[Entry] = [{"rep": rep} for rep in book.reps]
    owners += [{"team": "华东"}, {"team": "华北"}, {}]
    if rng.random() < 0.3:
        book.settings["targets"] = {"weights": [Raw(weight) for weight in rng.choice(SEASONS)]}
    return [target for owner in owners if rng.random() < 0.7 for target in targets_of(rng, book, owner)]


def random_provision(rng: random.Random, book: RandomBook) -> Entry | list[Entry]:
    """Rates of the provision for some buckets of the aging; those of other days follow now and then."""
    if rng.random() < 0.6:
        return random_rates(rng, book)
    days = sorted(rng.sample(range(1, 13), rng.randint(1, 3)))
    return [{"from": Raw(f"2026-{month:02}-01"), "rates": random_rates(rng, book)} for month in days]


def random_rates(rng: random.Random, book: RandomBook) -> Entry:
    """A rate for each of some buckets of the aging."""
    edges = [int(edge) for edge in book.settings.get("aging", ["30", "60", "90"])]
    buckets = rng.sample(bucket_names(edges), rng.randint(1, len(edges) + 3))
    return {bucket: Raw(rng.choice(["0.5%", "5%", "33.3%", "100%"])) for bucket in buckets}


def targets_of(rng: random.Random, book: RandomBook, owner: Entry) -> list[Entry]:
    """Targets of some months, quarters and the year; each lacks a measure now and then."""
    names = [("month", f"2026-{month:02}", 0) for month in range(1, 13) if rng.random() < 0.5]
    names += [("quarter", f"2026-Q{quarter}", 3) for quarter in range(1, 5) if rng.random() < 0.4]
    names += [("year", "2026", 12)] * (rng.random() < 0.5)
    return [
        {**owner, key: Raw(name), **random_measures(rng, book), **random_weights(rng, months)}
        for key, name, months in names
    ]


def random_measures(rng: random.Random, book: RandomBook) -> Entry:
    """What is to be reached; at least in one measure."""
    measures: Entry = {
        "sales": book.amount(rng.randint(1, 9) * 10_000 + rng.choice([0, 1]), book.currency),
        "collected": book.amount(rng.randint(1, 9) * 7_000, book.currency),
        "orders": Raw(str(rng.randint(1, 4))),
        "new_customers": Raw(str(rng.randint(1, 2))),
    }
    chosen = [name for name in measures if rng.random() < 0.8] or ["sales"]
    return {name: measures[name] for name in chosen}


def random_weights(rng: random.Random, months: int) -> Entry:
    """How a target of several months is spread over them, or not."""
    if not months or rng.random() < 0.4:
        return {}
    return {"weights": [Raw(weight) for weight in (rng.choice(SEASONS) if months == 12 else ["1", "0", "2.5"])]}
