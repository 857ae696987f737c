"""The customers of a generated book: their names, accounts, payers, and whom they resemble."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from benchmarks.matching import vocabulary_latin as latin
from benchmarks.matching import vocabulary_zh as zh
from benchmarks.matching.grades import Grade
from benchmarks.matching.numbers import Scheme
from benchmarks.matching.vocabulary import MemoWords


@dataclass(frozen=True)
class Payer:
    """A name and an account that somebody pays from."""

    name: str
    account: str | None = None


@dataclass(eq=False)
class Company:
    """A customer. ``account`` is where it pays from, in the book where ``registered``; ``used`` once it did so before.

    ``third`` pays for it and the book has seen it do so; ``habit`` is how it pays: by item, or on account.
    """

    id: str
    region: str
    brand: str
    trade: str
    form: str
    account: str
    chinese: bool
    aliases: list[str] = field(default_factory=list)
    registered: bool = False
    used: bool = False
    payers: list[Payer] = field(default_factory=list)
    contact: str | None = None
    third: Payer | None = None
    group: str | None = None
    settle: str | None = None
    habit: str = "items"
    currency: str = ""
    po_scheme: Scheme | None = None
    """How it numbers its own orders; two customers may use the same numbers."""
    merged: list[tuple[str, str]] = field(default_factory=list)
    """Ids and names of customers that were merged into it."""

    @property
    def stem(self) -> str:
        """Its name without legal form."""
        parts = (self.region, self.brand, self.trade)
        return "".join(parts) if self.chinese else " ".join(part for part in parts if part)

    @property
    def name(self) -> str:
        """Its full name."""
        return self.stem + self.form if self.chinese else f"{self.stem} {self.form}"

    @property
    def names(self) -> list[str]:
        """All names of its own that the book knows."""
        return [self.name, *self.aliases, *(name for _, name in self.merged)]

    @property
    def nicknames(self) -> list[str]:
        """What people call it."""
        if self.chinese:
            return [self.region + self.brand, self.brand + self.trade[:2], self.brand + self.trade]
        return [self.brand, f"{self.brand} {self.trade}"]


class Names:
    """Makes names of companies and people of one language."""

    def __init__(self, rng: random.Random, *, chinese: bool) -> None:
        self.rng = rng
        self.chinese = chinese
        self._brands: set[str] = set()
        self._people: set[str] = set()

    @property
    def memos(self) -> MemoWords:
        """What is written in memos."""
        return zh.MEMOS if self.chinese else latin.MEMOS

    def brand(self) -> str:
        """A brand that no other company has yet."""
        for _ in range(50):
            brand = self._brand()
            if brand not in self._brands:
                break
        self._brands.add(brand)
        return brand

    def _brand(self) -> str:
        if self.chinese:
            return "".join(self.rng.sample(zh.BRAND_CHARACTERS, self.rng.choice((2, 2, 2, 3))))
        match self.rng.randrange(4):
            case 0:
                return self.rng.choice(latin.BRANDS)
            case 1:
                return self.rng.choice(latin.FAMILIES)
            case 2:
                return f"{self.rng.choice(latin.FAMILIES)} & {self.rng.choice(latin.FAMILIES)}"
        return f"{self.rng.choice(latin.BRANDS)} {self.rng.choice(latin.PLACES)}"

    def region(self) -> str:
        """Where a company says it is; abroad seldom part of a name."""
        if self.chinese:
            return self.rng.choice(zh.REGIONS) + self.rng.choice(("", "", "", "市", "市"))
        return self.rng.choice(("", "", "", self.rng.choice(latin.PLACES)))

    def trade(self) -> str:
        """What it deals in."""
        return self.rng.choice(zh.INDUSTRIES if self.chinese else latin.TRADES)

    def form(self) -> str:
        """A legal form."""
        return self.rng.choice(zh.FORMS if self.chinese else latin.FORMS)

    def only_person(self) -> str:
        """A name that nobody else will have."""
        self._people.add(name := self.person())
        return name

    def person(self) -> str:
        """A person's name."""
        while (name := self._person()) in self._people:
            pass
        return name

    def _person(self) -> str:
        if self.chinese:
            return self.rng.choice(zh.SURNAMES) + "".join(self.rng.sample(zh.GIVEN, self.rng.choice((1, 2, 2))))
        return f"{self.rng.choice(latin.FIRST_NAMES)} {self.rng.choice(latin.FAMILIES)}"

    def stranger(self) -> str:
        """A company that pays for others."""
        if self.chinese:
            return f"{self.rng.choice(zh.REGIONS)}{self.brand()}{self.rng.choice(zh.PAYMENT_COMPANIES)}有限公司"
        return f"{self.brand()} {self.rng.choice(latin.PAYMENT_COMPANIES)} {self.form()}"

    def wallet(self) -> str:
        """A wallet's company, which pays in its own name."""
        return self.rng.choice(zh.WALLETS if self.chinese else latin.WALLETS)

    def public_payer(self) -> str:
        """A treasury that pays for public customers."""
        words, places = (zh.PUBLIC_PAYERS, zh.REGIONS) if self.chinese else (latin.PUBLIC_PAYERS, latin.PLACES)
        return self.rng.choice(words).format(region=self.rng.choice(places))

    def supplier(self) -> str:
        """A company that sells to this one."""
        if self.chinese:
            return f"{self.rng.choice(zh.REGIONS)}{self.brand()}{self.rng.choice(zh.SUPPLIER_TRADES)}有限公司"
        return f"{self.brand()} {self.rng.choice(latin.SUPPLIER_TRADES)} {self.form()}"

    def bank(self) -> str:
        """A bank."""
        return self.rng.choice(zh.BANKS if self.chinese else latin.BANKS)

    def account(self) -> str:
        """An account number; those of people begin otherwise, which proves nothing."""
        if self.chinese:
            return str(self.rng.choice((1, 3, 4, 6, 62))) + "".join(self.rng.choices("0123456789", k=16))
        country = self.rng.choice(("DE", "NL", "IT", "GB", "PL", "SE", "FR"))
        return country + "".join(self.rng.choices("0123456789", k=20))


def make_companies(rng: random.Random, grade: Grade, names: Names, count: int) -> list[Company]:
    """``count`` customers, some of which resemble one that was made before."""
    companies: list[Company] = []
    for number in range(1, count + 1):
        if companies and rng.random() < grade.similar:
            company = _like(rng, names, rng.choice(companies), f"C{number:05}", companies)
        else:
            company = _company(names, f"C{number:05}")
        companies.append(company)
    for company in companies:
        _furnish(rng, grade, names, company, companies)
    return companies


def _company(names: Names, id: str) -> Company:
    return Company(id, names.region(), names.brand(), names.trade(), names.form(), names.account(), names.chinese)


def _like(rng: random.Random, names: Names, other: Company, id: str, companies: list[Company]) -> Company:
    """A company that one could take for ``other``."""
    made = Company(id, other.region, other.brand, other.trade, other.form, names.account(), names.chinese)
    match rng.choice(("region", "region", "trade", "trade", "letter", "group", "form", "namesake")):
        case "region":
            made.region = names.region() or rng.choice(latin.PLACES)
        case "trade":
            made.trade = names.trade()
        case "letter":
            made.brand = _one_letter_off(rng, other.brand, chinese=names.chinese)
        case "group":
            made.region, made.trade = names.region(), names.trade()
            other.group = other.group or f"G{other.id}"
            made.group = other.group
        case "form":
            made.form = rng.choice(
                [form for form in (zh.FORMS if names.chinese else latin.FORMS) if form != other.form]
            )
        case _ if rng.random() > 0.3:
            made.region = names.region()
            made.brand = other.brand
    return made


def _one_letter_off(rng: random.Random, brand: str, *, chinese: bool) -> str:
    place = rng.randrange(len(brand))
    letter = rng.choice(zh.BRAND_CHARACTERS if chinese else "aeiorstln")
    return brand[:place] + letter + brand[place + 1 :]


def _furnish(rng: random.Random, grade: Grade, names: Names, company: Company, all_of_them: list[Company]) -> None:
    """What the book knows of a customer beside its name."""
    if rng.random() < 0.35:
        company.aliases.append(rng.choice(company.nicknames))
    if rng.random() < 0.12 and company.chinese:
        company.aliases.append(pinyin_name(company.name))
    company.registered = rng.random() < grade.registered
    company.contact = names.person() if rng.random() < 0.5 else None
    if rng.random() < 0.15:
        company.payers.append(Payer(names.person(), names.account() if rng.random() < 0.7 else None))
    if rng.random() < grade.similar * 0.15:
        other = rng.choice(all_of_them)
        shared = Payer(names.person(), names.account())
        company.payers.append(shared)
        if other is not company:
            other.payers.append(shared)
    if rng.random() < 0.12:
        company.third = Payer(names.stranger(), names.account())
    if rng.random() < 0.10:
        company.settle = "explicit"
    if rng.random() < 0.08:
        company.habit = "on account"
    if rng.random() < 0.03:
        company.merged.append((f"M{company.id[1:]}", f"{company.region}{names.brand()}{company.trade}{company.form}"))


@lru_cache(maxsize=50_000)
def pinyin_name(name: str) -> str:
    """A Chinese company's name as banks abroad print it."""
    from pypinyin import lazy_pinyin

    form = next((form for form in sorted(zh.FORM_WRITINGS, key=len, reverse=True) if name.endswith(form)), "")
    words = lazy_pinyin(name.removesuffix(form))
    return " ".join(words).upper() + (" CO.,LTD" if form else "")


def ascii_name(name: str) -> str:
    """A name as a bank's old computer prints it: capitals without accents."""
    folded = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in folded if not unicodedata.combining(c)).upper()
