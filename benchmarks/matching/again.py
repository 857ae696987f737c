"""A statement reconciled twice: the second time decides nothing, and forgets nothing that the first decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.matching.harness import salesbook, statement_of, write_world
from benchmarks.matching.world import World
from salesbook.bank.decision import Decision, Verdict
from salesbook.bank.reconciliation import reconcile
from salesbook.index.book import open_book


def changed_by_second_run(world: World, root: Path) -> list[str]:
    """What a second run over each statement decides otherwise than the first, by line."""
    changed: list[str] = []
    book = root / "book"
    for account, file in write_world(world, root).items():
        before = _decisions(world, book, account, file)
        salesbook(book, "reconcile", str(file), "--account", account, "--yes", "--no-commit")
        changed += _changed(before, _decisions(world, book, account, file))
    return changed


def _decisions(world: World, root: Path, account: str, file: Path) -> dict[str, Decision]:
    book = open_book(root)
    if book.policy is None:
        raise ValueError(f"the book of {world.grade.name} {world.seed} has errors")
    found = reconcile(book, book.policy, statement_of(file), str(file), account, world.last)
    book.connection.close()
    return {each.id: each.decision for each in found.lines if each.id}


def _changed(before: Mapping[str, Decision], after: Mapping[str, Decision]) -> Iterator[str]:
    if before.keys() != after.keys():
        yield f"lines known by another id: {sorted(before.keys() ^ after.keys())}"
    for id, first in before.items():
        second = after.get(id, first)
        left = Verdict.REVIEW if first.verdict is Verdict.REVIEW else Verdict.KNOWN
        if second.verdict is not left:
            was, now = (f"{each.verdict} at {each.best.confidence}" for each in (first, second))
            yield f"{id} was {was}, is {now}"
