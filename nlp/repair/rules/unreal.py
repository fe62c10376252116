"""What would have been: conditions that were not met, and no hearsay.

French and Spanish use one conditional for both ("aurait re\u00e7u", "habr\u00eda recibido"). Taken for hearsay, a
harm that somebody averted is told as if it had happened; what is not sure is therefore left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import zip_longest

from nlp.patterns import late
from nlp.repair.change import Change, Rule, View
from nlp.repair.verbs import participle_of_past, past_of_participle
from nlp.sentences import Sentence, split

_LEAD = late(
    r"\b(?:but for|in (?:the|its|their|his|her) absence|for (?:lack|want) of|failing|(?:by|in|to|at) (?:default|fault) of|at least a"
    r"|in (?:that|this|which) case|in theory|hindsight|in retrospect|normally|or else|if only|even (?:a|an|one)|a (?:single|simple|mere)"
    r"|one (?:single|phone|simple|more)|(?:any|every)(?:one|body)|whoever|whatever|had (?:been|there|this|that|his|her|its|their)"
    r"|(?:(?<=^)|(?<=that )|(?<=, ))(?!during|according|following|including|being|owing|nothing)[a-z]+ing (?:\w+ )[^,.;]{0,60}\bwould have"
    r"|with (?:more|better|earlier|proper|another|enough|\w+ more)\b[^.;]{0,80}, [^.;]{0,80}\bwould have)\b",
    re.I,
)
"""What names a condition, or one who did nothing of the kind."""
_HELPED = late(
    r"\bwould (?:(?:also|not|never|probably|certainly|surely|perhaps|easily|thus) )*have (?:[a-z]+ly )?(?:suffic\w+|avoided|prevented|spared|averted|benefited|gained from|profited"
    r"|deserved|merited|survived|saved (?!\d|[\u20ac$\u00a3])|cost (?:\w+ )?(?:\w+ )?(?:lives|life|dearly|dear)|made (?:it|the \w+|things) (?:possible|easier|simpler)"
    r"|been (?:enough|sufficient|(?:im)?possible|avoid\w+|prevent\w+|averted|spared|better|worse|easier|simpler|cheaper|fatal|deadly|useful|useless|necessary|acceptable|unacceptable|reasonable|fair|desirable|appropriate|normal|natural|justified|entitled|required|needed"
    r"|unnecessary|preferable|wiser|unthinkable|inconceivable|ideal|logical|different|too|able))\b"
    r"|\bit would have been (?:an? |so |very )|\b(?:count\w* on|plann\w+|budget\w*|expect\w*|(?:was|were) to)\b[^.;]*, (?:which|that|who) would have\b",
    re.I,
)
"""Verbs of what help or harm there would have been."""
_ALLOWED = late(r"\bwould (?:also )?have (?:allowed|enabled|permitted|made it possible)\b", re.I)
_WAY_IN = late(
    r"\b(?:flaw|breach|vulnerab\w+|weakness|attack\w*|access|passwords?|errors?|e-?mails?|virus|malware|hack\w*|accounts?|leak|credentials)\b",
    re.I,
)
_HIS_OWN = late(
    r"\b(?:say|said|declar|claim|assur|affirm|explain|admit|recogni[sz]|add|swear|swore|insist|believ|think|thought|estimat|consider|judg"
    r"|regret|conclud|promis|reckon|calculat|repl|answer)[a-z]*(?: that)?(?:,[^,.;]{1,25},)? (?:he|she|it|they|one|this|these) would (?:\w+ )?(?:have|be)\b",
    re.I,
)
_AVERTED = late(
    r"\b(?:in time|at the last (?:minute|moment|second)|narrowly|fortunately|luckily|near[- ]miss|nearly|almost|intervened|averted|avoided"
    r"|(?:was|were|been) (?:stopped|caught|spotted|noticed|corrected|blocked|detected in|intercepted))\b",
    re.I,
)
_NEAR = 160


def unreal(sentence: str, view: View) -> bool:
    """Whether the "would have" of a sentence tells what did not happen."""
    if view.source and _has_condition(view.source, view.lang):
        return True
    if _LEAD.search(sentence) or _HELPED.search(sentence) or _HIS_OWN.search(sentence):
        return True
    return _ALLOWED.search(sentence) is not None and not _WAY_IN.search(sentence)


def averted(text: str, start: int, end: int) -> bool:
    """Whether a sentence, or the one before it, says that it did not come to that."""
    return _AVERTED.search(text, max(0, start - _NEAR), end) is not None


_CONDITION = {
    "fr": late(
        r"^(?:[\u00ab\"-] ?)?(?:sans |faute d|\u00e0 d\u00e9faut d|en l'absence d|une? (?:seule?|simple) )[^.;]*\baurai(?:en)?t\b"
        r"|\baurai(?:en)?t (?:suffi|\u00e9vit\u00e9|emp\u00each\u00e9|\u00e9pargn\u00e9)\b"
    ),
    "es": late(
        r"^(?:[\u00ab\"-] ?)?(?:sin |a falta de|en ausencia de|de no haber|una? (?:sol[oa]|simple) )[^.;]*\bhabr\u00edan?\b"
        r"|\bhabr\u00edan? (?:bastado|evitado|impedido|ahorrado)\b"
    ),
}
_SURE = {
    "fr": late(
        r"^(?:[\u00ab\"-] ?)?(?:sans (?!autoris|permission|consent|accord\b|pr\u00e9ven|avert|avis\b)|faute d|\u00e0 d\u00e9faut d|en l'absence d)[^.;]*\baurai(?:en)?t\b"
        r"|\baurai(?:en)?t suffi\b"
    ),
    "es": late(
        r"^(?:[\u00ab\"-] ?)?(?:sin (?!autori|permiso|consent|avis|acuerdo\b)|a falta de|en ausencia de|de no haber)[^.;]*\bhabr\u00edan?\b"
        r"|\bhabr\u00edan? bastado\b"
    ),
}
"""Of these what is no hearsay beyond doubt: "sin autorizaci\u00f3n" and "un seul patient" may open either."""
_TOLD_BY = late(r"\b(?:selon|d'apr\u00e8s|seg\u00fan)\b")
_REPORTED = late(
    r"\b(?:(?P<be>was|were) reportedly(?P<no> not)?|(?:has|have) reportedly(?P<never> not)? (?P<done>[a-z]+)|reportedly (?P<past>[a-z]+))\b"
)


def conditions(text: str, view: View) -> Iterator[Change]:
    """ "Without the nurse, the patient reportedly received 50 mg": the source states a condition."""
    if not view.source:
        return
    at = 0
    for english, source in zip_longest(split(text, "en"), split(view.source, view.lang or "en")):
        if english is None or source is None:
            return  # not sentence by sentence
        if _states_condition(source, view.lang, _SURE):
            for m in _REPORTED.finditer(english.text):
                if fixed := _conditional(m):
                    yield Change(
                        at + m.start(), at + m.end(), fixed, "the source states a condition"
                    )
        at += len(english.text) + len(english.tail)


@lru_cache(maxsize=16)
def _has_condition(source: str, lang: str | None) -> bool:
    """Whether a sentence of the source does; asked again for every sentence of the English."""
    return any(
        _states_condition(sentence, lang, _CONDITION) for sentence in split(source, lang or "en")
    )


def _states_condition(
    sentence: Sentence, lang: str | None, conditions: Mapping[str, re.Pattern[str]]
) -> bool:
    """Whether a sentence of the source says what would have been."""
    condition = conditions.get(lang or "")
    told = sentence.text.lower().replace("\u2019", "'")
    return condition is not None and bool(condition.search(told)) and not _TOLD_BY.search(told)


def _conditional(m: re.Match[str]) -> str | None:
    no = " not" if m["no"] or m["never"] else ""
    if m["be"]:
        return f"would{no} have been"
    participle = m["done"] or participle_of_past(m["past"])
    return f"would{no} have {participle}" if participle else None


_IF_WOULD = late(
    r"\bif (?P<who>(?:the|an?|its|his|her|their|our|this|that|these|those|someone|somebody|anyone|nobody|[A-Z][\w-]+)\b(?: (?!(?:would|will|had|has|have|is|are|was|were|that|which|who|and|or)\b)[\w\u00c0-\u024f'\u2019-]+){0,4}) would (?P<no>not )?have (?P<done>[a-z]+)\b"
)


def if_would(text: str, view: View) -> Iterator[Change]:
    """ "if the alarm would have been connected" -> "if the alarm had been connected"."""
    for m in _IF_WOULD.finditer(text):
        clause = re.split(r"[.;\n]", text[: m.start()])[-1]
        told = clause + re.split(r"[.;\n]", text[m.end() :])[0]
        if participle_of_past(m["done"]) is None and past_of_participle(m["done"]) is None:
            continue
        if not _MAIN.search(told) or _ASKS_WHETHER.search(text[max(0, m.start() - 40) : m.start()]):
            continue
        fixed = f"if {m['who']} had {m['no'] or ''}{m['done']}"
        yield Change(*m.span(), fixed, "a condition that was not met", True)


_MAIN = late(r"\b(?:w|c|sh)ould\b")
"""What the main clause of such a condition has."""
_ASKS_WHETHER = late(
    r"\b(?:ask\w*|wonder\w*|know\w*|see|tell|clear|say|sure|doubt\w*|question\w*)(?: \w+)? $"
)

RULES = (
    Rule("if_would", "tense", if_would, late(r" would (?:not )?have ")),
    Rule("conditions", "tense", conditions, late(r"\breportedly\b")),
)
