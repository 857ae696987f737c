"""All commands: where each is defined, and what the list of commands says of it.

A command's module is imported only when it is called. A new command is a function in a module of this package and a
line here.
"""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.model.named_tuple import NamedTuple

ENTRY = Text("Entering", "录入")
READING = Text("Reading", "查询")
BANK = Text("Bank", "银行对账")
REPORTS = Text("Reports", "报表")


class CommandPlace(NamedTuple):
    """A command: its ``name``, the ``module`` of this package that defines it, and one line of help.

    A ``group`` is a command with commands of its own, such as ``bank``.
    """

    name: str
    module: str
    help: Text
    panel: Text
    group: bool = False


COMMANDS = (
    CommandPlace("init", "init", Text("Begin a new book", "新建账簿"), ENTRY),
    CommandPlace("demo", "demo", Text("Write the demonstration company's book", "生成演示公司账簿"), ENTRY),
    CommandPlace("add-customer", "add_masters", Text("Enter a customer", "录入客户"), ENTRY),
    CommandPlace("add-product", "add_masters", Text("Enter a product", "录入产品"), ENTRY),
    CommandPlace("add-rep", "add_masters", Text("Enter a rep", "录入业务员"), ENTRY),
    CommandPlace("add-order", "add_order", Text("Enter an order", "录入订单"), ENTRY),
    CommandPlace("add-change", "add_goods", Text("Change, extend or accept an order", "录入订单变更或验收"), ENTRY),
    CommandPlace("add-delivery", "add_goods", Text("Enter a delivery", "录入发货"), ENTRY),
    CommandPlace("add-invoice", "add_invoice", Text("Enter an invoice", "录入发票"), ENTRY),
    CommandPlace("add-payment", "add_payment", Text("Enter a payment or refund", "录入收款或退款"), ENTRY),
    CommandPlace(
        "add-credit", "add_credit", Text("Enter a return, discount, write-off …", "录入退货、折让、核销等"), ENTRY
    ),
    CommandPlace("add-handin", "add_handin", Text("Enter money that a rep hands in", "录入业务员交款"), ENTRY),
    CommandPlace("add-bill", "add_bill", Text("Enter what became of a bill", "录入票据事项"), ENTRY),
    CommandPlace("add-opening", "add_opening", Text("Enter an opening balance", "录入期初余额"), ENTRY),
    CommandPlace("add-target", "add_target", Text("Enter a target", "录入目标"), ENTRY),
    CommandPlace("allocate", "allocate", Text("Give money to orders later", "核销：把款项分给订单"), ENTRY),
    CommandPlace("cancel", "add_goods", Text("Cancel what is open of an order", "取消订单未发部分"), ENTRY),
    CommandPlace("edit", "edit", Text("Edit one entry in your editor", "在编辑器中修改一条"), ENTRY),
    CommandPlace("list", "list_entries", Text("List the entries of a kind", "列出某类条目"), READING),
    CommandPlace("show", "show", Text("Show an entry and all that hangs on it", "查看一条及其关联"), READING),
    CommandPlace("find", "find", Text("Find entries by any text", "按任意文字查找"), READING),
    CommandPlace("check", "check", Text("Check the whole book", "检查整本账"), READING),
    CommandPlace("sql", "sql", Text("Ask the book in SQL", "用 SQL 查询账簿"), READING),
    CommandPlace("export", "export", Text("Give the book to another tool", "导出给其他工具"), READING),
    CommandPlace("explain", "explain", Text("Explain an error code", "解释错误代码"), READING),
    CommandPlace("fmt", "fmt", Text("Lay out ledger files", "整理账簿文件格式"), READING),
    CommandPlace("schema", "schema", Text("Print the JSON Schema of a kind", "输出某类条目的 JSON Schema"), READING),
    CommandPlace("reconcile", "reconcile", Text("Match a bank statement to the book", "银行对账"), BANK),
    CommandPlace("bank", "bank", Text("Bank statements and lines", "银行流水"), BANK, group=True),
    CommandPlace("report", "report", Text("The report of a month, quarter or year", "月报、季报、年报"), REPORTS),
    CommandPlace("aging", "aging", Text("What customers owe, by age", "应收账龄"), REPORTS),
    CommandPlace("statement", "statement", Text("A customer's statement of account", "客户对账单"), REPORTS),
    CommandPlace("commission", "commission", Text("What reps earn, and are paid", "业务提成"), REPORTS),
    CommandPlace("targets", "targets", Text("What was reached of targets", "目标完成情况"), REPORTS),
    CommandPlace("bills", "bills", Text("The register of bills", "承兑汇票备查簿"), REPORTS),
    CommandPlace("handins", "handins", Text("Customers' money that reps hold and hand in", "代收与交款"), REPORTS),
    CommandPlace("open", "open_items", Text("What is open: orders, items, money", "未清项目"), REPORTS),
)
