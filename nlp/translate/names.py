"""Which capitalised words are names that English keeps: decided by what training data showed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from nlp.protect import NameIn

if TYPE_CHECKING:
    from nlp.checkpoints import Checkpoint

_TITLES = {"Me", "Mme", "Mlle", "MM", "Dr", "Dre", "Pr", "Sr", "Sra", "Dra", "Unas", "Unos"}


class NameFilter:
    """Decides which runs of capitalised words are names that English keeps as they are.

    A word is kept if it is rare (two pieces or more in the model's vocabulary, its lower-case form
    too) and if the training data never showed it translated (`names.json` of the model: words
    with a capital inside a sentence that the English side mostly did not repeat).
    """

    FILE = "names.json"

    def __init__(self, translated: dict[str, frozenset[str]], count: Callable[[str], int]) -> None:
        self._translated, self._count = translated, count

    @classmethod
    def load(cls, checkpoint: Checkpoint, count: Callable[[str], int]) -> NameFilter:
        """Read the model's list; a model without one has no name masked."""
        if not (checkpoint.path / cls.FILE).exists():
            return cls({}, count)
        listed = checkpoint.load_json(cls.FILE)
        return cls({lang: frozenset(words) for lang, words in listed.items()}, count)

    def for_language(self, lang: str) -> NameIn | None:
        """The test for one language, or None where the model has no list for it."""
        translated = self._translated.get(lang)
        if translated is None:
            return None
        return lambda run, first: self._name_in(run, first, translated)

    def _name_in(self, run: str, first: bool, translated: frozenset[str]) -> str:
        """The end of a run that is a name; words before it that English translates are left out.

        The word that opens a sentence may be an ordinary one: it counts only if it has a capital
        inside, or if it is rare and another capital follows.
        """
        words = re.split("[ \u00a0]", run)
        if first and not words[0].isupper() and self._count(words[0].lower()) <= 2:
            del words[0]
        elif first and len(words) == 1 and words[0][1:].islower():
            return ""
        while words and (words[0] in translated or words[0] in _TITLES):
            del words[0]
        if not any(self._rare(word) and word not in translated for word in words):
            return ""
        return run[len(run) - len(" ".join(words)) :]

    def _rare(self, word: str) -> bool:
        if word.isupper():
            return self._count(word) > 2
        return self._count(word) > 2 and self._count(word.lower()) > 2  # with the end of sentence
