"""``targets``: what the small book reached, and where a running month leads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Asking

WEIGHTS = "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"


@pytest.fixture
def with_targets(asking_of: Callable[[dict[str, str]], Asking]) -> Asking:
    """In October 685.00 were delivered for wang-fang and 100.00 for li-lei, in yuan."""
    return asking_of(
        {
            "ledgers/targets/2026.yaml": f"- {{rep: wang-fang, month: 2026-10, sales: 1000.00, new_customers: 2}}\n"
            f"- {{rep: li-lei, year: 2026, sales: 6000.00, collected: 1200.00, weights: {WEIGHTS}}}\n"
            "- {team: 华东, month: 2026-10, sales: 2000.00}\n- {month: 2026-10, sales: 3000.00, orders: 5}\n"
        }
    )


def test_what_was_reached_and_is_left(with_targets: Asking) -> None:
    figures = with_targets.json("targets", "--month", "2026-10")
    rows = {row["rep"]: row for row in figures["by_rep"]}
    sales = rows["wang-fang"]["sales"]
    assert (sales["target"], sales["reached"], sales["attainment"], sales["rest"]) == (
        "1000.00",
        "685.00",
        0.685,
        "315.00",
    )
    assert rows["wang-fang"]["new_customers"]["reached"] == 1  # HDOLD and HDJM are one
    assert rows["wang-fang"]["collected"]["target"] is None
    share = rows["li-lei"]["sales"]
    assert (share["target"], share["reached"], share["set_by"]) == ("500.00", "100.00", "share")
    assert figures["company"]["sales"]["rest"] == "2215.00"
    assert figures["company"]["orders"]["reached"] == 2  # the third is in dollars
    teams = {row["team"]: row["sales"]["target"] for row in figures["by_team"]}
    assert teams == {"华东": "2000.00", "华南": None}  # nothing is made up from its reps
    assert figures["all_reps"]["sales"]["target"] == "1500.00"
    assert sales["projection"] is None


def test_a_running_month_is_led_on(with_targets: Asking) -> None:
    figures = with_targets.json("targets", "--month", "2026-10", "--as-of", "2026-10-10")
    (sales,) = [row["sales"] for row in figures["by_rep"] if row["rep"] == "wang-fang"]
    assert figures["days"] == {"elapsed": 10, "all": 31}
    assert (sales["reached"], sales["projection"], sales["projected_attainment"]) == ("685.00", "2123.50", 2.1235)
    assert sales["needed_per_day"] == "15.00"  # 315.00 in 21 days
    before = with_targets.json("targets", "--month", "2026-10", "--as-of", "2026-09-30")
    assert before["company"]["sales"]["reached"] == "0.00"
    assert before["company"]["sales"]["projection"] is None


def test_tables_by_rep_by_team_or_both(with_targets: Asking) -> None:
    for arguments, shown, hidden in (
        ((), ("Sales by rep (CNY)", "Sales by team (CNY)", "Shares"), ()),
        (("--by", "rep"), ("Sales by rep (CNY)", "Company"), ("by team",)),
        (("--by", "team"), ("Orders by team",), ("by rep",)),
    ):
        _, table, _ = with_targets.text("targets", "--month", "2026-10", *arguments)
        assert all(words in table for words in shown)
        assert not any(words in table for words in hidden)


def test_a_month_without_targets_says_how_to_set_them(asking: Asking) -> None:
    _, english, _ = asking.text("targets")
    _, chinese, _ = asking.text("targets", "--lang", "zh")
    assert "No targets are set for 2026-11; salesbook add-target sets them." in english
    assert "2026-11 未设目标" in chinese


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--month", "10", "--year", "2026"), "choose one of --month, --year"),
        (("--quarter", "7"), "--quarter: 7 is no period"),
        (("--as-of", "never"), "never"),
    ],
)
def test_what_it_refuses(asking: Asking, arguments: tuple[str, ...], why: str) -> None:
    code, _, errors = asking.text("targets", *arguments)
    assert code == 2
    assert why in errors
