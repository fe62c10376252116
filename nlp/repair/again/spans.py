"""The sentences of English that may be cut off, with where they stand."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from nlp.repair.again.likeness import EMPTY
from nlp.sentences import split
from nlp.tables import words

_NEXT = re.compile(
    r"(?<=[\w,;] )(?:"
    r"(?P<sure>The|This|These|It|He|She|They|There|However|Although|According) [a-z]"
    r"|(?P<likely>Those|Its|Their|His|Her|We|But|When|While|If|Each|Every|Many|Several|Another|After|"
    r"Before|Since|During|From|By|In|On|At|Among) [a-z\d]"
    r"|(?P<maybe>An|For|And|With|To|As|All|Some|Most|No|Nor|One|Two|Three|Both|Other|Not|So|Under|Once|"
    r"Last|Only|A(?! (?:and|or|in|to|of|is|are|was|were|for|with|at|as|on|by)\b)) [a-z]"
    r"|(?P<name>After|Before|Since|During|From|By|In|On|At|Among) [^\W_])"
)
"""Where a sentence that was cut may run into the next ("signed the The vendor says"), by how seldom what
begins there is a word or a letter of a name ("vitamin A deficiency", "Phase One of the plan")."""
_OPEN = EMPTY - words("a an the") | words(
    "about after against among before between during over per since through under"
)
"""Words behind which nothing ends; behind an article one of a name may stand too ("the One platform")."""


class Span(NamedTuple):
    """A sentence of the English and where it stands in it."""

    start: int
    end: int
    text: str


def spans(english: str) -> list[Span]:
    """The sentences of an English text; one that was cut ends where the next begins."""
    found: list[Span] = []
    at = 0
    for sentence in split(english, "en"):
        begins = [0, *_cuts(sentence.text), len(sentence.text)]
        for first, last in pairwise(begins):
            piece = sentence.text[first:last]
            start = at + first + len(piece) - len(piece.lstrip())
            if text := piece.strip():
                found.append(Span(start, start + len(text), text))
        at += len(sentence.text) + len(sentence.tail)
    return found


def _cuts(sentence: str) -> list[int]:
    """Where another sentence begins within one, as what stands before it was cut."""
    return [m.start() for m in _NEXT.finditer(sentence) if _cut_before(sentence, m)]


def _cut_before(sentence: str, begins: re.Match[str]) -> bool:
    end = begins.start() - 1
    last = sentence[sentence.rfind(" ", 0, end) + 1 : end]
    if begins["sure"] or last[-1] in ",;":
        return True
    return last[0].islower() or last[0].isdigit() if begins["likely"] else last in _OPEN
