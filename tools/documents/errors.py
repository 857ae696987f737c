"""The catalogue of problems, in both languages, from every ``Code`` that the packages define."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.i18n import Language, Text
from salesbook.model.problem import Code
from salesbook.reports.explanation import all_codes, template

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
    return {name: _page(all_codes(), language) for language, name in _NAMES.items()}


def _page(codes: Sequence[Code], language: Language) -> str:
    sections = [f"# {_TITLE.to(language)}", _INTRODUCTION.to(language)]
    for code in codes:
        message = f"- {_MESSAGE.to(language)}: {template(code.message).to(language)}"
        advice = f"- {_ADVICE.to(language)}: {template(code.advice).to(language)}"
        sections += [
            f"## {code.id} {code.title.to(language)}",
            template(code.background).to(language),
            f"{message}\n{advice}",
        ]
    return "\n\n".join(sections) + "\n"
