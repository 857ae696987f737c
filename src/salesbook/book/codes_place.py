"""Problems of finding a book, and of numbering its entries."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.model.problem import Code

NO_BOOK = Code(
    id="E0030",
    title=Text(en="No book found", zh="找不到账簿"),
    message=Text(
        en="There is no salesbook.yaml in {folder} or in any folder above it.",
        zh="{folder} 及其上级文件夹中都没有 salesbook.yaml。",
    ),
    advice=Text(
        en='Go to the folder of your book, name it with --book DIR, or make a new one with "salesbook init".',
        zh="请进入账簿所在的文件夹，或用 --book 指定文件夹，或用“salesbook init”新建账簿。",
    ),
    background=Text(
        en="A book is the nearest folder upward that holds salesbook.yaml; --book DIR comes first, then the "
        "environment variable SALESBOOK_BOOK.",
        zh="账簿是从当前位置逐级向上、第一个含有 salesbook.yaml 的文件夹；--book 最优先，其次是环境变量 SALESBOOK_BOOK。",
    ),
)

NOT_A_BOOK = Code(
    id="E0031",
    title=Text(en="The folder named is no book", zh="指定的文件夹不是账簿"),
    message=Text(
        en="{folder} (from {origin}) holds no salesbook.yaml.",
        zh="{folder}（来自 {origin}）中没有 salesbook.yaml。",
    ),
    advice=Text(
        en='Name the folder that holds salesbook.yaml, or make a book there with "salesbook init".',
        zh="请指定含有 salesbook.yaml 的文件夹，或在该处用“salesbook init”新建账簿。",
    ),
    background=Text(
        en="A book named by --book or SALESBOOK_BOOK must be that very folder. salesbook does not search around it, "
        "so that nothing is written to a book that was not meant.",
        zh="用 --book 或 SALESBOOK_BOOK 指定的必须正是账簿文件夹。程序不会在其周围查找，以免写进别的账簿。",
    ),
)

NUMBERING_PATTERN = Code(
    id="E0032",
    title=Text(en="Numbering pattern cannot be used", zh="编号规则无法使用"),
    message=Text(en='"{pattern}" is no numbering pattern: {reason}.', zh="“{pattern}”不是有效的编号规则：{reason}。"),
    advice=Text(
        en="Use letters, digits, - _ . and {{yyyy}}, {{yy}}, {{mm}}, {{yymm}}, {{pad}}, and once {{seq}} or "
        "{{seq:04}}, as in SO-{{yymm}}-{{pad}}-{{seq:04}}.",
        zh="可用字母、数字、- _ . 以及 {{yyyy}}、{{yy}}、{{mm}}、{{yymm}}、{{pad}}，并且恰好一个 {{seq}} 或 {{seq:04}}，"
        "例如 SO-{{yymm}}-{{pad}}-{{seq:04}}。",
    ),
    background=Text(
        en="The pattern makes the ids of new entries. {seq:04} is a number that counts on by itself, with at least "
        "four digits; {pad} is the pad of the clerk, and takes its dash along where there is none.",
        zh="编号规则用来生成新条目的编号。{seq:04} 是自动递增的序号，至少四位；{pad} 是录入员的单据本，没有时连同其短横线一起省略。",
    ),
)

PAD_NAME = Code(
    id="E0033",
    title=Text(en="Pad name cannot be used", zh="单据本名称无法使用"),
    message=Text(en='"{pad}" cannot be the name of a pad.', zh="“{pad}”不能作为单据本（pad）名称。"),
    advice=Text(
        en="Use one to eight letters a–z and digits, beginning with a letter: git config salesbook.pad wf",
        zh="请用 1 到 8 个字母 a–z 和数字，以字母开头：git config salesbook.pad wf",
    ),
    background=Text(
        en="A pad stands in file names (orders/2026-11.wf.yaml) and in ids (SO-2611-WF-0003), so it must work on "
        "every system and differ from the number of a continued file (2026-11.2.yaml).",
        zh="单据本名称会出现在文件名（orders/2026-11.wf.yaml）和编号（SO-2611-WF-0003）中，"
        "因此必须在各种系统上可用，并且不能与续页文件的序号（2026-11.2.yaml）混淆。",
    ),
)
