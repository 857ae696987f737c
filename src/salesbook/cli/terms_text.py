"""Payment terms in words, for whoever has just agreed on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from salesbook.i18n import Text
from salesbook.model.terms import Event, TermPart
from salesbook.recording.orders import percent

_EVENTS = {
    Event.ORDER: Text("order", "下单"),
    Event.DELIVERY: Text("delivery", "发货"),
    Event.INVOICE: Text("invoice", "开票"),
    Event.ACCEPTANCE: Text("acceptance", "验收"),
}


def terms_text(parts: Sequence[TermPart], ordered: date) -> Text:
    """``30% on 2026-11-21, 70% after delivery + 30 days``: the due dates that an order of that day fixes already."""
    texts = [_part_text(part, ordered) for part in parts]
    return Text(en=", ".join(text.en for text in texts), zh="，".join(text.zh for text in texts))


def _part_text(part: TermPart, ordered: date) -> Text:
    share = percent(part.share)
    if part.after is None or part.after is Event.ORDER:
        return Text("{share} on {day}", "{share} 于 {day}").format(share=share, day=part.due_date(ordered))
    days = Text(" + {days} {days:day|days}", " {days} 天").format(days=part.days) if part.days else ""
    monthly = Text(", monthly", "（月结）") if part.statement_day else ""
    return Text("{share} after {event}{days}{monthly}", "{share} {event}后{days}{monthly}").format(
        share=share, event=_EVENTS[part.after], days=days, monthly=monthly
    )
