"""Organisations named in English sentences: what stands before a verb and what stands after it.

A small grammar of noun phrases, no model. ``the Lyon-based vendor Mérovia`` and ``the Galician health
service (SERGAS)`` are read as ``Mérovia`` and ``Galician health service``. Whatever does not fit
whole is no name: a list of several organisations, the owner of something (``Mérovia's customers``),
the end of a phrase with a preposition (``the head of Mérovia``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from nlp.tables import common_words, english_places, exonyms, first_names, fold, rows, words

_CAP = r"(?:[A-ZÀ-Þ](?:[\w&]|[-.’'](?!s\b)(?=\w))*)"
_FIRST = (
    r"(?!\S+-(?:based|listed|owned|led|run)\b|(?:On|In|At|By|For|From|Since|Last|This|Following|After|Under|With|Yesterday|Today)\b"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
    rf"{_CAP}"
)
_OF = "|".join(
    f"(?<={head} )"
    for head in (
        *("University", "Ministry", "Department", "Institute", "Government", "College", "Council", "Bank"),
        *("Directorate", "Secretariat", "Fund", "Federation", "Association", "School", "Hospital", "Order"),
    )
)
_LINK = rf"(?:de la|de los|de las|del|de|des|du|la|le|les|el|y|et|i|&|(?:{_OF})of(?: the)?)"
_NAME = rf"{_FIRST}(?: (?:{_LINK} )?(?:[dl][’'])?{_CAP}){{0,7}}"
_KIND = (
    r"(?:regional |university |teaching |general |public |private |community |psychiatric |district |rehabilitation "
    r"|joint |central |health |mutual |local |mental |county |provincial |state |national ){0,3}"
)
_SITE = r"hospital(?: group| center| centre| network| consortium)?|hospitals group|clinic|medical center|medical centre|health center"
_BODY = (
    r"health service|health agency|health department|health ministry|health insurer|regional government"
    r"|purchasing body|data protection authority|hospital network|clinic group|nursing home group|hospital consortium"
)
_TAIL = rf"(?:(?:['’]s)? {_KIND}(?:{_SITE}|{_BODY})(?!\w| [a-z]+ group\b))"
_HEAD = (
    "vendor|supplier|company|firm|group|start-up|startup|developer|publisher|editor|maker|manufacturer|provider|operator"
    "|integrator|specialist|insurer|consortium|cooperative|fund|bank|multinational|subsidiary|network|association"
    "|distributor|agency|platform|chain|authority|body|conglomerate|spin-off|giant|service|institute|foundation|business"
)
_OPENS = (
    "Vendor|Supplier|Company|Insurer|Publisher|Developer|Start-up|Startup|Manufacturer|Operator|Provider|Integrator"
)
_DESC = (
    rf"(?:[Tt]he |[Aa]n? |[Ii]ts )?(?:{_CAP}(?:['’]s)? (?=[a-z])|[A-ZÀ-Þ][\w’'-]*?(?:['’]s|-based|-listed) )?"
    rf"(?:(?:[A-Z]?[a-z][\w-]* ){{0,4}}(?:{_HEAD}) (?:called |named )?|(?:{_OPENS}) )?"
)
_SHORT = r"(?: \((?:[A-ZÀ-Þ][^()]{0,24})\))?"
_CALLED = r"(?: (?:group|consortium)\b)?"
_ORG = rf"(?P<desc>{_DESC})(?P<name>{_NAME}{_TAIL}?){_CALLED}{_SHORT}"
_WHERE = rf"(?: (?:in|of) {_CAP}(?:[ -]{_CAP}){{0,3}})?"
_ASIDE = (
    r"(?:,(?! and )(?: (?:which|who|whose|acting|an?|the|based|founded|created|part|owned|led) [^;:.“”\"]{3,180}"
    r"|[^,;:.“”\"]{3,140}),)"
)

_AFTER = re.compile(
    rf"{_ORG}(?=[.;:)—–]|$|,(?! (?:the |an? )?{_CAP}[^.;]{{0,80}}? and )|,? (?:to|for|as|in|after|following|from|over|with"
    r"|on|at|by|which|whose|who|that|based|because|through|under|the|a|an|its|worth|during|via|until|before|despite"
    r"|since|without|last|this|while|when|where|is|has|was|will|plc|today|yesterday|plc)(?!\w)| (?:US\$|[€£$])?\d)"
)
_SUBJECT = re.compile(rf"(?<![\w'’.-]){_ORG}{_WHERE}$")
_SUBJECT_ASIDE = re.compile(rf"(?<![\w'’.-]){_ORG}{_WHERE}{_ASIDE}$")
_MAY_PRECEDE = re.compile(
    r"(?:^|[.,:;—–\-\"“()?!])\s*$|^(?:on|in|last|this|since|following|after) [^,;:]{3,30} $"
    r"|\b(?:that|which|but|while|when|because|where|whereas|since|if|then|yesterday|today) $",
    re.IGNORECASE,
)
_WINDOW = 260
_NO_NAME = words(
    "ehr emr pacs ris lis his it ict ai vat erp saas crm api ceo cio cto who what which it he she they we you i "
    "this that these those there one two three four five six seven eight nine ten no none nobody several some "
    "many most all each both another other his her their our its"
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december today yesterday"
)
_DAYS = words("monday tuesday wednesday thursday friday saturday sunday")
_HONORIFIC = words("dr mr mrs ms prof professor minister president judge")


class Name(NamedTuple):
    """Characters ``start:end`` of a sentence that name an organisation, and whether a word for a
    company or body stands before (``vendor Mérovia``)."""

    text: str
    start: int
    end: int
    described: bool


def before(sentence: str, at: int) -> Name | None:
    """The organisation that is the subject of what begins at ``at``; None where none is sure."""
    low = max(0, at - _WINDOW)
    lead = sentence[low:at].rstrip()
    for pattern in (_SUBJECT, _SUBJECT_ASIDE):
        found = pattern.search(lead)
        if found and (low or found.start()) and not _MAY_PRECEDE.search(lead[: found.start()]):
            continue
        if found and (name := _checked(found, low, sentence)):
            return name
    return None


def after(sentence: str, at: int) -> Name | None:
    """The organisation that is the object of what ends at ``at``; None where none is sure."""
    if at < len(sentence) and sentence[at] == " ":
        at += 1
    found = _AFTER.match(sentence, at)
    return _checked(found, 0, sentence) if found else None


def end_of(sentence: str, name: Name) -> int:
    """Where the phrase of a name ends, a short form in brackets included."""
    short = re.compile(rf"{_CALLED}{_SHORT}").match(sentence, name.end)
    return short.end() if short else name.end


def _checked(found: re.Match[str], low: int, sentence: str) -> Name | None:
    start, end = found.span("name")
    text = found["name"]
    if not _may_name(text, bool(found["desc"].strip())):
        return None
    if " " not in text and found["desc"][:3].lower() == "the" and sentence.startswith(" group", low + end):
        return None  # "the Boston group": where it is, not what it is called
    described = re.search(rf"\b(?:{_HEAD}|{_OPENS}) (?:called |named )?$", found["desc"]) is not None
    return Name(text, low + start, low + end, described)


def _may_name(text: str, described: bool) -> bool:
    parts = text.split(" ")
    if parts[0].lower() in _NO_NAME | _HONORIFIC or len(text) < 3:
        return False
    plain = [p.lower() in common_words() for p in parts]
    if all(plain) and (len(parts) == 1 or not described and len(parts) < 3):
        return False
    if fold(text) in places() or any(p.lower() in _DAYS for p in parts):
        return False
    if len(parts) == 2 and parts[1] in ("clinic", "hospital") and "-" not in parts[0]:
        return False  # a hospital in that town, which has another name
    return not is_person(text)


def is_person(text: str) -> bool:
    """Whether a name begins with a first name and has two to four words."""
    parts = text.split(" ")
    return 2 <= len(parts) <= 4 and fold(parts[0]).split("-")[0] in first_names()


@cache
def places() -> frozenset[str]:
    """Names of places, folded: those of exonyms in all languages, French and Spanish ones."""
    return frozenset({*exonyms(), *english_places(), *(fold(r["name"]) for r in rows("places.tsv"))})


_COMPANY = re.compile(
    rf"\b(?:vendor|supplier|company|firm|group|start-up|developer|publisher|maker|provider|operator|integrator|bidder"
    rf"|specialist|manufacturer)s?,? ({_NAME})"
)


def companies(texts: list[str]) -> frozenset[str]:
    """Names that an article calls a company somewhere (``the vendor Mérovia``)."""
    return frozenset(found for text in texts for found in _COMPANY.findall(text))
