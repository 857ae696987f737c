"""Entries for the tests, written as in a book."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from salesbook.book.parsing import parse_entry
from salesbook.model.entry import Entry
from salesbook.model.kinds import kind_named
from salesbook.model.part import validate
from salesbook.model.problem import Problem

WHOLE = {
    "customers": """
        id: HDJM
        name: 华东精密机械有限公司
        aliases: [华东精密, Huadong Precision]
        reps: [{rep: li-lei}, {rep: wang-fang, from: 2026-07-01}]
        terms: monthly30
        credit_limit: 200000.00
        settle: explicit
        group: huadong
        merged_into: HDJT
        tax_id: 91310000MA1FL0XX0X
        payers: [{name: 李明, account: "6222021001112223334"}, {name: 王强, line: BL-1}]
        contacts: [{name: 张伟, phone: "13800001111", email: zhang@example.com}]
        """,
    "products": 'id: P-100\nname: 轴承\nunit: 个\nprice: 128.50\ntax: 13%\ncost: 80.00\nbarcode: "6901234567892"',
    "reps": "id: wang-fang\nname: 王芳\nteam: 华东\nactive: false\njoined: 2020-01-01\nleft: 2026-01-31",
    "orders": """
        id: SO-2611-WF-0003
        date: 2026-11-21
        customer: HDJM
        reps: {wang-fang: 60%, li-lei: 40%}
        terms: [{share: 30%, after: order}, {share: 70%, due: 2027-01-15, retention: true}]
        currency: USD
        customer_po: PO-7781
        lines:
          - {product: P-100, qty: 10, price: 128.50, tax: 13%}
          - {text: 运费, qty: 1, price: -60.00, discount: 5%}
        total: 1228.00
        """,
    "changes": """
        id: CH-2611-0001
        date: 2026-11-25
        order: SO-2611-WF-0003
        reason: 客户减量
        lines:
          - {line: 1, qty: 0}
          - {product: P-300, qty: 2, price: 45.00, tax: 13%}
        cancel: true
        accept: true
        total: 90.00
        """,
    "deliveries": "id: DN-1\ndate: 2026-11-22\norder: SO-1\nlines: [{line: 1, qty: 5}]\ncarrier: 顺丰\ntracking: SF123",
    "invoices": """
        id: IV-2
        date: 2026-11-23
        customer: HDJM
        number: "26312000000012345678"
        orders: [{order: SO-1, amount: -1285.00}, {order: SO-2, amount: 5}]
        taxes: [{rate: 13%, net: -1137.17, tax: -147.83}]
        reverses: IV-1
        replaces: IV-0
        """,
    "openings": """
        id: OB-1
        date: 2025-01-01
        customer: HDJM
        rep: wang-fang
        amount: 58000.00
        due: 2025-01-31
        number: "旧账-118"
        """,
    "payments": """
        id: PY-2
        date: 2026-11-24
        customer: HDJM
        amount: 5000.00
        method: bill
        account: icbc
        orders: [{order: SO-1, amount: 1285.00, paid: 9000}, {opening: OB-1, amount: 1}]
        reverses: PY-1
        bill: {number: "00123", drawer: 甲, matures: 2027-05-24}
        line: BL-1
        """,
    "credits": """
        id: CR-1
        date: 2026-11-28
        customer: HDJM
        reason: return
        amount: 128.50
        orders:
          - {order: SO-1, amount: 128.50, lines: [{line: 1, qty: 1}]}
        reverses: CR-0
        line: BL-1
        """,
    "allocations": "id: AL-1\ndate: 2026-12-02\npayment: PY-1\norders: [{order: SO-1, amount: 5}]\n"
    "reverses: AL-0\nline: BL-1",
    "handins": "id: HI-1\ndate: 2026-11-26\nrep: wang-fang\naccount: icbc\npayments: [PY-1, PY-2]\namount: 800.00\n"
    "reverses: HI-0\nline: BL-1",
    "bills": "id: BE-1\ndate: 2027-05-25\npayment: PY-1\nevent: collected\naccount: icbc\namount: 50000.00\nfee: 0.00\n"
    "reverses: BE-0\nline: BL-1",
    "bank": 'id: BL-1\ndate: 2026-11-24\naccount: icbc\namount: 5000.00\npayer: 甲\nreference: "000123"\nbalance: 1.00',
    "matches": """
        id: BM-2
        date: 2026-11-25
        line: BL-1
        payments: [PY-1]
        handins: [HI-1]
        bills: [BE-1]
        credits: [CR-1]
        allocations: [AL-1]
        counterpart: BL-2
        rejected: [PY-3]
        reverses: BM-1
        """,
    "confirmations": """
        id: CF-1
        date: 2026-11-08
        customer: HDJM
        as_of: 2026-10-31
        currency: USD
        balance: 1200.00
        theirs: 1180.00
        """,
    "commissions": """
        id: CM-1
        date: 2026-11-05
        rep: wang-fang
        month: 2026-10
        currency: USD
        earned: 1200.00
        differences: -30.00
        carried: -1.50
        amount: 1168.50
        """,
    "targets": "rep: wang-fang\nquarter: 2026-Q4\nsales: 1500000.00\ncollected: 1200000.00\nnew_customers: 3\n"
    "weights: [3, 3.5, 4]",
}
"""An entry of every kind, with nearly every field that it may have."""


def raw(text: str) -> dict[str, Any]:
    """The values of an entry, written as fields below each other."""
    first, *rest = [line for line in text.splitlines() if line.strip()]
    indent = len(first) - len(first.lstrip())
    entry = "\n  ".join(line[indent:] for line in (first, *rest))
    node, problems = parse_entry(f"- {entry}\n", PurePosixPath("test.yaml"), 1)
    assert node is not None
    assert not problems
    values: Any = node.value()
    return dict(values)


def read(kind: str, text: str, **changed: str | None) -> tuple[Entry | None, list[Problem]]:
    """Validate an entry; ``changed`` fields are given as they would be written, None leaves one out."""
    values = raw(text)
    for name, written in changed.items():
        values.pop(name, None)
        if written is not None:
            values |= raw(f"{name}: {written}")
    found = kind_named(kind)
    assert found is not None
    return validate(found.model(), values)


def valid(kind: str, text: str, **changed: str | None) -> Entry:
    """An entry without problems."""
    entry, problems = read(kind, text, **changed)
    assert not problems, [problem.message.en for problem in problems]
    assert entry is not None
    return entry


def found(kind: str, text: str, **changed: str | None) -> list[tuple[str | None, str]]:
    """The fields and codes of what is wrong with an entry."""
    entry, problems = read(kind, text, **changed)
    assert entry is None or {problem.code.id for problem in problems} == {"E0105"}
    return [(problem.field, problem.code.id) for problem in problems]
