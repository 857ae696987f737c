"""What each bank line was: pure, from the lines and what the book knows, without files or clock.

Nothing is posted on a guess. In this order: a payment, refund, hand-in or bill that is recorded already; money that is
no customer's; a cited order or invoice; an amount that only one thing explains of a customer who is known by name,
alias or account. What several things explain, or nothing does, is left to a person with what speaks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from salesbook.bank.citations import Citations
from salesbook.bank.decision import Decision, Verdict
from salesbook.bank.identity import Line
from salesbook.bank.matching.evidence import Evidence
from salesbook.bank.matching.judging import cleared_once, keep_apart, verdict
from salesbook.bank.matching.not_receipts import REVERSED, money_in, money_out, reversal_pairs
from salesbook.bank.matching.receipts import by_receivables
from salesbook.bank.matching.recorded import by_recorded, recorded_payments
from salesbook.bank.payer import Payers
from salesbook.bank.receivables import Receivables

__all__ = ["match"]


def match(lines: Sequence[Line], book: Receivables) -> list[Decision]:
    """A decision for each line, in their order; only booked lines that are not matched yet are to be given.

    What one line clears beyond doubt cannot be meant by another: the others are decided again without it.
    """
    payers = Payers(book.customers.values())
    citations = Citations(book.numbers)
    evidence = [
        Evidence.of(line, book, payers.identify(line), citations.found_in(f"{line.memo or ''} {line.reference or ''}"))
        for line in lines
    ]
    decisions = [_decide(each) for each in evidence]
    left = book.after(cleared_once(decisions))
    for position, each in enumerate(evidence):
        if decisions[position].verdict is Verdict.REVIEW:
            decisions[position] = _decide(replace(each, book=left))
    for position, other in reversal_pairs(lines).items():
        if not any(decisions[each].clears_recorded for each in (position, other)):
            decisions[position] = REVERSED
    return keep_apart(decisions, [each.cited_orders for each in evidence], book)


def _decide(evidence: Evidence) -> Decision:
    if evidence.line.amount < 0:
        refunds = recorded_payments(evidence)
        return verdict(evidence, refunds) if refunds else money_out(evidence)
    recorded = by_recorded(evidence)
    if all(each.flags for each in recorded) and (no_receipt := money_in(evidence)):
        return no_receipt
    return verdict(evidence, [*recorded, *by_receivables(evidence)])
