"""Whatever is decided, in whatever order: nothing is given out twice, and every step can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.bank.decision import Explanation, Share
from salesbook.bank.reconciliation import Reconciliation
from salesbook.bank.reviewing.choosing import Rest, choices_of_customer, oldest_first, parts_of
from salesbook.bank.reviewing.resolution import Part, Resolution, is_complete
from salesbook.bank.reviewing.state import (
    ReviewState,
    accept_certain,
    begin,
    doubt,
    open_again,
    reject,
    reopen,
    resolve,
    skip,
    take_up,
    undo,
)
from salesbook.bank.reviewing.unfinished import decode, encode
from salesbook.i18n import Text
from tests.reconcile.small_books import HDJM, book, line, order
from tests.review.books import CUSTOMERS, EXPLANATIONS, over_allocated, reviews, statement_of, wholly_explained

Step = tuple[str, int, int]
NAMES = ["accept", "oldest", "advance", "ignore", "reject", "skip", "back", "undo", "again", "doubt", "certain"]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.integers(0, 3),
        st.integers(0, 2),
    ),
    max_size=12,
)


def taken(state: ReviewState, step: Step) -> ReviewState | Text:
    """The state after a step that somebody might take."""
    name, number, other = step
    steps: dict[str, Callable[[], ReviewState | Text]] = {
        "accept": lambda: accepted(state, number),
        "oldest": lambda: chosen(state, CUSTOMERS[other].id, list(Rest)[number]),
        "advance": lambda: parted(state, Explanation(customer=CUSTOMERS[other].id, advance=amount(state))),
        "ignore": lambda: parted(state, Explanation(ignored="interest")),
        "reject": lambda: reject(state, number),
        "skip": lambda: skip(state),
        "back": lambda: skip(state, -1),
        "undo": lambda: undo(state),
        "again": lambda: open_again(state, next(iter(state.resolutions))) if state.resolutions else state,
        "doubt": lambda: doubt(state, next(iter(state.certain))) if state.certain else state,
        "certain": lambda: accept_certain(state),
    }
    return steps[name]()


def amount(state: ReviewState) -> int:
    return state.line.amount if state.line else 0


def parted(state: ReviewState, explanation: Explanation) -> ReviewState | Text:
    return resolve(state, [Part(amount(state), explanation)])


def accepted(state: ReviewState, number: int) -> ReviewState | Text:
    proposals = state.proposals[state.current] if state.current else ()
    return parted(state, proposals[number]) if number < len(proposals) else state


def chosen(state: ReviewState, customer: str, rest: Rest) -> ReviewState | Text:
    """All of a customer is ticked, more or less than the money."""
    if state.line is None:
        return state
    choices = choices_of_customer(state.left["icbc"], customer, money_in=amount(state) > 0)
    parts = parts_of(amount(state), oldest_first(choices, amount(state) + 200), customer, "CNY", rest)
    return parts if isinstance(parts, Text) else resolve(state, parts)


@settings(max_examples=100, deadline=None)
@given(reviews(), STEPS)
def test_nothing_is_given_out_twice_and_undo_gives_the_very_state_before(
    review: tuple[Reconciliation, ReviewState], steps: list[Step]
) -> None:
    _, state = review
    for step in steps:
        after = taken(state, step)
        if isinstance(after, Text):
            continue
        if step[0] not in {"skip", "back", "undo"} and after is not state:
            assert undo(after) is state
        assert not over_allocated(after)
        assert wholly_explained(after)
        assert set(after.undecided) | set(after.resolutions) == set(after.proposals)
        assert not set(after.certain) & set(after.proposals)
        state = after


@settings(max_examples=60, deadline=None)
@given(reviews(), STEPS)
def test_an_unfinished_review_is_taken_up_where_it_was(
    review: tuple[Reconciliation, ReviewState], steps: list[Step]
) -> None:
    found, first = review
    state = first
    for step in steps:
        after = taken(state, step)
        state = state if isinstance(after, Text) else after
    kept = {id: decode(encode(made)) for id, made in state.resolutions.items()}
    again = take_up(begin([found], first.views), kept)
    assert {id: made.parts for id, made in again.resolutions.items()} == {id: made.parts for id, made in kept.items()}
    assert not over_allocated(again)


@settings(max_examples=60, deadline=None)
@given(reviews(), STEPS)
def test_what_no_longer_fits_is_reviewed_anew(review: tuple[Reconciliation, ReviewState], steps: list[Step]) -> None:
    found, first = review
    state = first
    for step in steps:
        after = taken(state, step)
        state = state if isinstance(after, Text) else after
    poorer = {
        account: replace(view, orders={id: each for id, each in view.orders.items() if id[-1] in "02"}, payments=())
        for account, view in first.views.items()
    }
    again = take_up(begin([replace(found, lines=())], poorer), state.resolutions)
    assert not again.resolutions
    lines = begin([found], first.views).lines
    bare = ReviewState(poorer, lines, {}, dict.fromkeys(lines, ()))
    assert not over_allocated(take_up(bare, state.resolutions))


@given(EXPLANATIONS, st.frozensets(st.text(max_size=4), max_size=2), st.booleans())
def test_a_kept_decision_is_read_back_as_it_was(
    explanation: Explanation, rejected: frozenset[str], remember: bool
) -> None:
    read = decode(encode(Resolution((Part(5, explanation),), rejected, remember)))
    assert (read.rejected, read.remember) == (rejected, remember)
    (part,) = read.parts
    assert part.explanation._replace(confidence=explanation.confidence) == explanation


@settings(max_examples=60, deadline=None)
@given(reviews())
def test_a_proposal_that_was_rejected_is_not_made_again(review: tuple[Reconciliation, ReviewState]) -> None:
    _, state = review
    while state.current and state.proposals[state.current]:
        refused = state.proposals[state.current][0]
        after = reject(state, 0)
        assert isinstance(after, ReviewState)
        assert refused.denied <= after.rejected[state.current]
        assert all(
            (each.claims, each.customer, each.ignored) != (refused.claims, refused.customer, refused.ignored)
            for each in after.proposals[state.current]
        )
        state = after
        if len(state.rejected[state.current or ""]) > 50:
            break


@settings(max_examples=60, deadline=None)
@given(reviews())
def test_a_proposal_passed_over_is_remembered_and_what_was_chosen_is_not(
    review: tuple[Reconciliation, ReviewState],
) -> None:
    _, state = review
    if state.current is None:
        return
    best = state.proposals[state.current][:1]
    after = resolve(state, [Part(amount(state), Explanation(ignored="loan"))])
    assert isinstance(after, ReviewState)
    rejected = after.resolutions[state.current].rejected
    assert all(each.denied - {"loan"} <= rejected for each in best)
    if best and is_complete(best[0], amount(state)):
        taken_as_proposed = resolve(state, [Part(amount(state), best[0])])
        assert isinstance(taken_as_proposed, Text) or not (
            taken_as_proposed.resolutions[state.current].rejected & best[0].claims
        )


def test_an_order_cannot_be_paid_more_than_it_can_take() -> None:
    view = book(order("SO-2610-0001", 500), order("SO-2610-0002", 900))
    stated = (line(600, id="BL-1"), line(400, id="BL-2"))
    state = begin([statement_of(view, stated)], {"icbc": view})
    paid = resolve(state, [Part(600, Explanation(customer=HDJM.id, orders=(Share("SO-2610-0001", 600),)))])
    assert paid == Text("SO-2610-0001 would get 1.00 CNY more than it can take", "SO-2610-0001 将超出可收金额 1.00 CNY")
    first = resolve(state, [Part(600, Explanation(customer=HDJM.id, orders=(Share("SO-2610-0002", 600),)))])
    assert isinstance(first, ReviewState)
    second = resolve(first, [Part(400, Explanation(customer=HDJM.id, orders=(Share("SO-2610-0002", 400),)))])
    assert isinstance(second, Text)
    assert "1.00" in second.en


def test_what_a_line_of_one_account_takes_is_gone_for_those_of_another() -> None:
    view = book(order("SO-2610-0001", 500))
    views = {"icbc": view, "cmb": replace(view, account="cmb")}
    stated = line(500, id="BL-1", payer=None, memo=None)
    other = replace(stated, id="BL-2", account="cmb")
    state = ReviewState(views, {"BL-1": stated, "BL-2": other}, {}, {"BL-1": (), "BL-2": ()}, current="BL-1")
    whole = [Part(500, Explanation(customer=HDJM.id, orders=(Share("SO-2610-0001", 500),)))]
    first = resolve(state, whole)
    assert isinstance(first, ReviewState)
    assert first.current == "BL-2"
    assert resolve(first, whole) == Text("SO-2610-0001 can take no more money", "SO-2610-0001 已结清，不能再收款")


def test_what_was_refused_in_the_end_is_reviewed_first() -> None:
    view = book(order("SO-2610-0001", 500), order("SO-2610-0002", 900))
    stated = (line(500, id="BL-1", memo="SO-2610-0001"), line(77, id="BL-2"), line(88, id="BL-3"))
    state = begin([statement_of(view, stated)], {"icbc": view})
    assert set(state.certain) == {"BL-1"}
    for _ in range(2):
        after = resolve(state, [Part(amount(state), Explanation(ignored="loan"))])
        assert isinstance(after, ReviewState)
        state = after
    again = reopen(state, ["BL-1", "BL-3"])
    assert (again.current, again.undecided, set(again.resolutions)) == ("BL-1", ("BL-1", "BL-3"), {"BL-2"})


def test_a_review_begins_with_its_first_line_even_if_that_was_certain() -> None:
    view = book(order("SO-2610-0001", 500))
    state = begin(
        [statement_of(view, (line(500, id="BL-1", memo="SO-2610-0001"), line(77, id="BL-2")))], {"icbc": view}
    )
    assert (state.current, doubt(state, "BL-1").current) == ("BL-2", "BL-1")
