"""Scales and currencies that stand beside a French or Spanish figure, and how English writes them.

"k€", "MEUR", "MdsE", "mdp"; "R$", "S/", "livres sterling". A plain "$" keeps its sign here; whose it is
is told in :mod:`nlp.translate.currency`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.patterns import late

GAP = "[ \u00a0\u202f\u2009]"
SCALES: dict[str, dict[str, int]] = {
    "fr": {
        "millier": 3, "milliers": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9,
        "k": 3, "K": 3, "M": 6, "mio": 6, "mios": 6, "Mio": 6, "mia": 9,
        **{word: 9 for word in ("Md", "Mds", "Mrd", "Mrds", "md", "mds", "mrd", "mrds")},
    },
    "es": {
        "mil millones": 9, "mil": 3, "millón": 6, "millones": 6, "millon": 6, "billón": 12,
        "billones": 12, "k": 3, "K": 3, "M": 6, "MM": 6, "mill.": 6, "mills.": 6, "mlls.": 6,
    },
}  # fmt: skip
ONLY_MONEY = frozenset(("k", "K", "M", "MM", "md"))
"""Scales that count nothing but money: "10 K" and "5 M" alone may be anything."""
_AS_WRITTEN = (
    "R$", "RD$", "C$", "CA$", "A$", "AU$", "HK$", "NT$", "MX$", "AR$", "COL$", "CLP$", "₡", "₲", "¥", "₱",
)  # fmt: skip
_CODES = ("MXN", "COP", "CLP", "ARS", "UYU", "DOP", "BRL", "PEN", "GTQ", "BOB")
SIGNS = {
    **dict.fromkeys(("€", "euros", "euro", "Euros", "Euro", "EUR"), "€"),
    **dict.fromkeys(("$", "dollars", "dollar", "dólares", "dólar", "USD", "US$", "U$S", "U$D"), "$"),
    **dict.fromkeys(
        ("dollars américains", "dollars US", "dólares estadounidenses", "dólares americanos"), "$"
    ),
    **dict.fromkeys(("dollars canadiens", "dólares canadienses", "CAD"), "C$"),
    **dict.fromkeys(("dollars australiens", "dólares australianos", "AUD"), "A$"),
    **dict.fromkeys(("£", "GBP", "livres sterling", "livre sterling"), "£"),
    **dict.fromkeys(("libras esterlinas", "libra esterlina"), "£"),
    **dict.fromkeys(("CHF", "francs suisses", "francos suizos"), " Swiss francs"),
    **dict.fromkeys(("Fr", "Fr.", "fr", "fr."), " Swiss francs"),
    **dict.fromkeys(("S/", "S/."), " soles"),
    **{sign: sign for sign in _AS_WRITTEN},
    **{code: f"{code} " for code in _CODES},
    "Q": "Q", "Q.": "Q", "Bs": "Bs ", "Bs.": "Bs ", "E": "€",
}  # fmt: skip
"""What is written beside a figure, and its English: a sign before it, or words, with their space, after."""
POINT_DECIMALS = frozenset(("$", " soles", "Q", "RD$", "C$", "A$", "MX$", "MXN ", "GTQ ", " pesos"))
"""Currencies at home where a comma groups thousands."""
_BEFORE = (*_AS_WRITTEN, "US$", "U$S", "U$D", "€", "$", "£", "USD", "EUR", "CHF")
_BEFORE_IN_SPANISH = (
    "S/.",
    "S/",
    "Bs.",
    "Bs",
)  # of Peru and Bolivia; the codes: "ARS" is French too
_AFTER = tuple(sign for sign in SIGNS if re.search(r"[a-z]{3}$|^[A-Z]{3}$|^[€$£]$|^U\$", sign))
_FRANCS_BEFORE = rf"(?:Fr\.|Fr(?={GAP}?\d{{1,3}}['’´]\d)|fr\.(?={GAP}\d))"
_FRANCS_AFTER = r"[Ff]r(?:\.(?!\s*$)|(?=\.\s*$))"  # the stop that ends a sentence stays
_ROUND = r"\.[-–—]{1,2}(?![\w-])"
"""No centimes, as Switzerland writes it: "CHF 450.-"."""
_JOINT = "(?i:m{1,2}d[pde])"  # Mexico: "millones de pesos" or "dólares", "mmdp" a thousand of them
_OF_JOINT = {"p": " pesos", "d": "$", "e": "€"}


def alternatives(words: Iterable[str]) -> str:
    """The words as alternatives of a regular expression, longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


AFTER = alternatives(_AFTER)
OF = {"fr": "d['’]|de ", "es": "de "}


def amount(lang: str, number: str) -> re.Pattern[str]:
    """What finds a number (group "n") with its "sign" before it, and "scale", "cur" or "joint" behind.

    The sign of the quetzal must have a grouped or a scaled number behind it: "Q3 2024" is a quarter.
    """
    stuck = r"(?=(?:[Ee]uros?|EUR|E|CHF|USD|CAD|GBP)(?!\w))"  # "keuros", "MCHF"
    before, after, even, stop = alternatives(_BEFORE), AFTER, "", ""
    if lang == "fr":
        before, after = f"{before}|{_FRANCS_BEFORE}", f"{AFTER}|{_FRANCS_AFTER}"
        even = rf"(?:{_ROUND}(?(sign)|(?={GAP}?(?:francs|{after})(?!\w))))?"
        stop = rf"(?:(?<=[Mm]i[oa])\.(?={GAP}(?:[a-z]|{after})))?"
    if lang == "es":
        codes = rf"(?:{'|'.join(_CODES)})(?={GAP})"  # "CRC32" is none
        quetzal = rf"Q\.?(?={GAP}?(?:\d{{1,3}}(?:[.,]\d{{3}})+|[\d.,]+{GAP}mil))"
        before = f"{alternatives((*_BEFORE, *_BEFORE_IN_SPANISH))}|{codes}|{quetzal}"
    joint = rf"{GAP}?(?P<joint>{_JOINT if lang == 'es' else '(?!)'})(?!\w)"
    return late(
        rf"(?<![\w.,])(?P<sign>(?:{before}){GAP}?)?(?P<n>{number}){even}"
        rf"(?:{joint}|(?:{GAP}?(?P<scale>{alternatives(SCALES[lang])})(?:(?!\w)|{stuck}){stop})?"
        rf"(?:{GAP}?(?:{OF[lang]})?(?P<cur>{after}|(?<=[kKMds])E)(?!\w))?)"
    )


def read(found: re.Match[str], lang: str) -> tuple[int, str]:
    """Power of ten (0 for none) and English currency ("" for none) of an amount that was found."""
    if joint := (found["joint"] or "").lower():
        return (9 if joint.startswith("mm") else 6), _OF_JOINT[joint[-1]]
    shown, scale = (found["sign"] or found["cur"] or "").strip(), found["scale"]
    sign = SIGNS[shown] if shown else ""
    return (SCALES[lang][scale] if scale and (sign or scale not in ONLY_MONEY) else 0), sign


def with_sign(sign: str, body: str) -> str:
    """A figure with its currency: "€5", "5 soles", "1 sol"."""
    if not sign.startswith(" "):
        return sign + body
    one = {" soles": " sol"}.get(sign, sign[:-1])
    return body + (one if body == "1" else sign)


_TIME = {
    "a year": "an année año", "a month": "mois mes", "a day": "jour día", "a week": "semaine semana",
    "an hour": "heure h hora", "a minute": "minute minuto", "a night": "nuit noche",
}  # fmt: skip
_HEAD = {
    "inhabitant": "habitant hab habitante", "patient": "patient paciente", "stay": "séjour estancia",
    "person": "personne pers persona", "user": "utilisateur usuario", "bed": "lit cama",
    "employee": "salarié empleado", "household": "foyer hogar", "student": "élève alumno",
    "site": "site", "consultation": "consultation consulta", "doctor": "médecin médico",
    "hospital": "établissement hospital", "dose": "dose dosis", "license": "licence licencia",
}  # fmt: skip
_PER = {word: english for english, words in _TIME.items() for word in words.split()}
_PER |= {word: f"per {english}" for english, words in _HEAD.items() for word in words.split()}
_TERMS = late(
    rf"{GAP}?/{GAP}?(?P<per>{alternatives(_PER)})(?![\w/])"
    rf"|{GAP}?/{GAP}?(?P<first>{alternatives(_PER)})(?=/(?:{alternatives(_PER)})(?!\w))"
    rf"|{GAP}?(?P<tax>TTC|HT|T\.T\.C\.|H\.T\.)(?!\w)"
)


def terms_of(text: str, at: int, lang: str, money: bool) -> tuple[int, str]:
    """What a figure is paid per, and its tax, from a position on: "/an TTC" -> " a year including tax".

    Gives where it ends, and the English, "" for none.
    """
    english = ""
    while found := _TERMS.match(text, at):
        if found["tax"] and (lang != "fr" or not money):
            break
        tax = "including tax" if (found["tax"] or "").startswith("T") else "excluding tax"
        english += f" {tax if found['tax'] else _PER[found['per'] or found['first']]}"
        at = found.end()
    return at, english
