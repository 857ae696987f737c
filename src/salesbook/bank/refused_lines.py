"""Lines whose entries the book cannot take: a person sees to them, and they keep no other line from being entered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from salesbook.bank.decision import Decision, Verdict
from salesbook.bank.reconciliation import ReconciledLine, Reconciliation
from salesbook.i18n import Text
from salesbook.model.problem import Severity
from salesbook.recording.draft import Refused

_REFUSED = Text("the book cannot take it: {why}", "账簿无法登记：{why}")


def refused_lines(refused: Refused) -> dict[str, list[Text]]:
    """The lines that errors concern, and what is wrong with what would be entered for each.

    None at all where some error concerns no line: leaving lines out would not help.
    """
    lines = {entry.id: entry.data.get("line") for entry in refused.entries if entry.kind.name != "bank"}
    found: dict[str, list[Text]] = defaultdict(list)
    for problem in refused.problems:
        if problem.severity is Severity.ERROR:
            line = lines.get(problem.entry or "")
            if not isinstance(line, str):
                return {}
            found[line].append(_REFUSED.format(why=problem.message))
    return dict(found)


def left_to_review(found: Reconciliation, refused: Mapping[str, Sequence[Text]]) -> Reconciliation:
    """``found`` with the ``refused`` lines left to a person, and why."""
    return replace(found, lines=tuple(_left(line, refused.get(line.id, ())) for line in found.lines))


def _left(line: ReconciledLine, why: Sequence[Text]) -> ReconciledLine:
    if not why or not line.decided:
        return line
    best = line.decision.best._replace(flags=(*line.decision.best.flags, *why))
    return replace(line, decision=Decision(Verdict.REVIEW, best, line.decision.alternatives))
