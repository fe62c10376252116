"""The title of an article whose first line turned out to be noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.article import Segment
from nlp.segment import looks_like_title
from nlp.separate.context import stems
from nlp.separate.flattened import is_page
from nlp.separate.view import view

_BEFORE = 8  # lines before the first prose in which the headline of a flattened page may stand
_WORDS = 4  # of a headline
_SHARED, _SHARE = 3, 0.6  # words of it that the article has too, and their share


def titled(segments: list[Segment]) -> list[Segment]:
    """Where what stood for a title is noise, the first short content segment near the top is one.

    A page that lost its markup may begin with its prose, the headline taken for one of a teaser:
    then it is the line before that says most of what the article says.
    """
    at = next((i for i, s in enumerate(segments) if s.kind == "title"), None)
    if at is None or segments[at].label == "content":
        return segments
    segments[at] = replace(segments[at], kind="heading")
    kept = [i for i, s in enumerate(segments) if s.label == "content"]
    if len(kept) > 1 and looks_like_title(segments[kept[0]].text):
        segments[kept[0]] = replace(segments[kept[0]], kind="title")
    elif kept and (found := _headline(segments, kept)) is not None:
        headline = segments[found]
        segments[found] = replace(headline, kind="title", label="content", reasons=())
    return segments


def _headline(segments: Sequence[Segment], kept: Sequence[int]) -> int | None:
    """The number of the headline before the first content of a flattened page, if it has one."""
    if any(s.layout for s in segments) or not is_page([s.text for s in segments]):
        return None
    said = frozenset().union(*(stems(view(segments[i].text).text) for i in kept))
    best, found = 0.0, None
    for i in range(max(0, kept[0] - _BEFORE), kept[0]):
        share = _share(segments[i], said)
        if share >= max(best, _SHARE):
            best, found = share, i
    return found


def _share(segment: Segment, said: frozenset[str]) -> float:
    """How much of a line that may be a headline is in what the article said, 0-1."""
    text = segment.text
    if segment.label != "boilerplate" or len(text.split()) < _WORDS or not looks_like_title(text):
        return 0.0
    own = stems(view(text).text)
    shared = len(own & said)
    return shared / len(own) if shared >= _SHARED else 0.0
