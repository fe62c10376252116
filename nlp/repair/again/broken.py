"""Where English is broken beyond patching: cut off, left out, left in the source's language, looped.

Whether a paragraph needs a closer look is told without a model. Where it does, its sentences are
paired with our translation of each source sentence: two English texts, so that words can be compared
(Sennrich and Volk 2010 align sentences by machine translation for the same reason).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from nlp.language import identify
from nlp.repair.again.likeness import Content, alike, held, tokens
from nlp.repair.again.spans import Span, spans
from nlp.sentences import split
from nlp.tables import fold
from nlp.translate.checks import loops

_STOP = re.compile(r"[.!?\u2026:;][\"\u201d\u2019'\u00bb)\]\s]*$")
_MOST = 120  # sentences of a paragraph up to which they are paired
_SHORT = 0.6  # of the characters of the source: shorter English lacks something
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_ASIDE = re.compile(
    r"\W*[(\[]|\W*(?:il|elle|ils|elles|on|ce|cela|ceci|celui|celle|ça|c['’]\w+|él|ella|ellos|ellas|ello|esto|eso)\b",
    re.IGNORECASE,
)
"""A sentence in brackets, or one that opens with a word whose meaning the sentence before decides, which
our translation of the sentence alone cannot know."""
_ROUND = re.compile(r"\b((?:\w+\W+){0,7}?\w+)(?:\W+\1\b){2,}", re.I)
"""Words that go round: one to eight of them, as few as do, three times in a row or more."""
_COPIED = 0.8  # of the words of the source, for English that is none
_SAID = 0.35  # of what a sentence says, found elsewhere: it may have been told there
_CUT = 0.5  # of what a cut sentence says must be in our translation, and
_WHOLE = 0.85  # where so much of ours is in the cut one, only its stop is lacking
_CLEARLY = 0.95  # of the length of ours, or it is as long
_LEAST = 4  # words of content of a sentence that is missed
_PART = 0.3  # of each of two sentences must be in the one that renders both
_GAP = 0.2  # the likeness that a pair must pass to be none by chance


Run = tuple[int, int, int, int]
"""Sentences ``i:m`` of the source and ``j:n`` of the English that answer each other."""


class Broken(NamedTuple):
    """Characters ``start:end`` of the English that do not render sentences ``first:last`` of the source.

    ``kind`` is the class of the edit; what was left out has an empty range, where it belongs. ``sure``
    says whether it may be mended: an editor leaves things out on purpose.
    """

    kind: str
    first: int
    last: int
    start: int
    end: int
    sure: bool = True


def suspicious(source: str, english: str, lang: str) -> bool:
    """Whether a paragraph may hold something broken; told without a model."""
    ours, theirs = split(source, lang), spans(english)
    if max(len(ours), len(theirs)) > _MOST:
        return False
    if len(theirs) < len(ours) or len(english) < _SHORT * len(source):
        return True
    if any(not _STOP.search(span.text) for span in theirs) and _STOP.search(source):
        return True
    return looping(english, source) or any(copied(span.text, source, lang) for span in theirs)


def looping(english: str, source: str) -> bool:
    """Whether words go round in the English that do not in the source."""
    return loops(english) and not loops(source)


def before_loop(english: str) -> str:
    """A text up to where its words begin to go round, with the first round; all of it if they do not."""
    m = _ROUND.search(english)
    return english[: m.end(1)] if m else english


def copied(english: str, source: str, lang: str) -> bool:
    """Whether a sentence is the source's own, word for word or nearly so.

    Function words count too: English around long foreign names is English.
    """
    if tokens(english).total() < _LEAST or not _STOP.search(english):
        return False
    own, theirs = _WORD.findall(fold(english)), _words(source)
    share = sum(word in theirs for word in own) / max(len(own), 1)
    guess = identify(english) if share >= _COPIED else None
    return guess is not None and guess.lang == lang and guess.confidence >= 1.5 - share


@lru_cache(maxsize=8)  # the sentences of a paragraph are held against one source, one by one
def _words(source: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(source)))


def find(
    source: Sequence[str],
    ours: Sequence[str],
    english: str,
    lang: str,
    article: Content,
    index: int,
) -> list[Broken]:
    """What is broken in the English of a paragraph, in order.

    Args:
        source: its sentences.
        ours: our translation of each.
        english: the paragraph's English.
        lang: the language of the source.
        article: the English of all paragraphs of the article.
        index: the number of this one.
    """
    theirs = spans(english)
    found: list[Broken] = []
    runs = paired(source, ours, theirs)
    freely = _beside_own(runs, theirs)
    for i, m, j, n in runs:
        if i == m:
            continue  # English of its own: nobody can say what it should be
        if j == n:
            if i in freely:
                continue
            at = theirs[j].start if j < len(theirs) else len(english)
            if _missed(ours[i], theirs, article, index):
                sure = _by_mistake(runs, theirs, source[i], article)
                found.append(Broken("omission", i, m, at, at, sure))
            continue
        kind = _kind(" ".join(source[i:m]), " ".join(ours[i:m]), theirs[j:n], lang)
        if kind:
            found.append(Broken(kind, i, m, theirs[j].start, theirs[n - 1].end))
    return found


def _by_mistake(runs: Sequence[Run], theirs: Sequence[Span], source: str, article: Content) -> bool:
    """Whether a sentence was lost rather than left out: all around it is rendered one by one.

    Who shortens a text joins sentences, leaves several out, stops early and drops what is aside. At the
    beginning or end of a paragraph only a figure that nothing else tells speaks for a mistake.
    """
    gaps = sum(j == n for _, _, j, n in runs)
    one_by_one = all(m - i == n - j == 1 for i, m, j, n in runs if j != n)
    inside = runs[0][2] != runs[0][3] and runs[-1][2] != runs[-1][3]
    told = inside or any(not article.held(figure) for figure in _FIGURE.findall(source))
    whole = all(_STOP.search(span.text) for span in theirs)
    return gaps == 1 and one_by_one and told and whole and not _ASIDE.match(source)


def _beside_own(runs: Sequence[Run], theirs: Sequence[Span]) -> set[int]:
    """Sentences of the source without a counterpart, where a whole English one without any stands beside
    them: it may render them so freely (an idiom) that nothing shows it."""
    found: set[int] = set()
    for paired_, group in groupby(runs, lambda run: run[0] < run[1] and run[2] < run[3]):
        gap = list(group)
        own = [theirs[j].text for i, m, j, _ in gap if i == m]
        if not paired_ and any(_STOP.search(text) and not loops(text) for text in own):
            found.update(i for i, m, _, _ in gap if i < m)
    return found


def _kind(source: str, ours: str, theirs: Sequence[Span], lang: str) -> str | None:
    english = " ".join(span.text for span in theirs)
    if copied(english, source, lang):
        return "untranslated"
    if looping(english, source):
        return "repetition" if held(before_loop(english), ours) >= _CUT else None
    if _STOP.search(source) and not _STOP.search(english):
        lost = held(ours, english) < _WHOLE and len(english) < _CLEARLY * len(ours)
        return "truncation" if lost and held(english, ours) >= _CUT else None
    return None


def _missed(ours: str, theirs: Sequence[Span], article: Content, index: int) -> bool:
    """Whether nothing of the article says what a sentence of the source does."""
    if tokens(ours).total() < _LEAST or article.held(ours) > 2 * _SAID:
        return False
    if any(held(ours, span.text) >= _SAID for span in theirs):
        return False
    return article.most(ours, index) < _SAID


def paired(source: Sequence[str], ours: Sequence[str], theirs: Sequence[Span]) -> list[Run]:
    """Runs of sentences that answer each other, in order: ``source[i:m]`` and ``theirs[j:n]``.

    Every sentence of both sides stands in one; an empty run says that the other side lacks it.
    """
    own, whole = _joined(source), _joined(ours)
    english = {
        at: _ROUND.sub(r"\1", text) for at, text in _joined([s.text for s in theirs]).items()
    }
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {(0, 0): (0.0, None)}
    for i in range(len(source) + 1):
        for j in range(len(theirs) + 1):
            for m, n in ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2)):
                before = best.get((i - m, j - n))
                if before is None:
                    continue
                gain = before[0]
                if m and n:
                    of, to = (i - m, i), (j - n, j)
                    gain += _gain(
                        own[of], whole[of], english[to], ours[i - m : i], theirs[j - n : j]
                    )
                if (i, j) not in best or gain > best[i, j][0]:
                    best[i, j] = (gain, (i - m, j - n))
    stops, at = [], (len(source), len(theirs))
    while at != (0, 0):
        before = best[at][1] or (0, 0)
        stops.append((before[0], at[0], before[1], at[1]))
        at = before
    return stops[::-1]


def _joined(texts: Sequence[str]) -> dict[tuple[int, int], str]:
    """Each text, and each two in a row as one, by the range that they take."""
    ends = range(1, len(texts) + 1)
    return {(a, b): " ".join(texts[a:b]) for b in ends for a in (b - 1, b - 2) if a >= 0}


def _gain(
    source: str, whole: str, english: str, ours: Sequence[str], theirs: Sequence[Span]
) -> float:
    """What a pair speaks for itself: its likeness over chance, for each sentence that it takes.

    ``source`` and ``whole`` are its sentences and ``ours`` in one, ``english`` is ``theirs`` without rounds.
    Two sentences answer one only if something of each is in it.
    """
    if len(ours) > 1 and any(held(one, english) < _PART for one in ours):
        return 0.0
    if len(theirs) > 1 and any(held(span.text, whole) < _PART for span in theirs):
        return 0.0
    found = max(alike(whole, english), alike(source, english))
    return (found - _GAP) * (len(ours) + len(theirs))
