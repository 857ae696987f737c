from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any

import typer

from salesbook.book.settings_file import read_settings
from salesbook.cli.bilingual import both
from salesbook.cli.entering import Entering, EntryCommand
from salesbook.cli.in_the_book import OpenedBook
from salesbook.cli.order_lines import line_fields
from salesbook.cli.pieces import numbered_lines, typed_pieces
from salesbook.cli.quick_lines import parse_lines, split_words
from salesbook.cli.session import FINDINGS
from salesbook.i18n import Text
from salesbook.model.facts import Changed
from salesbook.model.money import grouped, to_decimal
from salesbook.recording.order_figures import open_quantities, total_after
from salesbook.rules.order_state import OrderHistory

app = typer.Typer()

Order = Annotated[str | None, typer.Argument(metavar="ORDER", help=both("The order", "订单号"))]
ReasonText = Annotated[
    str | None, typer.Option("--reason-text", metavar="TEXT", help=both("Why it is changed", "变更原因"))
]


@app.command(
    "add-delivery",
    cls=EntryCommand,
    help=both(
        "Enter a delivery: salesbook add-delivery SO-2611-0003 (all that is open), or with what went out: 1:5 is 5 of "
        "line 1, P-100:5 likewise by product.",
        "录入发货：salesbook add-delivery SO-2611-0003 表示发完全部未发；也可列出所发货物：1:5 是第 1 行 5 件，P-100:5 按产品。",
    ),
)
def add_delivery(
    context: typer.Context,
    order: Order = None,
    goods: Annotated[
        list[str] | None, typer.Argument(metavar="[LINE:QTY]…", help=both("What went out", "所发货物"))
    ] = None,
    line: Annotated[
        list[str] | None,
        typer.Option("--line", "-l", metavar="LINE", help=both('Such as "1 5": 5 of line 1', '如 "1 5"：第 1 行 5 件')),
    ] = None,
    carrier: Annotated[
        str | None, typer.Option("--carrier", metavar="NAME", help=both("Who carries it", "承运人"))
    ] = None,
    tracking: Annotated[
        str | None, typer.Option("--tracking", metavar="NO", help=both("Its tracking number", "运单号"))
    ] = None,
) -> None:
    entering = Entering.begin(context)
    book = OpenedBook(entering)
    history = _order(entering, book, order)
    left = open_quantities(history)
    pieces = typed_pieces(entering.session, history, [*(goods or ()), *_joined(line)], left)
    if not pieces and not left:
        entering.session.refuse(
            Text("nothing of {order} is open", "{order} 没有未发的货物").format(order=history.facts.ordered.entry)
        )
    fields = {
        "date": entering.day,
        "order": history.facts.ordered.entry,
        "lines": [{"line": Decimal(number), "qty": quantity} for number, quantity in (pieces or left.items())],
        "carrier": carrier,
        "tracking": tracking,
    }
    entering.enter([entering.draft("deliveries", fields)], _summary(book, history))


@app.command(
    "add-change",
    cls=EntryCommand,
    help=both(
        'Change an order: salesbook add-change SO-2611-0003 1:6 --add "P-300 2 @45", or --accept.',
        '变更订单：salesbook add-change SO-2611-0003 1:6 --add "P-300 2 @45"；客户验收用 --accept。',
    ),
)
def add_change(
    context: typer.Context,
    order: Order = None,
    quantities: Annotated[
        list[str] | None, typer.Argument(metavar="[LINE:QTY]…", help=both("New quantities of lines", "各行的新数量"))
    ] = None,
    line: Annotated[
        list[str] | None,
        typer.Option("--line", "-l", metavar="LINE", help=both('A new quantity: "1 6"', '行的新数量，如 "1 6"')),
    ] = None,
    add: Annotated[
        list[str] | None,
        typer.Option("--add", metavar="LINE", help=both('A new line: "P-300 2 @45"', '新增一行，如 "P-300 2 @45"')),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help=both("The customer accepted what is delivered", "客户已验收所发货物"))
    ] = False,
    reason_text: ReasonText = None,
) -> None:
    entering = Entering.begin(context)
    session, book = entering.session, OpenedBook(entering)
    history = _order(entering, book, order)
    changed = numbered_lines(session, history, [*(quantities or ()), *_joined(line)])
    added = _added(entering, history, add or ())
    if not (changed or added or accept):
        session.refuse(
            Text(
                "say what changes: 1:6 (line 1 is 6 now), --add LINE or --accept",
                "请说明变更内容：1:6（第 1 行改为 6）、--add 新行，或 --accept",
            )
        )
    lines = [{"line": Decimal(number), "qty": quantity} for number, quantity in changed]
    _enter_change(
        entering, book, history, {"reason": reason_text, "lines": [*lines, *added], "accept": True if accept else None}
    )


@app.command(
    "cancel",
    cls=EntryCommand,
    help=both(
        "Cancel what is open of an order: each line ends at what is delivered.", "取消订单：各行以已发数量为止。"
    ),
)
def cancel(context: typer.Context, order: Order = None, reason_text: ReasonText = None) -> None:
    entering = Entering.begin(context)
    book = OpenedBook(entering)
    history = _order(entering, book, order)
    _enter_change(entering, book, history, {"reason": reason_text, "cancel": True})


def _enter_change(entering: Entering, book: OpenedBook, history: OrderHistory, fields: Mapping[str, Any]) -> None:
    from salesbook.model.kinds.changes import Change
    from salesbook.model.part import validate

    ordered = history.facts.ordered
    given = {"date": entering.day, "order": ordered.entry, **fields}
    known = {name: value for name, value in given.items() if value is not None and value != []}
    change, problems = validate(Change, {"id": "-", **known})
    if change is None:
        entering.session.fail(problems, FINDINGS)
    total = total_after(history, next(fact for fact in change.facts() if isinstance(fact, Changed)))
    entering.enter(
        [entering.draft("changes", {**known, "total": to_decimal(total, history.currency)})],
        _summary(book, history),
        more=Text("{order} comes to {total} now", "{order} 现为 {total}").format(
            order=ordered.entry, total=grouped(total, history.currency)
        ),
    )


def _order(entering: Entering, book: OpenedBook, order: str | None) -> OrderHistory:
    return book.order(entering.asked(order, Text("Order", "订单号"), "ORDER"))


def _summary(book: OpenedBook, history: OrderHistory) -> str:
    ordered = history.facts.ordered
    return f"{ordered.entry} {book.index.customers.name(ordered.customer)}"


def _joined(lines: Sequence[str] | None) -> list[str]:
    """``"1 5"`` of an option as ``1:5``."""
    return [":".join(each.split()) for each in lines or ()]


def _added(entering: Entering, history: OrderHistory, lines: Sequence[str]) -> list[dict[str, object]]:
    typed = parse_lines([word for each in lines for word in split_words(each)])
    if isinstance(typed, Text):
        entering.session.refuse(typed)
    settings, problems = read_settings(entering.root)
    if settings is None:
        entering.session.fail(problems, FINDINGS, entering.root)
    return [line_fields(entering, settings, each, history.currency) for each in typed]
