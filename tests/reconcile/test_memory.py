"""Who pays is remembered only where it tells one customer from all others, and only as long as that was confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from salesbook.bank.decision import Explanation
from salesbook.bank.identity import Line
from salesbook.bank.receivables import KnownCustomer, KnownPayer, PastLine, Receivables
from salesbook.bank.remembering import learnt, payer_to_remember
from salesbook.book.one_field import with_field
from salesbook.recording.draft import Recorded
from salesbook.recording.record import Manner, record

from .conftest import Run
from .small_books import COMPANY, HDJM, RCQX, book, line
from .varied_book import StatedLine, tell, write_statement, write_varied_book

BOOK = replace(book(), reps={"wang-fang": "王芳"})
ACCOUNT = "6222021001112229999"


@pytest.mark.parametrize(
    ("stated", "remembered"),
    [
        (line(100, "李明", account=ACCOUNT), KnownPayer("李明", ACCOUNT)),
        (line(100, "李明"), KnownPayer("李明", None)),
        (line(100, None, account=ACCOUNT), KnownPayer(None, ACCOUNT)),
        (line(100, HDJM.name, account=ACCOUNT), KnownPayer(HDJM.name, ACCOUNT)),
        (line(100, "李明", account="6222…9999"), KnownPayer("李明", "6222…9999")),
        (line(100, "*明", account=ACCOUNT), KnownPayer(None, ACCOUNT)),
    ],
)
def test_what_is_new_is_remembered_as_the_bank_shows_it(stated: Line, remembered: KnownPayer) -> None:
    assert payer_to_remember(stated, HDJM.id, BOOK) == remembered


def paid_before(customer: KnownCustomer, payer: str | None, account: str | None) -> Receivables:
    return replace(BOOK, past_lines=(PastLine(date(2026, 9, 1), 100, payer, account, None, customer.id, None),))


@pytest.mark.parametrize(
    ("stated", "known"),
    [
        pytest.param(line(100, HDJM.name), BOOK, id="known by name"),
        pytest.param(line(100, "李明", account=HDJM.accounts[0]), BOOK, id="known by account"),
        pytest.param(line(100, "李明", memo="代华东精密付货款"), BOOK, id="on behalf"),
        pytest.param(line(100, RCQX.name, account=ACCOUNT), BOOK, id="another's name"),
        pytest.param(line(100, "瑞昌", account=ACCOUNT), BOOK, id="another's alias"),
        pytest.param(line(100, "李明", account=RCQX.accounts[0]), BOOK, id="another's account"),
        pytest.param(line(100, "李明", account="622202…3334"), BOOK, id="maybe another's account"),
        pytest.param(line(100, COMPANY, account=ACCOUNT), BOOK, id="our name"),
        pytest.param(line(100, "李明", account="121909876510801"), BOOK, id="our account"),
        pytest.param(line(100, "王芳", account=ACCOUNT), BOOK, id="a rep"),
        pytest.param(line(-100, "李明", account=ACCOUNT), BOOK, id="money out"),
        pytest.param(line(100, None), BOOK, id="nobody named"),
        pytest.param(line(100, "*明"), BOOK, id="a name hidden in part"),
        pytest.param(line(100, "李明", account=ACCOUNT), paid_before(RCQX, "李明", None), id="paid for another"),
        pytest.param(line(100, "李明", account=ACCOUNT), paid_before(RCQX, None, ACCOUNT), id="account of another"),
    ],
)
def test_what_would_mislead_is_not_remembered(stated: Line, known: Receivables) -> None:
    assert payer_to_remember(stated, HDJM.id, known) is None


def test_who_paid_for_it_before_may_be_remembered() -> None:
    assert payer_to_remember(line(100, "李明"), HDJM.id, paid_before(HDJM, "李明", None)) == KnownPayer("李明", None)


BEFORE = "- id: HD\n  # 老客户\n  name: 华东\n  payers:\n    - {name: 甲}\n  group: g\n"


@pytest.mark.parametrize(
    ("text", "value", "after"),
    [
        (BEFORE, [{"name": "乙"}], "- id: HD\n  # 老客户\n  name: 华东\n  payers:\n    - {name: 乙}\n  group: g\n"),
        (BEFORE, None, "- id: HD\n  # 老客户\n  name: 华东\n  group: g\n"),
        ("- id: HD\n  name: 华东\n", [{"name": "乙"}], "- id: HD\n  name: 华东\n  payers:\n    - {name: 乙}\n"),
        ("- {id: HD, name: 华东}\n", [{"name": "乙"}], "- id: HD\n  name: 华东\n  payers:\n    - {name: 乙}\n"),
        ("- id: HD\n  payers: []  # 无\n", [{"name": "乙"}], None),
        ("- {id: HD}  # 老客户\n", [{"name": "乙"}], None),
    ],
)
def test_only_the_lines_of_one_field_change(text: str, value: object, after: str | None) -> None:
    assert with_field(text, "payers", value) == after


def test_a_payer_is_learnt_with_its_line_and_forgotten_when_that_is_undone(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, surroundings: None
) -> None:
    write_varied_book(tmp_path)
    monkeypatch.chdir(tmp_path)
    tell(monkeypatch, {"it": lambda line, lines: Explanation("HD", advance=100_00)})
    write_statement(Path("bank.csv"), [StatedLine("it", "100.00")])
    assert run("reconcile", "bank.csv", "--account", "icbc", "--yes").code == 0
    (stated,) = run("reconcile", "bank.csv", "--account", "icbc", "--format", "json").data["lines"]
    taught = [
        learnt("HD", KnownPayer("李明", ACCOUNT), stated["line"]),
        learnt("HD", KnownPayer("李白", None), "BL-cmb-1"),
    ]
    done = record(tmp_path, [], summary="remember", command="reconcile", changes=taught, manner=Manner(commit=False))
    assert isinstance(done, Recorded), done
    assert run("check").code == 0
    text = Path("ledgers/customers.yaml").read_text(encoding="utf-8")
    assert f'    - {{name: 李明, account: "{ACCOUNT}", line: {stated["line"]}}}\n' in text
    assert "- {id: RC, name: 上海瑞昌医疗器械有限公司}\n" in text
    assert run("bank", "undo", "--day", "2026-11-01").code == 0
    assert run("check").code == 0
    text = Path("ledgers/customers.yaml").read_text(encoding="utf-8")
    assert "李明" not in text
    assert "李白" in text
