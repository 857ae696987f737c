"""How a payer appears on a bank line, and how much that says."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from benchmarks.matching import vocabulary_latin as latin
from benchmarks.matching import vocabulary_zh as zh
from benchmarks.matching.companies import Company, Names, ascii_name, pinyin_name

Fits = Callable[[Company], bool]


class Evidence(IntEnum):
    """How far a payer's name and account tell whose money it is, if they fit one customer alone."""

    NOTHING = 0
    """A stranger, or nobody."""
    WEAK = 1
    """A person that the book knows at the customer, who may also pay for others."""
    STRONG = 2
    """A writing of its name, or somebody who paid for it before."""
    CERTAIN = 3
    """Its name, its account, a registered payer."""


@dataclass(frozen=True)
class Writing:
    """A payer as printed; ``fits`` tells which customers it could be."""

    name: str | None
    account: str | None
    evidence: Evidence
    fits: Fits
    memo: str | None = None
    """What the memo has to say: for whom it is paid."""
    contradicts: bool = False
    """The payer is another customer."""
    somebody_else: bool = False
    """The payer has an account of his own."""


def nobody(_: Company) -> bool:
    """Fits none."""
    return False


def write_payer(rng: random.Random, tag: str, company: Company, names: Names, others: Sequence[Company]) -> Writing:
    """``company`` paying in the manner of ``tag``; where that is not possible for it, under its exact name."""
    maker = _MAKERS.get(tag, _exact)
    return maker(rng, company, names, others) or _exact(rng, company, names, others)


def with_account(rng: random.Random, tag: str, writing: Writing, company: Company, names: Names) -> tuple[Writing, str]:
    """The writing with an account beside it, and what that is."""
    if writing.account is not None or writing.contradicts or tag == "none":
        return writing, "none" if writing.account is None else "payer's"
    if writing.somebody_else or writing.evidence < Evidence.STRONG or tag == "unknown":
        return replace(writing, account=names.account()), "unknown"
    known = company.registered or company.used
    account = _masked(rng, company.account) if tag == "masked" else company.account
    if not known:
        return replace(writing, account=account), "unknown"

    def fits(other: Company) -> bool:
        return other.account == company.account

    return replace(writing, account=account, evidence=Evidence.CERTAIN, fits=fits), tag


def _masked(rng: random.Random, account: str) -> str:
    stars = rng.choice(("****", "…", "*" * (len(account) - 8), "******"))
    return account[:4] + stars + account[-4:]


def _exact(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing:
    name = company.name
    return Writing(name, None, Evidence.CERTAIN, lambda other: name in other.names)


def _alias(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    known = [*company.aliases, *(name for _, name in company.merged)]
    if not known:
        return None
    name = rng.choice(known)
    return Writing(name, None, Evidence.CERTAIN, lambda other: name in other.names or name in other.nicknames)


def _legal_form(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    writings = (zh.FORM_WRITINGS if company.chinese else latin.FORM_WRITINGS).get(company.form)
    if not writings:
        return None
    stem = company.stem
    written = (stem + rng.choice(writings)) if company.chinese else f"{stem} {rng.choice(writings)}".strip()
    return Writing(written, None, Evidence.STRONG, lambda other: other.stem == stem)


def _truncated(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    length = rng.randint(10, 15) if company.chinese else rng.randint(18, 27)
    least = len(company.region + company.brand) + (1 if company.chinese else 3)
    written = company.name[: max(min(length, len(company.name) - 2), least)].rstrip()
    return Writing(written, None, Evidence.STRONG, lambda other: other.name.startswith(written))


def _traditional(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    name = company.name
    written = name.translate(zh.TRADITIONAL) if company.chinese else ascii_name(name)
    return Writing(written, None, Evidence.CERTAIN, lambda other: other.name == name)


def _latin(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    if not company.chinese:
        written = ascii_name(company.name).replace(".", "").replace("&", "AND")
        return Writing(written, None, Evidence.STRONG, lambda other: other.name == company.name)
    written = pinyin_name(company.name)
    return Writing(written, None, Evidence.STRONG, lambda other: pinyin_name(other.name) == written)


def _branch(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    if company.chinese:
        written = company.name + rng.choice(zh.BRANCHES).format(region=rng.choice(zh.REGIONS))
    else:
        written = f"{company.name} {rng.choice(latin.BRANCHES).format(place=rng.choice(latin.PLACES))}"
    return Writing(written, None, Evidence.STRONG, lambda other: written.startswith(other.name))


def _nickname(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    written = rng.choice(company.nicknames)
    brand = company.brand

    def fits(other: Company) -> bool:
        return other.brand == brand or written in other.names

    return Writing(written, None, Evidence.STRONG, fits)


def _registered_payer(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    if not company.payers:
        return None
    payer = rng.choice(company.payers)

    def fits(other: Company) -> bool:
        return any(each.name == payer.name for each in other.payers) or other.contact == payer.name

    account = payer.account if rng.random() < 0.7 else None
    return Writing(payer.name, account, Evidence.CERTAIN, fits, somebody_else=True)


def _shared_payer(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    shared = [
        payer for payer in company.payers if any(payer in other.payers for other in others if other is not company)
    ]
    if not shared:
        return None
    payer = rng.choice(shared)
    return Writing(payer.name, payer.account, Evidence.CERTAIN, lambda other: payer in other.payers)


def _contact(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    if company.contact is None:
        return None
    name = company.contact

    def fits(other: Company) -> bool:
        return other.contact == name or any(payer.name == name for payer in other.payers)

    return Writing(name, None, Evidence.WEAK, fits)


def _person(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    return Writing(names.person(), names.account() if rng.random() < 0.5 else None, Evidence.NOTHING, nobody)


def _third_party(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    return Writing(names.stranger(), names.account() if rng.random() < 0.5 else None, Evidence.NOTHING, nobody)


def _third_party_known(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    third = company.third
    if third is None:
        return None
    return Writing(third.name, third.account, Evidence.STRONG, lambda other: other.third == third)


def _on_behalf(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    payer = rng.choice((names.stranger, names.stranger, names.person, names.person, names.public_payer))()
    return _paying_for(rng, company, names, payer)


def _through_wallet(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    return _paying_for(rng, company, names, names.wallet())


def _paying_for(rng: random.Random, company: Company, names: Names, payer: str) -> Writing:
    full = rng.random() < 0.6
    called = company.name if full else rng.choice(company.nicknames)
    brand = company.brand

    def fits(other: Company) -> bool:
        return other.name == called if full else other.brand == brand or called in other.names

    memo = rng.choice(names.memos.on_behalf).format(name=called)
    return Writing(payer, None, Evidence.STRONG, fits, memo, somebody_else=True)


def _account_only(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    if not (company.registered or company.used):
        return None
    account = _masked(rng, company.account) if rng.random() < 0.4 else company.account
    return Writing(None, account, Evidence.CERTAIN, lambda other: other.account == company.account)


def _empty(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    return Writing(None, None, Evidence.NOTHING, nobody)


def _other_customer(rng: random.Random, company: Company, names: Names, others: Sequence[Company]) -> Writing | None:
    other = rng.choice(others)
    if other is company or (other.group and other.group == company.group):
        return None
    return Writing(other.name, None, Evidence.CERTAIN, lambda each: each.name == other.name, contradicts=True)


_MAKERS: dict[str, Callable[[random.Random, Company, Names, Sequence[Company]], Writing | None]] = {
    "alias": _alias,
    "legal form": _legal_form,
    "truncated": _truncated,
    "traditional": _traditional,
    "latin": _latin,
    "branch": _branch,
    "nickname": _nickname,
    "registered payer": _registered_payer,
    "shared payer": _shared_payer,
    "contact": _contact,
    "person": _person,
    "third party": _third_party,
    "third party known": _third_party_known,
    "on behalf": _on_behalf,
    "through wallet": _through_wallet,
    "account only": _account_only,
    "empty": _empty,
    "other customer": _other_customer,
}
