"""Pronouns: a company is "it", a woman is "she"; both only where the article leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View, same_case
from nlp.repair.people import ORG_WORDS, persons_in

_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\S)[^.!?\n]+)*(?:[.!?]+[\"\u201d)]*|\n|$)")
_PRONOUN = re.compile(r"\b(she|her|hers|herself|he|his|him|himself)\b(?!['\u2019-]\w)", re.I)
_FEMALE = frozenset(("she", "her", "hers", "herself"))
_PEOPLE = re.compile(
    r"\b(?:doctors?|physicians?|nurses?|directors?|ministers?|mayors?|presidents?|managers?|engineers?|surgeons?|spokes\w+|"
    r"researchers?|professors?|pharmacists?|patients?|lawyers?|deput(?:y|ies)|senators?|authors?|founders?|experts?|"
    r"coordinators?|chiefs?|chair\w*|officials?|secretar(?:y|ies)|developers?|technicians?|midwi\w+|students?|"
    r"employees?|caregivers?|someone|somebody|everyone|persons?|m[ae]n|wom[ae]n|husbands?|wi(?:fe|ves)|fathers?|mothers?|child|"
    r"boys?|girls?|biologists?|radiologists?|owners?|creators?|inventors?|CEO|CIO|CISO|hackers?|judges?|advis[eo]rs?|"
    r"counsell?ors?|specialists?|leaders?|practitioners?|editors?|executives?|officers?|heads?|king|queen|ship|boat|vessel|"
    r"victims?|porters?|reporters?|journalists?|witness|trainee|intern|resident|volunteer|baby|infant|son|daughter|brother|sister)\b",
    re.I,
)
_ORG = re.compile(
    rf"\b(?:{ORG_WORDS}|software|platform|system|project|program|programme|tool|app|device|solution|product|event|meeting|law|decree|plan|machine)\b|"
    r"\b[A-Z][\w&-]*(?:[A-Z]|tech|soft|care|med|san|lys|com|tel)\w*\b",
    re.I,
)
_CAPITAL = re.compile(r"(?<![.!?\"] )(?<!^)\b[A-Z]\w+")
_POSSESSIVE = re.compile(
    r"\s+(?!(?:to|in|on|at|and|or|but|for|with|by|from|that|the|a|an|as|is|was|when|if|so|because|after|before|of|since|until|into|about|than)\b)[\w\u20ac$\"\u201c]"
)
_NOT_BASE = re.compile(r"\b(?:for|to|with|by|from|of|than|between|against) (?:she|he)\b")
_INANIMATE = (
    "company|firm|vendor|publisher|supplier|start-up|startup|subsidiary|manufacturer|insurer|laboratory|hospital|clinic|establishment|"
    "institution|foundation|agency|ministry|department|multinational|cooperative|software|platform|system|project|program|programme|tool|app|"
    "application|solution|product|network|contract|study|device|machine|module|database|website|robot|service|law|decree|plan|budget|centre|center"
)
_WHO = re.compile(
    rf"\b(?P<noun>{_INANIMATE})(?P<name>(?: (?:of |in |for |de |du |del )?[A-Z\u00c0-\u00de][\w\u00c0-\u024f&-]*){{0,4}})(?P<comma>,)? who (?=(?:has|is|was|will|had|can|could|would|must|already|also|does|did|only|now|then|today|still|[a-z]+s|[a-z]+ed)\b)"
)
_SAYS = re.compile(
    rf"\b(?:said|says|stressed|added|explained|wrote|announced|indicated|noted|specified|underlined) the (?:[A-Z\w-]+ )?(?:{ORG_WORDS})\b"
)
_HERS = re.compile(
    r"\bits (?=(?:patients?|husband|wife|career|retirement|colleagues|mother|father|children|daughters?|sons?|thesis|studies|childhood)\b)"
)
_SWAP_M = {"she": "he", "her": "his", "hers": "his", "herself": "himself"}
_SWAP_F = {"he": "she", "his": "her", "him": "her", "himself": "herself"}
_APPOSED = re.compile(
    r"(?:, (?:the |a |an |its |former |current )?(?:[\w-]+ ){0,2}|\b(?:appointed|named|is|was|as|became|become|elected|hired|been|be|being)(?: as| its| the| a| an| new)*(?: [\w-]+)? )$"
)


def organisations(text: str, view: View) -> Iterator[Change]:
    """ "she said" for a company -> "it said"; "the project, who" -> "which"."""
    for m in _WHO.finditer(text):
        if m["comma"] or not m["name"]:
            at = m.end() - len("who ")
            yield Change(at, at + 3, "which", f"a {m['noun']} is not a person")
    previous = ""
    for sentence in _SENTENCE.finditer(text):
        for m in _PRONOUN.finditer(sentence[0]):
            at = sentence.start() + m.start()
            if _means_organisation(m, sentence[0], previous, text[: sentence.start()], view):
                yield Change(at, at + len(m[0]), _neuter(m, sentence[0]), "an organisation is it")
        previous = sentence[0]


def _means_organisation(
    m: re.Match[str], sentence: str, previous: str, before: str, view: View
) -> bool:
    """True when no person can be meant and an organisation stands before the pronoun."""
    gender = "f" if m[0].lower() in _FEMALE else "m"
    near = previous + " " + sentence[: m.start()]
    if _inside_quote(sentence, m.start()) or not (_ORG.search(near) or _lone_name(near)):
        return False
    if _NOT_BASE.search(sentence[max(0, m.start() - 10) : m.end()]):
        return True  # "for she" is no English: the pronoun was put for a thing
    people = _PEOPLE.search(_own_part(sentence, m)) or _PEOPLE.search(previous)
    if people and not _SAYS.search(previous):
        return False
    if persons_in(near + sentence[m.start() :]):
        return False
    return not view.facts.cast.may_be(gender)


def _own_part(sentence: str, m: re.Match[str]) -> str:
    return sentence[: m.start()] + sentence[m.end() : m.end() + 25]


def _lone_name(near: str) -> bool:
    return (
        _CAPITAL.search(near) is not None
        or re.match(r"\s*[A-Z][a-z]+ (?:has|is|will|was|\"|said)", near) is not None
    )


def _inside_quote(sentence: str, at: int) -> bool:
    return sentence.count('"', 0, at) % 2 == 1


def _neuter(m: re.Match[str], sentence: str) -> str:
    word = m[0].lower()
    if word in ("herself", "himself"):
        fixed = "itself"
    elif word in ("his", "hers") or (word == "her" and _POSSESSIVE.match(sentence, m.end())):
        fixed = "its"
    else:
        fixed = "it"
    return same_case(m[0], fixed)


def persons(text: str, view: View) -> Iterator[Change]:
    """ "Marta Olmedo ... his": the only person of the article has the other gender."""
    cast = view.facts.cast
    if cast.unknown or not cast.people or (cast.women and cast.men):
        return
    gender = cast.people[0].gender
    wrong = _SWAP_F if gender == "f" else _SWAP_M
    named = persons_in(text)
    for m in _PRONOUN.finditer(text):
        if m[0].lower() not in wrong:
            continue
        last = [(at, p) for at, p in named if at < m.start()]
        if not last:
            continue
        start = last[-1][0] + len(last[-1][1].name)
        if _another_person(text[start : m.start()], text[m.end() : m.end() + 30]):
            continue
        fixed = same_case(m[0], _swapped(m, text, wrong))
        yield Change(*m.span(), fixed, f"{last[-1][1].name} is {'she' if gender == 'f' else 'he'}")
    for m in _HERS.finditer(text):
        last = [p for at, p in named if at < m.start() and "." not in text[at : m.start()]]
        if len(last) == 1 and not re.search(rf"\b(?:{ORG_WORDS})\b", text[: m.start()]):
            yield Change(
                m.start(),
                m.end() - 1,
                "her" if gender == "f" else "his",
                "a person's, not a thing's",
            )


def _another_person(between: str, after: str) -> bool:
    """True when another person is spoken of between the name and the pronoun."""
    if between.count(".") > 4:
        return True
    nouns = _PEOPLE.finditer(between)
    return any(not _APPOSED.search(between[: noun.start()]) for noun in nouns)


def _swapped(m: re.Match[str], text: str, wrong: dict[str, str]) -> str:
    if m[0].lower() == "her" and not _POSSESSIVE.match(text, m.end()):
        return "him"
    return wrong[m[0].lower()]


RULES = (
    Rule(
        "organisations",
        "org_pronoun",
        organisations,
        re.compile(r"\b(?:[Ss]he|[Hh]er|[Hh]erself|[Hh]e|[Hh]is|[Hh]im|[Hh]imself|who)\b"),
    ),
    Rule(
        "persons",
        "gender_person",
        persons,
        re.compile(r"\b(?:[Ss]he|[Hh]er|[Hh]erself|[Hh]e|[Hh]is|[Hh]im|[Hh]imself|its)\b"),
    ),
)
