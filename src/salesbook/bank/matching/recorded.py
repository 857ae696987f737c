"""Explanations by what is recorded already: payments, refunds, hand-ins, bills."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.bank.decision import Explanation
from salesbook.bank.identity import Line
from salesbook.bank.matching.evidence import CERTAIN, LIKELY, Evidence
from salesbook.bank.names import cites, normal_name
from salesbook.bank.receivables import RecordedHandIn
from salesbook.bank.words import BILL_WORDS, HAND_IN_WORDS, says
from salesbook.i18n import Text
from salesbook.model.money import plain

_RECORDED_DAYS = 10
"""How far the day of a recorded payment may lie from the bank's."""
_HAND_IN_DAYS = 5
_BILL_DAYS = 10


def by_recorded(evidence: Evidence) -> list[Explanation]:
    """All explanations by entries that no line was matched to."""
    return [*recorded_payments(evidence), *_handins(evidence), *_bills(evidence)]


def recorded_payments(evidence: Evidence) -> Iterator[Explanation]:
    """Payments of this amount that are recorded and that no line was matched to."""
    for payment in evidence.book.payments:
        days = abs((payment.date - evidence.line.date).days)
        if payment.amount != evidence.line.amount or payment.account != evidence.book.account or days > _RECORDED_DAYS:
            continue
        name = evidence.name(payment.customer)
        reasons = [
            Text(
                "{payment} over {amount} is recorded on {date} and the bank has not shown it yet",
                "已登记收款 {payment}，金额 {amount}，日期 {date}，银行尚未出现",
            ).format(payment=payment.id, amount=plain(payment.amount, evidence.book.currency), date=payment.date)
        ]
        flags: list[Text] = []
        if evidence.payer.reason and evidence.pays_for(payment.customer):
            reasons.append(evidence.payer.reason)
        elif evidence.payer.customers and not evidence.pays_for(payment.customer):
            flags.append(
                Text("the payer is another customer, not {name}", "付款方是另一客户，不是 {name}").format(name=name)
            )
        elif evidence.cited & payment.orders:
            reasons.append(Text("the memo cites its order", "附言写明了订单号"))
        elif normal_name(evidence.line.payer):
            flags.append(
                Text("the payer {payer} is not known as {name}", "付款方 {payer} 未登记为 {name}").format(
                    payer=evidence.line.payer, name=name
                )
            )
        elif days > _HAND_IN_DAYS:
            flags.append(Text("the days lie {days} apart", "日期相差 {days} 天").format(days=days))
        yield Explanation(
            customer=payment.customer,
            payments=(payment.id,),
            confidence=LIKELY if flags else CERTAIN,
            reasons=tuple(reasons),
            flags=tuple(flags),
        )


def _handins(evidence: Evidence) -> Iterator[Explanation]:
    """Hand-ins of this amount that no line was matched to."""
    for handin in evidence.book.handins:
        days = abs((handin.date - evidence.line.date).days)
        if handin.amount != evidence.line.amount or handin.account != evidence.book.account or days > _HAND_IN_DAYS:
            continue
        amount = plain(handin.amount, evidence.book.currency)
        reason = Text("{rep} handed in {amount} on {date} ({handin})", "{rep} 于 {date} 交款 {amount}（{handin}）")
        reason = reason.format(rep=handin.rep_name, amount=amount, date=handin.date, handin=handin.id)
        known = _is_from(evidence.line, handin)
        flags = () if known else (Text("nothing on the line names the rep", "流水上没有业务员的信息"),)
        if evidence.payer.customers:
            flags = (Text("the payer is a customer", "付款方是客户"),)
        yield Explanation(handins=(handin.id,), confidence=LIKELY if flags else CERTAIN, reasons=(reason,), flags=flags)


def _is_from(line: Line, handin: RecordedHandIn) -> bool:
    words = normal_name(f"{line.payer or ''}{line.memo or ''}")
    return normal_name(handin.rep_name) in words or says(line.memo, HAND_IN_WORDS)


def _bills(evidence: Evidence) -> Iterator[Explanation]:
    """Bills in hand of this amount that are due about now, where the line speaks of a bill."""
    for bill in evidence.book.bills:
        if bill.amount != evidence.line.amount:
            continue
        named = cites(evidence.line.memo or "", bill.number)
        near = bill.matures is not None and abs((bill.matures - evidence.line.date).days) <= _BILL_DAYS
        words = f"{evidence.line.memo or ''} {evidence.line.payer or ''}"
        if not named and not (near and says(words, BILL_WORDS)):
            continue
        reason = Text("the bill {number} of {payment} matures on {date}", "{payment} 的票据 {number} 于 {date} 到期")
        flags = () if named else (Text("the memo does not cite the bill's number", "附言没有写票据号码"),)
        yield Explanation(
            customer=bill.customer,
            bills=(bill.event,) if bill.event else (),
            collects=() if bill.event else (bill.payment,),
            confidence=CERTAIN if named else LIKELY,
            reasons=(reason.format(number=bill.number, payment=bill.payment, date=bill.matures or "?"),),
            flags=flags,
        )
