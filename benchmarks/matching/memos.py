"""What the payer wrote beside a receipt."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.matching import numbers
from benchmarks.matching.companies import Names
from benchmarks.matching.goods import Target
from benchmarks.matching.grades import Grade
from benchmarks.matching.lines import Citation
from benchmarks.matching.plans import Plan
from benchmarks.matching.vocabulary import Texts

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
CITED_MOST = 8


@dataclass(frozen=True)
class Memo:
    """A memo, and what it cites."""

    text: str
    citation: Citation = Citation.NONE
    cited: tuple[str, ...] = ()


@dataclass
class MemoWriter:
    """Writes memos in the manner of a grade."""

    rng: random.Random
    grade: Grade
    names: Names

    def write(self, tag: str, plan: Plan, day: date, settled: list[Target], others: list[Target]) -> Memo:
        """A memo on what ``plan`` pays; ``settled`` and ``others`` are orders of the customer, paid and open."""
        if tag == "vague" and self.rng.random() < 0.4:
            tag = "says"  # what kind of payment it is, where there is a word for that
        memo = self._memo(tag, plan, day, settled, others)
        text = memo.text
        if self.rng.random() < self.grade.distracted:
            text = f"{text} {self._distraction(plan, day)}".strip()
        remark = self.rng.choice(self.names.memos.remarks)
        return Memo(remark + text if text else text, memo.citation, memo.cited)

    def _memo(self, tag: str, plan: Plan, day: date, settled: list[Target], others: list[Target]) -> Memo:
        words = self.names.memos
        if plan.relation == "foreign" and tag.startswith("cites"):
            return self._foreign(plan)
        match tag:
            case "none":
                return Memo("")
            case "says":
                return self._says(plan, day)
            case "trap":
                return Memo(self.rng.choice(words.traps))
            case "cites" if plan.relation == "part" and self.rng.random() < 0.4:
                memo = self._cites(plan.targets)
                return Memo(f"{memo.text} {self.rng.choice(words.part)}", memo.citation, memo.cited)
            case "cites" if plan.pays and plan.relation not in ("on account", "unexplained", "advance"):
                return self._cites(plan.targets)
            case "cites part" if len(plan.targets) > 1 and plan.relation == "exact":
                memo = self._cites(self.rng.sample(plan.targets, self.rng.randint(1, len(plan.targets) - 1)))
                return Memo(memo.text, Citation.PART, memo.cited)
            case "cites tail" | "cites slip" if len(plan.targets) == 1:
                return self._inexact(tag, plan.targets[0])
            case "cites settled" if settled:
                memo = self._cites([self.rng.choice(settled)])
                return Memo(memo.text, Citation.AGAINST, memo.cited)
            case "cites wrong" if others and plan.relation == "exact":
                memo = self._cites([self.rng.choice(others)])
                return Memo(memo.text, Citation.AGAINST, memo.cited)
        return self._vague()

    def _vague(self) -> Memo:
        words = self.names.memos
        if self.rng.random() < 0.2:
            return Memo(self.rng.choice(words.about_goods).format(product=self.rng.choice(words.products)))
        return Memo(self.rng.choice(words.vague))

    def _says(self, plan: Plan, day: date) -> Memo:
        words = self.names.memos
        texts: Texts | None = {
            "month": words.month,
            "all open": words.all_open,
            "oldest": words.oldest,
            "deposit": words.deposit,
            "retention": words.retention,
            "advance": words.advance,
            "on account": words.on_account,
            "part": words.part,
        }.get(plan.tag)
        if texts is None:
            return self._vague()
        arose = plan.pays[0][0].arose if plan.pays else day
        month: object = arose.month
        text = self.rng.choice(texts)
        if not self.names.chinese and "month:02" not in text:
            month = MONTHS[arose.month - 1]
        return Memo(text.format(month=month, year=arose.year), Citation.SAYS)

    def _cites(self, targets: list[Target]) -> Memo:
        """All of ``targets`` by one sort of number, where they are not too many to write down."""
        words = self.names.memos
        if len(targets) > CITED_MOST:
            return self._vague()
        sorts = [sort for sort in targets[0].numbers if all(sort in each.numbers for each in targets)]
        sort = self.rng.choice([*sorts, *(["order"] if "order" in sorts else [])])
        cited = list(dict.fromkeys(each.numbers[sort] for each in targets))
        templates = {
            "invoice": words.citing_invoice,
            "fapiao": words.citing_invoice,
            "contract": words.citing_contract,
            "po": words.citing_po,
        }.get(sort, words.citing)
        text = numbers.joined(cited, self.rng)
        if len(cited) == 1 and sort in ("order", "invoice") and self.rng.random() < 0.06:
            text = numbers.without_prefix(cited[0]) or text
        return Memo(self._filled(self.rng.choice(templates), text), Citation.FULL, tuple(cited))

    def _inexact(self, tag: str, target: Target) -> Memo:
        words = self.names.memos
        number = target.numbers[
            self.rng.choice([sort for sort in target.numbers if sort in ("order", "invoice", "fapiao", "po")])
        ]
        written = numbers.tail(number, self.rng) if tag == "cites tail" else numbers.slip(number, self.rng)
        if written is None:
            return self._cites([target])
        citation = Citation.TAIL if tag == "cites tail" else Citation.SLIP
        return Memo(self._filled(self.rng.choice(words.citing), written), citation, (written,))

    def _foreign(self, plan: Plan) -> Memo:
        cited = plan.targets[0].numbers["order"]
        text = self.rng.choice(self.names.memos.fx).format(
            cited=cited, amount=f"{plan.foreign / 100:.2f}", rate=f"{plan.amount / plan.foreign:.4f}"
        )
        return Memo(text, Citation.FULL, (cited,))

    def _filled(self, template: str, cited: str) -> str:
        words = self.names.memos
        return template.format(cited=cited, product=self.rng.choice(words.products), payer=self.names.person())

    def _distraction(self, plan: Plan, day: date) -> str:
        shown = day - timedelta(days=self.rng.randint(0, 40))
        return self.rng.choice(self.names.memos.distractions).format(
            phone=f"1{self.rng.randint(30, 99)}{self.rng.randint(0, 99_999_999):08}",
            day=self.rng.choice((f"{shown:%Y%m%d}", f"{shown:%Y-%m-%d}", f"{shown:%m%d}")),
            count=self.rng.randint(2, 99_999),
            amount=f"{plan.amount / 100:.2f}",
        )
