"""What ``bank lines`` shows: a bank file as it was read, nothing posted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import compress

from salesbook.bank.statement import Statement, as_data
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money, to_minor
from salesbook.table import CellType, Column, Document, Row, Table


def bank_lines(file: str, statements: Sequence[Statement]) -> Document:
    """The lines of every statement of a file, and every row that was skipped with why."""
    tables: list[Table] = []
    for number, statement in enumerate(statements, start=1):
        tables.append(_without_what_all_share(_lines(number, statement)))
        if statement.skipped:
            tables.append(_skipped(number, statement))
    return Document(
        name="bank-lines",
        title=Text("Bank lines of {file}", "银行流水 {file}").format(file=file),
        tables=tuple(tables),
        data=as_data(statements),
        flat=_lines(1, statements[0]) if len(statements) == 1 else None,
    )


_SAID_ONCE = {"currency", "status"}


def _without_what_all_share(table: Table) -> Table:
    """``table`` without the currency and status that all its lines have alike, which people need not read in each."""
    kept = [
        column.key not in _SAID_ONCE or len({row.cells[place] for row in table.rows}) > 1
        for place, column in enumerate(table.columns)
    ]
    rows = tuple(replace(row, cells=tuple(compress(row.cells, kept))) for row in table.rows)
    return replace(table, columns=tuple(compress(table.columns, kept)), rows=rows)


def _lines(number: int, statement: Statement) -> Table:
    currency = statement.currency or ""
    unknown = Text("not stated", "未注明")
    return Table(
        name=f"lines-{number}",
        title=Text(
            "{format}, account {account}, {currency}: {count} lines",
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
        rows=tuple(
            Row(
                (
                    line.row,
                    line.date,
                    line.currency or statement.currency,
                    Money(to_minor(line.amount, line.currency or currency), line.currency or currency),
                    None if line.balance is None else Money(to_minor(line.balance, currency), currency),
                    line.payer,
                    line.payer_account,
                    line.memo,
                    line.reference,
                    line.status.value,
                )
            )
            for line in statement.lines
        ),
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
