"""JSON Schema of every kind's files and of ``salesbook.yaml``, for editors and other programs."""

from __future__ import annotations

import json
import warnings
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import PydanticJsonSchemaWarning

from salesbook.model.kinds import KINDS, Kind
from salesbook.model.settings import Settings

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def json_schema(kind: Kind) -> Schema:
    """The schema of a ledger file of ``kind``: a list of its entries."""
    entry = _schema_of(kind.model())
    definitions = entry.pop("$defs", {})
    schema: Schema = {"$schema": _DIALECT, "title": kind.title.en, "type": ["array", "null"], "items": entry}
    return schema | ({"$defs": definitions} if definitions else {})


def settings_schema() -> Schema:
    """The schema of ``salesbook.yaml``."""
    return {"$schema": _DIALECT, "title": "salesbook.yaml", **_schema_of(Settings)}


def schema_files() -> dict[str, str]:
    """The text of every file in a book's folder ``schemas/``, by its name: ``orders.schema.json`` …"""
    schemas = {kind.name: json_schema(kind) for kind in KINDS} | {"salesbook": settings_schema()}
    return {f"{name}.schema.json": json.dumps(schema, indent=2) + "\n" for name, schema in schemas.items()}


def _schema_of(model: type[BaseModel]) -> Schema:
    with warnings.catch_warnings():
        # Defaults are left out below: as the models hold them (fractions, decimals) they are not what a file says.
        warnings.simplefilter("ignore", PydanticJsonSchemaWarning)
        generated = model.model_json_schema()
    schema: Schema = _cleared(generated)
    return schema


def _cleared(node: Any) -> Any:
    """Without defaults and titles; a field that may be left out may not be null, so neither may the schema say so.

    No field of an entry is called ``default`` or ``title``.
    """
    if isinstance(node, list):
        return [_cleared(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {name: value for name, value in node.items() if name not in {"default", "title"}}
    choices = kept.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices:
        remaining = [each for each in choices if each != {"type": "null"}]
        kept.pop("anyOf")
        kept = {**remaining[0], **kept} if len(remaining) == 1 else {**kept, "anyOf": remaining}
    return {name: _cleared(value) for name, value in kept.items()}
