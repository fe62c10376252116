"""Pronouns of persons: a woman is "she", where the article tells of her and of nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
)

_HERS = late(
    r"\bits (?=(?:patients?|husband|wife|career|retirement|colleagues|mother|father|children|daughters?|sons?|thesis|studies|childhood)\b)"
)
_PEOPLE_AFTER_DETERMINER = late(
    rf"\b(?:the|a|an|his|her|another|two|three) (?:[\w-]+ )?{PEOPLE.pattern[2:]}", re.I
)
_OTHER_NAME = late(
    r"\b[A-Z\u00c0-\u00de][a-z\u00df-\u024f]+ (?:de |del |la |le |von |van )?[A-Z\u00c0-\u00de][a-z\u00df-\u024f]+"
)
_SAID_BEFORE = late(
    r"\b(?:said|says|explained|added|explains|stressed|noted|according to|wrote|told|admitted|recalled) (?:[a-z ]{0,30},? )?$",
    re.I,
)
_APPOSITIVE = late(rf"^, (?:[\w'\u2019-]+ ){{0,4}}?{PEOPLE.pattern}[^,]{{0,60}}, ", re.I)
_TITLE_ONLY = late(
    r"\s*[\"\u201c]?(?:(?:Mr|Mrs|Ms|Miss|Mme|Dr|Dra|Doctor|Prof|Professor|Sr|Sra|Madame|Monsieur)\.? )?"
)
_ROLE = late(r"\s*[\"\u201c]?(?:The|Its|Their|A|An) (?:(?!['\u2019]s )[^,.:;\"]){3,60}?(?:, | )")
_WHOEVER = late(r" (?:who|whose|that)\b")
_LEADS = late(
    r"\s*[\"\u201c]?\s*(?:(?:In|With|During|Before|After|For|At|On|From|By|Despite|Thanks to|According to) )?"
)
"""What may stand before the pronoun that a sentence begins with."""
_DETERMINED = late(r"\b(?:who|whose|whom|someone|anyone|everyone|each|every)\b")
_OFFICE = late(
    r" (?:own )?(?:posts?|position|role|duties|functions|job|term|mandate|resignation|retirement|candidacy|candidature|office|team|department|career|tenure|successors?|predecessors?|customers|clients|patients|colleagues)\b"
)
"""What somebody leaves, takes up or speaks of as his or her own."""
_SWAP_M = {"she": "he", "her": "his", "hers": "his", "herself": "himself"}
_SWAP_F = {"he": "she", "his": "her", "him": "her", "himself": "herself"}
_APPOSED = late(
    r"(?:, (?:the |a |an |its |former |current )?(?:[\w-]+ ){0,2}|\b(?:appointed|named|is|was|as|became|become|elected|hired|been|be|being)(?: as| its| the| a| an| new)*(?: [\w-]+)? )$"
)


def persons(text: str, view: View) -> Iterator[Change]:
    """ "Marta Olmedo ... His mission": the only person of the article has the other gender."""
    cast = view.facts.cast
    if cast.unknown or not cast.people or (cast.women and cast.men):
        return
    gender = cast.people[0].gender
    wrong = _SWAP_F if gender == "f" else _SWAP_M
    told = False  # whether the sentence before was about that person
    for sentence in SENTENCE.finditer(text):
        if len(sentence[0]) > LONGEST:
            continue
        named = persons_in(sentence[0])
        begins = told and _begins_wrong(sentence[0], wrong)
        for m in PRONOUN.finditer(sentence[0]):
            opens = _LEADS.fullmatch(sentence[0][: m.start()]) is not None
            if m[0].lower() not in wrong or _WHOEVER.match(sentence[0], m.end()):
                continue
            if not (told and opens) and not _of_the_same(m, sentence[0], named, begins, view):
                continue
            at = sentence.start() + m.start()
            fixed = same_case(m[0], _swapped(m, sentence[0], wrong))
            yield Change(
                at,
                at + len(m[0]),
                fixed,
                f"{cast.people[0].name} is {'she' if gender == 'f' else 'he'}",
            )
        told = _about_person(sentence[0], named, told)
        yield from _their_patients(sentence, named, gender)


def _role_only(head: str) -> bool:
    """ "The mayor of Lugo, " before a name: a role of that person."""
    return _ROLE.fullmatch(head) is not None and len(PEOPLE.findall(head)) == 1


def _begins_wrong(sentence: str, wrong: dict[str, str]) -> bool:
    """True where the subject of a sentence is a pronoun of the wrong gender: the others are then too."""
    m = PRONOUN.search(sentence)
    opens = m is not None and _LEADS.fullmatch(sentence[: m.start()]) is not None
    return m is not None and opens and m[0].lower() in wrong


def _of_the_same(
    m: re.Match[str],
    sentence: str,
    named: Sequence[tuple[int, Person]],
    begins: bool,
    view: View,
) -> bool:
    """True for a further pronoun of a sentence that is about one person: "He ran it, and his term
    ends", "Nathalie Brunel is leaving his post", where nobody else stands before the pronoun."""
    head = sentence[: m.start()]
    if inside_quote(sentence, m.start()) or GIVES.search(head):
        return False
    if begins:
        return not named and not _PEOPLE_AFTER_DETERMINER.search(head)
    if len({person.name for _, person in named}) != 1 or not _TITLE_ONLY.fullmatch(
        head[: named[0][0]]
    ):
        return False
    start, person = named[0]
    if m.start() <= start:
        return False  # "His predecessor, Lola Requena"
    between = _APPOSITIVE.sub(", ", head[start + len(person.name) :], count=1)
    if PEOPLE.search(between) or _OTHER_NAME.search(between) or _DETERMINED.search(between):
        return False
    own = _OFFICE.match(sentence, m.end()) is not None
    possessive = m[0].lower() in ("his", "her") and bool(POSSESSIVE.match(sentence, m.end()))
    return own or (view.damaged and possessive)


def _about_person(sentence: str, named: Sequence[tuple[int, Person]], told: bool) -> bool:
    """True when a sentence is about one known person and nobody else."""
    if not named:
        opens = re.match(r"\s*[\"\u201c]?(?:He|She|His|Her)\b", sentence) is not None
        return told and opens and not _PEOPLE_AFTER_DETERMINER.search(sentence)
    if len({p.name for _, p in named}) > 1:
        return False
    start, person = named[0]
    rest = sentence[start + len(person.name) :]
    if _OTHER_NAME.search(sentence[:start]) or _OTHER_NAME.search(rest):
        return False
    head = sentence[:start]
    opens = _TITLE_ONLY.fullmatch(head) or _SAID_BEFORE.search(head) or _role_only(head)
    if not opens:
        return False
    return not any(not _APPOSED.search(rest[: noun.start()]) for noun in PEOPLE.finditer(rest))


def _their_patients(
    sentence: re.Match[str], named: Sequence[tuple[int, Person]], gender: str
) -> Iterator[Change]:
    """ "uses the tool with its patients": where one person is the subject, they are hers."""
    if len(named) != 1 or sentence[0][: named[0][0]].strip():
        return
    for m in _HERS.finditer(sentence[0]):
        if not re.search(rf"\b(?:{ORG_WORDS})\b", sentence[0][: m.start()]):
            at = sentence.start() + m.start()
            fixed = "her" if gender == "f" else "his"
            yield Change(at, at + 3, fixed, "a person's, not a thing's")


def _swapped(m: re.Match[str], text: str, wrong: dict[str, str]) -> str:
    if m[0].lower() == "her" and not POSSESSIVE.match(text, m.end()):
        return "him"
    return wrong[m[0].lower()]


_QUITS = late(
    r", (?:(?:then|now|also|has|had|will|who) ){0,2}(?:left|leaves?|quit|quits|resigned from|resigns from|gave up|gives up|give up|took up|takes up|take up|taken up|vacated|ended|ends)"
    r" (?P<whose>his|her) (?:own )?(?:posts?|position|office|job|duties|functions|mandate|term|seat)\b"
)
_APPOSED_NAME = late(
    r"(?:^|[.!?] )(?:His|Her|Its|Their|The|Our) (?:former |current |new )?[\w -]{3,50}, $"
)


def own_office(text: str, view: View) -> Iterator[Change]:
    """ "His predecessor, Lola Requena, left his post": nobody leaves another's."""
    people = persons_in(text)
    for m in _QUITS.finditer(text):
        before = [(at, p) for at, p in people if at + len(p.name) == m.start()]
        if not before or _APPOSED_NAME.search(text, 0, before[0][0]) is None:
            continue
        own = {"f": "her", "m": "his"}.get(before[0][1].gender)
        if own and own != m["whose"]:
            who = "she" if own == "her" else "he"
            yield Change(*m.span("whose"), own, f"{before[0][1].name} is {who}")


RULES = (
    Rule("own_office", "gender_person", own_office, _QUITS),
    Rule(
        "persons",
        "gender_person",
        persons,
        late(r"\b(?:[Ss]he|[Hh]er|[Hh]erself|[Hh]e|[Hh]is|[Hh]im|[Hh]imself|its)\b"),
    ),
)
