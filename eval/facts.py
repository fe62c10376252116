"""Precision of the key facts: ``python -m eval.facts --shared PATH [--translate]``, JSON out.

The rules were written on the labelled articles of the files ``*-a`` and ``*-b``. They are measured on
those of ``*-c`` and ``*-d`` (reference English) and on the labelled documents (clean English), with
the event types of the labels; on the clean English of the document benchmark, from which no rule
was made; with ``--translate`` also on our own English of ``*-c`` and ``*-d``, with the event types
that the classifier tells. Each fact found there was read in its sentence and
judged right or wrong: ``fact_judgements.jsonl``. For each kind are told

- ``found``, ``judged`` and ``precision`` of what the rules find now. A judgement is of one reading
  (words, event type, value): a new reading counts as not judged;
- ``first``: of all that was ever judged, what was wrong and is no longer found included: nearly the
  precision on text that nobody had looked at, as what rules were mended for was judged before.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from eval.shared import folder_with, read_jsonl
from nlp.article import Article, Fact
from nlp.facts import KINDS, Passage, find_facts

JUDGEMENTS = Path(__file__).parent / "fact_judgements.jsonl"


class Reading(NamedTuple):
    """A fact as it is judged: in which English (``reference``, ``benchmark``, ``translated``)."""

    english: str
    id: str
    event: str
    kind: str
    text: str
    value: str | float | None


def reading(english: str, id: str, fact: Fact) -> Reading:
    """The reading of a fact: its number or ISO date is part of it."""
    value = fact.date if fact.value is None else fact.value
    return Reading(english, id, fact.event, fact.kind, fact.text, value)


def of_references(shared: Path) -> Iterator[Reading]:
    """What is found in the reference English of the articles and in the clean documents."""
    for item in _items(shared, "articles", "*-[cd].jsonl"):
        texts = [" ".join(s["en"] for s in part) for part in item["paragraphs"]]
        yield from _read(item, [item["title_en"], *texts])
    for item in _items(shared, "documents", "from-*.jsonl"):
        yield from _read(item, item["clean_en"])


def of_benchmark(shared: Path) -> Iterator[Reading]:
    """What is found in the clean English of the document benchmark."""
    path = shared / "benchmarks" / "documents" / "dev.jsonl"
    for item in read_jsonl(path):
        yield from _read(item, item["clean_en"], "benchmark")


def of_translations(shared: Path) -> Iterator[Reading]:
    """What the whole pipeline finds in the articles' French and Spanish."""
    from nlp.pipeline import Pipeline
    from nlp.stage import Kept

    articles = map(_source, _items(shared, "articles", "*-[cd].jsonl"))
    for outcome in Pipeline.load().stream(articles):
        if isinstance(outcome, Kept):
            article = outcome.article
            yield from (reading("translated", article.id, fact) for fact in article.facts)


def precision(found: Iterable[Reading], judged: dict[Reading, bool]) -> dict[str, Any]:
    """The figures of the module's docstring, by kind and for all."""
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        for kind in (one.kind, "all"):
            by_kind[kind]["found"] += 1
            by_kind[kind]["judged"] += one in judged
            by_kind[kind]["right"] += judged.get(one, False)
    for one, right in judged.items():
        for kind in (one.kind, "all"):
            by_kind[kind]["first_judged"] += 1
            by_kind[kind]["first_right"] += right
    return {kind: _told(by_kind[kind]) for kind in (*KINDS, "all") if by_kind[kind]}


def judgements(english: str, path: Path = JUDGEMENTS) -> dict[Reading, bool]:
    """The judgements on one kind of English; raises ValueError where two disagree."""
    found: dict[Reading, bool] = {}
    for row in read_jsonl(path):
        right = row.pop("right")
        one = Reading(**row)
        if found.setdefault(one, right) != right:
            raise ValueError(f"{path}: judged right and wrong: {one}")
    return {one: right for one, right in found.items() if one.english == english}


def _told(counts: Counter[str]) -> dict[str, Any]:
    return {
        "found": counts["found"],
        "judged": counts["judged"],
        "precision": _share(counts["right"], counts["judged"]),
        "first": {
            "judged": counts["first_judged"],
            "precision": _share(counts["first_right"], counts["first_judged"]),
        },
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _items(shared: Path, folder: str, names: str) -> Iterator[dict[str, Any]]:
    for path in sorted((shared / "labelled" / folder).glob(names)):
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _read(item: dict[str, Any], texts: list[str], english: str = "reference") -> Iterator[Reading]:
    passages = [Passage(n, text, title=n == 0) for n, text in enumerate(texts)]
    for fact in find_facts(passages, item["events"], item.get("published")):
        yield reading(english, item["id"], fact)


def _source(item: dict[str, Any]) -> Article:
    body = "\n\n".join(" ".join(s["src"] for s in part) for part in item["paragraphs"])
    told = {name: item[name] for name in ("id", "title", "lang", "published")}
    return Article.new(body, **told)


def main() -> None:
    """Print the figures as JSON; ``--list`` prints each reading as a line instead, judged or not."""
    parser = argparse.ArgumentParser(prog="python -m eval.facts", description=__doc__)
    parser.add_argument(
        "--shared",
        type=folder_with("benchmarks/documents/dev.jsonl", "labelled"),
        required=True,
        help="folder with the shared data",
    )
    parser.add_argument("--translate", action="store_true", help="our own English too (minutes)")
    parser.add_argument("--list", action="store_true", help="the readings, to be judged")
    asked = parser.parse_args()
    found = {
        "reference": list(of_references(asked.shared)),
        "benchmark": list(of_benchmark(asked.shared)),
    }
    if asked.translate:
        found["translated"] = list(of_translations(asked.shared))
    if asked.list:
        for english, readings in found.items():
            known = judgements(english)
            for one in readings:
                print(json.dumps({**one._asdict(), "right": known.get(one)}, ensure_ascii=False))
        return
    told = {english: precision(rows, judgements(english)) for english, rows in found.items()}
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
