"""Chinese names by the letters that people type for them: ``华东精密`` by ``hdjm`` or ``huadong``."""

from __future__ import annotations

import re

_LETTERS = re.compile(r"[a-z]{2,}")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def may_be_pinyin(text: str) -> bool:
    """Whether a text can be the pinyin or the initials of a name: small or capital letters, two at least."""
    return bool(_LETTERS.fullmatch(text.lower()))


def sounds_like(text: str, name: str) -> bool:
    """Whether ``text`` is part of the pinyin of a name, from the start of a word, or of its initials."""
    if not _CHINESE.search(name):
        return False
    from pypinyin import Style, lazy_pinyin

    wanted = text.lower()
    syllables = lazy_pinyin(name, errors="ignore", style=Style.NORMAL)
    if wanted in "".join(syllable[:1] for syllable in syllables):
        return True
    return any("".join(syllables[start:]).startswith(wanted) for start in range(len(syllables)))
