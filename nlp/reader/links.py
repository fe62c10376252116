"""Figures and names of a sentence that stand on both sides, so that the eye finds the one by the other.

Figures are found as translation protects them (:mod:`nlp.protect`): "3,5 M€" answers "€3.5 million".
What that does not find is joined by its digits. Names are those of the English
(:mod:`nlp.names`), sought in the source as they stand, by a word of theirs, or as a place is called there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from nlp.names import find_names
from nlp.protect import find_spans
from nlp.reader.match import flat
from nlp.tables import exonyms

FIGURES = frozenset(("money", "percent", "date", "time", "number", "code", "url", "email", "tag"))
_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_][\w'’-]*\w")
_LONGEST = 4000  # characters of a side that are looked at


class Link(NamedTuple):
    """Characters ``start:end`` of one side; ``id`` is that of its partners on both."""

    start: int
    end: int
    id: str
    kind: str  # figure or name


class Linked(NamedTuple):
    """The links of both sides, each from left to right, never overlapping."""

    source: list[Link]
    english: list[Link]


def link(source: str, english: str, lang: str | None, row: str) -> Linked:
    """Join what stands in ``source`` (in ``lang``) and in its ``english``.

    ``row`` tells this pair from others: a figure has its partners in its own sentence, a name
    wherever the article has it.
    """
    sides = _Side(source), _Side(english)
    for number, (start, end, forms) in enumerate(_figures(source[:_LONGEST], lang)):
        places = [place for form in forms for place in sides[1].places(form)]
        _join(sides, [(start, end)], places, f"{row}-{number}", "figure")
    _join_digits(sides, row)
    _join_names(sides)
    return Linked(sorted(sides[0].links), sorted(sides[1].links))


_PLAIN = str.maketrans("\u00a0\u202f’", "  '")


def _sought(text: str) -> str:
    """A text as places are sought in it, each character where it was: flat, with plain blanks."""
    return flat(text).translate(_PLAIN)


class _Side:
    """A text, what is linked in it, and what of it is taken."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.flat = _sought(text[:_LONGEST])
        self.links: list[Link] = []
        self._taken = bytearray(len(text))

    def places(self, form: str) -> list[tuple[int, int]]:
        """Where ``form`` stands as whole words, whatever its case, accents and spaces."""
        wanted = re.escape(_sought(form))
        return [m.span() for m in re.finditer(rf"(?<!\w){wanted}(?!\w)", self.flat)]

    def free(self, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Those places where nothing is linked yet."""
        return [place for place in places if not any(self._taken[slice(*place)])]

    def take(self, places: Iterable[tuple[int, int]], id: str, kind: str) -> None:
        """Link those places."""
        for start, end in places:
            if not any(self._taken[start:end]):
                self._taken[start:end] = b"\1" * (end - start)
                self.links.append(Link(start, end, id, kind))


Places = list[tuple[int, int]]


def _join(sides: tuple[_Side, _Side], ours: Places, theirs: Places, id: str, kind: str) -> None:
    """Link places of both sides with each other, where both have one that is free."""
    free = sides[0].free(ours), sides[1].free(theirs)
    if all(free):
        for side, places in zip(sides, free, strict=True):
            side.take(places, id, kind)


def _figures(text: str, lang: str | None) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Place and English forms of each figure that translation protects."""
    if lang in ("fr", "es"):
        for span in find_spans(text, lang):
            if span.kind in FIGURES and span.end > span.start:
                yield span.start, span.end, (span.english, *span.also)


def _join_digits(sides: tuple[_Side, _Side], row: str) -> None:
    """What has the same digits on both sides and is not joined yet: "27 M€" and "€27 million"."""
    found: tuple[dict[str, Places], dict[str, Places]] = ({}, {})
    for side, places in zip(sides, found, strict=True):
        for match in _DIGITS.finditer(side.text[:_LONGEST]):
            places.setdefault(re.sub(r"\D", "", match[0]), []).append(match.span())
    for digits in found[0].keys() & found[1].keys():
        _join(sides, found[0][digits], found[1][digits], f"{row}-d{digits}", "figure")


def _join_names(sides: tuple[_Side, _Side]) -> None:
    found = find_names(sides[1].text[:_LONGEST])
    for start, name in sorted(found, key=lambda one: -len(one[1])):  # before parts of them
        own = [(start, start + len(name))]
        places = sides[0].places(name) or _elsewhere(sides[0], name)
        if places:
            _join_more(sides, places, own, f"name-{flat(name)}")
            continue
        for word in _WORD.finditer(name):
            places = [p for p in sides[0].places(word[0]) if sides[0].text[p[0]].isupper()]
            if word[0][0].isupper() and places:
                part = [(start + word.start(), start + word.end())]
                _join_more(sides, places, part, f"name-{flat(word[0])}")


def _join_more(sides: tuple[_Side, _Side], ours: Places, theirs: Places, id: str) -> None:
    """As :func:`_join`; a name that the source has once may stand twice in the English."""
    if sides[0].free(ours) or any(made.id == id for made in sides[0].links):
        sides[0].take(ours, id, "name")
        sides[1].take(theirs, id, "name")


def _elsewhere(side: _Side, name: str) -> Places:
    """Where the source calls a place by its own name: "London" is "Londres"."""
    return [place for own in _own_names().get(flat(name), ()) for place in side.places(own)]


@cache
def _own_names() -> dict[str, frozenset[str]]:
    """English names of places -> French and Spanish ones; all flat."""
    found: dict[str, set[str]] = {}
    for own, english in exonyms().items():
        for name in english:
            found.setdefault(name, set()).add(own)
    return {name: frozenset(own) for name, own in found.items()}
