"""Money of a customer that names no order pays the oldest: what it has paid, no line of a bank pays again."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run
from .varied_book import StatedLine, write_statement

SETTINGS = """
company: {name: 上海云岚智能装备有限公司}
currency: CNY
prices: gross
settle: oldest
accounts:
  icbc: {name: 工行, number: "1001244309200012345", currency: CNY}
git: {commit: false}
"""
OLDER, NEWER = "SO-2608-0001", "SO-2609-0002"
FILES = {
    "customers": "- {id: HD, name: 华东精密机械有限公司}\n",
    "products": "- {id: P, name: 轴承}\n",
    "orders/2026": "".join(
        f"- {{id: {id}, date: {day}, customer: HD, lines: [{{product: P, qty: 5, price: 1666.20}}]}}\n"
        for id, day in ((OLDER, "2026-08-03"), (NEWER, "2026-09-07"))
    ),
    "deliveries/2026": "".join(
        f"- {{id: {id}, date: {day}, order: {order}}}\n"
        for id, day, order in (("DN-1", "2026-08-05", OLDER), ("DN-2", "2026-09-09", NEWER))
    ),
    "payments/2026": "- {id: PY-1, date: 2026-08-10, customer: HD, amount: 8331.00, method: cash}\n",
}


@pytest.fixture
def with_advance(tmp_path: Path, surroundings: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two delivered orders of one amount, and as much money that was given to neither; the user stands there."""
    (tmp_path / "salesbook.yaml").write_text(SETTINGS.lstrip(), encoding="utf-8")
    for name, text in FILES.items():
        path = tmp_path / "ledgers" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)


def _open(run: Run) -> list[tuple[str, str]]:
    return [(item["order"], item["amount"]) for item in run("open", "--format", "json").data["items"]]


def _decisions(run: Run, *memos: str) -> list[tuple[str, list[dict[str, str]]]]:
    """Of lines of the same amount the decision, and what each order gets."""
    write_statement(Path("bank.csv"), [StatedLine(memo, "8331.00") for memo in memos])
    lines = run("reconcile", "bank.csv", "--account", "icbc", "--yes", "--format", "json").data["lines"]
    return [(each["decision"], each["orders"] if each["entered"] else []) for each in lines]


def test_an_order_that_free_money_has_paid_is_not_paid_again(with_advance: None, run: Run) -> None:
    assert _open(run) == [(NEWER, "8331.00")]
    assert _decisions(run, "货款") == [("post", [{"order": NEWER, "amount": "8331.00"}])]
    assert _open(run) == []
    assert _decisions(run, "货款", "轴承") == [("known", []), ("review", [])]
