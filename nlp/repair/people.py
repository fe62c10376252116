"""Who and what an article is about: persons with their gender, companies and bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.tables import gender_of

_CAP = r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f]*(?:['\u2019][\w\u00c0-\u024f]*){0,4}(?:-\w+){0,5}"
_PARTICLE = r"(?:de la|de los|del|de|la|le|van|von|di|da|el|ben|y|i|d'|[A-Z]\.)"
PERSON = re.compile(
    rf"\b({_CAP}) ((?:{_PARTICLE} ){{0,2}}{_CAP}(?: (?:{_PARTICLE} )?{_CAP}){{0,2}})"
)
_TITLED = re.compile(
    rf"\b(Mr|Mrs|Ms|Miss|Mme|Mlle|Madame|Monsieur|Dr|Dra|Doctor|Prof|Professor|Sr|Sra|Don|Do\u00f1a)"
    rf"\.? ({_CAP}(?: {_CAP}){{0,2}})"
)
_TITLE_GENDER = {
    "Mr": "m", "Monsieur": "m", "Sr": "m", "Don": "m", "Mrs": "f", "Ms": "f", "Miss": "f",
    "Mme": "f", "Mlle": "f", "Madame": "f", "Sra": "f", "Do\u00f1a": "f", "Dra": "f",
}  # fmt: skip
_SPOKEN = re.compile(
    rf"\b(?:said|says|explained|added|stressed|noted|recalled|stated|declared|told|wrote|admitted)"
    rf" ({_CAP} {_CAP}(?: {_CAP})?),"
)
ORG_WORDS = (
    "company|firm|vendor|editor|publisher|supplier|provider|startup|start-up|group|subsidiary|"
    "manufacturer|operator|insurer|laboratory|hospital|clinic|establishment|institution|"
    "association|federation|foundation|union|agency|ministry|department|service|authority|council|"
    "government|region|municipality|university|institute|consortium|multinational|integrator|"
    "network|cooperative|society|organization|organisation|bank|fund|commission|committee|board|"
    "health service|body|college|GHT|CHU|chain|distributor|host|consultancy|center|centre|court"
)
_ORG_NAME = re.compile(
    r"^(?:Hospital|Hospitals|Clinic|Health|Healthcare|Group|Groupe|Grupo|Foundation|Fundaci|University|"
    r"Medical|Systems?|Systemes|Software|Technolog|Solutions|Services?|Labs?|Laborato|Street|"
    r"Avenue|Center|Centre|Institute|Agency|Ministry|Court|Software|Digital|Data|Cloud|Region|"
    r"Department|School|Island|City|Park|Airport|Valley|Council|Commission|Bank|Tech|Inc|Ltd|Corp)"
)
_WOMAN = re.compile(
    r"\b(?:directrice|présidente|ministre déléguée|infirmière|fondatrice|directora|presidenta|"
    r"consejera|gerenta|doctora|enfermera|fundadora|jefa|coordinadora|portavoza|elle-même|mme)\b",
    re.I,
)
_FEMALE_NOUN = re.compile(
    r"\b(?:women?|woman|mother|daughter|sister|wife|chairwoman|spokeswoman|girl|queen|mrs|ms|"
    r"businesswoman|lady|ladies|heroine)\b",
    re.I,
)
_MALE_NOUN = re.compile(
    r"\b(?:man|men|father|son|brother|husband|chairman|spokesman|boy|king|mr|businessman)\b", re.I
)
_ASKED = re.compile(
    r"\b(?:[Ss]he|[Hh]e|[Hh]er|[Hh]is|[Hh]im|[Hh]erself|[Hh]imself|its (?:pati|husb|wi|car|ret|coll|mot|fat|chil|dau|son|thes|stu))"
)


@dataclass(frozen=True)
class Person:
    """A person named in the article: full name, surname words, ``f``, ``m`` or ``u``."""

    name: str
    gender: str


@dataclass(frozen=True)
class Cast:
    """Persons and organisations of an article."""

    people: tuple[Person, ...] = ()
    women: bool = False
    men: bool = False
    unknown: bool = False

    def may_be(self, gender: str) -> bool:
        """True when somebody in the article may be of this gender (``f`` or ``m``)."""
        return self.unknown or (self.women if gender == "f" else self.men)


def persons_in(text: str) -> list[tuple[int, Person]]:
    """Persons named in full in a text, with their offsets."""
    found: dict[int, Person] = {}
    for m in PERSON.finditer(text):
        gender = gender_of(m[1])
        last = m[2].split(" ")[-1]
        if gender is None or _ORG_NAME.match(last) or _ORG_NAME.match(m[2]):
            continue
        found[m.start()] = Person(m[0], gender)
    for m in _TITLED.finditer(text):
        first = gender_of(m[2].split(" ")[0]) if " " in m[2] else None
        found.setdefault(m.start(2), Person(m[2], _TITLE_GENDER.get(m[1], first or "u")))
    for m in _SPOKEN.finditer(text):
        if not _ORG_NAME.match(m[1].split(" ")[-1]):
            found.setdefault(m.start(1), Person(m[1], "u"))
    return sorted(found.items())


_SHE = (
    r"(?:directrice|pr\u00e9sidente|fondatrice|cheffe|infirmi\u00e8re|conseill\u00e8re|d\u00e9put\u00e9e|pharmacienne|chirurgienne|mme|adjointe|d\u00e9l\u00e9gu\u00e9e|"
    r"directora|presidenta|consejera|gerenta|doctora|dra\.|enfermera|fundadora|jefa|coordinadora|alcaldesa|ministra|secretaria|m\u00e9dica|investigadora|profesora|ingeniera)"
)
_HE = (
    r"(?:directeur|pr\u00e9sident|fondateur|infirmier|conseiller|d\u00e9put\u00e9|pharmacien|chirurgien|m\.|adjoint|d\u00e9l\u00e9gu\u00e9|"
    r"director|consejero|doctor|dr\.|enfermero|fundador|jefe|coordinador|alcalde|ministro|secretario|m\u00e9dico|investigador|profesor|ingeniero)"
)


def _told_by(source: str, person: Person) -> Person:
    """The person with the gender of the title that stands beside the name in the source."""
    if person.gender != "u" or person.name not in source:
        return person
    name = re.escape(person.name)
    titled = [
        gender
        for gender, title in (("f", _SHE), ("m", _HE))
        if re.search(
            rf"(?<!\w)(?i:{title})(?!\w)[^.;,]{{0,40}},? {name}|{name}, (?:la |le |el |une? )?(?i:{title})(?!\w)",
            source,
        )
    ]
    return Person(person.name, titled[0]) if len(titled) == 1 else person


def read_cast(texts: Sequence[str], source: str) -> Cast:
    """Collect the persons of an article; the source's feminine job titles count as evidence."""
    whole = "\n".join(texts)
    if not _ASKED.search(whole):
        return Cast()  # nothing in the article turns on who is in it
    people: dict[str, Person] = {}
    for text in texts:
        for _, person in persons_in(text):
            if person.name not in people:
                people[person.name] = _told_by(source, person)
    genders = {p.gender for p in people.values()}
    return Cast(
        people=tuple(people.values()),
        women="f" in genders or bool(_FEMALE_NOUN.search(whole) or _WOMAN.search(source)),
        men="m" in genders or bool(_MALE_NOUN.search(whole)),
        unknown="u" in genders,
    )
