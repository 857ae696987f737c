"""The JSON Schemas of the demonstration book: the same files that ``salesbook init`` writes into a new one."""

from __future__ import annotations

from salesbook.recording.schemas import schema_files


def files() -> dict[str, str]:
    """The schemas by file name."""
    return {f"schemas/{name}": text for name, text in schema_files().items()}
