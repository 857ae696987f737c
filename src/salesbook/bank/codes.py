"""Problems of bank files: E0601–E0649 and W0601–W0649."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.model.problem import Code

NO_FILE = Code(
    id="E0601",
    title=Text(en="Bank file cannot be opened", zh="无法打开银行文件"),
    message=Text(en="{name} cannot be opened: {why}", zh="无法打开 {name}：{why}"),
    advice=Text(
        en="check the path, and that you may read the file", zh="请检查路径是否正确，以及您是否有读取该文件的权限"
    ),
    background=Text(
        en="A bank file is read from where it lies; it is neither moved nor changed.",
        zh="银行文件在原处读取，不会被移动或修改。",
    ),
)

EMPTY_FILE = Code(
    id="E0602",
    title=Text(en="Bank file is empty", zh="银行文件是空的"),
    message=Text(en="{name} holds nothing", zh="{name} 中没有任何内容"),
    advice=Text(en="export the statement from the bank again", zh="请从银行重新导出对账单"),
    background=Text(
        en="An interrupted download leaves an empty file. A period without transactions still has its column headings.",
        zh="下载中断会留下空文件。即使没有交易，银行导出的文件也会有列标题。",
    ),
)

TOO_LARGE = Code(
    id="E0603",
    title=Text(en="Bank file is too large", zh="银行文件过大"),
    message=Text(en="{name}: {what} is larger than {limit}", zh="{name}：{what} 超过 {limit}"),
    advice=Text(en="export a shorter period, one file each", zh="请缩短导出的期间，分成多个文件"),
    background=Text(
        en=(
            "A statement of a hundred thousand lines stays well below these limits. They keep a damaged or "
            "malicious file from filling the memory of the computer."
        ),
        zh="十万行的对账单也远低于这些上限。设置上限是为了防止损坏或恶意的文件占满内存。",
    ),
)

DAMAGED_WORKBOOK = Code(
    id="E0604",
    title=Text(en="Workbook is damaged", zh="工作簿已损坏"),
    message=Text(
        en="{name} looks like a workbook but cannot be read: {why}",
        zh="{name} 看起来是工作簿，但无法读取：{why}",
    ),
    advice=Text(
        en="export it again, or open it in a spreadsheet program and save it as XLSX without a password",
        zh="请重新导出，或用表格软件打开后另存为不带密码的 XLSX 文件",
    ),
    background=Text(
        en=(
            "An XLSX file is a zip archive of XML parts. One that is cut off, protected by a password or holds "
            "document type declarations is refused."
        ),
        zh="XLSX 文件是由 XML 部件组成的 zip 压缩包。内容不完整、带密码或含有文档类型声明的文件不会被读取。",
    ),
)

UNSUPPORTED_KIND = Code(
    id="E0605",
    title=Text(en="Kind of file is not read", zh="不支持的文件类型"),
    message=Text(en="{name} is {kind}, which is not read", zh="{name} 是{kind}，目前不支持读取"),
    advice=Text(en="export the statement as CSV or XLSX", zh="请从银行导出 CSV 或 XLSX 格式的对账单"),
    background=Text(
        en="The kind of a file is told from its content, never from the ending of its name.",
        zh="文件类型根据内容判断，与文件名后缀无关。",
    ),
)

UNKNOWN_LAYOUT = Code(
    id="E0606",
    title=Text(en="Layout of the bank file is not recognised", zh="无法识别银行文件的格式"),
    message=Text(
        en="{name}: no row has headings for a date and an amount. Understood so far: {understood}",
        zh="{name}：没有找到同时含有日期和金额的标题行。目前的识别结果：{understood}",
    ),
    advice=Text(
        en="say once which column is what: salesbook bank learn {name}; or export the transactions with column headings",
        zh="请告诉程序一次各列的含义：salesbook bank learn {name}；或导出带列标题的交易明细",
    ),
    background=Text(
        en=(
            "The first 50 rows are searched for a row of headings: at least a date, and an amount or separate "
            "columns for money in and out. The words that are known are a table of their own."
        ),
        zh="程序在前 50 行中查找标题行：至少要有日期，以及金额列或分开的收入、支出列。已知的标题词保存在一张词表中。",
    ),
)

NO_READABLE_ROW = Code(
    id="E0607",
    title=Text(en="No row of the bank file can be read", zh="银行文件中没有可识别的交易行"),
    message=Text(
        en="{name}: headings were found in row {header}, but none of the {count} {count:row|rows} below has a date and an amount "
        "that can be read; the first is row {first}: {text}",
        zh="{name}：第 {header} 行是标题行，但其下 {count} 行都没有可识别的日期和金额；第一处是第 {first} 行：{text}",
    ),
    advice=Text(
        en="dates are read with the year first (2026-11-03, 20261103, 2026年11月3日), amounts like 1,234.50",
        zh="日期须以年份开头（2026-11-03、20261103、2026年11月3日），金额形如 1,234.50",
    ),
    background=Text(
        en="A date like 03/11/2026 is read differently in different countries, so it is not guessed.",
        zh="03/11/2026 这样的日期在不同国家含义不同，程序不会猜测。",
    ),
)

DATES_UNDECIDED = Code(
    id="E0608",
    title=Text(en="Day and month cannot be told apart", zh="无法区分日期中的日和月"),
    message=Text(
        en="{name}: dates like {example} can be read as {orders}, and no row of the file decides it",
        zh="{name}：{example} 这样的日期可以按 {orders} 理解，文件中没有任何一行能够判定",
    ),
    advice=Text(
        en="say the order of day, month and year: --dates dmy, --dates mdy or --dates ymd",
        zh="请说明日、月、年的顺序：--dates dmy（日月年）、--dates mdy（月日年）或 --dates ymd（年月日）",
    ),
    background=Text(
        en=(
            "03/11/2026 is 3 November in most countries and 11 March in some. A day above 12 anywhere in the column "
            "decides it; with dots the day always comes first. Otherwise it is asked, never guessed."
        ),
        zh="03/11/2026 在多数国家是 11 月 3 日，在有些国家是 3 月 11 日。同列中只要有大于 12 的日就能判定；"
        "用点分隔的日期总是日在前。否则由用户说明，程序不会猜测。",
    ),
)

DAMAGED_MESSAGE = Code(
    id="E0609",
    title=Text(en="Bank message is damaged", zh="银行报文已损坏"),
    message=Text(
        en="{name} looks like {kind} but cannot be read: {why}", zh="{name} 看起来是 {kind}，但无法读取：{why}"
    ),
    advice=Text(en="export it from the bank again, or in another format", zh="请从银行重新导出，或改用其他格式"),
    background=Text(
        en="Formats made for machines are read as a whole: where one entry cannot be read, none is taken.",
        zh="供程序读取的格式按整体处理：只要有一条分录无法识别，就全部不读取。",
    ),
)

LAYOUT_INVALID = Code(
    id="E0610",
    title=Text(en="Bank format of the book is not valid", zh="账簿中的银行格式文件无效"),
    message=Text(en="this is no bank format: {why}", zh="不是有效的银行格式：{why}"),
    advice=Text(
        en="correct it (docs/bank-formats.md shows what it holds), or remove it and run salesbook bank learn again",
        zh="请更正该文件（写法见 docs/bank-formats.zh-CN.md），或删除后重新运行 salesbook bank learn",
    ),
    background=Text(
        en="A bank format says which heading of an export means what, where salesbook does not know it by itself.",
        zh="银行格式文件说明导出文件中各标题的含义，用于程序本身不认识的格式。",
    ),
)

NOTHING_TO_LEARN = Code(
    id="E0611",
    title=Text(en="There is no column to learn", zh="没有可以学习的列"),
    message=Text(en="{name} holds no rows of several cells", zh="{name} 中没有含多个单元格的行"),
    advice=Text(
        en="only tables can be taught; name the row of headings with --header where it was not found",
        zh="只有表格可以教给程序；如果没有找到标题行，请用 --header 指定",
    ),
    background=Text(
        en="OFX, MT940 and CAMT.053 name the parts of each entry themselves.",
        zh="OFX、MT940 和 CAMT.053 自己说明每条分录的各个部分。",
    ),
)

COLUMN_UNKNOWN = Code(
    id="E0612",
    title=Text(en="Column is not in the file", zh="文件中没有这一列"),
    message=Text(
        en="row {row} of {name} has no column {column}; it has: {columns}",
        zh="{name} 的第 {row} 行没有 {column} 列；现有的列：{columns}",
    ),
    advice=Text(
        en="name a heading as the file writes it, or the number of the column from 1; --header says which row heads them",
        zh="请按文件写法填写标题，或填写列号（从 1 开始）；标题行可用 --header 指定",
    ),
    background=Text(
        en="The row of headings is the one with all headings that were named, else the fullest row of words.",
        zh="标题行取含有全部所填标题的行，否则取文字最多的一行。",
    ),
)

BALANCE_BREAK = Code(
    id="W0601",
    title=Text(en="Running balance does not follow", zh="余额不连续"),
    message=Text(
        en="row {row}: the balance is {found}, but {expected} follows from the line before",
        zh="第 {row} 行：余额为 {found}，但按上一笔推算应为 {expected}",
    ),
    advice=Text(
        en="look for a missing or altered row next to it, or export the statement again",
        zh="请查看相邻行是否缺失或被改动，或重新导出对账单",
    ),
    background=Text(
        en="Each balance is the balance before it plus the amount, in whichever order the file runs.",
        zh="每笔余额等于前一笔余额加上本笔金额，无论文件按正序还是倒序排列。",
    ),
)

TOTAL_DIFFERS = Code(
    id="W0602",
    title=Text(en="Printed total differs", zh="打印的合计不符"),
    message=Text(
        en="row {row}: the file states {stated} as {what}, but its lines add up to {actual}",
        zh="第 {row} 行：文件所列{what}为 {stated}，但各行相加为 {actual}",
    ),
    advice=Text(
        en="check that the file is complete: a filtered or shortened export keeps the totals of the whole",
        zh="请检查文件是否完整：经过筛选或截取的导出文件往往保留全部交易的合计",
    ),
    background=Text(
        en="Totals and numbers of transactions that a file prints are compared with what was read from it.",
        zh="程序会将文件中打印的合计金额和笔数与实际读到的交易核对。",
    ),
)

CLOSING_DIFFERS = Code(
    id="W0603",
    title=Text(en="Opening balance and lines do not give the closing balance", zh="期初余额加发生额不等于期末余额"),
    message=Text(
        en="the opening balance {opening} and the lines of {sum} give {expected}, but the closing balance is {closing}",
        zh="期初余额 {opening} 加本期发生额 {sum} 应为 {expected}，但期末余额为 {closing}",
    ),
    advice=Text(
        en="check that the file is complete, or export the statement again",
        zh="请检查文件是否完整，或重新导出对账单",
    ),
    background=Text(
        en="A complete statement proves itself: opening balance + lines = closing balance.",
        zh="完整的对账单可以自我验证：期初余额 + 本期发生额 = 期末余额。",
    ),
)

UNREADABLE_ROW = Code(
    id="W0604",
    title=Text(en="Row looks like a transaction but cannot be read", zh="疑似交易但无法识别的行"),
    message=Text(
        en="row {row} was left out, since {why}: {text}",
        zh="第 {row} 行已略过，因为{why}：{text}",
    ),
    advice=Text(
        en="correct the row in a copy of the file, or enter it by hand", zh="请在文件副本中更正该行，或手工录入"
    ),
    background=Text(
        en="A row with a date or an amount that cannot be read is never guessed at, and never dropped in silence.",
        zh="日期或金额无法识别的行不会被猜测，也不会被悄悄丢弃。",
    ),
)

UNREADABLE_BALANCE = Code(
    id="W0605",
    title=Text(en="Balances cannot be read", zh="余额无法识别"),
    message=Text(
        en="the balances of {count} {count:row|rows} cannot be read, first in row {row}: {text}",
        zh="有 {count} 行的余额无法识别，首先是第 {row} 行：{text}",
    ),
    advice=Text(
        en="nothing to do if the bank masks them; these lines are then not checked by their balance",
        zh="如果是银行做了遮盖，则无需处理；这些行不做余额核对",
    ),
    background=Text(
        en="Some exports mask balances. The lines are read; only the check by running balance is left out.",
        zh="有些导出文件会遮盖余额。交易照常读取，只是不做余额连续性核对。",
    ),
)

UNREADABLE_BYTES = Code(
    id="W0606",
    title=Text(en="Some characters cannot be read", zh="部分字符无法识别"),
    message=Text(
        en="some bytes are not valid {encoding} and show as \ufffd, first in row {row}",
        zh="部分字节不是有效的 {encoding} 编码，显示为 \ufffd，首先出现在第 {row} 行",
    ),
    advice=Text(
        en="compare the texts of those rows with the bank; amounts and dates are not affected",
        zh="请与银行核对这些行的文字；金额和日期不受影响",
    ),
    background=Text(
        en="Banks that cut a text at a fixed number of bytes may cut a Chinese character in half.",
        zh="银行按固定字节数截断文字时，可能会把一个汉字截成半个。",
    ),
)

SHEET_WITHOUT_TABLE = Code(
    id="W0607",
    title=Text(en="Sheet was not read", zh="有工作表未读取"),
    message=Text(
        en="sheet {sheet} has no table of transactions; its {count} {count:row was|rows were} not read",
        zh="工作表 {sheet} 中没有交易明细，其中 {count} 行未读取",
    ),
    advice=Text(en="check that the sheet holds no transactions", zh="请确认该工作表中没有交易"),
    background=Text(
        en="Each sheet of a workbook with headings for a date and an amount is read as a statement.",
        zh="工作簿中每个含有日期和金额标题的工作表都会作为一份对账单读取。",
    ),
)

UNPAIRED_QUOTES = Code(
    id="W0608",
    title=Text(en="Quotation marks do not pair", zh="引号不成对"),
    message=Text(
        en="row {row}: a quotation mark is never closed; it was taken as part of the text",
        zh="第 {row} 行：引号没有成对，已按普通文字处理",
    ),
    advice=Text(en="look at the line in the result", zh="请查看该行的读取结果"),
    background=Text(
        en="Taken as opening quotation mark it would swallow the rows below it, so it is read as a character.",
        zh="如果当作左引号，其后的各行都会被并入同一单元格，因此按普通字符处理。",
    ),
)

DIRECTION_ASSUMED = Code(
    id="W0609",
    title=Text(en="All amounts were taken as money in", zh="全部金额按收入处理"),
    message=Text(
        en="nothing in the file says which way its {count} amounts went, and none is negative; all count as money in",
        zh="文件没有注明这 {count} 笔金额的收支方向，也没有负数，已全部按收入处理",
    ),
    advice=Text(
        en="if they are not, teach the layout once: salesbook bank learn FILE --amounts inverted",
        zh="如果不是，请教给程序一次：salesbook bank learn 文件 --amounts inverted",
    ),
    background=Text(
        en="A single column of amounts is signed as a rule. Balances, a column of directions or marks such as CR decide it.",
        zh="单列金额通常带正负号。余额、收支方向列或 CR 之类的标记可以判定方向。",
    ),
)

HIDDEN_ROWS = Code(
    id="W0610",
    title=Text(en="Hidden rows were read too", zh="已读取隐藏的行"),
    message=Text(
        en="sheet {sheet} hides {count} {count:row|rows}, first row {row}; {count:it was|they were} read like the others",
        zh="工作表 {sheet} 隐藏了 {count} 行，首先是第 {row} 行；这些行照常读取",
    ),
    advice=Text(
        en="take off the filter in the spreadsheet program to see them", zh="请在表格软件中取消筛选，以查看这些行"
    ),
    background=Text(
        en="A filter hides rows and takes none away: the bank's export still holds them.",
        zh="筛选只是隐藏行，银行导出的数据仍在文件中。",
    ),
)

REPEATED_SHEET = Code(
    id="W0611",
    title=Text(en="Sheets repeat each other", zh="工作表内容重复"),
    message=Text(
        en="sheet {sheet} has the same {count} {count:line|lines} as sheet {other}; {count:it counts|they count} once",
        zh="工作表 {sheet} 的 {count} 笔流水与工作表 {other} 相同，只计一次",
    ),
    advice=Text(
        en="nothing to do if one is a copy or a part of the other", zh="如果一个是另一个的副本或部分，则无需处理"
    ),
    background=Text(
        en="Workbooks often hold all transactions in one sheet, and those of one direction in another.",
        zh="有的工作簿在一个工作表中列出全部交易，在另一个中只列收入或支出。",
    ),
)

DATE_CARRIED = Code(
    id="W0612",
    title=Text(en="Rows without a date took that of the row above", zh="没有日期的行沿用了上一行的日期"),
    message=Text(
        en="row {row} has no date; it was taken for the same day as the row above, as the balances fit",
        zh="第 {row} 行没有日期；余额相符，按与上一行同一天读取",
    ),
    advice=Text(en="check the day of this row at the bank", zh="请向银行核对该行的日期"),
    background=Text(
        en="Some banks print a date once for all rows of a day. Where a file does so only once, it may be a lost date.",
        zh="有的银行同一天只打印一次日期。如果整个文件只出现一处，也可能是日期丢失。",
    ),
)

ACCOUNT_UNKNOWN = Code(
    "E0641",
    title=Text("The account of a statement is not known", "无法确定对账单属于哪个账户"),
    message=Text("{name}: no account of the book has the number {number}", "{name}：账簿中没有号码为 {number} 的账户"),
    advice=Text(
        "name one with --account ({accounts}), or enter the number in salesbook.yaml",
        "请用 --account 指定（{accounts}），或在 salesbook.yaml 中填写账号",
    ),
    background=Text(
        "A statement belongs to the account whose `number` it states; masked digits are allowed.",
        "对账单按其中的账号对应账簿账户的 `number`，允许部分数字被隐藏。",
    ),
)
OTHER_ACCOUNT = Code(
    "E0642",
    title=Text("The statement is of another account", "对账单属于另一账户"),
    message=Text(
        "{name} is of {number} (account {found}), not {asked}", "{name} 的账号是 {number}（账户 {found}），不是 {asked}"
    ),
    advice=Text("leave out --account, or name the right file", "请去掉 --account，或改用正确的文件"),
    background=Text("Lines of one account are never mixed into another.", "一个账户的流水绝不会混入另一个账户。"),
)
OTHER_CURRENCY = Code(
    "E0643",
    title=Text("The statement is in another currency", "对账单的币种不同"),
    message=Text(
        "{name} is in {stated}, but {account} is kept in {currency}",
        "{name} 的币种是 {stated}，而 {account} 是 {currency} 账户",
    ),
    advice=Text("name the right account with --account", "请用 --account 指定正确的账户"),
    background=Text("Amounts of different currencies are never added up.", "不同币种的金额绝不相加。"),
)

CODES = (
    NO_FILE,
    EMPTY_FILE,
    TOO_LARGE,
    DAMAGED_WORKBOOK,
    UNSUPPORTED_KIND,
    UNKNOWN_LAYOUT,
    NO_READABLE_ROW,
    DATES_UNDECIDED,
    DAMAGED_MESSAGE,
    LAYOUT_INVALID,
    NOTHING_TO_LEARN,
    COLUMN_UNKNOWN,
    BALANCE_BREAK,
    TOTAL_DIFFERS,
    CLOSING_DIFFERS,
    UNREADABLE_ROW,
    UNREADABLE_BALANCE,
    UNREADABLE_BYTES,
    SHEET_WITHOUT_TABLE,
    UNPAIRED_QUOTES,
    DIRECTION_ASSUMED,
    HIDDEN_ROWS,
    REPEATED_SHEET,
    DATE_CARRIED,
    ACCOUNT_UNKNOWN,
    OTHER_ACCOUNT,
    OTHER_CURRENCY,
)
"""All of them, for the catalogue."""
