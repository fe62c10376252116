"""Names and people that stand side by side, parted by the words that the press leaves out.

"exdirectivo de Telefónica Rodrigo Espinar" would be one mask, "la gijonesa Sanitek" and "cette Malouine de 46 ans" have
nothing that an adjective could belong to.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from nlp.tables import fold, rows, words
from nlp.translate.nouns import is_post
from nlp.translate.people import is_first_name
from nlp.translate.towns import WORDS_TOO

_CAP = r"[A-ZÀ-ÖØ-Þ][\w-]*\w"
_BODIES = words(
    "hospital hopital universidad universite ayuntamiento clinica clinique instituto institut fundacion fondation centro centre grupo groupe colegio "
    "college consejeria junta servicio service complejo sanatorio escuela ecole real plaza calle avenida avenue rue premio prix maison lycee parque"
)
"""Folded; what is no company in front of a person: "director del Hospital Carlos Haya"."""
_SIDE_BY_SIDE = re.compile(
    rf"(?<![\w-])(?P<post>[\w-]+)(?P<more>(?: (?:general|generale?|ejecutiv[oa]|adjunt[oa]|adjointe?|comercial|financier[oa]|técnic[oa]|technique|médic[oa]))?"
    rf" (?:de |del |d['’]|du |chez |en ))(?P<org>{_CAP}(?: {_CAP}){{0,2}}?) (?P<person>(?P<first>{_CAP})(?: {_CAP}){{1,2}})(?P<next>[ ,.;:)]|$)"
)


def parted(text: str) -> str:
    """A sentence with commas around a person whose name stands right behind that of a company.

    >>> parted("Lo confirmó el portavoz de Sanitek Raúl Ocaña.")
    'Lo confirmó el portavoz de Sanitek, Raúl Ocaña.'
    """
    return _SIDE_BY_SIDE.sub(_parted, text)


def _parted(found: re.Match[str]) -> str:
    org, first = found["org"].split(), found["first"]
    post = is_post(found["post"], "es") or is_post(found["post"], "fr")
    named = is_first_name(first) and fold(first) not in WORDS_TOO
    body = not _BODIES.isdisjoint(map(fold, org)) or any(map(is_first_name, org))
    if not (post and named) or body:
        return found[0]
    comma = "," if found["next"] == " " else ""
    return f"{found['post']}{found['more']}{found['org']}, {found['person']}{comma}{found['next']}"


class _Town(NamedTuple):
    feminine: str
    english: str


@cache
def _towns(lang: str) -> dict[str, _Town]:
    """Every singular form of such an adjective, lower case, with its feminine and the place."""
    found = {}
    for row in rows("demonyms.tsv"):
        if row["lang"] == lang and row["masculine"] != "paisa":
            for form in (row["masculine"], row["feminine"]):
                found[form] = _Town(row["feminine"], row["english"])
    return found


_NOUN = {
    "fr": re.compile(
        rf"(?<![\w'’-])(?P<det>[Ll]a|[Ll]e|[Uu]ne?|[Dd]u|[Aa]u) (?P<form>[\w-]+) (?=(?P<name>{_CAP}))"
    ),
    "es": re.compile(
        rf"(?<![\w-])(?P<det>[Ll]a|[Ee]l|[Uu]na?|[Dd]el|[Aa]l) (?P<form>[\w-]+) (?=(?P<name>{_CAP}))"
    ),
}
_COMPANY = {
    "fr": {"la": "l'entreprise", "le": "l'entreprise", "un": "une entreprise", "une": "une entreprise", "du": "de l'entreprise", "au": "à l'entreprise"},
    "es": {"la": "la empresa", "el": "la empresa", "un": "una empresa", "una": "una empresa", "del": "de la empresa", "al": "a la empresa"},
}  # fmt: skip
_AGED = {
    "fr": re.compile(r"(?<![\w'’-])(?P<det>[Cc]ette|[Cc]et?|[Ll]a|[Ll]e|[Uu]ne?) (?P<form>[\w-]+) (?P<age>de \d\d ans)(?P<next>[ ,.;]|$)"),
    "es": re.compile(r"(?<![\w-])(?P<det>[Ee]sta|[Ee]ste|[Ll]a|[Ee]l|[Uu]na?) (?P<form>[\w-]+) (?P<age>de \d\d años)(?P<next>[ ,.;]|$)"),
}  # fmt: skip
_BEHIND = {
    "fr": re.compile(r"(?<=, )(?P<form>[\w-]+) (?P<age>de \d\d ans)(?=[,.;]|$)"),
    "es": re.compile(r"(?<=, )(?P<form>[\w-]+) (?P<age>de \d\d años)(?=[,.;]|$)"),
}


def with_noun(text: str, lang: str) -> str:
    """A sentence whose adjectives of towns have the noun that they belong to.

    >>> with_noun("La gijonesa Sanitek compra un laboratorio.", "es")
    'La empresa gijonesa Sanitek compra un laboratorio.'

    Args:
        text: one sentence.
        lang: "fr" or "es".
    """
    towns = _towns(lang)

    def company(found: re.Match[str]) -> str:
        town = towns.get(found["form"].lower())
        name = found["name"]
        if town is None or is_first_name(name) or fold(name) in _BODIES:
            return found[0]
        return f"{_cased(_COMPANY[lang][found['det'].lower()], found['det'])} {town.feminine} "

    def aged(found: re.Match[str]) -> str:
        town = towns.get(found["form"].lower())
        if town is None:
            return found[0]
        woman = found["det"].lower() in ("cette", "la", "une", "esta", "una")
        who = _aged(
            lang, woman, town.english, found["age"], found["det"].lower() in ("un", "une", "una")
        )
        return f"{_cased(who, found['det'])}{found['next']}"

    def behind(found: re.Match[str]) -> str:
        form = found["form"].lower()
        town = towns.get(form)
        if town is None:
            return found[0]
        if lang == "fr":
            return f"{found['age'].removeprefix('de ')}, originaire {_of(town.english)}"
        return (
            f"{found['age']} y originari{'a' if form == town.feminine else 'o'} de {town.english}"
        )

    text = _NOUN[lang].sub(company, text)
    return _BEHIND[lang].sub(behind, _AGED[lang].sub(aged, text))


def _of(town: str) -> str:
    return f"d'{town}" if fold(town)[0] in "aeiou" else f"de {town}"


def _aged(lang: str, woman: bool, town: str, age: str, some: bool) -> str:
    if lang == "fr":
        who = (
            ("une femme" if woman else "un homme")
            if some
            else "cette femme"
            if woman
            else "cet homme"
        )
        return f"{who} {age} originaire {_of(town)}"
    who = (
        ("una mujer" if woman else "un hombre")
        if some
        else "esta mujer"
        if woman
        else "este hombre"
    )
    return f"{who} {age} originari{'a' if woman else 'o'} de {town}"


def _cased(text: str, like: str) -> str:
    return text[0].upper() + text[1:] if like[0].isupper() else text
