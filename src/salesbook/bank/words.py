"""Words on bank lines that say what a line is about."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

INTEREST_WORDS = ("结息", "利息", "存款息", "收益发放", "INTEREST")
INTEREST_BESIDE_WORDS = ("[及含和加]利息", r"(?:INCL\.?|INCLUDING|PLUS|WITH|AND) INTEREST")
"""Interest that comes with something else: no bank pays it like that."""
FEE_WORDS = ("手续费", "服务费", "工本费", "管理费", "汇款费", "年费", "收费", "CHARGE", "CHARGES", "FEE", "FEES")
GOODS_WORDS = ("货款", "材料款", "设备款", "商品款", "订单", "发票", "合同", "INVOICE", "INVOICES", "ORDER", "GOODS")
"""What customers pay for, whatever else a memo says."""
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
    "首期",
    "首笔",
    "第[一二三四1234][笔期次]",
    "进度款",
    "预付",
    "PART",
    "PARTIAL",
    "1ST",
    "2ND",
    "FIRST",
    "SECOND",
    "INSTALMENT",
    "INSTALLMENT",
    "DEPOSIT",
    "DOWN PAYMENT",
    "ADVANCE",
    "PREPAYMENT",
)
ADVANCE_WORDS = ("预付", "预收", "预存", "定金", "订金", "ADVANCE", "PREPAYMENT", "PREPAID", "DEPOSIT")
PREPAID_WORDS = ("预付", "预收", "预存", "ADVANCE", "PREPAYMENT", "PREPAID", "PREPAY", "VORAUSZAHLUNG", "VORKASSE")
"""Money for what is to come, whatever order that will be."""
ON_ACCOUNT_WORDS = (
    "往来",
    "欠款",
    "前欠",
    "旧账",
    "旧欠",
    "还款",
    "还账",
    "滚动",
    "账款",
    "ON ACCOUNT",
    "RUNNING ACCOUNT",
    "ACCOUNT PAYMENT",
    "PAYMENT TO ACCOUNT",
    "A CONTO",
)
"""Money for what is owed, whichever order that is."""
ARREARS_WORDS = (
    "欠款",
    "前欠",
    "旧账",
    "旧欠",
    "还款",
    "还账",
    "滚动",
    "前期",
    "ON ACCOUNT",
    "PAYMENT TO ACCOUNT",
    "A CONTO",
)
"""Of these words those that mean what is owed for longer, not any dealings: ``往来`` is written on everything."""
RETURNED_WORDS = (
    "退汇",
    "冲正",
    "冲账",
    "冲销",
    "退回",
    "退票",
    "撤销",
    "RETURN",
    "RETURNED",
    "REVERSAL",
    "REVERSED",
    "RECALL",
    "RECALLED",
    "REJECTED",
    "BOUNCED",
    "CHARGEBACK",
)
COST_WORDS = (
    "工资",
    "薪资",
    "薪酬",
    "奖金",
    "报销",
    "差旅",
    "房租",
    "租金",
    "水电",
    "运费",
    "社保",
    "公积金",
    "缴税",
    "SALARY",
    "SALARIES",
    "WAGES",
    "PAYROLL",
    "EXPENSE",
    "EXPENSES",
    "REIMBURSEMENT",
    "RENT",
    "FREIGHT",
    "UTILITIES",
)
"""What money out is for that no customer gets."""
PUBLIC_WORDS = (
    "国家金库",
    "国库",
    "税务",
    "财政",
    "待报解",
    "社会保险",
    "社保",
    "就业",
    "人力资源和社会保障",
    "公积金",
    "科学技术局",
    "商务局",
    "TREASURY",
    "TAX",
    "REVENUE",
    "CUSTOMS",
    "MINISTRY",
    "FINANZAMT",
    "HMRC",
)
TAX_REFUND_WORDS = (
    "退税",
    "税款退",
    "个税手续费",
    "(?:TAX|VAT|GST|DUTY|PAYE) (?:RETURN )?(?:REFUND|REPAYMENT|REBATE|DRAWBACK)S?",
    "(?:REFUND|REPAYMENT|REBATE) OF (?:[A-Z]+ )?(?:TAX|VAT|GST|DUTY|PAYE)",
)
SUBSIDY_WORDS = ("补贴", "补助", "扶持", "奖励", "稳岗", "专项资金", "SUBSIDY", "GRANT")
WITHDRAWAL_WORDS = ("提现", "转出到银行卡", "WITHDRAWAL", "PAYOUT")
REFUND_WORDS = (
    "退款",
    "退货",
    "退还",
    "退回",
    "返还",
    "返利",
    "退多[付收]",
    "多[付收].{0,4}退",
    "REFUND",
    "REFUNDED",
    "OVERPAYMENT",
)
LOAN_WORDS = ("贷款发放", "放款", "贷款入账", "借款", "LOAN", "DRAWDOWN", "FACILITY")
GUARANTEE_BACK_WORDS = (
    "退[^，；;]{0,4}保证金",
    "保证金退",
    "保证金返",
    "退[^，；;]{0,4}押金",
    "押金退",
    "(?:DEPOSIT|BOND|GUARANTEE) (?:REFUND|RETURN|RELEASE)(?:ED|D)?",
    "(?:REFUND|RETURN|RELEASE) OF (?:THE )?(?:DEPOSIT|BOND|GUARANTEE)",
)
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
    "PAYMENTS?",
    "PAY",
)
BANK_WORDS = (
    "银行",
    "信用社",
    "农信",
    "应付.{0,12}利息",
    "利息支出",
    "余利宝",
    "余额宝",
    "BANK",
    "BANCO",
    "BANCA",
    "BANQUE",
    "SPARKASSE",
    "CREDIT UNION",
    "INTEREST (?:PAYABLE|PAID|EXPENSE|ACCRUED)",
    "ACCRUED INTEREST",
)


@lru_cache(maxsize=1 << 12)
def says(memo: str | None, words: tuple[str, ...]) -> bool:
    """Whether a text has one of the words; a Latin one as a whole, so that no ``COFFEE`` is a ``FEE``."""
    return memo is not None and _pattern(words).search(_capitals(memo)) is not None


@lru_cache(maxsize=1 << 12)
def _capitals(memo: str) -> str:
    """A text in the form in which words are looked for: of one line they are asked many times."""
    return unicodedata.normalize("NFKC", memo).upper()


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![A-Z]){word}(?![A-Z])" if word.isascii() else word for word in words))
