"""The decision about further types: which others than the primary one an article reports.

A sentence that mentions another event in passing stands in an article about something else, and an
encoder that reads it in its place hears the article above the sentence. So of each sentence is asked:
the encoder's unit head, how far that is above its mean over the article, a lexicon that reads the
sentence by itself, how likely either finds the type among all of them, and how much both hear the primary
type in it, of which it may tell a part; the title and the first sentence, which tell the primary one, count
apart. An encoder of its own looks closer at sentences that may report another type (:mod:`nlp.classify.closer`).
What a sentence is (a plan, a denial, an old story: :mod:`nlp.classify.marks`) counts by type. An article has
a type to the degree that some sentence has it (log-sum-exp); to this come the lexicon's word on the whole article,
the primary type, how well the type goes with that one, and the length.
The weights travel with the model (`mix.any` in `events.json`); what a model does not name weighs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Weights = Mapping[str, Any]
"""Numbers by name; ``marks`` (marks, labels) and ``pairs`` (labels, labels: of the primary type) are tables."""
OF_SENTENCES = (
    "unit",
    "own",
    "words",
    "share",
    "said",
    "opening",
    "rival",
    "rival_words",
    "closer",
    "rival_closer",
)
"""Weights of a sentence: the unit head's logit, what of it is above the article's mean, the lexicon's
logit; of unit head and lexicon the log-softmax over types; 1 for title and first sentence; what unit head and
lexicon say of the primary type; what a closer look (:mod:`nlp.classify.closer`) says of the type and of the primary one."""
OPENING = 2


def log_softmax(logits: Array) -> Array:
    """Natural logarithm of the softmax over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def log_sum_exp(logits: Array) -> Array:
    """Soft maximum over the first axis."""
    top = logits.max(axis=0)
    return top + np.log(np.exp(logits - top).sum(axis=0))


def parts_of(
    units: Array, words: Array | None, best: int | None = None, closer: Array | None = None
) -> Array:
    """What :data:`OF_SENTENCES` weigh: (10, units, labels); ``best`` is the primary type.

    Without a closer look the unit head's word stands.
    """
    said = np.zeros_like(units) if words is None else words
    close = units if closer is None else closer
    opening = np.zeros_like(units)
    opening[:OPENING] = 1.0
    own = units - units.mean(axis=0)
    rivals = [_column(logits, best) for logits in (units, said)]
    shares = (log_softmax(units), log_softmax(said))
    return np.stack([units, own, said, *shares, opening, *rivals, close, _column(close, best)])


def _column(logits: Array, label: int | None) -> Array:
    """One label's logits in the place of each label's."""
    if label is None:
        return np.zeros_like(logits)
    return np.repeat(logits[:, label : label + 1], logits.shape[1], axis=1)


def sentence_logits(
    weights: Weights,
    units: Array,
    words: Array | None,
    marks: Array | None = None,
    best: int | None = None,
    closer: Array | None = None,
) -> Array:
    """How much each unit speaks for each type: (units, labels); the unit head's alone without weights."""
    if not any(name in weights for name in OF_SENTENCES):
        return units
    own = np.array([weights.get(name, 0.0) for name in OF_SENTENCES], dtype=np.float32)
    found = np.tensordot(own, parts_of(units, words, best, closer), axes=1)
    if marks is not None and "marks" in weights:
        found = found + marks @ np.array(weights["marks"], dtype=np.float32)
    return found


def log_odds(
    weights: Weights, units: Array, sentences: Array, any_type: Array, chosen: Array
) -> Array:
    """Log-odds (labels) that an article reports each type.

    ``any_type`` is the lexicon's logit, ``chosen`` the log-probability of the primary type.
    """
    found = {
        "encoder": log_sum_exp(units),
        "lexicon": any_type,
        "primary": chosen,
        "length": np.full_like(chosen, np.log(len(units))),
    }
    total = sum(weights.get(name, 0.0) * value for name, value in found.items())
    if sentences is not units:
        total = total + log_sum_exp(sentences)
    if "pairs" in weights:
        total = total + np.array(weights["pairs"][int(chosen.argmax())], dtype=np.float32)
    return total + weights["bias"]


def for_types(weights: Weights, old: Sequence[str], new: Sequence[str]) -> dict[str, Any]:
    """The weights of a model with the types ``old`` for one with the types ``new``, of which some may be unknown."""
    found = dict(weights)
    if "marks" in found:
        found["marks"] = [_placed(row, old, new) for row in found["marks"]]
    if "pairs" in found:
        rows = dict(zip(old, found["pairs"], strict=True))
        found["pairs"] = [_placed(rows.get(t, [0.0] * len(old)), old, new) for t in new]
    return found


def _placed(row: Sequence[float], old: Sequence[str], new: Sequence[str]) -> list[float]:
    known = dict(zip(old, row, strict=True))
    return [known.get(label, 0.0) for label in new]
