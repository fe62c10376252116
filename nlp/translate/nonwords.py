"""Words of an English sentence that are none: "superpriation", "Programd".

A model that writes in pieces of words may join pieces that make no word. `nlp/data/english_words.txt` lists the
words of English (`training.translation.words` makes it); what is neither listed, nor formed of listed words, nor
in the source is named.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from nlp.tables import fold, peso_places, place_names, rows

SHORTEST = 4
"""Letters of the shortest word that is looked at, but for the first of a sentence ("Ap appointment")."""
_WORD = re.compile(r"(?<![\w'’.@/&#-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@/]|\.\w)")
_PARTING = re.compile("['’-]")
_LETTERS = re.compile(r"[^\W\d_]+")
_OPENS = re.compile(r"[^\w]*")
_SUFFIXES = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"),
    ("er", ""), ("er", "e"), ("ier", "y"), ("est", ""), ("ers", ""), ("ers", "e"), ("ly", ""), ("ly", "le"),
    ("ness", ""), ("less", ""), ("like", ""), ("able", ""), ("able", "e"), ("ish", ""), ("logist", "logy"),
    ("logists", "logy"),
)  # fmt: skip
"""Endings, and what a word without one ends in."""
_PREFIXES = (
    "un", "re", "non", "dis", "mis", "over", "under", "pre", "sub", "anti", "inter", "multi", "micro", "super", "co",
    "out", "tele", "bio", "cyber", "neuro", "radio", "cardio", "electro", "self", "mid", "hyper", "auto", "hydro",
    "geo", "photo", "thermo", "immuno", "psycho", "gastro", "post", "eco", "agro", "nano",
)  # fmt: skip
_NO_WORD_BEHIND = frozenset(("ability", "able", "ation", "ness", "ment", "less"))
"""Endings that are words too: "sustainableability" is no word."""
_TITLES = frozenset(("mr", "ms", "dr", "st", "vs"))
_STEM = 3  # letters of the shortest stem


def nonwords(source: str, english: str) -> list[str]:
    """The words in small letters, or with the capital of the first, that are no English and not in the source.

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
            if not (opening or (part.islower() and len(part) >= SHORTEST)) or len(part) < 2:
                continue
            word = fold(part)
            if is_word(word) or word in _TITLES:
                continue
            own = _words_of(source) if own is None else own
            if not own & {word, f"{word}s", word[:-1]}:
                found.append(part)
    return found


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
        word[:at] in listed and word[at:] in listed and word[at:] not in _NO_WORD_BEHIND
        for at in ends
    )


def is_inflected(word: str, listed: frozenset[str] | set[str]) -> bool:
    """Say whether a word is one of a list with an ending of English."""
    for suffix, end in _SUFFIXES:
        if not word.endswith(suffix) or len(word) - len(suffix) < _STEM:
            continue
        stem = word[: -len(suffix)] + end
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
