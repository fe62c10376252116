"""Words torn in two and words run together, told by a list of ordinary words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from nlp.calendar import MONTHS, WEEKDAYS
from nlp.repair.change import Change, Rule, View
from nlp.repair.phrases import words_of
from nlp.repair.rules.escapes import is_word
from nlp.tables import common_words, english_cognates, first_names, words

_HYPHEN = re.compile(r"(?<![\w-])([A-Za-z]?[a-z]{2,12})- ([a-z]{2,14})(?![\w-])")
_TORN = re.compile(r"(?<![\w.'\u2019-])(?=([A-Za-z][a-z]{1,11}) ([a-z]{2,12})(?![\w'\u2019-]))")
_MARKS = '.,;:!?)"\u201d'
_HEADS = ("the", "has", "was", "where", "which", "from", "with", "next", "last")
_A_TIMES = words("aweek aday ayear amonth")
_TAILS = ("the", "and", "that")
_COUNTED = re.compile(r"(?<![\w.,-])(\d{2,6})([a-z]{3,})(?![\w-])")
_SMALL = words("the and for with")
_OF = re.compile(r"(?<!\w)(of|to|in|at|from|the)(?=[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]{3,})")
_HEADED = re.compile(
    r"(?<![\w'\u2019-])([Tt]he|has|was|where|which|from|with|a|next|last)([a-z]{3,})(?![\w'\u2019-])"
)
_TAILED = re.compile(r"(?<![\w'\u2019-])([a-z]{3,})(the|and|that)(?![\w'\u2019-])")
_DATED = re.compile(rf"(?<![\w'\u2019-])([a-z]{{2,}})(?=(?:{'|'.join((*MONTHS, *WEEKDAYS))})\b)")
_HUMP = re.compile(r"[a-z][A-Z\u00c0-\u00de]")
_COUNTS = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)(?=(?:day|week|month|year|hour|minute)s?\b)"
)
_TIMES = words("week day year month")
_WORDS = words(  # that look like two
    "whereas whereby wherein whereupon whereabouts whichever whenever seethe thesis theme themes hasten lastly "
    "withdraw withdraws withdrawn withdrew withdrawal withhold withheld withstand withstood within without theft thence "
    "weekday away thereof thereon therefore therein wasted waste haste theatre theory brand strand"
)
_PREFIXES = words(
    "cyber tele non pre post multi micro macro bio eco geo neuro nano radio psycho socio anti semi co sub super auto "
    "data web on off out over under up down well back inter intra extra ultra mid re de bi uni tri self mini mega meta"
)

_SMALLEST = words("a an the of to in on at by for and or is no as be it we he so if my me do go")


@cache
def _known(word: str) -> bool:
    """An ordinary word, a form of one, or a name (lower case)."""
    return is_word(word) or word in first_names() or word in english_cognates()


def torn(text: str, view: View) -> Iterator[Change]:
    """ "stan- dards" and "sur vey": together they are a word, apart they are none."""
    for m in _HYPHEN.finditer(text) if "- " in text else ():
        left, right = m[1].lower(), m[2]
        if is_word(left + right) and not (_known(left) and _known(right)):
            yield Change(m.end(1), m.start(2), "", "a word was torn at the end of a line")
    known = common_words()
    there = [word.rstrip(_MARKS) for word in text.lower().split(" ")]
    if known.isdisjoint(map("".join, pairwise(there))):
        return
    for m in _TORN.finditer(text):
        if m[1].lower() + m[2] not in known:
            continue
        opens = text[max(0, m.start() - 2) : m.start()].strip() in ("", ".", '"')
        if _is_torn(m[1].lower(), m[2], lower=m[1].islower() or opens):
            yield Change(m.end(1), m.start(2), "", "a word was torn in two")


def _is_torn(left: str, right: str, *, lower: bool) -> bool:
    """Whether two words are one; ``lower`` says that the first has no capital, so that it is no name."""
    if left + right not in common_words() or len(left + right) < 6:
        return False
    if left in _PREFIXES or right in _SMALLEST:
        return False
    if left in _SMALLEST:
        return left == "an" and right[0] not in "aeiouh" and not _known(right)
    if not _known(left):
        return lower or not _known(right)
    return len(right) > 2 and not _known(right)


def run_together(text: str, view: View) -> Iterator[Change]:
    """ "42hospitals", "ofHuelva", "hasstarted" and "wherethe": a blank is missing."""
    found = {*_after_figures(text), *_in_words(text), *(m.end(1) for m in _COUNTS.finditer(text))}
    if _HUMP.search(text):
        found |= {*_before_names(text, view), *_before_dates(text)}
    for at in sorted(found):
        yield Change(at, at, " ", "two words were run together")


def _after_figures(text: str) -> Iterator[int]:
    for m in _COUNTED.finditer(text):
        if m[2] in _SMALL or len(m[2]) > 3 and m[2] in common_words():
            yield m.end(1)


def _before_names(text: str, view: View) -> Iterator[int]:
    for m in _OF.finditer(text):
        if text[m.start() : m.end() + 4] not in (view.source or ""):
            yield m.end(1)


def _before_dates(text: str) -> Iterator[int]:
    for m in _DATED.finditer(text):
        if m[1] in common_words():
            yield m.end(1)


def _in_words(text: str) -> Iterator[int]:
    unknown = words_of(text) - common_words()
    if unknown.isdisjoint(_A_TIMES) and not any(
        word.startswith(_HEADS) or word.endswith(_TAILS) for word in unknown
    ):
        return
    for m in _HEADED.finditer(text):
        word = m[0].lower()
        if not _known(word) and word not in _WORDS and _follows(m[1].lower(), m[2]):
            yield m.end(1)
    for m in _TAILED.finditer(text):
        if not _known(m[0]) and m[0] not in _WORDS and m[1] in common_words():
            yield m.end(1)


def _follows(first: str, word: str) -> bool:
    """Whether a word may stand behind a small one: only units of time behind "a" and "next"."""
    if first in ("a", "next", "last"):
        return word in _TIMES
    return word in common_words() and (len(word) > 3 or word in ("the", "not"))


RULES = (
    Rule("torn", "glued_words", torn, re.compile(r"[a-z]-? [a-z]")),
    Rule(
        "run_together", "glued_words", run_together, re.compile(r"\d[a-z]{3}|[a-z][A-Z]|[a-z]{4}")
    ),
)
