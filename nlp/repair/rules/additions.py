"""What the machine added: a remark in brackets or a last sentence of which the source has nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View
from nlp.repair.rules.pronouns import SENTENCE
from nlp.sentences import split
from nlp.tables import fold

_REMARK = re.compile(
    r" ?[(\[](?:Laughter|Laughs|Applause|Music|Cheering|Cheers|Audio|Video|Silence|Sighs|Inaudible|Translated by [^()\[\]]{1,40})[)\]]"
)
_ASIDE = re.compile(r"[(\[]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_FIGURE = re.compile(r"\d")
_STOP = re.compile(r"[.!?\u2026]+[\"\u00bb\u201d]?(?=\s|$)")
_SMALLEST = 4
_WHY = "the source has nothing of it"


def remarks(text: str, view: View) -> Iterator[Change]:
    """ "(Laughter)" behind a sentence whose source has no brackets, as subtitles have it."""
    if view.source and not _ASIDE.search(view.source):
        for m in _REMARK.finditer(text):
            yield Change(*m.span(), "", _WHY, True)


def last_sentence(text: str, view: View) -> Iterator[Change]:
    """A last sentence too many, which shares no name, figure or word with the source.

    What stands before it must be as long as the source: else a sentence was parted in two.
    """
    if not view.source or view.title:
        return
    told = [m for m in SENTENCE.finditer(text) if m[0].strip()]
    theirs = len(_STOP.findall(view.source.strip()))
    if theirs < 1 or len(told) != theirs + 1 or len(split(text, "en")) != len(told):
        return  # "Dr." ends no sentence
    head, last = text[: told[-1].start()], told[-1][0]
    if _size(head) < 0.85 * _size(view.source) or _size(last) < _SMALLEST:
        return
    if _FIGURE.search(last) or '"' in last or _shares(last, view.source):
        return
    yield Change(told[-1].start(), told[-1].end(), "", _WHY, True)


def _size(text: str) -> int:
    return len(text.split())


def _shares(sentence: str, source: str) -> bool:
    """Whether a word of a sentence begins as one of the source does (``hospital``, ``hospitales``)."""
    theirs = {fold(w)[:4] for w in _WORD.findall(source)}
    return any(fold(w)[:4] in theirs for w in _WORD.findall(sentence))


RULES = (
    Rule("remarks", "hallucination", remarks, _REMARK),
    Rule("last_sentence", "hallucination", last_sentence, re.compile(r"[.!?] ")),
)
