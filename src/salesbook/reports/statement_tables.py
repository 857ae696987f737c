"""A customer's balance in one currency as tables: movements, where the account stands, open items."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.i18n.text import verbatim
from salesbook.index.standing import CustomerStanding
from salesbook.model.capital_amounts import in_capitals
from salesbook.model.dates import Period
from salesbook.model.money import Money
from salesbook.reports.statement_figures import CustomerBalance
from salesbook.reports.statement_movements import BalanceMovement, MovementKind
from salesbook.reports.words import METHODS, REASONS, word
from salesbook.rules.free_money import OpenItem
from salesbook.table import CellType, Column, Role, Row, Table


def balance_tables(balance: CustomerBalance, standing: CustomerStanding, period: Period) -> list[Table]:
    """Movements, summary, and open items where there are any."""
    tables = [_movements(balance, period), _summary(balance, standing, period.last)]
    if standing.items:
        tables.append(_items(balance.currency, standing.items, period.last))
    return tables


def _movements(balance: CustomerBalance, period: Period) -> Table:
    """Opening balance, every movement with its document and the balance after it, closing balance."""
    currency = balance.currency
    running = balance.opening
    brought = Text("Opening balance", "期初余额")
    rows = [Row((period.first, None, brought, None, None, Money(running, currency)))]
    for each in balance.movements:
        running += each.amount
        charged = Money(each.amount, currency) if each.charges else None
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
    totals = [Money(each, currency) for each in (balance.charged, balance.settled, balance.closing)]
    rows.append(Row((period.last, None, Text("Closing balance", "期末余额"), *totals), Role.TOTAL))
    return Table(
        name=f"movements-{currency}",
        title=Text("Movements ({currency})", "往来明细（{currency}）").format(currency=currency),
        columns=(
            Column("date", terms.DATE, CellType.DATE),
            Column("document", Text("Document", "单据")),
            Column("what", Text("What", "摘要"), wide=True),
            Column("charged", Text("Charged", "应收增加"), CellType.MONEY),
            Column("settled", Text("Settled", "应收减少"), CellType.MONEY),
            Column("balance", terms.BALANCE, CellType.MONEY),
        ),
        rows=tuple(rows),
    )


def _what(movement: BalanceMovement) -> Text:
    if movement.known_as is None:
        return _kind(movement)
    return Text("{what} ({number})", "{what}（{number}）").format(what=_kind(movement), number=movement.known_as)


def _kind(movement: BalanceMovement) -> Text:
    if movement.kind is MovementKind.CHARGE:
        return Text("order {order}", "订单 {order}").format(order=movement.order or "")
    if movement.kind is MovementKind.PAYMENT:
        how = word(METHODS, movement.word) or verbatim("")
        if movement.amount > 0:
            return Text("refund, {how}", "退款（{how}）").format(how=how)
        return Text("payment, {how}", "收款（{how}）").format(how=how)
    if movement.kind is MovementKind.CREDIT:
        return word(REASONS, movement.word) or verbatim("")
    if movement.kind is MovementKind.ELSEWHERE:
        given = Text("given to {order} ({other})", "用于核销 {order}（{other}）")
        taken = Text("{order} settled by {other}", "{order} 由 {other} 核销")
        return (given if movement.amount > 0 else taken).format(order=movement.order or "", other=movement.other or "")
    return {
        MovementKind.OPENING: Text("brought into the book", "建账期初"),
        MovementKind.DISHONOURED: Text("bill dishonoured", "票据拒付"),
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


def flat_table(balances: Sequence[CustomerBalance]) -> Table:
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
