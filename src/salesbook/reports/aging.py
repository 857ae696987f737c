"""Aging: what customers owe as of a day, by how long it has been due."""

from __future__ import annotations

from datetime import date

from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.index.standing import standings
from salesbook.model.aging import bucket_names
from salesbook.model.policy import Policy
from salesbook.reports.aging_data import aging_data
from salesbook.reports.aging_figures import AgingBy, aged_currencies, aging_rows
from salesbook.reports.aging_items import items_data, items_table
from salesbook.reports.aging_tables import aging_table, flat_aging_table
from salesbook.reports.provenance import provenance
from salesbook.table import Document, JsonValue


def aging(book: IndexedBook, policy: Policy, day: date, by: AgingBy, *, detail: bool) -> Document:
    """The aging report as of ``day``; ``detail`` adds every open item."""
    found = standings(book, policy, day)
    currencies = aged_currencies(policy, found)
    names = bucket_names(policy.aging)
    rows = {currency: aging_rows(book, policy, day, by, found, currency) for currency in currencies}
    tables = [aging_table(by, currency, names, rows[currency]) for currency in currencies]
    if detail:
        tables += [items_table(book, policy, day, found, currency) for currency in currencies]
    data = {currency: aging_data(by, day, currency, names, rows[currency]) for currency in currencies}
    own, *others = currencies
    shape: dict[str, JsonValue] = {**data[own], "others": [data[currency] for currency in others]}
    if detail:
        shape["items"] = items_data(book, policy, day, found)
    return Document(
        name="aging",
        title=Text("Aging as of {day}", "应收账龄表（截至 {day}）").format(day=day),
        tables=tuple(tables),
        facts=provenance(book),
        notes=(
            Text(
                "Days overdue are counted from the due date; unbilled is owed and no term has reached it yet. "
                "Advances are money for goods to come; deposits due are asked for and not owed yet.",
                "逾期天数从到期日起算；“未到条件”为已形成应收但付款条件尚未触发的部分。预收为尚未发货的款项；应收定金按条件应付而尚未形成应收。",
            ),
        ),
        data=shape,
        flat=flat_aging_table(by, names, rows),
    )
