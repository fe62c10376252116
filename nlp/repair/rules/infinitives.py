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


_FOR_NOT = re.compile(r"\bfor not to (?P<base>[a-z]+)(?![\w'\u2019-])")
_BLAMED = re.compile(
    r"\b(?:fin(?:e|ed|es|ing)|critici[sz]\w*|reproach\w*|blam\w+|condemn\w*|sanction\w*|punish\w*|accus\w+|apologi[sz]\w*|su(?:ed|es?)|convict\w*"
    r"|sentenc\w*|denounc\w*|reprimand\w*|prosecut\w*|dismiss\w*|sacked|fired|penali[sz]\w*|warn\w*|rebuk\w*|pursued|excus\w+|famous|known|regret\w*"
    r"|thank\w*|proceedings|complaint|notice|censur\w*|attack\w*)\b[^.;]*$",
    re.I,
)


def blamed(text: str, view: View) -> Iterator[Change]:
    """ "fined for not to have secured", of "pour ne pas avoir" and "por no haber": a reason, no purpose."""
    for m in _FOR_NOT.finditer(text):
        if m["base"] == "have" or (is_base(m["base"]) and _BLAMED.search(text[: m.start()][-160:])):
            fixed = f"for not {gerund(m['base'])}"
            yield Change(*m.span(), fixed, "a reason is told with the -ing form")


RULES = (
    Rule("excluded", "idiom", excluded, re.compile(r"xclud[a-z]+ (?:not )?to ")),
    Rule("blamed", "preposition", blamed, re.compile(r"\bfor not to ")),
)
