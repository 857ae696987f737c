"""``salesbook.yaml``: what it may say, and what of it decides figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from salesbook.model.commission import Bonus, LateFactor, RateException
from salesbook.model.commission_basis import CommissionBasis
from salesbook.model.part import validate
from salesbook.model.policy import Basis, Policy, Prices, Settle
from salesbook.model.settings import Settings
from salesbook.model.terms import Event, TermPart
from tests.model.entries import raw

STEPS = "commission: {a: {tiers: {by: amount, steps:"
SMALLEST = "company: {name: 云岚}\ncurrency: CNY"
WHOLE = """
    company: {name: 云岚, tax_id: 91310000MA1FL0XX0X}
    currency: CNY
    language: zh
    prices: net
    tax: 13%
    receivable_basis: invoiced
    sales_basis: ordered
    settle: explicit
    aging: [15, 45]
    provision: {not_due: 0%, 16-45: 2.5%, over_45: 50%}
    terms:
      monthly25: [{share: 100%, after: delivery, statement_day: 25, days: 30, pay_day: 10}]
      deposit: [{share: 30%, after: order, discount: 2%, discount_days: 10}, {share: 70%, due: 2027-01-15}]
    accounts:
      icbc: {name: 工商银行, number: "1001", opening: {date: 2024-12-31, balance: 100000.00}}
      boc: {name: 中国银行, currency: USD}
    reconcile: {fee_max: {CNY: 50.00}, rounding_max: {CNY: 1.00}, suppliers: [昆山元冠]}
    numbering: {orders: "SO-{yymm}-{pad}-{seq:04}"}
    credit: {block: over_limit}
    commission:
      standard:
        reps: [wang-fang]
        tiers: {by: attainment, steps: [{from: 0%, rate: 1%}, {from: 100%, rate: 2%}]}
        except: [{products: [P-900], rate: 0%}]
        late: [{over: 30, factor: 80%}]
        bonus: [{measure: collected, attainment: 100%, amount: 2000.00}]
        cap: 30000.00
      large: {reps: all, tiers: {by: amount, steps: [{from: 1000.00, rate: 1%}]}}
    targets: {weights: [6, 5, 8, 8, 8, 9, 8, 8, 9, 9, 10, 12]}
    git: {commit: false}
    """


def settings(text: str) -> Settings:
    made, problems = validate(Settings, raw(text))
    assert not problems, [problem.message.en for problem in problems]
    assert made is not None
    return made


def test_the_policy_is_what_decides_figures() -> None:
    assert settings(WHOLE).policy({"P-100": Decimal("0.09")}) == Policy(
        currency="CNY",
        prices=Prices.NET,
        tax=Decimal("0.13"),
        receivable_basis=Basis.INVOICED,
        sales_basis=Basis.ORDERED,
        settle=Settle.EXPLICIT,
        aging=(15, 45),
        terms={
            "monthly25": (TermPart(Decimal(1), Event.DELIVERY, days=30, statement_day=25, pay_day=10),),
            "deposit": (
                TermPart(Decimal("0.3"), Event.ORDER, discount=Decimal("0.02"), discount_days=10),
                TermPart(Decimal("0.7"), due=date(2027, 1, 15)),
            ),
        },
        account_currency={"icbc": "CNY", "boc": "USD"},
        product_tax={"P-100": Decimal("0.09")},
        commission_bases=(CommissionBasis.COLLECTED,),
    )


def test_the_plans_of_commission() -> None:
    of_reps, large = settings(WHOLE).commission_plans().plans
    assert (of_reps.reps, large.reps) == (("wang-fang",), None)
    assert of_reps.exceptions == (RateException(("P-900",), (), Decimal(0)),)
    assert of_reps.late == (LateFactor(30, Decimal("0.8")),)
    assert of_reps.bonuses == (Bonus("collected", Decimal(1), Decimal("2000.00")),)
    assert of_reps.cap == Decimal("30000.00")
    one_rate, none = (
        settings(f"{SMALLEST}\ncommission: {{a: {{rate: 1.5%}}, b: {{teams: [华东]}}}}").commission_plans().plans
    )
    assert [step.rate for plan in (one_rate, none) for step in plan.tiers.steps] == [Decimal("0.015"), Decimal(0)]
    assert none.teams == ("华东",)
    (dated,) = (
        settings(f"{SMALLEST}\ncommission: {{a: {{from: 2026-01-01, until: 2026-12-31}}}}").commission_plans().plans
    )
    assert (dated.first, dated.last) == (date(2026, 1, 1), date(2026, 12, 31))


def test_the_defaults_are_those_of_the_design() -> None:
    made = settings(SMALLEST)
    assert made.policy() == Policy(
        "CNY", Prices.GROSS, Decimal(0), Basis.DELIVERED, Basis.DELIVERED, Settle.OLDEST, (30, 60, 90)
    )
    assert made.git.commit
    assert made.credit.block == "off"


def test_tiers_begin_at_a_rate_or_an_amount() -> None:
    commission = settings(WHOLE).commission
    steps = [step.threshold for plan in commission.values() if plan.tiers for step in plan.tiers.steps]
    assert steps == [Decimal(0), Decimal(1), Decimal("1000.00")]
    assert [plan.reps for plan in commission.values()] == [["wang-fang"], "all"]


@pytest.mark.parametrize(
    ("more", "field", "code"),
    [
        ("aging: [30, 30]", "aging", "E0109"),
        ("aging: [0, 30]", "aging", "E0109"),
        ("aging: []", "aging", "E0109"),
        ("aging: [thirty]", "aging.0", "E0103"),
        ("terms: {a: [{share: 50%, after: order}]}", "terms.a", "E0108"),
        ("terms: {a: 5}", "terms.a", "E0103"),
        ("terms: {a: [{share: 100%, after: order, aftr: x}]}", "terms.a.0.aftr", "E0102"),
        ("accounts: {str: {name: 甲, nme: 乙}}", "accounts.str.nme", "E0102"),
        ("accounts: {icbc: {name: 1001}}", "accounts.icbc.name", "E0104"),
        ("git: {commit: no}", "git.commit", "E0103"),
        ("git: {comit: true}", "git.comit", "E0102"),
        ("reconcile: {fee_max: 5}", "reconcile.fee_max", "E0103"),
        ("commission: {a: {reps: some}}", "commission.a.reps", "E0103"),
        ("commission: {a: {reps: [5]}}", "commission.a.reps.0", "E0104"),
        ("commission: {a: {tiers: {by: amount, steps: []}}}", "commission.a.tiers.steps", "E0103"),
        (f"{STEPS} [{{from: 5, rate: 1%}}, {{from: 5, rate: 2%}}]}}}}}}", "commission.a.tiers.steps", "E0109"),
        (f"{STEPS} [{{from: 5, rate: 1%}}]}}, rate: 1%}}}}", "commission.a", "E0109"),
        ("commission: {a: {from: 2027-01-01, until: 2026-12-31}}", "commission.a", "E0109"),
        (f"{STEPS} [{{from: 0%, rate: 1%}}, {{from: 50%, rate: 2%}}]}}}}}}", "commission.a.tiers", "E0109"),
        ("commission: {a: {tiers: {by: attainment, steps: [{from: 80, rate: 1%}]}}}", "commission.a.tiers", "E0109"),
        ("reconcile: {fee_max: {cny: 50.00}}", "reconcile.fee_max", "E0109"),
        ("numbering: {order: 'A-{seq}'}", "numbering.order", "E0102"),
        ("numbering: {customers: 'C-{seq}'}", "numbering.customers", "E0102"),
        ("vouchers: {accounts: {recievable: '1122'}}", "vouchers.accounts.recievable", "E0102"),
        ("vouchers: {accounts: {bank: {icbc: 100201}}}", "vouchers.accounts.bank.icbc", "E0104"),
        ("provision: {1-31: 5%}", "provision", "E0109"),
        (f"{STEPS} [{{from: x, rate: 1%}}]}}}}}}", "commission.a.tiers.steps.0.from", "E0103"),
        (f"{STEPS} [{{from: [], rate: 1%}}]}}}}}}", "commission.a.tiers.steps.0.from", "E0103"),
        ("commission: {a: {except: [{rate: 1%, product: P}]}}", "commission.a.except.0.product", "E0102"),
        ("targets: {weights: [1, 2, 3]}", "targets.weights", "E0109"),
        ("targets: {weights: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}", "targets.weights", "E0109"),
        ("targets: {weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, a]}", "targets.weights.11", "E0103"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(more: str, field: str, code: str) -> None:
    _, problems = validate(Settings, raw(f"{SMALLEST}\n{more}"))
    assert [(problem.field, problem.code.id) for problem in problems] == [(field, code)]


@pytest.mark.parametrize(
    ("more", "advice"),
    [
        ("git: {comit: true}", "did you mean `commit`?"),
        ("accounts: {icbc: {name: 甲, numbr: x}}", "did you mean `number`?"),
        ("terms: {a: [{share: 100%, after: order, payday: 1}]}", "did you mean `pay_day`?"),
        ("commission: {a: {excpt: []}}", "did you mean `except`?"),
        ("commission: {a: {except: [{rate: 1%, product: [P]}]}}", "did you mean `products`?"),
        ("commission: {a: {tiers: {by: amount, steps: [{frm: 1, from: 1, rate: 1%}]}}}", "did you mean `from`?"),
    ],
)
def test_suggestions_reach_into_what_users_name(more: str, advice: str) -> None:
    _, (problem,) = validate(Settings, raw(f"{SMALLEST}\n{more}"))
    assert problem.advice.en == advice


def test_only_company_and_currency_are_required() -> None:
    _, problems = validate(Settings, {})
    assert [(problem.field, problem.code.id) for problem in problems] == [("company", "E0101"), ("currency", "E0101")]


def test_provision_has_a_rate_for_buckets_of_the_aging() -> None:
    found = settings(WHOLE).provision
    assert found == {"not_due": Decimal(0), "16-45": Decimal("0.025"), "over_45": Decimal("0.5")}
    assert not settings(SMALLEST).provision


def test_the_rates_of_a_provision_may_begin_on_days() -> None:
    found = settings(
        f"{SMALLEST}\nprovision: [{{from: 2025-01-01, rates: {{over_90: 20%}}}}, {{from: 2026-01-01, rates: {{}}}}]"
    )
    assert isinstance(found.provision, list)
    assert [(each.from_, each.rates) for each in found.provision] == [
        (date(2025, 1, 1), {"over_90": Decimal("0.2")}),
        (date(2026, 1, 1), {}),
    ]


@pytest.mark.parametrize(
    "provision",
    [
        "{over_60: 50%}",
        "{1-30: 1%, 31-45: 2%}",
        "{over_90: 101%}",
        "{over_90: -1%}",
        "[{from: 2025-01-01, rates: {over_60: 50%}}]",
        "[{from: 2025-01-01, rates: {over_90: 50%}}, {from: 2025-01-01, rates: {over_90: 60%}}]",
    ],
)
def test_provision_refuses_other_buckets_and_rates(provision: str) -> None:
    made, problems = validate(Settings, raw(f"{SMALLEST}\nprovision: {provision}"))
    assert made is None
    assert [problem.code.id for problem in problems] == ["E0109"]
