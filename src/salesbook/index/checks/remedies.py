"""What to do where something names what the book does not have."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Sequence

from salesbook.i18n import Text
from salesbook.model.kinds import kind_named


def nearest(name: str, names: Sequence[str]) -> Text | None:
    """Asks whether the most similar of ``names`` is meant; None where none is similar."""
    if near := difflib.get_close_matches(name, names, 1, cutoff=0.6):
        return Text("did you mean `{near}`?", "是否想写 `{near}`？").format(near=near[0])
    return None


def for_unknown_id(connection: sqlite3.Connection, kind: str, id: str) -> Text:
    """What to do where no entry of a kind has this id; of the ids like it two thousand are looked at."""
    prefix = id[: max(2, len(id) - 2)]
    rows = connection.execute(
        "SELECT id FROM entry WHERE kind = ? AND id IS NOT NULL ORDER BY substr(id, 1, ?) <> ?, id LIMIT 2000",
        (kind, len(prefix), prefix),
    )
    names = [row[0] for row in rows]
    named = connection.execute(
        "SELECT id FROM entry WHERE kind = ? AND json_extract(data, '$.name') = ?", (kind, id)
    ).fetchone()
    if named:
        return Text("write its id, `{id}`, not its name", "请写编号 `{id}`，不要写名称").format(id=named[0])
    if near := nearest(id, names):
        return near
    entry_kind = kind_named(kind)
    if entry_kind is not None and entry_kind.master:
        return Text("enter it first: salesbook add-{what}", "请先录入：salesbook add-{what}").format(what=kind[:-1])
    return Text("correct the id, or enter it first", "请改正编号，或先录入该条目")
