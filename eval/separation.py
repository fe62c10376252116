"""How well content, boilerplate and spam are told apart on the development benchmarks.

    python -m eval.separation --shared PATH [--model NAME_OR_PATH] [--suite segments,documents]

Prints one JSON object. ``segments``: labelled lines, each document given as a list of lines.
``lines``: written lines (``eval/separation_lines``, CC0, which no training reads; half of the spam is calm
prose without an offer), each put alone between two paragraphs of a development article in its language.
``kinds``: the same with ``eval/separation_kinds`` (CC0), a third of the kinds of lines that were written for
training, none of which training reads: short lines of kinds that it has not seen.
``paragraphs``: the same with ``eval/separation_paragraphs`` (CC0), spam and look-alike news of two to four sentences.
``glued``: one in four of all these lines of spam and news glued to a paragraph, see :mod:`eval.separation_glued`.
``terse``: texts of short lines (``eval/separation_terse``, CC0), agendas, tickers, tenders, lists of winners, interviews,
half of them with spam and furniture in between; rules were chosen with the ``seen`` ones in sight, without the ``unseen``.
``documents``: whole scraped texts through the segment and separation stages; shares are of
characters other than white space. ``languages``: language identification. ``speed``: segments a second on one document list.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from eval import separation_glued
from eval.shared import folder_with
from nlp.article import Article, Segment
from nlp.language import LANGUAGES, identify
from nlp.segment import SegmentStage
from nlp.separate import SeparateOptions, SeparateStage, Separator
from nlp.separate.model import LABELS
from nlp.stage import Kept

LINES = Path(__file__).with_name("separation_lines")
KINDS = Path(__file__).with_name("separation_kinds")
PARAGRAPHS = Path(__file__).with_name("separation_paragraphs")
TERSE = Path(__file__).with_name("separation_terse")


def segments(shared: Path, separator: Separator, wrong: list[str] | None = None) -> dict[str, Any]:
    """``benchmarks/segments/dev.jsonl``: measures by label, macro F1, documents fully right."""
    pairs: Counter[tuple[str, str]] = Counter()
    right = total = 0
    for document in _jsonl(shared / "benchmarks/segments/dev.jsonl"):
        gold = [s["label"] for s in document["segments"]]
        texts = [s["text"] for s in document["segments"]]
        found = separator.label(texts)
        pairs.update(zip(gold, [f.label for f in found], strict=True))
        right += gold == [f.label for f in found]
        total += 1
        if wrong is not None:
            wrong += [
                f"{document['id']} {g} as {f.label} {f.score}: {t[:100]}"
                for g, f, t in zip(gold, found, texts, strict=True)
                if g != f.label
            ]
    return {**by_label(pairs), "documents_right": right, "documents": total}


def documents(shared: Path, separator: Separator, wrong: list[str] | None = None) -> dict[str, Any]:
    """``benchmarks/documents/dev.jsonl`` from ``raw``: content lost, junk kept, segment F1."""
    segment, separate = SegmentStage.load(), SeparateStage(separator)
    chars: Counter[tuple[str, str]] = Counter()
    hits = made = wanted = rejected = 0
    for document in _jsonl(shared / "benchmarks/documents/dev.jsonl"):
        cut = segment([Article.new(document["raw"])])[0]
        outcome = separate([cut.article])[0] if isinstance(cut, Kept) else cut
        rejected += not isinstance(outcome, Kept)
        found = outcome.article.segments if outcome.article else ()
        gold_spans = _spans([(s["text"], s["label"]) for s in document["segments"]])
        found_spans = _spans([(s.text, s.label or "content") for s in found])
        hits += len(set(gold_spans) & set(found_spans))
        made, wanted = made + len(found_spans), wanted + len(gold_spans)
        chars.update(zip(_spread(gold_spans), _spread(found_spans), strict=True))
        if wrong is not None:
            wrong += _differences(document["id"], document["segments"], found)
    junk = {g: n for (g, f), n in chars.items() if g != "content" and f == "content"}
    return {
        "segment_f1": _f1(hits, made, wanted),
        "content_lost": _share(
            sum(n for (g, f), n in chars.items() if g == "content" != f),
            sum(n for (g, _), n in chars.items() if g == "content"),
        ),
        "junk_kept": _share(
            sum(junk.values()), sum(n for (g, _), n in chars.items() if g != "content")
        ),
        "characters_by_label": by_label(chars),
        "rejected": rejected,
    }


def kinds(shared: Path, separator: Separator, wrong: list[str] | None = None) -> dict[str, Any]:
    """``eval/separation_kinds``, as :func:`lines`."""
    return lines(shared, separator, wrong, KINDS)


def paragraphs(
    shared: Path, separator: Separator, wrong: list[str] | None = None
) -> dict[str, Any]:
    """``eval/separation_paragraphs``, as :func:`lines`."""
    return lines(shared, separator, wrong, PARAGRAPHS)


def lines(
    shared: Path, separator: Separator, wrong: list[str] | None = None, folder: Path = LINES
) -> dict[str, Any]:
    """Lines of ``folder``: of each label, the share of lines that is told, by language and in all.

    A line in any other language stands in an article of one of the three.
    """
    from training.separation.data import stories

    articles = {
        lang: [s for s in stories(shared, dev=True) if s.lang == lang] for lang in LANGUAGES
    }
    rng = random.Random(0)
    told: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for path in sorted(folder.glob("*.tsv")):
        gold, lang = path.stem.split(".")
        for row in path.read_text(encoding="utf-8").splitlines():
            page = lang if lang in LANGUAGES else rng.choice(LANGUAGES)
            text, story = row.split("\t")[1], rng.choice(articles[page])
            around = [story.title, *(" ".join(paragraph) for paragraph in story.paragraphs)]
            at = rng.randint(2, max(2, len(around) - 1))
            found = separator.label([*around[:at], text, *around[at:]], page)[at].label
            for group in (lang, "all"):
                total[gold, group] += 1
                told[gold, group] += found == gold
            if wrong is not None and found != gold:
                wrong.append(f"{gold} as {found}: {text}")
    return {
        gold: {
            g: _share(told[gold, g], n) for (label, g), n in sorted(total.items()) if label == gold
        }
        for gold in LABELS
    }


def glued(shared: Path, separator: Separator, wrong: list[str] | None = None) -> dict[str, Any]:
    """Those lines glued to a paragraph, see :mod:`eval.separation_glued`."""
    return separation_glued.measure(shared, separator, wrong=wrong)


def terse(shared: Path, separator: Separator, wrong: list[str] | None = None) -> dict[str, Any]:
    """``eval/separation_terse``: of each half and label, the share of lines that is content or, of junk, is not."""
    report: dict[str, Any] = {}
    for path in sorted(TERSE.glob("*.tsv")):
        rows = [row.split("\t") for row in path.read_text(encoding="utf-8").splitlines()]
        told: Counter[str] = Counter()
        for name in dict.fromkeys(row[0] for row in rows):
            document = [row for row in rows if row[0] == name]
            found = separator.label([row[3] for row in document], document[0][1])
            for (_, _, gold, text), labelled in zip(document, found, strict=True):
                right = (labelled.label == "content") == (gold == "content")
                told[gold] += right
                if wrong is not None and not right:
                    wrong.append(f"{path.stem} {gold} as {labelled.label}: {text}")
        total = Counter(row[2] for row in rows)
        report[path.stem] = {gold: _share(told[gold], total[gold]) for gold in LABELS}
    return report


def languages(shared: Path, separator: Separator) -> dict[str, Any]:
    """Share of texts whose language is told: fr, es, en by name, any other as none of them.

    Titles, first sentences and first paragraphs of the labelled articles and their English; strings
    of other languages from the truth of the trafilatura evaluation, under and over 60 characters.
    """
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for kind, lang, text in _spoken(shared):
        found = identify(text).lang
        total[kind] += 1
        right[kind] += found == lang if lang in LANGUAGES else found not in LANGUAGES
    return {kind: [_share(right[kind], count), count] for kind, count in sorted(total.items())}


def _spoken(shared: Path) -> Iterator[tuple[str, str, str]]:
    for path in sorted((shared / "labelled/articles").glob("*.jsonl")):
        for article in _jsonl(path):
            paragraph = article["paragraphs"][0]
            for lang, title, key in (
                (article["lang"], article["title"], "src"),
                ("en", article["title_en"], "en"),
            ):
                yield "title", lang, title
                yield "sentence", lang, paragraph[0][key]
                yield "paragraph", lang, " ".join(sentence[key] for sentence in paragraph)
    truth = json.loads((shared / "benchmarks/extraction/trafilatura-eval/truth.json").read_text())
    for page in truth.values():
        if page["lang"] not in (*LANGUAGES, "la", "wuu"):
            for text in page.get("with", []):
                if len(text) >= 15:
                    yield f"other_{'short' if len(text) < 60 else 'long'}", page["lang"], text


def speed(shared: Path, separator: Separator, copies: int = 40) -> dict[str, float]:
    """Segments a second over the development documents, one document at a time."""
    lists = [
        [s["text"] for s in document["segments"]]
        for document in _jsonl(shared / "benchmarks/segments/dev.jsonl")
    ]
    started = time.perf_counter()
    for _ in range(copies):
        for lines in lists:
            separator.label(lines)
    seconds = time.perf_counter() - started
    return {"segments_per_second": round(copies * sum(map(len, lists)) / seconds)}


def by_label(pairs: Counter[tuple[str, str]]) -> dict[str, Any]:
    """Precision, recall and F1 of each label from counts of (gold, found), and macro F1."""
    measures: dict[str, Any] = {}
    for label in LABELS:
        hits = pairs[label, label]
        made = sum(n for (_, found), n in pairs.items() if found == label)
        wanted = sum(n for (gold, _), n in pairs.items() if gold == label)
        measures[label] = {
            "precision": _share(hits, made),
            "recall": _share(hits, wanted),
            "f1": _f1(hits, made, wanted),
        }
    measures["macro_f1"] = round(sum(measures[label]["f1"] for label in LABELS) / len(LABELS), 4)
    return measures


def _spans(labelled: Sequence[tuple[str, str]]) -> list[tuple[int, int, str]]:
    """(start, end, label) in characters that are not white space."""
    spans, at = [], 0
    for text, label in labelled:
        size = sum(not ch.isspace() for ch in text)
        spans.append((at, at + size, label))
        at += size
    return spans


def _spread(spans: Sequence[tuple[int, int, str]]) -> list[str]:
    return [label for start, end, label in spans for _ in range(end - start)]


def _differences(name: str, gold: Sequence[dict], found: Sequence[Segment]) -> list[str]:
    expected = {(" ".join(s["text"].split()), s["label"]) for s in gold}
    got = {(" ".join(s.text.split()), s.label, s.score) for s in found}
    return [
        f"{name} found {label} {score}: {text[:160]}"
        for text, label, score in sorted(got, key=str)
        if (text, label) not in expected
    ]


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _f1(hits: int, made: int, wanted: int) -> float:
    return round(2 * hits / (made + wanted), 4) if made + wanted else 0.0


def _jsonl(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


SUITES: dict[str, Callable[..., dict[str, Any]]] = {
    "segments": segments,
    "lines": lines,
    "kinds": kinds,
    "paragraphs": paragraphs,
    "terse": terse,
    "glued": glued,
    "documents": documents,
    "languages": languages,
    "speed": speed,
}


def main() -> None:
    """Read the options, run the suites, print the measures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--shared",
        type=folder_with("benchmarks"),
        required=True,
        help="folder that holds benchmarks/",
    )
    parser.add_argument("--model", default="separation", help="name or path of the model")
    parser.add_argument("--suite", default=",".join(SUITES), help="comma-separated suites")
    parser.add_argument("--errors", action="store_true", help="list what was labelled wrongly")
    options = parser.parse_args()
    separator = Separator.load(options=SeparateOptions(model=options.model))
    report: dict[str, Any] = {"model": separator.model.hash}
    for name in options.suite.split(","):
        wrong: list[str] = []
        extra = (wrong,) if options.errors and name not in ("languages", "speed") else ()
        report[name] = SUITES[name](options.shared, separator, *extra)
        if wrong:
            report[f"{name}_errors"] = wrong
    print(json.dumps(report, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
