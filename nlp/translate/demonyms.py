"""Adjectives of towns: "la société vannetaise" is the "Vannes company", "el hospital turolense" "Teruel hospital".

A model of this size has seen most of them too seldom and takes them for another country or word ("Colombian" for
"colmarien"). They are shown to it as terms are (:mod:`nlp.translate.terms`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.figures import Span
from nlp.tables import rows, words

_NO_NOUN = words(
    "l la le les el los las lo un une una des du de del au aux al y et ou o e u est es son sont plus más très muy "
    "que qui ce cet cette ces este esta estos estas ese esa su sa ses sus dit ni pas no"
)
"""What stands before such a word where it is a noun, or where it is another word."""
_NOUN = re.compile(r"(?<![\w'’-])(?:[ldLD]['’])?(?P<noun>[^\W\d_]+(?:-[^\W\d_]+)*)[ \u00a0]$")
_LOOKED_AT = 40  # characters before the word


def demonyms(text: str, lang: str) -> Iterator[Span]:
    """The spans of such adjectives behind a noun, of the kind "term".

    Args:
        text: one sentence.
        lang: "fr" or "es".
    """
    for found in _pattern(lang).finditer(text):
        before = _NOUN.search(text, max(0, found.start() - _LOOKED_AT), found.start())
        if before and before["noun"].lower() not in _NO_NOUN:
            yield Span(*found.span(), "term", _forms(lang)[found[0]])


@cache
def _forms(lang: str) -> dict[str, str]:
    """Every form of every adjective -> the English of the place."""
    forms: dict[str, str] = {}
    for row in rows("demonyms.tsv"):
        if row["lang"] == lang:
            for form in (row["masculine"], row["feminine"]):
                forms |= dict.fromkeys((form, _plural(form, lang)), row["english"])
    return forms


def _plural(word: str, lang: str) -> str:
    if lang == "fr":
        if word.endswith("eau"):
            return word + "x"
        return word if word.endswith(("s", "x")) else word + "s"
    if word.endswith("és"):
        return word[:-2] + "eses"
    return word + ("s" if word[-1] in "aeo" else "es")


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    listed = "|".join(sorted(_forms(lang), key=len, reverse=True))
    return re.compile(rf"(?<![\w'’-])(?:{listed})(?![\w-])")
