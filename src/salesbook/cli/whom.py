"""Customers, products and reps that a user named in some way."""

from __future__ import annotations

import difflib
from typing import NoReturn

from salesbook.cli.asking import ask_which
from salesbook.cli.entering import Entering, known_kind
from salesbook.cli.session import FINDINGS
from salesbook.i18n import Text
from salesbook.recording.masters import Master, find_master, load_masters

CUSTOMER, PRODUCT, REP = "customers", "products", "reps"

_NOUNS = {
    CUSTOMER: Text("customer", "客户"),
    PRODUCT: Text("product", "产品"),
    REP: Text("rep", "业务员"),
}
_SHOWN = 10


def master_or_refuse(entering: Entering, kind: str, words: str | None, option: str) -> Master:
    """The one that ``words`` mean; asks on a terminal where they are missing or fit several, else ends the command.

    ``option`` is what gives it on the command line.
    """
    session, noun = entering.session, _NOUNS[kind]
    while True:
        named = entering.asked(words, Text("{noun} (id or name)", "{noun}（编号或名称）").format(noun=noun), option)
        found = find_master(entering.root, known_kind(kind), named)
        if found.problems:
            session.fail(found.problems, FINDINGS, entering.root)
        if len(found.masters) == 1:
            return found.masters[0]
        if found.masters:
            return _one_of(entering, kind, named, found.masters)
        if not session.asks:
            _refuse_unknown(entering, kind, named)
        session.note(Text("there is no {noun} {words}", "没有{noun} {words}").format(noun=noun, words=named))
        words = None


def _one_of(entering: Entering, kind: str, words: str, masters: tuple[Master, ...]) -> Master:
    session = entering.session
    if not session.asks:
        listed = ", ".join(f"{each.id} {each.name}" for each in masters[:_SHOWN])
        session.refuse(
            Text("{words} fits several: {listed}", "“{words}”不止一个：{listed}").format(words=words, listed=listed)
        )
    question = Text("Which {noun}", "哪一个{noun}").format(noun=_NOUNS[kind])
    chosen = ask_which(session, question, [(each.id, each.name) for each in masters])
    return next(each for each in masters if each.id == chosen)


def _refuse_unknown(entering: Entering, kind: str, words: str) -> NoReturn:
    near = _nearest(entering, kind, words)
    text = (
        Text("there is no {noun} {words}; did you mean {near}?", "没有{noun} {words}，是否想写 {near}？")
        if near
        else Text(
            "there is no {noun} {words}; enter it first: salesbook add-{command}",
            "没有{noun} {words}，请先录入：salesbook add-{command}",
        )
    )
    entering.session.refuse(text.format(noun=_NOUNS[kind], words=words, near=near, command=kind[:-1]))


def _nearest(entering: Entering, kind: str, words: str) -> str | None:
    """The one whose id or name is spelt most like ``words``, with its name; None where none is."""
    masters = list(load_masters(entering.root, known_kind(kind)))
    spelt = {spelling.casefold(): each for each in masters for spelling in (each.id, each.name)}
    close = difflib.get_close_matches(words.casefold(), spelt, 1, cutoff=0.6)
    return f"{spelt[close[0]].id} {spelt[close[0]].name}" if close else None
