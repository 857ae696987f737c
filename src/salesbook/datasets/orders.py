"""Orders: as entered, and where each stands on the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from salesbook.datasets.dataset import Columns, Dataset, Field, Source
from salesbook.datasets.entries import ENTRY_DATASETS
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.columns import AmountColumn
from salesbook.rules.movement import Axis, Measure, Standing
from salesbook.table import CellType

_FLOWS = (Measure.ORDERED, Measure.DELIVERED, Measure.INVOICED, Measure.RETURNS, Measure.COLLECTED)

_AsOf = tuple[tuple[str, Text, Text], ...]
_FIGURES: _AsOf = (
    ("ordered", terms.ORDERED, Text("its total with all changes", "含变更的订单金额")),
    ("delivered", terms.DELIVERED, Text("goods delivered, exchanges taken off", "已发货金额，已减换货")),
    ("invoiced", terms.INVOICED, Text("invoices, red ones taken off", "已开票金额，已减红字")),
    ("returns", terms.RETURNS, Text("returns, allowances, rebates, discounts", "退货、折让、返利、现金折扣")),
    ("collected", terms.COLLECTED, Text("money received for it", "已回款")),
    ("charged", terms.CHARGED, Text("the value that makes the customer owe", "已形成应收的金额")),
    ("receivable", terms.RECEIVABLE, Text("what is owed on it, as aging shows", "应收余额，与账龄一致")),
    ("deposit_due", terms.DEPOSITS_DUE, Text("asked for and not owed yet", "按条件应付而未形成应收")),
)


def _columns(source: Source) -> Iterator[Columns]:
    flows = _sums(source, f"flow WHERE axis = '{Axis.REP}'", "measure")
    balances = _sums(source, f"balance WHERE standing IN ('{Standing.CHARGED}', '{Standing.DEPOSIT}')", "standing")
    receivable: dict[str, int] = defaultdict(int)
    for standing in source.standings.values():
        for item in standing.items:
            receivable[item.order] += item.amount
    figures = (
        *(flows[measure] for measure in _FLOWS),
        balances[Standing.CHARGED],
        receivable,
        balances[Standing.DEPOSIT],
    )
    for batch in source.entries(_ENTERED.kind):
        amounts = ([amount_of.get(id, 0) for id in batch.ids] for amount_of in figures)
        yield (*_ENTERED.of(source, batch), *(AmountColumn(each, batch.currencies) for each in amounts))


def _sums(source: Source, which: str, of: str) -> defaultdict[str, dict[str, int]]:
    """Sums of movements until the day, by ``of`` and by unit."""
    rows = source.book.connection.execute(
        f"SELECT unit, {of}, sum(amount) FROM {which} AND date <= ? GROUP BY unit, {of}", (source.day.isoformat(),)
    )
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for unit, key, amount in rows:
        found[key][unit] = amount
    return found


_ENTERED = ENTRY_DATASETS["orders"]

DATASET = Dataset(
    _ENTERED.name,
    _ENTERED.title,
    Text("orders as entered, and where each stands on the day", "订单，及其在截止日的状态"),
    (*_ENTERED.fields, *(Field(key, title, meaning, CellType.MONEY) for key, title, meaning in _FIGURES)),
    _columns,
)
