"""The JSON of a period's report; its keys are public and never renamed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesbook.index.book import IndexedBook
from salesbook.model.money import plain
from salesbook.reports.period_figures import MEASURES, PRODUCT_MEASURES, CurrencyFigures, Figures, Key
from salesbook.reports.period_rows import NO_TARGET, Namer, attainment, kept, product_namer, rep_namer
from salesbook.reports.targets import Target
from salesbook.table import JsonValue


def currency_data(
    book: IndexedBook,
    currency: str,
    figures: CurrencyFigures,
    targets: dict[str, Target],
    commissions: Mapping[str, int],
) -> dict[str, JsonValue]:
    """All figures of one currency; ``commissions`` by rep, in minor units."""
    return {
        "currency": currency,
        "totals": _measures(figures.totals, currency),
        "by_rep": [
            {
                **_named("rep", rep, rep_namer(book)),
                **_measures(row, currency),
                **_target_data(targets.get(rep or "", NO_TARGET), row, currency),
                "commission": plain(commissions[rep], currency) if rep and rep in commissions else None,
            }
            for rep, row in kept(figures.by_rep, always=(*targets, *commissions))
        ],
        "by_customer": [
            {**_named("customer", customer, book.customers.name), **_measures(row, currency)}
            for customer, row in kept(figures.by_customer)
        ],
        "by_product": [
            {**_named("product", product, product_namer(book)), **_amounts(row, PRODUCT_MEASURES, currency)}
            for product, row in kept(figures.by_product)
        ],
    }


def _named(what: str, key: Key, name: Namer) -> dict[str, JsonValue]:
    return {what: key, "name": None if key is None else name(key)}


def _amounts(figures: Figures, measures: Sequence[str], currency: str) -> dict[str, JsonValue]:
    return {
        measure: figures[measure] if measure == "orders" else plain(figures[measure], currency) for measure in measures
    }


def _measures(figures: Figures, currency: str) -> dict[str, JsonValue]:
    return {
        **_amounts(figures, MEASURES, currency),
        "collection_rate": figures.collection_rate,
        "due_collection_rate": figures.due_collection_rate,
        "dso": figures.dso,
    }


def _target_data(target: Target, figures: Figures, currency: str) -> dict[str, JsonValue]:
    return {
        "target_sales": None if target.sales is None else plain(target.sales, currency),
        "sales_attainment": attainment(figures["sales"], target.sales),
        "target_collected": None if target.collected is None else plain(target.collected, currency),
        "collected_attainment": attainment(figures["collected"], target.collected),
    }
