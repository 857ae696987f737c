"""Kinds of entries that a user named."""

from __future__ import annotations

from salesbook.cli.session import Session
from salesbook.i18n import Text
from salesbook.model.kinds import KINDS, Kind
from salesbook.reports.kind_names import kind_called, nearest_kind


def kinds_beginning(incomplete: str) -> list[str]:
    """Names of kinds for completion in a shell."""
    return [kind.name for kind in KINDS if kind.name.startswith(incomplete.lower())]


def kind_or_refuse(session: Session, name: str) -> Kind:
    """The kind that a user named; ends the command where there is none."""
    kind = kind_called(name)
    if kind is None:
        session.refuse(_unknown(name))
    return kind


def _unknown(name: str) -> Text:
    near = nearest_kind(name)
    hint = (
        Text("did you mean {near}?", "是否想用 {near}？").format(near=near.name)
        if near
        else Text("there are {all}", "可用：{all}").format(all=", ".join(each.name for each in KINDS))
    )
    return Text("there is no kind {name}; {hint}", "没有 {name} 这类条目，{hint}").format(name=name, hint=hint)
