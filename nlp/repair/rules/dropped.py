"""Subjects that Spanish leaves out: "Has 220 beds" after "The clinic joined in May" is "It has 220 beds"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View
from nlp.repair.people import persons_in
from nlp.repair.rules.pronouns import PEOPLE, SENTENCE
from nlp.repair.verbs import is_base
from nlp.tables import words

_AUXILIARY = re.compile(
    r"(?P<verb>Has|Had|Will|Can|Could|Must|Should|Would|Does not|Did not|Is|Was)"
    r" (?P<next>(?:also |already |not |only |now |still |then )*[\w\u20ac-]+)(?!,|\w)"
)
_THIRD = re.compile(
    r"(?P<verb>[A-Z][a-z]+s) (?P<next>(?:also |already |only |now |still )*[\w\u20ac-]+)"
)
_VERBS = words(
    "Allows Includes Employs Consists Belongs Depends Seeks Enables Integrates Contains Replaces Serves Provides "
    "Manages Connects Combines Equips Develops Receives Treats Covers Offers Remains Brings Hosts Operates Produces "
    "Publishes Supplies Sells Specialises Specializes Expects Hopes Intends Wants Trains Collaborates Participates "
    "Coordinates Leads Gives Takes Helps Makes Avoids Reduces Improves Facilitates Guarantees Shares Uses Incorporates "
    "Adds Announces Believes Considers Says Explains Assures Recalls Regrets Admits Warns Stresses"
)
_WITH_PREPOSITION = re.compile(
    r"(?:Responds (?:in|to|within|with)|Belongs to|Consists of|Depends on|Participates in|Collaborates with|Operates (?:in|with)|Arrives (?:in|with)|Lasts (?:\d|two|three|four|five|six|ten|about)) "
)
_NOUNS_TOO = words("Offers Covers Hosts Hopes Wants Leads Takes Makes Helps Shares Uses Trains")
_MASTERED = words(
    "a an the its their his her this that these those no more about some all two three four five six seven eight "
    "nine ten eleven twelve twenty thirty forty fifty hundreds thousands several many nearly almost around over less"
)
"""What an object begins with; figures too."""
_BASES = words(
    "have allow make offer open close start begin cover include help give take save reach serve cost need require "
    "replace connect manage reduce improve provide create employ host join bring integrate remain receive sign use work "
    "continue become add run put publish keep lead send treat share supply support sell buy hire train"
)
_BEEN = words(
    "a an the also already not one part located based used available open due free intended aimed about able more very "
    "still now responsible in on at among near"
)
_SURE = words("Has Had Is Was Will")
_TOLD = re.compile(
    r"\s*[\"\u201c]?(?:The|This|Its|An?|Our|It|He|She|They|In (?:19|20)\d\d, (?:the|it)|According to|[A-Z\u00c0-\u00de][\w\u00c0-\u024f-]+(?: [A-Z\u00c0-\u00de][\w\u00c0-\u024f-]+)*"
    r" (?:has|is|was|will|had|joined|signed|[a-z]+ed)\b)"
)
"""What a sentence begins with that has a subject of its own."""
_NO_STATEMENT = re.compile(r"\?|^[^.]*, (?:isn't|hasn't|won't)")
_PLURAL = re.compile(
    r"\s*[\"\u201c]?(?:(?:The|These|Those|Both|All|Our|Its|Their|Some|Many|Several|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|\d[\d,]*) (?:[\w-]+ ){0,2}?"
    r"(?!news\b|its\b|analysis\b|status\b|campus\b|process\b|access\b|press\b|business\b|series\b|virus\b|has\b|is\b|was\b)[a-z]{3,}[^s\W]s(?: (?:of|in|from|at) (?:the )?[\w-]+)?|They|We) "
    r"(?:have|are|were|will|had|can|do|did|also|already|[a-z]+ed\b)"
)
_WOULD = re.compile(r",[^.]* (?:would|could|might)\b")
_THING_BEHIND = re.compile(
    r"(?:Will|Would|Can|Must|Should)(?: also| then)? be [a-z]+ed (?:the|all|both|some|only) "
)
""""Will also be concerned the private centres": the subject is there, if late."""
_PASSIVE = re.compile(r"(?:Will|Has|Had|Was|Is|Can|Must|Should)(?: \w+)? (?:be|been) [a-z]+")
_LATE_NP = re.compile(
    r" be(?:en)? [a-z]+(?: (?!(?:in|on|at|by|to|for|with|from|of|as|during|until|after|before|under|between|through|into|about|over|since|and|or|both|than)\b)[\w\u20ac-]+){0,3}? (?<!in )(?<!on )(?<!at )(?<!by )(?<!to )(?<!for )(?<!with )(?<!from )(?<!of )(?<!during )(?<!after )(?<!before )(?<!under )(?<!between )(?<!into )(?<!and )(?<!or )(?<!all )(?<!over )(?<!since )(?<!until )(?<!as )(?<!about )(?<!through )(?<!than )"
    r"(?!the (?:previous|last|same|following|next|past|first|second|whole|day|week|month|year)\b)(?:the|a|an|all|both|some|more than) "
    r"|[\d%] points? the | (?:in|on|with|by|for|at) [^.,;]{3,40}? (?<!in )(?<!on )(?<!at )(?<!by )(?<!to )(?<!for )(?<!with )(?<!from )(?<!of )(?<!and )(?<!or )(?<!than )(?<!during )(?<!after )(?<!before )(?<!all )(?<!as )(?:the|an|a) [a-z]+ (?:at|to|with|of|for|in) (?:which|what|whom)"
)
"""A subject that comes later: "Will be awarded with up to 30 points the speed at which"."""
_UNDERGONE = words(
    "revised serviced installed repaired replaced renewed updated tested built published opened closed signed presented "
    "launched streamed broadcast held approved cancelled canceled delivered migrated deployed awarded financed funded"
)
"""What is done to things and to nobody."""
_ALREADY = re.compile(
    r"(?:(?<=^)|(?<=[.!?] ))Already (?P<verb>is|has|was|had|can|counts|works|exists|serves|offers) (?=(?:available|in (?:use|service|operation)|used|installed|deployed|present|open|operational|working|been|be|more|over|\d)\b)"
)
_BEHIND_MARK = re.compile(
    r"(?<=; )(?P<verb>will|has|is|was|can) (?=(?:also |already |not |soon )?(?:be [a-z]|arrive|reach|open|start|begin|cost|allow|have|follow|replace|include|cover|serve|need|been|available|used|expected|planned|installed|free)\b)"
)
_WHY = "the subject was left out"
_EITHER = words("Had Will Can Could Must Should Would")


def dropped(text: str, view: View) -> Iterator[Change]:
    """ "Has 220 beds." -> "It has 220 beds."; he or she, where the sentence before is about one person."""
    if view.title:
        return
    before = ""
    for sentence in SENTENCE.finditer(text):
        start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
        follows = _TOLD.match(before) is not None
        verb = _left_alone(text, start, sentence.end(), follows, view)
        who = _subject(before, view) if verb is not None else ""
        if verb is not None and who in ("He", "She", "") and _of_thing(sentence[0]):
            who = "It"
        if verb is not None and who:
            if who == "They" and verb not in _EITHER:  # the verb says that it was one thing
                who = "It"
            yield Change(start, start + len(verb), f"{who} {verb.lower()}", _WHY)
        before = sentence[0] if sentence[0].strip() else before


def inside(text: str, view: View) -> Iterator[Change]:
    """ "Already is available; will arrive in June." -> "It is already available; it will arrive"."""
    if view.title or not text.rstrip().endswith((".", '"')):
        return
    for m in _ALREADY.finditer(text):
        yield Change(*m.span(), f"It {m['verb']} already ", _WHY)
    for m in _BEHIND_MARK.finditer(text) if view.damaged else ():
        clause = re.split(r"[.!?;\n]", text[: m.start() - 2])[-1]
        if (_TOLD.match(clause) or _ALREADY.match(clause.lstrip())) and not (
            persons_in(clause) or PEOPLE.search(clause) or _PLURAL.match(clause)
        ):
            yield Change(*m.span("verb"), f"it {m['verb']}", _WHY)


def _of_thing(sentence: str) -> bool:
    """ "Had been serviced the week before" is told of no person."""
    m = re.match(
        r"\s*(?:Has|Had|Was|Is|Will)(?: \w+)? (?:be|been)(?: [a-z]+ly)? (?P<done>[a-z]+)", sentence
    )
    return m is not None and m["done"] in _UNDERGONE


_LED = re.compile(
    r"(?:(?<=^)|(?<=[.!?] )|(?<=\n))(?:(?P<mid>Never|Also|Currently|Already|Now|Still|Recently|Previously|Then|Thus|Therefore|Only)"
    r"|(?P<lead>(?:In|For|At|With|During|Since|From|After|By|On|Until|Before|Thanks to|According to|Besides|Moreover|Furthermore|Currently|Today|Now|Meanwhile|However|Nevertheless|Likewise|Finally)\b(?: [^.,;:!?\"\n]{2,50})?),)"
    r" (?P<aux>has|had|is|was|will|can|must|does not|did not|should|could|would) (?P<next>(?:also |already |not |only |now |still |then |never )*(?P<word>[\w\u20ac-]+))"
)
_PARTICIPLES = words(
    "been borrowed made done had seen known gone come given taken won lost bought sold built begun become grown held led paid put read said sent set spent told thought written"
)


_NO_BASES = _MASTERED | words(
    "i you he she it we they him them us me who which what there not as in on at by for to of with one"
)


def led(text: str, view: View) -> Iterator[Change]:
    """ "In exchange, will develop an alert" -> "In exchange, it will develop"; "Never has borrowed" -> "It has never"."""
    if view.title or not text.rstrip().endswith((".", '"')):
        return
    for m in _LED.finditer(text):
        sentence = SENTENCE.match(text, m.start())
        if sentence is None or _NO_STATEMENT.search(sentence[0]) or not _follows(m):
            continue
        before = [s[0] for s in SENTENCE.finditer(text, 0, m.start()) if s[0].strip()]
        who = _subject(before[-1], view) if before else ""
        if not who or (who == "It" and _ROLE.match(text, m.end("aux"))):
            continue
        who = "It" if who == "They" and m["aux"] in ("has", "is", "was", "does not") else who
        if m["mid"]:
            yield Change(m.start(), m.end("aux"), f"{who} {m['aux']} {m['mid'].lower()}", _WHY)
        else:
            yield Change(*m.span("aux"), f"{who.lower()} {m['aux']}", _WHY)


def _follows(m: re.Match[str]) -> bool:
    """Whether what stands behind the auxiliary goes on with it, and is no subject."""
    word = m["word"]
    if m["aux"] in ("has", "had"):
        owned = m["mid"] is None and _object(word)  # "Never has the ward been so full"
        return owned or word.endswith("ed") or word in _PARTICIPLES
    if m["aux"] in ("is", "was"):
        return (
            word in _BEEN - {"the", "one", "part"}
            or word.endswith("ed")
            or _ROLE.match(f" {word}") is not None
        )
    return is_base(word) and word not in _NO_BASES


_ROLE = re.compile(rf" (?:an? )?(?:[a-z]+ )?{PEOPLE.pattern}", re.I)


def _left_alone(text: str, start: int, end: int, follows: bool, view: View) -> str | None:
    """The verb that a sentence begins with, if it is a statement without a subject."""
    sentence = text[start:end]
    if not sentence.rstrip().endswith((".", '."', ".\u201d")) or _NO_STATEMENT.search(sentence):
        return None
    m = _AUXILIARY.match(sentence)
    if m is not None:
        word = m["next"].split()[-1]
        if m["verb"] == "Had" and _WOULD.search(sentence):
            return None  # "Had the nurse called, a bed would have been free."
        if _THING_BEHIND.match(sentence) or (
            _PASSIVE.match(sentence) and _LATE_NP.search(sentence)
        ):
            return None
        sure = view.damaged or (follows and m["verb"] in _SURE)
        return m["verb"] if sure and _goes_on(m["verb"], word, follows) else None
    if follows and _WITH_PREPOSITION.match(sentence):
        return sentence.split()[0]
    m = _THIRD.match(sentence) if follows else None
    if m is None or m["verb"] not in _VERBS:
        return None
    if m["verb"] in _NOUNS_TOO and not view.damaged:
        return None
    word = m["next"].split()[-1]
    to = m["verb"] in ("Seeks", "Expects", "Intends", "Hopes", "Wants") and word == "to"
    that = word == "that" and m["verb"] != "Allows"
    return m["verb"] if to or that or _object(word) else None


def _goes_on(verb: str, word: str, follows: bool) -> bool:
    if verb in ("Has", "Had"):
        return _object(word) or (follows and (word.endswith("ed") or word == "been"))
    if verb in ("Is", "Was"):
        return follows and (word in _BEEN or word[0].isdigit() or word.endswith("ed"))
    if not follows:
        return verb == "Will" and word in ("allow", "be")
    return word in _BASES or (verb == "Will" and word == "be")


def _object(word: str) -> bool:
    return word in _MASTERED or word[0].isdigit() or word[0] == "\u20ac"


def _subject(before: str, view: View) -> str:
    """Who was spoken of: "It" where nothing tells; empty where it may be one person or another."""
    people = persons_in(before)
    if people:
        genders = {person.gender for _, person in people}
        head = before[: people[0][0]].strip(' "\u201c')
        opens = not head or (
            PEOPLE.search(head) and re.match(r"(?:The|Its|Their) [\w -]{3,40}$", head)
        )
        if opens and len({p.name for _, p in people}) == 1 and genders <= {"f", "m"}:
            return "She" if genders == {"f"} else "He"
        return ""
    if re.match(r"\s*(?:He|She)\b", before):
        return before.split()[0]
    if surnames := [p for p in view.facts.cast.people if p.name.split()[-1] in before]:
        genders = {p.gender for p in surnames}
        return {"f": "She", "m": "He"}.get(genders.pop(), "") if len(genders) == 1 else ""
    if _PLURAL.match(before):
        return "They"
    head = re.split(r"\b(?:has|is|was|will|had|[a-z]+ed)\b", before, maxsplit=1)[0]
    return "" if PEOPLE.search(head) else "It"


RULES = (
    Rule(
        "dropped_inside", "subject_drop", inside, re.compile(r"Already |; (?:will|has|is|was|can) ")
    ),
    Rule("dropped_led", "subject_drop", led, _LED, likely=True),
    Rule(
        "dropped",
        "subject_drop",
        dropped,
        re.compile(
            r"(?:^|[.!?\n\"] ?)(?:Has|Had|Will|Can|Could|Must|Should|Would|Does not|Did not|Is|Was|[A-Z][a-z]+s) [a-z\d\u20ac]"
        ),
    ),
)
