"""Which language a text is in: French, Spanish, English, or another.

Long text shows its language in its function words, so those are counted first; where they do not
settle it, the py3langid model decides among :data:`KNOWN`, with a prior for the three languages
that veille reads. Measured by ``python -m eval.separation --suite languages``. The same text always gives
the same answer.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from nlp.kept import kept
from nlp.language_model import LanguageModel

LANGUAGES = ("fr", "es", "en")
"""The languages that veille reads."""

UNKNOWN = "und"
"""ISO 639 code of text without any sign of its language (figures, symbols, nothing)."""

TOO_SHORT = 25
"""Characters below which a segment's own language is not asked."""

# What is likely to lie in a European press archive. More languages make short text less certain.
_CODES = "en fr es de it pt ca nl pl ro sv da cs hu fi tr ru uk el ar he zh ja ko"
KNOWN = tuple(_CODES.split())

_FUNCTION_WORDS = {
    "en": "the of and to in is that for it was with as are on by this from which has have will "
    "at its not be were been would they their an but who said he she had also than or",
    "fr": "le la les des du et en un une est que qui dans pour sur au aux avec par ce cette sont a "
    "ses pas plus il elle ont été être mais ou leur nous vous d l qu n s c se son sa dont",
    "es": "el la los las de del y en un una es que por para con al se su sus lo como más este esta "
    "ha han no fue son pero sin sobre entre desde hasta también muy ya le o ser",
    "pt": "o a os as de do da dos das e em um uma é que por para com no na nos nas ao não se mais "
    "foi são mas pelo pela também seu sua ou está à às",
    "it": "il lo la i gli le di del della dei delle e in un una è che per con nel nella al alla si "
    "non più sono ha anche da come su questo ma o gli dal dalla",
    "ca": "el la els les de del dels i en un una és que per amb al als a no més ha són però sense "
    "també aquest aquesta seva com s l d va o molt",
    "de": "der die das und in den von zu mit ist des für auf nicht im ein eine dem sich auch als "
    "es an werden aus er hat dass sie nach bei um am sind noch wie einer über",
    "nl": "de het een van en in is dat op te zijn voor met die niet aan er ook als bij door om naar "
    "maar wordt uit nog heeft over dan of kan ze wel",
}
_WORD_SETS = {lang: frozenset(words.split()) for lang, words in _FUNCTION_WORDS.items()}
_OWN = {"es": frozenset("a")}
"""What the list of a language lacks: in a Spanish sentence an "a" is no sign of another."""
_NOT_ENGLISH = {
    lang: frozenset(word for word in words - _WORD_SETS["en"] if len(word) > 1)
    for lang, words in _WORD_SETS.items()
}
_WORD_LANGS: dict[str, tuple[str, ...]] = {
    word: tuple(lang for lang, words in _FUNCTION_WORDS.items() if word in words.split())
    for words in _FUNCTION_WORDS.values()
    for word in words.split()
}

# Text beyond this many characters adds time and no certainty.
_ENOUGH = 2_000
_ENOUGH_FOR_MODEL = 500
# The function words settle it when there are so many of them, of the tokens this share, and ahead
# of the second language by this factor. With these no text of that suite is settled wrongly.
_MIN_WORDS, _MIN_SHARE, _LEAD = 5, 0.25, 1.7
# How much likelier one of the three languages is than another before anything is read, and how
# much more a language that the input declares.
_PRIOR, _DECLARED = 4.0, 8.0
_WORD = re.compile(r"[^\W\d_]+")
_NOISE = re.compile(r"(?:https?://|www\.)\S{1,2000}|\S{1,200}@\S{1,200}")


class Guess(NamedTuple):
    """A language (ISO 639-1, or ``und``) and the probability that it is right (0-1)."""

    lang: str
    confidence: float


def identify(text: str, prior: str | None = None) -> Guess:
    """The language of ``text``, reading its first 2,000 characters at most.

    ``prior`` is a language to prefer in doubt (that of the article around, or what the input
    declares). Text without a letter is ``und`` with confidence 0.
    """
    return identify_all([text], prior)[0]


def identify_all(texts: Sequence[str], prior: str | None = None) -> list[Guess]:
    """The language of each text, as :func:`identify` tells it; far cheaper than one after another."""
    reads = [_read(text[:_ENOUGH]) for text in texts]
    ranked = _ranked([read.sample for read in reads if not read.guess])
    return [read.guess or _weighed(ranked[read.sample], prior) for read in reads]


class _Read(NamedTuple):
    """A text without addresses, and its language where the function words settle it."""

    sample: str
    guess: Guess | None


@lru_cache(maxsize=2_048)  # asked for the article, then for the segment
def _read(text: str) -> _Read:
    sample = _NOISE.sub(" ", text) if "@" in text or "//" in text or "www." in text else text
    words = _WORD.findall(sample.lower())
    guess = _by_function_words(words) if words else Guess(UNKNOWN, 0.0)
    return _Read(sample[:_ENOUGH_FOR_MODEL], guess)


def identify_article(texts: Iterable[str], declared: str | None = None) -> Guess:
    """The language of an article from its segments: the one most of its running prose is in.

    Segments vote with their length, long ones only where there are any, so that menus, spam lines
    and foreign quotations do not decide. ``declared`` counts as a strong prior.
    """
    known = [text for text in texts if _WORD.search(text[:_ENOUGH])]
    prose = [text for text in known if len(text) >= 80] or known
    votes: Counter[str] = Counter()
    total = 0.0
    asked = prose[:200]
    for text, guess in zip(asked, identify_all(asked, declared), strict=True):
        weight = min(len(text), _ENOUGH)
        total += weight
        votes[guess.lang] += weight * guess.confidence
    if not votes:
        return Guess(declared or UNKNOWN, 0.0)
    if declared in LANGUAGES:
        votes[declared] += 0.25 * total
    lang, weight = max(votes.items(), key=lambda item: (item[1], item[0]))
    return Guess(lang, round(min(1.0, weight / total), 4))


def segment_lang(text: str, article_lang: str) -> str:
    """The language of one segment inside an article in ``article_lang``.

    A short one takes the article's; a longer one its own where that is plain.
    """
    return segment_langs([text], article_lang)[0]


def segment_langs(texts: Sequence[str], article_lang: str) -> list[str]:
    """The language of each segment, as :func:`segment_lang` tells it."""
    found = [article_lang] * len(texts)
    doubted = [i for i, text in enumerate(texts) if not _plainly_in(article_lang, text)]
    guesses = identify_all([texts[i] for i in doubted], article_lang)
    for i, guess in zip(doubted, guesses, strict=True):
        sure = 0.75 if len(texts[i]) >= 80 else 0.9
        if guess.confidence >= sure and guess.lang != UNKNOWN:
            found[i] = guess.lang
    return found


def _plainly_in(article_lang: str, text: str) -> bool:
    """Whether a segment is too short to be asked, or holds the article's function words and few of others."""
    if len(text) < TOO_SHORT:
        return True
    words = set(_WORD.findall(text[:_ENOUGH].lower()))
    own = len(words & _WORD_SETS.get(article_lang, frozenset()))
    return own >= 3 and all(
        own >= 2 * len(words & other) for lang, other in _WORD_SETS.items() if lang != article_lang
    )


def foreign(text: str, lang: str) -> str | None:
    """Another language that the function words of a sentence plainly show, or None.

    English needs three of them and none of the sentence's own language: it is what foreign
    sentences in press articles mostly are. Other languages must settle it as for whole texts.
    """
    words = _WORD.findall(_NOISE.sub(" ", text[:_ENOUGH]).lower())
    shown = [word for word in words if word in _WORD_SETS["en"]]
    own = [word for word in words if word in _NOT_ENGLISH[lang]]
    if len(shown) >= 3 and not own and len(shown) >= _MIN_SHARE * len(words):
        return "en"
    found = _by_function_words([word for word in words if word not in _OWN.get(lang, ())])
    return found.lang if found and found.lang not in (lang, "en") else None


def _by_function_words(words: list[str]) -> Guess | None:
    """What the function words say, or None where they do not settle it."""
    known = [langs for word in words if (langs := _WORD_LANGS.get(word))]
    if len(known) < max(_MIN_WORDS, _MIN_SHARE * len(words)):
        return None
    counts = Counter(chain.from_iterable(known))
    (lang, first), second = max(counts.items(), key=itemgetter(1)), 0
    if len(counts) > 1:
        second = sorted(counts.values())[-2]
    if first < max(_MIN_WORDS, _MIN_SHARE * len(words), _LEAD * second):
        return None
    return Guess(lang, round(1 - 0.5 * second / first, 4))


def _weighed(ranked: Sequence[float], prior: str | None) -> Guess:
    """What the model says, its probabilities weighed with the priors."""
    weighed = [score * weight for score, weight in zip(ranked, _weights(prior), strict=True)]
    best, lang = max(zip(weighed, _model().langs, strict=True))
    return Guess(lang, round(best / sum(weighed), 4))


_RANKED: dict[
    str, list[float]
] = {}  # asked for the article, for the segment, on each page of a site
_MOST_RANKED = 4_096


def _ranked(samples: Sequence[str]) -> dict[str, list[float]]:
    """The probabilities of the model's languages for each sample."""
    found = {sample: ranked for sample in samples if (ranked := _RANKED.get(sample)) is not None}
    if fresh := [sample for sample in dict.fromkeys(samples) if sample not in found]:
        new = dict(zip(fresh, _model()(fresh).tolist(), strict=True))
        found |= new
        if len(_RANKED) + len(new) > _MOST_RANKED:
            _RANKED.clear()
        _RANKED.update(new if len(new) <= _MOST_RANKED else {})
    return found


@lru_cache(maxsize=64)
def _weights(prior: str | None) -> tuple[float, ...]:
    """How much likelier each of the model's languages is before anything is read."""
    return tuple(
        (_PRIOR if lang in LANGUAGES else 1.0) * (_DECLARED if lang == prior else 1.0)
        for lang in _model().langs
    )


_LOADING = threading.Lock()


def _model() -> LanguageModel:
    return _load() if _load.cache_info().currsize else _load_once()


def _load_once() -> LanguageModel:
    with _LOADING:
        return _load()


@cache
def _load() -> LanguageModel:
    """The model inside the py3langid wheel (BSD), restricted to :data:`KNOWN`.

    It takes 0.4 s to unpack, so what comes of it is kept in the cache: 0.04 s, once.
    """
    from py3langid.langid import MODEL_DIR, MODEL_FILE

    return kept("language", Path(MODEL_DIR, MODEL_FILE), _CODES, LanguageModel.read, _unpacked)


def _unpacked() -> LanguageModel:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(KNOWN)
    return LanguageModel(identifier)
