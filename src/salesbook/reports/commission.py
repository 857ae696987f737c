"""What reps are due for a month, and how each amount of it comes about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.commission import CommissionBasis, CommissionPlan, RateException, TierMeasure
from salesbook.model.dates import Period
from salesbook.model.money import Money, grouped, plain, round_half_up
from salesbook.model.policy import Policy
from salesbook.reports.commission_figures import RepCommission, month_commissions
from salesbook.reports.provenance import provenance
from salesbook.rules.commission import Commission, Counted, Paid
from salesbook.table import Cell, CellType, Column, Document, JsonValue, Role, Row, Table

BASES = {
    CommissionBasis.COLLECTED: Text("collected", "回款"),
    CommissionBasis.INVOICED: Text("invoiced", "开票"),
    CommissionBasis.DELIVERED: Text("delivered", "发货"),
    CommissionBasis.ORDERED: Text("ordered", "订购"),
    CommissionBasis.MARGIN: Text("margin", "毛利"),
}
_EARNED = Text("Earned", "本月提成")
_DUE = Text("Payable", "应付提成")
_DIFFERENCES = Text("Differences of settled months", "已结月份差额")
_CARRIED = Text("Carried forward", "上期结转")
_BASE = Text("Base", "计提基数")
_RATE = Text("Rate", "提成率")


def commission_report(
    book: IndexedBook, policy: Policy, period: Period, explained: Sequence[str] | None = None
) -> Document:
    """The commission of a month for all reps; with ``explained``, some reps, all that theirs is made of."""
    found = month_commissions(book, policy, period)
    shown = [each for each in found if explained is None or each.rep in explained]
    currencies = list(dict.fromkeys(each.currency for each in shown)) or [policy.currency]
    tables = [
        _summary(book, [each for each in shown if each.currency == currency], currency) for currency in currencies
    ]
    if explained is not None:
        tables += [table for each in shown for table in _derivation(each)]
    return Document(
        name="commission",
        title=Text("Commission {month}", "业务提成 {month}").format(month=period.name),
        tables=tuple(tables),
        facts=provenance(book),
        notes=tuple(_terms(plan) for plan in book.plans.plans),
        data={
            "month": period.name,
            "reps": [_data(book, each, counted=explained is not None) for each in shown],
        },
        flat=_flat(book, shown),
    )


def _summary(book: IndexedBook, found: Sequence[RepCommission], currency: str) -> Table:
    rows = [Row((each.rep, _name(book, each.rep), *_amounts(each), each.settled)) for each in found]
    if len(rows) > 1:
        sums = [sum(amounts) for amounts in zip(*(_minor(each) for each in found), strict=True)]
        rows.append(Row((terms.TOTAL, None, *(Money(each, currency) for each in sums), None), Role.TOTAL))
    return Table(
        name=f"commission-{currency}",
        title=Text("By rep ({currency})", "按业务员（{currency}）").format(currency=currency),
        columns=_COLUMNS,
        rows=tuple(rows),
    )


def _flat(book: IndexedBook, found: Sequence[RepCommission]) -> Table:
    """Every rep and currency as one table, for CSV."""
    rows = [Row((each.rep, _name(book, each.rep), *_amounts(each), each.settled, each.currency)) for each in found]
    columns = (*_COLUMNS, Column("currency", terms.CURRENCY))
    return Table("commission", Text("Commission", "业务提成"), columns, tuple(rows))


_COLUMNS = (
    Column("rep", terms.REP),
    Column("name", terms.NAME, wide=True),
    Column("base", _BASE, CellType.MONEY),
    Column("rates", Text("By rates", "按率计提"), CellType.MONEY),
    Column("bonus", Text("Bonus", "奖金"), CellType.MONEY),
    Column("earned", _EARNED, CellType.MONEY),
    Column("differences", Text("Differences", "差额"), CellType.MONEY),
    Column("carried", _CARRIED, CellType.MONEY),
    Column("due", _DUE, CellType.MONEY),
    Column("settled", Text("Settled", "结算单")),
)


def _name(book: IndexedBook, rep: str) -> str:
    return book.reps[rep].name if rep in book.reps else rep


def _minor(each: RepCommission) -> tuple[int, ...]:
    rates = sum(paid.amount for plan in each.plans for paid in plan.paid)
    bonus = sum(amount for plan in each.plans for _, amount in plan.bonuses)
    base = sum(plan.base for plan in each.plans)
    return base, rates, bonus, each.due.earned, each.due.differences, each.due.carried, each.due.amount


def _amounts(each: RepCommission) -> tuple[Cell, ...]:
    return tuple(Money(amount, each.currency) for amount in _minor(each))


def _terms(plan: CommissionPlan) -> Text:
    """What a plan pays for, in a sentence."""
    without = Text("net of tax", "不含税") if plan.net else Text("gross of tax", "含税")
    if plan.tiers.by is TierMeasure.ATTAINMENT:
        by = Text("at rates by attainment of the target", "按目标达成率分档")
    elif len(plan.tiers.steps) > 1:
        by = Text("at rates by amount", "按金额分档")
    else:
        by = Text("at {rate}", "提成率 {rate}").format(rate=_percent(plan.tiers.steps[0].rate))
    return Text("Plan {name}: {basis}, {without}, {by}.", "方案 {name}：{basis}（{without}），{by}。").format(
        name=plan.name, basis=BASES[plan.basis], without=without, by=by
    )


def _percent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f}%"


@dataclass(slots=True)
class _Source:
    """What one document counts on one item of an order, at one rate; minor units."""

    counted: Counted
    base: int = 0
    counts: Fraction = Fraction(0)


def _derivation(found: RepCommission) -> Iterable[Table]:
    """From receipt (or other document) to item to order to rule, for each plan; then what is due."""
    for plan in found.plans:
        yield _counted_table(plan)
        yield _paid_table(plan)
    yield _due_table(found)


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
            Column("base", _BASE, CellType.MONEY),
            Column("factor", Text("Factor", "系数"), CellType.RATE),
            Column("counts", Text("Counts", "计提额"), CellType.MONEY),
            Column("rule", Text("Rule", "规则"), wide=True),
        ),
        rows=(*rows, last),
    )


def _rule(exception: RateException | None) -> Text:
    if exception is None:
        return Text("tiers", "分档")
    return Text("own rate {rate}", "单独提成率 {rate}").format(rate=_percent(exception.rate))


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
            measure=_MEASURES[bonus.measure], part=_percent(bonus.attainment)
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
            Column("base", _BASE, CellType.MONEY),
            Column("rate", _RATE, CellType.RATE),
            Column("amount", terms.AMOUNT, CellType.MONEY),
        ),
        rows=(*rows, last),
        notes=_reached(plan),
    )


_MEASURES = {
    "sales": terms.SALES,
    "collected": terms.COLLECTED,
    "orders": terms.ORDERS,
    "new_customers": Text("New customers", "新客户"),
}


def _step(plan: Commission, paid: Paid) -> Text:
    if paid.exception is not None:
        named = ", ".join((*paid.exception.products, *paid.exception.customers))
        return Text("own rate: {named}", "单独提成率：{named}").format(named=named)
    if paid.threshold is None:
        return Text("below the first step", "未达第一档")
    if plan.plan.tiers.by is TierMeasure.ATTAINMENT:
        return Text("from {part} of the target", "目标 {part} 起").format(part=_percent(paid.threshold))
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
        (_EARNED, found.due.earned),
        (_DIFFERENCES, found.due.differences),
        (_CARRIED, found.due.carried),
    )
    rows = [Row((label, Money(amount, found.currency))) for label, amount in amounts]
    if found.due.left:
        rows.append(Row((Text("To the next month", "结转下月"), Money(-found.due.left, found.currency))))
    rows.append(Row((_DUE, Money(found.due.amount, found.currency)), Role.TOTAL))
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


def _data(book: IndexedBook, found: RepCommission, *, counted: bool) -> dict[str, JsonValue]:
    def amount(minor: int) -> str:
        return plain(minor, found.currency)

    return {
        "rep": found.rep,
        "name": _name(book, found.rep),
        "currency": found.currency,
        "plans": [_plan_data(plan, counted=counted) for plan in found.plans],
        "earned": amount(found.due.earned),
        "differences": amount(found.due.differences),
        "carried": amount(found.due.carried),
        "due": amount(found.due.amount),
        "settled": found.settled,
    }


def _plan_data(plan: Commission, *, counted: bool) -> dict[str, JsonValue]:
    def amount(minor: int) -> str:
        return plain(minor, plan.currency)

    attainment = plan.reached.attainment
    target = plan.reached.target
    data: dict[str, JsonValue] = {
        "plan": plan.plan.name,
        "basis": plan.plan.basis.value,
        "base": amount(plan.base),
        "reached": amount(plan.reached.actual),
        "target": None if target is None else amount(target),
        "attainment": None if attainment is None else _four(attainment),
        "paid": [
            {
                "from": None if paid.threshold is None else f"{paid.threshold:f}",
                "products": list(paid.exception.products) if paid.exception else [],
                "customers": list(paid.exception.customers) if paid.exception else [],
                "base": amount(round_half_up(paid.base)),
                "rate": paid.rate,
                "amount": amount(paid.amount),
            }
            for paid in plan.paid
        ],
        "bonuses": [{"measure": bonus.measure, "amount": amount(minor)} for bonus, minor in plan.bonuses],
        "cap": None if plan.cap is None else amount(plan.cap),
        "earned": amount(plan.earned),
    }
    if counted:
        data["counted"] = [_counted_data(each, plan.currency) for each in plan.counted]
    return data


def _four(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.0001"), ROUND_HALF_UP)


def _counted_data(each: Counted, currency: str) -> dict[str, JsonValue]:
    earning = each.earning
    return {
        "date": earning.date.isoformat(),
        "entry": earning.entry,
        "order": earning.order,
        "customer": earning.customer,
        "product": earning.product,
        "received": earning.received.isoformat() if earning.received else None,
        "due": earning.due.isoformat() if earning.due else None,
        "late": earning.late,
        "base": plain(each.base, currency),
        "factor": each.factor,
        "rate": each.exception.rate if each.exception else None,
    }
