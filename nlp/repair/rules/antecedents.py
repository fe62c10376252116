"""Pronouns by what stands before them in machine English: a woman who is named, or nobody at all.

Both rules count only where the text is known for a translation; people's own "he" and "she" stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.patterns import late
from nlp.repair.change import Change, Rule, View, same_case
from nlp.repair.people import ORG_WORDS, Person, persons_in
from nlp.repair.rules.pronouns import (
    GIVES,
    LONGEST,
    PEOPLE,
    POSSESSIVE,
    PRONOUN,
    SENTENCE,
    inside_quote,
    maybe_person,
    neuter,
    unquoted,
)

_SINGULAR_PEOPLE = late(
    r"\b(?:doctor|physician|nurse|director|minister|mayor|president|manager|engineer|surgeon|spokes(?:man|woman|person)|"
    r"researcher|professor|pharmacist|patient|lawyer|deputy|senator|author|founder|expert|coordinator|chief|chair\w*|"
    r"official|secretary|developer|technician|midwife|student|employee|caregiver|someone|somebody|everyone|anyone|nobody|"
    r"no one|person|man|woman|husband|wife|father|mother|child|boy|girl|\w+logist|\w+iatrist|\w+(?:ist|ian)(?= (?:who|from|of|at|and|in)\b)|"
    r"owner|creator|inventor|designer|CEO|CIO|CISO|hacker|judge|advis[eo]r|counsell?or|specialist|leader|practitioner|executive|"
    r"officer|DPO|CFO|COO|CTO|CMO|CMIO|MEP|MP|GP|PDG|DSI|RSSI|head|king|queen|ship|defendant|\d+-year-old|victim|porter|reporter|"
    r"journalist|witness|trainee|intern|resident|volunteer|baby|infant|son|daughter|brother|sister|commissioner|delegate|"
    r"successor|predecessor|colleague|citizen|user|user's|insured|elected|candidate|winner|clerk|prosecutor|inspector|"
    r"rapporteur|ombudsman|teacher|worker|driver|carer|customer|client|editor|rector|dean|pope|bishop|captain|architect|consultant|"
    r"administrator|adviser|superintendent|attacker|pirate|whoever|one|who)\b",
    re.I,
)
_THING = late(
    rf"\b(?:[Tt]he|[Tt]his|[Aa]n?|[Ii]ts|[Oo]ur|[Ee]ach|[Ee]very) (?:[\w'\u2019-]+ ){{0,4}}?(?:{ORG_WORDS}|software|platform|system|tool|app|"
    r"application|solution|robot|card|base|database|virus|bug|law|decree|project|programme|program|plan|module|device|"
    r"machine|study|report|registry|register|portal|server|network|file|record|update|version|cooperative|insurer|body)\b"
)
_CAP = r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f'\u2019-]*"
_THE_NAME = late(
    rf"\b[Tt]he (?![A-Z]+\b){_CAP}(?: (?:(?:d[eu]|des|en|for|of|and) )?(?:{_CAP}|num\u00e9rique|sant\u00e9|hospitali\u00e8re|nationale))*(?= [a-z])"
    rf"|\b(?:{ORG_WORDS}|software|robot|tool|platform|app|system|publisher|start-up) {_CAP}"
)
"""Names that an article or the noun before them shows to be no surnames."""
_SUBJECT = late(
    rf"\s*(?:[^,:.]{{0,50}}[,:] )?(?:{_THING.pattern}|{_THE_NAME.pattern}|[Ii]t [a-z]+)"
)
_SPEAKS = late(
    r"\s+(?:also |then |himself |herself |has |had |even |still |never |always )*(?:sa(?:id|ys?)|add(?:s|ed)|explain(?:s|ed)?|stress(?:es|ed)|not(?:es|ed)|recall(?:s|ed)|"
    r"regret(?:s|ted)|insist(?:s|ed)|believe[sd]?|th(?:inks|ought)|kn(?:ows|ew)|told|tells|conclude[sd]|declare[sd]|admit(?:s|ted)|wants|wanted|hopes|hoped|"
    r"wr(?:ites|ote)|salute[sd]|point(?:s|ed)|argue[sd]|complain(?:s|ed)|confess\w*|assure[sd]|warn(?:s|ed)|remember(?:s|ed)|wish(?:es|ed))\b"
)
_ROLE_BEFORE = late(
    r"\s*[\"\u201c]?(?:[^,]{0,60}, )?(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?|[Oo]ur) [^,]{0,90}?(?:, | )$"
)
_LEAD_IN = late(
    r"\s*(?:(?:Before|After|Since|Until|From) (?:that|then|this)|Then|Today|Now|Yesterday|Previously|Later|Since then|For (?:this|that)"
    r"|In (?:19|20)\d\d|For (?:her|his) part|In (?:this|that) (?:role|post|position)), $"
)
_APPOSITIVE = late(rf", (?:[\w'\u2019-]+ ){{0,4}}?{PEOPLE.pattern}[^,]{{0,60}}, ", re.I)
_FIRST_PERSON = late(r"\b(?:I|my|me|My)\b")
_SWAP = {
    "f": {"he": "she", "his": "her", "him": "her", "himself": "herself"},
    "m": {"she": "he", "hers": "his", "herself": "himself"},
}
_OF_THING = late(r"\b(?:sensor|device|tool|software|app|application|robot|drug|treatment)\b")
_OWN_VERB = late(r" (?:already\b|with\b)")  # "has met himself with" has no use of a pronoun


def named(text: str, view: View) -> Iterator[Change]:
    """ "Claire Montrevel indicates that his teams": the one person of the article is a woman."""
    cast = view.facts.cast
    genders = {person.gender for person in cast.people}
    if not view.damaged or len(genders) != 1 or genders == {"u"} or (cast.women and cast.men):
        return
    gender = genders.pop()
    told = False
    for sentence in SENTENCE.finditer(text):
        if len(sentence[0]) > LONGEST:
            told = False
            continue
        people = persons_in(sentence[0])
        begin = from_where(sentence[0], people, told)
        told = begin is not None
        if begin is None:
            continue
        for m in PRONOUN.finditer(sentence[0], begin):
            if m[0].lower() not in _SWAP[gender] or inside_quote(sentence[0], m.start()):
                continue
            if _OF_THING.search(sentence[0], begin, m.start()) or _OWN_VERB.match(
                sentence[0], m.end()
            ):
                continue
            at = sentence.start() + m.start()
            fixed = same_case(m[0], _SWAP[gender][m[0].lower()])
            who = "she" if gender == "f" else "he"
            yield Change(at, at + len(m[0]), fixed, f"{cast.people[0].name} is {who}")


def from_where(sentence: str, people: list[tuple[int, Person]], told: bool) -> int | None:
    """Where in a sentence the pronouns begin that mean the one person it tells of; None if unsure."""
    if not people:
        m = PRONOUN.search(sentence)
        if not told or m is None or others(sentence):
            return None
        head = sentence[: m.start()]
        opens = not head.strip(' "\u201c') or _LEAD_IN.fullmatch(head)
        return m.start() if opens else None
    if len({person.name for _, person in people}) > 1:
        return None
    start, person = people[0]
    end = start + len(person.name)
    before = sentence[:start]
    if before.strip(' "\u201c') and not (
        _ROLE_BEFORE.fullmatch(before) and PEOPLE.search(before) and not PRONOUN.search(before)
    ):
        return None
    rest = _APPOSITIVE.sub(", ", sentence[end:], count=1)
    return None if others(rest) else end


def others(text: str) -> bool:
    """True where somebody else may be meant."""
    return _SINGULAR_PEOPLE.search(text.replace("who ", "", 1)) is not None


def nobody(text: str, view: View) -> Iterator[Change]:
    """ "The foundation ... She publishes": "it", where neither text nor article tells of anybody."""
    cast = view.facts.cast
    if not view.damaged or view.title or cast.people or cast.women or cast.men or cast.unknown:
        return
    if _FIRST_PERSON.search(unquoted(text)):
        return
    previous = ""
    for sentence in SENTENCE.finditer(text):
        before = text[max(0, sentence.start() - LONGEST) : sentence.start()]
        if len(sentence[0]) > LONGEST or _SINGULAR_PEOPLE.search(before + sentence[0]):
            return
        for m in PRONOUN.finditer(sentence[0]):
            if not _means_thing(m, sentence[0], previous, before, view):
                return  # whom this one means, the next may mean too
            at = sentence.start() + m.start()
            yield Change(at, at + len(m[0]), neuter(m, sentence[0]), "no person is told of")
        previous = sentence[0]


def _means_thing(m: re.Match[str], sentence: str, previous: str, before: str, view: View) -> bool:
    """True for a subject or possessive whose sentence, or the one before, begins with a thing."""
    if inside_quote(sentence, m.start()) or _SPEAKS.match(sentence, m.end()):
        return False
    if m[0].lower() in ("him", "himself", "herself") or (
        m[0].lower() == "her"
        and (not POSSESSIVE.match(sentence, m.end()) or GIVES.search(sentence[: m.start()]))
    ):
        return False
    head = sentence[: m.start()]
    own = _SUBJECT.match(head)
    if own is not None and own.end() == len(head.rstrip()):
        return False  # "the firm she set up"
    about = head if own else previous if _SUBJECT.match(previous) else ""
    if not about or persons_in(before + head):
        return False
    return not maybe_person(_THE_NAME.sub("it", before + head).strip(), view)


_STRESSED = late(
    r"(?<=\w), (?P<who>her|him|he|she|them|they), (?=(?:is|was|has|had|will|would|does|did|can|must|shows?|showed|says?|said|takes?|took|"
    r"remains?|remained|wants?|wanted|believes?|prefers?|preferred|have|are|were)\b)"
)
_OWN = {"her": "her", "she": "her", "him": "his", "he": "his", "them": "their", "they": "their"}


def stressed(text: str, view: View) -> Iterator[Change]:
    """ "The agency, her, says" ("elle, dit") -> "The agency, for its part, says"."""
    for m in _STRESSED.finditer(text):
        clause = re.split(r"[.!?;:\n]", text[: m.start()])[-1]
        own = _OWN[m["who"]]
        if own != "their" and not _SINGULAR_PEOPLE.search(clause) and not persons_in(clause):
            own = "its"
        yield Change(m.start("who"), m.end("who"), f"for {own} part", "a pronoun that is stressed")


_PERSONAL = late(r"\b(?:[Ss]he|[Hh]er|[Hh]erself|[Hh]e|[Hh]is|[Hh]im|[Hh]imself)\b")
_OF_THEY = late(
    r"\b((?:[Aa]ll|[Bb]oth|[Hh]alf|none|some|many|most|one|two|three|four|five|six|seven|eight|nine|ten|\d+|each|any|several) of"
    r"|between|among) (they|we|he|she)\b(?! (?:who|which)\b)"
)
_OBJECT = {"they": "them", "we": "us", "he": "him", "she": "her"}
_OF_IT = late(
    r"\b(?:buy|bought|sell|sold|have|has|had|order|ordered|install|installed|own|owns|made|make|use|uses|count|counts|delivered)"
    r" (?:already )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty"
    r"|hundreds|thousands|dozens|several|\d+) of (it)(?=[.,;]|$)"
)


def cases(text: str, view: View) -> Iterator[Change]:
    """ "half of they" -> "half of them"; "will buy twenty of it" -> "twenty of them"."""
    for m in _OF_THEY.finditer(text):
        yield Change(m.start(2), m.end(2), _OBJECT[m[2]], "no subject form after a preposition")
    for m in _OF_IT.finditer(text):
        yield Change(m.start(1), m.end(1), "them", "several are them")


RULES = (
    Rule("stressed", "org_pronoun", stressed, late(r", (?:her|him|he|she|them|they), ")),
    Rule("named", "gender_person", named, _PERSONAL),
    Rule("nobody", "org_pronoun", nobody, _PERSONAL),
    Rule("cases", "org_pronoun", cases, late(r"\b(?:of|between|among) (?:they|we|he|she|it)\b")),
)
