"""Prepositions and infinitives that French and Spanish verbs ask for, where the object comes between."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View
from nlp.repair.verbs import gerund, is_base
from nlp.tables import words

_EQUIPPED = re.compile(
    r"\b(?P<verb>equip(?:s|ped|ping)?|endow(?:s|ed|ing)?|suppl(?:y|ies|ied|ying)|provid(?:e[sd]?|ing))"
    r"(?P<whom>(?: (?!(?:of|with|by|to|for|in|and|or|at|all|most|some|half|none|part|majority|number|each|one|many|several|thousands|hundreds|dozens|version|copy|copies|kind|type|range|set|series|list|means|lack|instead|piece|pieces)\b)[\w\u00c0-\u024f,'\u2019-]+){1,5}?)"
    r" (?P<of>of) (?=(?:its|a|an|the|this|their|new|his|her) (?:[\w-]+ ){0,3}?(?:software|systems?|tools?|platform|solutions?|tablets?|computers?|devices?|robots?|scanners?|app|application|module|network|bracelets?|portal|generator|terminals?|servers?|licen[cs]es?)\b)"
)
_NO_WHOM = re.compile(
    r"\b(?:use|delivery|supply|maintenance|installation|rental|sale|hosting|management|support|development|features?|functions?|users?|details?|parts?|benefits?|advantages?)$"
)
_CHARGED = re.compile(r"\bin charge to (?P<verb>[a-z]+)(?![\w'\u2019-])")
_ABLE = re.compile(
    r"\b(?P<head>responsible|capable|incapable|accused|guilty|the fact|the risk|in the process|the habit|the goal|the objective|the aim|the merit) (?P<to>to) (?P<verb>[a-z]+)(?![\w'\u2019-])"
)
_WITH = {"responsible": "for"}
_ONLY_DAMAGED = words("goal objective aim risk fact habit merit")
_INSISTS = re.compile(r"\b(?P<verb>insist(?:s|ed|ing)?) to (?P<base>[a-z]+)(?![\w'\u2019-])")
_ACCUSED = re.compile(
    r"\b(?P<verb>accus(?:es?|ed|ing)|suspect(?:s|ed)) (?P<whom>(?:him|her|it|them|the \w+|its \w+)) to (?P<base>have|lie|hide|sell|steal|use|want|leak|copy|break|violate)(?![\w'\u2019-])"
)
_THINKS = re.compile(
    r"\b(?P<who>[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Tt]he (?:company|group|hospital|ministry|vendor|region|agency|government)) (?P<verb>thinks?|thought) to (?P<base>[a-z]+)(?![\w'\u2019-])"
)
_PLANS = {"thinks": "plans", "think": "plan", "thought": "planned"}
_BY_SHARE = re.compile(
    r"\b(?P<verb>rose|risen|fell|fallen|grew|grown|dropped|decreased|increased|declined|jumped|climbed|soared|plunged|shrunk|shrank)"
    r" (?P<of>(?:in )?(?:a|an|the)) (?=\d+(?:[.,]\d+)?\u00a0? ?%(?=[.,;:!?)\"]|$| (?:in|since|over|compared|this|last|between|on|and|from|by|during|at|for|to)\b))"
)
_SERVES = re.compile(
    r"\b(?P<verb>serves?|served|serving) to (?=(?:more than |nearly |about |around |some |almost |over )?(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|several|many|all the) (?:[a-z-]+ )?(?:hospitals|patients|inhabitants|people|users|municipalities|clinics|residents|doctors|customers|towns|villages|pharmacies|health centres|health centers)\b)"
)
_SHARED = re.compile(
    r"\b(?P<verb>divided|split|separated|organi[sz]ed|grouped|structured|distributed) (?P<in>in) (?=(?:two|three|four|five|six|seven|eight|nine|ten|twelve|several|many|\d+) (?:[a-z-]+ )?(?:lots|parts|phases|groups|areas|sections|stages|blocks|units|zones|sectors|categories|chapters|levels|modules|branches|teams|sub-\w+|regions|pillars|axes|poles|divisions|subsidiaries)\b)"
)
_NOUN_TOO = re.compile(r"[^su]s$")
_THE_ACCUSED = re.compile(r"\b(?:the|an|each|every|any) accused$")
_WHY = "not the English preposition"


def between(text: str, view: View) -> Iterator[Change]:
    """ "equipped 300 laboratories of its software" -> "with its software"."""
    for m in _EQUIPPED.finditer(text):
        if (
            not _NO_WHOM.search(m["whom"])
            and not _WITH_LATER.match(text, m.end())
            and not (m["verb"].startswith(("prov", "supp")) and not view.damaged)
        ):
            yield Change(*m.span("of"), "with", _WHY)
    for m in _BY_SHARE.finditer(text):
        yield Change(*m.span("of"), "by", "by how much it changed")
    for m in _SERVES.finditer(text):
        yield Change(m.end("verb"), m.end() - 1, "", _WHY)
    for m in _SHARED.finditer(text):
        yield Change(*m.span("in"), "into", _WHY)


def infinitives(text: str, view: View) -> Iterator[Change]:
    """ "in charge to manage" -> "in charge of managing"; "thinks to open" -> "plans to open"."""
    for m in _CHARGED.finditer(text):
        if _is_verb(m["verb"]):
            yield Change(m.start(), m.end(), f"in charge of {gerund(m['verb'])}", _WHY)
    for m in _ABLE.finditer(text):
        likely = m["head"].split()[-1] in _ONLY_DAMAGED or m["head"] == "responsible"
        if (likely and not view.damaged) or not _is_verb(m["verb"]):
            continue
        if _NOUN_TOO.search(m["verb"]) or _THE_ACCUSED.search(text[: m.end("head")][-20:]):
            continue  # "the risk to humans", "the failure of an accused to testify"
        link = _WITH.get(m["head"], "of")
        yield Change(m.start("to"), m.end(), f"{link} {gerund(m['verb'])}", _WHY)
    for m in _INSISTS.finditer(text):
        if _is_verb(m["base"]):
            yield Change(m.end("verb"), m.end(), f" on {gerund(m['base'])}", _WHY)
    for m in _ACCUSED.finditer(text):
        if _is_verb(m["base"]) and (not m["verb"].startswith("suspect") or m["base"] == "have"):
            yield Change(m.end("whom"), m.end(), f" of {gerund(m['base'])}", _WHY)
    for m in _THINKS.finditer(text):
        if _is_verb(m["base"]) and not (m["verb"] == "thought" and m["base"] in ("be", "have")):
            yield Change(*m.span("verb"), _PLANS[m["verb"]], "translated word for word")


_NOT_VERBS = words(
    "the a an this that these those its their his her our my your it them him us me no one all any each"
    " some date applause most both many few more"
)


def _is_verb(word: str) -> bool:
    """Whether a word behind "to" is a verb, as far as its form tells: no plural ("to reporters")."""
    plural = word.endswith("s") and not word.endswith("ss") and word != "focus"
    return is_base(word) and word not in _NOT_VERBS and not plural


_WITH_LATER = re.compile(r"[^.;:!?]*\bwith\b")

RULES = (
    Rule("between", "preposition", between, re.compile(r" (?:of|in|a|an|the|to) ")),
    Rule("of_infinitives", "preposition", infinitives, re.compile(r" to [a-z]")),
)
