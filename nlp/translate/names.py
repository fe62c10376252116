"""Which capitalised words are names that English keeps: decided by what training data showed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from nlp.protect import NameIn
from nlp.tables import exonyms, fold, words
from nlp.translate.currency import means_pesos
from nlp.translate.people import is_first_name
from nlp.translate.prepare import SIGNS, is_capitals
from nlp.translate.terms import CAPITALISED

if TYPE_CHECKING:
    from nlp.checkpoints import Checkpoint

_TITLES = {"Me", "Mme", "Mlle", "MM", "Dr", "Dre", "Pr", "Sr", "Sra", "Dra", "Unas", "Unos"}


_OPENS = re.compile(rf"[\s{SIGNS}\ufe0f\"'“«¿¡(–—-]*(?:[LlDd]['’])?([A-ZÀ-ÖØ-Ý][\w-]*\w)")
_INSIDE = re.compile(r"(?<=[\w,;] )(?:[LlDd]['’])?([A-ZÀ-ÖØ-Ý][\w-]*\w)")
_CURRENCIES = words(
    "AR ARS AU AUD BOB BRL CA CAD CHF CLP COP CRC DOP EUR GBP GTQ JPY MX MXN MXP PEN PYG RD US USD UYU VES"
)
_VERB = re.compile(r"[A-ZÀ-Ý][a-zñáéíóú]+(?:ó|[aei]rá|[aei]rán|aron|eron)")
"""Spanish of the third person in the past and the future."""
_ARTICLES = frozenset(("La", "Le", "Les", "El", "Los", "Las"))


class Context(NamedTuple):
    """What a sentence's article says of it.

    `names` are words that the article has with a capital inside a sentence: one of them that opens this
    sentence is kept as a name. `introduced` are words with a capital, acronyms among them, that
    stand in an earlier sentence. `pesos` says that a plain "$" of a Spanish article is one.
    """

    names: frozenset[str] = frozenset()
    introduced: frozenset[str] = frozenset()
    pesos: bool = False


def contexts(sentences: Sequence[str]) -> list[Context]:
    """The context of each sentence of an article, in order."""
    names, pesos = words_inside(sentences), means_pesos(sentences)
    found, seen = [], frozenset[str]()
    for text in sentences:
        found.append(Context(names, seen, pesos))
        seen = seen.union(CAPITALISED.findall(text))
    return found


def opening_word(sentence: str) -> str:
    """The capitalised word that opens a sentence, or ""."""
    found = _OPENS.match(sentence)
    return found[1] if found else ""


def words_inside(sentences: Iterable[str]) -> frozenset[str]:
    """Words with a capital inside sentences: one that also opens a sentence is a name there too.

    Sentences in capitals say nothing of that.
    """
    cased = (text for text in sentences if not is_capitals(text))
    return frozenset(word for text in cased for word in _INSIDE.findall(text))


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

    def for_language(self, lang: str, opening: bool = False) -> NameIn | None:
        """The test for one language, or None where the model has no list for it.

        Args:
            lang: "fr" or "es".
            opening: the word that opens the sentence is known to be a name.
        """
        translated = self._translated.get(lang)
        if translated is None:
            return None
        return lambda run, first: self._name_in(run, first and not opening, translated)

    def after(self, lang: str, opens: bool) -> NameIn | None:
        """The test for a sentence that was in capitals: its first letter's capital says nothing.

        Args:
            lang: "fr" or "es".
            opens: the word that opens the sentence has a capital of its own.
        """
        name_in = self.for_language(lang, opens)
        if name_in is None or opens:
            return name_in
        return lambda run, first: name_in(run.partition(" ")[2] if first else run, False)

    def _name_in(self, run: str, first: bool, translated: frozenset[str]) -> str:
        """The end of a run that is a name; words before it that English translates are left out.

        The word that opens a sentence may be an ordinary one: it counts only if it has a capital
        inside, if it is rare and another capital follows, or if it is a first name before another. A
        currency makes no word a name, nor does an acronym make a verb one: "Invirtió USD", "Pagó SAP".
        """
        words = re.split("[ \u00a0]", run) if run else []
        if words and not self._person(words, translated):
            if first and not words[0].isupper() and self._ordinary(words):
                del words[0]
            elif first and len(words) == 1 and words[0][1:].islower():
                return ""
            self._drop_translated(words, first, translated)
            rare = (word for word in words if self._rare(word) and word not in translated)
            if not self._person(words, translated) and next(rare, None) is None:
                return ""
        return run[len(run) - len(" ".join(words)) :]

    def _drop_translated(self, words: list[str], first: bool, translated: frozenset[str]) -> None:
        """Take words that English translates, and titles, from the head of a run, up to a person."""
        while words and (words[0] in translated or words[0] in _TITLES):
            if not first and words[0] in _ARTICLES and words[1:2] and words[1] not in translated:
                return  # "La Louvière" inside a sentence
            if self._person(words, translated):
                return
            del words[0]

    def _ordinary(self, run: list[str]) -> bool:
        """Whether the first word of a sentence is one of the language, by itself or by what follows."""
        first, rest = run[0], run[1:]
        if self._count(first.lower()) <= 2:
            return True
        if rest and first[1:].islower() and _CURRENCIES.issuperset(rest):
            return True
        return bool(rest) and all(map(str.isupper, rest)) and _VERB.fullmatch(first) is not None

    def _person(self, words: list[str], translated: frozenset[str]) -> bool:
        """Whether words begin with a first name and a surname; English keeps both.

        A surname that training data showed translated counts where one of the two is no word of the
        language: "Pedro Sánchez", "Luis Fuente", but not "Cruz Roja".
        """
        if len(words) < 2 or not is_first_name(words[0]):
            return False
        first, last = (word.lower() for word in words[:2])
        if words[1] not in translated:
            return True
        if self._count(first) <= 2 or fold(first) in exonyms():
            return False
        own = words[0] not in translated or self._count(last) > 2
        return own and fold(last) not in exonyms()

    def _rare(self, word: str) -> bool:
        if word.isupper():
            return self._count(word) > 2
        return self._count(word) > 2 and self._count(word.lower()) > 2  # with the end of sentence
