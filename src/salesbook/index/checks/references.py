"""Entries, terms and accounts that are named but do not exist."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.index.checks.remedies import for_unknown_id, nearest
from salesbook.index.checks.subjects import Finding, Subjects
from salesbook.index.codes import MISSING_REFERENCE
from salesbook.index.touched import Touched
from salesbook.model.policy import Policy

_ALL = "SELECT DISTINCT target_kind, target FROM reference"
_SOME = "SELECT value ->> 0 AS target_kind, value ->> 1 AS target FROM json_each(:targets)"
_SINGULAR = {
    "customers": Text("customer", "客户"),
    "products": Text("product", "产品"),
    "reps": Text("rep", "业务员"),
    "orders": Text("order", "订单"),
    "invoices": Text("invoice", "发票"),
    "openings": Text("opening balance", "期初余额"),
    "payments": Text("payment", "收款"),
    "credits": Text("credit", "贷项"),
    "allocations": Text("allocation", "核销"),
    "handins": Text("hand-in", "交款"),
    "bills": Text("bill event", "票据事项"),
    "bank": Text("bank line", "银行流水"),
    "matches": Text("match", "对账匹配"),
    "terms": Text("terms", "付款条件"),
    "accounts": Text("account", "账户"),
}


def find(connection: sqlite3.Connection, policy: Policy, targets: Subjects) -> Iterator[Finding]:
    """One problem for each place that names what does not exist."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'settings'").fetchone()
    settings = json.loads(row[0]) if row else {}
    known = {"terms": set(policy.terms), "accounts": set(settings.get("accounts", {}))}
    missing = connection.execute(  # a customer or account is named by many, and looked up once
        f"SELECT target_kind, target FROM ({_ALL if targets.some is None else _SOME}) AS named "
        "WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.id = target AND entry.kind = target_kind)",
        {"targets": json.dumps([subject.split("/", 1) for subject in targets.some or ()])},
    )
    for kind, target in missing.fetchall():
        if target in known.get(kind, ()):
            continue
        naming = connection.execute(
            "SELECT id, field FROM reference WHERE target = ? AND target_kind = ? ORDER BY id, field", (target, kind)
        ).fetchall()
        hint = _hint(connection, kind, target, known) if naming else None
        for id, field in naming:
            problem = MISSING_REFERENCE.problem(entry=id, field=field, kind=_SINGULAR[kind], target=target, hint=hint)
            yield Finding(_subject(kind, target), problem)


def reached(connection: sqlite3.Connection, touched: Touched) -> set[str]:
    """What was touched, and what that names or named."""
    del connection
    own = {_subject(entry.kind, entry.id) for entry in touched.entries}
    return own | {_subject(kind, target) for kind, target in touched.references()}


def _subject(kind: str, id: str) -> str:
    return f"{kind}/{id}"


def _hint(connection: sqlite3.Connection, kind: str, target: str, known: dict[str, set[str]]) -> Text:
    if kind not in known:
        return for_unknown_id(connection, kind, target)
    names = sorted(known[kind])
    return nearest(target, names) or Text(
        "add it to salesbook.yaml, or name one of: {names}", "请在 salesbook.yaml 中添加，或改用：{names}"
    ).format(names=verbatim(", ".join(names) or "—"))
