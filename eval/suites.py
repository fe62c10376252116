"""Measure a model on labelled rows: one function a task, the same kind of result from each.

`veille eval` and the card of a retrained model both come from here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from eval import classes
from eval.bootstrap import Metric, interval
from training.labelled import schema
from training.labelled.schema import EventRow, RepairRow, Row, SegmentRow, TranslationRow

if TYPE_CHECKING:
    from nlp.separate import Separator
    from nlp.separate.labelled import Labelled


@dataclass
class SetResult:
    """What was measured on one set.

    ``metrics`` holds the task's figures as functions of the items counted, its own figure first;
    ``reliability`` bins have a score and what it was worth (0-1).
    """

    name: str
    items: int
    figures: dict[str, Any]
    metrics: dict[str, Metric]
    per_class: dict[str, dict[str, float]] = field(default_factory=dict)
    confusion: classes.Confusion = field(default_factory=dict)
    reliability: list[dict[str, Any]] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Everything but the functions, with the interval of each figure that has one."""
        return {
            "items": self.items,
            **self.figures,
            "intervals": {n: interval(m, self.items)._asdict() for n, m in self.metrics.items()},
            "per_class": self.per_class,
            "confusion": self.confusion,
            "reliability": self.reliability,
        }


@dataclass
class Result:
    """What was measured of one model."""

    task: str
    model: str
    hash: str
    sets: list[SetResult]

    def to_json(self) -> dict[str, Any]:
        """The result as `veille eval` writes it."""
        sets = {found.name: found.to_json() for found in self.sets}
        return {"task": self.task, "model": self.model, "hash": self.hash, "sets": sets}


Sets = dict[str, Sequence[Row]]


def events(model: str, sets: Sets) -> Result:
    """Primary and secondary types of articles."""
    from eval.events import Case, ask, figures
    from nlp.classify import Classifier, ClassifyOptions

    classifier = Classifier.load(ClassifyOptions(model=model))
    found = []
    for name, rows in sets.items():
        samples = [row.sample() for row in rows if isinstance(row, EventRow)]
        answers, speed = ask(classifier, [Case(s.id, s.text, list(s.events)) for s in samples])
        truth = [s.events for s in samples]
        first, best = [events[0] for events in truth], [a.best for a in answers]
        right = [t == b for t, b in zip(first, best, strict=True)]
        one = SetResult(
            name,
            len(samples),
            {**figures(answers, truth), "words_per_second": round(speed)},
            classes.metrics(first, best),
            classes.per_class(first, best),
            classes.confusion(first, best),
            classes.bins([a.score for a in answers], right),
        )
        found.append(one)
    return Result("events", model, classifier.hash, found)


def translation(model: str, sets: Sets) -> Result:
    """BLEU and chrF of a set, and the chrF of each sentence."""
    from eval.reliability import reliability, sentence_chrf
    from eval.translation import scores
    from nlp.translate import Translator

    translator = Translator.load(model)
    found = []
    for name, rows in sets.items():
        pairs = [row for row in rows if isinstance(row, TranslationRow)]
        outputs = translator.translate([p.source for p in pairs], [p.lang for p in pairs])
        texts, references = [o.text for o in outputs], [p.target for p in pairs]
        each = sentence_chrf(texts, references)
        sure = reliability([o.confidence for o in outputs], each)
        bins = [
            {"score": b["confidence"], "right": b["chrf"], "items": b["sentences"]}
            for b in sure.pop("reliability")
        ]
        figures = {
            **scores(texts, references),
            **sure,
            "flagged": sum(bool(o.checks) for o in outputs),
        }
        one = SetResult(name, len(pairs), figures, {"chrf": _mean(each)}, reliability=bins)
        one.per_class = _by_language(pairs, texts)
        found.append(one)
    return Result("translation", model, translator.checkpoint.hash, found)


def separation(model: str, sets: Sets) -> Result:
    """Labels of segments, the rows of one group as one page."""
    from nlp.separate import SeparateOptions, Separator

    separator = Separator.load(options=SeparateOptions(model=model))
    found = []
    for name, rows in sets.items():
        segments = [row for row in rows if isinstance(row, SegmentRow)]
        found.append(judged(name, segments, by_page(separator, segments)))
    return Result("separation", model, separator.model.hash, found)


def by_page(separator: Separator, rows: Sequence[SegmentRow]) -> list[Labelled]:
    """What a model makes of each row; rows of one group are one page, in their order, wherever they stand."""
    pages: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        pages.setdefault(row.page or f"\n{place}", []).append(place)
    found: dict[int, Labelled] = {}
    for places in pages.values():
        labels = separator.label([rows[i].text for i in places], lang=rows[places[0]].lang)
        found |= zip(places, labels, strict=True)
    return [found[place] for place in range(len(rows))]


def judged(name: str, rows: Sequence[SegmentRow], labelled: Sequence[Labelled]) -> SetResult:
    """What labels of segments are worth."""
    truth, best = [row.label for row in rows], [x.label for x in labelled]
    right = [t == b for t, b in zip(truth, best, strict=True)]
    measures = classes.metrics(truth, best)
    every = np.arange(len(truth))
    return SetResult(
        name,
        len(truth),
        {n: round(m(every), 4) for n, m in measures.items()},
        measures,
        classes.per_class(truth, best),
        classes.confusion(truth, best),
        classes.bins([x.score for x in labelled], right),
    )


def repair(model: str, sets: Sets) -> Result:
    """Token edits of the repair layer with this edit model; of the rules alone for ``rules``."""
    from eval import repair_rows

    layer, hash_ = repair_rows.repairer(model)
    found = []
    for name, rows in sets.items():
        own = [row for row in rows if isinstance(row, RepairRow)]
        judged = repair_rows.ask(layer, own)
        one = SetResult(
            name,
            len(own),
            repair_rows.figures(judged, own),
            repair_rows.metrics(judged),
            repair_rows.per_class(judged),
        )
        found.append(one)
    return Result("repair", model, hash_, found)


SUITES: dict[str, Callable[[str, Sets], Result]] = {
    "events": events,
    "translation": translation,
    "separation": separation,
    "repair": repair,
}
ROWS = {task: schema.ROWS.get(task, task) for task in SUITES}
"""The kind of labelled rows that a task is measured on."""


def _mean(values: Sequence[float]) -> Metric:
    every = np.asarray(values, float)
    return lambda items: float(every[items].mean())


def _by_language(
    pairs: Sequence[TranslationRow], texts: Sequence[str]
) -> dict[str, dict[str, float]]:
    from eval.translation import scores

    found = {}
    for lang in sorted({p.lang for p in pairs}):
        chosen = [(t, p.target) for t, p in zip(texts, pairs, strict=True) if p.lang == lang]
        outputs, references = [t for t, _ in chosen], [r for _, r in chosen]
        measured = scores(outputs, references)
        found[lang] = {"chrf": measured["chrf"], "bleu": measured["bleu"], "items": len(chosen)}
    return found
