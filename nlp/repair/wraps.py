"""Line breaks of a hard-wrapped paragraph: blanks to the rules, and back in their places afterwards.

A segment that has a line break inside is a paragraph that its page broke at a column (see
:mod:`nlp.text_lines`). A phrase, a name or a subclause goes on behind the break, and the rules read on.
"""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.article import Edit
from nlp.repair.change import Repaired

_BREAK = re.compile(r"(?<=[^\s-])\n(?=\S)")
"""A break between two words; a hyphen before it may part one word, and stays."""


def unwrapped(text: str) -> str:
    """The text with a blank for each line break, of the same length."""
    return _BREAK.sub(" ", text) if "\n" in text else text


def wrapped_again(given: str, result: Repaired) -> Repaired:
    """The result with the line breaks of ``given`` where no edit reached over them.

    ``given`` is the text before :func:`unwrapped`. An edit that did reach over one has it in what it
    found, so that the edits still lead from ``given`` to the text.
    """
    breaks = [m.start() for m in _BREAK.finditer(given)]
    if not breaks:
        return result
    edits: list[Edit] = []
    for edit in result.edits:
        start = edit.start or 0
        end = start + len(edit.found)
        inside = [at - start for at in breaks if start <= at < end]
        shift = len(edit.fixed) - len(edit.found)
        breaks = [at + shift * (at >= end) for at in breaks if not start <= at < end]
        edits.append(replace(edit, found=_with_breaks(edit.found, inside)) if inside else edit)
    return replace(result, text=_with_breaks(result.text, breaks), edits=tuple(edits))


def _with_breaks(text: str, places: list[int]) -> str:
    letters = list(text)
    for at in places:
        letters[at] = "\n"
    return "".join(letters)
