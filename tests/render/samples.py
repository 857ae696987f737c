"""Documents as reports make them, and random tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model.money import Money
from salesbook.render.registry import by_name
from salesbook.render.target import Target
from salesbook.table import Cell, CellType, Column, Document, Role, Row, Table

AGING_COLUMNS = (
    Column("customer", Text("Customer", "客户")),
    Column("name", Text("Name", "名称"), wide=True),
    *(
        Column(key, Text(en, zh), CellType.MONEY)
        for key, en, zh in (
            ("unbilled", "Unbilled", "未到节点"),
            ("not_due", "Not due", "未到期"),
            ("1-30", "1-30 days", "1-30天"),
            ("31-60", "31-60 days", "31-60天"),
            ("61-90", "61-90 days", "61-90天"),
            ("over_90", "Over 90 days", "90天以上"),
            ("receivable", "Receivable", "应收合计"),
            ("advances", "Advances", "预收"),
            ("net", "Net", "净额"),
            ("deposits_due", "Deposits due", "应收定金"),
        )
    ),
)

_AGED = (
    ("HDJM", "华东精密机械有限公司", (0, 1_285_000_00, 0, 38_715_52, 0, 0), 0, 0),
    ("SZKL", "苏州科隆自动化设备（集团）股份有限公司", (793_550_18, 0, 570_067_21, 0, 1_397_20, 0), 3_968_39, 0),
    ("ACME", "Acme Robotics International Ltd.", (0, 11_415_72, 0, 0, 2_555_60, 0), 19_471_32, 0),
    ("NBYJ-宁波", "宁波甬江液压件厂", (0, 0, 0, 0, 0, 252_118_22), 0, 30_000_00),
    ("XMHT", "厦门海天\u200b贸易", (0, 0, 1, 0, 0, 0), 0, 0),
)


def aging() -> Document:
    """An aging of five customers: long and Latin names, a customer with more advances than debts."""
    rows = []
    sums = [0] * 10
    for customer, name, buckets, advances, deposits in _AGED:
        receivable = sum(buckets)
        figures = [*buckets, receivable, advances, receivable - advances, deposits]
        sums = [total + figure for total, figure in zip(sums, figures, strict=True)]
        rows.append(Row((customer, name, *(Money(figure, "CNY") for figure in figures))))
    rows.append(Row((Text("Total", "合计"), None, *(Money(total, "CNY") for total in sums)), Role.TOTAL))
    note = Text(
        "Days overdue are the as-of day less the due date; what is due on the as-of day is not overdue.",
        "逾期天数为截止日减到期日；截止日当天到期的不算逾期。",
    )
    title = Text("Receivables aging", "应收账款账龄表")
    return Document(
        name="aging",
        title=title,
        tables=(Table("aging", title, AGING_COLUMNS, tuple(rows), (note,)),),
        facts=(
            (Text("As of", "截止日"), date(2026, 10, 31)),
            (Text("Currency", "币种"), "CNY"),
            (Text("Book", "账套版本"), "3f2a1c9"),
        ),
        notes=(Text("Net is receivable less advances.", "净额为应收减预收。"),),
    )


OPEN_COLUMNS = (
    Column("order", Text("Order", "订单")),
    Column("due", Text("Due", "到期日"), CellType.DATE),
    Column("days", Text("Days overdue", "逾期天数"), CellType.COUNT),
    Column("qty", Text("Quantity", "数量"), CellType.QUANTITY),
    Column("amount", Text("Amount", "金额"), CellType.MONEY),
    Column("paid", Text("Paid", "已收比例"), CellType.RATE),
    Column("late", Text("Late", "逾期"), CellType.FLAG),
    Column("memo", Text("Memo", "备注"), wide=True),
)


def open_items() -> Document:
    """Two tables, one with sections, subtotals, two currencies, and cells of every type; one without rows."""
    items = (
        Row((verbatim("华东精密机械有限公司"), *[None] * 7), Role.SECTION),
        Row(
            (
                "SO-2611-WF-0003",
                date(2026, 11, 30),
                12,
                Decimal("10"),
                Money(1_234_567_89, "CNY"),
                Decimal("0.85"),
                True,
                "分两批送货，第一批送上海松江仓库，第二批送昆山；到货前一天电话通知仓库主管，并附出厂检验报告原件。",
            )
        ),
        Row(("SO-2611-WF-0004", None, 0, Decimal("2.50"), Money(-500_00, "CNY"), None, False, "=SUM(A1:A9)")),
        Row((Text("Subtotal", "小计"), None, None, None, Money(1_234_067_89, "CNY"), None, None, None), Role.TOTAL),
        Row((verbatim("Sakura Trading"), *[None] * 7), Role.SECTION),
        Row(
            ("SO-2611-LL-0001", date(2026, 10, 1), 1234, Decimal("1000"), Money(99_900, "JPY"), Decimal(1), True, None)
        ),
        Row((Text("Subtotal", "小计"), None, None, None, Money(99_900, "JPY"), None, None, None), Role.TOTAL),
    )
    return Document(
        name="open",
        title=Text("Open items", "未清明细"),
        tables=(
            Table("items", Text("By customer", "按客户"), OPEN_COLUMNS, items),
            Table("unmatched", Text("Unmatched bank lines", "未匹配的银行流水"), OPEN_COLUMNS[:2], ()),
        ),
        facts=((Text("Credit limit", "信用额度"), Money(200_000_00, "CNY")), (Text("Contact", "联系人"), None)),
        marked=Text("The book has 2 errors; figures may be wrong.", "账套有 2 处错误，数字可能不准。"),
    )


WORDS = st.text(alphabet="abcXYZ019 -_=+@|*，。（）；华东精密机械有限公司ｱé", max_size=40)
"""Latin and Chinese words, full-width punctuation, what formulas and Markdown are made of."""

_CELLS: dict[CellType, st.SearchStrategy[Cell]] = {
    CellType.TEXT: WORDS | st.builds(Text, WORDS, WORDS),
    CellType.MONEY: st.builds(Money, st.integers(-(10**13), 10**13), st.sampled_from(["CNY", "JPY", "KWD"])),
    CellType.COUNT: st.integers(-(10**9), 10**9),
    CellType.QUANTITY: st.decimals(-(10**9), 10**9, places=6),
    CellType.PRICE: st.decimals(-(10**9), 10**9, places=6),
    CellType.RATE: st.decimals(-100, 100, places=6),
    CellType.DATE: st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)),
    CellType.FLAG: st.booleans(),
}


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of 1 to 9 columns after a short key, any types, with cells empty here and there."""
    kinds = draw(st.lists(st.sampled_from(CellType), min_size=1, max_size=9))
    columns = [Column("key", Text("Key", "编号"))]
    for at, kind in enumerate(kinds):
        title = draw(st.sampled_from([Text("Net", "净额"), Text("Due collection rate", "到期回款率")]))
        columns.append(Column(f"column_{at}", title, kind, wide=kind is CellType.TEXT and draw(st.booleans())))
    rows = draw(st.lists(st.tuples(*(st.none() | _CELLS[kind] for kind in kinds)), max_size=6))
    roles = [draw(st.sampled_from([Role.BODY, Role.BODY, Role.TOTAL])) for _ in rows]
    return Table(
        name="random",
        title=Text("Random", "随机"),
        columns=tuple(columns),
        rows=tuple(Row((f"K-{at}", *cells), roles[at]) for at, cells in enumerate(rows)),
    )


def target(name: str) -> Target:
    """The output format called ``name``, which there is."""
    found = by_name(name)
    assert found, name
    return found


def document(*tables: Table) -> Document:
    """A document of these tables and nothing else."""
    return Document("random", Text("Random", "随机"), tables)
