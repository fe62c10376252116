"""Pronouns of organisations: a company is "it", where the article leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.calendar import MONTH, WEEKDAY
from nlp.patterns import late
from nlp.repair.change import Change, Rule, View, same_case
from nlp.repair.people import ORG_WORDS, persons_in

# A longer sentence has no sure antecedent (and would cost time in its square).
LONGEST = 1_500
SENTENCE = late(r"[^.!?\n]+(?:\.(?=\S)[^.!?\n]+)*(?:[.!?]+[\"\u201d)]*|\n|$)")
PRONOUN = late(
    r"\b(?<!his or )(?<!he or )(?<!him or )(she|her|hers|herself|he|his|him|himself)\b(?!['\u2019-]\w| or (?:she|her|hers)\b)",
    re.I,
)
_FEMALE = frozenset(("she", "her", "hers", "herself"))
PEOPLE = late(
    r"\b(?:doctors?|physicians?|nurses?|directors?|ministers?|mayors?|presidents?|managers?|engineers?|surgeons?|spokes\w+|"
    r"researchers?|professors?|pharmacists?|patients?|lawyers?|deput(?:y|ies)|senators?|authors?|founders?|experts?|"
    r"coordinators?|chiefs?|chair(?!ed\b|ing\b|s (?:the|its|a)\b)\w*|officials?|secretar(?:y|ies)|developers?|technicians?|midwi\w+|students?|"
    r"employees?|caregivers?|someone|somebody|everyone|persons?|m[ae]n|wom[ae]n|husbands?|wi(?:fe|ves)|fathers?|mothers?|child|"
    r"boys?|girls?|biologists?|radiologists?|owners?|creators?|inventors?|CEO|CIO|CISO|hackers?|judges?|advis[eo]rs?|"
    r"counsell?ors?|specialists?|leaders?|practitioners?|editors?|executives?|officers?|DPO|CFO|COO|CTO|CMO|CMIO|MEP|MP|GP|PDG|DSI|RSSI|heads?|king|queen|ship|boat|vessel|defendants?|\d+-year-olds?|"
    r"victims?|porters?|reporters?|journalists?|witness|trainee|intern|resident|volunteer|baby|infant|son|daughter|brother|sister)\b",
    re.I,
)
_SUBJECT = late(
    rf"\s*[\"\u201c]?(?:(?:The|This|Its|A|An|Another|Our|At the|In the|For the|For its part, the|According to the) (?:[\w'-]+ ){{0,3}}?(?:{ORG_WORDS}|software|platform)\b"
    rf"|(?:[A-Z\u00c0-\u00de][\w\u00c0-\u024f'-]+ ){{1,4}}(?:Hospital|Clinic|Group|Agency|University Hospital|Ministry|Health Service|Institute|Foundation|Federation)\b)"
)
_NAMED = late(r"\s*[\"\u201c]?([A-Z\u00c0-\u00de][\w\u00c0-\u024f-]+)(?='s|,| [a-z\"\u201c(])")
_ACRONYM = late(r"\s*[\"\u201c]?(?:The |the )?([A-Z][A-Z-]{2,})(?='s|,| [a-z\"\u201c(])")
_NAMED_BEHIND = late(rf", (?:the |its |a |an )?(?:[\w-]+ ){{0,2}}?{PEOPLE.pattern}", re.I)
_APPOSED = late(
    rf"\s*[\"\u201c]?(?:[A-Z\u00c0-\u00de][\w\u00c0-\u024f&-]* ){{0,3}}[A-Z\u00c0-\u00de][\w\u00c0-\u024f&-]*, (?:an?|the) (?:[a-z-]+ |French |Spanish |German |Italian |European ){{0,3}}?(?:{ORG_WORDS})\b"
)
"""A name, and behind it what kind of organisation bears it."""
_IT_FIRST = late(r"\s*[\"\u201c]?(?:It|She|He) ")
_TYPED = late(
    r"\b(?:association|company|society|firm|group|start-?up|federation|union|cooperative|collective)(?: [A-Z\u00c0-\u00de][\w\u00c0-\u024f-]+){2,}"
    r"|(?:[A-Z\u00c0-\u00de][\w\u00c0-\u024f-]{1,60} ){1,8}(?=(?:association|company|society|firm|group|start-?up|federation|union|cooperative)\b)"
)
"""Capitalised words that the name of their kind shows to be those of an organisation."""
_HUMAN = late(
    r"\s+(?:Majesty|Highness|Excellency|wife|husband|mother|father|parents|brother|sister|son|daughter|children|life|career|head|hands?|eyes|face|voice|"
    r"book|song|album|novel|hair|heart|mind|death|birth|retirement|studies|degree|fellow|friends?|character|was born|died|"
    r"married|(?:had |has )?(?:worked|joined|held|lived|been appointed|said (?:he|she))|holds a|loves?|smile[sd]|laugh\w*|blurt\w*|quip\w*|jok(?:es?|ed)|sigh(?:s|ed)|shrug\w*|whisper\w*|grin\w*|nod(?:s|ded)|sings?|sang|plays?|played|score[sd]|thinks|thought|felt|feels|lives|lived|grew|studied|teaches|taught|graduated)\b"
)
_FIRST_PERSON = late(r"\b(?:I|my|me|My|you|your|You|Your)\b")
_PLACE_BEFORE = late(
    r"(?:\b(?:in|of|at|near|from|for|between|and|the|across|outside|mov(?:ed?|es|ing) to|relocat(?:ed|es|ing) to|transferred to|returned to|expand(?:ed|s) to)(?: the)?(?: La| Le| Les| El| Los)? |[(\u2019'-]|(?:de|del|du|des|sur|la|le) |\b(?:of|in) [A-Z][\w-]+ )$"
)
_ORG_AFTER = late(
    r"(?:[\w\u00c0-\u024f'-]+ ){0,4}(?:Hospital|Clinic|Group|Agency|Ministry|Service|Institute|Foundation|Federation|University|Department|Community|Region|Health|System|Systems)\b"
    rf"|(?:{MONTH}|{WEEKDAY}|French|Spanish|German|European|Italian|Portuguese|IT|EHR|HL7|[A-Z]{{2,}})\b"
)
_CAPITAL = late(r"(?<![.!?\"] )(?<!^)\b[A-Z]\w+")
POSSESSIVE = late(
    r"\s+(?!(?:to|in|on|at|and|or|but|for|with|by|from|that|the|a|an|as|is|was|when|if|so|because|after|before|of|since|until|into|about|than|over|under|through|against|without|within|during|while|where|between|towards?|around|via|again|away|out|up|down|back|off|later|today|yesterday|tomorrow|this|these)\b)[\w\u20ac$\"\u201c]"
)
_PERSONAL = late(r"\b(?:she|hers?|herself|he|his|him|himself)\b", re.I)
_NEUTER = late(r"\b(?:it|its|itself|which|that)\b", re.I)
_PERSON_FIRST = late(
    rf"\s*[\"\u201c]?(?:The|A|An|Its|Their|Our|His|Her|Another|One) (?:[\w'-]+ ){{0,3}}?{PEOPLE.pattern}(?<!s)",
    re.I,
)
_QUOTE_FIRST = late(r"\s*[\"\u201c]")
_CLAUSE = late(r"[,;:]|\b(?:and|but|that|which|who|whose|because|when|while|if|as|so|where)\b")
GIVES = late(
    r"\b(?:offer(?:s|ed|ing)?|g[ai]v(?:es?|en|ing)|sen[dt]s?|sending|t(?:ells?|old)|pa(?:ys?|id)|ask(?:s|ed)|charge[sd]?|ow(?:es|ed)|hand(?:s|ed)|cost"
    r"|grant(?:s|ed)|award(?:s|ed)|den(?:y|ies|ied)|promise[sd]?|lent|sold|show(?:s|ed|n)|taught|called|refuse[sd]?) $"
)
_OWN = late(
    r" (?:own|opinion|answer|verdict|decision|agreement|consent|approval|response|ruling|conclusions)\b"
)
"""What one gives of one's own: "will give her opinion"."""
_NO_OBJECT = late(r"\b(?:for|to|with|by|from|of|between|against) (?:she|he)\b")
_INANIMATE = (
    "company|firm|start-up|startup|subsidiary|laboratory|hospital|clinic|establishment|"
    "institution|foundation|agency|ministry|department|multinational|cooperative|software|platform|system|project|program|programme|tool|app|"
    "application|solution|product|network|contract|study|device|machine|module|database|website|robot|service|law|decree|plan|budget|centre|center"
)
_WHO = late(
    rf"(?<![\w-])(?P<noun>{_INANIMATE})(?P<name>(?: (?:of |in |for |de |du |del )?[A-Z\u00c0-\u00de][\w\u00c0-\u024f&-]*){{0,4}})(?P<comma>,)? who (?=(?:has|is|was|will|had|can|could|would|must|already|also|does|did|only|now|then|today|still|[a-z]+s|[a-z]+ed)\b)"
)
_TO_WHOM = late(
    rf"(?<![\w-])(?:(?:{_INANIMATE})(?: [A-Z\u00c0-\u00de][\w-]+){{0,2}},? (?:to|with|for|by|from|in|on|of)|(?P<joined>group|network|federation|association|consortium|union|cooperative)(?: [A-Z\u00c0-\u00de][\w-]+){{0,2}}, to) (?P<whom>whom)\b"
)
_BELONGS = late(
    r" (?:(?:the |its |\d+ |[a-z]+ ){0,3}[a-z]+ |[A-Z][\w-]+ )?(?:belong\w*|report\w*|subscrib\w+|adher\w+|is attached|are attached|is affiliated|are affiliated)\b"
)
_SAYS = late(
    rf"\b(?:said|says|stressed|added|explained|wrote|announced|indicated|noted|specified|underlined) the (?:[A-Z\w-]+ )?(?:{ORG_WORDS})\b"
)


_BODIES = (
    "association|federation|union|university|institute|consortium|council|region|commission|health service|court|mutual insurer|"
    "mutual|insurance company|network|group|chain|bank|cooperative|society|municipality|research centre|research center"
)
_RUNS = (
    "covers|equips|employs|publishes|supplies|manages|operates|develops|distributes|markets|insures|hosts|provides|brings together|groups together|"
    "is based|was founded|was bought|was acquired|has (?:about |some |more than )?(?:\\d[\\d,]*|its (?:headquarters|offices|registered office))|is listed|belongs to"
)
"""What bodies do and persons do not."""
_BODY_WHO = late(
    rf"(?<![\w-])(?:(?P<noun>{_BODIES}),? who (?=(?:has|is|was|will|had|[a-z]+[^s\W]s)\b)|(?:vendor|insurer|supplier|publisher|manufacturer|operator|integrator|editor|start-up|distributor),? who (?=(?:{_RUNS})\b))"
)
_OWNED = late(
    r"\b(?P<who>[Hh]er|[Hh]is) (?=(?:headquarters|head office|registered office|turnover|subsidiar(?:y|ies)|parent company|shareholders|share capital|order book|member (?:hospitals|companies|states)|market share)\b)"
)


def organisations(text: str, view: View) -> Iterator[Change]:
    """ "she said" for a company -> "it said"; "the project, who" -> "which"."""
    for m in _WHO.finditer(text):
        clause = re.split(r"[.!?\n]", text[max(0, m.start() - 400) : m.start()])[-1]
        if (
            "," in clause
            or PEOPLE.search(clause)
            or persons_in(clause)
            or inside_quote(text, m.start())
        ):
            continue
        at = m.end() - len("who ")
        yield Change(at, at + 3, "which", f"a {m['noun']} is not a person")
    yield from _of_bodies(text, view)
    previous = ""
    for sentence in SENTENCE.finditer(text):
        if len(sentence[0]) > LONGEST:
            continue
        for m in PRONOUN.finditer(sentence[0]):
            at = sentence.start() + m.start()
            if _NO_OBJECT.search(sentence[0], max(0, m.start() - 9), m.end()):
                yield Change(at, at + len(m[0]), "it", "no subject form after a preposition")
                continue
            if _means_organisation(
                m,
                sentence[0],
                previous,
                text[max(0, sentence.start() - 600) : sentence.start()],
                view,
            ):
                yield Change(at, at + len(m[0]), neuter(m, sentence[0]), "an organisation is it")
        previous = sentence[0]


def _of_bodies(text: str, view: View) -> Iterator[Change]:
    """ "the vendor, who equips 40 clinics" -> "which"; "has her headquarters" -> "its"."""
    for m in _TO_WHOM.finditer(text) if " whom" in text else ():
        if (m["joined"] is None or _BELONGS.match(text, m.end())) and not inside_quote(
            text, m.start()
        ):
            yield Change(*m.span("whom"), "which", "a body is no person")
    for m in _BODY_WHO.finditer(text):
        clause = re.split(r"[.!?\n]", text[max(0, m.start() - 200) : m.start()])[-1]
        if not (
            PEOPLE.search(clause) or persons_in(clause) or re.search(r"\bof (?:the )?$", clause)
        ):
            yield Change(m.end() - 4, m.end() - 1, "which", "a body is no person")
    for m in _OWNED.finditer(text):
        clause = re.split(r"[.!?\n]", text[max(0, m.start() - 300) : m.start()])[-1]
        gender = "f" if m["who"].lower() == "her" else "m"
        if not (view.facts.cast.may_be(gender) or PEOPLE.search(clause) or persons_in(clause)):
            yield Change(*m.span("who"), same_case(m["who"], "its"), "a body's, not a person's")


def _means_organisation(
    m: re.Match[str], sentence: str, previous: str, before: str, view: View
) -> bool:
    """True when no person can be meant and an organisation is what is being spoken of."""
    gender = "f" if m[0].lower() in _FEMALE else "m"
    head = sentence[: m.start()]
    if inside_quote(sentence, m.start()) or _HUMAN.match(sentence, m.end()):
        return False
    if not _nobody_yet(head, before, view) and view.facts.cast.may_be(gender):
        return False
    if _FIRST_PERSON.search(unquoted(before[-600:] + sentence)):
        return False
    if _NAMED_BEHIND.match(sentence, m.end()):
        return False  # "she, the founder, says"
    subject = _SUBJECT.match(head)
    if subject is not None and subject.end() == len(head.rstrip()):
        return False  # "the firm she set up"
    same = not _QUOTE_FIRST.match(head) and _org_subject(head, view)
    if same and _is_object(m, sentence):
        return False
    if not same and (
        not _org_subject(previous, view) or _new_subject(_IT_FIRST.sub("", head, count=1))
    ):
        return False
    if not same and _IT_FIRST.match(head) and _is_object(m, sentence):
        return False
    said = previous.lstrip() if view.damaged else previous  # "The" at its head is then no surname
    near = unquoted(head if same else f"{said} {head.lstrip()}")
    if PEOPLE.search(near) or PEOPLE.match(sentence[m.end() :].lstrip()):
        return False
    return not (persons_in(near + sentence[m.start() :]) or maybe_person(near, view))


def _nobody_yet(head: str, before: str, view: View) -> bool:
    """True where an article that is machine English has told of nobody up to the pronoun, and what the
    sentence is about is a body: "The company has nine sites; she plans a tenth"."""
    if not view.damaged or view.index or not _SUBJECT.match(head) or "; " not in head:
        return False
    return not (PEOPLE.search(before + head) or persons_in(before + head))


def may_be_person(found: str, fixed: str, before: str, view: View) -> bool:
    """True where a change makes "it" of a pronoun that may be somebody of the article, or the
    subject ("The minister") of the words ``before`` it or of the sentence before those: the
    sentence alone does not tell a woman from a company."""
    persons = {w.lower() for w in _PERSONAL.findall(found)} - {
        w.lower() for w in _PERSONAL.findall(fixed)
    }
    if not persons or not _NEUTER.search(fixed):
        return False
    genders = {"f" if word in _FEMALE else "m" for word in persons}
    if any(view.facts.cast.may_be(gender) for gender in genders):
        return True
    near = [m[0] for m in SENTENCE.finditer(before[-LONGEST:]) if m[0].strip()]
    return any(_PERSON_FIRST.match(sentence) for sentence in near[-2:])


def may_be_other(found: str, fixed: str, view: View) -> bool:
    """True where a change makes a woman's of what may be a man's of the article, or the other way round."""
    old, new = (
        {"f" if w in _FEMALE else "m" for w in map(str.lower, _PERSONAL.findall(part))}
        for part in (found, fixed)
    )
    return len(old) == len(new) == 1 and old != new and view.facts.cast.may_be(*old)


def may_be_thing(found: str, fixed: str, before: str) -> bool:
    """True where a change makes a person of "it" though the two sentences before tell of nobody, or of
    several, that it could be."""
    new = {w.lower() for w in _PERSONAL.findall(fixed)} - {
        w.lower() for w in _PERSONAL.findall(found)
    }
    if not new or not _NEUTER.search(found):
        return False
    near = [m[0] for m in SENTENCE.finditer(before[-LONGEST:]) if m[0].strip()]
    told = {person.name: person.gender for _, person in persons_in(" ".join(near[-2:]))}
    gender = "f" if new & _FEMALE else "m"
    return len(told) != 1 or gender not in told.values()


def _is_object(m: re.Match[str], sentence: str) -> bool:
    """True for an object of the very clause whose subject is the organisation: it would be itself."""
    word, head = m[0].lower(), sentence[: m.start()]
    if _CLAUSE.search(head) or word not in ("her", "him"):
        return False
    if word == "him" or not POSSESSIVE.match(sentence, m.end()):
        return True
    return bool(GIVES.search(head)) and not _OWN.match(sentence, m.end())


def _org_subject(text: str, view: View) -> bool:
    """True when the sentence speaks of an organisation: as its subject, or as who said it."""
    if _SUBJECT.match(text) or _SAYS.search(text) or _APPOSED.match(text):
        return True
    m = _NAMED.match(text) or (_ACRONYM.match(text) if view.damaged else None)
    return m is not None and m[1] in view.facts.organisations


def _new_subject(head: str) -> bool:
    """True when a sentence names something else before it comes to the pronoun."""
    return re.search(r"\b[A-Z][a-z]+ (?:has|is|was|had|will|[a-z]+ed|[a-z]+s)\b", head) is not None


def maybe_person(near: str, view: View) -> bool:
    """True when a bare capitalised word in the text might be somebody's surname."""
    near = _TYPED.sub("", near)
    if (apposed := _APPOSED.match(near)) is not None:
        near = "It" + near[apposed.end() :]
    for m in _CAPITAL.finditer(near):
        if m[0] in view.facts.organisations or _PLACE_BEFORE.search(
            near, max(0, m.start() - 24), m.start()
        ):
            continue
        if not _ORG_AFTER.match(near, m.start()):
            return True
    return False


def unquoted(text: str) -> str:
    return re.sub(r"\"[^\"]{0,2000}\"", '""', text)


def inside_quote(sentence: str, at: int) -> bool:
    return sentence.count('"', 0, at) % 2 == 1


def neuter(m: re.Match[str], sentence: str) -> str:
    word = m[0].lower()
    if word in ("herself", "himself"):
        fixed = "itself"
    elif word in ("his", "hers") or (word == "her" and POSSESSIVE.match(sentence, m.end())):
        fixed = "its"
    else:
        fixed = "it"
    return same_case(m[0], fixed)


RULES = (
    Rule(
        "organisations",
        "org_pronoun",
        organisations,
        late(r"\b(?:[Ss]he|[Hh]er|[Hh]erself|[Hh]e|[Hh]is|[Hh]im|[Hh]imself|whom?)\b"),
    ),
)
