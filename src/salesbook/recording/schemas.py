"""JSON Schema of every kind's files and of ``salesbook.yaml``, for editors and other programs."""

from __future__ import annotations

import json

from salesbook.model.kinds import KINDS, Kind
from salesbook.model.part import Part, shape_of_part
from salesbook.model.settings import Settings
from salesbook.model.shapes import Definitions, Schema

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: Kind) -> Schema:
    """The schema of a ledger file of ``kind``: a list of its entries."""
    entry, definitions = _schema_of(kind.model())
    schema: Schema = {"$schema": _DIALECT, "title": kind.title.en, "type": ["array", "null"], "items": entry}
    return schema | definitions


def settings_schema() -> Schema:
    """The schema of ``salesbook.yaml``."""
    settings, definitions = _schema_of(Settings)
    return {"$schema": _DIALECT, "title": "salesbook.yaml", **definitions, **settings}


def schema_files() -> dict[str, str]:
    """The text of every file in a book's folder ``schemas/``, by its name: ``orders.schema.json`` …"""
    schemas = {kind.name: json_schema(kind) for kind in KINDS} | {"salesbook": settings_schema()}
    return {f"{name}.schema.json": json.dumps(schema, indent=2) + "\n" for name, schema in schemas.items()}


def _schema_of(part: type[Part]) -> tuple[Schema, Schema]:
    """The schema of a part, and, under ``$defs``, those of the parts inside."""
    definitions: Definitions = {}
    schema = shape_of_part(part).described(definitions)
    return schema, {"$defs": dict(sorted(definitions.items()))} if definitions else {}
