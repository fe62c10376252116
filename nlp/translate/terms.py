"""Glossary terms in a source sentence: found with their inflections, and checked in the English.

A term is shown to the model with its rendering beside it, between reserved symbols
(``⟦t⟧ éditeur ⟦=⟧ vendor ⟦/t⟧``), as in Dinu et al. (2019), "Training neural machine translation to
apply terminology constraints": the model, trained on such annotations (training/translation), puts
the rendering where it belongs and inflects it. Nothing is replaced behind its back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from nlp.figures import Span
from nlp.glossary import SENSES, Glossary, Term
from nlp.tables import fold
from nlp.translate import idioms
from nlp.translate.nine import with_new
from nlp.translate.plurals import plural, several
from nlp.translate.senses import CUES
from nlp.translate.spellings import later_parts, spelled_as
from nlp.translate.towns import is_no_place

MOST = 4
"""Terms annotated in one sentence; the longest come first."""

_AHEAD = 40
"""Letters in which the key of a term is found."""

CAPITALISED = re.compile(r"(?<![\w-])[A-Z][\w-]+")
"""A word with a capital: an acronym may be written "Cnam" or "EHPAD"."""

_BETWEEN = r"(?: [\w'’-]+){0,3}"
"""What English puts behind an article: "wins the five-year Rennes contract"."""
_BRITISH = {
    "center": "cent(?:er|re)", "centre": "cent(?:er|re)", "program": "program(?:me)?",
    "labor": "labou?r", "defense": "defen[cs]e", "organization": "organi[sz]ation",
    "organisation": "organi[sz]ation",
}  # fmt: skip
"""A body may spell its own English as the British do."""
_WORD = re.compile(r"(?<![\w-])\w+")
_NAME_BEFORE = re.compile(r"(?<=\w )[A-ZÀ-Þ][a-zà-ÿ]+[ \u00a0]$")
_CAPITAL_LATER = re.compile(r" [A-ZÀ-Þ]")
_PARTED = re.compile(r"[ \u00a0][-–—‑][ \u00a0]|[a-z]{4,}[-–—‑][A-ZÀ-Þ][a-zà-ÿ]{4,}")
_LISTED = re.compile(r", |[ \u00a0](?:y|e|et)[ \u00a0]")
_FIRST = re.compile(r"(?P<first>\w{1,4})(?:\w*[ \u00a0](?P<second>\w{1,3}))?")
_GOVERNMENT_OF = re.compile(r"regional government of ", re.IGNORECASE)
_CABINET_OF = re.compile(r"[Cc]onsejo de [Gg]obierno de la $")
_DENIAL = re.compile(r"(?<!\w)no $", re.IGNORECASE)
"""What stands before a Spanish verb that is denied; French has "ne" and "pas" on both sides."""
_SHOWN = frozenset(("term", "institution", "acronym", "idiom", "place", "name"))


class _Listed(NamedTuple):
    """Terms that are written alike: what a text with one of them holds, folded, and their expression."""

    cue: str
    pattern: str
    terms: list[Term]


class TermFinder:
    """The terms of one language, found in sentences by how their first word begins."""

    def __init__(self, glossary: Glossary, lang: str) -> None:
        found = [t for t in glossary.terms(lang) if t.kind in _SHOWN and t.running]
        self._lang, self._own = lang, frozenset(glossary.own)
        self._terms: dict[str, list[Term]] = {}
        for term in sorted(found, key=_longest_first):
            self._terms.setdefault(key_of(term.term), []).append(term)
        self._known = {(t.term.lower(), t.sense) for t in found}
        self._known |= {
            (t.term.lower(), sense) for t in self._own if not t.sense for sense in SENSES
        }
        self._index: dict[str, list[_Listed]] = {}
        self._acronyms = frozenset(t.term for t in found if t.kind == "acronym" and t.short)

    def acronyms(self, text: str) -> frozenset[str]:
        """The acronyms of a text that are spelled out where an article first has them."""
        return self._acronyms.intersection(CAPITALISED.findall(text))

    def find(self, text: str, introduced: frozenset[str] = frozenset()) -> list[Span]:
        """Spans of the kind "term", left to right, whose conditions the sentence fulfils.

        An acronym is spelled out, "regional hospital group (GHT)", unless it was `introduced`: then it
        is left as it is, or the English one takes its place ("CISO" for "RSSI").
        """
        plain = text.replace("’", "'")
        seen = set(introduced)
        found: list[Span] = []
        for match, term in self._matches(plain):
            english, also = term.running, (*term.renderings[1:], *term.short)
            if _of_a_cabinet(match):
                english, also = _GOVERNMENT_OF.sub("", english), ()
            if term.denied and _DENIAL.search(plain, max(0, match.start() - 4), match.start()):
                english, also = term.denied, term.renderings
            if term.kind == "acronym":
                before = plain[: match.start()]
                english = self._acronym(term, seen, before)
                if english and several(before):
                    english, also = _in_plural(english, term), (english, term.running, *also)
                seen.add(term.term)
            if english:
                kind = "name" if _is_masked(match[0], term) else "term"
                found.append(Span(*match.span(), kind, english, also))
        return with_new(text, self._lang, found)

    def _acronym(self, term: Term, seen: set[str], before: str) -> str:
        """What is shown of an acronym: its English, both, or nothing where it stays as it is."""
        if not term.short:
            return term.running
        own = term.short[0]
        if term.term in seen or before.endswith("("):
            return "" if own == term.term else own
        return f"{term.running} ({own})" if own == term.term else term.running

    def _matches(self, text: str) -> Iterator[tuple[re.Match[str], Term]]:
        """Matches that do not overlap: at each word the longest term that fits."""
        end, folded = 0, fold(text)
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            for match, term in self._at(word.start(), text, folded):
                if term.kind == "idiom" and (
                    _in_a_name(match) or self._parts_a_term(match, text, folded)
                ):
                    continue
                end = match.end()
                if not _ends_a_name(term, text, match.start()):
                    yield match, term
                break

    def _at(self, start: int, text: str, folded: str) -> Iterator[tuple[re.Match[str], Term]]:
        """The terms that stand at a place, the longest first; a place that is part of a name is none."""
        for cue, pattern, terms in self._beginning(text[start : start + _AHEAD]):
            match = _compiled(pattern).match(text, start) if cue in folded else None
            term = next((t for t in terms if _fits(t.sense, text)), None) if match else None
            if match and term and not (term.kind == "name" and is_no_place(text, *match.span())):
                yield match, term

    def _parts_a_term(self, idiom: re.Match[str], text: str, folded: str) -> bool:
        """Whether an idiom ends inside a term of the glossary: "lance un appel" of "lance un appel d'offres"."""
        return any(
            term.kind != "idiom" and match.end() > idiom.end()
            for word in _WORD.finditer(text, idiom.start() + 1, idiom.end())
            for match, term in self._at(word.start(), text, folded)
        )

    def _beginning(self, text: str) -> Iterator[_Listed]:
        """The terms that begin as a text does, the longest first."""
        first = _FIRST.match(text)
        long, short = key_of(text), fold(first["first"]) if first else ""
        yield from self._listed(long)
        if short != long:
            yield from self._listed(short)

    def _listed(self, key: str) -> Sequence[_Listed]:
        """The terms of a key, made ready when a text has the first of them."""
        if key not in self._terms and not idioms.known(self._lang, key):
            return ()
        if key not in self._index:
            more = [
                t
                for t in idioms.under(self._lang, key)
                if (t.term.lower(), t.sense) not in self._known
            ]
            grouped: dict[str, list[Term]] = {}
            for term in sorted([*self._terms.get(key, ()), *more], key=_longest_first):
                grouped.setdefault(spelled_as(term, self._lang, term in self._own), []).append(term)
            often = Counter(part for same in grouped.values() for part in later_parts(same[0].term))
            self._index[key] = [
                _Listed(_cue(same[0].term, often), pattern, same)
                for pattern, same in grouped.items()
            ]
        return self._index[key]


def _in_a_name(idiom: re.Match[str]) -> bool:
    """Whether an idiom has a capital though it opens nothing: the product "Nómina Fácil"."""
    before = idiom.string[: idiom.start()].rstrip(' «“"¿¡(')[-1:]
    return idiom[0][0].isupper() and (before.isalpha() or before == ",")


def _ends_a_name(term: Term, text: str, start: int) -> bool:
    """Whether a term of several words has capitals because a company is called so: "Warmi Salud Digital"."""
    if " " not in term.term or not term.term.islower() or not text[start].isupper():
        return False
    if term.kind == "institution":
        return False
    if term.kind == "idiom" and _CAPITAL_LATER.search(text[start : start + len(term.term)]):
        return True  # "the federation Arrimar el Hombro" is called so
    return _NAME_BEFORE.search(text[max(0, start - 40) : start]) is not None


def _of_a_cabinet(found: re.Match[str]) -> bool:
    """Whether a body is the government whose cabinet is named before it: English says "cabinet of Andalusia"."""
    return _CABINET_OF.search(found.string, max(0, found.start() - 30), found.start()) is not None


def _is_masked(text: str, term: Term) -> bool:
    """Whether a name has a dash that the model would part it at, or a list that it would say twice: "Assistance
    publique - Hôpitaux de Paris", "Plan de Recuperación, Transformación y Resiliencia"."""
    if term.kind != "name" or text.count(" ") < 2:
        return False
    listed = (", " in text or text.count(" ") > 5) and _LISTED.search(text) is not None
    return listed or _PARTED.search(text) is not None


def _in_plural(english: str, term: Term) -> str:
    """ "regional hospital group (GHT)" as "regional hospital groups (GHTs)"; "EHR" as "EHRs"."""
    own = term.term
    if not english.endswith(f" ({own})"):
        return plural(english)
    bracket = f"({own})" if own.endswith("S") else f"({own}s)"
    return f"{plural(english[: -len(own) - 3])} {bracket}"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when its first letters are met: most of thousands of names never are."""
    return re.compile(rf"{pattern}(?![\w-])")


def _longest_first(term: Term) -> tuple[int, str, bool]:
    return -len(term.term), term.term, not term.sense


def key_of(text: str) -> str:
    """The first letters of the first word and of the second, if there is one, folded: inflection leaves them alone."""
    found = _FIRST.match(text)
    if not found:
        return ""
    return fold(f"{found['first']} {found['second']}" if found["second"] else found["first"])


def _cue(term: str, often: Mapping[str, int]) -> str:
    """What tells a term best from others that begin like it: of its later parts the rarest, or ""."""
    return min(later_parts(term), key=lambda part: (often[part], -len(part)), default="")


def _fits(sense: str, text: str) -> bool:
    """Whether the sentence has a cue for the sense; no cue is asked of a term with one sense."""
    cues = CUES.get(sense)
    return cues is None or re.search(cues, text, re.IGNORECASE) is not None


def rendered(english: str, text: str) -> bool:
    """Say whether a text holds a rendering, inflected or not, with a hyphen or a blank."""
    return _rendering(english).search(text) is not None


@cache
def _rendering(english: str) -> re.Pattern[str]:
    words = re.split(r"[ -]", english)
    parts = [
        _english_forms(word) + _BETWEEN * (0 < at < len(words) - 1 and word == "the")
        for at, word in enumerate(words)
        if word
    ]
    return re.compile(rf"(?<!\w){'[ -]'.join(parts)}(?:'s)?(?!\w)", re.IGNORECASE)


def _english_forms(word: str) -> str:
    if len(word) < 3 or word.isupper():
        return re.escape(word) + "s?"
    if spelled := _BRITISH.get(word.lower().removesuffix("s")):
        return spelled + "s?"
    if word.endswith("s") and word[-2] not in "sui":
        return _english_forms(word[:-1])  # a plural of the glossary may be a singular here
    if word.endswith("y"):
        return re.escape(word[:-1]) + "(?:y|ies|ied|ys|yed|ying)"
    if word.endswith("e"):
        return re.escape(word[:-1]) + "(?:e|es|ed|ing)"
    return re.escape(word) + "(?:s|es|ed|ing)?"


def clear_of(terms: Iterable[Span], spans: Iterable[Span], most: int = MOST) -> list[Span]:
    """The terms that overlap no span, at most `most`, the longest preferred; left to right."""
    taken = [(s.start, s.end) for s in spans]
    free = [t for t in terms if all(t.end <= start or t.start >= end for start, end in taken)]
    free.sort(key=lambda t: (t.start - t.end, t.start))
    return sorted(free[:most])


def shown_or_masked(text: str, terms: Iterable[Span]) -> list[Span]:
    """The terms that are shown (:func:`clear_of`), and the proper names among the others as masks with their English.

    In "Roma, Sofía, Edimburgo, Múnich y Escocia" there are more than a model is shown; what is left would be
    kept as it stands.
    """
    listed = list(terms)
    shown = clear_of(listed, [])
    left = clear_of(listed, shown, len(listed))
    proper = [t for t in left if text[t.start].isupper() and t.english[:1].isupper()]
    return sorted([*shown, *(t._replace(kind="name", also=()) for t in proper)])
