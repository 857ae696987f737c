"""Small books under review, made at random: few customers, amounts that often meet."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from hypothesis import strategies as st

from salesbook.bank.decision import CreditReason, Explanation, NewCredit, Share, TakenUp
from salesbook.bank.identity import Line
from salesbook.bank.matching import match
from salesbook.bank.proof import Proof
from salesbook.bank.receivables import (
    BillInHand,
    FreeMoney,
    HeldPayment,
    KnownCustomer,
    OpenItem,
    OpenOrder,
    OwnAccount,
    Receivables,
    RecordedHandIn,
    RecordedPayment,
)
from salesbook.bank.reconciliation import ReconciledLine, Reconciliation
from salesbook.bank.reviewing.remaining import settled_by
from salesbook.bank.reviewing.state import ReviewState, begin
from salesbook.bank.statement import StatementLine, Status
from salesbook.model.money import to_decimal

TODAY = date(2026, 11, 5)
CUSTOMERS = (
    KnownCustomer(
        "HDJM", "华东精密机械有限公司", ("华东精密机械有限公司", "华东精密"), ("4402001122338899",), "huadong"
    ),
    KnownCustomer("HDJT", "华东机械集团", ("华东机械集团",), (), "huadong"),
    KnownCustomer("RCQX", "上海瑞昌医疗器械有限公司", ("上海瑞昌医疗器械有限公司", "瑞昌"), ()),
)
PAYERS = (*(each.name for each in CUSTOMERS), "李明", None)
AMOUNTS = st.sampled_from([100, 200, 300, 500, 1000, 12345])
DAYS = st.integers(0, 60).map(lambda days: date(2026, 10, 1) + timedelta(days))
OWNERS = st.sampled_from([each.id for each in CUSTOMERS])


@st.composite
def open_orders(draw: st.DrawFn, number: int) -> OpenOrder:
    items = tuple(OpenItem(draw(AMOUNTS), draw(DAYS)) for _ in range(draw(st.integers(0, 2))))
    coming = draw(st.sampled_from([0, 400])) if items else draw(AMOUNTS)
    owed = sum(item.amount for item in items)
    return OpenOrder(f"SO-2610-{number:04}", draw(OWNERS), draw(DAYS), "CNY", owed + coming, items)


@st.composite
def receivables(draw: st.DrawFn) -> Receivables:
    orders = [draw(open_orders(number)) for number in range(draw(st.integers(0, 5)))]
    numbers = iter(range(100))
    signs = st.sampled_from([1, 1, 1, -1])
    return Receivables(
        account="icbc",
        currency="CNY",
        company="上海云岚智能装备有限公司",
        customers={each.id: each for each in CUSTOMERS},
        orders={order.id: order for order in orders},
        payments=tuple(
            RecordedPayment(f"PY-{next(numbers)}", draw(OWNERS), draw(DAYS), draw(AMOUNTS) * draw(signs), "icbc")
            for _ in range(draw(st.integers(0, 2)))
        ),
        handins=tuple(
            RecordedHandIn(f"HI-{next(numbers)}", "wang-fang", "王芳", draw(DAYS), draw(AMOUNTS), "icbc")
            for _ in range(draw(st.integers(0, 1)))
        ),
        bills=tuple(
            BillInHand(f"PY-{next(numbers)}", draw(OWNERS), "1311", draw(DAYS), draw(AMOUNTS))
            for _ in range(draw(st.integers(0, 1)))
        ),
        own_accounts=(OwnAccount("icbc", "1001", None),),
        suppliers=(),
        numbers={order.id: {order.id: None} for order in orders},
        owners={order.id: order.customer for order in orders},
        rejected={},
        held=tuple(
            HeldPayment(f"PY-{next(numbers)}", "wang-fang", "王芳", draw(OWNERS), draw(DAYS), draw(AMOUNTS))
            for _ in range(draw(st.integers(0, 1)))
        ),
        foreign=tuple(
            draw(open_orders(number))._replace(currency="USD") for number in range(10, 10 + draw(st.integers(0, 2)))
        ),
        free=tuple(
            FreeMoney(f"PY-{next(numbers)}", draw(OWNERS), draw(DAYS), draw(AMOUNTS), credit=False)
            for _ in range(draw(st.integers(0, 1)))
        ),
        reps={"wang-fang": "王芳"},
        fee_max=5000,
        rounding_max=100,
    )


@st.composite
def lines(draw: st.DrawFn) -> tuple[Line, ...]:
    amounts = st.sampled_from([100, 200, 300, 500, 600, 1000, 1300, 12345, -200])
    memos = st.sampled_from(["货款", "SO-2610-0001 货款", "SO-2610-0002", None, "代瑞昌付货款"])
    return tuple(
        Line("icbc", draw(DAYS), draw(amounts), draw(st.sampled_from(PAYERS)), None, draw(memos), None, f"BL-{at}")
        for at in range(draw(st.integers(1, 5)))
    )


def statement_of(view: Receivables, stated: tuple[Line, ...]) -> Reconciliation:
    """A statement of these lines against a book, as the matcher sees it."""
    return Reconciliation(
        file="icbc.csv",
        format="icbc",
        account=view.account,
        currency=view.currency,
        lines=tuple(
            ReconciledLine(_stated(line, at, view.currency), line, line.id or "", False, decision)
            for at, (line, decision) in enumerate(zip(stated, match(stated, view), strict=True))
        ),
        missing=(),
        proof=Proof(None, Decimal(0), None, None, ()),
    )


def _stated(line: Line, at: int, currency: str) -> StatementLine:
    return StatementLine(
        row=at + 1,
        date=line.date,
        amount=to_decimal(line.amount, currency),
        payer=line.payer,
        payer_account=line.payer_account,
        memo=line.memo,
        reference=line.reference,
        balance=None,
        currency=currency,
        status=Status.BOOKED,
    )


@st.composite
def reviews(draw: st.DrawFn) -> tuple[Reconciliation, ReviewState]:
    """A statement, and its review before anything is decided."""
    view = draw(receivables())
    found = statement_of(view, draw(lines()))
    return found, begin([found], {view.account: view})


def entered(state: ReviewState) -> list[Explanation]:
    """All that is certain or decided."""
    return [*state.posted, *(each for made in state.resolutions.values() for each in made.explanations)]


def over_allocated(state: ReviewState) -> list[str]:
    """What is given out more than there was, or taken twice."""
    (view,) = state.views.values()
    taken = entered(state)
    given, used = Counter[str](), Counter[str]()
    for each in taken:
        for order, amount in settled_by(each):
            given[order] += amount
        used.update((*each.payments, *each.handins, *each.bills, *each.collects, *each.hands_in))
    there = {**view.orders, **{order.id: order for order in view.foreign}}
    too_much = [order for order, amount in given.items() if amount > there[order].unsettled]
    return [*too_much, *(id for id, times in used.items() if times > 1)]


def wholly_explained(state: ReviewState) -> bool:
    """Whether the parts of each decided line come to its amount."""
    return all(
        sum(part.amount for part in made.parts) == state.lines[id].amount for id, made in state.resolutions.items()
    )


IDS = st.lists(st.sampled_from(["PY-1", "SO-1", "华东"]), max_size=2).map(tuple)
EXPLANATIONS = st.builds(
    partial(Explanation),  # all fields of a named tuple would be made up, also those with a default
    customer=st.none() | st.sampled_from(["HDJM", "瑞昌"]),
    payments=IDS,
    handins=IDS,
    collects=IDS,
    orders=st.lists(st.builds(Share, st.text(max_size=3), AMOUNTS, st.booleans(), st.none() | AMOUNTS), max_size=2).map(
        tuple
    ),
    credits=st.lists(
        st.builds(NewCredit, st.text(max_size=3), AMOUNTS, st.sampled_from(CreditReason), st.booleans()), max_size=2
    ).map(tuple),
    taken_up=st.lists(st.builds(TakenUp, st.text(max_size=3), st.text(max_size=3), AMOUNTS), max_size=1).map(tuple),
    advance=AMOUNTS,
    ignored=st.none() | st.text(max_size=5),
)
