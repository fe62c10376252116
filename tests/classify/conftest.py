"""A small event model made here: random heads, a few words, an encoder that looks tokens up."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from nlp.checkpoints import find, write_manifest
from nlp.classify import ArticleText, Classifier, ClassifyOptions
from nlp.classify.lexical import Lexicon, grams
from nlp.encoder import WordPieces

TYPES = ["tender", "outage", "other"]
WIDTH = 8
TEXTS = [
    ArticleText("Hospital opens tender for records", ["Offers are due in June.", "Five sites."]),
    ArticleText("Outage stops the laboratory", ["The network failed on Monday.", "It is back."]),
    ArticleText("A piano for the hall", ["Patients may play it on Monday.", "It is black."]),
]


class TableEncoder:
    """Stands for a real encoder: the state of a token is a fixed random row."""

    def __init__(self, folder: Path) -> None:
        self.tokenize = WordPieces.load(find(str(folder)))
        self._table = np.random.default_rng(0).normal(size=(200, WIDTH)).astype(np.float32)
        self.read = 0

    def hidden(self, windows: Sequence[list[int]]) -> list[np.ndarray]:
        """One row for each token."""
        self.read += sum(map(len, windows))
        return [self._table[window] for window in windows]


def write_tokenizer(folder: Path) -> WordPieces:
    """A word-level tokenizer over the words of :data:`TEXTS`."""
    words = sorted({w.strip(".").lower() for t in TEXTS for w in f"{t.title} {t.body}".split()})
    vocabulary = {w: i for i, w in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", *words])}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    return WordPieces(tokenizer)


def write_heads(folder: Path) -> None:
    """Random encoder heads, and a lexicon that knows the three texts by heart."""
    counted = [grams(text) for text in TEXTS]
    least = dict.fromkeys(("title", "lead", "words", "characters"), 1)
    lexicon = Lexicon.fit(counted, least, dict.fromkeys(least, 1.0))
    weight = np.zeros((len(lexicon.idf), len(TYPES)), dtype=np.float32)
    for label, article in enumerate(counted):
        row = lexicon.row(article)
        weight[row.index, label] += row.value
    draw = np.random.default_rng(1)
    zero = np.zeros(len(TYPES), dtype=np.float32)
    tensors = {
        "lexical.idf": lexicon.idf,
        "primary.weight": draw.normal(size=(len(TYPES), 3 * WIDTH)).astype(np.float32),
        "primary.bias": zero,
        "unit.weight": draw.normal(size=(len(TYPES), 2 * WIDTH)).astype(np.float32),
        "unit.bias": zero,
    }
    for head in ("primary", "any"):
        tensors |= {f"lexical.{head}.weight": weight.copy(), f"lexical.{head}.bias": zero}
    save_file(tensors, folder / "heads.safetensors")
    stored = json.dumps(lexicon.to_json())
    (folder / "lexicon.json").write_text(stored, encoding="utf-8")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model's folder."""
    path = tmp_path_factory.mktemp("models") / "events"
    path.mkdir()
    pieces = write_tokenizer(path)
    write_heads(path)
    settings = {
        "types": TYPES,
        "window": {"length": 24, "most": 2, "cls": pieces.cls, "sep": pieces.sep},
        "characters": 2_000,
        "mix": {
            "primary": {"encoder": 0.0, "lexicon": 1.0},
            "any": {"encoder": 0.0, "lexicon": 1.0, "primary": 0.0, "bias": -2.0},
        },
        "thresholds": dict.fromkeys(TYPES, 0.9),
        "abstain": 0.5,
    }
    (path / "events.json").write_text(json.dumps(settings), encoding="utf-8")
    write_manifest(
        path,
        name="events",
        version="1",
        task="events",
        data=[],
        recipe={},
        metrics={},
        licence="CC0",
    )
    return path


@pytest.fixture(scope="session")
def make(folder: Path) -> Callable[..., Classifier]:
    """Builds a classifier on the small model with some options."""

    def build(**options: object) -> Classifier:
        return Classifier(find(str(folder)), TableEncoder(folder), ClassifyOptions(**options))

    return build
