"""Problems of entries that are about to be recorded: E0501 to E0549."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.model.problem import Code

OVER_LIMIT = Code(
    "E0501",
    title=Text("The order exceeds the credit limit", "订单超过信用额度"),
    message=Text(
        "with this order of {total} the exposure of {customer} is {exposure} {currency}, above its limit of {limit}",
        "加上本单 {total}，{customer} 的信用占用为 {exposure} {currency}，超过额度 {limit}",
    ),
    advice=Text(
        "collect first, or raise the customer's `credit_limit`",
        "请先收款，或提高该客户的 `credit_limit`",
    ),
    background=Text(
        "Exposure is what the customer owes, plus orders accepted and not yet charged, less its advances. Orders above "
        "the limit are refused while `credit: {{block: over_limit}}` stands in salesbook.yaml.",
        "信用占用 = 应收 + 已接受而未计入应收的订单 − 预收。salesbook.yaml 中为 `credit: {{block: over_limit}}` 时，超过额度的订单会被拒绝。",
    ),
)
CUSTOMER_OVERDUE = Code(
    "E0502",
    title=Text("The customer has overdue debts", "客户有逾期欠款"),
    message=Text("{customer} owes {overdue} {currency} that is overdue", "{customer} 有逾期欠款 {overdue} {currency}"),
    advice=Text("collect first", "请先催收"),
    background=Text(
        "Orders of customers with overdue debts are refused while `credit: {{block: overdue}}` stands in "
        "salesbook.yaml.",
        "salesbook.yaml 中为 `credit: {{block: overdue}}` 时，有逾期欠款的客户不能下新订单。",
    ),
)
ALREADY_THERE = Code(
    "E0503",
    title=Text("The id is taken", "编号已被使用"),
    message=Text("{id} is there already: {name}, in {path}", "{id} 已存在：{name}，在 {path}"),
    advice=Text("choose another id, or `salesbook edit {id}`", "请换一个编号，或用 `salesbook edit {id}` 修改"),
    background=Text(
        "A customer, product or rep is known by its id alone, so each id stands once.",
        "客户、产品、业务员只凭编号识别，因此编号不能重复。",
    ),
)
ID_CHANGED = Code(
    "E0504",
    title=Text("An id was changed while editing", "编辑时改动了编号"),
    message=Text("the id was {before}, and is {after} now", "原编号为 {before}，现为 {after}"),
    advice=Text("put the old id back; other entries name it", "请改回原编号，其他条目可能正在引用它"),
    background=Text(
        "Entries name each other by id. `edit` changes the other fields; a new id would leave those references "
        "pointing nowhere.",
        "条目之间凭编号互相引用。`edit` 只改其他字段；换了编号，原有引用就会落空。",
    ),
)
NOT_TAKEN_BACK = Code(
    "E0505",
    title=Text("Written, but not committed", "已写入，但未提交"),
    message=Text(
        "git could not commit, and the disk would not let {path} be put back: it holds what was entered",
        "git 未能提交，磁盘也不允许还原 {path}：其中已有本次录入的内容",
    ),
    advice=Text(
        "do not enter it again; when the disk is well, the next command commits it",
        "请勿重复录入；磁盘恢复后，下一个命令会自动提交",
    ),
    background=Text(
        "A command writes and commits, or does neither. Only a disk that fails twice within one command leaves an "
        "entry that no commit holds yet; it is whole, and counts.",
        "命令要么写入并提交，要么都不做。只有磁盘在同一命令中两次出错，才会留下尚未提交的条目；该条目完整有效。",
    ),
)
BOOK_CHANGED = Code(
    "E0506",
    title=Text("The book changed meanwhile", "账簿在此期间有变动"),
    message=Text(
        "another command, or an edit, changed {files} since this command read the book; nothing was written",
        "本命令读取账簿之后，其他命令或编辑改动了 {files}；本次未写入任何内容",
    ),
    advice=Text("run it again", "请重新运行本命令"),
    background=Text(
        "What a reconciliation enters goes by the money that the book had recorded when it was read. Where a payment, "
        "a credit or a match was recorded since, perhaps of the same bank line, it is read anew first, so that nothing "
        "is entered twice.",
        "对账写入的内容以读取账簿时已登记的款项为依据。其间若又登记了收款、贷项或匹配（可能正是同一笔流水），须先重新读取，以免重复入账。",
    ),
)
ENTERED_BEFORE = Code(
    "E0507",
    title=Text("Entered twice", "重复录入"),
    message=Text(
        "{earlier} has the same customer, date, amount and orders", "{earlier} 的客户、日期、金额和订单完全相同"
    ),
    advice=Text(
        "if it is another one all the same, enter it with --force --reason TEXT",
        "若确为另一笔，请加 --force --reason 理由",
    ),
    background=Text(
        "A refund or credit entered twice takes money or debts away that are there. Two that are alike on one day are "
        "seldom meant.",
        "退款或贷项重复录入会多退款、多冲应收。同一天完全相同的两笔很少是有意的。",
    ),
)
