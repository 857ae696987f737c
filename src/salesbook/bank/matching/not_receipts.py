"""Lines that are no customer's money: fees, interest, transfers, payments out, and receipts that were returned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from salesbook.bank.decision import Decision, Explanation, Verdict
from salesbook.bank.identity import Line
from salesbook.bank.matching.evidence import CERTAIN, POSSIBLE, Evidence
from salesbook.bank.names import normal_name
from salesbook.bank.payer import is_own
from salesbook.bank.words import (
    BANK_WORDS,
    BILL_WORDS,
    FEE_WORDS,
    HAND_IN_WORDS,
    INTEREST_WORDS,
    RETURNED_WORDS,
    TREASURY_WORDS,
    WITHDRAWAL_WORDS,
    says,
)
from salesbook.i18n import Text

_REVERSAL_DAYS = 7


def ignored(why: str, reason: Text) -> Decision:
    """No customer's money; ``why`` is the word that the match keeps."""
    return Decision(Verdict.IGNORE, Explanation(ignored=why, confidence=CERTAIN, reasons=(reason,)))


REVERSED = ignored("reversal", Text("it and its return cancel each other out", "与其退回相互抵消"))


def money_in(evidence: Evidence) -> Decision | None:
    """What money in is that no customer paid; None where it may be a receipt."""
    line, book, payer = evidence.line, evidence.book, evidence.payer
    if is_own(line, book.own_accounts, book.company) and not says(line.memo, (*HAND_IN_WORDS, *BILL_WORDS)):
        return ignored("transfer", Text("from an account of our own", "来自本公司其他账户"))
    if payer.customers or evidence.cited:
        return None
    if says(line.payer or line.memo, TREASURY_WORDS):
        return ignored("tax", Text("the tax office or treasury", "税务机关或国库"))
    if says(line.memo, WITHDRAWAL_WORDS):
        return ignored("transfer", Text("a withdrawal from a wallet of our own", "本公司支付账户提现"))
    if says(line.memo, INTEREST_WORDS) and (not line.payer or says(line.payer, BANK_WORDS)):
        return ignored("interest", Text("interest of the bank", "银行结息"))
    if normal_name(line.payer) and normal_name(line.payer) in {normal_name(name) for name in book.suppliers}:
        return ignored("supplier", Text("a supplier's refund", "供应商退款"))
    return None


def money_out(evidence: Evidence) -> Decision:
    """What money out is that is no recorded refund; to a customer it is for a person to say."""
    line, book = evidence.line, evidence.book
    if evidence.payer.customers or evidence.cited:
        flag = Text("money goes out to a customer, and no refund is recorded", "付给客户的款项，账上没有退款记录")
        best = Explanation(customer=evidence.payer.only, confidence=POSSIBLE, flags=(flag,))
        return Decision(Verdict.REVIEW, best)
    if is_own(line, book.own_accounts, book.company) or says(line.memo, WITHDRAWAL_WORDS):
        return ignored("transfer", Text("to an account of our own", "转入本公司其他账户"))
    if says(line.memo, RETURNED_WORDS):
        flag = Text("something is returned that this statement does not show", "退回的款项不在本对账单中")
        return Decision(Verdict.REVIEW, Explanation(confidence=POSSIBLE, flags=(flag,)))
    if says(line.memo, FEE_WORDS):
        return ignored("fee", Text("a fee of the bank", "银行手续费"))
    return ignored("payment out", Text("money out, to no customer", "付给非客户的款项"))


def reversal_pairs(lines: Sequence[Line]) -> dict[int, int]:
    """Positions of movements and of what took them back: the same party and amount within a week, called so.

    Both ways: a receipt that is sent back, and money out that comes back. Where the return names no party, only one
    movement may fit.
    """
    by_amount: dict[int, list[int]] = defaultdict(list)
    for position, line in enumerate(lines):
        by_amount[line.amount].append(position)
    pairs: dict[int, int] = {}
    for back, returned in enumerate(lines):
        if not says(returned.memo, RETURNED_WORDS):
            continue
        fitting = [
            position
            for position in by_amount[-returned.amount]
            if position not in pairs
            and _may_be_party(lines[position], returned)
            and 0 <= (returned.date - lines[position].date).days <= _REVERSAL_DAYS
        ]
        if fitting and (normal_name(returned.payer) or len(fitting) == 1):
            pairs |= {back: fitting[-1], fitting[-1]: back}
    return pairs


def _may_be_party(one: Line, returned: Line) -> bool:
    return normal_name(returned.payer) in {"", normal_name(one.payer)}
