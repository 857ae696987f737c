"""Commission of a month: what each plan pays each rep in each currency.

What counts is listed row by row, then paid at the rates of each plan; see README.md for the choices made.
"""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .earnings import Counted, counted_in
from .flows import shares_of, since, team_of
from .money import as_text, decimals, half_up, minor
from .orders import currency_of, customer_of
from .reading import Book, Entry, number
from .report import Period, tallied, target_of, with_sales

LENGTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Paid:
    """A base, exact, at a rate."""

    base: Fraction
    rate: Fraction

    @property
    def amount(self) -> int:
        """What is paid for it."""
        return half_up(self.base * self.rate)


def month_period(month: str) -> Period:
    """The days of a month."""
    year, number_ = (int(part) for part in month.split("-"))
    return Period(date(year, number_, 1), date(year, number_, calendar.monthrange(year, number_)[1]))


def plan_period(plan: Entry, month: str) -> Period | None:
    """The period for which a plan pays with a month; none where it pays with a later one."""
    length = LENGTHS[plan.get("period", "month")]
    last = month_period(month).last
    if last.month % length:
        return None
    return Period(date(last.year, last.month - length + 1, 1), last)


def in_force(plan: Entry, last: date) -> bool:
    """Whether a plan pays for a period that ends on a day."""
    since, until = plan.get("from", str(date.min)), plan.get("until", str(date.max))
    return bool(since <= last.isoformat() <= until)


def plans_of(book: Book, rep: str, last: date) -> dict[str, Entry]:
    """The plans in force that name a rep, else those that name his team, else those for all."""
    plans = {name: plan for name, plan in book["settings"]["commission"].items() if in_force(plan, last)}
    team = team_of(book, rep, last)
    by_rep = {name: plan for name, plan in plans.items() if rep in of_names(plan)}
    by_team = {name: plan for name, plan in plans.items() if team in plan.get("teams", [])}
    for_all = {name: plan for name, plan in plans.items() if plan.get("reps", "all") == "all" and not plan.get("teams")}
    return by_rep or by_team or for_all


def of_names(plan: Entry) -> list[str]:
    """The reps that a plan names."""
    reps = plan.get("reps", "all")
    return [] if reps == "all" else list(reps)


# --- attainment -------------------------------------------------------------------------------------------------------


def new_customers(book: Book, rep: str, period: Period, currency: str) -> int:
    """The customers whose first order is one of the rep's, in the period and currency."""
    first: dict[str, Entry] = {}
    for order in book["orders"]:
        first.setdefault(customer_of(book, order["customer"]), order)
    return sum(
        period.has(order["date"]) and currency_of(book, order) == currency and rep in dict(shares_of(book, order))
        for order in first.values()
    )


def reached(book: Book, rep: str, period: Period, measure: str, currency: str) -> int:
    """A measure of a rep as the report has it."""
    if measure == "new_customers":
        return new_customers(book, rep, period, currency)
    sums = tallied(book, period)[currency].by_rep.get(rep, {})
    return with_sales(sums, book["settings"]["sales_basis"]).get(measure, 0)


# --- rates ------------------------------------------------------------------------------------------------------------


def exception_of(book: Book, plan: Entry, row: Counted) -> int | None:
    """The place of the first exception that a row falls under."""
    for place, each in enumerate(plan.get("except") or []):
        customers = [customer_of(book, id) for id in each.get("customers") or []]
        if each.get("products") and row.product not in each["products"]:
            continue
        if customers and row.customer not in customers:
            continue
        return place
    return None


def factor_of(plan: Entry, row: Counted) -> Fraction:
    """What counts of a receipt by its days late: the factor of the most days that it exceeds."""
    found = Fraction(1)
    for each in sorted(plan.get("late") or [], key=lambda each: int(each["over"])):
        if row.late > int(each["over"]):
            found = number(each["factor"])
    return found


def steps_of(plan: Entry) -> list[tuple[Fraction, Fraction]]:
    """The steps of a plan's tiers, lowest first; a plain rate is one step from 0 on."""
    if "tiers" not in plan:
        return [(Fraction(0), number(plan.get("rate", "0%")))]
    return [(number(step["from"]), number(step["rate"])) for step in plan["tiers"]["steps"]]


def stepped(steps: list[tuple[Fraction, Fraction]], mode: str, base: Fraction, height: Fraction | None) -> list[Paid]:
    """A base at the rates of steps, where `height` was climbed of them; without it, at the lowest step's rate."""
    if height is None or height <= 0 or base <= 0:
        return [Paid(base, steps[0][1])]
    if mode == "whole":
        return [Paid(base, [rate for start, rate in steps if start <= height][-1])] if steps[0][0] <= height else []
    ends = [start for start, _ in steps[1:]] + [height]
    parts = [(max(Fraction(0), min(height, end) - start), rate) for (start, rate), end in zip(steps, ends, strict=True)]
    return [Paid(base * part / height, rate) for part, rate in parts if part]


def paid_by(book: Book, plan: Entry, rep: str, period: Period, currency: str, rows: list[Counted]) -> list[Paid]:
    """What a plan pays on the rows of a rep: by steps, then by each exception."""
    steps_base, by_exception = [], []
    by_steps, of_exceptions = Fraction(0), dict.fromkeys(range(len(plan.get("except") or [])), Fraction(0))
    for row in rows:
        place = exception_of(book, plan, row)
        base = base_of(book, plan, row)
        if place is None:
            by_steps += base * factor_of(plan, row)
            steps_base.append(base)
        else:
            of_exceptions[place] += base * factor_of(plan, row)
    for place, each in enumerate(plan.get("except") or []):
        by_exception.append(Paid(of_exceptions[place], number(each["rate"])))
    steps, tiers = steps_of(plan), plan.get("tiers") or {"by": "amount", "mode": "whole"}
    own = book["settings"]["currency"]
    height: Fraction | None = None
    if currency == own and tiers["by"] == "amount":
        steps = [(Fraction(minor(start, own)), rate) for start, rate in steps]
        height = Fraction(sum(steps_base))
    elif currency == own:
        measure = target_measure(plan)
        target = target_of(book, {"rep": rep}, period, measure)
        height = Fraction(reached(book, rep, period, measure, currency), target) if target else None
    return [*stepped(steps, tiers.get("mode", "marginal"), by_steps, height), *by_exception]


def target_measure(plan: Entry) -> str:
    """The measure of a target that a plan's basis is held against."""
    return "collected" if plan.get("basis", "collected") == "collected" else "sales"


def base_of(book: Book, plan: Entry, row: Counted) -> int:
    """What of a row a plan counts; a margin has no tax in it, and is none where the cost is not known."""
    if plan.get("basis") != "margin":
        return row.amount if plan.get("tax") == "gross" else row.net
    cost = since(book["products"][row.product], "cost", row.ordered) if row.product else None
    if cost is None or row.currency != book["settings"]["currency"]:
        return 0
    return row.net - half_up(cost * row.quantity * 10 ** decimals(row.currency))


def bonuses_of(book: Book, plan: Entry, rep: str, period: Period, currency: str) -> list[int]:
    """The bonuses that were reached."""
    found = []
    for bonus in plan.get("bonus") or []:
        target = target_of(book, {"rep": rep}, period, bonus["measure"])
        if currency != book["settings"]["currency"] or not target:
            continue
        if Fraction(reached(book, rep, period, bonus["measure"], currency), target) >= number(bonus["attainment"]):
            found.append(minor(number(bonus["amount"]), currency))
    return found


# --- what a month comes to --------------------------------------------------------------------------------------------


def plan_figures(
    book: Book, name: str, plan: Entry, rep: str, period: Period, currency: str, rows: list[Counted]
) -> Entry:
    """What a plan pays a rep in a currency."""
    paid = paid_by(book, plan, rep, period, currency, rows)
    by_rate: Counter[str] = Counter()
    for each in paid:
        by_rate[f"{float(each.rate):g}"] += each.amount
    bonuses = sum(bonuses_of(book, plan, rep, period, currency))
    earned = sum(each.amount for each in paid) + bonuses
    if "cap" in plan and currency == book["settings"]["currency"]:
        earned = min(earned, minor(number(plan["cap"]), currency))
    base = sum(base_of(book, plan, row) for row in rows)
    return {
        "plan": f"{rep}/{currency}/{name}",
        "base": as_text(base, currency),
        "paid": {rate: amount for rate, amount in by_rate.items() if amount},
        "bonuses": bonuses,
        "earned": as_text(earned, currency),
    }


def commission(book: Book, month: str) -> list[Entry]:
    """What every rep earns with a month by each of his plans, in each currency."""
    found = []
    counted: dict[tuple[str, Period], list[Counted]] = {}
    for rep in book["reps"]:
        for name, plan in plans_of(book, rep, month_period(month).last).items():
            period = plan_period(plan, month)
            if period is None:
                continue
            basis = plan.get("basis", "collected")
            if (basis, period) not in counted:
                counted[basis, period] = list(counted_in(book, basis, period))
            own = [row for row in counted[basis, period] if row.rep == rep]
            for currency in sorted({book["settings"]["currency"], *(row.currency for row in own)}):
                of_currency = [row for row in own if row.currency == currency]
                found.append(plan_figures(book, name, plan, rep, period, currency, of_currency))
    return sorted(found, key=lambda figures: str(figures["plan"]))
