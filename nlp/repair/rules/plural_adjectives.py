"""Adjectives and participles that agree in number, as in French and Spanish: "the beds availables"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.patterns import late
from nlp.repair.change import Change, Rule, View
from nlp.tables import words

_ADJECTIVES = words(
    "dental urgent medical clinical digital electronic public private national regional local international municipal "
    "provincial surgical hospital personal sanitary pharmaceutical technical technological administrative economic "
    "financial legal social external internal annual monthly weekly daily chronic serious severe infectious cardiac renal "
    "informatic university academic scientific industrial commercial professional environmental educational cultural "
    "political judicial parliamentary conventional traditional artificial natural human physical mental ambulatory rural "
    "urban mobile virtual automatic robotic Spanish French Catalan European American Mexican Argentine Chilean Colombian Peruvian "
    "numeric numerical biological radiological psychological pediatric psychiatric geriatric neonatal oncological logistic"
)
_BEHIND = words(
    "available present necessary possible responsible involved concerned included existing pending next last"
)
"""What stands behind its noun in English too."""
_PLURAL = r"(?P<noun>(?!(?:has|is|was|does|its|this|us|as|always|perhaps|news|business|series)\b)[a-z\u00c0-\u024f-]{3,}s|people|data|staff)"
_AGREES = late(
    rf"(?<![\w'\u2019-]){_PLURAL} (?P<adverb>(?:very|duly|not|highly|most|more|newly|previously|properly) )?"
    rf"(?P<adj>{'|'.join(sorted(_ADJECTIVES | _BEHIND))})s(?![\w'\u2019-])(?! [a-z]+ed\b)"
)
_PARTICIPLE = late(
    r"(?<![\w'\u2019-])(?P<noun>[a-z\u00c0-\u024f-]{3,}s|the) (?P<adverb>(?:duly|newly|previously|properly|recently|already) )?(?P<done>[a-z]{3,}ed)s(?![\w'\u2019-])"
)
_NOUNS_IN_EDS = words(
    "need seed bed shed weed feed speed breed deed creed reed steed bleed proceed biped wed bred sled newlywed moped heed"
)
_ENDS = re.compile(r"\s*(?:[.,;:!?)\"]|$)")
_WHY = "no plural of adjectives"


def adjectives(text: str, view: View) -> Iterator[Change]:
    """ "software for clinics dentals" -> "software for dental clinics"."""
    for m in _AGREES.finditer(text):
        adverb = m["adverb"] or ""
        if m["adj"] in _BEHIND:
            yield Change(m.end("adj"), m.end(), "", _WHY)
        elif adverb == "not ":
            yield Change(*m.span(), f"non-{m['adj']} {m['noun']}", _WHY)
        else:
            yield Change(*m.span(), f"{adverb}{m['adj']} {m['noun']}", _WHY)


def participles(text: str, view: View) -> Iterator[Change]:
    """ "the 120 projects presenteds" -> "the 120 projects presented"."""
    for m in _PARTICIPLE.finditer(text):
        if m["done"] in _NOUNS_IN_EDS:
            continue
        if m["adverb"] and m["noun"] != "the" and _ENDS.match(text, m.end()):
            yield Change(*m.span(), f"{m['adverb']}{m['done']} {m['noun']}", _WHY)
        else:
            yield Change(m.end("done"), m.end(), "", _WHY)


RULES = (
    Rule(
        "plural_adjectives",
        "word_order",
        adjectives,
        late(r"s (?:\w+ )?[A-Za-z-]+s\b"),
        likely=True,
    ),
    Rule("plural_participles", "agreement", participles, late(r"[a-z]eds\b"), likely=True),
)
