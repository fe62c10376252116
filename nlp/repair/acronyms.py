"""The English of French and Spanish acronyms, as the table of repair and the glossary have it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from nlp.glossary import Glossary
from nlp.tables import fold, rows

_ACRONYM = re.compile(r"[A-Z][A-Z\d.-]+s?")
_FILLING = re.compile(r"\\\d|\b(?:the|an?) |\S+/\S+")


@cache
def english_acronyms() -> Mapping[str, tuple[str, ...]]:
    """Acronyms, folded -> what English may say for them (``cie-10``: ``ICD-10``)."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows("repair/acronym.tsv"):
        for acronym, english in _pairs(row["pattern"], row["fixed"]):
            found[fold(acronym)][english] = None
    for term in Glossary.for_translation():
        if term.term.isupper() and " " not in term.term:
            short = (own for own in term.short if not own.islower())  # "home" says no EHPAD
            found[fold(term.term)] |= dict.fromkeys((*term.renderings, *short))
    return {acronym: tuple(english) for acronym, english in found.items()}


def _pairs(pattern: str, fixed: str) -> Iterator[tuple[str, str]]:
    """The acronyms of a row, each with its English; words that only surround it are left out."""
    for token in pattern.split(" "):
        acronyms = token.split("/")
        if not any(map(_ACRONYM.fullmatch, acronyms)):
            continue
        alike = [t.split("/") for t in fixed.split(" ") if t.count("/") == len(acronyms) - 1]
        english = alike[-1] if len(acronyms) > 1 and alike else [fixed] * len(acronyms)
        for acronym, own in zip(acronyms, english, strict=True):
            if not _ACRONYM.fullmatch(acronym):
                continue  # "pyme" beside "PYME"
            if plain := _FILLING.sub("", own.replace("+", " ")).strip():
                yield acronym, plain
