"""Articles as rows of a `datasets` table, and batches of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch

from nlp.classify.text import SPECIAL, TITLE
from nlp.encoder import WordPieces
from training.events import finetune
from training.events.damage import damaged
from training.events.data import Sample
from training.events.fit import windows_for
from training.labelled.duplicates import Pair
from training.labelled.read import read
from training.labelled.schema import EventRow, SegmentRow
from training.labelled.split import PARTS, Part
from training.tune import parts
from training.tune.recipe import ROOT, EventsRecipe

if TYPE_CHECKING:
    from datasets import Dataset

UNKNOWN = -1
TEMPLATES = ROOT / "training/separation/templates"


class Parts(NamedTuple):
    """What a run learns from, chooses by and is measured on; ``repeated`` was left out of the first."""

    new: dict[Part, list[EventRow]]
    old: dict[Part, list[EventRow]]
    tests: dict[str, list[EventRow]]
    repeated: list[Pair]

    def samples(self, part: Part) -> list[Sample]:
        """The new and the rehearsed articles of a part."""
        return [row.sample() for row in (*self.new[part], *self.old[part])]


def read_parts(recipe: EventsRecipe, types: Sequence[str], fields: dict[str, str]) -> Parts:
    """Read, check and split everything that a recipe names.

    Raises:
        nlp.errors.DataError: see :func:`training.labelled.read.read`.
    """
    found = parts.read(recipe.data, "events", _text, types=types, fields=fields)
    return Parts(*found)


def noise_of(paths: Sequence[Path]) -> list[str]:
    """Lines that a page leaves in an article: of labelled segments, else of the templates here."""
    if paths:
        rows = [row for row in read(paths, "segments") if isinstance(row, SegmentRow)]
        return [r.text for r in rows if r.label != "content" and r.lang in (None, "en")]
    found = []
    for path in (TEMPLATES / "furniture.en.txt", TEMPLATES / "spam.en.txt"):
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [line.strip() for line in lines if line.strip() and "{" not in line]
    return found


def dataset(
    samples: Sequence[Sample],
    pieces: WordPieces,
    types: Sequence[str],
    recipe: EventsRecipe,
    noise: list[str] | None,
) -> Dataset:
    """One row an article: its first window as it is and as damaged, with labels as numbers.

    Without ``noise`` (None) nothing is damaged: so the development part is the same every time.
    """
    from datasets import Dataset

    rng = random.Random(recipe.train.seed)
    rows = []
    for sample in samples:
        copy = sample if noise is None else damaged(sample, noise, rng)
        kinds = {"clean": sample, "noisy": copy}
        views = {kind: _view(s, pieces, types, recipe) for kind, s in kinds.items()}
        if views["clean"]["ids"] is None or views["noisy"]["ids"] is None:
            continue  # a title alone teaches nothing about sentences
        rows.append(
            {
                "primary": types.index(sample.events[0]),
                "labels": [types.index(t) for t in sample.events],
                **{f"{k}_{name}": value for k, v in views.items() for name, value in v.items()},
            }
        )
    return Dataset.from_list(rows)


def _view(
    sample: Sample, pieces: WordPieces, types: Sequence[str], recipe: EventsRecipe
) -> dict[str, Any]:
    window = windows_for(sample.text, pieces, recipe.window.model_dump()).windows[0]
    if not any(unit not in (SPECIAL, TITLE) for unit in window.units):
        return {"ids": None, "units": None, "told": None}
    told = [
        [UNKNOWN] if own is None else [types.index(t) for t in sorted(own)]
        for own in sample.unit_events()
    ]
    return {"ids": window.ids, "units": window.units, "told": told[: max(window.units) + 1]}


class Collator:
    """Rows to a batch; in odd epochs the damaged copies, where the recipe says so."""

    def __init__(self, labels: int, damage: bool, pad: int) -> None:
        self.labels, self.damage, self.pad = labels, damage, pad
        self.epoch = 0

    def __call__(self, rows: Sequence[dict[str, Any]]) -> dict[str, torch.Tensor]:
        """The arguments of :meth:`training.tune.events_model.EventModel.forward`."""
        kind = "noisy" if self.damage and self.epoch % 2 else "clean"
        cases = [self._case(row, kind) for row in rows]
        batch = finetune.batch_of(cases)
        ids = torch.nn.utils.rnn.pad_sequence(
            [torch.tensor(row[f"{kind}_ids"]) for row in rows],
            batch_first=True,
            padding_value=self.pad,
        )
        found = batch._asdict()
        del found["states"]
        return {"ids": ids, **found}

    def _case(self, row: dict[str, Any], kind: str) -> finetune.Case:
        units, told = torch.tensor(row[f"{kind}_units"]), row[f"{kind}_told"]
        labels = torch.zeros(self.labels)
        labels[row["labels"]] = 1.0
        each = torch.zeros(len(told), self.labels)
        known = torch.ones(len(told))
        for place, own in enumerate(told):
            if own == [UNKNOWN]:
                known[place] = 0.0
            else:
                each[place, own] = 1.0
        nothing = torch.zeros(len(units), 1)  # no states: the encoder is run in the model
        return finetune.Case(nothing, units, row["primary"], labels, each, known)


def macro_f1_of(types: Sequence[str]) -> Any:
    """The metric of a Trainer: macro F1 and accuracy of the primary type."""
    from eval.events import macro_f1

    def measure(asked: Any) -> dict[str, float]:
        logits = asked.predictions[0] if isinstance(asked.predictions, tuple) else asked.predictions
        found = [types[int(i)] for i in np.asarray(logits).argmax(-1)]
        first = asked.label_ids[0] if isinstance(asked.label_ids, tuple) else asked.label_ids
        truth = [types[int(i)] for i in first]
        right = np.mean([f == t for f, t in zip(found, truth, strict=True)])
        return {"macro_f1": macro_f1(found, truth), "accuracy": float(right)}

    return measure


def shortfalls(parts: Parts, types: Sequence[str], needed: Sequence[str]) -> Iterator[str]:
    """Types that cannot be learnt or measured, and what to do about it.

    ``needed`` must have an article in the training part whose primary type they are.
    """
    first = {row.events[0] for row in (*parts.new["train"], *parts.old["train"])}
    if lost := [name for name in types if name in needed and name not in first]:
        each, them = (" of each", "them") if len(lost) > 1 else ("", "the type")
        yield (
            f"events: no training article has {' or '.join(map(repr, lost))} as its primary type; label at"
            f" least five{each}, or take {them} out of the list (--types with mode = 'replace')"
        )


def unseen(parts: Parts, types: Sequence[str]) -> list[str]:
    """What is not known of types after a training: those without an article to learn from, or to be measured on.

    A figure that stays away would be taken for one that did not change.
    """
    shown = {row.events[0] for row in (*parts.new["train"], *parts.old["train"])}
    held = [*parts.tests.values(), parts.new["test"], parts.old["test"]]
    measured = {row.events[0] for rows in held for row in rows}
    lost = [t for t in types if t not in shown and t not in measured]
    found = []
    if lost:
        found.append(
            f"not shown and not measured: {', '.join(lost)}: the new model may have forgotten them, and no"
            " figure says so; with articles of them in [data] rehearse (or among the new ones) they are"
        )
    if bare := [t for t in types if t in measured and t not in shown]:
        found.append(f"not shown, but measured: {', '.join(bare)}")
    if bare := [t for t in types if t in shown and t not in measured]:
        found.append(
            f"shown, but not measured, as no held-out article has them first: {', '.join(bare)}"
        )
    return found


def _text(row: EventRow) -> str:
    text = row.sample().text
    return f"{text.title}\n{text.body}"


__all__ = ["PARTS", "Collator", "Parts", "dataset", "macro_f1_of", "noise_of", "read_parts"]
