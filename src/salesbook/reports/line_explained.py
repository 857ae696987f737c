"""What ``reconcile --explain`` shows: all that was weighed for a line, for each explanation of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from salesbook.bank.decision import Explanation, Weight
from salesbook.bank.matching.weighing import UNKNOWN
from salesbook.bank.reconciliation import ReconciledLine, Reconciliation
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.i18n.text import verbatim
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money
from salesbook.reports.reconciliation_data import StatementData
from salesbook.reports.reconciliation_tables import VERDICTS, Found
from salesbook.reports.taken_for import listed
from salesbook.table import Cell, CellType, Column, Document, JsonValue, Role, Row, Table

_WEIGHT = Decimal("0.0001")
_PERCENT = Decimal("0.01")
_WHAT = Column("what", Text("What was weighed", "判定依据"), wide=True)
_RIVAL = Text("against that: {what}", "与之相比：{what}")
_REASONS = Text("Reasons: {all}", "依据：{all}")
_DOUBTS = Text("Doubts: {all}", "疑点：{all}")
_VALUE = Column("weight", Text("Weight", "权重"), CellType.PRICE)


def line_explained(book: IndexedBook, lines: Sequence[tuple[Reconciliation, ReconciledLine]]) -> Document:
    """Each of ``lines`` (of several statements, where they share a row), the best explanation first."""
    found = Found(book, [statement for statement, _ in lines])
    tables = tuple(table for statement, line in lines for table in _tables(found, statement, line))
    data = [_data(found, statement, line) for statement, line in lines]
    return Document(
        name="line-explained",
        title=Text("What was weighed for a line", "流水判定依据"),
        tables=tables,
        facts=tuple(_facts(*lines[0])) if len(lines) == 1 else (),
        notes=(
            Text(
                "Weights are natural logarithms and add up. The explanations of a line compete by their totals, "
                "with each other and with chance; what other lines claim counts too. "
                "What has a doubt is never posted by itself.",
                "权重为自然对数，可相加。同一流水的各种解释按合计相互比较，并与“纯属巧合”比较，"
                "同时考虑其他流水的占用；有疑点的不会自动入账。",
            ),
        ),
        data=data[0] if len(data) == 1 else data,
        flat=_flat(found, lines),
    )


def _explanations(line: ReconciledLine) -> tuple[Explanation, ...]:
    return (line.decision.best, *line.decision.alternatives)


def _facts(statement: Reconciliation, line: ReconciledLine) -> Iterator[tuple[Text, Cell]]:
    yield Text("Line", "流水"), line.id or str(line.statement.row)
    yield terms.ACCOUNT, statement.account
    yield terms.DATE, line.line.date
    yield terms.AMOUNT, Money(line.line.amount, statement.currency)
    yield Text("Other party", "对方"), " ".join(filter(None, (line.line.payer, line.line.payer_account))) or None
    yield Text("Memo", "摘要"), line.line.memo
    yield Text("Decision", "结论"), VERDICTS[line.decision.verdict]


def _tables(found: Found, statement: Reconciliation, line: ReconciledLine) -> Iterator[Table]:
    for number, each in enumerate(_explanations(line), 1):
        what = found.words_for(statement, line, each) or Text("no explanation", "没有解释")
        title = Text("{number}. {what} ({percent}%)", "{number}. {what}（{percent}%）").format(
            number=number, what=what, percent=(each.confidence * 100).quantize(_PERCENT)
        )
        said = ((_REASONS, each.reasons), (_DOUBTS, each.flags))
        own = [weight for weight in each.weights if weight.what != UNKNOWN]
        rows = [Row((weight.what, _value(weight))) for weight in own]
        if rows:
            rows.append(Row((terms.TOTAL, sum(map(_value, own), Decimal(0))), Role.TOTAL))
        rows += [
            Row((_RIVAL.format(what=weight.what), _value(weight))) for weight in each.weights if weight.what == UNKNOWN
        ]
        yield Table(
            name=f"explanation-{number}",
            title=title,
            columns=(_WHAT, _VALUE),
            rows=tuple(rows),
            notes=tuple(label.format(all=listed(texts)) for label, texts in said if texts),
        )


def _value(weight: Weight) -> Decimal:
    return Decimal(weight.value).quantize(_WEIGHT)


def _data(found: Found, statement: Reconciliation, line: ReconciledLine) -> JsonValue:
    """As ``reconcile`` prints it, with the weights of each explanation."""
    written = StatementData(statement, found.currencies)
    data = written.line(line)
    best, *others = ({**written.explanation(each), "weights": _weights(each)} for each in _explanations(line))
    return {"account": statement.account, **data, **best, "alternatives": others}


def _weights(explanation: Explanation) -> list[JsonValue]:
    return [{"what": weight.what, "weight": _value(weight)} for weight in explanation.weights]


def _flat(found: Found, lines: Sequence[tuple[Reconciliation, ReconciledLine]]) -> Table:
    """Every term of every explanation."""
    rows = [
        Row(
            (
                line.id or None,
                number,
                found.words_for(statement, line, each),
                each.confidence,
                weight.what if weight else None,
                _value(weight) if weight else None,
            )
        )
        for statement, line in lines
        for number, each in enumerate(_explanations(line), 1)
        for weight in each.weights or (None,)
    ]
    return Table(
        name="line-explained",
        title=verbatim(""),
        columns=(
            Column("line", Text("Line", "流水编号")),
            Column("explanation", Text("Explanation", "解释"), CellType.COUNT),
            Column("taken_for", Text("Taken for", "判定")),
            Column("confidence", Text("Probability", "概率"), CellType.RATE),
            _WHAT,
            _VALUE,
        ),
        rows=tuple(rows),
    )
