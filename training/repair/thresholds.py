"""Choose from which probability on the edit model's proposals are carried out, class by class.

Proposals for development items and held-out lines are right where they bring the text nearer to one of its accepted corrections.
For each class the threshold is taken that does most good; proposals for clean sentences count a little where an
article is a translation or shows other damage (`likely`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from eval.repair import content_of, our_english, untouched_web
from eval.shared import read_jsonl
from eval.token_edits import edits
from nlp.repair import Repairer, RepairOptions
from nlp.repair.edit.editor import changed, keeps_facts, sounder
from nlp.repair.edit.tagger import Proposal, Tagger
from nlp.sentences import split
from training.repair.data import written_rows
from training.repair.marked import left, right

ITEMS = Path(__file__).with_name("items")
COST = 1.2
"""Right proposals that make up for a wrong one. F0.5 itself would be content with fewer: an edit that is right
more often than 0.8 times F0.5 raises it."""
CLEAN_COST = {"likely": 0.2}
"""The same for a proposal for a clean sentence, by the kind of article. Where nothing shows that an article is a
translation (`always`) the model is not asked: measured, it changed 1.4 more of 1,000 clean sentences there and read
at a ninth of the rules' speed."""
CLEAN = 5000
"""Clean sentences that are read."""
LEAST_SCORE = 0.7
"""A threshold is never lower: what the model thinks little of is no edit, whatever the items say."""
LEAST_RIGHT = 3
"""Right proposals without which a class is left out."""


Thresholds = dict[str, dict[str, float]]
"""Class, then `likely` or `always`."""


class Judged(NamedTuple):
    """A proposal's class and probability, and whether it is right."""

    kind: str
    score: float
    right: bool


def judged_items(tagger: Tagger, shared: Path) -> list[Judged]:
    """Proposals for development items, held-out lines and labelled damaged documents, after the rules."""
    rules = Repairer.load(RepairOptions(model=None))
    found = judged_lines(tagger, rules)
    for path in sorted(ITEMS.glob("*.jsonl")):
        for item in read_jsonl(path):
            text = rules.repair(item["damaged"], item["source"], item["source_lang"]).text
            found += judged(tagger, text, [item["corrected"], *(item.get("alts") or [])])
    for path in sorted((shared / "labelled" / "documents").glob("*.jsonl")):
        for document in read_jsonl(path):
            if document["lang"] == "en":
                _, texts = content_of(document)
                done = rules.repair_article(texts, titles=[0])
                for result, clean in zip(done[1:], document["clean_en"][1:], strict=True):
                    found += judged(tagger, result.text, [clean])
    return found


def judged_lines(tagger: Tagger, rules: Repairer) -> list[Judged]:
    """Proposals for the written lines that nothing was learned from, after the rules."""
    found: list[Judged] = []
    for row in written_rows(held=True):
        text = rules.repair(left(row.marked), row.source, row.lang).text
        found += judged(tagger, text, [right(row.marked)])
    return found


def judged(tagger: Tagger, text: str, accepted: Sequence[str]) -> list[Judged]:
    """Each proposal for a text; ``accepted`` are its corrections (the text itself if it is clean)."""
    before = min(_distance(text, one) for one in accepted)
    found = []
    for start, sentence in _placed(text):
        for p in proposals(tagger, sentence):
            after = text[:start] + changed(sentence, [p]) + text[start + len(sentence) :]
            nearer = min(_distance(after, one) for one in accepted) < before
            found.append(Judged(p.kind, p.score, nearer))
    return found


def _distance(text: str, other: str) -> int:
    return edits(text, other).total()


def _placed(text: str) -> Iterable[tuple[int, str]]:
    at = 0
    for sentence in split(text, "en"):
        yield at, sentence.text
        at += len(sentence.text) + len(sentence.tail)


def proposals(tagger: Tagger, sentence: str) -> list[Proposal]:
    """Proposals that the editor would make if they were likely enough."""
    found = tagger.read(sentence).proposals
    return [p for p in found if keeps_facts(sentence, p) and sounder(tagger, sentence, p)]


def judged_clean(tagger: Tagger, shared: Path) -> list[Judged]:
    """Proposals for clean sentences, all of them wrong: half of CWEB's, and the project's articles."""
    web, own = untouched_web(shared)[::2], our_english(shared)
    texts = web[: CLEAN // 2] + own[:: max(1, len(own) // (CLEAN // 2))]
    return [
        Judged(p.kind, p.score, False)
        for text in texts
        for _, sentence in _placed(text)
        for p in proposals(tagger, sentence)
    ]


def best_threshold(
    judged: Sequence[Judged], clean: Sequence[Judged] = (), cost: float = 0.0
) -> float | None:
    """The probability from which on proposals do most good, None where they never do enough.

    A right proposal counts 1, a wrong one -:data:`COST`, one for a clean sentence -``cost``.
    """
    gains = [(j.score, 1.0 if j.right else -COST) for j in judged] + [
        (j.score, -cost) for j in clean
    ]
    ranked = sorted((g for g in gains if g[0] >= LEAST_SCORE), reverse=True)
    total, right, best = 0.0, 0, (0.0, None)
    for (score, gain), (below, _) in pairwise([*ranked, (-1.0, 0.0)]):
        total += gain
        right += gain > 0
        floor = round(score - 0.0005, 3)
        if below < floor and total > best[0] and right >= LEAST_RIGHT:  # else it lets more through
            best = (total, floor)
    return best[1]


def choose(tagger: Tagger, shared: Path) -> tuple[Thresholds, dict[str, Any]]:
    """Thresholds by class for `always` and `likely`, and how many proposals of each there were."""
    return chosen(judged_items(tagger, shared), judged_clean(tagger, shared))


def chosen(items: Sequence[Judged], clean: Sequence[Judged]) -> tuple[Thresholds, dict[str, Any]]:
    """The same from proposals for damaged and for clean text."""
    found: Thresholds = {}
    counts: dict[str, Any] = {}
    for kind in sorted({j.kind for j in items}):
        own = [j for j in items if j.kind == kind]
        false = [j for j in clean if j.kind == kind]
        least = {when: best_threshold(own, false, cost) for when, cost in CLEAN_COST.items()}
        if least["likely"] is not None:
            found[kind] = _ordered(least["likely"], least.get("always"))
            counts[kind] = counted(own, false, found[kind])
    return found, counts


def _ordered(likely: float, always: float | None) -> dict[str, float]:
    """Both thresholds, that for every article never the lower one."""
    return {"likely": likely} | ({} if always is None else {"always": max(always, likely)})


def counted(
    own: Sequence[Judged], false: Sequence[Judged], least: dict[str, float]
) -> dict[str, Any]:
    """Right and wrong proposals above each threshold."""
    told: dict[str, Any] = {}
    for when, floor in least.items():
        sure = [j for j in own if j.score >= floor]
        told[when] = {
            "right": sum(j.right for j in sure),
            "wrong": sum(not j.right for j in sure),
            "clean": sum(j.score >= floor for j in false),
        }
    return told
