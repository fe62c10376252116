"""What the classifier reads of an article, prepared the same way for training and for use."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from nlp.sentences import split

TITLE_TOKENS = 64
TITLE, SPECIAL = 0, -1
_LINE_END = r"(?:\r\n|\n|\r(?!\n))"
_BLANK_LINE = re.compile(rf"{_LINE_END}(?:[^\S\r\n]|[\u200b\ufeff])*{_LINE_END}")


class ArticleText(NamedTuple):
    """The English of an article: its title (may be empty) and its paragraphs."""

    title: str
    paragraphs: Sequence[str]

    @property
    def body(self) -> str:
        """The paragraphs as one text, one a line."""
        return "\n".join(self.paragraphs)

    def cut(self, characters: int) -> ArticleText:
        """The same text up to so many characters, title included."""
        left = max(0, characters - len(self.title))
        kept = []
        for paragraph in self.paragraphs:
            if left <= 0:
                break
            kept.append(paragraph[:left])
            left -= len(paragraph)
        return ArticleText(self.title[:characters], kept)


def paragraphs_of(text: str) -> list[str]:
    """The parts of a plain text between blank lines, as they stand.

    A line that holds but spaces is blank; lines end as on any system (LF, CRLF, CR).
    """
    return _BLANK_LINE.split(text)


class Window(NamedTuple):
    """A stretch of an article that the encoder reads at once.

    ``units[i]`` says what token ``ids[i]`` belongs to: ``SPECIAL`` (-1), ``TITLE`` (0), or a
    sentence of the article (1 is the first).
    """

    ids: list[int]
    units: list[int]


class Windows(NamedTuple):
    """The windows of an article, and the paragraph of each sentence (paragraphs count from 1).

    ``owner[0]`` is 0, the title; ``owner[k]`` the paragraph of sentence ``k``, whose text is
    ``sentences[k]``.
    """

    windows: list[Window]
    owner: list[int]
    sentences: Sequence[str] = ()

    @property
    def read(self) -> list[int]:
        """The units that a token of some window belongs to, in order."""
        return sorted({unit for window in self.windows for unit in window.units} - {SPECIAL})


def sentences_of(text: ArticleText) -> tuple[list[str], list[int]]:
    """The title followed by the sentences, and the paragraph of each (0 for the title)."""
    found, owner = [text.title], [0]
    for number, paragraph in enumerate(text.paragraphs, 1):
        for sentence in split(" ".join(paragraph.split()), "en"):
            found.append(sentence.text)
            owner.append(number)
    return found, owner


def windows_of(
    text: ArticleText,
    tokenize: Callable[[Sequence[str]], list[list[int]]],
    *,
    cls: int,
    sep: int,
    length: int,
    most: int,
) -> Windows:
    """Cut an article into at most ``most`` windows of at most ``length`` tokens.

    Each begins with the title; a sentence that does not fit begins the next window, and one longer
    than a window is cut.
    """
    sentences, owner = sentences_of(text)
    tokens = tokenize(sentences)
    head = [cls, *tokens[0][:TITLE_TOKENS], sep]
    marks = [SPECIAL, *[TITLE] * (len(head) - 2), SPECIAL]
    room = length - len(head) - 1
    windows = [Window(list(head), list(marks))]
    for unit, ids in enumerate(tokens[1:], 1):
        ids = ids[:room]
        if len(windows[-1].ids) - len(head) + len(ids) > room:
            if len(windows) == most:
                break
            windows.append(Window(list(head), list(marks)))
        windows[-1].ids.extend(ids)
        windows[-1].units.extend([unit] * len(ids))
    for window in windows:
        window.ids.append(sep)
        window.units.append(SPECIAL)
    return Windows(windows, owner, sentences)
