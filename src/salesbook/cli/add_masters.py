from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from salesbook.book.settings_file import read_settings
from salesbook.cli.asking import ask
from salesbook.cli.bilingual import both
from salesbook.cli.days import day_or_refuse
from salesbook.cli.entering import Entering, EntryCommand, known_kind
from salesbook.cli.session import FINDINGS
from salesbook.cli.typed import amount_or_refuse, pair_of, quantity_or_refuse, rate_or_refuse
from salesbook.cli.whom import CUSTOMER, PRODUCT, REP, master_or_refuse
from salesbook.i18n import Text
from salesbook.recording.masters import find_exactly, find_master, initials
from salesbook.recording.orders import with_decimals
from salesbook.recording.verification import new_among_masters

if TYPE_CHECKING:
    from salesbook.model.settings import Settings

app = typer.Typer()

_ID = re.compile(r"[\w.\-]{1,40}")

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID] [NAME]", help=both("Its id and name", "编号与名称")),
]
Id = Annotated[str | None, typer.Option("--id", metavar="ID", help=both("Its id", "编号"))]
Name = Annotated[str | None, typer.Option("--name", metavar="NAME", help=both("Its name", "名称"))]


@app.command(
    "add-customer",
    cls=EntryCommand,
    help=both(
        "Enter a customer: salesbook add-customer HDJM 华东精密机械有限公司 --rep wang-fang --terms net30.",
        "录入客户：salesbook add-customer HDJM 华东精密机械有限公司 --rep wang-fang --terms net30。",
    ),
)
def add_customer(
    context: typer.Context,
    words: Words = None,
    id: Id = None,
    name: Name = None,
    alias: Annotated[
        list[str] | None, typer.Option("--alias", metavar="NAME", help=both("Another name for it", "别名"))
    ] = None,
    rep: Annotated[str | None, typer.Option("--rep", metavar="REP", help=both("Who collects", "负责业务员"))] = None,
    terms: Annotated[str | None, typer.Option("--terms", metavar="NAME", help=both("Its terms", "付款条件"))] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CODE", help=both("Such as USD", "币种"))
    ] = None,
    credit_limit: Annotated[
        str | None, typer.Option("--credit-limit", metavar="AMOUNT", help=both("What it may owe", "信用额度"))
    ] = None,
    settle: Annotated[
        str | None,
        typer.Option(
            "--settle", metavar="oldest|explicit", help=both("What becomes of its free money", "未指定款项的处理")
        ),
    ] = None,
    group: Annotated[str | None, typer.Option("--group", metavar="ID", help=both("Its group", "所属集团"))] = None,
    tax_id: Annotated[str | None, typer.Option("--tax-id", metavar="NO", help=both("Its tax number", "税号"))] = None,
    address: Annotated[str | None, typer.Option("--address", metavar="TEXT", help=both("Its address", "地址"))] = None,
    payer: Annotated[
        list[str] | None,
        typer.Option("--payer", metavar="NAME[=ACCOUNT]", help=both("Who pays for it", "付款人，可带账号")),
    ] = None,
    contact: Annotated[
        list[str] | None,
        typer.Option("--contact", metavar="NAME[=PHONE]", help=both("Whom to call", "联系人，可带电话")),
    ] = None,
) -> None:
    entering = Entering.begin(context)
    session, settings = entering.session, _settings(entering)
    id, name = _id_and_name(entering, CUSTOMER, words, id, name)
    money = currency.upper() if currency else None
    if terms is not None and terms not in settings.terms:
        session.refuse(
            Text("there are no terms {terms}; there are: {known}", "没有付款条件 {terms}，现有：{known}").format(
                terms=terms, known=", ".join(settings.terms)
            )
        )
    limit = (
        amount_or_refuse(session, credit_limit, money or settings.currency, "--credit-limit") if credit_limit else None
    )
    fields = {
        "id": id,
        "name": name,
        "aliases": list(alias or ()),
        "rep": master_or_refuse(entering, REP, rep, "--rep").id if rep else None,
        "terms": terms,
        "currency": money if money != settings.currency else None,
        "credit_limit": limit,
        "settle": settle,
        "group": group,
        "tax_id": tax_id,
        "address": address,
        "payers": [_named(each, "account") for each in payer or ()],
        "contacts": [_named(each, "phone") for each in contact or ()],
    }
    entering.enter([entering.draft(CUSTOMER, fields)], name, verify=new_among_masters)


@app.command(
    "add-product",
    cls=EntryCommand,
    help=both(
        'Enter a product: salesbook add-product P-100 "Bearing 6204" 128.50 --unit pcs --tax 13%.',
        "录入产品：salesbook add-product P-100 精密轴承6204 128.50 --unit 个 --tax 13%。",
    ),
)
def add_product(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID] [NAME] [PRICE]", help=both("Its id, name and price", "编号、名称与单价")),
    ] = None,
    id: Id = None,
    name: Name = None,
    price: Annotated[str | None, typer.Option("--price", metavar="PRICE", help=both("Its price", "单价"))] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help=both("Such as pcs", "单位"))] = None,
    tax: Annotated[str | None, typer.Option("--tax", metavar="RATE", help=both("Such as 13%", "税率，如 13%"))] = None,
    cost: Annotated[str | None, typer.Option("--cost", metavar="PRICE", help=both("What it costs", "成本"))] = None,
    barcode: Annotated[str | None, typer.Option("--barcode", metavar="CODE", help=both("Its barcode", "条码"))] = None,
    category: Annotated[
        str | None, typer.Option("--category", metavar="NAME", help=both("Its category", "类别"))
    ] = None,
) -> None:
    entering = Entering.begin(context)
    session, settings = entering.session, _settings(entering)
    given = list(words or ())
    if len(given) == 3 and price is None:
        price = given.pop()
    id, name = _id_and_name(entering, PRODUCT, given, id, name)
    currency = settings.currency
    fields = {
        "id": id,
        "name": name,
        "unit": unit,
        "price": with_decimals(quantity_or_refuse(session, price, "--price"), currency) if price else None,
        "tax": rate_or_refuse(session, tax, "--tax") if tax else None,
        "cost": with_decimals(quantity_or_refuse(session, cost, "--cost"), currency) if cost else None,
        "barcode": barcode,
        "category": category,
    }
    entering.enter([entering.draft(PRODUCT, fields)], name, verify=new_among_masters)


@app.command(
    "add-rep",
    cls=EntryCommand,
    help=both(
        "Enter a rep: salesbook add-rep wang-fang 王芳 --team 华东.",
        "录入业务员：salesbook add-rep wang-fang 王芳 --team 华东。",
    ),
)
def add_rep(
    context: typer.Context,
    words: Words = None,
    id: Id = None,
    name: Name = None,
    team: Annotated[str | None, typer.Option("--team", metavar="TEAM", help=both("The team", "团队"))] = None,
    phone: Annotated[str | None, typer.Option("--phone", metavar="NO", help=both("A phone number", "电话"))] = None,
    joined: Annotated[str | None, typer.Option("--joined", metavar="DAY", help=both("The first day", "入职日"))] = None,
) -> None:
    entering = Entering.begin(context)
    id, name = _id_and_name(entering, REP, words, id, name)
    fields = {
        "id": id,
        "name": name,
        "team": team,
        "phone": phone,
        "joined": day_or_refuse(entering.session, joined, "--joined") if joined else None,
    }
    entering.enter([entering.draft(REP, fields)], name, verify=new_among_masters)


def _settings(entering: Entering) -> Settings:
    settings, problems = read_settings(entering.root)
    if settings is None:
        entering.session.fail(problems, FINDINGS, entering.root)
    return settings


def _id_and_name(
    entering: Entering, kind: str, words: list[str] | None, id: str | None, name: str | None
) -> tuple[str, str]:
    """The id and the name, however they were given; on a terminal what is missing is asked for.

    One word alone is the id, unless it cannot be one or is Chinese: then it is the name.
    """
    session, given = entering.session, list(words or ())
    if len(given) > 2 or (given and id and name):
        session.refuse(Text("too many words: {words}", "多余的参数：{words}").format(words=" ".join(given)))
    for word in given:
        if id is None and (len(given) == 2 or (word.isascii() and _ID.fullmatch(word)) or name is not None):
            id, given = word, given[1:]
        else:
            name = word
    if name is None:
        if not session.asks:
            entering.missing("--name")
        while not name:
            name = ask(session, Text("Name", "名称"))
    if id is None:
        proposed = _free_id(entering, kind, name)
        if not session.asks:
            entering.missing("--id", proposed)
        while not id:
            id = ask(session, Text("Id", "编号"), proposed)
    _point_out_namesakes(entering, kind, id, name)
    return id, name


def _point_out_namesakes(entering: Entering, kind: str, id: str, name: str) -> None:
    """One customer under two ids would owe in two places; but two may well have one name."""
    found = find_master(entering.root, known_kind(kind), name).masters
    same = [each.id for each in found if each.id != id and name in (each.name, *each.data.get("aliases", ()))]
    if same:
        text = Text("{ids} has the same name: entered twice?", "{ids} 的名称相同，请确认是否重复录入")
        entering.session.note(text.format(ids=", ".join(same)))


def _free_id(entering: Entering, kind: str, name: str) -> str:
    """An id proposed for a name: its initials, with a number where they are taken."""
    proposed, number = initials(name), 1
    candidate = proposed
    while proposed and find_exactly(entering.root, known_kind(kind), candidate) is not None:
        number += 1
        candidate = f"{proposed}{number}"
    return candidate


def _named(words: str, other: str) -> dict[str, object]:
    name, value = pair_of(words)
    return {"name": name, **({other: value} if value else {})}
