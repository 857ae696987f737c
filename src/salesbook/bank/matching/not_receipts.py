"""Lines that are no customer's money: fees, interest, transfers, payments out, and receipts that were returned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from salesbook.bank.decision import Decision, Explanation, Verdict
from salesbook.bank.identity import Line
from salesbook.bank.matching.evidence import CERTAIN, POSSIBLE, Evidence
from salesbook.bank.names import normal_name
from salesbook.bank.payer import is_own
from salesbook.bank.words import (
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


REVERSED = ignored("reversal", Text("a receipt and its reversal cancel each other out", "一笔收款与其退回相互抵消"))


def money_in(evidence: Evidence) -> Decision | None:
    """What money in is that no customer paid; None where it may be a receipt."""
    line, book, payer = evidence.line, evidence.book, evidence.payer
    own = is_own(line, book.own_accounts, book.company) and not says(line.memo, HAND_IN_WORDS)
    if own or (says(line.memo, WITHDRAWAL_WORDS) and not payer.customers):
        return ignored("transfer", Text("from an account of our own", "来自本公司其他账户"))
    if payer.customers:
        return None
    if says(f"{line.payer or ''} {line.memo or ''}", TREASURY_WORDS):
        return ignored("tax", Text("the tax office or treasury", "税务机关或国库"))
    if says(line.memo, INTEREST_WORDS):
        return ignored("interest", Text("interest of the bank", "银行结息"))
    if normal_name(line.payer) and normal_name(line.payer) in {normal_name(name) for name in book.suppliers}:
        return ignored("supplier", Text("a supplier's refund", "供应商退款"))
    return None


def money_out(evidence: Evidence) -> Decision:
    """What money out is that is no recorded refund; to a customer it is for a person to say."""
    line, book = evidence.line, evidence.book
    if evidence.payer.customers:
        flag = Text("money goes out to a customer, and no refund is recorded", "付给客户的款项，账上没有退款记录")
        best = Explanation(customer=evidence.payer.only, confidence=POSSIBLE, flags=(flag,))
        return Decision(Verdict.REVIEW, best)
    if is_own(line, book.own_accounts, book.company) or says(line.memo, WITHDRAWAL_WORDS):
        return ignored("transfer", Text("to an account of our own", "转入本公司其他账户"))
    if says(line.memo, FEE_WORDS):
        return ignored("fee", Text("a fee of the bank", "银行手续费"))
    return ignored("payment out", Text("money out, to no customer", "付给非客户的款项"))


def reversal_pairs(lines: Sequence[Line]) -> set[int]:
    """Positions of receipts and their reversals: the same payer and amount back within a week, called so."""
    paired: set[int] = set()
    for position, back in enumerate(lines):
        if back.amount >= 0 or not says(back.memo, RETURNED_WORDS):
            continue
        for earlier, receipt in enumerate(lines):
            if (
                earlier not in paired
                and receipt.amount == -back.amount
                and _same_party(receipt, back)
                and 0 <= _days(receipt.date, back.date) <= _REVERSAL_DAYS
            ):
                paired |= {position, earlier}
                break
    return paired


def _same_party(one: Line, other: Line) -> bool:
    return normal_name(one.payer) == normal_name(other.payer) or not normal_name(other.payer)


def _days(earlier: date, later: date) -> int:
    return (later - earlier).days
