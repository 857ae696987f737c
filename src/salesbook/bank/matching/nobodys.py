"""Lines that are no customer's money: interest, own transfers, taxes, suppliers' refunds, loans, payments out.

Only by sure signs, and never where the other party may be a customer: money of a customer that is passed over is as
bad as money that is posted wrongly.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from salesbook.bank.decision import Explanation
from salesbook.bank.identity import Line
from salesbook.bank.matching.case import Case
from salesbook.bank.names import plain_name
from salesbook.bank.payer import RESEMBLES, is_own
from salesbook.bank.receivables import OtherLine, PastLine, Receivables
from salesbook.bank.words import (
    BANK_WORDS,
    BILL_WORDS,
    COST_WORDS,
    FEE_WORDS,
    GOODS_WORDS,
    GUARANTEE_BACK_WORDS,
    HAND_IN_WORDS,
    INTEREST_BESIDE_WORDS,
    INTEREST_WORDS,
    LOAN_WORDS,
    PUBLIC_WORDS,
    REFUND_WORDS,
    RETURNED_WORDS,
    SUBSIDY_WORDS,
    TAX_REFUND_WORDS,
    WALLET_WORDS,
    WITHDRAWAL_WORDS,
    says,
)
from salesbook.i18n import Text

_TRANSFER_DAYS = timedelta(4)
_OFTEN = 3
"""How often a payer must have been nobody's before, and nothing else."""

_FROM_OWN = Text("from an account of our own", "来自本公司其他账户")
_TO_OWN = Text("to an account of our own", "转入本公司其他账户")
_OTHER_SIDE = Text("the other side is {line} of {account}, {date}", "对方流水为 {account} {date} 的 {line}")
_TAX = Text("the tax office or treasury", "税务机关或国库")
_SUBSIDY = Text("a subsidy of a public office", "政府部门的补贴或奖励")
_WITHDRAWAL = Text("a withdrawal from a wallet of our own", "本公司支付账户提现")
_INTEREST = Text("interest of the bank", "银行结息")
_SUPPLIER = Text("a supplier's refund", "供应商退款")
_LOAN = Text("a loan of the bank", "银行放款")
_GUARANTEE = Text("a deposit of ours comes back", "退还本公司的保证金或押金")
_AS_BEFORE = Text("this party's payments were no receipts before", "该付款方以往的款项均非货款")
_FEE = Text("a fee of the bank", "银行手续费")
_OUT = Text("money out, to no customer", "付给非客户的款项")


@dataclass(frozen=True, slots=True)
class Acquaintances:
    """Parties that are no customers: whom the company pays, and whose payments were no receipts, with the reason."""

    suppliers: frozenset[str]
    paid: frozenset[str]
    ignored: Mapping[str, str]

    @classmethod
    def of(cls, lines: Iterable[Line], book: Receivables) -> Acquaintances:
        """From the lines and from those that were matched before."""
        paid = {plain_name(line.payer) for line in lines if line.amount < 0}
        reasons: dict[str, Counter[str]] = defaultdict(Counter)
        customers: set[str] = set()
        for line in book.past_lines:
            name = plain_name(line.payer)
            if line.customer:
                customers.add(name)
            elif line.amount < 0:
                paid.add(name)
            elif line.ignored and line.evidence and not _has_signs(line):
                reasons[name][line.ignored] += 1
        ignored = {
            name: next(iter(words))
            for name, words in reasons.items()
            if len(words) == 1 and words.total() >= _OFTEN and name not in customers
        }
        suppliers = {plain_name(name) for name in book.suppliers}
        suppliers -= {""}
        return cls(frozenset(suppliers), frozenset(paid - customers - {""}), {k: v for k, v in ignored.items() if k})


def _has_signs(line: PastLine) -> bool:
    """Whether a line tells by its own words why it was ignored, so that nobody need have said so."""
    return says(line.memo, _SIGNS) or says(line.payer, (*PUBLIC_WORDS, *WALLET_WORDS, *BANK_WORDS))


_SIGNS = (
    *INTEREST_WORDS,
    *TAX_REFUND_WORDS,
    *SUBSIDY_WORDS,
    *WITHDRAWAL_WORDS,
    *LOAN_WORDS,
    *REFUND_WORDS,
    *GUARANTEE_BACK_WORDS,
)


def nobodys(case: Case, known: Acquaintances) -> Explanation | None:
    """Why a line is no customer's; None where it may be."""
    return _money_in(case, known) if case.amount > 0 else _money_out(case, known)


def _ignored(why: str, reason: Text, other: OtherLine | None = None) -> Explanation:
    if other is None:
        return Explanation(ignored=why, reasons=(reason,))
    side = _OTHER_SIDE.format(line=other.id, account=other.account, date=other.date)
    return Explanation(ignored=why, counterpart=other.id, reasons=(reason, side))


def _money_in(case: Case, known: Acquaintances) -> Explanation | None:
    line, book = case.line, case.book
    own = is_own(line, book.own_accounts, book.company)
    if own and says(line.memo, INTEREST_WORDS):
        return _ignored("interest", _INTEREST)
    if own and not says(line.memo, (*HAND_IN_WORDS, *BILL_WORDS)):
        return _ignored("transfer", _FROM_OWN, other_side(case))
    name = plain_name(line.payer)
    if name in known.suppliers and says(line.memo, REFUND_WORDS) and not case.cited_in_full:
        return _ignored("supplier", _SUPPLIER)
    if _resembles_customer(case):
        return None
    found = _from_office(case) or _interest(case)
    if found or _may_be_customer(case):
        return found
    return _from_wallet_or_bank(case) or _from_party(case, known)


def _from_office(case: Case) -> Explanation | None:
    line = case.line
    public = says(line.payer, PUBLIC_WORDS)
    for_goods = says(line.memo, GOODS_WORDS)
    if says(line.memo, TAX_REFUND_WORDS) and (public or not (case.payer.named or for_goods)):
        return _ignored("tax", _TAX)
    if says(line.memo, SUBSIDY_WORDS) and public:
        return _ignored("subsidy", _SUBSIDY)
    return None


def _interest(case: Case) -> Explanation | None:
    """Interest, from a bank or from its own account that interest is paid out of."""
    line = case.line
    beside = says(line.memo, (*GOODS_WORDS, *INTEREST_BESIDE_WORDS))
    said = says(f"{line.payer or ''} {line.memo or ''}", INTEREST_WORDS) and not beside
    return _ignored("interest", _INTEREST) if said and _of_bank(line) else None


def _of_bank(line: Line) -> bool:
    return not plain_name(line.payer) or says(line.payer, BANK_WORDS)


def _from_wallet_or_bank(case: Case) -> Explanation | None:
    line = case.line
    unnamed = not plain_name(line.payer)
    if says(line.memo, WITHDRAWAL_WORDS) and (unnamed or says(line.payer, (*WALLET_WORDS, *BANK_WORDS))):
        return _ignored("transfer", _WITHDRAWAL, other_side(case))
    if says(line.payer, WALLET_WORDS) and (other := other_side(case)):
        return _ignored("transfer", _WITHDRAWAL, other)
    if not unnamed and _of_bank(line) and says(line.memo, LOAN_WORDS):
        return _ignored("loan", _LOAN)
    return None


def _from_party(case: Case, known: Acquaintances) -> Explanation | None:
    name, memo = plain_name(case.line.payer), case.line.memo
    if name in known.suppliers or (name in known.paid and says(memo, REFUND_WORDS)):
        return _ignored("supplier", _SUPPLIER)
    if name and says(memo, GUARANTEE_BACK_WORDS) and not says(memo, GOODS_WORDS):
        return _ignored("deposit", _GUARANTEE)
    if name in known.ignored and not case.has_loose_numbers:
        return _ignored(known.ignored[name], _AS_BEFORE)
    return None


def _money_out(case: Case, known: Acquaintances) -> Explanation | None:
    line, book = case.line, case.book
    if is_own(line, book.own_accounts, book.company) or says(line.memo, WITHDRAWAL_WORDS):
        return _ignored("transfer", _TO_OWN, other_side(case))
    if says(line.memo, COST_WORDS) and not case.payer.certain and not case.cited_in_full:
        return _ignored("payment out", _OUT)
    to_supplier = plain_name(line.payer) in known.suppliers and not case.cited_in_full
    if (_may_be_customer(case) and not to_supplier) or says(line.memo, (*RETURNED_WORDS, *REFUND_WORDS)):
        return None
    if says(line.memo, FEE_WORDS):
        return _ignored("fee", _FEE)
    if case.ledger.book.payments_by_amount.get(line.amount):
        return None
    return _ignored("payment out", _OUT)


def _resembles_customer(case: Case) -> bool:
    """Whether the other party is a customer, or its name resembles one's by more than a few letters."""
    alike = any(each.weight >= RESEMBLES for each in case.payer.candidates)
    return alike or bool(case.cited_in_full) or case.payer.contradiction is not None


def _may_be_customer(case: Case) -> bool:
    return bool(case.likely_customers) or bool(case.cited_in_full) or case.payer.contradiction is not None


def other_side(case: Case) -> OtherLine | None:
    """The line of another own account that this one moves money from or to: one of just this amount about the day."""
    line = case.line
    fitting = [
        other
        for other in case.ledger.other_lines_by_amount.get(-line.amount, ())
        if other.currency == case.book.currency
        and abs(other.date - line.date) <= _TRANSFER_DAYS
        and other.customer is None
    ]
    return min(fitting, key=lambda each: (abs(each.date - line.date), each.id), default=None)
