"""A YAML library's complaints in a clerk's words."""

from __future__ import annotations

from salesbook.i18n import Text

_QUOTE = Text(en="a closing quote is missing", zh="缺少右引号")
_BRACKET = Text(en="a comma or a closing bracket is missing", zh="缺少逗号或右括号")
_BACKSLASH = Text(
    en="a backslash in double quotes that stands for no character; write it twice, or use single quotes",
    zh="双引号中的反斜杠不代表任何字符；请写两个反斜杠，或改用单引号",
)
_INDENTATION = Text(
    en='the indentation does not fit the lines above, or ": " is missing behind a field name',
    zh="缩进与上面各行不一致，或字段名后缺少“: ”（冒号加空格）",
)

_REASONS: tuple[tuple[str, Text], ...] = (
    (
        "mapping values are not allowed",
        Text(
            en='a second ": " in one line; put text that holds ": " in quotes, or check the indentation',
            zh="一行中出现第二个“: ”；含有“: ”的文字要加引号，或检查缩进",
        ),
    ),
    ("while scanning a quoted scalar", _QUOTE),
    ("found unexpected end of stream", _QUOTE),
    ("unknown escape character", _BACKSLASH),
    ("escape code", _BACKSLASH),
    ("while parsing a flow", _BRACKET),
    (
        "could not find expected ':'",
        Text(en='": " is missing behind a field name', zh="字段名后缺少“: ”（冒号加空格）"),
    ),
    (
        "cannot start any token",
        Text(
            en="a value cannot begin with this sign; put it in quotes",
            zh="值不能以这个符号开头；请加引号",
        ),
    ),
    ("while scanning an alias", Text(en='a value that begins with "*" needs quotes', zh="以“*”开头的值要加引号")),
    ("while scanning an anchor", Text(en='a value that begins with "&" needs quotes', zh="以“&”开头的值要加引号")),
    ("while scanning a tag", Text(en='a value that begins with "!" needs quotes', zh="以“!”开头的值要加引号")),
    ("undefined tag handle", Text(en='a value that begins with "!" needs quotes', zh="以“!”开头的值要加引号")),
    (
        "while scanning a block scalar",
        Text(
            en='the lines behind "|" or ">" are not indented alike',
            zh="“|”或“>”之后各行的缩进不一致",
        ),
    ),
    ("while parsing a block", _INDENTATION),
    ("did not find expected", _INDENTATION),
)
_OTHER = Text(en="the YAML is not well-formed", zh="YAML 格式不正确")


def reason_in_words(context: str | None, problem: str | None) -> Text:
    """What the library's message means; a general word for what it seldom says."""
    message = f"{context or ''}: {problem or ''}"
    return next((text for words, text in _REASONS if words in message), _OTHER)


def begins_inline(context: str | None) -> bool:
    """Whether the complaint is about something that begins and should end in one line: a quote, a bracket, a name."""
    return (context or "").startswith(("while scanning", "while parsing a flow"))
