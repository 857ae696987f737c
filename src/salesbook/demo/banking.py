"""What the demonstration company's banks say: customers' money, hand-ins and bills, and everything else that moves on
an account.
"""

from __future__ import annotations

import datetime
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from salesbook.demo import workdays
from salesbook.demo.cashbook import Receipt
from salesbook.demo.drafts import Draft
from salesbook.demo.master import ACCOUNTS, payers
from salesbook.demo.names import COMPANY, REPS, SUPPLIERS
from salesbook.model.money import part_of, to_minor


@dataclass(frozen=True, eq=False, slots=True)
class Movement:
    """A line of an account. ``amount`` in minor units, money in positive; ``taken_for`` is what a match says of it:
    ``payments``, ``handins`` or ``bills`` with their drafts, or ``ignored`` with a word.

    ``case`` says what the line is a case of, ``customer`` whose money it is and ``pays`` for which orders. ``mended``:
    what it was taken for first was wrong, and from that day these entries stand for it.
    """

    date: datetime.date
    account: str
    amount: int
    payer: str
    payer_account: str
    memo: str
    taken_for: Mapping[str, object] = field(default_factory=dict)
    case: str = ""
    customer: str = ""
    pays: tuple[Draft, ...] = ()
    mended: tuple[datetime.date, tuple[Draft, ...]] | None = None


def receipt_movement(rng: random.Random, receipt: Receipt, ids: Mapping[Draft, str]) -> Movement:
    """How the bank shows a receipt that the book knows."""
    payer, number = _who_pays(rng, receipt)
    memo = "退款" if receipt.amount < 0 else _memo(rng, receipt, ids)
    mended = (receipt.corrected_on, receipt.corrected) if receipt.corrected else None
    taken_for = {"payments": [receipt.draft]} if receipt.draft else {}
    return Movement(
        receipt.date,
        receipt.channel.account or "",
        receipt.amount,
        payer,
        number,
        memo,
        taken_for,
        "recorded",
        receipt.payer.id,
        receipt.targets,
        mended,
    )


def _who_pays(rng: random.Random, receipt: Receipt) -> tuple[str, str]:
    known = payers(receipt.payer)
    if receipt.channel.account == "alipay":
        return known[0]
    name, number = known[1] if len(known) > 1 and rng.random() < 0.12 else known[0]
    if name == receipt.payer.name and rng.random() < 0.06:
        name = receipt.payer.aliases[0]
    if receipt.channel.account == "cmb" and rng.random() < 0.5:
        number = f"{number[:4]}…{number[-4:]}"
    return name, number


def _memo(rng: random.Random, receipt: Receipt, ids: Mapping[Draft, str]) -> str:
    style = rng.random()
    cited = [part.due for part in receipt.parts if part.due.target.kind == "orders"]
    if receipt.currency != "CNY":
        return f"INVOICE {cited[0].invoice.number}" if cited and cited[0].invoice else "PAYMENT FOR GOODS"
    if receipt.channel.method == "cheque":
        return "支票入账"
    if cited and style < 0.22:
        orders = dict.fromkeys(ids[due.target] for due in cited)
        return f"{'、'.join(list(orders)[:2])}货款"
    if cited and cited[0].invoice and style < 0.4:
        return f"发票{cited[0].invoice.number[-8:]}货款"
    return "货款" if style < 0.8 else rng.choice(("", "转账", "往来款", "采购款"))


def handin_movements(rng: random.Random, handins: Iterable[Draft]) -> Iterator[Movement]:
    """Reps bring customers' money to the bank, or send it from their phones."""
    names = {rep.id: rep.name for rep in REPS}
    for draft in handins:
        name = names[str(draft.data["rep"])]
        amount = to_minor(Decimal(str(draft.data["amount"])), "CNY")
        memo = rng.choice(("现金存入", "交货款", f"{name}交款"))
        yield Movement(draft.date, "icbc", amount, name, "", memo, {"handins": [draft]}, "hand-in")


def bill_movements(bills: Iterable[Draft]) -> Iterator[Movement]:
    """Bills that the bank collected or discounted."""
    for draft in bills:
        if draft.data["event"] not in {"collected", "discounted"}:
            continue
        payment = draft.data["payment"]
        bill = payment.data["bill"] if isinstance(payment, Draft) else {}
        number = bill["number"] if isinstance(bill, dict) else ""
        amount = to_minor(Decimal(str(draft.data["amount"])) - Decimal(str(draft.data["fee"])), "CNY")
        words = "票据托收" if draft.data["event"] == "collected" else "票据贴现"
        yield Movement(draft.date, "icbc", amount, f"电子商业汇票{words}", "", f"{words} {number}", {"bills": [draft]})


def all_movements(rng: random.Random, customers: Sequence[Movement]) -> list[Movement]:
    """``customers``' movements with everything else that happened on the accounts, in order of account and day.

    Outgoing sums follow what came in, so that no balance falls below zero.
    """
    alipay = _account(rng, "alipay", customers, _alipay_day)
    moved = [_counterpart(each, "icbc") for each in alipay if each.memo == "提现到银行卡"]
    cmb = _account(rng, "cmb", customers, _cmb_day)
    moved += [_counterpart(each, "icbc") for each in cmb if each.payer == COMPANY]
    usd = _account(rng, "boc-usd", customers, _usd_day)
    moved += [_exchanged(each) for each in usd if each.memo == "结汇"]
    icbc = _account(rng, "icbc", [*customers, *moved], _icbc_day)
    return [*icbc, *cmb, *alipay, *usd]


def opening_balance(account: str) -> int:
    """What was on an account before the book's first day, in minor units."""
    return to_minor(Decimal(str(ACCOUNTS[account]["balance"])), str(ACCOUNTS[account]["currency"]))


@dataclass(frozen=True, slots=True)
class _Day:
    """A working day of an account: what came in on it, and the balance then, in minor units."""

    date: date
    received: Sequence[Movement]
    balance: int
    first: bool
    """The first working day of its month."""


_DayRule = Callable[[random.Random, _Day], Iterator[Movement]]


def _account(rng: random.Random, account: str, known: Sequence[Movement], day_of: _DayRule) -> list[Movement]:
    by_day: dict[date, list[Movement]] = defaultdict(list)
    for each in known:
        if each.account == account:
            by_day[each.date].append(each)
    balance = opening_balance(account)
    lines: list[Movement] = []
    month = 0
    for day in workdays.days(workdays.FIRST, workdays.LAST):
        received = by_day[day]
        balance += sum(each.amount for each in received)
        lines += received
        if not workdays.is_workday(day):
            continue
        for each in day_of(rng, _Day(day, received, balance, day.month != month)):
            balance += each.amount
            lines.append(each)
        month = day.month
    return lines


_IGNORED_AS = {"own transfer": "transfer", "interest": "interest", "fee": "fee", "supplier refund": "supplier"}
# What a match says of a line that is no customer's; all else is a payment out.


def _ignored(day: date, account: str, amount: int, payer: str, memo: str, case: str, number: str = "") -> Movement:
    taken_for = {"ignored": _IGNORED_AS.get(case, "payment out")}
    return Movement(day, account, amount, payer, number, memo, taken_for, case)


def _reached(day: date, number: int) -> bool:
    """Whether the ``number``-th of the month falls on ``day`` or on a day off right before it."""
    return workdays.workday(day.replace(day=number)) == day


def _icbc_day(rng: random.Random, today: _Day) -> Iterator[Movement]:
    day, free = today.date, today.balance - 60_000_000
    if _reached(day, 10):
        yield _ignored(
            day, "icbc", -rng.randint(23_800_000, 26_900_000), "代发工资", f"{_last_month(day)}月工资", "salary"
        )
    if _reached(day, 15):
        social = -rng.randint(5_650_000, 6_100_000)
        yield _ignored(day, "icbc", social, "上海市社会保险事业管理中心", "社保费", "social security")
        tax = -rng.randint(5_200_000, 9_800_000)
        yield _ignored(
            day, "icbc", tax, "国家金库上海市浦东新区支库", f"实时缴税 税票{day:%y%m}{rng.randint(10**5, 10**6)}", "tax"
        )
    if day.month % 3 == 0 and _reached(day, 21):
        yield _ignored(day, "icbc", rng.randint(60_000, 130_000), "应付利息", f"结息 {day:%Y%m%d}", "interest")
    if _reached(day, 25):
        yield _ignored(day, "icbc", -rng.randint(1_500, 8_500), "中国工商银行", "账户管理费及转账手续费", "fee")
        rep = rng.choice([each for each in REPS if each.left is None or day < each.left])
        yield _ignored(day, "icbc", -rng.randint(60_000, 420_000), rep.name, "报销差旅费", "expenses")
    if day.weekday() == 4 and free > 10_000_000:
        for supplier in rng.sample(SUPPLIERS, 2):
            amount = part_of(free, rng.randint(22, 34), 100)
            free -= amount
            yield _ignored(day, "icbc", -amount, supplier, "支付货款", "supplier")
    if day.month in {4, 11} and _reached(day, 18):
        yield _ignored(day, "icbc", rng.randint(180_000, 950_000), SUPPLIERS[1], "退货款", "supplier refund")


def _cmb_day(rng: random.Random, today: _Day) -> Iterator[Movement]:
    day, free = today.date, today.balance - 25_000_000
    if day.month % 3 == 1 and _reached(day, 8):
        yield _ignored(day, "cmb", -9_600_000, "上海砚屿园区管理有限公司", "厂房租金", "rent")
        free -= 9_600_000
    if day.month % 3 == 0 and _reached(day, 20):
        yield _ignored(
            day, "cmb", rng.randint(20_000, 60_000), "应付利息-单位活期存款利息", f"结息 {day:%Y%m%d}", "interest"
        )
    if _reached(day, 26):
        yield _ignored(day, "cmb", -rng.randint(1_000, 4_500), "对公中间业务收入", "网上企业银行服务费", "fee")
    if day.day >= 6 and day.weekday() == 2 and free > 8_000_000:
        yield _ignored(day, "cmb", -part_of(free, rng.randint(25, 45), 100), rng.choice(SUPPLIERS), "货款", "supplier")
    if _reached(day, 22) and free > 40_000_000:
        amount = free // 2 // 10_000_000 * 10_000_000
        yield _ignored(day, "cmb", -amount, COMPANY, "转工行基本户", "own transfer", str(ACCOUNTS["icbc"]["number"]))


def _alipay_day(rng: random.Random, today: _Day) -> Iterator[Movement]:
    day = today.date
    for each in today.received:
        yield _ignored(
            day, "alipay", -part_of(abs(each.amount), 6, 1000), "支付宝（中国）网络技术有限公司", "服务费", "fee"
        )
    if (_reached(day, 5) or _reached(day, 20)) and today.balance > 1_200_000:
        amount = (today.balance - 300_000) // 100_000 * 100_000
        yield _ignored(day, "alipay", -amount, COMPANY, "提现到银行卡", "own transfer")
    if today.first:
        yield _ignored(day, "alipay", rng.randint(120, 980), "余利宝", "收益发放", "interest")


def _usd_day(rng: random.Random, today: _Day) -> Iterator[Movement]:
    day = today.date
    for each in today.received:
        if each.amount > 0:
            yield _ignored(day, "boc-usd", -1200, "BANK OF CHINA", "INWARD REMITTANCE FEE", "fee")
    if day.month % 3 == 2 and _reached(day, 12) and today.balance > 3_500_000:
        amount = (today.balance - 1_500_000) // 500_000 * 500_000
        if amount > 0:
            yield _ignored(day, "boc-usd", -amount, COMPANY, "结汇", "own transfer", str(ACCOUNTS["icbc"]["number"]))


def _last_month(day: date) -> int:
    return (day.replace(day=1) - timedelta(1)).month


def _counterpart(out: Movement, account: str) -> Movement:
    """The other side of a transfer between own accounts."""
    payer = "支付宝（中国）网络技术有限公司" if out.account == "alipay" else COMPANY
    memo = "支付宝提现" if out.account == "alipay" else "招行转入"
    number = "" if out.account == "alipay" else str(ACCOUNTS[out.account]["number"])
    return _ignored(out.date, account, -out.amount, payer, memo, "own transfer", number)


def _exchanged(out: Movement) -> Movement:
    """Dollars sold to the bank arrive in yuan, at a rate near that of the time."""
    rate = 7180 - 4 * ((out.date.year - 2024) * 12 + out.date.month)
    number = str(ACCOUNTS["boc-usd"]["number"])
    return _ignored(out.date, "icbc", part_of(-out.amount, rate, 1000), COMPANY, "结汇入账", "own transfer", number)
