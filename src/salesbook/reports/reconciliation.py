"""What ``reconcile`` shows: each line of a statement, what it was taken for, and the statement's proof."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from salesbook.bank.decision import Decision, Verdict
from salesbook.bank.names import normal_name
from salesbook.bank.reconciliation import ReconciledLine, Reconciliation
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.i18n.text import verbatim
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money, grouped, to_minor
from salesbook.reports.payments_unseen import payments_table
from salesbook.reports.reconciliation_data import reconciliation_data
from salesbook.table import Cell, CellType, Column, Document, JsonValue, Role, Row, Table

VERDICTS = {
    Verdict.KNOWN: Text("known", "已匹配"),
    Verdict.POST: Text("certain", "确定"),
    Verdict.IGNORE: Text("not a receipt", "非货款"),
    Verdict.REVIEW: Text("to review", "待核对"),
}
_MEANINGS = {
    Verdict.POST: Text(
        "certain: a payment is entered, or a recorded one is cleared", "确定：登记收款，或核对已登记的收款"
    ),
    Verdict.REVIEW: Text("to review: nothing is entered", "待核对：不入账"),
    Verdict.IGNORE: Text(
        "no customer's money: fees, interest, transfers, payments out", "非货款：手续费、利息、内部转账、付款"
    ),
    Verdict.KNOWN: Text("matched before", "此前已匹配"),
}


def reconciliation_document(book: IndexedBook, found: Sequence[Reconciliation]) -> Document:
    """All statements of a command, one after the other."""
    data: list[JsonValue] = [reconciliation_data(each) for each in found]
    return Document(
        name="reconcile",
        title=Text("Bank reconciliation", "银行对账"),
        tables=tuple(table for each in found for table in _tables(book, each)),
        data=data[0] if len(data) == 1 else data,
        flat=_flat(book, found),
    )


def _tables(book: IndexedBook, found: Reconciliation) -> list[Table]:
    tables = [_summary(found)]
    for verdict in (Verdict.POST, Verdict.REVIEW, Verdict.IGNORE):
        lines = [line for line in found.lines if line.decision.verdict is verdict]
        if lines:
            tables.append(_lines(book, found, verdict, lines))
    if found.missing:
        tables.append(_missing(book, found))
    return tables


def _summary(found: Reconciliation) -> Table:
    lines_of = {verdict: [line for line in found.lines if line.decision.verdict is verdict] for verdict in _MEANINGS}
    rows = [
        Row((_MEANINGS[verdict], *_sums(lines, found.currency)))
        for verdict, lines in lines_of.items()
        if lines or verdict is not Verdict.KNOWN
    ]
    return Table(
        name=f"summary-{found.account}",
        title=Text("{file}: account {account}", "{file}：账户 {account}").format(
            file=found.file, account=found.account
        ),
        columns=(
            Column("decision", Text("Lines", "流水"), wide=True),
            Column("count", Text("Count", "笔数"), CellType.COUNT),
            Column("in", Text("In", "收入"), CellType.MONEY),
            Column("out", Text("Out", "支出"), CellType.MONEY),
        ),
        rows=(*rows, Row((terms.TOTAL, *_sums(found.lines, found.currency)), Role.TOTAL)),
        notes=(_proof_note(found),),
    )


def _sums(lines: Sequence[ReconciledLine], currency: str) -> tuple[int, Money, Money]:
    """How many lines, what came in, what went out."""
    amounts = [line.line.amount for line in lines]
    inward = sum(amount for amount in amounts if amount > 0)
    return len(lines), Money(inward, currency), Money(sum(amounts) - inward, currency)


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


def _lines(book: IndexedBook, found: Reconciliation, verdict: Verdict, lines: Sequence[ReconciledLine]) -> Table:
    review = verdict is Verdict.REVIEW
    return Table(
        name=f"{verdict.value}-{found.account}",
        title=VERDICTS[verdict],
        columns=(
            Column("row", Text("Row", "行"), CellType.COUNT),
            Column("date", terms.DATE, CellType.DATE),
            Column("amount", terms.AMOUNT, CellType.MONEY),
            Column("payer", Text("Other party", "对方"), wide=True),
            Column("memo", Text("Memo", "摘要"), wide=True),
            Column("taken_for", Text("Proposal", "建议") if review else Text("Taken for", "判定"), wide=True),
            Column("why", Text("Doubt", "疑点") if review else Text("Why", "依据"), wide=True),
        ),
        rows=tuple(
            Row(
                (
                    line.statement.row,
                    line.line.date,
                    Money(line.line.amount, found.currency),
                    line.line.payer,
                    line.line.memo,
                    _taken_for(book, line, found.currency),
                    _joined(line.decision.best.flags if review else line.decision.best.reasons),
                )
            )
            for line in lines
        ),
    )


_IGNORED = {
    "interest": Text("interest", "利息"),
    "transfer": Text("own transfer", "内部转账"),
    "fee": Text("bank fee", "手续费"),
    "payment out": Text("payment out", "对外付款"),
    "reversal": Text("receipt and reversal", "收款及退回"),
    "tax": Text("tax office", "税款"),
    "supplier": Text("supplier's refund", "供应商退款"),
    "pending": Text("not booked", "未入账"),
    "failed": Text("failed", "交易失败"),
    "neutral": Text("neutral", "不计收支"),
}


_NAMED = 2
"""Orders that are named; of more it is said how many."""


def _taken_for(book: IndexedBook, line: ReconciledLine, currency: str) -> Cell:
    """The entries that a line clears or pays; its customer first, where the line does not name it."""
    best = line.decision.best
    if best.ignored is not None:
        return _IGNORED.get(best.ignored, verbatim(best.ignored))
    words: list[str] = []
    if best.customer and normal_name(line.line.payer) != normal_name(book.customers.name(best.customer)):
        words.append(book.customers.name(best.customer))
    words += [*best.payments, *best.handins, *best.bills, *best.collects]
    whole = len(best.orders) == 1 and best.orders[0].amount == line.line.amount
    words += [
        share.order if whole else f"{share.order} {grouped(share.amount, currency)}" for share in best.orders[:_NAMED]
    ]
    more = len(best.orders) - _NAMED
    named = Text("; ".join(words), "；".join(words))
    if more > 0:
        named = Text("{named} and {more} more", "{named} 等 {count} 张").format(
            named=named, more=more, count=len(best.orders)
        )
    if best.advance:
        amount = grouped(best.advance, currency)
        named = Text("{named}; advance {amount}", "{named}；预收 {amount}").format(named=named, amount=amount)
    return named if words else None


def _joined(texts: Sequence[Text]) -> Text:
    return Text("; ".join(text.en for text in texts), "；".join(text.zh for text in texts))


def _why(decision: Decision) -> Text:
    reasons, doubts = _joined(decision.best.reasons), _joined(decision.best.flags)
    if not decision.best.flags:
        return reasons
    if not decision.best.reasons:
        return doubts
    return Text("{reasons}. But: {doubts}", "{reasons}。但：{doubts}").format(reasons=reasons, doubts=doubts)


def _missing(book: IndexedBook, found: Reconciliation) -> Table:
    title = Text("Recorded payments that the bank does not show", "已登记而银行未出现的收款")
    return payments_table(book, f"missing-{found.account}", title, found.missing, found.currency)


def _flat(book: IndexedBook, found: Sequence[Reconciliation]) -> Table:
    """Every line of every statement as one table, for CSV."""
    return Table(
        name="reconcile",
        title=Text("Bank reconciliation", "银行对账"),
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
        rows=tuple(
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
                    _taken_for(book, line, each.currency),
                    _why(line.decision),
                )
            )
            for each in found
            for line in each.lines
        ),
    )
