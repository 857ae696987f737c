"""What can be wrong with a ledger file and its YAML text (E0001–E0021)."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.model.problem import Code

STRAY_TEXT = Code(
    id="E0001",
    title=Text(en="Text outside an entry", zh="条目之外的文字"),
    message=Text(en='"{text}" belongs to no entry.', zh="“{text}”不属于任何条目。"),
    advice=Text(
        en='Begin a new entry with "- " at the very start of the line, indent the other lines of an entry by two '
        'spaces, and begin a comment with "#".',
        zh="新条目要在行首以“- ”（减号加空格）开头，条目的其余各行缩进两个空格，注释以“#”开头。",
    ),
    background=Text(
        en='At the very start of a line a ledger file has only "- " (a new entry), "#" (a comment), an empty line, or '
        'one "---" at the top. That is how one entry is told from the next without reading it, and why a slip '
        'in one entry cannot spoil its neighbours. Often a line has lost its indentation, or a "-" its space.',
        zh="台账文件的行首只能是“- ”（新条目）、“#”（注释）、空行，或文件开头的一个“---”。"
        "这样不必读懂内容就能分清各个条目，一个条目写错也不会影响相邻的条目。常见原因是某一行丢了缩进，或“-”后面少了空格。",
    ),
)

CONFLICT_MARKER = Code(
    id="E0002",
    title=Text(en="Merge conflict not resolved", zh="合并冲突尚未解决"),
    message=Text(
        en='git could not merge the two versions here (conflict marker "{text}").',
        zh="git 无法自动合并此处的两个版本（冲突标记“{text}”）。",
    ),
    advice=Text(
        en="Keep the lines that are right (often both entries), delete the lines with <<<<<<<, |||||||, ======= and "
        '>>>>>>>, then run "salesbook check".',
        zh="保留正确的行（往往两个条目都要留），删除带 <<<<<<<、|||||||、=======、>>>>>>> 的行，然后运行“salesbook check”。",
    ),
    background=Text(
        en="When two people change the same lines, git writes both versions into the file between markers and leaves "
        "the choice to a person. Clerks who each use a pad of their own write to separate files and do not "
        "meet this.",
        zh="两个人改了相同的行时，git 会把两个版本都写进文件，用标记隔开，由人来决定取舍。每人使用自己的单据本（pad）时各写各的文件，就不会遇到冲突。",
    ),
)

TAB = Code(
    id="E0003",
    title=Text(en="Tab used as a space", zh="用制表符代替空格"),
    message=Text(en="A tab character stands where only spaces may.", zh="此处只能用空格，却用了制表符（Tab）。"),
    advice=Text(
        en="Replace the tab with spaces: two for each level of indentation.",
        zh="把制表符换成空格：每一级缩进两个空格。",
    ),
    background=Text(
        en="YAML forbids tabs for indentation, because every program shows them with another width. Most editors can "
        'insert spaces when the Tab key is pressed; the settings that "salesbook init" writes do so.',
        zh="YAML 不允许用制表符缩进，因为不同程序显示的宽度不同。多数编辑器可以设置按 Tab 键时输入空格；“salesbook init”写出的编辑器设置已经如此。",
    ),
)

NOT_UTF8 = Code(
    id="E0004",
    title=Text(en="Not UTF-8 text", zh="不是 UTF-8 文本"),
    message=Text(
        en="The file is not UTF-8 text: byte 0x{byte} does not belong here.",
        zh="文件不是 UTF-8 文本：此处有不该出现的字节 0x{byte}。",
    ),
    advice=Text(
        en="Open the file in your editor with the encoding it was saved in, and save it again as UTF-8.",
        zh="在编辑器中用原来的编码打开该文件，再另存为 UTF-8。",
    ),
    background=Text(
        en="Files of a book are UTF-8, the one encoding that every system and editor reads alike. A file in another "
        "encoding, or one that was damaged, is never read on a guess, for a wrong guess would change names silently.",
        zh="账簿文件一律使用 UTF-8，这是各种系统和编辑器都能正确读取的编码。其他编码或已损坏的文件绝不靠猜测读取，猜错会悄悄改变名称。",
    ),
)

GB18030 = Code(
    id="E0005",
    title=Text(en="Saved as GBK or GB18030", zh="文件以 GBK 或 GB18030 编码保存"),
    message=Text(
        en='The file was saved as GBK/GB18030 (in Windows also "ANSI"), not as UTF-8. It seems to read: "{text}".',
        zh="文件以 GBK/GB18030（Windows 中也叫“ANSI”）而不是 UTF-8 保存。内容似乎是：“{text}”。",
    ),
    advice=Text(
        en="Open it with the encoding GB18030 and save it as UTF-8. VS Code: click the encoding in the bottom bar, "
        '"Reopen with Encoding", "GB18030", then "Save with Encoding", "UTF-8". Notepad: "Save as", '
        'encoding "UTF-8".',
        zh="用 GB18030 编码打开，再另存为 UTF-8。VS Code：点右下角的编码，选“通过编码重新打开”→“GB18030”，"
        "再选“通过编码保存”→“UTF-8”。记事本：“另存为”，编码选“UTF-8”。",
    ),
    background=Text(
        en="Older Chinese programs save text as GBK or GB18030. Files of a book are UTF-8; they are never converted "
        "on a guess, for a wrong guess would change names silently.",
        zh="较旧的中文软件用 GBK 或 GB18030 保存文本。账簿文件一律使用 UTF-8，程序不会靠猜测自动转换，猜错会悄悄改变名称。",
    ),
)

UTF16 = Code(
    id="E0006",
    title=Text(en="Saved as UTF-16", zh="文件以 UTF-16 编码保存"),
    message=Text(
        en='The file was saved as UTF-16 (in Windows "Unicode"), not as UTF-8.',
        zh="文件以 UTF-16（Windows 中也叫“Unicode”）而不是 UTF-8 保存。",
    ),
    advice=Text(
        en="Open it in your editor and save it again with the encoding UTF-8.",
        zh="在编辑器中打开，再另存为 UTF-8 编码。",
    ),
    background=Text(
        en='Files of a book are UTF-8. UTF-16 comes from Notepad\'s "Unicode", or from ">" in older PowerShells.',
        zh="账簿文件一律使用 UTF-8。UTF-16 通常来自记事本的“Unicode”选项，或旧版 PowerShell 的“>”重定向。",
    ),
)

BYTE_ORDER_MARK = Code(
    id="W0007",
    title=Text(en="Byte order mark", zh="文件带有 BOM"),
    message=Text(
        en='The file begins with an invisible byte order mark (saved as "UTF-8 with BOM").',
        zh="文件开头有看不见的字节顺序标记（保存为“带 BOM 的 UTF-8”）。",
    ),
    advice=Text(
        en='Nothing is lost; "salesbook fmt" takes it away.',
        zh="内容没有损失；运行“salesbook fmt”即可去掉。",
    ),
    background=Text(
        en="Some Windows programs put the mark before UTF-8 text. salesbook reads past it and keeps it when it adds "
        "an entry; other YAML tools may stumble over it.",
        zh="有些 Windows 程序会在 UTF-8 文本前加上该标记。salesbook 能正常读取，添加条目时也会保留它；其他 YAML 工具可能出错。",
    ),
)

CARRIAGE_RETURN = Code(
    id="W0008",
    title=Text(en="Windows line ends", zh="Windows 换行符"),
    message=Text(
        en="The file has Windows line ends (CRLF).",
        zh="文件使用 Windows 换行符（CRLF）。",
    ),
    advice=Text(
        en='Nothing is lost; "salesbook fmt" makes them LF.',
        zh="内容没有损失；运行“salesbook fmt”即可改为 LF。",
    ),
    background=Text(
        en="A book's lines end with LF, so that a file changed on Windows and one changed on a Mac show no false "
        "differences. Files with CRLF are read as they are, and keep their line ends when an entry is added.",
        zh="账簿文件用 LF 换行，这样在 Windows 和 Mac 上修改不会出现虚假差异。带 CRLF 的文件照常读取，添加条目时保持原有换行符。",
    ),
)

SECOND_DOCUMENT = Code(
    id="E0009",
    title=Text(en='"---" inside the file', zh="文件中间出现“---”"),
    message=Text(en='"---" may stand once, before the first entry.', zh="“---”只能在第一个条目之前出现一次。"),
    advice=Text(en="Delete this line.", zh="请删除这一行。"),
    background=Text(
        en='"---" divides a YAML file into several documents, and many tools read only the first of them. A ledger '
        "file is one list.",
        zh="“---”会把 YAML 文件分成几个文档，而许多工具只读第一个。一个台账文件就是一个列表。",
    ),
)

CONTROL_CHARACTER = Code(
    id="E0010",
    title=Text(en="Invisible control character", zh="看不见的控制字符"),
    message=Text(
        en="There is an invisible control character here ({character}).",
        zh="此处有看不见的控制字符（{character}）。",
    ),
    advice=Text(
        en='Delete it, or write the text in double quotes with the character as "{escape}".',
        zh='请删除它，或用双引号括住文字并把该字符写成 "{escape}"。',
    ),
    background=Text(
        en="Such characters come along when text is copied from web pages or bank files. Some programs take them for "
        "a line break, others drop them, so the same file would mean different things.",
        zh="从网页或银行文件复制文字时常会带入这类字符。有的程序把它当作换行，有的会丢掉，同一个文件就会有不同含义。",
    ),
)

SYNTAX = Code(
    id="E0011",
    title=Text(en="Not valid YAML", zh="YAML 语法错误"),
    message=Text(en="This cannot be read: {reason}.", zh="无法读取：{reason}。"),
    advice=Text(
        en="Compare the line, and the one above it, with another entry of the file.",
        zh="请把这一行和上一行与文件中的其他条目对照。",
    ),
    background=Text(
        en='An entry is a list of fields, "name: value", one a line and indented by two spaces; or all in one line '
        'between braces, divided by commas. A value that holds ": " or " #", or begins with a sign such as '
        "@ % * & ! [ {, stands in quotes.",
        zh="一个条目由若干“字段名: 值”组成，每行一个，缩进两个空格；或写在一行花括号内，用逗号隔开。"
        "值中含有“: ”或“ #”，或以 @ % * & ! [ { 等符号开头时，要用引号括起来。",
    ),
)

ANCHOR = Code(
    id="E0012",
    title=Text(en="YAML anchor or alias", zh="使用了 YAML 锚点或别名"),
    message=Text(
        en='"{text}" is a YAML anchor or alias, which a book does not use.',
        zh="“{text}”是 YAML 的锚点或别名，账簿中不使用。",
    ),
    advice=Text(
        en="Write the value out. If it is meant as text, put it in quotes.",
        zh="请把值完整写出。如果它本来就是文字，请加引号。",
    ),
    background=Text(
        en="With anchors (&name) and aliases (*name) the meaning of one line would depend on another, far away. In a "
        "book every entry says all of it itself, so that a difference shows the whole change.",
        zh="使用锚点（&名称）和别名（*名称）时，一行的含义取决于别处的另一行。账簿中每个条目都自己写全，这样对比差异时能看到完整的改动。",
    ),
)

TAG = Code(
    id="E0013",
    title=Text(en="YAML tag", zh="使用了 YAML 标签"),
    message=Text(en='"{text}" is a YAML tag, which a book does not use.', zh="“{text}”是 YAML 标签，账簿中不使用。"),
    advice=Text(
        en="Take it away. If the value is meant as text, put all of it in quotes.",
        zh="请去掉它。如果这个值是文字，请整体加引号。",
    ),
    background=Text(
        en="A tag (!name) tells a YAML program to make something special of a value. Fields of a book have their "
        "types fixed, and need no tags.",
        zh="标签（!名称）要求 YAML 程序对值做特殊处理。账簿各字段的类型是固定的，不需要标签。",
    ),
)

DUPLICATE_KEY = Code(
    id="E0014",
    title=Text(en="Field given twice", zh="字段重复"),
    message=Text(
        en='"{key}" is already given in line {first}.',
        zh="“{key}”在第 {first} 行已经写过。",
    ),
    advice=Text(en="Keep the right one and delete the other.", zh="请保留正确的一个，删除另一个。"),
    background=Text(
        en="Where a field stands twice, some programs take the first and some the last. A book does not guess.",
        zh="字段重复时，有的程序取第一个，有的取最后一个。账簿不猜测。",
    ),
)

KEY_NOT_TEXT = Code(
    id="E0015",
    title=Text(en="Field name is no text", zh="字段名不是文字"),
    message=Text(en='"{text}" cannot be the name of a field.', zh="“{text}”不能作为字段名。"),
    advice=Text(
        en="If it is part of a figure such as 58,000.00, take out the comma; if the name really is a number or a word "
        "like this, put it in quotes.",
        zh="如果它是 58,000.00 这类数字的一部分，请去掉逗号；如果名称确实是数字或这样的词，请加引号。",
    ),
    background=Text(
        en="Unquoted, 123 is a number and true is yes or no to a YAML program. Names of fields, and ids used as "
        'names (reps: {"007": 60%}), are text.',
        zh='不加引号时，YAML 程序会把 123 当作数字、把 true 当作“是”。字段名以及用作名称的编号（reps: {"007": 60%}）都是文字。',
    ),
)

NOT_FIELDS = Code(
    id="E0016",
    title=Text(en="Entry without fields", zh="条目没有字段"),
    message=Text(
        en='An entry is a list of fields, "name: value"; this is none.',
        zh="条目应由“字段名: 值”组成，此处不是。",
    ),
    advice=Text(
        en='Write it like the other entries of the file: "- id: …" and its fields below, indented by two spaces.',
        zh="请参照文件中的其他条目书写：“- id: …”，其余字段写在下面，缩进两个空格。",
    ),
    background=Text(
        en='Each entry of a ledger file begins with "- " and holds named fields. A lone word, a number or a list '
        "has no meaning there. Often the space behind a colon is missing.",
        zh="台账文件的每个条目以“- ”开头，由带名称的字段组成。单独的词、数字或列表没有意义。常见原因是冒号后面少了空格。",
    ),
)

NOT_ONE_ENTRY = Code(
    id="E0017",
    title=Text(en="Not exactly one entry", zh="不是恰好一个条目"),
    message=Text(
        en='Exactly one entry is expected here, beginning with "- ".',
        zh="此处应当恰好有一个条目，以“- ”开头。",
    ),
    advice=Text(
        en='Leave one entry, with "- " before its first field; add others by their own commands.',
        zh="只保留一个条目，第一个字段前写“- ”；其他条目请用各自的命令添加。",
    ),
    background=Text(
        en="Each command that changes an entry puts back just that entry, so that nothing else in the file can be "
        "touched by mistake.",
        zh="修改条目的命令只放回这一个条目，因此文件中的其他内容不会被误改。",
    ),
)

IMPOSSIBLE_DATE = Code(
    id="E0018",
    title=Text(en="No such day", zh="日期不存在"),
    message=Text(en="There is no {text} in the calendar.", zh="日历上没有 {text} 这一天。"),
    advice=Text(
        en="Correct the date (YYYY-MM-DD). If it is meant as text, put it in quotes.",
        zh="请改正日期（YYYY-MM-DD）。如果是文字，请加引号。",
    ),
    background=Text(
        en="Dates are written year-month-day, 2026-11-21, and must exist in the calendar.",
        zh="日期按“年-月-日”书写，如 2026-11-21，并且必须是真实存在的日期。",
    ),
)

NOT_A_FIGURE = Code(
    id="E0019",
    title=Text(en="Number that no book can hold", zh="无法记账的数字"),
    message=Text(en='"{text}" is no number that a book can hold.', zh="“{text}”不是可以记账的数字。"),
    advice=Text(
        en="Write plain digits. If it is meant as text, put it in quotes.",
        zh="请写成普通数字。如果是文字（例如编号），请加引号。",
    ),
    background=Text(
        en='Infinity, "not a number", and numbers with huge exponents have no place in books. An id such as 1e500 is '
        "read as a number unless it stands in quotes.",
        zh="无穷大、“非数字”以及指数极大的数不能记账。像 1e500 这样的编号如果不加引号，会被当作数字。",
    ),
)

TOO_DEEP = Code(
    id="E0020",
    title=Text(en="Fields nested too deeply", zh="字段嵌套过深"),
    message=Text(
        en="Lists and fields are nested more than {depth} deep here.",
        zh="此处的列表和字段嵌套超过 {depth} 层。",
    ),
    advice=Text(en="Look for a bracket too many.", zh="请检查是否多写了括号。"),
    background=Text(
        en="No kind of entry nests deeper than a few levels. The limit protects against damaged files.",
        zh="任何种类的条目都只有几层嵌套。这一限制用于防范损坏的文件。",
    ),
)

NOT_A_FILE_OF_FIELDS = Code(
    id="E0021",
    title=Text(en="Not a file of fields", zh="文件不是由字段组成"),
    message=Text(
        en='This file holds fields, "name: value", from the start of the line; something else stands here.',
        zh="该文件应由顶格书写的“字段名: 值”组成，此处是别的内容。",
    ),
    advice=Text(
        en='Write it as docs/settings.md shows, without "- " and without a second "---".',
        zh="请按设置说明（docs/settings.zh-CN.md）书写，行首不加“- ”，中间不加“---”。",
    ),
    background=Text(
        en="salesbook.yaml and the layouts of bank files are one set of named fields each; only ledger files are lists "
        "of entries.",
        zh="salesbook.yaml 和银行文件格式各是一组带名称的字段；只有台账文件才是条目列表。",
    ),
)
