"""Words that announce what follows: the rubric of a paper ("VIDÉO.", "Avis de marché – ..."), the label of a field.

A model of this size takes such a word, which has nothing beside it, for another ("I want."), and in
capitals for a name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from nlp.tables import fold, rows
from nlp.translate.openings import announcement

_RUBRIC = re.compile(
    r"(?P<label>[^\W\d_][^.…:|–—\n]{1,60}?)"
    r"(?P<tail>[ \u00a0\u202f]?:(?:[ \u00a0\u202f]+|$)|[ \u00a0][–—-][ \u00a0]|(?:\.{3}|…)[ \u00a0]?|\.[–—-]?[ \u00a0]*(?:$|(?<=[–—-][ \u00a0])))"
)
_SCOOP = re.compile(r"INFO (?P<paper>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’ -]{2,40})")
_NO_LABEL = frozenset(("poste", "editorial", "cuarto", "quinto"))
"""What stands for something else before a colon: a post that is vacant, a publisher."""

_NO_HEADING = _NO_LABEL | {
    "entretien",
    "exercice",
    "recurso",
    "estado",
    "organo",
    "solution",
    "marge",
}
"""What is ambiguous where nothing stands beside it: upkeep or an interview, a drill or a year."""
_SURVEYED = re.compile(
    r"\d ?[%]|sur dix(?!\w)|(?<!\w)(?:répondant|sondé|interrogée?s)", re.IGNORECASE
)
"""What an "Enquête" that is a survey tells."""
_COUNTED = re.compile(r"(?P<count>\d{1,4})[ \u00a0](?P<unit>[^\W\d_]+\([a-z]{1,2}\))")


class Rubric(NamedTuple):
    """The label, its English, what stands between it and the rest, and where the rest begins."""

    label: str
    english: str
    tail: str
    end: int


def rubric(text: str, lang: str) -> Rubric | None:
    """The rubric or label that opens a sentence, or is the whole of it.

    Args:
        text: a sentence without its list marker.
        lang: "fr" or "es".
    """
    found = _RUBRIC.match(text)
    if found is None or not found["label"][0].isupper():
        return None
    label, tail = found["label"], found["tail"]
    colon = ":" in tail
    english = _scoop(label, lang) or head(label, lang)
    if colon and not english:
        english = announcement(label, lang)
    if not english or (colon and fold(label) in _NO_LABEL):
        return None
    rest = text[found.end() :]
    if not rest and not colon and tail[0] not in ".…":
        return None
    if fold(label) == "enquete" and _SURVEYED.search(rest):
        english = "SURVEY" if label.isupper() else "Survey"
    if colon:
        tail = ": " if rest else ":"
    tail = tail.replace("…", "...")
    return Rubric(label, english, tail, found.end())


def head(word: str, lang: str) -> str:
    """The English of a word of a table's head, cased as it is, or ""."""
    known = _heads(lang).get(word.casefold()) or _bare(lang).get(fold(word.replace("’", "'")), "")
    if word.isupper() and len(word) > 1:
        return known.upper()
    return known if word[:1].isupper() else known.lower()


def heading(text: str, lang: str) -> str:
    """The English of a heading or list item that is nothing but a label, or a count, "36 Mes(es)"; or ""."""
    if counted := _COUNTED.fullmatch(text):
        unit = head(counted["unit"], lang).lower()
        return f"{counted['count']} {unit}" if unit else ""
    if len(text) > 2 * _longest(lang):  # a label, even with its accents apart
        return ""
    alone = text[:1].isupper() or text.startswith("(") or "€" in text
    return head(text, lang) if alone and fold(text) not in _NO_HEADING else ""


def _scoop(label: str, lang: str) -> str:
    """ "INFO OUEST-FRANCE" is what that paper alone knows."""
    found = _SCOOP.fullmatch(label) if lang == "fr" else None
    return f"{found['paper']} EXCLUSIVE" if found else ""


@cache
def _heads(lang: str) -> dict[str, str]:
    return {
        row["cell"].casefold(): row["english"] for row in rows("cells.tsv") if row["lang"] == lang
    }


@cache
def _longest(lang: str) -> int:
    return max(map(len, _heads(lang)), default=0)


@cache
def _bare(lang: str) -> dict[str, str]:
    """The same without accents, which capitals often lack."""
    return {fold(cell): english for cell, english in _heads(lang).items()}
