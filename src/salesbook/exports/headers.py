"""How the columns of exported tables are headed."""

from __future__ import annotations

from enum import StrEnum


class Headers(StrEnum):
    """Keys in English, which never change, or titles in Chinese for people who read the files."""

    EN = "en"
    ZH = "zh"
