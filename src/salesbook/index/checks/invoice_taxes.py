"""Taxes of invoices: they add up to the invoice, and red ones take back no more of a rate than there was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from decimal import Decimal

from salesbook.index.checks.documents import Document, documents, naming
from salesbook.index.checks.subjects import Finding, Subjects
from salesbook.index.codes_documents import REVERSED_ABOVE_RATE, TAXES_DO_NOT_ADD_UP
from salesbook.index.touched import Touched
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem

_WITH_TAXES = "data LIKE '%\"taxes\":[{%'"


def find(connection: sqlite3.Connection, policy: Policy, ids: Subjects) -> Iterator[Finding]:
    """One problem for each invoice, and for each red one of it; those without taxes are left alone."""
    del policy
    read = None if ids.some is None else ids.some | naming(connection, "invoices", ids.some, "reverses")
    invoices = documents(connection, "invoices", read, _WITH_TAXES)
    for invoice in invoices:
        if invoice["id"] in ids and (problem := _sum(invoice)):
            yield Finding(invoice["id"], problem)
    for old, problem in _reversals(invoices):
        if old in ids:
            yield Finding(old, problem)


def _sum(invoice: Document) -> Problem | None:
    amount = sum(Decimal(each["amount"]) for each in invoice["orders"])
    taxes = sum(Decimal(each["net"]) + Decimal(each["tax"]) for each in invoice["taxes"])
    if amount == taxes:
        return None
    return TAXES_DO_NOT_ADD_UP.problem(entry=invoice["id"], field="taxes", taxes=f"{taxes:f}", amount=f"{amount:f}")


def _reversals(invoices: list[Document]) -> Iterator[tuple[str, Problem]]:
    """Problems of red invoices, each with the id of the invoice that it takes back."""
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
            yield (
                old["id"],
                REVERSED_ABOVE_RATE.problem(
                    entry=red["id"],
                    field="taxes",
                    rate=rate,
                    invoice=old["id"],
                    reversed=f"{taken[old['id'], rate]:f}",
                    amount=f"{amounts.get(rate, Decimal(0)):f}",
                ),
            )


def _by_rate(invoice: Document) -> dict[str, Decimal]:
    """Net and tax together by rate, ``13%``."""
    sums: dict[str, Decimal] = {}
    for each in invoice["taxes"]:
        rate = f"{Decimal(each['rate'].removesuffix('%')).normalize():f}%"
        sums[rate] = sums.get(rate, Decimal(0)) + Decimal(each["net"]) + Decimal(each["tax"])
    return sums


def reached(connection: sqlite3.Connection, touched: Touched) -> set[str]:
    """Touched invoices, and those that they take back."""
    del connection
    taken_back = {invoice["reverses"] for invoice in touched.data("invoices") if invoice.get("reverses")}
    return touched.ids("invoices") | taken_back
