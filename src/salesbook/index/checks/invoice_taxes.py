"""Taxes of invoices: they add up to the invoice, and red ones take back no more of a rate than there was."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from salesbook.index.codes_documents import REVERSED_ABOVE_RATE, TAXES_DO_NOT_ADD_UP
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem

_Invoice = dict[str, Any]


def find(connection: sqlite3.Connection, policy: Policy) -> Iterator[Problem]:
    """One problem for each invoice; those without taxes are left alone."""
    del policy
    rows = connection.execute(
        "SELECT data FROM entry WHERE kind = 'invoices' AND facts <> '' AND data LIKE '%\"taxes\": [{%' "
        "ORDER BY date, id"
    )
    invoices: list[_Invoice] = [json.loads(data) for (data,) in rows]
    yield from filter(None, map(_sum, invoices))
    yield from _reversals(invoices)


def _sum(invoice: _Invoice) -> Problem | None:
    amount = sum(Decimal(each["amount"]) for each in invoice["orders"])
    taxes = sum(Decimal(each["net"]) + Decimal(each["tax"]) for each in invoice["taxes"])
    if amount == taxes:
        return None
    return TAXES_DO_NOT_ADD_UP.problem(entry=invoice["id"], field="taxes", taxes=f"{taxes:f}", amount=f"{amount:f}")


def _reversals(invoices: list[_Invoice]) -> Iterator[Problem]:
    by_id = {each["id"]: each for each in invoices}
    taken: dict[tuple[str, str], Decimal] = {}
    for red in invoices:
        old = by_id.get(red.get("reverses") or "")
        if old is None:
            continue
        amounts = _by_rate(old)
        exceeded = []
        for rate, gross in _by_rate(red).items():
            key = (old["id"], rate)
            taken[key] = taken.get(key, Decimal(0)) - gross
            if taken[key] > amounts.get(rate, Decimal(0)):
                exceeded.append(rate)
        for rate in exceeded[:1]:
            yield REVERSED_ABOVE_RATE.problem(
                entry=red["id"],
                field="taxes",
                rate=rate,
                invoice=old["id"],
                reversed=f"{taken[old['id'], rate]:f}",
                amount=f"{amounts.get(rate, Decimal(0)):f}",
            )


def _by_rate(invoice: _Invoice) -> dict[str, Decimal]:
    """Net and tax together by rate, ``13%``."""
    sums: dict[str, Decimal] = {}
    for each in invoice["taxes"]:
        rate = f"{Decimal(each['rate'].removesuffix('%')).normalize():f}%"
        sums[rate] = sums.get(rate, Decimal(0)) + Decimal(each["net"]) + Decimal(each["tax"])
    return sums
