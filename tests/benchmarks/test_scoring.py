"""What the benchmark counts as right and wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.matching.grades import GRADES
from benchmarks.matching.harness import Outcome, Run, reconcile_by_command, reconcile_here
from benchmarks.matching.lines import WorldLine
from benchmarks.matching.scoring import Score, score
from benchmarks.matching.truth import Sort
from benchmarks.matching.world import Size, World, make_world
from salesbook.bank.decision import CreditReason, Decision, Explanation, NewCredit, Share, TakenUp, Verdict


def _world(grade: str = "hard", seed: int = 6) -> World:
    return make_world(grade, seed, Size(150))


def _truly(line: WorldLine) -> Decision:
    """The decision of somebody who knows the truth, and says nothing where that cannot be known."""
    truth = line.truth
    if not truth.decidable:
        return Decision(Verdict.REVIEW)
    if truth.sort is Sort.IGNORED:
        return Decision(Verdict.IGNORE, Explanation(ignored=truth.why_ignored))
    return Decision(
        Verdict.POST,
        Explanation(
            customer=truth.customer,
            payments=tuple(truth.recorded),
            orders=tuple(Share(each.order, each.amount, paid=each.paid) for each in truth.given),
            credits=tuple(
                NewCredit(each.order, each.amount, CreditReason(each.reason)) for each in truth.taken if each.reason
            ),
            taken_up=tuple(TakenUp(each.source, each.order, each.amount) for each in truth.taken if each.source),
            advance=truth.advance,
            confidence=Decimal(1),
        ),
    )


def _score(world: World, decide: Callable[[WorldLine], Decision]) -> Score:
    return score(Run(world, [Outcome(line, decide(line)) for line in world.lines], 0.0))[0]


@pytest.mark.parametrize("grade", GRADES)
def test_who_knows_the_truth_makes_no_mistake_and_misses_nothing(grade: str) -> None:
    found = _score(_world(grade), _truly)
    assert (found.precision, found.recall, found.money_wrong) == (1.0, 1.0, 0)
    assert found.ignorable_right == found.ignorable
    assert (found.receipts_ignored, found.ignorable_posted, found.over_allocated) == (0, 0, 0)


def test_another_customer_is_wrong() -> None:
    def decide(line: WorldLine) -> Decision:
        decision = _truly(line)
        return replace(decision, best=decision.best._replace(customer="nobody"))

    world = _world()
    found = _score(world, decide)
    posted = [line for line in world.lines if line.truth.sort is Sort.RECEIPT and line.truth.decidable]
    assert found.posted - found.posted_right == len(posted)
    assert found.money_wrong == sum(line.amount for line in posted)


def test_all_money_as_an_advance_is_right_only_where_it_is_one() -> None:
    def decide(line: WorldLine) -> Decision:
        return Decision(Verdict.POST, Explanation(customer=line.truth.customer, advance=line.amount))

    world = _world()
    right = [
        line
        for line in world.lines
        if (line.truth.sort is Sort.UNKNOWN and line.truth.customer)
        or (line.truth.sort is Sort.RECEIPT and (line.truth.on_account or not line.truth.given))
    ]
    assert _score(world, decide).posted_right == len(right) > 0


def test_an_order_paid_twice_is_over_allocated() -> None:
    world = _world()
    line = next(line for line in world.lines if line.plan and line.plan.tag == "single" and line.truth.decidable)

    def decide(each: WorldLine) -> Decision:
        return _truly(line) if each in (line, world.lines[-1]) else Decision(Verdict.REVIEW)

    assert _score(world, decide).over_allocated == 1


def test_ignoring_everything_ignores_all_receipts() -> None:
    world = _world()
    found = _score(world, lambda _: Decision(Verdict.IGNORE, Explanation(ignored="interest")))
    assert found.receipts_ignored == sum(line.truth.sort is not Sort.IGNORED for line in world.lines)


def test_the_command_decides_as_the_function_does(tmp_path: Path) -> None:
    world = make_world("typical", 8, Size(60))
    here, by_command = reconcile_here(world, tmp_path), reconcile_by_command(world, tmp_path)
    assert [each.decision.verdict for each in here.outcomes] == [each.decision.verdict for each in by_command.outcomes]
    assert score(here)[0].posted_right == score(by_command)[0].posted_right
