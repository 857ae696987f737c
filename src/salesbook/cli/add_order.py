from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.book.settings_file import read_settings
from salesbook.cli.asking import ask, ask_until
from salesbook.cli.bilingual import both
from salesbook.cli.entering import Entering, EntryCommand
from salesbook.cli.order_lines import line_fields
from salesbook.cli.quick_lines import TypedLine, parse_lines, split_words
from salesbook.cli.session import FINDINGS, USAGE
from salesbook.cli.terms_text import terms_text
from salesbook.cli.whom import CUSTOMER, REP, master_or_refuse
from salesbook.i18n import Text
from salesbook.model.money import grouped, parse_amount, to_decimal
from salesbook.recording.credit import credit_check
from salesbook.recording.masters import Master
from salesbook.recording.orders import order_history, percent, responsible_rep
from salesbook.rules.order_state import OrderHistory

if TYPE_CHECKING:
    from salesbook.model.settings import Settings

app = typer.Typer()


@app.command(
    "add-order",
    cls=EntryCommand,
    help=both(
        "Enter an order: salesbook add-order HDJM P-100 10 @128.50 P-200 2 @999 -5%. A line is a product, a quantity "
        "and, where they differ from the product's, @price, -discount% and tax%; text:WORDS in place of a product is "
        "a line without one.",
        "录入订单：salesbook add-order HDJM P-100 10 @128.50 P-200 2 @999 -5%。每行依次为产品、数量，"
        "以及与产品资料不同时的 @单价、-折扣%、税率%；无产品的行以 text:文字 代替产品。",
    ),
)
def add_order(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CUSTOMER] [LINES]…", help=both("Who orders, and what", "客户与明细行")),
    ] = None,
    customer: Annotated[
        str | None,
        typer.Option(
            "--customer", "-c", metavar="WHO", help=both("Its id, name, alias or pinyin", "客户编号、名称、别名或拼音")
        ),
    ] = None,
    rep: Annotated[
        str | None,
        typer.Option("--rep", metavar="REP", help=both("The customer's, if left out", "业务员，默认为客户的")),
    ] = None,
    reps: Annotated[
        list[str] | None,
        typer.Option(
            "--reps",
            metavar="REP=SHARE%",
            help=both("Each rep of a split order: wang-fang=60%", "分成业务员，如 wang-fang=60%"),
        ),
    ] = None,
    terms: Annotated[
        str | None,
        typer.Option("--terms", metavar="NAME", help=both("The customer's, if left out", "付款条件，默认为客户的")),
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CODE", help=both("Such as USD", "币种，如 USD"))
    ] = None,
    line: Annotated[
        list[str] | None,
        typer.Option(
            "--line",
            "-l",
            metavar="LINE",
            help=both('A line: "P-100 10 @128.50 -5%"', '一行明细，如 "P-100 10 @128.50 -5%"'),
        ),
    ] = None,
    customer_po: Annotated[
        str | None,
        typer.Option("--customer-po", metavar="NO", help=both("The customer's number for it", "客户采购单号")),
    ] = None,
    contract: Annotated[
        str | None, typer.Option("--contract", metavar="NO", help=both("The contract", "合同号"))
    ] = None,
) -> None:
    entering = Entering.begin(context)
    session = entering.session
    settings, problems = read_settings(entering.root)
    if settings is None:
        session.fail(problems, FINDINGS, entering.root)
    line_words = list(words or ())
    if customer is None and line_words:
        customer = line_words.pop(0)
    buyer = master_or_refuse(entering, CUSTOMER, customer, "--customer")
    for each in line or ():
        line_words += split_words(each)
    lines = _typed_lines(entering, line_words)
    money = currency.upper() if currency else buyer.data.get("currency") or settings.currency
    fields: dict[str, Any] = {
        "date": entering.day,
        "customer": buyer.id,
        **_reps(entering, buyer, rep, reps or ()),
        "terms": _terms(entering, settings, buyer, terms),
        "currency": money if money != settings.currency else None,
        "customer_po": customer_po,
        "contract": contract,
        "lines": [line_fields(entering, settings, each, money) for each in lines],
    }
    known = {name: value for name, value in fields.items() if value is not None}
    history = order_history(known, settings.policy())
    if not isinstance(history, OrderHistory):
        session.fail(history, FINDINGS)
    total = sum(value.gross for value in history.lines(entering.day).values())
    shown = grouped(total, money) + (f" {money}" if money != settings.currency else "")
    entering.enter(
        [entering.draft("orders", {**known, "total": to_decimal(total, money)})],
        f"{buyer.name} {shown}",
        verify=credit_check(settings, buyer, entering.day, total, money),
        more=Text(
            "{customer}: {lines} {lines:line|lines}, total {total}; due {terms}",
            "{customer}：{lines} 行，合计 {total}；付款：{terms}",
        ).format(customer=buyer.name, lines=len(lines), total=shown, terms=terms_text(history.terms, entering.day)),
    )


def _typed_lines(entering: Entering, words: Sequence[str]) -> list[TypedLine]:
    session = entering.session
    if not words and not session.asks:
        entering.missing("--line")
    parsed = parse_lines(words)
    if isinstance(parsed, Text):
        session.refuse(parsed)
    while not words and session.asks:
        question = Text(
            "Line {number} (such as P-100 10 @128.50 -5%; nothing more: Enter)",
            "第 {number} 行（如 P-100 10 @128.50 -5%，输完直接回车）",
        ).format(number=len(parsed) + 1)
        answer = ask(session, question)
        more = parse_lines(split_words(answer))
        if isinstance(more, Text):
            session.note(more)
        elif more:
            parsed += more
        elif parsed:
            break
    return parsed


def _reps(entering: Entering, customer: Master, rep: str | None, shares: Sequence[str]) -> dict[str, object]:
    if rep and shares:
        entering.session.refuse(Text("choose --rep or --reps", "--rep 与 --reps 只能用一个"))
    if shares:
        return {"reps": dict(_share(entering, each) for each in shares)}
    if rep:
        return {"rep": master_or_refuse(entering, REP, rep, "--rep").id}
    return {"rep": responsible_rep(customer.data, entering.day)}


def _share(entering: Entering, words: str) -> tuple[str, str]:
    name, _, share = words.rpartition("=")
    amount = parse_amount(share.strip().removesuffix("%"))
    if not name or amount is None:
        entering.session.refuse(
            Text("--reps: write REP=SHARE%, not {words}", "--reps：请写 业务员=比例%，而不是 {words}").format(
                words=words
            )
        )
    return master_or_refuse(entering, REP, name, "--reps").id, percent(amount / 100)


def _terms(entering: Entering, settings: Settings, customer: Master, given: str | None) -> str:
    session = entering.session
    name = given or customer.data.get("terms")
    known = ", ".join(settings.terms)
    wrong = Text(
        "there are no terms {name} in salesbook.yaml; there are: {known}",
        "salesbook.yaml 中没有付款条件 {name}，现有：{known}",
    )
    if name is None and not session.asks:
        session.refuse(
            Text(
                "{customer} has no terms; give them with --terms (one of {known})",
                "{customer} 没有付款条件，请用 --terms 指定（可选：{known}）",
            ).format(customer=customer.id, known=known),
            USAGE,
        )
    if name is None:

        def parse(answer: str) -> str | Text:
            return answer if answer in settings.terms else wrong.format(name=answer, known=known)

        return ask_until(session, Text("Terms ({known})", "付款条件（{known}）").format(known=known), parse)
    if name not in settings.terms:
        session.refuse(wrong.format(name=name, known=known))
    return str(name)
