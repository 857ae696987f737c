"""How well ``reconcile`` does on generated books.

For example ``python -m benchmarks.matching --grade typical --seeds 100-119``; ``--grade hard --seeds 7 --show-wrong 20
--difficulties``; ``--overlap --seeds 100-103 --lines 200``; ``--again``;
``--size 100000x10000``. See ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.matching.again import changed_by_second_run
from benchmarks.matching.grades import GRADES
from benchmarks.matching.harness import reconcile_by_command, reconcile_here
from benchmarks.matching.overlap import overlapping
from benchmarks.matching.scoring import Score, score
from benchmarks.matching.screen import as_data, difficulties, summary, wrong_line
from benchmarks.matching.timing import time_command
from benchmarks.matching.world import Size, make_world


def main() -> None:
    """Read the arguments, run, print."""
    asked = _arguments()
    if asked.size:
        _time(asked)
    elif asked.overlap:
        _overlap(asked)
    elif asked.again:
        _again(asked)
    else:
        _measure(asked)


def _measure(asked: argparse.Namespace) -> None:
    """Precision, recall and the rest, by grade."""
    scores: dict[str, Score] = {}
    shown = 0
    for grade in asked.grade or GRADES:
        scores[grade] = Score()
        for seed in asked.seeds:
            world = make_world(grade, seed, Size(asked.lines))
            with _folder(asked.worlds, f"{grade}-{seed}-{asked.lines}") as root:
                run = (reconcile_by_command if asked.process else reconcile_here)(world, root)
            found, wrong = score(run)
            scores[grade].add(found)
            if asked.progress:
                print(f"{grade} {seed}: {len(wrong)} wrong, {run.seconds:.1f} s", file=sys.stderr)
            for outcome in wrong[: max(asked.show_wrong - shown, 0)]:
                print(*wrong_line(grade, seed, outcome), sep="\n")
                shown += 1
    print(*summary(scores), sep="\n")
    if asked.difficulties:
        for grade, found in scores.items():
            print("", grade, *difficulties(found), sep="\n")
    if asked.json:
        asked.json.write_text(json.dumps({grade: as_data(found) for grade, found in scores.items()}, indent=1), "utf-8")


def _overlap(asked: argparse.Namespace) -> None:
    """Counts after overlapping exports; ends with 1 where something went wrong."""
    faulty = False
    for grade in asked.grade or GRADES:
        for seed in asked.seeds:
            world = make_world(grade, seed, Size(asked.lines), judge=False)
            with tempfile.TemporaryDirectory() as folder:
                found = overlapping(world, Path(folder), references=seed % 2 == 0)
            print(
                f"{grade} {seed}: {found.first} + {found.second} lines, {found.distinct} distinct, "
                f"{found.recorded} recorded, {found.payments} payments entered",
                *(found.faults or ["all well"]),
                sep="\n    ",
            )
            faulty = faulty or bool(found.faults)
    sys.exit(faulty)


def _again(asked: argparse.Namespace) -> None:
    """What a second run over the same statements changes; ends with 1 where that is anything."""
    faulty = False
    for grade in asked.grade or GRADES:
        for seed in asked.seeds:
            world = make_world(grade, seed, Size(asked.lines), judge=False)
            with tempfile.TemporaryDirectory() as folder:
                changed = changed_by_second_run(world, Path(folder))
            print(f"{grade} {seed}: {len(changed)} of {len(world.lines)} lines changed", *changed, sep="\n    ")
            faulty = faulty or bool(changed)
    sys.exit(faulty)


def _time(asked: argparse.Namespace) -> None:
    """Seconds and memory of the whole command."""
    orders, _, lines = asked.size.partition("x")
    size = Size(int(lines or asked.lines), int(orders))
    with _folder(asked.worlds, f"size-{asked.size}") as root:
        indexing, runs = time_command(size, asked.seeds[0], root)
    print(f"{size.orders} orders x {size.lines} lines: index {indexing.seconds:.1f} s, {indexing.memory:.0f} MiB")
    for run in runs:
        print(f"    reconcile {run.seconds:.2f} s ({run.computing:.2f} s of computing), {run.memory:.0f} MiB")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__.partition("\n")[0])
    parser.add_argument("--grade", action="append", choices=GRADES, help="one or more; all where none is named")
    parser.add_argument("--seeds", type=_seeds, default=[1], help="a seed, or a range such as 100-119")
    parser.add_argument("--lines", type=int, default=1000, help="bank lines of a world")
    parser.add_argument("--process", action="store_true", help="run the real command, and take the time of all of it")
    parser.add_argument("--size", metavar="ORDERSxLINES", help="only take the time, on a book of that size")
    parser.add_argument("--overlap", action="store_true", help="reconcile overlapping exports for good, and count")
    parser.add_argument("--again", action="store_true", help="reconcile for good, once more, and count what changes")
    parser.add_argument("--show-wrong", type=int, default=0, metavar="N", help="print the first N wrong decisions")
    parser.add_argument("--difficulties", action="store_true", help="what became of the lines with each difficulty")
    parser.add_argument("--progress", action="store_true", help="a line for each world on standard error")
    parser.add_argument(
        "--worlds", type=Path, metavar="DIR", help="keep the books there, which spares indexing them again"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to a file")
    return parser.parse_args()


def _seeds(text: str) -> list[int]:
    first, _, last = text.partition("-")
    return list(range(int(first), int(last or first) + 1))


@contextlib.contextmanager
def _folder(kept: Path | None, name: str) -> Iterator[Path]:
    if kept is not None:
        yield kept / name
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


if __name__ == "__main__":
    main()
