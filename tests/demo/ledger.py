"""A plain reading of the company's entries for the tests: what an order was worth and had received on each day.

It uses nothing of the product: the rules of the design, worked out once more on decimals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from salesbook.demo.company import Company

Entry = Mapping[str, Any]
CENT = Decimal("0.01")


def fraction(percent: str) -> Decimal:
    return Decimal(percent.removesuffix("%")) / 100


def rounded(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def of(company: Company, kind: str) -> list[Entry]:
    return list(company.entries[kind])


def by_id(company: Company, kind: str) -> dict[str, Entry]:
    return {entry["id"]: entry for entry in of(company, kind)}


def grouped(entries: Iterable[Entry], field: str) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry[field]].append(entry)
    return groups


@dataclass
class OrderBook:
    """An order as entered, with its changes, deliveries and exchanges (line and quantity), each by date and id."""

    order: Entry
    changes: list[Entry]
    deliveries: list[Entry]
    exchanges: list[tuple[date, dict[int, int]]]

    def delivered(self, day: date) -> dict[int, int]:
        """Net quantities by line; lines of text go with the first delivery."""
        sent: dict[int, int] = defaultdict(int)
        for delivery in self.deliveries:
            if delivery["date"] <= day:
                for line in delivery["lines"]:
                    sent[line["line"]] += line["qty"]
        if sent:
            for number, line in enumerate(self.order["lines"], 1):
                if "text" in line:
                    sent[number] += line["qty"]
        for on, pieces in self.exchanges:
            if on <= day:
                for number, quantity in pieces.items():
                    sent[number] -= quantity
        return sent

    def lines(self, day: date) -> dict[int, dict[str, Any]]:
        """The lines as of a day."""
        lines = {number: dict(line) for number, line in enumerate(self.order["lines"], 1)}
        for change in self.changes:
            if change["date"] > day:
                continue
            for line in change.get("lines", []):
                if "line" in line:
                    lines[line["line"]]["qty"] = line["qty"]
                else:
                    lines[len(lines) + 1] = dict(line)
            if change.get("cancel"):
                sent = self.delivered(change["date"])
                for number, line in lines.items():
                    line["qty"] = sent.get(number, 0)
        return lines

    def total(self, day: date) -> Decimal:
        return sum((gross(line) for line in self.lines(day).values()), Decimal(0))

    @property
    def cancelled(self) -> date | None:
        return next((change["date"] for change in self.changes if change.get("cancel")), None)


def gross(line: Entry) -> Decimal:
    return rounded(line["qty"] * line["price"] * (1 - fraction(line.get("discount", "0%"))))


def order_books(company: Company) -> dict[str, OrderBook]:
    changes, deliveries = (grouped(of(company, kind), "order") for kind in ("changes", "deliveries"))
    exchanges: dict[str, list[tuple[date, dict[int, int]]]] = defaultdict(list)
    for credit in of(company, "credits"):
        if credit["reason"] == "exchange":
            for piece in credit["orders"]:
                pieces = {line["line"]: line["qty"] for line in piece["lines"]}
                exchanges[piece["order"]].append((credit["date"], pieces))
    return {
        order["id"]: OrderBook(order, changes[order["id"]], deliveries[order["id"]], exchanges[order["id"]])
        for order in of(company, "orders")
    }


@dataclass(frozen=True)
class Given:
    """Money of a payment or credit, given to an order or opening on a day."""

    day: date
    source: str
    target: str
    amount: Decimal


def given(company: Company) -> Iterator[Given]:
    """Everything that payments, credits and allocations give; a dishonoured bill takes back what it gave."""
    dishonoured = {bill["payment"]: bill["date"] for bill in of(company, "bills") if bill["event"] == "dishonoured"}
    for kind in ("payments", "credits", "allocations"):
        for entry in of(company, kind):
            source = entry.get("payment") or entry.get("credit") or entry["id"]
            for piece in entry.get("orders", []):
                target = piece.get("order") or piece["opening"]
                yield Given(entry["date"], source, target, piece["amount"])
                if source in dishonoured:
                    yield Given(dishonoured[source], source, target, -piece["amount"])


def sums_by_day(moves: Iterable[tuple[date, Decimal]]) -> list[tuple[date, Decimal]]:
    """The running sum at the end of each day that moves it."""
    days: dict[date, Decimal] = defaultdict(Decimal)
    for day, amount in moves:
        days[day] += amount
    running: list[tuple[date, Decimal]] = []
    total = Decimal(0)
    for day in sorted(days):
        total += days[day]
        running.append((day, total))
    return running
