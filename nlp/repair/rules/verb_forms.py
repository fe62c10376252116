"""Forms that no English verb has behind its auxiliary, and presents that told of the past."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.calendar import MONTH, WEEKDAY
from nlp.repair.change import Change, Rule, View
from nlp.repair.rules.tense import OVER, is_story, last_year_told
from nlp.repair.verbs import gerund, irregular_bases, is_base, participle, past, regular_past
from nlp.tables import words

_VERBS = words(
    "accept accompany achieve acquire adapt add adopt affect agree allow announce apologize apologise apply approve ask "
    "assess attend avoid become begin believe belong bring build buy calculate call cancel carry cause change check choose "
    "claim close collect come complete comply concern confirm connect consider contain continue control convert coordinate "
    "cost cover create deal decide declare define deliver denounce depend deploy describe design detect determine develop "
    "disappear discover download employ enable encourage ensure enter establish estimate evaluate exceed exchange exist expect "
    "explain facilitate fail find finish follow function gain get give go grow guarantee happen help hire identify implement "
    "improve include increase indicate inform install integrate intend introduce invest involve join keep know launch lead "
    "learn leave lose maintain make manage mean meet modify move need notify obtain occur offer open operate order "
    "organize organise participate pay perform plan predict prefer prepare present prevent produce propose protect prove provide "
    "publish purchase reach read receive recognise recognize recommend reduce refuse regret reject release rely remain remember "
    "remove renew repeat replace reply represent require resign resolve respect respond restore retain return say see seek seem sell "
    "send serve show sign simplify solve spend start stay stop strengthen suffer suggest supply support suspend take teach tell "
    "think train transfer transmit treat trust try understand undertake unveil use validate verify visit wait want warn win work write"
)
"""Verbs that the rules of forms may mend: those whose forms leave no doubt."""
_NO_NOUNS = words(
    "accept achieve acquire adapt adopt allow announce apologize apologise apply approve avoid become begin believe belong "
    "choose confirm connect consider contain continue convert coordinate create decide declare define deliver depend deploy "
    "describe detect determine develop disappear discover employ enable encourage ensure establish evaluate exist explain "
    "facilitate guarantee identify implement improve include indicate inform install integrate introduce invest involve learn "
    "maintain modify notify obtain occur operate organize organise participate perform predict prefer prepare prevent provide "
    "publish receive recognise recognize recommend reduce refuse remain remember remove renew replace represent require resign "
    "resolve respond restore retain simplify solve suffer suggest suspend transmit undertake unveil validate verify"
)
_MODAL = re.compile(
    r"\b(?:will|would|can|could|must|should|may|might|shall|cannot|won't|can't|couldn't|wouldn't|shouldn't|did not|didn't|does not|doesn't|do not|don't)"
    r" (?:also |then |soon |always |already |not |therefore |thus |even |never |still ){0,2}(?P<verb>[a-z]+)(?![\w'\u2019-])"
)
_HAS = re.compile(
    r"(?<!to )\b(?:has|have|had|having) (?:also |then |already |not |just |therefore |thus |even |never |finally |recently |since ){0,2}(?P<verb>[a-z]+)(?![\w'\u2019-])(?! (?:and|or) )"
)
_OF_BEFORE = re.compile(
    r"\b(?:to|help|let|make|makes|made|will|can|must|would|should|could|may|might) [\w ,]{0,40}$"
)
_TO = re.compile(
    r"\b(?P<prep>[Bb]efore|[Aa]fter|[Ww]ithout|[Ii]nstead of|[Bb]y|[Ff]or the fact of) (?P<no>not )?to (?P<verb>[a-z]+)(?![\w'\u2019-])"
)
_DENIES = re.compile(
    r"\b(?P<verb>den(?:y|ies|ied)|avoid(?:s|ed)?|contest(?:s|ed)?|admit(?:s|ted)?|suggest(?:s|ed)|acknowledge[sd]?|recommend(?:s|ed)?|consider(?:s|ed)?) to (?P<base>[a-z]+)(?![\w'\u2019-])"
)
_NO_TO = words(
    "the a an this that be it which what all any some his her its their our my your no one two date"
)


def base_of(form: str) -> str | None:
    """The base of a form in -s (``meets``, ``tries``) of a known verb."""
    if not form.endswith("s"):
        return None
    for base in (form[:-1], form[:-2], form[:-3] + "y"):
        if base in _VERBS and third(base) == form:
            return base
    return None


def third(base: str) -> str:
    """The third person singular of a base form (``goes``, ``tries``)."""
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


PASTS = {past(verb): verb for verb in _VERBS if past(verb) != verb}


def auxiliaries(text: str, view: View) -> Iterator[Change]:
    """ "will meets" -> "will meet", "did not expected" -> "did not expect"."""
    for m in _MODAL.finditer(text):
        verb = m["verb"]
        base = base_of(verb) or (PASTS.get(verb) if view.damaged or "did" in m[0] else None)
        if base and base != verb and verb not in ("needs", "works", "plans", "means"):
            yield Change(*m.span("verb"), base, "the base form behind an auxiliary")
    for m in _HAS.finditer(text):
        if m["verb"] in _NO_NOUNS and not _OF_BEFORE.search(
            text, max(0, m.start() - 48), m.start()
        ):
            done = _participle(m["verb"])
            if done != m["verb"]:
                yield Change(*m.span("verb"), done, "the participle behind has")


_MADE_REGULAR = {regular_past(base): base for base in irregular_bases()}
_REGULAR = re.compile(
    rf"\b(?P<before>(?i:has|have|had|having|was|were|been|being|is|are|he|she|it|they|we|who|which)(?: (?:also|then|already|not|just|never|finally|recently|once))?) (?P<verb>{'|'.join(sorted(_MADE_REGULAR))})(?![\w'\u2019-])"
)
_TAKES_PARTICIPLE = words("has have had having was were been being is are")


def irregular(text: str, view: View) -> Iterator[Change]:
    """ "has leaded" -> "has led", "they choosed" -> "they chose"."""
    for m in _REGULAR.finditer(text):
        base = _MADE_REGULAR[m["verb"]]
        done = (
            participle(base) if m["before"].split()[0].lower() in _TAKES_PARTICIPLE else past(base)
        )
        yield Change(*m.span("verb"), done, "an irregular verb")


_PARTICIPLES = {"become": "become", "begin": "begun", "choose": "chosen", "undertake": "undertaken"}


def _participle(base: str) -> str:
    return _PARTICIPLES.get(base) or past(base)


_HAS_DENIED = re.compile(
    r"\b(?:has|have|had|having|(?<!is )(?<!are )(?<!was )(?<!were )(?:who|which|that|he|she|they|it|we|company|group|vendor|hospital|ministry|director|minister|president"
    r"|government|spokes\w+|[A-Z]\w+(?<!s)))(?: (?:not|never|also|already|always))? $"
)


def _sure_of(m: re.Match[str]) -> bool:
    """Whether "to" and any word behind it is an infinitive: ", before to sink", not "as long as before to copy"."""
    alone = m["prep"].lower() != "before" or m.string[: m.start()].rstrip()[-1:] in (",", "", ".")
    return alone and m["verb"] not in _NO_TO and m["prep"].lower() not in ("by", "after")


def gerunds(text: str, view: View) -> Iterator[Change]:
    """ "before to leave" -> "before leaving", "denies to have" -> "denies having"."""
    for m in _TO.finditer(text):
        known = m["verb"] in _VERBS or m["verb"] in ("have", "do")
        if is_base(m["verb"]) and (known or (view.damaged and _sure_of(m))):
            fixed = f"{m['prep']} {m['no'] or ''}{gerund(m['verb'])}"
            yield Change(*m.span(), fixed, "an infinitive that English lacks")
    for m in _DENIES.finditer(text):
        if m["verb"].endswith("ed") and not _HAS_DENIED.search(
            text, max(0, m.start() - 30), m.start()
        ):
            continue  # "is considered to be", "those recommended to have"
        if m["base"] == "be" and m["verb"].startswith("consider"):
            continue  # "a difference that they consider to be due to chance"
        if m["base"] in ("have", "be") or (m["base"] in _VERBS and m["base"] not in _NO_TO):
            yield Change(m.end("verb"), m.end(), f" {gerund(m['base'])}", "a gerund is wanted")


_SINCE = re.compile(
    rf"\b(?P<be>is|are|am)(?P<not> not)?(?P<what>(?: (?!(?:and|but|or|has|have|had|is|are|was|were|that|which|who|because|as|if|the\b)\b)[\w-]+){{0,4}}? since"
    rf" (?:(?:the end of |the beginning of |early |late |mid-|last |yesterday|this )?(?:{MONTH}|{WEEKDAY}|yesterday|(?:19|20)\d\d|last (?:week|month|year|night|summer|spring|autumn|winter)|midnight|then)))\b"
)
_SINCE_FIRST = re.compile(
    rf"(?:(?<=^)|(?<=[.!?] ))(?P<since>Since (?:then|yesterday|last (?:week|month|year|night|summer|spring|autumn|winter)|(?:{WEEKDAY})|(?:{MONTH})(?: (?:19|20)\d\d)?|(?:19|20)\d\d),? (?:it|he|she|they|this|the [\w-]+(?: [\w-]+)?)) (?P<be>is|are)\b(?! (?:not )?(?:going|about)\b)"
)
_NOT_SINCE = re.compile(r"\b(?:it|there) $", re.I)
_BEST = re.compile(
    r"\b(?:first|best|worst|highest|lowest|largest|biggest|only|up|down|lower|higher|years?|months?|weeks?|days?|long|time)\b"
)


def since(text: str, view: View) -> Iterator[Change]:
    """ "is out of service since Thursday" -> "has been out of service since Thursday"."""
    for m in _SINCE.finditer(text):
        if _BEST.search(m["what"]) or _NOT_SINCE.search(text[: m.start()][-8:]):
            continue
        be = "has been" if m["be"] == "is" else "have been"
        if m["not"]:
            be = be.replace(" ", " not ")
        end = m.start("what")
        if m["what"].startswith(" already "):  # "is already used since May": the perfect says it
            end += len(" already")
        yield Change(m.start(), end, be, "what began and lasts is in the perfect")
    for m in _SINCE_FIRST.finditer(text):
        be = "has been" if m["be"] == "is" else "have been"
        yield Change(*m.span("be"), be, "what began and lasts is in the perfect")


_IN_YEAR = re.compile(
    r"(?P<when>\b(?:[Ii]n (?:[a-z]+ )?|[Aa]t the (?:end|beginning) of |[Oo]n \d{1,2} [A-Z][a-z]+ |[Oo]n [A-Z][a-z]+ \d{1,2}, )(?P<year>(?:19|20)\d\d),?"
    r"|[Tt]hat (?:same )?year,|[Tt]he (?:following|same|next) year,|\b(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Tt]en|\d+) (?:years?|months?) later,)"
    r" (?P<who>(?:and )?(?:it|he|she|they|[Tt]he (?:[\w-]+ ){0,2}[\w-]+|[A-Z][\w\u00c0-\u024f-]+(?: [A-Z][\w\u00c0-\u024f-]+){0,3}))"
    r" (?P<verb>will (?P<will>[a-z]+)|[a-z]+s)\b(?! (?:been|by)\b)"
)
_BEGUN_BEFORE = re.compile(
    r"(?P<before>(?<![^.!?\n])\s*)(?:Founded|Created|Born|Established|Launched|Opened|Built|Set up|Designed) $"
)
_NOT_TOLD = words(
    "is has was does needs means works plans owns lets costs news us its always this reports sales results"
)
_PRESENT_ELSEWHERE = re.compile(
    r"\b(?:today|now|currently|nowadays|if|when|next|should|expected|planned|plans|until|forecast|by 20\d\d)\b",
    re.I,
)
_NARRATED = re.compile(
    r"\bwill\b|\b(?:years?|months?) later\b|\b[Ss]ince then\b|\b[Ii]t is (?:in|on)\b"
)
_IT_IS_IN = re.compile(
    r"\b(?P<it>[Ii]t) is (?P<when>(?:in|on) [\w ]{0,20}?(?P<year>(?:19|20)\d\d) that) (?P<who>(?:the )?(?:[\w\u00c0-\u024f-]+ ){1,4}?)(?P<verb>[a-z]+s)\b"
)


def chronicle(text: str, view: View) -> Iterator[Change]:
    """ "in 2017 it rents a second", "On 12 June 2019, it will sign": told of the past."""
    if not view.damaged or not _NARRATED.search(text):
        return
    limit = last_year_told(text, view)
    year = 0
    for m in _IN_YEAR.finditer(text):
        year = int(m["year"]) if m["year"] else year and year + 1
        clause = (
            re.split(r"[.!?\n;]", text[: m.start()])[-1] + re.split(r"[.!?\n;]", text[m.end() :])[0]
        )
        begun = _BEGUN_BEFORE.search(text, 0, m.start())
        if begun and not (OVER.search(text) or is_story(text[begun.end("before") :])):
            continue  # "Created in 2009, the group will open a clinic in June"
        if not 1900 <= year <= limit or _PRESENT_ELSEWHERE.search(clause):
            continue
        fixed = _told(m["verb"], m["will"], m["who"])
        if fixed:
            yield Change(*m.span("verb"), fixed, "told of the past", True)
    for m in _IT_IS_IN.finditer(text):
        base = base_of(m["verb"])
        if base and 1900 <= int(m["year"]) <= limit:
            yield Change(
                *m.span(),
                f"{m['it']} was {m['when']} {m['who']}{past(base)}",
                "told of the past",
                True,
            )


def _told(verb: str, will: str | None, who: str) -> str | None:
    if will == "be":
        return "were" if who.split()[-1] in ("they",) else "was"
    base = will if will in _VERBS else None if will else base_of(verb)
    if base is None or verb in _NOT_TOLD:
        return None
    return past(base)


RULES = (
    Rule("auxiliaries", "agreement", auxiliaries),
    Rule("irregular", "tense", irregular, re.compile(r"[a-z]ed\b"), likely=True),
    Rule("gerunds", "tense", gerunds, re.compile(r" to [a-z]")),
    Rule("since", "tense", since, re.compile(r"\b[Ss]ince ")),
    Rule("chronicle", "tense", chronicle, re.compile(r"(?:19|20)\d\d")),
)
