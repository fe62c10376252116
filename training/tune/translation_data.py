"""Sentence pairs for training: checked, split by article and streamed to disk, then shown in batches.

The training part goes to a Parquet file in the run folder as it is read, and `datasets` maps it into
memory from there: so it may be larger than memory. Development and test parts are bounded.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from nlp.errors import DataError
from nlp.transformers_engine import CODES, ENGLISH, family
from nlp.translate.glosses import Glosses
from training.labelled.duplicates import HeldOut, Pair
from training.labelled.read import LEAST, read
from training.labelled.schema import Row, TranslationRow
from training.labelled.split import CHOSEN_BY, Bounds, bounds, named, refuse_overlap, split
from training.translation import data as project
from training.translation.annotate import Annotator
from training.translation.noise import vary
from training.tune.recipe import TranslationRecipe

if TYPE_CHECKING:
    import torch
    from datasets import Dataset
    from transformers import PreTrainedTokenizerBase

MOST = 2_000
"""Pairs of a development or test part, at most: more of them are learnt from."""
COLUMNS = pa.schema([(name, pa.string()) for name in ("lang", "source", "target")])
_BATCH = 10_000


class Parts(NamedTuple):
    """The parts of a run; ``train`` is a Parquet file with so many ``pairs`` in it."""

    train: Path
    pairs: dict[str, int]
    dev: list[TranslationRow]
    test: dict[str, list[TranslationRow]]
    repeated: list[Pair]


def read_parts(recipe: TranslationRecipe, fields: dict[str, str], folder: Path) -> Parts:
    """Read, check, split and write everything that a recipe names.

    Raises:
        DataError: see :func:`training.labelled.read.read`.
    """
    data = recipe.data
    count, ends = _measured(recipe, fields)
    tests = {name: _pairs([path], fields) for name, path in data.test.items()}
    held: dict[str, list[TranslationRow]] = {"dev": [], "test": []}
    wanted = {named(row) for rows in tests.values() for row in rows}
    shared: dict[str, dict[Any, Row]] = {"train": {}, "dev": {}}
    for row in _rows(data.train, fields):
        if (part := ends.part(row.article)) != "train":
            held[part].append(row)
        if part != "test" and (own := named(row)) in wanted:
            shared[part][own] = row
    old, old_test = rehearsed(recipe, count)
    for name, rows in tests.items():
        refuse_overlap([*shared["train"].values(), *old], rows, name)
        refuse_overlap(shared["dev"].values(), rows, name, CHOSEN_BY)
    every = [*held["dev"], *held["test"], *(r for rows in tests.values() for r in rows), *old_test]
    index = HeldOut((row.id or "", row.source) for row in every)
    train = (row for row in _rows(data.train, fields) if ends.part(row.article) == "train")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "train.parquet"
    pairs, repeated = _written(path, {"new": train, "rehearsed": iter(old)}, index)
    _check(held["dev"], held["test"] or list(tests), pairs)
    return Parts(
        path, pairs, held["dev"], {"new": held["test"], "rehearsed": old_test, **tests}, repeated
    )


def _measured(recipe: TranslationRecipe, fields: dict[str, str]) -> tuple[int, Bounds]:
    """How many new pairs there are, and where the parts end; every fault is raised here."""
    count, groups = 0, set()
    for row in read(recipe.data.train, "translation", fields=fields, least=LEAST):
        count += 1
        if len(groups) < _BATCH:  # of so many some are in every part
            groups.add(row.article)
    shares = (min(s, MOST / count) for s in (recipe.data.dev_share, recipe.data.test_share))
    return count, bounds(groups, *shares)


def _written(
    path: Path, kinds: dict[str, Iterator[TranslationRow]], index: HeldOut
) -> tuple[dict[str, int], list[Pair]]:
    """Write the training part without what is held out; pairs of each kind, and what was left out."""
    repeated: list[Pair] = []
    pairs = dict.fromkeys(kinds, 0)
    with pq.ParquetWriter(path, COLUMNS) as out:
        for kind, rows in kinds.items():
            for batch in _batches(_kept(rows, index, repeated)):
                out.write_table(pa.Table.from_pylist(batch, schema=COLUMNS))
                pairs[kind] += len(batch)
    return pairs, repeated


def rehearsed(
    recipe: TranslationRecipe, new: int
) -> tuple[list[TranslationRow], list[TranslationRow]]:
    """Older pairs to show beside ``new`` new ones, and those of them that are held out."""
    older = _pairs(recipe.data.rehearse) if recipe.data.rehearse else []
    if recipe.written:
        older += [
            TranslationRow(
                id=f"written:{i}", group=english, lang=lang, source=source, target=english
            )
            for i, (_, lang, source, english) in enumerate(project.written())
        ]
    rng = random.Random(recipe.train.seed)
    parts = split(older, 0.0, recipe.data.test_share)
    most = {"train": round(recipe.rehearsed * new), "test": recipe.old_test}
    train, test = (rng.sample(parts[p], min(len(parts[p]), most[p])) for p in ("train", "test"))  # type: ignore[index]
    return train, test


def _pairs(paths: Sequence[Path], fields: dict[str, str] | None = None) -> list[TranslationRow]:
    return list(_rows(paths, fields or {}))


def _rows(paths: Sequence[Path], fields: dict[str, str]) -> Iterator[TranslationRow]:
    for row in read(paths, "translation", fields=fields, met=set()):  # _measured told what is lost
        assert isinstance(row, TranslationRow)
        yield row


def _kept(
    rows: Iterator[TranslationRow], index: HeldOut, repeated: list[Pair]
) -> Iterator[dict[str, str]]:
    for row in rows:
        if pair := index.repeated(row.id or "", row.source):
            repeated.append(pair)
        else:
            yield {"lang": row.lang, "source": row.source, "target": row.target}


def _batches(rows: Iterator[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _check(dev: Sequence[TranslationRow], test: Sequence[Any], pairs: dict[str, int]) -> None:
    faults = []
    if not test:
        faults.append(
            "no test pair: there are too few articles (`group`) to hold one out; add some, raise [data]"
            " test_share, or name a set in [data] test"
        )
    if not dev:
        faults.append(
            "no development pair: there are too few, or one group holds them all; give pairs the"
            " group of their article, add some, or raise [data] dev_share"
        )
    if not pairs["new"]:
        faults.append(
            "no new pair is left to learn from: all are held out or repeat one that is; lower"
            " [data] dev_share and test_share, or take the repeated ones out"
        )
    if faults:
        raise DataError(faults)


def dataset(parts: Parts, cache: Path) -> Dataset:
    """The training part, numbered: what a pair looks like in an epoch depends on its number."""
    from datasets import Dataset

    found = Dataset.from_parquet(str(parts.train), cache_dir=str(cache))
    return found.add_column("row", list(range(len(found))))


def dev_dataset(rows: Sequence[TranslationRow]) -> Dataset:
    """The development part; number -1: shown as it is."""
    from datasets import Dataset

    return Dataset.from_list(
        [{"lang": r.lang, "source": r.source, "target": r.target, "row": -1} for r in rows]
    )


class Collator:
    """Pairs to a batch, varied anew each epoch where the model knows our placeholders.

    ``rare`` are the words that it is shown with their English (none: it was not taught glosses).

    ``epoch`` is set as each begins. A pair's variation depends on seed, epoch and number alone, so
    that a resumed run sees the same.
    """

    def __init__(
        self,
        tokenizer: PreTrainedTokenizerBase,
        model: Any,
        recipe: TranslationRecipe,
        symbols: bool,
        rare: dict[str, Glosses] | None = None,
    ) -> None:
        self.tokenizer, self.model, self.recipe, self.symbols = tokenizer, model, recipe, symbols
        self.epoch = 0
        terms = {"pairs": 0.0}  # those of the glossary stay as they were taught
        self._annotator = Annotator(terms, {}, rare) if rare else None
        self._settings = {
            "noise": recipe.noise, "mask": recipe.mask, "glosses": recipe.glosses, "terms": terms
        }  # fmt: skip

    def __call__(self, rows: Sequence[dict[str, Any]]) -> dict[str, torch.Tensor]:
        """``input_ids``, ``attention_mask``, ``labels`` (-100: padding), ``decoder_input_ids``."""
        import torch

        shown = [self._shown(row) for row in rows]
        sources = [self._ids(text, row["lang"]) for (text, _), row in zip(shown, rows, strict=True)]
        targets = [self._target_ids(text) for _, text in shown]
        pad = self.tokenizer.pad_token_id
        ids = _padded(sources, pad)
        labels = _padded(targets, -100)
        return {
            "input_ids": ids,
            "attention_mask": torch.tensor(
                [[1] * len(s) + [0] * (ids.shape[1] - len(s)) for s in sources]
            ),
            "labels": labels,
            "decoder_input_ids": shifted(labels, self.model),
        }

    def _shown(self, row: dict[str, Any]) -> tuple[str, str]:
        if row["row"] < 0 or not self.symbols:
            return row["source"], row["target"]
        rng = random.Random(f"{self.recipe.train.seed} {self.epoch} {row['row']}")
        shown = row["source"], row["target"], row["lang"]
        return vary(*shown, rng, self._settings, self._annotator)

    def _ids(self, text: str, lang: str) -> list[int]:
        speak(self.tokenizer, self.model, lang)
        return self.tokenizer(text, truncation=True, max_length=self.recipe.max_tokens).input_ids

    def _target_ids(self, text: str) -> list[int]:
        limit = self.recipe.max_tokens
        return self.tokenizer(text_target=text, truncation=True, max_length=limit).input_ids


def shifted(labels: torch.Tensor, model: Any) -> torch.Tensor:
    """What the decoder is fed to give ``labels``: they themselves, one place later."""
    if hasattr(model, "prepare_decoder_input_ids_from_labels"):
        return model.prepare_decoder_input_ids_from_labels(labels=labels)
    found = labels.new_full(labels.shape, model.config.decoder_start_token_id)  # M2M-100, NLLB
    found[:, 1:] = labels[:, :-1]
    return found.masked_fill(found == -100, model.config.pad_token_id)


def speak(tokenizer: PreTrainedTokenizerBase, model: Any, lang: str) -> None:
    """Tell a multilingual tokenizer the source language, and that the target is English."""
    kind = family(model.config.model_type, type(tokenizer).__name__)
    if kind in CODES:
        tokenizer.src_lang = CODES[kind][lang]
        tokenizer.tgt_lang = ENGLISH[kind]


def _padded(rows: Sequence[Sequence[int]], fill: int) -> torch.Tensor:
    import torch

    longest = max(map(len, rows))
    return torch.tensor([[*row, *[fill] * (longest - len(row))] for row in rows])
