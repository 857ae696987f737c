from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.days import day_as_of, day_or_refuse
from salesbook.cli.named import customers_or_refuse, reps_or_refuse
from salesbook.cli.options import AllowErrors, AsOf, CustomerFilter, Format, Output, RepFilter
from salesbook.cli.session import Session
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.model.policy import Policy
from salesbook.reports.aging import aging as aging_report
from salesbook.reports.aging_view import AgingBasis, AgingBy, AgingView, buckets_of

app = typer.Typer()


@app.command(
    "aging",
    help=both(
        "What customers owe as of a day, by how long it has been due; with --from what led to it, with --detail the "
        "items behind it.",
        "截至某日客户欠款，按逾期天数分段；--from 列出期间变动，--detail 列出每笔款项及单据。",
    ),
)
def aging(
    context: typer.Context,
    as_of: AsOf = None,
    by: Annotated[AgingBy, typer.Option("--by", help=both("What makes a row", "按什么汇总"))] = AgingBy.CUSTOMER,
    basis: Annotated[
        AgingBasis,
        typer.Option(
            "--basis",
            help=both("Days overdue, or days since the document", "账龄起算：due 到期日，document 单据日期"),
        ),
    ] = AgingBasis.DUE,
    since: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="DAY", help=both("Also what moved it from this day on", "同时列出自该日起的变动")
        ),
    ] = None,
    customer: CustomerFilter = None,
    rep: RepFilter = None,
    team: Annotated[str | None, typer.Option("--team", metavar="TEAM", help=both("Of one team", "某团队"))] = None,
    detail: Annotated[
        bool,
        typer.Option(
            "--detail",
            help=both(
                "Every open item, with its documents and what was settled of it", "列出每笔未清款项、单据及结清情况"
            ),
        ),
    ] = False,
    bucket: Annotated[
        str | None,
        typer.Option(
            "--bucket",
            metavar="BUCKET",
            help=both("The items of one bucket, such as 31-60", "只列某账龄段的款项，如 31-60"),
        ),
    ] = None,
    allow_errors: AllowErrors = False,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    day = day_as_of(session, as_of)
    first = _first_day(session, since, day, by) if since else None
    book, policy, marked = session.figures(allow_errors=allow_errors)
    view = AgingView(
        day,
        by,
        basis,
        customers=customers_or_refuse(session, book, customer),
        reps=reps_or_refuse(session, book, rep),
        teams=_teams_or_refuse(session, book, team),
    )
    chosen = _bucket_or_refuse(session, policy, view, bucket) if bucket else None
    document = aging_report(book, policy, view, detail=detail or chosen is not None, bucket=chosen, since=first)
    session.show(document._replace(marked=marked), form, output)


def _first_day(session: Session, since: str, day: date, by: AgingBy) -> date:
    """The first day of a movement, which must not be after the last."""
    if by is AgingBy.PRODUCT:
        session.refuse(
            Text(
                "--from is by customer, rep or team: what is collected is of no product",
                "--from 只能按客户、业务员或团队：回款不归产品",
            )
        )
    first = day_or_refuse(session, since, "--from")
    if first > day:
        session.refuse(Text("{first} is after {last}", "{first} 晚于 {last}").format(first=first, last=day))
    return first


def _teams_or_refuse(session: Session, book: IndexedBook, team: str | None) -> tuple[str, ...] | None:
    """The team that a user named, if any; ends the command where no rep is, or was, in it."""
    if team is None:
        return None
    known = sorted({name for rep in book.reps.values() for _, name in rep.teams})
    if team not in known:
        listed = Text("; there are {teams}", "，现有：{teams}").format(teams=", ".join(known)) if known else ""
        session.refuse(
            Text("there is no team {team}{listed}", "没有团队 {team}{listed}").format(team=team, listed=listed)
        )
    return (team,)


def _bucket_or_refuse(session: Session, policy: Policy, view: AgingView, bucket: str) -> str:
    """A bucket by its name; ends the command where there is none."""
    names = buckets_of(policy, view).names
    name = bucket.strip().lower().replace("–", "-").replace(" ", "_").replace("not-due", "not_due")
    if name not in names:
        session.refuse(
            Text("there is no bucket {bucket}; there are {names}", "没有账龄段 {bucket}，现有：{names}").format(
                bucket=bucket, names=", ".join(names)
            )
        )
    return name
