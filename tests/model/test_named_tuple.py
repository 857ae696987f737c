"""Named tuples are what ``typing`` makes of the same declaration, and are all declared by the faster base."""

from __future__ import annotations

import ast
import pickle
import typing
from datetime import date
from pathlib import Path

import salesbook
from salesbook.model.named_tuple import NamedTuple


class Standard(typing.NamedTuple):
    """Where somebody stands."""

    day: date
    amount: int
    note: str | None = None
    parts: tuple[int, ...] = ()

    @property
    def doubled(self) -> int:
        """Twice the amount."""
        return self.amount * 2

    @classmethod
    def of_nothing(cls) -> Standard:
        """None of it."""
        return cls(date.min, 0)


class Own(NamedTuple):
    """Where somebody stands."""

    day: date
    amount: int
    note: str | None = None
    parts: tuple[int, ...] = ()

    @property
    def doubled(self) -> int:
        """Twice the amount."""
        return self.amount * 2

    @classmethod
    def of_nothing(cls) -> Own:
        """None of it."""
        return cls(date.min, 0)


class Nothing(NamedTuple):
    """Without fields."""


def test_it_is_what_typing_makes_of_it() -> None:
    own, standard = Own(date(2026, 1, 2), 3, parts=(4,)), Standard(date(2026, 1, 2), 3, parts=(4,))
    assert tuple(own) == tuple(standard)
    assert repr(own) == repr(standard).replace("Standard", "Own")
    assert own._asdict() == standard._asdict()
    assert own._replace(amount=5).doubled == 10
    assert repr(Own.of_nothing()) == "Own(day=datetime.date(1, 1, 1), amount=0, note=None, parts=())"
    assert Own.__mro__[1:] == Standard.__mro__[1:] == (tuple, object)
    for name in ("_fields", "_field_defaults", "__doc__", "__module__", "__match_args__"):
        assert getattr(Own, name) == getattr(Standard, name)
    assert typing.get_type_hints(Own) == typing.get_type_hints(Standard)
    assert Own.doubled.__doc__ == "Twice the amount."
    assert Nothing() == ()


def test_it_is_sent_to_other_processes_and_back() -> None:
    own = Own(date(2026, 1, 2), 3)
    back = pickle.loads(pickle.dumps(own))
    assert type(back) is Own
    assert back == own


def test_every_named_tuple_is_declared_by_it() -> None:
    """Texts are below it, and cannot."""
    sources = Path(salesbook.__file__).parent.rglob("*.py")
    standard = {file.name for file in sources if asks_typing_for_it(file.read_text("utf-8"))}
    assert standard == {"named_tuple.py", "text.py"}


def asks_typing_for_it(source: str) -> bool:
    imports = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom))
    return any(node.module == "typing" and "NamedTuple" in {name.name for name in node.names} for node in imports)
