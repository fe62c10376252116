"""Write a retrained separation model: weights, canaries, manifest, evaluation and card."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.suites import SUITES, Result, judged
from nlp.checkpoints import write_manifest
from training.labelled.read import counts
from training.separation.__main__ import write as write_model
from training.tune import folder as folders
from training.tune import report, separation_old, target
from training.tune.recipe import SeparationRecipe
from training.tune.separation import Trained
from training.tune.separation_data import as_rows

LICENCE = "Apache-2.0 (code); the weights as the data below allows"
IN_TURN = "new, in turn"


def write(
    out: Path, trained: Trained, recipe: SeparationRecipe, old: str, shared: Path | None = None
) -> dict[str, Any]:
    """Write the model to ``out`` (replacing what is there) once it is whole; returns the evaluation.

    With the benchmark folder ``shared`` its labelled segments are a further test set.

    Raises:
        nlp.errors.ModelError: what was written cannot be loaded.
    """
    folder = target.begun(out)
    write_model(trained.model, folder, trained.settings)
    fields = folders.about(recipe, trained.start, trained.log, "separation", LICENCE)
    write_manifest(folder, metrics={}, **fields)
    new, before, compared = measured(str(folder), old, trained, recipe, shared)
    manifest = write_manifest(folder, metrics=report.by_set(new), **fields)
    text = card(trained, recipe, manifest, (new, before, compared), old)
    found = report.to_json(new, before, compared, "f1")
    found["new"] |= folders.settled(folder, out, "separation", text)
    return found


def measured(
    new: str, old: str, trained: Trained, recipe: SeparationRecipe, shared: Path | None
) -> tuple[Result, Result | None, report.Compared]:
    """Both models on the same sets; of those in turn, the models that had not seen the page."""
    sets = report.sets_of("separation", trained.parts, shared)
    older = separation_old.held_out(recipe.adapt.seed, recipe.old_test)  # what may be forgotten
    sets["assembled"] = as_rows(older, "assembled")
    ours, theirs, compared = report.measured("separation", new, old, sets)
    if trained.in_turn is None:
        return ours, theirs, compared
    rows, found = trained.in_turn
    ours.sets.insert(0, judged(IN_TURN, rows, found))
    if theirs is None:
        return ours, None, compared
    theirs.sets.insert(0, SUITES["separation"](old, {IN_TURN: rows}).sets[0])
    return ours, theirs, report.comparisons(ours, theirs)


def card(
    trained: Trained,
    recipe: SeparationRecipe,
    manifest: Mapping[str, Any],
    found: tuple[Result, Result | None, report.Compared],
    old: str,
) -> str:
    """The model card, from what this run read, did and measured."""
    new, before, compared = found
    start = trained.start
    sections = [
        f"# {recipe.name}: content, boilerplate or spam\n\nLabels each segment of an article. Retrained"
        f" from {start.name} (`{start.hash}`) by `veille train separation`: {_way(trained)}",
        f"## Beside {report.beside(before, old)}\n\n"
        + report.verdicts(before, compared, old)
        + f"\n\nBootstrap over segments, both models on the same draws. {_sets(trained)}",
    ]
    if before:
        lost = report.lost(report.forgotten(new, before, "f1"), "F1")
        sections.append(f"## What was forgotten, and what was learnt, by label\n\n{lost}")
    sections += [
        _measured(new),
        f"## Data\n\n{report.data_table(manifest['data'])}\n\n{_counted(trained)}"
        + report.repeats(trained.parts.repeated, "row"),
        report.training(trained.log, recipe, _fitted(trained)),
        f"## Limits\n\n{_limits(trained)}",
    ]
    return "\n\n".join(sections) + "\n"


def _way(trained: Trained) -> str:
    if trained.whole:
        return "fitted anew on the data of the shipped model (its card lists it) and the new rows."
    return (
        "the weights of n-grams and shape were moved as little as the new rows need; all else is as"
        " it was."
    )


def _sets(trained: Trained) -> str:
    told = (
        "`assembled` are documents put together from other articles and other lines of the project's"
        " templates than were shown: they tell what was forgotten of plain spam and furniture."
    )
    if trained.in_turn:
        told = (
            f"`{IN_TURN}` are all new rows, each labelled by a model that was made like this one but"
            " without the page that it is on and without lines that repeat one of it: it tells what such"
            " a model is worth on pages like them, and this one learnt from more. " + told
        )
    return told


def _measured(result: Result) -> str:
    rows = [
        [one.name, one.items, f"{one.figures['macro_f1']:.3f}", f"{one.figures['accuracy']:.3f}"]
        for one in result.sets
    ]
    return "## Figures\n\n" + report.table(["set", "segments", "macro F1", "accuracy"], rows)


def _counted(trained: Trained) -> str:
    """Rows by part and by label."""
    rows = []
    for name, parts in (("new", trained.parts.new), ("rehearsed", trained.parts.old)):
        every = [row for part in parts.values() for row in part]
        labels = ", ".join(f"{n} {label}" for label, n in counts(every, "label").most_common())
        rows.append([name, *(len(part) for part in parts.values()), labels])
    return report.table(["rows", "train", "dev", "test", "labels"], rows)


def _fitted(trained: Trained) -> str:
    if trained.whole:
        return "Settings are those of the model that was started from."
    return (
        "Older lines were shown beside with what the model said of them before. The loss of training"
        " is of all lines and has the pull in it; development lines are judged by themselves, and"
        " nothing was chosen by them."
    )


def _limits(trained: Trained) -> str:
    told = "See the card of the model that was started from; its figures are not this model's."
    if not trained.whole:
        told += (
            " What learnt from neighbours and from the markup of pages was not taught more: a new kind"
            " of line is told by its words. From twenty lines it learns those and lines like them, no"
            " more: look at the rows above. Canaries are what this model says of the project's cases."
        )
    return told
