"""How a payment that is not recorded yet becomes a hypothesis: the terms and doubts that all kinds share."""

from __future__ import annotations

import math
from collections.abc import Sequence

from salesbook.bank.decision import CreditReason, Explanation, TakenUp, Weight
from salesbook.bank.matching import doubts
from salesbook.bank.matching.case import Case
from salesbook.bank.matching.hypothesis import Hypothesis, Pay, claims_of, credits_of, shares_of
from salesbook.bank.matching.payables import Payable
from salesbook.bank.matching.recorded_alike import recorded_alike
from salesbook.i18n import Text

_DAYS = Text("the days agree", "日期相符")
_BEFORE_IT_AROSE = -3.0
_BEFORE_IT_WAS_ORDERED = -6.0


def new_payment(
    case: Case,
    customer: str,
    pays: Sequence[Pay],
    prior: Weight,
    choices: float = 1,
    advance: int = 0,
    taken_up: tuple[TakenUp, ...] = (),
    reasons: Sequence[Text] = (),
    flags: Sequence[Text] = (),
    terms: Sequence[Weight] = (),
    trusts_citation: bool = False,
) -> Hypothesis:
    """A payment of ``customer`` for ``pays``.

    ``prior`` is how usual this kind is, ``choices`` among how many of its kind it was chosen: so many could have fitted
    by chance.
    """
    cited = case.cited(customer)
    pays = tuple(_marked(each, cited.orders) for each in pays)
    paid = [each.payable.order.id for each in pays]
    candidate = case.payer.candidate(customer)
    weighed = cited.weigh(paid)
    counts = {each.payable.order.customer: case.ledger.payables(each.payable.order.customer).counts for each in pays}
    explanation = Explanation(
        customer=customer,
        orders=shares_of(pays),
        credits=credits_of(pays),
        taken_up=taken_up,
        advance=advance,
        reasons=(*reasons, *(candidate.reasons if candidate else ())),
        flags=(
            *doubts.of_payer(case, customer, paid),
            *doubts.of_citations(case, customer, paid),
            *doubts.of_days(case, pays),
            *doubts.of_what_is_due(case, customer, pays),
            *doubts.of_wording(case, pays),
            *doubts.of_slips(case, customer, pays),
            *flags,
        ),
    )
    return Hypothesis(
        explanation=explanation,
        terms=(
            case.payer_term(customer),
            prior,
            *((Weight(_CHOSEN, -math.log(choices)),) if choices > 1 else ()),
            *((weighed,) if weighed else ()),
            *_timing(case, pays),
            *terms,
        ),
        claims=claims_of(pays, taken_up, counts),
        pays=pays,
        trusts_citation=trusts_citation,
        doubts_unless_taken=tuple(recorded_alike(case, customer)),
        key=(customer, tuple(sorted(map(_meaning, pays))), advance)
        + tuple(taken.source for taken in taken_up)
        + ((tuple(sorted(paid)),) if taken_up or advance or any(not each.whole for each in pays) else ()),
    )


def _meaning(pay: Pay) -> tuple[object, ...]:
    """Equal for items that would do as well as each other: of what is cited just that one is meant."""
    return pay.payable.order.customer, pay.amount, pay.credit, pay.payable.order.id if pay.cited else ""


_CHOSEN = Text("so many others of its kind could have fitted", "同类中可能吻合者的数目")


def _marked(pay: Pay, cited: frozenset[str]) -> Pay:
    if pay.payable.order.id not in cited or pay.cited:
        return pay
    return pay._replace(cited=True)


def whole(payable: Payable) -> Pay:
    """All of a payable, in cash."""
    return Pay(payable, payable.amount)


def less(payable: Payable, credit: int, reason: CreditReason) -> Pay:
    """All of a payable, a part of it without cash."""
    return Pay(payable, payable.amount - credit, credit, reason)


def _timing(case: Case, pays: Sequence[Pay]) -> list[Weight]:
    """Seldom is anything paid before it arose, and hardly ever before it was ordered."""
    day = case.line.date
    if any(each.payable.order.date > day for each in pays):
        return [Weight(_DAYS, _BEFORE_IT_WAS_ORDERED)]
    if any(each.payable.arose and each.payable.arose > day for each in pays):
        return [Weight(_DAYS, _BEFORE_IT_AROSE)]
    return []
