"""The names of the months and of the days of the week: the one table that every room reads.

The feature of dates in :mod:`nlp.separate.shape` has a list of its own: a fitted model rests on it.
"""

from __future__ import annotations

import re

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH, WEEKDAY = "|".join(MONTHS), "|".join(WEEKDAYS)
"""The English names as alternatives of a pattern, without a group around them."""

FOREIGN_MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ),
}  # fmt: skip
FOREIGN_WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}

YEAR = re.compile("(?:19|20)\\d\\d|2100")
"""A number of four digits that may be a year; :func:`is_year` tells by what stands before."""
_DATED = re.compile(
    r"(?<!\w)(?:(?:en|fin|d[ée]but|mi|depuis|desde|dès|avant|après|années?|exercices?|años?|ejercicios?|"
    rf"finales de|principios de)|(?:{'|'.join(name for names in FOREIGN_MONTHS.values() for name in names)})"
    "(?:[ \u00a0]del?)?)[ \u00a0\u202f\u2009-]$",
    re.IGNORECASE,
)


def is_year(text: str, start: int, end: int) -> bool:
    """Whether a number of a French or Spanish text is a year by what stands before it.

    That of "en 2024" and "mars 2024" is, that of "entre 2000" and "de 2000" need not be.
    """
    return bool(
        YEAR.fullmatch(text, start, end) and _DATED.search(text[max(0, start - 20) : start])
    )
