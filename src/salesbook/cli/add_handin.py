from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated

import typer

from salesbook.cli.accounts import account_or_refuse, currency_of_account, needed_account
from salesbook.cli.asking import ask_until
from salesbook.cli.bilingual import both
from salesbook.cli.entering import Entering, EntryCommand
from salesbook.cli.in_the_book import OpenedBook
from salesbook.cli.typed import amount_or_refuse
from salesbook.cli.whom import REP, master_or_refuse
from salesbook.i18n import Text
from salesbook.index.held import HeldMovement, held_movements
from salesbook.model.money import grouped, to_decimal, to_minor

app = typer.Typer()

_EVENTS = {
    "endorsed": Text("endorsed", "背书"),
    "discounted": Text("discounted", "贴现"),
    "collected": Text("collected", "托收"),
    "dishonoured": Text("dishonoured", "拒付"),
}
_PAID_OUT = ("discounted", "collected")


@app.command(
    "add-handin",
    cls=EntryCommand,
    help=both(
        "Enter money that a rep hands in: salesbook add-handin wang-fang --account icbc (all that he holds), or with an "
        "amount.",
        "录入业务员交款：salesbook add-handin wang-fang --account icbc 表示交回全部代收款，也可写明金额。",
    ),
)
def add_handin(
    context: typer.Context,
    rep: Annotated[str | None, typer.Argument(metavar="REP", help=both("Who hands it in", "业务员"))] = None,
    amount: Annotated[str | None, typer.Argument(metavar="AMOUNT", help=both("How much", "金额，默认为全部"))] = None,
    account: Annotated[
        str | None, typer.Option("--account", "-a", metavar="ACCOUNT", help=both("Where it goes", "交入账户"))
    ] = None,
    payment: Annotated[
        list[str] | None,
        typer.Option("--payment", "-p", metavar="PAYMENT", help=both("Of which payments it is", "所交的收款")),
    ] = None,
) -> None:
    entering = Entering.begin(context)
    session, book = entering.session, OpenedBook(entering)
    who = master_or_refuse(entering, REP, rep, "REP")
    place = needed_account(book, account)
    currency = currency_of_account(book, place) or book.policy.currency
    movements = [
        each
        for each in held_movements(book.index.connection, book.policy)
        if each.rep == who.id and each.currency == currency
    ]
    named = [book.id_or_refuse("payments", each) for each in payment or ()]
    open_payments = {each.entry: each.amount for each in _not_handed_in(movements)}
    if amount is not None:
        total = to_minor(amount_or_refuse(session, amount, currency, "AMOUNT"), currency)
    elif named:
        total = sum(open_payments.get(each, 0) for each in named)
    else:
        total = sum(each.amount for each in movements)
    if amount is None and total <= 0:
        session.refuse(
            Text("{rep} holds no customers' money in {currency}", "{rep} 没有未交的 {currency} 代收款").format(
                rep=who.name, currency=currency
            )
        )
    covered = named or (list(open_payments) if sum(open_payments.values()) == total else [])
    fields = {
        "date": entering.day,
        "rep": who.id,
        "account": place,
        "payments": covered,
        "amount": to_decimal(total, currency),
    }
    shown = grouped(total, currency)
    entering.enter(
        [entering.draft("handins", fields)],
        f"{who.name} {shown}",
        more=Text("{rep} hands in {amount}", "{rep} 交款 {amount}").format(rep=who.name, amount=shown),
    )


def _not_handed_in(movements: Sequence[HeldMovement]) -> list[HeldMovement]:
    """What was received and is named by no hand-in."""
    handed_in = {payment for each in movements for payment in each.payments}
    return [each for each in movements if each.amount > 0 and each.entry not in handed_in]


@app.command(
    "add-bill",
    cls=EntryCommand,
    help=both(
        "Enter what became of a bill that a customer paid with: salesbook add-bill PY-2611-0012 collected --account "
        "icbc. Events: endorsed, discounted, collected, dishonoured.",
        "录入承兑汇票事项：salesbook add-bill PY-2611-0012 托收 --account icbc。事项：背书、贴现、托收、拒付。",
    ),
)
def add_bill(
    context: typer.Context,
    payment: Annotated[
        str | None, typer.Argument(metavar="PAYMENT", help=both("What the bill was taken as", "收到票据的那笔收款"))
    ] = None,
    event: Annotated[str | None, typer.Argument(metavar="EVENT", help=both("What became of it", "事项"))] = None,
    account: Annotated[
        str | None, typer.Option("--account", "-a", metavar="ACCOUNT", help=both("Where the money came in", "入账账户"))
    ] = None,
    amount: Annotated[
        str | None,
        typer.Option("--amount", metavar="AMOUNT", help=both("The bill's, before fees", "票面金额，未扣费用")),
    ] = None,
    fee: Annotated[
        str | None, typer.Option("--fee", metavar="AMOUNT", help=both("What the bank kept", "银行扣收的利息或费用"))
    ] = None,
) -> None:
    entering = Entering.begin(context)
    session, book = entering.session, OpenedBook(entering)
    paid = book.data("payments", entering.asked(payment, Text("Payment", "收款编号"), "PAYMENT"))
    what = _event(entering, event)
    currency = book.currency_of(paid["id"])
    fields: dict[str, object] = {"date": entering.day, "payment": paid["id"], "event": what}
    if what in _PAID_OUT:
        worth: Decimal = paid["amount"]
        fields |= {
            "account": needed_account(book, account),
            "amount": amount_or_refuse(session, amount or f"{worth:f}", currency, "--amount"),
            "fee": amount_or_refuse(session, fee or "0", currency, "--fee"),
        }
    elif account:
        fields["account"] = account_or_refuse(book, account)
    entering.enter(
        [entering.draft("bills", fields)],
        f"{paid['id']} {what}",
        more=Text("the bill of {payment}: {event}", "{payment} 的票据：{event}").format(
            payment=paid["id"], event=_EVENTS[what]
        ),
    )


def _event(entering: Entering, words: str | None) -> str:
    def parse(answer: str) -> str | Text:
        known = Text(", ".join(_EVENTS), "、".join(text.zh for text in _EVENTS.values()))
        wrong = Text("the event is one of {known}", "事项须是：{known}").format(known=known)
        return next((event for event, text in _EVENTS.items() if answer in (event, text.zh)), wrong)

    session = entering.session
    if words is None and not session.asks:
        entering.missing("EVENT")
    found = parse(words) if words else ask_until(session, Text("Event", "事项"), parse)
    if isinstance(found, Text):
        session.refuse(found)
    return found
