"""Words of French and Spanish for an English encoder: what is added to its vocabulary, and where it begins.

The English pieces that the encoder can be asked for keep their vectors. A new piece begins as the mean of the English
pieces that stand in the translations of the sentences it stands in far more than elsewhere (squared co-occurrence over the
product of both frequencies, a measure of association as in Gale and Church 1991).
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from scipy import sparse
from tokenizers import Tokenizer, models, trainers

from training.encoder.sentences import Pair, chosen

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
PREFIX = "##"  # of a piece that goes on with a word
SIZE = 14_000  # pieces that are added
LEAST = 3  # times that an English piece stands in the pairs, or it is left out
MOST = 25_000  # pairs of one corpus that it is learned from
WORDS = "embeddings.word_embeddings.weight"
ALIGNED = 3  # English pieces that a new one begins from
_FOREIGN = re.compile(r"\[unused|[^\x00-\u024f\u2000-\u22ff]")

Array = NDArray[np.float32]


def kept(vocabulary: Mapping[str, int]) -> list[str]:
    """The pieces of an English vocabulary that news in three languages of Latin letters can ask for, in their order."""
    return [w for w in sorted(vocabulary, key=vocabulary.__getitem__) if not _FOREIGN.search(w)]


def common(pieces: Sequence[str], texts: Sequence[Sequence[int]], least: int) -> list[str]:
    """Those ``pieces`` that stand at least so often in ``texts`` of their numbers, and letters and marks, of which any
    word can be made."""
    seen = Counter(number for text in texts for number in text)
    return [
        piece
        for number, piece in enumerate(pieces)
        if seen[number] >= least or len(piece.removeprefix(PREFIX)) == 1 or piece in SPECIAL
    ]


def learned(texts: Sequence[str], base: Tokenizer, size: int) -> list[str]:
    """The first ``size`` pieces that a WordPiece vocabulary of ``texts`` has and ``base`` lacks."""
    known = base.get_vocab()
    own = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    own.normalizer, own.pre_tokenizer = base.normalizer, base.pre_tokenizer
    trainer = trainers.WordPieceTrainer(
        vocab_size=3 * size, min_frequency=2, special_tokens=["[UNK]"], show_progress=False
    )
    own.train_from_iterator(texts, trainer)
    found = sorted(own.get_vocab().items(), key=lambda pair: pair[1])
    return [piece for piece, _ in found if piece not in known and not _FOREIGN.search(piece)][:size]


def extended(tokenizer: dict[str, Any], pieces: Sequence[str] | None = None) -> dict[str, Any]:
    """``tokenizer.json`` of the English encoder with these ``pieces`` for its vocabulary, numbered in their order (or its
    own); it neither pads nor cuts nor adds special tokens."""
    told = {**tokenizer, "post_processor": None, "truncation": None, "padding": None}
    if pieces is not None:
        numbers = {piece: n for n, piece in enumerate(pieces)}
        told["model"] = {**tokenizer["model"], "vocab": numbers}
        told["added_tokens"] = [
            {**one, "id": numbers[one["content"]]} for one in tokenizer["added_tokens"]
        ]
    return told


def begun(
    sources: Sequence[Sequence[int]],
    targets: Sequence[Sequence[int]],
    vectors: Array,
    first: int,
) -> Array:
    """Vectors (pieces, width) with those from number ``first`` on set from the pairs of token lists.

    ``sources`` and ``targets`` are sentences and their translations in pieces of the new vocabulary; ``vectors`` of a
    piece that stands in no sentence stays as it is.
    """
    size = len(vectors)
    seen, told = (_incidence(side, size) for side in (sources, targets))
    together = (seen.T[first:] @ told[:, :first]).tocsr()
    often, common = (np.maximum(np.asarray(m.sum(axis=0)).ravel(), 1) for m in (seen, told))
    made = vectors.copy()
    for n in range(size - first):
        row = together[n]
        if not row.nnz:
            continue
        ties = row.data.astype(np.float64) ** 2 / (often[first + n] * common[row.indices])
        best = np.argsort(-ties)[:ALIGNED]
        weight = ties[best] ** 2
        made[first + n] = weight @ vectors[row.indices[best]] / weight.sum()
    return made


def _incidence(sentences: Sequence[Sequence[int]], size: int) -> sparse.csr_matrix:
    """Which pieces stand in which sentence: shape (sentences, size)."""
    columns = [np.unique(np.asarray(sentence, np.int64)) for sentence in sentences]
    bounds = np.cumsum([0, *map(len, columns)])
    flat = np.concatenate(columns)
    ones = np.ones(len(flat), np.float32)
    return sparse.csr_matrix((ones, flat, bounds), shape=(len(sentences), size))


def begin(base: Path, pairs: Sequence[Pair], out: Path, rng: random.Random) -> None:
    """Write into ``out`` the English encoder of ``base`` with words for the other languages of the ``pairs``."""
    told = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    whole, some = Tokenizer.from_str(json.dumps(extended(told))), chosen(pairs, MOST, rng)
    sources, targets = ([getattr(pair, side) for pair in some] for side in ("source", "target"))
    english = kept(told["model"]["vocab"])
    plain = Tokenizer.from_str(json.dumps(extended(told, english)))
    english = common(english, _ids(plain, targets), LEAST)
    pieces = [*english, *learned(sources, whole, SIZE)]
    cut, plain = (Tokenizer.from_str(json.dumps(extended(told, p))) for p in (pieces, english))
    tensors = {n: t for n, t in load_file(base / "model.safetensors").items() if _needed(n)}
    first = tensors[WORDS][[told["model"]["vocab"][piece] for piece in english]]
    rest = np.tile(first.mean(axis=0), (len(pieces) - len(english), 1))
    vectors = np.concatenate([first, rest]).astype(np.float32)
    tensors[WORDS] = begun(_ids(cut, sources), _ids(plain, targets), vectors, len(english))
    out.mkdir(parents=True, exist_ok=True)
    save_file(tensors, out / "model.safetensors", {"format": "pt"})
    cut.save(str(out / "tokenizer.json"))
    config = json.loads((base / "config.json").read_text(encoding="utf-8"))
    config |= {"vocab_size": len(pieces), "pad_token_id": 0}
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def _needed(name: str) -> bool:
    return not name.startswith("pooler") and not name.endswith("position_ids")


def _ids(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    return [found.ids for found in tokenizer.encode_batch(texts, add_special_tokens=False)]
