"""A short run of the fuzz over the samples; ``python -m tests.bank.fuzz`` makes longer ones."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.bank import fuzz
from tests.bank.regenerate import samples


def test_the_samples_of_text_are_understood_by_the_fuzz() -> None:
    assert sum(fuzz.cells_of(sample) is not None for sample in samples()) > 20


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_nothing_fails_and_nothing_is_silently_different(sample: Path) -> None:
    chance = random.Random(sample.name)
    assert fuzz.silently_different(sample, chance) == []
    assert [data for data in (fuzz.failing(sample, chance) for _ in range(4)) if data is not None] == []
