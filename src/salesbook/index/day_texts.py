"""Days as the index writes them."""

from __future__ import annotations

from datetime import date


class DayTexts(dict[date, str]):
    """ISO text by day, made when it is first asked for: days recur, and so rows share one text.

    Such rows take less memory, and less to be sent to another process.
    """

    def __missing__(self, day: date) -> str:
        """The text of a day that was not asked for before."""
        text = self[day] = day.isoformat()
        return text


class MonthTexts(dict[str, str]):
    """The first day of its month by day, both ISO text, likewise."""

    def __missing__(self, day: str) -> str:
        """The month of a day that was not asked for before."""
        text = self[day] = f"{day[:7]}-01"
        return text
