"""Fit the separation model and write it as a checkpoint.

    python -m training.separation --shared PATH --out models/separation [--documents N --seed N]

About two minutes on two cores. The same data, settings and library versions give the same model.
Nothing is read from files with ``dev`` in their name except to measure the finished model.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from safetensors.numpy import save_file

from eval import extraction
from eval import separation as suites
from nlp.checkpoints import write_manifest
from nlp.separate import SeparateStage, Separator
from nlp.separate.model import Model
from training.separation import card, fit, recipe

CANARIES = Path(__file__).parent / "canaries.json"


def main() -> None:
    """Read the options, fit, measure, write weights, canaries, manifest and card."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="labelled/ and benchmarks/")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    parser.add_argument("--documents", type=int, default=fit.Settings.documents)
    parser.add_argument("--seed", type=int, default=fit.Settings.seed)
    options = parser.parse_args()
    settings = replace(fit.Settings(), documents=options.documents, seed=options.seed)
    model = recipe.train(options.shared, settings)
    write(model, options.out, settings)
    metrics = measure(options.shared, options.out)
    manifest(options.out, settings, metrics)
    print(json.dumps(metrics, indent=1))


def write(model: Model, out: Path, settings: fit.Settings) -> None:
    """Weights, configuration and canaries."""
    out.mkdir(parents=True, exist_ok=True)
    save_file(model.tensors(), out / "model.safetensors")
    (out / "model.safetensors").chmod(0o644)  # safetensors writes it for its owner alone
    config = {**model.settings, "settings": asdict(settings)}
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    (out / "canary.jsonl").unlink(missing_ok=True)
    separator = Separator(Model.load(out.resolve()))
    lines = []
    for case in json.loads(CANARIES.read_text(encoding="utf-8")):
        found = [label.label for label in separator.label(case["lines"], case["lang"])]
        lines.append(json.dumps({"input": case, "output": found}, ensure_ascii=False) + "\n")
    (out / "canary.jsonl").write_text("".join(lines), encoding="utf-8")


def measure(shared: Path, out: Path) -> dict[str, Any]:
    """The development suites on the model as written."""
    separator = Separator(Model.load(out.resolve()))
    pages = extraction.measure(
        shared / "benchmarks/extraction/scrapinghub", SeparateStage(separator)
    )
    measured = ("f1", "precision", "recall", "pages")
    return {
        "scrapinghub": {name: pages[name] for name in measured},
        "segments_dev": suites.segments(shared, separator),
        "documents_dev": suites.documents(shared, separator),
    }


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
