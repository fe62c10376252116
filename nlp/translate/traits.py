"""What a translation model says of itself in `translation.json`: does it know terms, how sure is sure.

The file is written by the recipe; a model of somebody else has none and gets the plain defaults.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.checkpoints import Checkpoint

FEATURES = ("bias", "log_probability", "probability", "log_words", "pieces_a_word", "problems")
"""What the confidence of a sentence is computed from, see :func:`features`."""


def features(log_probability: float, words: int, pieces: int, problems: int) -> dict[str, float]:
    """The inputs of the confidence of one decoded sentence.

    Args:
        log_probability: mean over the decoded tokens, 0 or less.
        words: words of the source, separated by blanks.
        pieces: sentencepiece tokens of the source; many a word means rare words.
        problems: checks that failed.
    """
    words = max(words, 1)
    return {
        "bias": 1.0,
        "log_probability": max(log_probability, -5.0),
        "probability": math.exp(max(log_probability, -5.0)),
        "log_words": math.log(words),
        "pieces_a_word": min(pieces / words, 5.0),
        "problems": float(min(problems, 3)),
    }


@dataclass(frozen=True, slots=True)
class Traits:
    """`terms`: trained with annotated glossary terms; `confidence`: weights of the features."""

    FILE = "translation.json"

    terms: bool = False
    confidence: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def load(cls, checkpoint: Checkpoint) -> Traits:
        """Read the model's file.

        Raises:
            nlp.errors.ModelError: it is there and no JSON.
        """
        if not (checkpoint.path / cls.FILE).exists():
            return cls()
        found = checkpoint.load_json(cls.FILE)
        return cls(bool(found.get("terms")), found.get("confidence", {}))

    def sure(self, log_probability: float, words: int, pieces: int, problems: int) -> float:
        """The chrF (0-1) that a sentence is expected to have; see :func:`features` for the inputs.

        Without weights it is the mean probability of a token, halved where a check failed.
        """
        seen = features(log_probability, words, pieces, problems)
        if not self.confidence:
            return seen["probability"] * (0.5 if problems else 1.0)
        total = sum(weight * seen[name] for name, weight in self.confidence.items())
        return 1 / (1 + math.exp(-total))
