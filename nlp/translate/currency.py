"""Whose "$" it is: in Spanish the sign of the peso, unless the article speaks of dollars.

Mexico, Colombia, Chile, Argentina, Uruguay and the Dominican Republic write their pesos with a plain
"$" and dollars as "US$", "USD" or in words. An English reader takes "$85,000" for dollars.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from nlp.figures import Span
from nlp.tables import peso_places

_MARK = r"(?<!\w)(?:USD(?!\w)|U\.?[Ss]\.? ?\$|U\$[SD])"
_SIGNED = re.compile(_MARK)
"""What is written for dollars where the plain sign is another's."""
_DOLLARS = re.compile(
    r"(?<!\w)(?:[Dd][oó]lar(?:es)?|mdd|EE\.? ?UU|Estados Unidos|[Ee]stadounidenses?)"
)
_PLAIN_DOLLARS = re.compile(
    r"(?<![A-Za-z])\$ ?\d[\d.,' ]*(?:[a-zé]+ ){0,3}(?:de )?[Dd][oó]lar(?:es)?(?!\w)"
)
_PLAIN_PESOS = re.compile(
    r"(?<![A-Za-z])\$ ?\d[\d.,' \u00a0]*(?:(?:mil|mill[a-zó]+)[ \u00a0])*(?:de )?pesos?(?!\w)"
)
_ELSEWHERE = re.compile(
    r"(?<!\w)(?:Ecuador|[Ee]cuatorian[oa]s?|El Salvador|[Ss]alvadoreñ[oa]s?|Panamá|[Pp]anameñ[oa]s?|Puerto Rico|"
    r"Nuevo México|Canadá|[Cc]anadienses?|Australia|Singapur|Hong Kong|"
    r"(?:Quito|Guayaquil|ECUADOR|QUITO|GUAYAQUIL|EL SALVADOR|SAN SALVADOR|PANAM[ÁA]|PUERTO RICO|NUEVO M[ÉE]XICO|CANAD[ÁA]|"
    r"AUSTRALIA|SINGAPUR|HONG KONG)(?!\w))"
)
_TOWNS = (
    "Rosario|Córdoba|Santa Fe|Mendoza|Salta|San Juan|La Plata|Paraná|Posadas|Resistencia|Corrientes|Formosa|San Luis|Santa Rosa|"
    "Viedma|Ushuaia|La Rioja|San Miguel|Santiago|Concepción|Valdivia|La Serena|Viña del Mar|Cali|Cartagena|Santa Marta|Pereira|"
    "Armenia|Neiva|Pasto|Guadalajara|Puebla|León|Mérida|Veracruz|Durango|Saltillo|Tepic|Pachuca|Xalapa|Tampico|Torreón|Mexicali|"
    "Villahermosa|Cuernavaca|Colima|Salto|Maldonado|Rivera|Santo Domingo"
)
"""Towns of the peso that Spain or another country has too: told by how a paper's dateline or an office names them."""
_STATES = r"Jal|Ver|Pue|Chih|Gto|Mich|Coah|Tamps|Oax|Chis|Qro|Hgo|Nay|Dgo|Zac|Yuc|Tlax|B\.? ?C|N\.? ?L|Q\.? ?Roo"
_DATELINE = re.compile(
    rf"^(?:{_TOWNS}|{_TOWNS.upper()})(?:,? \d{{1,2}} (?:de )?[A-Za-z]{{3,10}}\.?)?(?: ?\([^)]{{2,30}}\))?\.? ?[-–—]"
    rf"|^[A-ZÁÉÍÓÚÑ][\w ]{{2,25}}, (?:{_STATES})\.(?!\w)"
)
_OFFICE = re.compile(
    r"(?<!\w)(?:[Ii]ntendentes?|[Ii]ntendencia|lucas(?!\w)|la Provincia y la Nación|la Nación y la Provincia)(?!\w)"
    rf"|(?<!\w)(?:[Gg]obernadora?|[Gg]obernación|[Pp]rovincia) de (?:la )?(?:{_TOWNS})(?!\w)"
)
"""Posts that Spain has not, and a thousand pesos in the mouth of the people."""
_BARE = str.maketrans("ÁÉÍÓÚÜ", "AEIOUU")
"""Capitals without their accents, which many a newsroom leaves out."""

_PLAIN = re.compile(r"(?<![A-Za-z])\$")  # "R$" and "C$" say whose they are
_SUM = r"[ \u00a0]?(\d(?:[\d.,]*\d)?)((?:[ \u00a0](?:mil|mill[a-zó]+|M))*)"
_PLAIN_SUM, _SIGNED_SUM = re.compile(_PLAIN.pattern + _SUM), re.compile(_MARK + _SUM)


def means_pesos(sentences: Iterable[str]) -> bool:
    """Say whether a plain "$" in a Spanish article stands for pesos.

    The article must have such a sign, say "pesos" or name a country of the peso or a place there, and
    name no country of dollars. Nor may it speak of dollars, but for one that does not call a plain sign
    so and writes them as "US$" or "USD", or calls the plain sign that of pesos.
    """
    signed = list(sentences)
    plain = [_SIGNED.sub(" ", text) for text in signed]
    if not any(_PLAIN.search(text) for text in plain):
        return False
    if any(_ELSEWHERE.search(text) for text in plain):
        return False
    told = plain != signed or any(_PLAIN_PESOS.search(text) for text in plain)
    if not told and any(_DOLLARS.search(text) for text in signed):
        return False
    return not _one_sign(signed, plain) and any(_tells(text) for text in plain)


def _tells(text: str) -> bool:
    """Whether a sentence names pesos, a country or place of theirs, or one that its dateline or an office makes such."""
    return any(told.search(text) for told in (_pesos(), _DATELINE, _OFFICE))


def _one_sign(signed: list[str], plain: list[str]) -> bool:
    """Whether an article that writes "US$" means dollars by its plain "$" too.

    It says so ("$5 millones de dólares"), or has one sum with both signs.
    """
    if any(_PLAIN_DOLLARS.search(text) for text in plain):
        return True
    sums = {found.groups() for text in plain for found in _PLAIN_SUM.finditer(text)}
    return any(found.groups() in sums for text in signed for found in _SIGNED_SUM.finditer(text))


def in_pesos(spans: Iterable[Span]) -> list[Span]:
    """Spans with every plain "$" read as pesos: "$85,000" becomes "85,000 pesos", and "US$" kept so."""
    return [
        span._replace(english=span.also[0]) if span.kind == "money" and span.also else span
        for span in spans
    ]


@cache
def _pesos() -> re.Pattern[str]:
    """Peso, countries and places, in small letters and in the capitals of a dateline."""
    capitals = {name.upper() for name in peso_places()}
    written = {*peso_places(), *capitals, *(name.translate(_BARE) for name in capitals)}
    names = "|".join(re.escape(name) for name in sorted(written, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:pesos|PESOS|{names})(?!\w)")
