"""A last look at lines and paragraphs: spam of kinds that no model has seen, alone between two paragraphs.

The words of such a line are new, so its n-grams say little and the second step takes it for a subheading
or a caption. This step looks at how it speaks (:mod:`nlp.separate.pitch`) beside what the others saw, and was
fitted on lines whose kind of spam the first step had not learned from. It is believed where it is sure.
In a text of short lines (an agenda, a ticker, a list of winners) there is no article that a line could
belong to, and what the steps before take for furniture by that is looked at as well (:mod:`nlp.separate.forms`).
Spam of two to four sentences has trees of its own: among lines its likeness to an article's paragraphs is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.separate import context, forms, pitch, shape
from nlp.separate.context import BOILERPLATE, CONTENT, SPAM
from nlp.separate.seen import Lines
from nlp.separate.tables import tables

LONGEST = 200
"""Characters up to which a line is short."""

PARAGRAPH = 500
"""Characters up to which a longer one is looked at."""

CERTAIN = (0.93, 0.8, 1.01)
"""Probability of each label from which a line needs no look: over ``eval/separation_lines`` and
``eval/separation_kinds`` the look changed none of those (it may still keep what is surely spam)."""

SPAM_BELOW, FURNITURE_BELOW = 0.5, 0.4
"""Probabilities of content below which what was taken for content is spam, or furniture, after all."""

SPAM_ABOVE = 0.6
"""Probability of spam from which what was taken for furniture is spam after all."""

SOLD, SOLD_BELOW = 0.9, 0.7
"""Probability of spam by the look from which a paragraph is spam, and that of content by the steps before it
from which it is none all the same."""

KEPT = 0.6
"""Probability of content from which what was taken for spam, and in a text of short lines for anything else
than content, is content after all."""

TERSE, SHORT, SAID = 0.75, 100, 0.65
"""Share of lines below so many characters from which a text is one of short lines, and of its characters that
they hold: a page of an article and much furniture has many short lines, but says little in them."""

_LEAST = 3  # lines of a text of short lines
_ITEM = re.compile(r"\s*[-–—•·●▪*>»|]")
NAMES = (*context.NAMES, *shape.NAMES, *pitch.NAMES)
"""Columns of :func:`features`."""

TERSE_NAMES = (*NAMES, *forms.NAMES)
"""Columns of :func:`terse_features`."""


def features(texts: Sequence[str], seen: Lines, at: Sequence[int]) -> NDArray[np.float32]:
    """Shape (len(at), len(NAMES)) for the lines ``at`` of one text, as :func:`nlp.separate.seen.lines` saw it."""
    said = pitch.rows([texts[i] for i in at], [seen.views[i] for i in at])
    return np.concatenate([seen.features()[at], said], axis=1)


def terse_features(texts: Sequence[str], seen: Lines, at: Sequence[int]) -> NDArray[np.float32]:
    """The same for a text of short lines, shape (len(at), len(TERSE_NAMES)): how far they are made alike, too."""
    made = forms.rows(texts, seen.views, at)
    return np.concatenate([features(texts, seen, at), made], axis=1)


def is_terse(texts: Sequence[str]) -> bool:
    """Whether a text is made of short lines, without an article of prose around any of them.

    A line or two are none, a title among them: what a menu or a notice says by itself is told by its words.
    """
    if 0 < len(texts) < _LEAST:
        return False
    lengths = [len(text) for text in texts]
    short = [length for length in lengths if length < SHORT]
    return len(short) >= TERSE * len(lengths) and sum(short) >= SAID * sum(lengths)


def unsure(texts: Sequence[str], found: NDArray[np.float64]) -> NDArray[np.int64]:
    """Numbers of the lines to look at, by their probabilities as ``found`` so far, shape (n, 3).

    What opens a text is its title, looked at where it may be :func:`restored`; a row of a table does not
    stand alone, nor an item of a list, but where lists are all there is.
    """
    terse = is_terse(texts)
    looked = (found < CERTAIN).all(axis=1) | (terse & (found[:, CONTENT] < 0.5))
    for i in np.flatnonzero(looked).tolist():
        looked[i] = len(texts[i]) <= PARAGRAPH and (terse or not _ITEM.match(texts[i]))
    looked[:1] &= terse & (found[:1, CONTENT] < 0.5)
    for table in tables(texts):
        looked[list(table)] = False
    return np.flatnonzero(looked)


def settled(found: NDArray[np.float64], looked: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where this step is believed: probabilities, shape (n, 3), as they were ``found`` and as it ``looked``."""
    content, boilerplate, spam = looked.T
    sure = np.where(found[:, BOILERPLATE] < 0.5, boilerplate, SPAM_ABOVE)
    sells = (found[:, SPAM] < 0.5) & (content < SPAM_BELOW) & (spam > sure)
    serves = (found[:, CONTENT] >= 0.5) & (content < FURNITURE_BELOW) & (spam <= boilerplate)
    kept = (found[:, SPAM] >= 0.5) & (content >= KEPT)
    return sells | serves | kept


def restored(found: NDArray[np.float64], looked: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where this step is believed in a text of short lines that a line is content after all."""
    return (found[:, CONTENT] < 0.5) & (looked[:, CONTENT] >= KEPT)


def sold(found: NDArray[np.float64], looked: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where this step is believed of a paragraph: the same for those longer than a line, and only that it sells."""
    return (looked[:, SPAM] > SOLD) & (found[:, CONTENT] < SOLD_BELOW)


def agreed(found: NDArray[np.float64], looked: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where a line is spam by this step as by those before it."""
    content, boilerplate, spam = looked.T
    return (found[:, SPAM] >= 0.5) & (content < SPAM_BELOW) & (spam > boilerplate)
