"""What ``bank lines`` shows: a bank file as it was read, nothing posted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import compress

from salesbook.bank.statement import STATUS_WORDS, Statement, amount_texts, as_data, columns_of
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.columns import AmountColumn, WrittenAmounts, written_amounts
from salesbook.model.money import exponent, to_minor
from salesbook.table import BodyRows, Cell, CellType, Column, Deferred, Document, Row, Table


def bank_lines(file: str, statements: Sequence[Statement]) -> Document:
    """The lines of every statement of a file, and every row that was skipped with why.

    A large file is shown in one format, so what the others would need is not made.
    """
    return Document(
        name="bank-lines",
        title=Text("Bank lines of {file}", "银行流水 {file}").format(file=file),
        tables=Deferred(lambda: list(_tables(statements))),
        data=Deferred(lambda: as_data(statements)),
        flat=_lines(1, statements[0]) if len(statements) == 1 else None,
    )


def _tables(statements: Sequence[Statement]) -> Iterator[Table]:
    for number, statement in enumerate(statements, start=1):
        yield _without_what_all_share(_lines(number, statement))
        if statement.skipped:
            yield _skipped(number, statement)


_CENTS = 2
_SAID_ONCE = {"currency", "status"}


def _without_what_all_share(table: Table) -> Table:
    """``table`` without the currency and status that all its lines have alike, which people need not read in each."""
    cells = table.cells
    kept = [column.key not in _SAID_ONCE or len(set(own)) > 1 for column, own in zip(table.columns, cells, strict=True)]
    rows = BodyRows(lambda: list(compress(cells, kept)))
    return table._replace(columns=tuple(compress(table.columns, kept)), rows=rows)


def _lines(number: int, statement: Statement) -> Table:
    currency = statement.currency or ""
    unknown = Text("not stated", "未注明")
    return Table(
        name=f"lines-{number}",
        title=Text(
            "{format}, account {account}, {currency}: {count} {count:line|lines}",
            "{format}，账号 {account}，{currency}，共 {count} 笔",
        ).format(
            format=statement.format,
            account=statement.account or unknown,
            currency=currency or Text("currency not stated", "币种未注明"),
            count=len(statement.lines),
        ),
        columns=(
            Column("row", Text("Row", "行"), CellType.COUNT),
            Column("date", terms.DATE, CellType.DATE),
            Column("currency", terms.CURRENCY),
            Column("amount", terms.AMOUNT, CellType.MONEY),
            Column("balance", terms.BALANCE, CellType.MONEY),
            Column("payer", Text("Other party", "对方"), wide=True),
            Column("payer_account", Text("Its account", "对方账号"), wide=True),
            Column("memo", Text("Memo", "摘要"), wide=True),
            Column("reference", Text("Reference", "流水号"), wide=True),
            Column("status", Text("Status", "状态")),
        ),
        rows=BodyRows(lambda: _columns(statement)),
    )


def _columns(statement: Statement) -> list[Sequence[Cell]]:
    """The lines column by column, since a file may have very many."""
    lines = columns_of(statement.lines)
    currencies = [own or statement.currency or "" for own in lines.currencies]
    of_account = [statement.currency or ""] * len(currencies)
    return [
        lines.rows,
        lines.dates,
        [currency or None for currency in currencies],
        _amounts(lines.amounts, currencies),
        _amounts(lines.balances, of_account),
        lines.payers,
        lines.payer_accounts,
        lines.memos,
        lines.references,
        [STATUS_WORDS[status] for status in lines.statuses],
    ]


def _amounts(amounts: Sequence[Decimal | None], currencies: Sequence[str]) -> AmountColumn:
    """Amounts in whole minor units of their currencies."""
    if {exponent(currency) for currency in set(currencies)} == {_CENTS}:
        printed = [None if amount is None else str(amount) for amount in amounts]
        if _are_plain_cents(printed):
            return WrittenAmounts(printed, currencies)
    texts = amount_texts(amounts, currencies)
    if (written := written_amounts(texts, currencies)) is not None:
        return written
    minors = [
        None if amount is None else to_minor(amount, own) for amount, own in zip(amounts, currencies, strict=True)
    ]
    return AmountColumn(minors, currencies)


def _are_plain_cents(texts: Sequence[str | None]) -> bool:
    """Whether texts of amounts, which never begin in needless zeros, all have two decimals, and none is ``-0.00``."""
    return {(text or ".00")[-3:-2] for text in texts} == {"."} and "-0.00" not in texts


def _skipped(number: int, statement: Statement) -> Table:
    return Table(
        name=f"skipped-{number}",
        title=Text("Rows that are no lines", "未作为流水的行"),
        columns=(
            Column("row", Text("Row", "行"), CellType.COUNT),
            Column("why", Text("Why", "原因")),
            Column("text", Text("Text", "内容"), wide=True),
        ),
        rows=tuple(Row((row.row, row.why.text, row.text)) for row in statement.skipped),
    )
