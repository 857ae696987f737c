"""What a file declares of a layout: which heading or place holds what, and how to read it."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from salesbook.bank.reading.vocabulary import Role
from salesbook.i18n import Text
from salesbook.model.fields import CurrencyCode, Whole, Words, is_no_text
from salesbook.model.findings import Wrong, contradiction, unknown_field, wrong_value
from salesbook.model.part import Alternatives, Part, Rule, field
from salesbook.model.shapes import Single

_ROLES = tuple(role.value for role in Role)


def _unknown_roles(columns: dict[str, list[str | int]]) -> Wrong | None:
    findings = [
        finding for name in columns if name not in _ROLES for finding in unknown_field(name, _ROLES).under(name)
    ]
    return Wrong(tuple(findings)) if findings else None


def _pattern(value: object) -> re.Pattern[str] | Wrong:
    try:
        return re.compile(value) if isinstance(value, str) else _no_pattern(value)
    except re.error:
        return _no_pattern(value)


def _no_pattern(value: object) -> Wrong:
    return wrong_value(value, Text("a regular expression", "正则表达式"))


HeadingOrPlace = Annotated[Words | Whole, Alternatives(second_if=is_no_text)]
"""A heading; or the number of a column, from 1, of a table that has none."""
Pattern = Annotated[re.Pattern[str], Single(_pattern, {"format": "regex", "type": "string"})]
"""A regular expression."""


class LayoutFields(Part):
    """A layout, as the files of a book's ``bank-formats`` and of ``salesbook.bank.formats`` say it.

    ``counterparty`` tells apart a cell that holds the other party's name and account at once; it is of salesbook's own.
    """

    name: Words
    recognised_by: list[Words] = field(default_factory=list)
    cells: Whole = 0
    columns: Annotated[dict[str, list[HeadingOrPlace]], Rule(_unknown_roles)] = field(default_factory=dict)
    dates: Literal["dmy", "mdy", "ymd"] | None = None
    amounts: Literal["inverted", "signed"] | None = None
    currency: CurrencyCode | None = None
    counterparty: list[Pattern] = field(default_factory=list)

    def inconsistency(self) -> Wrong | None:
        """It is known by its headings, or by how many columns it has; and its columns likewise."""
        if bool(self.recognised_by) == bool(self.cells):
            return contradiction(
                "a layout is known by the headings in `recognised_by`, or, without headings, by `cells`",
                "格式须以 `recognised_by` 中的表头识别；没有表头的，以列数 `cells` 识别",
            )
        named = [column for columns in self.columns.values() for column in columns]
        if any(isinstance(column, str) == bool(self.cells) for column in named):
            return contradiction(
                "`columns` has headings (numbers among them in quotes), or, with `cells`, numbers of columns",
                "`columns` 填表头（表头是数字的须加引号）；写了 `cells` 时填列号",
            )
        return None
