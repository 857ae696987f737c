"""What each bank line was: pure, from the lines and what the book knows, without files or clock.

Nothing is posted on a guess. In this order: a line that is no customer's money; a payment, refund, hand-in or bill
that is recorded already; a cited order or invoice; an amount that only one thing explains of a customer who is known
by name, alias or account. What several things explain, or nothing does, is left to a person with what speaks for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from salesbook.bank.citations import Citations
from salesbook.bank.decision import Decision, Explanation, Share, Verdict
from salesbook.bank.identity import Line
from salesbook.bank.names import cites, normal_name
from salesbook.bank.payer import Identified, Payers, is_own
from salesbook.bank.receivables import OpenOrder, Receivables, RecordedHandIn
from salesbook.bank.words import (
    BILL_WORDS,
    FEE_WORDS,
    HAND_IN_WORDS,
    INTEREST_WORDS,
    PART_WORDS,
    RETURNED_WORDS,
    WITHDRAWAL_WORDS,
    says,
)
from salesbook.i18n import Text
from salesbook.model.money import plain

_RECORDED_DAYS = 10
"""How far the day of a recorded payment may lie from the bank's."""
_HAND_IN_DAYS = 5
_BILL_DAYS = 10
_REVERSAL_DAYS = 7

_ANOTHER_CUSTOMER = Text("the payer is another customer, not {name}", "付款方是另一客户，不是 {name}")

_CERTAIN = Decimal("0.99")
_LIKELY = Decimal("0.60")
_POSSIBLE = Decimal("0.30")


def match(lines: Sequence[Line], book: Receivables) -> list[Decision]:
    """A decision for each line, in their order; only booked lines that are not matched yet are to be given."""
    payers = Payers(book.customers.values())
    citations = Citations.of(book.numbers)
    reversed_lines = _reversal_pairs(lines)
    decisions = [
        _ignored("reversal", _REVERSAL)
        if position in reversed_lines
        else _decide(
            line, book, payers.identify(line), citations.orders_in(f"{line.memo or ''} {line.reference or ''}")
        )
        for position, line in enumerate(lines)
    ]
    return _apart(decisions, book)


def _words(line: Line) -> str:
    return f"{line.memo or ''} {line.reference or ''}"


_REVERSAL = Text("a receipt and its reversal cancel each other out", "一笔收款与其退回相互抵消")


def _decide(line: Line, book: Receivables, payer: Identified, cited: frozenset[str]) -> Decision:
    if line.amount < 0:
        return _money_out(line, book, payer, cited)
    if is_own(line, book.own_accounts, book.company) and not says(line.memo, HAND_IN_WORDS):
        return _ignored("transfer", Text("from an account of our own", "来自本公司其他账户"))
    if says(line.memo, INTEREST_WORDS) and not payer.customers:
        return _ignored("interest", Text("interest of the bank", "银行结息"))
    if normal_name(line.payer) and normal_name(line.payer) in {normal_name(name) for name in book.suppliers}:
        return _ignored("supplier", Text("a supplier's refund", "供应商退款"))
    found = [
        *_recorded_payments(line, book, payer, cited),
        *_handins(line, book, payer),
        *_bills(line, book),
        *_cited_orders(line, book, payer, cited),
        *_exact_amounts(line, book, payer, cited),
    ]
    return _verdict(line, book, payer, found)


def _ignored(why: str, reason: Text) -> Decision:
    best = Explanation(ignored=why, confidence=_CERTAIN, reasons=(reason,))
    return Decision(Verdict.IGNORE, best)


def _money_out(line: Line, book: Receivables, payer: Identified, cited: frozenset[str]) -> Decision:
    """A recorded refund; a transfer, fee or other payment out, unless it goes to a customer."""
    refunds = list(_recorded_payments(line, book, payer, cited))
    if refunds:
        return _verdict(line, book, payer, refunds)
    if payer.customers:
        flag = Text("money goes out to a customer, and no refund is recorded", "付给客户的款项，账上没有退款记录")
        best = Explanation(customer=payer.only, confidence=_POSSIBLE, flags=(flag,))
        return Decision(Verdict.REVIEW, best)
    if is_own(line, book.own_accounts, book.company) or says(line.memo, WITHDRAWAL_WORDS):
        return _ignored("transfer", Text("to an account of our own", "转入本公司其他账户"))
    if says(line.memo, FEE_WORDS):
        return _ignored("fee", Text("a fee of the bank", "银行手续费"))
    return _ignored("payment out", Text("money out, to no customer", "付给非客户的款项"))


def _recorded_payments(
    line: Line, book: Receivables, payer: Identified, cited: frozenset[str]
) -> Iterator[Explanation]:
    """Payments of this amount that are recorded and that no line was matched to."""
    for payment in book.payments:
        days = abs((payment.date - line.date).days)
        if payment.amount != line.amount or payment.account != book.account or days > _RECORDED_DAYS:
            continue
        name = _name(book, payment.customer)
        reasons = [
            Text(
                "{payment} over {amount} is recorded on {date} and the bank has not shown it yet",
                "已登记收款 {payment}，金额 {amount}，日期 {date}，银行尚未出现",
            ).format(payment=payment.id, amount=plain(payment.amount, book.currency), date=payment.date)
        ]
        flags: list[Text] = []
        if payer.reason and _pays_for(book, payer, payment.customer):
            reasons.append(payer.reason)
        elif payer.customers and not _pays_for(book, payer, payment.customer):
            flags.append(
                Text("the payer is another customer, not {name}", "付款方是另一客户，不是 {name}").format(name=name)
            )
        elif cited & payment.orders:
            reasons.append(Text("the memo cites its order", "附言写明了订单号"))
        elif normal_name(line.payer):
            flags.append(
                Text("the payer {payer} is not known as {name}", "付款方 {payer} 未登记为 {name}").format(
                    payer=line.payer, name=name
                )
            )
        elif days > _HAND_IN_DAYS:
            flags.append(Text("the days lie {days} apart", "日期相差 {days} 天").format(days=days))
        yield Explanation(
            customer=payment.customer,
            payments=(payment.id,),
            confidence=_LIKELY if flags else _CERTAIN,
            reasons=tuple(reasons),
            flags=tuple(flags),
        )


def _handins(line: Line, book: Receivables, payer: Identified) -> Iterator[Explanation]:
    """Hand-ins of this amount that no line was matched to."""
    for handin in book.handins:
        days = abs((handin.date - line.date).days)
        if handin.amount != line.amount or handin.account != book.account or days > _HAND_IN_DAYS:
            continue
        reason = Text(
            "{rep} handed in {amount} on {date} ({handin})", "{rep} 于 {date} 交款 {amount}（{handin}）"
        ).format(rep=handin.rep_name, amount=plain(handin.amount, book.currency), date=handin.date, handin=handin.id)
        known = _is_from(line, handin)
        flags = () if known else (Text("nothing on the line names the rep", "流水上没有业务员的信息"),)
        if payer.customers:
            flags = (Text("the payer is a customer", "付款方是客户"),)
        yield Explanation(
            handins=(handin.id,), confidence=_LIKELY if flags else _CERTAIN, reasons=(reason,), flags=flags
        )


def _is_from(line: Line, handin: RecordedHandIn) -> bool:
    words = normal_name(f"{line.payer or ''}{line.memo or ''}")
    return normal_name(handin.rep_name) in words or says(line.memo, HAND_IN_WORDS)


def _bills(line: Line, book: Receivables) -> Iterator[Explanation]:
    """Bills in hand of this amount that are due about now, where the line speaks of a bill."""
    for bill in book.bills:
        if bill.amount != line.amount:
            continue
        cited = cites(line.memo or "", bill.number)
        near = bill.matures is not None and abs((bill.matures - line.date).days) <= _BILL_DAYS
        if not cited and not (near and says(f"{line.memo or ''} {line.payer or ''}", BILL_WORDS)):
            continue
        reasons = [
            Text("the bill {number} of {payment} matures on {date}", "{payment} 的票据 {number} 于 {date} 到期").format(
                number=bill.number, payment=bill.payment, date=bill.matures or "?"
            )
        ]
        flags = () if cited else (Text("the memo does not cite the bill's number", "附言没有写票据号码"),)
        yield Explanation(
            customer=bill.customer,
            bills=(bill.event,) if bill.event else (),
            collects=() if bill.event else (bill.payment,),
            confidence=_CERTAIN if cited else _LIKELY,
            reasons=tuple(reasons),
            flags=flags,
        )


def _cited_orders(line: Line, book: Receivables, payer: Identified, cited: frozenset[str]) -> Iterator[Explanation]:
    """The orders that the memo cites, where what is open of them is just this amount."""
    owners = {book.owners[order] for order in cited if order in book.owners}
    orders = sorted((book.orders[order] for order in cited if order in book.orders), key=lambda order: order.id)
    if not orders or len(owners) > 1:
        return
    owner = owners.pop()
    listed = ", ".join(order.id for order in orders)
    reasons = [Text("the memo cites {orders}", "附言写明 {orders}").format(orders=listed)]
    flags: list[Text] = []
    if payer.customers and not _pays_for(book, payer, owner):
        flags.append(
            Text("the payer is another customer, not {name}", "付款方是另一客户，不是 {name}").format(
                name=_name(book, owner)
            )
        )
    elif payer.reason:
        reasons.append(payer.reason)
    shares = _exactly(orders, line.amount)
    if shares is None:
        open_amount = plain(sum(order.unsettled for order in orders), book.currency)
        flags.append(
            Text("what is open of {orders} is {open}", "{orders} 未结 {open}").format(orders=listed, open=open_amount)
        )
        if says(line.memo, PART_WORDS):
            flags.append(Text("the memo speaks of a part", "附言表明是部分付款"))
        shares, advance = _oldest_first(orders, line.amount)
    else:
        advance = 0
        reasons.append(Text("the amount is exactly what is open of it", "金额与未结金额完全一致"))
    yield Explanation(
        customer=owner,
        orders=shares,
        advance=advance,
        confidence=_LIKELY if flags else _CERTAIN,
        reasons=tuple(reasons),
        flags=tuple(flags),
    )


def _exactly(orders: Sequence[OpenOrder], amount: int) -> tuple[Share, ...] | None:
    """The shares of ``orders``, where all that is open of them, or all of their totals, is just ``amount``."""
    if any(order.unsettled <= 0 for order in orders):
        return None
    for amounts in (
        [sum(order.items) for order in orders],
        [order.unsettled for order in orders],
        [order.items[0] if order.items else 0 for order in orders] if len(orders) == 1 else [0],
    ):
        fits = all(0 < each <= order.unsettled for each, order in zip(amounts, orders, strict=True))
        if fits and sum(amounts) == amount:
            return tuple(_share(order, each) for order, each in zip(orders, amounts, strict=True))
    return None


def _exact_amounts(line: Line, book: Receivables, payer: Identified, cited: frozenset[str]) -> Iterator[Explanation]:
    """All that has just this amount, of the one customer that the payer is."""
    customer = payer.only
    if customer is None or payer.reason is None:
        return
    orders = sorted(
        (order for order in book.orders.values() if order.customer == customer and order.unsettled > 0),
        key=lambda order: (order.date, order.id),
    )
    sums: dict[tuple[Share, ...], Text] = {}
    for order in orders:
        for item in order.items:
            if item == line.amount and item <= order.unsettled:
                what = Text("it is exactly an open item of {order}", "与 {order} 的一笔未清款项金额一致")
                sums.setdefault((_share(order, item),), what.format(order=order.id))
        for amount in {sum(order.items), order.unsettled}:
            if amount == line.amount:
                what = Text("it is exactly what is open of {order}", "与 {order} 的未结金额一致")
                sums.setdefault((_share(order, amount),), what.format(order=order.id))
    owing = [order for order in orders if sum(order.items) > 0]
    if len(owing) > 1 and sum(sum(order.items) for order in owing) == line.amount:
        everything = tuple(_share(order, sum(order.items)) for order in owing)
        sums.setdefault(everything, Text("it is exactly all that is open of the customer", "与该客户全部未清金额一致"))
    flags: list[Text] = []
    if len(sums) > 1:
        flags.append(Text("several things have just this amount", "有多项金额与此相同"))
    if says(line.memo, PART_WORDS):
        flags.append(Text("the memo speaks of a part", "附言表明是部分付款"))
    for shares, what in sums.items():
        others = sorted(cited - {share.order for share in shares})
        contradicts = [_CITES_OTHERS.format(orders=", ".join(others))] if others else []
        yield Explanation(
            customer=customer,
            orders=shares,
            confidence=_LIKELY if flags or contradicts else _CERTAIN,
            reasons=(payer.reason, what),
            flags=(*flags, *contradicts),
        )


_CITES_OTHERS = Text("the memo cites {orders}", "附言写的是 {orders}")


def _share(order: OpenOrder, amount: int) -> Share:
    return Share(order.id, amount, order.opening)


def _oldest_first(orders: Sequence[OpenOrder], amount: int) -> tuple[tuple[Share, ...], int]:
    """Give ``amount`` to the oldest orders as far as they can take it; the rest is an advance."""
    shares: list[Share] = []
    for order in sorted(orders, key=lambda each: (each.date, each.id)):
        pays = min(amount, max(0, order.unsettled))
        if pays > 0:
            shares.append(_share(order, pays))
            amount -= pays
    return tuple(shares), amount


def _pays_for(book: Receivables, payer: Identified, customer: str) -> bool:
    """Whether one of the customers that the payer may be is this one, or of its group."""
    if customer in payer.customers:
        return True
    known = book.customers.get(customer)
    groups = {book.customers[each].group for each in payer.customers if each in book.customers}
    return known is not None and known.group is not None and known.group in groups


def _name(book: Receivables, customer: str) -> str:
    known = book.customers.get(customer)
    return known.name if known else customer


def _verdict(line: Line, book: Receivables, payer: Identified, found: Sequence[Explanation]) -> Decision:
    """The one explanation that has no flag and no rival; else a review with the best first."""
    distinct: dict[tuple[object, ...], Explanation] = {}
    for each in found:
        distinct.setdefault((each.payments, each.handins, each.bills, each.collects, each.orders, each.advance), each)
    ranked = sorted(distinct.values(), key=lambda each: -each.confidence)
    recorded = [each for each in ranked if each.payments or each.handins or each.bills or each.collects]
    certain = [each for each in ranked if not each.flags]
    if recorded and certain and certain[0] not in recorded:
        flag = Text("it may be {recorded}, which is recorded already", "可能就是已登记的 {recorded}").format(
            recorded=", ".join(sorted(claim for each in recorded for claim in each.claims))
        )
        ranked = [each if each in recorded else replace(each, flags=(*each.flags, flag)) for each in ranked]
        certain = []
    clearing = [each for each in certain if each in recorded]
    if len(clearing) == 1 or len(certain) == 1:
        best = clearing[0] if clearing else certain[0]
        return Decision(Verdict.POST, best, tuple(each for each in ranked if each is not best))
    if ranked:
        rivals = Text("several explanations fit", "有多种解释")
        best = ranked[0] if ranked[0].flags else replace(ranked[0], flags=(rivals,), confidence=_LIKELY)
        return Decision(Verdict.REVIEW, best, tuple(ranked[1:]))
    return Decision(Verdict.REVIEW, _proposal(line, book, payer))


def _proposal(line: Line, book: Receivables, payer: Identified) -> Explanation:
    """For a person to decide: the customer's oldest orders first, or nothing where the payer is unknown."""
    customer = payer.only
    if customer is None:
        why = (
            Text("the payer fits several customers: {customers}", "付款方与多个客户相符：{customers}").format(
                customers=", ".join(payer.customers)
            )
            if payer.customers
            else Text("nobody of this name or account is known", "没有这个名称或账号的客户")
        )
        return Explanation(flags=(why,))
    orders = [order for order in book.orders.values() if order.customer == customer and sum(order.items) > 0]
    shares, advance = _oldest_first(orders, line.amount)
    return Explanation(
        customer=customer,
        orders=shares,
        advance=advance,
        confidence=_POSSIBLE,
        reasons=(payer.reason,) if payer.reason else (),
        flags=(Text("nothing open has just this amount", "没有金额一致的未清款项"),),
    )


def _apart(decisions: Sequence[Decision], book: Receivables) -> list[Decision]:
    """Nothing is given out twice: what two lines claim, or more than an order can take, is left to a person."""
    posted = [decision.best for decision in decisions if decision.verdict is Verdict.POST]
    claims = Counter(claim for best in posted for claim in _claims(best))
    given: Counter[str] = Counter()
    for best in posted:
        for share in best.orders:
            given[share.order] += share.amount
    overdrawn = {order for order, amount in given.items() if amount > book.orders[order].unsettled}
    flag = Text("another line of this statement fits it as well", "本对账单另有一笔也与之相符")
    return [
        replace(decision, verdict=Verdict.REVIEW, best=replace(decision.best, flags=(flag,), confidence=_LIKELY))
        if decision.verdict is Verdict.POST
        and (
            any(claims[claim] > 1 for claim in _claims(decision.best))
            or any(share.order in overdrawn for share in decision.best.orders)
        )
        else decision
        for decision in decisions
    ]


def _claims(best: Explanation) -> list[str]:
    return [
        *best.payments,
        *best.handins,
        *best.bills,
        *best.collects,
        *(f"{share.order}:{share.amount}" for share in best.orders),
    ]


def _reversal_pairs(lines: Sequence[Line]) -> set[int]:
    """Positions of receipts and their reversals: the same payer and amount back within a week, called so."""
    paired: set[int] = set()
    for position, back in enumerate(lines):
        if back.amount >= 0 or not says(back.memo, RETURNED_WORDS):
            continue
        for earlier, receipt in enumerate(lines):
            if (
                earlier not in paired
                and receipt.amount == -back.amount
                and _same_party(receipt, back)
                and 0 <= _days(receipt.date, back.date) <= _REVERSAL_DAYS
            ):
                paired |= {position, earlier}
                break
    return paired


def _same_party(one: Line, other: Line) -> bool:
    return normal_name(one.payer) == normal_name(other.payer) or not normal_name(other.payer)


def _days(earlier: date, later: date) -> int:
    return (later - earlier).days
