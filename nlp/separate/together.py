"""What a page shows as one thing is kept as one: a head with its text, the terms of a list, a note."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.article import Layout
from nlp.separate.context import CONTENT, SPAM
from nlp.separate.lexicon import LEXICON, WORD
from nlp.separate.view import view

_HEAD = re.compile(r"/h[2-6]\Z")
_FOLDS = re.compile(r"/(?:button|summary)\Z")
_TERM = re.compile(r"/dl/d[td]\Z")
_OUTSIDE = re.compile(r"(?:^|/)(?:nav|aside|footer|form|header)/")
_NOTE = re.compile(r"\[(\d{1,2})\]\s?(?=\S)")
_MARK = re.compile(r"\[(\d{1,2})\]")
_BOX = re.compile(r"(?:^|/)aside/(?:p|h[2-6]|div|ul/li)\Z")
_FIGURE = re.compile(r"\W{0,3}\d[\d.,\s\u00a0\u202f]*[%€$]?\s*[^\W\d_]{2,}(?:\s\S+)*\Z")
_OF_THE_PAGE = (
    LEXICON["page"] | LEXICON["goods"] | LEXICON["urge"] | (LEXICON["offer"] - {"no", "solo"})
)
_LONGEST = 150  # characters of a head
_PROSE = 80  # characters of the text under one, and of a note
_MOST = 40  # terms of a list and what it tells of them
_LINKS = 0.5
_DOUBT = 0.1  # probability of content below which a head is none


class Shown(NamedTuple):
    """The blocks that a page shows: numbers in order; of all blocks texts, layouts, probabilities.

    ``kept`` are the numbers of those that are content.
    """

    numbers: Sequence[int]
    texts: Sequence[str]
    layouts: Sequence[Layout]
    probabilities: NDArray[np.floating]
    kept: Collection[int]

    def prose(self) -> list[int]:
        """The numbers of the article's running text."""
        return [i for i in self.numbers if i in self.kept and len(self.texts[i]) >= _PROSE]


def belonging(page: Shown, keep: float) -> set[int]:
    """The numbers of blocks that go with content; ``keep`` is what the terms of a list must reach."""
    prose = page.prose()
    if not prose:
        return set()
    found = {
        *_heads(page, prose),
        *_terms(page, prose, keep),
        *_notes(page, prose),
        *_figures(page, prose),
    }
    return found - set(page.kept)


def _heads(page: Shown, prose: Sequence[int]) -> Iterator[int]:
    """Headings between paragraphs of one element; buttons that unfold a text, if of a kind."""
    above = dict(_above(page, set(prose)))
    made = Counter(_make(page, i) for i in above)
    begins: dict[int, int] = {}
    for i in prose:
        for holder in page.layouts[i].holders:
            begins.setdefault(holder, i)
    for i in above:
        layout = page.layouts[i]
        if _FOLDS.search(layout.tag_path):
            if made[_make(page, i)] > 1:
                yield i
        elif begins[layout.holders[-2]] < i:
            yield i


def _above(page: Shown, prose: Collection[int]) -> Iterator[tuple[int, int]]:
    """Heads and the running text right behind each, in the element that holds the head."""
    for i, after in zip(page.numbers, page.numbers[1:], strict=False):
        layout = page.layouts[i]
        if after not in prose or len(page.texts[i]) > _LONGEST or layout.link_density > _LINKS:
            continue
        if not (_HEAD.search(layout.tag_path) or _FOLDS.search(layout.tag_path)):
            continue
        if page.probabilities[i][CONTENT] < _DOUBT:
            continue
        if len(layout.holders) > 1 and layout.holders[-2] in page.layouts[after].holders:
            yield i, after


def _make(page: Shown, number: int) -> tuple[str, str]:
    layout = page.layouts[number]
    return layout.tag_path, layout.attrs


def _terms(page: Shown, prose: Sequence[int], keep: float) -> Iterator[int]:
    """The terms of a list beside running text, and what it tells of them: date, place, price.

    They are kept together, by the mean of their probabilities, if any is kept by itself.
    """
    lists: dict[int, list[int]] = defaultdict(list)
    for i in page.numbers:
        layout = page.layouts[i]
        if _TERM.search(layout.tag_path) and not _OUTSIDE.search(layout.tag_path):
            lists[layout.holders[-2]].append(i)
    homes = {holder for i in prose for holder in page.layouts[i].holders[-3:-1]}
    for terms in lists.values():
        mean = page.probabilities[terms].mean(axis=0)
        around = page.layouts[terms[0]].holders[:-2]
        linked = any(page.layouts[i].link_density > _LINKS for i in terms)
        if len(terms) < 4 or len(terms) > _MOST or linked or homes.isdisjoint(around[-2:]):
            continue
        if (
            mean[CONTENT] >= keep
            and mean[CONTENT] > mean[SPAM]
            and any(i in page.kept for i in terms)
        ):
            yield from terms


def _figures(page: Shown, prose: Sequence[int]) -> Iterator[int]:
    """The lines of a box set into the article that tells its figures: "142 hospitals", "4.1 %"."""
    boxes: dict[int, list[int]] = defaultdict(list)
    for i in page.numbers:
        layout = page.layouts[i]
        if _BOX.search(layout.tag_path):
            boxes[layout.holders[-2]].append(i)
    for lines in boxes.values():
        home = page.layouts[lines[0]].holders[-3:-2]
        beside = [i for i in prose if home and home[0] in page.layouts[i].holders]
        if (
            beside
            and beside[0] < lines[0]
            and lines[-1] < beside[-1]
            and _tells_figures(page, lines)
        ):
            yield from lines


def _tells_figures(page: Shown, lines: Sequence[int]) -> bool:
    """Whether most lines are a figure and its name, and none is a link, sells or speaks of the page."""
    figures = 0
    for i in lines:
        text, layout = page.texts[i], page.layouts[i]
        words = set(WORD.findall(view(text).text))
        if len(text) > _PROSE or layout.link_density > 0 or not words.isdisjoint(_OF_THE_PAGE):
            return False
        figures += _FIGURE.match(text) is not None
    return figures >= 2 and 2 * figures >= len(lines)


def _notes(page: Shown, prose: Sequence[int]) -> Iterator[int]:
    """Notes behind the article whose marks stand in it: "[1] The file of October 20 held ..."."""
    marks = {mark for i in prose for mark in _MARK.findall(page.texts[i][1:])}
    if not marks:
        return
    for i in page.numbers:
        note = _NOTE.match(page.texts[i]) if i > prose[-1] else None
        if note is None or note[1] not in marks or len(page.texts[i]) < _PROSE:
            continue
        if page.layouts[i].link_density <= _LINKS:
            marks.discard(note[1])
            yield i
