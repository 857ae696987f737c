"""What is wrong with an entry: all of it at once, each once, at its field, in words of the format."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salesbook.model import codes
from salesbook.model.kinds import KINDS, Kind
from salesbook.model.kinds.orders import Order
from salesbook.model.part import shape_of_part, validate
from salesbook.model.problem import Problem
from tests.model.entries import WHOLE, found, raw, read, valid

ORDER = "id: SO-1\ndate: 2026-11-21\ncustomer: C\nlines: [{product: P, qty: 1, price: 2}]"
CUSTOMER = "id: C\nname: 甲"
PRODUCT = "id: P\nname: 轴承"


def test_all_problems_at_once() -> None:
    text = """
        id: a b
        date: 20261121
        customr: C
        lines: [{product: P, qty: 0, price: "5", tax: 13}, {text: 5, qty: 1.1234567, price: 1, txt: 3}]
        note:
        """
    assert sorted(found("orders", text), key=str) == [
        ("customer", "E0101"),
        ("customr", "E0102"),
        ("date", "E0103"),
        ("id", "E0107"),
        ("lines.0.price", "E0103"),
        ("lines.0.qty", "E0103"),
        ("lines.0.tax", "E0103"),
        ("lines.1.qty", "E0106"),
        ("lines.1.text", "E0104"),
        ("lines.1.txt", "E0102"),
        ("note", "E0105"),
    ]


WRONG = [
    ("terms", "5", "terms", "E0104"),
    ("terms", "true", "terms", "E0104"),
    ("terms", "{share: 100%, after: order}", "terms", "E0103"),
    ("terms", "[net30]", "terms.0", "E0103"),
    ("terms", "[{share: 50%, after: order}]", "terms", "E0108"),
    ("terms", "[]", "terms", "E0108"),
    ("terms", "[{share: 1, after: order}]", "terms.0.share", "E0103"),
    ("terms", "[{share: 100%, after: orders}]", "terms.0.after", "E0103"),
    ("terms", "[{share: 100%, after: order, days: -1}]", "terms.0.days", "E0103"),
    ("terms", "[{share: 100%, after: order, days: 999999999}]", "terms.0.days", "E0103"),
    ("terms", "[{share: 100%, after: order, pay_day: 32}]", "terms.0.pay_day", "E0103"),
    ("terms", "[{share: 100%, after: order, statement_day: 0.5}]", "terms.0.statement_day", "E0103"),
    ("reps", "{a: 60%}", "reps", "E0108"),
    ("reps", "{}", "reps", "E0108"),
    ("reps", "{a: 60, b: 40%}", "reps.a", "E0103"),
    ("reps", "[a]", "reps", "E0103"),
    ("lines", "[]", "lines", "E0103"),
    ("lines", "5", "lines", "E0103"),
    ("lines", "{product: P}", "lines", "E0103"),
    ("lines", "[P]", "lines.0", "E0103"),
    ("date", '"2026-11-21"', "date", "E0103"),
    ("date", "0026-11-21", "date", "E0103"),
    ("date", "9999-12-31", "date", "E0103"),
    ("date", "21.11.2026", "date", "E0103"),
    ("total", "1,234.50", "total", "E0103"),
    ("total", "1.2345", "total", "E0106"),
    ("total", "1234567890123456", "total", "E0106"),
    ("total", "1e15", "total", "E0106"),
    ("total", "[5]", "total", "E0103"),
    ("currency", "cny", "currency", "E0103"),
    ("currency", "5", "currency", "E0103"),
    ("customer", "00123", "customer", "E0104"),
    ("customer", "2026-11-21", "customer", "E0104"),
    ("customer", "甲 乙", "customer", "E0107"),
    ("customer", "x" * 41, "customer", "E0107"),
    ("customer", "[C]", "customer", "E0103"),
    ("tags", "urgent", "tags", "E0103"),
    ("tags", "[5]", "tags.0", "E0104"),
    ("fields", "5", "fields", "E0103"),
    ("forced", "{rule: x}", "forced.reason", "E0101"),
    ("note", "{a: 1}", "note", "E0103"),
]


@pytest.mark.parametrize(("name", "written", "field", "code"), WRONG)
def test_one_wrong_value_is_one_problem(name: str, written: str, field: str, code: str) -> None:
    assert found("orders", ORDER, **{name: written}) == [(field, code)]


@pytest.mark.parametrize(
    ("kind", "text", "name", "written", "field"),
    [
        ("products", PRODUCT, "active", "yes", "active"),
        ("products", PRODUCT, "active", "1", "active"),
        ("payments", "id: P\ndate: 2026-11-21\ncustomer: C\namount: 5", "method", "banc", "method"),
        ("targets", "rep: R", "month", "2026-13", "month"),
        ("targets", "rep: R", "quarter", "2026-Q5", "quarter"),
        ("targets", "rep: R", "year", "26", "year"),
        ("targets", "year: 2026", "orders", "1.5", "orders"),
    ],
)
def test_wrong_values_of_other_kinds(kind: str, text: str, name: str, written: str, field: str) -> None:
    assert found(kind, text, **{name: written}) == [(field, "E0103")]


def test_an_item_without_value_does_not_move_the_others() -> None:
    lines = "[null, {product: P, qty: x, price: 1}]"
    assert found("orders", ORDER, lines=lines) == [("lines.0", "E0105"), ("lines.1.qty", "E0103")]


def test_a_field_without_value_is_told_once() -> None:
    assert found("orders", ORDER, customer="") == [("customer", "E0105")]
    assert found("orders", ORDER, fields="{colour: }") == [("fields.colour", "E0105")]


def message(kind: str, text: str, **changed: str) -> tuple[str, str]:
    _, (problem,) = read(kind, text, **changed)
    return problem.message.en, problem.advice.en


@pytest.mark.parametrize(
    ("kind", "changed", "said", "advised"),
    [
        ("orders", {"costomer": "C"}, "the field `costomer` is unknown", "did you mean `customer`?"),
        ("orders", {"forced": "{rule: x, reson: y, reason: z}"}, "`forced.reson`", "did you mean `reason`?"),
        ("orders", {"lines": "[{product: P, qty: 1, price: 1, discont: 5%}]"}, "`lines.0.discont`", "`discount`"),
        (
            "orders",
            {"terms": "[{share: 100%, after: order, statementday: 5}]"},
            "terms.0.statementday",
            "`statement_day`",
        ),
        ("customers", {"reps": "[{rep: A, frm: 2026-01-01}]"}, "`reps.0.frm`", "did you mean `from`?"),
        ("customers", {"colour": "red"}, "`colour` is unknown", "put your own under `fields: {}`"),
        ("customers", {"settle": "old"}, "one of: oldest, explicit", "did you mean `oldest`?"),
        ("customers", {"settle": "[x]"}, "`settle` is a list", "choose one of them"),
        ("customers", {"credit_limit": '"500"'}, "must be a number", "remove the quotes"),
        ("customers", {"credit_limit": "many"}, "must be a number", "1234.50"),
        ("customers", {"credit_limit": "1.2345"}, "has more than 3 decimals", "round"),
        ("customers", {"name": "00123"}, "`name` is a text", "put it in quotes"),
        ("customers", {"tax_id": "true"}, "true without quotes", 'put it in quotes: "true"'),
        ("orders", {"date": '"2026-11-21"'}, "must be a date", "remove the quotes"),
        ("orders", {"date": "26-11-21"}, "must be a date", "year, month and day"),
        ("orders", {"date": "0026-11-21"}, "must be a date from 1900 to 2199", "correct the value"),
        ("orders", {"lines": "[]"}, "`lines` is an empty list", "correct the value"),
        ("orders", {"reps": "{a: 60%, b: 30%}"}, "the shares of `reps` add up to 90%, not 100%", "correct the shares"),
    ],
)
def test_messages_name_what_was_meant(kind: str, changed: dict[str, str], said: str, advised: str) -> None:
    what, advice = message(kind, ORDER if kind == "orders" else CUSTOMER, **changed)
    assert said in what
    assert advised in advice


def everything_wrong() -> Iterator[Problem]:
    for name, written, _, _ in WRONG:
        yield from read("orders", ORDER, **{name: written})[1]
    yield from read("orders", ORDER, xyz="1", customer=None)[1]
    yield from read("customers", CUSTOMER, rep="A", reps="[{rep: B}]")[1]
    yield from read("customers", CUSTOMER, name="")[1]


def test_messages_are_whole_in_both_languages_and_hold_no_words_of_the_machinery() -> None:
    problems = list(everything_wrong())
    assert {problem.code for problem in problems} == set(codes.CODES)
    for problem in problems:
        for text in (problem.message, problem.advice):
            for words in (text.en, text.zh):
                assert words
                assert not any(odd in words for odd in ("<", "function-", "Decimal", "literal", "None", "_type"))


@pytest.mark.parametrize("kind", WHOLE)
def test_what_every_entry_may_have(kind: str) -> None:
    more = {"tags": "[急]", "fields": '{colour: red, "1": [2, 3.5]}', "forced": "{rule: E0901, reason: 老客户}"}
    entry = valid(kind, WHOLE[kind], note="备注", **more)
    assert (entry.note, entry.tags) == ("备注", ["急"])
    assert entry.fields == {"colour": "red", "1": [2, Decimal("3.5")]}


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_no_amount(value: str) -> None:
    _, problems = validate(Order, raw(ORDER) | {"total": Decimal(value)})
    assert [(problem.field, problem.code.id) for problem in problems] == [("total", "E0103")]


@given(st.decimals(allow_nan=False, allow_infinity=False) | st.decimals(-(10**6), 10**6, places=4))
@example(Decimal("1E+3"))
@example(Decimal("1.5000"))
@example(Decimal("-0.0001"))
@example(Decimal("999999999999999"))
@example(Decimal("1E+15"))
@example(Decimal("1234567890123.456"))
def test_an_amount_is_held_to_its_limits_however_it_is_written(amount: Decimal) -> None:
    _, problems = validate(Order, raw(ORDER) | {"total": amount})
    short = len(amount.as_tuple().digits) <= 15 and amount.adjusted() < 15
    within = short and amount == amount.quantize(Decimal("0.001"), context=Context(prec=40))
    assert [problem.code for problem in problems] == ([] if within else [codes.TOO_MANY_DIGITS])


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.decimals(allow_nan=False) | st.dates() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_any_value_of_any_field_is_taken_or_told(kind: Kind) -> None:
    model, whole = kind.model(), raw(WHOLE[kind.name])
    names = [field.name for field in shape_of_part(model).fields]

    @given(st.sampled_from(names), ANYTHING)
    def is_taken_or_told(name: str, value: object) -> None:
        entry, problems = validate(model, whole | {name: value})
        assert entry is not None or problems
        for problem in problems:
            assert problem.message.en
            assert (problem.field or "").split(".")[0] in {name, ""}

    is_taken_or_told()
