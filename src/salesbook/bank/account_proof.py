"""The proof that book and bank agree on an account: what the book has, and what explains the difference to the bank."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ProvenLine:
    """A line of the account: its signed amount and the bank's balance after it (None: not told), in minor units.

    ``open``: nothing was decided of it yet. ``ignored`` is what of it is no customer's money, all or nothing but for a
    line that was divided.
    """

    day: date
    amount: int
    balance: int | None
    open: bool = False
    ignored: int = 0


@dataclass(frozen=True, slots=True)
class BookedMoney:
    """A payment, hand-in or collected bill on the account, in minor units.

    ``shown`` is the date of its bank line, ``customer`` or ``rep`` whose it is.
    """

    id: str
    day: date
    amount: int
    shown: date | None = None
    customer: str | None = None
    rep: str | None = None

    def is_seen(self, day: date) -> bool:
        """Whether the bank showed it until ``day``."""
        return self.shown is not None and self.shown <= day

    @property
    def since(self) -> date:
        """From when on the book has it: a bank may be a day before the book."""
        return min(self.day, self.shown or self.day)


@dataclass(frozen=True, slots=True)
class AccountProof:
    """Book balance + lines not posted − payments not yet seen = statement; all in minor units.

    ``book`` is the opening balance with all that the book has of the account, lines that are no customer's money among
    it. ``computed`` is what the opening balance and the bank's lines come to, ``stated`` the bank's own balance after
    its last line, None where it tells none.
    """

    book: int
    not_posted: int
    not_seen: int
    computed: int
    stated: int | None

    @property
    def expected(self) -> int:
        """What the bank should state."""
        return self.book + self.not_posted - self.not_seen

    @property
    def difference(self) -> int | None:
        """The bank's balance less what it should be; None where there is nothing to compare with."""
        return None if self.stated is None else self.stated - self.expected

    @property
    def proven(self) -> bool | None:
        """Whether both agree; None where there is nothing to compare with."""
        return None if self.stated is None else self.difference == 0


def prove_account(
    opening: int, since: date, day: date, money: Iterable[BookedMoney], lines: Sequence[ProvenLine]
) -> AccountProof:
    """The proof as of ``day``; ``opening`` is the balance at the end of the day ``since``.

    What the bank showed until ``since`` is in the opening balance.
    """
    within = [line for line in lines if since < line.day <= day]
    counted = [each for each in money if (each.shown or each.day) > since and each.since <= day]
    ignored = sum(line.ignored for line in within)
    return AccountProof(
        book=opening + ignored + sum(each.amount for each in counted),
        not_posted=sum(line.amount for line in within if line.open),
        not_seen=sum(each.amount for each in counted if not each.is_seen(day)),
        computed=opening + sum(line.amount for line in within),
        stated=_stated(within),
    )


def implied_opening(lines: Sequence[ProvenLine]) -> int:
    """The balance before the first of ``lines`` that their balances imply; 0 where they have none."""
    stated = _stated(lines)
    return 0 if stated is None else stated - sum(line.amount for line in lines)


def _stated(lines: Sequence[ProvenLine]) -> int | None:
    """The bank's balance after the last of ``lines``, which are known by day but not by their order within it.

    Within a day each balance is the one before plus the amount: the last is the one that no other line starts from.
    Where a day ends as it began, that is where the day before ended. What later lines without a balance moved is added.
    """
    days: dict[date, list[ProvenLine]] = defaultdict(list)
    for line in lines:
        days[line.day].append(line)
    later = 0
    for day in sorted(days, reverse=True):
        told = [line for line in days[day] if line.balance is not None]
        ends = Counter(line.balance for line in told)
        ends.subtract((line.balance or 0) - line.amount for line in told)
        last = [balance for balance, count in ends.items() if count > 0 and balance is not None]
        if last:
            return last[-1] + later
        later += sum(line.amount for line in days[day])
    return next((line.balance for line in reversed(lines) if line.balance is not None), None)
