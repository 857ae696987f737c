"""Words on bank lines that say what a line is about."""

from __future__ import annotations

import unicodedata

INTEREST_WORDS = ("结息", "利息", "存款息", "INTEREST")
FEE_WORDS = ("手续费", "服务费", "工本费", "管理费", "汇款费", "年费", "收费", "CHARGE", "FEE")
HAND_IN_WORDS = ("交款", "缴款", "现金存入", "现金缴存", "存现", "现存", "CASH DEPOSIT")
BILL_WORDS = ("票据", "承兑", "托收", "汇票", "BILL")
PART_WORDS = ("首付", "定金", "订金", "余款", "尾款", "部分", "预付", "PART", "DEPOSIT", "BALANCE", "ADVANCE")
RETURNED_WORDS = ("退汇", "冲正", "冲账", "退回", "退票", "撤销", "RETURN", "REVERSAL")
TREASURY_WORDS = ("国家金库", "税务局", "TAX REFUND")
WITHDRAWAL_WORDS = ("提现", "转出到银行卡", "WITHDRAWAL")


def says(memo: str | None, words: tuple[str, ...]) -> bool:
    """Whether a memo has one of the words."""
    text = unicodedata.normalize("NFKC", memo or "").upper()
    return any(word in text for word in words)
