"""A seller's voice in an article: what is said to a reader's private need by a stranger to what is told.

An advertisement written as calm prose has no word of its own that a model could know. What gives it away is
a combination: it names somebody unknown to the article, shares no name and no rare word with the rest, speaks
of a private trouble, a helper, how gently and at what price; and it does not report, date, doubt or quote.
Each is worth little; :data:`_WEIGHTS` adds them up. A voice that the article has anyway is no evidence.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from nlp.sentences import split
from nlp.separate import voices
from nlp.separate.context import names_of, stems
from nlp.separate.lexicon import words_of
from nlp.separate.view import fold, view
from nlp.tables import words as listed

SHORTEST = 60
"""Characters below which a text is no appeal: a heading is too little to go by."""

APPEALS = "sells to its reader for somebody the article does not know"
"""The reason told."""

_ARTICLE = 80  # words that the rest must have to be an article
_LONGEST, _MOST = 6, 24  # sentences of a run, and of a paragraph that is looked into
_NAMED, _NAMELESS = 0.9, 2.4
"""Log-odds from which it is spam, by a seller who has a name or says "we", and by others."""
_SILENT = 0.3, 1.4
"""What each sentence of a run costs that speaks to nobody, and one that tells names or figures."""
_DOUBTED = 1.5  # log-odds that it is worth where a line is spam by its words
_ADDRESSED, _OFTEN = 1.5, 0.012
"""Log-odds that it takes more in an article of which so many words speak to its reader."""
_KINDS = 3
_FEW = 10  # words of the shortest run
_RARE = 6  # letters

_COMMON = frozenset(
    stem[:_RARE]
    for stem in listed(
        "without within through between because before should against during another however although always "
        "sometimes whether toward pendant depuis toujours plusieurs quelques certains lorsque ensuite parfois "
        "autres aujourd encore maintenant chacun durant despues todavia mientras muchos cuando aunque porque "
        "tambien siempre ademas ninguno alguno alguna nuestro vuestro"
    )
)
"""Stems of words that any two texts share."""

_SELLING = ("reader", "ours", "need", "service", "praise", "ease", "price", "crowd")
_AT = {name: number for number, name in enumerate(voices.NAMES)}
_IN_KINDS = [_AT[name] for name in _SELLING if name != "ours"]
_PRAISING = [_AT[name] for name in _SELLING]
_SOBER = [_AT[name] for name in ("tells", "past", "authority", "date")]
_BIAS = -1.15
_WEIGHTS = {
    "reader": 0.97, "ours": 0.83, "need": 0.74, "service": 0.23, "praise": 0.64, "ease": 0.48, "price": 0.43, "crowd": 0.12,
    "tells": -0.65, "past": -0.38, "authority": -0.83, "date": -0.77, "doubt": -0.36,
    "kinds": 0.64, "strangers": 1.0, "known": -0.34, "shared": -0.75, "amounts": 0.21, "quotes": -1.43, "length": -0.95,
}  # fmt: skip

_WORD = r"[A-ZÀ-Ý][\w'’-]+"
_LINK = r"(?: (?:(?:&|and|et|y|of|de|du|des|del|la|les|los) ){0,2}|(?: d| l)['’])"
_NAME = rf"{_WORD}(?:{_LINK}{_WORD}){{0,3}}"
_SELLER = re.compile(
    r"(?:^|[.:;,!?…]\s)(?:At|With|On|In|Chez|Avec|Sur|Dans|En|Con|Gracias a|Grâce à|Thanks to)\s"
    rf"(?:(?:the|our|la|le|les|el|los|las|notre|nuestr[oa])\s\w+\s|l['’]\w+\s)?(?P<at>{_NAME}),?\s(?=\w)"
    r"|\b(?:[Tt]he|[Oo]ur|[Ll]es?|[Ll]as?|[Ee]l|[Ll]os|[Nn]os|[Nn]otre|[Nn]uestr[oa]s?|l['’])\s?\w+(?:\s\w+)?\s"
    rf"(?:(?:of|at|from|de|du|des|del|chez)\s|d['’])?(?P<of>{_NAME}),?\s(?=[a-zß-ÿ])"
    rf"|(?:^|[.!?…:]\s)(?P<opens>{_WORD}{_LINK}{_NAME})\s(?=[a-zß-ÿ])"
)
_AMOUNT = re.compile(r"[$€£] ?\d|\d ?(?:€|\$|£|%|euros?\b|dollars?\b|per ?cent)")
_QUOTE = re.compile(r"[«»“”\"]")


class Said(NamedTuple):
    """What a text says: its words by :data:`nlp.separate.voices.NAMES`, names, stems of longer words."""

    words: int
    counts: tuple[int, ...]
    names: frozenset[str]
    stems: frozenset[str]
    sellers: tuple[str, ...]
    amounts: int
    quotes: int
    figures: bool


class Told(NamedTuple):
    """What the rest of an article says: its words, how many of them are in each list, names and stems."""

    words: int
    counts: tuple[int, ...]
    names: frozenset[str]
    stems: frozenset[str]


_NOTHING = Told(0, (0,) * len(voices.NAMES), frozenset(), frozenset())


class Appeal(NamedTuple):
    """From where to where a line is one, how probably, and the reason that is told."""

    start: int
    end: int
    score: float
    reason: str = APPEALS


@lru_cache(maxsize=4_096)
def said(text: str) -> Said:
    """What a sentence or a paragraph says by itself."""
    folded = fold(text)
    words = words_of(folded)
    sellers = tuple(next(filter(None, found.groups())) for found in _SELLER.finditer(text))
    named = voices.counts(words_of(fold(" ".join(sellers))))
    counts = voices.counts(words)
    return Said(
        len(words),
        tuple(
            n if at in _PRAISING else n - m
            for at, (n, m) in enumerate(zip(counts, named, strict=True))
        ),
        names_of(text),
        frozenset(stem for stem in stems(folded) if len(stem) >= _RARE) - _COMMON,
        tuple(name.lower() for name in sellers),
        len(_AMOUNT.findall(text)),
        len(_QUOTE.findall(text)),
        any(map(str.isdigit, text)),
    )


def appeals(
    texts: Sequence[str],
    langs: Sequence[str | None],
    kept: Mapping[int, float],
    title: int = -1,
) -> dict[int, Appeal]:
    """Of the lines ``kept``, those that are or hold an appeal: from where to where.

    ``kept`` tells how probably each is spam by its words. The ``title`` is none, nor the first line of a text.
    """
    found: dict[int, Appeal] = {}
    looked = {
        i: parts
        for i, p in kept.items()
        if i not in (0, title)
        and _may_sell(texts[i], _DOUBTED * p)
        and _sells(parts := parts_of(texts[i], langs[i]), _DOUBTED * p)
    }
    article = _Article([texts[i] for i in kept] if looked else [])
    for i, parts in looked.items():
        told = article.without(said(texts[i]))
        if appeal := _appeal(parts, told, _DOUBTED * kept[i]):
            found[i] = appeal
    return found


def _may_sell(text: str, doubt: float) -> bool:
    """Whether a line could be an appeal, whatever the article says: most could not, which is soon told."""
    if len(text) < SHORTEST:
        return False
    reader, ours, highest = _highest(view(text).text)
    if highest + doubt + 2 * _WEIGHTS["strangers"] < _NAMED:
        return False
    strangers = min(len(_SELLER.findall(text)), 2)
    least = _NAMED if ours or strangers else _NAMELESS
    return (reader or ours or strangers > 0) and (
        highest + doubt + strangers * _WEIGHTS["strangers"] >= least
    )


@lru_cache(maxsize=4_096)
def _highest(folded: str) -> tuple[bool, bool, float]:
    """Whether a text speaks to a reader, whether as "we", and the log-odds that none of its runs is above.

    All but what strangers are worth.
    """
    counts = voices.counts(words_of(folded))
    kinds = sum(counts[i] > 0 for i in _IN_KINDS)
    odds = _BIAS + _WEIGHTS["kinds"] * kinds + _WEIGHTS["length"] * math.log(_FEW)
    odds += sum(_WEIGHTS[voices.NAMES[i]] * min(counts[i], 4) for i in _PRAISING)
    odds += 2 * _WEIGHTS["amounts"] * any(map(str.isdigit, folded))
    return (
        counts[_AT["reader"]] > 0,
        counts[_AT["ours"]] > 0,
        odds if kinds >= _KINDS else -math.inf,
    )


class _Article:
    """What the lines of an article say together, and what they say without one of them."""

    def __init__(self, texts: Sequence[str]) -> None:
        lines = [said(text) for text in texts]
        self.words = sum(line.words for line in lines)
        self.counts = [sum(column) for column in zip(*(line.counts for line in lines), strict=True)]
        self.names = Counter(name for line in lines for name in line.names)
        self.stems = Counter(stem for line in lines for stem in line.stems)

    def without(self, line: Said) -> Told:
        """What all but the ``line`` say."""
        counts = zip(self.counts, line.counts, strict=True)
        return Told(
            self.words - line.words,
            tuple(count - own for count, own in counts),
            frozenset(name for name, n in self.names.items() if n > (name in line.names)),
            frozenset(stem for stem, n in self.stems.items() if n > (stem in line.stems)),
        )


def parts_of(text: str, lang: str | None) -> list[str]:
    """The sentences of a paragraph with what follows each."""
    return [sentence.text + sentence.tail for sentence in split(text, lang)][:_MOST]


def _sells(parts: Sequence[str], doubt: float) -> bool:
    """Whether a run of sentences sells by itself: what the article tells can only speak against it."""
    sentences = [said(part.strip()) for part in parts]
    runs = _runs(len(parts)) if any(map(_speaks, sentences)) else ()
    return any(_worth(sentences[start:end], _NOTHING, ()) + doubt > 0 for start, end in runs)


def _appeal(parts: Sequence[str], told: Told, doubt: float) -> Appeal | None:
    """The likeliest run of sentences of a paragraph, with those around it that touch nothing of the article."""
    sentences = [said(part.strip()) for part in parts]
    best, chosen = 0.0, None
    for start, end in _runs(len(parts)):
        beside = [*sentences[:start], *sentences[end:]]
        if told.words + sum(other.words for other in beside) < _ARTICLE:
            continue
        worth = _worth(sentences[start:end], told, beside) + doubt
        if worth > best:
            best, chosen = worth, (start, end)
    if chosen is None:
        return None
    start, end = _widened(chosen, sentences, told)
    at = sum(map(len, parts[:start]))
    until = at + sum(map(len, parts[start:end]))
    return Appeal(at, until, round(1 / (1 + math.exp(-best)), 4))


def _runs(count: int) -> Iterator[tuple[int, int]]:
    for start in range(count):
        for end in range(start + 1, min(start + _LONGEST, count) + 1):
            yield start, end


def _worth(run: Sequence[Said], told: Told, beside: Sequence[Said]) -> float:
    """By how much the log-odds that a run of sentences sells are above what they must be."""
    if sum(text.words for text in run) < _FEW or not any(map(_speaks, run)):
        return -math.inf
    found: dict[str, float] = _above_usual(run, told, beside)
    found["kinds"] = sum(found[name] >= 0.5 for name in _SELLING if name != "ours")
    if found["kinds"] < _KINDS:
        return -math.inf
    found |= _shared(run, told, beside)
    speaks = found["strangers"] > 0 or found["ours"] > 0
    if not (speaks or found["reader"] > 0):
        return -math.inf
    odds = _BIAS + sum(_WEIGHTS[name] * value for name, value in found.items())
    odds -= sum(_SILENT[bool(text.names or text.figures)] for text in run if not _speaks(text))
    odds -= _ADDRESSED * (_addresses(told) > _OFTEN)
    return odds - (_NAMED if speaks else _NAMELESS)


def _addresses(told: Told) -> float:
    """How many of an article's words speak to its reader or of those who write it."""
    return (told.counts[_AT["reader"]] + told.counts[_AT["ours"]]) / max(told.words, _ARTICLE)


def _above_usual(run: Sequence[Said], told: Told, beside: Sequence[Said]) -> dict[str, float]:
    """How many words of each list a run of sentences has, those of a seller above what is usual around it.

    ``beside`` it stand the other sentences of its paragraph, and the rest of the article has ``told`` something.
    """
    words = sum(text.words for text in run)
    others = told.words + sum(text.words for text in beside)
    counts = [sum(column) for column in zip(*(text.counts for text in run), strict=True)]
    around = [
        sum(column) for column in zip(told.counts, *(text.counts for text in beside), strict=True)
    ]
    usual = words / max(others, _ARTICLE)
    return {
        name: min(max(count - usual * there * (name in _SELLING), 0.0), 4.0)
        for name, count, there in zip(voices.NAMES, counts, around, strict=True)
    }


def _shared(run: Sequence[Said], told: Told, beside: Sequence[Said]) -> dict[str, float]:
    """Whom a run names and what it shares with the sentences ``beside`` it and what the article ``told``."""
    names = frozenset[str]().union(*(text.names for text in run))
    rare = frozenset[str]().union(*(text.stems for text in run))
    near = frozenset[str]().union(*(text.stems for text in beside))
    known = names & told.names | names & frozenset[str]().union(*(text.names for text in beside))
    sellers = [name for text in run for name in text.sellers]
    strangers = sum(known.isdisjoint(name.split()) and _strange(name, told) for name in sellers)
    return {
        "strangers": min(strangers, 2),
        "known": min(len(known), 3),
        "shared": min(len(rare & told.stems | rare & near), 6),
        "amounts": min(sum(text.amounts for text in run), 2),
        "quotes": min(sum(text.quotes for text in run), 2),
        "length": math.log(max(sum(text.words for text in run), 1)),
    }


def _strange(name: str, told: Told) -> bool:
    return not any(word in told.names for word in name.split())


def _widened(run: tuple[int, int], sentences: Sequence[Said], told: Told) -> tuple[int, int]:
    """The run with the sentences before and behind it that lead to it or go on with it.

    All of a paragraph where none of the others touches what the article tells; else those beside it that
    moreover speak as it does.
    """
    start, end = run
    if all(_idle(text, told) for text in [*sentences[:start], *sentences[end:]]):
        return 0, len(sentences)
    while start > 0 and _goes_along(sentences[start - 1], told):
        start -= 1
    while end < len(sentences) and _goes_along(sentences[end], told):
        end += 1
    return start, end


def _idle(text: Said, told: Told) -> bool:
    """Whether a sentence reports nothing, names nobody and shares at most one rare word with what is told."""
    silent = not (text.quotes or text.figures or text.names)
    return silent and not any(text.counts[i] for i in _SOBER) and len(text.stems & told.stems) <= 1


def _goes_along(text: Said, told: Told) -> bool:
    """Whether it moreover shares none, and speaks to a reader or of a private need."""
    if not _idle(text, told) or text.stems & told.stems:
        return False
    return _speaks(text) or text.counts[_AT["need"]] > 0


def _speaks(text: Said) -> bool:
    """Whether there is somebody who speaks, or is spoken to."""
    return bool(text.counts[_AT["reader"]] or text.counts[_AT["ours"]] or text.sellers)
