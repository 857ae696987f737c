"""Usage errors in the user's language: typer's own words are English only."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from itertools import dropwhile, takewhile
from typing import Any

from typer.exceptions import TyperException

from salesbook.cli.commands import COMMANDS
from salesbook.i18n import Language, Text
from salesbook.i18n.text import verbatim

_VALUES = (
    (re.compile(r"'(?P<value>.*)' is not one of (?P<choices>.*)\."), Text("{value} is none of {choices}", "{value} 不在可选值 {choices} 之中")),
    (re.compile(r"'(?P<value>.*)' is not a valid int\w*( range)?\."), Text("{value} is no whole number", "{value} 不是整数")),
    (re.compile(r"'(?P<value>.*)' is not a valid float( range)?\."), Text("{value} is no number", "{value} 不是数字")),
    (re.compile(r"(?P<value>\S+) is not in the range x>=(?P<least>\S+)\."), Text("{value} is less than {least}", "{value} 小于 {least}")),
    (
        re.compile(r"(?P<value>\S+) is not in the range (?P<least>\S+)<=x<=(?P<most>\S+)\."),
        Text("{value} is not between {least} and {most}", "{value} 不在 {least} 到 {most} 之间"),
    ),
    (re.compile(r"\w+ '(?P<value>.*)' does not exist\."), Text("{value} does not exist", "{value} 不存在")),
)  # fmt: skip


def usage_text(error: TyperException, arguments: Sequence[str], language: Language) -> str:
    """What is wrong with the words of a command line, and where help is."""
    context = getattr(error, "ctx", None)  # the parser of words, which misses a value, does not know whose they are
    path = context.command_path if context is not None else " ".join(["salesbook", *_command(arguments)])
    hint = Text("{path} --help explains it", "用法见 {path} --help").format(path=path)
    said = Text("salesbook: {reason}", "salesbook：{reason}").format(reason=_reason(error, context))
    return f"{said.to(language)}\n{hint.to(language)}"


def _command(arguments: Sequence[str]) -> list[str]:
    """The words of a command line that name the command; none where there are none."""
    groups = {place.name: place.group for place in COMMANDS}
    from_name = [*dropwhile(lambda word: word not in groups, arguments)]
    words = [*takewhile(lambda word: not word.startswith("-"), from_name[:2])]
    return words if words and groups[words[0]] else words[:1]


def _reason(error: TyperException, context: Any) -> Text:
    name = _name(getattr(error, "param", None))
    option = getattr(error, "option_name", "")
    match type(error).__name__:
        case "MissingParameter":
            return Text("{name} is missing", "缺少 {name}").format(name=name)
        case "NoSuchOption":
            return _with_nearest(
                Text("there is no option {name}", "没有选项 {name}").format(name=option),
                difflib.get_close_matches(option, getattr(error, "possibilities", None) or (), 1, cutoff=0.6),
            )
        case "BadOptionUsage" if "does not take a value" in error.message:
            return Text("{name} takes no value", "{name} 不带值").format(name=option)
        case "BadOptionUsage":
            return Text("{name} needs a value", "{name} 需要一个值").format(name=option)
        case "BadParameter":
            return Text("{name}: {message}", "{name}：{message}").format(name=name, message=_value(error.message))
    if match := re.fullmatch(r"Got unexpected extra argument\S* \((?P<extra>.*)\)", error.message):
        return Text("too many words: {extra}", "多余的参数：{extra}").format(extra=match["extra"])
    if match := re.match(r"No such command '(?P<name>.*?)'\.", error.message):
        commands = context.command.list_commands(context) if context is not None else []
        text = Text("there is no command {name}", "没有 {name} 这个命令").format(name=match["name"])
        return _with_nearest(text, difflib.get_close_matches(match["name"], commands, 1, cutoff=0.5))
    if error.message == "Missing command." and context is not None:
        commands = ", ".join(context.command.list_commands(context))
        return Text("name one of the commands {commands}", "请写明命令：{commands}").format(commands=commands)
    return verbatim(error.format_message())


def _with_nearest(text: Text, near: list[str]) -> Text:
    if not near:
        return text
    return Text("{text}; did you mean {near}?", "{text}，是否想用 {near}？").format(text=text, near=", ".join(near))


def _value(message: str) -> Text:
    """What is wrong with a value; in typer's own words where they are not known."""
    for pattern, text in _VALUES:
        if match := pattern.fullmatch(message):
            return text.format(**{name: value.replace("'", "") for name, value in match.groupdict().items()})
    return verbatim(message)


def _name(parameter: object) -> str:
    """What the user knows a parameter by: its long option, or the word that stands for an argument."""
    options = [each for each in getattr(parameter, "opts", ()) if each.startswith("--")]
    return options[0] if options else str(getattr(parameter, "human_readable_name", "?")).strip("[]")
