"""Whether what stands on a bank line names a month: ``5月货款``, ``五月账``, ``2026-05``, ``statement May``."""

from __future__ import annotations

import re
import unicodedata

from salesbook.bank.reading.vocabulary import vocabulary

_CHINESE = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_DIGITS = "".join(_CHINESE[:10])
_LETTERS = re.compile(r"[^\W\d_]+")


def names_month(memo: str | None, year: int, month: int) -> bool:
    """Whether a memo names this month, by its number or its name; a day of it names it not."""
    text = unicodedata.normalize("NFKC", memo or "").lower()
    return bool(_written(year, month).search(text)) or any(
        vocabulary().months.get(word) == month for word in _LETTERS.findall(text)
    )


def _written(year: int, month: int) -> re.Pattern[str]:
    """The month in figures with its year, or before ``月``."""
    in_chinese = _CHINESE[month - 1]
    return re.compile(
        rf"(?<!\d)0?{month}月(?!\d)|(?<![{_DIGITS}]){in_chinese}月(?![{_DIGITS}])"
        rf"|(?<!\d){year}[-/.]?0?{month}(?![-/.]?\d)|(?<![\d])(?<!\d[-/.])0?{month}[-/.]{year}(?!\d)"
    )
