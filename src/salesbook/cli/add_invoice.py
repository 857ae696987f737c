from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.entering import Entering, EntryCommand
from salesbook.cli.in_the_book import OpenedBook
from salesbook.cli.party import Party, party_and_amount, party_or_refuse
from salesbook.cli.typed import amount_or_refuse, only_one, pair_of, rate_or_refuse
from salesbook.i18n import Text
from salesbook.index.units import order_history
from salesbook.model.money import grouped, to_decimal, to_minor
from salesbook.recording.orders import percent
from salesbook.rules.invoicing import by_rate, invoicing, next_invoiced
from salesbook.rules.order_state import OrderHistory

app = typer.Typer()

_Shares = list[tuple[OrderHistory, int]]
"""Orders, and what of an invoice belongs to each; minor units."""


@app.command(
    "add-invoice",
    cls=EntryCommand,
    help=both(
        "Enter an invoice: salesbook add-invoice SO-2611-0003 (what is delivered and not invoiced), or with an amount; "
        "salesbook add-invoice HDJM --order SO-2611-0003=1285 --order SO-2611-0004; --reverses IV-2611-0001 is red.",
        "录入发票：salesbook add-invoice SO-2611-0003 表示开已发未开票的金额，也可写明金额；合并开票："
        "salesbook add-invoice HDJM --order SO-2611-0003=1285 --order SO-2611-0004；红字：--reverses IV-2611-0001。",
    ),
)
def add_invoice(
    context: typer.Context,
    party: Annotated[
        str | None, typer.Argument(metavar="CUSTOMER|ORDER", help=both("Whom it is for", "客户或订单"))
    ] = None,
    amount: Annotated[str | None, typer.Argument(metavar="AMOUNT", help=both("Tax included", "价税合计"))] = None,
    number: Annotated[
        str | None, typer.Option("--number", metavar="NO", help=both("The number printed on it", "发票号码"))
    ] = None,
    order: Annotated[
        list[str] | None,
        typer.Option("--order", "-o", metavar="ORDER[=AMOUNT]", help=both("An order on it", "所含订单")),
    ] = None,
    tax: Annotated[
        list[str] | None,
        typer.Option(
            "--taxes",
            metavar="RATE:NET:TAX",
            help=both("As printed, if not as computed", "票面税率:金额:税额，默认按订单计算"),
        ),
    ] = None,
    reverses: Annotated[
        str | None, typer.Option("--reverses", metavar="INVOICE", help=both("The one it takes back", "所冲发票"))
    ] = None,
    replaces: Annotated[
        str | None,
        typer.Option("--replaces", metavar="INVOICE", help=both("The one it is issued anew for", "所换发票")),
    ] = None,
) -> None:
    entering = Entering.begin(context)
    book = OpenedBook(entering)
    only_one(entering, [("--reverses", reverses), ("--replaces", replaces)])
    old = book.data("invoices", reverses or replaces or "") if reverses or replaces else None
    party, amount = party_and_amount(book, party, amount, named=bool(old or order))
    buyer = party_or_refuse(entering, book, party or (old["customer"] if old else None), _names(order))
    repeated = old if not (order or buyer.order) else None
    shares = _shares(entering, book, buyer, amount, order or (), repeated)
    if reverses:
        shares = [(history, -abs(each)) for history, each in shares]
    currency = _one_currency(entering, shares)
    sign = -1 if reverses else 1
    printed = [
        {**each, "net": sign * each["net"], "tax": sign * each["tax"]}
        for each in (repeated or {}).get("taxes", [])
        if amount is None
    ]
    fields = {
        "date": entering.day,
        "customer": buyer.customer,
        "number": number,
        "orders": [
            {"order": history.facts.ordered.entry, "amount": to_decimal(each, currency)} for history, each in shares
        ],
        "taxes": _taxes(entering, shares, tax or (), currency, printed),
        "reverses": old["id"] if old and reverses else None,
        "replaces": old["id"] if old and not reverses else None,
    }
    total = grouped(sum(each for _, each in shares), currency)
    entering.enter(
        [entering.draft("invoices", fields)],
        f"{buyer.name} {total}",
        more=Text("{customer}: {total}", "{customer}：价税合计 {total}").format(customer=buyer.name, total=total),
    )


def _names(orders: Sequence[str] | None) -> list[str]:
    return [pair_of(each)[0] for each in orders or ()]


def _shares(
    entering: Entering,
    book: OpenedBook,
    buyer: Party,
    amount: str | None,
    orders: Sequence[str],
    repeated: dict[str, Any] | None,
) -> _Shares:
    """What of the invoice belongs to which order, as in the one that is ``repeated`` where nothing else is said.

    Ends the command where that is not clear.
    """
    session = entering.session
    asked = [(book.order(name), given) for name, given in map(pair_of, orders)]
    if not asked and buyer.order is not None:
        asked = [(buyer.order, None)]
    if not asked and repeated is not None:
        asked = [
            (book.order(each["order"]), f"{each['amount']:f}" if amount is None else None)
            for each in repeated["orders"]
        ]
    if not asked:
        asked = [(history, None) for history in _to_invoice(book, buyer.customer)]
    if not asked:
        session.refuse(
            Text(
                "nothing of {customer} is delivered and not invoiced; name an order: --order ORDER=AMOUNT",
                "{customer} 没有已发未开票的订单，请指定：--order 订单=金额",
            ).format(customer=buyer.customer)
        )
    if amount is not None and len(asked) > 1:
        session.refuse(
            Text(
                "say what of it belongs to each order: {options}",
                "请写明各订单的金额：{options}",
            ).format(options=" ".join(f"--order {each.facts.ordered.entry}=…" for each, _ in asked))
        )
    return [_share(entering, history, given or amount) for history, given in asked]


def _share(entering: Entering, history: OrderHistory, given: str | None) -> tuple[OrderHistory, int]:
    order = history.facts.ordered.entry
    if given is not None:
        return history, to_minor(amount_or_refuse(entering.session, given, history.currency, order), history.currency)
    proposed = invoicing(history, date.max).not_invoiced
    if not proposed:
        entering.session.refuse(
            Text(
                "nothing of {order} is delivered and not invoiced; say how much: --order {order}=AMOUNT",
                "{order} 没有已发未开票的金额，请写明：--order {order}=金额",
            ).format(order=order)
        )
    return history, proposed


def _one_currency(entering: Entering, shares: _Shares) -> str:
    """The currency of an invoice; ends the command where its orders are in several."""
    currencies = sorted({history.currency for history, _ in shares})
    if len(currencies) > 1:
        entering.session.refuse(
            Text(
                "an invoice has one currency, these orders are in {all}", "一张发票只能有一种币种，这些订单有 {all}"
            ).format(all=", ".join(currencies))
        )
    return currencies[0]


def _to_invoice(book: OpenedBook, customer: str) -> list[OrderHistory]:
    """The orders of a customer of which something is delivered and not invoiced."""
    rows = book.index.connection.execute(
        "SELECT id FROM unit WHERE kind = 'orders' AND customer = ? ORDER BY date, id", (customer,)
    ).fetchall()
    histories = (order_history(book.index.connection, book.policy, row[0]) for row in rows)
    return [history for history in histories if history is not None and invoicing(history, date.max).not_invoiced]


def _taxes(
    entering: Entering, shares: _Shares, typed: Sequence[str], currency: str, printed: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The taxes that were typed; else those ``printed`` on the invoice it stands for; else as the orders' lines say."""
    if typed or printed:
        return [_typed_tax(entering, each, currency) for each in typed] or printed
    return [
        {
            "rate": percent(each.rate),
            "net": to_decimal(each.net, currency),
            "tax": to_decimal(each.gross - each.net, currency),
        }
        for each in by_rate(piece for history, share in shares for piece in next_invoiced(history, share, date.max))
    ]


def _typed_tax(entering: Entering, words: str, currency: str) -> dict[str, object]:
    session, parts = entering.session, words.replace("：", ":").split(":")
    if len(parts) != 3:
        session.refuse(
            Text(
                "--taxes: write 13%:1137.17:147.83, not {words}", "--taxes：请写 13%:1137.17:147.83，而不是 {words}"
            ).format(words=words)
        )
    rate, net, tax = parts
    amounts: dict[str, Decimal] = {
        "net": amount_or_refuse(session, net, currency, "--taxes"),
        "tax": amount_or_refuse(session, tax, currency, "--taxes"),
    }
    return {"rate": rate_or_refuse(session, rate, "--taxes"), **amounts}
