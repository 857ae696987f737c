"""What a part's annotations ask for: read, described for editors, and put in order."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.model.fields import Amount, Day, Flag, Words, is_nested
from salesbook.model.findings import Wrong, contradiction
from salesbook.model.kinds import KINDS, Kind
from salesbook.model.part import Alternatives, Filled, Part, Rule, as_json, field, shape_of_part, validate
from tests.model.entries import WHOLE, raw


class Leaf(Part):
    """A leaf."""

    size: Amount
    colour: Literal["green", "red"] = "green"


def _uneven(leaves: list[Leaf]) -> Wrong | None:
    return contradiction("leaves come in pairs", "叶须成对") if len(leaves) % 2 else None


class Tree(Part):
    """A tree, with
    what grows on it.
    """

    name: Words
    leaves: Annotated[Filled[Leaf], Rule(_uneven)]
    roots: dict[str, Leaf] = field(default_factory=dict)
    kept: Annotated[Literal["wild"] | list[Words], Alternatives(second_if=is_nested)] = "wild"
    from_: Day | None = None
    felled: Flag = False
    notes: dict[str, Any] | None = None

    def inconsistency(self) -> Wrong | None:
        """A felled tree was planted."""
        return contradiction("felled, and never planted", "未栽而伐") if self.felled and not self.from_ else None


LEAVES = "leaves: [{size: 1}, {colour: red, size: 2.50}]"


def told(text: str) -> list[tuple[str | None, str]]:
    tree, problems = validate(Tree, raw(text))
    assert (tree is None) == bool(problems)
    return [(problem.field, problem.code.id) for problem in problems]


def test_a_part_is_read_with_what_it_leaves_out() -> None:
    tree, problems = validate(Tree, raw("{name: 松, " + LEAVES + "}"))
    assert tree == Tree(name="松", leaves=[Leaf(size=Decimal(1)), Leaf(size=Decimal("2.50"), colour="red")])
    assert problems == []


def test_a_part_cannot_be_changed() -> None:
    leaf = Leaf(size=Decimal(1))
    with pytest.raises(AttributeError):
        leaf.size = Decimal(2)  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del leaf.size
    assert leaf.size == 1


def test_parts_are_equal_by_their_kind_and_values() -> None:
    leaf = Leaf(size=Decimal(1))
    assert leaf == Leaf(size=Decimal(1), colour="green")
    assert leaf != Leaf(size=Decimal(2))
    assert leaf != Decimal(1)
    assert repr(leaf) == "Leaf(colour='green', size=Decimal('1'))"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("{" + LEAVES + "}", [("name", "E0101")]),
        ("{name: , " + LEAVES + "}", [("name", "E0105")]),
        ("{name: 松}", [("leaves", "E0101")]),
        ("{name: 松, leaves: []}", [("leaves", "E0103")]),
        ("{name: 松, leaves: [{size: 1}]}", [("leaves", "E0109")]),
        (
            "{name: 松, leaves: [{size: x}, {size: 1, color: red}]}",
            [("leaves.0.size", "E0103"), ("leaves.1.color", "E0102")],
        ),
        ("{name: 松, leaves: [5, {size: 1, colour: blue}]}", [("leaves.0", "E0103"), ("leaves.1.colour", "E0103")]),
        ("{felled: true, name: 松, " + LEAVES + "}", [("", "E0109")]),
        ("{felled: true, name: 松, from: , " + LEAVES + "}", [("from", "E0105")]),
        ("{name: 松, from_: 2026-11-21, " + LEAVES + "}", [("from_", "E0102")]),
        ("{name: 松, kept: tame, " + LEAVES + "}", [("kept", "E0103")]),
        ("{name: 松, kept: [a, 5], " + LEAVES + "}", [("kept.1", "E0104")]),
        ("{name: 松, roots: {a: {size: 1}, b: {}}, " + LEAVES + "}", [("roots.b.size", "E0101")]),
        ("{name: 松, roots: [a], " + LEAVES + "}", [("roots", "E0103")]),
        ("{name: 松, notes: {a: [1, ], b: {c: }}, " + LEAVES + "}", [("notes.b.c", "E0105")]),
        ("{zone: , name: 5, " + LEAVES + "}", [("name", "E0104"), ("zone", "E0105")]),
    ],
)
def test_all_that_is_wrong_is_told_once_in_the_order_of_the_fields(text: str, problems: list[tuple[str, str]]) -> None:
    assert told(text) == problems


def test_its_schema_says_what_may_stand_where() -> None:
    definitions: dict[str, Any] = {}
    assert shape_of_part(Tree).schema(definitions) == {"$ref": "#/$defs/Tree"}
    assert definitions["Tree"] == {
        "additionalProperties": False,
        "description": "A tree, with\nwhat grows on it.",
        "properties": {
            "name": {"type": "string"},
            "leaves": {"items": {"$ref": "#/$defs/Leaf"}, "minItems": 1, "type": "array"},
            "roots": {"additionalProperties": {"$ref": "#/$defs/Leaf"}, "type": "object"},
            "kept": {
                "oneOf": [
                    {"const": "wild", "type": "string"},
                    {"items": {"type": "string"}, "type": "array"},
                ]
            },
            "from": {"format": "date", "type": "string"},
            "felled": {"type": "boolean"},
            "notes": {"additionalProperties": True, "type": "object"},
        },
        "required": ["name", "leaves"],
        "type": "object",
    }
    assert definitions["Leaf"]["properties"]["colour"] == {"enum": ["green", "red"], "type": "string"}


def test_as_json_it_has_the_names_of_files_and_nothing_that_is_not_there() -> None:
    tree, _ = validate(Tree, raw("{name: 松, from: 2026-11-21, roots: {a: {size: 1.50}}, " + LEAVES + "}"))
    assert tree is not None
    assert as_json(tree) == {
        "name": "松",
        "leaves": [{"size": "1", "colour": "green"}, {"size": "2.50", "colour": "red"}],
        "roots": {"a": {"size": "1.50", "colour": "green"}},
        "kept": "wild",
        "from": "2026-11-21",
        "felled": False,
    }


def test_an_annotation_that_means_nothing_is_told_when_the_part_is_first_read() -> None:
    class Strange(Part):
        """Strange."""

        size: complex

    with pytest.raises(TypeError):
        validate(Strange, {})


def shuffled(value: Any, data: st.DataObject) -> Any:
    if isinstance(value, dict):
        names = data.draw(st.permutations(list(value)))
        return {name: shuffled(value[name], data) for name in names}
    return [shuffled(each, data) for each in value] if isinstance(value, list) else value


TREE = """{notes: {b: 1, a: 2}, kept: [b, a], felled: true, from: 2026-11-21, roots: {b: {colour: red, size: 1}},
    leaves: [{colour: red, size: 2}, {size: 1}], name: 松}"""


def test_fields_are_put_in_order_and_names_of_the_user_stay_where_they_are() -> None:
    arranged = shape_of_part(Tree).arranged(raw(TREE))
    assert list(arranged) == ["name", "leaves", "roots", "kept", "from", "felled", "notes"]
    assert list(arranged["leaves"][0]) == ["size", "colour"]
    assert list(arranged["roots"]["b"]) == ["size", "colour"]
    assert arranged == raw(TREE)
    assert list(arranged["notes"]) == ["b", "a"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_order_changes_nothing_else(kind: Kind) -> None:
    whole, shape = raw(WHOLE[kind.name]), shape_of_part(kind.model())

    @given(st.data())
    def holds(data: st.DataObject) -> None:
        mixed = shuffled(whole, data)
        assert shape.arranged(mixed) == whole
        assert list(shape.arranged(mixed)) == list(shape.arranged(whole))

    holds()
