"""Blocks of a page amid the article's own running text, that its markup says nothing against.

A sentence of advice, an item of a list, what somebody said: by its words alone it may read as furniture or as
spam, and among the furniture of a page more so. Where it stands between two paragraphs of one element it is
judged again as text, among what was kept of the page and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.separate.together import Shown

_FEWEST, _LONGEST = 15, 600  # characters
_LINKS = 0.1
_UP = 4  # elements up to the one that holds the article's paragraphs
_MOST = 0.5  # blocks to be judged again for each that was kept
_PLAIN = re.compile(r"(?:^|/)(?:p|li|h[2-6]|blockquote|dd|td)(?:/(?:p|span|em|strong|b|i))*\Z")
_OUTSIDE = re.compile(r"(?:^|/)(?:nav|aside|footer|form|header|figure|button|label)/")


def amid(page: Shown, lost: Sequence[int]) -> list[int]:
    """Of the blocks ``lost``, the numbers of those amid running text; none where they are many."""
    prose = page.prose()
    if len(prose) < 2:
        return []
    between = _between(page, prose)
    found = [i for i in lost if _is_plain(page, i) and _stands(page, i, between)]
    return found if len(found) <= max(_MOST * len(page.kept), 1) else []


def _between(page: Shown, prose: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Of each element that holds running text, the first and the last of its paragraphs."""
    ends: dict[int, tuple[int, int]] = {}
    for i in prose:
        for holder in page.layouts[i].holders[:-1][-_UP:]:
            first, _ = ends.get(holder, (i, i))
            ends[holder] = first, i
    return ends


def _is_plain(page: Shown, number: int) -> bool:
    text, layout = page.texts[number], page.layouts[number]
    if not _FEWEST <= len(text) <= _LONGEST or layout.link_density > _LINKS:
        return False
    return _PLAIN.search(layout.tag_path) is not None and not _OUTSIDE.search(layout.tag_path)


def _stands(page: Shown, number: int, between: dict[int, tuple[int, int]]) -> bool:
    """Whether a paragraph of an element around it stands before it, and another behind."""
    for holder in page.layouts[number].holders[:-1][-3:]:
        first, last = between.get(holder, (number, number))
        if first < number < last:
            return True
    return False
