"""Write a retrained edit model: weights, thresholds, canaries, manifest, evaluation and card."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.suites import Result
from nlp.checkpoints import write_manifest
from training.repair.export import CANARIES, decided, write_canaries, write_weights
from training.tune import folder as folders
from training.tune import report, target
from training.tune.recipe import RepairRecipe
from training.tune.repair import Trained
from training.tune.repair_data import expressible
from training.tune.repair_decisions import Decisions, decide

LICENCE = "Apache-2.0 (code); the weights as the data below allows"
FIGURES = ("precision", "recall", "f05", "exact", "clean_changed")


def write(
    out: Path, trained: Trained, recipe: RepairRecipe, old: str, shared: Path | None = None
) -> dict[str, Any]:
    """Write the model to ``out`` (replacing what is there) once it is whole; returns the evaluation.

    With the benchmark folder ``shared``, thresholds are chosen on its documents and clean text too, and
    its repair benchmark is a further test set.

    Raises:
        nlp.errors.ModelError: what was written cannot be loaded.
    """
    folder = target.begun(out)
    write_weights(folder, trained.tagger, trained.tags, trained.start.path)
    fields = folders.about(recipe, trained.start, trained.log, "repair", LICENCE)
    rows, least = trained.parts.new["dev"], recipe.decisions.least
    decisions = decided(folder, fields, lambda t: decide(t, rows, trained.start, shared, least))
    found = report.measured(
        "repair", str(folder), old, report.sets_of("repair", trained.parts, shared)
    )
    write_canaries(folder, CANARIES)
    metrics = {**report.by_set(found[0]), "proposals": decisions.counts}
    manifest = write_manifest(folder, metrics=metrics, **fields)
    text = card(trained, recipe, manifest, decisions, found, old)
    told = report.to_json(*found, "f05")
    told["new"] |= folders.settled(folder, out, "repair", text)
    return {**told, "thresholds": decisions.thresholds, "kept": decisions.kept}


def card(
    trained: Trained,
    recipe: RepairRecipe,
    manifest: Mapping[str, Any],
    decisions: Decisions,
    found: tuple[Result, Result | None, report.Compared],
    old: str,
) -> str:
    """The model card, from what this run read, did and measured."""
    new, before, compared = found
    start = trained.start
    sections = [
        f"# {recipe.name}: the edit model of the repair layer\n\nSays of each word of an English"
        " sentence whether it stays, goes, is replaced, takes another ending, changes places or lacks"
        f" something behind it: {len(trained.tags):,} tags. Retrained from {start.name}"
        f" (`{start.hash}`) by `veille train repair`.",
        f"## Beside {report.beside(before, old)}\n\n"
        + report.verdicts(before, compared, old)
        + "\n\nToken edits of the whole repair layer, rules and model, against what should come out"
        " (the definition of the repair benchmark). Bootstrap over rows, both models on the same draws."
        " Rows of the sets `new` and `rehearsed` were held out of this training by their group; the model"
        " that was started from may have seen rehearsed ones.",
    ]
    if before:
        lost = report.lost(report.forgotten(new, before, "f05"), "F05")
        sections.append(f"## What was forgotten, and what was learnt\n\n{lost}")
    sections += [
        _measured(new),
        f"## Thresholds\n\n{_decided(decisions, recipe)}",
        f"## Data\n\n{report.data_table(manifest['data'])}\n\n{_counted(trained)}"
        + report.repeats(trained.parts.repeated, "row"),
        report.training(
            trained.log,
            recipe,
            "Figures are of tags before any threshold; the weights of the best F0.5 (of equal ones, the"
            " likelier) were kept.",
        ),
        "## Limits\n\nIt reads English alone, sentence by sentence, and edits neither names nor figures."
        " What its tags cannot say it leaves. It knows the faults of the data above, and some of what the"
        " model before it knew: look at the row of a class before you trust it.",
    ]
    return "\n\n".join(sections) + "\n"


def _measured(result: Result) -> str:
    rows = [
        [one.name, one.items, *(f"{one.figures[n]:.3f}" for n in FIGURES)] for one in result.sets
    ]
    return "## Figures\n\n" + report.table(["set", "rows", *FIGURES], rows)


def _decided(decisions: Decisions, recipe: RepairRecipe) -> str:
    """The thresholds of each class, and what they were chosen on."""
    rows = [
        [
            kind,
            when,
            f"{floor:.3f}",
            *decisions.counts[kind][when].values(),
            "kept" if kind in decisions.kept else "chosen",
        ]
        for kind, floors in sorted(decisions.thresholds.items())
        for when, floor in floors.items()
    ]
    told = (
        "Chosen on the development part of the new data together with the development items, documents"
        " and clean text of the shipped model."
        if decisions.shared
        else "Chosen on the development part of the new data alone: no benchmark folder was at hand"
        " (`--shared`) with what the shipped thresholds were chosen on."
    )
    if decisions.kept:
        told += (
            f" Classes with fewer than {recipe.decisions.least} proposals there keep the threshold of the"
            f" model that was started from: {', '.join(decisions.kept)}."
        )
    if not rows:
        return (
            f"{told} No class has one: too few proposals were right, and the model edits nothing."
        )
    head = ["class", "when", "from", "right", "wrong", "in clean sentences", ""]
    return (
        f"{told} `likely` counts where an article shows other damage, `always` everywhere; right and"
        f" wrong are the proposals from there on, on the very text that thresholds were chosen on.\n\n"
        + report.table(head, rows)
    )


def _counted(trained: Trained) -> str:
    parts = trained.parts
    rows = [
        [name, *(len(of_part) for of_part in found.values())]
        for name, found in (("new", parts.new), ("rehearsed", parts.old))
    ]
    every = [row for of_part in parts.new.values() for row in of_part]
    told = ", ".join(f"{count:,} {name}" for name, count in expressible(every).items())
    shown = ", ".join(f"{count:,} {name}" for name, count in trained.counts.items() if count)
    return (
        report.table(["rows", "train", "dev", "test"], rows)
        + f"\n\nOf the new rows: {told}. Shown in training: {shown}."
    )
