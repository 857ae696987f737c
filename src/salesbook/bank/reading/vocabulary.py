"""The words of bank exports (``words.yaml``) and what they mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from salesbook.bank.reading.declared import strings, strings_by_key, yaml_mapping
from salesbook.bank.statement import Status


class Role(StrEnum):
    """What a column holds; the values are the keys of ``headers`` in ``words.yaml`` and of a layout's ``columns``."""

    DATE = "date"
    IN = "in"
    OUT = "out"
    AMOUNT = "amount"
    DIRECTION = "direction"
    BALANCE = "balance"
    PAYER = "payer"
    PAYER_ACCOUNT = "payer_account"
    REMITTER = "remitter"
    REMITTER_ACCOUNT = "remitter_account"
    BENEFICIARY = "beneficiary"
    BENEFICIARY_ACCOUNT = "beneficiary_account"
    MEMO = "memo"
    REFERENCE = "reference"
    CURRENCY = "currency"
    STATUS = "status"
    OWN_ACCOUNT = "own_account"
    FEE = "fee"
    OTHER = "other"


class Stated(StrEnum):
    """What lines above and below the table state of the whole statement."""

    ACCOUNT = "account"
    CURRENCY = "currency"
    OPENING = "opening"
    CLOSING = "closing"
    TOTAL_IN = "total_in"
    TOTAL_OUT = "total_out"
    COUNT_IN = "count_in"
    COUNT_OUT = "count_out"
    COUNT = "count"


class Direction(StrEnum):
    """What a direction column says, from the account holder's side."""

    IN = "in"
    OUT = "out"
    NEUTRAL = "neutral"


MAX_LABEL = 40
"""Characters of a cell that calls its row a total or a balance."""

NO_WORD = frozenset(("", *"0123456789-+"))
"""How cells begin that are no words."""

_TWO_LANGUAGES = re.compile(
    r"(?P<before>[\u3400-\u9fff()/]{2,})[a-z./()&']{4,}|[a-z./()&']{4,}(?P<after>[\u3400-\u9fff()/]{2,})"
)
_TRANSLATED = re.compile(r"[^\[\]]*\[([^\[\]]*)\]\s*")
"""A heading with its translation in brackets: ``Payee's Name[ 收款人名称 ]``."""

_SIDED = re.compile(r"(?P<of>.+)\((?P<side>dr|cr)\.?\)")
"""A heading that says in brackets which side it is: ``Withdrawal (Dr)``."""

_WORDS = re.compile(r"[a-z.]+|[\u3400-\u9fff]+")
_DRAWN_APART = re.compile(r"(?:\w ){3,}\w")
_SIDES = (Role.IN, Role.OUT)
_CELL = re.compile(r"[^\n\r\t,;|~]+")
_SPACE = re.compile(r"\s+")
_VARIANTS = str.maketrans(
    "ı帳賬帐號額餘戶對間幣類轉貸備註說據匯單記項證編碼狀態種來細總計筆當頁訂參處櫃機構費實際結時發後進詳屬業務",
    "i账账账号额余户对间币类转贷备注说据汇单记项证编码状态种来细总计笔当页订参处柜机构费实际结时发后进详属业务",
)
"""Characters of one word that is written in two ways: traditional and simplified, and 帐 for 账."""

_ACCENTS = re.compile("[\u0300-\u036f]")
_CURRENCY = re.compile(
    r"(?<=\w)[\s_]+(?:(?:in|en)\s+)?(?:EUR|USD|CHF|GBP|CNY|RMB|HKD|JPY|AUD|CAD|SGD|PLN|SEK|NOK|DKK|CZK|TWD|HUF|RON"
    r"|TRY|RUB|BRL|INR|KRW|THB|VND|MYR|AED|NZD|MXN|ZAR|[Ee]uros?|€)$"
)
_UNIT = re.compile(
    r"(?:\((?:[+\-±]?(?:人民币)?元?|[a-z]{3}|[¥$€£₩円원]|zł|r\$|euros?|rm|rp|kr|ft|tl|₺|₽|₹|₱|฿|₫|[acs]\$|us\$|hk\$|nt\$|in[a-z]{3}|小写|收\+[/]?[支付]-"
    r"|[dmy]{1,4}[-/.][dmy]{1,4}[-/.][dmy]{1,4})\)|\[[^\[\]]*\]|[.:])$"
)


@lru_cache(maxsize=8192)
def normal(word: str) -> str:
    """A word as the table compares it: half width, lower case, no spaces, no accents, simplified characters.

    A unit at its end is left off, and so is a translation: ``金额(元)``, ``Saldo CHF``, ``余额[Balance]``.
    """
    word = _CURRENCY.sub("", unicodedata.normalize("NFKC", word).strip())
    word = _SPACE.sub("", word if word.isascii() else _unaccented(word)).lower().strip(":#*`'\"")
    return _UNIT.sub("", word) or word


def _unaccented(word: str) -> str:
    """A word without its accents, which exports often leave off, and in simplified characters."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", word))
    return unicodedata.normalize("NFC", bare).translate(_VARIANTS)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words by their normal form.

    ``headers`` gives a column's role and the word's rank in its list; ``spellings`` are the same words with their
    accents, ``parts`` parts of headings, ``label_starts`` how the words of totals and of what is stated begin,
    ``either_account`` and ``either_name`` those that may be of either party.
    """

    headers: Mapping[str, tuple[Role, int]]
    spellings: frozenset[str]
    parts: Mapping[Role, tuple[str, ...]]
    either_account: frozenset[str]
    either_name: frozenset[str]
    stated: Mapping[str, Stated]
    label_starts: frozenset[str]
    totals: frozenset[str]
    directions: Mapping[str, Direction]
    statuses: tuple[tuple[str, Status], ...]
    currencies: Mapping[str, str]
    amount_marks: Mapping[str, Direction]
    months: Mapping[str, int]
    card: frozenset[str]
    booked: frozenset[str]

    def with_columns(self, columns: Mapping[Role, Iterable[str]]) -> Vocabulary:
        """These words and a layout's own, which come first."""
        if not columns:
            return self
        return replace(self, headers={**self.headers, **_ranked(columns)})

    def heading(self, role: Role) -> str:
        """A word, in normal form, that heads columns of a role."""
        return next(word for word, (meant, rank) in self.headers.items() if meant is role and rank == 0)

    def heading_of(self, cell: str) -> str:
        """A heading in normal form; of one in two languages (``Trans Date 交易日期``) the Chinese."""
        word = normal(cell)
        if word in self.headers:
            return word
        if (translated := _TRANSLATED.fullmatch(cell)) and normal(translated[1]) in self.headers:
            return normal(translated[1])
        if (sided := _SIDED.fullmatch(word)) and (role := self.headers.get(sided["of"], (None,))[0]):
            side = Role.OUT if sided["side"] == "dr" else Role.IN
            return sided["of"] if role is side else self.heading(side) if role is Role.AMOUNT else word
        if word.isascii():
            return word
        match = _TWO_LANGUAGES.fullmatch(word)
        chinese = "" if match is None else match["before"] or match["after"]
        return chinese if chinese in self.headers else word

    def direction(self, cell: str) -> Direction | None:
        """Which way a cell of a direction column says: ``贷``, ``CR``, ``贷 Cr``."""
        word = normal(cell)
        if word in self.directions or word.isascii():
            return self.directions.get(word)
        said = {self.directions.get(part) for part in _WORDS.findall(word)}
        return said.pop() if len(said) == 1 else None

    def likely(self, word: str) -> Role | None:
        """What a heading (in normal form) that is not known probably holds, by the parts of its word."""
        role = next((role for role, parts in self.parts.items() if role not in _SIDES and _has_part(word, parts)), None)
        if role is not Role.AMOUNT:
            return role
        sides = [side for side in _SIDES if _has_part(word, self.parts[side])]
        return sides[0] if len(sides) == 1 else role

    def is_label(self, cell: str) -> bool:
        """Whether a cell calls its row a total, or a balance carried over."""
        if len(cell) > MAX_LABEL or cell[:1] in NO_WORD:
            return False
        bare = cell.lstrip("# ")
        if bare[1:2] != " " and not self._may_begin_label(bare[:1]):
            return False
        word = normal(bare)
        if _DRAWN_APART.fullmatch(cell) and self.headers.get(word, (None,))[0] is Role.BALANCE:
            return True
        return word in self.totals or self.stated.get(word) in {Stated.OPENING, Stated.CLOSING}

    def _may_begin_label(self, character: str) -> bool:
        """Whether some label begins with this character, in any spelling; of signs that is not known."""
        return not character.isalpha() or normal(character)[:1] in self.label_starts

    def words_in(self, text: str) -> int:
        """How many different header words occur in ``text``: how much it reads like a bank export."""
        cells = {cell for cell in _CELL.findall(text) if cell[0] not in NO_WORD}
        squeezed = _SPACE.sub("", "|".join(cells)).lower().translate(_VARIANTS)
        return sum(1 for word in self.spellings if word in squeezed)

    def status(self, text: str) -> Status:
        """The status that a cell names; a word found anywhere in it counts."""
        squeezed = normal(text)
        return next((status for word, status in self.statuses if word in squeezed), Status.BOOKED)

    def currency(self, text: str) -> str | None:
        """The ISO code of a currency's name or code."""
        word = normal(text)
        if word in self.currencies:
            return self.currencies[word]
        return word.upper() if len(word) == 3 and word.isascii() and word.isalpha() else None


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words that salesbook brings along."""
    data = yaml_mapping((files("salesbook.bank.reading") / "words.yaml").read_text(encoding="utf-8"))
    headers = {Role(key): words for key, words in strings_by_key(data["headers"]).items()}
    spelt = (_SPACE.sub("", word).lower().translate(_VARIANTS) for words in headers.values() for word in words)
    stated = {word: Stated(key) for word, key in _inverted(data["stated"]).items()}
    totals = frozenset(map(normal, strings(data["totals"])))
    return Vocabulary(
        headers=_ranked(headers),
        spellings=frozenset(word for word in spelt if len(word) > 1),
        parts={Role(key): tuple(map(normal, words)) for key, words in strings_by_key(data["parts"]).items()},
        either_account=frozenset(map(normal, strings(data["either_account"]))),
        either_name=frozenset(map(normal, strings(data["either_name"]))),
        stated=stated,
        label_starts=frozenset(word[:1] for word in (*stated, *totals)),
        totals=totals,
        directions={word: Direction(key) for word, key in _inverted(data["directions"]).items()},
        statuses=tuple((word, Status(key)) for word, key in _inverted(data["statuses"]).items()),
        currencies=_currencies(data["currencies"]),
        amount_marks={word: Direction(key) for word, key in _inverted(data["amount_marks"]).items()},
        months={
            word.lower(): int(number) for number, words in strings_by_key(data["months"]).items() for word in words
        },
        booked=frozenset(map(normal, strings(data["booked"]))),
        card=frozenset(map(normal, strings(data["card"]))),
    )


def _has_part(word: str, parts: Iterable[str]) -> bool:
    """Whether a word has one of the parts in it; letters that write sounds only count at an end of the word."""
    return any(word.startswith(part) or word.endswith(part) or (part[0] >= "\u3000" and part in word) for part in parts)


def _ranked(columns: Mapping[Role, Iterable[str]]) -> dict[str, tuple[Role, int]]:
    ranked: dict[str, tuple[Role, int]] = {}
    for role, words in columns.items():
        for rank, word in enumerate(words):
            ranked.setdefault(normal(word), (role, rank))
    return ranked


def _inverted(section: object) -> dict[str, str]:
    return {normal(word): key for key, words in strings_by_key(section).items() for word in words}


def _currencies(section: object) -> dict[str, str]:
    """Names and signs of currencies, and the codes themselves."""
    codes = strings_by_key(section)
    return {**{code.lower(): code for code in codes}, **_inverted(section)}
