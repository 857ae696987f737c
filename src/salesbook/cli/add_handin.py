from __future__ import annotations

from typing import Annotated, Any

import typer

from salesbook.cli.accounts import currency_of_account, needed_account
from salesbook.cli.bilingual import both
from salesbook.cli.entering import Entering, EntryCommand
from salesbook.cli.in_the_book import OpenedBook
from salesbook.cli.typed import amount_or_refuse, only_one
from salesbook.cli.whom import REP, master_or_refuse
from salesbook.i18n import Text
from salesbook.index.held import held_movements
from salesbook.model.money import grouped, to_decimal, to_minor
from salesbook.rules.held_money import held_money

app = typer.Typer()


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
    reverses: Annotated[
        str | None, typer.Option("--reverses", metavar="HANDIN", help=both("One that was not so", "所冲交款"))
    ] = None,
) -> None:
    entering = Entering.begin(context)
    session, book = entering.session, OpenedBook(entering)
    if reverses is not None:
        only_one(entering, [("--reverses", reverses), ("REP", rep), ("--payment", payment)])
        _reverse(entering, book.data("handins", reverses))
        return
    who = master_or_refuse(entering, REP, rep, "REP")
    place = needed_account(book, account)
    currency = currency_of_account(book, place) or book.policy.currency
    held = held_money(held_movements(book.index.connection, book.policy, entering.day), entering.day)
    open_payments = {
        each.payment: each.left for each in held.payments if each.rep == who.id and each.currency == currency
    }
    named = [book.id_or_refuse("payments", each) for each in payment or ()]
    if amount is not None:
        total = to_minor(amount_or_refuse(session, amount, currency, "AMOUNT"), currency)
    elif named:
        total = sum(open_payments.get(each, 0) for each in named)
    else:
        total = sum(open_payments.values())
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
        more=_told(who.name, total, sum(open_payments.values()), currency),
    )


def _reverse(entering: Entering, old: dict[str, Any]) -> None:
    """Enter that a hand-in was not so: the same, below zero."""
    fields: dict[str, Any] = {name: old[name] for name in ("rep", "account", "currency", "payments") if name in old}
    entering.enter(
        [entering.draft("handins", {"date": entering.day, **fields, "amount": -old["amount"], "reverses": old["id"]})],
        f"{old['rep']} {old['id']} reversed",
        more=Text("{rep} holds again what {handin} handed in", "{handin} 已冲销，款项仍由 {rep} 代收未交").format(
            rep=old["rep"], handin=old["id"]
        ),
    )


def _told(rep: str, amount: int, held: int, currency: str) -> Text:
    """What is handed in, and what the rep still holds then."""
    told = Text("{rep} hands in {amount}", "{rep} 交款 {amount}").format(rep=rep, amount=grouped(amount, currency))
    if held == amount:
        return told
    return Text("{told}, and still holds {left}", "{told}，尚有代收未交 {left}").format(
        told=told, left=grouped(held - amount, currency)
    )
