"""Problems that only the whole book shows."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.model.problem import Code

DUPLICATE_ID = Code(
    "E0401",
    title=Text("An id is used twice", "编号重复"),
    message=Text("{id} is used {count} times: {places}", "{id} 出现 {count} 次：{places}"),
    advice=Text(
        "give one of them the next free number, or remove it if it was entered twice",
        "请给其中一条换下一个编号；若是重复录入，请删去",
    ),
    background=Text(
        "A document's id is unique over all kinds, a customer's, product's or rep's in its kind. "
        "Clerks who work at the same time number from pads of their own.",
        "单据编号在所有单据中唯一；客户、产品、业务员的编号在各自种类中唯一。多人同时录入时各用各的号段（pad）。",
    ),
)
DUPLICATE_NUMBER = Code(
    "E0402",
    title=Text("An invoice number is used twice", "发票号码重复"),
    message=Text("the number {number} stands on {entries}", "发票号码 {number} 出现在 {entries}"),
    advice=Text("correct the number, or remove the invoice entered twice", "请改正号码，或删去重复录入的发票"),
    background=Text(
        "The tax office gives each number once; the same number twice is one invoice entered twice.",
        "税务机关的发票号码不会重复；同号即同一张发票录了两次。",
    ),
)
MISSING_REFERENCE = Code(
    "E0403",
    title=Text("Something is named that does not exist", "引用的内容不存在"),
    message=Text("there is no {kind} {target}", "没有{kind} {target}"),
    advice=Text("{hint}", "{hint}"),
    background=Text(
        "Every customer, order, payment … that an entry names must stand in the book.",
        "条目引用的客户、订单、收款等都必须存在于账簿中。",
    ),
)
OTHER_CUSTOMER = Code(
    "E0404",
    title=Text("It belongs to another customer", "属于另一客户"),
    message=Text("{target} is {owner}'s, not {customer}'s", "{target} 属于 {owner}，不属于 {customer}"),
    advice=Text(
        "correct the customer or the order; customers of one `group` may pay for each other",
        "请改正客户或订单；同一 `group` 的客户之间可以代付",
    ),
    background=Text(
        "Money and invoices of a customer settle and invoice that customer's orders, or those of its group.",
        "客户的款项和发票只能用于本客户或同一集团客户的订单。",
    ),
)
HELD_BELOW_ZERO = Code(
    "E0405",
    title=Text("A rep hands in more than he holds", "业务员交款超过所持"),
    message=Text(
        "on {date} {rep} hands in more than he holds: {held} {currency} would be left",
        "{date}，{rep} 交款超过所持代收款，交款后余额为 {held} {currency}",
    ),
    advice=Text(
        "enter the payment he received first (`salesbook add-payment … --received-by {rep}`), or correct the amount",
        "请先登记他代收的款项（`salesbook add-payment … --received-by {rep}`），或改正金额",
    ),
    background=Text(
        "What a rep holds is what customers paid him (`received_by`) less what he handed in.",
        "业务员所持 = 客户交给他的款项（`received_by`）减去已交款。",
    ),
)
FREE_BELOW_ZERO = Code(
    "E0406",
    title=Text("A customer's money not given out falls below zero", "客户未用款小于零"),
    message=Text(
        "the money of {customer} that is given to no order falls to {amount} {currency} on {date}",
        "{date} 起，{customer} 未分给订单的款项为 {amount} {currency}",
    ),
    advice=Text(
        "a refund or reversal must say under `orders` which money it takes back, or be smaller",
        "退款或冲销须在 `orders` 中写明收回哪些款项，或减小金额",
    ),
    background=Text(
        "Refunds and reversals that name no order come out of money that was given to no order.",
        "未写明订单的退款和冲销，只能从未分给订单的款项中支出。",
    ),
)
MERGED_IN_CIRCLE = Code(
    "E0407",
    title=Text("Customers are merged in a circle", "客户合并成环"),
    message=Text("{customer} is merged into itself by way of {way}", "{customer} 经 {way} 又合并到自己"),
    advice=Text("remove one `merged_into`", "请删去其中一个 `merged_into`"),
    background=Text("Merging leads to one customer that stays.", "合并最终须指向一个保留的客户。"),
)
NO_KIND = Code(
    "E0408",
    title=Text("A file is in no known folder", "文件不在已知的目录"),
    message=Text("{path} is in no folder of a kind of entries", "{path} 不在任何一种条目的目录下"),
    advice=Text(
        "move it to the folder of its kind, such as ledgers/orders/", "请移到相应种类的目录，如 ledgers/orders/"
    ),
    background=Text("The folder says of which kind the entries of a file are.", "文件所在的目录决定其中条目的种类。"),
)
TOO_MANY_ENTRIES = Code(
    "W0409",
    title=Text("A file has too many entries", "文件条目过多"),
    message=Text("{path} has {count} entries, more than {limit}", "{path} 有 {count} 条，超过 {limit} 条"),
    advice=Text(
        "move some of them to a further file, such as 2026-11.2.yaml", "请把一部分移到新文件，如 2026-11.2.yaml"
    ),
    background=Text(
        "Small files keep adding, reading and comparing fast; commands begin a new one by themselves.",
        "文件小，录入、读取和比较才快；命令会自动另起新文件。",
    ),
)
MATCHED_TWICE = Code(
    "E0411",
    title=Text("Matched twice", "重复匹配"),
    message=Text("{what} is matched by {earlier} already", "{what} 已由 {earlier} 匹配"),
    advice=Text(
        "take one of the two matches back: salesbook bank undo {earlier}",
        "请撤销其中一个匹配：salesbook bank undo {earlier}",
    ),
    background=Text(
        "A bank line was one thing, and the bank shows a payment or hand-in once. A wrong match is undone, and the right "
        "one entered then.",
        "一笔银行流水只对应一件事，一笔收款或交款也只会在银行出现一次。匹配有误时先撤销，再重新匹配。",
    ),
)
SETTLED_TWICE = Code(
    "E0412",
    title=Text("Commission settled twice", "提成重复结算"),
    message=Text(
        "the commission of {rep} for {month} is settled by {earlier} already", "{rep} {month} 的提成已由 {earlier} 结算"
    ),
    advice=Text(
        "delete one of the two entries; corrections come as differences of the next month by themselves",
        "请删除其中一条；更正会自动计入下月差额",
    ),
    background=Text(
        "A month is paid out once. What changes afterwards is paid, or taken back, with the next month.",
        "每月提成只结算一次，之后的变动在下月补发或扣回。",
    ),
)
DUPLICATE_TARGET = Code(
    "E0413",
    title=Text("Target set twice", "目标重复"),
    message=Text(
        "the target of {whose} for {period} is set {count} times: {places}",
        "{whose} {period} 的目标设了 {count} 次：{places}",
    ),
    advice=Text(
        "keep one entry with all that is to be reached, and delete the others",
        "请保留一条，把各项目标写在一起，并删去其余",
    ),
    background=Text(
        "A rep, a team and the company have one target for a period and currency; sales, collections, orders and new "
        "customers stand in the same entry. Months, quarters and the year may each have one of their own.",
        "业务员、团队、公司在同一期间、同一币种只有一条目标，销售额、回款、订单数、新客户数写在同一条中；"
        "月度、季度、年度目标可以分别设定。",
    ),
)
PLAN_NAMES_NONE = Code(
    "W0414",
    title=Text("A commission plan names what is not in the book", "提成方案所列的对象不存在"),
    message=Text(
        "the plan `{plan}` names `{name}` under `{list}`, which the book does not have",
        "提成方案 `{plan}` 的 `{list}` 列有 `{name}`，账簿中没有",
    ),
    advice=Text("{hint}", "{hint}"),
    background=Text(
        "Plans name reps, products and customers by id, teams by name. A name that fits nobody pays nobody: the rep whom "
        "it was meant for is paid by a plan for his team or for all, or not at all.",
        "提成方案按编号列出业务员、产品、客户，按名称列出团队。名称写错时方案对谁都不起作用：原本所指的业务员会改用其团队或全员的方案，或没有提成。",
    ),
)
CODES = (
    DUPLICATE_ID,
    DUPLICATE_NUMBER,
    MISSING_REFERENCE,
    OTHER_CUSTOMER,
    HELD_BELOW_ZERO,
    FREE_BELOW_ZERO,
    MERGED_IN_CIRCLE,
    NO_KIND,
    TOO_MANY_ENTRIES,
    MATCHED_TWICE,
    SETTLED_TWICE,
    DUPLICATE_TARGET,
    PLAN_NAMES_NONE,
)
