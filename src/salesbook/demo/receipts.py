"""How the customers of the demonstration company pay: on time and late, in part, too much, in round sums, ahead."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from salesbook.demo import workdays
from salesbook.demo.cashbook import Cashbook, Channel, Part, Receipt, bank_channel, usual_channel, whole
from salesbook.demo.drafts import Draft
from salesbook.demo.dues import Due
from salesbook.demo.incidents import (
    FAILED,
    FAILED_FROM,
    OCTOBER,
    REBATES,
    WRITTEN_OFF,
    give_deposit_back,
    give_rebate,
    incident_run,
    pay_by_bill,
    pay_with_incident,
    write_off,
)
from salesbook.demo.names import Profile
from salesbook.model.money import part_of

CHEQUES_PAID_IN = date(2026, 10, 16)
"""When the clerk takes the cheques of the days before to the bank, all together."""
_CHEQUES_FROM = date(2026, 10, 8)

Runs = dict[tuple[date, str], list[Due]]
"""What is paid on a day by a customer."""


def pay_customer(
    rng: random.Random,
    members: Sequence[Profile],
    dues: Sequence[Due],
    advance: int,
    called_off: Mapping[Draft, date],
) -> Cashbook:
    """Everything that one customer, or the customers of one group, pays for ``dues`` until the last day of the book.

    ``advance`` is what it had paid ahead when the book began, in minor units; ``called_off`` are orders that were
    cancelled before any goods went out, with the day: what was paid for them is given back.
    """
    book = Cashbook(rng)
    habit = members[0].habit
    if habit == "lump":
        _pay_lumps(book, members[0], dues, advance)
    elif habit == "advance":
        _pay_ahead(book, members[0], dues)
    else:
        _pay_runs(book, members, _runs(rng, members, dues))
    for due in dues:
        if due.target in called_off:
            give_deposit_back(book, due, called_off[due.target])
    return book


def paid_in_together(receipt: Receipt) -> bool:
    """Whether it is one of the cheques that the bank shows as one sum."""
    return receipt.channel.method == "cheque" and _CHEQUES_FROM <= receipt.date < CHEQUES_PAID_IN


def _payday(rng: random.Random, due: Due) -> date:
    payer = due.customer
    if not due.after_delivery and due.due == due.arises:
        return workdays.after(due.arises, rng.randint(0, 2) if payer.terms == "cash" else rng.randint(1, 6))
    if due.cheaper_until and payer.late[0] < 0 and (due.cheaper_until > OCTOBER or rng.random() < 0.5):
        day = workdays.after(due.cheaper_until, -rng.randint(1, 4))
    else:
        disputed = rng.randint(80, 150) if rng.random() < 0.025 else 0
        day = workdays.after(due.due, rng.randint(*payer.late) + disputed)
    if payer.habit in {"monthly", "bills"}:
        day = workdays.workday(workdays.on_day(day, 10 if payer.terms == "monthly25" else 28))
    return max(day, workdays.after(due.arises, 1))


def _runs(rng: random.Random, members: Sequence[Profile], dues: Sequence[Due]) -> Runs:
    """Who pays what on which day. In a group the first member pays for all at the end of a quarter."""
    runs: Runs = defaultdict(list)
    for due in dues:
        day = _payday(rng, due)
        if due.customer.id == FAILED and due.due >= FAILED_FROM:
            runs[WRITTEN_OFF, FAILED].append(due)
        elif due.customer.habit == "parts" and due.amount > 1_500_000 and rng.random() < 0.6:
            first = due.amount * rng.choice((4, 5, 6)) // 10 // 100_000 * 100_000
            runs[day, due.customer.id].append(replace(due, amount=first))
            later = workdays.after(day, rng.randint(15, 45))
            runs[later, due.customer.id].append(replace(due, amount=due.amount - first))
        else:
            together = len(members) > 1 and day.month % 3 == 0
            runs[day, members[0].id if together else due.customer.id].append(due)
    for payer in members:
        if payer.id in REBATES:
            runs.setdefault((date(2024, 12, 31), payer.id), [])
            runs.setdefault((date(2025, 12, 31), payer.id), [])
    return runs


def _pay_runs(book: Cashbook, members: Sequence[Profile], runs: Runs) -> None:
    unusual = incident_run(runs)
    by_id = {payer.id: payer for payer in members}
    for run, dues in sorted(runs.items(), key=lambda each: each[0]):
        day, payer = run[0], by_id[run[1]]
        if day > workdays.LAST:
            return
        if payer.id in REBATES and (day.month, day.day) == (12, 31):
            give_rebate(book, payer, day)
        if not dues:
            continue
        if payer.id == FAILED and day == WRITTEN_OFF:
            write_off(book, payer, dues)
        elif run == unusual:
            pay_with_incident(book, payer, day, dues[0])
        else:
            _pay(book, payer, day, dues)


def _pay(book: Cashbook, payer: Profile, day: date, dues: Sequence[Due]) -> None:
    rest = book.take_held(day, dues) if day < OCTOBER else dues
    total = sum(due.amount for due in rest)
    if not rest:
        return
    if payer.habit == "bills" and total > 3_000_000:
        pay_by_bill(book, payer, day, rest)
    elif day >= OCTOBER:
        _pay_in_october(book, payer, day, rest)
    elif payer.habit == "each" and total > 1_000_000 and rest[0].currency == "CNY" and book.rng.random() < 0.02:
        rounded = -(-total // 100_000) * 100_000
        draft = book.receive(payer, day, rounded, whole(rest), usual_channel(book.rng, payer, day, rounded))
        if rounded > total:
            book.held.append((draft, rounded - total))
    else:
        parts, credits = _deductions(book.rng, day, rest)
        amount = sum(part.amount for part in parts)
        book.receive(payer, day, amount, parts, usual_channel(book.rng, payer, day, amount))
        for reason, credited in credits.items():
            book.credit(payer, day, reason, credited)


def _deductions(rng: random.Random, day: date, dues: Sequence[Due]) -> tuple[list[Part], dict[str, list[Part]]]:
    """What is paid of ``dues``, and what is settled without cash, by reason: cash discounts, or a fee or odd fen."""
    discounts = [Part(due, part_of(due.amount, due.discount, 100) if _cheaper(day, due) else 0) for due in dues]
    if any(discount.amount for discount in discounts):
        parts = [Part(due, due.amount - discount.amount) for due, discount in zip(dues, discounts, strict=True)]
        return parts, {"discount": [discount for discount in discounts if discount.amount]}
    *others, last = dues
    odd = last.amount % 100
    reason, amount = "", 0
    if last.currency == "USD" and rng.random() < 0.7:
        reason, amount = "fee", rng.choice((1500, 2000, 2500, 3000))
    elif last.currency == "CNY" and last.amount > 500_000 and rng.random() < 0.015:
        reason, amount = "fee", rng.choice((500, 1000, 1550, 2000))
    elif odd and rng.random() < 0.06:
        reason, amount = "rounding", odd
    parts = [*whole(others), Part(last, last.amount - amount)]
    return parts, {reason: [Part(last, amount)]} if amount else {}


def _cheaper(day: date, due: Due) -> bool:
    return due.cheaper_until is not None and day <= due.cheaper_until


def _pay_in_october(book: Cashbook, payer: Profile, day: date, dues: Sequence[Due]) -> None:
    """Some receipts are entered, most are still only known to the bank."""
    total = sum(due.amount for due in dues)
    channel = usual_channel(book.rng, payer, day, total)
    if channel.account == "icbc" and _CHEQUES_FROM <= day < CHEQUES_PAID_IN and total < 2_500_000:
        book.receive(payer, day, total, whole(dues), Channel("cheque", "icbc"))
    elif channel.received_by or dues[0].currency != "CNY" or (book.rng.random() < 0.35 and not _cheaper(day, dues[0])):
        book.receive(payer, day, total, whole(dues), channel)
    else:
        book.leave_to_bank(payer, day, total, whole(dues), channel)


def _pay_lumps(book: Cashbook, payer: Profile, dues: Sequence[Due], advance: int) -> None:
    """Round sums once a month, without saying for what."""
    paid = advance
    for month in workdays.months():
        day = workdays.workday(month.replace(day=20))
        lag = timedelta(book.rng.randint(*payer.late))
        owed = sum(due.amount for due in dues if due.due + lag <= day and due.arises < day)
        amount = (owed - paid) // 500_000 * 500_000
        if amount > 0:
            paid += amount
            enter = book.receive if day < OCTOBER else book.leave_to_bank
            enter(payer, day, amount, (), bank_channel(payer))


def _pay_ahead(book: Cashbook, payer: Profile, dues: Sequence[Due]) -> None:
    """Round sums ahead, given to each delivery when it is made."""
    for due in sorted(dues, key=lambda each: each.arises):
        day = workdays.after(due.arises, 2)
        missing = due.amount - sum(amount for _, amount in book.held)
        if day > workdays.LAST:
            return
        if missing > 0:
            amount = (missing // 5_000_000 + 1) * 5_000_000 + 3_000_000
            if day >= OCTOBER:
                book.leave_to_bank(payer, day, amount, (), bank_channel(payer))
                return
            book.held.append((book.receive(payer, day, amount, (), bank_channel(payer), note="预付货款"), amount))
        book.take_held(day, [due])
