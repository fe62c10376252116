"""Spam put where a reader would see it, in real pages: how much of it stays in the article.

    python -m eval.injection --shared PATH [--peers [NAME,NAME]] [--seed N] [--limit N]
                             [--model NAME] [--out JSON]

Every page of the scrapinghub benchmark in which two paragraphs of the known body stand side by side
is taken once as it is and once with spam in each of five places (:mod:`eval.injection_pages`).
Survival is the share of the injected words, counted in characters, that the extracted text holds
and that of the page without spam does not. Recall lost is by how much the article's recall (4-grams
inside its paragraphs) is lower than on the page without spam, averaged over pages with spam.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from statistics import fmean
from typing import Any, NamedTuple

from eval.extraction import parser, show, write
from eval.extraction_metrics import paragraph_grams, shingles, words
from eval.extraction_pages import Extract, Page, Unextracted, bar, pages
from eval.extraction_peers import add_peers, with_ours
from eval.injection_pages import KINDS, Texts, rewritten, spammed, texts
from nlp.separate import SeparateOptions, SeparateStage

MOST_SURVIVAL, MOST_LOST = 0.03, 0.002
"""The bar: the largest share of spam that may stay, and of the article that may be lost."""

FIGURES = {
    "survival": "spam that survives",
    "recall_lost": "article recall lost",
    "recall_dropped": "article dropped, whatever else of it appeared",
}

_GRAM = 3  # words in a row that must be found for them to count as having survived


class Outcome(NamedTuple):
    """What came of one page with spam.

    ``kept`` of ``total`` characters of spam survived; ``recall`` is that of the article in the page
    without spam, ``lost`` how much lower it is with spam, ``dropped`` the share of the article that
    was there without spam and is not with it (what appeared instead does not make up for it).
    """

    id: str
    kind: str
    source: str
    kept: int
    total: int
    recall: float
    lost: float
    dropped: float
    pieces: tuple[str, ...]


def surviving(pieces: Iterable[str], found: str, before: str) -> tuple[int, int]:
    """Characters of the pieces' words that are in ``found``, and of all their words.

    A word counts where it and its neighbours, three in a row, are in ``found`` more often than in
    ``before``, the text of the page without spam; a shorter piece must be there whole.
    """

    @cache
    def grams(size: int) -> Mapping[tuple[str, ...], int]:
        return shingles(found, size) - shingles(before, size)

    kept = total = 0
    for piece in pieces:
        tokens = words(piece)
        size = min(_GRAM, len(tokens))
        alive: set[int] = set()
        for i in range(len(tokens) - size + 1):
            if tuple(tokens[i : i + size]) in grams(size):
                alive.update(range(i, i + size))
        kept += sum(len(tokens[i]) for i in alive)
        total += sum(map(len, tokens))
    return kept, total


def outcomes(
    extract: Extract, given: Iterable[Page], spam: Mapping[str, Texts], seed: int
) -> Iterator[Outcome]:
    """One outcome for each place for spam in the pages; those without a place give none."""
    for page in given:
        cases = spammed(page, spam, seed)
        before = _text(extract, rewritten(page)) if cases else ""
        wanted, had = paragraph_grams(page.truth["text"], before)
        size = wanted.total() or 1
        for case in cases:
            found = _text(extract, case.page)
            kept, total = surviving(case.pieces, found, before)
            has = paragraph_grams(page.truth["text"], found)[1]
            yield Outcome(
                page.id,
                case.kind,
                case.source,
                kept,
                total,
                recall=had.total() / size,
                lost=(had.total() - has.total()) / size,
                dropped=(had - has).total() / size,
                pieces=case.pieces,
            )


def _text(extract: Extract, page: Page) -> str:
    try:
        return extract(page)
    except Unextracted:
        return ""


def report(found: Sequence[Outcome], sources: Iterable[str]) -> dict[str, Any]:
    """Survival and recall lost: overall, by kind and source; the spam that survived."""
    whole = _shares(found)
    return {
        **whole,
        "within_bar": bool(found)
        and whole["survival"] < MOST_SURVIVAL
        and whole["recall_lost"] < MOST_LOST,
        "by_kind": {kind: _shares([o for o in found if o.kind == kind]) for kind in KINDS},
        "by_source": {
            source: _shares([o for o in found if o.source == source]) for source in sources
        },
        "survived": [o._asdict() for o in found if o.kept],
        "dropped": [o._asdict() for o in sorted(found, key=lambda o: -o.dropped)[:10] if o.dropped],
    }


def _shares(found: Sequence[Outcome]) -> dict[str, Any]:
    total = sum(one.total for one in found) or 1
    return {
        "pages": len({one.id for one in found}),
        "survival": round(sum(one.kept for one in found) / total, 4),
        "recall": round(_mean([one.recall for one in found]), 4),
        "recall_lost": round(_mean([one.lost for one in found]), 5),
        "recall_dropped": round(_mean([one.dropped for one in found]), 5),
    }


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else 0.0


def main(argv: Sequence[str] | None = None) -> None:
    """Read the options, inject, extract, show what survived and what was lost."""
    found = parser((__doc__ or "").splitlines()[0])
    add_peers(found, [])
    found.add_argument("--seed", type=int, default=0, help="another choice of spam and places")
    options = found.parse_args(argv)
    extractors, told = with_ours(
        SeparateStage.load(SeparateOptions(model=options.model)), options.peers
    )
    spam = texts(options.shared)
    given = list(pages(options.shared / "benchmarks/extraction/scrapinghub", options.limit))
    reports = {
        name: report(list(outcomes(extract, bar(given, name), spam, options.seed)), spam)
        for name, extract in extractors.items()
    }
    for figure, title in FIGURES.items():
        show(title, ("extractor", "all", *KINDS, *spam), table(reports, figure))
    wanted = f"survival under {MOST_SURVIVAL}, article lost under {MOST_LOST}"
    rows = [(n, r["pages"], r["recall"], str(r["within_bar"])) for n, r in reports.items()]
    show(f"{len(given)} pages", ("extractor", "with a place", "recall", wanted), rows)
    write(
        {"versions": told, "seed": options.seed, "pages": len(given), "extractors": reports},
        options.out,
    )


def table(reports: Mapping[str, Mapping[str, Any]], figure: str) -> list[tuple[object, ...]]:
    """A row for each extractor: the figure overall, by kind of injection and by source."""
    return [
        (
            name,
            found[figure],
            *(part[figure] for part in found["by_kind"].values()),
            *(part[figure] for part in found["by_source"].values()),
        )
        for name, found in reports.items()
    ]


if __name__ == "__main__":
    main()
