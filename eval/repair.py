"""Measure the repair layer: ``python -m eval.repair --shared PATH``.

Runs the repair benchmark with its sources, with the sources withheld, and the part of it that needs
no source; the same for items of the benchmark's own make that no rule was written for
(``eval/exams``) and for those in ``eval/repair_items`` (CC0, harder, likewise); marked lines that nobody trained on (``eval/repair_lines``, ten an article); then the damaged documents (dev, and those with sources that rules were developed on);
then clean English, where every change is a needless one. One JSON object on standard output.

The metric is that of ``benchmarks/repair/score.py`` (token edits, best accepted correction, F0.5),
which is imported from the shared folder, so that figures are comparable.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from eval.shared import folder_with, read_jsonl
from eval.token_edits import f05, judged
from nlp.repair import Repairer, RepairOptions

Item = dict[str, Any]
ITEMS = Path(__file__).with_name("repair_items")
EXAMS = Path(__file__).with_name("exams")
UNREAD = {"exam": "repair_unseen.jsonl", "exam_other": "repair_unseen_2.jsonl"}
LINES = Path(__file__).with_name("repair_lines")
ENDS = (".", "!", "?", '"', "\u201d", "\u00bb", ":", ";", "\u2026", ")")
"""What a sentence ends with."""
TOGETHER = 10
"""Marked lines that are repaired as one article."""


def load_scorer(shared: Path) -> ModuleType:
    """The benchmark's own scorer as a module (standard library only)."""
    path = shared / "benchmarks" / "repair" / "score.py"
    spec = importlib.util.spec_from_file_location("repair_score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def benchmark(items: Sequence[Item], repairer: Repairer, scorer: ModuleType) -> dict[str, Any]:
    """Scores with the source, without it, and without it on the items that need none."""
    with_source = {
        i["id"]: repairer.repair(i["damaged"], i["source"], i["source_lang"]).text for i in items
    }
    without = {i["id"]: repairer.repair(i["damaged"]).text for i in items}
    known = [i for i in items if not i.get("needs_source")]
    return {
        "with_source": rounded(scorer.score(items, with_source)),
        "without_source": rounded(scorer.score(items, without)),
        "without_source_needs_none": rounded(scorer.score(known, without)),
    }


def rounded(value: Any) -> Any:
    """The same with floats to four digits."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    return value


def content_of(document: Item) -> tuple[list[int], list[str]]:
    """Indices and texts of the content segments of a damaged document."""
    kept = [i for i, s in enumerate(document["segments"]) if s["label"] == "content"]
    return kept, [document["segments"][i]["text"] for i in kept]


def documents(
    docs: Iterable[Item], repairer: Repairer, scorer: ModuleType, sources: bool
) -> dict[str, Any]:
    """Edits made and missed, needless token edits, documents that came out exactly right.

    What was cut off stays so in the documents, as nobody can know the rest; with the sources it can be
    known, and those segments are counted apart: how many there are, and how many end as a sentence does.
    """
    total: Counter[str] = Counter()
    made: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for doc in docs:
        if doc["lang"] != "en":
            continue
        kept, texts = content_of(doc)
        given = doc.get("source_text") if sources else None
        lang = doc.get("source_lang") if sources else None
        out = [r.text for r in repairer.repair_article(texts, given, lang, titles=[0])]
        total["documents"] += 1
        total["exact"] += [scorer.norm(o) for o in out] == [scorer.norm(c) for c in doc["clean_en"]]
        known = given or [None] * len(texts)
        for number, text, ours, clean, source in zip(
            kept, texts, out, doc["clean_en"], known, strict=True
        ):
            edits = [e for e in doc["edits"] if e["segment"] == number]
            if source and source.rstrip().endswith(ENDS) and not clean.rstrip().endswith(ENDS):
                total.update(cut=1, cut_mended=int(ours.rstrip().endswith(ENDS)))
                continue
            _count(total, made, scorer, text, ours, clean, edits)
    tp, fp, fn = total["tp"], total["fp"], total["fn"]
    p, r, f = scorer.f05(tp, fp, fn)
    per = {k: {"edits": n, "made": m} for k, (n, m) in sorted(made.items())}
    return rounded({**total, "P": p, "R": r, "F05": f, "per_class": per})


def _count(
    total: Counter[str],
    made: dict[str, list[int]],
    scorer: ModuleType,
    text: str,
    ours: str,
    clean: str,
    edits: Sequence[Item],
) -> None:
    mine, gold = scorer.edits(text, ours), scorer.edits(text, clean)
    tp = sum((mine & gold).values())
    total.update(tp=tp, fp=sum(mine.values()) - tp, fn=sum(gold.values()) - tp)
    total["segments"] += 1
    total["needless_segments"] += not gold and bool(mine)
    for edit in edits:
        if edit["found"] == edit["fixed"]:
            continue
        alone = scorer.edits(text, text.replace(edit["found"], edit["fixed"], 1))
        done = bool(alone) and not alone - mine
        made[edit["class"]][0] += 1
        made[edit["class"]][1] += done
        total.update(edits=1, made=int(done))


def unseen_lines(repairer: Repairer) -> dict[str, Any]:
    """Token edits over the marked lines that nothing was trained on or written for, ten an article."""
    from training.repair.marked import left, right, rows

    marked = [row.marked for path in sorted(LINES.glob("*.tsv")) for row in rows(path)]
    totals = [0, 0, 0]
    clean = changed = 0
    for start in range(0, len(marked), TOGETHER):
        own = marked[start : start + TOGETHER]
        done = repairer.repair_article([left(text) for text in own])
        for text, result in zip(own, done, strict=True):
            one = judged(left(text), result.text, [right(text)])
            totals = [a + b for a, b in zip(totals, one.counts, strict=True)]
            if left(text) == right(text):
                clean += 1
                changed += one.counts.needless > 0
    p, r, f = f05(*totals)
    found = {"lines": len(marked), "clean": clean, "clean_changed": changed}
    return rounded({**found, "P": p, "R": r, "F05": f})


def clean_english(texts: Sequence[str], repairer: Repairer) -> dict[str, Any]:
    """Share of clean sentences that repair changes, with the classes of the edits."""
    changed, kinds = 0, Counter[str]()
    for text in texts:
        result = repairer.repair(text)
        changed += result.text != text
        kinds.update(e.kind for e in result.edits)
    return {
        "sentences": len(texts),
        "changed": changed,
        "per_1000": round(1000 * changed / max(1, len(texts)), 2),
        "kinds": dict(kinds.most_common()),
    }


def our_english(shared: Path) -> list[str]:
    """The professional English of the labelled articles, paragraph by paragraph."""
    texts = []
    for path in sorted((shared / "labelled" / "articles").glob("*.jsonl")):
        for article in read_jsonl(path):
            texts.append(article["title_en"])
            texts += [" ".join(s["en"] for s in p) for p in article["paragraphs"]]
    return texts


def untouched_web(shared: Path) -> list[str]:
    """Sentences of CWEB that both annotators left alone (tokenised text, joined up again)."""
    import re

    from training.repair.post_edits import table

    texts = []
    for row in table(shared / "corpora" / "repair" / "cweb.tsv.xz"):
        if row["source"] == row["ann1"] == row["ann2"]:
            texts.append(
                re.sub(r" (?=[.,;:!?)%\]]|n't\b|'s\b|'\w{1,2}\b)|(?<=[(\[]) ", "", row["source"])
            )
    return texts


def speed(texts: Sequence[str], repairer: Repairer) -> dict[str, float]:
    """Words per second of processor time over whole texts, one core."""
    words = sum(t.count(" ") + 1 for t in texts)
    started = time.process_time()  # what others do on the machine is no part of it
    for text in texts:
        repairer.repair(text)
    seconds = time.process_time() - started
    return {
        "words": words,
        "seconds": round(seconds, 2),
        "words_per_second": round(words / seconds),
    }


def measure(shared: Path, options: RepairOptions) -> dict[str, Any]:
    """All measures as one JSON-like object."""
    scorer = load_scorer(shared)
    repairer = Repairer.load(options)
    bench = read_jsonl(shared / "benchmarks" / "repair" / "dev.jsonl")
    dev = read_jsonl(shared / "benchmarks" / "documents" / "dev.jsonl")
    labelled = shared / "labelled" / "documents"
    ours = [d for name in ("from-fr", "from-es") for d in read_jsonl(labelled / f"{name}.jsonl")]
    english = our_english(shared)
    unseen = [item for path in sorted(ITEMS.glob("*.jsonl")) for item in read_jsonl(path)]
    return {
        "repair_dev": benchmark(bench, repairer, scorer),
        **{
            name: benchmark(read_jsonl(EXAMS / file), repairer, scorer)
            for name, file in UNREAD.items()
        },
        "unseen_items": benchmark(unseen, repairer, scorer),
        "unseen_lines": unseen_lines(repairer),
        "documents_dev": documents(dev, repairer, scorer, sources=False),
        "documents_labelled_with_source": documents(ours, repairer, scorer, sources=True),
        "documents_labelled_without_source": documents(ours, repairer, scorer, sources=False),
        "clean_articles": clean_english(english, repairer),
        "clean_cweb": clean_english(untouched_web(shared), repairer),
        "speed": speed(english[:2000], repairer),
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Command line: ``--shared PATH [--model NAME] [--rules] [--only CLASS ...] [--skip CLASS ...]``."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--shared",
        type=folder_with("benchmarks/repair/dev.jsonl"),
        required=True,
        help="folder with the benchmarks",
    )
    parser.add_argument("--only", nargs="*", default=(), help="classes to repair")
    parser.add_argument("--skip", nargs="*", default=(), help="classes to leave out")
    parser.add_argument("--model", default="repair", help="the edit model")
    parser.add_argument("--rules", action="store_true", help="the rules alone")
    args = parser.parse_args(argv)
    model = None if args.rules else args.model
    options = RepairOptions(model=model, only=tuple(args.only), skip=tuple(args.skip))
    print(json.dumps(measure(args.shared, options), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
