"""The last touch to a saved workbook: no time of its making, and the rows of its tables."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from salesbook.render.workbook.rows import Rows, with_rows

_SAVED_AT = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def finished(workbook: bytes, rows: Mapping[str, Sequence[Rows]]) -> bytes:
    """The workbook as it is given out, so that it changes only when the book does; ``rows`` by part of the file."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as made, zipfile.ZipFile(content, "w") as kept:
        for name in made.namelist():
            part = made.read(name)
            if name == "docProps/core.xml":
                part = _SAVED_AT.sub(b"", part)
            elif name in rows:
                part = with_rows(part, rows[name])
            info = zipfile.ZipInfo(name, _ZIP_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(info, part)
    return content.getvalue()
