"""An order, a payment or a customer is shown with all that hangs on it; the figures are worked out by hand."""

from __future__ import annotations

import pytest

from tests.reading.conftest import Asking


def test_an_order_is_shown_with_its_sums(asking: Asking) -> None:
    sums = asking.json("show", "SO-1")["sums"]
    assert sums == {
        "total": "1350.00",  # 10 × 100, 5 × 50 after the change, 85 and 15 of text lines
        "delivered": "685.00",  # 6 × 100 and the text line of the order
        "invoiced": "600.00",
        "charged": "685.00",
        "settled": "440.00",  # 385.50 at once, 14.50 by the allocation, a bill of 40
        "receivable": "245.00",
        "unbilled": "0.00",
        "advance": "0.00",
        "excess": "0.00",
        "deposits_due": "199.50",  # items of 405.00 and 479.50, less the 685.00 that is owed anyway
        "undelivered": "665.00",
        "uninvoiced": "85.00",
    }


def test_an_order_is_shown_with_its_items_and_when_they_are_due(asking: Asking) -> None:
    first, second = asking.json("show", "SO-1")["items"]
    assert (first["due"], first["amount"], first["open"], first["days_overdue"]) == (
        "2026-10-01",
        "405.00",
        "0.00",
        None,
    )
    assert (second["event"], second["due"], second["amount"]) == ("DN-1", "2026-11-09", "479.50")
    assert (second["paid"], second["open"], second["receivable"], second["days_overdue"]) == (
        "35.00",
        "444.50",
        "245.00",
        11,
    )


def test_lines_are_shown_as_the_changes_left_them(asking: Asking) -> None:
    lines = asking.json("show", "SO-1")["lines"]
    shown = [(line["line"], line["name"], line["ordered"], line["delivered"], line["open"]) for line in lines]
    assert shown == [
        (1, "精密轴承 6204", "10", "6", "4"),
        (2, "导轨滑块 HGH20", "5", "0", "5"),
        (3, "运费", "1", "1", "0"),
        (4, "安装费", "1", "0", "1"),
    ]


def test_an_order_is_shown_as_it_was_on_a_day(asking: Asking) -> None:
    story = asking.json("show", "SO-1", "--as-of", "2026-10-09")
    assert (story["sums"]["total"], story["sums"]["advance"], story["sums"]["receivable"]) == (
        "1285.00",
        "385.50",
        "0.00",
    )
    assert story["deliveries"] == story["changes"] == []
    assert [each["entry"] for each in story["settlements"]] == ["PY-1"]


def test_an_allocation_names_the_money_that_it_gives(asking: Asking) -> None:
    settlements = asking.json("show", "SO-1")["settlements"]
    assert [(each["entry"], each["source"], each["amount"]) for each in settlements] == [
        ("PY-1", "PY-1", "385.50"),
        ("AL-1", "PY-1", "14.50"),
        ("PY-3", "PY-3", "40.00"),
    ]


def test_a_payment_is_shown_with_what_is_left_of_it(asking: Asking) -> None:
    story = asking.json("show", "PY-1")
    assert story["left"] == "100.00"
    assert [(each["target"], each["paid"]) for each in story["given"]] == [("SO-1", "385.50"), ("SO-1", "14.50")]
    assert asking.json("show", "PY-1", "--as-of", "2026-10-10")["left"] == "114.50"


def test_a_customer_is_shown_with_what_it_owes_also_by_name_and_by_an_id_merged_into_it(asking: Asking) -> None:
    stories = [asking.json("show", name) for name in ("HDJM", "hdjm", "华东精密", "HDOLD")]
    assert all(story == stories[0] for story in stories)
    (standing,) = stories[0]["standing"]
    assert (standing["receivable"], standing["1-30"], standing["advances"]) == ("245.00", "245.00", "100.00")
    assert [each["id"] for each in stories[0]["orders"]] == ["SO-1", "SO-3"]


def test_a_rep_is_shown_with_the_money_that_he_holds(asking: Asking) -> None:
    story = asking.json("show", "李雷")
    assert story["held"] == {"CNY": "100.00"}
    assert story["customers"] == ["ZSDJ"]


def test_what_names_an_entry_is_shown_with_it(asking: Asking) -> None:
    assert [each["id"] for each in asking.json("show", "DN-1")["named_by"]] == []
    assert asking.json("show", "P-100")["orders"] == ["SO-1", "SO-3"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("id", ["SO-1", "PY-2", "HDJM", "li-lei", "P-200", "IV-1", "DN-1", "CH-1", "AL-1"])
def test_every_story_is_told_in_both_languages_and_every_format(id: str, language: str, asking: Asking) -> None:
    for form in ("table", "csv", "md"):
        code, output, errors = asking.text("show", id, "--lang", language, "--format", form)
        assert (code, errors) == (0, "")
        assert "{" not in output
    assert id in asking.text("show", id, "--lang", language)[1]


def test_an_unknown_id_is_answered_with_the_nearest(asking: Asking) -> None:
    code, output, errors = asking.text("show", "SO-11", "--lang", "en")
    assert (code, output) == (1, "")
    assert errors.startswith("salesbook: there is no entry SO-11; did you mean SO-1")
