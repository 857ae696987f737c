"""Words on bank lines that say what a line is about."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

INTEREST_WORDS = ("结息", "利息", "存款息", "收益发放", "INTEREST")
FEE_WORDS = ("手续费", "服务费", "工本费", "管理费", "汇款费", "年费", "收费", "CHARGE", "CHARGES", "FEE", "FEES")
HAND_IN_WORDS = ("交款", "缴款", "交货款", "现金存入", "现金缴存", "存现", "现存", "CASH DEPOSIT")
BILL_WORDS = ("票据", "承兑", "托收", "汇票", "贴现", "BILL")
BALANCE_WORDS = ("余款", "尾款", "余额", "剩余", "质保金", "保证金", "BALANCE", "RETENTION", "FINAL")
"""The last part of something."""
PART_WORDS = (
    *BALANCE_WORDS,
    "首付",
    "首款",
    "定金",
    "订金",
    "部分",
    "分期",
    "进度款",
    "预付",
    "PART",
    "PARTIAL",
    "INSTALMENT",
    "INSTALLMENT",
    "DEPOSIT",
    "DOWN PAYMENT",
    "ADVANCE",
    "PREPAYMENT",
)
ADVANCE_WORDS = ("预付", "预收", "预存", "定金", "订金", "ADVANCE", "PREPAYMENT", "PREPAID", "DEPOSIT")
RETURNED_WORDS = ("退汇", "冲正", "冲账", "退回", "退票", "撤销", "RETURN", "RETURNED", "REVERSAL")
TREASURY_WORDS = ("国家金库", "税务局", "TAX REFUND")
WITHDRAWAL_WORDS = ("提现", "转出到银行卡", "WITHDRAWAL")
REFUND_WORDS = ("退款", "退货", "退还", "退回", "返还", "退保", "退押", "REFUND", "REFUNDED")
LOAN_WORDS = ("贷款发放", "放款", "贷款入账", "借款", "LOAN", "DRAWDOWN")
GUARANTEE_WORDS = ("保证金", "押金", "GUARANTEE", "DEPOSIT", "BID BOND")
WALLET_WORDS = (
    "支付宝",
    "财付通",
    "微信支付",
    "拉卡拉",
    "银联商务",
    "收钱吧",
    "ALIPAY",
    "TENPAY",
    "WECHAT PAY",
    "PAYPAL",
    "STRIPE",
)
BANK_WORDS = ("银行", "应付利息", "余利宝", "余额宝", "BANK")


def says(memo: str | None, words: tuple[str, ...]) -> bool:
    """Whether a text has one of the words; a Latin one as a whole, so that no ``COFFEE`` is a ``FEE``."""
    return _pattern(words).search(unicodedata.normalize("NFKC", memo or "").upper()) is not None


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![A-Z]){word}(?![A-Z])" if word.isascii() else word for word in words))
