"""Lines that cite the same order: one pays a part of it and another the rest."""

from __future__ import annotations

from salesbook.bank.decision import Verdict
from salesbook.bank.matching import match

from .small_books import book, decide, line, order, paid

FIRST = order("SO-2610-0001", 2_847_37)
SECOND = order("SO-2610-0002", 9_120_45)


def test_an_odd_part_and_the_rest_beside_another_order_confirm_each_other() -> None:
    part = line(811_22, memo="SO-2610-0001")
    rest = line(2_847_37 - 811_22 + 9_120_45, memo="SO-2610-0001 SO-2610-0002")
    found = match([part, rest], book(FIRST, SECOND))
    assert [each.verdict for each in found] == [Verdict.POST, Verdict.POST]
    assert [paid(each) for each in found] == [
        {"SO-2610-0001": 811_22},
        {"SO-2610-0001": 2_036_15, "SO-2610-0002": 9_120_45},
    ]


def test_all_of_a_cited_order_is_paid_though_another_line_cites_it_wrongly() -> None:
    whole, other = line(2_847_37, memo="SO-2610-0001"), line(9_120_45, memo="SO-2610-0001")
    assert match([whole, other], book(FIRST, SECOND))[0].verdict is Verdict.POST


def test_an_odd_part_that_no_other_line_completes_is_asked_about() -> None:
    assert decide(line(811_22, memo="SO-2610-0001"), book(FIRST, SECOND)).verdict is Verdict.REVIEW


def test_which_of_two_orders_that_both_lines_cite_was_paid_in_part_nobody_can_say() -> None:
    both = "SO-2610-0001 SO-2610-0002"
    part, rest = line(811_22, memo=both), line(2_847_37 - 811_22 + 9_120_45, memo=both)
    found = match([part, rest], book(FIRST, SECOND))
    assert [each.verdict for each in found] == [Verdict.REVIEW, Verdict.REVIEW]
