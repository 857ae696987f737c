"""The numbers of documents, and the many ways in which payers write them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass
class Scheme:
    """How one book numbers a kind of document."""

    template: str
    count: int = 0

    def next(self, day: date, rng: random.Random) -> str:
        """The next number; some schemes leave gaps."""
        self.count += 1 if rng.random() < 0.9 else rng.randint(2, 4)
        return self.template.format(y=f"{day:%y}", ym=f"{day:%y%m}", ymd=f"{day:%y%m%d}", year=day.year, n=self.count)


ORDERS = (
    "SO-{ym}-{n:04}",
    "XS{year}{n:06}",
    "DD-{y}-{n:05}",
    "S{ymd}-{n:04}",
    "A{n:06}",
    "ORD-{n:06}",
    "{y}XD{n:05}",
    "XSD-{ymd}{n:04}",
)
INVOICES = ("IV-{ym}-{n:04}", "INV{n:07}", "RE-{year}-{n:05}", "FP-{ymd}-{n:04}")
FAPIAO = ("{y}312000000{n:09}", "{y}442000000{n:09}", "{n:08}")
CONTRACTS = ("HT-{year}-{n:04}", "XS{year}-{n:05}HT", "YL-{ym}-{n:04}", "C{y}/{n:05}", "销合字{year}第{n:04}号")
CUSTOMER_POS = ("PO-{n}", "45{n:08}", "CG-{ymd}-{n:02}", "P{ym}{n:04}", "CGDD{n:06}", "K/{n}/{y}")


def scheme(rng: random.Random, templates: tuple[str, ...], start: int = 0) -> Scheme:
    """One of the schemes, at a number where a book in use may be."""
    return Scheme(rng.choice(templates), start or rng.randint(11, 900))


def _spaced(number: str, rng: random.Random) -> str:
    return re.sub(r"[-/]", " ", number) if re.search(r"[-/]", number) else f"{number[:-4]} {number[-4:]}"


def _squeezed(number: str, rng: random.Random) -> str:
    return re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]", "", number)


def _lower(number: str, rng: random.Random) -> str:
    return number.lower()


def _full_width(number: str, rng: random.Random) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in number)


def _other_dashes(number: str, rng: random.Random) -> str:
    return number.replace("-", rng.choice(("_", "—", "/", ".", " - ")))


def _as_is(number: str, rng: random.Random) -> str:
    return number


WRITINGS: tuple[tuple[float, Callable[[str, random.Random], str]], ...] = (
    (60, _as_is),
    (10, _squeezed),
    (10, _spaced),
    (8, _lower),
    (4, _full_width),
    (8, _other_dashes),
)


def written(number: str, rng: random.Random) -> str:
    """The number as somebody types it: itself to a machine that leaves out signs, case and width."""
    return rng.choices([write for _, write in WRITINGS], [weight for weight, _ in WRITINGS])[0](number, rng)


def without_prefix(number: str) -> str | None:
    """The number without the letters it begins with, where enough is left to tell it by."""
    rest = re.sub(r"^[A-Za-z\u4e00-\u9fff]+[-/]?", "", number)
    return rest if rest != number and sum(c.isdigit() for c in rest) >= 6 else None


def tail(number: str, rng: random.Random) -> str | None:
    """Its last four to six digits."""
    digits = re.sub(r"\D", "", number)
    return digits[-rng.choice((4, 4, 5, 6)) :] if len(digits) >= 6 else None


def slip(number: str, rng: random.Random) -> str:
    """The number with one slip of the finger in its digits: another digit, two swapped, one lost."""
    places = [index for index, c in enumerate(number) if c.isdigit()]
    place = rng.choice(places[-5:])
    digit = number[place]
    match rng.randrange(3):
        case 0:
            return number[:place] + rng.choice([d for d in "0123456789" if d != digit]) + number[place + 1 :]
        case 1:
            other = places[max(0, places.index(place) - 1)]
            if number[other] != digit:
                return number[:other] + digit + number[other + 1 : place] + number[other] + number[place + 1 :]
    return number[:place] + number[place + 1 :]


def joined(numbers: list[str], rng: random.Random) -> str:
    """Several numbers as one citation, short ones as a range: ``SO-2611-0123/124``."""
    stems = {number[:-3] for number in numbers}
    if len(numbers) > 1 and len(stems) == 1 and numbers[0][-3:].isdigit() and rng.random() < 0.7:
        return rng.choice(("/", "、", ",")).join([numbers[0], *(number[-3:] for number in numbers[1:])])
    return rng.choice((" ", "、", ",", "/", "和", "+", ";")).join(written(number, rng) for number in numbers)
