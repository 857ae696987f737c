"""`check`, `explain` and `schema`: what they print, and how they end."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.reading.conftest import FILES, Asking

AHEAD = {"ledgers/invoices/2026-10.yaml": FILES["ledgers/invoices/2026-10.yaml"].replace("2026-10-11", "2026-09-30", 1)}
"""An invoice dated before its order: a warning."""
BROKEN = {"ledgers/credits/2026-10.yaml": "- id: CR-1\n  date: 2026-10-30\n  customer: HDJM\n  reason: gift\n"}
"""An amount is missing, and a reason that there is not: two errors."""


def test_a_book_in_order_has_no_problems(asking: Asking) -> None:
    assert asking.text("check", "--lang", "en") == (0, "no problems in 19 entries of 10 files\n", "")
    assert asking.json("check") == {"entries": 19, "files": 10, "errors": 0, "warnings": 0, "problems": []}


def test_warnings_end_well_unless_they_are_not_wanted(asking_of: Callable[[dict[str, str]], Asking]) -> None:
    asking = asking_of(AHEAD)
    assert asking.text("check")[0] == 0
    assert "W0305" in asking.text("check")[1]
    assert asking.text("check", "--strict")[0] == 1


def test_errors_are_told_as_data_with_their_places(asking_of: Callable[[dict[str, str]], Asking]) -> None:
    code, output, errors = asking_of(AHEAD | BROKEN).text("check", "--format", "json", "--lang", "en")
    report = json.loads(output)
    assert (code, errors, report["errors"], report["warnings"]) == (1, "", 2, 1)
    places = {(each["code"], each["path"], each["line"], each["column"]) for each in report["problems"]}
    assert ("E0103", "ledgers/credits/2026-10.yaml", 4, 11) in places
    assert ("W0305", "ledgers/invoices/2026-10.yaml", 2, 9) in places


def test_only_some_codes_can_be_asked_for(asking_of: Callable[[dict[str, str]], Asking]) -> None:
    asking = asking_of(AHEAD | BROKEN)
    code, output, _ = asking.text("check", "--only", "w03", "--format", "json")
    assert code == 0
    assert [each["code"] for each in json.loads(output)["problems"]] == ["W0305"]
    assert asking.text("check", "--only", "E0103", "--only", "E0101")[0] == 1


def test_a_code_is_explained_in_the_language_asked_for(asking: Asking) -> None:
    code, output, _ = asking.text("explain", "e102", "--lang", "zh")
    assert (code, output.splitlines()[0]) == (0, "E0102：未知字段")
    assert "E0102" in asking.text("explain", "--lang", "en")[1]
    assert asking.text("explain", "E9999", "--lang", "en")[0] == 2


def test_a_schema_is_printed_for_every_kind_and_for_the_settings(asking: Asking) -> None:
    assert json.loads(asking.text("schema", "订单")[1])["title"] == "Orders"
    assert json.loads(asking.text("schema")[1])["title"] == "salesbook.yaml"
    assert asking.text("schema", "nothing")[0] == 2
