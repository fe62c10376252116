"""English that a decoder broke, mended beside its source: ``python -m eval.broken --shared PATH``.

Paragraphs of the labelled articles, with the English of their authors. In some one sentence is cut off, left out,
left in the source's language or sent round in circles; the others stay whole, and there every sentence that is
translated again is one too many. Told are how many broken ones were mended, chrF of the paragraph before and after,
how many of the figures that were lost came back, and the seconds that it took. By default the articles that the translation model was
not trained on (``--all``: every article, for what must not be touched).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from eval.shared import folder_with, read_jsonl
from nlp.article import Edit
from nlp.repair import Repairer, RepairOptions
from nlp.repair.again.mender import REASONS
from nlp.repair.checks import figures_of
from training.splits import is_dev

KINDS = ("cut", "left_out", "untranslated", "loop", "whole")
"""What was done to a paragraph."""


class Item(NamedTuple):
    """A paragraph: its source, the English of its author, what was made of that, and how."""

    kind: str
    lang: str
    source: str
    right: str
    english: str


def items(shared: Path, everything: bool, kinds: Sequence[str] = KINDS) -> Iterator[Item]:
    """Each paragraph once, with damage that its place decides."""
    for path in sorted((shared / "labelled" / "articles").glob("*.jsonl")):
        for article in read_jsonl(path):
            if everything or is_dev(article["id"]):
                for n, pairs in enumerate(article["paragraphs"]):
                    yield _item(article["lang"], pairs, f"{article['id']} {n}", kinds)


def _item(lang: str, pairs: list[dict[str, str]], place: str, kinds: Sequence[str]) -> Item:
    draw = random.Random(hashlib.sha256(place.encode()).hexdigest())
    kind = draw.choice(kinds)
    at = draw.randrange(len(pairs))
    english: list[str] = [pair["en"] for pair in pairs]
    english[at : at + 1] = _damaged(kind, pairs[at], draw)
    source = " ".join(pair["src"] for pair in pairs)
    return Item(
        kind, lang, source, " ".join(pair["en"] for pair in pairs), " ".join(english).strip()
    )


def _damaged(kind: str, pair: dict[str, str], draw: random.Random) -> list[str]:
    words = pair["en"].split(" ")
    if kind == "cut":
        return [" ".join(words[: max(2, round(len(words) * draw.uniform(0.25, 0.8)))])]
    if kind == "left_out":
        return []
    if kind == "untranslated":
        return [pair["src"]]
    if kind == "loop":
        at, size = draw.randrange(1, max(2, len(words) - 4)), draw.randrange(2, 5)
        round_ = words[at : at + size]
        return [" ".join([*words[: at + size], *(round_ * draw.randrange(3, 8))]).rstrip(".,;")]
    return [pair["en"]]


def measure(found: Sequence[Item], repairer: Repairer) -> dict[str, Any]:
    """For each kind: paragraphs, mended ones, chrF before and after, figures regained, seconds."""
    from sacrebleu.metrics import CHRF

    chrf, told = CHRF(), defaultdict(list)
    for item in found:
        begun = time.perf_counter()
        done = repairer.repair(item.english, item.source, item.lang)
        again = [e for e in done.edits if e.reason in REASONS.values()]
        told[item.kind].append((item, done.text, again, time.perf_counter() - begun))
    return {kind: _of(rows, chrf) for kind, rows in told.items()}


def _of(rows: Sequence[tuple[Item, str, list[Edit], float]], chrf: Any) -> dict[str, Any]:
    mended = [(item, text) for item, text, again, _ in rows if again]
    before = [chrf.sentence_score(item.english, [item.right]).score for item, *_ in rows]
    after = [chrf.sentence_score(text, [item.right]).score for item, text, *_ in rows]
    lost = [figures_of(item.right) - figures_of(item.english) for item, *_ in rows]
    back = [gone & figures_of(text) for gone, (_, text, *_) in zip(lost, rows, strict=True)]
    return {
        "paragraphs": len(rows),
        "translated_again": len(mended),
        "chrf_before": round(sum(before) / len(rows), 2),
        "chrf_after": round(sum(after) / len(rows), 2),
        "worse": sum(b > a + 0.5 for b, a in zip(before, after, strict=True)),
        "figures_lost": sum(map(len, lost)),
        "figures_back": sum(map(len, back)),
        "seconds": round(sum(s for *_, s in rows), 1),
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Command line: ``--shared PATH [--all] [--whole] [--without]``."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=folder_with("labelled/articles"), required=True)
    parser.add_argument("--all", action="store_true", help="every article")
    parser.add_argument("--whole", action="store_true", help="no damage at all")
    parser.add_argument("--without", action="store_true", help="never translate again")
    args = parser.parse_args(argv)
    found = list(items(args.shared, args.all, ("whole",) if args.whole else KINDS))
    repairer = Repairer.load(RepairOptions(again=not args.without))
    print(json.dumps(measure(found, repairer), indent=1))


if __name__ == "__main__":
    main()
