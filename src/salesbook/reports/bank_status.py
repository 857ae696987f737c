"""Where each bank account stands: what is open on it, and whether book and bank agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from salesbook.bank.account_money import AccountState, account_states
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money, grouped, plain
from salesbook.model.policy import Policy
from salesbook.table import Cell, CellType, Column, Document, JsonValue, Row, Table

_AGES = (7, 30)
"""Days until which an open line is of this week, of this month."""


def bank_status(book: IndexedBook, policy: Policy, day: date) -> Document:
    """The document of ``bank status`` as of ``day``."""
    found = list(account_states(book, policy, day))
    tables = [_accounts(found, day), _proofs(found)]
    tables += [_open_lines(state, day) for state in found if state.open_lines]
    tables += [_not_seen(book, state, day) for state in found if state.not_seen]
    return Document(
        name="bank-status",
        title=Text("Bank accounts on {day}", "银行账户状况（{day}）").format(day=day),
        tables=tuple(tables),
        data=[_data(state, day) for state in found],
        flat=_flat(found, day),
    )


_ACCOUNT = Column("account", terms.ACCOUNT)
_STANDING = (
    Column("last", Text("Last line", "最后流水"), CellType.DATE),
    Column("open", Text("Open", "未处理"), CellType.COUNT),
    Column("open_week", Text("7 days", "7 天内"), CellType.COUNT),
    Column("open_month", Text("30 days", "30 天内"), CellType.COUNT),
    Column("open_older", Text("older", "更早"), CellType.COUNT),
    Column("unseen", Text("Not shown", "银行未见"), CellType.COUNT),
)
_PROOF = (
    Column("book", Text("Book balance", "账面余额"), CellType.MONEY),
    Column("not_posted", Text("+ open lines", "加：未处理"), CellType.MONEY),
    Column("not_seen", Text("− not shown", "减：银行未见"), CellType.MONEY),
    Column("stated", Text("Bank's balance", "银行余额"), CellType.MONEY),
    Column("difference", Text("Difference", "差额"), CellType.MONEY),
)


def _accounts(found: Sequence[AccountState], day: date) -> Table:
    return Table(
        name="accounts",
        title=Text("Accounts, open lines by age", "账户及未处理流水账龄"),
        columns=(_ACCOUNT, Column("name", terms.NAME, wide=True), *_STANDING),
        rows=tuple(Row((state.id, state.name, *_standing(state, day))) for state in found),
        notes=(
            Text(
                "Not shown: recorded money that the bank never showed.",
                "银行未见：已登记而银行从未出现的款项（笔数）。",
            ),
        ),
    )


def _proofs(found: Sequence[AccountState]) -> Table:
    return Table(
        name="proof",
        title=Text("Proof", "余额调节"),
        columns=(_ACCOUNT, Column("currency", terms.CURRENCY), *_PROOF),
        rows=tuple(Row((state.id, state.currency, *_proof(state))) for state in found),
        notes=(
            Text(
                "Book balance + open lines − what the bank has not shown = the bank's balance.",
                "账面余额 + 未处理流水 − 银行未见款项 = 银行余额。",
            ),
            *map(_verdict, found),
        ),
    )


def _standing(state: AccountState, day: date) -> tuple[Cell, ...]:
    ages = [(day - line.line.date).days for line in state.open_lines]
    week = sum(age <= _AGES[0] for age in ages)
    month = sum(_AGES[0] < age <= _AGES[1] for age in ages)
    return state.last, len(ages), week, month, len(ages) - week - month, len(state.not_seen)


def _proof(state: AccountState) -> tuple[Cell, ...]:
    proof = state.proof
    amounts = (proof.book, proof.not_posted, proof.not_seen, proof.stated, proof.difference)
    return tuple(None if amount is None else Money(amount, state.currency) for amount in amounts)


def _verdict(state: AccountState) -> Text:
    difference = state.proof.difference
    if difference is None:
        verdict = Text("{account}: the bank states no balance to prove it by.", "{account}：没有银行余额，无法核对。")
    elif difference:
        verdict = Text("{account}: NOT PROVEN, difference {amount}.", "{account}：不符，差额 {amount}。")
    else:
        verdict = Text("{account}: proven.", "{account}：相符。")
    return verdict.format(account=state.id, amount=grouped(difference or 0, state.currency))


def _open_lines(state: AccountState, day: date) -> Table:
    return Table(
        name=f"open-{state.id}",
        title=Text("Open lines of {account}", "{account} 未处理流水").format(account=state.id),
        columns=(
            Column("line", Text("Line", "流水编号")),
            Column("date", terms.DATE, CellType.DATE),
            Column("days", Text("Days", "天数"), CellType.COUNT),
            Column("amount", terms.AMOUNT, CellType.MONEY),
            Column("payer", Text("Other party", "对方"), wide=True),
            Column("memo", Text("Memo", "摘要"), wide=True),
        ),
        rows=tuple(
            Row(
                (
                    line.id,
                    line.line.date,
                    (day - line.line.date).days,
                    Money(line.line.amount, state.currency),
                    line.line.payer,
                    line.line.memo,
                )
            )
            for line in state.open_lines
        ),
    )


def _not_seen(book: IndexedBook, state: AccountState, day: date) -> Table:
    return Table(
        name=f"unseen-{state.id}",
        title=Text("Recorded on {account}, never shown by the bank", "{account} 已登记而银行未出现的款项").format(
            account=state.id
        ),
        columns=(
            Column("id", terms.ID),
            Column("date", terms.DATE, CellType.DATE),
            Column("days", Text("Days", "天数"), CellType.COUNT),
            Column("amount", terms.AMOUNT, CellType.MONEY),
            Column("whose", Text("Customer or rep", "客户或业务员"), wide=True),
        ),
        rows=tuple(
            Row(
                (
                    each.id,
                    each.day,
                    (day - each.day).days,
                    Money(each.amount, state.currency),
                    _name(book, each.customer, each.rep),
                )
            )
            for each in state.not_seen
        ),
    )


def _name(book: IndexedBook, customer: str | None, rep: str | None) -> str | None:
    if customer is not None:
        return book.customers.name(customer)
    return book.reps[rep].name if rep in book.reps else rep


def _flat(found: Sequence[AccountState], day: date) -> Table:
    """One row an account, for CSV."""
    return Table(
        name="accounts",
        title=Text("Accounts", "账户"),
        columns=(_ACCOUNT, Column("name", terms.NAME), Column("currency", terms.CURRENCY), *_STANDING, *_PROOF),
        rows=tuple(
            Row((state.id, state.name, state.currency, *_standing(state, day), *_proof(state))) for state in found
        ),
    )


def _data(state: AccountState, day: date) -> JsonValue:
    proof = state.proof
    amounts: Iterator[tuple[str, int | None]] = iter(
        (
            ("opening", state.opening),
            ("computed", proof.computed),
            ("stated", proof.stated),
            ("book", proof.book),
            ("not_posted", proof.not_posted),
            ("not_seen", proof.not_seen),
            ("difference", proof.difference),
        )
    )
    return {
        "account": state.id,
        "name": state.name,
        "currency": state.currency,
        "last": state.last.isoformat() if state.last else None,
        **{name: None if minor is None else plain(minor, state.currency) for name, minor in amounts},
        "proven": proof.proven,
        "open": [
            {
                "line": line.id,
                "date": line.line.date.isoformat(),
                "days": (day - line.line.date).days,
                "amount": plain(line.line.amount, state.currency),
                "payer": line.line.payer,
                "memo": line.line.memo,
            }
            for line in state.open_lines
        ],
        "unseen": [
            {
                "id": each.id,
                "date": each.day.isoformat(),
                "customer": each.customer,
                "rep": each.rep,
                "amount": plain(each.amount, state.currency),
            }
            for each in state.not_seen
        ],
    }
