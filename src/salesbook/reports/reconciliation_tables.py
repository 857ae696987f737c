"""The tables of a reconciliation: its lines by what was decided, and the statement's proof."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from salesbook.bank.decision import Explanation, Verdict
from salesbook.bank.reconciliation import ReconciledLine, Reconciliation
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money, to_minor
from salesbook.reports.line_entries import as_entered, line_entries
from salesbook.reports.payments_unseen import payments_table
from salesbook.reports.taken_for import Currencies, listed, taken_for
from salesbook.table import Cell, CellType, Column, Role, Row, Table

VERDICTS = {
    Verdict.KNOWN: Text("known", "已匹配"),
    Verdict.POST: Text("certain", "确定"),
    Verdict.IGNORE: Text("not a receipt", "非货款"),
    Verdict.REVIEW: Text("to review", "待核对"),
}
MEANINGS = {
    Verdict.POST: Text(
        "certain: a payment is entered, or a recorded one is cleared", "确定：登记收款，或核对已登记的收款"
    ),
    Verdict.REVIEW: Text("to review: nothing is entered", "待核对：不入账"),
    Verdict.IGNORE: Text(
        "no customer's money: fees, interest, transfers, payments out", "非货款：手续费、利息、内部转账、付款"
    ),
    Verdict.KNOWN: Text("matched before", "此前已匹配"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """Reconciled statements with the book that they were reconciled against.

    ``entered`` are the ids of what was entered for lines, where that was done.
    """

    book: IndexedBook
    statements: Sequence[Reconciliation]
    entered: Mapping[str, Sequence[str]] = field(default_factory=dict)
    currencies: Currencies = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "currencies", Currencies(self.book))

    def words_for(self, statement: Reconciliation, line: ReconciledLine, explanation: Explanation) -> Text | None:
        """What an explanation takes a line for."""
        return taken_for(self.book, explanation, line.line.payer, statement.currency, self.currencies)


def summary_table(statements: Sequence[Reconciliation], name: str, title: Text, notes: Iterable[Text]) -> Table:
    """How many lines, and how much, by what was decided; amounts of several currencies stand apart."""
    rows: list[Row] = []
    for currency in dict.fromkeys(each.currency for each in statements):
        lines = [line for each in statements if each.currency == currency for line in each.lines]
        for verdict, meaning in MEANINGS.items():
            chosen = [line for line in lines if line.decision.verdict is verdict]
            if chosen or verdict is not Verdict.KNOWN:
                rows.append(Row((meaning, *_sums(chosen, currency))))
        rows.append(Row((terms.TOTAL, *_sums(lines, currency)), Role.TOTAL))
    return Table(
        name=name,
        title=title,
        columns=(
            Column("decision", Text("Lines", "流水"), wide=True),
            Column("count", Text("Count", "笔数"), CellType.COUNT),
            Column("in", Text("In", "收入"), CellType.MONEY),
            Column("out", Text("Out", "支出"), CellType.MONEY),
        ),
        rows=tuple(rows),
        notes=tuple(notes),
    )


def _sums(lines: Sequence[ReconciledLine], currency: str) -> tuple[int, Money, Money]:
    """How many lines, what came in, what went out."""
    amounts = [line.line.amount for line in lines]
    inward = sum(amount for amount in amounts if amount > 0)
    return len(lines), Money(inward, currency), Money(sum(amounts) - inward, currency)


def lines_table(found: Found, verdict: Verdict, name: str, *, whole: bool = False) -> Table | None:
    """The lines of a verdict, None where there are none; ``whole`` with all that a workbook has room for."""
    chosen = [(each, line) for each in found.statements for line in each.lines if line.decision.verdict is verdict]
    if not chosen:
        return None
    review = verdict is Verdict.REVIEW
    columns = [
        *([_ACCOUNT] if whole else []),
        Column("row", Text("Row", "行"), CellType.COUNT),
        Column("date", terms.DATE, CellType.DATE),
        Column("amount", terms.AMOUNT, CellType.MONEY),
        Column("payer", Text("Other party", "对方"), wide=True),
        Column("memo", Text("Memo", "摘要"), wide=True),
        Column("taken_for", Text("Proposal", "建议") if review else Text("Taken for", "判定"), wide=True),
        Column("why", Text("Doubt", "疑点") if review else Text("Why", "依据"), wide=True),
    ]
    if whole and review:
        columns.append(Column("or_else", Text("Or else", "其他可能"), wide=True))
    if whole and (verdict is Verdict.KNOWN or (found.entered and not review)):
        columns.append(Column("entered", Text("Entered", "已登记"), wide=True))
    return Table(
        name=name,
        title=VERDICTS[verdict],
        columns=tuple(columns),
        rows=tuple(Row(tuple(_cells(found, each, line, columns))) for each, line in chosen),
    )


_ACCOUNT = Column("account", terms.ACCOUNT)


def _cells(found: Found, statement: Reconciliation, line: ReconciledLine, columns: Sequence[Column]) -> Iterable[Cell]:
    best, review = line.decision.best, line.decision.verdict is Verdict.REVIEW
    entered = found.entered.get(line.id, ())
    if line.decision.verdict is Verdict.KNOWN and (matched := line_entries(found.book, line.id)):
        entered = matched.ids
        best = as_entered(best, matched, statement.currency, partial(found.currencies.of, line=statement.currency))
    cells: dict[str, Cell] = {
        "account": statement.account,
        "row": line.statement.row,
        "date": line.line.date,
        "amount": Money(line.line.amount, statement.currency),
        "payer": line.line.payer,
        "memo": line.line.memo,
        "taken_for": found.words_for(statement, line, best),
        "why": listed(best.flags if review else best.reasons),
    }
    for column in columns:
        if column.key == "or_else":
            others = (found.words_for(statement, line, each) for each in line.decision.alternatives)
            yield listed([text for text in others if text is not None])
        elif column.key == "entered":
            yield ", ".join(entered) or None
        else:
            yield cells[column.key]


def missing_table(book: IndexedBook, statement: Reconciliation) -> Table | None:
    """Recorded payments that the bank does not show; None where there are none."""
    title = Text("Recorded payments that the bank does not show", "已登记而银行未出现的收款")
    name = f"missing-{statement.account}"
    return payments_table(book, name, title, statement.missing, statement.currency) if statement.missing else None


def proof_table(statements: Sequence[Reconciliation]) -> Table:
    """Opening balance, lines and closing balance of each statement, and whether they agree."""
    return Table(
        name="proof",
        title=Text("Proof", "余额验算"),
        columns=(
            Column("file", Text("File", "文件"), wide=True),
            _ACCOUNT,
            Column("currency", terms.CURRENCY),
            Column("opening", Text("Opening", "期初余额"), CellType.MONEY),
            Column("sum", Text("Sum of lines", "流水合计"), CellType.MONEY),
            Column("closing", Text("Closing", "期末余额"), CellType.MONEY),
            Column("proven", Text("Proven", "相符"), CellType.FLAG),
        ),
        rows=tuple(
            Row(
                (
                    each.file,
                    each.account,
                    each.currency,
                    _money(each.proof.opening, each.currency),
                    _money(each.proof.sum, each.currency),
                    _money(each.proof.closing, each.currency),
                    each.proof.ok,
                )
            )
            for each in statements
        ),
    )


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else Money(to_minor(amount, currency), currency)
