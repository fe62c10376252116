"""Which capitalised words are names that English keeps: decided by what training data showed."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from nlp.capitals import is_capitals
from nlp.figures import Span
from nlp.protect import NameIn
from nlp.tables import exonyms, fold, place_names, words
from nlp.translate.currency import means_pesos
from nlp.translate.people import is_first_name
from nlp.translate.prepare import SIGNS
from nlp.translate.referents import NOBODY, Referent, referents
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
_VERB_OF_LIST = re.compile(r"[A-ZÀ-Ý][a-zñáéíóú]+(?:[íi]an?|aban?|[ae]n|ó|[aeoi]r[áo]n)")
"""One in further forms, where the model's list of words has it: "Competían Accenture y Versia"."""
_NOUN = re.compile(
    r"\w{3,}(?:[cs]i[óo]n|[cs]iones|[cst]ions?|mientos?|ements?|ismos?|ismes?|(?:tar|tor|sor|dur|ler)ías?|"
    r"(?:log|graf|metr)ías?|(?:log|graph|métr)ies?|(?:enci|cion|sion|ori)al(?:es)?)",
    re.IGNORECASE,
)
"""Endings of nouns and adjectives that hardly a surname, a town or a product has: "Subsecretaría"."""
_ORDINARY = words(
    "informático informática informáticos informáticas telemático telemática adjudicador adjudicadora "
    "ofimática domótica mecatrónica autónomo autónoma autónomos autónomas"
)
"""Words of the language that the list of rare ones has not."""
_CALLED = words(
    "Baptisé Baptisée Baptisés Baptisées Dénommé Dénommée Surnommé Surnommée Bautizado Bautizada "
    "Denominado Denominada Apodado Apodada Titulado Titulada"
)
"""What opens a sentence before the name of its subject: "Baptisé Horizon, le programme ..."."""
_COMPANY_FORMS = words("SA SL SAS SLU SAU SARL SRL SpA Ltda Inc")
_RUN_BEFORE = re.compile(r"(?<![\w'’-])(?:[A-ZÀ-ÖØ-Þ][\w-]*\w )+$")
_LOOKED_AT = 60  # characters before a term
_ARTICLES = frozenset(("La", "Le", "Les", "El", "Los", "Las"))


class Context(NamedTuple):
    """What a sentence's article says of it.

    `names` are words that the article has with a capital inside a sentence: one of them that opens this
    sentence is kept as a name. `introduced` are words with a capital, acronyms among them, that
    stand in an earlier sentence. `pesos` says that a plain "$" of a Spanish article is one. `referent` is whom
    the sentences before are about. `part` is "Q" where it asks in an interview, "A" where it answers.
    """

    names: frozenset[str] = frozenset()
    introduced: frozenset[str] = frozenset()
    pesos: bool = False
    referent: Referent = NOBODY
    part: str = ""


def contexts(sentences: Sequence[str], langs: Sequence[str | None] = ()) -> list[Context]:
    """The context of each sentence of an article, in order; whom they are about where `langs` tells the
    language of each."""
    names, pesos = words_inside(sentences), means_pesos(sentences)
    about = referents(list(zip(sentences, langs, strict=True))) if langs else []
    found, seen = [], frozenset[str]()
    for at, text in enumerate(sentences):
        found.append(Context(names, seen, pesos, about[at] if about else NOBODY))
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
    with a capital inside a sentence that the English side mostly did not repeat). Nor is one a name that
    `listed`, rare words of each language, has, where its form is that of no name.
    """

    FILE = "names.json"

    def __init__(
        self,
        translated: dict[str, frozenset[str]],
        count: Callable[[str], int],
        listed: Mapping[str, Container[str]] | None = None,
    ) -> None:
        self._translated, self._count, self._listed = translated, count, listed or {}

    @classmethod
    def load(
        cls,
        checkpoint: Checkpoint,
        count: Callable[[str], int],
        words: Mapping[str, Container[str]] | None = None,
    ) -> NameFilter:
        """Read the model's list; a model without one has no name masked. `words`: rare ones, by language."""
        if not (checkpoint.path / cls.FILE).exists():
            return cls({}, count)
        shown = checkpoint.load_json(cls.FILE)
        return cls({lang: frozenset(names) for lang, names in shown.items()}, count, words)

    def for_language(self, lang: str, opening: bool = False) -> NameIn | None:
        """The test for one language, or None where the model has no list for it.

        Args:
            lang: "fr" or "es".
            opening: the word that opens the sentence is known to be a name.
        """
        translated = self._translated.get(lang)
        if translated is None:
            return None
        listed = self._listed.get(lang, ())
        return lambda run, first: self._name_in(run, first and not opening, translated, listed)

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

    def _name_in(
        self, run: str, first: bool, translated: frozenset[str], listed: Container[str] = ()
    ) -> str:
        """The end of a run that is a name; words before it that English translates are left out.

        The word that opens a sentence may be an ordinary one: it counts only if it has a capital
        inside, if it is rare and another capital follows, or if it is a first name before another. A
        currency makes no word a name, nor does an acronym make a verb one: "Invirtió USD", "Pagó SAP".
        """
        words = re.split("[ \u00a0]", run) if run else []
        if words and not self._person(words, translated):
            if first and not words[0].isupper() and self._ordinary(words, listed):
                del words[0]
            elif first and len(words) == 1 and words[0][1:].islower():
                return ""
            self._drop_translated(words, first, translated)
            rare = (word for word in words if self._rare(word) and word not in translated)
            rare = (word for word in rare if not _is_word(word, listed))
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

    def _ordinary(self, run: list[str], listed: Container[str]) -> bool:
        """Whether the first word of a sentence is one of the language, by itself or by what follows."""
        first, rest = run[0], run[1:]
        if self._count(first.lower()) <= 2 or first in _CALLED:
            return True
        if rest and first[1:].islower() and _CURRENCIES.issuperset(rest):
            return True
        verb = first.lower() in listed and _VERB_OF_LIST.fullmatch(first) is not None
        if rest and verb and not (is_first_name(first) or _COMPANY_FORMS.issuperset(rest)):
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


def ends_a_name(text: str, term: Span, name_in: NameIn | None) -> bool:
    """Whether a term of one word has its capital because a company is called so: "Ostréa Numérique".

    Args:
        text: a sentence.
        term: a term found in it.
        name_in: finds the name in a run of capitalised words; None where names are not told.
    """
    word = text[term.start : term.end]
    if name_in is None or term.kind != "term" or " " in word or not word.istitle():
        return False
    run = _RUN_BEFORE.search(text, max(0, term.start - _LOOKED_AT), term.start)
    if run is None:
        return False
    first = not text[: run.start()].strip(" \"'“«¿¡(")
    whole = run[0] + word
    return name_in(whole, first) == whole


def _is_word(word: str, listed: Container[str]) -> bool:
    """Whether a rare word with a capital is one of the language: "Subsecretaría", "Informática"."""
    lower = word.lower()
    if word.isupper() or lower in _ORDINARY:
        return lower in _ORDINARY
    return lower in listed and looks_like_a_noun(word)


def looks_like_a_noun(word: str) -> bool:
    """Whether a word has the form of a noun or adjective and is no first name or place: "Asunción"."""
    if _NOUN.fullmatch(word) is None:
        return False
    return not is_first_name(word) and word not in place_names()
