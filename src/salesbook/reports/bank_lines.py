"""What ``bank lines`` shows: a bank file as it was read, nothing posted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import compress

from salesbook.bank.statement import Statement, StatementLine, as_data
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money, to_minor
from salesbook.table import CellType, Column, Deferred, Document, Row, Table


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


_SAID_ONCE = {"currency", "status"}


def _without_what_all_share(table: Table) -> Table:
    """``table`` without the currency and status that all its lines have alike, which people need not read in each."""
    kept = [
        column.key not in _SAID_ONCE or len({row.cells[place] for row in table.rows}) > 1
        for place, column in enumerate(table.columns)
    ]
    rows = tuple(Row(tuple(compress(row.cells, kept))) for row in table.rows)
    return replace(table, columns=tuple(compress(table.columns, kept)), rows=rows)


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
        rows=Deferred(lambda: [_row(line, line.currency or currency, currency) for line in statement.lines]),
    )


def _row(line: StatementLine, currency: str, of_account: str) -> Row:
    balance = None if line.balance is None else Money(to_minor(line.balance, of_account), of_account)
    return Row(
        (
            line.row,
            line.date,
            currency or None,
            Money(to_minor(line.amount, currency), currency),
            balance,
            line.payer,
            line.payer_account,
            line.memo,
            line.reference,
            line.status.value,
        )
    )


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
