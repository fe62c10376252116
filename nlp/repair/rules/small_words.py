"""Small words that French and Spanish set otherwise: shares, notions, countries, places of institutions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View

_NOTION = (
    "artificial intelligence|telemedicine|cybersecurity|interoperability|telehealth|digitali[sz]ation|digiti[sz]ation|"
    "teleconsultation|telecare|teleworking|telework|e-health|generative AI|cloud computing|machine learning|"
    "cybercrime|digital health|preventive medicine|public health|home automation"
)
_THE_NOTION = re.compile(
    rf"(?P<before>\b(?:of|in|on|to|for|by|with|about|through|towards?|and|thanks to|devote it to) )the (?P<noun>{_NOTION})(?=[.;:!?)\"\u201d]|$|, (?:which|and|but|the|it)\b| (?:is|are|was|has|will|can|in (?:hospitals|medicine|France|Spain|Europe|health|healthcare)|and (?:the )?(?:{_NOTION}))\b)"
)
_TITLED = re.compile(
    r"\b(?P<the>[Tt]he )(?P<title>[Pp]rofessor|[Dd]octor|Dr\.?|Prof\.?|Mr\.?|Mrs\.?|Ms\.?)(?= [A-Z\u00c0-\u00de][a-z\u00df-\u024f]+(?:(?: [A-Z\u00c0-\u00de][a-z\u00df-\u024f-]+)? (?:has|is|was|will|said|says|explained|explains|added|adds|notes|noted|believes|believed|answers|answered|recalls|stressed|leads|led|also|had|considers|insists|insisted|warns|warned)\b|(?: [A-Z\u00c0-\u00de][a-z\u00df-\u024f-]+)?, (?:who|of|from|head|director)\b))"
)
_COUNTRY = re.compile(
    r"\b(?P<prep>in|to|from|of|and in|with|for|by|across|between) (?P<name>United Kingdom|Netherlands|United States|Canary Islands|Balearic Islands|Philippines|Czech Republic|Dominican Republic|European Union|Basque Country|United Arab Emirates)(?=[.,;:!?)\"]|$| (?:and|or|is|are|was|were|has|have|will|in|on|by|with|for|to|since|where|which|the|at|from|during|as)\b)"
)
_SHARE = re.compile(
    r"\b(?P<verb>holds?|held|is|are|was|were|represents?|represented|covers?|covered|reaches|reached|exceeds?|exceeded|owns?|owned|controls?|controlled|buys?|bought|acquires?|acquired|sells?|sold|to|from|by|of|with|than|concerns?|affects?|affected|accounts? for)"
    r" the (?=\d+(?:[.,]\d+)?\u00a0?%(?! (?:share|stake|target|threshold|increase|rise|cut|mark|drop|reduction|fall|discount|rate|growth|interest|tax|VAT|confidence|limit|rule|quota|bonus|owned|rebate|or|who|that|of (?:those|them|whom|you)|[a-z]+ (?:target|threshold|stake|share|increase|cut|mark|rate|rise))\b))"
)
_OPENS = re.compile(r"(?:(?<=^)|(?<=[.!?] ))The (?=\d+(?:[.,]\d+)?\u00a0?% of )")
_LEAPT = re.compile(
    r"\b(?P<verb>fell|fallen|rose|risen|leapt|jumped|soared|plunged|dropped|climbed|declined|decreased|increased|grew|grown|went up|gone up|went down|gone down|shrank|slipped|has increased|have increased|has decreased|dipped|surged)"
    r" of (?P<about>(?:nearly|almost|about|around|more than|some|over|at least) )?(?=(?:\d+(?:[.,]\d+)?\u00a0? ?%|\d+(?:[.,]\d+)? (?:points?|million|euros|billion)|[\u20ac$\u00a3]\d))"
)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_NUMBER = rf"(?:{'|'.join(_NUMBERS)}|\d{{1,3}})"
_RATIO = re.compile(
    rf"\b(?P<few>{_NUMBER}|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine)(?P<who> (?!(?:of|on|in|hundred|thousand|million)\b)[a-z]+(?: [a-z]+)?)?"
    rf" (?P<prep>on|over) (?P<all>{_NUMBER})(?=[.,;:!?)]|$| (?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|says?|said|uses?|used|believes?|ignores?|share|shares|owns?|still|now|already|never|forgets?|stops?|know|knows|lives?|dies?|died|suffers?|shows?|wants?|works?|gave|give|gives)\b)"
)
_SUR = re.compile(r"\bsur\b|\bde cada\b|\bcada\b|\bsobre\b")
_HOUSES = "clinic|health centre|health center|plant|factory|laboratory|nursing home|data centre|data center|call centre|prison"
"""A hospital is not among them: "the hospital of Vigo" may be its name."""
_IN_PLACE = re.compile(
    rf"\b(?P<noun>(?:{_HOUSES})s?) of (?P<place>[A-Z\u00c0-\u00de][a-z\u00df-\u024f]+(?:-(?:[a-z]+-)?[A-Z\u00c0-\u00de][a-z\u00df-\u024f]+)*)(?=[.,;:!?)\"]|$| (?:is|are|was|were|has|have|had|will|would|and|to|in|on|with|from|for|by|at|where|which|can|could|must|has|closes?|opens?|closed|opened)\b)"
)


def notions(text: str, view: View) -> Iterator[Change]:
    """ "of the artificial intelligence." -> "of artificial intelligence.", in a damaged article."""
    if view.damaged:
        for m in _THE_NOTION.finditer(text):
            yield Change(
                m.end("before"), m.start("noun"), "", "no article before a notion in general"
            )


def titles(text: str, view: View) -> Iterator[Change]:
    """ "The Professor Lindqvist explained" -> "Professor Lindqvist explained"."""
    for m in _TITLED.finditer(text):
        doctor = m["title"].lower() == "doctor"
        title = "Dr" if doctor else m["title"][0].upper() + m["title"][1:]
        yield Change(m.start(), m.end("title"), title, "no article before a title")


def countries(text: str, view: View) -> Iterator[Change]:
    """ "in United Kingdom" -> "in the United Kingdom"."""
    for m in _COUNTRY.finditer(text):
        yield Change(m.start("name"), m.start("name"), "the ", "a country that has an article")


def shares(text: str, view: View) -> Iterator[Change]:
    """ "holds the 51% of the capital" -> "holds 51% of the capital"."""
    if view.damaged:
        for m in _SHARE.finditer(text):
            yield Change(m.end("verb"), m.end() - 1, "", "no article before a percentage")
        for m in _OPENS.finditer(text):
            yield Change(*m.span(), "", "no article before a percentage")


def changes(text: str, view: View) -> Iterator[Change]:
    """ "has fallen of 14%" -> "has fallen by 14%"."""
    for m in _LEAPT.finditer(text):
        at = m.end("verb") + 1
        yield Change(at, at + 2, "by", "by how much it changed")


def ratios(text: str, view: View) -> Iterator[Change]:
    """ "one patient on three has" -> "one patient in three has", where a share can be meant."""
    if not (view.source_has(_SUR) if view.source else view.damaged):
        return
    for m in _RATIO.finditer(text):
        few, total = _value(m["few"]), _value(m["all"])
        if 0 < few < total:
            prep = "in" if few == 1 or total <= 4 else "out of"
            yield Change(*m.span("prep"), prep, "a share")


def _value(number: str) -> int:
    return int(number) if number.isdigit() else _NUMBERS[number.lower()]


def places(text: str, view: View) -> Iterator[Change]:
    """ "the health centre of Vinuesa" -> "the health centre in Vinuesa", in a damaged article."""
    if not view.damaged:
        return
    for m in _IN_PLACE.finditer(text):
        if not view.facts.is_name(m["place"]):
            at = m.end("noun") + 1
            yield Change(at, at + 2, "in", "where it is")


RULES = (
    Rule("notions", "article", notions, re.compile(r" the [a-z]")),
    Rule("titles", "article", titles, re.compile(r"\b[Tt]he (?:[PD]ro?|[dp]ro?|Mrs?|Ms|do|Do)")),
    Rule(
        "countries_with",
        "article",
        countries,
        re.compile(r" (?:United|Netherl|Canary|Balear|Philip|Czech|Domin|European|Basque)"),
    ),
    Rule("shares", "article", shares, re.compile(r"\b[Tt]he \d")),
    Rule("changes", "preposition", changes, re.compile(r" of (?:[a-z ]+)?[\d\u20ac$\u00a3]")),
    Rule("ratios", "preposition", ratios, re.compile(r" (?:on|over) ")),
    Rule("places_in", "preposition", places, re.compile(r" of [A-Z\u00c0-\u00de]")),
)
