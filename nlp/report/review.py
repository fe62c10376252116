"""Why a person should look at an article, and how much that matters.

The weights order a list for reading and mean nothing else: a fact that is missing counts more than
a name that may only be spelled otherwise, and nothing counts without end.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from nlp.record import Record
from nlp.wording import ASIDE, check_words, name_of

FACTS = ("number", "money", "percent", "date", "time", "url", "email", "code")
BROKEN = ("empty", "loop", "language", "script", "truncation", "omission", "length")
SURE_EVENT = 0.6
"""A primary event below this is worth a look; the model abstains far below."""
SURE_LABEL = 0.7
"""What was set aside with a lower probability may be content."""
GOOD = 0.55
"""A confidence (expected chrF) that the shipped model seldom stays below."""
MATTERS = 2.0
"""The weight of all reasons from which on an article counts as one to read."""

_WEIGHTS = {
    **dict.fromkeys(FACTS, 1.5),
    **dict.fromkeys(BROKEN, 2.0),
    "repair": 1.0,
    "name": 0.3,
    "term": 0.3,
}
_DETAIL = 120  # characters of a check that are told
_SAME_KIND = 3  # times that one kind of finding counts


@dataclass(frozen=True, slots=True)
class Concern:
    """One reason to look at an article, in words, with its weight."""

    weight: float
    text: str


def concerns(record: Record) -> list[Concern]:
    """The reasons to look at ``record``, the weightiest first; none where all seems well."""
    found = [*_event(record), *_confidence(record), *_checks(record), *_labels(record)]
    return sorted(found, key=lambda concern: -concern.weight)


def _event(record: Record) -> list[Concern]:
    if not record["events"]:
        return []
    primary = next((e for e in record["events"] if e["primary"]), record["events"][0])
    if primary["type"] == "uncertain":
        others = [e for e in record["events"] if not e["primary"]]
        named = ", ".join(f"{name_of(e['type'])} {_score(e['score'])}" for e in others[:2])
        return [Concern(3.0, f"The event is uncertain{f': {named}' if named else ''}")]
    if primary["score"] < SURE_EVENT:
        told = f"{name_of(primary['type'])} with a probability of only {_score(primary['score'])}"
        return [Concern(4 * (SURE_EVENT - primary["score"]) + 0.5, told)]
    return []


def _confidence(record: Record) -> list[Concern]:
    value = record["confidence"]
    if value is None or value >= GOOD:
        return []
    return [Concern(20 * (GOOD - value), f"Translation confidence {_score(value)}")]


def _checks(record: Record) -> list[Concern]:
    kinds = Counter(check["kind"] for check in record["checks"])
    first = {check["kind"]: check["detail"] for check in reversed(record["checks"])}
    found = []
    for kind, times in kinds.items():
        if kind in ("uncertain", "confidence"):
            continue  # told above, with the figures
        told = check_words(kind, first[kind][:_DETAIL])
        more = f", and {times - 1} more" if times > 1 else ""
        found.append(Concern(_WEIGHTS.get(kind, 0.5) * min(times, _SAME_KIND), told + more))
    return found


def _labels(record: Record) -> list[Concern]:
    close = [s for s in record["segments"] if s["label"] in ASIDE and _unsure(s["score"])]
    if not close:
        return []
    told = f"{len(close)} segment{'s' * (len(close) > 1)} set aside that may be content"
    return [Concern(0.8 * min(len(close), _SAME_KIND), told)]


def _unsure(score: float | None) -> bool:
    return score is not None and score < SURE_LABEL


def _score(value: float) -> str:
    return f"{value:.2f}"
