"""Problems of an order, payment or credit with all that hangs on it."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.model.problem import Code

OVER_DELIVERED = Code(
    "E0301",
    title=Text("More was delivered than ordered", "发货超过订购数量"),
    message=Text(
        "line {line} of {order}: {delivered} delivered, but only {ordered} ordered",
        "{order} 第 {line} 行：已发 {delivered}，只订购 {ordered}",
    ),
    advice=Text(
        "correct the quantity, or add a change (`salesbook add-change {order}`) that raises what is ordered",
        "请改正数量，或先用 `salesbook add-change {order}` 增加订购数量",
    ),
    background=Text(
        "Quantities are counted net of exchanges, day by day. What a customer takes beyond the order is a change of it.",
        "数量逐日计算，换货退回的已扣除。客户多要的货，先做订单变更。",
    ),
)
OVER_INVOICED = Code(
    "E0302",
    title=Text("More was invoiced than ordered", "开票超过订单金额"),
    message=Text(
        "{order} is invoiced with {invoiced}, but comes to {total} only",
        "{order} 已开票 {invoiced}，而订单金额只有 {total}",
    ),
    advice=Text(
        "correct the amount, or reverse an invoice that is void (`reverses: IV-…`)",
        "请改正金额；作废或红冲的发票请用 `reverses: IV-…` 登记",
    ),
    background=Text(
        "Invoices of an order, less red ones, come to its total at most.",
        "一张订单的发票（扣除红字）合计不超过订单金额。",
    ),
)
INVOICED_ABOVE_REDUCED = Code(
    "W0302",
    title=Text("Invoiced more than the reduced order", "订单减少后开票偏多"),
    message=Text(
        "{order} was reduced to {total}, but {invoiced} is invoiced", "{order} 已减为 {total}，但已开票 {invoiced}"
    ),
    advice=Text("a red invoice for the difference is probably missing", "差额可能还需要开红字发票"),
    background=Text(
        "After a reduction or cancellation, invoices above the order's total are usual until the red one comes.",
        "订单减少或取消之后、红字发票开出之前，发票超过订单金额是常见的。",
    ),
)
OVER_PAID = Code(
    "E0303",
    title=Text("An order is given more than it can take", "给订单的款项超过其金额"),
    message=Text(
        "{order} has been given {settled} by then, but comes to {total} only",
        "至此给 {order} 的款项合计 {settled}，而其金额只有 {total}",
    ),
    advice=Text(
        "give it less; what an entry does not give out stays with the customer",
        "请减少金额；条目未分给订单的部分留在客户名下",
    ),
    background=Text(
        "Payments, credits and allocations together settle an order up to its total. "
        "If the order is reduced later, the excess becomes the customer's free money by itself.",
        "收款、贷项和核销合计至多结清订单金额。若订单以后减少，多出部分自动成为客户的未用款。",
    ),
)
SETTLED_BELOW_ZERO = Code(
    "E0304",
    title=Text("More was taken back from an order than given", "从订单收回的款项超过已给"),
    message=Text(
        "what {order} was given falls to {settled} on {date}", "{date} 起，给 {order} 的款项合计变为 {settled}"
    ),
    advice=Text("take back at most what was given before", "收回的金额不能超过此前已给的金额"),
    background=Text(
        "On no day may what was given to an order be below zero.", "任何一天，给订单的款项合计都不能小于零。"
    ),
)
BEFORE_ORDER = Code(
    "E0305",
    title=Text("Dated before its order", "日期早于订单"),
    message=Text(
        "dated {date}, before its order {order} of {order_date}", "日期为 {date}，早于订单 {order} 的 {order_date}"
    ),
    advice=Text("correct one of the two dates", "请改正其中一个日期"),
    background=Text("An order is delivered or changed on its own day at the earliest.", "发货和变更不会早于订单日期。"),
)
INVOICED_BEFORE_ORDER = Code(
    "W0305",
    title=Text("Invoiced before its order", "开票早于订单"),
    message=Text(
        "dated {date}, before its order {order} of {order_date}", "日期为 {date}，早于订单 {order} 的 {order_date}"
    ),
    advice=Text("check the two dates", "请核对两个日期"),
    background=Text("Some companies invoice ahead, so this is only worth a look.", "有的公司会先开票，因此只作提醒。"),
)
CANCELLED = Code(
    "E0306",
    title=Text("Against a cancelled order", "订单已取消"),
    message=Text("{order} was cancelled by {change} on {date}", "{order} 已于 {date} 由 {change} 取消"),
    advice=Text("enter a new order for what is delivered now", "现在的发货请另建新订单"),
    background=Text(
        "After a cancellation nothing is delivered or changed; payments, refunds, credits and red invoices are normal.",
        "取消后不再发货和变更；收款、退款、贷项和红字发票仍属正常。",
    ),
)
UNKNOWN_LINE = Code(
    "E0307",
    title=Text("The order has no such line", "订单没有这一行"),
    message=Text("{order} has no line {line} on {date}", "{date} 时 {order} 没有第 {line} 行"),
    advice=Text("`salesbook show {order}` lists its lines", "用 `salesbook show {order}` 查看其明细行"),
    background=Text(
        "Lines are numbered from 1 in the order they stand in, then on through its changes.",
        "明细行从 1 起按顺序编号，变更中新增的行接着编号。",
    ),
)
BELOW_DELIVERED = Code(
    "E0308",
    title=Text("Changed to less than is delivered", "变更后少于已发数量"),
    message=Text(
        "line {line} of {order} is changed to {quantity}, but {delivered} are delivered already",
        "{order} 第 {line} 行改为 {quantity}，但已发 {delivered}",
    ),
    advice=Text(
        "goods that come back are a credit (`salesbook add-credit`)", "退回的货物请用 `salesbook add-credit` 登记"
    ),
    background=Text(
        "A change says what is still wanted; what was delivered and comes back is a return.",
        "变更表示还要多少；已发货又退回的属于退货。",
    ),
)
CONTROL_TOTAL = Code(
    "E0309",
    title=Text("The control total is wrong", "合计不符"),
    message=Text("`total` says {written}, but the lines come to {total}", "`total` 为 {written}，明细合计为 {total}"),
    advice=Text("correct the line that is wrong, or the total", "请改正有误的明细行或合计"),
    background=Text(
        "Each line is quantity × price × (1 − discount), rounded half up; the total includes tax. "
        "It is written down so that a slip of a digit shows.",
        "每行 = 数量 × 单价 × (1 − 折扣)，四舍五入；合计含税。写下合计，是为了看出数字录错。",
    ),
)
NEGATIVE_TOTAL = Code(
    "E0310",
    title=Text("An order comes to less than zero", "订单金额小于零"),
    message=Text("{order} comes to {total}", "{order} 的金额为 {total}"),
    advice=Text("goods that come back are a credit, not an order", "退货请登记为贷项，不要录成订单"),
    background=Text(
        "Single lines may be negative (抹零, a discount), the order as a whole may not.",
        "个别行可以为负（如抹零、折让），整张订单不能为负。",
    ),
)
RETURNED_MORE = Code(
    "E0311",
    title=Text("More came back than was delivered", "退回数量超过已发"),
    message=Text(
        "line {line} of {order}: {returned} came back, but only {delivered} were delivered",
        "{order} 第 {line} 行：退回 {returned}，只发过 {delivered}",
    ),
    advice=Text("correct the quantity or the order", "请改正数量或订单号"),
    background=Text("Returns and exchanges concern goods that were delivered.", "退货和换货只能针对已发的货物。"),
)
WRONG_REVERSAL = Code(
    "E0312",
    title=Text("A red invoice does not fit what it reverses", "红字发票与原发票不符"),
    message=Text("{what}", "{what}"),
    advice=Text(
        "name the invoice it reverses (`reverses: IV-…`), and at most its amounts",
        "请写明所冲的发票（`reverses: IV-…`），金额不超过原发票",
    ),
    background=Text(
        "A red invoice (红字) lowers the one it reverses, so that due dates stay right.",
        "红字发票冲减其所对应的原发票，到期日才能保持正确。",
    ),
)
TOO_LARGE = Code(
    "E0313",
    title=Text("An amount is too large", "金额过大"),
    message=Text("its amounts have more than {digits} digits", "其金额超过 {digits} 位数字"),
    advice=Text(
        "a quantity, price or amount is probably mistyped: correct it", "可能是数量、单价或金额录入有误，请改正"
    ),
    background=Text(
        "Amounts have at most 15 digits, cents included. What has more is left out of all figures.",
        "金额至多 15 位数字（含分）。超过的不计入任何数字。",
    ),
)
NOT_REVERSED = Code(
    "E0314",
    title=Text("Issued anew while the old invoice stands", "原发票未冲销即重开"),
    message=Text("{replaced}, which it replaces, still stands on {order}", "所换的 {replaced} 在 {order} 上尚未冲销"),
    advice=Text(
        "take it back first: salesbook add-invoice --red {replaced}",
        "请先冲销：salesbook add-invoice --red {replaced}",
    ),
    background=Text(
        "An invoice issued anew (`replaces`) keeps the due dates of the old one, which a red invoice takes back on the "
        "same day or before; otherwise the same goods would be invoiced twice.",
        "重开的发票（`replaces`）沿用原发票的到期日，原发票须在同日或之前以红字冲销，否则同一批货会重复开票。",
    ),
)
RECOVERED_MORE = Code(
    "E0315",
    title=Text("More is recovered than was written off", "坏账收回超过核销"),
    message=Text(
        "until {date} {recovered} of {order} is recovered, but only {written_off} was written off",
        "截至 {date}，{order} 收回坏账 {recovered}，只核销过 {written_off}",
    ),
    advice=Text(
        "correct the amount or the order; a customer's own money is a payment",
        "请改正金额或订单号；客户另付的款项请登记为收款",
    ),
    background=Text(
        "A recovery (坏账收回) takes back a write-off of the same order, so that what is paid after all finds it owed.",
        "坏账收回冲回同一订单上的核销，客户再付款时该订单才仍有应收。",
    ),
)
OUT_OF_MONEY = Code(
    "E0321",
    title=Text("More is given out than there is", "分出金额超过所有"),
    message=Text(
        "{money} over {amount} gives out {given} until {date}", "{money} 共 {amount}，到 {date} 已分出 {given}"
    ),
    advice=Text("give out less, or take back from another order first", "请减少分出金额，或先从其他订单收回"),
    background=Text(
        "A payment or credit gives out at most its own amount, on every day.",
        "任何一天，收款或贷项分出的合计不超过其金额。",
    ),
)
PAID_MISSING = Code(
    "E0322",
    title=Text("Paid in another currency", "币种不同"),
    message=Text(
        "{target} is in {target_currency}, the money in {currency}: `paid` is missing",
        "{target} 的币种是 {target_currency}，款项是 {currency}，缺少 `paid`",
    ),
    advice=Text("write `paid`: how much of the {currency} it takes", "请写 `paid`：用去多少 {currency}"),
    background=Text(
        "An order in one currency that is paid in another needs both amounts: what it is given, and what that took.",
        "用另一币种付款时，须同时写明给订单的金额和所用去的金额。",
    ),
)
TOO_FINE = Code(
    "E0323",
    title=Text("An amount has too many decimals", "金额小数位过多"),
    message=Text("{amount} has more decimals than {currency}", "{amount} 的小数位多于 {currency} 的最小单位"),
    advice=Text("round it", "请四舍五入"),
    background=Text(
        "Amounts are whole numbers of the smallest unit (分, cents); yen have no decimals.",
        "金额须是最小货币单位（分）的整数倍；日元没有小数。",
    ),
)
BEFORE_MONEY = Code(
    "E0324",
    title=Text("Dated before its money", "日期早于款项"),
    message=Text("dated {date}, before {money} of {money_date}", "日期为 {date}，早于 {money} 的 {money_date}"),
    advice=Text("correct one of the two dates", "请改正其中一个日期"),
    background=Text(
        "Money can be given out, and a bill presented, when it is there.",
        "款项到账后才能核销，票据收到后才有后续事项。",
    ),
)
AFTER_DISHONOUR = Code(
    "E0325",
    title=Text("The bill was dishonoured before", "票据已拒付"),
    message=Text("the bill of {money} was dishonoured on {date}", "{money} 的票据已于 {date} 拒付"),
    advice=Text("give out other money, or correct the dates", "请改用其他款项，或改正日期"),
    background=Text(
        "From the day a bill is dishonoured its payment no longer settles anything.",
        "票据自拒付之日起，该笔收款不再结清任何款项。",
    ),
)
NOT_A_BILL = Code(
    "E0326",
    title=Text("The payment was not made by bill", "该收款不是票据"),
    message=Text("{money} was paid by {method}", "{money} 的方式是 {method}"),
    advice=Text("name the payment that the bill was taken as", "请写收到该票据的那笔收款"),
    background=Text(
        "Endorsing, discounting, collecting and dishonouring concern a payment with `method: bill`.",
        "背书、贴现、托收、拒付只针对 `method: bill` 的收款。",
    ),
)
CODES = (
    OVER_DELIVERED,
    OVER_INVOICED,
    INVOICED_ABOVE_REDUCED,
    OVER_PAID,
    SETTLED_BELOW_ZERO,
    BEFORE_ORDER,
    INVOICED_BEFORE_ORDER,
    CANCELLED,
    UNKNOWN_LINE,
    BELOW_DELIVERED,
    CONTROL_TOTAL,
    NEGATIVE_TOTAL,
    RETURNED_MORE,
    WRONG_REVERSAL,
    TOO_LARGE,
    NOT_REVERSED,
    RECOVERED_MORE,
    OUT_OF_MONEY,
    PAID_MISSING,
    TOO_FINE,
    BEFORE_MONEY,
    AFTER_DISHONOUR,
    NOT_A_BILL,
)
