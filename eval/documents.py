"""Scraped pages in, clean articles out: ``python -m eval.documents --shared PATH``.

Each ``raw`` of ``benchmarks/documents/dev.jsonl`` is written to a text file and goes through
``veille run``, as a user's would; the records of the JSONL store are then held against the truth.
One JSON object on standard output. Development data: it chooses nothing here, it measures.
"""

from __future__ import annotations

import argparse
import difflib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.repair import load_scorer, rounded
from eval.shared import folder_with, read_jsonl
from nlp.separate.model import LABELS
from nlp.wording import ASIDE

Item = dict[str, Any]


def run_veille(docs: Sequence[Item], folder: Path, options: Sequence[str] = ()) -> dict[str, Item]:
    """The records that ``veille run`` makes of the documents, by document id."""
    pages = folder / "pages"
    pages.mkdir()
    for doc in docs:
        (pages / f"{doc['id']}.txt").write_text(doc["raw"], encoding="utf-8")
    out = folder / "out.jsonl"
    command = [sys.executable, "-c", "from nlp.cli import main; main()"]
    command += ["run", str(pages), "--to", f"jsonl:{out}", *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return {Path(r["source"]["path"]).stem: r for r in read_jsonl(out)} if out.exists() else {}


def squeezed(text: str) -> str:
    """Text without white space: segments are compared by their characters."""
    return "".join(text.split())


def label_matrix(truth: Sequence[Item], found: Sequence[Item]) -> Counter[tuple[str, str]]:
    """Words by (true label, our label); the same text, cut in other places, aligns."""
    ours = _labelled_words(found)
    true = _labelled_words(truth)
    matrix: Counter[tuple[str, str]] = Counter()
    blocks = difflib.SequenceMatcher(
        None, [c for c, _ in true], [c for c, _ in ours], autojunk=False
    ).get_matching_blocks()
    matched = 0
    for start, other, size in blocks:
        matched += size
        for i in range(size):
            matrix[true[start + i][1], ours[other + i][1]] += 1
    matrix["unmatched", "unmatched"] += len(true) - matched
    return matrix


def _labelled_words(segments: Sequence[Item]) -> list[tuple[str, str]]:
    """Each word with the label of its segment."""
    return [(word, s["label"]) for s in segments for word in s["text"].split()]


def segment_scores(matrix: Counter[tuple[str, str]]) -> Item:
    """Precision, recall and F1 by label (words), content lost and junk kept as shares."""
    scores: Item = {}
    for label in LABELS:
        right = matrix[label, label]
        found = sum(n for (_, ours), n in matrix.items() if ours == label)
        there = sum(n for (true, _), n in matrix.items() if true == label)
        p, r = right / max(found, 1), right / max(there, 1)
        scores[label] = {"P": p, "R": r, "F1": 2 * p * r / max(p + r, 1e-9)}
    junk = sum(n for (true, _), n in matrix.items() if true in ASIDE)
    kept = matrix["boilerplate", "content"] + matrix["spam", "content"]
    return {
        **scores,
        "content_lost": 1 - scores["content"]["R"],
        "junk_kept": kept / max(junk, 1),
        "words_not_aligned": matrix["unmatched", "unmatched"],
    }


def kept_strings(wanted: Sequence[str], record: Item) -> int:
    """How many of ``wanted`` stand literally in the English of the record."""
    english = f"{record['title_en'] or ''}\n{record['body_en']}"
    return sum(text in english for text in wanted)


def edit_counts(doc: Item, record: Item, scorer: Any) -> Counter[str]:
    """Token edits of an English document: true and false positives, false negatives, needless."""
    content = [s["text"] for s in doc["segments"] if s["label"] == "content"]
    found = {squeezed(s["text"]): s["en"] or "" for s in record["segments"]}
    counts: Counter[str] = Counter()
    for text, clean in zip(content, doc["clean_en"], strict=True):
        ours = found.get(squeezed(text))
        if ours is None:
            counts["segments_not_aligned"] += 1
            ours = text
        mine, gold = scorer.edits(text, ours), scorer.edits(text, clean)
        right = sum((mine & gold).values())
        counts.update(tp=right, fp=sum(mine.values()) - right, fn=sum(gold.values()) - right)
        counts["needless_segments"] += not gold and bool(mine)
        counts["segments"] += 1
    return counts


def event_counts(doc: Item, record: Item) -> Counter[str]:
    """Whether the primary is right, and the secondary types as true and false positives."""
    primary = [e["type"] for e in record["events"] if e["primary"]]
    ours = {e["type"] for e in record["events"] if not e["primary"]}
    if "uncertain" in primary:  # candidates are no answer
        ours = set()
    true = set(doc["events"][1:])
    right = len(ours & true)
    return Counter(
        primary_right=primary == doc["events"][:1],
        uncertain="uncertain" in primary,
        tp=right,
        fp=len(ours) - right,
        fn=len(true) - right,
    )


def measure(docs: Sequence[Item], records: dict[str, Item], scorer: Any) -> Item:
    """All measures over the documents that have a record; the others are counted as lost."""
    matrix: Counter[tuple[str, str]] = Counter()
    edits, events, kept = Counter[str](), Counter[str](), Counter[str]()
    hypotheses: dict[str, list[tuple[str, str]]] = {"fr": [], "es": []}
    done = [(d, records[d["id"]]) for d in docs if d["id"] in records]
    right = 0
    for doc, record in done:
        one = label_matrix(doc["segments"], record["segments"])
        matrix += one
        right += all(true == ours for true, ours in one if one[true, ours])
        events += event_counts(doc, record)
        for key in ("facts", "names"):
            group = f"{key}_{'translated' if doc['lang'] != 'en' else 'english'}"
            kept[f"{group}_kept"] += kept_strings(doc[key], record)
            kept[group] += len(doc[key])
        if doc["lang"] == "en":
            edits += edit_counts(doc, record, scorer)
        else:
            ours_en = "\n".join(filter(None, [record["title_en"], record["body_en"]]))
            hypotheses[doc["lang"]].append((ours_en, "\n".join(doc["clean_en"])))
    p, r, f = scorer.f05(edits["tp"], edits["fp"], edits["fn"])
    return {
        "documents": len(docs),
        "lost": len(docs) - len(done),
        "segments": segment_scores(matrix),
        "documents_fully_right": right,
        "kept": dict(kept),
        "edits": {**edits, "P": p, "R": r, "F05": f},
        "events": dict(events),
        "chrF": {lang: chrf(pairs) for lang, pairs in hypotheses.items()},
    }


def chrf(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Corpus chrF of (ours, truth) pairs, whole documents (sacreBLEU)."""
    if not pairs:
        return None
    from sacrebleu.metrics import CHRF

    return CHRF().corpus_score([a for a, _ in pairs], [[b for _, b in pairs]]).score


def main(argv: Sequence[str] | None = None) -> None:
    """Command line: ``--shared PATH [--data FILE] [--keep FILE]``."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=folder_with("benchmarks"), required=True)
    parser.add_argument("--data", type=Path, help="another file of the same form")
    parser.add_argument("--keep", type=Path, help="write the records here")
    options = parser.parse_args(argv)
    docs = read_jsonl(options.data or options.shared / "benchmarks" / "documents" / "dev.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        records = run_veille(docs, Path(folder))
    if options.keep:
        lines = (json.dumps(r, ensure_ascii=False) + "\n" for r in records.values())
        options.keep.write_text("".join(lines), encoding="utf-8")
    found = measure(docs, records, load_scorer(options.shared))
    print(json.dumps(rounded(found), indent=1))


if __name__ == "__main__":
    main()
