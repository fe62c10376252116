"""Who said it: "as collects the report", "has told to Efe the mayor", verbs of saying that English lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View

_CAP = r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f&'\u2019-]*"
_NAME = rf"{_CAP}(?: (?:(?:de|del|la|le|du|of|the) ){{0,2}}{_CAP}){{0,4}}"
_ROLE = r"(?:the|its|their|this|an?) [a-z][\w'\u2019-]*(?: (?!to\b|that\b)[\w'\u2019&-]+){0,8}"
_END = r"(?=\s*(?:[.;!?\n]|, (?:[A-Z]|which|who|and|but)|$))"
_COLLECTS = re.compile(
    r",\s+(?:such (?:and )?as|just as|so as|as|how|according to(?: it| what)?) "
    r"(?:(?:has |have )?(?:collected|gathered|picked up|published|advanced)|collects?|gathers?|picks? up|publishes|advances|relates|recounts) "
    rf"(?P<where>(?:(?:the|its|this|his|their|an?) (?:[\w'\u2019-]+ ){{0,6}}?[\w-]+|{_NAME})(?: \([A-Z]\w{{1,8}}\))?){_END}"
)
_KNOWN = re.compile(
    rf"\b(?P<lead>[Aa]s|[Aa]ccording to|[Ss]uch as) (?:it )?(?:has|have) (?:known|learn(?:ed|t)) (?P<who>{_NAME}|this (?:newspaper|agency|publication|daily|magazine))(?=\s*(?:[.,;]|$))"
)
_TOLD_TO = re.compile(
    r"(?P<mark>[\"\u201d],?|,)\s+(?:has |have |had )?(?:indicated|explained|confirmed|declared|specified|precised|assured|affirmed|confided|said|told|indicates|explains|confirms|declares|affirms|stated|signalled|signaled) "
    rf"to (?P<whom>{_CAP}(?: {_CAP}){{0,2}}|this newspaper|the (?:agency|newspaper|daily|press)(?: {_CAP}(?: {_CAP})?)?) (?P<who>{_ROLE}|{_NAME}){_END}"
)
_SAYS = {
    "pointed": "noted", "points": "notes", "sentences": "concludes", "sentenced": "concluded",
    "precised": "specified", "precises": "specifies", "signals": "notes", "signalled": "noted", "signaled": "noted",
    "aggregates": "adds", "aggregated": "added", "abounds": "adds", "abounded": "added", "manifests": "says",
    "manifested": "said", "recognises": "admits", "recognizes": "admits", "recognised": "admitted",
    "recognized": "admitted", "valued": "said", "values": "says", "insures": "says", "insured": "said",
    "felicitates": "says", "felicitated": "said", "estimates": "believes", "estimated": "believed",
    "ponders": "says", "pondered": "said", "advances": "announces", "advanced": "announced",
    "smiles": "says", "sighs": "says", "laughs": "says", "underlines": "says", "quips": "says",
    "transmits": "says", "transmitted": "said", "relates": "says", "punctuates": "adds", "punctuated": "added",
}  # fmt: skip
_SPEAKS_TOO = frozenset({"smiles", "sighs", "laughs", "underlines", "quips"})
_THEN = {"says": "said", "notes": "noted", "concludes": "concluded", "adds": "added", "admits": "admitted",
         "believes": "believed", "announces": "announced", "specifies": "specified"}  # fmt: skip
_QUOTED = re.compile(r"[\"\u201c][^\"\u201c\u201d]*[\"\u201d]")
_IN_PAST = re.compile(
    r"\b(?:had|was|were|became|said|did|went|made|took|gave|got|[a-z]{2,}(?<!ne)ed)\b(?! by\b)"
)
_IN_PRESENT = re.compile(r"\b(?:says|adds|explains|admits|notes|believes|continues|concludes)\b")
_SAID = re.compile(
    rf"(?<=[\"\u201d])(?P<comma>,? )(?P<verb>{'|'.join(_SAYS)})(?= (?:{_CAP}|(?:the|its|their|a) [a-z]))"
)
_HAS_HE = re.compile(
    r"(?P<mark>[\"\u201d],?|,)\s+(?:has|have|had) (?P<who>s?he|it|they) (?P<verb>added|said|explained|stressed|underlined|recalled|indicated|precised|"
    r"specified|assured|affirmed|confirmed|concluded|noted|declared|continued|insisted|regretted|told)(?=\s*(?:[.,;!?]|$|\n))"
)
_PLAIN = {"underlined": "stressed", "indicated": "said", "precised": "specified", "assured": "said",
          "affirmed": "said", "declared": "said", "told": "said"}  # fmt: skip
_MADE_KNOWN = re.compile(
    r"(?P<mark>[\"\u201d],?|,)\s+(?:has |have |had )?(?:made to know|made known|let know|given to know|gave to know|made public) "
    rf"(?P<who>{_ROLE}|{_NAME})(?=\s*(?:[.;!?\n]|$))"
)
_WHY = "reporting formula translated word for word"


def collected(text: str, view: View) -> Iterator[Change]:
    """ ", as collects the report" -> ", according to the report"; "as has known Efe" -> "Efe has learned"."""
    for m in _COLLECTS.finditer(text):
        yield Change(m.start(), m.end(), f", according to {m['where']}", _WHY, True)
    for m in _KNOWN.finditer(text):
        lead = "As" if m["lead"][0].isupper() else "as"
        yield Change(*m.span(), f"{lead} {m['who']} has learned", _WHY, True)


def told(text: str, view: View) -> Iterator[Change]:
    """ "has indicated to Efe the mayor" -> "the mayor told Efe"; "made known the ministry"."""
    for m in _TOLD_TO.finditer(text):
        yield Change(m.end("mark"), m.end(), f" {m['who']} told {m['whom']}", _WHY, True)
    for m in _MADE_KNOWN.finditer(text):
        yield Change(m.end("mark"), m.end(), f" {m['who']} said", _WHY, True)


def _told_in_past(text: str) -> bool:
    """Whether what stands around the speech of a segment is told in the past alone."""
    around = _QUOTED.sub('""', text)
    return _IN_PAST.search(around) is not None and _IN_PRESENT.search(around) is None


def verbs(text: str, view: View) -> Iterator[Change]:
    """Behind speech: ", sentences the director" -> ", concludes the director"; "has she added"."""
    for m in _SAID.finditer(text):
        if m["verb"] in _SPEAKS_TOO and (view.source or not view.damaged):
            continue  # "smiles the coordinator" is written in English too
        says = _SAYS[m["verb"]]
        fixed = _THEN.get(says, says) if _told_in_past(text) else says
        yield Change(*m.span("verb"), fixed, "a verb of saying in English", True)
    for m in _HAS_HE.finditer(text):
        verb = _PLAIN.get(m["verb"], m["verb"])
        yield Change(m.end("mark"), m.end(), f" {m['who']} {verb}", "the subject goes first", True)


RULES = (
    Rule(
        "collected",
        "reporting_calque",
        collected,
        re.compile(
            r"collect|gather|pick|publish|advance|relate|recount|(?:has|have) (?:known|learn)"
        ),
    ),
    Rule("told", "reporting_calque", told, re.compile(r" to |known|know |public ")),
    Rule(
        "teller_verbs",
        "reporting_calque",
        verbs,
        re.compile(
            r"[\"\u201d],? (?:[a-z]+s|[a-z]+ed|ha[sd]|have) |, (?:has|have|had) (?:s?he|it|they) "
        ),
    ),
)
