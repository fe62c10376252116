"""Sentences in capitals, put into ordinary letters: what has capitals anyway gets them back.

"LA AEPD MULTA A QUIRÓNSALUD CON US$ 2 MILLONES" is shown to the model as "La AEPD multa a Quirónsalud
con US$ 2 millones", so that terms, names and currencies are found in it as in any other sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterator, Sequence
from functools import lru_cache

from nlp.calendar import FOREIGN_MONTHS
from nlp.capitals import is_capitals
from nlp.glossary import Glossary
from nlp.tables import fold, kept_names, place_names
from nlp.translate.people import is_first_name
from nlp.translate.towns import WORDS_TOO

_WORD = re.compile(r"[^\W\d_]+(?:[-&+][^\W\d_]+)*")
_CODES = "USD|EUR|MXN|ARS|CLP|COP|PEN|GBP|CHF|CAD|BRL"
_UPPER = re.compile(
    rf"(?<!\w)(?:[A-Z]{{1,3}}\$|S/|(?:{_CODES})(?=[ \u00a0]?\d)|[A-Z]+-?\d[\w-]*)"
    rf"|(?<=\d )(?:{_CODES})(?!\w)"
)
"""Currencies and codes, which stay in capitals."""


_DATES = frozenset(fold(month) for months in FOREIGN_MONTHS.values() for month in months)


class Recaser:
    """Knows what has capitals inside a sentence of one language.

    Args:
        glossary: its acronyms and the capitals of its terms and names.
        lang: "fr" or "es".
        frequent: whether a word in lower case is a frequent one of the language.
        rare: rare ones, names of places among them.
    """

    def __init__(
        self,
        glossary: Glossary,
        lang: str,
        frequent: Callable[[str], bool],
        rare: Container[str] = (),
    ) -> None:
        self._frequent, self._rare = frequent, rare
        terms = (t.term for t in glossary.terms(lang))
        self._whole = frozenset(term for term in terms if term != term.lower())
        self._index = _index(self._whole)

    def recase(self, text: str, names: Collection[str] = ()) -> tuple[str, bool]:
        """A text in capitals in ordinary letters, and whether a name opens it.

        Args:
            text: a sentence in capitals.
            names: words that its article has with a capital inside other sentences.
        """
        parts, opens = list(text[:1] + text[1:].lower()), False
        if len(parts) == len(text) == len(fold(text)):
            for found in _UPPER.finditer(text):
                parts[found.start() : found.end()] = found[0]
            own = {fold(name): name for name in names}
            for start, cased in self._found(text, own):
                parts[start : start + len(cased)] = cased
                opens = opens or not _WORD.search(text, 0, start)
        return "".join(parts), opens

    def _found(self, text: str, own: dict[str, str]) -> Iterator[tuple[int, str]]:
        """Where each name begins, and the name."""
        words, end = list(_WORD.finditer(text)), 0
        for at, word in enumerate(words):
            if word.start() < end:
                continue
            name = self._own(words, at, own) or self._listed(text, word)
            if not name and self._opens_person(words[at : at + 2]):
                name = text[word.start() : words[at + 1].end()].title()
            if name:
                end = word.start() + len(name)
                yield word.start(), name

    def _own(self, words: Sequence[re.Match[str]], at: int, own: dict[str, str]) -> str:
        """A name of the article; an ordinary word only near one that is none: "Clínica de Mirabueno"."""
        name = own.get(fold(words[at][0]), "")
        if not name or not self._known(name):
            return name
        near = words[max(at - 3, 0) : at + 4] if len(name) > 3 else words[at + 1 : at + 2]
        others = (own.get(fold(word[0]), "") for word in near)
        return name if any(other and not self._known(other) for other in others) else ""

    def _known(self, word: str) -> bool:
        """Whether a word is one of the language in lower case, frequent or not."""
        return self._frequent(word.lower()) or word.lower() in self._rare

    def _listed(self, text: str, word: re.Match[str]) -> str:
        """The longest listed name that stands at a word; one that is an ordinary word too is none."""
        for name in self._index.get(fold(word[0]), ()):
            end = word.start() + len(name)
            if fold(text[word.start() : end]) != fold(name) or text[end : end + 1].isalnum():
                continue
            whole = " " in name and name in self._whole
            if whole or not all(map(self._ordinary, _WORD.findall(name))):
                return name
        return ""

    def _opens_person(self, pair: Sequence[re.Match[str]]) -> bool:
        """Whether two words are a first name and what may be a surname."""
        if len(pair) < 2 or pair[0].end() + 1 != pair[1].start():
            return False
        first = pair[0][0]
        if not is_first_name(first) or fold(first) in WORDS_TOO or len(pair[1][0]) < 3:
            return False
        return not any(self._known(word[0]) for word in pair)

    def _ordinary(self, word: str) -> bool:
        """Whether a word, by its capitals an acronym or a name, may be one of the language too."""
        lower = word.lower()
        return self._frequent(lower) or (word.isupper() and lower in self._rare)


@lru_cache(maxsize=4)  # both languages, with the user's glossary or without
def _index(terms: frozenset[str]) -> dict[str, list[str]]:
    """Terms, places and other names under their first word folded, the longest first."""
    index: dict[str, list[str]] = {}
    kept = (name for name, may_be_words in kept_names().items() if not may_be_words)
    for name in sorted({*terms, *place_names(), *kept}, key=lambda n: (-len(n), n)):
        first = _WORD.search(name)
        if first and fold(name) not in _DATES:
            index.setdefault(fold(first[0]), []).append(name)
    return index


def words_of_capitals(text: str, names: Collection[str]) -> frozenset[str]:
    """Those of an article's names that a text in capitals has; none for another text."""
    if not names or not is_capitals(text):
        return frozenset()
    own = {fold(word) for word in _WORD.findall(text)}
    return frozenset(name for name in names if fold(name) in own)
