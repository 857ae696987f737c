"""The columns of a list of entries, for each kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money
from salesbook.model.named_tuple import NamedTuple
from salesbook.reports.list_context import ListContext
from salesbook.reports.stored import StoredEntry, decimal, money, rate
from salesbook.reports.words import BILL_EVENTS, METHODS, REASONS, ignored_label, word
from salesbook.table import Cell, CellType, Column

Maker = Callable[[ListContext, StoredEntry], Cell]


class ListColumn(NamedTuple):
    """A column of a list and what stands in it. ``summed``: its amounts are added up where all are of one currency."""

    column: Column
    cell: Maker
    summed: bool = False


def _text(key: str, title: Text, field: str | None = None, *, wide: bool = False) -> ListColumn:
    return ListColumn(Column(key, title, wide=wide), lambda context, entry: entry.text(field or key))


def _money(key: str, title: Text, *, summed: bool = False) -> ListColumn:
    def cell(context: ListContext, entry: StoredEntry) -> Cell:
        return money(entry.data.get(key), context.amounts.currency(entry))

    return ListColumn(Column(key, title, CellType.MONEY), cell, summed)


def _number(key: str, title: Text) -> ListColumn:
    return ListColumn(Column(key, title, CellType.QUANTITY), lambda context, entry: decimal(entry.data.get(key)))


def _price(key: str, title: Text) -> ListColumn:
    return ListColumn(Column(key, title, CellType.PRICE), lambda context, entry: decimal(entry.data.get(key)))


def _flag(key: str, title: Text) -> ListColumn:
    return ListColumn(Column(key, title, CellType.FLAG), lambda context, entry: entry.data.get(key, True) is True)


def _day(key: str, title: Text) -> ListColumn:
    return ListColumn(Column(key, title, CellType.DATE), lambda context, entry: _iso_day(entry.text(key)))


def _iso_day(text: str | None) -> Cell:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return text


def _listed(key: str, title: Text, field: str) -> ListColumn:
    return ListColumn(Column(key, title, wide=True), lambda context, entry: ", ".join(entry.names(field)) or None)


def _word(key: str, title: Text, words: dict[str, Text]) -> ListColumn:
    return ListColumn(Column(key, title), lambda context, entry: word(words, entry.text(key)))


def _name(context: ListContext, entry: StoredEntry) -> Cell:
    customer = context.customer(entry)
    return context.book.customers.name(customer) if customer else None


def _total(context: ListContext, entry: StoredEntry) -> Cell:
    return Money(context.totals.get(entry.id, 0), context.amounts.currency(entry))


def _given(context: ListContext, entry: StoredEntry) -> Cell:
    targets = [str(part.get("order") or part.get("opening") or "") for part in entry.parts("orders")]
    return ", ".join(target for target in targets if target) or None


def _goods(context: ListContext, entry: StoredEntry) -> Cell:
    lines = [f"{part.get('line')} × {part.get('qty')}" for part in entry.parts("lines") if "line" in part]
    return ", ".join(lines) or None


def _changed(context: ListContext, entry: StoredEntry) -> Cell:
    if entry.data.get("cancel") is True:
        return Text("cancelled", "取消")
    if entry.data.get("accept") is True:
        return Text("accepted", "验收")
    count = len(entry.parts("lines"))
    return Text("{count} {count:line|lines}", "{count} 行").format(count=count)


def _taken_for(context: ListContext, entry: StoredEntry) -> Cell:
    if reversed_match := entry.text("reverses"):
        return Text("undoes {match}", "撤销 {match}").format(match=reversed_match)
    if ignored := entry.text("ignored"):
        return Text("ignored: {why}", "忽略：{why}").format(why=ignored_label(ignored))
    named = [id for field in ("payments", "handins", "bills", "credits", "allocations") for id in entry.names(field)]
    return ", ".join(named) or None


def _team(context: ListContext, entry: StoredEntry) -> Cell:
    return context.book.reps[entry.id].team_on(context.today)


def _cost(context: ListContext, entry: StoredEntry) -> Cell:
    return context.book.products[entry.id].cost_on(context.today)


def _target_period(context: ListContext, entry: StoredEntry) -> Cell:
    return next((str(entry.data[field]) for field in ("month", "quarter", "year") if field in entry.data), None)


def _weights(context: ListContext, entry: StoredEntry) -> Cell:
    weights = entry.data.get("weights")
    return " ".join(map(str, weights)) if isinstance(weights, list) else None


_ID = _text("id", terms.ID)
_DATE = ListColumn(Column("date", terms.DATE, CellType.DATE), lambda context, entry: entry.date)
_CUSTOMER = ListColumn(Column("customer", terms.CUSTOMER), lambda context, entry: context.customer(entry))
_CUSTOMER_NAME = ListColumn(Column("name", terms.NAME, wide=True), _name)
_REP = ListColumn(Column("rep", terms.REP), lambda context, entry: ", ".join(context.reps(entry)) or None)
_CURRENCY = ListColumn(Column("currency", terms.CURRENCY), lambda context, entry: context.amounts.currency(entry))
_AMOUNT = ListColumn(
    Column("amount", terms.AMOUNT, CellType.MONEY), lambda context, entry: context.amounts.amount(entry), summed=True
)
_NOTE = _text("note", terms.NOTE, wide=True)
_NAME = _text("name", terms.NAME, wide=True)
_ORDER = _text("order", terms.ORDER)
_GIVEN = ListColumn(Column("orders", Text("Given to", "核销订单"), wide=True), _given)
_DOCUMENT = (_ID, _DATE, _CUSTOMER, _CUSTOMER_NAME)

COLUMNS: dict[str, tuple[ListColumn, ...]] = {
    "customers": (
        _ID,
        _NAME,
        _REP,
        _text("terms", Text("Terms", "付款条件")),
        _money("credit_limit", Text("Credit limit", "信用额度")),
        _text("group", Text("Group", "集团")),
        _listed("aliases", Text("Aliases", "别名"), "aliases"),
        _NOTE,
    ),
    "products": (
        _ID,
        _NAME,
        _text("unit", Text("Unit", "单位")),
        _price("price", Text("Price", "单价")),
        ListColumn(
            Column("tax", Text("Tax", "税率"), CellType.RATE), lambda context, entry: rate(entry.data.get("tax"))
        ),
        ListColumn(Column("cost", Text("Cost", "成本"), CellType.PRICE), _cost),
        _flag("active", Text("Active", "在售")),
        _NOTE,
    ),
    "reps": (_ID, _NAME, ListColumn(Column("team", terms.TEAM), _team), _flag("active", Text("Active", "在职")), _NOTE),
    "orders": (
        *_DOCUMENT,
        _REP,
        ListColumn(Column("total", terms.TOTAL, CellType.MONEY), _total, summed=True),
        _CURRENCY,
        _text("customer_po", Text("Customer's PO", "客户订单号")),
        _NOTE,
    ),
    "changes": (
        _ID,
        _DATE,
        _ORDER,
        _CUSTOMER,
        _CUSTOMER_NAME,
        ListColumn(Column("change", Text("Change", "变更")), _changed),
        _money("total", Text("New total", "变更后合计")),
        _CURRENCY,
        _text("reason", Text("Reason", "原因"), wide=True),
        _NOTE,
    ),
    "deliveries": (
        _ID,
        _DATE,
        _ORDER,
        _CUSTOMER,
        _CUSTOMER_NAME,
        ListColumn(Column("lines", Text("Line × quantity", "行 × 数量"), wide=True), _goods),
        _text("carrier", Text("Carrier", "承运")),
        _text("tracking", Text("Tracking", "运单号")),
        _NOTE,
    ),
    "invoices": (
        *_DOCUMENT,
        _text("number", Text("Number", "发票号码")),
        _AMOUNT,
        _CURRENCY,
        ListColumn(Column("orders", Text("Orders", "订单"), wide=True), _given),
        _text("reverses", Text("Reverses", "冲红")),
        _NOTE,
    ),
    "openings": (
        *_DOCUMENT,
        _REP,
        _AMOUNT,
        _CURRENCY,
        _day("due", terms.DUE),
        _text("number", Text("Number", "号码")),
        _NOTE,
    ),
    "payments": (
        *_DOCUMENT,
        _AMOUNT,
        _CURRENCY,
        _word("method", Text("Method", "方式"), METHODS),
        _text("account", terms.ACCOUNT),
        _text("received_by", Text("Received by", "代收")),
        _GIVEN,
        _NOTE,
    ),
    "credits": (*_DOCUMENT, _word("reason", Text("Reason", "原因"), REASONS), _AMOUNT, _CURRENCY, _GIVEN, _NOTE),
    "allocations": (
        _ID,
        _DATE,
        _CUSTOMER,
        _CUSTOMER_NAME,
        ListColumn(
            Column("source", Text("Money", "款项")),
            lambda context, entry: entry.text("payment") or entry.text("credit"),
        ),
        _AMOUNT,
        _CURRENCY,
        _GIVEN,
        _NOTE,
    ),
    "handins": (
        _ID,
        _DATE,
        _REP,
        _AMOUNT,
        _CURRENCY,
        _text("account", terms.ACCOUNT),
        _listed("payments", Text("Payments", "收款"), "payments"),
        _NOTE,
    ),
    "bills": (
        _ID,
        _DATE,
        _text("payment", Text("Payment", "收款")),
        _CUSTOMER,
        _CUSTOMER_NAME,
        _word("event", Text("Event", "事项"), BILL_EVENTS),
        _AMOUNT,
        _CURRENCY,
        _money("fee", Text("Fee", "手续费")),
        _text("account", terms.ACCOUNT),
        _NOTE,
    ),
    "bank": (
        _DATE,
        _text("account", terms.ACCOUNT),
        _AMOUNT,
        _CURRENCY,
        _text("payer", Text("Payer", "对方户名"), wide=True),
        _text("memo", Text("Memo", "摘要"), wide=True),
        _money("balance", terms.BALANCE),
        _ID,
    ),
    "matches": (
        _ID,
        _DATE,
        _text("line", Text("Bank line", "银行流水")),
        ListColumn(Column("taken_for", Text("Taken for", "匹配结果"), wide=True), _taken_for),
        _NOTE,
    ),
    "confirmations": (
        _ID,
        _DATE,
        _CUSTOMER,
        _CUSTOMER_NAME,
        _day("as_of", Text("As of", "截至")),
        _money("balance", terms.BALANCE),
        _money("theirs", Text("By its books", "客户账面")),
        _CURRENCY,
        _NOTE,
    ),
    "commissions": (
        _ID,
        _DATE,
        _text("rep", terms.REP),
        _text("month", Text("Month", "月份")),
        _money("earned", Text("Earned", "本月提成"), summed=True),
        _money("differences", Text("Differences", "差额"), summed=True),
        _money("carried", Text("Carried forward", "上期结转")),
        _money("amount", terms.AMOUNT, summed=True),
        _CURRENCY,
        _NOTE,
    ),
    "targets": (
        ListColumn(Column("period", Text("Period", "期间")), _target_period),
        _text("rep", terms.REP),
        _text("team", terms.TEAM),
        _money("sales", terms.SALES),
        _money("collected", terms.COLLECTED),
        _CURRENCY,
        _number("orders", terms.ORDERS),
        _number("new_customers", Text("New customers", "新客户数")),
        ListColumn(Column("weights", Text("Months' weights", "各月权重"), wide=True), _weights),
        _NOTE,
    ),
}
"""By the kind's name; an order's ``total`` has its changes in it."""
