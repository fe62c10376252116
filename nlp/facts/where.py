"""Where an event takes place: the town of a congress, the site of a system, an attack or a failure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nlp.calendar import MONTH, WEEKDAY
from nlp.facts.unreal import is_unreal
from nlp.patterns import late
from nlp.tables import common_words, first_names, fold


class Place(NamedTuple):
    """Characters ``start:end`` of a sentence that name a place."""

    text: str
    start: int
    end: int


_CAP = r"(?:[A-ZÀ-Þ](?:\w|[-.’'](?!s\b)(?=\w))*)"
_OF = r"(?:de la|de los|de|del|la|le|les|las|el|du|des|sur|en|of)"
_PLACE = (
    rf"(?!(?:{MONTH}|{WEEKDAY})\b)"
    rf"{_CAP}(?: (?:{_OF} )?(?:[dl][’'])?{_CAP}){{0,4}}"
)
_KIND = r"(?:university |regional |general |community )?"
_CARE = (
    r"(?:Hospital|hospital|Clínica|Clinique|Clinic|clinic|Sanatorio|Hôpital|Hôpitaux|Centro Médico"
    r"|CHU|CHRU|Policlínico|Medical Center|University Hospital|Centre hospitalier|hospital center"
    r"|hospital group)"
)
_END = (
    r"(?=[.,;:)—–]|$|['’]s\b| (?:has|have|had|was|were|is|are|will|on|since|after|where|when|which"
    r"|went|switched|and its|today|yesterday|last|this|overnight|at|by|from|for|to|with"
    r"|in \w+ \d)\b)"
)
_NAMED = (
    rf"(?:{_CAP}(?: (?:{_OF} )?{_CAP}){{0,4}} {_KIND}{_CARE}"
    rf"|{_CARE}(?: (?:{_OF} )?(?:[dl][’'])?{_CAP}){{1,6}})"
)
_SITE = late(
    rf"(?<!to )(?<!from )(?<!than )(?<!like )(?<!the )\b{_NAMED},? in (?P<place>{_PLACE}){_END}"
)
_BRACKETS = late(rf"\b(?:[Hh]ospital|[Cc]linic|Clinique|Clínica) \((?P<place>{_PLACE})\)")
_HELD = late(
    r"\b(?:held|takes? place|took place|taking place|convenes?|meet|gather|gathered|hosted"
    r"|brought together|bring together|welcome|drew|will host|hosts)\b"
    rf"(?:(?!\b(?:in {_CAP}|will|was|were|has|had)\b)[^;:“”\"]){{0,90}}? in (?P<place>{_PLACE}){_END}"
)
_LIVE = late(
    r"\b(?:went live|goes live|gone live|entered service|deployed|rolled out|installed|in use"
    r"|in service|came into operation)(?: [^;:,.“”\"]{0,40}?)? at (?:the )?"
    rf"(?P<place>(?:{_PLACE} {_KIND})?{_CARE}(?: (?:{_OF} )?{_CAP}){{0,5}})"
    r"(?=[.,;:)]|$| (?:on|in|since|and|where)\b)"
)
_RULES = {
    "conference": (_HELD,),
    "deployment": (_SITE, _BRACKETS, _LIVE),
    "outage": (_SITE, _BRACKETS),
    "cyber_incident": (_SITE, _BRACKETS),
}


def spots(sentence: str, event: str) -> Iterator[Place]:
    """The places of a sentence that its words tie to ``event``, surest rule first."""
    for pattern in _RULES.get(event, ()):
        for found in pattern.finditer(sentence):
            if _may_be(found["place"]) and not is_unreal(sentence, *found.span(), event):
                yield Place(found["place"], *found.span("place"))


def _may_be(text: str) -> bool:
    first, *more = text.split(" ")
    if not more:
        return not first.isupper() and first.lower() not in common_words()
    return not (len(more) == 1 and fold(first) in first_names())
