"""How fast `veille train translation` trains, beside a plain PyTorch loop on the same batches.

    python -m eval.training_speed [--model translation] [--steps 20] [--batch 16] [--rounds 3]

Both train copies of one model with the recipe's defaults, in float32, on pairs that were written for the
recipes. The plain loop has what any has: batches, forward, cross-entropy with label smoothing, backward,
clipping, the Trainer's optimizer (fused AdamW), schedule. Loops take turns, so that what else the machine
does falls on both; the first steps of a turn are not counted, nor what the Trainer does between epochs
(measuring, saving), which the plain loop has not.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from nlp.checkpoints import find

if TYPE_CHECKING:
    from training.tune.recipe import TranslationRecipe
    from training.tune.translation_data import Parts

WARM = 3
"""Steps of a turn before the clock starts."""
Moment = tuple[float, float]
"""Seconds on the wall, seconds of processors."""


class Bench(NamedTuple):
    """What both loops train: a model to be copied, its tokenizer, data and settings."""

    model: Any
    tokenizer: Any
    parts: Parts
    recipe: TranslationRecipe


class Rate(NamedTuple):
    """Steps a second on the wall, and steps a second of processors."""

    wall: float
    processor: float


class Turn(NamedTuple):
    """How fast the Trainer was; the rows of each batch and what made tensors of them, for the other loop."""

    rate: Rate
    batches: list[list[dict[str, Any]]]
    collate: Callable[[list[dict[str, Any]]], dict[str, Any]]


def bench(folder: Path, start: str, steps: int, batch: int) -> Bench:
    """The model ``start`` and written pairs for so many steps.

    Raises:
        nlp.errors.ModelError: the model cannot be had.
        nlp.errors.ConfigError: it is of no family that the pipeline can run.
    """
    from training.tune.recipe import TranslationRecipe
    from training.tune.translation import load
    from training.tune.translation_data import read_parts

    model, tokenizer = load(find(start, "translation"))
    pairs = _pairs(folder, round(1.6 * steps * batch) + 20)  # a quarter of them is held out
    loop = {"batch": batch, "precision": "fp32", "patience": 0, "report_to": ["none"]}
    recipe = TranslationRecipe.model_validate(
        {
            "name": "speed",
            "start": start,
            "run": folder,
            "data": {"train": [pairs]},
            "written": False,
            "train": loop,
        }
    )
    return Bench(model, tokenizer, read_parts(recipe, {}, folder / "data"), recipe)


def _pairs(folder: Path, count: int) -> Path:
    """Pairs written for the recipes, as labelled data."""
    from training.translation.data import written

    path = folder / "pairs.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for number, (_, lang, source, target) in enumerate(islice(written(), count)):
            row = {"id": str(number), "lang": lang, "source": source, "target": target}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def with_trainer(given: Bench, steps: int) -> Turn:
    """The Trainer of `veille train translation`, without its measurements between epochs."""
    from transformers import PrinterCallback, TrainerCallback

    from training.tune.clock import Clock
    from training.tune.translation import trainer_of

    times: list[Moment] = []
    batches: list[list[dict[str, Any]]] = []

    class Watch(TrainerCallback):
        """Notes when each step ends."""

        def on_step_end(self, *_: Any, **__: Any) -> None:
            times.append(_now())

    model = deepcopy(given.model)
    clock = Clock(given.recipe.run / "clock.json")
    trainer = trainer_of(model, given.tokenizer, given.parts, given.recipe, clock)
    collate = trainer.data_collator

    def noted(rows: Sequence[dict[str, Any]]) -> Any:
        batches.append(list(rows))
        return collate(rows)

    trainer.data_collator = noted  # type: ignore[assignment]
    trainer.add_callback(Watch())
    trainer.remove_callback(PrinterCallback)
    trainer.args.eval_strategy = trainer.args.save_strategy = "no"
    trainer.args.max_steps = steps
    trainer.train()
    return Turn(_rate(times), batches[:steps], collate)


def with_plain_loop(given: Bench, turn: Turn) -> Rate:
    """A loop written out, on the batches of a turn of the Trainer."""
    import torch
    from transformers import get_linear_schedule_with_warmup

    loop, steps = given.recipe.train, len(turn.batches)
    model = deepcopy(given.model).train()
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=loop.learning_rate, weight_decay=loop.weight_decay, fused=True
    )
    warm = math.ceil(loop.warmup * steps)
    schedule = get_linear_schedule_with_warmup(optimizer, warm, steps)
    times = []
    for rows in turn.batches:
        _loss(model, turn.collate(rows), given.recipe.label_smoothing).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), loop.clip)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        times.append(_now())
    return _rate(times)


def _loss(model: Any, batch: dict[str, Any], smoothing: float) -> Any:
    from torch.nn.functional import cross_entropy

    labels = batch.pop("labels").flatten()
    logits = model(**batch).logits.flatten(0, 1)
    return cross_entropy(logits, labels, ignore_index=-100, label_smoothing=smoothing)


def _now() -> Moment:
    return time.perf_counter(), time.process_time()


def _rate(times: Sequence[Moment]) -> Rate:
    first, last = times[WARM - 1], times[-1]
    steps = len(times) - WARM
    return Rate(steps / (last[0] - first[0]), steps / (last[1] - first[1]))


def measure(start: str, steps: int, batch: int, rounds: int) -> dict[str, Any]:
    """Both loops in turn: the best rates on the wall, and medians over the rounds of Trainer : plain."""
    import torch

    found: list[tuple[Rate, Rate]] = []
    with tempfile.TemporaryDirectory() as folder:
        given = bench(Path(folder), start, steps, batch)
        for _ in range(rounds):
            turn = with_trainer(given, steps)
            found.append((turn.rate, with_plain_loop(given, turn)))
    return {
        "weights": sum(p.numel() for p in given.model.parameters()),
        "threads": torch.get_num_threads(),
        "batch": batch,
        "steps": steps,
        "rounds": rounds,
        "trainer_steps_per_second": round(max(ours.wall for ours, _ in found), 3),
        "plain_steps_per_second": round(max(plain.wall for _, plain in found), 3),
        "ratio": round(median(ours.wall / plain.wall for ours, plain in found), 3),
        "ratio_of_processor_time": round(
            median(ours.processor / plain.processor for ours, plain in found), 3
        ),
    }


def main() -> None:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default="translation", help="name, folder or Hugging Face id")
    parser.add_argument("--steps", type=int, default=20, help=f"of a turn, more than {WARM}")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    if args.steps <= WARM or args.batch < 1 or args.rounds < 1:
        parser.error(f"--steps over {WARM}, --batch and --rounds of at least 1")
    print(json.dumps(measure(args.model, args.steps, args.batch, args.rounds), indent=1))


if __name__ == "__main__":
    main()
