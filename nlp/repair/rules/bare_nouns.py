"""Articles that are missing before one thing among others, and before a body that is named by its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View
from nlp.tables import words

_ENDS = r"(?=[.,;:!?)\"]|$| (?:of|for|in|to|at|on|with|by|from|and|or|that|which|who|whose|where|since|during|as|between|called|named|based|dedicated|worth|is|was|has|will)\b)"
_ONE = (
    "director|manager|president|chairman|chair|minister|head|coordinator|platform|system|tool|unit|hospital|clinic|centre|center|version|"
    "contract|project|plan|module|application|app|law|decree|service|programme|program|portal|website|network|laboratory|partnership|"
    "agreement|partner|member|study|report|device|scanner|data centre|data center|call centre|department|tender|committee|team|building|"
    "server|robot|company|subsidiary|office|site|factory|solution|record|file|strategy|call for tenders|working group|task force|database"
)
_DID = (
    "appointed|approved|passed|received|obtained|hired|elected|recruited|launched|opened|created|installed|bought|purchased|adopted|chosen|chose|selected|unveiled|"
    "presented|published|developed|announced|inaugurated|built|signed|won|awarded|set up|acquired|deployed|tested|designed|proposed"
)
_KINDS = (
    "emergency|surgical|intensive care|maternity|outpatient|radiology|psychiatric|paediatric|pediatric|research|training|information|management|messaging|prescription|booking|hospital|regional|national|digital|electronic|medical|secure|mobile|joint|common|shared|"
    "single|local|technical|clinical|computer|IT|telemedicine|general|executive|managing|deputy|European|French|Spanish"
)
_NEW = re.compile(
    rf"\b(?:{_DID}|has|needs?|wants?|seeks?|is looking for) (?P<new>(?:new|first|second|third|second new)) (?P<noun>(?:(?:{_KINDS}) ){{0,2}}(?:{_ONE})){_ENDS}"
)
_SUBJECT = (
    "Hospital|Ministry|Clinic|Vendor|Publisher|Supplier|Agency|Minister|Mayor|Project|Platform|Tool|Contract|Decree|Manufacturer|"
    "Laboratory|Foundation|Start-up|Startup|Application|Director|Association|Federation|Municipality|Tender|System"
)
_OPENS = re.compile(
    rf"(?:(?<=^)|(?<=[a-z\d%\"\u20ac)][.!?] ))(?P<noun>{_SUBJECT}) (?=(?:has|is|was|will|had|plans|expects|hopes|wants|intends|must|can|does|did|also|already|said|announced|signed|bought|launched|opened|chose|installed|refused|awarded|employs|offers|uses|covers)\b(?! (?:of|and|or)\b))"
)
_ALONE = words("System Application Platform Tool Project Vendor Tender Association Director")
"""What a manual may write without an article."""
_BODY = "ministry|federation|foundation|municipality|prefecture|vendor|manufacturer|mayor|minister|clinic"
_FOR_BODY = re.compile(
    rf"\b(?P<prep>for|by|from|with|to|according to) (?P<noun>{_BODY})(?=[.,;!?]|$| (?:is|was|has|had|will|would|who|which|and (?:the|its|by|has)|in (?:May|June|July|[A-Z]))\b)"
)
_NOT_TO = re.compile(
    r"\b(?:to|with|from) (?:clinic|mayor|minister)|\bby (?:vendor|clinic|manufacturer|municipality|prefecture|minister)\b"
)
_COMMISSION = re.compile(
    r"(?<=[a-z] )(?P<prep>for|by|from|with|to) (?P<noun>Commission|Ministry|Agency|Regional Council|Court of Auditors|Senate)(?=[.,;!?]|$)"
)
_OF_TOWN = re.compile(
    r"\b(?P<prep>with|in|at|by|for|from|to|of|between|and|near|joins?|joined|equips?|equipped|chose|chosen) (?P<noun>(?:(?:university|regional|district|general|public|private|provincial|county|local|military|psychiatric|children's) )?"
    r"(?:hospitals?|clinic|city|town|municipality|province|prefecture|department|region)) of (?=[A-Z\u00c0-\u00de][a-z\u00df-\u024f])"
)
_NO_TOWN = re.compile(
    r"\bat (?:city|town|department|region) |\b(?:and|of|by|for|in) (?:hospitals|department) "
)
_ONES = re.compile(
    r"\b(?P<be>is|was|becomes|became|remains)(?: not)? (?P<noun>(?:magic wand|silver bullet|panacea|miracle cure|miracle solution|game changer|one-off|gimmick)|(?:regional |public |private |university |national |small |large |local |voluntary |non-profit |listed |family |new )?"
    r"(?:subsidiary|start-up|startup|spin-off|cooperative|association|foundation|company|hospital|clinic|tool|platform|project|software vendor|publisher|supplier|manufacturer|university hospital|consortium|city of \d[\d,]*|town of \d[\d,]*))"
    r"(?=[.,;]| (?:that|which|of (?:\d|the|a|[A-Z])|based|founded|created|with \d|specialis\w+|specializ\w+|owned|for (?:the|doctors|nurses|patients))\b)"
)
_MORE_JOBS = (
    "adviser|advisor|coordinator|assistant|volunteer|trainer|nurse manager|project manager|data manager|data scientist|analyst|secretary|"
    "midwife|auditor|translator|interpreter|intern|trainee|accountant|programmer|technician"
)
_AS_JOB = re.compile(
    rf"\b(?P<verb>work(?:s|ed|ing)?|trained|started|began|hired|employed) as (?P<noun>{_MORE_JOBS})(?=[.,;]| (?:for|in|at|and|since|with|from)\b)"
)
_IS_JOB = re.compile(
    r"\b(?:[Hh]e|[Ss]he|who) (?:is|was|became|becomes) (?P<noun>(?:computer|software|civil|biomedical|hospital|IT|medical|data|clinical|research|telecommunications|pediatric|paediatric|family|intensive care|community) "
    r"(?:engineer|pharmacist|physician|doctor|nurse|lawyer|surgeon|researcher|scientist|architect|specialist|biologist|consultant|technician|psychologist))(?=[.,;]|$| (?:at|in|from|for|and|by|who)\b)"
)
_THE_TITLE = re.compile(
    r"\b[Tt]he (?P<title>president|minister|senator|judge|commissioner|chancellor|President|Minister|Senator) (?=[A-Z\u00c0-\u00de][a-z\u00df-\u024f]+ (?:has|is|was|will|said|says|visited|opened|announced|signed|explained|had|also|wants|believes|presented|added|stressed|refused)\b)"
)
_WHY = "an article is missing"


def one_of_many(text: str, view: View) -> Iterator[Change]:
    """ "has appointed new director" -> "has appointed a new director"."""
    if view.title or not _sentence(text):
        return
    for m in _NEW.finditer(text):
        at = m.start("new")
        the = m["new"] != "new" and m["new"] != "second new"
        article = (
            "its" if the and _OWNED.search(text[max(0, at - 24) : at]) else "the" if the else "a"
        )
        yield Change(at, at, f"{article} ", _WHY)
    for pattern in (_ONES, _AS_JOB, _IS_JOB):
        for m in pattern.finditer(text):
            an = "an" if m["noun"][0] in "aeioI" else "a"
            yield Change(m.start("noun"), m.start("noun"), f"{an} ", _WHY)


_OWNED = re.compile(
    r"\b(?:launched|opened|published|signed|bought|unveiled|presented|hired|appointed|developed|acquired) $"
)


def subjects(text: str, view: View) -> Iterator[Change]:
    """ "Hospital has bought a scanner." -> "The hospital has bought a scanner."."""
    if view.title or not _sentence(text):
        return
    for m in _OPENS.finditer(text):
        if m["noun"] in _ALONE and not view.damaged:
            continue
        yield Change(*m.span("noun"), f"The {m['noun'].lower()}", _WHY)


def bodies(text: str, view: View) -> Iterator[Change]:
    """ "works for ministry" -> "works for the ministry"; "with hospital of Lugo" -> "with the hospital of Lugo"."""
    if view.title or not _sentence(text):
        return
    for pattern, never in ((_FOR_BODY, _NOT_TO), (_COMMISSION, None), (_OF_TOWN, _NO_TOWN)):
        for m in pattern.finditer(text):
            sure = view.damaged or m["noun"] not in ("federation", "foundation", "mayor", "clinic")
            if sure and (never is None or not never.match(text, m.start())):
                yield Change(m.start("noun"), m.start("noun"), "the ", _WHY)


def titles(text: str, view: View) -> Iterator[Change]:
    """ "The president Lerouge said" -> "President Lerouge said"."""
    for m in _THE_TITLE.finditer(text):
        yield Change(
            m.start(), m.end("title"), m["title"].capitalize(), "no article before a title"
        )


def _sentence(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "?", '"'))


RULES = (
    Rule("the_titles", "article", titles, _THE_TITLE),
    Rule(
        "one_of_many",
        "article",
        one_of_many,
        re.compile(
            r" (?:new|first|second|third) |\b(?:is|was|remains|became|becomes|as)(?: not)? [a-zI]"
        ),
    ),
    Rule("bare_subjects", "article", subjects, re.compile(rf"\b(?:{_SUBJECT}) [a-z]")),
    Rule(
        "bare_bodies",
        "article",
        bodies,
        re.compile(rf" (?:{_BODY})\b| of [A-Z\u00c0-\u00de]|[a-z] (?:Com|Min|Age|Reg|Cou|Sen)"),
    ),
)
