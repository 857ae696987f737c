"""The output formats there are."""

from __future__ import annotations

from pathlib import Path

from salesbook.render.target import Target

TABLE = Target("table", (".txt",), "salesbook.render.targets.terminal")

TARGETS = (
    TABLE,
    Target("json", (".json",), "salesbook.render.targets.json"),
    Target("csv", (".csv",), "salesbook.render.targets.csv", encoding="utf-8-sig"),  # the mark is for Excel
    Target("xlsx", (".xlsx",), "salesbook.render.targets.xlsx", encoding=None),
    Target("html", (".html", ".htm"), "salesbook.render.targets.html"),
    Target("md", (".md", ".markdown"), "salesbook.render.targets.markdown"),
)


def by_name(name: str) -> Target | None:
    """The format called ``name``."""
    return next((target for target in TARGETS if target.name == name), None)


def by_ending(path: Path) -> Target | None:
    """The format that the ending of ``path`` tells, in capitals or not."""
    return next((target for target in TARGETS if path.suffix.lower() in target.endings), None)
