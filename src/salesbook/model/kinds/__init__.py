"""The kinds of entries: one module each, named like the folder that holds its files, with a class ``MODEL``.

This registry knows of each what is needed without loading its module: add a line here for a new kind.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING

from salesbook.i18n import Text
from salesbook.model.named_tuple import NamedTuple

if TYPE_CHECKING:
    from salesbook.model.entry import Entry


class Kind(NamedTuple):
    """A kind of entry.

    ``name`` is its folder under ``ledgers/`` (a master kind's file); ``numbering`` the default pattern of its ids;
    ``flow``: written as one line an entry; ``stem``: how the files of its folder are named, by month or year.
    """

    name: str
    title: Text
    numbering: str = ""
    master: bool = False
    flow: bool = False
    stem: str = "month"

    def model(self) -> type[Entry]:
        """Its class."""
        return _model(self.name)


@cache
def _model(kind: str) -> type[Entry]:
    model: type[Entry] = importlib.import_module(f"salesbook.model.kinds.{kind}").MODEL
    return model


KINDS = (
    Kind("customers", Text("Customers", "客户"), master=True),
    Kind("products", Text("Products", "产品"), master=True, flow=True),
    Kind("reps", Text("Reps", "业务员"), master=True, flow=True),
    Kind("orders", Text("Orders", "订单"), "SO-{yymm}-{pad}-{seq:04}"),
    Kind("changes", Text("Changes", "订单变更"), "CH-{yymm}-{pad}-{seq:04}"),
    Kind("deliveries", Text("Deliveries", "发货"), "DN-{yymm}-{pad}-{seq:04}"),
    Kind("invoices", Text("Invoices", "发票"), "IV-{yymm}-{pad}-{seq:04}"),
    Kind("openings", Text("Opening balances", "期初余额"), "OB-{yymm}-{pad}-{seq:04}", flow=True),
    Kind("payments", Text("Payments", "收款"), "PY-{yymm}-{pad}-{seq:04}"),
    Kind("credits", Text("Credits", "贷项"), "CR-{yymm}-{pad}-{seq:04}"),
    Kind("allocations", Text("Allocations", "核销"), "AL-{yymm}-{pad}-{seq:04}"),
    Kind("handins", Text("Hand-ins", "交款"), "HI-{yymm}-{pad}-{seq:04}"),
    Kind("bills", Text("Bill events", "票据事项"), "BE-{yymm}-{pad}-{seq:04}"),
    Kind("bank", Text("Bank lines", "银行流水"), flow=True),
    Kind("matches", Text("Matches", "对账匹配"), "BM-{yymm}-{pad}-{seq:04}", flow=True),
    Kind("confirmations", Text("Confirmations", "对账确认"), "CF-{yymm}-{pad}-{seq:04}"),
    Kind("commissions", Text("Settled commissions", "已结提成"), "CM-{yymm}-{pad}-{seq:04}", stem="year"),
    Kind("targets", Text("Targets", "销售目标"), flow=True, stem="year"),
)

_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_named(name: str) -> Kind | None:
    """The kind whose folder is ``name``."""
    return _BY_NAME.get(name)
