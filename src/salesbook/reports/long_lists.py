"""How much of a long list a screen shows."""

from __future__ import annotations

from salesbook.i18n import Text

MANY = 20
"""More rows than these are shown on a screen only where they are asked for."""


def others(count: int) -> Text:
    """What carries the rows that a screen does not show."""
    return Text("others ({count})", "其余 {count} 项").format(count=f"{count:,}")
