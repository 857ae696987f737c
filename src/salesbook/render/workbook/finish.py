"""The last touch to a saved workbook: no time of its making, and results beside formulas."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

_SAVED_AT = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v\s*(?:/>|></v>)')


def finished(workbook: bytes, computed: Mapping[str, Mapping[str, str]]) -> bytes:
    """The workbook as it is given out, so that it changes only when the book does.

    ``computed`` holds the results of formulas by part of the file and by cell: a spreadsheet computes them itself, a
    preview or a script shows what is written.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as made, zipfile.ZipFile(content, "w") as kept:
        for name in made.namelist():
            part = made.read(name)
            if name == "docProps/core.xml":
                part = _SAVED_AT.sub(b"", part)
            elif results := computed.get(name):
                part = _with_results(part, results)
            info = zipfile.ZipInfo(name, _ZIP_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(info, part)
    return content.getvalue()


def _with_results(part: bytes, results: Mapping[str, str]) -> bytes:
    return _FORMULA.sub(lambda found: found[1] + b"<v>" + results[found[2].decode()].encode() + b"</v>", part)
