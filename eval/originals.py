"""English beside its original through the whole pipeline: ``python -m eval.originals --shared PATH``.

The labelled articles that the translation model was not trained on, with the English of their authors, once
whole and once with the damage of :mod:`eval.broken` in some sentence of most paragraphs. Each goes through
without an original, with its own and with that of another article. Told are chrF of the English that comes
out, how many figures of the author's are not in it, the sentences that were translated again, and how many
segments came out otherwise than without an original. With ``--likeness``, no model runs: told is how many of
all labelled articles are like their own original and how many like one of the 15 that follow.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from eval.broken import KINDS, Item, items
from eval.shared import folder_with, read_jsonl
from nlp.article import PARAGRAPH_BREAK, Article, Original
from nlp.beside import pairing
from nlp.pipeline import STAGES, Pipeline
from nlp.repair.again.mender import REASONS
from nlp.repair.checks import figures_of
from nlp.repair.originals import LIKE
from nlp.stage import Kept
from training.splits import is_dev

_FOLLOWING = 15  # articles whose originals are tried as wrong ones


class Piece(NamedTuple):
    """An article: its titles, and the paragraphs that :mod:`eval.broken` made of it."""

    title: str
    title_en: str
    items: tuple[Item, ...]

    @property
    def original(self) -> Original:
        """What its English was translated from."""
        return Original(PARAGRAPH_BREAK.join(i.source for i in self.items), self.title)

    def article(self, original: Original | None) -> Article:
        """Its English beside an original."""
        text = PARAGRAPH_BREAK.join(i.english for i in self.items if i.english)
        return Article.new(text, title=self.title_en, original=original)


def likeness(shared: Path) -> dict[str, int]:
    """How many pairs there are, right and wrong ones, and how many are alike enough to be used."""
    files = sorted((shared / "labelled" / "articles").glob("*.jsonl"))
    articles = [article for path in files for article in read_jsonl(path)]
    told = {"right": 0, "right_used": 0, "wrong": 0, "wrong_used": 0, "wrong_with_source": 0}
    for n, article in enumerate(articles):
        english = _paragraphs(article, "en", "title_en")
        for step in range(_FOLLOWING + 1):
            other = articles[(n + step) % len(articles)]
            found = pairing(_paragraphs(other, "src", "title"), english, other["lang"])
            kind, used = "wrong" if step else "right", found.likeness >= LIKE
            told[kind] += 1
            told[f"{kind}_used"] += used
            told["wrong_with_source"] += bool(step and used and any(found.sources))
    return told


def _paragraphs(article: dict[str, Any], side: str, title: str) -> list[str]:
    return [article[title], *(" ".join(p[side] for p in pairs) for pairs in article["paragraphs"])]


def pieces(shared: Path, kinds: Sequence[str]) -> list[Piece]:
    """The articles, with damage of ``kinds``."""
    found, made = [], items(shared, False, kinds)
    for path in sorted((shared / "labelled" / "articles").glob("*.jsonl")):
        for article in read_jsonl(path):
            if is_dev(article["id"]):
                own = tuple(next(made) for _ in article["paragraphs"])
                found.append(Piece(article["title"], article["title_en"], own))
    return found


def measure(found: Sequence[Piece], pipeline: Pipeline) -> dict[str, Any]:
    """The figures of each kind of original."""
    own = [piece.original for piece in found]
    others: dict[str, Sequence[Original | None]] = {
        "without": [None] * len(found),
        "with": own,
        "of another": [*own[1:], *own[:1]],
    }
    done = {
        name: _done(pipeline, [p.article(o) for p, o in zip(found, given, strict=True)])
        for name, given in others.items()
    }
    return {name: _of(found, articles, done["without"]) for name, articles in done.items()}


def _done(pipeline: Pipeline, articles: Sequence[Article]) -> list[Article]:
    return [outcome.article for outcome in pipeline.run(articles) if isinstance(outcome, Kept)]


def _english(article: Article) -> list[str]:
    return [s.text if s.en is None else s.en for _, s in article.content if s.kind != "title"]


def _of(
    found: Sequence[Piece], done: Sequence[Article], before: Sequence[Article]
) -> dict[str, Any]:
    from sacrebleu.metrics import CHRF

    chrf, scores, gone, figures, changed = CHRF(), 0.0, 0, 0, 0
    for piece, article, plain in zip(found, done, before, strict=True):
        right = PARAGRAPH_BREAK.join(item.right for item in piece.items)
        text = PARAGRAPH_BREAK.join(_english(article))
        scores += chrf.sentence_score(text, [right]).score
        figures += len(figures_of(right))
        gone += len(figures_of(right) - figures_of(text))
        both = zip(article.segments, plain.segments, strict=True)
        changed += sum(one.en != other.en for one, other in both)
    return {
        "articles": len(done),
        "chrf": round(scores / len(done), 2),
        "figures": figures,
        "figures_lost": gone,
        "translated_again": sum(e.reason in REASONS.values() for a in done for e in a.edits),
        "segments": sum(len(a.segments) for a in done),
        "segments_changed": changed,
        "not_used": sum(c.kind == "original" for a in done for c in a.checks),
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Command line: ``--shared PATH [--likeness]``."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=folder_with("labelled/articles"), required=True)
    parser.add_argument(
        "--likeness", action="store_true", help="of right and wrong originals alone"
    )
    args = parser.parse_args(argv)
    if args.likeness:
        print(json.dumps(likeness(args.shared), indent=1))
        return
    pipeline = Pipeline.load(only=STAGES[:-1])
    for name, kinds in (("damaged", KINDS), ("whole", ("whole",))):
        print(json.dumps({name: measure(pieces(args.shared, kinds), pipeline)}, indent=1))


if __name__ == "__main__":
    main()
