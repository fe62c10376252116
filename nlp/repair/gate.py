"""The gate: no edit may change a figure's value or drop a name without evidence.

Figures are compared as values (``3,5``, ``3.5`` and ``3 500 000`` against ``3.5 million``), and what
is deleted may be deleted only if it still stands elsewhere.
"""

from __future__ import annotations

import re

from nlp.calendar import MONTHS, WEEKDAYS
from nlp.tables import words

_FIGURE = re.compile(r"\d+(?:[.,:\u00a0\u202f ]\d+)*")
_NAME = re.compile(r"\b[A-Z][\w\u00c0-\u024f'-]*[a-z\u00c0-\u024f]\b|\b[A-Z]{2,}\b")
_NOT_NAMES = words(
    "The A An In On At It He She They We You Who Which This That These Those His Her Its There "
    "Is Are Was Were Has Have Had Will According One And Or But As By For From Of To With Not "
    "No Mr Mrs Ms Dr Actually Some "
) | {*WEEKDAYS, *MONTHS}


def figures(text: str) -> frozenset[str]:
    """The figures of a text as digit strings without leading or trailing zeros and separators."""
    found = {re.sub(r"\D", "", m).strip("0") for m in _FIGURE.findall(text)}
    return frozenset(found - {""})


def names(text: str) -> frozenset[str]:
    """Words that look like proper names, wherever they stand."""
    return frozenset(_NAME.findall(text)) - _NOT_NAMES


def passes(before: str, found: str, fixed: str, after: str, evidence: bool) -> bool:
    """True when replacing ``found`` by ``fixed`` harms no fact.

    ``before`` and ``after`` are what stands around ``found`` (a window is enough): a figure or a
    name that is deleted must still stand there. With ``evidence`` the rule answers for names and
    for figures itself.
    """
    if evidence:
        return True
    around = None
    if any(c.isdigit() for c in found) or any(c.isdigit() for c in fixed):
        old, new = figures(found), figures(fixed)
        if new - old:
            return False
        if old - new:
            around = f"{before} {after}"
            if not old - new <= figures(around):
                return False
    lost = names(found[:1].lower() + found[1:] if found[:1].isupper() else found) - names(fixed)
    if not lost or all(word.lower() in fixed.lower() for word in lost):
        return True
    around = around if around is not None else f"{before} {after}"
    return lost <= names(around)
