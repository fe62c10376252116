"""How well further types are told, on all articles that were not learnt from, in one table.

python -m training.events.further --shared PATH --english FILE [--model models/events]

Author files and articles of our own that the encoders of the folds were fitted without
(:mod:`training.events.secondary`; each file decided on by what the others taught), and what the model itself says of
the development split, of documents, and of articles that it has not read. Micro F1 with the 95% interval of
a bootstrap over articles.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.bootstrap import interval
from eval.events import answer_of
from nlp.classify import Classifier, ClassifyOptions
from nlp.classify.heads import Scores
from training.events import calibrate, data
from training.events.held import Held
from training.events.secondary import FOLDS, RECIPE, decide, folds_of
from training.splits import is_dev

SEEN = Path(__file__).resolve().parents[2] / "eval/exams/documents_seen.jsonl"


class Counts(NamedTuple):
    """Of each article: how many further types are told and right, told, and wanted."""

    right: NDArray[np.int64]
    told: NDArray[np.int64]
    wanted: NDArray[np.int64]

    @classmethod
    def of(cls, each: Sequence[tuple[int, int, int]]) -> Counts:
        """From the counts of single articles."""
        return cls(*np.array(each, dtype=np.int64).T)

    def f1(self, rows: NDArray[np.int64]) -> float:
        """Micro F1 of some articles."""
        right, told, wanted = (int(part[rows].sum()) for part in self)
        return 2 * right / max(told + wanted, 1)

    def line(self, name: str) -> str:
        """A row of the table."""
        found = interval(self.f1, len(self.right))
        right, told, wanted = (int(part.sum()) for part in self)
        figures = f"{found.value:.3f} | {found.low:.2f}-{found.high:.2f}"
        return f"| {name} ({len(self.right)}) | {wanted} | {told} | {right} | {figures} |"


def of_scores(
    scores: Sequence[Scores], truth: Sequence[Sequence[str]], types: Sequence[str], threshold: float
) -> list[tuple[int, int, int]]:
    """The counts of each article, none kept back as uncertain."""
    pairs = zip(scores, truth, strict=True)
    return [calibrate.secondary_counts([s], [events], types, threshold) for s, events in pairs]


def left_out(
    held: Held, types: Sequence[str], primary: dict[str, float]
) -> Iterator[tuple[str, Counts]]:
    """Each author file decided on by what the others taught, all kinds of articles.

    The weights come from the other files, the threshold from what was said of those when each of them was left out.
    """
    groups = [str(group) for group in np.unique(held.groups)]
    parts = {group: held.of(np.flatnonzero(held.groups == group)) for group in groups}
    scores = {group: _decided(parts[group], held, group, types, primary) for group in groups}
    files = {group for group in groups if (parts[group].kinds != "written").all()}
    each: dict[str, list[tuple[int, int, int]]] = {}
    for group, part in parts.items():
        others = sorted(files - {group})
        said = [score for other in others for score in scores[other]]
        truth = [events for other in others for events in parts[other].truth]
        threshold = calibrate.best_threshold(said, truth, types)
        counts = of_scores(scores[group], part.truth, types, threshold)
        for kind, count in zip(part.kinds, counts, strict=True):
            each.setdefault(str(kind), []).append(count)
    for kind, found in each.items():
        yield f"left out, {kind}", Counts.of(found)


def _decided(
    part: Held, held: Held, group: str, types: Sequence[str], primary: dict[str, float]
) -> Sequence[Scores]:
    """What the weights that the author files but ``group`` teach make of its articles."""
    known = held.of(np.flatnonzero((held.kinds != "written") & (held.groups != group)))
    return part.logits.scores({"primary": primary, "any": decide(known, types, primary)})


def told(classifier: Classifier, samples: Sequence[data.Sample]) -> Counts:
    """What a model tells of articles as users run it."""
    answers = [answer_of(e) for e in classifier.classify([s.text for s in samples])]
    wanted = [set(s.events[1:]) for s in samples]
    return Counts.of(
        [
            (len(a.secondary & w), len(a.secondary), len(w))
            for a, w in zip(answers, wanted, strict=True)
        ]
    )


def suites(shared: Path, english: Path | None, recipe: dict[str, Any]) -> dict[str, Any]:
    """Articles that the model itself has not read, by name."""
    articles = data.articles(shared / recipe["data"]["articles"])
    dev = [s for s in articles if is_dev(s.id)]
    return {
        "development split": dev,
        "the same, machine English": data.translated(english, dev) if english else [],
        "documents, development part": data.clean(shared / "benchmarks/documents/dev.jsonl"),
        "documents of the exam that was read": data.clean(SEEN),
        "articles of our own, all told in passing": data.unread(),
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.events.further", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the labelled data")
    parser.add_argument("--model", default="events")
    parser.add_argument(
        "--english", type=Path, default=None, help="machine English of the articles"
    )
    parser.add_argument("--folds", type=Path, default=FOLDS, help="what the folds' encoders say")
    args = parser.parse_args()
    recipe = tomllib.loads(RECIPE.read_text(encoding="utf-8"))
    classifier = Classifier.load(ClassifyOptions(model=args.model, workers=1))
    types, primary = classifier.types, classifier.mix["primary"]
    held = folds_of(args.shared, args.english, types, recipe, args.folds, primary)
    print("| articles | further types | told | right | micro F1 | 95% |\n|---|---|---|---|---|---|")
    for name, counts in left_out(held, types, primary):
        print(counts.line(name), flush=True)
    for name, samples in suites(args.shared, args.english, recipe).items():
        if samples:
            print(told(classifier, samples).line(name), flush=True)


if __name__ == "__main__":
    main()
