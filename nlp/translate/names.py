"""Which capitalised words are names that English keeps: decided by what training data showed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nlp.figures import Span
from nlp.protect import NameIn
from nlp.tables import first_names, fold, kept_places
from nlp.translate.currency import means_pesos
from nlp.translate.terms import CAPITALISED

if TYPE_CHECKING:
    from nlp.checkpoints import Checkpoint

_TITLES = {"Me", "Mme", "Mlle", "MM", "Dr", "Dre", "Pr", "Sr", "Sra", "Dra", "Unas", "Unos"}


_OPENS = re.compile(r"[\s\"'“«¿¡(–—-]*(?:[LlDd]['’])?([A-ZÀ-ÖØ-Ý][\w-]*\w)")
_INSIDE = re.compile(r"(?<=[\w,;] )(?:[LlDd]['’])?([A-ZÀ-ÖØ-Ý][\w-]*\w)")
_PARTICLE = re.compile(
    r"(?:^|(?<=[\s'’(«\"“]))(?P<name>[A-ZÀ-ÖØ-Ý][\w-]*\w) (?:de la |de los |del |de |du |d['’])$"
)

_CAP = r"[A-ZÀ-ÖØ-Ý][\w-]*\w"
_OF = r"(?:de la |de los |de las |del |de |du |des |d['’])"
_BODY = {
    "fr": re.compile(
        rf"(?<![\w-])(?:(?:Groupe|Clinique|Polyclinique|Fondation|Institut|Éditions)(?: {_CAP})+"
        rf"|(?:Laboratoires|Pharmacies|Cliniques|Crédit)(?: {_OF}?{_CAP})+)"
    ),
    "es": re.compile(
        rf"(?<![\w-])(?:Hospital|Grupo|Fundación|Laboratorios|Red|Clínica|Consorcio|Sanatorio|"
        rf"Centro Médico)(?: {_OF}?{_CAP})+"
    ),
}
"""Bodies whose name English keeps whole, by the word they begin with (counted in training data)."""
_ENGLISH_TITLES = {
    "M.": "Mr.", "Mme": "Ms.", "Mlle": "Ms.", "Me": "", "Dr": "Dr.", "Dre": "Dr.", "docteur": "Dr.",
    "docteure": "Dr.", "Pr": "Prof.", "professeur": "Professor", "professeure": "Professor",
    "Dr.": "Dr.", "Dra.": "Dr.", "doctor": "Dr.", "doctora": "Dr.", "Sr.": "Mr.", "Sra.": "Ms.",
}  # fmt: skip
_KEPT = frozenset(t for t, e in _ENGLISH_TITLES.items() if e[:1] in ("D", "P"))
"""Titles that stand before a full name too."""
_TITLE = re.compile(
    rf"(?<!\w)({'|'.join(map(re.escape, sorted(_ENGLISH_TITLES, key=len, reverse=True)))})[ \u00a0]$"
)
_ARTICLE = re.compile(r"(?<![\w'’-])(?:[Ee]l|[Ll]e|[Ll]a)[ \u00a0]$")
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
    """Words with a capital inside sentences: one that also opens a sentence is a name there too."""
    return frozenset(word for text in sentences for word in _INSIDE.findall(text))


def people_and_bodies(text: str, lang: str, spans: list[Span]) -> list[Span]:
    """Names made whole: people over a particle and with their title, bodies with what they are, and
    places whose words the model would translate ("Entre Ríos").

    "Guillermo de la Serna" is one name, as is "Hospital Clínico San Carlos"; "Mme Ana Kirsch" becomes
    "Ana Kirsch", "M. Kirsch" "Mr. Kirsch", "Dra. Kirsch" "Dr. Kirsch".
    """
    bodies = [Span(*m.span(), "name", m[0]) for m in _BODY[lang].finditer(text)]
    places = [Span(*m.span(), "name", m[0]) for m in _places().finditer(text)]
    bodies += [p for p in places if not any(_overlap(p, b) for b in bodies)]
    bodies = [b for b in bodies if not any(_overlap(b, s) for s in spans if s.kind != "name")]
    kept = [s for s in spans if not any(_overlap(s, b) for b in bodies)]
    found: list[Span] = []
    for span in sorted([*kept, *bodies]):
        found.append(_titled(text, _joined(text, span, found)) if span.kind == "name" else span)
    return found


@cache
def _places() -> re.Pattern[str]:
    names = sorted(kept_places(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _joined(text: str, span: Span, before: list[Span]) -> Span:
    """A span and the name before it, over a particle, where that begins with a first name."""
    head = _PARTICLE.search(text, 0, span.start)
    if head is None:
        return span
    start = head.start("name")
    last = before[-1] if before else None
    if last and last.kind == "name" and last.end == head.end("name"):
        start = last.start
    first = re.split("[ \u00a0]", text[start : span.end])[0]
    if not is_first_name(first) or (last and last.end > start and last.start != start):
        return span
    if last and last.start == start:
        before.pop()
    return Span(start, span.end, "name", text[start : span.end])


def _titled(text: str, span: Span) -> Span:
    """A span with the title before it, and an article that English has none for: "le Pr Nordin"."""
    found = _TITLE.search(text, 0, span.start)
    if found is None:
        return span
    article = _ARTICLE.search(text, 0, found.start())
    alone = not re.search("[ \u00a0]", span.english)
    title = _ENGLISH_TITLES[found[1]] if alone or found[1] in _KEPT else ""
    start = (article or found).start()
    return Span(start, span.end, "name", f"{title} {span.english}".strip())


def is_first_name(word: str) -> bool:
    """Say whether a word, or each part of a hyphenated one, is a known first name."""
    return all(fold(part) in first_names() for part in word.split("-"))


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

    def _name_in(self, run: str, first: bool, translated: frozenset[str]) -> str:
        """The end of a run that is a name; words before it that English translates are left out.

        The word that opens a sentence may be an ordinary one: it counts only if it has a capital
        inside, if it is rare and another capital follows, or if it is a first name before another.
        """
        words = re.split("[ \u00a0]", run)
        if len(words) > 1 and is_first_name(words[0]) and words[1] not in translated:
            return run
        if first and not words[0].isupper() and self._count(words[0].lower()) <= 2:
            del words[0]
        elif first and len(words) == 1 and words[0][1:].islower():
            return ""
        while words and (words[0] in translated or words[0] in _TITLES):
            if not first and words[0] in _ARTICLES and words[1:2] and words[1] not in translated:
                break  # "La Louvière" inside a sentence
            del words[0]
        if not any(self._rare(word) and word not in translated for word in words):
            return ""
        return run[len(run) - len(" ".join(words)) :]

    def _rare(self, word: str) -> bool:
        if word.isupper():
            return self._count(word) > 2
        return self._count(word) > 2 and self._count(word.lower()) > 2  # with the end of sentence
