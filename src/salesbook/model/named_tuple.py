"""``NamedTuple`` as ``typing`` has it, its classes made in less than half of the time.

That of ``typing`` compiles the text of each field's annotation, to find what could be no type. A report declares eighty
named tuples, and mypy has checked their annotations before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import namedtuple

    class _Declaring(type):
        """Makes the named tuple of the fields that a class declares, with all else that stands in the class."""

        def __new__(cls, name: str, bases: tuple[type, ...], members: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, members)
            fields = members.get("__annotations__", {})
            defaults = [members[field] for field in fields if field in members]
            made = namedtuple(name, fields, defaults=defaults, module=members["__module__"])
            for member, value in members.items():
                if member not in fields and member != "__module__":
                    setattr(made, member, value)
            return made

    class NamedTuple(metaclass=_Declaring):
        """The base that a class of named tuples names; what is made of it is a ``tuple``, and nothing else."""
