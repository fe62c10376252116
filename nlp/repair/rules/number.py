"""Verbs that agree with their noun: what English counts as one thing, and subjects cut off from their verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.patterns import late
from nlp.repair.change import Change, Rule, View
from nlp.repair.rules.pronouns import inside_quote
from nlp.repair.rules.verb_forms import base_of
from nlp.tables import words

_ONE = {
    "are": "is",
    "were": "was",
    "have": "has",
    "do": "does",
    "aren't": "isn't",
    "weren't": "wasn't",
    "haven't": "hasn't",
    "don't": "doesn't",
}
_MANY = {one: many for many, one in _ONE.items()}
_PLURAL_VERB = r"(?P<verb>are|were|have|do|aren't|weren't|haven't|don't)\b"
_SINGULAR_VERB = r"(?P<verb>is|was|has|does|isn't|wasn't|hasn't|doesn't)\b"
_MASS = "advice|equipment|information|software|furniture|hardware|knowledge|training|news|progress|evidence|research|malware|ransomware|homework|feedback|paperwork"
_HEAD = r"(?:(?<=^)|(?<=[.!?;:] )|(?<=\n)|(?<=\" )|(?<=[\"\u201c]))"
_HEADS = late(r"(?:^|[.!?;:] |\n|\" ?|\u201c)(?=[A-Z\d])")
"""Where a clause may begin: its patterns are tried there and nowhere else."""
_MASS_ARE = late(
    rf"(?P<before>{_HEAD}|(?<=, )|\b(?:but|that|because|while|where|if|so|and) )(?P<det>[Tt]he|[Tt]his|[Ii]ts|[Oo]ur|[Aa]ll (?:the|this)|[Tt]heir|[Mm]edical|[Ss]uch|[Mm]uch|)(?: (?!(?:and|or|of|in|for|with|on|by|from|to|at)\b)[a-z-]+){{0,2}}(?: |(?<=that )|(?<=but )|(?<=because ))(?P<noun>{_MASS}) {_PLURAL_VERB}(?! not (?:the|only))"
)
_OWN_CLAUSE = late(
    r"\b(?:is|are|was|were|has|have|had|will|can|must|should)\b(?: (?!(?:the|its|this|our|that|both|a|an|no)\b)[\w-]+){1,3},? and $"
)
_JOINED = late(r"\b(?:and|or|both|between) (?:the |its |their )?[\w-]+,? $")
_ONE_OF = late(
    rf"(?:{_HEAD}|\b(?:that|because|but|while|if) )(?P<one>[Oo]ne|[Ee]ach|[Ee]very one|[Nn]either|[Ee]ither) of (?:the|its|these|those|our|their)(?: (?!(?:when|that|which|who|where|in|of|for|to|with|and|or|few|only)\b)[\w-]*[^s\W]){{0,3}}? (?P<noun>[a-z]+s) {_PLURAL_VERB}"
)
_NUMBER_OF = late(
    rf"(?:{_HEAD}|\b(?:that|because|but|while) )[Tt]he (?:total |growing |average )?number of (?:the )?(?:[a-z-]+ )?(?P<noun>[a-z]+s) {_PLURAL_VERB}"
)
_SINGULAR_OF = late(
    rf"The (?:full |total |first |new |average )?(?:list|cost|price|use|installation|deployment|protection|quality|training|choice|purchase|number) of (?:the )?(?:[a-z-]+ )?(?P<noun>[a-z]+s) {_PLURAL_VERB}"
)
_MANY_NOUNS = (
    "hospitals|doctors|nurses|patients|users|pharmacies|pharmacists|clinics|teams|systems|companies|vendors|regions|servers|results|tests|"
    "contracts|projects|establishments|physicians|employees|caregivers|researchers|hackers|laboratories|records|files|tools|devices|beds|"
    "prescriptions|appointments|professionals|citizens|unions|suppliers|authorities|municipalities|departments|platforms|networks|applications|consultations|tablets|computers|screens|scanners|robots|sites|centres|centers|nurses|midwives|surgeons|experts|members|employees"
)
_MANY_HEAD = late(
    rf"(?P<det>The|These|Those|Both|All|All the|Some|Many|Several|Most|Two|Three|Four|Five|Six|Ten|Its|Our|Their|\d[\d,]*)(?: (?:two|three|four|five|six|ten|\d+|first|new|other|main|public|private|French|Spanish|regional|national|medical|clinical|local|electronic))?"
    rf" (?P<noun>{_MANY_NOUNS}) {_SINGULAR_VERB}"
)
_OF_ONE = late(
    rf"(?:The|Its|These|All the|Most) (?:first |main |latest |final )?(?:results|figures|members|objectives|{_MANY_NOUNS}) of (?:the|its|this|a) (?:[a-z-]+ )?(?P<noun>[a-z]+[^s\W]) (?P<verb>has|is|was|does|[a-z]+s)\b(?! (?:of|and|or|who|which|are|were|have|will|can)\b)"
)
_COORDINATED = late(
    rf"(?:The|This|Its|A|Our) [a-z-]+[^s\W] and (?:the|its|this|a|our) [a-z-]+[^s\W] {_SINGULAR_VERB}(?! (?:to|a|an|the)\b)"
)
_MANY_DO = late(
    rf"(?:The|These|Those|All the|All|Some|Many|Several|Most|Two|Three|Four|Five|Ten) (?:{_MANY_NOUNS})(?: and the (?:{_MANY_NOUNS}))? (?P<verb>[a-z]+s) (?=(?:the|a|an|their|its|this|these|that|two|three|four|five|\d)\b)"
)
_WHO_HAS = late(
    rf"\b(?P<det>the|these|those|all|some|many|several|most|two|three|four|five|for|with|by|to) (?P<noun>{_MANY_NOUNS}) who {_SINGULAR_VERB}"
)
_WHO_DOES = late(
    rf"\b(?P<noun>{_MANY_NOUNS}),? who (?P<verb>[a-z]+s) (?=(?:the|a|an|its|their|this|these|that|to|it|them|against|about)\b)"
)
_WHO_ONE = late(r"\b(?:one|only|group|number|team|list|percentage|share|of|each|any) (?:of )?$")
_THINGS = "system|platform|software|tool|contract|project|law|decree|study|report|application|network|server|module|plan|tender|programme|program|record|file|robot|device|website|portal"
_THING_HAVE = late(
    rf"(?P<det>The|This|Its|A|An|Each|Every)(?: (?:new|first|regional|national|French|Spanish|medical|clinical|electronic|secure))? (?P<noun>{_THINGS}) (?P<verb>have|are|were|don't|aren't)\b"
)
_PART_OF = late(
    rf"(?:The|Its|Their|Our) (?:[a-z-]+ ){{0,2}}(?:department|unit|ward|laboratory|clinic|network|platform|system|site|service|server) of (?:the|this|its|that) (?:[a-z-]+ )?(?P<noun>hospital|clinic|centre|center|group|region|ministry|company|university hospital|agency|city|town|province) {_PLURAL_VERB}"
)
_MASS_THEN = late(rf"\b(?:{_MASS}) (?:are|were|have|do)")
_THEY_DOES = late(r"\b(?<!of )(?<!to )[Tt]hey (?P<verb>[a-z]+s)\b(?!['\u2019-])")
_FALLS = words(
    "fall live work come rise eat drink sleep walk feel look need plan call cost mean use run play move leave hope like love hear speak"
)
"""Verbs whose forms in -s may be nouns elsewhere."""
_AMOUNT = late(r"(?:Two|Three|Four|Five|Six|Ten|\d)")
_IS_ONE = late(r" (?:not )?(?:a|an|too|enough|more|less|much|little|the)\b")
"""What is said of a number as of one thing."""
_WHY = "the verb agrees with its noun"


def heads(text: str) -> list[int]:
    """Where the clauses of a text begin, as far as a mark before them tells."""
    return [m.end() for m in _HEADS.finditer(text)]


def _at(starts: list[int], text: str, *patterns: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of patterns that begin with a clause."""
    for at in starts:
        for pattern in patterns:
            if (m := pattern.match(text, at)) is not None:
                yield m


def one_thing(text: str, view: View) -> Iterator[Change]:
    """ "the advice are free" -> "the advice is free"; "one of the sites have" -> "has"."""
    if _MASS_THEN.search(text):
        yield from _mass(text)
    within = [_ONE_OF] * ("e of " in text or "h of " in text or "r of " in text)
    within += [_NUMBER_OF] * ("umber of " in text)
    for pattern in within:
        for m in pattern.finditer(text):
            yield Change(*m.span("verb"), _ONE[m["verb"]], _WHY)
    for m in _at(heads(text), text, _SINGULAR_OF, _THING_HAVE, _PART_OF):
        yield Change(*m.span("verb"), _ONE[m["verb"]], _WHY)


def _mass(text: str) -> Iterator[Change]:
    """ "The software are": what English does not count."""
    for m in _MASS_ARE.finditer(text):
        before = text[max(0, m.start() - 80) : m.end("before")]
        if before.endswith("and ") and not _OWN_CLAUSE.search(before):
            continue  # "the software and the equipment are"
        if before.endswith(", ") and _JOINED.search(before.removesuffix(", ") + " "):
            continue
        yield Change(*m.span("verb"), _ONE[m["verb"]], _WHY)


def several(text: str, view: View) -> Iterator[Change]:
    """ "The hospitals has" -> "The hospitals have"; "the nurses who was" -> "were"; "if they falls"."""
    for m in _at(heads(text), text, _MANY_HEAD, _MANY_DO, _COORDINATED, _OF_ONE):
        if _AMOUNT.match(m[0]) and _IS_ONE.match(text, m.end()):
            continue  # "Three doctors is not a team", "Two hospitals is enough"
        if many := _MANY.get(m["verb"]) or base_of(m["verb"]):
            yield Change(*m.span("verb"), many, _WHY)
    for m in _WHO_HAS.finditer(text) if " who " in text else ():
        if not _WHO_ONE.search(text[max(0, m.start() - 30) : m.start()]):
            yield Change(*m.span("verb"), _MANY[m["verb"]], _WHY)
    for m in _WHO_DOES.finditer(text) if view.damaged and " who " in text else ():
        base = base_of(m["verb"])
        if base and not _WHO_ONE.search(text[max(0, m.start() - 30) : m.start()]):
            yield Change(*m.span("verb"), base, _WHY)
    for m in _THEY_DOES.finditer(text) if "hey " in text else ():
        if (base := _base(m["verb"])) and not inside_quote(text, m.start()):
            yield Change(*m.span("verb"), base, _WHY)


def _base(verb: str) -> str | None:
    """The base of a form in -s of whatever verb: behind "they" stands no noun."""
    return base_of(verb) or next((b for b in (verb[:-1], verb[:-2]) if b in _FALLS), None)


RULES = (
    Rule(
        "one_thing",
        "agreement",
        one_thing,
        late(r" (?:are|were|have|do|aren't|weren't|haven't|don't)\b"),
    ),
    Rule(
        "several",
        "agreement",
        several,
        late(
            r"s (?:is|was|has|does|[a-z]+s)\b|hey [a-z]+s\b|[a-z] and (?:the|its|this|a|our) | who "
        ),
    ),
)
