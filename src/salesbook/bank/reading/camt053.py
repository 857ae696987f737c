"""CAMT.053, the statement of ISO 20022: XML, read as a stream, without entities and with bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element, ParseError

from salesbook.bank.codes import DAMAGED_MESSAGE, TOO_LARGE
from salesbook.bank.reading.amounts import amount_of
from salesbook.bank.reading.dates import date_of
from salesbook.bank.reading.markup import InLargePieces
from salesbook.bank.reading.messages import memo_of, proved, text_of
from salesbook.bank.statement import Statement, StatementLine, Status
from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model.problem import Problem

MAX_DEPTH = 60
MAX_ELEMENTS = 400_000
"""Elements of one entry, or of a statement beside its entries."""

MAX_STATEMENTS = 20_000
MAX_ENTRIES = 200_000

_STATEMENTS = {"Stmt", "Rpt"}
_STATUSES = {"PDNG": Status.PENDING, "FUTR": Status.PENDING, "INFO": Status.NEUTRAL}


def is_camt053(text: str) -> bool:
    """Whether an XML text is a statement, or the report of a day, of ISO 20022."""
    beginning = text[:4_000]
    return "camt.05" in beginning and ("BkToCstmrStmt" in beginning or "BkToCstmrAcctRpt" in beginning)


def statements_of(data: bytes, name: str) -> list[Statement] | Problem:
    """The statements of a file; a problem where one of its entries cannot be read."""
    from defusedxml.common import DefusedXmlException

    statements: list[Statement] = []
    try:
        for head, entries in _parsed(data):
            statements.append(proved(_statement(head, entries), name))
    except _TooLargeError:
        return TOO_LARGE.problem(name=name, what=_ELEMENTS, limit=f"{MAX_ENTRIES:,} / {MAX_ELEMENTS:,}")
    except _UnreadableError as error:
        return DAMAGED_MESSAGE.problem(name=name, kind=_KIND, why=_UNREADABLE.format(row=error.row))
    except DefusedXmlException:
        return DAMAGED_MESSAGE.problem(name=name, kind=_KIND, why=_ENTITIES)
    except (ParseError, ValueError, LookupError) as error:
        return DAMAGED_MESSAGE.problem(name=name, kind=_KIND, why=verbatim(str(error)[:200]))
    return statements or DAMAGED_MESSAGE.problem(name=name, kind=_KIND, why=_NO_STATEMENT)


_KIND = verbatim("CAMT.053")
_ELEMENTS = Text(en="the number of entries, or of elements of one", zh="分录数或单个分录的元素数")
_ENTITIES = Text(en="it declares a document type", zh="文件含有文档类型声明")
_NO_STATEMENT = Text(en="it holds no statement", zh="其中没有对账单")
_UNREADABLE = Text(
    en="the amount, direction or date of entry {row} cannot be read",
    zh="第 {row} 条分录的金额、收支方向或日期无法识别",
)


class _TooLargeError(Exception):
    """The file nests deeper, or one of its entries holds more, than any statement does."""


class _UnreadableError(Exception):
    """An entry cannot be read, so that none is taken."""

    def __init__(self, row: int) -> None:
        self.row = row


def _parsed(data: bytes) -> Iterator[tuple[Element, list[StatementLine]]]:
    """Each statement without its entries, and its entries read; namespaces are left off.

    What was read is taken out of the tree, so that no more of it is held than one entry and what stands beside.
    """
    from defusedxml.ElementTree import iterparse

    path: list[Element] = []
    held: list[int] = []
    entries: list[StatementLine] = []
    count = row = statements = 0
    for event, element in iterparse(InLargePieces(data), events=("start", "end"), forbid_dtd=True):
        if event == "start":
            element.tag = element.tag.rpartition("}")[2]
            path.append(element)
            held.append(count)
            count += 1
            if len(path) > MAX_DEPTH or count > MAX_ELEMENTS or statements > MAX_STATEMENTS:
                raise _TooLargeError
            continue
        path.pop()
        before = held.pop()
        if element.tag == "Ntry" and path and path[-1].tag in _STATEMENTS:
            row += 1
            if row > MAX_ENTRIES:
                raise _TooLargeError
            line = _line(element, row)
            if line is None:
                raise _UnreadableError(row)
            entries.append(line)
        elif element.tag in _STATEMENTS:
            yield element, entries
            entries = []
            statements += 1
        else:
            continue
        if path:
            del path[-1][-1]
        count = before


def _statement(head: Element, entries: list[StatementLine]) -> Statement:
    balances = {balance.findtext("Tp/CdOrPrtry/Cd"): _signed(balance) for balance in head.iterfind("Bal")}
    account = head.find("Acct")
    number = None if account is None else account.findtext("Id/IBAN") or account.findtext("Id/Othr/Id")
    currency = None if account is None else account.findtext("Ccy")
    stated = [amount.get("Ccy") for amount in head.iterfind("Bal/Amt")] + [line.currency for line in entries]
    return Statement(
        format="camt053",
        encoding="utf-8",
        account=text_of(number),
        currency=currency or next(filter(None, stated), None),
        opening=balances.get("OPBD", balances.get("PRCD")),
        closing=balances.get("CLBD"),
        lines=tuple(entries),
    )


def _signed(element: Element) -> Decimal | None:
    """The amount of an entry or balance; money out and overdrafts are negative."""
    amount = amount_of(text_of(element.findtext("Amt")) or "")
    mark = text_of(element.findtext("CdtDbtInd"))
    if amount is None or mark not in {"CRDT", "DBIT"}:
        return None
    return amount if mark == "CRDT" else -amount


def _line(entry: Element, row: int) -> StatementLine | None:
    """An entry: a batch is one line, with the texts of all its payments. None where it cannot be read.

    A reversal states its own direction, so its sign stays; the parties it names are those of what it reverses.
    """
    amount, day = _signed(entry), _day(entry)
    if amount is None or day is None:
        return None
    details = entry.findall("NtryDtls/TxDtls")
    status = text_of(entry.findtext("Sts/Cd") or entry.findtext("Sts")) or "BOOK"
    printed = entry.find("Amt")
    reversal = text_of(entry.findtext("RvslInd")) in {"true", "1"}
    names = [_party(detail, (amount > 0) is not reversal) for detail in details]
    payers = {name: account for name, account in names if name or account}
    only = next(iter(payers.items())) if len(payers) == 1 else (None, None)
    return StatementLine(
        row=row,
        date=day,
        amount=amount,
        payer=only[0],
        payer_account=only[1],
        memo=memo_of(_texts(entry, details, [] if len(payers) == 1 else [name for name, _ in names])),
        reference=text_of(
            entry.findtext("AcctSvcrRef") or entry.findtext("NtryRef") or _first(details, "Refs/AcctSvcrRef")
        ),
        currency=None if printed is None else printed.get("Ccy"),
        status=_STATUSES.get(status, Status.BOOKED),
    )


def _day(entry: Element) -> date | None:
    for path in ("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"):
        if (text := text_of(entry.findtext(path))) and (day := date_of(text[:10])) is not None:
            return day
    return None


def _party(detail: Element, incoming: bool) -> tuple[str | None, str | None]:
    """The other party of a payment and its account: who pays money in, who gets money out.

    Where only the opposite side is named, as some banks do, it is that one.
    """
    sides = ("Dbtr", "Cdtr") if incoming else ("Cdtr", "Dbtr")
    for side in sides:
        name = detail.findtext(f"RltdPties/{side}/Nm") or detail.findtext(f"RltdPties/{side}/Pty/Nm")
        account = f"RltdPties/{side}Acct/Id"
        number = detail.findtext(f"{account}/IBAN") or detail.findtext(f"{account}/Othr/Id")
        if name or number:
            return text_of(name), text_of(number)
    return None, None


def _texts(entry: Element, details: list[Element], names: list[str | None]) -> Iterator[str | None]:
    for detail in details:
        yield from (text.text for text in detail.iterfind("RmtInf/Ustrd"))
        yield from (text.text for text in detail.iterfind("RmtInf/Strd/CdtrRefInf/Ref"))
        yield from (text.text for text in detail.iterfind("RmtInf/Strd/RfrdDocInf/Nb"))
        reference = detail.findtext("Refs/EndToEndId")
        yield None if reference == "NOTPROVIDED" else reference
        yield detail.findtext("AddtlTxInf")
    yield from names
    yield entry.findtext("AddtlNtryInf")


def _first(details: list[Element], path: str) -> str | None:
    return next((text for detail in details if (text := detail.findtext(path))), None)
