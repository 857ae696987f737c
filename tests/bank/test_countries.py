"""Random transactions in the manners of many countries and formats are read back the same, or refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.bank import codes
from salesbook.bank.reading import DateOrder, Telling, read
from salesbook.bank.reading.layout import layouts_in, own_layout
from salesbook.bank.reading.learning import Lesson, headings_of
from salesbook.bank.reading.vocabulary import Role
from salesbook.bank.statement import Statement, Unread
from salesbook.model.problem import Problem

Line = tuple[date, Decimal, Decimal, str]

days = st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 28)), max_size=8).map(
    lambda drawn: [date(2026, 1, 13), *sorted(drawn), date(2026, 12, 29)]
)
amounts = st.integers(-99_999_999, 99_999_999).filter(bool).map(lambda minor: Decimal(minor).scaleb(-2))
memos = st.text(st.sampled_from("abcdefg xyz"), min_size=1, max_size=12).map(
    lambda text: f"memo {text.strip()}".strip()
)


@st.composite
def transactions(draw: st.DrawFn) -> list[Line]:
    """With days that leave no doubt about their order; the amounts sum up in the balance."""
    balance = Decimal(1000)
    lines: list[Line] = []
    for day in draw(days):
        amount = draw(amounts)
        balance += amount
        lines.append((day, amount, balance, draw(memos)))
    return lines


def pointed(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def swapped(group: str) -> Callable[[Decimal], str]:
    return lambda amount: f"{amount:,.2f}".replace(",", "_").replace(".", ",").replace("_", group)


def apostrophes(amount: Decimal) -> str:
    return f"{amount:,.2f}".replace(",", "'")


@dataclass(frozen=True)
class Manner:
    heading: str
    delimiter: str
    day: str
    number: Callable[[Decimal], str]
    encoding: str = "utf-8"
    sided: bool = False


MANNERS = {
    "german": Manner("Buchungstag;Betrag;Saldo;Verwendungszweck", ";", "%d.%m.%Y", swapped("."), "cp1252"),
    "french": Manner("Date;Débit;Crédit;Solde;Libellé", ";", "%d/%m/%Y", swapped(" "), "cp1252", sided=True),
    "swiss": Manner(
        "Datum;Belastung;Gutschrift;Saldo CHF;Text", ";", "%d.%m.%y", apostrophes, sided=True
    ),
    "american": Manner("Posting Date\tAmount\tBalance\tDescription", "\t", "%m/%d/%Y", pointed),
    "british": Manner("Date|Paid out|Paid in|Balance|Description", "|", "%d %b %Y", pointed, sided=True),
    "polish": Manner("Data operacji;Kwota;Saldo;Opis operacji", ";", "%Y-%m-%d", swapped(" "), "cp1250"),
    "russian": Manner("Дата;Сумма;Остаток;Описание", ";", "%d.%m.%Y", swapped(" "), "cp1251"),
    "taiwanese": Manner("交易日期~支出~存入~餘額~摘要", "~", "%Y/%m/%d", pointed, "big5", sided=True),
    "chinese": Manner("交易日期~支出~收入~余额~摘要", "~", "%Y%m%d", lambda a: f"{a:.2f}", "gb18030", sided=True),
}  # fmt: skip


def written(lines: list[Line], manner: Manner) -> bytes:
    rows = [manner.heading]
    for day, amount, balance, memo in lines:
        if manner.sided:
            money = ["", manner.number(amount)] if amount > 0 else [manner.number(-amount), ""]
        else:
            money = [manner.number(amount)]
        rows.append(manner.delimiter.join([day.strftime(manner.day), *money, manner.number(balance), memo]))
    return ("\r\n".join(rows) + "\r\n").encode(manner.encoding)


def one(found: list[Statement] | Unread) -> Statement:
    assert not isinstance(found, Unread), [problem.message.en for problem in found.problems]
    (statement,) = found
    return statement


def said(statement: Statement) -> list[Line]:
    return [(line.date, line.amount, line.balance or Decimal(0), line.memo or "") for line in statement.lines]


@pytest.mark.parametrize("name", MANNERS)
@settings(max_examples=25, deadline=None)
@given(lines=transactions())
def test_what_a_bank_of_any_country_writes_reads_back(name: str, lines: list[Line]) -> None:
    statement = one(read(written(lines, MANNERS[name]), "export"))
    assert said(statement) == lines
    assert statement.warnings == ()


@settings(max_examples=15, deadline=None)
@given(lines=transactions())
def test_numbers_of_a_workbook_read_back(lines: list[Line]) -> None:
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["交易日期", "交易金额", "余额", "摘要"])
    for day, amount, balance, memo in lines:
        sheet.append([day, float(amount), float(balance), memo])
    data = BytesIO()
    workbook.save(data)
    assert said(one(read(data.getvalue(), "export"))) == lines


def ofx(lines: list[Line]) -> bytes:
    entries = "".join(
        f"<STMTTRN><TRNTYPE>OTHER<DTPOSTED>{day:%Y%m%d}<TRNAMT>{amount}<FITID>{number}<NAME><MEMO>{memo}</STMTTRN>"
        for number, (day, amount, _, memo) in enumerate(lines)
    )
    return f"OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>EUR<BANKTRANLIST>{entries}</BANKTRANLIST></STMTRS></OFX>".encode()


def mt940(lines: list[Line]) -> bytes:
    def money(amount: Decimal) -> str:
        return f"{abs(amount):.2f}".replace(".", ",")

    entries = "".join(
        f":61:{day:%y%m%d%m%d}{'C' if amount > 0 else 'D'}{money(amount)}NTRFNONREF\n:86:{memo}\n"
        for day, amount, _, memo in lines
    )
    closing = lines[-1][2]
    mark = "C" if closing >= 0 else "D"
    return f":20:A\n:25:1\n:28C:1\n:60F:C260101EUR1000,00\n{entries}:62F:{mark}261231EUR{money(closing)}\n".encode()


def camt053(lines: list[Line]) -> bytes:
    entries = "".join(
        f'<Ntry><Amt Ccy="EUR">{abs(amount)}</Amt><CdtDbtInd>{"CRDT" if amount > 0 else "DBIT"}</CdtDbtInd>'
        f"<Sts>BOOK</Sts><BookgDt><Dt>{day}</Dt></BookgDt><AddtlNtryInf>{memo}</AddtlNtryInf></Ntry>"
        for day, amount, _, memo in lines
    )
    head = '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>'
    return f"{head}{entries}</Stmt></BkToCstmrStmt></Document>".encode()


def client_bank_exchange(lines: list[Line]) -> bytes:
    own, other = "40702978900000012345", "40702978100000054321"

    def payment(day: date, amount: Decimal, memo: str) -> str:
        payer, payee, booked = (other, own, "ДатаПоступило") if amount > 0 else (own, other, "ДатаСписано")
        return (
            f"СекцияДокумент=Платежное поручение\nДата=01.01.2026\nСумма={abs(amount)}\nПлательщикСчет={payer}\n"
            f"ПолучательСчет={payee}\n{booked}={day:%d.%m.%Y}\nНазначениеПлатежа={memo}\nКонецДокумента\n"
        )

    balances = f"НачальныйОстаток=1000.00\nКонечныйОстаток={lines[-1][2]}\n"
    head = f"1CClientBankExchange\nСекцияРасчСчет\nРасчСчет={own}\n{balances}КонецРасчСчет\n"
    return (head + "".join(payment(day, amount, memo) for day, amount, _, memo in lines)).encode("cp1251")


@pytest.mark.parametrize("write", [ofx, mt940, camt053, client_bank_exchange])
@settings(max_examples=25, deadline=None)
@given(lines=transactions())
def test_formats_made_for_machines_read_back(write: Callable[[list[Line]], bytes], lines: list[Line]) -> None:
    statement = one(read(write(lines), "export"))
    expected = [(day, amount, " ".join(memo.split())) for day, amount, _, memo in lines]
    assert [(line.date, line.amount, line.memo) for line in statement.lines] == expected
    assert statement.warnings == ()


OPEN = b"Date,Amount,Description\n03/04/2026,-5.00,a\n05/06/2026,7.00,b\n"


def test_days_and_months_that_nothing_tells_apart_are_asked() -> None:
    found = read(OPEN, "export")
    assert isinstance(found, Unread)
    assert found.problems[0].code is codes.DATES_UNDECIDED
    for order, month in ((DateOrder.DMY, 4), (DateOrder.MDY, 3)):
        assert one(read(OPEN, "export", Telling(order))).lines[0].date.month == month


def test_what_was_learned_is_read_from_then_on(tmp_path: Path) -> None:
    data = b"Lfd;Stand;Bewegung;Vermerk\n1;03.11.2026;-12,50;Porto\n2;04.11.2026;1.200,00;Rechnung 7\n"
    assert isinstance(read(data, "export"), Unread)
    headings = headings_of(data, "export", ["Stand", "3"], None)
    assert not isinstance(headings, Problem)
    columns = {role: [headings.column(named) or 0] for role, named in ((Role.DATE, "Stand"), (Role.AMOUNT, "3"))}
    lesson = Lesson("hausbank", headings, columns)
    (tmp_path / "hausbank.yaml").write_text(lesson.text(), encoding="utf-8")
    learned = layouts_in(tmp_path)
    assert isinstance(learned, tuple)
    statement = one(read(data, "export", Telling(learned=learned)))
    assert statement.format == "hausbank"
    assert [line.amount for line in statement.lines] == [Decimal("-12.50"), Decimal("1200.00")]


def test_charges_of_a_card_are_money_out_where_the_layout_says_so() -> None:
    data = b"Date,Amount,Description\n2026-11-03,5.00,a\n2026-11-04,-7.00,b\n"
    layout = own_layout("name: card\nrecognised_by: [Date, Amount, Description]\namounts: inverted\n")
    assert [line.amount for line in one(read(data, "x", Telling(learned=(layout,)))).lines] == [-5, 7]


@pytest.mark.parametrize("text", ["<!DOCTYPE d [<!ENTITY a 'b'>]>", '<!DOCTYPE d SYSTEM "http://example.com/d">'])
def test_xml_with_a_document_type_is_refused(text: str) -> None:
    data = f'<?xml version="1.0"?>{text}'.encode() + camt053([(date(2026, 1, 1), Decimal(1), Decimal(1), "m")])
    found = read(data, "export")
    assert isinstance(found, Unread) and found.problems[0].code is codes.DAMAGED_MESSAGE
