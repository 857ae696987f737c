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
from salesbook.bank.reading.layout_file import LayoutFields
from salesbook.bank.reading.vocabulary import Role, normal
from salesbook.book.part_file import part_from
from salesbook.model.problem import Problem

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
    return tuple(own_layout((folder / name).read_text(encoding="utf-8")) for name in declarations)


def own_layout(text: str) -> Layout:
    """The layout that a text of salesbook's own declares; raises ``ValueError`` where it is none."""
    layout = declared(text.encode(), PurePosixPath("layout.yaml"))
    if isinstance(layout, list):
        raise ValueError("; ".join(problem.message.en for problem in layout))
    return layout


def layouts_in(folder: Path) -> tuple[Layout, ...] | list[Problem]:
    """The layouts of a book's folder of formats, in order of their names, or all that is wrong with them.

    None where there is no such folder. Raises ``OSError`` where a file cannot be read.
    """
    layouts: list[Layout] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        found = declared(path.read_bytes(), PurePosixPath(folder.name, path.name))
        if isinstance(found, Layout):
            layouts.append(found)
        else:
            problems += found
    return problems or tuple(layouts)


def declared(data: bytes, path: PurePosixPath) -> Layout | list[Problem]:
    """The layout that the bytes of a file declare, or all that is wrong with it, at its places."""
    fields, problems = part_from(data, path, LayoutFields)
    if fields is None:
        return [LAYOUT_INVALID.problem(problem.source, why=problem.message) for problem in problems]
    return _layout(fields)


def _layout(fields: LayoutFields) -> Layout:
    places = [(Role(role), columns) for role, columns in fields.columns.items()]
    return Layout(
        name=fields.name,
        recognised_by=frozenset(map(normal, fields.recognised_by)),
        currency=fields.currency,
        columns={} if fields.cells else {role: tuple(map(str, columns)) for role, columns in places},
        counterparty=tuple(fields.counterparty),
        cells=fields.cells,
        positions=tuple((role, int(column)) for role, columns in places for column in columns) if fields.cells else (),
        dates=None if fields.dates is None else DateOrder(fields.dates),
        inverted=None if fields.amounts is None else _AMOUNTS[fields.amounts],
    )
