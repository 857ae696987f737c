"""What a file prints of the whole statement: its account, balances, totals and counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from salesbook.bank.reading.cell_rows import NumberedRow
from salesbook.bank.reading.grid import GridRow
from salesbook.bank.reading.rows import OtherRow
from salesbook.bank.reading.table_reader import TableReader
from salesbook.bank.reading.titles import Fact, facts_of, summary_of
from salesbook.bank.reading.vocabulary import Stated, Vocabulary
from salesbook.bank.statement import Reason

_ACCOUNT = re.compile(r"\S*?(?:[\d*Xx][ -]?){4,}[^\s\u3400-\u9fff]*|\S+@\S+")
_NUMBER = re.compile(r"(?<![^\s:：])(?:[A-Z]{2}\d{2}[ A-Z0-9]{8,30}|(?:[\d*Xx][ -]?){6,}(?<![ -]))(?![^\s/,;，(（])")
"""An account number among other words: its branch, its kind."""

_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
"""What may be an IBAN; its check digits tell (ISO 13616)."""

_BALANCES = {Reason.OPENING_BALANCE: Stated.OPENING, Reason.CLOSING_BALANCE: Stated.CLOSING}
_SIDES = {Stated.TOTAL_IN, Stated.TOTAL_OUT}


@dataclass(frozen=True, slots=True)
class Total:
    """A row that adds up others: what it prints under the headings for money in and out."""

    row: int
    inflow: Decimal | None
    outflow: Decimal | None


@dataclass(frozen=True, slots=True)
class Printed:
    """Facts in the order of the file, and its rows of totals."""

    facts: tuple[Fact, ...] = ()
    totals: tuple[Total, ...] = ()

    @property
    def account(self) -> str | None:
        """The holder's account number, as written."""
        values = [fact.value for fact in self.facts if fact.what is Stated.ACCOUNT]
        whole = (value for value in values if _ACCOUNT.fullmatch(value))
        among_others = (match[0].strip() for value in values if (match := _NUMBER.search(value)))
        return next(whole, None) or next(among_others, None)

    @property
    def opening(self) -> Decimal | None:
        """The balance before the first line."""
        return next(self._balances(Stated.OPENING), None)

    @property
    def closing(self) -> Decimal | None:
        """The balance after the last line; where each page states one, the last."""
        return next(self._balances(Stated.CLOSING, backwards=True), None)

    def currency(self, vocabulary: Vocabulary) -> str | None:
        """The ISO code of the account's currency."""
        values = (fact.value for fact in self.facts if fact.what is Stated.CURRENCY)
        return next((code for value in values if (code := vocabulary.currency(value))), None)

    def _balances(self, what: Stated, *, backwards: bool = False) -> Iterator[Decimal]:
        facts = reversed(self.facts) if backwards else self.facts
        return (fact.amount for fact in facts if fact.what is what and fact.amount is not None)


def printed_of(titles: Sequence[NumberedRow], others: Sequence[OtherRow], reader: TableReader) -> Printed:
    """What the rows that are no transactions state: titles, footers, rows of totals and balances."""
    facts = list(facts_of(titles, reader.vocabulary))
    if not any(fact.what is Stated.ACCOUNT for fact in facts):
        facts += _only_iban(titles)
    totals: list[Total] = []
    mark = reader.table.decimal_mark or "."
    above: GridRow = ()
    for row in others:
        summary = summary_of(above, row.cells, row.row, reader.vocabulary) if row.why is Reason.TOTALS else ()
        above = row.cells
        if summary:
            facts += summary
            continue
        if row.why in _BALANCES and (balance := reader.balance(row.cells)) is not None:
            facts.append(Fact(_BALANCES[row.why], str(balance).replace(".", mark), row.row))
        elif row.why in {Reason.NOTE, Reason.TOTALS, *_BALANCES}:
            stated = facts_of([(row.row, row.cells)], reader.vocabulary)
            facts += stated
            if row.why is Reason.TOTALS and not any(fact.what in _SIDES for fact in stated):
                totals.append(Total(row.row, *reader.sides(row.cells)))
    return Printed(tuple(replace(fact, mark=mark) for fact in facts), tuple(totals))


def _only_iban(titles: Sequence[NumberedRow]) -> list[Fact]:
    """The account that the titles name without calling it one: by its IBAN, where they name no other."""
    texts = ((number, str(cell)) for number, row in titles for cell in row)
    named = [(_iban_in(match[0]), number) for number, text in texts for match in _IBAN.finditer(text)]
    ibans = [(iban, number) for iban, number in named if iban]
    return [Fact(Stated.ACCOUNT, *ibans[0])] if len({iban for iban, _ in ibans}) == 1 else []


def _iban_in(text: str) -> str | None:
    """The IBAN that a text begins with: what follows it may look like a part of it."""
    while text:
        plain = text.replace(" ", "")
        if int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1:
            return text
        text = text.rpartition(" ")[0]
    return None
