"""Reconciling a statement twice changes nothing: ``python -m benchmarks.matching --again`` asks it of more worlds."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.matching.again import changed_by_second_run
from benchmarks.matching.world import Size, make_world

LINES = 80


@pytest.mark.parametrize(("grade", "seed"), [("typical", 11), ("hard", 11), ("adversarial", 10)])
def test_a_second_run_finds_what_the_first_one_left(grade: str, seed: int, tmp_path: Path) -> None:
    world = make_world(grade, seed, Size(LINES), judge=False)
    assert changed_by_second_run(world, tmp_path) == []
