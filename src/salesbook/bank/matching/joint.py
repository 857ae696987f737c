"""All lines together: what is given to one cannot be given to another."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from salesbook.bank.matching.hypothesis import Claim, Hypothesis

_MOST_ASSIGNMENTS = 2_000
"""Up to so many ways to explain a group of lines are weighed one by one."""
_ROUNDS = 30
_NEGLIGIBLE = 1e-4


@dataclass(frozen=True, slots=True)
class Options:
    """What may explain one line, and ``unknown``: the logarithm of what speaks for none of it."""

    hypotheses: tuple[Hypothesis, ...]
    unknown: float

    @property
    def alone(self) -> list[float]:
        """How likely each is if the line is looked at alone; the last is that none is true."""
        return normalised([*(each.score for each in self.hypotheses), self.unknown])


def normalised(logarithms: Sequence[float]) -> list[float]:
    """Probabilities from logarithms of likelihoods."""
    highest = max(logarithms)
    odds = [math.exp(each - highest) for each in logarithms]
    whole = sum(odds)
    return [each / whole for each in odds]


def joint_chances(options: Sequence[Options], capacity: Callable[[Claim], int]) -> list[list[float]]:
    """For each line how likely each of its explanations is, and last none, where nothing is given out twice.

    ``capacity`` tells how much there is of a claim.
    """
    chances = [each.alone for each in options]
    for group in _groups(options, chances, capacity):
        members = [_Member(options[position], chances[position]) for position in group]
        solved = _exactly(members, capacity) if _few(members) else _roughly(members, capacity)
        for position, solution in zip(group, solved, strict=True):
            chances[position] = solution
    return chances


class _Member:
    """A line of a group with the choices that are not negligible; -1 stands for none of its explanations."""

    def __init__(self, options: Options, alone: Sequence[float]) -> None:
        self.count = len(options.hypotheses)
        self.chances = alone
        self.claims: dict[int, Mapping[Claim, int]] = {
            number: each.claims for number, each in enumerate(options.hypotheses) if alone[number] > _NEGLIGIBLE
        } | {-1: {}}

    def weight(self, choice: int) -> float:
        return self.chances[choice]

    def spread(self, weights: Mapping[int, float]) -> list[float]:
        """Weights by choice as probabilities of all explanations and of none."""
        whole = sum(weights.values()) or 1.0
        return [weights.get(number, 0.0) / whole for number in (*range(self.count), -1)]


def _groups(
    options: Sequence[Options], chances: Sequence[Sequence[float]], capacity: Callable[[Claim], int]
) -> Iterator[list[int]]:
    """Lines that may claim more of something than there is, each in one group."""
    demands: dict[Claim, dict[int, int]] = defaultdict(dict)
    for position, each in enumerate(options):
        for number, hypothesis in enumerate(each.hypotheses):
            if chances[position][number] > _NEGLIGIBLE:
                for claim, amount in hypothesis.claims.items():
                    demands[claim][position] = max(amount, demands[claim].get(position, 0))
    leader = list(range(len(options)))

    def find(position: int) -> int:
        while leader[position] != position:
            leader[position] = leader[leader[position]]
            position = leader[position]
        return position

    for claim, by_position in demands.items():
        if len(by_position) > 1 and sum(by_position.values()) > capacity(claim):
            first, *others = by_position
            for other in others:
                leader[find(other)] = find(first)
    groups: dict[int, list[int]] = defaultdict(list)
    for position in range(len(options)):
        groups[find(position)].append(position)
    yield from (group for group in groups.values() if len(group) > 1)


def _few(members: Sequence[_Member]) -> bool:
    return math.prod(len(member.claims) for member in members) <= _MOST_ASSIGNMENTS


def _exactly(members: Sequence[_Member], capacity: Callable[[Claim], int]) -> list[list[float]]:
    """Weigh every way to explain the whole group."""
    weights: list[dict[int, float]] = [defaultdict(float) for _ in members]
    taken: Counter[Claim] = Counter()
    chosen: list[int] = []

    def assign(weight: float) -> None:
        if len(chosen) == len(members):
            for position, choice in enumerate(chosen):
                weights[position][choice] += weight
            return
        member = members[len(chosen)]
        for choice, claims in member.claims.items():
            if all(taken[claim] + amount <= capacity(claim) for claim, amount in claims.items()):
                taken.update(claims)
                chosen.append(choice)
                assign(weight * member.weight(choice))
                chosen.pop()
                taken.subtract(claims)

    assign(1.0)
    return [member.spread(each) for member, each in zip(members, weights, strict=True)]


def _roughly(members: Sequence[_Member], capacity: Callable[[Claim], int]) -> list[list[float]]:
    """Large groups: each line counts on what the others are likely to leave."""
    current = [member.spread({choice: member.weight(choice) for choice in member.claims}) for member in members]
    for _ in range(_ROUNDS):
        expected = _expected(members, current)
        current = [
            member.spread(
                {
                    choice: 0.5 * current[position][choice]
                    + 0.5 * member.weight(choice) * _left(claims, expected, member, current[position], capacity)
                    for choice, claims in member.claims.items()
                }
            )
            for position, member in enumerate(members)
        ]
    return current


def _expected(members: Sequence[_Member], current: Sequence[Sequence[float]]) -> dict[Claim, float]:
    """How much of each claim all lines are likely to take."""
    expected: dict[Claim, float] = defaultdict(float)
    for member, chances in zip(members, current, strict=True):
        for choice, claims in member.claims.items():
            for claim, amount in claims.items():
                expected[claim] += chances[choice] * amount
    return expected


def _left(
    claims: Mapping[Claim, int],
    expected: Mapping[Claim, float],
    member: _Member,
    own: Sequence[float],
    capacity: Callable[[Claim], int],
) -> float:
    """The chance that the others leave what a choice claims."""
    chance = 1.0
    for claim, amount in claims.items():
        mine = sum(own[choice] * each.get(claim, 0) for choice, each in member.claims.items())
        free = capacity(claim) - (expected[claim] - mine)
        chance *= min(1.0, max(0.0, free / amount))
    return chance
