"""Adjectives and participles that agree in number, as in French and Spanish: "the beds availables"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.patterns import late
from nlp.repair.change import Change, Rule, View
from nlp.tables import words

_ADJECTIVES = words(
    "dental urgent medical clinical digital municipal provincial surgical personal sanitary pharmaceutical technological "
    "administrative legal chronic severe serious infectious cardiac renal scientific environmental educational cultural political "
    "judicial parliamentary conventional traditional artificial mental urban virtual numerical radiological psychological "
    "psychiatric neonatal oncological interoperable compatible recurrent"
)
"""Those whose plural is no noun ("professionals", "electronics")."""
_BEHIND = words("available responsible")
"""What stands behind its noun in English too."""
_PLURAL = r"(?P<noun>(?!(?:has|is|was|does|its|this|us|as|always|perhaps|news|business|series)\b)[a-z\u00c0-\u024f-]{3,}s|people|data|staff)"
_AGREES = late(
    rf"(?<![\w'\u2019-]){_PLURAL} (?P<adverb>(?:very|duly|not|highly|most|more|newly|previously|properly) )?"
    rf"(?P<adj>{'|'.join(sorted(_ADJECTIVES | _BEHIND))})s(?![\w'\u2019-])(?! [a-z]+ed\b)"
)
_PARTICIPLE = late(
    r"(?<![\w'\u2019-])(?P<noun>[a-z\u00c0-\u024f-]{3,}s|the) (?P<adverb>(?:duly|newly|previously|properly|recently|already) )?(?P<done>[a-z]{3,}ed)s(?![\w'\u2019-])"
)
_NO_PARTICIPLE = re.compile(
    r"(?:eed|hundred|kindred|bred|shed|sled|wed|moped|biped|infrared|(?:\b|hot|flat|sea|test|river|day|sick)bed|\bred)$"
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
        if _NO_PARTICIPLE.search(m["done"]):
            continue  # "exceeds", "hundreds"
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
