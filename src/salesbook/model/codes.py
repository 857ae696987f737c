"""Problems of an entry by itself: fields that are missing, unknown or of the wrong kind."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.model.problem import Code

MISSING_FIELD = Code(
    "E0101",
    title=Text("A field is missing", "缺少字段"),
    message=Text("the field `{field}` is missing", "缺少字段 `{field}`"),
    advice=Text("add `{field}: …` to the entry", "请在该条目中补上 `{field}: …`"),
    background=Text(
        "Every kind of entry needs an id, a date, what names the other side, and its amounts or lines.",
        "每种条目都必须有编号、日期、对方（客户、订单、收款等）以及金额或明细行。",
    ),
)
UNKNOWN_FIELD = Code(
    "E0102",
    title=Text("A field is unknown", "未知字段"),
    message=Text("the field `{field}` is unknown", "未知字段 `{field}`"),
    advice=Text("{suggestion}", "{suggestion}"),
    background=Text(
        "A mistyped field would be ignored in silence elsewhere. Your own fields go under `fields: {{}}`, labels under "
        "`tags: []`, text under `note`.",
        "字段名写错若不报错，就会悄悄丢失。自定义字段请放在 `fields: {{}}` 下，标签放在 `tags: []`，文字放在 `note`。",
    ),
)
WRONG_VALUE = Code(
    "E0103",
    title=Text("A value is of the wrong kind", "值的类型不对"),
    message=Text("`{field}` is {found}, but must be {expected}", "`{field}` 的值为 {found}，应为{expected}"),
    advice=Text("{hint}", "{hint}"),
    background=Text(
        "Amounts are numbers with a point for decimals and no separators (1234.50), dates are YYYY-MM-DD, rates end "
        "with a percent sign (13%), lists stand in brackets or with a dash for each item.",
        "金额写成数字，小数用点、不加千分位（1234.50）；日期写 YYYY-MM-DD；税率等写百分号（13%）；列表用方括号或每项一个短横。",
    ),
)
NEEDS_QUOTES = Code(
    "E0104",
    title=Text("A text needs quotes", "文本须加引号"),
    message=Text(
        "`{field}` is a text, but {value} without quotes is read as something else",
        "`{field}` 是文本，而不加引号的 {value} 会被读成别的类型",
    ),
    advice=Text('put it in quotes: "{value}"', '请加引号："{value}"'),
    background=Text(
        "Without quotes, what looks like a number, a date, true or false is one: programs that read YAML turn 00123 into "
        "123 and long numbers into other numbers. Quotes keep every digit.",
        "不加引号时，像数字、日期、true、false 的内容就会被当成这些类型：读取 YAML 的程序会把 00123 变成 123，"
        "也会改变很长的数字。加引号才能保住每一位。",
    ),
)
NO_VALUE = Code(
    "E0105",
    title=Text("A field has no value", "字段没有值"),
    message=Text("`{field}` has no value", "`{field}` 没有值"),
    advice=Text("write a value after the colon, or remove the field", "请在冒号后写上值，或删去该字段"),
    background=Text(
        "An empty field leaves open whether something was forgotten; what is not known is left out.",
        "留空的字段看不出是不是漏填；没有的内容请整行删去。",
    ),
)
TOO_MANY_DIGITS = Code(
    "E0106",
    title=Text("A number has too many digits", "数字位数过多"),
    message=Text("`{field}` has more than {limit}", "`{field}` 超过{limit}"),
    advice=Text("shorten or round it", "请缩短或四舍五入"),
    background=Text(
        "At most 15 significant digits survive in every program that reads YAML; prices and quantities have at most 6 "
        "decimals, amounts no more than their currency.",
        "任何读取 YAML 的程序都能保住的有效数字至多 15 位；单价和数量至多 6 位小数，金额不超过币种的小数位。",
    ),
)
BAD_ID = Code(
    "E0107",
    title=Text("An id cannot be used", "编号不合规"),
    message=Text("`{field}` is {value}, which is no id", "`{field}` 的值 {value} 不能作编号"),
    advice=Text(
        "use letters, digits, - _ . and at most 40 of them",
        "请用字母（可用汉字）、数字、- _ . ，至多 40 个字符",
    ),
    background=Text(
        "Ids are typed on the command line and stand in file names and links, so they have no spaces or signs.",
        "编号要在命令行输入，也会出现在文件名和引用里，所以不含空格和其他符号。",
    ),
)
SHARES = Code(
    "E0108",
    title=Text("Shares do not add up to 100%", "比例合计不是 100%"),
    message=Text("the shares of `{field}` add up to {total}, not 100%", "`{field}` 的比例合计为 {total}，不是 100%"),
    advice=Text("correct the shares", "请改正各项比例"),
    background=Text(
        "The parts of payment terms, and the shares of an order's reps, divide the whole order.",
        "付款条件的各部分、业务员的分成，都是对整张订单的划分，合计必须为 100%。",
    ),
)
CONTRADICTION = Code(
    "E0109",
    title=Text("Fields contradict each other", "字段相互矛盾"),
    message=Text("{what}", "{what}"),
    advice=Text("correct it as the message says", "请按提示改正"),
    background=Text(
        "Some fields exclude each other, and some entries need one of several; the message names them.",
        "有的字段不能同时出现，有的条目须在几个字段中填一个；提示中已写明。",
    ),
)
CODES = (
    MISSING_FIELD,
    UNKNOWN_FIELD,
    WRONG_VALUE,
    NEEDS_QUOTES,
    NO_VALUE,
    TOO_MANY_DIGITS,
    BAD_ID,
    SHARES,
    CONTRADICTION,
)
