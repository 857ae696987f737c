"""OFX and QFX, 1.x (SGML) and 2.x (XML); the markup is parsed by ofxtools, which reads both."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element

from salesbook.bank.codes import DAMAGED_MESSAGE, TOO_LARGE
from salesbook.bank.reading.amount_columns import AmountCells, decimal_mark_of
from salesbook.bank.reading.amounts import amount_of
from salesbook.bank.reading.dates import date_of
from salesbook.bank.reading.encoding import Decoded
from salesbook.bank.reading.markup import replaced, unescaped, without
from salesbook.bank.reading.messages import memo_of, proved, text_of
from salesbook.bank.statement import Statement, StatementLine, Status
from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model.problem import Problem

MAX_TAGS = 800_000

_BEGINNING = re.compile(r"<OFX>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z0-9._]+)\s*>")
_SELF_CLOSED = re.compile(r"<[A-Za-z0-9._]+\s*/>")
_NOISE = re.compile(r"<[?!][^<>]*+>")
_CLOSED = re.compile(r"</([A-Z0-9._]+)>")
_EMPTY = re.compile(r"<([A-Z0-9._]+)>\s*(?=<|\Z)")
_STATEMENTS = ("STMTRS", "CCSTMTRS")
_ENTRIES = {"STMTTRN": Status.BOOKED, "STMTTRNP": Status.PENDING}


def is_ofx(text: str) -> bool:
    """Whether a text is OFX of either kind."""
    beginning = text[:2_000].lstrip().upper()
    return beginning.startswith("OFXHEADER") or (beginning.startswith("<") and "<OFX>" in beginning)


def statements_of(decoded: Decoded, name: str) -> list[Statement] | Problem:
    """The statements of an OFX file; a problem where one of its transactions cannot be read."""
    from ofxtools.Parser import TreeBuilder

    begin = _BEGINNING.search(decoded.text)
    if begin is None:
        return DAMAGED_MESSAGE.problem(name=name, kind=_OFX, why=_INCOMPLETE)
    body = decoded.text[begin.start() :]
    if body.count("<") > MAX_TAGS:
        return TOO_LARGE.problem(name=name, what=_TAGS, limit=f"{MAX_TAGS:,}")
    builder = TreeBuilder()
    try:
        builder.feed(_plain(body))
        root: Element | None = builder.close()
    except (SyntaxError, AssertionError, IndexError, ValueError) as error:  # its ParseError is a SyntaxError
        return DAMAGED_MESSAGE.problem(name=name, kind=_OFX, why=verbatim(str(error)[:200]))
    found = [] if root is None else list(_statements_in(root))
    entries = [[entry for entry in element.iter() if entry.tag in _ENTRIES] for element in found]
    written = len(re.findall(r"<STMTTRNP?>", body, re.IGNORECASE))
    if not found or sum(map(len, entries)) != written:
        return DAMAGED_MESSAGE.problem(name=name, kind=_OFX, why=_INCOMPLETE)
    statements: list[Statement] = []
    row = 0
    for element, listed in zip(found, entries, strict=True):
        statement = _statement(element, listed, row, decoded.encoding)
        if isinstance(statement, Text):
            return DAMAGED_MESSAGE.problem(name=name, kind=_OFX, why=statement)
        statements.append(proved(statement, name))
        row += len(listed)
    return statements


_OFX = verbatim("OFX")
_TAGS = Text(en="the number of its tags", zh="标签数")
_INCOMPLETE = Text(en="its transactions do not lie within statements", zh="其中的交易不在对账单之内")
_UNREADABLE = Text(
    en="the amount or date of transaction {row} cannot be read: {text}",
    zh="第 {row} 笔交易的金额或日期无法识别：{text}",
)


def _plain(body: str) -> str:
    """The markup with tags in upper case, texts escaped, and no elements that hold nothing, which SGML leaves open."""
    body = replaced(without(body, "<!--", "-->"), "<![CDATA[", "]]>", html.escape)
    body = _SELF_CLOSED.sub("", _NOISE.sub("", body))
    body = _TAG.sub(lambda match: f"<{match[1]}{match[2].upper()}>", body)
    aggregates = set(_CLOSED.findall(body))
    return _EMPTY.sub(lambda match: match[0] if match[1] in aggregates else "", body)


def _statements_in(root: Element) -> Iterator[Element]:
    """The statements of a file, none within another, so that each element is looked at once."""
    left = [root]
    while left:
        element = left.pop()
        if element.tag in _STATEMENTS:
            yield element
        else:
            left.extend(reversed(element))


def _statement(element: Element, entries: list[Element], before: int, encoding: str) -> Statement | Text:
    currency = _said(element, "CURDEF")
    mark = decimal_mark_of([AmountCells([_said(entry, "TRNAMT") or "" for entry in entries])]) or "."
    lines: list[StatementLine] = []
    for row, entry in enumerate(entries, before + 1):
        amount, day = amount_of(_said(entry, "TRNAMT") or "", mark), _day(entry)
        if amount is None or day is None:
            return _UNREADABLE.format(row=row, text=" ".join(_texts(entry))[:200])
        payer = _said(entry, "NAME") or _said(entry, "PAYEE/NAME")
        lines.append(
            StatementLine(
                row=row,
                date=day,
                amount=amount,
                payer=payer,
                payer_account=_said(entry, "BANKACCTTO/ACCTID") or _said(entry, "CCACCTTO/ACCTID"),
                memo=memo_of([_said(entry, "MEMO"), _said(entry, "EXTDNAME")]),
                reference=_said(entry, "FITID") or _said(entry, "REFNUM"),
                currency=currency,
                status=_ENTRIES[entry.tag],
            )
        )
    closing = _said(element, "LEDGERBAL/BALAMT")
    return Statement(
        format="ofx",
        encoding=encoding,
        account=_said(element, "BANKACCTFROM/ACCTID") or _said(element, "CCACCTFROM/ACCTID"),
        currency=currency,
        opening=None,
        closing=_balance(closing),
        lines=tuple(lines),
    )


def _balance(text: str | None) -> Decimal | None:
    return None if text is None else amount_of(text, decimal_mark_of([AmountCells([text])]) or ".")


def _day(entry: Element) -> date | None:
    """The day on which a transaction was posted; ``20261103120000.000[-5:EST]`` is a local time."""
    for tag in ("DTPOSTED", "DTTRAN", "DTUSER", "DTAVAIL"):
        if (text := _said(entry, tag)) and (day := date_of(text[:8])) is not None:
            return day
    return None


def _said(element: Element, path: str) -> str | None:
    text = element.findtext(path)
    return None if text is None else text_of(unescaped(text))


def _texts(entry: Element) -> Iterator[str]:
    return (text.strip() for text in entry.itertext() if text.strip())
