"""The tables of what was reached of targets: one for each measure and currency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money, round_half_up
from salesbook.reports.period_rows import rep_namer
from salesbook.reports.target_figures import Attainment, Attainments, CurrencyAttainments
from salesbook.reports.targets import COUNTS, FIELDS
from salesbook.rules.targets import SetBy
from salesbook.table import Cell, CellType, Column, Role, Row, Table

MEASURES = {
    "sales": terms.SALES,
    "collected": terms.COLLECTED,
    "orders": terms.ORDERS,
    "new_customers": Text("New customers", "新客户数"),
}
_COMPANY = Text("Company", "公司")
_TOGETHER = Text("All reps", "业务员合计")


def rep_table(book: IndexedBook, found: CurrencyAttainments, measure: str) -> Table:
    """One measure by rep, with all reps together, and the company where it has a target of its own."""
    name = rep_namer(book)
    rows = [((_label(rep), name(rep) if rep else None), each[measure]) for rep, each in _rows(found.reps, measure)]
    last = [((_TOGETHER, None), found.together[measure])]
    if found.company[measure].target is not None:
        last.append(((_COMPANY, None), found.company[measure]))
    columns = (Column("rep", terms.REP), Column("name", terms.NAME, wide=True))
    title = Text("{measure} by rep{currency}", "{measure}：按业务员{currency}")
    return _table("rep", title, columns, (rows, last), (found.currency, measure))


def team_table(found: CurrencyAttainments, measure: str) -> Table:
    """One measure by team, with the company: each against what was set for it, not for its reps."""
    rows = [((_label(team),), each[measure]) for team, each in _rows(found.teams, measure)]
    title = Text("{measure} by team{currency}", "{measure}：按团队{currency}")
    last = [((_COMPANY,), found.company[measure])]
    return _table("team", title, (Column("team", terms.TEAM),), (rows, last), (found.currency, measure))


def _rows(rows: Mapping[str | None, Attainments], measure: str) -> Iterator[tuple[str | None, Attainments]]:
    """Those who have a target of the measure, or reached anything."""
    return ((key, each) for key, each in rows.items() if each[measure].target or each[measure].reached)


_Labelled = Sequence[tuple[tuple[Cell, ...], Attainment]]


def _table(
    by: str, title: Text, columns: Sequence[Column], rows: tuple[_Labelled, _Labelled], of: tuple[str, str]
) -> Table:
    currency, measure = of
    body, last = rows
    shown = [attainment for part in rows for _, attainment in part]
    kept = _columns(measure, shown)
    in_currency = (
        Text("", "") if measure in COUNTS else Text(" ({currency})", "（{currency}）").format(currency=currency)
    )
    return Table(
        name=f"{measure}-{by}-{currency}",
        title=title.format(measure=MEASURES[measure], currency=in_currency),
        columns=(*columns, *kept.values()),
        rows=[
            Row((*label, *(_cell(attainment, key, of) for key in kept)), role)
            for part, role in ((body, Role.BODY), (last, Role.TOTAL))
            for label, attainment in part
        ],
    )


def _columns(measure: str, shown: Sequence[Attainment]) -> dict[str, Column]:
    """The columns that say anything: the pace in a running period, and where targets come from if not all were set."""
    amount = CellType.COUNT if measure in COUNTS else CellType.MONEY
    each_day = CellType.QUANTITY if measure in COUNTS else CellType.MONEY
    columns = [
        Column("target", Text("Target", "目标"), amount),
        Column("reached", Text("Reached", "完成"), amount),
        Column("attainment", Text("Rate", "完成率"), CellType.RATE),
        Column("rest", Text("To go", "尚差"), amount),
    ]
    if any(each.progress.is_running for each in shown):
        columns += [
            Column("needed_per_day", Text("Needed a day", "日均需完成"), each_day),
            Column("projection", Text("At this pace", "按进度预计"), amount),
            Column("projected_attainment", Text("Rate at this pace", "预计完成率"), CellType.RATE),
        ]
    if any(_set_by(each) for each in shown):
        columns.append(Column("set_by", Text("Of the target", "目标说明")))
    return {column.key: column for column in columns}


def _cell(attainment: Attainment, key: str, of: tuple[str, str]) -> Cell:
    if key == "attainment":
        return attainment.rate
    if key == "projected_attainment":
        return attainment.projected_rate
    if key == "set_by":
        return _set_by(attainment)
    if key == "needed_per_day":
        return needed_per_day(attainment, of)
    amounts = {
        "target": attainment.target.amount if attainment.target else None,
        "reached": attainment.reached,
        "rest": attainment.rest,
        "projection": attainment.projection,
    }
    return amount_of(amounts[key], of)


def amount_of(amount: int | None, of: tuple[str, str]) -> int | Money | None:
    """A figure of a measure: a count, or an amount of the currency; ``of`` are both."""
    currency, measure = of
    return amount if amount is None or measure in COUNTS else Money(amount, currency)


def needed_per_day(attainment: Attainment, of: tuple[str, str]) -> Decimal | Money | None:
    """What each day left must bring: an amount, or a count with one decimal."""
    currency, measure = of
    if attainment.needed is None:
        return None
    if measure in COUNTS:
        return attainment.needed.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Money(round_half_up(attainment.needed), currency)


def _set_by(attainment: Attainment) -> Text | None:
    target = attainment.target
    if target is None:
        return None
    if target.lacking:
        return Text("{count} {count:month has|months have} none", "{count} 个月未设").format(count=target.lacking)
    return Text("Shares", "按权重分摊") if target.set_by is SetBy.SHARE else None


def _label(key: str | None) -> Cell:
    return terms.NONE if key is None else key


def flat_table(book: IndexedBook, found: Sequence[CurrencyAttainments]) -> Table:
    """Everything as one table, for CSV: a row for each measure of each rep, team and the company."""
    keys = ("target", "reached", "attainment", "rest", "needed_per_day", "projection", "projected_attainment")
    name = rep_namer(book)
    rows: list[Row] = []
    for each in found:
        parts: tuple[tuple[str, Mapping[str | None, Attainments]], ...] = (
            ("rep", each.reps),
            ("team", each.teams),
            ("company", {None: each.company}),
        )
        for part, key, measure, attainment in _attained(parts):
            of = (each.currency, measure)
            named = name(key) if part == "rep" and key else None
            target = attainment.target
            source = (target.set_by.value, target.lacking) if target else (None, None)
            cells = (_cell(attainment, figure, of) for figure in keys)
            rows.append(Row((part, key, named, measure, None if measure in COUNTS else each.currency, *cells, *source)))
    columns = (
        Column("part", Text("Part", "部分")),
        Column("key", terms.ID),
        Column("name", terms.NAME, wide=True),
        Column("measure", Text("Measure", "指标")),
        Column("currency", terms.CURRENCY),
        Column("target", Text("Target", "目标"), CellType.MONEY),
        Column("reached", Text("Reached", "完成"), CellType.MONEY),
        Column("attainment", Text("Rate", "完成率"), CellType.RATE),
        Column("rest", Text("To go", "尚差"), CellType.MONEY),
        Column("needed_per_day", Text("Needed a day", "日均需完成"), CellType.MONEY),
        Column("projection", Text("At this pace", "按进度预计"), CellType.MONEY),
        Column("projected_attainment", Text("Rate at this pace", "预计完成率"), CellType.RATE),
        Column("set_by", Text("Set by", "目标来源")),
        Column("months_lacking", Text("Months without target", "未设月份数"), CellType.COUNT),
    )
    return Table("targets", Text("Targets", "目标完成情况"), columns, rows)


def _attained(
    parts: Sequence[tuple[str, Mapping[str | None, Attainments]]],
) -> Iterator[tuple[str, str | None, str, Attainment]]:
    for part, rows in parts:
        for key, measures in rows.items():
            for measure in FIELDS:
                yield part, key, measure, measures[measure]
