"""What a rep hands in: recorded already, or of what he holds of customers' money."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from salesbook.bank.decision import Explanation, Weight
from salesbook.bank.matching.case import Case
from salesbook.bank.matching.hypothesis import Hypothesis
from salesbook.bank.matching.subset_sums import SubsetSums
from salesbook.bank.names import plain_name
from salesbook.bank.receivables import HeldPayment, RecordedHandIn
from salesbook.bank.words import HAND_IN_WORDS, says
from salesbook.i18n import Text

_RECORDED = Weight(Text("a hand-in is recorded", "已登记交款"), math.log(0.5))
_NEW = Weight(Text("a rep hands in what he holds", "业务员上交所持货款"), math.log(0.2))
_PAYER = Text("who pays in", "缴款人")
_NAMES_REP, _NAMELESS_CASH, _SAYS_NOTHING = 5.0, 2.0, -2.0
_CHOSEN = Text("so many others could have fitted", "可能吻合者的数目")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 4
"""Words of a person's name."""
_DAYS = 5
_HELD_DAYS = 60

_HANDED_IN = Text("{rep} handed it in on {date}", "{date} {rep}交款")
_HOLDS = Text("{rep} holds just so much: {payments}", "{rep} 所持货款与此一致：{payments}")
_CUSTOMER = Text("the payer is a customer", "付款方是客户")
_NAMES_NOBODY = Text("nothing on the line names the rep", "流水上没有业务员的信息")
_SEVERAL = Text("several of what the rep holds come to this amount", "业务员所持货款有多种组合凑成这一金额")


def propose(case: Case) -> Iterator[Hypothesis]:
    """Hand-ins of this amount, and what reps hold that comes to it."""
    for handin in case.ledger.handins_by_amount.get(case.amount, ()):
        days = abs((handin.date - case.line.date).days)
        if handin.account == case.book.account and days <= _DAYS:
            yield _recorded(case, handin, days)
    if case.book.held and (says(case.line.memo, HAND_IN_WORDS) or _named_reps(case)):
        for rep, held in case.ledger.held_of.items():
            yield from _new(case, rep, held)


def _recorded(case: Case, handin: RecordedHandIn, days: int) -> Hypothesis:
    return Hypothesis(
        explanation=Explanation(
            handins=(handin.id,),
            rep=handin.rep,
            reasons=(_HANDED_IN.format(rep=handin.rep_name, date=handin.date),),
            flags=tuple(_doubts(case, handin.rep_name)),
        ),
        terms=(_payer(case, handin.rep_name), _RECORDED, Weight(_CHOSEN, -days / 2)),
        claims={("entry", handin.id): 1},
        key=("handin", handin.id),
    )


def _new(case: Case, rep: str, held: Sequence[HeldPayment]) -> Iterator[Hypothesis]:
    """All that a rep holds, the oldest of it, of one day, one payment; else a few."""
    held = [each for each in held if each.date <= case.line.date and (case.line.date - each.date).days <= _HELD_DAYS]
    usual = [tuple(held[:count]) for count in range(1, len(held) + 1)]
    usual += [(each,) for each in held]
    usual += [tuple(each for each in held if each.date == day) for day in {each.date for each in held}]
    by_amount = {each.amount: each for each in reversed(held)}
    sums = SubsetSums(dict.fromkeys(by_amount, 1))
    few = [
        tuple(by_amount[each] for each in chosen) for chosen in (*sums.pairs(case.amount), *sums.threes(case.amount))
    ]
    usual_keys = {_key(group) for group in usual}
    groups = {_key(group): group for group in (*few, *usual) if sum(each.amount for each in group) == case.amount}
    for key, group in groups.items():
        payments = ", ".join(each.id for each in group)
        flags = list(_doubts(case, held[0].rep_name))
        twins = [each for each in group if sum(other.amount == each.amount for other in held) > 1]
        if len(groups) > 1 or (twins and key not in usual_keys):
            flags.append(_SEVERAL)
        yield Hypothesis(
            explanation=Explanation(
                hands_in=tuple(each.id for each in group),
                rep=rep,
                reasons=(_HOLDS.format(rep=held[0].rep_name, payments=payments),),
                flags=tuple(flags),
            ),
            terms=(
                _payer(case, held[0].rep_name),
                _NEW,
                Weight(_CHOSEN, -math.log(len(usual) if key in usual_keys else 4.0 * len(held) ** 3)),
            ),
            claims={("entry", each.id): 1 for each in group},
            key=("held", *key),
        )


def _key(group: Sequence[HeldPayment]) -> tuple[str, ...]:
    return tuple(sorted(each.id for each in group))


def _payer(case: Case, rep_name: str) -> Weight:
    if case.likely_customers and not _says_it_is(case, rep_name):
        return Weight(_PAYER, math.log(case.somebody_else))
    if _names(case, rep_name):
        return Weight(_PAYER, _NAMES_REP)
    return Weight(_PAYER, _NAMELESS_CASH if _nameless_cash(case) else _SAYS_NOTHING)


def _doubts(case: Case, rep_name: str) -> Iterator[Text]:
    if case.likely_customers and not _says_it_is(case, rep_name):
        yield _CUSTOMER
    elif not _names(case, rep_name) and not _nameless_cash(case):
        yield _NAMES_NOBODY


def _says_it_is(case: Case, rep_name: str) -> bool:
    """Whether the line says in words that the rep hands it in, where a customer's contact has the same name at most."""
    only_alike = not any(each.sure for each in case.payer.candidates)
    return only_alike and says(case.line.memo, HAND_IN_WORDS) and _names(case, rep_name)


def _named_reps(case: Case) -> list[str]:
    named = _named(case)
    return [name for name in case.ledger.rep_names if plain_name(name) in named]


def _names(case: Case, rep_name: str) -> bool:
    return plain_name(rep_name) in _named(case)


def _named(case: Case) -> set[str]:
    """Whom the line may name: the payer, and in the memo a name alone: ``王芳交款``, not ``王芳芳``.

    Alone is what stands before or after the words of a hand-in, or a few words in a row.
    """
    memo = plain_name(case.line.memo)
    found = {plain_name(case.line.payer)}
    for word in HAND_IN_WORDS:
        before, hit, after = memo.partition(plain_name(word))
        if hit:
            found |= {before, after}
    words = [plain_name(word) for word in _WORD.findall(case.line.memo or "")]
    for first in range(len(words)):
        found |= {"".join(words[first:last]) for last in range(first + 2, min(first + _MOST_WORDS, len(words)) + 1)}
    return found - {""}


def _nameless_cash(case: Case) -> bool:
    """Cash paid in under no name or the company's own."""
    name = plain_name(case.line.payer)
    return says(case.line.memo, HAND_IN_WORDS) and name in {"", plain_name(case.book.company)}
