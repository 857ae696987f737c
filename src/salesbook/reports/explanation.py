"""What the codes of problems mean: all of them, wherever they are defined."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
import re
from functools import cache

import salesbook
from salesbook.i18n import Language, Text
from salesbook.i18n.text import AGREEING
from salesbook.model.problem import Code, Severity
from salesbook.table import Column, Document, JsonValue, Row, Table

_CODE = re.compile(r"(?P<letter>[EW])?0*(?P<number>[0-9]{1,4})")
_PLACE = re.compile(r"\{\w+\}")
_SEVERITIES = {Severity.ERROR: Text("error", "错误"), Severity.WARNING: Text("warning", "警告")}


@cache
def all_codes() -> tuple[Code, ...]:
    """Every code by number, from the modules ``codes`` and ``codes_…`` of each package, where all codes live.

    Raises ``ValueError`` where two problems have one id.
    """
    found: dict[str, Code] = {}
    for package in pkgutil.iter_modules(salesbook.__path__, "salesbook."):
        if not package.ispkg:
            continue
        parts = importlib.import_module(package.name).__path__
        for module in pkgutil.iter_modules(parts, f"{package.name}."):
            if module.name.rpartition(".")[2].partition("_")[0] == "codes":
                for value in vars(importlib.import_module(module.name)).values():
                    if isinstance(value, Code) and found.setdefault(value.id, value) != value:
                        raise ValueError(f"{value.id} is used for two problems; the second is in {module.name}")
    return tuple(sorted(found.values(), key=lambda code: (code.id[1:], code.id)))


def code_called(name: str) -> Code | None:
    """The code that a person means by ``E0102``, ``e0102`` or ``102``."""
    match = _CODE.fullmatch(name.strip().upper())
    if match is None:
        return None
    wanted = [f"{letter}{int(match['number']):04}" for letter in match["letter"] or "EW"]
    return next((code for code in all_codes() if code.id in wanted), None)


def nearest_codes(name: str) -> list[str]:
    """Ids of codes that a mistyped one comes close to."""
    return difflib.get_close_matches(name.strip().upper(), [code.id for code in all_codes()], 3, cutoff=0.7)


def explanation(code: Code) -> Document:
    """All that is to be said about one code."""
    return Document(
        name="explain",
        title=Text("{id}: {title}", "{id}：{title}").format(id=code.id, title=code.title),
        tables=(),
        facts=(
            (Text("Severity", "级别"), _SEVERITIES[code.severity]),
            (Text("Message", "提示"), template(code.message)),
            (Text("What to do", "处理"), template(code.advice)),
            (Text("Background", "说明"), template(code.background)),
        ),
        data=_data(code),
        flat=_table([code]),
    )


def code_list() -> Document:
    """All codes with their titles."""
    codes = all_codes()
    return Document(
        name="codes",
        title=Text("Errors and warnings", "错误与警告"),
        tables=(_table(codes),),
        notes=(
            Text(
                "E codes are errors: figures cannot be trusted until they are mended. W codes are warnings. "
                "salesbook explain CODE tells more.",
                "E 开头的是错误，改正之前数字不可信；W 开头的是警告。salesbook explain 代码 可查看详细说明。",
            ),
        ),
        data=[_data(code) for code in codes],
    )


def template(text: Text) -> Text:
    """A text with its ``{places}`` as they are to be read: without the doubled braces of what is no place.

    What is nothing but a place says something else each time.
    """
    if _PLACE.fullmatch(text.en):
        return Text("it depends on what was found", "视具体情况而定")
    return Text(_read(text.en), _read(text.zh))


def _read(words: str) -> str:
    return AGREEING.sub(r"\g<many>", words).replace("{{", "{").replace("}}", "}")


def _table(codes: list[Code] | tuple[Code, ...]) -> Table:
    return Table(
        name="codes",
        title=Text("Errors and warnings", "错误与警告"),
        columns=(Column("code", Text("Code", "代码")), Column("title", Text("Title", "含义"), wide=True)),
        rows=tuple(Row((code.id, code.title)) for code in codes),
    )


def _data(code: Code) -> JsonValue:
    return {
        "code": code.id,
        "severity": code.severity.value,
        **{
            f"{field}_{language}": _read(text.to(language))
            for field, text in (
                ("title", code.title),
                ("message", code.message),
                ("advice", code.advice),
                ("background", code.background),
            )
            for language in Language
        },
    }
