"""The edit model as a Trainer sees it, grown from a checkpoint of ours or put upon any encoder.

Encoder, head and loss are those of :mod:`training.repair.fit`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from nlp.checkpoints import Checkpoint
from nlp.errors import ConfigError
from nlp.repair.edit.tags import KEEP
from training.repair.examples import often
from training.repair.fit import NOTHING, UNKNOWN, TagModel, loss_of
from training.repair.marked import Example
from training.tune.events_model import with_lora
from training.tune.recipe import RepairRecipe


class RepairModel(nn.Module):
    """A tagger with its loss; ``unknown`` weighs places that no tag mends."""

    def __init__(self, tagger: TagModel, unknown: float) -> None:
        super().__init__()
        self.tagger, self.unknown = tagger, unknown

    def forward(self, ids: Tensor, first: Tensor, target: Tensor) -> dict[str, Tensor]:
        """Shapes as in :class:`training.repair.fit.Batch`.

        When measured, also the likeliest tag of each place (``told``) and the log-probability of the
        wanted one (``likely``; 0 where there is none), both (batch, places).
        """
        there = target != NOTHING
        logits = self.tagger.logits(ids, first, there)
        found = {"loss": loss_of(logits, target, self.unknown)}
        if not self.training:
            told, likely = torch.zeros_like(target), torch.zeros(target.shape, device=ids.device)
            wanted = target[there]
            told[there] = logits.argmax(-1)
            likely[there] = -nn.functional.cross_entropy(
                logits.float(), wanted, ignore_index=UNKNOWN, reduction="none"
            )
            found |= {"told": told, "likely": likely}
        return found


def known_tags(start: Checkpoint) -> list[str]:
    """The tags of a checkpoint of ours, in the order of its head; none of a bare encoder."""
    return list(start.load_json("tags.json")) if start.task == "repair" else []


def grown_tags(known: Sequence[str], shown: Iterable[Example], least: int) -> list[str]:
    """The known tags in their order, then those that occur often enough in what is shown."""
    old = dict.fromkeys(known or [KEEP])
    return [*old, *(tag for tag in often(shown, least) if tag not in old)]


def build(start: Checkpoint, tags: Sequence[str], recipe: RepairRecipe) -> RepairModel:
    """The model to train, its head taken over from a checkpoint of ours.

    Raises:
        ConfigError: more layers are asked for than there are.
    """
    torch.manual_seed(recipe.train.seed)
    tagger = TagModel(start.path, recipe.layers, len(tags))
    if recipe.layers > (depth := tagger.bert.config.num_hidden_layers):
        raise ConfigError(f"layers = {recipe.layers}, but {start.name} has {depth}")
    tagger.bert.embeddings.requires_grad_(not recipe.freeze_embeddings)
    if (pooler := getattr(tagger.bert, "pooler", None)) is not None:
        pooler.requires_grad_(False)  # nothing reads it
    if start.task == "repair":
        take_head(tagger.head, start.load_tensors("head.safetensors"))
    if recipe.lora:
        tagger.bert = with_lora(tagger.bert, recipe.lora)
    return RepairModel(tagger, recipe.unknown)


def take_head(head: nn.Linear, old: dict[str, NDArray[Any]]) -> None:
    """Copy the old rows; each further one begins as the mean of those that change something.

    So a new tag is nowhere likelier than the old ones are on average, and the old answers hardly move
    (Hewitt 2021, of new words in an embedding).
    """
    known = len(old["bias"])
    with torch.no_grad():
        for name, tensor in (("weight", head.weight), ("bias", head.bias)):
            rows = torch.from_numpy(old[name].astype(np.float32))
            tensor[:known] = rows
            if known > 1:
                tensor[known:] = rows[1:].mean(0)


def optimizer(model: RepairModel, recipe: RepairRecipe) -> torch.optim.Optimizer:
    """AdamW with a rate for the encoder and a higher one for the head."""
    body = [p for p in model.tagger.bert.parameters() if p.requires_grad]
    groups = [
        {"params": body, "lr": recipe.train.learning_rate},
        {"params": list(model.tagger.head.parameters()), "lr": recipe.head_learning_rate},
    ]
    return torch.optim.AdamW(
        [g for g in groups if g["params"]], weight_decay=recipe.train.weight_decay
    )
