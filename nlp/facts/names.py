"""Organisations named in English sentences: what stands before a verb and what stands after it.

A small grammar of noun phrases (:mod:`nlp.facts.phrases`), no model. Whatever does not fit whole is
no name: a list of several organisations, the owner of something (``Mérovia's customers``), the end
of a phrase with a preposition (``the head of Mérovia``), a kind of hospital, a place, a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from nlp.calendar import MONTHS, WEEKDAYS
from nlp.facts import phrases
from nlp.not_names import without_demonym
from nlp.patterns import late
from nlp.tables import common_words, english_places, exonyms, first_names, fold, rows, words

_SUBJECTS = (late(phrases.SUBJECT), late(phrases.SUBJECT_WITH_ASIDE))
_OBJECT = late(phrases.OBJECT)
_REST = late(phrases.REST)
_MAY_PRECEDE = late(phrases.MAY_PRECEDE)
_DESCRIBED = late(rf"\b{phrases.HEAD} (?:called |named )?$")
_COMPANY = late(rf"\b(?:{phrases.COMPANIES}|bidder)s?,? ({phrases.NAME})")
_TOWN = late(
    rf"\b(?:[Hh]ospital|[Cc]linic|[Tt]own|[Cc]ity|[Mm]unicipality|[Pp]rovince|[Dd]epartment|[Mm]ayor) (?:of|in) ({phrases.CAP})"
    rf"|\b((?!(?:The|A|An|This|Its|One|Each)\b){phrases.CAP}) (?:hospital|clinic|town council|city council)\b"
)
_NOT_WHOLE = late(r"Service of (?:the )?Health$|.*\bService of (?:the )?Health-")
"""A health service without its region, or with its own name behind: "Basque Service of Health-Osakidetza"."""
_WINDOW = 260  # characters before a verb in which its subject is looked for
_CALENDAR = {name.lower() for name in (*WEEKDAYS, *MONTHS)} | {"today", "yesterday"}
_NO_NAME = _CALENDAR | words(
    "the a an ehr emr pacs ris lis his it ict ai vat erp saas crm api ceo cio cto who what which he"
    " she they we you i this that these those there one two three four five six seven eight nine ten"
    " no none nobody several some many most all each both another other her their our its"
    " dr mr mrs ms prof professor minister president judge"
)


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
    for pattern in _SUBJECTS:
        found = pattern.search(lead)
        whole = found and _MAY_PRECEDE.search(sentence[: low + found.start()])
        if found and whole and (name := _checked(found, low, sentence)):
            return name
    return None


def after(sentence: str, at: int) -> Name | None:
    """The organisation that is the object of what ends at ``at``; None where none is sure."""
    found = _OBJECT.match(sentence, at + sentence.startswith(" ", at))
    return _checked(found, 0, sentence) if found else None


def end_of(sentence: str, name: Name) -> int:
    """Where the phrase of a name ends, a short form in brackets included."""
    found = _REST.match(sentence, name.end)
    return found.end() if found else name.end


def companies(texts: Sequence[str]) -> frozenset[str]:
    """Names that an article calls a company somewhere (``the vendor Mérovia``)."""
    return frozenset(found for text in texts for found in _COMPANY.findall(text))


def towns(texts: Sequence[str]) -> frozenset[str]:
    """Names that an article gives to a town somewhere (``the hospital in Soria``): headlines put them
    for the hospital."""
    return frozenset(
        name for text in texts for found in _TOWN.findall(text) for name in found if name
    )


def _checked(found: re.Match[str], low: int, sentence: str) -> Name | None:
    text, desc = without_demonym(found["name"]), found["desc"]
    end = low + found.end("name")
    start = end - len(text)
    where = " " not in text and desc[:3].lower() == "the" and sentence.startswith(" group", end)
    if where or not _may_name(text, bool(desc.strip())):
        return None  # "the Boston group": where it is, not what it is called
    described = _DESCRIBED.search(desc) is not None
    return Name(text, start, end, described) if described or fold(text) not in _towns() else None


def _may_name(text: str, described: bool) -> bool:
    parts = text.split(" ")
    capitals = [part for part in parts if part[:1].isupper()]
    plain = all(part.lower() in common_words() for part in parts)
    if len(text) < 3 or parts[0].lower() in _NO_NAME or not _CALENDAR.isdisjoint(map(fold, parts)):
        return False
    if plain and (len(parts) == 1 or (len(parts) == 2 and not described)):
        return False
    if len(capitals) == 1 < len(parts) and capitals[0].lower() in common_words():
        return False  # "Public hospital group": a kind of them at the head of a sentence
    if len(parts) == 2 and parts[1] in ("clinic", "hospital") and "-" not in parts[0]:
        return False  # a hospital in that town, which has another name
    if _NOT_WHOLE.match(text):
        return False
    return fold(text) not in _places() and not _is_person(parts)


def _is_person(parts: Sequence[str]) -> bool:
    return 2 <= len(parts) <= 4 and fold(parts[0]).split("-")[0] in first_names()


@cache
def _places() -> frozenset[str]:
    """Names of places, folded: those of exonyms in all languages, French and Spanish ones."""
    own = (fold(row["name"]) for row in rows("places.tsv"))
    return frozenset({*exonyms(), *english_places(), *own})


@cache
def _towns() -> frozenset[str]:
    """Towns, departments and provinces, folded: what "the vendor" stands before is none of them."""
    return frozenset(fold(row["name"]) for row in rows("datelines.tsv"))
