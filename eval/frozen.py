"""The frozen sets of each task, out of the benchmark folder (`--shared`)."""

from __future__ import annotations

from pathlib import Path

from eval.shared import read_jsonl
from nlp.errors import ConfigError
from training.labelled.schema import EventRow, RepairRow, Row, SegmentRow, TranslationRow

Sets = dict[str, list[Row]]


def events(shared: Path) -> Sets:
    """The development articles in reference English and the document benchmark in clean English."""
    from eval.events import articles, documents

    return {
        name: [
            EventRow(
                id=case.id,
                title=case.text.title,
                paragraphs=[p for p in case.text.paragraphs if p.strip()],
                events=case.events,
            )
            for case in cases
        ]
        for name, cases in (("articles", articles(shared)), ("documents", documents(shared)))
    }


def translation(shared: Path) -> Sets:
    """FLORES dev, a sample of TICO-19, and the development articles, by language."""
    from eval.translation_sets import SETS, load_sets

    return {
        test.name: [
            TranslationRow.model_validate(
                {"id": f"{test.name}:{i}", "lang": test.lang, "source": s, "target": t}
            )
            for i, (s, t) in enumerate(zip(test.sources, test.references, strict=True))
        ]
        for test in load_sets(shared, SETS)
    }


def separation(shared: Path) -> Sets:
    """The labelled lines of ``benchmarks/segments``."""
    rows: list[Row] = []
    for document in read_jsonl(shared / "benchmarks/segments/dev.jsonl"):
        rows += [
            SegmentRow(
                id=f"{document['id']}:{i}", group=document["id"], text=s["text"], label=s["label"]
            )
            for i, s in enumerate(document["segments"])
        ]
    return {"segments": rows}


def repair(shared: Path) -> Sets:
    """The repair benchmark's development part, and the harder items of ``eval/repair_items``."""
    from eval.repair import ITEMS

    hard = [item for path in sorted(ITEMS.glob("*.jsonl")) for item in read_jsonl(path)]
    sets = {"benchmark": read_jsonl(shared / "benchmarks/repair/dev.jsonl"), "hard": hard}
    return {
        name: [
            RepairRow(
                id=item["id"],
                source=item["damaged"],
                target=item["corrected"],
                original=item["source"],
                original_lang=item["source_lang"],
                alts=item.get("alts") or [],
            )
            for item in items
        ]
        for name, items in sets.items()
    }


def load(task: str, shared: Path) -> Sets:
    """The sets of a task. Raises :class:`ConfigError` where the folder has none."""
    try:
        sets = {
            "events": events,
            "translation": translation,
            "separation": separation,
            "repair": repair,
        }
        return sets[task](shared)
    except (FileNotFoundError, ValueError) as error:
        raise ConfigError(f"--shared {shared}: no benchmark folder: {error}") from error
