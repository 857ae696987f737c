"""Problems of invoices' taxes, of bills and of hand-ins, which several entries show together: from E0421 on."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.model.problem import Code

TAXES_DO_NOT_ADD_UP = Code(
    "W0421",
    title=Text("The taxes of an invoice do not add up to it", "发票税额与价税合计不符"),
    message=Text(
        "net and tax come to {taxes}, the orders on it to {amount}", "金额与税额合计 {taxes}，所含订单合计 {amount}"
    ),
    advice=Text("correct `taxes` by the printed invoice, or the amounts", "请按票面改正 `taxes`，或改正订单金额"),
    background=Text(
        "What an invoice is of its orders includes the tax, so net and tax of all its rates add up to it.",
        "发票中各订单的金额均含税，因此各税率的金额与税额之和等于价税合计。",
    ),
)
REVERSED_ABOVE_RATE = Code(
    "W0422",
    title=Text("A red invoice exceeds what it reverses at a tax rate", "红字发票某税率超过原发票"),
    message=Text(
        "{invoice} has {amount} at {rate}, of which {reversed} is taken back",
        "{invoice} 税率 {rate} 的价税合计为 {amount}，却冲了 {reversed}",
    ),
    advice=Text("correct the `taxes` of the red invoice", "请改正红字发票的 `taxes`"),
    background=Text(
        "All red invoices of one together take back at most what it is over, at each tax rate.",
        "同一发票的全部红字发票，每个税率冲减的合计不超过原发票。",
    ),
)
BILL_ENDED = Code(
    "E0423",
    title=Text("Something becomes of a bill that is gone", "票据已了结仍有事项"),
    message=Text(
        "the bill of {payment} is {state} since {date} ({earlier})", "{payment} 的票据自 {date} 起{state}（{earlier}）"
    ),
    advice=Text(
        "take back the one that was not so (`salesbook add-bill --reverses {earlier}`), or correct the payment it names",
        "请冲销不实的事项（`salesbook add-bill --reverses {earlier}`），或改正其所写的收款编号",
    ),
    background=Text(
        "A bill in hand is endorsed, discounted, collected or dishonoured once. After it was endorsed or discounted it "
        "may still be dishonoured; then, or once it is collected, nothing becomes of it any more.",
        "在手票据只能背书、贴现、托收或拒付一次。已背书、已贴现的票据仍可能被拒付；拒付或托收之后不再有其他事项。",
    ),
)
BILL_AMOUNT = Code(
    "W0424",
    title=Text("A bill is collected or discounted at another amount", "票据事项金额与票面不符"),
    message=Text(
        "entered at {amount}, but the bill of {payment} is over {bill}",
        "登记为 {amount}，{payment} 的票面金额为 {bill}",
    ),
    advice=Text(
        "write the whole amount of the bill, and what the bank kept as `fee`",
        "`amount` 请写票面金额，银行扣收的利息或费用写在 `fee`",
    ),
    background=Text(
        "A bill is collected or discounted as a whole; what comes in is its amount less the fee.",
        "票据整张托收或贴现，到账金额为票面金额减去费用。",
    ),
)
BILL_TOO_EARLY = Code(
    "W0425",
    title=Text("A bill is collected before it is due", "票据未到期即托收"),
    message=Text(
        "collected on {date}, though the bill of {payment} matures on {matures}",
        "{date} 托收到账，但 {payment} 的票据 {matures} 才到期",
    ),
    advice=Text(
        "correct one of the two dates; before its day a bill is discounted",
        "请改正其中一个日期；到期前收款应为贴现",
    ),
    background=Text("A bank collects a bill on its day or later.", "票据到期日及以后才能托收到账。"),
)
HANDED_IN_TWICE = Code(
    "W0426",
    title=Text("A payment is handed in twice", "同一笔代收款交款两次"),
    message=Text("{payment} is handed in already: {earlier}", "{payment} 已由 {earlier} 交清"),
    advice=Text("name the payments that this hand-in is of", "请写明本次所交的收款"),
    background=Text(
        "A hand-in names payments of which the rep still holds something.", "交款所列的收款须仍有未交的金额。"
    ),
)
HANDED_IN_OTHER_AMOUNT = Code(
    "W0427",
    title=Text("A hand-in differs from its payments", "交款与代收款不符"),
    message=Text(
        "{amount} is handed in, but its payments come to {payments}: {difference}",
        "交款 {amount}，所列代收款合计 {payments}：{difference}",
    ),
    advice=Text(
        "find out why; what is short stays with the rep until it is handed in",
        "请查明原因；短款在交清之前仍算业务员代收未交",
    ),
    background=Text(
        "What a rep hands in is compared with what he still held of the payments named. A shortfall that a later "
        "hand-in makes up is no longer told.",
        "交款与所列代收款的未交金额核对。短款由以后的交款补足后不再提示。",
    ),
)
CODES = (
    TAXES_DO_NOT_ADD_UP,
    REVERSED_ABOVE_RATE,
    BILL_ENDED,
    BILL_AMOUNT,
    BILL_TOO_EARLY,
    HANDED_IN_TWICE,
    HANDED_IN_OTHER_AMOUNT,
)
