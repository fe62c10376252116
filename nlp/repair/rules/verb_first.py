"""Passives that Spanish puts before their subject: "Are excluded the genetic tests" is "The genetic tests are excluded"."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.calendar import MONTH, WEEKDAY
from nlp.patterns import late
from nlp.repair.change import Change, Rule, View

_DONE = (
    "required|excluded|included|needed|sought|requested|prohibited|forbidden|allowed|permitted|recommended|demanded|added|treated|attended|installed|signed|"
    "published|awarded|approved|created|opened|closed|affected|cancelled|canceled|detected|stolen|lost|bought|purchased|replaced|trained|hired|connected|"
    "analyzed|analysed|processed|registered|recorded|issued|presented|submitted|received|invested|spent|allocated|launched|tested|encrypted|published|scanned|"
    "digitized|digitised|selected|chosen|identified|performed|carried out|made|found|built|renewed|delivered|distributed|planned|foreseen|expected|reported|"
    "suspended|postponed|delayed|exempted|guaranteed|covered|eliminated|removed|reduced|modified|updated|transferred|moved|saved|migrated"
)
_NP = (
    r"(?P<np>(?P<det>(?:the|a|an|all|both|some|only|more than|about|nearly|almost|around|over|at least|up to|other|many|several|no|another|two|three|four|five|six|seven|eight|nine|ten"
    r"|\d[\d.,]*)\b(?: \d[\d.,]*)? )?(?:[a-z][\w'\u2019-]*)(?: (?!(?:in|on|at|from|for|by|during|to|with|and|or|who|which|that|since|until|because|when|after|before|between|as|but|than|if|of)\b)[a-z\u00c0-\u024f][\w'\u2019-]*){0,3}(?: of (?:the |a |an )?[a-z][\w-]+(?: [a-z]+)?)?)"
)
_ENDS = r"(?=[.;:]|, (?:and|but|which|who|of|in|the|a|an|[a-z]+ing)\b| (?:in|on|at|from|for|by|during|to|with|since|until|because|when|after|before|between|who|which|that|as)\b|\s*$)"
_FIRST = late(
    rf"(?:(?<=^)|(?<=[.!?] )|(?<=\n))(?P<be>Is|Are|Was|Were|Will be|Has been|Have been) (?P<also>also )?(?P<done>{_DONE}) {_NP}{_ENDS}"
)
_LEAD = (
    r"(?P<lead>(?:In|During|Between|On|At|For|Since|After|Until|From|With|Within|By|Throughout|Among)\b(?:[^.,;:!?\n\"]|,(?= \d{4}))"
    r"{2,70}(?:, (?:between|in|on|from|until|since|at) [^.,;:!?\n\"]{2,50})?)"
)
_LATER = late(
    rf"(?:(?<=^)|(?<=[.!?] )|(?<=\n)){_LEAD}(?P<comma>,)? (?P<be>was|were|have been|has been|will be) (?P<done>{_DONE}) {_NP}{_ENDS}"
)
_TIME_ALONE = late(
    rf"(?:In|On|During|Since|By|Between) (?:the )?(?:early |late |last |first )?(?:(?:19|20)\d\d(?: and (?:19|20)\d\d)?|(?:{MONTH})(?: \d{{1,2}})?(?:,? (?:19|20)\d\d)?|{WEEKDAY}|[a-z]+ (?:year|month|week|quarter|summer)s?|(?:this|that|the) (?:year|month|week|time|phase|period|project|plan|attack|case)|total)"
)
_NO_SUBJECT = late(r"(?:[a-z]+ing\b|by|out|up|in|on|off|it|there|that|this)\b")
_QUESTION = late(r"[^.!?\n]*\?")
_WHY = "the subject goes before the verb"


def first(text: str, view: View) -> Iterator[Change]:
    """ "Is required experience in two hospitals." -> "Experience is required in two hospitals."."""
    for m in _FIRST.finditer(text) if not view.title else ():
        if _QUESTION.match(text, m.end()) or _NO_SUBJECT.match(m["np"]):
            continue
        if m["det"] is None and not view.damaged:
            continue
        subject = m["np"][0].upper() + m["np"][1:]
        fixed = f"{subject} {m['be'].lower()} {m['also'] or ''}{m['done']}"
        yield Change(*m.span(), fixed, _WHY, True)


def later(text: str, view: View) -> Iterator[Change]:
    """ "During the test, were treated 5,240 patients" -> "5,240 patients were treated"."""
    for m in _LATER.finditer(text) if view.damaged and not view.title else ():
        if _NO_SUBJECT.match(m["np"]) or m["det"] is None:
            continue
        if m["comma"] is None and _TIME_ALONE.fullmatch(m["lead"]) is None:
            continue  # "In the clinic were treated ..." may be anything
        yield Change(m.end("lead"), m.end(), f", {m['np']} {m['be']} {m['done']}", _WHY, True)


_EXPECTED = late(
    r"\b(?P<it>[Ii]t is|[Ii]t was|[Ii]s|[Ww]as) (?P<done>expected|foreseen|planned|awaited|hoped) (?P<what>the (?:assistance|attendance|presence|participation|arrival)) of (?P<some>some |about |around |more than |nearly |almost )?(?P<np>\d[\d.,]* [a-z]+(?: [a-z]+)?)(?=[.,;]| (?:from|in|at|on|of|to)\b)"
)
_COMES = {"arrival": "arrive", "participation": "take part"}


def expected(text: str, view: View) -> Iterator[Change]:
    """ "It is expected the assistance of 1,300 people" -> "Some 1,300 people are expected to attend"."""
    for m in _EXPECTED.finditer(text):
        some = m["some"] or "some "
        be = "were" if m["it"].lower().endswith("was") else "are"
        fixed = f"{some}{m['np']} {be} expected to {_COMES.get(m['what'].split()[1], 'attend')}"
        if m["it"][0].isupper():
            fixed = fixed[0].upper() + fixed[1:]
        yield Change(*m.span(), fixed, _WHY, True)


RULES = (
    Rule(
        "passive_first",
        "word_order",
        first,
        late(r"(?:^|[.!?\n] ?)(?:Is|Are|Was|Were|Will be|Has been|Have been) (?:also )?[a-z]+"),
    ),
    Rule("passive_later", "word_order", later, late(r"(?:was|were|been|will be) [a-z]+ ")),
    Rule(
        "expected_to",
        "word_order",
        expected,
        late(r"(?:assistance|attendance|presence|participation|arrival) of "),
    ),
)
