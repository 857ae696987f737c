"""The canonical text of entries that somebody wrote by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel

from salesbook.book.canonical import write_entry
from salesbook.book.entries import read_entry
from salesbook.book.formatting import FormattedFile, format_file
from salesbook.model.entry import Entry
from salesbook.model.kinds import Kind

_LAST = tuple(Entry.model_fields)
"""What every kind may have stands at the end: note, tags, own fields."""


def format_ledger(data: bytes, path: PurePosixPath, kind: Kind) -> FormattedFile:
    """The file with its entries in canonical form; those with errors, or with comments inside, stay as they are."""

    def rewrite(text: str) -> str | None:
        read = read_entry(text, path, 1, kind)
        return None if read.problems else write_entry(in_order(kind.model(), read.data), flow=kind.flow)

    return format_file(data, rewrite)


def in_order(model: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any]:
    """Raw values with the fields of a model in its own order, and so the mappings inside."""
    names = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
    ordered = [name for name in names if name not in _LAST] + [name for name in names if name in _LAST]
    return {name: _inside(names[name], data[name]) for name in ordered if name in data}


def _inside(annotation: Any, value: Any) -> Any:
    inner = _model_in(annotation)
    if inner is None:
        return value
    if isinstance(value, list):
        return [in_order(inner, each) for each in value]
    return in_order(inner, value) if isinstance(value, dict) else value


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model of a field, of its list's items, or of one of its alternatives."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, getattr(annotation, "__args__", ()))), None)
