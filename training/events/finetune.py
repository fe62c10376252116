"""Fine-tune the upper layers of the encoder with its two heads.

The lower layers stay as they were trained, so that their states are computed once for each window
and every epoch costs only the upper ones. Each article is seen as it is in even epochs and as a
damaged copy in odd ones. bfloat16 autocast, eager attention, length-sorted batches.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel, BertModel

from nlp.classify.text import Window
from nlp.passages import SCALE

NOTHING = -2  # unit of padding
NEAR = 3.0  # how much a type counts that a unit is near to and has not, beside any other that it has not


class Case(NamedTuple):
    """One window to learn from: lower states (tokens, width), units (tokens), labels.

    ``told`` (units, labels) is 1 for the labels of each unit and -1 for those that it is only near to;
    ``known`` (units) is 1.0 where they are known.
    """

    states: Tensor
    units: Tensor
    primary: int
    labels: Tensor
    told: Tensor
    known: Tensor


class Batch(NamedTuple):
    """Cases padded to one length, as :class:`Case` has them, with a first axis of cases."""

    states: Tensor
    units: Tensor
    primary: Tensor
    labels: Tensor
    told: Tensor
    known: Tensor


class Outputs(NamedTuple):
    """Logits of the primary head (batch, labels) and of each unit (batch, units, labels)."""

    primary: Tensor
    units: Tensor


def base_folder(name: str) -> Path:
    """Folder of the base encoder: a path, or the package that carries it."""
    if Path(name).is_dir():
        return Path(name)
    return Path(str(files(name.replace("-", "_")) / "model"))


def layers_of(encoder: nn.Module) -> nn.ModuleList:
    """The transformer layers of a BERT-like encoder, lowest first.

    Raises:
        ValueError: it keeps them elsewhere than BERT, RoBERTa and DistilBERT do.
    """
    for holder, name in (("encoder", "layer"), ("transformer", "layer")):
        found = getattr(getattr(encoder, holder, None), name, None)
        if isinstance(found, nn.ModuleList):
            return found
    raise ValueError(f"{type(encoder).__name__} has no layers where BERT-like encoders have them")


class Tuner(nn.Module):
    """The upper layers and the heads; :meth:`lower` computes what they are fed."""

    def __init__(self, folder: Path, labels: int, recipe: dict[str, Any]) -> None:
        super().__init__()
        self.bert: BertModel = AutoModel.from_pretrained(
            folder, attn_implementation="eager"
        ).float()
        for module in self.bert.modules():
            if isinstance(module, nn.Dropout):
                module.p = recipe["dropout"]
        layers = layers_of(self.bert)
        self.cut = len(layers) - recipe["trainable_layers"]
        for parameter in self.bert.parameters():
            parameter.requires_grad_(False)
        self.upper = layers[self.cut :]
        for parameter in self.upper.parameters():
            parameter.requires_grad_(True)
        width = self.bert.config.hidden_size
        self.primary = nn.Linear(3 * width, labels)
        self.unit = nn.Linear(2 * width, labels)
        self.drop = nn.Dropout(recipe["dropout"])

    def take_heads(self, folder: Path) -> None:
        """Begin with the heads of an event model; raises ``RuntimeError`` where it has other types."""
        found = load_file(folder / "heads.safetensors")
        for name in ("primary", "unit"):
            kept = {part: found[f"{name}.{part}"].float() for part in ("weight", "bias")}
            getattr(self, name).load_state_dict(kept)

    @torch.no_grad()
    def lower(self, windows: Sequence[Window]) -> list[Tensor]:
        """States under the trainable layers, one (tokens, width) a window."""
        self.eval()
        found = []
        for window in windows:
            hidden = self.bert.embeddings(torch.tensor([window.ids]))
            with torch.autocast("cpu", torch.bfloat16):
                for layer in layers_of(self.bert)[: self.cut]:
                    hidden = _state(layer(hidden))
            found.append(hidden[0].to(torch.bfloat16).clone())
        return found

    def forward(self, states: Tensor, units: Tensor) -> Outputs:
        """``states`` (batch, tokens, width) and ``units`` (batch, tokens) to logits."""
        hidden = states.float()
        mask = (units == NOTHING)[:, None, None, :] * -1e4
        with torch.autocast("cpu", torch.bfloat16):
            for layer in self.upper:
                hidden = _state(layer(hidden, mask))
        return self.heads(hidden.float(), units)

    def heads(self, hidden: Tensor, units: Tensor) -> Outputs:
        """The same pooling as :func:`nlp.classify.heads.pool`, for a padded batch."""
        real = (units != NOTHING).float()
        mean = functional.normalize(
            torch.einsum("bt,btd->bd", real, hidden) / real.sum(1, keepdim=True), dim=-1
        )
        count = max(int(units.max()) + 1, 2)
        member = (units[..., None] == torch.arange(count, device=units.device)).float()
        sizes = member.sum(1)
        pooled = torch.einsum("btu,btd->bud", member, hidden) / sizes.clamp(min=1)[..., None]
        pooled = functional.normalize(pooled, dim=-1)
        article = torch.cat([mean, pooled[:, 0], pooled[:, 1]], -1) * SCALE
        both = torch.cat([pooled, mean[:, None].expand(-1, count, -1)], -1) * SCALE
        unit = self.unit(self.drop(both)).masked_fill((sizes == 0)[..., None], -1e4)
        return Outputs(self.primary(self.drop(article)), unit)


def _state(found: Any) -> Tensor:
    """The states that a layer gives, in a tuple or by themselves."""
    state: Tensor = found[0] if isinstance(found, tuple) else found
    return state


def batch_of(cases: Sequence[Case]) -> Batch:
    """Pad cases to one length."""
    pad = torch.nn.utils.rnn.pad_sequence
    units = pad([case.units for case in cases], batch_first=True, padding_value=NOTHING)
    count = max(int(units.max()) + 1, 2)
    return Batch(
        pad([case.states.float() for case in cases], batch_first=True),
        units,
        torch.tensor([case.primary for case in cases]),
        torch.stack([case.labels for case in cases]),
        _filled([case.told[:count] for case in cases], count),
        _filled([case.known[:count] for case in cases], count),
    )


def _filled(tensors: Sequence[Tensor], count: int) -> Tensor:
    """One tensor of several, each with zeros after it to a length of ``count``."""
    found = torch.zeros(len(tensors), count, *tensors[0].shape[1:])
    for row, tensor in zip(found, tensors, strict=True):
        row[: len(tensor)] = tensor
    return found


def loss_of(out: Outputs, batch: Batch, recipe: dict[str, Any]) -> Tensor:
    """Cross-entropy of the primary type, and the many-label losses of article and sentences.

    The article has a type to the degree that some unit has it (log-sum-exp); the units whose own
    types are known are asked for those as well, the more where a type is only near.
    """
    chosen = functional.cross_entropy(
        out.primary, batch.primary, label_smoothing=recipe["label_smoothing"]
    )
    many = functional.binary_cross_entropy_with_logits(
        torch.logsumexp(out.units, 1), batch.labels, reduction="none"
    )
    loss = chosen + recipe["unit_loss"] * many.sum(1).mean()
    present = batch.known * (out.units[..., 0] > -1e3)
    if present.any():
        each = functional.binary_cross_entropy_with_logits(
            out.units,
            batch.told.clamp(min=0),
            weight=1 + (NEAR - 1) * (batch.told < 0),
            reduction="none",
        ).sum(-1)
        loss = loss + recipe["sentence_loss"] * (each * present).sum() / present.sum()
    return loss


def _batches(cases: Sequence[Case], size: int, rng: random.Random) -> list[list[Case]]:
    """Shuffled batches of cases of like length."""
    order = rng.sample(list(cases), len(cases))
    batches = []
    for start in range(0, len(order), size * 10):
        near = sorted(order[start : start + size * 10], key=lambda case: len(case.units))
        batches += [near[i : i + size] for i in range(0, len(near), size)]
    return rng.sample(batches, len(batches))


def train(
    tuner: Tuner, clean: Sequence[Case], noisy: Sequence[Case], recipe: dict[str, Any]
) -> None:
    """Fit the upper layers and the heads; linear warm-up over a tenth, then linear decay."""
    torch.manual_seed(recipe["seed"])
    torch.set_flush_denormal(True)
    rng = random.Random(recipe["seed"])
    upper, heads = (
        list(tuner.upper.parameters()),
        [*tuner.primary.parameters(), *tuner.unit.parameters()],
    )
    rates = (recipe["learning_rate"], recipe["head_learning_rate"])
    optimizer = torch.optim.AdamW(
        [
            {"params": group, "lr": rate}
            for group, rate in zip((upper, heads), rates, strict=True)
            if group
        ],
        weight_decay=recipe["weight_decay"],
    )
    peak = [group["lr"] for group in optimizer.param_groups]
    steps = recipe["epochs"] * -(-len(clean) // recipe["batch"])
    done, started = 0, time.monotonic()
    for epoch in range(recipe["epochs"]):
        tuner.train()
        tuner.bert.embeddings.eval()
        total = 0.0
        for cases in _batches(noisy if epoch % 2 else clean, recipe["batch"], rng):
            share = done / steps
            for group, rate in zip(optimizer.param_groups, peak, strict=True):
                group["lr"] = rate * min(1.0, share / 0.1, max(0.02, (1 - share) / 0.9))
            batch = batch_of(cases)
            loss = loss_of(tuner(batch.states, batch.units), batch, recipe)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*upper, *heads], 1.0)
            optimizer.step()
            done, total = done + 1, total + loss.item() * len(cases)
        spent = time.monotonic() - started
        print(f"epoch {epoch + 1}: loss {total / len(clean):.3f}, {spent:.0f} s", file=sys.stderr)


@torch.no_grad()
def logits(
    tuner: Tuner, cases: Sequence[Case], size: int = 16
) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
    """What the heads say: primary logits (cases, labels), and the unit logits of each case."""
    tuner.eval()
    primary, units = [], []
    for start in range(0, len(cases), size):
        batch = batch_of(cases[start : start + size])
        out = tuner(batch.states, batch.units)
        primary.append(out.primary.numpy())
        units += [row[row[:, 0] > -1e3].numpy() for row in out.units]
    return np.concatenate(primary), units


def encoder_tensors(tuner: Tuner) -> dict[str, NDArray[Any]]:
    """The encoder's weights by their transformers names, in half precision."""
    state = tuner.bert.state_dict()
    return {name: value.to(torch.float16).numpy() for name, value in state.items()}


def head_tensors(tuner: Tuner) -> dict[str, NDArray[np.float32]]:
    """The two heads as :class:`nlp.classify.heads.Heads` reads them."""
    parts = {"primary": tuner.primary, "unit": tuner.unit}
    return {
        f"{name}.{part}": getattr(head, part).detach().float().numpy().copy()
        for name, head in parts.items()
        for part in ("weight", "bias")
    }
