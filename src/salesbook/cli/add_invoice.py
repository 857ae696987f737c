from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.days import day_or_refuse
from salesbook.cli.entering import Entering, EntryCommand
from salesbook.cli.in_the_book import OpenedBook
from salesbook.cli.invoiced_orders import ChosenOrders, by_currency, shares_or_refuse
from salesbook.cli.party import Party, party_and_amount, party_or_refuse
from salesbook.cli.red_invoices import invoice_or_refuse, refuse_not_reversed, refuse_reversed, refuse_void
from salesbook.cli.typed import amount_or_refuse, only_one, pair_of, rate_or_refuse
from salesbook.i18n import Text
from salesbook.model.money import grouped, to_decimal, to_minor
from salesbook.recording.draft import Draft
from salesbook.recording.invoices import Share, UnreversedInvoice, reversed_taxes, tax_fields, taxes_of
from salesbook.rules.invoicing import TaxedAmount

app = typer.Typer()


@app.command(
    "add-invoice",
    cls=EntryCommand,
    help=both(
        "Enter an invoice: salesbook add-invoice HDJM --until 11-30 (all that went out until then and is not "
        "invoiced), add-invoice SO-2611-0003 (of one order), or with an amount; add-invoice HDJM --order "
        "SO-2611-0003=1285 --order SO-2611-0004. --red IV-2611-0001 takes one back, or a part of it.",
        "录入发票：salesbook add-invoice HDJM --until 11-30 合并开票（截至该日全部已发未开票）；"
        "add-invoice SO-2611-0003 只开一张订单，也可写明金额；add-invoice HDJM --order SO-2611-0003=1285 --order "
        "SO-2611-0004 指定订单。红字：--red IV-2611-0001，可冲全部或部分。",
    ),
)
def add_invoice(
    context: typer.Context,
    party: Annotated[
        str | None, typer.Argument(metavar="CUSTOMER|ORDER", help=both("Whom it is for", "客户或订单"))
    ] = None,
    amount: Annotated[str | None, typer.Argument(metavar="AMOUNT", help=both("Tax included", "价税合计"))] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until", metavar="DAY", help=both("Cover what went out until then", "开到哪一天的发货，默认到开票日")
        ),
    ] = None,
    number: Annotated[
        str | None, typer.Option("--number", metavar="NO", help=both("The number printed on it", "发票号码"))
    ] = None,
    order: Annotated[
        list[str] | None,
        typer.Option("--order", "-o", metavar="ORDER[=AMOUNT]", help=both("An order on it", "所含订单")),
    ] = None,
    left_out: Annotated[
        list[str] | None,
        typer.Option("--except", metavar="ORDER", help=both("An order that is not on it", "不含的订单")),
    ] = None,
    whole: Annotated[
        str | None,
        typer.Option("--amount", metavar="AMOUNT", help=both("Like AMOUNT, tax included", "同 AMOUNT：价税合计")),
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CODE", help=both("Orders of this one only", "只开该币种的订单"))
    ] = None,
    tax: Annotated[
        list[str] | None,
        typer.Option(
            "--taxes",
            metavar="RATE:NET:TAX",
            help=both("As printed, if not as computed", "票面税率:金额:税额，默认按订单计算"),
        ),
    ] = None,
    red: Annotated[
        str | None,
        typer.Option("--red", "--reverses", metavar="INVOICE", help=both("The one it takes back", "红字：所冲发票")),
    ] = None,
    void: Annotated[
        str | None,
        typer.Option("--void", metavar="INVOICE", help=both("One that is void, within its month", "当月作废的发票")),
    ] = None,
    replaces: Annotated[
        str | None,
        typer.Option("--replaces", metavar="INVOICE", help=both("The one it is issued anew for", "重开：所换发票")),
    ] = None,
) -> None:
    entering = Entering.begin(context)
    book = OpenedBook(entering)
    chosen_way = only_one(entering, [("--red", red), ("--void", void), ("--replaces", replaces)])
    only_one(entering, [("--order", order), ("--except", left_out)])
    if void is not None:
        only_one(entering, [("--void", void), ("--number", number)])
        only_one(entering, [("--void", void), ("AMOUNT", amount or whole), ("--order", order)])
    old = invoice_or_refuse(book, red or void or replaces or "") if chosen_way else None
    party, amount = party_and_amount(book, party, amount, named=bool(old or order))
    buyer = party_or_refuse(entering, book, party or (old.customer if old else None), _names(order))
    chosen = ChosenOrders(
        order or (), left_out or (), amount or whole, _until(entering, until), currency.upper() if currency else None
    )
    making = _Making(entering, book, buyer, number, tax or ())
    if old is None:
        invoices = making.new(chosen)
    elif replaces:
        invoices = [making.anew(old, chosen)]
    else:
        invoices = [making.red(old, chosen, void=void is not None)]
    totals = ", ".join(each.total for each in invoices)
    entering.enter(
        [each.draft for each in invoices],
        f"{buyer.name} {totals}",
        more=Text("{customer}: {told}", "{customer}：{told}").format(customer=buyer.name, told=_told(invoices)),
    )


def _names(orders: Sequence[str] | None) -> list[str]:
    return [pair_of(each)[0] for each in orders or ()]


def _until(entering: Entering, words: str | None) -> date:
    until = day_or_refuse(entering.session, words, "--until") if words else entering.day
    if until > entering.day:
        entering.session.refuse(
            Text(
                "an invoice of {day} cannot cover what goes out until {until}; give it a later --date",
                "{day} 的发票不能开到 {until} 的发货，请用 --date 写更晚的开票日",
            ).format(day=entering.day, until=until)
        )
    return until


@dataclass(frozen=True, slots=True)
class _Invoice:
    """An invoice to be entered; minor units of its currency."""

    draft: Draft
    gross: int
    tax: int
    currency: str
    orders: int

    @property
    def total(self) -> str:
        """``1,234.50 CNY``."""
        return f"{grouped(self.gross, self.currency)} {self.currency}"


@dataclass(frozen=True, slots=True)
class _Making:
    """Makes the invoices of one command."""

    entering: Entering
    book: OpenedBook
    buyer: Party
    number: str | None
    typed_taxes: Sequence[str]

    def new(self, chosen: ChosenOrders) -> list[_Invoice]:
        """One for each currency of the orders."""
        shares = by_currency(shares_or_refuse(self.book, self.buyer, chosen))
        if len(shares) > 1 and (chosen.named or self.number or self.typed_taxes):
            self.entering.session.refuse(
                Text(
                    "an invoice has one currency, these orders are in {all}: name those of one, or --currency",
                    "一张发票只能有一种币种，这些订单有 {all}，请只写其中一种，或用 --currency 指定",
                ).format(all=", ".join(sorted(shares)))
            )
        return [
            self._invoice(each, currency, taxes_of(each, chosen.until)) for currency, each in sorted(shares.items())
        ]

    def anew(self, old: UnreversedInvoice, chosen: ChosenOrders) -> _Invoice:
        """One in place of an earlier one that was taken back, over the same amounts where nothing else is said."""
        refuse_not_reversed(self.book, old)
        shares = shares_or_refuse(self.book, self.buyer, chosen, old.taken)
        self._refuse_currencies(shares, old)
        return self._invoice(shares, old.currency, taxes_of(shares, chosen.until), replaces=old.id)

    def red(self, old: UnreversedInvoice, chosen: ChosenOrders, *, void: bool) -> _Invoice:
        """One that takes back what is left of an earlier one, or the part of it that is said."""
        refuse_reversed(self.book, old)
        if void:
            refuse_void(self.book, old, self.entering.day)
        buyer = replace(self.buyer, order=None) if void else self.buyer
        typed = shares_or_refuse(self.book, buyer, chosen, old.orders)
        shares = [(history, abs(amount)) for history, amount in typed]
        self._refuse_currencies(shares, old)
        return self._invoice(shares, old.currency, reversed_taxes(old, shares), sign=-1, reverses=old.id)

    def _refuse_currencies(self, shares: Sequence[Share], old: UnreversedInvoice) -> None:
        other = sorted(by_currency(shares).keys() - {old.currency})
        if other:
            self.entering.session.refuse(
                Text(
                    "{invoice} is in {currency}, not in {other}", "{invoice} 的币种是 {currency}，不是 {other}"
                ).format(invoice=old.id, currency=old.currency, other=", ".join(other))
            )

    def _invoice(
        self, shares: Sequence[Share], currency: str, computed: Sequence[TaxedAmount], sign: int = 1, **links: str
    ) -> _Invoice:
        typed = [_typed_tax(self.entering, each, currency) for each in self.typed_taxes]
        taxes = typed or tax_fields(computed, currency, sign)
        fields = {
            "date": self.entering.day,
            "customer": self.buyer.customer,
            "number": self.number,
            "orders": [
                {"order": history.facts.ordered.entry, "amount": to_decimal(sign * each, currency)}
                for history, each in shares
            ],
            "taxes": taxes,
            **links,
        }
        return _Invoice(
            draft=self.entering.draft("invoices", fields),
            gross=sign * sum(each for _, each in shares),
            tax=sum(to_minor(each["tax"], currency) for each in taxes),
            currency=currency,
            orders=len(shares),
        )


def _told(invoices: Sequence[_Invoice]) -> Text:
    each = [
        Text(
            "{total}, of which tax {tax}, for {orders} {orders:order|orders}",
            "{total}，其中税额 {tax}，订单 {orders} 张",
        ).format(total=invoice.total, tax=grouped(invoice.tax, invoice.currency), orders=invoice.orders)
        for invoice in invoices
    ]
    return Text("; ".join(text.en for text in each), "；".join(text.zh for text in each))


def _typed_tax(entering: Entering, words: str, currency: str) -> dict[str, Any]:
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
