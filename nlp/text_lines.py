"""The lines of a plain text, and which of them are one paragraph.

Text whose lines were broken at a column (hard-wrapped) or by the width of a page
(:mod:`nlp.wrapping`) is joined again; lists, tables and verse stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from nlp.line_hyphens import parts_a_word
from nlp.wrapping import goes_on, is_prose

_SPACE = " \t\r\f\v\u00a0\u2028\u2029\u200b\ufeff"
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
BULLET = re.compile(r"(?:[•·●▪◦*]|[-–—]\s|\d{1,3}[.)]\s|[a-zA-Z]\)\s)")
_CELLS = re.compile(r"\||\S[ \u00a0]*\t")
_LABEL = re.compile(r"[^\s:][ \u00a0]?:[ \u00a0]\S")
FINAL_STOP = re.compile(r"[.!…:;,][\"'”’»)\]]*$")


class Line(NamedTuple):
    """A segment of plain text and the white space before it."""

    lead: str
    text: str


def wrap_width(lines: Sequence[Line]) -> int:
    """The column at which a text was hard-wrapped, or 0 if it was not.

    A greedy wrap at column ``w`` leaves each line that goes on no longer than ``w``, and so full
    that the first word of the next would have gone past it. The ``w`` that most adjacent lines
    agree on is the answer, if sentences are seen to run over those line breaks and words to go on
    in small letters behind some of them. A line longer than ``w`` (a heading that was not wrapped)
    does not matter, nor do the lines of tables and lists of labels.
    """
    apart = _apart(lines)
    pairs = [
        (lines[i - 1].text, lines[i].text)
        for i in range(1, len(lines))
        if _adjacent(lines[i]) and len(lines[i - 1].text) <= 200 and not {i - 1, i} & apart
    ]
    agree: Counter[int] = Counter()
    for line, following in pairs:
        agree.update(range(max(len(line), 40), len(line) + _first_word(following) + 1))
    if not agree:
        return 0
    width, full = max(agree.items(), key=lambda item: (item[1], -item[0]))
    run_on = [(a, b) for a, b in pairs if _is_full(a, b, width)]
    flowing = sum(_flows(a, b) for a, b in run_on)
    small = sum(b[0].islower() for _, b in run_on)
    wrapped = full >= 3 and 2 * full >= len(pairs) and is_prose([a for a, _ in run_on], width)
    return width if wrapped and flowing >= 0.4 * full and 8 * small >= full else 0


def lines_of(text: str) -> list[Line]:
    lines: list[Line] = []
    at = 0
    for found in _LINE.finditer(text):
        inner = found.group().strip()
        if not inner or not inner.strip(_SPACE):
            continue
        start = found.start() + found.group().index(inner[0])
        lines.append(Line(text[at:start], inner))
        at = start + len(inner)
    return lines


def unwrapped(lines: Sequence[Line], width: int) -> list[Line]:
    joined: list[list[str]] = []
    leads: list[str] = []
    previous = ""
    apart, on = _apart(lines), going_on(lines)
    for number, line in enumerate(lines):
        continues = (
            _is_full(previous, line.text, width)
            or number in on
            or (len(previous) > width and line.text[0].islower())  # glued in after wrapping
            or (len(previous) > width / 2 and parts_a_word(previous, line.text))
        )
        alone = BULLET.match(line.text) or {number - 1, number} & apart
        if joined and continues and _adjacent(line) and not alone:
            joined[-1] += [line.lead, line.text]
        else:
            joined.append([line.text])
            leads.append(line.lead)
        previous = line.text
    return [Line(lead, "".join(parts)) for lead, parts in zip(leads, joined, strict=True)]


def rejoined(lines: Sequence[Line]) -> list[Line]:
    """The lines with those joined that a text in a proportional font was set in."""
    on = going_on(lines)
    joined: list[tuple[str, list[str]]] = []
    for i, line in enumerate(lines):
        if i in on:
            joined[-1][1].extend((line.lead, line.text))
        else:
            joined.append((line.lead, [line.text]))
    return [Line(lead, "".join(parts)) for lead, parts in joined]


def going_on(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that continue the one before, where the text was set in lines of one width."""
    apart = _apart(lines)
    pairs = [
        i
        for i in range(1, len(lines))
        if _adjacent(lines[i]) and not {i - 1, i} & apart and not BULLET.match(lines[i].text)
    ]
    return goes_on([line.text for line in lines], pairs)


def _apart(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that are a table's rows ("|" or a tab between cells) or a list's.

    A list's are three adjacent lines or more that all have a label: "Turnover: 56.6 million".
    """
    apart = {i for i, line in enumerate(lines) if _CELLS.search(line.text)}
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and _adjacent(lines[end]):
            continue
        if end - start >= 3 and all(_LABEL.search(line.text) for line in lines[start:end]):
            apart.update(range(start, end))
        start = end
    return apart


def _adjacent(line: Line) -> bool:
    """The line follows the one before with no blank line between."""
    breaks = line.lead.replace("\r\n", "\n")
    return sum(breaks.count(mark) for mark in "\n\r\x85\u2028\u2029") == 1


def _is_full(line: str, following: str, width: int) -> bool:
    """The first word of the next line would not have fitted on this one (greedy wrapping)."""
    return len(line) <= width < len(line) + 1 + _first_word(following)


def _first_word(line: str) -> int:
    """Length of the first word, the longest that counts being 40."""
    return len(line[:40].split(None, 1)[0])


def _flows(line: str, following: str) -> bool:
    """A sentence plainly runs over the line break."""
    return following[0].islower() or not FINAL_STOP.search(line[-4:])
