"""The words of commission: what a plan pays for, its steps and measures."""

from __future__ import annotations

from decimal import Decimal

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.commission import CommissionPlan, TierMeasure
from salesbook.model.commission_basis import CommissionBasis

BASES = {
    CommissionBasis.COLLECTED: Text("collected", "回款"),
    CommissionBasis.INVOICED: Text("invoiced", "开票"),
    CommissionBasis.DELIVERED: Text("delivered", "发货"),
    CommissionBasis.ORDERED: Text("ordered", "订购"),
    CommissionBasis.MARGIN: Text("margin", "毛利"),
}
MEASURES = {
    "sales": terms.SALES,
    "collected": terms.COLLECTED,
    "orders": terms.ORDERS,
    "new_customers": Text("New customers", "新客户"),
}

BASE = Text("Base", "计提基数")
EARNED = Text("Earned", "本月提成")
CARRIED = Text("Carried forward", "上期结转")
DUE = Text("Payable", "应付提成")


def rep_name(book: IndexedBook, rep: str) -> str:
    """The name of a rep, or its id where the book does not know it."""
    return book.reps[rep].name if rep in book.reps else rep


def plan_in_words(plan: CommissionPlan) -> Text:
    """What a plan pays for, in a sentence."""
    without = Text("net of tax", "不含税") if plan.net else Text("gross of tax", "含税")
    if plan.tiers.by is TierMeasure.ATTAINMENT:
        by = Text("at rates by attainment of the target", "按目标达成率分档")
    elif len(plan.tiers.steps) > 1:
        by = Text("at rates by amount", "按金额分档")
    else:
        by = Text("at {rate}", "提成率 {rate}").format(rate=percent(plan.tiers.steps[0].rate))
    return Text("Plan {name}: {basis}, {without}, {by}.", "方案 {name}：{basis}（{without}），{by}。").format(
        name=plan.name, basis=BASES[plan.basis], without=without, by=by
    )


def percent(rate: Decimal) -> str:
    """A rate as a percentage without trailing zeros."""
    return f"{(rate * 100).normalize():f}%"
