"""Why an explanation may be wrong although it fits: each is a sentence, and with any of them nothing is posted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from salesbook.bank.matching.case import Case
from salesbook.bank.matching.hypothesis import Pay
from salesbook.bank.matching.payables import Payable
from salesbook.bank.names import plain_name
from salesbook.bank.words import BALANCE_WORDS, PART_WORDS, says
from salesbook.i18n import Text

ANOTHER_CUSTOMER = Text("the payer is another customer, not {name}", "付款方是另一客户，不是 {name}")
ANOTHER_OF_GROUP = Text("the payer is another customer of {name}'s group", "付款方是 {name} 同集团的另一客户")
CITES_OTHERS = Text("the memo cites {numbers}", "附言写的是 {numbers}")
_SETTLED = Text("nothing is open of {numbers}, which the memo cites", "附言所写的 {numbers} 已无未结金额")
_ONE_AWAY = Text("{orders} has this amount, and its number is one slip away", "{orders} 金额相同，单号只差一处")
_NOT_CITED = Text("the memo does not cite {orders}, which would be paid too", "附言没有写 {orders}，却会一并付清")
_NOT_ALL_DUE = Text(
    "{orders} is not due in full, and another order of this amount is or was",
    "{orders} 尚未全部到期，而另有同额订单应付",
)
_SUPPLIER_TOO = Text("the payer is a supplier as well", "付款方同时也是供应商")
_LATER = Text("the order is of a later day", "订单日期晚于到账日")
_SPEAKS_OF_PART = Text("the memo speaks of a part", "附言表明是部分付款")
_ROUND = 10_000
"""Whole hundreds, in minor units."""
_RARE = -9.0
"""The logarithm of the chance of an amount so rare that it confirms whom a name resembles."""


def of_payer(case: Case, customer: str, paid: Sequence[str]) -> Iterator[Text]:
    """Why it may not be ``customer`` who pays; ``paid`` are the orders, which may be cited."""
    payer = case.payer
    if plain_name(case.line.payer) in case.ledger.suppliers and not case.cited(customer).proves(paid):
        yield _SUPPLIER_TOO
    if payer.contradiction and not _agrees_otherwise(case, customer, paid):
        yield payer.contradiction
    elif payer.certain == customer:
        return
    elif case.cited(customer).proves(paid):
        candidate = payer.candidate(customer)
        others = [each for each in payer.candidates if each.sure and each.customer != customer]
        if others and not (candidate and candidate.sure):
            yield ANOTHER_CUSTOMER.format(name=case.name(customer))
    elif payer.certain:
        of_group = case.book.same_group(payer.certain, customer)
        yield (ANOTHER_OF_GROUP if of_group else ANOTHER_CUSTOMER).format(name=case.name(customer))
    elif payer.doubt and not (payer.only_unsure and (case.log_chance < _RARE or _only_asked_by(case, customer))):
        yield payer.doubt


def _agrees_otherwise(case: Case, customer: str, paid: Sequence[str]) -> bool:
    """Whether the account is the customer's and the memo cites all that is paid: only the name is another's too."""
    cited = case.cited(customer)
    return customer in case.payer.of_account and cited.proves(paid) and not cited.left_out(paid)


def _only_asked_by(case: Case, customer: str) -> bool:
    """Whether the amount is one down to the cents that nobody else's order asks for."""
    owners = {case.book.owners.get(order) for order in case.ledger.orders_asking(case.amount)}
    return case.amount % 100 != 0 and owners == {customer}


def of_citations(case: Case, customer: str, paid: Sequence[str]) -> Iterator[Text]:
    """What the memo cites and the explanation leaves out."""
    cited = case.cited(customer)
    left_out = cited.left_out(paid)
    settled = [
        each.number
        for each in cited.own
        if each.number in left_out and not any(order in case.book.orders for order in each.orders)
    ]
    if settled:
        yield _SETTLED.format(numbers=", ".join(settled))
    others = [number for number in left_out if number not in settled]
    if others:
        yield CITES_OTHERS.format(numbers=", ".join(others))


def of_uncited(case: Case, customer: str, payables: Sequence[Payable]) -> Iterator[Text]:
    """That some of what only the sum speaks for is cited, and some is not; one odd amount beside it is no accident."""
    cited = case.cited(customer).orders
    paid = [each.order.id for each in payables]
    beside = [each for each in payables if each.order.id not in cited]
    uncited = list(dict.fromkeys(each.order.id for each in beside))
    odd = len(beside) == 1 and beside[0].amount % _ROUND and not case.cited(customer).left_out(paid)
    if uncited and cited.intersection(paid) and not odd:
        yield _NOT_CITED.format(orders=", ".join(uncited))


def of_days(case: Case, pays: Sequence[Pay]) -> Iterator[Text]:
    """That something is paid before it was ordered."""
    if any(each.payable.order.date > case.line.date for each in pays):
        yield _LATER


def of_what_is_due(case: Case, customer: str, pays: Sequence[Pay]) -> Iterator[Text]:
    """That more is paid than is due, where an order of just this amount is due, or was when the statement began."""
    ahead = [each.payable.order for each in pays if each.payable.ahead and not each.cited]
    if not ahead:
        return
    asking = [order for order in case.ledger.orders_asking(case.amount) if case.book.owners.get(order) == customer]
    due = [order for order in asking if order not in case.book.orders or case.book.orders[order].due == case.amount]
    if due:
        yield _NOT_ALL_DUE.format(orders=", ".join(dict.fromkeys(each.id for each in ahead)))


def of_wording(case: Case, pays: Sequence[Pay]) -> Iterator[Text]:
    """That the memo speaks of a part where the whole of an order is paid."""
    memo = case.line.memo
    if not says(memo, PART_WORDS):
        return
    paid: dict[str, int] = {}
    for each in pays:
        paid[each.payable.order.id] = paid.get(each.payable.order.id, 0) + each.amount + each.credit
    whole = any(paid[each.payable.order.id] >= each.payable.order.unsettled for each in pays)
    if whole and not (says(memo, BALANCE_WORDS) and (_paid_before(case, pays) or _is_all_that_is_left(case, pays))):
        yield _SPEAKS_OF_PART


def _is_all_that_is_left(case: Case, pays: Sequence[Pay]) -> bool:
    """Whether what is paid are retentions, or all that the customer owes: the balance of its account."""
    paid = {each.payable.key for each in pays}
    owed = {
        each.key
        for customer in {each.payable.order.customer for each in pays}
        for each in case.ledger.payables(customer).owed
        if not (each.retention or each.deposit) and each.day <= case.line.date
    }
    return all(each.payable.retention for each in pays) or (len(paid) > 1 and owed <= paid)


def _paid_before(case: Case, pays: Sequence[Pay]) -> bool:
    """Whether something was paid of all these orders, so that this is the rest."""
    given = {
        order
        for customer in {each.payable.order.customer for each in pays}
        for payment in case.book.past_payments.get(customer, ())
        for order, _ in (() if payment.of_statement else payment.given)
    }
    return all(each.payable.order.id in given for each in pays)


def of_slips(case: Case, customer: str, pays: Sequence[Pay]) -> Iterator[Text]:
    """That another's order of this amount has a number one slip away from the cited one, where the payer is unsure."""
    cited = {each.payable.order.id for each in pays if each.cited}
    if not cited or case.payer.certain == customer:
        return
    owners = {each.payable.order.customer for each in pays}
    near = [order for order in case.ledger.one_slip_away(cited, case.amount) if case.book.owners[order] not in owners]
    if near:
        yield _ONE_AWAY.format(orders=", ".join(near))
