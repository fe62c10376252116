"""Which pairs are fit for training, and which come too near a development text."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable

OWN = ("/articles", "/sentences", "/written")  # by hand: no filter but the one for dev texts
NGRAM = 8  # words; a pair that shares one with a development text is dropped
MAX_WORDS = 120
MAX_REPEATS = 3  # pairs with the same source, or with the same English, that are kept
_WORD = re.compile(r"[^\W\d_]+|\d+")
_CODE = re.compile(r"[{}<>\\`|]|%[sd(]|\$\w|==|::|\(\)|__|&\w+;|//\w+\.")
_COMMON_WORDS = {
    "fr": "le la les des du un une et est que qui dans pour sur pas au aux ce cette il elle nous "
    "vous avec par sont ont ne se plus mais ou de à en",
    "es": "el la los las del un una y es que en para por con no se su al lo como más pero sus le "
    "ha este esta son o de a",
    "en": "the of and to in is that for it was on with as be are by this not have from at or we "
    "you he i will has an can which",
}
_COMMON = {lang: set(listed.split()) for lang, listed in _COMMON_WORDS.items()}


def words(text: str) -> list[str]:
    """Lower-cased words and figures of a text, without punctuation."""
    return _WORD.findall(text.lower())


def reject(source: str, target: str, lang: str) -> str | None:
    """Return why a pair is unfit for training, or None when it is fit."""
    n_src, n_tgt = len(source.split()), len(target.split())
    if not (1 <= n_src <= MAX_WORDS and 1 <= n_tgt <= MAX_WORDS):
        return "length"
    ratio = len(source) / len(target)
    if not (0.45 <= ratio <= 2.4 if len(target) > 30 else 0.25 <= ratio <= 4):
        return "ratio"
    if source.casefold() == target.casefold():
        return "identical"
    if _CODE.search(source) or _CODE.search(target):
        return "code"
    if any(sum(c.isalpha() or c.isspace() for c in s) < 0.6 * len(s) for s in (source, target)):
        return "letters"
    return None if _languages_fit(source, target, lang) else "language"


def _languages_fit(source: str, target: str, lang: str) -> bool:
    """Compare counts of common words: cheap, and enough against untranslated sides."""
    src, tgt = words(source), words(target)
    if len(src) >= 5 and sum(w in _COMMON[lang] for w in src) < sum(
        w in _COMMON["en"] for w in src
    ):
        return False
    return len(tgt) < 5 or sum(w in _COMMON["en"] for w in tgt) >= sum(
        w in _COMMON[lang] for w in tgt
    )


class HeldOut:
    """Word n-grams of every development text; finds pairs that come near one."""

    def __init__(self) -> None:
        self._ngrams: set[int] = set()
        self._short: set[str] = set()

    def add(self, text: str) -> None:
        """Add one development sentence or document."""
        w = words(text)
        if len(w) < NGRAM:
            self._short.add(" ".join(w))
        self._ngrams.update(hash(tuple(w[i : i + NGRAM])) for i in range(len(w) - NGRAM + 1))

    def near(self, text: str) -> bool:
        """Say whether the text shares a run of `NGRAM` words with a development text."""
        w = words(text)
        if len(w) < NGRAM:
            return len(w) >= 4 and " ".join(w) in self._short
        return any(hash(tuple(w[i : i + NGRAM])) in self._ngrams for i in range(len(w) - NGRAM + 1))


class Keeper:
    """Applies the filters to a stream of pairs and counts every decision.

    `score` gives what a model of our own thought of a pair (`training.translation.score`), or None; a
    pair below `least` is left out as "alignment".
    """

    def __init__(
        self,
        dev: HeldOut,
        score: Callable[[str, str, str], float | None] = lambda *pair: None,
        least: float = -math.inf,
    ) -> None:
        self.dev, self.score, self.least = dev, score, least
        self.counts: dict[str, Counter[str]] = {}
        self._pairs: set[int] = set()
        self._sides: Counter[int] = Counter()

    def keep(self, corpus: str, lang: str, source: str, target: str) -> bool:
        """Say whether a pair stays, and count it under its corpus."""
        own = corpus.endswith(OWN)
        unfit = None if own else reject(source, target, lang)
        why = unfit or self._seen(source, target, lang) or "kept"
        if why == "kept" and (self.dev.near(source) or self.dev.near(target)):
            why = "near dev"
        score = None if own or why != "kept" else self.score(lang, source, target)
        if score is not None and score < self.least:
            why = "alignment"
        self.counts.setdefault(corpus, Counter())[why] += 1
        return why == "kept"

    def _seen(self, source: str, target: str, lang: str) -> str | None:
        src, tgt = " ".join(words(source)), " ".join(words(target))
        key = hash((lang, src, tgt))
        if key in self._pairs:
            return "duplicate"
        self._pairs.add(key)
        sides = (hash((lang, src)), hash(("en", lang, tgt)))
        if any(self._sides[side] >= MAX_REPEATS for side in sides):
            return "repeated side"
        self._sides.update(sides)
        return None
