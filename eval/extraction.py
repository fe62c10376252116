"""How much of a page's article survives, and how much else stays: HTML pages with known bodies.

    python -m eval.extraction --shared PATH [--set scrapinghub] [--limit N] [--model NAME]

The measure is the upstream one of the scrapinghub article extraction benchmark: 4-grams of words as
bags, true and false positives and misses normalised for each page, precision and recall averaged
over pages, F1 from the averages. The title is left out on both sides, as upstream does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nlp.article import Article, Source
from nlp.errors import ReadError
from nlp.language import KNOWN, UNKNOWN
from nlp.read.html import html_article
from nlp.read.options import ReadOptions
from nlp.segment import SegmentOptions, SegmentStage
from nlp.separate import SeparateOptions, SeparateStage
from nlp.stage import Kept

_TOKEN = re.compile(r"\w+")


def body(article: Article | None) -> str:
    """The article's content paragraphs, without its title."""
    if article is None:
        return ""
    return "\n".join(s.text for s in article.segments if s.kept and s.kind != "title")


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Bag of ``size``-grams of words; a shorter text is one gram."""
    words = _TOKEN.findall(text)
    if not words:
        return Counter()
    if len(words) < size:
        return Counter([tuple(words)])
    return Counter(zip(*(words[i:] for i in range(size)), strict=False))


def score(truth: str, found: str) -> tuple[float, float, float]:
    """(true positives, false positives, misses) of one page, summing to 1; nothing at all is 1."""
    wanted, got = shingles(truth), shingles(found)
    hits = sum((wanted & got).values())
    extra, missed = sum(got.values()) - hits, sum(wanted.values()) - hits
    total = hits + extra + missed
    return (1.0, 0.0, 0.0) if not total else (hits / total, extra / total, missed / total)


def averages(scores: list[tuple[float, float, float]]) -> dict[str, float]:
    """Precision and recall averaged over pages, and their F1."""
    precisions = [tp / (tp + fp) for tp, fp, _ in scores if tp + fp]
    recalls = [tp / (tp + fn) for tp, _, fn in scores if tp + fn]
    precision = sum(precisions) / max(len(precisions), 1)
    recall = sum(recalls) / max(len(recalls), 1)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"f1": round(f1, 4), "precision": round(precision, 4), "recall": round(recall, 4)}


def pages(folder: Path, limit: int | None = None) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """(id, page, truth) in the order of their ids."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    for name in sorted(truth)[:limit]:
        yield name, gzip.decompress((folder / f"html/{name}.html.gz").read_bytes()), truth[name]


def measure(folder: Path, stage: SeparateStage, limit: int | None = None) -> dict[str, Any]:
    """F1, precision and recall over the pages, seconds for a hundred, and the worst of them."""
    # The benchmark has pages in many languages; what is measured here is separation.
    segment = SegmentStage(SegmentOptions(languages=(*KNOWN, UNKNOWN)))
    scores, worst = [], []
    seconds = 0.0
    for name, data, truth in pages(folder, limit):
        started = time.process_time()
        found = ""
        try:
            article = html_article(data, Source(name), ReadOptions())
        except ReadError:
            article = None
        if article is not None:
            cut = segment([article])[0]
            outcome = stage([cut.article])[0] if isinstance(cut, Kept) else cut
            found = body(outcome.article)
        seconds += time.process_time() - started
        one = score(truth["text"], found)
        scores.append(one)
        worst.append((round(one[0], 3), round(one[1], 3), round(one[2], 3), name))
    return {
        **averages(scores),
        "pages": len(scores),
        "cpu_seconds_per_100": round(100 * seconds / max(len(scores), 1), 2),
        "worst": sorted(worst)[:10],
    }


def main() -> None:
    """Read the options, measure, print JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds benchmarks/")
    parser.add_argument("--set", default="scrapinghub", help="folder in benchmarks/extraction")
    parser.add_argument("--limit", type=int, help="only the first pages")
    parser.add_argument("--model", default="separation", help="name or path of the model")
    options = parser.parse_args()
    stage = SeparateStage.load(SeparateOptions(model=options.model))
    folder = options.shared / "benchmarks/extraction" / options.set
    print(json.dumps({options.set: measure(folder, stage, options.limit)}, indent=1))


if __name__ == "__main__":
    main()
