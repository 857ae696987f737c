"""The expected reading beside each sample of a bank file.

    python -m tests.bank.regenerate

writes them anew; the difference in git is then what has changed in the reading.
"""

from __future__ import annotations

import json
from pathlib import Path

from salesbook.bank.reading import read
from salesbook.bank.statement import Unread, as_data
from salesbook.model.problem import Problem
from salesbook.render.targets.json import dumps

SAMPLES = Path(__file__).parent / "samples"


def samples() -> list[Path]:
    return sorted(path for path in SAMPLES.iterdir() if path.suffix != ".json")


def expectation(sample: Path) -> Path:
    return sample.with_name(f"{sample.name}.json")


def reading(sample: Path) -> str:
    """What is read from a sample, and what is said about it."""
    found = read(sample, sample.name)
    told: dict[str, object]
    if isinstance(found, Unread):
        told = {"problems": [_told(problem) for problem in found.problems]}
    else:
        warnings = [_told(warning) for statement in found for warning in statement.warnings]
        told = {"statements": json.loads(dumps(as_data(found))), "warnings": warnings}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _told(problem: Problem) -> str:
    return f"{problem.source or ''} {problem.code.id} {problem.message.en}".strip()


def main() -> None:
    for sample in samples():
        expectation(sample).write_text(reading(sample), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
