"""What a reader should look at: figures and names of the source that the English lacks, and loss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from nlp.article import Check
from nlp.capitals import is_capitals
from nlp.glossary import Glossary
from nlp.numerals import english_words
from nlp.repair.acronyms import english_acronyms
from nlp.tables import exonyms, fold, institution_words, words
from nlp.times import times
from nlp.translate.prepare import bullet
from nlp.translate.rubrics import rubric
from nlp.translate.terms import TermFinder, rendered

_FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?")
_READABLE = re.compile(
    r"\d+(?:,\d{3})*(?:\.\d+)?|\d+(?:[\u00a0\u202f ]\d{3})*(?:[.,]\d+)?|\d+(?:\.\d{3})*(?:,\d{1,2})?"
)  # as English or the source's language writes figures: "25.350,000" is neither
_PARTED = re.compile(r"\d{1,2}\.\d\d")  # a clock, or a day and its month
_NAME = re.compile(
    r"(?<![.!?\u00ab\"\u201c] )(?<=\w )[A-Z\u00c0-\u00de][\w\u00c0-\u024f-]{2,}(?: [A-Z\u00c0-\u00de][\w\u00c0-\u024f-]{2,})*"
)
_WORD_NUMBERS = words("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 30 40 50 60 ")
_TRUNCATED = re.compile(
    r"\b(?:and|or|of|the|to|a|an|for|with|in|at|by|from|that|which|as|will|is|are|be)\s*$", re.I
)
_END = re.compile(r"[.!?:;\"\u201d\u2026)\]]\s*$")


def figures_of(text: str) -> set[str]:
    """The digits of every figure in a text, zeros at both ends left out.

    A figure whose points and commas nobody can read ("25.350,000", "12.500.75") stands as it is
    written: it says nothing but itself, a version or an address.
    """
    found = {_digits(m) if _READABLE.fullmatch(m) else m for m in _FIGURE.findall(text)}
    return found - {""}


def _digits(figure: str) -> str:
    return re.sub(r"\D", "", figure).strip("0")


def check_segment(index: int, source: str | None, english: str, kind: str) -> Iterator[Check]:
    """The checks that a segment fails, if any."""
    if source is not None and source != english:
        yield from _numbers(index, source, english)
        if not is_capitals(source):  # then capitals tell no names
            yield from _names(index, source, english)
        if _truncated(source, english):
            yield Check("truncation", "the English stops before the source does", index)
    elif kind == "paragraph" and _TRUNCATED.search(english) and not _END.search(english):
        yield Check("truncation", "the text stops in the middle of a sentence", index)


def _numbers(index: int, source: str, english: str) -> Iterator[Check]:
    known = figures_of(english)
    clocks: list[tuple[int, int]] | None = None
    for m in _FIGURE.finditer(source):
        digits = _digits(m[0])
        # A small one may stand in words, a month by its name.
        named = m[0].lstrip("0") in _WORD_NUMBERS or _in_words(m[0], english)
        if not digits or named or m[0] in known or _said(m[0], known):
            continue
        clocks = _clocks_said(source, english) if clocks is None else clocks
        if not any(start <= m.start() < end for start, end in clocks):
            yield Check("number", f"{m[0]} of the source is not in the English", index)


def _in_words(figure: str, english: str) -> bool:
    """Whether a number of two digits is spelled out ("Forty-six species were counted")."""
    return len(figure) == 2 and figure.isdigit() and _word(english_words(int(figure)), english)


def _clocks_said(source: str, english: str) -> list[tuple[int, int]]:
    """Where the source has a time of day whose English is there: "18.00 horas" and "6 p.m."."""
    spans = {span for lang in ("fr", "es") for span in times(source, lang)}
    plain = english.replace(".m.", "m").replace("\u00a0", " ")
    return [(s.start, s.end) for s in spans if _clock_said(s.english.replace(".m.", "m"), plain)]


def _clock_said(clock: str, english: str) -> bool:
    """Both without the points of "p.m."; of "from 2 to 4 p.m." the first has no half of the day."""
    if clock == "24 hours a day":
        return _word(clock, english) or _word("around the clock", english)
    bare = clock.removesuffix(" am").removesuffix(" pm")
    ranged = rf"(?<![\w.:,]){re.escape(bare)} ?(?:-|\u2013|to|and) ?[\d:]+ {clock[-2:]}\b"
    return _word(clock, english) or (bare != clock and re.search(ranged, english) is not None)


def _word(words: str, text: str) -> bool:
    return re.search(rf"(?<![\w.:,]){re.escape(words)}(?!\w)", text, re.I) is not None


def _said(figure: str, known: set[str]) -> bool:
    """Whether the English has a figure, or a longer one around it ("98" as "1998"), or of a clock or a day the
    parts ("16.40" as "4:40 p.m."): "350" is not said by a "5"."""
    digits = _digits(figure)
    if digits in known:
        return True
    parted = _PARTED.fullmatch(figure) is not None
    return len(digits) <= 4 and any(digits in own or (parted and own in digits) for own in known)


def _names(index: int, source: str, english: str) -> Iterator[Check]:
    folded = fold(english)
    said: list[tuple[int, int]] | None = None
    for m in _NAME.finditer(source, _label_said(source, english)):
        words = [w for w in m[0].split(" ") if len(w) > 3]
        if not words or any(_named(fold(w), folded) for w in (*words, m[0])):
            continue
        if any(
            rendered(own, english) for w in words for own in english_acronyms().get(fold(w), ())
        ):
            continue
        said = _terms_said(source, english) if said is None else said
        if not any(start < m.end() and m.start() < end for start, end in said):
            yield Check("name", f"{m[0]} of the source is not in the English", index)


def _label_said(source: str, english: str) -> int:
    """Where the rubric or label ends that opens the source and that the English has translated; else 0."""
    marker, body = bullet(source)
    first = body[: body.find(". ") + 1] or body  # a rubric with a stop is a sentence
    for text, lang in product((body, first), ("fr", "es")):
        found = rubric(text, lang)
        if found and found.english in english:
            return len(marker) + len(found.label)
    return 0


def _named(name: str, english: str) -> bool:
    """True where the English has the name, or its English: of a place or an institution; all folded."""
    if name[:5] in english or any(own in english for own in exonyms().get(name, ())):
        return True
    begun = institution_words().get(name, ())
    return any(re.search(rf"(?<!\w){re.escape(own)}", english) for own in begun)


def _terms_said(source: str, english: str) -> list[tuple[int, int]]:
    """Where the source has a term or name of the glossary that the English renders."""
    spans = (span for finder in _finders() for span in finder.find(source))
    return [
        (s.start, s.end) for s in spans if any(rendered(e, english) for e in (s.english, *s.also))
    ]


@cache
def _finders() -> tuple[TermFinder, ...]:
    """The terms of both languages: whose English is there was translated, whatever the source is in."""
    glossary = Glossary.for_translation()
    return tuple(TermFinder(glossary, lang) for lang in ("fr", "es"))


def _truncated(source: str, english: str) -> bool:
    if not english.strip():
        return True
    if len(source) > 60 and len(english) * 2 < len(source):
        return True
    return (
        bool(_END.search(source)) and not _END.search(english) and bool(_TRUNCATED.search(english))
    )
