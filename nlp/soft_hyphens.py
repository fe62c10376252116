"""Soft hyphens (U+00AD, ``&shy;``): where a word may be broken; no reader sees them inside a line."""

from __future__ import annotations

import re

_SOFT_HYPHEN = "\u00ad"
_BETWEEN_FIGURES = re.compile(r"(?<=\d)\u00ad+(?=\d)")
_IN_WORDS = re.compile("(?<![ÂÃ€\u00ad])\u00ad+(?:\n(?=[^\\W\\d_]))?")


def without_soft_hyphens(text: str) -> str:
    """A text without soft hyphens and the line ends that they broke words at.

    Between figures they were meant as hyphens ("2019-2020"). After "Â", "Ã" and "€" they stay: there
    they are half of a letter decoded in the wrong character set ("Ã" and a soft hyphen are an "í"), which
    repair mends.
    """
    if _SOFT_HYPHEN not in text:
        return text
    return _IN_WORDS.sub("", _BETWEEN_FIGURES.sub("-", text))
