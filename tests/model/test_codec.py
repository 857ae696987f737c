"""What the index keeps of facts and settings is what it was given."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.model.codec import decode, encode
from salesbook.model.fact_codec import decode_facts, encode_facts
from salesbook.model.facts import Fact, Ordered
from salesbook.model.policy import Policy
from salesbook.model.terms import Event, TermPart

st.register_type_strategy(Decimal, st.decimals(-(10**15), 10**15, allow_nan=False, places=6))
st.register_type_strategy(date, st.dates())


@pytest.mark.parametrize("form", get_args(Fact), ids=lambda form: form.__name__)
def test_every_fact_comes_back(form: type[Fact]) -> None:
    @given(st.lists(st.from_type(form), max_size=3))
    def comes_back(facts: list[Fact]) -> None:
        read = decode_facts(encode_facts(facts))
        assert read == facts
        assert list(map(repr, read)) == list(map(repr, facts)), "a named tuple equals any tuple of its values"

    comes_back()


NAMED_BY_TEXT = {
    "terms": st.dictionaries(st.text(), st.from_type(tuple[TermPart, ...])),
    "account_currency": st.dictionaries(st.text(), st.text()),
    "product_tax": st.dictionaries(st.text(), st.decimals(0, 1, places=4)),
}


@given(st.builds(Policy, **dict.fromkeys(Policy._fields, ...) | NAMED_BY_TEXT))
def test_a_policy_comes_back(policy: Policy) -> None:
    read = decode(Policy, encode(policy))
    assert read == policy
    assert repr(read) == repr(policy)


def test_terms_stay_a_name_or_parts() -> None:
    for terms in ("net30", None, (TermPart(Decimal(1), Event.ORDER, pay_day=5),)):
        fact = Ordered("SO-1", date(2026, 1, 1), "C", (), (), terms, None)
        assert decode_facts(encode_facts([fact])) == [fact]
