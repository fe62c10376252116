"""What a translation model says of itself in `translation.json`: does it know terms, how sure is sure.

The file is written by the recipe; a model of somebody else has none and gets the plain defaults.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nlp.checkpoints import Checkpoint


class Evidence(NamedTuple):
    """What decoding a sentence showed, from which its confidence is computed.

    `log_probability` is the mean over the decoded tokens; `words` and `pieces` (sentencepiece tokens)
    count the source, and many pieces a word mean rare words; `problems` counts checks that failed;
    `held` counts the figures, names and terms whose English was known beforehand.
    """

    log_probability: float
    words: int
    pieces: int
    problems: int
    held: int = 0

    def features(self) -> dict[str, float]:
        """The inputs of the logistic curve; all are bounded."""
        score = max(self.log_probability, -5.0)
        words = max(self.words, 1)
        return {
            "bias": 1.0,
            "log_probability": score,
            "probability": math.exp(score),
            "log_words": math.log(words),
            "pieces_a_word": min(self.pieces / words, 5.0),
            "problems": float(min(self.problems, 3)),
            "held_a_word": min(self.held / words, 1.0),
        }


@dataclass(frozen=True, slots=True)
class Traits:
    """`terms`: trained with annotated glossary terms; `confidence`: a weight for each feature."""

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

    def sure(self, evidence: Evidence) -> float:
        """The chrF (0-1) that a sentence is expected to have.

        Without weights it is the mean probability of a token, halved where a check failed.
        """
        seen = evidence.features()
        if not self.confidence:
            return min(1.0, seen["probability"]) * (0.5 if evidence.problems else 1.0)
        total = sum(weight * seen[name] for name, weight in self.confidence.items())
        return 1 / (1 + math.exp(-total))
