"""Fit the separation model and write it as a checkpoint.

    python -m training.separation --shared PATH --out models/separation [--documents N --seed N]

About a quarter of an hour on two cores. The same data, settings and library versions give the same model.
Nothing is read from the development files of segments and documents except to measure the finished
model. The pages of the extraction benchmarks are training data here, so what is measured on a page
is what a model fitted without any page of its site makes of it.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from safetensors.numpy import save_file

from eval import separation as suites
from eval.extraction import evaluate
from eval.extraction_pages import Extract, Page, flat, ours, pages
from eval.injection import outcomes, report
from eval.injection_pages import texts
from nlp.checkpoints import write_manifest
from nlp.separate import SeparateStage, Separator
from nlp.separate.model import Model
from nlp.separate.reader import FOLDER
from training.separation import card, fit, recipe
from training.separation.pages import SETS, site_fold

_FLAT, _INJECTED = "wcxb-dev", "scrapinghub"
_FIGURES = ("pages", "f1", "precision", "recall", "word_f1")
CANARIES = Path(__file__).parent / "canaries.json"


def main() -> None:
    """Read the options, fit, measure, write weights, canaries, manifest and card."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="labelled/ and benchmarks/")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    parser.add_argument("--documents", type=int, default=fit.Settings.documents)
    parser.add_argument("--seed", type=int, default=fit.Settings.seed)
    parser.add_argument(
        "--beside",
        choices=sorted([*_BESIDE, READER]),
        help="fit the look at short lines, the steps of pages or the reader of lines beside the others of the model in --out",
    )
    parser.add_argument(
        "--encoder", type=Path, help="what the reader begins from, where not from the model's own"
    )
    options = parser.parse_args()
    settings = replace(fit.Settings(), documents=options.documents, seed=options.seed)
    if options.beside == READER:
        reader_beside(options.shared, options.out, settings, options.encoder)
        return
    if options.beside:
        _BESIDE[options.beside](options.shared, options.out, settings)
        return
    fitted = recipe.train(options.shared, settings)
    write(fitted.model, options.out, settings)
    metrics = measure(options.shared, options.out, fitted.held_out)
    manifest(options.out, settings, metrics)
    print(json.dumps(metrics, indent=1))


def beside(shared: Path, out: Path, settings: fit.Settings) -> None:
    """Fit the look at short lines beside the steps of the model in ``out`` and write it there.

    Pages do not use it: what was measured on them stays.
    """
    before = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["metrics"]
    model = recipe.beside(shared, Model.load(out.resolve()), settings)
    write(model, out, settings)
    metrics = {**before, **plain_metrics(shared, Separator(Model.load(out.resolve())))}
    manifest(out, settings, metrics)
    print(json.dumps(metrics, indent=1))


def pages_beside(shared: Path, out: Path, settings: fit.Settings) -> None:
    """Fit the steps of pages beside the others of the model in ``out`` and write it there.

    Pages without their markup do not use them: what was measured on those stays.
    """
    before = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["metrics"]
    fitted = recipe.pages_beside(shared, Model.load(out.resolve()), settings)
    write(fitted.model, out, settings)
    separator = Separator(Model.load(out.resolve()))
    metrics = {
        **before,
        **page_metrics(shared, _extractor(fitted.held_out)),
        **plain_metrics(shared, separator),
    }
    manifest(out, settings, metrics)
    print(json.dumps(metrics, indent=1))


def reader_beside(
    shared: Path, out: Path, settings: fit.Settings, encoder: Path | None = None
) -> None:
    """Fit the reader of lines beside the steps of the model in ``out`` and write it there.

    From the ``encoder``, or from the reader that the model has. What was measured on pages stays: it reads next to nothing of them.

    Raises ``SystemExit`` where there is neither.
    """
    from training.separation import reader as line_reader

    before = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["metrics"]
    model = Model.load(out.resolve())
    start = encoder or (model.reader.folder if model.reader else None)
    if start is None:
        raise SystemExit(
            f"{out} has no reader to go on from: give --encoder FOLDER (training.encoder.distil)"
        )
    tuner = line_reader.fit(shared, line_reader.Recipe(), start)
    tuner.write(out / FOLDER)
    model.settings[FOLDER] = line_reader.CUT.model_dump()
    write(model, out, settings)
    metrics = {**before, **plain_metrics(shared, Separator(Model.load(out.resolve())))}
    manifest(out, settings, metrics)
    print(json.dumps(metrics, indent=1))


_BESIDE = {"lone": beside, "pages": pages_beside}
READER = "reader"


def write(model: Model, out: Path, settings: fit.Settings) -> None:
    """Weights, configuration and canaries."""
    out.mkdir(parents=True, exist_ok=True)
    save_file(model.tensors(), out / "model.safetensors")
    (out / "model.safetensors").chmod(0o644)  # safetensors writes it for its owner alone
    _write_reader(model, out)
    config = {**model.settings, "settings": asdict(settings)}
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    (out / "canary.jsonl").unlink(missing_ok=True)
    separator = Separator(Model.load(out.resolve()))
    lines = []
    for case in json.loads(CANARIES.read_text(encoding="utf-8")):
        found = [label.label for label in separator.label(case["lines"], case["lang"])]
        lines.append(json.dumps({"input": case, "output": found}, ensure_ascii=False) + "\n")
    (out / "canary.jsonl").write_text("".join(lines), encoding="utf-8")


def _write_reader(model: Model, out: Path) -> None:
    """The reader of the model, where it is in another folder; none where the model has none."""
    folder, known = out / FOLDER, FOLDER in model.settings
    source = model.reader.folder if model.reader else None
    if not known:
        shutil.rmtree(folder, ignore_errors=True)
    elif source and source.resolve() != folder.resolve():
        shutil.copytree(source, folder, dirs_exist_ok=True)


def measure(shared: Path, out: Path, held_out: Sequence[Model]) -> dict[str, Any]:
    """The development suites on the model as written; pages by models that had not seen the site."""
    by_site = _extractor(held_out)
    folder = shared / "benchmarks/extraction"
    flattened = evaluate(by_site, map(flat, pages(folder / _FLAT)))
    return {
        **page_metrics(shared, by_site),
        "pages_as_text": {_FLAT: _short(flattened)},
        **plain_metrics(shared, Separator(Model.load(out.resolve()))),
    }


def page_metrics(shared: Path, by_site: Extract) -> dict[str, Any]:
    """Pages, and spam put into them, by models that had not seen the site."""
    folder = shared / "benchmarks/extraction"
    found = {name: evaluate(by_site, pages(folder / name)) for name in SETS}
    spam = texts(shared)
    injected = report(list(outcomes(by_site, pages(folder / _INJECTED), spam, seed=0)), spam)
    return {
        "pages": {name: _short(told) for name, told in found.items()},
        "injection": {name: injected[name] for name in ("survival", "recall_lost", "by_kind")},
    }


def plain_metrics(shared: Path, separator: Separator) -> dict[str, Any]:
    """The development suites of plain text, and the written lines that no training reads."""
    return {
        "segments_dev": suites.segments(shared, separator),
        "documents_dev": suites.documents(shared, separator),
        "kinds": suites.kinds(shared, separator),
        "paragraphs": suites.paragraphs(shared, separator),
        "terse": suites.terse(shared, separator),
        "lines": suites.lines(shared, separator),
        "glued": suites.glued(shared, separator),
    }


def _extractor(held_out: Sequence[Model]) -> Extract:
    return unseen([ours(SeparateStage(Separator(model))) for model in held_out])


def unseen(extractors: Sequence[Extract]) -> Extract:
    """An extractor that takes each page with the model that was fitted without its site."""

    def extract(page: Page) -> str:
        return extractors[site_fold(page.truth.get("url"), page.id)](page)

    return extract


def _short(told: dict[str, Any]) -> dict[str, Any]:
    kept = {name: told[name] for name in _FIGURES if name in told}
    articles = told["by_type"].get("article")
    return kept | ({"article": articles} if articles else {})


def manifest(out: Path, settings: fit.Settings, metrics: dict[str, Any]) -> None:
    """``manifest.json`` and the card, from what was measured."""
    write_manifest(
        out,
        name="separation",
        version="1",
        task="separation",
        data=card.DATA,
        recipe={"command": card.COMMAND, "settings": asdict(settings)},
        metrics=metrics,
        licence="Apache-2.0",
    )
    (out / "README.md").write_text(card.text(metrics, settings), encoding="utf-8")


if __name__ == "__main__":
    main()
