"""What people call the values that entries use: methods, reasons, events."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model.terms import Event, TermPart

METHODS = {
    "bank": Text("bank transfer", "银行转账"),
    "cash": Text("cash", "现金"),
    "cheque": Text("cheque", "支票"),
    "bill": Text("bill", "承兑汇票"),
    "alipay": Text("Alipay", "支付宝"),
    "wechat": Text("WeChat", "微信"),
    "card": Text("card", "刷卡"),
    "other": Text("other", "其他"),
}
REASONS = {
    "return": Text("return", "退货"),
    "exchange": Text("exchange", "换货"),
    "allowance": Text("allowance", "折让"),
    "rebate": Text("rebate", "返利"),
    "discount": Text("cash discount", "现金折扣"),
    "fee": Text("bank fee", "手续费"),
    "rounding": Text("rounding", "尾差"),
    "write-off": Text("write-off", "坏账核销"),
    "recovery": Text("recovery of a write-off", "坏账收回"),
    "offset": Text("offset", "往来对冲"),
}
IGNORED = {
    "interest": Text("interest", "利息"),
    "transfer": Text("own transfer", "内部转账"),
    "settlement": Text("settlement of a wallet", "钱包提现或结算"),
    "fee": Text("bank fee", "手续费"),
    "payment out": Text("payment out", "对外付款"),
    "reversal": Text("receipt and reversal", "收款及退回"),
    "tax": Text("tax office", "税款"),
    "subsidy": Text("subsidy", "政府补助"),
    "supplier": Text("supplier's refund", "供应商退款"),
    "deposit": Text("deposit given back", "保证金或押金退回"),
    "loan": Text("loan", "借款"),
    "pending": Text("not booked", "未入账"),
    "failed": Text("failed", "交易失败"),
    "neutral": Text("neutral", "不计收支"),
}
"""Why a bank line is no customer's money."""
BILL_EVENTS = {
    "endorsed": Text("endorsed", "背书转让"),
    "discounted": Text("discounted", "贴现"),
    "collected": Text("collected", "托收到账"),
    "dishonoured": Text("dishonoured", "拒付"),
}
_EVENTS = {
    Event.ORDER: Text("the order", "下单"),
    Event.DELIVERY: Text("delivery", "发货"),
    Event.INVOICE: Text("invoice", "开票"),
    Event.ACCEPTANCE: Text("acceptance", "验收"),
}


def word(words: dict[str, Text], value: str | None) -> Text | None:
    """What people call a value; the value itself where there is no word for it."""
    return None if value is None else words.get(value, verbatim(value))


def ignored_label(why: str) -> Text:
    """Why a bank line is no customer's money, as people read it; a person's own words as they are."""
    return IGNORED.get(why, verbatim(why))


def joined(parts: list[Text], separator: Text) -> Text:
    """Texts one after the other."""
    return Text(separator.en.join(part.en for part in parts), separator.zh.join(part.zh for part in parts))


def terms_in_words(parts: tuple[TermPart, ...]) -> Text:
    """Payment terms as a sentence: ``30% on the order; 60% 30 days after delivery; …``."""
    return joined([_part(part) for part in parts], Text("; ", "；"))


def _part(part: TermPart) -> Text:
    share = f"{(part.share * 100).normalize():f}%"
    if part.due is not None or part.after is None:
        text = Text("{share} on {day}", "{share} 于 {day}").format(share=share, day=part.due)
    else:
        text = Text("{share} {when}", "{share} {when}").format(share=share, when=_when(part, _EVENTS[part.after]))
    if part.retention:
        text = Text("{text} (retention)", "{text}（质保金）").format(text=text)
    if part.discount:
        percent = f"{(part.discount * 100).normalize():f}%"
        discount = Text(", {percent} off within {days} {days:day|days}", "，{days} 天内付款享 {percent} 现金折扣")
        text = Text("{text}{discount}", "{text}{discount}").format(
            text=text, discount=discount.format(percent=percent, days=part.discount_days)
        )
    return text


def _when(part: TermPart, event: Text) -> Text:
    if part.statement_day is not None:
        text = Text(
            "{days} {days:day|days} after the next statement (day {day}) following {event}",
            "{event}后 {day} 日截账，再过 {days} 天",
        )
        if part.statement_day == 31:
            text = Text("{days} {days:day|days} after the end of the month of {event}", "{event}当月月底后 {days} 天")
    elif part.days:
        text = Text("{days} {days:day|days} after {event}", "{event}后 {days} 天")
    else:
        text = Text("on {event}", "{event}时")
    if part.pay_day is not None:
        text = Text(text.en + ", paid on day {pay_day} of a month", text.zh + "，每月 {pay_day} 日付款")
    days = part.days
    return text.format(days=days, day=part.statement_day, event=event, pay_day=part.pay_day)
