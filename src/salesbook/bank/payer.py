"""Whose customer a bank line's payer is: what its name, its account and the memo say, weighed together."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from salesbook.bank.identity import Line
from salesbook.bank.name_index import EXACT, NameIndex, Resemblance
from salesbook.bank.names import normal_account, normal_name, plain_name, same_account
from salesbook.bank.receivables import KnownCustomer, OwnAccount, PastLine
from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model.named_tuple import NamedTuple

SOMEBODY_ELSE = 2.0
"""What speaks for a payer who is none of the candidates, as a natural logarithm."""
_ACCOUNT, _MASKED_ACCOUNT, _BEHALF, _PAID_BEFORE, _NAMED_IN_MEMO, _CONTACT = 9.0, 4.5, 9.0, 5.0, 4.5, 4.5
_MASKED_OF_ANOTHER_NAME = 2.0
RESEMBLES = 4.0
"""From which weight on a payer more than resembles a customer by its letters."""
_CITED = 7.0
_NOT_ITSELF, _NOT_ITSELF_BY_FULL_NAME = -5.0, -14.0
"""What speaks against a payer's own orders when it pays for somebody else, who is written out in full."""
_RIVAL = 3.0
"""How close, as a logarithm, another customer's likeness must come to be a doubt."""
_MOST = 8
"""Customers that are thought of for one line."""


class Candidate(NamedTuple):
    """A customer that may be the payer. ``weight`` is a natural logarithm; ``sure`` says that it can be no accident."""

    customer: str
    weight: float
    sure: bool
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Identified:
    """The customers that a payer may be, the likeliest first.

    ``contradiction`` is what on the line speaks against itself, ``doubt`` (that too) why none may be certain.
    ``named`` tells whether the line names a payer at all.
    """

    candidates: tuple[Candidate, ...] = ()
    contradiction: Text | None = None
    doubt: Text | None = None
    named: bool = True
    of_account: frozenset[str] = frozenset()
    """The customers whose account, shown in full, it is."""
    chances: Mapping[str, float] = field(default_factory=dict)
    """How likely each candidate is, 0 to 1; what is missing to 1 is somebody else."""

    @property
    def customers(self) -> tuple[str, ...]:
        """The customers that the payer may be."""
        return tuple(each.customer for each in self.candidates)

    @property
    def only_unsure(self) -> bool:
        """Whether just one customer comes into question, and the only doubt is whether it is that one."""
        likely = bool(self.candidates) and self.candidates[0].weight >= RESEMBLES
        return likely and self.contradiction is None and not self.rivals

    @property
    def rivals(self) -> tuple[Candidate, ...]:
        """The other candidates that are nearly as likely as the first."""
        return tuple(each for each in self.candidates[1:] if each.weight > self.candidates[0].weight - _RIVAL)

    @property
    def certain(self) -> str | None:
        """The customer, where there is no doubt."""
        return self.candidates[0].customer if self.candidates and not self.doubt else None

    def candidate(self, customer: str) -> Candidate | None:
        """What speaks for a customer."""
        return next((each for each in self.candidates if each.customer == customer), None)

    def with_owners(self, owners: Iterable[str]) -> Identified:
        """The same where the line cites documents of ``owners``."""
        weights = {each.customer: each for each in self.candidates}
        for owner in owners:
            known = weights.get(owner, Candidate(owner, 0.0, False, ()))
            weights[owner] = known._replace(weight=known.weight + _CITED)
        candidates = _ranked(weights.values())
        return replace(self, candidates=candidates, chances=_chances(candidates))


class Payers:
    """All names and accounts of customers, and who paid for whom before, to look payers up in."""

    def __init__(self, customers: Iterable[KnownCustomer], past: Iterable[PastLine] = ()) -> None:
        known = list(customers)
        self._display = {customer.id: customer.name for customer in known}
        self._index = NameIndex((customer.id, name) for customer in known for name in customer.names)
        self._in_memo = _NamesInText((customer.id, name) for customer in known for name in customer.names)
        self._contacts: dict[str, set[str]] = defaultdict(set)
        self._by_account: dict[str, set[str]] = defaultdict(set)
        self._past: dict[str, Counter[str]] = defaultdict(Counter)
        self._resembling: dict[str, list[Resemblance]] = {}
        for customer in known:
            for account in customer.accounts:
                self._by_account[normal_account(account)].add(customer.id)
            for contact in customer.contacts:
                self._contacts[plain_name(contact)].add(customer.id)
        self._masked = {number: ids for number, ids in self._by_account.items() if "*" in number}
        self._tails: dict[str, list[str]] = defaultdict(list)
        for number in self._by_account:
            self._tails[number[-2:]].append(number)
        for line in past:
            if line.customer and line.evidence and not on_behalf_of(line.memo):
                for key in {plain_name(line.payer), normal_account(line.payer_account)} - {""}:
                    self._past[key][line.customer] += 1

    def identify(self, line: Line) -> Identified:
        """All that the payer may be, from what the line says of it; not yet from what it cites."""
        name, number = plain_name(line.payer), normal_account(line.payer_account)
        evidence: dict[str, list[tuple[float, bool, Text]]] = defaultdict(list)
        by_name = self._of_name(line.payer)
        for each in by_name:
            evidence[each.customer].append((each.weight, each.sure, each.reason))
        by_account = self._by_account.get(number, set()) if "*" not in number else set()
        for customer in sorted(by_account):
            evidence[customer].append((_ACCOUNT, True, _SAME_ACCOUNT))
        for customer in sorted(self._of_masked_account(number) - by_account):
            named_too = customer in evidence and evidence[customer][0][0] >= 2.0
            weight = _MASKED_ACCOUNT if named_too or not name else _MASKED_OF_ANOTHER_NAME
            evidence[customer].append((weight, named_too, _SAME_MASKED_ACCOUNT))
        if not by_account:
            shared = sum(each.weight == EXACT for each in by_name) > 1
            self._add_habits(evidence, "" if shared else name, number)
        doubt = self._contradiction(by_name, by_account)
        behalf, in_memo = _behalf_readings(line.memo), self._in_memo.found_in(line.memo)
        doubt = self._add_memo(evidence, behalf, in_memo) or doubt
        return replace(self._weighed(evidence, doubt, bool(name or number)), of_account=frozenset(by_account))

    def _of_name(self, name: str | None) -> list[Resemblance]:
        key = name or ""
        if key not in self._resembling:
            self._resembling[key] = self._index.resembling(key)
        return self._resembling[key]

    def _of_masked_account(self, number: str) -> set[str]:
        """The customers of accounts that can be this one, where either is shown in part."""
        if not number:
            return set()
        if "*" in number:
            shown = [each for each in self._tails.get(number[-2:], ()) if same_account(each, number)]
        else:
            shown = [each for each in self._masked if same_account(each, number)]
        return {customer for each in shown for customer in self._by_account[each]}

    def _add_habits(self, evidence: dict[str, list[tuple[float, bool, Text]]], name: str, number: str) -> None:
        """Who paid like this before, and whose people have this name."""
        known_before = {**self._past.get(name, {}), **self._past.get(number, {})}
        if len(known_before) == 1:
            ((customer, times),) = known_before.items()
            evidence[customer].append((_PAID_BEFORE, times > 1, _AS_BEFORE))
        contacts = self._contacts.get(name, set())
        for customer in sorted(contacts):
            evidence[customer].append((_CONTACT, False, _A_CONTACT))

    def _contradiction(self, by_name: Sequence[Resemblance], by_account: set[str]) -> Text | None:
        exact = {each.customer for each in by_name if each.sure}
        if exact and by_account and not exact & by_account:
            return _CONTRADICTION.format(customers=self._listed(exact | by_account))
        return None

    def _add_memo(
        self, evidence: dict[str, list[tuple[float, bool, Text]]], behalf: Sequence[str], in_memo: set[str]
    ) -> Text | None:
        """What the memo says of whom it is paid for; why that is doubtful."""
        if behalf:
            own = set(evidence)
            exact = self._first_meant(behalf, EXACT - 1)
            meant = exact & in_memo or exact or in_memo or self._first_meant(behalf, RESEMBLES)
            if len(meant) == 1:
                (customer,) = meant
                against = _NOT_ITSELF_BY_FULL_NAME if customer in in_memo else _NOT_ITSELF
                for other in own - meant:
                    evidence[other].append((against, False, _FOR_SOMEBODY_ELSE))
                evidence[customer].append((_BEHALF, True, _PAID_FOR))
                return None
            return _ON_BEHALF.format(behalf=behalf[0])
        named = in_memo - set(evidence)
        sure = any(sure for each in evidence.values() for _, sure, _ in each)
        for customer in sorted(in_memo):
            evidence[customer].append((_NAMED_IN_MEMO, False, _IN_MEMO))
        if sure and named:
            return _MEMO_NAMES.format(customers=self._listed(named))
        return None

    def _first_meant(self, readings: Iterable[str], weight: float) -> set[str]:
        """The customers that the first of some readings of a name means with at least this weight."""
        meant = ({each.customer for each in self._of_name(name) if each.weight >= weight} for name in readings)
        return next((each for each in meant if each), set())

    def _weighed(
        self, evidence: Mapping[str, Sequence[tuple[float, bool, Text]]], contradiction: Text | None, named: bool
    ) -> Identified:
        doubt = contradiction
        candidates = _ranked(
            Candidate(
                customer,
                sum(weight for weight, _, _ in terms),
                any(sure for _, sure, _ in terms),
                tuple(reason for _, _, reason in terms),
            )
            for customer, terms in evidence.items()
        )
        if not candidates or candidates[0].weight <= 0:
            return Identified((), contradiction, doubt or (_UNKNOWN if named else _UNNAMED), named)
        best = candidates[0]
        rivals = [each for each in candidates[1:] if each.weight > best.weight - _RIVAL]
        if rivals:
            doubt = doubt or _SEVERAL.format(customers=self._listed({best.customer, *(r.customer for r in rivals)}))
        elif not best.sure:
            doubt = doubt or _UNSURE.format(name=self._display.get(best.customer, best.customer))
        return Identified(candidates, contradiction, doubt, named, chances=_chances(candidates))

    def _listed(self, customers: Iterable[str]) -> Text:
        return verbatim(", ".join(self._display.get(id, id) for id in sorted(customers)))


def _ranked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda each: (-each.weight, each.customer))[:_MOST])


def _chances(candidates: Sequence[Candidate]) -> dict[str, float]:
    odds = {each.customer: math.exp(min(each.weight, 30.0)) for each in candidates}
    whole = sum(odds.values()) + math.exp(SOMEBODY_ELSE)
    return {customer: each / whole for customer, each in odds.items()}


class _NamesInText:
    """Names to be found anywhere in a text."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._customers: dict[str, set[str]] = defaultdict(set)
        self._lengths: dict[str, set[int]] = defaultdict(set)
        for customer, name in names:
            plain = plain_name(name)
            if len(plain) >= (6 if plain.isascii() else 2):
                self._customers[plain].add(customer)
                self._lengths[plain[:2]].add(len(plain))

    def found_in(self, text: str | None) -> set[str]:
        """The customers that a text names, by a name that is one customer's only; longer names come first."""
        plain = plain_name(text)
        found: set[str] = set()
        start = 0
        while start < len(plain) - 1:
            lengths = self._lengths.get(plain[start : start + 2], ())
            names = [plain[start : start + length] for length in sorted(lengths, reverse=True)]
            name = next((each for each in names if each in self._customers), None)
            if name and len(self._customers[name]) == 1:
                found |= self._customers[name]
            start += len(name) if name else 1
        return found


_SAME_ACCOUNT = Text("the account agrees", "账号相符")
_SAME_MASKED_ACCOUNT = Text("the account agrees as far as it is shown", "账号可见部分相符")
_AS_BEFORE = Text("this payer has paid for the customer before", "此付款方曾为该客户付款")
_A_CONTACT = Text("a contact of the customer has this name", "与客户联系人同名")
_PAID_FOR = Text("the memo says that it is paid for this customer", "附言称代该客户付款")
_FOR_SOMEBODY_ELSE = Text("the memo says that it is paid for another", "附言称代他人付款")
_IN_MEMO = Text("the memo names the customer", "附言写有客户名称")
_UNKNOWN = Text("no customer has this name or account", "没有这个户名或账号的客户")
_UNNAMED = Text("the line names no payer", "流水未注明付款方")
_UNSURE = Text("the payer is not surely {name}", "付款方不能确定是{name}")
_SEVERAL = Text("it may be any of {customers}", "可能是：{customers}")
_CONTRADICTION = Text("name and account are of different customers: {customers}", "户名与账号分属不同客户：{customers}")
_ON_BEHALF = Text("the memo says that it is paid for {behalf}", "附言称代{behalf}付款")
_MEMO_NAMES = Text("the memo names another customer: {customers}", "附言写有另一客户：{customers}")

_BEHALF_WORDS = re.compile(
    r"[代替](?:支?付|缴|汇|转)\s*((?!预|货|材料|设备)[^代替,;，；、。\s]{2,30}?)(?:公司)?(?:的)?(?:货|材料|设备)?款"
    r"|受\s*([^代替,;，；、。\s]{2,30}?)(?:公司)?\s*(?:的)?委托"
    r"|[代替](?!收|扣|发|理|办|购|垫|表|销|码|号|征)\s*([^代替,;，；、。\s]{2,30}?)(?:公司)?\s*(?:支付|付|缴|汇|转|还)"
    r"|(?:ON BEHALF OF|FOR ACCOUNT OF|(?<![A-Z])(?:O/)?B/O|(?<![A-Z])F/O|(?<![A-Z])I\.\s?A\.|IM AUFTRAG)"
    r"\s+([^,;]{3,40})"
)


def on_behalf_of(memo: str | None) -> str | None:
    """The name, in its one form, of whom a memo says that the payer pays for: ``代华东精密付货款``."""
    return next(iter(_behalf_readings(memo)), None)


def _behalf_readings(memo: str | None) -> list[str]:
    """What the name may be: of Latin words all, then without the last, and so on, as no sign says where it ends."""
    found = _BEHALF_WORDS.search(unicodedata.normalize("NFKC", memo or "").upper())
    if not found:
        return []
    if not found[4]:
        return [normal_name(found[1] or found[2] or found[3])]
    words = found[4].split()
    return [normal_name(" ".join(words[:count])) for count in range(len(words), 0, -1)]


def is_own(line: Line, accounts: Iterable[OwnAccount], company: str) -> bool:
    """Whether the other party is the company itself: one of its accounts, or its name."""
    names = {plain_name(company), *(plain_name(account.holder) for account in accounts)} - {""}
    if plain_name(line.payer) in names:
        return True
    return any(same_account(account.number, line.payer_account) for account in accounts)
