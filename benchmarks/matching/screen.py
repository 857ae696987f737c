"""The figures of the benchmark, as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from benchmarks.matching.harness import Outcome
from benchmarks.matching.scoring import BINS, Score
from benchmarks.matching.truth import Truth
from salesbook.bank.decision import Explanation
from salesbook.i18n import Language

_WIDTH = 34


def summary(scores: Mapping[str, Score]) -> Iterator[str]:
    """One column a grade."""
    yield _row("", *scores)
    for title, value in _ROWS:
        yield _row(title, *(value(score) for score in scores.values()))
    yield ""
    yield _row("calibration: confidence up to", *scores)
    for edge in BINS:
        yield _row(f"  {edge}", *(_bin(score, edge) for score in scores.values()))


def difficulties(score: Score) -> Iterator[str]:
    """What became of the lines with each difficulty; missed: left to review though it could be decided."""
    columns = ("right", "wrong", "missed", "review")
    yield _row("", *columns)
    for (name, tag), counts in sorted(score.tags.items()):
        yield _row(f"{name}: {tag}", *(str(counts[column]) if counts[column] else "." for column in columns))


def wrong_line(grade: str, seed: int, outcome: Outcome) -> Iterator[str]:
    """A wrong decision, with the truth and what spoke for it."""
    line, best, truth = outcome.line, outcome.decision.best, outcome.line.truth
    printed = (f"{line.day}", f"{line.amount / 100:,.2f}", repr(line.payer), repr(line.payer_account), repr(line.memo))
    yield f"{grade} {seed} {outcome.decision.verdict.value}: " + " ".join(printed)
    yield f"    truth: {truth.sort.value}, customer {truth.customer}; " + "; ".join(_parts(truth))
    for name, value in (("doubts", truth.doubts), ("is", [f"{name} {tag}" for name, tag in truth.tags.items()])):
        yield f"      {name}: {', '.join(value)}"
    yield f"    taken for: customer {best.customer}, {best.confidence}; " + "; ".join(_taken_for(best))
    yield "      because: " + "; ".join(reason.to(Language.EN) for reason in best.reasons)


def _parts(truth: Truth) -> Iterator[str]:
    yield from (f"{each.order} {each.amount / 100:,.2f}" for each in truth.given)
    yield from (f"{each.order} -{each.amount / 100:,.2f} {each.reason or each.source}" for each in truth.taken)
    yield from truth.recorded
    if truth.advance:
        yield f"advance {truth.advance / 100:,.2f}"
    if truth.why_ignored:
        yield truth.why_ignored


def _taken_for(best: Explanation) -> Iterator[str]:
    yield from (f"{each.order} {each.amount / 100:,.2f}" for each in best.orders)
    yield from (f"{each.order} -{each.amount / 100:,.2f} {each.reason.value}" for each in best.credits)
    yield from (f"{each.order} -{each.amount / 100:,.2f} {each.source}" for each in best.taken_up)
    yield from (*best.payments, *best.handins, *best.bills, *best.collects, *best.hands_in)
    if best.advance:
        yield f"advance {best.advance / 100:,.2f}"
    if best.ignored:
        yield best.ignored


def as_data(score: Score) -> dict[str, object]:
    """A score for machines."""
    return {
        "lines": score.lines,
        "posted": score.posted,
        "precision": round(score.precision, 6),
        "precision_money": round(score.precision_money, 6),
        "money_wrong": score.money_wrong,
        "recall": round(score.recall, 6),
        "review": score.review,
        "undecidable": _undecidable(score),
        "undecidable_right": score.undecidable_right,
        "ignorable": score.ignorable,
        "ignorable_right": score.ignorable_right,
        "receipts_ignored": score.receipts_ignored,
        "ignorable_posted": score.ignorable_posted,
        "over_allocated": score.over_allocated,
        "seconds": round(score.seconds, 3),
        "calibration": {edge: score.bins[edge] for edge in BINS if edge in score.bins},
        "difficulties": {f"{name}: {tag}": dict(counts) for (name, tag), counts in sorted(score.tags.items())},
    }


def _undecidable(score: Score) -> int:
    return score.lines - score.decidable - score.ignorable


def _percent(part: float) -> str:
    return f"{100 * part:.2f}%"


_ROWS: tuple[tuple[str, Callable[[Score], str]], ...] = (
    ("worlds", lambda score: str(score.worlds)),
    ("lines", lambda score: str(score.lines)),
    ("  customers', decidable", lambda score: str(score.decidable)),
    ("  not customers', decidable", lambda score: str(score.ignorable)),
    ("  undecidable", lambda score: str(_undecidable(score))),
    ("posted", lambda score: str(score.posted)),
    ("  wrong", lambda score: str(score.posted - score.posted_right)),
    ("  precision by lines", lambda score: _percent(score.precision)),
    ("  precision by money", lambda score: _percent(score.precision_money)),
    ("  money wrong", lambda score: f"{score.money_wrong / 100:,.0f}"),
    ("  right though undecidable", lambda score: str(score.undecidable_right)),
    ("recall of decidable", lambda score: _percent(score.recall)),
    ("not customers', found", lambda score: _percent(score.ignorable_right / max(score.ignorable, 1))),
    ("left to review", lambda score: _percent(score.review / max(score.lines, 1))),
    ("receipts ignored wrongly", lambda score: str(score.receipts_ignored)),
    ("not customers', posted", lambda score: str(score.ignorable_posted)),
    ("over-allocated", lambda score: str(score.over_allocated)),
    ("seconds a world", lambda score: f"{score.seconds / max(score.worlds, 1):.2f}"),
)


def _row(title: str, *cells: str) -> str:
    return f"{title:<{_WIDTH}}" + "".join(f"{cell:>16}" for cell in cells)


def _bin(score: Score, edge: str) -> str:
    count, right = score.bins.get(edge, (0, 0))
    return f"{100 * right / count:.1f}% of {count}" if count else "."
