"""Decisions of a review that is not finished, kept on the disk so that a closed terminal loses none of them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from salesbook.bank.reviewing.resolution import Resolution
from salesbook.bank.reviewing.state import ReviewState
from salesbook.bank.reviewing.unfinished import decode, encode
from salesbook.book.file_lock import FileLock
from salesbook.book.state_folder import state_folder


class Keeping:
    """The file of unfinished decisions of a book, by bank line; one review at a time has it.

    Use it as a context manager. Raises ``OSError`` where the disk fails.
    """

    def __init__(self, root: Path, lock: FileLock) -> None:
        self._file = root / ".salesbook" / "review.json"
        self._lock = lock
        self._others: dict[str, Any] = {}
        self._written: bytes | None = None

    @classmethod
    def begin(cls, root: Path) -> Keeping | None:
        """None where another review of this book is under way."""
        lock = FileLock(state_folder(root) / "review.lock")
        return cls(root, lock) if lock.acquire(0) else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._lock.release()

    def load(self, lines: Mapping[str, object]) -> dict[str, Resolution]:
        """What was decided of ``lines`` before; decisions on others are left as they are, damaged ones forgotten."""
        try:
            kept: dict[str, Any] = json.loads(self._file.read_bytes())
        except (FileNotFoundError, ValueError):
            return {}
        self._others = {id: data for id, data in kept.items() if id not in lines}
        found: dict[str, Resolution] = {}
        for id in lines:
            try:
                found |= {id: decode(kept[id])} if id in kept else {}
            except (KeyError, TypeError, ValueError):
                continue
        return found

    def keep(self, state: ReviewState) -> None:
        """Write what is decided, if it is not what is written already."""
        rejected = {id: Resolution(rejected=ids) for id, ids in state.rejected.items()}
        data = {id: encode(each) for id, each in (rejected | dict(state.resolutions)).items()}
        if not data and not self._file.exists():
            return
        text = json.dumps(self._others | data, ensure_ascii=False, indent=1).encode()
        if text == self._written:
            return
        beside = self._file.with_suffix(".new")
        with beside.open("wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._file)
        self._written = text

    def forget(self) -> None:
        """The decisions are entered, or were thrown away."""
        self._written = None
        if self._others:
            self._file.write_bytes(json.dumps(self._others, ensure_ascii=False, indent=1).encode())
        else:
            self._file.unlink(missing_ok=True)
