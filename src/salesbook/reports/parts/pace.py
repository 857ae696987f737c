"""Where a running period ends if every day left brings as much as the days until today did."""

from __future__ import annotations

from decimal import Decimal

from salesbook.i18n import Text
from salesbook.model.dates import Period, year_before
from salesbook.model.money import Money, part_of, plain
from salesbook.model.named_tuple import NamedTuple
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.period_figures import Figures, change, ratio
from salesbook.reports.period_rows import TITLES
from salesbook.reports.targets import total_target
from salesbook.table import Cell, CellType, Column, JsonValue, Row, Table

_MEASURES = ("sales", "collected", "orders")


class _Pace(NamedTuple):
    """One measure of a running period; minor units, or how many orders. ``target`` is None where none was set."""

    measure: str
    so_far: int
    projected: int
    target: int | None
    last_year: int

    @property
    def says_something(self) -> bool:
        """Whether anything happened, or was to."""
        return bool(self.so_far or self.target)

    @property
    def attainment(self) -> Decimal | None:
        """Projected ÷ target."""
        return None if self.target is None else ratio(self.projected, self.target)


def _build(scope: Scope) -> Section:
    period, today = scope.period, scope.today
    if today is None or not period.first <= today < period.last:
        return Section()
    elapsed = Period(period.first, today, f"{period.first}..{today}")
    found = {currency: _paces(scope, currency, elapsed) for currency in scope.currencies}
    return Section(
        tables=[
            _table(period, elapsed, currency, paces)
            for currency, paces in found.items()
            if any(each.says_something for each in paces)
        ],
        by_currency={currency: {"pace": _data(currency, elapsed, paces)} for currency, paces in found.items()},
    )


def _paces(scope: Scope, currency: str, elapsed: Period) -> list[_Pace]:
    so_far = scope.totals_of(elapsed).get(currency) or Figures()
    last_year = scope.totals_of(year_before(scope.period)).get(currency) or Figures()
    targets = scope.targets[currency]
    of_reps = total_target(targets.reps.values())
    days = scope.period.days
    return [
        _Pace(
            measure,
            so_far[measure],
            part_of(so_far[measure], days, elapsed.days),
            _first_set(getattr(targets.company, measure), getattr(of_reps, measure)),
            last_year[measure],
        )
        for measure in _MEASURES
    ]


def _first_set(own: int | None, of_reps: int | None) -> int | None:
    return of_reps if own is None else own


def _table(period: Period, elapsed: Period, currency: str, paces: list[_Pace]) -> Table:
    title = Text("Where {name} is heading ({currency})", "{name} 预计完成情况（{currency}）")
    return Table(
        name=f"pace-{currency}",
        title=title.format(name=period.name, currency=currency),
        columns=(
            Column("measure", Text("Measure", "指标")),
            Column("so_far", Text("Until {day}", "截至 {day}").format(day=f"{elapsed.last:%m-%d}"), CellType.MONEY),
            Column("projected", Text("At this pace", "预计全期"), CellType.MONEY),
            Column("target", Text("Target", "目标"), CellType.MONEY),
            Column("attainment", Text("Attained at this pace", "预计达成率"), CellType.RATE),
            Column("last_year", Text("Last year", "去年同期"), CellType.MONEY),
            Column("change", Text("Against last year", "预计同比"), CellType.RATE),
        ),
        rows=[
            Row(
                (
                    TITLES[each.measure],
                    _amount(each, each.so_far, currency),
                    _amount(each, each.projected, currency),
                    _amount(each, each.target, currency),
                    each.attainment,
                    _amount(each, each.last_year, currency),
                    change(each.projected, each.last_year),
                )
            )
            for each in paces
        ],
        notes=(
            Text(
                "{elapsed} of {days} {days:day has|days have} passed; at this pace is until today × {days} ÷ "
                "{elapsed}, by calendar days. The target is the company's, where none is set the sum of its reps'.",
                "全期 {days} 天已过 {elapsed} 天；预计全期 = 截至今日 × {days} ÷ {elapsed}，按自然日计算。"
                "目标为公司目标，未设定时为各业务员目标之和。",
            ).format(elapsed=elapsed.days, days=period.days),
        ),
    )


def _amount(pace: _Pace, amount: int | None, currency: str) -> Cell:
    return amount if amount is None or pace.measure == "orders" else Money(amount, currency)


def _data(currency: str, elapsed: Period, paces: list[_Pace]) -> JsonValue:
    def number(pace: _Pace, amount: int | None) -> JsonValue:
        return amount if amount is None or pace.measure == "orders" else plain(amount, currency)

    return {
        "today": elapsed.last.isoformat(),
        "elapsed_days": elapsed.days,
        **{
            each.measure: {
                "so_far": number(each, each.so_far),
                "projected": number(each, each.projected),
                "target": number(each, each.target),
                "attainment": each.attainment,
                "last_year": number(each, each.last_year),
            }
            for each in paces
        },
    }


PART = Part("pace", Text("Where a running period is heading", "期间进行中的预计完成情况"), _build)
