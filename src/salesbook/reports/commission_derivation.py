"""How a rep's commission comes about: from receipt (or other document) to item to order to rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.commission import RateException, TierMeasure
from salesbook.model.money import Money, grouped, round_half_up
from salesbook.reports.commission_figures import RepCommission
from salesbook.reports.commission_words import BASE, BASES, CARRIED, DUE, EARNED, MEASURES, percent
from salesbook.rules.commission import Commission, Counted, Paid
from salesbook.table import CellType, Column, Role, Row, Table


def derivation_tables(found: RepCommission) -> Iterable[Table]:
    """From receipt (or other document) to item to order to rule, for each plan; then what is due."""
    for plan in found.plans:
        yield _counted_table(plan)
        yield _paid_table(plan)
    yield _due_table(found)


@dataclass(slots=True)
class _Source:
    """What one document counts on one item of an order, at one rate; minor units."""

    counted: Counted
    base: int = 0
    counts: Fraction = Fraction(0)


def _sources(counted: Iterable[Counted]) -> list[_Source]:
    """Products that have one rate are one row."""
    sources: dict[tuple[date, str, str, date | None, date | None, RateException | None], _Source] = {}
    for each in counted:
        earning = each.earning
        key = (earning.date, earning.entry, earning.order, earning.received, earning.due, each.exception)
        source = sources.setdefault(key, _Source(each))
        source.base += each.base
        source.counts += each.counts
    return list(sources.values())


def _counted_table(plan: Commission) -> Table:
    rows = [
        Row(
            (
                source.counted.earning.date,
                source.counted.earning.entry,
                source.counted.earning.order,
                source.counted.earning.due,
                source.counted.earning.late or None,
                Money(source.base, plan.currency),
                source.counted.factor,
                Money(round_half_up(source.counts), plan.currency),
                _rule(source.counted.exception),
            )
        )
        for source in _sources(plan.counted)
    ]
    total = Money(sum(each.base for each in plan.counted), plan.currency)
    counts = Money(round_half_up(sum((each.counts for each in plan.counted), Fraction(0))), plan.currency)
    last = Row((terms.TOTAL, None, None, None, None, total, None, counts, None), Role.TOTAL)
    basis = BASES[plan.plan.basis]
    return Table(
        name=f"counted-{plan.plan.name}-{plan.currency}",
        title=Text("What counts ({basis}, {currency})", "计提明细（{basis}，{currency}）").format(
            basis=basis, currency=plan.currency
        ),
        columns=(
            Column("date", terms.DATE, CellType.DATE),
            Column("entry", Text("Document", "单据")),
            Column("order", terms.ORDER),
            Column("due", Text("Item due", "款项到期"), CellType.DATE),
            Column("late", Text("Days late", "迟付天数"), CellType.COUNT),
            Column("base", BASE, CellType.MONEY),
            Column("factor", Text("Factor", "系数"), CellType.RATE),
            Column("counts", Text("Counts", "计提额"), CellType.MONEY),
            Column("rule", Text("Rule", "规则"), wide=True),
        ),
        rows=(*rows, last),
    )


def _rule(exception: RateException | None) -> Text:
    if exception is None:
        return Text("tiers", "分档")
    return Text("own rate {rate}", "单独提成率 {rate}").format(rate=percent(exception.rate))


def _paid_table(plan: Commission) -> Table:
    currency = plan.currency
    rows = [
        Row(
            (
                _step(plan, paid),
                Money(round_half_up(paid.base), currency),
                paid.rate,
                Money(paid.amount, currency),
            )
        )
        for paid in plan.paid
    ]
    for bonus, amount in plan.bonuses:
        label = Text("bonus: {measure} reached {part}", "奖金：{measure}达成 {part}").format(
            measure=MEASURES[bonus.measure], part=percent(bonus.attainment)
        )
        rows.append(Row((label, None, None, Money(amount, currency))))
    if plan.earned != plan.uncapped:
        over = Money(plan.earned - plan.uncapped, currency)
        rows.append(Row((Text("more than the cap", "超出封顶"), None, None, over)))
    last = Row((terms.TOTAL, None, None, Money(plan.earned, currency)), Role.TOTAL)
    return Table(
        name=f"rates-{plan.plan.name}-{currency}",
        title=Text("At which rates (plan {name})", "提成率（方案 {name}）").format(name=plan.plan.name),
        columns=(
            Column("step", Text("Step", "档次"), wide=True),
            Column("base", BASE, CellType.MONEY),
            Column("rate", Text("Rate", "提成率"), CellType.RATE),
            Column("amount", terms.AMOUNT, CellType.MONEY),
        ),
        rows=(*rows, last),
        notes=_reached(plan),
    )


def _step(plan: Commission, paid: Paid) -> Text:
    if paid.exception is not None:
        named = ", ".join((*paid.exception.products, *paid.exception.customers))
        return Text("own rate: {named}", "单独提成率：{named}").format(named=named)
    if paid.threshold is None:
        return Text("below the first step", "未达第一档")
    if plan.plan.tiers.by is TierMeasure.ATTAINMENT:
        return Text("from {part} of the target", "目标 {part} 起").format(part=percent(paid.threshold))
    return Text("from {amount}", "{amount} 起").format(amount=f"{paid.threshold:,f}")


def _reached(plan: Commission) -> tuple[Text, ...]:
    if plan.plan.tiers.by is not TierMeasure.ATTAINMENT:
        return ()
    actual = grouped(plan.reached.actual, plan.currency)
    if plan.reached.target is None:
        return (Text("Reached {actual}; no target is set.", "完成 {actual}；未设目标。").format(actual=actual),)
    return (
        Text("Reached {actual} of a target of {target}.", "目标 {target}，完成 {actual}。").format(
            actual=actual, target=grouped(plan.reached.target, plan.currency)
        ),
    )


def _due_table(found: RepCommission) -> Table:
    amounts = (
        (EARNED, found.due.earned),
        (Text("Differences of settled months", "已结月份差额"), found.due.differences),
        (CARRIED, found.due.carried),
    )
    rows = [Row((label, Money(amount, found.currency))) for label, amount in amounts]
    if found.due.left:
        rows.append(Row((Text("To the next month", "结转下月"), Money(-found.due.left, found.currency))))
    rows.append(Row((DUE, Money(found.due.amount, found.currency)), Role.TOTAL))
    changed = found.earned - found.due.earned
    note = Text(
        "Settled with {id}; figured today the month earned {earned}: the difference comes with the next one.",
        "已由 {id} 结算；按今日账簿本月提成为 {earned}，差额计入下一次结算。",
    ).format(id=found.settled or "", earned=grouped(found.earned, found.currency))
    return Table(
        name=f"due-{found.currency}",
        title=Text("What is due ({currency})", "应付（{currency}）").format(currency=found.currency),
        columns=(Column("what", Text("What", "项目")), Column("amount", terms.AMOUNT, CellType.MONEY)),
        rows=tuple(rows),
        notes=(note,) if found.settled and changed else (),
    )
