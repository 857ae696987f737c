"""What the payments of a customer of the demonstration company leave behind: payments, credits, allocations."""

from __future__ import annotations

import datetime
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from salesbook.demo import workdays
from salesbook.demo.drafts import Draft
from salesbook.demo.dues import Due
from salesbook.demo.master import rep_on
from salesbook.demo.names import Profile
from salesbook.model.money import to_decimal


@dataclass(frozen=True, slots=True)
class Channel:
    """How money comes in: on an account, to a rep (``received_by``), or, with neither, as a bill."""

    method: str
    account: str | None = None
    received_by: str | None = None

    @property
    def fields(self) -> dict[str, object]:
        """What a payment says of it."""
        fields: dict[str, object] = {"method": self.method}
        if self.account:
            fields["account"] = self.account
        if self.received_by:
            fields["received_by"] = self.received_by
        return fields


@dataclass(frozen=True, slots=True)
class Part:
    """An amount, in minor units, given to an order or opening."""

    due: Due
    amount: int


@dataclass(frozen=True, eq=False, slots=True)
class Receipt:
    """Money of a customer (negative: given back). Without ``draft`` nobody has entered it yet: the bank knows it alone.

    ``corrected`` are the entries that stand for it after a mistake was mended on ``corrected_on``.
    """

    date: datetime.date
    payer: Profile
    amount: int
    channel: Channel
    parts: tuple[Part, ...]
    draft: Draft | None
    corrected: tuple[Draft, ...] = ()
    corrected_on: datetime.date = workdays.LAST

    @property
    def targets(self) -> tuple[Draft, ...]:
        """The orders and openings that it pays, each once."""
        return tuple(dict.fromkeys(part.due.target for part in self.parts))

    @property
    def currency(self) -> str:
        """Its currency: that of what it pays."""
        return self.parts[0].due.currency if self.parts else "CNY"


@dataclass(slots=True)
class Cashbook:
    """The entries of one customer's money, added in order of date."""

    rng: random.Random
    receipts: list[Receipt] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    held: list[tuple[Draft, int]] = field(default_factory=list)
    """Money not given to an order yet, with the payment or credit that it is from."""

    def receive(
        self, payer: Profile, day: date, amount: int, parts: Sequence[Part], channel: Channel, **more: object
    ) -> Draft:
        """Enter a payment; ``more`` are further fields of its entry."""
        draft = payment(payer.id, day, amount, parts, channel, **more)
        self.drafts.append(draft)
        self.receipts.append(Receipt(day, payer, amount, channel, tuple(parts), draft))
        return draft

    def leave_to_bank(self, payer: Profile, day: date, amount: int, parts: Sequence[Part], channel: Channel) -> None:
        """Money that came in and is not entered."""
        self.receipts.append(Receipt(day, payer, amount, channel, tuple(parts), None))

    def credit(self, payer: Profile, day: date, reason: str, parts: Sequence[Part], note: str = "") -> None:
        """Enter a credit given to orders."""
        currency = parts[0].due.currency
        data: dict[str, object] = {
            "date": day,
            "customer": payer.id,
            "reason": reason,
            "amount": to_decimal(sum(part.amount for part in parts), currency),
        }
        if currency != "CNY":
            data["currency"] = currency
        data["orders"] = entry_parts(parts)
        if note:
            data["note"] = note
        self.drafts.append(Draft("credits", day, data))

    def take_held(self, day: date, dues: Sequence[Due]) -> list[Due]:
        """Give held money to ``dues`` by allocations; returns what is still to pay."""
        rest: list[Due] = []
        given: dict[Draft, list[Part]] = defaultdict(list)
        for due in dues:
            missing = due.amount
            while missing and self.held:
                source, amount = self.held.pop(0)
                taken = min(amount, missing)
                given[source].append(Part(due, taken))
                missing -= taken
                if amount > taken:
                    self.held.insert(0, (source, amount - taken))
            if missing:
                rest.append(replace(due, amount=missing))
        for source, parts in given.items():
            data = {"date": day, source.kind.removesuffix("s"): source, "orders": entry_parts(parts)}
            self.drafts.append(Draft("allocations", day, data))
        return rest


def payment(customer: str, day: date, amount: int, parts: Sequence[Part], channel: Channel, **more: object) -> Draft:
    """The entry of a payment."""
    currency = parts[0].due.currency if parts else "CNY"
    data: dict[str, object] = {"date": day, "customer": customer, "amount": to_decimal(amount, currency)}
    data |= channel.fields
    if parts:
        data["orders"] = entry_parts(parts)
    return Draft("payments", day, data | more)


def entry_parts(parts: Sequence[Part]) -> list[object]:
    """The ``orders`` of a payment, credit or allocation: each order once, whatever is paid of it."""
    amounts: dict[Draft, int] = defaultdict(int)
    for part in parts:
        amounts[part.due.target] += part.amount
    currency = parts[0].due.currency
    return [
        {"opening" if target.kind == "openings" else "order": target, "amount": to_decimal(amount, currency)}
        for target, amount in amounts.items()
    ]


def whole(dues: Sequence[Due]) -> list[Part]:
    """All of what is due."""
    return [Part(due, due.amount) for due in dues]


def usual_channel(rng: random.Random, payer: Profile, day: date, amount: int) -> Channel:
    """How a customer pays ``amount``: small sums are now and then put into the rep's hands."""
    if payer.habit == "cash" or (payer.account in {"icbc", "cmb"} and amount < 1_000_000 and rng.random() < 0.2):
        return Channel(rng.choice(("cash", "wechat", "wechat")), received_by=rep_on(payer, day))
    if payer.account == "alipay":
        return Channel("alipay", "alipay")
    return Channel("cheque" if payer.account == "icbc" and rng.random() < 0.03 else "bank", payer.account)


def bank_channel(payer: Profile) -> Channel:
    """By transfer to the account that the customer always pays to."""
    return Channel("bank", payer.account)
