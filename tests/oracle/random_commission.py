"""Random commission plans."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .writing import Entry, Raw, percent

if TYPE_CHECKING:
    from .random_books import RandomBook


def random_plans(rng: random.Random, book: RandomBook) -> Entry:
    """A plan or two, and what they need: costs of products, and teams.

    Their randomness is their own, so that the rest of a book stays what it is without them.
    """
    for product in book.products.values():
        product.update(random_costs(rng, book))
    for rep in book.rep_entries:
        rep.update(random_teams(rng, book))
    plans = {"standard": random_plan(rng, book)}
    if rng.random() < 0.5:
        plans["own"] = random_plan(rng, book) | {"reps": rng.sample(book.reps, rng.randint(1, 2))}
    if rng.random() < 0.3:
        plans["team"] = random_plan(rng, book) | {"teams": rng.choice([["华东"], ["华北"]])}
    if rng.random() < 0.4:
        changes = book.today + timedelta(days=rng.randint(20, 120))
        plans["standard"]["until"] = day(changes - timedelta(days=1))
        plans["later"] = random_plan(rng, book) | {"from": day(changes)}
    return plans


def day(date_: date) -> Raw:
    """A date as it is written."""
    return Raw(date_.isoformat())


def random_costs(rng: random.Random, book: RandomBook) -> Entry:
    """What a product costs: once for all, by date, only from a date on, or not known."""
    costs = [{"cost": Raw(cost)} for cost in rng.sample(["60.00", "33.333333", "0.00", "45.5"], 2)]
    changed = {**costs[1], "from": day(book.today + timedelta(days=rng.randint(5, 60)))}
    return rng.choice([costs[0], costs[0], {"costs": [costs[0], changed]}, {"costs": [changed]}, {}])


def random_teams(rng: random.Random, book: RandomBook) -> Entry:
    """A rep's team, teams by date, or none."""
    changed = {"team": "华北", "from": day(book.today + timedelta(days=rng.randint(5, 90)))}
    return rng.choice([{"team": "华东"}, {"team": "华北"}, {"teams": [{"team": "华东"}, changed]}, {}])


def random_plan(rng: random.Random, book: RandomBook) -> Entry:
    """How commission is figured; defaults are left out now and then."""
    picked = {
        "basis": rng.choice(
            [None, "collected", "collected", "collected", "invoiced", "delivered", "ordered", "margin"]
        ),
        "tax": rng.choice([None, "net", "gross"]),
        "period": rng.choice([None, "month", "month", "quarter", "year"]),
    }
    plan: Entry = {key: Raw(value) for key, value in picked.items() if value}
    plan |= {"rate": Raw("1.5%")} if rng.random() < 0.3 else {"tiers": random_tiers(rng, book)}
    exceptions = [
        {"products": rng.sample(list(book.products), rng.randint(1, 2)), "rate": Raw("0.3%")},
        {"customers": rng.sample(list(book.customers), rng.randint(1, 2)), "rate": Raw("0%")},
        {"products": [rng.choice(list(book.products))], "customers": [rng.choice(list(book.customers))],
         "rate": Raw("4.25%")},
    ]  # fmt: skip
    if rng.random() < 0.6:
        plan["except"] = rng.sample(exceptions, rng.randint(1, 3))
    if rng.random() < 0.7:
        steps = rng.choice([[(5, "80%"), (30, "0%")], [(0, "50%")], [(10, "33.3%"), (20, "120%")]])
        plan["late"] = [{"over": Raw(str(days)), "factor": Raw(factor)} for days, factor in steps]
    if rng.random() < 0.6:
        plan["bonus"] = [
            {"measure": measure, "attainment": Raw(rng.choice(["20%", "50%", "100%"])),
             "amount": book.amount(rng.randint(1, 99_999), book.currency)}
            for measure in rng.choices(["sales", "collected", "orders", "new_customers"], k=rng.randint(1, 3))
        ]  # fmt: skip
    if rng.random() < 0.3:
        plan["cap"] = book.amount(rng.choice([500, 20_000, 100_000]), book.currency)
    return plan


def random_tiers(rng: random.Random, book: RandomBook) -> Entry:
    """Steps by amount or attainment; the lowest does not always begin at nothing."""
    by = rng.choice(["amount", "attainment"])
    starts = sorted(rng.sample([0, 25, 60, 100, 150], rng.randint(1, 3)))
    if rng.random() < 0.8:
        starts[0] = 0
    rates = rng.choice([["1%", "2%", "3.33%"], ["2%", "0.5%", "0%"]])
    steps = [
        {
            "from": percent(start) if by == "attainment" else book.amount(start * 10_000, book.currency),
            "rate": Raw(rate),
        }
        for start, rate in zip(starts, rates, strict=False)
    ]
    return {"by": by, "mode": rng.choice(["marginal", "whole"]), "steps": steps}
