"""Fit the edit model: a BERT encoder with one tag a word, on the CPU in bfloat16.

First over the damaged sentences, then over the written lines with some damaged ones beside them. Every few
minutes the whole state is saved; started again, it goes on from there.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from transformers import AutoModel

from nlp.encoder import WordPieces
from nlp.repair.edit.tagger import MAX_PIECES, window_of
from training.events.finetune import base_folder, layers_of
from training.repair.marked import Example, example

UNKNOWN, NOTHING = -1, -2
"""Targets of places that no learned tag mends, and of padding."""


class Case(NamedTuple):
    """A sentence as the model reads it; ``target`` is a tag's number for each place."""

    ids: list[int]
    first: list[int]
    target: list[int]


class Batch(NamedTuple):
    """Padded cases: ``ids`` (batch, tokens), ``first`` and ``target`` (batch, places)."""

    ids: Tensor
    first: Tensor
    target: Tensor


def case_of(marked: str, numbers: dict[str, int], pieces: WordPieces) -> Case | None:
    """A marked sentence as a case; None where it is too long for the model."""
    return case_from(example(marked), numbers, pieces)


def case_from(found: Example, numbers: dict[str, int], pieces: WordPieces) -> Case | None:
    """An example as a case; None where it is too long for the model."""
    window = window_of(found.words, pieces)
    if len(window.ids) > MAX_PIECES:
        return None
    target = [UNKNOWN if t is None else numbers.get(t, UNKNOWN) for t in found.tags]
    return Case(window.ids, window.first, target)


class TagModel(nn.Module):
    """The encoder's lower layers (all with 0) and a linear head; the embeddings stay as they are."""

    def __init__(self, folder: Path, layers: int, tags: int) -> None:
        super().__init__()
        # weights in half precision, as checkpoints hold them, are trained in full
        self.bert = AutoModel.from_pretrained(folder, attn_implementation="eager").float()
        own = layers_of(self.bert)
        if layers:
            del own[layers:]
        self.bert.config.num_hidden_layers = len(own)
        self.bert.embeddings.requires_grad_(False)
        self.head = nn.Linear(self.bert.config.hidden_size, tags)

    def forward(self, batch: Batch) -> Tensor:
        """Logits (places, tags) of the places of a batch that are no padding, row by row."""
        with torch.autocast("cpu", torch.bfloat16):
            return self.logits(batch.ids, batch.first, batch.target != NOTHING)

    def logits(self, ids: Tensor, first: Tensor, there: Tensor) -> Tensor:
        """The same in the precision of the caller; ``there`` (batch, places) is False for padding."""
        mask = (ids != (self.bert.config.pad_token_id or 0)).long()
        states = self.bert(ids, attention_mask=mask).last_hidden_state
        index = first[..., None].expand(-1, -1, states.shape[-1])
        return self.head(states.gather(1, index)[there])


def batch_of(cases: Sequence[Case], pad: int = 0) -> Batch:
    """Pad cases to one length; ``pad`` is the token that the encoder takes for padding."""
    tokens = max(len(c.ids) for c in cases)
    places = max(len(c.first) for c in cases)

    def padded(rows: Sequence[Sequence[int]], size: int, value: int) -> Tensor:
        return torch.tensor([[*row, *[value] * (size - len(row))] for row in rows])

    return Batch(
        padded([c.ids for c in cases], tokens, pad),
        padded([c.first for c in cases], places, 0),
        padded([c.target for c in cases], places, NOTHING),
    )


def loss_of(logits: Tensor, target: Tensor, unknown: float) -> Tensor:
    """Cross-entropy a place; where no tag mends the place, only that it is not kept.

    ``logits`` (places, tags) are those of :meth:`TagModel.forward`, ``target`` (batch, places).
    """
    target = target[target != NOTHING]
    loss = nn.functional.cross_entropy(
        logits.float(), target, ignore_index=UNKNOWN, reduction="sum"
    )
    lost = logits[target == UNKNOWN].float()
    kept = torch.softmax(lost, -1)[:, 0].clamp(max=1 - 1e-4)
    return (loss - unknown * torch.log1p(-kept).sum()) / len(target)


def batches(cases: Sequence[Case], pieces: int, rng: random.Random) -> list[list[Case]]:
    """Cases of like length together, at most so many word pieces in a batch, in random order."""
    order = sorted(cases, key=lambda c: (len(c.ids), rng.random()))
    found: list[list[Case]] = []
    for case in order:
        if not found or (len(found[-1]) + 1) * len(case.ids) > pieces:
            found.append([])
        found[-1].append(case)
    return rng.sample(found, len(found))


class Fitting:
    """A run: its data, model, optimizer and place in the plan."""

    def __init__(self, recipe: dict[str, Any]) -> None:
        self.recipe, self.run = recipe, Path(recipe["run"])
        torch.manual_seed(recipe["seed"])
        torch.set_flush_denormal(True)
        self.tags = list(json.loads((self.run / "tags.json").read_text(encoding="utf-8")))
        folder = base_folder(recipe["base"])
        self.pieces = word_pieces(folder)
        self.model = TagModel(folder, recipe["layers"], len(self.tags))
        plan = recipe["train"]
        body = [
            p
            for n, p in self.model.named_parameters()
            if p.requires_grad and not n.startswith(("head", "bert.pooler"))
        ]
        groups = [
            {"params": body, "lr": plan["rate"]},
            {"params": list(self.model.head.parameters()), "lr": plan["head_rate"]},
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
        self.step, self.seconds, self.saved = 0, 0.0, time.monotonic()
        if (self.run / "state/state.json").exists():
            self.restore()

    def cases(self, name: str) -> list[Case]:
        """The sentences of a file of the run folder."""
        numbers = {tag: i for i, tag in enumerate(self.tags)}
        lines = (self.run / name).read_text(encoding="utf-8").splitlines()
        found = (case_of(line, numbers, self.pieces) for line in lines)
        return [case for case in found if case]

    def plan(self) -> Iterator[tuple[list[Case], float, bool]]:
        """Batches, the share of the budget that is spent before each, and whether lines are written."""
        plan, rng = self.recipe["train"], random.Random(self.recipe["seed"])
        damaged, written = self.cases("damaged.tsv"), self.cases("written.tsv")
        held = len(damaged) // 200
        self.held = {"damaged": damaged[:held], "written": self.cases("held.tsv")}
        damaged, size = damaged[held:], plan["batch_pieces"]
        first = [b for _ in range(plan["epochs"]) for b in batches(damaged, size, rng)]
        for i, batch in enumerate(first):
            yield batch, i / len(first), False
        beside = round(plan["written_beside"] * len(written))
        last = [
            b
            for _ in range(plan["written_epochs"])
            for b in batches([*written, *rng.sample(damaged, min(beside, len(damaged)))], size, rng)
        ]
        for i, batch in enumerate(last):
            yield batch, i / len(last), True

    def fit(self) -> None:
        """Train to the end of the plan."""
        total, since = 0.0, time.monotonic()
        for number, (cases, share, late) in enumerate(self.plan()):
            if number < self.step:
                continue
            began = time.monotonic()
            total += self.update(batch_of(cases), self.rate(share, late))
            self.seconds += time.monotonic() - began
            self.step += 1
            if self.step % 100 == 0:
                self.log(total / 100, share, late, time.monotonic() - since)
                total, since = 0.0, time.monotonic()
            if time.monotonic() - self.saved > 60 * self.recipe["train"]["save_minutes"]:
                self.save()
        self.save()

    def rate(self, share: float, late: bool) -> float:
        """The learning rate as a share of its peak: warm-up by steps, then a straight line down."""
        plan = self.recipe["train"]
        if late:
            return plan["written_rate"] / plan["rate"] * max(0.03, 1 - share)
        return min(1.0, (self.step + 1) / plan["warmup"]) * (1 - 0.7 * share)

    def update(self, batch: Batch, rate: float) -> float:
        """One step of the optimizer; its loss."""
        plan = self.recipe["train"]
        for group, peak in zip(self.optimizer.param_groups, ("rate", "head_rate"), strict=True):
            group["lr"] = plan[peak] * rate
        self.model.train()
        loss = loss_of(self.model(batch), batch.target, plan["unknown"])
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        return float(loss.detach())

    def log(self, loss: float, share: float, late: bool, seconds: float) -> None:
        """Append to `log.jsonl`."""
        record = {"step": self.step, "share": round(share, 4), "late": late}
        record |= {"loss": round(loss, 4), "seconds": round(seconds, 1)}
        if self.step % 500 == 0:
            record |= {name: round(self.measured(held), 4) for name, held in self.held.items()}
        with (self.run / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(record) + "\n")

    @torch.no_grad()
    def measured(self, cases: Sequence[Case]) -> float:
        """Mean loss on held-out cases."""
        self.model.eval()
        losses = []
        for start in range(0, len(cases), 32):
            batch = batch_of(cases[start : start + 32])
            losses.append(float(loss_of(self.model(batch), batch.target, 1.0)))
        return sum(losses) / max(1, len(losses))

    def save(self) -> None:
        """Write the whole state beside the old one, then put it in its place."""
        from safetensors.torch import save_file

        new, state = self.run / "state.new", self.run / "state"
        new.mkdir(exist_ok=True)
        tensors = {f"model.{n}": t.clone() for n, t in self.model.state_dict().items()}
        for i, values in self.optimizer.state_dict()["state"].items():
            tensors |= {f"optimizer.{i}.{name}": v.clone() for name, v in values.items()}
        save_file(tensors, new / "state.safetensors")
        record = {"step": self.step, "seconds": self.seconds}
        (new / "state.json").write_text(json.dumps(record) + "\n", encoding="utf-8")
        shutil.rmtree(state, ignore_errors=True)
        os.replace(new, state)
        self.saved = time.monotonic()

    def restore(self) -> None:
        """Load the state that `save` wrote."""
        from safetensors.torch import load_file

        tensors = load_file(self.run / "state/state.safetensors")
        record = json.loads((self.run / "state/state.json").read_text(encoding="utf-8"))
        own = {n[len("model.") :]: t for n, t in tensors.items() if n.startswith("model.")}
        self.model.load_state_dict(own)
        state: dict[int, dict[str, Tensor]] = {}
        for name, tensor in tensors.items():
            if name.startswith("optimizer."):
                _, i, key = name.split(".", 2)
                state.setdefault(int(i), {})[key] = tensor
        self.optimizer.load_state_dict({**self.optimizer.state_dict(), "state": state})
        self.step, self.seconds = record["step"], record["seconds"]


def word_pieces(folder: Path) -> WordPieces:
    """The tokenizer of a base encoder's folder."""
    from tokenizers import Tokenizer

    return WordPieces(Tokenizer.from_file(str(folder / "tokenizer.json")))
