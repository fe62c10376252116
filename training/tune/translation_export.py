"""Write a retrained translation model: weights, canaries, manifest, evaluation and card."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.suites import Result
from nlp.checkpoints import write_manifest
from nlp.translate import glosses
from nlp.translate.names import NameFilter
from nlp.translate.traits import Traits
from training.labelled.schema import Row, TranslationRow
from training.translation.export import CANARIES, TOKENIZER_FILES, write_canaries
from training.tune import folder as folders
from training.tune import report, target
from training.tune.recipe import TranslationRecipe
from training.tune.translation import Trained

BENCHMARK = 250  # sentences of each set: both models translate them
OURS = (NameFilter.FILE, Traits.FILE, glosses.FILE)
LICENCE = "as the weights it started from and the data below allow"


def write(
    out: Path,
    trained: Trained,
    recipe: TranslationRecipe,
    old: str,
    shared: Path | None = None,
) -> dict[str, Any]:
    """Write the model to ``out`` (replacing what is there) once it is whole; returns the evaluation.

    The development sets of the benchmark folder ``shared`` show what was forgotten.

    Raises:
        nlp.errors.ModelError: what was written cannot be loaded.
    """
    folder = target.begun(out)
    save(trained, folder)
    fields = folders.about(recipe, trained.start, trained.log, "translation", LICENCE)
    write_manifest(folder, metrics={}, **fields)
    sets: dict[str, Sequence[Row]] = {**trained.parts.test}
    sets |= benchmark(shared) if shared else {}
    new, before, compared = report.measured("translation", str(folder), old, sets)
    found = report.to_json(new, before, compared, "chrf")
    write_canaries(folder, CANARIES)
    manifest = write_manifest(folder, metrics=report.by_set(new), **fields)
    text = card(trained, recipe, manifest, (new, before, compared), old)
    found["new"] |= folders.settled(folder, out, "translation", text)
    return found


def save(trained: Trained, folder: Path) -> None:
    """Float16 safetensors, configuration, tokenizer, and what our own models have beside."""
    import torch

    model, start = trained.model, trained.start.path
    if (start / Traits.FILE).is_file():
        with torch.no_grad():  # its embedding is zero so that all engines agree; smoothing moves it
            model.get_input_embeddings().weight[model.config.pad_token_id].zero_()
    model.half().save_pretrained(folder)
    if (start / "source.spm").is_file():
        for name in TOKENIZER_FILES:
            shutil.copyfile(start / name, folder / name)
    else:
        trained.tokenizer.save_pretrained(folder)
    for name in OURS:
        if (start / name).is_file():
            shutil.copyfile(start / name, folder / name)


def benchmark(shared: Path) -> dict[str, Sequence[Row]]:
    """The first sentences of every development set of the benchmark folder, as test sets."""
    from eval.translation_sets import load_sets

    return {
        test.name: [
            TranslationRow(id=f"{test.name}:{i}", lang=test.lang, source=source, target=target)  # type: ignore[arg-type]
            for i, (source, target) in enumerate(zip(test.sources, test.references, strict=True))
        ][:BENCHMARK]
        for test in load_sets(shared, ["flores", "articles"])
    }


def card(
    trained: Trained,
    recipe: TranslationRecipe,
    manifest: dict[str, Any],
    found: tuple[Result, Result | None, report.Compared],
    old: str,
) -> str:
    """The model card, from what this run read, did and measured."""
    new, before, compared = found
    parts = trained.parts
    counts = f"{parts.pairs['new']:,} new pairs and {parts.pairs['rehearsed']:,} older ones were learnt from"
    sections = [
        f"# {recipe.name}: French and Spanish into English\n\nRetrained from {trained.start.name}"
        f" (`{trained.start.hash}`) by `veille train translation`.",
        f"## Beside {report.beside(before, old)}\n\n"
        + report.verdicts(before, compared, old)
        + "\n\nMean chrF of sentences; bootstrap over sentences, both models on the same draws. Pairs of"
        " the sets `new` and `rehearsed` were held out of this training by their article; the model"
        " that was started from may have seen rehearsed ones.",
    ]
    if before:
        lost = report.lost(report.forgotten(new, before, "chrf"), "chrF")
        sections.append(f"## By language\n\n{lost}")
    rows = [
        [s.name, s.items, s.figures["bleu"], s.figures["chrf"], s.figures["flagged"]]
        for s in new.sets
    ]
    sections += [
        "## Figures\n\n" + report.table(["set", "pairs", "BLEU", "chrF", "flagged"], rows),
        f"## Data\n\n{report.data_table(manifest['data'])}\n\n{counts}"
        f" ({len(parts.repeated)} more repeat a held-out one and were not).",
        report.training(
            trained.log,
            recipe,
            f"The development part has {len(parts.dev)} pairs; the weights of the best chrF were kept.",
        ),
        "## Limits\n\nThe weights of the confidence are those of the model it started from; fit them"
        " anew with `python -m training.translation.calibrate`. int8 arithmetic differs a little"
        " between processor families, and the canaries with it.",
    ]
    return "\n\n".join(sections) + "\n"
