"""Usage errors in the user's language: typer's own words are English only."""

from __future__ import annotations

from typer.exceptions import TyperException

from salesbook.i18n import Language, Text


def usage_text(error: TyperException, language: Language) -> str:
    """What is wrong with the words of a command line, and where help is."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "salesbook"
    hint = Text("{path} --help explains it", "用法见 {path} --help").format(path=path)
    return f"salesbook: {_reason(error).to(language)}\n{hint.to(language)}"


def _reason(error: TyperException) -> Text:
    kind = type(error).__name__
    parameter = getattr(error, "param", None)
    name = _name(parameter)
    if kind == "MissingParameter":
        return Text("{name} is missing", "缺少 {name}").format(name=name)
    if kind == "NoSuchOption":
        text = Text("there is no option {name}", "没有选项 {name}").format(name=getattr(error, "option_name", ""))
        if possible := getattr(error, "possibilities", None):
            near = ", ".join(sorted(possible))
            return Text("{text}; did you mean {near}?", "{text}，是否想用 {near}？").format(text=text, near=near)
        return text
    if kind == "BadOptionUsage":
        return Text("{name} needs a value", "{name} 需要一个值").format(name=getattr(error, "option_name", ""))
    if kind == "BadParameter":
        return Text("{name}: {message}", "{name}：{message}").format(name=name, message=error.message)
    if "unexpected extra argument" in error.message:
        extra = error.message[error.message.find("(") + 1 : error.message.rfind(")")]
        return Text("too many words: {extra}", "多余的参数：{extra}").format(extra=extra)
    return Text("{message}", "{message}").format(message=error.format_message())


def _name(parameter: object) -> str:
    if parameter is None:
        return "?"
    options = [each for each in getattr(parameter, "opts", ()) if each.startswith("--")]
    return options[0] if options else str(getattr(parameter, "human_readable_name", "?"))
