"""What seldom happens to the money of the demonstration company: bills, a bounced cheque, a payment entered for the
wrong customer, goods set off, rebates, a bad debt and its recovery, a deposit given back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from salesbook.demo import workdays
from salesbook.demo.cashbook import Cashbook, Channel, Part, Receipt, bank_channel, payment, whole
from salesbook.demo.drafts import Draft
from salesbook.demo.dues import Due
from salesbook.demo.names import Profile
from salesbook.model.money import part_of, to_decimal

OCTOBER = workdays.LAST_RECONCILED + timedelta(1)
"""The first day that is not reconciled yet."""

FAILED = "CSWX"
"""The customer that stopped paying, for what was due from ``FAILED_FROM`` on."""
FAILED_FROM = date(2025, 4, 1)
WRITTEN_OFF = date(2025, 12, 29)
_RECOVERED = date(2026, 6, 16)

REBATES: Mapping[str, int] = {"HYJM": 12, "LCKJ": 10, "HCMJ": 8}
"""Customers with a rebate at the end of a year, in thousandths of what they paid in it."""

_ONCE = {
    "YCYQ": ("bounced", date(2025, 9, 1)),
    "HYJG": ("mistaken", date(2026, 1, 10)),
    "JHLY": ("offset", date(2026, 3, 1)),
}
# What happens once, to the first single item that a customer pays on or after a day.
_NAMESAKE = "HYJM"
_BILLS_OUT_FROM = date(2026, 4, 15)
_MATURES_IN_OCTOBER = date(2026, 10, 20)


def incident_run(runs: Mapping[tuple[date, str], Sequence[Due]]) -> tuple[date, str] | None:
    """Which of a customer's payments (day and payer, with what it pays) something unusual happens to."""
    for (day, payer), dues in sorted(runs.items(), key=lambda run: run[0]):
        if payer in _ONCE and _ONCE[payer][1] <= day < OCTOBER and len(dues) == 1:
            return day, payer
    return None


def pay_with_incident(book: Cashbook, payer: Profile, day: date, due: Due) -> None:
    """Pay ``due`` in the unusual way that ``incident_run`` chose it for."""
    {"bounced": _bounced, "mistaken": _mistaken, "offset": _offset}[_ONCE[payer.id][0]](book, payer, day, due)


def _offset(book: Cashbook, payer: Profile, day: date, due: Due) -> None:
    set_off = due.amount * 6 // 10 // 10_000 * 10_000
    book.credit(payer, day, "offset", [Part(due, set_off)], "与我方应付铝型材货款抵账")
    rest = due.amount - set_off
    book.receive(payer, day, rest, [Part(due, rest)], bank_channel(payer))


def _bounced(book: Cashbook, payer: Profile, day: date, due: Due) -> None:
    cheque = Channel("cheque", payer.account)
    first = book.receive(payer, day, due.amount, whole([due]), cheque)
    back = [Part(due, -due.amount)]
    returned = workdays.after(day, 3)
    book.receive(payer, returned, -due.amount, back, cheque, reverses=first, note="支票退票, 存款不足")
    book.receive(payer, workdays.after(day, 12), due.amount, whole([due]), bank_channel(payer))


def _mistaken(book: Cashbook, payer: Profile, day: date, due: Due) -> None:
    channel = bank_channel(payer)
    mended = workdays.after(day, 7)
    wrong = payment(_NAMESAKE, day, due.amount, (), channel)
    reversal = payment(
        _NAMESAKE, mended, -due.amount, (), channel, reverses=wrong, note=f"串户, 应为{payer.aliases[0]}"
    )
    right = payment(payer.id, mended, due.amount, whole([due]), channel, note=f"更正 {day:%m-%d} 串户")
    entries = (wrong, reversal, right)
    book.drafts += entries
    receipt = Receipt(day, payer, due.amount, channel, tuple(whole([due])), wrong)
    book.receipts.append(replace(receipt, corrected=entries, corrected_on=mended))


def give_rebate(book: Cashbook, payer: Profile, day: date) -> None:
    """The rebate of the year that ends on ``day``, given to no order yet."""
    paid = sum(each.amount for each in book.receipts if each.payer is payer and each.date.year == day.year)
    amount = part_of(paid, REBATES[payer.id], 100_000) * 100
    if amount:
        data = {"date": day, "customer": payer.id, "reason": "rebate", "amount": to_decimal(amount, "CNY")}
        draft = Draft("credits", day, data | {"note": f"{day.year}年度返利"})
        book.drafts.append(draft)
        book.held.append((draft, amount))


def write_off(book: Cashbook, payer: Profile, dues: Sequence[Due]) -> None:
    """All of ``dues`` is given up; of the first, a part comes in later after all."""
    book.credit(payer, WRITTEN_OFF, "write-off", whole(dues), "客户停业失联, 经批准核销坏账")
    amount = max(dues[0].amount * 6 // 10 // 10_000, 1) * 10_000
    note = "已核销坏账收回"
    book.credit(payer, _RECOVERED, "recovery", [Part(dues[0], -amount)], note)
    book.receive(payer, _RECOVERED, amount, [Part(dues[0], amount)], Channel("bank", "icbc"), note=note)


def give_deposit_back(book: Cashbook, due: Due, cancelled: date) -> None:
    """Refund what was paid for an order that was cancelled before any goods went out."""
    day = workdays.after(cancelled, 4)
    if day < OCTOBER:
        back = [Part(due, -due.amount)]
        book.receive(due.customer, day, -due.amount, back, bank_channel(due.customer), note="订单取消, 退还定金")


def pay_by_bill(book: Cashbook, payer: Profile, day: date, dues: Sequence[Due]) -> None:
    """Pay with a bill, and let become of it what its turn says: most are collected when they mature."""
    earlier = [receipt for receipt in book.receipts if receipt.channel.method == "bill"]
    total = sum(due.amount for due in dues)
    matures = day + timedelta(book.rng.choice((92, 122, 181, 181)))
    first_in_october = day >= _BILLS_OUT_FROM and all(each.date < _BILLS_OUT_FROM for each in earlier)
    if first_in_october:
        matures = _MATURES_IN_OCTOBER
    others = ("江苏禾屿客车制造有限公司", "安徽澄朔汽车股份有限公司")
    drawer = payer.name if len(earlier) % 3 == 0 else book.rng.choice(others)
    number = f"1{book.rng.randrange(10**11, 10**12)}{day:%Y%m%d}{book.rng.randrange(10**8, 10**9)}"
    bill = {"number": number, "drawer": drawer, "matures": matures}
    taken = book.receive(payer, day, total, whole(dues), Channel("bill"), bill=bill)
    if not first_in_october:
        _end_of_bill(book, payer, taken, dues[0], total, len(earlier) % 9, matures)


def _end_of_bill(
    book: Cashbook, payer: Profile, taken: Draft, first: Due, total: int, turn: int, matures: date
) -> None:
    amount = to_decimal(total, "CNY")
    more: dict[str, object]
    if turn == 1:
        event, day = "endorsed", workdays.after(taken.date, 30)
        more = {"amount": amount, "note": "背书转让给昆山元冠金属材料有限公司, 抵货款"}
    elif turn == 3:
        event, day = "dishonoured", workdays.after(matures, 2)
        more = {"amount": amount, "note": "到期拒付, 出票人账户余额不足"}
        half = Part(first, first.amount // 2)
        if workdays.after(day, 25) < OCTOBER:
            book.receive(payer, workdays.after(day, 25), half.amount, [half], Channel("bank", "icbc"))
    elif turn == 5:
        event, day = "discounted", workdays.after(taken.date, 21)
        more = {"account": "icbc", "amount": amount, "fee": to_decimal(part_of(total, 12, 1000), "CNY")}
    else:
        event, day = "collected", workdays.workday(matures)
        more = {"account": "icbc", "amount": amount, "fee": to_decimal(0, "CNY")}
    if day < OCTOBER:
        book.drafts.append(Draft("bills", day, {"date": day, "payment": taken, "event": event, **more}))
