"""Whose name a bank prints: in the letters of its sound, with a department, without the place, in another form."""

from __future__ import annotations

import pytest

from salesbook.bank.decision import Verdict
from salesbook.bank.name_index import NameIndex
from salesbook.bank.receivables import KnownCustomer

from .small_books import book, decide, line, order


def sure_of(printed: str, *names: str) -> set[str]:
    """The customers, each known by its one name, that a printed name surely is."""
    return {each.customer for each in NameIndex((name, name) for name in names).resembling(printed) if each.sure}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("HE FEI SHI HE HENG YIN HANG JI JU CO.,LTD", "合肥和恒银行机具有限公司"),  # 行 is HANG here
        ("HEFEI HEHENG YINHANG JIJU", "合肥市和恒银行机具有限公司"),
        ("CHANGSHA CHENGU XINNENGYUAN KEJI YOUXIANGONGSI", "长沙晨固新能源科技有限公司"),
        ("XIAMEN XINHANG WENHUA CHUANMEI CO LTD", "厦门鑫航文化传媒有限公司"),
        ("LVYE SHIPIN CO LTD", "绿叶食品厂"),
        ("LU YE SHI PIN GONG CHANG", "绿叶食品厂"),
        ("RAHMAN AND ALVAREZ AGRI SRO", "Rahman & Alvarez Agri s.r.o."),
        ("Borealis Breweries Ltd Austin Branch", "Borealis Breweries Ltd"),
        ("Sterling Instruments S.A. Accounts Payable", "Sterling Instruments S.A."),
        ("浙江星腾税控设备有限公司财务部", "浙江星腾税控设备有限公司"),
        ("包头益航仪表厂扬州办事处", "包头益航仪表厂"),
        ("滁州驰科仪器仪表股份公司", "滁州市驰科仪器仪表股份有限公司"),
        ("福建卓琦印刷工厂", "福建卓琦印刷厂"),
        ("鼎华自动化设备", "保定鼎华自动化设备股份有限公司"),
        ("鼎华自动化设备", "讷河市鼎华自动化设备集团有限公司"),  # a place that says itself what it is
        ("SKODA NASTROJE AS", "Škoda Nástroje a.s."),
        ("Kaernten Stahlbau GmbH", "Kärnten Stahlbau GmbH & Co. KG"),
        ("KARNTEN STAHLBAU", "Kärnten Stahlbau GmbH & Co. KG"),
        ("Wisla Narzedzia Spolka z o.o.", "Wisła Narzędzia Sp. z o.o."),
        ("Hutchins Bros Mfg", "Hutchins Brothers Manufacturing, Inc."),
        ("Hutchins Valve", "Dayton Hutchins Valve Corp."),
    ],
)
def test_a_bank_may_print_a_name_in_other_ways(printed: str, name: str) -> None:
    assert sure_of(printed, name, "上海瑞昌医疗器械有限公司", "Marlstone Trading GmbH") == {name}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("HE FEI HE HENG YIN XING JI XIE", "合肥和恒银行机具有限公司"),
        ("HE FEI HE HENG", "合肥和恒银行机具有限公司"),
        ("鼎华", "保定鼎华自动化设备股份有限公司"),
        ("石家庄鼎华自动化设备有限公司", "保定鼎华自动化设备股份有限公司"),  # of another place
        ("Treasury of Malmo", "Malmo Ltd"),
    ],
)
def test_a_name_that_is_only_alike_is_not_sure(printed: str, name: str) -> None:
    assert sure_of(printed, name) == set()


@pytest.mark.parametrize(
    ("printed", "name", "other"),
    [
        ("太仓顺达印务有限", "太仓顺达印务有限公司", "太仓顺达印务股份有限公司"),
        ("太仓顺达印务集团有", "太仓顺达印务集团有限公司", "太仓顺达印务有限公司"),
        ("太仓顺达印务厂财务部", "太仓顺达印务厂", "太仓顺达印务有限公司"),
        ("Hutchins Valve Corp", "Hutchins Valve Corporation", "Hutchins Valve Holdings"),
    ],
)
def test_the_legal_form_tells_companies_of_one_name_apart(printed: str, name: str, other: str) -> None:
    found = NameIndex((each, each) for each in (name, other)).resembling(printed)
    assert found[0].customer == name
    assert found[0].sure and found[0].weight >= found[1].weight + 3


def test_a_short_name_of_a_customer_is_of_the_place_of_its_full_name() -> None:
    names = [("A", "合肥联博器材有限公司"), ("A", "联博器材"), ("B", "赣州联博器材有限公司")]
    found = NameIndex(names).resembling("赣州联博器材有限")
    assert [each.customer for each in found if each.sure] == ["B"]


def test_a_short_name_that_fits_companies_of_two_places_is_asked_about() -> None:
    names = ("保定鼎华自动化设备有限公司", "石家庄鼎华自动化设备有限公司")
    two = [KnownCustomer(id, name, (name,), ()) for id, name in zip("AB", names, strict=True)]
    known = book(order("SO-2609-0001", 128_550, customer=two[0]), customers=two)
    assert decide(line(128_550, "鼎华自动化设备"), known).verdict is Verdict.REVIEW
