"""Write a retrained event model: weights, canaries, manifest, evaluation and card."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from eval.suites import Result
from nlp.checkpoints import write_manifest
from nlp.classify import answer
from training.events import closer, export
from training.events import data as articles
from training.tune import events_data, report, target
from training.tune import folder as folders
from training.tune.events import Trained
from training.tune.recipe import EventsRecipe
from training.tune.types import own_descriptions, read_types

CANARIES = 6
LICENCE = "Apache-2.0 (code); the weights as the data below allows"


def write(out: Path, trained: Trained, recipe: EventsRecipe, old: str) -> dict[str, Any]:
    """Write the model to ``out`` (replacing what is there) once it is whole; returns the evaluation.

    Raises:
        nlp.errors.ModelError: what was written cannot be loaded.
    """
    folder = target.begun(out)
    listed = read_types(recipe.types) if recipe.types else read_types()
    version = listed.version or f"{recipe.name} {recipe.version}"  # of a list without one
    export.write_tensors(folder, trained.fitted)
    own = own_descriptions(trained.fitted.types, recipe.start, recipe.types)
    export.write_settings(folder, trained.fitted, trained.decisions, version, own)
    if not trained.decisions["fitted"]:  # else they were fitted to what is heard without it
        closer.carry(trained.start, folder)
    words = json.dumps(trained.fitted.lexicon.to_json(), ensure_ascii=False) + "\n"
    (folder / "lexicon.json").write_text(words, encoding="utf-8")
    fields = folders.about(recipe, trained.start, trained.log, "events", LICENCE)
    write_manifest(folder, metrics={}, **fields)
    new, before, compared = report.measured(
        "events", str(folder), old, report.sets_of("events", trained.parts)
    )
    found = report.to_json(new, before, compared, "f1")
    found["beware"] = _unseen(trained)
    _canaries(folder)
    manifest = write_manifest(folder, metrics=report.by_set(new), **fields)
    text = card(trained, recipe, manifest, (new, before, compared), old)
    found["new"] |= folders.settled(folder, out, "events", text)
    return found


def _canaries(folder: Path) -> None:
    """What the model answers to short articles of the project: none of the user's text is shipped."""
    lines = []
    for sample in articles.extra()[:CANARIES]:
        asked = {"title": sample.title.text, "paragraphs": list(sample.text.paragraphs)}
        lines.append({"input": asked, "output": answer(str(folder), asked)})
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "canary.jsonl").write_text(text, encoding="utf-8")


def card(
    trained: Trained,
    recipe: EventsRecipe,
    manifest: dict[str, Any],
    found: tuple[Result, Result | None, report.Compared],
    old: str,
) -> str:
    """The model card, from what this run read, did and measured."""
    new, before, compared = found
    parts, counts = trained.parts, {}
    for name, rows in (("new", parts.new), ("rehearsed", parts.old)):
        counts[name] = {part: len(of_part) for part, of_part in rows.items()}
    sections = [
        f"# {recipe.name}: events of an English article\n\nOne primary type of"
        f" {len(trained.fitted.types)} and any number of secondary ones. Retrained from"
        f" {trained.start.name} (`{trained.start.hash}`) by `veille train events`.",
        f"## Beside {report.beside(before, old)}\n\n"
        + report.verdicts(before, compared, old)
        + "\n\nBootstrap over articles, both models on the same draws. Articles of the sets `new` and"
        " `rehearsed` were held out of this training by their group; the model that was started from"
        " may have seen rehearsed ones.",
    ]
    if before:
        lost = report.lost(report.forgotten(new, before, "f1"), "F1")
        told = "".join(f"\n\n**Beware**: {line}." for line in _unseen(trained))
        sections.append(f"## What was forgotten, and what was learnt\n\n{lost}{told}")
    sections += [
        _measured(new),
        f"## Data\n\n{report.data_table(manifest['data'])}\n\n{_counted(counts)}"
        + report.repeats(trained.parts.repeated, "article"),
        report.training(
            trained.log, recipe, f"The weights of the best macro F1 were kept. {_decided(trained)}"
        ),
        "## Limits\n\nEnglish only. A type with few labelled articles is told from few examples: look at"
        f" its row above before you trust it. {_calibrated(trained)}",
    ]
    return "\n\n".join(sections) + "\n"


def _unseen(trained: Trained) -> list[str]:
    return events_data.unseen(trained.parts, trained.considered)


def _calibrated(trained: Trained) -> str:
    if trained.decisions["fitted"]:
        return "Scores are calibrated on articles like the development part."
    return (
        "Scores are as calibrated as those of the model it started from, whose mix and thresholds were"
        " kept: the new articles had no part in it."
    )


def _measured(result: Result) -> str:
    names = ("primary_accuracy", "macro_f1", "secondary_micro_f1", "ece", "coverage")
    rows = [
        [
            found.name,
            found.items,
            *(f"{found.figures[n]:.3f}" if n in found.figures else "-" for n in names),
        ]
        for found in result.sets
    ]
    return "## Figures\n\n" + report.table(["set", "articles", *names], rows)


def _counted(counts: dict[str, dict[str, int]]) -> str:
    return report.table(
        ["articles", "train", "dev", "test"],
        [[name, *of.values()] for name, of in counts.items()],
    )


SECONDARY = {
    "fitted": "Mix, thresholds and abstention were fitted on the development part.",
    "kept": "Mix of the primary type and abstention were fitted on the development part; it shows no secondary"
    " type that could be told, so that their mix and thresholds are those of the start.",
    "never": "Mix of the primary type and abstention were fitted on the development part; it shows no secondary"
    " type that could be told, so that this model tells none.",
}


def _decided(trained: Trained) -> str:
    if trained.decisions["fitted"]:
        return SECONDARY[trained.decisions["secondary"]]
    return (
        "The development part was too small for mix and thresholds: those of the start were kept."
    )
