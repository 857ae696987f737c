"""What the fields of entries are called, what they hold, and what they mean."""

from __future__ import annotations

from salesbook.datasets.dataset import Field
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.table import CellType

_TEXT, _MONEY, _COUNT, _QUANTITY = CellType.TEXT, CellType.MONEY, CellType.COUNT, CellType.QUANTITY
_PRICE, _RATE, _DATE, _FLAG = CellType.PRICE, CellType.RATE, CellType.DATE, CellType.FLAG
_LINE = Text("Line", "行号")


def _field(key: str, title: Text, en: str, zh: str, type: CellType = _TEXT) -> tuple[str, Field]:
    return key, Field(key.rpartition(".")[2], title, Text(en, zh), type)


_FIELDS = dict(
    (
        _field("id", terms.ID, "its id, unique in the book", "编号，全账簿唯一"),
        _field("date", terms.DATE, "the day it happened", "业务日期", _DATE),
        _field("customer", terms.CUSTOMER, "the customer's id", "客户编号"),
        _field("rep", terms.REP, "the rep's id", "业务员编号"),
        _field("reps", Text("Reps", "业务员分摊"), "several reps with their shares, JSON", "多名业务员及其比例，JSON"),
        _field("order", terms.ORDER, "the order's id", "订单编号"),
        _field("opening", Text("Opening balance", "期初余额"), "the opening balance's id", "期初余额编号"),
        _field("payment", Text("Payment", "收款"), "the payment's id", "收款编号"),
        _field("credit", Text("Credit", "贷项"), "the credit's id", "贷项编号"),
        _field("product", terms.PRODUCT, "the product's id; empty for a text line", "产品编号；文字行为空"),
        _field("currency", terms.CURRENCY, "of all its amounts", "本条各金额的币种"),
        _field("amount", terms.AMOUNT, "the amount", "金额", _MONEY),
        _field("total", terms.TOTAL, "its control total as entered, tax included", "录入的控制合计，含税", _MONEY),
        _field("name", terms.NAME, "the name", "名称"),
        _field("aliases", Text("Aliases", "别名"), "other names, parted by semicolons", "其他名称，以分号分隔"),
        _field("terms", Text("Terms", "付款条件"), "a name of the settings, or the parts as JSON", "条件名称，或 JSON"),
        _field("credit_limit", Text("Credit limit", "信用额度"), "how much it may owe", "最高欠款", _MONEY),
        _field("settle", Text("Settles", "核销方式"), "oldest or explicit, where not the book's", "oldest 或 explicit"),
        _field("group", Text("Group", "集团"), "customers of a group pay for each other", "同集团客户可互相代付"),
        _field("merged_into", Text("Merged into", "并入"), "the customer it now means", "现在所指的客户"),
        _field("tax_id", Text("Tax ID", "税号"), "the taxpayer's number", "纳税人识别号"),
        _field("address", Text("Address", "地址"), "the address", "地址"),
        _field(
            "payers", Text("Payers", "付款方"), "its accounts and who else pays for it, JSON", "付款账户及代付人，JSON"
        ),
        _field("contacts", Text("Contacts", "联系人"), "names, phones, e-mail, JSON", "姓名、电话、邮箱，JSON"),
        _field(
            "customers.reps",
            Text("Reps by date", "业务员（按日期）"),
            "who collects, from when, JSON",
            "各时期业务员，JSON",
        ),
        _field("unit", Text("Unit", "单位"), "what one of it is", "计量单位"),
        _field("price", Text("Price", "单价"), "for one of it", "单价", _PRICE),
        _field("tax", Text("Tax rate", "税率"), "the rate of tax, a fraction", "税率，小数", _RATE),
        _field("costs", Text("Costs by date", "各期成本"), "costs, each from a day on, JSON", "自某日起的成本，JSON"),
        _field("cost", Text("Cost", "成本"), "of one of it, without tax", "单位成本，不含税", _PRICE),
        _field("barcode", Text("Barcode", "条码"), "the barcode", "条码"),
        _field("category", Text("Category", "类别"), "the category", "类别"),
        _field("active", Text("Active", "启用"), "whether it is still used", "是否仍在使用", _FLAG),
        _field("team", terms.TEAM, "the team", "团队"),
        _field("weights", Text("Weights", "月度权重"), "of its months, JSON", "各月权重，JSON"),
        _field("teams", Text("Teams by date", "各期团队"), "teams, each from a day on, JSON", "自某日起的团队，JSON"),
        _field("phone", Text("Phone", "电话"), "the phone number", "电话"),
        _field("joined", Text("Joined", "入职"), "the first day", "入职日期", _DATE),
        _field("left", Text("Left", "离职"), "the last day", "离职日期", _DATE),
        _field("customer_po", Text("Customer's PO", "客户订单号"), "the customer's own number", "客户自己的订单号"),
        _field("contract", Text("Contract", "合同号"), "the contract's number", "合同编号"),
        _field("reason", Text("Reason", "原因"), "why", "原因"),
        _field("cancel", Text("Cancels", "取消"), "whether it cancels what is open", "是否取消未发部分", _FLAG),
        _field("accept", Text("Accepts", "验收"), "whether the customer accepts", "是否为客户验收", _FLAG),
        _field("carrier", Text("Carrier", "承运"), "who carries it", "承运单位"),
        _field("tracking", Text("Tracking", "运单号"), "the carrier's number", "运单号"),
        _field("number", Text("Number", "号码"), "the document's own number", "票据或单据号码"),
        _field("reverses", Text("Reverses", "冲销"), "the entry that it takes back", "所冲销的条目"),
        _field("replaces", Text("Replaces", "换开自"), "the invoice it is issued for anew", "所换开的发票"),
        _field("due", terms.DUE, "when it is due", "到期日", _DATE),
        _field(
            "method", Text("Method", "收款方式"), "bank, cash, cheque, bill, alipay …", "bank、cash、bill、alipay 等"
        ),
        _field("account", terms.ACCOUNT, "the account of the settings", "设置中的账户"),
        _field("received_by", Text("Received by", "代收人"), "the rep who received it", "代收的业务员"),
        _field("bill", Text("Bill", "票据"), "the bill's number, drawer, maturity, JSON", "票号、出票人、到期日，JSON"),
        _field("line", Text("Bank line", "银行流水"), "the bank line it comes from", "来源的银行流水"),
        _field("payments", Text("Payments", "收款"), "ids of payments, parted by semicolons", "收款编号，以分号分隔"),
        _field("handins", Text("Hand-ins", "交款"), "ids of hand-ins, parted by semicolons", "交款编号，以分号分隔"),
        _field(
            "bills",
            Text("Bill events", "票据事项"),
            "ids of bill events, parted by semicolons",
            "票据事项编号，以分号分隔",
        ),
        _field("credits", Text("Credits", "贷项"), "ids of credits, parted by semicolons", "贷项编号，以分号分隔"),
        _field(
            "allocations",
            Text("Allocations", "核销"),
            "ids of allocations, parted by semicolons",
            "核销编号，以分号分隔",
        ),
        _field(
            "event", Text("Event", "事项"), "endorsed, discounted, collected, dishonoured", "背书、贴现、托收、拒付"
        ),
        _field("fee", Text("Fee", "手续费"), "what the bank kept", "银行扣收", _MONEY),
        _field("payer", Text("Other party", "对方户名"), "as the bank names it", "银行所记对方户名"),
        _field("payer_account", Text("Its account", "对方账号"), "as the bank shows it", "银行所记对方账号"),
        _field("memo", Text("Memo", "摘要"), "what the bank says of it", "银行摘要"),
        _field("reference", Text("Reference", "流水号"), "the bank's reference", "银行流水号"),
        _field("balance", terms.BALANCE, "after this line", "本笔之后的余额", _MONEY),
        _field("confirmations.balance", terms.BALANCE, "the balance by our book", "我方账面余额", _MONEY),
        _field(
            "theirs", Text("Their balance", "对方余额"), "the balance by the customer's book", "客户账面余额", _MONEY
        ),
        _field("as_of", Text("As of", "截止日"), "the day of the balance", "余额截止日", _DATE),
        _field("ignored", Text("Ignored", "忽略"), "why it is no customer's money", "非客户款项的原因"),
        _field(
            "counterpart", Text("Its other line", "对应流水"), "the line of the own other account", "本方另一账户的流水"
        ),
        _field(
            "rejected",
            Text("Rejected", "已否定"),
            "what a person said it is not, by semicolons",
            "人工否定的对象，以分号分隔",
        ),
        _field("month", Text("Month", "月份"), "2026-11", "如 2026-11"),
        _field("quarter", Text("Quarter", "季度"), "2026-Q4", "如 2026-Q4"),
        _field("year", Text("Year", "年份"), "2026", "如 2026"),
        _field("sales", terms.SALES, "sales to reach", "销售目标", _MONEY),
        _field("collected", terms.COLLECTED, "collections to reach", "回款目标", _MONEY),
        _field("orders", terms.ORDERS, "orders to reach", "订单数目标", _COUNT),
        _field("new_customers", Text("New customers", "新客户"), "new customers to reach", "新客户目标", _COUNT),
        _field("earned", Text("Earned", "应得提成"), "commission of the month", "当月应得", _MONEY),
        _field(
            "differences",
            Text("Differences", "以前月份调整"),
            "of earlier settled months",
            "以前已结月份的差额",
            _MONEY,
        ),
        _field("carried", Text("Carried", "上期结转"), "carried from the month before", "上月结转", _MONEY),
        _field("commissions.amount", Text("Paid out", "应发"), "what is paid out", "应发金额", _MONEY),
        _field("order_lines.line", _LINE, "which line of the order, from 1", "订单行号，从 1 起", _COUNT),
        _field(
            "change_lines.line", _LINE, "the line that changes; a new one has none", "所改的订单行；新增行为空", _COUNT
        ),
        _field("delivery_lines.line", _LINE, "which line of the order, from 1", "订单行号，从 1 起", _COUNT),
        _field("text", Text("Text", "文字"), "what a line without product says", "无产品行的文字"),
        _field("qty", Text("Quantity", "数量"), "how many", "数量", _QUANTITY),
        _field("discount", Text("Discount", "折扣"), "off the price, a fraction", "折扣，小数", _RATE),
        _field(
            "paid",
            Text("Paid", "支付金额"),
            "what it took of the payment, where currencies differ",
            "币种不同时所用的收款金额",
            _MONEY,
        ),
        _field("lines", Text("Lines", "明细"), "goods it concerns, JSON", "涉及的货物，JSON"),
        _field("rate", Text("Tax rate", "税率"), "the rate of tax, a fraction", "税率，小数", _RATE),
        _field("net", Text("Net", "不含税金额"), "without tax", "不含税金额", _MONEY),
        _field("invoice_taxes.tax", Text("Tax", "税额"), "the tax", "税额", _MONEY),
        _field("note", terms.NOTE, "a note", "备注"),
        _field("tags", Text("Tags", "标签"), "labels, parted by semicolons", "标签，以分号分隔"),
        _field("fields", Text("Own fields", "自定义字段"), "the user's own fields, JSON", "用户自定义字段，JSON"),
        _field(
            "forced",
            Text("Forced", "强制"),
            "a rule that was overridden, and why, JSON",
            "被强制越过的规则及原因，JSON",
        ),
    )
)


def field_of(dataset: str, key: str) -> Field:
    """A field, as it is meant in a dataset."""
    return _FIELDS.get(f"{dataset}.{key}") or _FIELDS[key]
