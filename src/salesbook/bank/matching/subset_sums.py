"""Which few of a customer's open amounts add up to a sum. Amounts in minor units."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from salesbook.i18n import Text

Chosen = tuple[int, ...]
"""Amounts, smallest first; equal ones as often as they are chosen."""

SUMS_BY_CHANCE = Text(
    "sums near this amount are found by chance too, so it proves little", "相近金额也能凑出，金额吻合说明不了问题"
)
_DECOYS = 12
_MOST_FOUND = 6
"""Sums beyond these prove nothing any more."""


class SubsetSums:
    """The sums of two, three or four of some amounts, each choice of equal amounts once."""

    def __init__(self, counts: Mapping[int, int]) -> None:
        """``counts`` tells how many there are of each amount."""
        self._counts = counts
        self._amounts = tuple(sorted(counts))

    def pairs(self, total: int) -> list[Chosen]:
        """All pairs of this sum."""
        return list(islice(self._pairs(total, 0), _MOST_FOUND))

    def threes(self, total: int) -> list[Chosen]:
        """Threes of this sum, so many that it is known whether there are several."""
        return list(islice(self._threes(total), _MOST_FOUND))

    def fours(self, total: int) -> list[Chosen]:
        """Fours of this sum likewise: pairs that meet in the middle."""
        return list(islice(self._fours(total), _MOST_FOUND))

    def few(self, total: int) -> list[Chosen]:
        """Pairs, threes and fours of this sum."""
        return [*self.pairs(total), *self.threes(total), *self.fours(total)]

    def of_size(self, size: int, total: int) -> list[Chosen]:
        """Sets of two, three or four of this sum."""
        return {2: self.pairs, 3: self.threes, 4: self.fours}[size](total)

    def found_near(self, size: int, total: int) -> bool:
        """Whether amounts near ``total`` that nobody paid are sums as well: then sums are found by chance."""
        step = _common_step([*self._amounts, total])
        near = (total + sign * distance * step for distance in range(1, _DECOYS // 2 + 1) for sign in (-1, 1))
        return any(self.of_size(size, decoy) for decoy in near if decoy > 0)

    def exchangeable(self, chosen: Chosen) -> bool:
        """Whether two others come to one of the chosen, so that these would do as well."""
        left = Counter(self._counts)
        left.subtract(chosen)
        return any(
            left[one] >= 1 + (one == other) and left[other] >= 1
            for amount in set(chosen)
            for one, other in self._pairs(amount, 0)
        )

    def _pairs(self, total: int, start: int) -> Iterator[Chosen]:
        """Pairs of this sum among the amounts from position ``start`` on."""
        amounts, counts = self._amounts, self._counts
        if not amounts:
            return
        first = bisect_left(amounts, total - amounts[-1], start)
        last = bisect_right(amounts, total // 2, start)
        for amount in [each for each in amounts[first:last] if total - each in counts]:
            chosen = (amount, total - amount)
            if self._enough(chosen):
                yield chosen

    def _threes(self, total: int) -> Iterator[Chosen]:
        for position, amount in enumerate(self._amounts):
            if 3 * amount > total:
                return
            for pair in self._pairs(total - amount, position):
                chosen = (amount, *pair)
                if self._enough(chosen):
                    yield chosen

    def _fours(self, total: int) -> Iterator[Chosen]:
        seen: set[Chosen] = set()
        pairs = _pair_sums(self._amounts)
        for small, choices in pairs.items():
            if 2 * small > total or total - small not in pairs:
                continue
            for one in choices:
                for other in pairs[total - small]:
                    chosen = tuple(sorted((*one, *other)))
                    if chosen not in seen and self._enough(chosen):
                        seen.add(chosen)
                        yield chosen

    def _enough(self, chosen: Chosen) -> bool:
        """Whether there are so many of each amount."""
        if len(set(chosen)) == len(chosen):
            return True
        return all(count <= self._counts[amount] for amount, count in Counter(chosen).items())


def _common_step(amounts: Sequence[int]) -> int:
    """The power of ten that most amounts are whole multiples of."""
    step = 1
    while step < 10_000_000 and sum(amount % (step * 10) == 0 for amount in amounts) > 0.8 * len(amounts):
        step *= 10
    return step


@lru_cache(maxsize=32)
def _pair_sums(amounts: tuple[int, ...]) -> Mapping[int, Sequence[Chosen]]:
    """All pairs by their sum; kept for the customers that were last asked for, as there may be many customers."""
    sums: dict[int, list[Chosen]] = defaultdict(list)
    for position, one in enumerate(amounts):
        for other in amounts[position:]:
            sums[one + other].append((one, other))
    return sums
