"""Nouns without an article that open a headline: "Grève au CHU de Nantes", "Robo de datos en una clínica".

A model of this size has nothing beside such a noun to tell it by, and takes it for another word ("Greek at
Nantes University Hospital"). Those of `nlp/data/headlines.tsv` are shown to it as terms are
(:mod:`nlp.translate.terms`); inside a sentence, behind an article, it knows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from nlp.figures import Span
from nlp.tables import fold, rows
from nlp.translate.plurals import plural

_GAP = "[ \u00a0\u202f]"
_OPENS = re.compile(rf"(?:^|(?<=[^\W\d_]){_GAP}?:{_GAP}+)(?P<word>[^\W\d_]+)")
_NO_PLURAL = ("ing", "s", "damage", "action", "order")


class _Noun(NamedTuple):
    """The noun as it is written, with its plural, and its English."""

    pattern: re.Pattern[str]
    english: str


def head_nouns(text: str, lang: str) -> Iterator[Span]:
    """The spans of such nouns at the head of a sentence, or behind its label, of the kind "term".

    Args:
        text: one sentence.
        lang: "fr" or "es".
    """
    for opening in _OPENS.finditer(text):
        for noun in _nouns(lang).get(_key(opening["word"]), ()):
            if found := noun.pattern.match(text, opening.start("word")):
                many = found["many"] or found["more"]
                english = _several(noun.english) if many else noun.english
                yield Span(*found.span(), "term", english, (plural(noun.english), noun.english))
                break


def _several(english: str) -> str:
    """The plural of what can be counted."""
    return english if english.endswith(_NO_PLURAL) else plural(english)


@cache
def _nouns(lang: str) -> dict[str, list[_Noun]]:
    """The nouns by how they begin, the longest first."""
    listed = [row for row in rows("headlines.tsv") if row["lang"] == lang]
    found: dict[str, list[_Noun]] = {}
    for row in sorted(listed, key=lambda row: -len(row["noun"])):
        noun = _Noun(_pattern(row["noun"], row["behind"]), row["english"])
        found.setdefault(_key(row["noun"].split()[0]), []).append(noun)
    return found


def _key(word: str) -> str:
    return fold(word)[:4]


def _pattern(noun: str, behind: str) -> re.Pattern[str]:
    """Expression for a noun, its first letter in both cases and with or without its accent, and its plural."""
    first, _, rest = noun.partition(" ")
    letters = "".join(dict.fromkeys((first[0], first[0].upper(), fold(first[0]).upper())))
    stem, more = (first[:-2] + "[oó]n", "es") if first.endswith("ón") else (first, "s")
    later = "".join(_GAP + re.escape(word).replace("'", "['’]") for word in rest.split())
    next_word = rf"(?={_GAP}(?:{behind}))" if behind else ""
    return re.compile(
        rf"[{letters}]{stem[1:]}(?P<many>{more})?{later}(?P<more>(?<={re.escape(noun[-1])})s)?"
        rf"(?![\w'’-]){next_word}"
    )
