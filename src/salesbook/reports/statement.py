"""The statement of a customer (客户对账单): what it owed, what moved that, what it owes, and a place to confirm it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Any

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.i18n.text import verbatim
from salesbook.index.book import IndexedBook
from salesbook.index.standing import CustomerStanding, Whose, standings, standings_of
from salesbook.model.capital_amounts import in_capitals
from salesbook.model.dates import Period
from salesbook.model.money import grouped
from salesbook.model.policy import Policy
from salesbook.reports.provenance import provenance
from salesbook.reports.statement_data import statement_data
from salesbook.reports.statement_figures import CustomerBalance, customer_balances, ids_of_customers
from salesbook.reports.statement_tables import balance_tables, flat_table
from salesbook.table import Cell, Column, Document, Row, Table


def statement(book: IndexedBook, policy: Policy, customer: str, period: Period) -> Document:
    """The statement of one customer, every currency apart."""
    balances = customer_balances(book, policy, customer, ids_of_customers(book).get(customer, [customer]), period)
    return _statement(book, policy, customer, period, balances, standings_of(book, policy, period.last, {customer}))


def _statement(
    book: IndexedBook,
    policy: Policy,
    customer: str,
    period: Period,
    balances: Sequence[CustomerBalance],
    everybody: Mapping[Whose, CustomerStanding],
) -> Document:
    balances = balances or [CustomerBalance(customer, policy.currency, 0, 0, ())]
    stands = {each.currency: everybody.get((customer, each.currency), _NOTHING) for each in balances}
    title = Text("Statement of account: {name}", "客户对账单：{name}").format(name=book.customers.name(customer))
    return Document(
        name="statement",
        title=title,
        tables=tuple(table for each in balances for table in balance_tables(each, stands[each.currency], period)),
        facts=_facts(book, policy, customer, period, {each.currency for each in balances}),
        notes=_confirmation(book, balances, period.last),
        data=statement_data(book, customer, period, balances, stands),
        flat=flat_table(balances),
        form=True,
    )


def each_statement(book: IndexedBook, policy: Policy, period: Period) -> dict[str, Document]:
    """The statement of each customer that has a balance or a movement, by its id."""
    everybody = standings(book, policy, period.last)
    documents: dict[str, Document] = {}
    for id, ids in sorted(ids_of_customers(book).items()):
        if balances := customer_balances(book, policy, id, ids, period):
            documents[id] = _statement(book, policy, id, period, balances, everybody)
    return documents


def statements(book: IndexedBook, policy: Policy, period: Period) -> Document:
    """All of ``each_statement`` one after the other, to be read through."""
    documents = each_statement(book, policy, period)
    heading = Text("{id} {name}: {title}", "{id} {name}：{title}")
    return Document(
        name="statements",
        title=Text("Statements of account, {first} to {last}", "客户对账单（{first} 至 {last}）").format(
            first=period.first, last=period.last
        ),
        tables=tuple(
            table._replace(
                name=f"{id}-{table.name}",
                title=heading.format(id=id, name=book.customers.name(id), title=table.title),
            )
            for id, each in documents.items()
            for table in each.tables
        ),
        facts=provenance(book),
        notes=() if documents else (Text("No customer has a balance or movement.", "没有客户有余额或发生额。"),),
        data=[each.data for each in documents.values()],
        flat=_all_movements(documents),
    )


def _all_movements(documents: Mapping[str, Document]) -> Table | None:
    """The movements of all customers as one table, for CSV; None where there are none."""
    flat = {id: each.flat for id, each in documents.items() if each.flat}
    for first in flat.values():
        rows = [Row((id, *row.cells)) for id, table in flat.items() for row in table.rows]
        return first._replace(columns=(Column("customer", terms.CUSTOMER), *first.columns), rows=tuple(rows))
    return None


_NOTHING = CustomerStanding((), 0, 0)


def _facts(
    book: IndexedBook, policy: Policy, customer: str, period: Period, currencies: Collection[str]
) -> tuple[tuple[Text, Cell], ...]:
    data = book.customers.by_id[customer].data if customer in book.customers.by_id else {}
    named = Text("{name} ({id})", "{name}（{id}）")
    span = Text("{first} to {last}", "{first} 至 {last}").format(first=period.first, last=period.last)
    return (
        *provenance(book),
        (terms.CUSTOMER, named.format(name=book.customers.name(customer), id=customer)),
        (Text("Tax number", "税号"), data.get("tax_id")),
        (Text("Period", "期间"), span),
        *_bank_details(book, policy, currencies),
        *_our_details(book),
    )


def _our_details(book: IndexedBook) -> list[tuple[Text, Cell]]:
    """Where the customer sends its answer, and the number it knows us by, as far as the settings have them."""
    company = book.settings.get("company", {})
    details = (
        (Text("Our address", "本公司地址"), company.get("address")),
        (Text("Our telephone", "本公司电话"), company.get("phone")),
        (Text("Our tax number", "本公司税号"), company.get("tax_id")),
    )
    return [(title, value) for title, value in details if value]


def _bank_details(book: IndexedBook, policy: Policy, currencies: Collection[str]) -> list[tuple[Text, Cell]]:
    """Where the customer is to pay: our accounts of these currencies that have a number."""
    accounts: dict[str, dict[str, Any]] = book.settings.get("accounts", {})
    company = book.settings.get("company", {}).get("name")
    return [
        (
            Text("Pay to", "收款账户"),
            Text("{holder}, {bank}, account {number}", "户名：{holder}　开户行：{bank}　账号：{number}").format(
                holder=account.get("holder") or company,
                bank=account.get("bank") or account["name"],
                number=account["number"],
            ),
        )
        for account in accounts.values()
        if account.get("number") and account.get("currency", policy.currency) in currencies
    ]


def _stated(amount: int, currency: str) -> Text:
    """A balance as it is confirmed: in Chinese in capitals too, beside which the seal is set."""
    figures, words = f"{grouped(amount, currency)} {currency}", in_capitals(amount, currency)
    return verbatim(figures) if words is None else Text(figures, f"{figures}（大写：{words}）")


def _confirmation(book: IndexedBook, balances: Sequence[CustomerBalance], day: date) -> tuple[Text, ...]:
    """The part that the customer fills in, seals and sends back."""
    stated = (_stated(each.closing, each.currency) for each in balances)
    listed = reduce(lambda one, two: Text("{one}, {two}", "{one}、{two}").format(one=one, two=two), stated)
    company = str(book.settings.get("company", {}).get("name", ""))
    return (
        Text(
            "On {day} the balance of your account with {company} is {listed} (below zero: in your favour). "
            "Please compare it with your books and send this back sealed.",
            "截至 {day}，贵公司与{company}的往来余额为 {listed}；负数表示贵公司预付。请核对后盖章确认并寄回。",
        ).format(day=day, company=company, listed=listed),
        Text("[  ] The balance agrees.", "［　］核对相符。"),
        Text(
            "[  ] It does not; by our books it is: ______________  because: ______________",
            "［　］核对不符，我方账面余额为：______________　差异说明：______________",
        ),
        Text(
            "Seal: ______________    Name: ______________    Date: ______________",
            "单位盖章：______________　经办人：______________　日期：______________",
        ),
    )
