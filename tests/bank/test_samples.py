from __future__ import annotations

from pathlib import Path

import pytest

from salesbook.bank.proof import prove
from salesbook.bank.reading import read
from salesbook.bank.statement import Status, Unread
from tests.bank.regenerate import expectation, reading, samples

SHARED = Path(__file__).parents[2].parent / "shared" / "bank-examples"

TOTALS = {
    "alipay_2023_gb18030.csv": (10, "222228.50", "211.64"),
    "icbc_debit_v1.csv": (11, "2841.74", "4241.08"),
    "wechat.csv": (27, "28.49", "2904.53"),
    "alipay_merchant_layout_gbk.csv": (7, "23787.71", "5128.77"),
    "cmb_corp_layout.xlsx": (14, "1460019.96", "308562.71"),
}


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_a_sample_is_read_as_expected(sample: Path) -> None:
    assert reading(sample) == expectation(sample).read_text(encoding="utf-8")


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_every_row_is_a_line_or_skipped_and_never_both(sample: Path) -> None:
    found = read(sample, sample.name)
    if isinstance(found, Unread):
        return
    lines = [line.row for statement in found for line in statement.lines]
    skipped = [row.row for statement in found for row in statement.skipped]
    assert sorted(lines + skipped) == list(range(1, len(lines) + len(skipped) + 1))


@pytest.mark.skipif(not SHARED.is_dir(), reason="no real layouts beside the repository")
@pytest.mark.parametrize("name", TOTALS)
def test_real_layouts_are_read_with_their_known_totals(name: str) -> None:
    found = read(SHARED / name, name)
    assert not isinstance(found, Unread)
    (statement,) = found
    amounts = [line.amount for line in statement.lines if line.status is not Status.NEUTRAL]
    incoming = sum(amount for amount in amounts if amount > 0)
    outgoing = -sum(amount for amount in amounts if amount < 0)
    assert (len(statement.lines), f"{incoming:.2f}", f"{outgoing:.2f}") == TOTALS[name]


@pytest.mark.skipif(not SHARED.is_dir(), reason="no real layouts beside the repository")
@pytest.mark.parametrize("name", ["alipay_merchant_layout_gbk.csv", "cmb_corp_layout.xlsx"])
def test_real_layouts_with_balances_prove_themselves(name: str) -> None:
    found = read(SHARED / name, name)
    assert not isinstance(found, Unread)
    assert prove(found[0]).ok
    assert found[0].warnings == ()
