"""How near an extracted text is to the truth: the measures of the extraction benchmarks.

Shingles (scrapinghub and newspaper4k, whose evaluation scripts count alike): 4-grams of ``\\w+``
words as bags, case kept; true positives, false positives and misses of a page divided by their sum,
so that long pages weigh no more; precision and recall averaged over pages; F1 from the averages.
Snippets (trafilatura): strings that must, and must not, be in the text; counts over all pages.
Words (WCXB): lower-cased words as a bag, F1 of each page, averaged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import NamedTuple

_WORD = re.compile(r"\w+")

Shingles = Counter[tuple[str, ...]]


class Counts(NamedTuple):
    """True positives, false positives and misses of one page, in the unit of the measure."""

    hits: float
    extra: float
    missed: float

    @property
    def f1(self) -> float:
        """F1 of the page alone; a page with nothing wanted and nothing found is right."""
        whole = 2 * self.hits + self.extra + self.missed
        return 2 * self.hits / whole if whole else 1.0


def words(text: str) -> list[str]:
    """The words of a text as all these measures cut them."""
    return _WORD.findall(text)


def shingles(text: str, size: int = 4) -> Shingles:
    """Bag of ``size``-grams of words; a shorter text is one gram."""
    found = words(text)
    if not found:
        return Counter()
    if len(found) < size:
        return Counter([tuple(found)])
    return Counter(zip(*(found[i:] for i in range(size)), strict=False))


def shingle_counts(truth: str, found: str) -> Counts:
    """Shares that sum to 1, or all 0 where neither text has a word."""
    wanted, got = shingles(truth), shingles(found)
    hits = (wanted & got).total()
    extra, missed = got.total() - hits, wanted.total() - hits
    whole = (hits + extra + missed) or 1
    return Counts(hits / whole, extra / whole, missed / whole)


def snippet_counts(wanted: Sequence[str], unwanted: Sequence[str], found: str) -> Counts:
    """How many wanted strings are in the text, how many unwanted are, how many wanted are not."""
    hits = sum(snippet in found for snippet in wanted)
    return Counts(hits, sum(snippet in found for snippet in unwanted), len(wanted) - hits)


def averages(pages: Iterable[Counts]) -> dict[str, float]:
    """Precision and recall averaged over the pages that have one, and their F1."""
    pages = list(pages)
    precisions = [c.hits / (c.hits + c.extra) for c in pages if c.hits + c.extra]
    recalls = [c.hits / (c.hits + c.missed) for c in pages if c.hits + c.missed]
    return _measures(_mean(precisions), _mean(recalls))


def totals(pages: Iterable[Counts]) -> dict[str, float]:
    """Precision, recall and F1 of the counts added up over pages."""
    hits, extra, missed = (sum(column) for column in zip(*pages, strict=True))
    return _measures(hits / ((hits + extra) or 1), hits / ((hits + missed) or 1))


def word_f1(truth: str, found: str) -> float:
    """F1 of two bags of lower-cased words."""
    wanted, got = shingles(truth.lower(), 1), shingles(found.lower(), 1)
    whole = wanted.total() + got.total()
    return 2 * (wanted & got).total() / whole if whole else 1.0


def paragraph_grams(truth: str, found: str) -> tuple[Shingles, Shingles]:
    """The 4-grams inside the paragraphs (lines) of ``truth``, and those of them in ``found``.

    A gram over the end of a paragraph would count as lost wherever something stands between two
    paragraphs, although no word of the article is.
    """
    wanted: Shingles = Counter()
    for line in truth.splitlines():
        wanted += shingles(line)
    got: Shingles = Counter()
    for size in {len(gram) for gram in wanted}:
        got += shingles(found, size)
    return wanted, wanted & got


def _measures(precision: float, recall: float) -> dict[str, float]:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"f1": round(f1, 4), "precision": round(precision, 4), "recall": round(recall, 4)}


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else 0.0
