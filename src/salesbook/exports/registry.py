"""The forms that a book can be given out in."""

from __future__ import annotations

from salesbook.exports.form import Form
from salesbook.i18n import Text

FORMS = (
    Form("csv", Text("a CSV file for each kind", "每类条目一个 CSV 文件"), "salesbook.exports.csv"),
    Form("xlsx", Text("one workbook, a sheet for each kind", "一个工作簿，每类条目一张表"), "salesbook.exports.xlsx"),
    Form("json", Text("a JSON file for each kind", "每类条目一个 JSON 文件"), "salesbook.exports.json"),
    Form("hledger", Text("a journal for hledger and Ledger", "hledger、Ledger 日记账"), "salesbook.exports.hledger"),
    Form(
        "beancount",
        Text("a journal for beancount", "beancount 日记账"),
        "salesbook.exports.beancount",
    ),
    Form(
        "vouchers",
        Text("a month's vouchers for Kingdee or Yonyou", "某月记账凭证（金蝶、用友引入格式）"),
        "salesbook.exports.month_vouchers",
        monthly=True,
    ),
)


def by_name(name: str) -> Form | None:
    """The form called ``name``."""
    return next((form for form in FORMS if form.name == name), None)
