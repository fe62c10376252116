"""The codes of records in words: what a person reads in a terminal, a report or the reader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_NAMES = {
    "merger_acquisition": "Merger or acquisition",
    "regulation_policy": "Regulation or policy",
    "litigation_sanction": "Litigation or sanction",
    "study_report": "Study or report",
    "fr": "French", "es": "Spanish", "en": "English",
    "dup_word": "Doubled word", "fr_spacing": "French spacing", "quote_punct": "Quotation marks",
    "entity_name": "Name", "entity_inconsistent": "Name in two forms",
    "org_pronoun": "Pronoun for an organisation", "gender_person": "Gender of a person",
}  # fmt: skip

REASONS = {
    "unreadable": "cannot be opened or parsed",
    "empty": "no text at all",
    "binary": "not text in any character set",
    "encoding": "in no character set that can be told",
    "too_large": "over the limit on bytes",
    "bomb": "over the limit on decompression ratio",
    "too_many_members": "over the limit on archive members",
    "too_deep": "nested over the limit",
    "truncated": "compressed or archived data ends early",
    "malformed": "breaks its own format",
    "missing_field": "lacks the field that holds its text",
    "unsupported": "a format that veille does not read",
    "language": "neither French, Spanish nor English",
    "no_content": "nothing but boilerplate and spam",
    "stage_error": "a stage failed on this article alone",
    "timeout": "a stage took too long",
    "worker_lost": "the worker process died on this article",
}
"""Every :class:`nlp.stage.Reason` in words."""

CHECKS = {
    "number": "a figure is missing", "money": "an amount is missing",
    "percent": "a percentage is missing", "date": "a date is missing", "time": "a time is missing",
    "url": "an address is missing", "email": "a mail address is missing",
    "tag": "a tag is missing", "code": "a code is missing", "quote": "quotation marks are missing",
    "name": "a name is missing", "term": "a glossary term is rendered otherwise",
    "twice": "something is said twice", "negation": "a negation is lost or made",
    "word": "a word is none",
    "empty": "the translation is empty", "loop": "the translation goes round in circles",
    "length": "the length is odd", "script": "foreign letters remain",
    "language": "the translation is not English", "confidence": "the confidence is low",
    "truncation": "the text stops early", "omission": "a sentence is missing", "uncertain": "the event type is uncertain",
    "repair": "the repairs did not come to rest", "encoding": "bytes could not be decoded",
    "control_characters": "control characters were removed",
    "original": "the original", "field": "a field cannot be read",
    "released": "released from quarantine by hand",
}  # fmt: skip
"""Kinds of checks in words; :func:`name_of` names any other."""

_MISSING = " of the source is not in the English"  # how nlp.repair.checks words what CHECKS says

ASIDE = ("boilerplate", "spam")

_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_COUNTRIES = (
    "AR Argentina, BE Belgium, BF Burkina Faso, BI Burundi, BJ Benin, BO Bolivia, CA Canada,"
    " CD DR Congo, CF Central African Republic, CG Congo, CH Switzerland, CI Côte d'Ivoire, CL Chile,"
    " CM Cameroon, CO Colombia, CR Costa Rica, CU Cuba, DE Germany, DJ Djibouti,"
    " DO Dominican Republic, DZ Algeria, EC Ecuador, ES Spain, FR France, GA Gabon,"
    " GB United Kingdom, GN Guinea, GQ Equatorial Guinea, GT Guatemala, HN Honduras, HT Haiti,"
    " IT Italy, KM Comoros, LU Luxembourg, MA Morocco, MC Monaco, MG Madagascar, ML Mali,"
    " MR Mauritania, MU Mauritius, MX Mexico, NE Niger, NI Nicaragua, PA Panama, PE Peru,"
    " PR Puerto Rico, PT Portugal, PY Paraguay, RW Rwanda, SN Senegal, SV El Salvador, TD Chad,"
    " TG Togo, TN Tunisia, US United States, UY Uruguay, VE Venezuela"
)
_COUNTRY_NAMES = dict(pair.split(" ", 1) for pair in _COUNTRIES.split(", "))


def name_of(code: str | None) -> str:
    """A code (an event type, a repair class, a language) as a person would write it."""
    if not code:
        return "Not told"
    return _NAMES.get(code) or code.replace("_", " ").capitalize()


def country_name(told: str | None) -> str:
    """A country as a person would write it: two letters (ISO 3166) become a name where French or
    Spanish press is read or near; anything else stays as the input told it."""
    return _COUNTRY_NAMES.get((told or "").upper(), told or "Not told")


def sentence_case(words: str) -> str:
    """``words`` with a capital at the beginning."""
    return words[:1].upper() + words[1:]


def check_words(kind: str, detail: str) -> str:
    """A check in one line: what was found, and what it concerns."""
    words = sentence_case(CHECKS.get(kind, name_of(kind)))
    return f"{words}: {detail.removesuffix(_MISSING)}"


def fact_words(fact: Mapping[str, Any]) -> str:
    """The words of a fact (a row of the record) and how they are read: "May 3 (2025-05-03)"."""
    told = fact["date"]
    if fact["value"] is not None:
        told = " ".join(filter(None, (f"{fact['value']:,.15g}", fact["currency"])))
    return f"{fact['text']} ({told})" if told and told != fact["text"] else fact["text"]


def many(count: int, one: str) -> str:
    """A count with its noun: ``many(1_200, "record") == "1,200 records"``."""
    return f"{count:,} {one}{'s' * (count != 1)}"


def printable(text: str) -> str:
    """``text`` without control characters: what a page holds must steer neither a terminal nor
    the direction of the text around it. White space becomes a space, all else U+FFFD."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def printable_json(text: str) -> str:
    """A JSON text, which stays the same value, with what would steer a terminal escaped in it: the
    control characters that JSON lets stand, marks of direction and lone surrogates."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def place_words(path: str, member: str | None, line: int | None) -> str:
    """Where a record was read: ``path!member:line``."""
    place = "!".join(part for part in (path, member) if part)
    return f"{place}:{line}" if line else place


def short_key(key: str) -> str:
    """As much of a record's key as tells it from others."""
    return key[:12]
