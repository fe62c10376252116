"""Give a trained model more encoder layers, each of which changes nothing yet: where a larger run begins.

    python -m training.translation.deepen models/translation --to runs/translation/deeper --sources FILE

Behind every encoder layer one is put whose two sublayers add nothing (their last matrices are zero), so the
model says almost what it said, and training goes on from there instead of from the start (Net2Net; Chen et
al., 2016). The layers normalise after the sum, which would undo the scale that the next layer is used to: the
new norms have the mean and the deviation of what comes in, measured on some source sentences.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from training.translation.stream import padded

if TYPE_CHECKING:
    import torch
    from transformers import MarianMTModel

_LAYER = re.compile(r"model\.encoder\.layers\.(\d+)\.(.+)")
_SENTENCES = 200  # that are read to measure the states
_OF_OLD_WEIGHTS = shutil.ignore_patterns("manifest.json", "README.md", "canary.jsonl")


def scales(model: MarianMTModel, batch: dict[str, torch.Tensor]) -> list[tuple[float, float]]:
    """Deviation and mean, over the width, of what each encoder layer gives (mean over the tokens of a batch)."""
    import torch

    real = batch["attention_mask"].bool()
    with torch.inference_mode():
        states = model.model.encoder(**batch, output_hidden_states=True).hidden_states[1:]
    inner = [state[real] for state in states]
    return [(float(s.std(-1, unbiased=False).mean()), float(s.mean())) for s in inner]


def deeper(
    weights: dict[str, torch.Tensor], measured: Sequence[tuple[float, float]]
) -> dict[str, torch.Tensor]:
    """Weights with a new encoder layer behind every old one.

    Args:
        weights: those of a MarianMT model, by name.
        measured: what :func:`scales` found, one for each encoder layer.
    """
    made: dict[str, torch.Tensor] = {}
    for name, value in weights.items():
        found = _LAYER.fullmatch(name)
        if found is None:
            made[name] = value
            continue
        index, part = int(found[1]), found[2]
        made[f"model.encoder.layers.{2 * index}.{part}"] = value
        made[f"model.encoder.layers.{2 * index + 1}.{part}"] = _new(part, value, measured[index])
    return made


def _new(part: str, value: torch.Tensor, scale: tuple[float, float]) -> torch.Tensor:
    """A parameter of a new layer: a copy of its neighbour's, silent at the end of each sublayer."""
    import torch

    deviation, mean = scale
    if part.startswith(("self_attn.out_proj", "fc2")):
        return torch.zeros_like(value)
    if part.endswith("layer_norm.weight"):
        return torch.full_like(value, deviation)
    return torch.full_like(value, mean) if part.endswith("layer_norm.bias") else value.clone()


def _batch(folder: Path, sentences: Sequence[str], pad: int) -> dict[str, torch.Tensor]:
    """Token ids and mask, (sentences, tokens), as the trainer makes them."""
    import torch
    from sentencepiece import SentencePieceProcessor

    pieces = SentencePieceProcessor(model_file=str(folder / "source.spm"))
    ids = torch.from_numpy(padded(pieces.encode(list(sentences)), pieces.eos_id(), pad))
    return {"input_ids": ids, "attention_mask": (ids != pad).long()}


def write(folder: Path, to: Path, sentences: Sequence[str]) -> int:
    """Write the deeper checkpoint of the one in ``folder``; returns its number of encoder layers.

    Raises:
        ValueError: there is no sentence to measure with.
    """
    from transformers import AutoModelForSeq2SeqLM, MarianConfig, MarianMTModel

    if not sentences:
        raise ValueError("no source sentence to measure the states with")
    model = AutoModelForSeq2SeqLM.from_pretrained(folder).float().eval()
    found = scales(model, _batch(folder, sentences, model.config.pad_token_id))
    settings = model.config.to_dict() | {"encoder_layers": 2 * len(found)}
    larger = MarianMTModel(MarianConfig.from_dict(settings))
    larger.load_state_dict(deeper(model.state_dict(), found))
    shutil.copytree(folder, to, dirs_exist_ok=True, ignore=_OF_OLD_WEIGHTS)
    larger.save_pretrained(to)
    return 2 * len(found)


def main() -> None:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--sources", type=Path, required=True, nargs="+", help="text, a line each")
    args = parser.parse_args()
    lines = [f.read_text(encoding="utf-8").splitlines() for f in args.sources]
    count = max(1, _SENTENCES // len(lines))
    layers = write(args.model, args.to, [text for some in lines for text in some[:count]])
    print(f"{layers} encoder layers in {args.to}; set encoder_layers of the recipe to that")


if __name__ == "__main__":
    main()
