""" "60% de Oncodata", "FO del Lannion hospital": a particle that was copied between two symbols."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View

_REASON = "left untranslated"
_SHARE = re.compile(
    r"(?<=\d%) (?P<of>de la|del?|du|des|d['\u2019])(?:(?<=['\u2019])| )(?=[A-Z\u00c0-\u00de])"
    r"(?!Gaulle\b|Rothschild\b|Vries\b|Pont\b|Monte\b)"
)
_UNION = re.compile(
    r"(?<![\w-])(?P<short>[A-Z]{2,6}) (?P<of>del) (?P<name>[A-Z\u00c0-\u00de][\w'\u2019-]*)"
    r"(?P<noun> (?:university |teaching |public |regional )?(?:hospital|clinic|center|university|group|site|prefecture|region|branch))?"
)


def shared(text: str, view: View) -> Iterator[Change]:
    """ "60% de Oncodata" -> "60% of Oncodata": English has no particle behind a percentage."""
    for m in _SHARE.finditer(text):
        yield Change(m.start(), m.end(), " of ", _REASON, True)


def united(text: str, view: View) -> Iterator[Change]:
    """ "FO del Lannion hospital" -> "FO of the Lannion hospital", where the source is French.

    French has no "del": unless the source cites one, no name of it is meant.
    """
    if view.lang != "fr" or not view.source or view.source_has(r"\bdel\b"):
        return
    for m in _UNION.finditer(text):
        if view.source_has(rf"\b{m['short'].lower()} (?:d[eu]|des|d')"):
            yield Change(*m.span("of"), "of the" if m["noun"] else "of", _REASON, True)


RULES = (
    Rule("shared", "untranslated", shared, re.compile(r"\d% d")),
    Rule("united", "untranslated", united, re.compile(r"[A-Z] del [A-Z\u00c0-\u00de]")),
)
