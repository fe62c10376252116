"""Places that regional papers print before a title or a lead: "Rennes. Le CHU ...", "Vendée : ...".

A model of this size takes such a word, which has nothing beside it, for an ordinary one ("Reindeer.").
"""

from __future__ import annotations

import re
from functools import cache

from nlp.tables import fold, rows

_ALONE = re.compile(r"([A-ZÀ-ÖØ-Ý][\w'’ -]{1,40}\w)[.\u2026]")
_SET_BEFORE = re.compile(r"[ \u00a0\u202f]?(?::|[ \u00a0]\()")
_COLUMNS = {"fr": "french", "es": "spanish"}
_PLACES = frozenset(("city", "country", "region"))


def dateline(sentence: str, lang: str) -> str:
    """The English of a sentence that is nothing but a place and a full stop, or "".

    >>> dateline("Rennes.", "fr"), dateline("Séville.", "fr"), dateline("Explications.", "fr")
    ('Rennes.', 'Seville.', '')

    Args:
        sentence: a whole sentence.
        lang: "fr" or "es".
    """
    found = _ALONE.fullmatch(sentence)
    english = _english(lang).get(fold(found[1].replace("’", "'"))) if found else None
    if found is None or english is None:
        return ""
    return (english.upper() if found[1].isupper() else english) + sentence[found.end(1) :]


def town_before(sentence: str, word: str, lang: str) -> bool:
    """Whether the word that opens a sentence is a town or department set before it: "Vendée : grève".

    Ordinary words are none ("Tours : ..."). Nor is a town that the sentence is about, "Rennes choisit":
    there the model does better with the word than with a placeholder.
    """
    return (
        word in towns(lang)
        and _SET_BEFORE.match(sentence, sentence.find(word) + len(word)) is not None
    )


@cache
def towns(*langs: str) -> frozenset[str]:
    """The places of these languages that are set before a text and are no ordinary words."""
    listed = (row for row in rows("datelines.tsv") if row["lang"] in langs and not row["word"])
    return frozenset(row["name"] for row in listed)


@cache
def _english(lang: str) -> dict[str, str]:
    """Places, folded, and what English calls them; the towns of the language's own countries come first."""
    own = (row["name"] for row in rows("datelines.tsv") if row["lang"] == lang)
    found = {fold(name): name for name in own}
    for row in rows("exonyms.tsv"):
        english = row["english"].split("|")
        for name in (row[_COLUMNS[lang]] or english[0]).split("|"):
            if row["kind"] in _PLACES:
                found.setdefault(fold(name), name if name in english else english[0])
    for row in rows("places.tsv"):
        if row["country"] == lang:
            found.setdefault(fold(row["name"]), row["name"])
    return found
