"""Measure an event model: `python -m eval.events --shared PATH [--model events]`, JSON out.

The development split of the labelled articles (reference English) and the document benchmark
(clean English; with `--pipeline` also from raw text through every stage). Primary accuracy, macro
F1 over types, micro F1 of secondary types, expected calibration error, and accuracy where the
model answers. `--plot FILE.svg` draws the reliability diagram.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from eval.shared import folder_with
from nlp.article import Event
from nlp.classify import UNCERTAIN, ArticleText, Classifier, ClassifyOptions


class Answer(NamedTuple):
    """What was said of one article: the likeliest type and its score, whether it was kept back
    as uncertain, and the secondary types."""

    best: str
    score: float
    answered: bool
    secondary: frozenset[str]


def answer_of(events: Sequence[Event]) -> Answer:
    """Read an answer out of events; of an uncertain article the first candidate counts."""
    if events[0].type != UNCERTAIN:
        others = frozenset(event.type for event in events[1:])
        return Answer(events[0].type, events[0].score, True, others)
    best = events[1] if len(events) > 1 else events[0]
    return Answer(best.type, best.score, False, frozenset())


def figures(answers: Sequence[Answer], truth: Sequence[Sequence[str]]) -> dict[str, Any]:
    """The figures of the module's docstring, rounded to four digits; no F1 of secondary types where there are none."""
    right = [a.best == events[0] for a, events in zip(answers, truth, strict=True)]
    kept = [r for r, a in zip(right, answers, strict=True) if a.answered]
    told = sum(len(a.secondary) for a in answers)
    wanted = sum(len(events) - 1 for events in truth)
    both = sum(len(a.secondary & set(e[1:])) for a, e in zip(answers, truth, strict=True))
    found = {
        "primary_accuracy": np.mean(right),
        "macro_f1": macro_f1([a.best for a in answers], [events[0] for events in truth]),
        "secondary_micro_f1": 2 * both / max(told + wanted, 1),
        "ece": calibration_error([a.score for a in answers], right),
        "coverage": len(kept) / len(answers),
        "accuracy_where_answered": np.mean(kept) if kept else 0.0,
    }
    if not told + wanted:
        del found["secondary_micro_f1"]
    return {"articles": len(answers), **{k: round(float(v), 4) for k, v in found.items()}}


def macro_f1(found: Sequence[str], truth: Sequence[str]) -> float:
    """F1 of each type that occurs, averaged."""
    scores = []
    for label in sorted(set(truth)):
        both = sum(f == t == label for f, t in zip(found, truth, strict=True))
        scores.append(2 * both / (list(found).count(label) + list(truth).count(label)))
    return float(np.mean(scores))


def calibration_error(top: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error over bins of equal count (Naeini et al. 2015)."""
    parts = _bins(top, bins)
    p, hit = np.asarray(top, dtype=float), np.asarray(right, dtype=float)
    return float(sum(abs(p[part].mean() - hit[part].mean()) * len(part) for part in parts) / len(p))


def _bins(top: Sequence[float], bins: int) -> list[np.ndarray]:
    return np.array_split(np.argsort(top, kind="stable"), min(bins, len(top)))


class Case(NamedTuple):
    """An article to ask about and its types, primary first."""

    id: str
    text: ArticleText
    events: list[str]


def documents(shared: Path) -> list[Case]:
    """The document benchmark in clean English."""
    return [
        Case(row["id"], ArticleText(row["clean_en"][0], row["clean_en"][1:]), row["events"])
        for row in _lines(shared / "benchmarks/documents/dev.jsonl")
    ]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def articles(shared: Path, english: Path | None = None) -> list[Case]:
    """The development split of the labelled articles, in reference English or as translated."""
    from training.events.data import articles as read
    from training.events.data import translated
    from training.splits import is_dev

    found = read(shared / "labelled/articles")
    found = translated(english, found) if english else found
    cases = [Case(s.id, s.text, list(s.events)) for s in found if is_dev(s.id)]
    if not cases:
        raise SystemExit(f"{english or shared}: none of the development articles is in it")
    return cases


def ask(classifier: Classifier, cases: Sequence[Case]) -> tuple[list[Answer], float]:
    """The answers, and words per second."""
    started = time.perf_counter()
    found = classifier.classify([case.text for case in cases])
    seconds = time.perf_counter() - started
    words = sum(len(f"{c.text.title} {c.text.body}".split()) for c in cases)
    return [answer_of(events) for events in found], words / seconds


def through_pipeline(shared: Path) -> dict[str, Any]:
    """The document benchmark from raw text through every stage."""
    from nlp.article import Article
    from nlp.pipeline import Pipeline
    from nlp.stage import Kept

    rows = _lines(shared / "benchmarks/documents/dev.jsonl")
    outcomes = Pipeline.load().run([Article.new(row["raw"], id=row["id"]) for row in rows])
    answers = [
        answer_of(o.article.events) if isinstance(o, Kept) else Answer("", 0.0, False, frozenset())
        for o in outcomes
    ]
    truth = [row["events"] for row in rows]
    return {**figures(answers, truth), "missed": _missed([r["id"] for r in rows], answers, truth)}


def _missed(
    ids: Sequence[str], answers: Sequence[Answer], truth: Sequence[Sequence[str]]
) -> dict[str, str]:
    return {
        name: f"{events[0]} taken for {a.best} ({a.score:.2f})"
        for name, a, events in zip(ids, answers, truth, strict=True)
        if a.best != events[0]
    }


def plot(answers: Sequence[Answer], truth: Sequence[Sequence[str]], path: Path) -> None:
    """A reliability diagram as SVG: how often a score was right, over what it said."""
    right = np.array([a.best == e[0] for a, e in zip(answers, truth, strict=True)], dtype=float)
    top = np.array([a.score for a in answers])
    dots = "".join(
        f'<circle cx="{40 + 300 * top[part].mean():.1f}" cy="{340 - 300 * right[part].mean():.1f}" '
        f'r="{2 + len(part) ** 0.5:.1f}" fill="#1f6feb" fill-opacity=".7"/>'
        for part in _bins(list(top), 10)
    )
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 380" font-family="sans-serif" '
        'font-size="11"><path d="M40 40V340H340M40 340L340 40" fill="none" stroke="#888"/>'
        '<text x="150" y="370">score</text><text x="4" y="30">share right</text>'
        f"{dots}</svg>\n",
        encoding="utf-8",
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m eval.events", description=__doc__)
    parser.add_argument(
        "--shared",
        type=folder_with("benchmarks/documents/dev.jsonl", "labelled/articles/*.jsonl"),
        required=True,
    )
    parser.add_argument("--model", default="events")
    parser.add_argument("--precision", default="int8", choices=("float32", "int8"))
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--pipeline", action="store_true", help="also from raw text")
    parser.add_argument(
        "--english",
        type=Path,
        default=None,
        help="machine English of the articles (training.events.translate)",
    )
    parser.add_argument("--plot", type=Path, default=None, help="reliability diagram (SVG)")
    args = parser.parse_args()
    options = ClassifyOptions(model=args.model, precision=args.precision, workers=args.workers)
    result = measure(
        Classifier.load(options),
        args.shared,
        pipeline=args.pipeline,
        english=args.english,
        drawn=args.plot,
    )
    print(json.dumps(result, indent=1))


def measure(
    classifier: Classifier,
    shared: Path,
    *,
    pipeline: bool = False,
    english: Path | None = None,
    drawn: Path | None = None,
) -> dict[str, Any]:
    """All suites for one classifier; ``english`` adds the articles in machine English."""
    result: dict[str, Any] = {"model": classifier.hash}
    every: list[tuple[Answer, list[str]]] = []
    suites = {"articles_dev": articles(shared), "documents_dev": documents(shared)}
    if english:
        suites["articles_dev_machine_english"] = articles(shared, english)
    for name, cases in suites.items():
        answers, speed = ask(classifier, cases)
        truth = [case.events for case in cases]
        missed = _missed([case.id for case in cases], answers, truth)
        result[name] = {
            **figures(answers, truth),
            "words_per_second": round(speed),
            "missed": missed,
        }
        every += zip(answers, truth, strict=True)
    if pipeline:
        result["documents_dev_pipeline"] = through_pipeline(shared)
    if drawn:
        plot([a for a, _ in every], [t for _, t in every], drawn)
    return result


if __name__ == "__main__":
    main()
