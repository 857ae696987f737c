"""Writing entries and settings as YAML."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from .money import half_up

Entry = dict[str, Any]
PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff_.-]*")
YAML_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"}


class Raw(str):
    """A scalar to be written as it stands: a number, a date, a percentage, a truth."""


def scalar(value: str) -> str:
    """A scalar, quoted where it is text that YAML could take for something else."""
    if isinstance(value, Raw):
        return str(value)
    if PLAIN.fullmatch(value) and value.lower() not in YAML_WORDS:
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def flow(value: Any) -> str:
    """A value in flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    return scalar(value)


def block(entry: Entry) -> str:
    """An entry in block style, one field a line, items of its lists in flow style."""
    lines = []
    for key, value in entry.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines += [f"{key}:", *(f"  - {flow(item)}" for item in value)]
        else:
            lines.append(f"{key}: {flow(value)}")
    return "- " + "\n  ".join(lines) + "\n"


def settings_text(settings: Entry) -> str:
    """salesbook.yaml."""
    lines = []
    for key, value in settings.items():
        if isinstance(value, dict) and key in ("terms", "accounts", "commission"):
            lines += [f"{key}:", *(f"  {name}: {flow(inner)}" for name, inner in value.items())]
        else:
            lines.append(f"{key}: {flow(value)}")
    return "\n".join(lines) + "\n"


def decimal_text(value: Fraction) -> Raw:
    """A quantity or price of up to six decimals, as it is written."""
    whole = half_up(abs(value) * 10**6)
    text = f"{whole // 10**6}.{whole % 10**6:06}".rstrip("0").rstrip(".")
    return Raw(("-" if value < 0 else "") + text)


def percent(value: int | str) -> Raw:
    """A percentage."""
    return Raw(f"{value}%")
