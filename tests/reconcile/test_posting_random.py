"""Whatever a statement's lines are taken for together: it reads back, ``check`` is clean, undoing leaves no trace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesbook.bank.decision import CreditReason, Explanation, NewCredit, Share, TakenUp
from salesbook.cli.main import main

from .read_back import explanation_of
from .test_posting import written
from .varied_book import ORDERS, StatedLine, tell, write_statement, write_varied_book

FREE = {"CR-1": 20_00, "PY-31": 40_00}
"""What of the customer's money waits for an order."""


@st.composite
def payments(draw: st.DrawFn, orders: Sequence[int], sources: dict[str, int]) -> Explanation:
    """A payment for ``orders`` of 100.00 times their number, each less what settles it otherwise."""
    shares: list[Share] = []
    credits: list[NewCredit] = []
    taken_up: list[TakenUp] = []
    for number in orders:
        order, left = f"SO-{number}", number * 100_00
        for reason in draw(st.sets(st.sampled_from(CreditReason), max_size=2)):
            amount = draw(st.integers(1, 5_00))
            credits.append(NewCredit(order, amount, reason))
            left -= amount
        for source in list(sources):
            if draw(st.booleans()):
                amount = draw(st.integers(1, sources[source]))
                taken_up.append(TakenUp(source, order, amount))
                left -= amount
                sources[source] -= amount
                if not sources[source]:
                    del sources[source]
        shares.append(Share(order, draw(st.sampled_from([left, left // 2, 1]))))
    if draw(st.booleans()):
        shares.append(Share("SO-21", 10_00, paid=draw(st.integers(60_00, 80_00))))
    return Explanation(
        "HD",
        orders=tuple(sorted(shares, key=lambda each: each.order)),
        credits=tuple(sorted(credits, key=lambda each: (each.order, each.reason))),
        taken_up=tuple(sorted(taken_up, key=lambda each: (each.source, each.order))),
        advance=draw(st.sampled_from([0, 1, 33_33])),
    )


RECORDED = [
    (50_00, Explanation(payments=("PY-1",))),
    (60_00, Explanation(payments=("PY-2",))),
    (-30_00, Explanation(payments=("PY-3",))),
    (90_00, Explanation(handins=("HI-1",))),
    (900_00, Explanation(bills=("BE-1",))),
    (70_00, Explanation(hands_in=("PY-11",), rep="wang-fang")),
    (80_00, Explanation(hands_in=("PY-12",), rep="wang-fang")),
    (600_00, Explanation(collects=("PY-21",))),
    (695_00, Explanation(collects=("PY-22",))),
    (3_21, Explanation(ignored="interest")),
    (500_00, Explanation(ignored="transfer", counterpart="BL-cmb-1")),
]


def given_out(payment: Explanation) -> int:
    return sum(each.amount if each.paid is None else each.paid for each in payment.orders) + payment.advance


@st.composite
def statements(draw: st.DrawFn) -> list[tuple[int, Explanation]]:
    """Lines of a statement, with what each of them is; nothing is given out twice."""
    orders = draw(st.permutations(list(ORDERS)))
    cuts = sorted(draw(st.sets(st.integers(1, len(orders) - 1), max_size=3)))
    groups = [orders[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(orders)], strict=True)]
    sources = dict(FREE)
    made = [draw(payments(group, sources)) for group in groups[: draw(st.integers(1, len(groups)))]]
    lines = [(given_out(one), one) for one in made]
    return draw(st.permutations(lines + draw(st.lists(st.sampled_from(RECORDED), unique=True, max_size=6))))


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One book, outside git, for all examples: each leaves its figures as they were."""
    root = tmp_path_factory.mktemp("varied")
    write_varied_book(root)
    return root


def run(*arguments: str) -> int:
    return main([*arguments, "--format", "json", "-o", "out.json"])


def figures() -> list[Any]:
    found = []
    for words in (["aging"], ["aging", "--as-of", "2026-10-12"], ["report", "--month", "2026-10"], ["open"]):
        assert run(*words) == 0
        found.append(Path("out.json").read_text(encoding="utf-8"))
    return found


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stated=statements())
def test_a_statement_is_entered_and_undone(
    varied: Path, surroundings: None, stated: list[tuple[int, Explanation]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(varied)
        at_first, known = figures(), {entry["id"] for entries in written().values() for entry in entries}
        explanations = {f"line {number}": explanation for number, (_, explanation) in enumerate(stated)}
        tell(patch, {memo: (lambda line, lines: explanations[line.memo or ""]) for memo in explanations})
        amounts = (f"{amount / 100:.2f}" for amount, _ in stated)
        lines = [StatedLine(memo, amount) for memo, amount in zip(explanations, amounts, strict=True)]
        write_statement(Path("bank.csv"), lines, payer=f"Example {len(known)}")  # unlike the lines of all before
        assert run("reconcile", "bank.csv", "--account", "icbc", "--yes") == 0
        assert main(["check"]) == 0
        after = written()
        memos = {entry["id"]: entry.get("memo") for entry in after["bank"] if entry["id"] not in known}
        new = [match for match in after["matches"] if match["id"] not in known and match["line"] in memos]
        assert {memos[match["line"]]: explanation_of(match, after) for match in new} == explanations
        assert main(["bank", "undo", "--day", "2026-11-01"]) == 0
        assert main(["check"]) == 0
        assert figures() == at_first
