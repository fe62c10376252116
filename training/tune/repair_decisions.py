"""From which probability on the edits of a retrained edit model are made.

Proposals for the development part of the new data, after the rules, are judged as in
:mod:`training.repair.thresholds`. With the benchmark folder, what the shipped thresholds were chosen on
is judged beside it and every class chosen anew; without, classes with few proposals keep the old ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from nlp.checkpoints import Checkpoint
from nlp.repair import Repairer, RepairOptions
from nlp.repair.edit.tagger import Tagger
from training.labelled.schema import RepairRow
from training.repair.thresholds import (
    Judged,
    Thresholds,
    chosen,
    counted,
    judged,
    judged_clean,
    judged_items,
)


class Decisions(NamedTuple):
    """Thresholds, the proposals that stand behind them, and the classes that kept the old ones."""

    thresholds: Thresholds
    counts: dict[str, Any]
    kept: list[str]
    shared: bool


def decide(
    tagger: Tagger, rows: Sequence[RepairRow], start: Checkpoint, shared: Path | None, least: int
) -> Decisions:
    """The thresholds of a model; ``rows`` are the new development rows."""
    items, clean = judged_rows(tagger, rows)
    if shared:
        items, clean = (
            items + judged_items(tagger, shared),
            clean + judged_clean(tagger, shared),
        )
    old = start.load_json("edits.json")["thresholds"] if start.task == "repair" else {}
    return settled(items, clean, {} if shared else old, least, bool(shared))


def judged_rows(tagger: Tagger, rows: Sequence[RepairRow]) -> tuple[list[Judged], list[Judged]]:
    """Proposals for what the rules leave of rows, and for their clean sides, which are all wrong."""
    rules = Repairer.load(RepairOptions(model=None))
    items: list[Judged] = []
    clean: list[Judged] = []
    for row in rows:
        if not row.clean:
            text = rules.repair(row.source, row.original, row.original_lang).text
            items += judged(tagger, text, [row.target, *row.alts])
        clean += judged(tagger, row.target, [row.target])
    return items, clean


def settled(
    items: Sequence[Judged], clean: Sequence[Judged], old: Thresholds, least: int, shared: bool
) -> Decisions:
    """Chosen thresholds, but the old ones (if there are any) of classes with too few proposals."""
    thresholds, counts = chosen(items, clean)
    kept = []
    for kind, before in old.items():
        own = [j for j in items if j.kind == kind]
        if len(own) < least:
            thresholds[kind] = before
            counts[kind] = counted(own, [j for j in clean if j.kind == kind], before)
            kept.append(kind)
    return Decisions(thresholds, counts, sorted(kept), shared)
