"""``bank undo`` takes back just what reconciling entered, and its lines are open again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import ALIPAY, CMB, EXPORTS, ICBC, Run, copied, git
from .test_reconcile import of_kind


def aging(run: Run) -> Any:
    return run("aging", "--format", "json").data


def aging_of_october(run: Run) -> Any:
    return run("aging", "--as-of", "2026-10-20", "--format", "json").data


def decisions(run: Run, file: str) -> dict[str, str]:
    return {line["line"]: line["decision"] for line in run("reconcile", file, "--format", "json").data["lines"]}


@pytest.mark.parametrize("by_line", [True, False])
def test_what_a_person_undoes_by_name_is_not_proposed_again(posted: Path, run: Run, by_line: bool) -> None:
    payment = next(each for each in of_kind(run, "payments") if each.get("line", "").startswith("BL-cmb"))
    match = next(each for each in of_kind(run, "matches") if each["line"] == payment["line"])
    assert run("bank", "undo", payment["line"] if by_line else match["id"]).code == 0
    assert "bank undo" in git(posted, "log", "-1", "--format=%s")
    (reversal,) = [each for each in of_kind(run, "payments") if each.get("reverses") == payment["id"]]
    assert (reversal["date"], reversal["amount"]) == (payment["date"], f"-{payment['amount']}")
    assert run("check").code == 0
    assert run("bank", "undo", payment["line"]).code == 1
    lines = {line["line"]: line for line in run("reconcile", CMB, "--format", "json").data["lines"]}
    opened = lines.pop(payment["line"])
    assert {line["decision"] for line in lines.values()} == {"known", "review"}
    denied = {piece["order"] for piece in payment["orders"]}
    for proposal in (opened, *opened["alternatives"]):
        assert not denied & {piece["order"] for piece in proposal["orders"]}
    assert opened["decision"] == "review"


def test_a_day_is_undone_as_if_it_had_not_been(posted: Path, new_book: Path, run: Run, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(copied(new_book, tmp_path / "before"))
        october = aging_of_october(run)
        before, at_first = aging(run), {file: decisions(run, file) for file in EXPORTS}
    after = aging(run)
    assert after != before
    recorded = {each["id"] for each in of_kind(run, "payments") if not each.get("line")}
    assert run("bank", "undo", "--day", "2026-11-01").code == 0
    assert aging(run) == before
    assert run("check").code == 0
    assert not recorded & {each.get("reverses") for each in of_kind(run, "payments") if each["id"] not in recorded}
    assert aging_of_october(run) == october
    collected = {each["line"] for each in of_kind(run, "matches") if each.get("bills")}
    assert collected
    assert {file: decisions(run, file) for file in EXPORTS} == at_first
    assert run("reconcile", *EXPORTS, "--yes").code == 0
    assert aging(run) == after
    assert run("check").code == 0


def test_of_a_day_only_one_account_is_undone(posted: Path, run: Run) -> None:
    assert run("bank", "undo", "--day", "2026-11-01", "--account", "alipay").code == 0
    assert "post" in decisions(run, ALIPAY).values()
    assert "post" not in decisions(run, ICBC).values()


def test_what_is_not_there_is_not_undone(posted: Path, run: Run) -> None:
    head = git(posted, "rev-parse", "HEAD")
    assert run("bank", "undo").code == 2
    assert run("bank", "undo", "BM-2611-9999").code == 1
    assert run("bank", "undo", "--day", "2026-11-02").code == 1
    line = of_kind(run, "matches")[-1]["line"]
    assert run("bank", "undo", line, "--dry-run").code == 0
    assert git(posted, "rev-parse", "HEAD") == head
    assert run("bank", "undo", line, line).code == 0
    assert run("check").code == 0


def test_all_statements_of_a_command_are_one_run(posted: Path, run: Run) -> None:
    assert run("bank", "undo", "--last").code == 0
    assert all("post" in decisions(run, file).values() for file in EXPORTS)
    assert run("bank", "undo", "--last").code == 1


def test_the_last_run_is_undone_and_then_the_one_before(book: Path, run: Run) -> None:
    """A run that is undone is not the last one any more."""
    for file in EXPORTS:
        assert run("reconcile", file, "--yes").code == 0
    for file in reversed(EXPORTS):
        before = decisions(run, file)
        assert "post" not in before.values()
        assert run("bank", "undo", "--last").code == 0
        after = decisions(run, file)
        assert "post" in after.values()
        assert {line for line in before if before[line] == after[line]} >= {
            line for line, decision in before.items() if decision == "review"
        }
    assert run("check").code == 0
    assert run("bank", "undo", "--last").code == 1
    assert not any(match.get("rejected") for match in of_kind(run, "matches"))


@pytest.mark.parametrize("words", [[], ["--last", "--day", "2026-11-01"], ["BM-2611-0001", "--last"]])
def test_it_must_be_clear_what_is_meant(posted: Path, run: Run, words: list[str]) -> None:
    assert run("bank", "undo", *words).code == 2


@pytest.mark.parametrize("word", ["interest", "payment out"])
def test_what_a_person_said_is_money_after_all_is_not_passed_over_again(posted: Path, run: Run, word: str) -> None:
    match = next(each for each in of_kind(run, "matches") if each.get("ignored") == word and each["date"] >= "2026-11")
    line = next(each for each in of_kind(run, "bank") if each["id"] == match["line"])
    file = {"icbc": ICBC, "cmb": CMB, "alipay": ALIPAY}[line["account"]]
    assert run("bank", "undo", line["id"]).code == 0
    assert decisions(run, file)[line["id"]] == "review"
