"""A payment, or a refund, that is recorded already and that no line was matched to."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import timedelta

from salesbook.bank.decision import Explanation, Weight
from salesbook.bank.matching.case import Case
from salesbook.bank.matching.doubts import ANOTHER_CUSTOMER, ANOTHER_OF_GROUP, CITES_OTHERS
from salesbook.bank.matching.hypothesis import Hypothesis
from salesbook.bank.matching.recorded_alike import may_be_of
from salesbook.bank.receivables import RecordedPayment
from salesbook.i18n import Text

FAR_DAYS = 45
"""How far the day of a recorded payment may lie from the bank's to be thought of at all: a cheque takes its time."""
_NEAR_DAYS = 10
_NEAR_DAYS_OF_TWINS = 5
_UNNAMED_DAYS = 5
_PRIOR = Weight(Text("it is recorded already, and would else be missing", "已登记，否则将缺少到账"), math.log(250.0))
_CHOSEN = Text("so many payments are recorded and not seen", "已登记未到账的笔数")
_DAYS_PER_UNIT = 3.0
_OTHER_ACCOUNT, _NO_ACCOUNT = Weight(Text("recorded on another account", "登记在其他账户"), -3.0), -0.5
_DAYS = Text("the days lie so far apart", "日期相差")
_ACCOUNT_LEFT_OUT = Weight(Text("recorded without an account", "登记时未写账户"), _NO_ACCOUNT)

_RECORDED = Text("recorded for {date}, same amount", "已登记于 {date}，金额一致")
_CITES_ITS_ORDER = Text("the memo cites its order", "附言写明其订单号")
_FAR_APART = Text("the days lie {days} apart", "日期相差 {days} 天")
_OPEN_ALIKE = Text(
    "the days lie {days} apart, and something that is open has this amount too",
    "日期相差 {days} 天，且另有同额未清款项",
)
_ON_ACCOUNT = Text("it is recorded on account {account}", "登记的账户是 {account}")
_WITHOUT_ACCOUNT = Text("it is recorded without an account", "登记时未写账户")
_NOT_KNOWN_AS = Text("{payer} is not known as {name}", "{payer} 未登记为 {name}")
_COMMON_AMOUNT = Text(
    "the line names no payer, and others have this amount too", "流水未注明付款方，且另有金额相同的款项"
)


def propose(case: Case) -> Iterator[Hypothesis]:
    """Recorded payments of the line's amount."""
    fitting = [each for each in case.book.payments_by_amount.get(case.amount, ()) if _possible(case, each)]
    for payment in fitting:
        yield _cleared(case, payment)


def days_apart(case: Case, payment: RecordedPayment) -> int:
    """Between the line and the payment."""
    return abs((payment.date - case.line.date).days)


def of_candidate(case: Case, customer: str) -> bool:
    """Whether one of the candidates is this customer, or of its group."""
    return any(case.book.same_group(customer, each) for each in case.payer.customers)


def _possible(case: Case, payment: RecordedPayment) -> bool:
    """Whether a payment is to be thought of: a candidate's own of some weeks, another's only of these days."""
    if of_candidate(case, payment.customer):
        return days_apart(case, payment) <= FAR_DAYS
    near = payment.account == case.book.account and days_apart(case, payment) <= _NEAR_DAYS
    return near and may_be_of(case, payment.customer)


def payer_term(case: Case, customer: str) -> Weight:
    """How likely the payer is this customer, where it may be one that is not known by its name, too."""
    term = case.payer_term(customer)
    known = [each for each in case.payer.customers if case.book.same_group(each, customer)]
    if known:
        return Weight(term.what, max(case.payer_term(each).value for each in known))
    return Weight(term.what, math.log(case.somebody_else))


def _cleared(case: Case, payment: RecordedPayment) -> Hypothesis:
    reasons = [_RECORDED.format(date=payment.date)]
    candidate = case.payer.candidate(payment.customer)
    if candidate and case.payer.certain == payment.customer:
        reasons += candidate.reasons
    cited = case.cited(payment.customer)
    weighed = cited.weigh(payment.orders) if payment.orders else None
    if cited.orders & payment.orders:
        reasons.append(_CITES_ITS_ORDER)
    terms = [
        payer_term(case, payment.customer),
        _PRIOR,
        Weight(_CHOSEN, -math.log(max(1, _as_near(case, payment)))),
        Weight(_DAYS, -days_apart(case, payment) / _DAYS_PER_UNIT),
    ]
    if weighed:
        terms.append(weighed)
    if payment.account is None:
        terms.append(_ACCOUNT_LEFT_OUT)
    elif payment.account != case.book.account:
        terms.append(_OTHER_ACCOUNT)
    return Hypothesis(
        explanation=Explanation(
            customer=payment.customer,
            payments=(payment.id,),
            reasons=tuple(reasons),
            flags=tuple(_doubts(case, payment)),
        ),
        terms=tuple(terms),
        claims={("entry", payment.id): 1},
        key=("payment", payment.id),
    )


def _as_near(case: Case, payment: RecordedPayment) -> int:
    """Among how many of these weeks a payment was found: of its customer's, or, where that is no candidate, of all."""
    if of_candidate(case, payment.customer):
        return sum(days_apart(case, each) <= FAR_DAYS for each in case.ledger.recorded_of[payment.customer])
    far, day = timedelta(FAR_DAYS), case.line.date
    return len(case.ledger.recorded_between(day - far, day + far))


def _doubts(case: Case, payment: RecordedPayment) -> Iterator[Text]:
    """Why a recorded payment may not be what the line shows."""
    name, payer = case.name(payment.customer), case.payer
    if payment.account is None and days_apart(case, payment) > _UNNAMED_DAYS:
        yield _WITHOUT_ACCOUNT
    elif payment.account not in {None, case.book.account}:
        yield _ON_ACCOUNT.format(account=payment.account)
    if days_apart(case, payment) > _NEAR_DAYS:
        yield _FAR_APART.format(days=days_apart(case, payment))
    elif days_apart(case, payment) > _NEAR_DAYS_OF_TWINS and _open_alike(case, payment):
        yield _OPEN_ALIKE.format(days=days_apart(case, payment))
    left_out = case.cited(payment.customer).left_out(payment.orders)
    if left_out:
        yield CITES_OTHERS.format(numbers=", ".join(left_out))
    if payer.contradiction:
        yield payer.contradiction
        return
    likely = payment.customer in case.likely_customers or not payer.candidates
    if payer.certain == payment.customer or (case.cited(payment.customer).orders & payment.orders and likely):
        return
    if payer.certain:
        of_group = case.book.same_group(payer.certain, payment.customer)
        yield (ANOTHER_OF_GROUP if of_group else ANOTHER_CUSTOMER).format(name=name)
    elif payer.candidates:
        if _only_namesake(case, payment):
            return
        yield payer.doubt or ANOTHER_CUSTOMER.format(name=name)
    elif payer.named:
        yield _NOT_KNOWN_AS.format(payer=case.line.payer or case.line.payer_account, name=name)
    elif days_apart(case, payment) > _UNNAMED_DAYS or not _only_one_of_its_amount(case):
        yield _COMMON_AMOUNT


def _only_namesake(case: Case, payment: RecordedPayment) -> bool:
    """Whether the printed name is that of several customers, and of them only this one has the amount anywhere."""
    candidate = case.payer.candidate(payment.customer)
    if days_apart(case, payment) > _UNNAMED_DAYS:
        return False
    if candidate is None or not candidate.sure or any(each.weight > candidate.weight for each in case.payer.candidates):
        return False
    book, amount = case.book, case.amount
    having = {each.customer for each in book.payments_by_amount.get(amount, ())}
    having |= {book.owners[order] for order in case.ledger.orders_asking(amount) if order in book.owners}
    return having.intersection(case.payer.customers) == {payment.customer}


def _open_alike(case: Case, payment: RecordedPayment) -> bool:
    """Whether something that is open has the amount as well."""
    return payment.amount > 0 and case.amount in case.ledger.payables(payment.customer).by_amount


def _only_one_of_its_amount(case: Case) -> bool:
    """Whether nothing else in the book has the line's amount."""
    book, amount = case.book, case.amount
    recorded = len(book.payments_by_amount.get(amount, ())) + sum(each.amount == amount for each in book.handins)
    return recorded == 1 and not case.ledger.orders_asking(amount)
