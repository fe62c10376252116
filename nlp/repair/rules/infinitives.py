""" "does not exclude to sell" -> "does not rule out selling": an infinitive that English lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View, same_case
from nlp.repair.verbs import gerund, is_base
from nlp.tables import words

_RULED = {"exclude": "rule", "excludes": "rules", "excluded": "ruled", "excluding": "ruling"}
_EXCLUDE = re.compile(
    r"\b(?P<verb>exclud(?:es?|ed|ing)) (?P<no>not )?to (?P<base>[a-z]+)(?![\w'\u2019-])"
    r"(?: (?P<link>or|and|nor) to (?P<other>[a-z]+)(?![\w'\u2019-]))?",
    re.I,
)
_ACTIVE = re.compile(r"(?:\b(?:has|have|had|having)|n['\u2019]t)(?: (?:not|never|already|also))* $")
_NO_VERBS = words(
    "the an this that these those its their his her our my your some all any every each which "
    "whom what it them him us me no one two three more less other others such date many most both"
)
"""What follows "to" where it is a preposition."""


def excluded(text: str, view: View) -> Iterator[Change]:
    """Who does not exclude to do something ("n'exclut pas de", "no descarta") does not rule it out."""
    for m in _EXCLUDE.finditer(text):
        if m["verb"].lower() == "excluded" and not _ACTIVE.search(text[: m.start()][-40:]):
            continue  # "patients excluded to date"
        bases = [m["base"], m["other"]] if m["other"] else [m["base"]]
        if not all(is_base(base) and base not in _NO_VERBS for base in bases):
            continue
        doing = f" {m['link']} ".join(map(gerund, bases))
        fixed = f"{_RULED[m['verb'].lower()]} out {m['no'] or ''}{doing}"
        yield Change(*m.span(), same_case(m[0], fixed), "translated word for word")


RULES = (Rule("excluded", "idiom", excluded, re.compile(r"xclud[a-z]+ (?:not )?to ")),)
