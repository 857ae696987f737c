"""Lines that are no customer's payment, and lines that nobody could explain."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.matching.companies import Names
from benchmarks.matching.ledger import Ledger
from benchmarks.matching.lines import WorldLine
from benchmarks.matching.truth import Sort, Truth
from salesbook.model.money import to_decimal

Parts = tuple[int, str | None, str | None, str]
"""Amount, payer, account, memo."""


@dataclass
class Others:
    """Makes lines of what else moves on a company's account."""

    rng: random.Random
    names: Names
    company: str
    ledger: Ledger
    own_numbers: dict[str, str]
    suppliers: list[str]
    lender: str
    """A person who lends to the company, and pays for no customer."""
    learnt: list[tuple[str, str, str]] = field(default_factory=list)
    """Who, with which memo, paid before what was ignored, and why; the settings do not name them."""

    def remember(self, first: date) -> None:
        """Lines of long before the statement that a person has ignored."""
        words = self.names.memos.vague
        for payer, why in (
            (self.names.supplier(), "supplier"),
            (self.names.supplier(), "supplier"),
            (self.lender, "loan"),
        ):
            memo = self.rng.choice(words)
            self.learnt.append((payer, memo, why))
            for _ in range(3):
                day = first - timedelta(days=self.rng.randint(20, 150))
                line = f"BL-main-{day:%Y%m%d}-{self.rng.randint(0, 10**8):08}"
                amount = to_decimal(self._sum(), "CNY")
                self.ledger.add("bank", day, line, account="main", amount=amount, payer=payer, memo=memo)
                self.ledger.add("matches", day, line=line, ignored=why)

    def lines(self, day: date) -> list[WorldLine]:
        """Something that is no receipt of a customer."""
        why = self.rng.choices(list(_MAKERS), [weight for weight, _ in _MAKERS.values()])[0]
        amount, payer, account, memo = _MAKERS[why][1](self)
        if why in ("own transfer", "wallet") and account and self.rng.random() < 0.6:
            self._other_side(day, account, amount, memo)
        truth = Truth(Sort.IGNORED, why_ignored=why, tags={"kind": "ignored", "ignored": why})
        return [WorldLine(day, amount, payer, account, memo, truth)]

    def _other_side(self, day: date, number: str, amount: int, memo: str) -> None:
        """The line of the other account, which the book has; as a rule it was matched there."""
        account = next(name for name, own in self.own_numbers.items() if own == number)
        digits = self.rng.randint(0, 10**8)
        line = self.ledger.add(
            "bank",
            day,
            f"BL-{account}-{day:%Y%m%d}-{digits:08}",
            account=account,
            amount=to_decimal(-amount, "CNY"),
            payer=self.company,
            payer_account=self.own_numbers["main"],
            memo=memo or None,
        )
        if self.rng.random() < 0.6:
            self.ledger.add("matches", day, line=line, ignored="transfer")

    def stranger(self, day: date) -> list[WorldLine]:
        """Money of somebody whom the book does not know, for nothing that it knows."""
        if self.rng.random() < 0.15:
            return self._refund_of_supplier_unknown(day)
        words = self.names.memos
        what = self.rng.randrange(5)
        amount = self.rng.choice((self._sum(), self.rng.randint(1, 90) * 100_000))
        payer: str | None = self.names.stranger() if what < 3 else self.names.person() if what == 3 else None
        account = self.names.account() if self.rng.random() < 0.5 else None
        memo = self.rng.choice(("", *self.rng.sample(words.vague, 3)))
        truth = Truth(Sort.UNKNOWN, tags={"kind": "stranger"}, doubts=["nobody knows whose it is"])
        return [WorldLine(day, amount, payer, account, memo, truth)]

    def _refund_of_supplier_unknown(self, day: date) -> list[WorldLine]:
        """A supplier that the settings do not name gives money back."""
        memo = "退货款" if self.names.chinese else "refund"
        truth = Truth(Sort.IGNORED, why_ignored="supplier", tags={"kind": "ignored", "ignored": "supplier not listed"})
        truth.doubts.append("the book does not know the supplier")
        return [WorldLine(day, self._sum(), self.names.supplier(), None, memo, truth)]

    def _sum(self) -> int:
        return int(min(max(self.rng.lognormvariate(12.8, 1.2), 3_000), 50_000_000))

    def _say(self, chinese: tuple[str, ...], other: tuple[str, ...]) -> str:
        return self.rng.choice(chinese if self.names.chinese else other)

    def interest(self) -> Parts:
        """What the bank pays for the balance."""
        payer = self.rng.choice((None, self.names.bank()))
        return (
            self.rng.randint(50, 90_000),
            payer,
            None,
            self._say(("结息", "利息收入", "季度结息", "批量结息"), ("interest", "credit interest")),
        )

    def fee(self) -> Parts:
        """What the bank takes."""
        memo = self._say(
            ("手续费", "网银汇款手续费", "账户管理费", "年费", "工本费"), ("bank charges", "account fee", "charges")
        )
        return (
            -self.rng.choice((500, 1000, 1500, 2000, 5000, 10_000, 36_000)),
            self.rng.choice((None, self.names.bank())),
            None,
            memo,
        )

    def own_transfer(self) -> Parts:
        """From or to another account of the company."""
        number = self.own_numbers[self.rng.choice(("second", "second", "wallet"))]
        sign = self.rng.choice((1, 1, -1))
        memo = self._say(
            ("内部转账", "资金调拨", "转账", "划款", ""), ("internal transfer", "own transfer", "cash pooling", "")
        )
        return sign * self.rng.randint(1, 60) * 1_000_000, self.company, number, memo

    def wallet(self) -> Parts:
        """A wallet pays out what it holds for the company."""
        payer = self.names.wallet()
        memo = self._say(("提现", "支付宝提现", "余额提现", "商户提现"), ("withdrawal", "payout withdrawal"))
        return self._sum(), payer, self.own_numbers["wallet"] if self.rng.random() < 0.5 else None, memo

    def tax_refund(self) -> Parts:
        """The state gives tax back."""
        payer = self._say(
            ("国家金库上海市浦东新区支库", "国家税务总局某市税务局", "待报解预算收入"), ("Tax Office", "Finanzamt Nord")
        )
        return (
            self._sum(),
            payer,
            None,
            self._say(("增值税留抵退税", "出口退税", "退税款"), ("VAT refund", "tax refund")),
        )

    def supplier_refund(self) -> Parts:
        """A supplier that the settings name gives money back."""
        memo = self._say(
            ("退货款", "多付退回", "退款", "质量扣款退回"), ("refund", "credit note refund", "overpayment refund")
        )
        return self._sum(), self.rng.choice(self.suppliers), None, memo

    def loan(self) -> Parts:
        """The bank lends."""
        memo = self._say(("贷款发放", "流动资金贷款放款", "借款发放"), ("loan disbursement", "drawdown facility"))
        return self.rng.randint(1, 50) * 10_000_000, self.names.bank(), None, memo

    def deposit_back(self) -> Parts:
        """A deposit that this company had paid comes back."""
        payer = self._say(
            ("某市公共资源交易中心", "采购与招标服务中心", "物业服务中心"),
            ("Public Procurement Office", "Estate Office"),
        )
        return (
            self.rng.randint(1, 60) * 500_000,
            payer,
            None,
            self._say(("退投标保证金", "保证金退回", "退还履约保证金"), ("bid bond returned", "deposit refund")),
        )

    def seen_before(self) -> Parts:
        """Somebody whose money was ignored before."""
        payer, memo, _ = self.rng.choice(self.learnt)
        return self._sum(), payer, None, memo

    def subsidy(self) -> Parts:
        """Public money."""
        payer = self._say(("某区财政局", "社会保险基金管理中心"), ("City Treasury", "Labour Agency"))
        return (
            self._sum(),
            payer,
            None,
            self._say(("稳岗补贴", "高新技术奖励", "扶持资金"), ("grant", "training subsidy")),
        )

    def salary(self) -> Parts:
        """Wages."""
        return (
            -self.rng.randint(400_000, 3_000_000),
            self.names.person(),
            None,
            self._say(("工资", "代发工资", "报销款", "差旅报销"), ("salary", "wages", "expenses")),
        )

    def purchase(self) -> Parts:
        """A supplier is paid."""
        payer = self.rng.choice(self.suppliers) if self.rng.random() < 0.5 else self.names.supplier()
        return (
            -self._sum(),
            payer,
            self.names.account(),
            self._say(
                ("货款", "支付货款", "材料款", "运费", "房租"), ("invoice", "supplier payment", "rent", "freight")
            ),
        )

    def tax(self) -> Parts:
        """Taxes and contributions."""
        payer = self._say(
            ("国家金库某市中心支库", "待报解预算收入", "社保费专户"), ("Tax Office", "Social Insurance Fund")
        )
        return (
            -self._sum(),
            payer,
            None,
            self._say(("税款", "缴税", "社保费", "住房公积金"), ("VAT", "payroll tax", "social insurance")),
        )


_MAKERS: dict[str, tuple[float, Callable[[Others], Parts]]] = {
    "interest": (6, Others.interest),
    "fee": (14, Others.fee),
    "own transfer": (12, Others.own_transfer),
    "wallet": (8, Others.wallet),
    "tax refund": (4, Others.tax_refund),
    "supplier": (7, Others.supplier_refund),
    "loan": (3, Others.loan),
    "deposit back": (4, Others.deposit_back),
    "seen before": (4, Others.seen_before),
    "subsidy": (3, Others.subsidy),
    "salary": (14, Others.salary),
    "purchase": (22, Others.purchase),
    "tax": (6, Others.tax),
}
