"""The perfect of French and Spanish beside a time that is over: "In 2015, it has bought" is "it bought"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.calendar import MONTH, WEEKDAY
from nlp.patterns import late
from nlp.repair.change import Change, Rule, View
from nlp.repair.rules.tense import SENTENCE
from nlp.repair.verbs import gerund, past_of_participle
from nlp.tables import words

_NUMBER = r"(?:\d+|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Aa]|[Ss]everal|[Aa] few)"
_OVER = (
    rf"(?:(?:[Ii]n|[Aa]t the (?:end|beginning|start) of|[Ii]n (?:early|late|the (?:spring|summer|autumn|winter) of)|[Ii]n (?:{MONTH})|[Oo]n \d{{1,2}} (?:{MONTH})|[Oo]n (?:{MONTH}) \d{{1,2}},)(?: of)?"
    rf" (?P<year>(?:19|20)\d\d)|[Ll]ast (?:year|month|week|night|summer|winter|spring|autumn|{MONTH}|{WEEKDAY})|[Yy]esterday|{_NUMBER} (?:years?|months?|weeks?|days?) ago)"
)
_HEAD = late(
    rf"\s*{_OVER},? (?P<np>(?!(?:and|or|but|to|who|which|that)\b)[^,;:.!?\n\"]{{2,70}}?) (?P<aux>has|have) (?P<adverb>also |already |then |finally )?(?P<done>been [a-z]+|[a-z]+)\b"
)
_AND = late(
    r"[^,;:\"]{0,90}?,? (?:and|but|then|and then) (?P<also>also |then )?(?P<aux>has|have) (?P<done>been [a-z]+|[a-z]+)\b"
)
_PASSIVE = late(
    rf"\b(?P<aux>has|have) been (?P<done>[a-z]+)(?P<rest>(?! (?:and|or)\b)(?: (?!(?:since|until|and|but|which|that|who|to|than)\b)[\w'\u2019\u20ac$%.-]*(?<!\.)){{0,7}}? {_OVER})(?! (?:and|or|to)\b (?:19|20))"
)
_NOT_OVER = late(
    r"\b(?:since|so far|until|every|each|always|never|yet|over the|ever|today|now|still|once|times)\b",
    re.I,
)
_CLAUSE = late(
    r"\b(?:that|which|who|whose|where|was|were|is|are|had|learned|said|found|announced|shown|showed|says|reported|to)\b|\bit\b(?!$)"
)
_PLURAL = late(r"\b(?:they|we|you|[a-z]+[^s\W]s)(?: (?:of|in|from|at) (?:the )?[\w-]+)?$")
_SINGULAR_S = late(
    r"\b(?:this|its|business|campus|status|process|access|news|virus|analysis|series|basis|gas|bus)$"
)
_LATEST = 2023
"""Years after it may be the article's own, of which the perfect can be told."""
_WHY = "a time that is over wants the simple past"


def headed(text: str, view: View) -> Iterator[Change]:
    """ "In 2015, the laboratory has bought ... and has hired" -> "bought ... and hired"."""
    for sentence in SENTENCE.finditer(text):
        m = _HEAD.match(sentence[0])
        if (
            m is None
            or len(sentence[0]) > 600
            or not _is_over(m["year"])
            or _NOT_OVER.search(sentence[0])
            or _CLAUSE.search(m["np"])
        ):
            continue
        np = m["np"]
        while m is not None and (
            simple := _simple(m["done"], m["aux"] == "have" and _is_plural(np))
        ):
            adverb = (m.groupdict().get("adverb") or m.groupdict().get("also") or "").replace(
                "already ", ""
            )
            start = sentence.start() + m.start("aux")
            if m.re is _AND:
                start = sentence.start() + (m.start("also") if m["also"] else m.start("aux"))
            yield Change(start, sentence.start() + m.end("done"), f"{adverb}{simple}", _WHY)
            m = _AND.match(sentence[0], m.end("done"))


def _is_over(year: str | None) -> bool:
    return year is None or int(year) <= _LATEST


def _is_plural(np: str) -> bool:
    return _PLURAL.search(np) is not None and _SINGULAR_S.search(np) is None


def _simple(done: str, plural: bool) -> str | None:
    """The simple past of a participle, or of a passive."""
    if done.startswith("been "):
        participle = done.removeprefix("been ")
        known = past_of_participle(participle) is not None
        return f"{'were' if plural else 'was'} {participle}" if known else None
    return None if done in ("been", "had") else past_of_participle(done)


_PASSIVE_ON = late(
    rf"\b(?P<aux>has|have) been (?P<done>[a-z]+)(?P<rest>(?: (?!(?:since|until|and|or|but|which|that|who|to|than|for|every|each)\b)[\w'\u2019\u20ac$%-]+){{0,6}}?)"
    rf" (?:on (?:(?:{WEEKDAY}),? )?(?:(?:{MONTH}) \d{{1,2}}|\d{{1,2}} (?:{MONTH}))|on (?:{WEEKDAY})|yesterday|last (?:week|month|year|night|{WEEKDAY}))\b(?! (?:to|and) )"
)
_SET = words("scheduled planned set expected due convened called summoned fixed")
"""What has been done and is yet to come: "has been scheduled on May 3"."""


def passives_on(text: str, view: View) -> Iterator[Change]:
    """ "has been accredited on December 2" -> "was accredited on December 2"."""
    for m in _PASSIVE_ON.finditer(text):
        before = text[max(0, m.start() - 24) : m.start()].rstrip()
        if m["done"] in _SET or past_of_participle(m["done"]) is None or _NOT_OVER.search(m[0]):
            continue
        if re.search(r"\b(?:to|would|could|should|may|might|must|will|not)$", before):
            continue
        be = "were" if m["aux"] == "have" else "was"
        yield Change(m.start(), m.end("done"), f"{be} {m['done']}", _WHY)


def passives(text: str, view: View) -> Iterator[Change]:
    """ "It has been created in 2007 by" -> "It was created in 2007 by"."""
    for m in _PASSIVE.finditer(text):
        if (
            past_of_participle(m["done"]) is None
            or not _is_over(m["year"])
            or _NOT_OVER.search(m[0])
        ):
            continue
        before = text[max(0, m.start() - 60) : m.start()].rstrip()
        if re.search(r"\b(?:to|would|could|should|may|might|must|will|not)$", before):
            continue
        be = "were" if m["aux"] == "have" else "was"
        yield Change(m.start("aux"), m.start("done"), f"{be} ", _WHY)


_TAKES = late(
    r"\b(?P<takes>takes?|carr(?:y|ies)|leads?|has|have) (?P<long>(?:already |almost |nearly |about |over |more than )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|several|many) (?:years|months|weeks|decades))"
    r" (?P<doing>[a-z]+ing)(?P<what>(?: (?!(?:to|and|but|which|that (?:is|was|has)|who|when|because|before|until)\b)[\w'\u2019-]+){0,6})(?=[.;!?]|,| (?:and|but|because)\b)"
)
_LLEVA = late(r"\bllevan?\b")
_NO_DURATION = late(r"\b(?:[Ii]t|to|will|would|can|could|may|might|that|which)(?: \w+)? $")


def lasting(text: str, view: View) -> Iterator[Change]:
    """ "takes ten years using that program" (lleva usando) -> "has been using that program for ten years"."""
    for m in _TAKES.finditer(text):
        if not view.source_has(_LLEVA):
            owned = m["takes"] in ("has", "have")
            if (
                owned
                or view.source
                or not view.damaged
                or _NO_DURATION.search(text[: m.start()][-24:])
            ):
                continue
        be = "have been" if m["takes"] in ("take", "carry", "lead", "have") else "has been"
        long = m["long"].removeprefix("already ")
        fixed = f"{be} {m['doing']}{m['what']} for {long}"
        yield Change(*m.span(), fixed, "what began and lasts is in the perfect")


_SINCE_DOING = late(
    rf"\b(?P<verb>carr(?:y|ies)|takes?|leads?) (?P<since>since (?:(?:the )?(?:end|beginning|middle|start) of )?(?:early |late |last )?(?:(?:{MONTH}) )?(?:(?:19|20)\d\d|{MONTH}|{WEEKDAY}|year|month|week|summer|winter|spring|autumn|then)) (?P<doing>[a-z]+ing)\b(?P<what> (?=(?:an?|the|its|their|another|more|new|help|for)\b))?"
)
_ASKS = {"asking": " for", "waiting": " for", "looking": " for", "requesting": ""}


def doing_since(text: str, view: View) -> Iterator[Change]:
    """ "carries since 2016 asking a second room" -> "has been asking since 2016 for a second room"."""
    for m in _SINCE_DOING.finditer(text):
        be = "have been" if m["verb"] in ("carry", "take", "lead") else "has been"
        link = (
            _ASKS.get(m["doing"], "") if m["what"] and not text.startswith("for ", m.end()) else ""
        )
        fixed = f"{be} {m['doing']} {m['since']}{link}{m['what'] or ''}"
        yield Change(*m.span(), fixed, "what began and lasts is in the perfect")


_LONG = late(
    r"\b(?P<takes>takes?|carr(?:y|ies)|leads?) (?P<long>(?:almost |nearly |about |over |more than )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|several|many) (?:years|months|weeks|days|hours))"
    r" (?P<doing>working|waiting|asking|using|demanding|warning|developing|collaborating|negotiating|researching|investigating|fighting|trying|treating|attending|operating|denouncing|complaining|claiming|requesting|striking|protesting)\b"
    r"(?P<what> (?:with|on|by|in|at|from|without) (?:[a-z]+ )?[a-z]+(?= (?:after|because|since|when|while|due|before|until)\b))?"
    r"(?=[.,;:]|$| (?:for|with|on|in|at|without|to|from|by|against|after|because|since|when|while|due|before|until)\b)"
)


_WE_SINCE = late(
    rf"\b(?P<who>[Ww]e|[Tt]hey|I) (?P<verb>[a-z]+)(?P<what>(?: (?!(?:and|or|but|that|which|who|has|have|is|are|was|were|will|to|when|if|because|while|how|what)\b)[\w'\u2019-]+){{0,6}}?)"
    rf" (?P<since>since (?:early |late |last |the (?:beginning|end) of )?(?:(?:{MONTH})(?: (?:19|20)\d\d)?|(?:19|20)\d\d|{WEEKDAY}|year|month|week)|(?:since|for) (?P<long>(?:more than |over |almost |nearly |about )?{_NUMBER} (?:years|months|weeks|days|decades)))(?=[.,;:!?\"]| (?:on|in|with|for|to|and|but)\b|$)"
)
_GOES_ON_NOW = words(
    "work use develop offer sell ask wait demand fight look try call treat follow test collaborate operate run build "
    "negotiate invest provide manage warn denounce prepare study employ teach live serve support apply train"
)
_LASTS = {"know": "known", "need": "needed", "want": "wanted", "own": "owned", "belong": "belonged"}


def we_since(text: str, view: View) -> Iterator[Change]:
    """ "We work on this for four years" ("depuis quatre ans") -> "We have been working on this for four years"."""
    for m in _WE_SINCE.finditer(text):
        doing = gerund(m["verb"]) if m["verb"] in _GOES_ON_NOW else None
        done = (
            f"have been {doing}"
            if doing
            else f"have {_LASTS[m['verb']]}"
            if m["verb"] in _LASTS
            else None
        )
        if done is None or _NO_DURATION.search(text[: m.start("verb")][-24:]):
            continue
        since = f"for {m['long']}" if m["long"] else m["since"]
        fixed = f"{m['who']} {done}{m['what']} {since}"
        yield Change(*m.span(), fixed, "what began and lasts is in the perfect")


_NO_WORKER = late(
    r"\b(?:it|this|that|which|process|training|course|crossing|job|task|project|procedure|work|change|degree|trip) $",
    re.I,
)


def long_doing(text: str, view: View) -> Iterator[Change]:
    """ "takes 5 days working with paper after an attack" -> "has been working with paper for 5 days after"."""
    for m in _LONG.finditer(text) if view.damaged and not view.source else ():
        before = text[: m.start()][-24:]
        if _NO_DURATION.search(before) or _NO_WORKER.search(before):
            continue
        be = "have been" if m["takes"] in ("take", "carry", "lead") else "has been"
        fixed = f"{be} {m['doing']}{m['what'] or ''} for {m['long']}"
        yield Change(*m.span(), fixed, "what began and lasts is in the perfect")


RULES = (
    Rule("doing_since", "tense", doing_since, late(r"(?:carr(?:y|ies)|takes?|leads?) since ")),
    Rule("we_since", "tense", we_since, late(r"\b(?:[Ww]e|[Tt]hey|I) [a-z]"), likely=True),
    Rule("lasting", "tense", lasting, late(r"(?:year|month|week|decade)s [a-z]+ing")),
    Rule("long_doing", "tense", long_doing, late(r"(?:year|month|week|day|hour)s [a-z]+ing")),
    Rule("headed", "tense", headed, late(r" ha(?:s|ve) ")),
    Rule("passives_on", "tense", passives_on, late(r" ha(?:s|ve) been [a-z]+"), likely=True),
    Rule("passives", "tense", passives, late(r" ha(?:s|ve) been [a-z]+")),
)
