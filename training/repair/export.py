"""Write a fitted edit model as a checkpoint: encoder, head, tags, thresholds, card, canaries, manifest."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import torch
from safetensors.torch import save_file

from nlp.checkpoints import find, write_manifest
from nlp.repair import Repairer, RepairOptions
from nlp.repair.edit.tagger import Tagger
from training.events.finetune import base_folder
from training.repair.card import card
from training.repair.fit import Fitting, TagModel
from training.repair.thresholds import CLEAN, Thresholds, choose
from training.tune import target

LICENCE = "Apache-2.0 (base encoder); damaged text from openly licensed corpora, written lines CC0"
FILES = ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json")
CANARIES = (
    "The results of the study will be presented to the congress in Barcelona.",
    "It makes three years that the hospital uses this system.",
    "The ministry it has announced yesterday a plan for reduce the waiting lists.",
    "The nurses who uses the new software says that it is more easy than the old one.",
    "The hospital opened its doors in 1998 and now treats 40,000 patients a year.",
)
"""What must come out unchanged by another machine or version."""

Found = TypeVar("Found", bound=tuple[Any, ...])
"""Thresholds, and then what else is told of how they were chosen."""


def write(out: Path, fitting: Fitting, shared: Path, version: str) -> dict[str, Any]:
    """Write the checkpoint to ``out`` (replacing what is there); what was measured."""
    folder = target.begun(out)
    write_weights(folder, fitting.model, fitting.tags, base_folder(fitting.recipe["base"]))
    about = {"name": "repair", "task": "repair", "version": version, "licence": LICENCE}
    about |= {"recipe": "training/repair/recipe.toml"}
    thresholds, counts = decided(folder, {**about, "data": {}}, lambda t: choose(t, shared))
    write_canaries(folder, CANARIES)
    data = json.loads((fitting.run / "counts.json").read_text(encoding="utf-8"))
    write_manifest(folder, metrics={"proposals": counts}, data=data, **about)
    text = card(fitting.recipe, version, data, counts, thresholds, fitting.seconds / 3600, CLEAN)
    (folder / "README.md").write_text(text, encoding="utf-8")
    target.put(folder, out)
    find(out, task="repair")
    return {"thresholds": thresholds, "proposals": counts}


def write_weights(folder: Path, model: TagModel, tags: Sequence[str], base: Path) -> None:
    """Encoder and head in half precision, tokenizer (that of the folder ``base``), configuration, tags."""
    state = model.bert.state_dict()
    half = {n: t.to(torch.float16).contiguous() for n, t in state.items() if t.is_floating_point()}
    save_file(half, folder / "model.safetensors", metadata={"format": "pt"})
    head = {n: t.detach().to(torch.float16) for n, t in model.head.named_parameters()}
    save_file(head, folder / "head.safetensors")
    config = {**model.bert.config.to_dict(), "architectures": [type(model.bert).__name__]}
    config.pop("_name_or_path", None)  # a folder of the machine that trained it
    config["position_embedding_type"] = "absolute"  # CTranslate2's converter asks for it
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    for name in FILES:
        if (base / name).is_file():
            shutil.copyfile(base / name, folder / name)
    text = json.dumps(list(tags), ensure_ascii=False)
    (folder / "tags.json").write_text(text + "\n", encoding="utf-8")


def decided(folder: Path, about: Mapping[str, Any], choose: Callable[[Tagger], Found]) -> Found:
    """Thresholds chosen on the model in ``folder`` as it is without any, and written; what ``choose`` gave.

    ``about`` are the fields of the manifest, which is written anew: with other thresholds it is
    another model.
    """
    write_thresholds(folder, {})
    write_manifest(folder, metrics={}, **about)
    found = choose(Tagger.load(str(folder)))
    write_thresholds(folder, found[0])
    write_manifest(folder, metrics={}, **about)
    return found


def write_thresholds(folder: Path, thresholds: Thresholds) -> None:
    """The file that says from which probability on edits are made."""
    text = json.dumps({"thresholds": thresholds}, indent=1)
    (folder / "edits.json").write_text(text + "\n", encoding="utf-8")


def write_canaries(folder: Path, texts: Sequence[str]) -> None:
    """Inputs and what the checkpoint makes of them."""
    repairer = Repairer.load(RepairOptions(model=str(folder), translated=True))
    lines = [{"input": {"text": text}, "output": repairer.repair(text).text} for text in texts]
    path = folder / "canary.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
