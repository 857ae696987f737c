"""The schemas say what the models say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from salesbook.model.kinds import KINDS, Kind
from salesbook.model.part import shape_of_part
from salesbook.recording.schemas import json_schema, schema_files, settings_schema

KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def walk(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        return [node] + [found for each in node.values() for found in walk(each)]
    return [found for each in node for found in walk(each)] if isinstance(node, list) else []


@KIND
def test_a_file_is_a_list_of_entries_with_just_the_fields_of_the_kind(kind: Kind) -> None:
    schema = json_schema(kind)
    assert schema["type"] == ["array", "null"]  # an empty file is a file without entries
    fields = shape_of_part(kind.model()).fields
    assert list(schema["items"]["properties"]) == [field.name for field in fields]
    assert schema["items"].get("required", []) == [field.name for field in fields if field.required]
    assert schema["items"]["additionalProperties"] is False


@KIND
def test_unknown_fields_are_errors_at_every_depth_but_in_the_users_own(kind: Kind) -> None:
    for node in walk(json_schema(kind)):
        if node.get("type") == "object" and "properties" in node:
            assert node["additionalProperties"] is False


@pytest.mark.parametrize("schema", [settings_schema(), *map(json_schema, KINDS)], ids=lambda schema: schema["title"])
def test_every_reference_leads_somewhere_and_nothing_may_be_null(schema: dict[str, Any]) -> None:
    definitions = schema.get("$defs", {})
    for node in walk(schema):
        if "$ref" in node:
            assert node["$ref"].removeprefix("#/$defs/") in definitions
        assert node.get("type") != "null"
        assert "default" not in node


def test_there_is_a_file_for_every_kind_and_one_for_the_settings() -> None:
    files = schema_files()
    assert set(files) == {f"{kind.name}.schema.json" for kind in KINDS} | {"salesbook.schema.json"}
    assert all(json.loads(text)["$schema"] for text in files.values())
