"""Abbreviations of the Spanish press, spelled out before translation: "subdirección gral.", "64 págs.".

A small model has seen few of them and guesses. "nº 2" is a placeholder (:mod:`nlp.units`), "M.ª" part of a
name (:mod:`nlp.translate.people`).
"""

from __future__ import annotations

import re

from nlp.calendar import FOREIGN_MONTHS
from nlp.currencies import GAP, alternatives

_WORDS = {
    "gral": "general", "grales": "generales", "máx": "máximo", "mín": "mínimo", "aprox": "aproximadamente",
    "pág": "página", "págs": "páginas", "apdo": "apartado", "apdos": "apartados",
}  # fmt: skip
_BODIES = {
    "admón": "administración", "ayto": "ayuntamiento", "depto": "departamento", "dpto": "departamento",
    "hosp": "hospital", "serv": "servicio", "univ": "universidad",
}  # fmt: skip
"""With a capital too."""
_COUNTED = {
    "hab": "habitantes", "mills": "millones", "mlls": "millones", "uds": "unidades",
}  # fmt: skip
"""Behind a figure only: "mlls.", but no "Uds." of people."""
_END = r"(?P<end>\s*[\"”»)]*\s*$)?"
_LISTED = (
    _WORDS | _BODIES | {word.capitalize(): full.capitalize() for word, full in _BODIES.items()}
)
_SHORT = re.compile(rf"(?<![\w.@/-])(?P<word>{alternatives(_LISTED)})\.(?![\w@/]){_END}")
_OF_FIGURE = re.compile(rf"(?<=\d)(?P<gap>{GAP}?)(?P<word>{alternatives(_COUNTED)})\.(?!\w){_END}")
_DISCOUNT = re.compile(rf"(?P<rate>\d{GAP}?%{GAP}(?:de{GAP})?)dto\.(?!\w){_END}")
_OFFICE = re.compile(
    r"(?P<office>\b(?:Secretar[íi]a|Secretari[oa]|(?:Sub)?[Dd]irecci[óo]n|(?:Sub)?[Dd]irectora?|Asamblea|Consejo|"
    rf"Gerencia|Inspecci[óo]n|Intervenci[óo]n|Tesorer[íi]a|Ley|Hospital){GAP})Gral\.(?!\w){_END}"
)
"""What is general: not the town of "Gral. Roca"."""
_MONTHS = {name[:3]: name for name in FOREIGN_MONTHS["es"]} | {"set": "septiembre"}
_DAY_BEHIND = re.compile(
    rf"^(?P<place>[A-ZÀ-Þ][\w. ]{{2,40}}, )(?P<month>{alternatives(_MONTHS)})\. (?P<day>[1-9]|[12]\d|3[01])"
    r"(?=\.?(?: ?\(|$))"
)
"""The day of a Peruvian dateline: "Lima, abr. 28."."""


def spelled_out(text: str, lang: str) -> str:
    """A Spanish sentence with its abbreviations in full; any other as it is.

    The full stop of one that ends the sentence ends it still.
    """
    if lang != "es" or "." not in text:
        return text
    text = _SHORT.sub(lambda m: _LISTED[m["word"]] + _rest(m), text)
    text = _OF_FIGURE.sub(lambda m: f"{m['gap'] or ' '}{_COUNTED[m['word']]}{_rest(m)}", text)
    text = _DISCOUNT.sub(lambda m: f"{m['rate']}descuento{_rest(m)}", text)
    text = _OFFICE.sub(lambda m: f"{m['office']}General{_rest(m)}", text)
    return _DAY_BEHIND.sub(lambda m: f"{m['place']}{m['day']} de {_MONTHS[m['month']]}", text)


def _rest(found: re.Match[str]) -> str:
    return "" if found["end"] is None else f".{found['end']}"
