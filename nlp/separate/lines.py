"""The lines of one document, what is known of each, and the document that the model reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from nlp.article import Layout
from nlp.language import LANGUAGES, TOO_SHORT, identify_article, segment_langs
from nlp.separate.seen import Document


class Lines(NamedTuple):
    """Lines of one document and what is known of them; lists of equal length.

    ``title`` is the number of the title, -1 where there is none; ``given`` tells that the input
    gave it, so it was not guessed from the lines.
    """

    texts: Sequence[str]
    layouts: Sequence[Layout | None]
    langs: Sequence[str | None]
    title: int = -1
    given: bool = False


def lines_of(texts: Sequence[str], lang: str | None) -> Lines:
    """Plain lines, each with its language."""
    known = lang or identify_article(texts).lang
    known = known if known in LANGUAGES else "en"
    return Lines(texts, [None] * len(texts), segment_langs(texts, known))


def relang(lines: Lines, lang: str | None) -> Lines:
    """The lines with the language of each piece that has none yet."""
    new = [i for i, found in enumerate(lines.langs) if not found]
    told = segment_langs([lines.texts[i] for i in new], lang or "en")
    langs = [*lines.langs]
    for i, found in zip(new, told, strict=True):
        langs[i] = found
    return lines._replace(langs=langs)


def foreign(texts: Sequence[str], langs: Sequence[str | None], lang: str | None) -> list[float]:
    """1.0 for a line in another language than ``lang``, 0.0 for one in it, 0.5 if too short."""
    return [
        0.5 if len(text) < TOO_SHORT or found is None else float(found != lang)
        for text, found in zip(texts, langs, strict=True)
    ]


def document_of(lines: Lines, lang: str | None) -> Document:
    """The lines as the model reads them; without ``lang``, that of all is what most are in, the first of equals."""
    if lang is None:
        known = Counter(filter(None, lines.langs))
        lang = max(known, key=known.__getitem__) if known else None
    strange = foreign(lines.texts, lines.langs, lang)
    return Document(lines.texts, strange, lines.layouts, lines.title)
