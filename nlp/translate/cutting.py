"""Sentences that are too long, cut into parts at clauses, and the English of the parts joined again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from nlp.calendar import FOREIGN_WEEKDAYS
from nlp.protect import Span
from nlp.tables import common_words, words

_CUTS = (
    re.compile(r"[;:]\s"),
    re.compile(r"[,–—)]\s(?=(?:et|mais|ou|qui|que|dont|où|car|y|pero|o|quien|donde|pues|e)\b)"),
    re.compile(r"[,–—)]\s"),
    re.compile(r"\s(?=(?:et|mais|ou|qui|que|dont|car|y|pero|donde|pour|para|avec|con)\s)"),
    re.compile(r"\s"),
)
_DAYS = "|".join((*FOREIGN_WEEKDAYS["fr"], *FOREIGN_WEEKDAYS["es"]))
_SMALL = (
    rf"(?:{_DAYS}|[ldLD]['’]|(?:les?|la|los|las|une?|un|una|des?|del?|du|aux?|al|à|a|en|el)(?!\w))"
)
_LEADS_IN = re.compile(rf"(?<!\w)(?:{_SMALL}\s*)+$", re.IGNORECASE)
"""What belongs to the figure or name behind it: "el 30 de enero", "mercredi 12 novembre"."""
_LINK = re.compile(
    rf"\s(?:(?:et|y|e|ou|o|u|to|hasta|jusqu['’])\s?)?(?:{_SMALL}\s*)*", re.IGNORECASE
)
"""What stands between two figures or names of one phrase: "de 8 h à 16 h", "15:00 del 18 de julio"."""
_SMALL_WORDS = words(
    "The A An And But Or Who Which That For With In On At By To From As It Its This These They Their While "
    "Because Where When If He She We Of Is Are Was Were"
)
_OPENING = re.compile(r"[A-Z][a-z]+(?![\w'’&.-]| [\dA-Z])")
"""A word with a capital and no other behind it."""
_ABBREVIATED = re.compile(r"(?<![\w.])(?:[ap]\.m|(?:[A-Z]\.)+[A-Z]|Inc|Corp|Ltd|Co|Jr|Sr)\.$")
_FIRST_LETTER = re.compile(r"[\"'“‘«¿¡(\[ \u00a0\u202f]*([^\W\d_])")
_PLAIN_WORD = re.compile(r"[^\W\d_A-Z]+(?:['’-][^\W\d_]+)*(?![\w@/]|\.\w|:/)")
_FARTHEST = 40  # characters before a span in which its small words are sought


def held(text: str, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """The stretches of a text that no cut may part: spans with their small words, and neighbours.

    They come left to right and do not overlap. Quotations and long runs may be parted at need.
    """
    found: list[tuple[int, int]] = []
    for span in sorted(spans):
        before = found[-1][1] if found else 0
        lead = _LEADS_IN.search(text, max(before, span.start - _FARTHEST), span.start)
        start = lead.start() if lead else span.start
        if found and (start <= before or _LINK.fullmatch(text, before, start)):
            found[-1] = found[-1][0], max(before, span.end)
        else:
            found.append((start, span.end))
    return found


def cut(
    text: str, fits: Callable[[str], bool], together: Sequence[tuple[int, int]] = ()
) -> list[str]:
    """Cut a text into parts that fit, at the strongest break nearest the middle.

    The parts joined by single spaces give the text back, except where a run without any space had
    to be cut.

    Args:
        text: a sentence without white space at its ends.
        fits: whether a part may stay whole.
        together: stretches that are not parted while there is another way (`held`).
    """
    if fits(text) or len(text) < 4:
        return [text]
    at = _break(text, together)
    left, right = text[:at].strip(), text[at:].strip()
    if not left or not right:
        return [text]
    begins = len(text) - len(text[at:].lstrip())
    rest = [(start - begins, end - begins) for start, end in together if end > begins]
    return cut(left, fits, together) + cut(right, fits, rest)


def _break(text: str, together: Sequence[tuple[int, int]]) -> int:
    places = [[found.end() for found in pattern.finditer(text)] for pattern in _CUTS]
    for free in (lambda at: not _parts(at, together), lambda at: True):
        for ends in places:
            near = [at for at in ends if 0.2 * len(text) <= at <= 0.8 * len(text) and free(at)]
            if near:
                return min(near, key=lambda at: abs(at - len(text) / 2))
    return len(text) // 2


def _parts(at: int, together: Sequence[tuple[int, int]]) -> bool:
    """Whether a cut there lies inside a stretch."""
    before = bisect_right(together, (at, -1)) - 1
    return before >= 0 and together[before][0] < at < together[before][1]


def join(parts: list[tuple[str, str]]) -> str:
    """Join translated parts (source, English) of one sentence into a sentence again."""
    joined = ""
    for i, (source, english) in enumerate(parts):
        english = lowered(source, english) if i else english
        last = source.rstrip()[-1:]
        if i < len(parts) - 1 and english.endswith(".") and last != ".":
            stem = english if _ABBREVIATED.search(english) else english[:-1]
            english = stem + (last if last in ",;:" else "")
        joined += (" " if joined and english else "") + english
    return joined


def lowered(source: str, english: str) -> str:
    """The English of a part that begins small, without the capital that only a sentence has."""
    if source[:1].islower() and english and _sentence_case(source, english):
        return english[0].lower() + english[1:]
    return english


def _sentence_case(source: str, english: str) -> bool:
    """The capital at the start may be there only because the part was taken for a sentence.

    So it is with any ordinary word, too, that the source has not and no name or day follows: "May 12".
    """
    if english.split(" ", 1)[0] in _SMALL_WORDS:
        return True
    word = _OPENING.match(english)
    return word is not None and word[0].lower() in common_words() and word[0] not in source


def raised(source: str, english: str) -> str:
    """The English of a sentence with a capital at its start, where the source has one.

    A name, address or code that begins small stays: "iPhone", "veille.example".
    """
    own, first = _FIRST_LETTER.match(source), _FIRST_LETTER.match(english)
    if own is None or first is None or not own[1].isupper() or not first[1].islower():
        return english
    if not _PLAIN_WORD.match(english, first.start(1)):
        return english
    return english[: first.start(1)] + first[1].upper() + english[first.end(1) :]
