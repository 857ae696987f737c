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
    "citic_credit.xls": (13, "1.41", "1098.80"),
    "rabobank_iban.sta": (4, "0.00", "70.00"),
    "bank_medium_sgml.ofx": (3, "0.00", "345.27"),
    "camt053_v2_multi_statement.xml": (2, "8.85", "7.00"),
}


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_a_sample_is_read_as_expected(sample: Path) -> None:
    assert reading(sample) == expectation(sample).read_text(encoding="utf-8")


TABLES = [sample for sample in samples() if sample.suffix in {".csv", ".txt", ".xlsx", ".xls"}]


@pytest.mark.parametrize("sample", TABLES, ids=lambda sample: sample.name)
def test_every_row_is_a_line_or_skipped_and_never_both(sample: Path) -> None:
    found = read(sample, sample.name)
    if isinstance(found, Unread):
        return
    for sheet in [found] if sample.suffix == ".csv" else [[statement] for statement in found]:
        rows = [line.row for statement in sheet for line in statement.lines]
        rows += [row.row for statement in sheet for row in statement.skipped]
        assert sorted(rows) == list(range(1, len(rows) + 1))


@pytest.mark.skipif(not SHARED.is_dir(), reason="no real layouts beside the repository")
@pytest.mark.parametrize("name", TOTALS)
def test_real_layouts_are_read_with_their_known_totals(name: str) -> None:
    found = read(SHARED / name, name)
    assert not isinstance(found, Unread)
    lines = [line for statement in found for line in statement.lines]
    amounts = [line.amount for line in lines if line.status is not Status.NEUTRAL]
    incoming = sum(amount for amount in amounts if amount > 0)
    outgoing = sum(-amount for amount in amounts if amount < 0)
    assert (len(lines), f"{incoming:.2f}", f"{outgoing:.2f}") == TOTALS[name]


@pytest.mark.skipif(not SHARED.is_dir(), reason="no real layouts beside the repository")
@pytest.mark.parametrize("name", ["alipay_merchant_layout_gbk.csv", "cmb_corp_layout.xlsx"])
def test_real_layouts_with_balances_prove_themselves(name: str) -> None:
    found = read(SHARED / name, name)
    assert not isinstance(found, Unread)
    assert prove(found[0]).ok
    assert found[0].warnings == ()
