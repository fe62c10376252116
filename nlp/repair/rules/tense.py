"""Tenses that French and Spanish use otherwise: narrative future, hearsay conditional, the perfect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.calendar import MONTH, WEEKDAY
from nlp.repair.change import Change, Rule, View
from nlp.repair.rules.unreal import averted, unreal
from nlp.repair.verbs import is_base, past, past_of_participle
from nlp.tables import words

# Longer sentences are left alone: nothing is sure in them.
_LONGEST = 1_500
SENTENCE = re.compile(r"[^.!?\n]*(?:\.\d[^.!?\n]*|\.(?=[a-z])[^.!?\n]*)*(?:[.!?]+|\n|$)")
_WILL = re.compile(
    r"\b(will)(?: (also|then|later|soon|even|finally|first))? ([a-z]+)(?: ([a-z]+))?\b"
)
_CLAUSE_YEAR = re.compile(
    r"[^,;:.()]{0,70}?\b(?:in|(?<!ed )(?<!ed there )(?<!ed here )since) (?:\w+ )?((?:19|20)\d\d)\b"
)
_HEAD_YEAR = re.compile(
    rf"\s*(?:In|Between (?:19|20)\d\d and|From (?:19|20)\d\d to|At the end of|At the beginning of|In (?:{MONTH})|On \d{{1,2}} (?:{MONTH})|On (?:{MONTH}) \d{{1,2}},?)"
    r" ((?:19|20)\d\d)\b,? [^,;:.]{0,60}$"
)
_BEGUN_YEAR = re.compile(
    r"\s*(?:[^,;:.]{3,50}, )?(?:[Ff]ounded|[Cc]reated|[Bb]orn|[Bb]uilt|[Oo]pened|[Ll]aunched|[Ee]stablished|Set up|Started|Inaugurated|Introduced|Conceived|Designed|Bought|Acquired|Signed|Adopted|Voted) in"
    r" ((?:19|20)\d\d)\b,? [^,;:.]{0,60}$"
)
_THEN = re.compile(
    r"\b(?:years?|months?|weeks?) later\b|\b(?:[Tt]he following|[Tt]he next|[Tt]hat same) year\b|\bwill then\b|\bwill (?:only )?(?:\w+ ){1,4}until (?:19|20)\d\d"
)
OVER = re.compile(
    r"\b(?:years?|months?|weeks?) later\b|\b[Ss]ince then\b|\bwill then be\b|\b(?:which|who|it) will never\b|\b[Tt]he following year\b"
)
"""What a chronicle says and no announcement: what came of it is known already."""
_ALSO = re.compile(r"\b(?:and|then|before) $")
_STILL = re.compile(
    r"\b(?:plans?|planned|expects?|scheduled|by 20\d\d|until 20\d\d|next year|from now|deadline|target|goal|aims?)\b"
)
_PLURAL = re.compile(r"\b(?:they|we|you|[a-z]+s|two|three|four|five|both|[A-Z]\w+ and [A-Z]\w+) $")
_SINGULAR_S = re.compile(
    r"\b(?:this|is|was|its|his|has|us|business|campus|status|process|press|access|news|virus|analysis|series|services? company) $|[A-Z]\w*s $"
)
_WOULD_HAVE = re.compile(
    r"\b([Ww]ould)(?: (not|also|already|then))? have (?:(also|already|never) )?([a-z]+)(?: ([a-z]+))?\b"
)
_WOULD_BE = re.compile(
    r"\bwould(?: (not))? be (?:(already|currently|now|also) )?([a-z]+ing|in talks|in negotiations|in discussions?|in conversations|close to|about to|ready to|on the point of|on the verge of|in the process of|under discussion)\b"
)
_HEARSAY = re.compile(
    r"\b(?:according to|sources?|reportedly|press reports?|rumou?rs?|insiders|it is said|people close)\b",
    re.I,
)
_IF = re.compile(
    r"\b(?:[Ii]f|[Uu]nless|[Oo]therwise|[Ww]ithout|[Hh]ad (?:it|he|she|they|we|the \w+)|could|wished?|thought|hoped|believed|said (?:it|he|she|they|that)|promised|would have liked|would have to|whether|even|never|instead|rather|ideally|nobody|no one|I|we|you|We|You)\b"
)
_UNREAL = re.compile(  # what would have been, had it not been given up; what the author reckons
    r"\bI\b|\b[Mm]y\b|\b[Ww]e\b|\b(?:waiv\w+|declin\w+|refus\w+|forgo\w*|forwent|renounc\w+|turn\w* down|giv\w+ up|gave up|miss(?:ed|ing)"
    r"|avoid\w*|prevent\w*)\b[^.;]*?, (?:which|that) would have\b|, (?:he|she) (?:said|says|argue[sd]|added|adds|insist(?:s|ed))\.?$"
)
_WISHED = words(
    "preferred wanted liked loved wished hoped appreciated welcomed expected needed dreamt dreamed"
)
"""Verbs of wishing: what somebody would have preferred was not to be had, and is no hearsay."""
_CUE_FR = re.compile(r"\b(?:aurait|auraient|serait|seraient)\b")
_CUE_ES = re.compile(r"\b(?:habr\u00edan?|estar\u00edan?|ser\u00edan?)\b")
_SI = re.compile(r"\b(?:si|s'il|s'ils|sin|sans)\b")
_DEFINITE = (
    rf"(?:last (?:year|month|week|night|summer|winter|spring|autumn|fall|{MONTH}|{WEEKDAY})"
    rf"|yesterday|(?:on )?(?:{WEEKDAY})(?! to\b)|on \d{{1,2}} (?:{MONTH})"
    rf"|on (?:{MONTH}) \d{{1,2}}"
    rf"|in (?:{MONTH})(?: \d{{4}})?|(?:\w+ )?\w+ (?:years?|months?|weeks?|days?) ago|in (?:19|20)\d\d)"
)
_PERFECT = re.compile(
    rf"\b(has|have) (?:(already|also|then|finally|just|recently) )?((?:co-)?[a-z]+)(?! by\b)(?P<rest>(?: (?!and\b|but\b|since\b|who\b|which\b|that\b|until\b|for\b)[\w'\u2019\u20ac$%.-]*(?<!\.)){{0,9}}?,? )(?P<when>{_DEFINITE})\b"
)
_OF_ANOTHER_VERB = re.compile(  # "the tender it launched in August", "the site closed last year"
    r"\b(?:to|will|for|from|of|the|by) $|\bto [a-z]+ |\b(?:it|he|she|they|we|you|I) [a-z]+|\b[a-z]+ed $"
)
_NOT_PERFECT = re.compile(r"\b(?:since|so far|until|every|each|always|never|yet|over the)\b")
_MODAL = re.compile(
    r"\b(?:should|would|could|must|may|might|will|to|can|not|shall|d)(?: (?:not|also|already|never))? $"
)
_WHICH_HIT = re.compile(
    r"\b(which|that|who) has (hit|struck|affected|paralyzed|paralysed|targeted) "
)


_BEGUN = re.compile(
    r"\s*(?:[^,;:.]{3,50}, )?(?:[Ff]ounded|[Cc]reated|[Bb]orn|[Ee]stablished|Set up) in ((?:19|20)\d\d),? (?:the|this) (?:[\w-]+ )?(?:company|group|firm|start-?up|vendor|publisher|laboratory|manufacturer|clinic|chain)\b"
)
_EACH_YEAR = re.compile(r"\bwill\b[^;:.]{0,60}? in ((?:19|20)\d\d)\b")
_A_STORY = 6
"""Years from the foundation to the last date that a firm's story spans, and no announcement."""


def is_story(sentence: str) -> bool:
    """ "Created in 2009, the group will open a subsidiary in 2013, then will go public in 2018"."""
    begun = _BEGUN.match(sentence)
    if begun is None:
        return False
    years = [int(begun[1]), *map(int, _EACH_YEAR.findall(sentence))]
    told = len(years) > 2 and years == sorted(years) and years[-1] <= 2024
    return told and years[-1] - years[0] >= _A_STORY


def narrative_future(text: str, view: View) -> Iterator[Change]:
    """ "will be bought in 2004": the future of French and Spanish chronicles is a past."""
    limit = last_year_told(text, view)
    for sentence in SENTENCE.finditer(text):
        if len(sentence[0]) > _LONGEST or "will" not in sentence[0] or _STILL.search(sentence[0]):
            continue
        told, story = False, is_story(sentence[0])
        for m in _WILL.finditer(sentence[0]):
            year = _year_of(m, sentence[0], 2024 if story else limit)
            told = told or bool(year)
            fixed = (
                _past_form(m, sentence[0])
                if year or (told and _ALSO.search(sentence[0][: m.start()]))
                else None
            )
            if fixed:
                at = sentence.start()
                yield Change(at + m.start(), at + m.end(), fixed, "told of the past", True)


def last_year_told(text: str, view: View) -> int:
    """The last year of which a future or a present of the text may tell as past."""
    return 2024 if view.damaged and OVER.search(text) else min(view.facts.past_year or 2012, 2024)


def _year_of(m: re.Match[str], sentence: str, limit: int) -> int | None:
    """The past year that stands in the clause of this verb, or at the head of the sentence."""
    head = sentence[: m.start()]
    found = _CLAUSE_YEAR.match(sentence, m.end()) or _HEAD_YEAR.match(head)
    if found is None and _THEN.search(sentence):
        found = _BEGUN_YEAR.match(head)
    if found is None or not 1900 <= int(found[1]) <= limit:
        return None
    return int(found[1])


def _past_form(m: re.Match[str], sentence: str) -> str | None:
    adverb = f"{m[2]} " if m[2] else ""
    rest = f" {m[4]}" if m[4] else ""
    if not is_base(m[3]) or m[3] in ("not", "never", "no", "only"):
        return None
    if m[3] == "be":
        before = sentence[: m.start()]
        were = _PLURAL.search(before) and not _SINGULAR_S.search(before)
        if m[4] == "born" and re.search(
            r"\b(?:company|firm|group|start-?up|vendor|agency|network|platform|project|software|It|it)\b",
            before,
        ):
            return f"{adverb}{'were' if were else 'was'} founded"
        return f"{'were' if were else 'was'} {adverb}{m[4] or ''}".rstrip()
    return f"{adverb}{past(m[3])}{rest}"


def hearsay(text: str, view: View) -> Iterator[Change]:
    """ "would have signed", where it is what others say and no condition."""
    for sentence in SENTENCE.finditer(text):
        if (
            len(sentence[0]) > _LONGEST
            or "ould" not in sentence[0]
            or not _is_hearsay(sentence[0], view)
            or averted(text, *sentence.span())
        ):
            continue
        at = sentence.start()
        for m in _WOULD_HAVE.finditer(sentence[0]):
            fixed = _reported(m, sentence[0])
            if fixed:
                yield Change(at + m.start(), at + m.end(), fixed, "a conditional of hearsay")
        for m in _WOULD_BE.finditer(sentence[0]):
            be = (
                "are"
                if _PLURAL.search(sentence[0][: m.start()])
                and not _SINGULAR_S.search(sentence[0][: m.start()])
                else "is"
            )
            if m[3] == "on the point of" and sentence[0].startswith(" being ", m.end()):
                end = m.end() + len(" being")
                about = f"{be} reportedly{' not' if m[1] else ''} about to be"
                yield Change(at + m.start(), at + end, about, "a conditional of hearsay")
                continue
            no, adverb = (" not" if m[1] else ""), (f" {m[2]}" if m[2] else "")
            what = _SAID_OTHERWISE.get(m[3], m[3])
            yield Change(
                at + m.start(),
                at + m.end(),
                f"{be} reportedly{no}{adverb} {what}",
                "a conditional of hearsay",
            )


_SAID_OTHERWISE = {"in conversations": "in talks", "on the point of": "on the verge of"}


def _is_hearsay(sentence: str, view: View) -> bool:
    if '"' in sentence or view.title or _UNREAL.search(sentence) or unreal(sentence, view):
        return False
    if view.source:
        cued = view.source_has(_CUE_FR) if view.lang != "es" else view.source_has(_CUE_ES)
        return cued and not (_IF.search(sentence) and view.source_has(_SI))
    if _IF.search(sentence):
        return False
    return _HEARSAY.search(sentence) is not None or (
        view.damaged and not view.title and '"' not in sentence
    )


def _reported(m: re.Match[str], sentence: str) -> str | None:
    participle, rest = m[4], f" {m[5]}" if m[5] else ""
    if participle == "been" and m[5] and not _wish(m):
        before = sentence[: m.start()]
        were = "were" if _PLURAL.search(before) and not _SINGULAR_S.search(before) else "was"
        return f"{were} reportedly{' not' if m[2] == 'not' else ''} {m[5]}"
    simple = past_of_participle(participle)
    if simple is None or m[5] == "to" or _wish(m):
        return None
    if m[2] == "not":
        return f"has reportedly not {participle}{rest}"
    if "already" in (m[2], m[3]):
        have = "have" if _are_many(sentence[: m.start()]) else "has"
        return f"{have} reportedly already {participle}{rest}"
    adverb = f"{m[2] or m[3]} " if (m[2] or m[3]) else ""
    return f"{adverb}reportedly {simple}{rest}"


def _are_many(before: str) -> bool:
    return _PLURAL.search(before) is not None and not _SINGULAR_S.search(before)


def _wish(m: re.Match[str]) -> bool:
    """ "would have preferred", "would have been preferred", "would have really liked"."""
    return m[4] in _WISHED or (m[5] in _WISHED and (m[4] == "been" or m[4].endswith("ly")))


def perfect(text: str, view: View) -> Iterator[Change]:
    """ "has signed the contract last year": a time that is over wants the simple past."""
    for m in _PERFECT.finditer(text):
        simple = past_of_participle(m[3])
        if _MODAL.search(text, max(0, m.start() - 24), m.start()):
            continue
        if simple is None or _NOT_PERFECT.search(m[0]) or m[3] in ("been", "scheduled", "planned"):
            continue
        if m["when"].startswith("in 20") and not view.damaged:
            continue
        if re.match(rf"(?:{WEEKDAY}|on )", m["when"]) and not view.damaged:
            continue
        if _OF_ANOTHER_VERB.search(m["rest"]):
            continue
        adverb = f"{m[2]} " if m[2] else ""
        yield Change(
            m.start(), m.end(3), f"{adverb}{simple}", "a time that is over wants the simple past"
        )
    if view.damaged:
        for m in _WHICH_HIT.finditer(text):
            yield Change(
                m.start(2) - 4, m.end(2), past_of_participle(m[2]) or m[2], "the simple past"
            )


RULES = (
    Rule(
        "narrative_future",
        "tense",
        narrative_future,
        re.compile(r"\bwill\b.{0,200}(?:19|20)\d\d|(?:19|20)\d\d.{0,200}\bwill\b", re.S),
    ),
    Rule("hearsay", "tense", hearsay, re.compile(r"\b[Ww]ould (?:\w+ )?(?:have|be)\b")),
    Rule("perfect", "tense", perfect, re.compile(r"\b(?:has|have) ")),
)
