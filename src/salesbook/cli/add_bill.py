from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

import typer

from salesbook.cli.accounts import account_or_refuse, needed_account
from salesbook.cli.asking import ask_until, ask_which
from salesbook.cli.bilingual import both
from salesbook.cli.entering import Entering, EntryCommand
from salesbook.cli.in_the_book import OpenedBook
from salesbook.cli.typed import amount_or_refuse, only_one
from salesbook.i18n import Text
from salesbook.model.money import grouped, to_minor
from salesbook.reports.bill_figures import Bill, BillState, bills_on

app = typer.Typer()

_EVENTS = {
    "endorsed": Text("endorsed", "背书"),
    "discounted": Text("discounted", "贴现"),
    "collected": Text("collected", "托收"),
    "dishonoured": Text("dishonoured", "拒付"),
}
_PAID_OUT = ("discounted", "collected")
_PASSED_ON = (BillState.ENDORSED, BillState.DISCOUNTED)


@app.command(
    "add-bill",
    cls=EntryCommand,
    help=both(
        "Enter what became of a bill that a customer paid with: salesbook add-bill PY-2611-0012 collected --account "
        "icbc, or by the bill's number; discounted takes --fee, what the bank kept. Events: endorsed, discounted, "
        "collected, dishonoured (the payment settles nothing from then on). See salesbook bills.",
        "录入承兑汇票事项：salesbook add-bill PY-2611-0012 托收 --account icbc，也可写票据号码；贴现用 --fee 写贴现息。"
        "事项：背书、贴现、托收、拒付（自拒付日起该笔收款不再结清任何款项）。在手票据见 salesbook bills。",
    ),
)
def add_bill(
    context: typer.Context,
    payment: Annotated[
        str | None,
        typer.Argument(
            metavar="PAYMENT|NUMBER", help=both("What it was taken as, or its number", "收款编号或票据号码")
        ),
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
    reverses: Annotated[
        str | None,
        typer.Option("--reverses", metavar="EVENT-ID", help=both("An event that was not so", "所冲票据事项")),
    ] = None,
) -> None:
    entering = Entering.begin(context)
    book = OpenedBook(entering)
    if reverses is not None:
        only_one(entering, [("--reverses", reverses), ("PAYMENT", payment), ("--amount", amount), ("--fee", fee)])
        _reverse(entering, book.data("bills", reverses))
        return
    paid = book.data("payments", _payment(entering, book, payment))
    what = _event(entering, event)
    currency = book.currency_of(paid["id"])
    if (fee or amount) and what not in _PAID_OUT:
        entering.session.refuse(
            Text("--amount and --fee go with discounted and collected", "--amount、--fee 只用于贴现和托收")
        )
    fields: dict[str, object] = {"date": entering.day, "payment": paid["id"], "event": what}
    told = Text("the bill of {payment}: {event}", "{payment} 的票据：{event}")
    told = told.format(payment=paid["id"], event=_EVENTS[what])
    if what in _PAID_OUT:
        money = _money(entering, book, paid, currency, account, amount, fee)
        fields |= money
        received = grouped(to_minor(money["amount"] - money["fee"], currency), currency)
        told = Text("{told}, {received} comes in", "{told}，到账 {received}").format(told=told, received=received)
    elif account:
        fields["account"] = account_or_refuse(book, account)
    entering.enter([entering.draft("bills", fields)], f"{paid['id']} {what}", more=told)


def _reverse(entering: Entering, old: dict[str, Any]) -> None:
    """Enter that an event was not so: the same with its amounts below zero."""
    fields: dict[str, Any] = {name: old[name] for name in ("payment", "event", "account") if name in old}
    amounts = {name: -old[name] for name in ("amount", "fee") if old.get(name)}
    entering.enter(
        [entering.draft("bills", {"date": entering.day, **fields, **amounts, "reverses": old["id"]})],
        f"{old['payment']} {old['event']} reversed",
        more=Text(
            "the bill of {payment} is as it was before {event}", "{payment} 的票据恢复到 {event} 之前的状态"
        ).format(payment=old["payment"], event=old["id"]),
    )


def _money(
    entering: Entering,
    book: OpenedBook,
    paid: dict[str, Any],
    currency: str,
    account: str | None,
    amount: str | None,
    fee: str | None,
) -> dict[str, Any]:
    """Where the money of a bill came in, its amount, and what of it the bank kept."""
    session = entering.session
    whole: Decimal = paid["amount"]
    worth = amount_or_refuse(session, amount or f"{whole:f}", currency, "--amount")
    kept = amount_or_refuse(session, fee or "0", currency, "--fee")
    if not 0 <= kept < worth:
        session.refuse(
            Text("--fee: {fee} is not below {amount}, or negative", "--fee：{fee} 须小于 {amount}，且不为负").format(
                fee=f"{kept:f}", amount=f"{worth:f}"
            )
        )
    return {"account": needed_account(book, account), "amount": worth, "fee": kept}


def _payment(entering: Entering, book: OpenedBook, words: str | None) -> str:
    """The payment that ``words`` mean, or the number of its bill; asks which of those in hand where it is missing."""
    bills = bills_on(book.index, entering.day)
    if words is not None:
        numbered = [bill.payment for bill in bills if bill.number == words]
        return numbered[0] if len(numbered) == 1 else words
    if not entering.session.asks:
        entering.missing("PAYMENT")
    alive = [bill for bill in bills if bill.state is BillState.IN_HAND]
    alive += [bill for bill in bills if bill.state in _PASSED_ON and not bill.matured(entering.day)]
    if not alive:
        entering.session.refuse(Text("there is no bill in hand", "没有在手票据"))
    return ask_which(
        entering.session, Text("Which bill", "哪张票据"), [(bill.payment, _described(book, bill)) for bill in alive]
    )


def _described(book: OpenedBook, bill: Bill) -> str:
    """``华东精密 50,000.00 2027-05-24 1234…``."""
    day = bill.matures.isoformat() if bill.matures else ""
    words = (book.index.customers.name(bill.customer), grouped(bill.amount, bill.currency), day, bill.number or "")
    return "  ".join(filter(None, words))


def _event(entering: Entering, words: str | None) -> str:
    def parse(answer: str) -> str | Text:
        known = Text(", ".join(_EVENTS), "、".join(text.zh for text in _EVENTS.values()))
        wrong = Text("the event is one of {known}", "事项须是：{known}").format(known=known)
        return next((event for event, text in _EVENTS.items() if answer in (event, text.zh)), wrong)

    session = entering.session
    if words is None and not session.asks:
        entering.missing("EVENT")
    question = Text("Event (endorsed, discounted, collected, dishonoured)", "事项（背书、贴现、托收、拒付）")
    found = parse(words) if words else ask_until(session, question, parse)
    if isinstance(found, Text):
        session.refuse(found)
    return found
