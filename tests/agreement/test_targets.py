"""What was reached of targets agrees with the plain implementation, by rep, by team and of the company."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from salesbook.model.dates import month, quarter, year
from salesbook.reports.targets_report import targets_report
from tests.agreement.conftest import RandomBook, printed
from tests.oracle.attainment import FIELDS, attainment


def test_targets_and_what_was_reached_agree(random_book: RandomBook) -> None:
    last = random_book.days[-1]
    for period in (month(last.year, last.month), quarter(last.year, (last.month + 2) // 3), year(last.year)):
        for day in (last, period.first - timedelta(days=1)):
            figures = printed(targets_report(random_book.indexed, random_book.policy, period, day, None).data)
            expected = attainment(random_book.plain, period.first, period.last, day)
            assert told(figures["company"]) == expected["company"], (period.name, day)
            for part, key in (("by_rep", "rep"), ("by_team", "team")):
                found = {row[key]: told(row) for row in figures[part]}
                assert found == {whose: row for whose, row in expected[part].items() if says_anything(row)}


def told(row: dict[str, Any]) -> dict[str, Any]:
    """The figures that the plain implementation works out too; counts as text."""
    keys = ("target", "reached", "rest", "attainment", "projection", "projected_attainment")
    return {
        field: {
            key: str(value) if isinstance(value := row[field][key], int) and "attainment" not in key else value
            for key in keys
        }
        for field in FIELDS
    }


def says_anything(row: dict[str, Any]) -> bool:
    return any(each["target"] is not None or float(each["reached"]) for each in row.values())
