"""Words of an English sentence that are none: "superpriation", "Programd", "Pulblic".

A model that writes in pieces of words may join pieces that make no word. `nlp/data/english_words.txt` lists the
words of English (`training.translation.words` makes it); what is neither listed, nor formed of listed words, nor
in the source is named.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files

from nlp.tables import fold, peso_places, place_names, rows, words

SHORTEST = 4
"""Letters of the shortest word that is looked at, but for the first of a sentence ("Ap appointment")."""
_WORD = re.compile(r"(?<![\w'’.@/&#-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@/]|\.\w)")
_PARTING = re.compile("['’-]")
_LETTERS = re.compile(r"[^\W\d_]+")
_CAPITAL = re.compile(r"(?<![^\W\d_])[A-ZÀ-ÖØ-Þ][^\W\d_]+")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_MOST_NAMES = 40
_LIKE_A_NAME = 0.6  # of difflib: "Alexander" of "Alejandro"
_OPENS = re.compile(r"[^\w]*")
_SUFFIXES = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"),
    ("er", ""), ("er", "e"), ("ier", "y"), ("est", ""), ("ers", ""), ("ers", "e"), ("ly", ""), ("ly", "le"),
    ("ness", ""), ("less", ""), ("like", ""), ("able", ""), ("able", "e"), ("ish", ""), ("logist", "logy"),
    ("logists", "logy"), ("men", "man"), ("ise", "ize"), ("ised", "ize"), ("ises", "ize"), ("ising", "ize"),
    ("isation", "ization"),
)  # fmt: skip
"""Endings, and what a word without one ends in."""
_PREFIXES = (
    "un", "re", "non", "dis", "mis", "over", "under", "pre", "sub", "anti", "inter", "multi", "micro", "super", "co",
    "out", "tele", "bio", "cyber", "neuro", "radio", "cardio", "electro", "self", "mid", "hyper", "auto", "hydro",
    "geo", "photo", "thermo", "immuno", "psycho", "gastro", "post", "eco", "agro", "nano",
)  # fmt: skip
_HEADS = words(
    "hood bound country wide proof free work works worker workers ware house houses hold man men woman women owner owners "
    "holder holders maker makers making keeper keepers fold friend friends wise ward wards goer goers fore side time line lines "
    "room rooms book books board boards land lands town port ship ships light lights grade scale style stream streams size level "
    "load loads point points path paths"
)
"""What a word of two may end in: a model that joins pieces makes "healthback" and "mainfinal" as well."""
_PARTICLES = ("off", "out", "up", "in", "down", "over")
_TITLES = frozenset(("mr", "ms", "dr", "st", "vs"))
_STEM = 3  # letters of the shortest stem


def nonwords(source: str, english: str) -> list[str]:
    """The words that are no English and not in the source; with a capital inside, they may be the English of a
    name of the source.

    Args:
        source: the sentence that was translated.
        english: its English.
    """
    own: frozenset[str] | None = None
    found = []
    opens = _OPENS.match(english)
    first = opens.end() if opens else 0
    for run in _WORD.finditer(english):
        for part in (run[0],) if run[0].isalpha() else _PARTING.split(run[0]):
            opening = part.istitle() and run.start() == first
            inside = part.istitle() and not opening
            least = 2 if opening else SHORTEST + inside
            if not (part.istitle() or part.islower()) or len(part) < least:
                continue
            word = fold(part)
            if is_word(word) or word in _TITLES:
                continue
            own = _words_of(source) if own is None else own
            if own & {word, f"{word}s", word[:-1]} or (inside and _name_of(word, source)):
                continue
            found.append(part)
    return found


@lru_cache(maxsize=64)
def _names_of(source: str) -> tuple[str, ...]:
    """Words of a sentence with a capital, folded, so many as one may have."""
    return tuple(dict.fromkeys(map(fold, _CAPITAL.findall(source))))[:_MOST_NAMES]


def _name_of(word: str, source: str) -> bool:
    """Whether a word with a capital is the English of a name of the source, "Aristophanes" of "Aristófanes", and
    no misspelt word of English, "Pulblic" of "Pública"."""
    names = _names_of(source)
    if not get_close_matches(word, names, 1, _LIKE_A_NAME):
        return False
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = {a + b[1:] for a, b in cuts if b} | {a + c + b for a, b in cuts for c in _ALPHABET}
    return not near & _listed()


def _words_of(source: str) -> frozenset[str]:
    return frozenset(_LETTERS.findall(fold(source)))


@lru_cache(maxsize=65536)
def is_word(word: str) -> bool:
    """Say whether a folded word is listed, or formed of what is.

    >>> is_word("disconnections"), is_word("superpriation")
    (True, False)
    """
    return formed(word, _listed())


def formed(word: str, listed: frozenset[str] | set[str]) -> bool:
    """Say whether a word is one of a list, or has an ending or a beginning besides, or is two of them."""
    if word in listed or is_inflected(word, listed):
        return True
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) > len(prefix) + _STEM:
            rest = word[len(prefix) :]
            if rest in listed or is_inflected(rest, listed):
                return True
    ends = range(SHORTEST, len(word) - _STEM)
    return any(
        word[:at] in listed and word[at:] in listed and word[at:] in _HEADS for at in ends
    ) or any(word.endswith(end) and word[: -len(end)] in listed for end in _PARTICLES)


def is_inflected(word: str, listed: frozenset[str] | set[str]) -> bool:
    """Say whether a word is one of a list with an ending of English."""
    for suffix, end in _SUFFIXES:
        if not word.endswith(suffix) or len(word) - len(suffix) < _STEM:
            continue
        stem = word[: -len(suffix)] + end
        if suffix == "able" and not end and stem.endswith(("ate", "ize", "ise", "ute", "ive")):
            continue  # "extrapolateable"
        doubled = not end and len(stem) > _STEM and stem[-1] == stem[-2] and stem[:-1] in listed
        if stem in listed or doubled:
            return True
    return False


@cache
def _listed() -> frozenset[str]:
    text = files("nlp").joinpath("data", "english_words.txt").read_text(encoding="utf-8")
    names = [*place_names(), *peso_places(), *(row["name"] for row in rows("datelines.tsv"))]
    places = (part for name in names for part in _LETTERS.findall(fold(name)))
    return frozenset([*text.split(), *places])
