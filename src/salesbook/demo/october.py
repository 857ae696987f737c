"""October 2026 as the banks tell it: money that is not in the book yet, from plain to hard to explain."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from salesbook.demo import workdays
from salesbook.demo.banking import Movement, receipt_movement
from salesbook.demo.cashbook import Receipt
from salesbook.demo.drafts import Draft
from salesbook.demo.incidents import OCTOBER
from salesbook.demo.master import payers
from salesbook.demo.receipts import CHEQUES_PAID_IN, paid_in_together
from salesbook.model.money import part_of

Ids = Mapping[Draft, str]


def october_movements(rng: random.Random, receipts: Sequence[Receipt], ids: Ids) -> list[Movement]:
    """Lines of October for customers' money that went to an account, entered or not, and for some surprises."""
    lines: list[Movement] = []
    waiting: list[Receipt] = []
    together: list[Receipt] = []
    for receipt in sorted(receipts, key=lambda each: each.date):
        if receipt.channel.method == "bill":
            lines += _matured(receipt)
        elif receipt.channel.account is None or receipt.date < OCTOBER or receipt.currency != "CNY":
            continue
        elif receipt.draft is None:
            waiting.append(receipt)
        elif paid_in_together(receipt):
            together.append(receipt)
        else:
            lines.append(receipt_movement(rng, receipt, ids))
    if together:
        total = sum(receipt.amount for receipt in together)
        batch = _line(CHEQUES_PAID_IN, "icbc", total, "支票托收", "", f"支票{len(together)}张入账", "batch")
        lines.append(replace(batch, pays=tuple(target for receipt in together for target in receipt.targets)))
    for case, fits, words in _CASES:
        chosen = next((receipt for receipt in waiting if fits(receipt)), None)
        if chosen:
            waiting.remove(chosen)
            lines.append(replace(words(_plain(chosen), chosen, ids), case=case))
    return [*lines, *(_plain(receipt) for receipt in waiting), *_SURPRISES]


def _line(day: date, account: str, amount: int, payer: str, number: str, memo: str, case: str) -> Movement:
    return Movement(day, account, amount, payer, number, memo, case=case)


def _plain(receipt: Receipt) -> Movement:
    """Exact amount, the customer's own name and account, a memo that says nothing."""
    name, number = payers(receipt.payer)[0]
    memo = "预付货款" if receipt.payer.habit == "advance" else "货款"
    case = "exact" if receipt.parts else "not for an order"
    line = _line(receipt.date, receipt.channel.account or "", receipt.amount, name, number, memo, case)
    return replace(line, customer=receipt.payer.id, pays=receipt.targets)


def _matured(receipt: Receipt) -> Iterator[Movement]:
    bill = receipt.draft.data["bill"] if receipt.draft else {}
    matures = bill["matures"] if isinstance(bill, dict) else workdays.FIRST
    if OCTOBER <= matures <= workdays.LAST:
        memo = f"票据托收 {bill['number']}" if isinstance(bill, dict) else ""
        day = workdays.workday(matures)
        line = _line(day, "icbc", receipt.amount, "电子商业汇票票据托收", "", memo, "bill matured")
        yield replace(line, customer=receipt.payer.id, pays=receipt.targets)


def _order(receipt: Receipt, ids: Ids) -> str:
    return ids[receipt.parts[0].due.target]


def _single(receipt: Receipt) -> bool:
    return len(receipt.parts) == 1 and receipt.channel.account != "alipay"


def _large(receipt: Receipt) -> bool:
    return _single(receipt) and receipt.amount > 1_500_000


def _with_discount(receipt: Receipt) -> bool:
    until = receipt.parts[0].due.cheaper_until if _single(receipt) else None
    return until is not None and until >= receipt.date


def _less(amount: int, words: str = "货款") -> Callable[[Movement, Receipt, Ids], Movement]:
    """An order is cited, but ``amount`` is missing."""
    return lambda line, receipt, ids: replace(line, amount=line.amount - amount, memo=f"{_order(receipt, ids)}{words}")


def _invoice_cited(line: Movement, receipt: Receipt, _: Ids) -> Movement:
    invoice = receipt.parts[0].due.invoice
    return replace(line, memo=f"付发票{invoice.number}") if invoice else line


_NAMESAKES = {
    "HYJM": "上海衡岳机械有限公司",
    "HYJG": "上海衡岳机械有限公司",
    "KYYL": "康屿医疗",
    "KYKJ": "康屿医疗",
}

_CASES: tuple[tuple[str, Callable[[Receipt], bool], Callable[[Movement, Receipt, Ids], Movement]], ...] = (
    (
        "cash discount",
        _with_discount,
        lambda line, receipt, ids: replace(
            line, amount=line.amount - part_of(line.amount, 2, 100), memo=f"{_order(receipt, ids)}货款(扣2%)"
        ),
    ),
    (
        "similar names",
        lambda receipt: _single(receipt) and receipt.payer.id in _NAMESAKES,
        lambda line, receipt, _: replace(line, payer=_NAMESAKES[receipt.payer.id], payer_account=""),
    ),
    (
        "orders cited",
        lambda receipt: 2 <= len(receipt.targets) <= 3 and receipt.channel.account != "alipay",
        lambda line, receipt, ids: replace(line, memo="、".join(ids[target] for target in receipt.targets)),
    ),
    ("several orders", lambda receipt: len(receipt.targets) > 1, lambda line, receipt, ids: line),
    (
        "invoice cited",
        lambda receipt: _single(receipt) and receipt.parts[0].due.invoice is not None,
        _invoice_cited,
    ),
    (
        "rounding",
        lambda receipt: _single(receipt) and receipt.amount % 100 > 0,
        lambda line, _, __: replace(line, amount=line.amount // 100 * 100),
    ),
    (
        "part payment",
        _large,
        lambda line, receipt, ids: replace(
            line, amount=line.amount // 2 // 100_000 * 100_000, memo=f"{_order(receipt, ids)}部分货款"
        ),
    ),
    ("bank fee", _large, _less(1550)),
    (
        "person on behalf",
        _large,
        lambda line, receipt, _: replace(
            line, payer="吴立新", payer_account="6217001234500067788", memo=f"代{receipt.payer.aliases[0]}付货款"
        ),
    ),
    (
        "overpaid",
        _large,
        lambda line, receipt, ids: replace(
            line, amount=-(-line.amount // 500_000) * 500_000, memo=f"{_order(receipt, ids)}货款, 余款抵下单"
        ),
    ),
    (
        "order cited",
        _single,
        lambda line, receipt, ids: replace(line, memo=f"{_order(receipt, ids)}货款"),
    ),
    (
        "alias",
        _single,
        lambda line, receipt, _: replace(line, payer=receipt.payer.aliases[0], payer_account=""),
    ),
    ("account known", _single, lambda line, _, __: replace(line, payer="", memo="转账")),
    (
        "account masked",
        _single,
        lambda line, _, __: replace(
            line, payer=line.payer[:6], payer_account=f"{line.payer_account[:4]}…{line.payer_account[-4:]}"
        ),
    ),
)
# A case, which receipts can be one, and how the plain line is changed for it; what can be fewer comes first.

_SURPRISES = (
    _line(date(2026, 10, 13), "icbc", 1_580_000, "合肥砥峰流体控制有限公司", "", "货款", "reversed"),
    _line(date(2026, 10, 14), "icbc", -1_580_000, "合肥砥峰流体控制有限公司", "", "退汇 户名账号不符", "reversal"),
    _line(
        date(2026, 10, 16), "icbc", 3_860_000, "赣州昱峤贸易有限公司", "3605014512300098761", "货款", "unknown payer"
    ),
    _line(date(2026, 10, 27), "icbc", 2_134_055, "国家金库上海市浦东新区支库", "", "增值税留抵退税", "tax refund"),
    _line(date(2026, 10, 15), "cmb", 2_000_000, "陈嘉树", "6214851200345678", "", "unknown payer"),
    _line(date(2026, 10, 20), "cmb", 126_840, "应付利息-单位通知存款利息", "", "通知存款结息 20261020", "interest"),
)
