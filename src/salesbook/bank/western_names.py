"""Company names in Latin letters, word by word: which words name the company, and which its legal form or a branch."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from salesbook.bank.names import without_accents

_FORM_WORDS = """
CO COMPANY LTD LIMITED INC INCORPORATED CORP CORPORATION LLC LLP LP PLC GMBH AG KG OHG UG SA SAS SARL SRL SPA
BV NV AB AS OY APS PTE PTY SDN BHD BERHAD KK GROUP HOLDING HOLDINGS PVT PRIVATE THE SRO KFT LDA LTDA ZRT DOO UAB
SIA KGAA GBR MBH ASA OYJ SNC EURL SASU SPRL BVBA EOOD PJSC OJSC JSC EIRL
"""
_FORMS = frozenset(_FORM_WORDS.split())
_FORM_WORDS_AT_THE_END = """
SE EK EV HB KB CV VOF SC SCA SL SLU AD DD AO OAO OOO ZAO PAO BT NYRT YK GK PT TBK
"""
_FORMS_AT_THE_END = frozenset(_FORM_WORDS_AT_THE_END.split())
"""Words that are a legal form only where nothing but one follows: ``HB Fuller`` is a name."""
_SPELT_OUT = tuple(
    (form.split(), short.split())
    for form, short in (
        ("SPOLKA Z OGRANICZONA ODPOWIEDZIALNOSCIA", "LTD"),
        ("SPOLKA Z OO", "LTD"),
        ("SP Z OO", "LTD"),
        ("SP ZOO", "LTD"),
        ("SP J", "LTD"),
        ("SA DE CV", "SA"),
        ("S DE RL DE CV", "LTD"),
        ("AKTIENGESELLSCHAFT", "AG"),
        ("GESELLSCHAFT MIT BESCHRANKTER HAFTUNG", "GMBH"),
        ("SOCIETE ANONYME", "SA"),
        ("SOCIETE A RESPONSABILITE LIMITEE", "SARL"),
        ("SOCIETA PER AZIONI", "SPA"),
        ("SOCIETA A RESPONSABILITA LIMITATA", "SRL"),
        ("SOCIEDAD ANONIMA", "SA"),
        ("SOCIEDAD LIMITADA", "SL"),
        ("BESLOTEN VENNOOTSCHAP", "BV"),
        ("NAAMLOZE VENNOOTSCHAP", "NV"),
        ("AKTIEBOLAG", "AB"),
        ("AKTIESELSKAB", "AS"),
        ("ANPARTSSELSKAB", "APS"),
        ("OSAKEYHTIO", "OY"),
        ("KABUSHIKI KAISHA", "KK"),
        ("PUBLIC LIMITED COMPANY", "PLC"),
    )
)
_GROUPS = frozenset(("GROUP", "HOLDING", "HOLDINGS"))
_ABBREVIATED = {
    "INTL": "INTERNATIONAL",
    "INTERNATL": "INTERNATIONAL",
    "NATL": "NATIONAL",
    "MFG": "MANUFACTURING",
    "MFRS": "MANUFACTURERS",
    "BROS": "BROTHERS",
    "ASSOC": "ASSOCIATES",
    "INDS": "INDUSTRIES",
    "SVCS": "SERVICES",
    "MGMT": "MANAGEMENT",
    "DIST": "DISTRIBUTION",
    "TECHS": "TECHNOLOGIES",
    "GRP": "GROUP",
    "HLDGS": "HOLDINGS",
}
_AND = frozenset(("AND", "UND", "ET", "OG", "OCH", "EN", "Y", "E", "I"))
"""Words for the sign ``&`` between two others, which a plain name has not."""
_OF_BRANCH = frozenset(
    ("BRANCH", "TREASURY", "PAYABLE", "PAYABLES", "FINANCE", "OFFICE", "DEPT", "DEPARTMENT", "NIEDERLASSUNG")
)
"""Words after a legal form that name a branch, or a department that pays."""
_WORD = re.compile(r"[A-Z0-9]+")
_INITIALS = re.compile(r"(?<=\b[A-Z])[./](?=[A-Z]\b)")
_APOSTROPHE = re.compile(r"(?<=[A-Z])['’](?=[A-Z])")


@dataclass(frozen=True, slots=True)
class WesternName:
    """The ``words`` that tell the company from others, and whether the name shows a legal form, and a group's."""

    words: tuple[str, ...]
    has_form: bool
    of_group: bool

    @property
    def core(self) -> str:
        """The words written together."""
        return "".join(self.words)


@lru_cache(maxsize=1 << 15)
def western_name(name: str) -> WesternName:
    """Take a name in Latin letters apart; a name of nothing but legal forms keeps all its words."""
    words = _words(name)
    kept, cut = _without_forms(words)
    telling = tuple(word for place, word in enumerate(kept) if not (word in _AND and 0 < place < len(kept) - 1))
    return WesternName(telling or tuple(words), bool(cut), bool(_GROUPS.intersection(cut)))


def _words(name: str) -> list[str]:
    text = without_accents(unicodedata.normalize("NFKC", name).upper())
    words = _WORD.findall(_APOSTROPHE.sub("", _INITIALS.sub("", text)))
    return _with_short_forms([_ABBREVIATED.get(word, word) for word in words])


def _with_short_forms(words: list[str]) -> list[str]:
    for form, short in _SPELT_OUT:
        for start in range(1, len(words) - len(form) + 1):
            if words[start : start + len(form)] == form:
                return [*words[:start], *short, *words[start + len(form) :]]
    return words


def _without_forms(words: list[str]) -> tuple[list[str], list[str]]:
    """The words but those of legal forms and of a branch after them; and these legal forms."""
    form = max((place for place, word in enumerate(words) if place and word in _FORMS), default=None)
    if form is not None and _OF_BRANCH.intersection(words[form + 1 :]):
        words = words[: form + 1]
    kept = list(words)
    while len(kept) > 1 and (kept[-1] in _FORMS or kept[-1] in _FORMS_AT_THE_END):
        kept.pop()
    cut = words[len(kept) :]
    cut += [word for word in kept if word in _FORMS]
    return [word for word in kept if word not in _FORMS], cut
