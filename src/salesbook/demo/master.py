"""Settings and master data of the demonstration company."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from salesbook.demo import workdays
from salesbook.demo.names import (
    COMPANY,
    CUSTOMERS,
    GIVEN_NAMES,
    GOODS,
    REPS,
    SUCCESSORS,
    SUPPLIERS,
    SURNAMES,
    Profile,
)
from salesbook.model.money import to_decimal
from salesbook.model.terms import Event, TermPart

OPENING_DAY = workdays.FIRST - timedelta(1)

TERMS: Mapping[str, list[dict[str, object]]] = {
    "cash": [{"share": "100%", "after": "order"}],
    "net30": [{"share": "100%", "after": "invoice", "days": 30, "discount": "2%", "discount_days": 10}],
    "net60": [{"share": "100%", "after": "delivery", "days": 60}],
    "monthly30": [{"share": "100%", "after": "delivery", "statement_day": 31, "days": 30}],
    "monthly25": [{"share": "100%", "after": "delivery", "statement_day": 25, "days": 30, "pay_day": 10}],
    "deposit30": [
        {"share": "30%", "after": "order"},
        {"share": "60%", "after": "delivery"},
        {"share": "10%", "after": "acceptance", "days": 365, "retention": True},
    ],
    "tt30": [{"share": "30%", "after": "order"}, {"share": "70%", "after": "delivery", "days": 45}],
}

ACCOUNTS: Mapping[str, dict[str, object]] = {
    "icbc": {"name": "工商银行基本户", "number": "1001244309200012345", "currency": "CNY", "balance": "1862540.37"},
    "cmb": {"name": "招商银行一般户", "number": "121909876510801", "currency": "CNY", "balance": "743218.92"},
    "alipay": {"name": "支付宝企业账户", "number": "2088000012345678", "currency": "CNY", "balance": "12806.55"},
    "boc-usd": {"name": "中国银行美元户", "number": "455900001234", "currency": "USD", "balance": "36420.18"},
}
"""``balance`` is what was on the account at the end of ``OPENING_DAY``."""


def terms_entry(*due: date) -> list[dict[str, object]]:
    """Terms with two fixed dates, written in the order itself."""
    return [{"share": "50%", "due": day} for day in due]


def terms_parts(terms: str | Sequence[Mapping[str, object]]) -> tuple[TermPart, ...]:
    """Terms of the settings by name, or inline ones, as the rules know them."""
    entries = TERMS[terms] if isinstance(terms, str) else terms
    return tuple(_part(each) for each in entries)


def _part(data: Mapping[str, object]) -> TermPart:
    def number(name: str) -> int:
        value = data.get(name, 0)
        return value if isinstance(value, int) else 0

    due = data.get("due")
    return TermPart(
        share=_fraction(data["share"]),
        after=Event(str(data["after"])) if "after" in data else None,
        days=number("days"),
        statement_day=number("statement_day") or None,
        pay_day=number("pay_day") or None,
        due=due if isinstance(due, date) else None,
        retention=bool(data.get("retention")),
        discount=_fraction(data.get("discount", "0%")),
        discount_days=number("discount_days"),
    )


def _fraction(percent: object) -> Decimal:
    return Decimal(str(percent).removesuffix("%")) / 100


@cache
def _successors() -> dict[str, str]:
    gone = {rep.id for rep in REPS if rep.left}
    left_alone = [each.id for each in CUSTOMERS if each.rep in gone]
    return {customer: SUCCESSORS[turn % len(SUCCESSORS)] for turn, customer in enumerate(left_alone)}


def rep_on(buyer: Profile, day: date) -> str:
    """Who looks after a customer on ``day``."""
    left = next(rep.left for rep in REPS if rep.id == buyer.rep)
    return buyer.rep if left is None or day < left else _successors()[buyer.id]


def settings() -> dict[str, object]:
    """``salesbook.yaml``."""
    accounts: dict[str, object] = {}
    for name, account in ACCOUNTS.items():
        opening = {"date": OPENING_DAY, "balance": Decimal(str(account["balance"]))}
        fields = {field: value for field, value in account.items() if field != "balance"}
        accounts[name] = fields | {"holder": COMPANY, "opening": opening}
    return {
        "company": {"name": COMPANY, "tax_id": tax_code(random.Random(COMPANY), "310115")},
        "currency": "CNY",
        "language": "zh",
        "prices": "gross",
        "tax": "13%",
        "receivable_basis": "delivered",
        "sales_basis": "delivered",
        "settle": "oldest",
        "aging": [30, 60, 90],
        "provision": {"1-30": "1%", "31-60": "5%", "61-90": "20%", "over_90": "50%"},
        "terms": dict(TERMS),
        "accounts": accounts,
        "reconcile": {
            "fee_max": {"CNY": Decimal("50.00"), "USD": Decimal("35.00")},
            "rounding_max": {"CNY": Decimal("1.00")},
            "suppliers": list(SUPPLIERS),
        },
        "credit": {"block": "over_limit"},
        "commission": _commission(),
    }


def _commission() -> dict[str, object]:
    return {
        "standard": {
            "reps": "all",
            "basis": "collected",
            "tax": "net",
            "period": "month",
            "tiers": {
                "by": "attainment",
                "mode": "marginal",
                "steps": [{"from": "0%", "rate": "1%"}, {"from": "100%", "rate": "2%"}],
            },
            "except": [{"products": ["P-900", "P-901", "P-902", "P-910"], "rate": "0.5%"}],
            "late": [{"over": 30, "factor": "80%"}, {"over": 90, "factor": "0%"}],
            "bonus": [{"measure": "collected", "attainment": "100%", "amount": Decimal("2000.00")}],
            "cap": Decimal("30000.00"),
        }
    }


def products() -> list[dict[str, object]]:
    """``products.yaml``; prices include tax."""
    return [
        {
            "id": good.id,
            "name": good.name,
            "unit": good.unit,
            "price": to_decimal(good.price, "CNY"),
            "tax": f"{good.tax}%",
            "cost": to_decimal(good.cost, "CNY"),
        }
        | ({"barcode": _barcode(number)} if good.tax == 13 else {})
        for number, good in enumerate(GOODS, 1)
    ]


def _barcode(number: int) -> str:
    digits = f"6901234{number:05}"
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-weighted % 10}"


def reps() -> list[dict[str, object]]:
    """``reps.yaml``."""
    return [{"id": rep.id, "name": rep.name, "team": rep.team, "active": rep.left is None} for rep in REPS]


def customers(rng: random.Random, limits: Mapping[str, int]) -> list[dict[str, object]]:
    """``customers.yaml``; ``limits`` are credit limits in minor units."""
    return [_customer(rng, profile, limits.get(profile.id)) for profile in CUSTOMERS]


def _customer(rng: random.Random, profile: Profile, limit: int | None) -> dict[str, object]:
    data: dict[str, object] = {"id": profile.id, "name": profile.name, "aliases": list(profile.aliases)}
    left = next(rep.left for rep in REPS if rep.id == profile.rep)
    if left is None:
        data["rep"] = profile.rep
    else:
        data["reps"] = [{"rep": profile.rep}, {"rep": rep_on(profile, left), "from": left}]
    data["terms"] = profile.terms
    if limit is not None:
        data["credit_limit"] = to_decimal(limit, "CNY")
    if profile.habit == "advance":
        data["settle"] = "explicit"
    if profile.group:
        data["group"] = profile.group
    if profile.region:
        data["tax_id"] = tax_code(rng, profile.region)
    data["payers"] = [{"name": name, "account": account} for name, account in payers(profile)]
    surname = rng.choice(SURNAMES)
    mail = f"{profile.id.lower()}@example.{'com' if profile.region else 'net'}"
    if profile.region:
        phone = f"1{rng.choice('35789')}{rng.choice('0689')}0000{rng.randint(0, 9999):04}"
        data["contacts"] = [{"name": surname + rng.choice(GIVEN_NAMES), "phone": phone, "email": mail}]
    else:
        data["contacts"] = [{"name": "Dana Whitlock", "phone": "+1 216 555 0143", "email": mail}]
    return data


@cache
def payers(profile: Profile) -> tuple[tuple[str, str], ...]:
    """Who pays for a customer, from which accounts: itself first, and a person for some."""
    rng = random.Random(profile.id)
    number = f"{rng.choice(('6222', '4402', '3205', '1109'))}{rng.randrange(10**14, 10**15)}"
    if profile.account == "boc-usd":
        return ((profile.name, f"US{rng.randrange(10**8, 10**9)}"),)
    if profile.account == "alipay":
        number = f"{profile.id.lower()}@example.com"
    own = (profile.name, number)
    if profile.demand == "shop" or profile.id in {"TYSY", "MRCY", "JTHB", "DFLT"}:
        person = rng.choice(SURNAMES) + rng.choice(GIVEN_NAMES)
        return (own, (person, f"62170012{rng.randrange(10**10, 10**11)}"))
    return (own,)


_TAX_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def tax_code(rng: random.Random, region: str) -> str:
    """A unified social credit code (GB 32100-2015) with its check letter: of the right form, but invented."""
    body = f"91{region}MA" + "".join(rng.choice(_TAX_LETTERS) for _ in range(7))
    value = sum(_TAX_LETTERS.index(letter) * pow(3, place, 31) for place, letter in enumerate(body))
    return body + _TAX_LETTERS[-value % 31]


def targets(rng: random.Random, sales: Mapping[str, int]) -> list[dict[str, object]]:
    """Targets of reps by month, of the teams by quarter and of the company by year.

    ``sales`` is what a rep sells in an average month, in minor units: plans were made near it.
    """
    entries: list[dict[str, object]] = []
    company: dict[int, int] = {}
    teams: dict[tuple[int, int, str], int] = {}
    for month in [*workdays.months(), date(2026, 11, 1), date(2026, 12, 1)]:
        for rep in REPS:
            if rep.left and month >= rep.left:
                continue
            plan = sales[rep.id] * workdays.SEASON[month.month] * rng.randint(95, 112) // 9_800_000_000 * 1_000_000
            entries.append(
                {
                    "rep": rep.id,
                    "month": f"{month:%Y-%m}",
                    "sales": to_decimal(plan, "CNY"),
                    "collected": to_decimal(plan * 92 // 100 // 1_000_000 * 1_000_000, "CNY"),
                    "new_customers": rng.choice((0, 1, 1, 2)),
                }
            )
            company[month.year] = company.get(month.year, 0) + plan
            quarter = (month.year, (month.month + 2) // 3, rep.team)
            teams[quarter] = teams.get(quarter, 0) + plan
    for (year, quarter_number, team), plan in teams.items():
        if (year, quarter_number) >= (2025, 1):
            money = to_decimal(plan * 105 // 100 // 10_000_000 * 10_000_000, "CNY")
            entries.append({"team": team, "quarter": f"{year}-Q{quarter_number}", "sales": money})
    for year, plan in company.items():
        if year > 2024:
            money = to_decimal(plan * 103 // 100 // 50_000_000 * 50_000_000, "CNY")
            entries.append({"year": year, "sales": money})
    return entries
