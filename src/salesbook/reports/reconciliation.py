"""What ``reconcile`` shows: each line of a statement, what it was taken for, and the statement's proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from salesbook.bank.decision import Decision, Verdict
from salesbook.bank.reconciliation import Reconciliation
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money, grouped, to_minor
from salesbook.reports.provenance import provenance
from salesbook.reports.reconciliation_data import reconciliation_data
from salesbook.reports.reconciliation_tables import Found, lines_table, missing_table, proof_table, summary_table
from salesbook.reports.taken_for import listed
from salesbook.table import CellType, Column, Deferred, Document, JsonValue, Row, Table

_SHOWN = (Verdict.POST, Verdict.REVIEW, Verdict.IGNORE)
_TITLE = Text("Bank reconciliation", "银行对账")


def reconciliation_document(
    book: IndexedBook, statements: Sequence[Reconciliation], entered: Mapping[str, Sequence[str]], *, whole: bool
) -> Document:
    """All statements of a command, one after the other; ``whole`` as a report, each kind of lines in one table.

    ``entered`` are the ids of what was entered for lines, by line.
    """
    found = Found(book, statements, entered)
    data: list[JsonValue] = [reconciliation_data(each, found.currencies, entered) for each in statements]
    return Document(
        name="reconcile",
        title=_TITLE,
        tables=Deferred(lambda: list(_report(found) if whole else _screen(found))),
        facts=provenance(book) if whole else (),
        data=data[0] if len(data) == 1 else data,
        flat=_flat(found),
    )


def _screen(found: Found) -> Iterator[Table]:
    """One statement after the other."""
    for each in found.statements:
        title = Text("{file}: account {account}", "{file}：账户 {account}").format(file=each.file, account=each.account)
        yield summary_table([each], f"summary-{each.account}", title, [_proof_note(each)])
        alone = Found(found.book, [each], found.entered)
        tables = [lines_table(alone, verdict, f"{verdict.value}-{each.account}") for verdict in _SHOWN]
        yield from (table for table in (*tables, missing_table(found.book, each)) if table is not None)


def _report(found: Found) -> Iterator[Table]:
    """All statements together."""
    yield summary_table(found.statements, "summary", Text("Summary", "汇总"), ())
    verdicts = (*_SHOWN, Verdict.KNOWN)
    tables = [lines_table(found, verdict, verdict.value, whole=True) for verdict in verdicts]
    tables += [missing_table(found.book, each) for each in found.statements]
    yield from (table for table in tables if table is not None)
    yield proof_table(found.statements)


def _proof_note(found: Reconciliation) -> Text:
    proof = found.proof
    if proof.ok is None:
        return Text("The file has no balances to prove it by.", "文件中没有余额，无法验算。")
    values = {
        name: grouped(to_minor(amount or Decimal(0), found.currency), found.currency)
        for name, amount in (("opening", proof.opening), ("sum", proof.sum), ("closing", proof.closing))
    }
    if proof.ok:
        return Text(
            "Proven: opening {opening} + lines {sum} = closing {closing}.",
            "验算相符：期初 {opening} + 发生额 {sum} = 期末 {closing}。",
        ).format(**values)
    return Text(
        "NOT PROVEN: opening {opening} + lines {sum} is not closing {closing}, or a balance breaks on the way.",
        "验算不符：期初 {opening} + 发生额 {sum} ≠ 期末 {closing}，或中途余额断开。",
    ).format(**values)


def _why(decision: Decision) -> Text:
    reasons, doubts = listed(decision.best.reasons), listed(decision.best.flags)
    if not decision.best.flags:
        return reasons
    if not decision.best.reasons:
        return doubts
    return Text("{reasons}. But: {doubts}", "{reasons}。但：{doubts}").format(reasons=reasons, doubts=doubts)


def _flat(found: Found) -> Table:
    """Every line of every statement as one table, for CSV."""
    return Table(
        name="reconcile",
        title=_TITLE,
        columns=(
            Column("file", Text("File", "文件")),
            Column("account", terms.ACCOUNT),
            Column("row", Text("Row", "行"), CellType.COUNT),
            Column("line", Text("Line", "流水编号")),
            Column("date", terms.DATE, CellType.DATE),
            Column("currency", terms.CURRENCY),
            Column("amount", terms.AMOUNT, CellType.MONEY),
            Column("payer", Text("Other party", "对方")),
            Column("memo", Text("Memo", "摘要")),
            Column("decision", Text("Decision", "结论")),
            Column("customer", terms.CUSTOMER),
            Column("taken_for", Text("Taken for", "判定")),
            Column("why", Text("Why", "依据")),
        ),
        rows=Deferred(
            lambda: [
                Row(
                    (
                        each.file,
                        each.account,
                        line.statement.row,
                        line.id or None,
                        line.line.date,
                        each.currency,
                        Money(line.line.amount, each.currency),
                        line.line.payer,
                        line.line.memo,
                        line.decision.verdict.value,
                        line.decision.best.customer,
                        found.words_for(each, line, line.decision.best),
                        _why(line.decision),
                    )
                )
                for each in found.statements
                for line in each.lines
            ]
        ),
    )
