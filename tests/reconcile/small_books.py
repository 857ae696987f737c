"""Small books as the matcher sees them: each test says only what matters to it. Amounts in minor units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from salesbook.bank.decision import Decision
from salesbook.bank.identity import Line
from salesbook.bank.matching import match
from salesbook.bank.receivables import (
    BillInHand,
    KnownCustomer,
    OpenItem,
    OpenOrder,
    OwnAccount,
    Receivables,
    RecordedHandIn,
    RecordedPayment,
)

COMPANY = "上海云岚智能装备有限公司"
DAY = date(2026, 10, 12)
HDJM = KnownCustomer("HDJM", "华东精密机械有限公司", ("华东精密机械有限公司", "华东精密"), ("4402001122338899",))
RCQX = KnownCustomer("RCQX", "上海瑞昌医疗器械有限公司", ("上海瑞昌医疗器械有限公司", "瑞昌"), ("6222021001112223334",))


def line(
    amount: int,
    payer: str | None = HDJM.name,
    memo: str | None = "货款",
    account: str | None = None,
    day: date = DAY,
    id: str | None = None,
) -> Line:
    return Line("icbc", day, amount, payer, account, memo, None, id)


def order(
    id: str,
    unsettled: int,
    items: Iterable[int] | None = None,
    customer: KnownCustomer = HDJM,
    day: date = date(2026, 9, 1),
    opening: bool = False,
) -> OpenOrder:
    open_items = tuple(OpenItem(amount) for amount in ((unsettled,) if items is None else items))
    return OpenOrder(id, customer.id, day, "CNY", unsettled, open_items, opening)


def payment(
    id: str,
    amount: int,
    customer: KnownCustomer = HDJM,
    day: date = DAY,
    account: str | None = "icbc",
    orders: Iterable[str] = (),
) -> RecordedPayment:
    return RecordedPayment(id, customer.id, day, amount, account, frozenset(orders))


def handin(id: str, amount: int, rep_name: str = "王芳", day: date = DAY) -> RecordedHandIn:
    return RecordedHandIn(id, "rep", rep_name, day, amount, "icbc")


def book(
    *orders: OpenOrder,
    customers: Iterable[KnownCustomer] = (HDJM, RCQX),
    payments: Iterable[RecordedPayment] = (),
    handins: Iterable[RecordedHandIn] = (),
    bills: Iterable[BillInHand] = (),
    settled: Mapping[str, KnownCustomer] | None = None,
    numbers: Mapping[str, Mapping[str, int | None]] | None = None,
    rejected: Mapping[str, frozenset[str]] | None = None,
    currency: str = "CNY",
) -> Receivables:
    """``settled`` orders can take nothing any more; ``numbers`` are those besides the orders' ids."""
    owners = {each.id: each.customer for each in orders} | {id: each.id for id, each in (settled or {}).items()}
    ids: dict[str, Mapping[str, int | None]] = {id: {id: None} for id in owners}
    return Receivables(
        account="icbc",
        currency=currency,
        company=COMPANY,
        customers={each.id: each for each in customers},
        orders={each.id: each for each in orders},
        payments=tuple(payments),
        handins=tuple(handins),
        bills=tuple(bills),
        own_accounts=(OwnAccount("icbc", "1001244309200012345", COMPANY), OwnAccount("cmb", "121909876510801", None)),
        suppliers=("昆山元冠金属材料有限公司",),
        numbers=ids | dict(numbers or {}),
        owners=owners,
        rejected=rejected or {},
    )


def decide(stated: Line, known: Receivables) -> Decision:
    (decision,) = match([stated], known)
    return decision


def paid(decision: Decision) -> dict[str, int]:
    """What the best explanation gives to each order."""
    return {share.order: share.amount for share in decision.best.orders}
