"""A bill that matured: in hand, or turned into money with an event that is recorded."""

from __future__ import annotations

import math
from collections.abc import Iterator

from salesbook.bank.decision import Explanation, Weight
from salesbook.bank.matching.case import Case
from salesbook.bank.matching.hypothesis import Hypothesis
from salesbook.bank.names import cites, plain_name
from salesbook.bank.payer import is_own
from salesbook.bank.receivables import BillInHand
from salesbook.bank.words import BANK_WORDS, BILL_WORDS, says
from salesbook.i18n import Text

_PRIOR = Weight(Text("a bill is collected", "票据托收到账"), math.log(0.3))
_CITED = Weight(Text("the memo cites its number", "附言写明票号"), 6.0)
_SPEAKS = Weight(Text("the line speaks of a bill", "流水提到票据"), 3.0)
_WHEN = Text("the day that it matures", "到期日")
_BILL_DAYS = 10
_DAYS_PER_UNIT = 4.0
_LATE = -6.0

_REASON = Text("a bill of this amount, due on {date}", "金额一致的票据，{date} 到期")
_NUMBER_CITED = Text("the memo cites its number", "附言写明票号")
_NOT_CITED = Text("the memo does not cite the bill's number", "附言没有写票据号码")
_SHORTEST_TAIL = 6


def propose(case: Case) -> Iterator[Hypothesis]:
    """Bills of this amount that the line cites; in doubt also those due about now."""
    words = f"{case.line.memo or ''} {case.line.payer or ''} {case.line.reference or ''}"
    for bill in case.ledger.bills_by_amount.get(case.amount, ()):
        cited = cites(words, bill.number) or _cites_end(words, bill.number)
        near = bill.matures is not None and abs((bill.matures - case.line.date).days) <= _BILL_DAYS
        speaks = says(words, BILL_WORDS) or says(case.line.payer, BANK_WORDS)
        if cited or (
            near and (speaks or not case.payer.named or is_own(case.line, case.book.own_accounts, case.book.company))
        ):
            yield _collected(case, bill, cited, speaks)


def _cites_end(words: str, number: str) -> bool:
    """Whether the last digits of a long number stand in the memo."""
    tail = plain_name(number)[-_SHORTEST_TAIL:]
    return len(plain_name(number)) > 2 * _SHORTEST_TAIL and any(
        len(run) >= _SHORTEST_TAIL and plain_name(number).endswith(run) and run.endswith(tail)
        for run in _digit_runs(words)
    )


def _digit_runs(words: str) -> list[str]:
    return "".join(each if each.isdigit() else " " for each in words).split()


def _collected(case: Case, bill: BillInHand, cited: bool, speaks: bool) -> Hypothesis:
    apart = abs((bill.matures - case.line.date).days) if bill.matures else _BILL_DAYS
    reasons = [_REASON.format(date=bill.matures or "?"), *([_NUMBER_CITED] if cited else [])]
    flags = [] if cited else [_NOT_CITED]
    if case.payer.contradiction:
        flags.append(case.payer.contradiction)
    terms = [_PRIOR, Weight(_WHEN, max(_LATE, -apart / _DAYS_PER_UNIT))]
    if cited:
        terms.append(_CITED)
    elif speaks:
        terms.append(_SPEAKS)
    return Hypothesis(
        explanation=Explanation(
            customer=bill.customer,
            bills=(bill.event,) if bill.event else (),
            collects=() if bill.event else (bill.payment,),
            reasons=tuple(reasons),
            flags=tuple(flags),
        ),
        terms=tuple(terms),
        claims={("entry", bill.event or bill.payment): 1},
        key=("bill", bill.payment),
    )
