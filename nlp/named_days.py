"""Hospitals, streets and towns that are named after a day: "Hospital 12 de Octubre", "rue du 8 Mai 1945".

Spanish and French write months small: a capital tells the name. Latin America writes dates so as well,
so what is named must stand before it, or the day in a list of such names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.calendar import FOREIGN_MONTHS

_MONTH = {
    lang: "|".join(name.capitalize() for name in names) + ("|Setiembre" if lang == "es" else "")
    for lang, names in FOREIGN_MONTHS.items()
}
_CAP = r"[A-ZÀ-Þ][\w.-]*"
_CAP_FIRST = r"(?<![\w.-])[A-ZÀ-Þ][\w.-]{0,40}"
"""Such a word where a pattern begins: at the head of a word only, or a long run costs time in its square."""
_IN_WORDS = (
    "Primero|Uno|Dos|Tres|Cuatro|Cinco|Seis|Siete|Ocho|Nueve|Diez|Once|Doce|Trece|Catorce|Quince|Dieciséis|Diecisiete|"
    "Dieciocho|Diecinueve|Veinte|Veinti[a-zéó]{3,6}|Treinta"
)
_SPANISH_DAY = rf"(?P<name>(?:\d{{1,2}}(?:[º°]|ro|er)?|{_IN_WORDS}) de (?:{_MONTH['es']}))"
_NAMED = {
    "es": re.compile(
        r"(?<!\w)(?:Hospital|H\.? ?U\.?|(?:Médico|Regional|General|Universitario)(?= (?:\d|Dos |Primero |Uno ))|CMN|ISSSTE|IMSS|Centro|Cl[íi]nica|Policl[íi]nic[oa]|Sanatorio|Maternidad|Fundación|"
        r"Instituto|Universidad|Escuela|Colegio|Estadio|Avenida|Avda\.|Av\.|Calle|Plaza|Barrio|Colonia|Municipio|"
        r"[Aa]venida|[Cc]alle|[Pp]laza|[Bb]arrio|[Cc]olonia|[Mm]unicipio|[Ll]ocalidad|[Hh]ospital|[Cc]entro médico)"
        rf"(?: (?:(?!{_MONTH['es']}){_CAP}|de|del|la|universitario|regional)){{0,4}}? {_SPANISH_DAY}(?!\w| (?:de|del) (?:19|20)\d\d)"
    ),
    "fr": re.compile(
        r"(?<!\w)(?:[Rr]ue|[Pp]lace|[Aa]venue|[Bb]oulevard|[Hh]ôpital|[Cc]linique|[Ss]quare|[Ss]tation|[Qq]uai|[Cc]ours|"
        rf"[Ll]ycée|[Cc]ollège|[Éé]cole|[Cc]aserne|[Ss]tade) du (?P<name>\d{{1,2}}(?:er)? (?:{_MONTH['fr']})(?: (?:18|19)\d\d)?)(?!\w)"
    ),
}
_NO_YEAR = r"(?!\w| (?:de|del) (?:19|20)\d\d)"
_LISTED = re.compile(
    rf"(?:{_CAP_FIRST} [yeo] (?:el|al|del) |(?<!\w)[Ee]n el |(?<!\w)(?:[Ee]l|al|del) (?={_IN_WORDS})){_SPANISH_DAY}{_NO_YEAR}"
    rf"|{_CAP_FIRST}, (?:el|al|del) {_SPANISH_DAY.replace('?P<name>', '?P<first>')}(?=(?:,| [yeo]) (?:(?:el|la|los|del|al) )?[A-ZÀ-Þ])"
)
"""Among other hospitals, "La Paz y el 12 de Octubre", or where no date stands: "en el 12 de Octubre";
a day in words with a capital is none: "el Doce de Octubre"."""
_MONTHS_TOO = re.compile(rf"(?:{_MONTH['es']}) [yeo] (?:el|al|del) $")


def named_days(text: str, lang: str | None) -> Iterator[tuple[int, int]]:
    """Where the days stand that are names, "12 de Octubre", left to right within each form."""
    if lang not in _NAMED:
        return
    for found in _NAMED[lang].finditer(text):
        yield found.span("name")
    for found in _LISTED.finditer(text) if lang == "es" else ():
        name = found.span("name" if found["name"] else "first")
        if not _MONTHS_TOO.match(text, found.start(), name[0]):
            yield name
