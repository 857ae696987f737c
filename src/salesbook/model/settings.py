"""The settings of a book: what ``salesbook.yaml`` says."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal

from salesbook.model.aging import bucket_names
from salesbook.model.commission import (
    Bonus,
    CommissionPeriod,
    CommissionPlan,
    CommissionPlans,
    LateFactor,
    RateException,
    TierMeasure,
    TierMode,
    Tiers,
    TierStep,
)
from salesbook.model.commission_basis import CommissionBasis
from salesbook.model.fields import (
    Amount,
    CurrencyCode,
    Day,
    Flag,
    Identifier,
    Percent,
    PercentText,
    Whole,
    Words,
    fraction,
    is_list,
    is_nested,
    is_no_text,
)
from salesbook.model.findings import Wrong, contradiction, unknown_field
from salesbook.model.kinds import KINDS
from salesbook.model.kinds.parts import TermParts, YearWeights
from salesbook.model.part import Alternatives, Filled, Part, Rule, field
from salesbook.model.policy import Basis, Policy, Prices, Settle


class Company(Part):
    """Whose book it is."""

    name: Words
    tax_id: Words | None = None
    address: Words | None = None
    phone: Words | None = None


class OpeningBalance(Part):
    """What an account held at the end of a day."""

    date: Day
    balance: Amount


class Account(Part):
    """An account of the company at a bank or wallet."""

    name: Words
    number: Words | None = None
    currency: CurrencyCode | None = None
    holder: Words | None = None
    bank: Words | None = None
    opening: OpeningBalance | None = None


def _not_by_currency(limits: dict[str, Decimal]) -> Wrong | None:
    wrong = next((name for name in limits if not _CURRENCY.fullmatch(name)), None)
    if wrong is None:
        return None
    return contradiction(
        f"`{wrong}` is no currency: limits stand by currency, as in {{CNY: 50.00}}",
        f"`{wrong}` 不是币种；限额须按币种书写，如 {{CNY: 50.00}}",
    )


_CURRENCY = re.compile("[A-Z]{3}")
Limits = Annotated[dict[str, Amount], Rule(_not_by_currency)]
"""An amount of each currency, by its code."""


class ReconcileSettings(Part):
    """What may be settled as a fee or rounding, per currency; and whose refunds are no receipts."""

    fee_max: Limits = field(default_factory=dict)
    rounding_max: Limits = field(default_factory=dict)
    suppliers: list[Words] = field(default_factory=list)


class CreditSettings(Part):
    """When an order is refused."""

    block: Literal["off", "over_limit", "overdue"] = "off"


class TierStepFields(Part):
    """From ``from`` on (an amount, or an attainment as a rate such as 80%) this rate."""

    from_: Annotated[PercentText | Amount, Alternatives(second_if=is_no_text)]
    rate: Percent

    @property
    def threshold(self) -> Decimal:
        """The amount, or the attainment as a fraction."""
        return self.from_ if isinstance(self.from_, Decimal) else fraction(self.from_)


def _not_rising_steps(steps: list[TierStepFields]) -> Wrong | None:
    if any(one.threshold >= two.threshold for one, two in pairwise(steps)):
        return contradiction("the steps of tiers rise", "阶梯须由低到高")
    return None


class TiersFields(Part):
    """Rates by amount or attainment of the target."""

    by: Literal["amount", "attainment"]
    mode: Literal["marginal", "whole"] = "marginal"
    steps: Annotated[Filled[TierStepFields], Rule(_not_rising_steps)]

    def inconsistency(self) -> Wrong | None:
        """Its steps begin at what ``by`` measures; 0 is 0 of either."""
        amounts = self.by == "amount"
        if any(step.threshold and isinstance(step.from_, Decimal) != amounts for step in self.steps):
            return contradiction(
                f"the steps of `by: {self.by}` begin at "
                + ("amounts, such as 100000.00" if amounts else "rates of the target, such as 80%"),
                f"`by: {self.by}` 的阶梯起点须为" + ("金额，如 100000.00" if amounts else "目标完成率，如 80%"),
            )
        return None

    def fact(self) -> Tiers:
        """It, as the rules know it."""
        steps = tuple(TierStep(step.threshold, step.rate) for step in self.steps)
        return Tiers(TierMeasure(self.by), TierMode(self.mode), steps)


class CommissionExceptionFields(Part):
    """Another rate for some products or customers."""

    products: list[Identifier] = field(default_factory=list)
    customers: list[Identifier] = field(default_factory=list)
    rate: Percent


class LateFactorFields(Part):
    """What a receipt counts that is more than ``over`` days late."""

    over: Whole
    factor: Percent


class BonusFields(Part):
    """An amount for reaching a target."""

    measure: Literal["sales", "collected", "orders", "new_customers"]
    attainment: Percent
    amount: Amount


class CommissionPlanFields(Part):
    """How commission is computed, for periods that end from ``from`` to ``until``."""

    from_: Day | None = None
    until: Day | None = None

    reps: Annotated[Literal["all"] | list[Identifier], Alternatives(second_if=is_nested)] = "all"
    teams: list[Words] = field(default_factory=list)
    basis: Literal["collected", "invoiced", "delivered", "ordered", "margin"] = "collected"
    tax: Literal["net", "gross"] = "net"
    period: Literal["month", "quarter", "year"] = "month"
    rate: Percent | None = None
    tiers: TiersFields | None = None
    except_: list[CommissionExceptionFields] = field(default_factory=list)
    late: list[LateFactorFields] = field(default_factory=list)
    bonus: list[BonusFields] = field(default_factory=list)
    cap: Amount | None = None

    def inconsistency(self) -> Wrong | None:
        """It has a rate or tiers, and begins before it ends."""
        if self.rate is not None and self.tiers is not None:
            return contradiction("a plan has a `rate` or `tiers`, not both", "提成方案的 `rate` 与 `tiers` 只能写一个")
        if self.from_ is not None and self.until is not None and self.from_ > self.until:
            return contradiction("a plan begins before it ends", "提成方案的 `from` 不能晚于 `until`")
        return None

    def fact(self, name: str) -> CommissionPlan:
        """It, as the rules know it."""
        alone = Tiers(TierMeasure.AMOUNT, TierMode.WHOLE, (TierStep(Decimal(0), self.rate or Decimal(0)),))
        return CommissionPlan(
            name=name,
            reps=tuple(self.reps) if isinstance(self.reps, list) else None,
            teams=tuple(self.teams),
            basis=CommissionBasis(self.basis),
            net=self.tax == "net",
            period=CommissionPeriod(self.period),
            tiers=self.tiers.fact() if self.tiers else alone,
            exceptions=tuple(
                RateException(tuple(each.products), tuple(each.customers), each.rate) for each in self.except_
            ),
            late=tuple(LateFactor(each.over, each.factor) for each in self.late),
            bonuses=tuple(Bonus(each.measure, each.attainment, each.amount) for each in self.bonus),
            cap=self.cap,
            first=self.from_,
            last=self.until,
        )


class DatedProvision(Part):
    """The rates of the provision for bad debts from a day on; another estimate leaves earlier days as they were."""

    from_: Day
    rates: dict[str, Percent]


def _not_in_order(provision: dict[str, Decimal] | list[DatedProvision]) -> Wrong | None:
    if isinstance(provision, list) and any(one.from_ >= two.from_ for one, two in pairwise(provision)):
        return contradiction(
            "the rates of `provision` stand in the order of their `from`", "`provision` 须按 `from` 由早到晚排列"
        )
    return None


Provision = Annotated[dict[str, Percent] | list[DatedProvision], Alternatives(second_if=is_list), Rule(_not_in_order)]
"""The rate of each bucket of the aging, on all days or from one day to the next."""


class TargetSettings(Part):
    """How targets of a year or quarter that name no ``weights`` are spread over its months."""

    weights: YearWeights | None = None


AccountCode = Annotated[Words | dict[str, Words], Alternatives(second_if=is_nested)]
"""A code of the general ledger's chart of accounts, or one for each account or customer by its id."""


class VoucherAccounts(Part):
    """The codes of the accounts that vouchers post to; those of China's accounting standards where one is left out."""

    receivable: AccountCode | None = None
    advances: AccountCode | None = None
    bank: AccountCode | None = None
    held: AccountCode | None = None
    bills: AccountCode | None = None
    endorsed: AccountCode | None = None
    undeposited: AccountCode | None = None
    accrued: AccountCode | None = None
    offset: AccountCode | None = None
    conversion: AccountCode | None = None
    bill_fees: AccountCode | None = None
    fees: AccountCode | None = None
    rounding: AccountCode | None = None
    write_offs: AccountCode | None = None
    sales: AccountCode | None = None
    output_tax: AccountCode | None = None


class VoucherSettings(Part):
    """How the month's accounting vouchers are written for another accounting program."""

    system: Literal["kingdee", "yonyou"] = "kingdee"
    word: Words = "记"
    accounts: VoucherAccounts = field(default_factory=VoucherAccounts)


def _no_numbered_kind(patterns: dict[str, str]) -> Wrong | None:
    numbered = {kind.name for kind in KINDS if kind.numbering}
    unknown = next((name for name in patterns if name not in numbered), None)
    return None if unknown is None else Wrong(tuple(unknown_field(unknown, numbered).under(unknown)))


Numbering = Annotated[dict[str, Words], Rule(_no_numbered_kind)]
"""How the ids of new entries are made, by kind."""


class GitSettings(Part):
    """Whether commands commit what they write."""

    commit: Flag = True


def _not_rising_days(edges: list[int]) -> Wrong | None:
    if not edges or edges[0] < 1 or any(one >= two for one, two in pairwise(edges)):
        return contradiction(
            "`aging` lists rising numbers of days, such as [30, 60, 90]", "`aging` 须是递增的天数，如 [30, 60, 90]"
        )
    return None


def _of_provision(en: str, zh: str) -> Wrong:
    return Wrong(tuple(contradiction(en, zh).under("provision")))


class Settings(Part):
    """All settings; only company and currency are required."""

    company: Company
    currency: CurrencyCode
    language: Literal["en", "zh"] | None = None
    prices: Literal["gross", "net"] = "gross"
    tax: Percent = Decimal(0)
    receivable_basis: Literal["delivered", "invoiced", "ordered"] = "delivered"
    sales_basis: Literal["delivered", "invoiced", "ordered"] = "delivered"
    settle: Literal["oldest", "explicit"] = "oldest"
    aging: Annotated[list[Whole], Rule(_not_rising_days)] = field(default_factory=lambda: [30, 60, 90])
    provision: Provision = field(default_factory=dict)
    terms: dict[str, TermParts] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    reconcile: ReconcileSettings = field(default_factory=ReconcileSettings)
    numbering: Numbering = field(default_factory=dict)
    credit: CreditSettings = field(default_factory=CreditSettings)
    commission: dict[str, CommissionPlanFields] = field(default_factory=dict)
    targets: TargetSettings = field(default_factory=TargetSettings)
    vouchers: VoucherSettings = field(default_factory=VoucherSettings)
    git: GitSettings = field(default_factory=GitSettings)

    def inconsistency(self) -> Wrong | None:
        """Every rate of the provision is for a bucket of the aging, and no more than all of it."""
        buckets = bucket_names(self.aging)
        provision = self.provision
        for rates in (each.rates for each in provision) if isinstance(provision, list) else (provision,):
            if unknown := [name for name in rates if name not in buckets]:
                return _of_provision(
                    f"`provision` has a rate for `{unknown[0]}`, which is no bucket of the aging: {', '.join(buckets)}",
                    f"`provision` 中的 `{unknown[0]}` 不是账龄段；账龄段为：{'、'.join(buckets)}",
                )
            if any(not 0 <= rate <= 1 for rate in rates.values()):
                return _of_provision(
                    "the rates of `provision` lie between 0% and 100%", "`provision` 的比例须在 0% 与 100% 之间"
                )
        return None

    def policy(self, product_tax: dict[str, Decimal] | None = None) -> Policy:
        """What of it decides figures."""
        return Policy(
            currency=self.currency,
            prices=Prices(self.prices),
            tax=self.tax,
            receivable_basis=Basis(self.receivable_basis),
            sales_basis=Basis(self.sales_basis),
            settle=Settle(self.settle),
            aging=tuple(self.aging),
            terms={name: tuple(part.fact() for part in parts) for name, parts in self.terms.items()},
            account_currency={name: account.currency or self.currency for name, account in self.accounts.items()},
            product_tax=product_tax or {},
            commission_bases=self.commission_plans().bases,
        )

    def commission_plans(self) -> CommissionPlans:
        """How commission is figured."""
        return CommissionPlans(tuple(plan.fact(name) for name, plan in self.commission.items()))
