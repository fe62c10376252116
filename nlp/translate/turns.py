"""What of French and Spanish a model of this size takes for something else, said otherwise before it reads it.

A turn is a cue, which a sentence must hold, a pattern, and what takes its place in the same language:
:mod:`nlp.translate.rewording` and :mod:`nlp.translate.phrases` have them in tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from nlp.patterns import late

Instead = str | Callable[[re.Match[str]], str]


class Turn(NamedTuple):
    """What a sentence must hold for the turn, the pattern, and what is put in its place."""

    cue: str
    pattern: re.Pattern[str]
    instead: Instead


def turn(cue: str, pattern: str, instead: Instead) -> Turn:
    """A turn from the text of its pattern."""
    return Turn(cue, late(pattern), instead)


def said_otherwise(text: str, turns: Iterable[Turn]) -> str:
    """A sentence with each of the turns in order said otherwise; any other as it is."""
    for cue, pattern, instead in turns:
        if cue in text:
            text = pattern.sub(instead, text)
    return text
