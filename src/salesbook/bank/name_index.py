"""Which customers a name on a bank line resembles, and how much."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from salesbook.bank.name_parts import Form, NameParts, name_parts
from salesbook.bank.name_sounds import BySound, sounds_like, syllable, without_form
from salesbook.bank.names import plain_name, spellings
from salesbook.i18n import Text

EXACT, SAME_CORE, CUT, SHORTENED, HOMOPHONE = 9.0, 8.0, 7.5, 6.5, 6.5
WITHOUT_PLACE, BRAND, NICKNAME, NEAR = 6.5, 5.0, 4.5, 3.0
"""What a likeness weighs as a natural logarithm: how much likelier such a name is of this customer than of nobody's."""

_SURE = HOMOPHONE
_SHORTEST_CUT, _SHORTEST_CUT_WESTERN = 6, 10
_SHORTEST_NICKNAME = 3
_SHORTEST_INNER = 4
"""Characters of a brand with what the company does."""
_SEVERAL_WORDS = 2
"""Words of a name in Latin letters that together are no accident."""
_COMPARED = 12
"""Names that are looked at closely, of those that share the rarest pairs of letters."""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How much a name resembles one of a customer's; ``sure`` where such a likeness is no accident."""

    customer: str
    weight: float
    reason: Text

    @property
    def sure(self) -> bool:
        """Whether two names that are so alike are one company's, unless another's are as much."""
        return self.weight >= _SURE


_NAME = Text("the name agrees", "户名相符")
_CORE = Text("the name agrees but for legal form or branch", "户名相符（公司形式或分支机构除外）")
_CUT = Text("the name agrees as far as the bank shows it", "户名在银行截断处以前相符")
_SOUND = Text("the name sounds the same", "户名读音相同")
_WITHOUT_PLACE = Text("the name agrees but for the place", "户名相符（地名除外）")
_SHORTENED = Text("the name is a part of the customer's", "户名是客户名称的一部分")
_BRAND = Text("the name has the same brand", "字号相同")
_NEAR = Text("the name resembles one of the customer's", "户名与客户名称相近")


@dataclass(frozen=True, slots=True)
class _Known:
    customer: str
    parts: NameParts


class NameIndex:
    """All names of all customers."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """``names`` are pairs of a customer and one of its names."""
        known = _completed((customer, name_parts(each)) for customer, name in names for each in spellings(name))
        self._known = sorted(
            (_Known(customer, parts) for customer, parts in known if parts.whole),
            key=lambda each: (each.parts.whole, each.customer),
        )
        self._wholes = [each.parts.whole for each in self._known]
        self.by_whole: dict[str, set[str]] = defaultdict(set)
        self._by_core: dict[str, list[_Known]] = defaultdict(list)
        for each in self._known:
            self.by_whole[each.parts.whole].add(each.customer)
            self._by_core[each.parts.core].append(each)

    def resembling(self, name: str) -> list[Resemblance]:
        """Customers with a name like ``name``, each once with its best likeness, the best first."""
        parts = name_parts(name)
        if not parts.whole:
            return []
        exact = {customer for each in spellings(name) for customer in self.by_whole.get(plain_name(each), ())}
        if exact:
            return [Resemblance(customer, EXACT, _NAME) for customer in sorted(exact)]
        best: dict[str, Resemblance] = {}
        for each in self._resemblances(parts):
            if each.customer not in best or each.weight > best[each.customer].weight:
                best[each.customer] = each
        return sorted(best.values(), key=lambda each: (-each.weight, each.customer))

    def _resemblances(self, parts: NameParts) -> Iterator[Resemblance]:
        yield from self._of_same_core(parts)
        for known in self._beginning_with(parts):
            yield Resemblance(known.customer, CUT, _CUT)
        if parts.words:
            yield from self._of_same_words(parts)
        for known, alike in self._closest(parts):
            if known.parts.core == parts.core and len(parts.core) >= _SHORTEST_NICKNAME:
                continue
            weight = 0.0 if _other_form(parts, known.parts) else _brand_weight(parts, known.parts)
            if weight and _without_place(parts, known.parts):
                yield Resemblance(known.customer, WITHOUT_PLACE, _WITHOUT_PLACE)
            elif weight:
                yield Resemblance(known.customer, weight, _BRAND)
            elif not _other_form(parts, known.parts) and _same_sound(parts.core, known.parts.core):
                yield Resemblance(known.customer, HOMOPHONE, _SOUND)
            else:
                weight = NEAR * (2 * alike - 1)
                if weight > 0:
                    yield Resemblance(known.customer, weight, _NEAR)
        if parts.core.isascii():
            yield from self._in_pinyin(parts)

    def _of_same_core(self, parts: NameParts) -> Iterator[Resemblance]:
        """Names that differ in legal form or branch; the form decides where one of them has just the printed one."""
        printed = parts.whole.removesuffix(parts.branch)
        alike = [
            known
            for known in self._by_core.get(parts.core, ())
            if _compatible(parts.region, known.parts.region) and len(parts.core) >= _SHORTEST_NICKNAME
        ]
        as_printed = {known for known in alike if parts.form is not Form.NONE and known.parts.whole.startswith(printed)}
        for known in alike:
            other_branch = parts.branch and known.parts.branch and parts.branch != known.parts.branch
            if _other_form(parts, known.parts):
                yield Resemblance(known.customer, NEAR, _NEAR)
            elif other_branch or (as_printed and known not in as_printed):
                yield Resemblance(known.customer, BRAND, _CORE)
            else:
                yield Resemblance(known.customer, SAME_CORE, _CORE)

    def _of_same_words(self, parts: NameParts) -> Iterator[Resemblance]:
        """Names in Latin letters that are this one but for a word or two before or after, as people shorten them."""
        rarest = min(parts.words, key=lambda word: (len(self._by_word.get(word, ())), word))
        for known in self._by_word.get(rarest, ()):
            words = known.parts.words
            if len(words) > len(parts.words) and _stands_in(parts.words, words) and not _other_form(parts, known.parts):
                several = len(parts.words) >= _SEVERAL_WORDS
                yield Resemblance(known.customer, SHORTENED if several else NICKNAME, _SHORTENED)

    @cached_property
    def _by_word(self) -> dict[str, list[_Known]]:
        found: dict[str, list[_Known]] = defaultdict(list)
        for each in self._known:
            for word in set(each.parts.words):
                found[word].append(each)
        return found

    def _beginning_with(self, parts: NameParts) -> Iterator[_Known]:
        """Names that go on where the bank may have cut this one off."""
        shortest = _SHORTEST_CUT_WESTERN if parts.whole.isascii() else _SHORTEST_CUT
        if len(parts.whole) < shortest or parts.branch:
            return
        position = bisect_left(self._wholes, parts.whole)
        while position < len(self._wholes) and self._wholes[position].startswith(parts.whole):
            yield self._known[position]
            position += 1

    def _closest(self, parts: NameParts) -> list[tuple[_Known, float]]:
        """The names that share most pairs of letters, rare pairs counting more, with the shared part (0 to 1)."""
        shared: dict[int, float] = defaultdict(float)
        pairs = _pairs(parts.core)
        for pair in pairs:
            for position in self._by_pair.get(pair, ()):
                shared[position] += self._rarity[pair]
        closest = sorted(shared, key=lambda position: (-shared[position], position))[:_COMPARED]
        own = sum(self._rarity.get(pair, self._rarest) for pair in pairs)
        return [(self._known[each], 2 * shared[each] / (own + self._pair_sums[each])) for each in closest]

    @cached_property
    def _by_pair(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for position, each in enumerate(self._known):
            for pair in _pairs(each.parts.core):
                found[pair].append(position)
        return found

    @cached_property
    def _rarity(self) -> dict[str, float]:
        return {pair: math.log((len(self._known) + 1) / len(found)) + 0.1 for pair, found in self._by_pair.items()}

    @cached_property
    def _rarest(self) -> float:
        return math.log(len(self._known) + 1) + 0.1

    @cached_property
    def _pair_sums(self) -> list[float]:
        return [sum(self._rarity[pair] for pair in _pairs(each.parts.core)) for each in self._known]

    def _in_pinyin(self, parts: NameParts) -> Iterator[Resemblance]:
        for sound in dict.fromkeys((parts.core, without_form(parts.core))):
            for known in self._by_sound.beginning(sound):
                if len(known.parts.core) >= _SHORTEST_NICKNAME and sounds_like(sound, known.parts):
                    yield Resemblance(known.customer, HOMOPHONE, _SOUND)

    @cached_property
    def _by_sound(self) -> BySound[_Known]:
        return BySound((each.parts, each) for each in self._known if not each.parts.core.isascii())


def _pairs(text: str) -> list[str]:
    """Each pair of neighbours once, as they stand: sums of their weights are not to depend on how texts are hashed."""
    return list(dict.fromkeys(text[start : start + 2] for start in range(len(text) - 1))) or [text]


def _compatible(one: str, other: str) -> bool:
    """Whether two regions, or two industries, may be of one company: where one is left out or cut short, too."""
    return one.startswith(other) or other.startswith(one) or one.endswith(other) or other.endswith(one)


def _other_form(one: NameParts, other: NameParts) -> bool:
    """Whether two names are of different kinds of companies, as a group's and not; a short name may be either's."""
    return Form.NONE not in {one.form, other.form} and one.form is not other.form


def _stands_in(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether some words stand together, in their order, among others."""
    return any(tuple(many[start : start + len(few)]) == tuple(few) for start in range(len(many) - len(few) + 1))


def _completed(names: Iterable[tuple[str, NameParts]]) -> list[tuple[str, NameParts]]:
    """The names of customers, where a short one is of the place and the legal form of the customer's full name."""
    of_customer: dict[str, list[NameParts]] = defaultdict(list)
    for customer, parts in names:
        of_customer[customer].append(parts)
    found: dict[tuple[str, NameParts], None] = {}
    for customer, named in of_customer.items():
        places = {each.region for each in named} - {""}
        forms = {each.form for each in named} - {Form.NONE}
        for each in named:
            place = each.region or (next(iter(places)) if len(places) == 1 else "")
            form = next(iter(forms)) if each.form is Form.NONE and len(forms) == 1 else each.form
            found[customer, replace(each, region=place, form=form)] = None
    return list(found)


def _without_place(one: NameParts, other: NameParts) -> bool:
    """Whether two names are one but for the place, which one of them leaves out."""
    inner = one.brand + one.industry
    return len(inner) >= _SHORTEST_INNER and inner == other.brand + other.industry and "" in {one.region, other.region}


def _brand_weight(one: NameParts, other: NameParts) -> float:
    """What it weighs that two names have one brand, 0 where they have not."""
    nickname = min(one.core, other.core, key=len)
    longer = one if other.core == nickname else other
    of_one_brand = len(one.brand) >= 2 and one.brand == other.brand
    if of_one_brand and _compatible(one.region, other.region):
        return BRAND if _compatible(one.industry, other.industry) else NEAR / 2
    nicknamed = longer.core.startswith(nickname) or longer.core.removeprefix(longer.region).startswith(nickname)
    if nicknamed and len(nickname) >= _SHORTEST_NICKNAME:
        return NICKNAME
    return 0.0


_WRONG_CHARACTERS = 2


def _same_sound(one: str, other: str) -> bool:
    """Whether two Chinese names differ only in a character or two that sound the same."""
    if len(one) != len(other) or len(one) <= _WRONG_CHARACTERS:
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) <= _WRONG_CHARACTERS and all(syllable(a) == syllable(b) for a, b in differing)
