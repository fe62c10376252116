"""Write a run's weights as a checkpoint: float16 safetensors, tokenizer, configuration.

The card (README.md) and the figures in the manifest come from `eval.translation` results given
with `--metrics`; without them the manifest says that nothing was measured.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

from nlp.checkpoints import find, write_manifest
from nlp.convert import suppressed
from nlp.translate import glosses
from nlp.translate.traits import Traits
from training.translation.card import write_card
from training.translation.glosses import SHOWN

TOKENIZER_FILES = ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json")
LICENCE = "Apache-2.0"


def saved_weights(run: Path, kind: str = "model") -> dict[str, Any]:
    """Read weights (torch tensors, float32) from a run's saved state.

    Args:
        run: the run folder.
        kind: "model" for the weights as they were, "average" for their average (EMA), which is
            ahead while the rate is high and falls behind when it has decayed, "middle" for the mean
            of the two.
    """
    from safetensors.torch import load_file

    if kind == "middle":
        last, mean = saved_weights(run, "model"), saved_weights(run, "average")
        return {name: (last[name] + mean[name]) / 2 for name in last}
    tensors = load_file(run / "state/state.safetensors")
    start = len(kind) + 1
    return {name[start:]: t for name, t in tensors.items() if name.startswith(f"{kind}.")}


def soup(weights: dict[str, Any], folder: Path, share: float = 0.5) -> dict[str, Any]:
    """The mean of weights and of another checkpoint's, which has this ``share`` of it.

    Two ends of one path average well where training went on from the one to the other (model soups;
    Wortsman et al., 2022).
    """
    from safetensors.torch import load_file

    other = load_file(folder / "model.safetensors")
    return {
        n: (1 - share) * t + share * other[n].float() if n in other else t
        for n, t in weights.items()
    }


def write_model(recipe: dict, weights: dict[str, Any], folder: Path) -> None:
    """Save weights, configuration and tokenizer so that `AutoModelForSeq2SeqLM` loads them."""
    import torch
    from transformers import GenerationConfig

    from training.translation.train import build_model

    run = Path(recipe["run"])
    vocabulary = len(json.loads((run / "tokenizer/vocab.json").read_text(encoding="utf-8")))
    model = build_model(recipe, vocabulary)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(weights[name])
    bias = model.final_logits_bias.clone()
    model.half()
    model.final_logits_bias = bias.clamp(min=-60000).half()  # -1e9 is beyond float16
    pad = vocabulary - 1
    model.generation_config = GenerationConfig(
        bos_token_id=None,
        eos_token_id=0,
        pad_token_id=pad,
        decoder_start_token_id=pad,
        max_length=512,
        num_beams=1,
        suppress_tokens=sorted(suppressed(folder)) or None,  # training.translation.unwritten
    )
    folder.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(folder)
    for name in TOKENIZER_FILES:
        shutil.copyfile(run / "tokenizer" / name, folder / name)
    shutil.copyfile(run / "names.json", folder / "names.json")
    if (run / SHOWN).exists():
        shutil.copyfile(run / SHOWN, folder / glosses.FILE)
    write_traits(recipe, folder)


def write_traits(recipe: dict, folder: Path) -> None:
    """Write `translation.json`: whether terms were taught, and the weights of the confidence."""
    fitted = Path(recipe["run"]) / "confidence.json"  # training.translation.calibrate
    confidence = json.loads(fitted.read_text(encoding="utf-8")) if fitted.exists() else {}
    taught = recipe.get("terms", {}).get("pairs", 0) > 0
    text = json.dumps({"terms": taught, "confidence": confidence}, indent=1) + "\n"
    (folder / Traits.FILE).write_text(text, encoding="utf-8")


def data_entries(run: Path) -> list[dict[str, Any]]:
    """What the run was trained on: corpus, pairs kept, hash of its file."""
    report = json.loads((run / "counts.json").read_text(encoding="utf-8"))
    return [
        {
            "corpus": name,
            "pairs": count.get("kept", 0),
            "licence": report["licences"].get(name),
            "sha256": report["sha256"].get(name),
        }
        for name, count in sorted(report["counts"].items())
    ]


def write_canaries(folder: Path, inputs: list[tuple[str, str]]) -> None:
    """Translate the canary inputs with the exported model and keep what it gave."""
    from nlp.translate import Translator

    translator = Translator.load(str(folder))
    lines = []
    for lang, text in inputs:
        english = translator.translate([text], lang)[0].text
        lines.append(
            json.dumps(
                {"input": {"lang": lang, "text": text}, "output": english}, ensure_ascii=False
            )
        )
    (folder / "canary.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


CANARIES = [
    ("fr", "Le CHU de Nantes a choisi Sillage Clinique pour 3,5 M€ le 14 mars 2025."),
    ("fr", "L'éditeur a annoncé la fin du support de son logiciel, a-t-on appris mercredi."),
    ("fr", "Voir https://www.example.org/dpi pour la version 7.12 (HL7 FHIR R4)."),
    ("es", "El contrato asciende a 2.300 millones de pesos y se reparte en cinco años."),
    ("es", "El Hospital Clínico San Carlos pondrá en marcha la historia clínica electrónica."),
    ("es", "El 44 % de los médicos no utiliza el sistema, señaló la compañía."),
]


def export(
    recipe: dict,
    folder: Path,
    version: str,
    measured: dict[str, Any],
    kind: str = "model",
    other: tuple[Path, float] | None = None,
) -> None:
    """Write the whole checkpoint folder: weights, canaries, manifest and, once measured, the card.

    With ``other``, a checkpoint's folder and its share, the weights are the mean of both (:func:`soup`).

    Raises:
        ValueError: the measurements are those of other weights.
    """
    run = Path(recipe["run"])
    weights = saved_weights(run, kind)
    if other is not None:
        weights = soup(weights, *other)
    write_model(recipe, weights, folder)
    metrics = {"parameters": f"{sum(t.numel() for t in weights.values()):,}", **measured}
    fields = {
        "name": "translation", "version": version, "task": "translation",
        "data": data_entries(run), "recipe": "training/translation/recipe.toml",
        "metrics": metrics, "licence": LICENCE,
    }  # fmt: skip
    (folder / "canary.jsonl").unlink(missing_ok=True)
    write_manifest(folder, **fields)
    write_canaries(folder, CANARIES)
    manifest = write_manifest(folder, **fields)
    if measured:
        if measured["model"] != find(folder).hash:
            raise ValueError(f"the measurements are of model {measured['model']}")
        write_card(folder, recipe, manifest, run)


def main() -> None:
    """Command line: `python -m training.translation.export RECIPE --to FOLDER`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--version", default="0.1")
    parser.add_argument("--weights", choices=("model", "average", "middle"), default="model")
    parser.add_argument("--soup", type=Path, help="a checkpoint whose weights are averaged in")
    parser.add_argument("--share", type=float, default=0.5, help="the share of that checkpoint")
    parser.add_argument("--metrics", type=Path, help="JSON that eval.translation wrote")
    args = parser.parse_args()
    metrics = json.loads(args.metrics.read_text(encoding="utf-8")) if args.metrics else {}
    recipe = tomllib.loads(args.recipe.read_text(encoding="utf-8"))
    other = (args.soup, args.share) if args.soup else None
    export(recipe, args.to, args.version, metrics, args.weights, other)


if __name__ == "__main__":
    main()
