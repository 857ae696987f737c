"""The statement of a customer (客户对账单): what it owed, what moved that, what it owes, and a place to confirm it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.i18n.text import verbatim
from salesbook.index.book import IndexedBook
from salesbook.index.standing import CustomerStanding, Whose, standings
from salesbook.model.capital_amounts import in_capitals
from salesbook.model.dates import Period
from salesbook.model.money import Money, grouped, plain
from salesbook.model.policy import Policy
from salesbook.reports.provenance import provenance
from salesbook.reports.statement_figures import BalanceMovement, CustomerBalance, MovementKind, customer_balances
from salesbook.reports.words import METHODS, REASONS, word
from salesbook.rules.free_money import OpenItem
from salesbook.table import Cell, CellType, Column, Document, JsonValue, Role, Row, Table


def statement(book: IndexedBook, policy: Policy, customer: str, period: Period) -> Document:
    """The statement of one customer, every currency apart."""
    balances = customer_balances(book, policy, customer, period)
    return _statement(book, policy, customer, period, balances, standings(book, policy, period.last))


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
        tables=tuple(table for each in balances for table in _tables(each, stands, period)),
        facts=_facts(book, policy, customer, period, {each.currency for each in balances}),
        notes=_confirmation(book, balances, period.last),
        data=_data(book, customer, period, balances, stands),
        flat=_flat(balances),
    )


def statements(book: IndexedBook, policy: Policy, period: Period) -> Document:
    """The statements of all customers with a balance or a movement, one after the other."""
    everybody = standings(book, policy, period.last)
    documents: dict[str, Document] = {}
    for id in sorted({book.customers.canonical(id) for id in book.customers.by_id}):
        if balances := customer_balances(book, policy, id, period):
            documents[id] = _statement(book, policy, id, period, balances, everybody)
    tables: list[Table] = []
    for id, each in documents.items():
        heading = Text("{id} {name}: {title}", "{id} {name}：{title}")
        name = book.customers.name(id)
        tables += [
            Table(
                f"{id}-{table.name}",
                heading.format(id=id, name=name, title=table.title),
                table.columns,
                table.rows,
                table.notes,
            )
            for table in each.tables
        ]
    return Document(
        name="statements",
        title=Text("Statements of account {name}", "客户对账单 {name}").format(name=period.name),
        tables=tuple(tables),
        facts=provenance(book),
        data=[each.data for each in documents.values()],
    )


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
    )


def _bank_details(book: IndexedBook, policy: Policy, currencies: Collection[str]) -> list[tuple[Text, Cell]]:
    """Where the customer is to pay: our accounts of these currencies that have a number."""
    accounts: dict[str, dict[str, Any]] = book.settings.get("accounts", {})
    company = book.settings.get("company", {}).get("name")
    return [
        (
            Text("Pay to", "收款账户"),
            " ".join(
                str(each)
                for each in (
                    account.get("holder") or company,
                    account.get("bank") or account["name"],
                    account["number"],
                )
                if each
            ),
        )
        for account in accounts.values()
        if account.get("number")
    ]


def _tables(balance: CustomerBalance, stands: Mapping[str, CustomerStanding], period: Period) -> list[Table]:
    standing = stands[balance.currency]
    tables = [_movements(balance, period), _summary(balance, standing, period.last)]
    if standing.items:
        tables.append(_items(balance.currency, standing.items, period.last))
    return tables


_CHARGED, _SETTLED = Text("Charged", "应收增加"), Text("Settled", "应收减少")


def _movements(balance: CustomerBalance, period: Period) -> Table:
    """Opening balance, every movement with its document and the balance after it, closing balance."""
    currency = balance.currency
    running = balance.opening
    brought = Text("Opening balance", "期初余额")
    rows = [Row((period.first, None, brought, None, None, Money(running, currency)))]
    for each in balance.movements:
        running += each.amount
        charged = Money(each.amount, currency) if _is_charge(each) else None
        settled = None if charged else Money(-each.amount, currency)
        rows.append(
            Row(
                (
                    each.date,
                    ", ".join(each.documents) or None,
                    _what(each),
                    charged,
                    settled,
                    Money(running, currency),
                )
            )
        )
    charges, settlements = _sums(balance)
    closing = Money(balance.closing, currency)
    totals = (Money(charges, currency), Money(settlements, currency), closing)
    rows.append(Row((period.last, None, Text("Closing balance", "期末余额"), *totals), Role.TOTAL))
    return Table(
        name=f"movements-{currency}",
        title=Text("Movements ({currency})", "往来明细（{currency}）").format(currency=currency),
        columns=(
            Column("date", terms.DATE, CellType.DATE),
            Column("document", Text("Document", "单据")),
            Column("what", Text("What", "摘要"), wide=True),
            Column("charged", _CHARGED, CellType.MONEY),
            Column("settled", _SETTLED, CellType.MONEY),
            Column("balance", terms.BALANCE, CellType.MONEY),
        ),
        rows=tuple(rows),
    )


def _is_charge(movement: BalanceMovement) -> bool:
    if movement.kind is MovementKind.ELSEWHERE:
        return movement.amount > 0
    return movement.kind in {MovementKind.OPENING, MovementKind.CHARGE, MovementKind.DISHONOURED}


def _sums(balance: CustomerBalance) -> tuple[int, int]:
    """What was charged, and what settled."""
    charged = sum(each.amount for each in balance.movements if _is_charge(each))
    return charged, charged - (balance.closing - balance.opening)


def _what(movement: BalanceMovement) -> Text:
    if movement.kind is MovementKind.CHARGE:
        return Text("order {order}", "订单 {order}").format(order=movement.order or "")
    if movement.kind is MovementKind.PAYMENT:
        how = word(METHODS, movement.word) or verbatim("")
        if movement.amount > 0:
            return Text("refund, {how}", "退款（{how}）").format(how=how)
        return Text("payment, {how}", "收款（{how}）").format(how=how)
    if movement.kind is MovementKind.CREDIT:
        return word(REASONS, movement.word) or verbatim("")
    return {
        MovementKind.OPENING: Text("brought into the book", "建账期初"),
        MovementKind.DISHONOURED: Text("bill dishonoured", "票据拒付"),
        MovementKind.ELSEWHERE: Text("settled with the group or in another currency", "集团内或跨币种核销"),
    }[movement.kind]


def _summary(balance: CustomerBalance, standing: CustomerStanding, day: date) -> Table:
    currency = balance.currency
    amounts = (
        (terms.RECEIVABLE, standing.receivable),
        (terms.OVERDUE, standing.overdue(day)),
        (terms.ADVANCES, standing.advances),
        (terms.DEPOSITS_DUE, standing.deposits_due),
        (Text("Balance on {day}", "{day} 余额").format(day=day), balance.closing),
    )
    capitals = in_capitals(balance.closing, currency)
    return Table(
        name=f"summary-{currency}",
        title=Text("Where the account stands ({currency})", "结存情况（{currency}）").format(currency=currency),
        columns=(Column("what", Text("What", "项目")), Column("amount", terms.AMOUNT, CellType.MONEY)),
        rows=tuple(Row((label, Money(amount, currency))) for label, amount in amounts),
        notes=(Text("In capitals: {words}", "大写金额：{words}").format(words=capitals),) if capitals else (),
    )


def _items(currency: str, items: Sequence[OpenItem], day: date) -> Table:
    return Table(
        name=f"items-{currency}",
        title=Text("Open items ({currency})", "未清款项（{currency}）").format(currency=currency),
        columns=(
            Column("order", terms.ORDER),
            Column("document", Text("Arose from", "形成单据")),
            Column("due", terms.DUE, CellType.DATE),
            Column("days_overdue", terms.DAYS_OVERDUE, CellType.COUNT),
            Column("amount", terms.AMOUNT, CellType.MONEY),
        ),
        rows=tuple(
            Row(
                (
                    item.order,
                    item.event or None,
                    item.due,
                    (max(0, (day - item.due).days) or None) if item.due else None,
                    Money(item.amount, currency),
                )
            )
            for item in items
        ),
    )


def _confirmation(book: IndexedBook, balances: Sequence[CustomerBalance], day: date) -> tuple[Text, ...]:
    """The part that the customer fills in, seals and sends back."""
    listed = ", ".join(f"{grouped(each.closing, each.currency)} {each.currency}" for each in balances)
    company = str(book.settings.get("company", {}).get("name", ""))
    return (
        Text(
            "On {day} the balance of your account with {company} is {listed} (below zero: in your favour). "
            "Please compare it with your books and send this back sealed.",
            "截至 {day}，贵公司与{company}的往来余额为 {listed}（负数为贵公司预付）。请核对后盖章确认并寄回。",
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


def _data(
    book: IndexedBook,
    customer: str,
    period: Period,
    balances: Sequence[CustomerBalance],
    stands: Mapping[str, CustomerStanding],
) -> JsonValue:
    return {
        "customer": customer,
        "name": book.customers.name(customer),
        "period": {"from": period.first.isoformat(), "to": period.last.isoformat()},
        "balances": [_balance_data(each, stands[each.currency], period.last) for each in balances],
    }


def _balance_data(balance: CustomerBalance, standing: CustomerStanding, day: date) -> JsonValue:
    currency = balance.currency
    charged, settled = _sums(balance)
    return {
        "currency": currency,
        "opening": plain(balance.opening, currency),
        "charged": plain(charged, currency),
        "settled": plain(settled, currency),
        "closing": plain(balance.closing, currency),
        "in_capitals": in_capitals(balance.closing, currency),
        "receivable": plain(standing.receivable, currency),
        "overdue": plain(standing.overdue(day), currency),
        "advances": plain(standing.advances, currency),
        "deposits_due": plain(standing.deposits_due, currency),
        "movements": [
            {
                "date": each.date.isoformat(),
                "kind": each.kind.value,
                "documents": list(each.documents),
                "order": each.order,
                "amount": plain(each.amount, currency),
            }
            for each in balance.movements
        ],
        "items": [
            {
                "order": item.order,
                "document": item.event or None,
                "due": item.due.isoformat() if item.due else None,
                "days_overdue": (day - item.due).days if item.due else None,
                "amount": plain(item.amount, currency),
            }
            for item in standing.items
        ],
    }


def _flat(balances: Sequence[CustomerBalance]) -> Table:
    """All movements of all currencies as one table, for CSV."""
    return Table(
        name="statement",
        title=Text("Movements", "往来明细"),
        columns=(
            Column("currency", terms.CURRENCY),
            Column("date", terms.DATE, CellType.DATE),
            Column("kind", Text("Kind", "种类")),
            Column("document", Text("Document", "单据")),
            Column("order", terms.ORDER),
            Column("amount", terms.AMOUNT, CellType.MONEY),
        ),
        rows=tuple(
            Row(
                (
                    each.currency,
                    line.date,
                    line.kind.value,
                    ", ".join(line.documents) or None,
                    line.order,
                    Money(line.amount, each.currency),
                )
            )
            for each in balances
            for line in each.movements
        ),
    )
