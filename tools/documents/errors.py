"""The catalogue of problems, in both languages, from every ``Code`` that the packages define."""

from __future__ import annotations

import importlib
import pkgutil

import salesbook
from salesbook.i18n import Language, Text
from salesbook.model.problem import Code

_NAMES = {Language.EN: "docs/errors.md", Language.ZH: "docs/errors.zh-CN.md"}

_TITLE = Text(en="Errors and warnings", zh="错误与警告")
_INTRODUCTION = Text(
    en="Every problem that salesbook reports has a code that never changes. `E` codes are errors: no figure can be "
    "trusted until they are mended. `W` codes are warnings: worth a look. In the terminal, `salesbook explain CODE` "
    "shows the same.",
    zh="salesbook 报告的每个问题都有固定不变的代码。`E` 开头的是错误：改正之前，任何数字都不可信。"
    "`W` 开头的是警告：值得留意。在终端运行 `salesbook explain 代码` 可查看同样的说明。",
)
_MESSAGE = Text(en="Message", zh="提示")
_ADVICE = Text(en="What to do", zh="处理")


def pages() -> dict[str, str]:
    """The catalogue's pages by file name."""
    codes = sorted(_codes(), key=lambda code: (code.id[1:], code.id))
    return {name: _page(codes, language) for language, name in _NAMES.items()}


def _codes() -> list[Code]:
    """All codes; two of one id are a bug that stops here."""
    found: dict[str, Code] = {}
    for module in pkgutil.walk_packages(salesbook.__path__, "salesbook."):
        if module.name == "salesbook.__main__":
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Code) and found.setdefault(value.id, value) != value:
                raise ValueError(f"{value.id} is used for two problems; the second is in {module.name}")
    return list(found.values())


def _page(codes: list[Code], language: Language) -> str:
    sections = [f"# {_TITLE.to(language)}", _INTRODUCTION.to(language)]
    for code in codes:
        message = f"- {_MESSAGE.to(language)}: {_template(code.message, language)}"
        advice = f"- {_ADVICE.to(language)}: {_template(code.advice, language)}"
        sections += [f"## {code.id} {code.title.to(language)}", code.background.to(language), f"{message}\n{advice}"]
    return "\n\n".join(sections) + "\n"


def _template(text: Text, language: Language) -> str:
    """A text with its ``{places}``, as they are to be read: without the doubled braces of what is no place."""
    return text.to(language).replace("{{", "{").replace("}}", "}")
