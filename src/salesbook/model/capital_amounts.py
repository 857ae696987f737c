"""Amounts in capital Chinese numerals (大写金额), as contracts and statements write them beside the figures.

After the rules of the People's Bank of China for filling in bills and settlement vouchers
(正确填写票据和结算凭证的基本规定): one 零 for any run of zeros between digits, 整 after 元 or 角; the 零 before
角 that they leave open is not written.
"""

from __future__ import annotations

from salesbook.model.money import exponent

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_NAMES = {"CNY": "人民币", "HKD": "港币", "USD": "美元", "EUR": "欧元", "GBP": "英镑", "JPY": "日元"}
_HUNDREDTHS = 2


def in_capitals(minor: int, currency: str) -> str | None:
    """``minor`` units of a currency in capital numerals: 128550 is 人民币壹仟贰佰捌拾伍元伍角整.

    None for a currency that has no usual name, or thousandths.
    """
    name = _NAMES.get(currency)
    decimals = exponent(currency)
    if name is None or decimals > _HUNDREDTHS:
        return None
    hundredths = abs(minor) * 10 ** (_HUNDREDTHS - decimals)
    whole, rest = divmod(hundredths, 100)
    tenths, last = divmod(rest, 10)
    words = _whole(whole) + "元" if whole or not rest else ""
    if tenths:
        words += _DIGITS[tenths] + "角"
    if last:
        words += ("零" if whole and not tenths else "") + _DIGITS[last] + "分"
    return name + ("负" if minor < 0 else "") + words + ("" if last else "整")


def _whole(number: int) -> str:
    digits = str(number)
    words = ""
    skipped = False
    for index, digit in enumerate(digits):
        group, place = divmod(len(digits) - 1 - index, len(_PLACES))
        if digit == "0":
            skipped = True
        else:
            words += ("零" if skipped and words else "") + _DIGITS[int(digit)] + _PLACES[place]
            skipped = False
        if place == 0 and int(digits[max(0, index - 3) : index + 1]):
            words += _GROUPS[group]
    return words or _DIGITS[0]
