"""Where an event takes place: the town of a congress, the site of a system, an attack or a failure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.facts.days import _MONTH, _WEEKDAY
from nlp.tables import common_words, first_names, fold


class Place(NamedTuple):
    """Characters ``start:end`` of a sentence that name a place."""

    text: str
    start: int
    end: int


_CAP = r"(?:[A-ZÀ-Þ](?:\w|[-.’'](?!s\b)(?=\w))*)"
_PLACE = rf"(?!(?:{_MONTH}|{_WEEKDAY})\b){_CAP}(?: (?:(?:de la|de los|de|del|la|le|les|las|el|du|des|sur|en|of) )?(?:[dl][’'])?{_CAP}){{0,4}}"
_CARE = (
    r"(?:Hospital|hospital|Clínica|Clinique|Clinic|clinic|Sanatorio|Hôpital|Hôpitaux|Centro Médico|CHU|CHRU|Policlínico"
    r"|Medical Center|University Hospital|Centre hospitalier|hospital center|hospital group)"
)
_END = r"(?=[.,;:)—–]|$| (?:has|have|had|was|were|is|are|will|on|since|after|where|when|which|went|switched|and its|today|yesterday|last|this|overnight|at|by|from|for|to|with|went|in \w+ \d)\b|['’]s\b)"
_NAMED = (
    rf"(?:{_CAP}(?: (?:de la|de los|de|del|la|el|du|des|sur) {_CAP}| {_CAP}){{0,4}} (?:university |regional |general |community )?{_CARE}"
    rf"|{_CARE}(?: (?:de la|de los|de|del|du|des) (?:[dl][’'])?{_CAP}| (?:[dl][’'])?{_CAP}){{1,6}})"
)
_SITE = re.compile(rf"(?<!to )(?<!from )(?<!than )(?<!like )(?<!the )\b{_NAMED},? in (?P<place>{_PLACE}){_END}")
_BRACKETS = re.compile(rf"\b(?:Hospital|hospital|Clinic|clinic|Clinique|Clínica) \((?P<place>{_PLACE})\)")
_HELD = re.compile(
    r"\b(?:held|takes? place|took place|taking place|convene|convenes|meet|gather|gathered|hosted|brought together|bring together"
    r"|welcome|drew|will host|hosts)\b"
    rf"(?:(?!\b(?:in {_CAP}|will|was|were|has|had)\b)[^;:“”\"]){{0,90}}? in (?P<place>{_PLACE}){_END}"
)
_LIVE = re.compile(
    r"\b(?:went live|goes live|gone live|entered service|deployed|rolled out|installed|in use|in service|came into operation)"
    rf"(?: [^;:,.“”\"]{{0,40}}?)? at (?:the )?(?P<place>(?:{_PLACE} )?{_CARE}(?: (?:(?:de la|de|del|du|des) )?{_CAP}){{0,5}})(?=[.,;:)]|$| (?:on|in|since|and|where)\b)"
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
            if _may_be(found["place"]):
                yield Place(found["place"], *found.span("place"))


def _may_be(text: str) -> bool:
    words = text.split(" ")
    if len(words) == 1 and (words[0].isupper() or words[0].lower() in common_words()):
        return False
    return not (len(words) == 2 and fold(words[0]) in first_names() and words[0] not in ("San", "Santa"))
