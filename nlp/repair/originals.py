"""The sources of English that came in with its original, a segment at a time.

What the original is not good for is told in a check of the kind ``original``, and then no segment has a
source: a wrong one would put sentences of another article into this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nlp.article import Article, Check, Original
from nlp.beside import MOST, Pairing, pairing
from nlp.language import UNKNOWN, identify_article
from nlp.segment import from_text, looks_like_title
from nlp.text_lines import FINAL_STOP
from nlp.translate.decoder import LANGUAGES

LIKE = 0.1
"""The likeness (0-1) below which an original is another article's: of the labelled articles 640 of 642 reach it
with their own and none of 9,630 pairs with another's (``python -m eval.originals --likeness``)."""

_PROSE = 80  # characters of a paragraph whose English is missed
_REST = 0.2  # of the original's characters, for what stands before or behind all that has English
_SHOWN = 80  # characters of a paragraph that a check shows


class Sources(NamedTuple):
    """The original of each segment or None, the language of all, and what is to be told."""

    texts: tuple[str | None, ...]
    lang: str | None = None
    checks: tuple[Check, ...] = ()


def sources(article: Article) -> Sources:
    """What the segments of an article in English were translated from; nothing without an original."""
    nothing: tuple[None, ...] = (None,) * len(article.segments)
    original = article.original
    if original is None:
        return Sources(nothing)
    lines = _lines(original)
    lang, why = _lang(article, original, lines)
    found = None if why else _paired(article, original, lines, lang)
    if found is None:
        why = why or f"it is longer than {MOST} sentences, or the article is"
    elif found.likeness < LIKE:
        why = f"it is of another article (likeness {found.likeness:.2f})"
    if why or found is None:
        return Sources(nothing, checks=(Check("original", f"not used: {why}"),))
    texts = [_of_english(article, n, text) for n, text in enumerate(found.sources)]
    if original.title is not None:
        for n in _titles(article):
            texts[n] = _of_english(article, n, original.title)
    return Sources(tuple(texts), lang, _missing(found, lines))


def _lines(original: Original) -> list[str]:
    """The paragraphs of an original without the title, where that is told by itself."""
    lines = [segment.text for segment in from_text(original.text)]
    if lines and original.title is not None and _folded(lines[0]) == _folded(original.title):
        return lines[1:]
    return lines


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _lang(article: Article, original: Original, lines: Sequence[str]) -> tuple[str, str]:
    """The language of the original, and why it cannot be used; empty where it can."""
    lang = identify_article(lines, original.lang).lang
    if article.lang != "en":
        return lang, f"the article itself is in {article.lang} and was translated"
    if lang == UNKNOWN:
        return lang, "its language cannot be told"
    return lang, "" if lang in LANGUAGES else f"it is in {lang}"


def _paired(
    article: Article, original: Original, lines: Sequence[str], lang: str
) -> Pairing | None:
    """Segments beside the paragraphs of the original; None where there are too many.

    The title is left out where the original has none among its paragraphs: it would take the first
    sentence, which mostly says the same.
    """
    segments = [segment.text if segment.kept else "" for segment in article.segments]
    if original.title is not None or not (len(lines) > 1 and looks_like_title(lines[0])):
        for n in _titles(article):
            segments[n] = ""
    try:
        return pairing(lines, segments, lang)
    except ValueError:
        return None


def _titles(article: Article) -> list[int]:
    return [n for n, segment in enumerate(article.segments) if segment.kind == "title"]


def _of_english(article: Article, number: int, text: str | None) -> str | None:
    """``text`` as the source of a segment, where that is English that came in and is kept."""
    segment = article.segments[number]
    ours = any(sentence.en is not None for sentence in segment.sentences)
    english = (segment.lang or article.lang) == "en"
    return text if segment.kept and english and not ours else None


def _missing(found: Pairing, lines: Sequence[str]) -> tuple[Check, ...]:
    """One check for the paragraphs that nothing in the English renders.

    Short ones, and few at the beginning and the end, are furniture of the page that the original is of.
    """
    there = sorted(set(range(len(lines))) - set(found.missing))
    prose = [n for n in found.missing if len(lines[n]) >= _PROSE and FINAL_STOP.search(lines[n])]
    within = [n for n in prose if there and there[0] < n < there[-1]]
    around = [n for n in prose if n not in within]
    if sum(len(lines[n]) for n in around) >= _REST * sum(map(len, lines)):
        within = prose
    if not within:
        return ()
    count = f"{len(within)} paragraphs" if len(within) > 1 else "a paragraph"
    told = f"{count} of the original not in the English: {lines[within[0]][:_SHOWN]}"
    return (Check("omission", told),)
