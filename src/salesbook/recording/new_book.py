"""The files that a new book begins with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from salesbook.book.canonical import write_text
from salesbook.book.disk import read_if_exists
from salesbook.i18n import Language, Text
from salesbook.model.kinds import KINDS
from salesbook.recording.writing import Files

_EDITOR_SETTINGS = PurePosixPath(".vscode/settings.json")
_IGNORED = ".salesbook/"
_ATTRIBUTES = "*.yaml text eol=lf"


@dataclass(frozen=True, slots=True)
class NewBook:
    """What a new book's settings say. ``tax`` is a rate, ``13%``; ``prices`` gross or net."""

    company: str
    currency: str
    language: Language
    prices: str
    tax: str


_SETTINGS = Text(
    en="""\
# The settings of this book; `salesbook schema` describes every field.
company: {{name: {company}}}
currency: {currency}
language: {language}  # of what people read: en or zh
prices: {prices}  # gross (tax included) or net
tax: {tax}  # of products that name none of their own

# What makes a customer owe, and what counts as sales: delivered, invoiced or ordered
receivable_basis: delivered
sales_basis: delivered

# Money that was given to no order pays the oldest items, or stays an advance: oldest or explicit
settle: oldest

# The last day of each bucket of the aging report, the last bucket excepted
aging: [30, 60, 90]

# Payment terms by name. A name in use is never given another meaning: make a new one.
terms:
  now: [{{share: 100%, after: delivery}}]
  net30: [{{share: 100%, after: delivery, days: 30}}]
  monthly30: [{{share: 100%, after: delivery, statement_day: 31, days: 30}}]
  deposit30: [{{share: 30%, after: order}}, {{share: 70%, after: delivery}}]

# Your accounts, for add-payment and reconcile
accounts: {{}}
#  main: {{name: Main account, number: "1001244309200012345", currency: {currency}}}

# Orders of customers above their credit limit are refused: off, over_limit or overdue
credit: {{block: over_limit}}

# Every command makes one commit of what it wrote
git: {{commit: true}}
""",
    zh="""\
# 本账簿的设置；各字段说明见 `salesbook schema`。
company: {{name: {company}}}
currency: {currency}
language: {language}  # 界面语言：zh 或 en
prices: {prices}  # 单价含税 gross，不含税 net
tax: {tax}  # 产品未注明税率时采用

# 何时形成应收、何时计入销售：delivered 发货、invoiced 开票、ordered 下单
receivable_basis: delivered
sales_basis: delivered

# 未指定订单的款项：oldest 先冲最早欠款，explicit 留作预收
settle: oldest

# 账龄各档的最后一天（最后一档除外）
aging: [30, 60, 90]

# 付款条件。已使用的名称不要改变含义，需要时另起新名。
terms:
  now: [{{share: 100%, after: delivery}}]  # 货到付款
  net30: [{{share: 100%, after: delivery, days: 30}}]  # 发货后 30 天
  monthly30: [{{share: 100%, after: delivery, statement_day: 31, days: 30}}]  # 月结 30 天
  deposit30: [{{share: 30%, after: order}}, {{share: 70%, after: delivery}}]  # 三成定金，货到付清

# 收款账户，供 add-payment 与银行对账使用
accounts: {{}}
#  main: {{name: 基本户, number: "1001244309200012345", currency: {currency}}}

# 信用控制：off 不控制，over_limit 超额度拒单，overdue 有逾期拒单
credit: {{block: over_limit}}

# 每个命令写入后自动提交一次 git
git: {{commit: true}}
""",
)

_MASTERS: Mapping[str, Text] = {
    "customers": Text("# Customers: salesbook add-customer\n", "# 客户：salesbook add-customer\n"),
    "products": Text("# Products: salesbook add-product\n", "# 产品：salesbook add-product\n"),
    "reps": Text("# Reps: salesbook add-rep\n", "# 业务员：salesbook add-rep\n"),
}


def new_files(root: Path, book: NewBook) -> Files:
    """The files of a new book in ``root``; ledgers that are there already stay as they are.

    Raises ``OSError`` where a file cannot be read.
    """
    settings = _SETTINGS.format(
        company=write_text(book.company, in_flow=True),
        currency=book.currency,
        language=book.language,
        prices=book.prices,
        tax=book.tax,
    )
    texts = {PurePosixPath("salesbook.yaml"): settings.to(book.language)}
    texts |= {PurePosixPath(f"ledgers/{name}.yaml"): text.to(book.language) for name, text in _MASTERS.items()}
    missing = {path: text for path, text in texts.items() if read_if_exists(root / path) is None}
    return {**{path: (None, text.encode()) for path, text in missing.items()}, **supporting_files(root)}


def supporting_files(root: Path) -> Files:
    """What helps to work on the book in ``root``: schemas, which editors are told of, and what git is to leave alone.

    What others wrote into shared files stays. Raises ``OSError`` where a file cannot be read.
    """
    from salesbook.recording.schemas import schema_files

    files: dict[PurePosixPath, tuple[bytes | None, bytes]] = {}
    for name, text in schema_files().items():
        path = PurePosixPath("schemas", name)
        files[path] = (read_if_exists(root / path), text.encode())
    for name, line in ((".gitignore", _IGNORED), (".gitattributes", _ATTRIBUTES)):
        files[PurePosixPath(name)] = _with_line(read_if_exists(root / name), line)
    before = read_if_exists(root / _EDITOR_SETTINGS)
    if before is None:
        files[_EDITOR_SETTINGS] = (None, editor_settings().encode())
    return files


def editor_settings() -> str:
    """``.vscode/settings.json``: which schema an editor is to hold each file against."""
    bound = {
        f"./schemas/{kind.name}.schema.json": f"ledgers/{kind.name}*.yaml"
        if kind.master
        else f"ledgers/{kind.name}/*.yaml"
        for kind in KINDS
    }
    schemas = {"./schemas/salesbook.schema.json": "salesbook.yaml", **bound}
    return json.dumps({"yaml.schemas": schemas}, indent=2) + "\n"


def _with_line(before: bytes | None, line: str) -> tuple[bytes | None, bytes]:
    content = before or b""
    if line.encode() in content.splitlines():
        return before, content
    gap = b"" if not content or content.endswith(b"\n") else b"\n"
    return before, content + gap + line.encode() + b"\n"
