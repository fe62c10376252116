"""A text of a sentence or two and nothing else: there is no article around it that it could be strange in.

What tells a stray line from an article is mostly what stands around it (:mod:`nlp.separate.context`).
Where nothing does, a sentence "shares no word with the article" and was set aside for that, whatever
it said. Such a text is judged by its letters and words alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST = 3
"""Lines of a text, its title among them, that is a brief at most."""
LEAST = 0.9
"""Probability of content by itself from which a sentence is kept. Lower ones keep more lines of spam
that is written as prose than sentences of articles (measured over ``eval/separation_lines``)."""

_SHORTEST = 40  # characters
_STOP = re.compile(r"[.…!?][\"'”’»)\s]*$")


def sentences(texts: Sequence[str], alone: Sequence[float | None]) -> list[int]:
    """The numbers of the lines of a brief that are content by themselves.

    ``texts`` are the lines of a text of which none was taken for content, ``alone`` the probability
    of content that each has without its context (None on a page, where it means little).
    """
    if len(texts) > MOST:
        return []
    return [
        number
        for number, (text, p) in enumerate(zip(texts, alone, strict=True))
        if p is not None and p >= LEAST and len(text) >= _SHORTEST and _STOP.search(text[-4:])
    ]
