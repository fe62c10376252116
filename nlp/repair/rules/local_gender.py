"""He or she right behind a sentence about one person whose first name tells which it is.

Spanish leaves the subject out, and a machine guesses it: "said the head of admissions, Candelaria Dorta. He
thanked". Counts only in machine English, and only where that sentence tells of nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.patterns import late
from nlp.repair.change import Change, Rule, View
from nlp.repair.people import ORG_WORDS, Person, persons_in
from nlp.repair.rules.antecedents import from_where, others
from nlp.repair.rules.pronouns import LONGEST, PEOPLE, SENTENCE

_QUOTED = late(r"\"[^\"]*\"|\u201c[^\u201d]*\u201d|\u00ab[^\u00bb]*\u00bb")
_SAID_LAST = late(
    r"\b(?:said|says|explained|explains|added|stressed|noted|recalled|declared|wrote|admitted|according to|summed up|insisted|warned|told|joked|acknowledged|concluded|complained"
    r"|indicate[sd]|laments?|lamented|regrets?|regretted|affirm(?:s|ed)|argue[sd]|note[sd]|recalls|stresses|declares|writes|admits|insists|warns|tells|jokes|concludes|complains|signal(?:s|led|ed)|point(?:s|ed) out)"
    r"(?: (?:the|its|their|an?) [^,.;\"]{3,60}?,?)?(?: (?:Dr|Professor|Judge))? $"
)
_OPENS = late(
    r"\s*[\"\u201c]?(?:(?:Aged \d+|For (?:his|her) part|Since then|Then|Today|Now|Later|Before that|Previously|In (?:19|20)\d\d|After that|At \d+), )?(?P<who>[Hh]e|[Ss]he)\b"
)
_OWN_VIEW = late(
    r"\s*(?:In (?P<whose>his|her) (?:own )?(?:opinion|view|judge?ment|eyes)|For (?P<part>his|her) part|According to (?P<whom>him|her))\b(?! [a-z]+['\u2019]s)"
)
"""What opens a sentence with the view of who was told of last."""
_AFTER_QUOTE = late(
    r"\s*,? (?P<who>He|She|(?:he|she)(?= (?:said|says|added|adds|explained|explains|wrote|recalled|noted|insisted|stressed|admitted|joked|warned|concluded|told|declared|acknowledged|complained|argue[sd]|maintain(?:s|ed)|stated|claim(?:s|ed)|defended|regretted|affirmed)\b))\b"
)
_LEAD = late(
    r"\s*(?:After|With|As|For|Since|In|On|At|During|Before|By|Following|Thanks to|Until) [^.\"]{1,120}, $"
)
_APPOSED_LAST = late(
    r", (?:an? |the |its )?(?!(?:who|which|and|but|he|she|it)\b)[\w'\u2019 ()-]{3,90}\.?\s*"
)
"""What the one who speaks is, behind the name at the end of a sentence."""
_BECOMES = late(
    rf"^ (?:will |has |had |was |is |would )?(?:be(?:come|comes|came|en|ing)? |named |appointed |elected |as |the |an? |its |new )+(?:[\w-]+ ){{0,3}}?{PEOPLE.pattern}"
)
"""What the person is or comes to be: nobody else."""
_SELF = late(r" (?P<own>himself|herself)\b")
_RELATIVE = late(r" (?:who|whose|whom)\b")


def local(text: str, view: View) -> Iterator[Change]:
    """ "said Candelaria Dorta. He thanked" -> "She thanked"."""
    if not view.damaged or view.title:
        return
    known: Person | None = None
    named = persons_in(text)
    for sentence in SENTENCE.finditer(text):
        if len(sentence[0]) > LONGEST:
            known = None
            continue
        found = _pronoun(sentence[0]) if known else None
        if found is not None and known is not None:
            at = sentence.start() + found.start("who")
            others_named = {person.gender for start, person in named if start < at}
            right = "she" if known.gender == "f" else "he"
            if found["who"].lower() != right and others_named == {known.gender}:
                fixed = right.capitalize() if found["who"][0].isupper() else right
                yield Change(at, at + len(found["who"]), fixed, f"{known.name} is {right}")
                if itself := _SELF.match(text, at + len(found["who"])):
                    own = "herself" if right == "she" else "himself"
                    yield Change(*itself.span("own"), own, f"{known.name} is {right}")
        elif known is not None and (own := _OWN_VIEW.match(sentence[0])) is not None:
            yield from _own_view(sentence, own, known)
        people = persons_in(_unquoted(sentence[0]))
        if people:
            known = _only_one(sentence[0], people)
            continue
        if found is None and (
            PEOPLE.search(_QUOTED.sub("", sentence[0])) or not _is_quote(sentence[0])
        ):
            known = None


def _own_view(sentence: re.Match[str], own: re.Match[str], known: Person) -> Iterator[Change]:
    """ "said Fuensanta Olmos. In his view" -> "In her view"."""
    key = own.lastgroup or ""
    right = {"f": "her", "m": "him" if key == "whom" else "his"}.get(known.gender)
    if right and own[key] != right:
        at = sentence.start() + own.start(key)
        who = "she" if right == "her" else "he"
        yield Change(at, at + len(own[key]), right, f"{known.name} is {who}")


def _unquoted(sentence: str) -> str:
    """The sentence with blanks for what is quoted in it."""
    return _QUOTED.sub(lambda m: " " * len(m[0]), sentence)


def _is_quote(sentence: str) -> bool:
    """True for what is said, which changes nothing in whom the text tells of."""
    return sentence.lstrip()[:1] in '"\u201c'


def _pronoun(sentence: str) -> re.Match[str] | None:
    """He or she at the head of a sentence, or behind the quotation that it begins with."""
    opens = _OPENS.match(sentence)
    if opens is not None:
        return None if _RELATIVE.match(sentence, opens.end()) else opens
    quote = _QUOTED.match(sentence.lstrip())
    if quote is None:
        return None
    skipped = len(sentence) - len(sentence.lstrip())
    return _AFTER_QUOTE.match(sentence, skipped + quote.end())


def _only_one(sentence: str, people: list[tuple[int, Person]]) -> Person | None:
    """The one person that a sentence is about, as its subject or as who speaks at its end."""
    start, person = people[0]
    if len({p.name for _, p in people}) > 1 or person.gender == "u":
        return None
    plain = _unquoted(sentence)
    head, rest = plain[:start], plain[start + len(person.name) :]
    if _SAID_LAST.search(head) and (
        not re.search(r"[a-z]", rest) or _APPOSED_LAST.fullmatch(rest) is not None
    ):
        return person if len(PEOPLE.findall(head)) <= 1 else None
    rest = _BECOMES.sub("", rest, count=1)
    if _LEAD.fullmatch(head):
        return None if others(rest) else person
    return person if from_where(plain, people, False) is not None else None


_THING_FIRST = late(
    rf"\s*(?:The|This|Its|Our|An?) (?:[\w-]+ ){{0,3}}?(?:{ORG_WORDS}|software|platform|system|app|tool|plan|project|program|programme)\b"
)
_OF_BODIES = late(
    r"\s*(?P<who>She|He) (?P<verb>(?:has|counts with) (?=(?:about |some |more than |nearly )?(?:\d|offices|beds|headquarters|branches|centers|centres|delegations|two|three|four|five|six|seven|eight|nine|ten|a (?:staff|budget|network|fleet|workforce|template)))"
    r"|(?:employs|covers|comprises|consists|operates|belongs|depends|serves|equips|manages (?=\d)|distributes|publishes|markets|invoices|bills|brings together|groups) )"
)


def bodies(text: str, view: View) -> Iterator[Change]:
    """ "The agency has a budget. She counts with offices" -> "It": what bodies have, behind a body alone."""
    if not view.damaged or view.title:
        return
    before = ""
    for sentence in SENTENCE.finditer(text):
        m = _OF_BODIES.match(sentence[0]) if len(before) < LONGEST else None
        if (
            m is not None
            and _THING_FIRST.match(before)
            and not (persons_in(before) or others(before))
        ):
            at = sentence.start()
            counts = m["verb"].startswith("counts")
            end = at + (m.end("verb") if counts else m.end("who"))
            fixed = "It has " if counts else "It"
            yield Change(at + m.start("who"), end, fixed, "a body is it", True, "org_pronoun")
        before = sentence[0]


RULES = (
    Rule(
        "local_gender",
        "gender_person",
        local,
        late(r"\b(?:[Ss]he|[Hh]e) |(?:In|For) (?:his|her) |According to (?:him|her)\b"),
    ),
    Rule("local_bodies", "org_pronoun", bodies, late(r"(?:^|[.!?\n\"] ?)(?:She|He) ")),
)
