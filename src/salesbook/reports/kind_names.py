"""What people call the kinds of entries: the name of their folder, a singular, or Chinese."""

from __future__ import annotations

import difflib
import unicodedata

from salesbook.i18n import Text
from salesbook.model.kinds import KINDS, Kind, kind_named

_ALSO = {
    "customers": ("customer", "客户", "顾客"),
    "products": ("product", "产品", "商品"),
    "reps": ("rep", "业务员", "销售员"),
    "orders": ("order", "订单"),
    "changes": ("change", "订单变更", "变更"),
    "deliveries": ("delivery", "发货", "送货", "发货单"),
    "invoices": ("invoice", "发票", "开票"),
    "openings": ("opening", "期初余额", "期初"),
    "payments": ("payment", "收款", "回款", "付款"),
    "credits": ("credit", "贷项"),
    "allocations": ("allocation", "核销", "分配"),
    "handins": ("handin", "hand-in", "hand-ins", "交款"),
    "bills": ("bill", "票据", "票据事项", "承兑汇票"),
    "bank": ("bank-line", "bank-lines", "银行流水", "流水"),
    "matches": ("match", "对账匹配", "匹配"),
    "confirmations": ("confirmation", "对账确认", "确认"),
    "commissions": ("commission", "已结提成", "提成"),
    "targets": ("target", "销售目标", "目标"),
}
SINGULAR = {
    "customers": Text("Customer", "客户"),
    "products": Text("Product", "产品"),
    "reps": Text("Rep", "业务员"),
    "orders": Text("Order", "订单"),
    "changes": Text("Change", "订单变更"),
    "deliveries": Text("Delivery", "发货"),
    "invoices": Text("Invoice", "发票"),
    "openings": Text("Opening balance", "期初余额"),
    "payments": Text("Payment", "收款"),
    "credits": Text("Credit", "贷项"),
    "allocations": Text("Allocation", "核销"),
    "handins": Text("Hand-in", "交款"),
    "bills": Text("Bill event", "票据事项"),
    "bank": Text("Bank line", "银行流水"),
    "matches": Text("Match", "对账匹配"),
    "confirmations": Text("Confirmation", "对账确认"),
    "commissions": Text("Settled commission", "已结提成"),
    "targets": Text("Target", "销售目标"),
}
"""What one entry of a kind is called."""

_BY_NAME = {name: kind.name for kind in KINDS for name in (kind.name, *_ALSO[kind.name])}


def kind_called(name: str) -> Kind | None:
    """The kind that a person means by ``orders``, ``order`` or ``订单``."""
    return kind_named(_BY_NAME.get(_plain(name), ""))


def nearest_kind(name: str) -> Kind | None:
    """The kind that a mistyped name comes close to."""
    near = difflib.get_close_matches(_plain(name), _BY_NAME, 1)
    return kind_named(_BY_NAME[near[0]]) if near else None


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().lower().replace("_", "-")
