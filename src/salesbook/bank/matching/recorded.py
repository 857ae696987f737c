"""Explanations by what is recorded already: payments, refunds, hand-ins, bills."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from salesbook.bank.decision import Explanation
from salesbook.bank.identity import Line
from salesbook.bank.matching.evidence import (
    ANOTHER_CUSTOMER,
    ANOTHER_OF_GROUP,
    CERTAIN,
    CITES_OTHERS,
    COMMON,
    LIKELY,
    Evidence,
)
from salesbook.bank.names import cites, normal_name
from salesbook.bank.receivables import BillInHand, RecordedHandIn, RecordedPayment
from salesbook.bank.words import BILL_WORDS, HAND_IN_WORDS, says
from salesbook.i18n import Text

_NEAR_DAYS = 10
"""How far the day of a recorded payment may lie from the bank's to be taken for it without doubt."""
_COMMON_DAYS = 3
"""How far it may lie where many orders have its amount, which then proves little."""
_FAR_DAYS = 45
"""How far it may lie to be thought of at all: a cheque takes its time."""
_UNNAMED_DAYS = 5
_HAND_IN_DAYS = 5
_BILL_DAYS = 10


def by_recorded(evidence: Evidence) -> list[Explanation]:
    """All explanations by entries that no line was matched to."""
    return [*recorded_payments(evidence), *_handins(evidence), *_bills(evidence)]


def recorded_payments(evidence: Evidence) -> list[Explanation]:
    """Payments of this amount that are recorded and that no line was matched to.

    Of a customer's payments that fit equally well the one of the nearest day is meant.
    """
    fitting: dict[str, list[RecordedPayment]] = defaultdict(list)
    doubted: list[Explanation] = []
    for payment in evidence.book.payments_by_amount.get(evidence.line.amount, ()):
        if not _possible(evidence, payment):
            continue
        flags = list(_doubts_of_payment(evidence, payment))
        if not flags:
            fitting[payment.customer].append(payment)
        else:
            doubted.append(_cleared(evidence, payment, *flags))
    found: list[Explanation] = []
    for payments in fitting.values():
        nearest = min(_days(evidence, payment) for payment in payments)
        for payment in payments:
            further = _days(evidence, payment) > nearest
            found.append(_cleared(evidence, payment, *([_ANOTHER_IS_NEARER] if further else [])))
    return found + doubted


def _possible(evidence: Evidence, payment: RecordedPayment) -> bool:
    """Whether a payment is to be thought of: this customer's own of some weeks, another's only of these days."""
    if evidence.pays_for(payment.customer):
        return _days(evidence, payment) <= _FAR_DAYS
    return payment.account == evidence.book.account and _days(evidence, payment) <= _NEAR_DAYS


def _days(evidence: Evidence, payment: RecordedPayment) -> int:
    return abs((payment.date - evidence.line.date).days)


def _cleared(evidence: Evidence, payment: RecordedPayment, *flags: Text) -> Explanation:
    reasons = [_RECORDED.format(date=payment.date)]
    if evidence.payer.reason and evidence.payer.certain == payment.customer:
        reasons.append(evidence.payer.reason)
    if evidence.cited_orders & payment.orders:
        reasons.append(_CITES_ITS_ORDER)
    return Explanation(
        customer=payment.customer,
        payments=(payment.id,),
        confidence=LIKELY if flags else CERTAIN,
        reasons=tuple(reasons),
        flags=flags,
    )


_RECORDED = Text("recorded for {date}, same amount", "已登记于 {date}，金额一致")
_CITES_ITS_ORDER = Text("the memo cites its order", "附言写明其订单号")
_ANOTHER_IS_NEARER = Text("another of this amount is nearer by date", "另一笔同额收款日期更近")
_FAR_APART = Text("the days lie {days} apart", "日期相差 {days} 天")
_OTHER_ACCOUNT = Text("it is recorded on account {account}", "登记的账户是 {account}")
_NO_ACCOUNT = Text("it is recorded without an account", "登记时未写账户")
_NOT_KNOWN_AS = Text("{payer} is not known as {name}", "{payer} 未登记为 {name}")
_COMMON_AMOUNT = Text(
    "the line names no payer, and others have this amount too", "流水未注明付款方，且另有金额相同的款项"
)


def _doubts_of_payment(evidence: Evidence, payment: RecordedPayment) -> Iterator[Text]:
    """Why a recorded payment may not be what the line shows."""
    name = evidence.name(payment.customer)
    if payment.account is None:
        yield _NO_ACCOUNT
    elif payment.account != evidence.book.account:
        yield _OTHER_ACCOUNT.format(account=payment.account)
    common = len(evidence.book.orders_by_amount.get(payment.amount, ())) >= COMMON
    if _days(evidence, payment) > (_COMMON_DAYS if common else _NEAR_DAYS):
        yield _FAR_APART.format(days=_days(evidence, payment))
    if evidence.not_meant(payment.orders):
        yield CITES_OTHERS.format(numbers=", ".join(evidence.not_meant(payment.orders)))
    if evidence.payer.certain == payment.customer or (
        evidence.cited_orders & payment.orders and (evidence.pays_for(payment.customer) or not evidence.payer.customers)
    ):
        return
    if evidence.payer.certain:
        of_group = evidence.pays_for(payment.customer)
        yield (ANOTHER_OF_GROUP if of_group else ANOTHER_CUSTOMER).format(name=name)
    elif evidence.payer.customers:
        yield evidence.payer.doubt or ANOTHER_CUSTOMER.format(name=name)
    elif normal_name(evidence.line.payer):
        yield _NOT_KNOWN_AS.format(payer=evidence.line.payer, name=name)
    elif _days(evidence, payment) > _UNNAMED_DAYS or not _only_one_of_its_amount(evidence):
        yield _COMMON_AMOUNT


def _only_one_of_its_amount(evidence: Evidence) -> bool:
    """Whether nothing else in the book has the line's amount."""
    book, amount = evidence.book, evidence.line.amount
    recorded = len(book.payments_by_amount.get(amount, ())) + sum(each.amount == amount for each in book.handins)
    return recorded == 1 and not book.orders_by_amount.get(amount)


def _handins(evidence: Evidence) -> Iterator[Explanation]:
    """Hand-ins of this amount that no line was matched to."""
    for handin in evidence.book.handins:
        days = abs((handin.date - evidence.line.date).days)
        if handin.amount != evidence.line.amount or handin.account != evidence.book.account or days > _HAND_IN_DAYS:
            continue
        flags = tuple(_doubts_of_handin(evidence, handin))
        yield Explanation(
            handins=(handin.id,),
            confidence=LIKELY if flags else CERTAIN,
            reasons=(_HANDED_IN.format(rep=handin.rep_name, date=handin.date),),
            flags=flags,
        )


_HANDED_IN = Text("{rep} handed it in on {date}", "{date} {rep}交款")


def _doubts_of_handin(evidence: Evidence, handin: RecordedHandIn) -> Iterator[Text]:
    line, rep = evidence.line, normal_name(handin.rep_name)
    if evidence.payer.customers:
        yield Text("the payer is a customer", "付款方是客户")
    elif rep not in {normal_name(line.payer), *_names_in(line)} and not _nameless_cash(line, evidence):
        yield Text("nothing on the line names the rep", "流水上没有业务员的信息")


def _names_in(line: Line) -> Iterator[str]:
    """Words of a memo that may be a rep's name: ``王芳交款``."""
    memo = normal_name(line.memo)
    for word in HAND_IN_WORDS:
        before, found, after = memo.partition(normal_name(word))
        if found:
            yield before
            yield after


def _nameless_cash(line: Line, evidence: Evidence) -> bool:
    """Cash paid in under no name or the company's own."""
    name = normal_name(line.payer)
    return says(line.memo, HAND_IN_WORDS) and name in {"", normal_name(evidence.book.company)}


def _bills(evidence: Evidence) -> Iterator[Explanation]:
    """Bills of this amount, in hand or turned into money, that the line cites; in doubt also those due about now."""
    for bill in evidence.book.bills:
        if bill.amount != evidence.line.amount:
            continue
        named = cites(evidence.line.memo or "", bill.number)
        near = bill.matures is not None and abs((bill.matures - evidence.line.date).days) <= _BILL_DAYS
        words = f"{evidence.line.memo or ''} {evidence.line.payer or ''}"
        if not named and not (near and says(words, BILL_WORDS)):
            continue
        explained = _collected(bill)
        doubt = Text("the memo does not cite the bill's number", "附言没有写票据号码")
        if named:
            yield replace(explained, reasons=(*explained.reasons, Text("the memo cites its number", "附言写明票号")))
        else:
            yield replace(explained, confidence=LIKELY, flags=(doubt,))


def _collected(bill: BillInHand) -> Explanation:
    reason = Text("a bill of this amount, due on {date}", "金额一致的票据，{date} 到期")
    return Explanation(
        customer=bill.customer,
        bills=(bill.event,) if bill.event else (),
        collects=() if bill.event else (bill.payment,),
        confidence=CERTAIN,
        reasons=(reason.format(date=bill.matures or "?"),),
    )
