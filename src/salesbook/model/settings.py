"""The settings of a book: what ``salesbook.yaml`` says."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Discriminator, Field, field_validator

from salesbook.model.entry import Part, contradiction
from salesbook.model.fields import (
    AS_AMOUNT,
    AS_LIST,
    AS_RATE,
    AS_TEXT,
    Amount,
    CurrencyCode,
    Day,
    Flag,
    Identifier,
    Percent,
    Whole,
    Words,
    rate_or_amount,
    text_or_list,
)
from salesbook.model.kinds.parts import TermParts
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


class ReconcileSettings(Part):
    """What may be settled as a fee or rounding, per currency; and whose refunds are no receipts."""

    fee_max: dict[str, Amount] = {}
    rounding_max: dict[str, Amount] = {}
    suppliers: list[Words] = []


class CreditSettings(Part):
    """When an order is refused."""

    block: Literal["off", "over_limit", "overdue"] = "off"


class TierStep(Part):
    """From ``from`` on (an amount, or an attainment) this rate."""

    from_: Annotated[
        Annotated[Percent, AS_RATE] | Annotated[Amount, AS_AMOUNT],
        Discriminator(rate_or_amount),
    ] = Field(alias="from")
    rate: Percent


class Tiers(Part):
    """Rates by amount or attainment of the target."""

    by: Literal["amount", "attainment"]
    mode: Literal["marginal", "whole"] = "marginal"
    steps: list[TierStep] = Field(min_length=1)


class CommissionException(Part):
    """Another rate for some products or customers."""

    products: list[Identifier] = []
    customers: list[Identifier] = []
    rate: Percent


class LateFactor(Part):
    """What a receipt counts that is more than ``over`` days late."""

    over: Whole
    factor: Percent


class Bonus(Part):
    """An amount for reaching a target."""

    measure: Words
    attainment: Percent
    amount: Amount


class CommissionPlan(Part):
    """How commission is computed."""

    reps: Annotated[
        Annotated[Literal["all"], AS_TEXT] | Annotated[list[Identifier], AS_LIST],
        Discriminator(text_or_list),
    ] = "all"
    teams: list[Words] = []
    basis: Literal["collected", "invoiced", "delivered", "ordered", "margin"] = "collected"
    tax: Literal["net", "gross"] = "net"
    period: Literal["month", "quarter", "year"] = "month"
    rate: Percent | None = None
    tiers: Tiers | None = None
    except_: list[CommissionException] = Field(default=[], alias="except")
    late: list[LateFactor] = []
    bonus: list[Bonus] = []
    cap: Amount | None = None


class GitSettings(Part):
    """Whether commands commit what they write."""

    commit: Flag = True


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
    aging: list[Whole] = [30, 60, 90]
    terms: dict[str, TermParts] = {}
    accounts: dict[str, Account] = {}
    reconcile: ReconcileSettings = ReconcileSettings()
    numbering: dict[str, Words] = {}
    credit: CreditSettings = CreditSettings()
    commission: dict[str, CommissionPlan] = {}
    git: GitSettings = GitSettings()

    @field_validator("aging")
    @classmethod
    def _rising(cls, edges: list[int]) -> list[int]:
        if not edges or edges[0] < 1 or any(one >= two for one, two in pairwise(edges)):
            raise contradiction(
                "`aging` lists rising numbers of days, such as [30, 60, 90]", "`aging` 须是递增的天数，如 [30, 60, 90]"
            )
        return edges

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
        )
