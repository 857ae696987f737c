"""Layouts of particular banks: one small YAML file each, in ``formats`` or in a book's ``bank-formats``.

name: alipay-merchant                 what ``bank lines`` calls it
recognised_by: [账务流水号, …]          header words that must all be there
currency: CNY                         where the file states none
columns: {payer: [对方账号]}            what the general words would take for something else
cells: 5                              instead of recognised_by: a table without headings, of so many columns,
columns: {date: [1], amount: [3]}     named by their numbers
counterparty: ['(?P<account>…) …']    how a cell that holds name and account at once is told apart
dates: mdy                            the order of day and month, where the dates leave it open
amounts: inverted                     of a single column of amounts: money out is positive; or ``signed``
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path, PurePosixPath

from salesbook.bank.codes import LAYOUT_INVALID
from salesbook.bank.reading.dates import DateOrder
from salesbook.bank.reading.declared import strings, strings_by_key, yaml_mapping
from salesbook.bank.reading.vocabulary import Role, normal
from salesbook.model.problem import Problem, Source

_AMOUNTS = {"inverted": True, "signed": False}


@dataclass(frozen=True, slots=True)
class Layout:
    """What the header words cannot say of a layout by themselves.

    ``cells`` is the number of columns of a table without headings, ``positions`` what they hold, from 1.
    ``inverted`` is whether a single column of amounts has money out as positive; None where the file may say.
    """

    name: str
    recognised_by: frozenset[str] = frozenset()
    currency: str | None = None
    columns: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    counterparty: tuple[re.Pattern[str], ...] = ()
    cells: int = 0
    positions: tuple[tuple[Role, int], ...] = ()
    dates: DateOrder | None = None
    inverted: bool | None = None


GENERIC = Layout(name="generic")
"""A table whose header words are known, of a bank that is not."""


def layout_of(header: frozenset[str], learned: Sequence[Layout] = ()) -> Layout:
    """The layout that knows most of a header's words (in normal form), one that was learned first; else ``GENERIC``."""
    for layouts in (learned, _layouts()):
        fitting = [layout for layout in layouts if layout.recognised_by and layout.recognised_by <= header]
        if fitting:
            return max(fitting, key=lambda layout: len(layout.recognised_by))
    return GENERIC


@lru_cache(maxsize=1)
def _layouts() -> tuple[Layout, ...]:
    folder = files("salesbook.bank.formats")
    declarations = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    return tuple(layout_in((folder / name).read_text(encoding="utf-8")) for name in declarations)


def layout_in(text: str) -> Layout:
    """The layout that a YAML text declares; raises ``TypeError``, ``KeyError`` or ``ValueError`` where it is none."""
    data = yaml_mapping(text)
    currency, dates, amounts = data.get("currency"), data.get("dates"), data.get("amounts")
    columns = {Role(key): words for key, words in strings_by_key(data.get("columns", {})).items()}
    cells = int(str(data.get("cells", 0)))
    return Layout(
        name=str(data["name"]),
        recognised_by=frozenset() if cells else frozenset(map(normal, strings(data["recognised_by"]))),
        currency=None if currency is None else str(currency),
        columns={} if cells else columns,
        counterparty=tuple(re.compile(pattern) for pattern in strings(data.get("counterparty", []))),
        cells=cells,
        positions=tuple((role, int(number)) for role, numbers in columns.items() for number in numbers)
        if cells
        else (),
        dates=None if dates is None else DateOrder(str(dates)),
        inverted=None if amounts is None else _AMOUNTS[str(amounts)],
    )


def layouts_in(folder: Path) -> tuple[Layout, ...] | Problem:
    """The layouts of a book's folder of formats, in order of their names; none where there is no such folder."""
    from yaml import YAMLError

    layouts: list[Layout] = []
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        try:
            layouts.append(layout_in(path.read_text(encoding="utf-8")))
        except (KeyError, TypeError, ValueError, OSError, re.error, YAMLError) as error:
            place = Source(PurePosixPath(folder.name, path.name))
            return LAYOUT_INVALID.problem(place, name=path.name, why=f"{type(error).__name__}: {error}"[:200])
    return tuple(layouts)
