"""The journal of a change of several files: written whole before the first file changes, so that none is half done."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from salesbook.model.named_tuple import NamedTuple

if TYPE_CHECKING:
    from salesbook.book.atomic_commit import Change


class NotedChange(NamedTuple):
    """A change as the journal notes it: the hash of the bytes before, and all bytes after."""

    path: PurePosixPath
    before: str | None
    after: bytes | None

    def is_before(self, content: bytes | None) -> bool:
        """Whether ``content`` is what the file held before the change."""
        return _hash(content) == self.before


def encode(changes: Sequence[Change]) -> bytes:
    """The text of a journal: a line with the hash of the rest, which tells whether it is complete."""
    noted = [
        {"path": str(change.path), "before": _hash(change.before), "after": _base64(change.after)} for change in changes
    ]
    body = json.dumps(noted, ensure_ascii=False, indent=1).encode("utf-8")
    return hashlib.sha256(body).hexdigest().encode("ascii") + b"\n" + body


def decode(text: bytes) -> list[NotedChange] | None:
    """The changes of a journal, ``None`` where it is not complete."""
    digest, _, body = text.partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode("ascii") != digest:
        return None
    return [
        NotedChange(
            PurePosixPath(noted["path"]),
            noted["before"],
            None if noted["after"] is None else base64.b64decode(noted["after"]),
        )
        for noted in json.loads(body)
    ]


def _hash(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


def _base64(content: bytes | None) -> str | None:
    return None if content is None else base64.b64encode(content).decode("ascii")
