"""The decision about further types: which others than the primary one an article reports.

A sentence that mentions another event in passing stands in an article about something else, and an
encoder that reads it in its place hears the article above the sentence. So of each sentence is asked:
the encoder's unit head, how far that is above its mean over the article, a lexicon that reads the
sentence by itself, and how likely either finds the type among all of them; the title and the first
sentence, which tell the primary one, count apart. An article has a type to the degree that some sentence
has it (log-sum-exp); to this come the lexicon's word on the whole article, the primary type and the length.
The weights travel with the model (`mix.any` in `events.json`); what a model does not name weighs nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
OF_SENTENCES = ("unit", "own", "words", "share", "said", "opening")
"""Weights of a sentence: the unit head's logit, what of it is above the article's mean, the lexicon's
logit; of unit head and lexicon the log-softmax over types; 1 for title and first sentence."""
OPENING = 2


def log_softmax(logits: Array) -> Array:
    """Natural logarithm of the softmax over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def log_sum_exp(logits: Array) -> Array:
    """Soft maximum over the first axis."""
    top = logits.max(axis=0)
    return top + np.log(np.exp(logits - top).sum(axis=0))


def parts_of(units: Array, words: Array | None) -> Array:
    """What :data:`OF_SENTENCES` weigh: (6, units, labels)."""
    said = np.zeros_like(units) if words is None else words
    opening = np.zeros_like(units)
    opening[:OPENING] = 1.0
    own = units - units.mean(axis=0)
    return np.stack([units, own, said, log_softmax(units), log_softmax(said), opening])


def sentence_logits(weights: dict[str, float], units: Array, words: Array | None) -> Array:
    """How much each unit speaks for each type: (units, labels); the unit head's alone without weights."""
    if not any(name in weights for name in OF_SENTENCES):
        return units
    own = np.array([weights.get(name, 0.0) for name in OF_SENTENCES], dtype=np.float32)
    return np.tensordot(own, parts_of(units, words), axes=1)


def log_odds(
    weights: dict[str, float], units: Array, sentences: Array, any_type: Array, chosen: Array
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
    return total + weights["bias"]
