"""The decisions on all lines of a statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from salesbook.bank.decision import Decision, Explanation, Verdict, Weight
from salesbook.bank.identity import Line
from salesbook.bank.matching.case import Case
from salesbook.bank.matching.choosing import Chooser
from salesbook.bank.matching.companions import Companions
from salesbook.bank.matching.hypothesis import Claim, Hypothesis
from salesbook.bank.matching.joint import Options, joint_chances
from salesbook.bank.matching.ledger import Ledger
from salesbook.bank.matching.nobodys import Acquaintances, nobodys
from salesbook.bank.matching.reversals import canonical, reversal, reversal_pairs
from salesbook.bank.matching.weighing import UNKNOWN, options_of
from salesbook.bank.receivables import Receivables
from salesbook.i18n import Text

CERTAIN = 0.97
"""How likely an explanation must be to be posted."""
_SURE_SIGNS = Decimal("0.9900")
_MOST_ALTERNATIVES = 4
_WORTH_SHOWING = 0.0005
_OFTEN_WRONG = 0.05
"""The share of memos that cite wrongly, from which on none is relied on alone."""
_RIVAL, _RIVAL_OF_RECORDED = 0.004, 0.01
"""How likely other items must be to be a doubt of their own; beside a recorded payment, which would else be missing."""

_RIVALS = Text("several explanations fit about as well", "有多种同样合理的解释")
_ANOTHER_SET = Text("{orders} has the same sum", "{orders} 合计也是这一金额")
_ANOTHER_LINE = Text("another line of this statement fits it as well", "本对账单另有一笔也与之相符")
_NOTHING_FITS = Text("nothing open has just this amount", "没有金额一致的未清款项")
_MEMOS_ERR = Text(
    "memos of this statement often cite something else than what is paid", "本对账单的附言常与实际付款用途不符"
)
_UNLIKELY = Text("the amount may fit by chance", "金额吻合可能只是巧合")
_OUT_TO_CUSTOMER = Text("money goes out to a customer, and no refund is recorded", "付给客户的款项，账上没有退款记录")
_RETURNED = Text("something is returned that this statement does not show", "退回的款项不在本对账单中")


Progress = Callable[[int, int], None]
"""Hears how many lines were looked at, and of how many."""


def untold(done: int, of: int) -> None:
    """Where nobody asks how far it has come."""


def decide_all(lines: Sequence[Line], book: Receivables, tell: Progress) -> list[Decision]:
    """A decision for each line, in their order.

    Lines that are not certain are looked at again, as long as others became certain and took what is theirs: what is
    left may leave no doubt. So nothing is left that would be certain if the same statement were matched once more.
    """
    known = Acquaintances.of(lines, book)
    ledger = Ledger(book)
    decisions, unreliable = _round(lines, ledger, known, reversal_pairs(lines, book.past_lines), tell)
    found = decisions
    positions = list(range(len(lines)))
    while certain := [each.best for each in found if each.verdict is Verdict.POST]:
        positions = [position for position in positions if decisions[position].verdict is Verdict.REVIEW]
        ledger = ledger.after(certain)
        found, _ = _round([lines[position] for position in positions], ledger, known, {}, tell, unreliable)
        for position, decision in zip(positions, found, strict=True):
            decisions[position] = decision
    return decisions


def _round(
    lines: Sequence[Line],
    ledger: Ledger,
    known: Acquaintances,
    pairs: Mapping[int, int],
    tell: Progress,
    unreliable: bool | None = None,
) -> tuple[list[Decision], bool]:
    """All lines against what the ledger holds now; and whether memos of the statement are ``unreliable``.

    That is told by all its lines: those left to later rounds are the doubtful ones.
    """
    companions = Companions()
    cases = [Case(line, ledger, companions) for line in lines]
    for case in cases:
        companions.add(case)
    decisions: dict[int, Decision] = {}
    options: dict[int, Options] = {}
    for position, case in enumerate(cases):
        tell(position, len(lines))
        found = options_of(case)
        no_receipt = nobodys(case, known)
        rejected = ledger.book.rejected.get(case.line.id or "", frozenset())
        sure = no_receipt is not None and not no_receipt.denied & rejected
        if no_receipt and sure and all(each.explanation.flags for each in found.hypotheses):
            decisions[position] = Decision(Verdict.IGNORE, no_receipt._replace(confidence=_SURE_SIGNS))
        else:
            options[position] = found
    _pair_off(lines, pairs, options, decisions)
    return _decided(cases, ledger, options, decisions, unreliable)


def _pair_off(
    lines: Sequence[Line], pairs: Mapping[int, int], options: dict[int, Options], decisions: dict[int, Decision]
) -> None:
    """Movements and their reversals are nothing, unless what was taken back is recorded as such."""
    for position, other in pairs.items():
        out = min(position, other, key=lambda each: lines[each].amount)
        refunded = options[out].hypotheses if out in options else ()
        if not any(each.explanation.recorded and not each.explanation.flags for each in refunded):
            decisions[position] = reversal(lines[other].id)
    for position in decisions:
        options.pop(position, None)


def _decided(
    cases: Sequence[Case],
    ledger: Ledger,
    options: Mapping[int, Options],
    decisions: dict[int, Decision],
    unreliable: bool | None,
) -> tuple[list[Decision], bool]:
    positions = sorted(options, key=lambda each: canonical(cases[each].line))
    chances = dict(zip(positions, joint_chances([options[each] for each in positions], _capacity(ledger)), strict=True))
    claimed = _claimed(positions, options, chances)
    chooser = Chooser(ledger, cases, _capacity(ledger))
    if unreliable is None:
        unreliable = _cites_wrongly(cases, options, chances) > _OFTEN_WRONG
    order = sorted(positions, key=lambda each: not any(pay.cited for pay in _best_pays(options[each], chances[each])))
    for position in order:
        verdict = _Verdict(cases[position], options[position], chances[position], claimed, unreliable)
        decisions[position] = verdict.decision(lambda best, at=position: chooser.choose(at, best))  # type: ignore[misc]
    return [decisions[position] for position in range(len(cases))], unreliable


def _cites_wrongly(
    cases: Sequence[Case], options: Mapping[int, Options], chances: Mapping[int, Sequence[float]]
) -> float:
    """How large a share of the memos cites something else than what the amount tells."""
    right = wrong = 0
    for position, each in options.items():
        best = max(range(len(chances[position])), key=chances[position].__getitem__)
        if best == len(each.hypotheses) or each.hypotheses[best].trusts_citation:
            continue
        explanation = each.hypotheses[best].explanation
        if explanation.customer and cases[position].cited_in_full:
            cited = cases[position].cited(explanation.customer)
            fits = not cited.left_out(share.order for share in explanation.orders) or explanation.recorded
            right, wrong = right + fits, wrong + (not fits)
    return wrong / max(1, right + wrong)


def _best_pays(options: Options, chances: Sequence[float]) -> tuple:  # type: ignore[type-arg]
    best = max(range(len(chances)), key=chances.__getitem__)
    return options.hypotheses[best].pays if best < len(options.hypotheses) else ()


def _capacity(ledger: Ledger) -> Callable[[Claim], int]:
    """How much there is of what can be claimed."""
    free = {each.id: each.amount for each in ledger.book.free}
    foreign = {each.id: each.unsettled for each in ledger.book.foreign}

    def capacity(claim: Claim) -> int:
        if claim[0] == "amount":
            return ledger.payables(claim[1]).counts[int(claim[2])]
        if claim[0] == "order":
            order = ledger.book.orders.get(claim[1])
            return order.unsettled if order else foreign.get(claim[1], 0)
        return free.get(claim[1], 1)

    return capacity


def _claimed(
    positions: Sequence[int], options: Mapping[int, Options], chances: Mapping[int, Sequence[float]]
) -> Counter[Claim]:
    """What lines take by explanations that are as good as certain."""
    taken: Counter[Claim] = Counter()
    for position in positions:
        for hypothesis, chance in zip(options[position].hypotheses, chances[position], strict=False):
            if chance >= CERTAIN and not hypothesis.explanation.flags:
                taken.update(hypothesis.claims)
    return taken


class _Verdict:
    """Post, or ask a person."""

    def __init__(
        self, case: Case, options: Options, chances: Sequence[float], claimed: Counter[Claim], unreliable: bool
    ) -> None:
        self._case = case
        self._unreliable = unreliable
        self._options = options
        self._claimed = claimed
        self._alone = options.alone
        self._ranked = sorted(
            ((chance, number) for number, chance in enumerate(chances[:-1])),
            key=lambda each: (-each[0], each[1]),
        )

    def decision(self, choose: Callable[[Hypothesis], tuple[Hypothesis, Text | None]]) -> Decision:
        """The verdict; ``choose`` gives out the items of an explanation that is to be posted."""
        if not self._ranked:
            return Decision(Verdict.REVIEW, _proposal(self._case))
        chance, number = self._ranked[0]
        best = self._options.hypotheses[number]
        flags = list(dict.fromkeys((*best.explanation.flags, *self._doubts(best, number, chance))))
        if not flags:
            best, doubt = choose(best)
            flags = [doubt] if doubt else []
        verdict = Verdict.REVIEW if flags else Verdict.POST
        explanation = self._explained(best, chance)._replace(flags=tuple(flags))
        return Decision(verdict, explanation, self._alternatives())

    def _doubts(self, best: Hypothesis, number: int, chance: float) -> list[Text]:
        found: list[Text] = []
        own = set(best.claims)
        for claims, doubt in best.doubts_unless_taken:
            if not any(claim in own or self._claimed[claim] for claim in claims):
                found.append(doubt)
        if best.trusts_citation and self._unreliable:
            found.append(_MEMOS_ERR)
        if chance < CERTAIN:
            if self._alone[number] >= CERTAIN:
                found.append(_ANOTHER_LINE)
            elif self._ranked[1:] and self._ranked[1][0] > 1 - chance - self._ranked[1][0]:
                found.append(_RIVALS)
            elif not best.explanation.flags:
                found.append(_UNLIKELY)
        else:
            found += self._rivals(_RIVAL if best.pays else _RIVAL_OF_RECORDED)
        return found

    def _rivals(self, least: float) -> list[Text]:
        """Other items of the same sum, where they are not much less likely."""
        others = [
            self._options.hypotheses[number]
            for chance, number in self._ranked[1:]
            if chance >= least and self._options.hypotheses[number].pays
        ]
        orders = dict.fromkeys(share.order for each in others for share in each.explanation.orders)
        return [_ANOTHER_SET.format(orders=", ".join(orders))] if orders else []

    def _explained(self, hypothesis: Hypothesis, chance: float) -> Explanation:
        confidence = Decimal(chance).quantize(Decimal("0.0001"))
        return hypothesis.explanation._replace(
            confidence=confidence,
            weights=(*hypothesis.terms, Weight(UNKNOWN, self._options.unknown)),
        )

    def _alternatives(self) -> tuple[Explanation, ...]:
        return tuple(
            self._explained(self._options.hypotheses[number], chance)
            for chance, number in self._ranked[1 : _MOST_ALTERNATIVES + 1]
            if chance >= _WORTH_SHOWING
        )


def _proposal(case: Case) -> Explanation:
    """For a person to decide where nothing was found: whose it may be, and why that is doubtful."""
    payer = case.payer
    customer = payer.customers[0] if payer.customers else None
    candidate = payer.candidates[0] if payer.candidates else None
    flags = [payer.doubt] if payer.doubt else []
    if case.amount < 0:
        flags.append(_OUT_TO_CUSTOMER if customer or case.cited_in_full else _RETURNED)
    else:
        flags.append(_NOTHING_FITS)
    confidence = Decimal(payer.chances.get(customer or "", 0.0) * 0.1).quantize(Decimal("0.0001"))
    return Explanation(
        customer=customer,
        confidence=confidence,
        reasons=candidate.reasons if candidate else (),
        flags=tuple(flags),
    )
