from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePosixPath

from salesbook.i18n import Text
from salesbook.model.named_tuple import NamedTuple


class Severity(StrEnum):
    """``ERROR``: no figure can be trusted until it is mended. ``WARNING``: worth a look."""

    ERROR = "error"
    WARNING = "warning"


class Source(NamedTuple):
    """A place in a file of the book; ``line`` and ``column`` count from 1, 0 means the whole file.

    ``path`` is relative to the book's folder.
    """

    path: PurePosixPath
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return str(self.path)
        return f"{self.path}:{self.line}:{self.column}" if self.column else f"{self.path}:{self.line}"


class Code(NamedTuple):
    """A kind of problem: a stable ``id`` (``E0102``, ``W0204``), and what ``salesbook explain`` says of it.

    ``message`` has ``{name}`` places; ``advice`` says what to do and may use the same places;
    ``background`` explains the rule behind it in a few sentences.
    """

    id: str
    title: Text
    message: Text
    advice: Text
    background: Text

    @property
    def severity(self) -> Severity:
        """Errors are numbered ``E…``, warnings ``W…``."""
        return Severity.ERROR if self.id.startswith("E") else Severity.WARNING

    def problem(
        self,
        source: Source | None = None,
        *,
        entry: str | None = None,
        field: str | None = None,
        **values: object,
    ) -> Problem:
        """This problem at one place; ``values`` fill the places of ``message`` and ``advice``."""
        texts = {name: value if isinstance(value, Text) else str(value) for name, value in values.items()}
        return Problem(code=self, values=texts, source=source, entry=entry, field=field)


class Problem(NamedTuple):
    """One finding: collected, never raised. ``entry`` and ``field`` (``lines.0.qty``) say where it lies
    when the place in a file is not known yet.
    """

    code: Code
    values: Mapping[str, str | Text] = {}
    source: Source | None = None
    entry: str | None = None
    field: str | None = None

    @property
    def message(self) -> Text:
        """What is wrong."""
        return self.code.message.format(**self.values)

    @property
    def advice(self) -> Text:
        """What to do about it."""
        return self.code.advice.format(**self.values)

    @property
    def severity(self) -> Severity:
        """Whether figures may still be trusted."""
        return self.code.severity

    def at(self, source: Source) -> Problem:
        """The same problem at a known place."""
        return self._replace(source=source)
