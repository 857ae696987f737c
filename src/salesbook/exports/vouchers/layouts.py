"""How accounting programs want vouchers: the columns of their import sheets, line by line.

The columns are those that the programs' own import dialogues name; each lets its user map others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from salesbook.exports.vouchers.voucher import Voucher, VoucherLine
from salesbook.i18n import Language
from salesbook.model.money import to_decimal

SheetCell = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Naming:
    """What the lines of a sheet are made of besides vouchers: the word before numbers (凭证字), names, the currency."""

    word: str
    currency: str
    names: Mapping[str, str]
    language: Language

    def amount(self, minor: int) -> Decimal:
        """An amount as the sheet holds it."""
        return to_decimal(minor, self.currency)


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one program's sheet, each with what stands in it."""

    columns: Sequence[tuple[str, Callable[[Naming, Voucher, int, VoucherLine], SheetCell]]]


def _auxiliary(naming: Naming, line: VoucherLine) -> str | None:
    """核算项目 as Kingdee reads it: 类别---代码---名称."""
    for kind, id in (("客户", line.customer), ("职员", line.rep)):
        if id is not None:
            return f"{kind}---{id}---{naming.names.get(id, id)}"
    return None


KINGDEE = Layout(
    (
        ("凭证日期", lambda naming, voucher, at, line: voucher.date),
        ("会计年度", lambda naming, voucher, at, line: voucher.date.year),
        ("会计期间", lambda naming, voucher, at, line: voucher.date.month),
        ("凭证字", lambda naming, voucher, at, line: naming.word),
        ("凭证号", lambda naming, voucher, at, line: voucher.number),
        ("科目代码", lambda naming, voucher, at, line: line.code),
        ("币别代码", lambda naming, voucher, at, line: "RMB" if naming.currency == "CNY" else naming.currency),
        ("原币金额", lambda naming, voucher, at, line: naming.amount(line.debit or line.credit)),
        ("借方", lambda naming, voucher, at, line: naming.amount(line.debit)),
        ("贷方", lambda naming, voucher, at, line: naming.amount(line.credit)),
        ("凭证摘要", lambda naming, voucher, at, line: line.summary.to(naming.language)),
        ("业务日期", lambda naming, voucher, at, line: voucher.date),
        ("附件数", lambda naming, voucher, at, line: 0),
        ("分录序号", lambda naming, voucher, at, line: at),
        ("汇率", lambda naming, voucher, at, line: 1),
        ("核算项目", lambda naming, voucher, at, line: _auxiliary(naming, line)),
    )
)

YONYOU = Layout(
    (
        ("制单日期", lambda naming, voucher, at, line: voucher.date),
        ("凭证类别字", lambda naming, voucher, at, line: naming.word),
        ("业务号", lambda naming, voucher, at, line: voucher.number),
        ("附单据数", lambda naming, voucher, at, line: 0),
        ("摘要", lambda naming, voucher, at, line: line.summary.to(naming.language)),
        ("科目编码", lambda naming, voucher, at, line: line.code),
        ("金额借方", lambda naming, voucher, at, line: naming.amount(line.debit)),
        ("金额贷方", lambda naming, voucher, at, line: naming.amount(line.credit)),
        ("数量", lambda naming, voucher, at, line: None),
        ("外币", lambda naming, voucher, at, line: None),
        ("汇率", lambda naming, voucher, at, line: None),
        ("部门编码", lambda naming, voucher, at, line: None),
        ("职员编码", lambda naming, voucher, at, line: line.rep),
        ("客户编码", lambda naming, voucher, at, line: line.customer),
    )
)

LAYOUTS: Mapping[str, Layout] = {"kingdee": KINGDEE, "yonyou": YONYOU}
"""By the name that ``vouchers.system`` of the settings has."""
