"""Phone numbers of French and Spanish text, which are copied whole: "0 800 13 22 45", "+41 22 372 33 11".

Their groups look like numbers, and some like a grouped thousand. Read are a country's code with what follows,
numbers that begin with the zero of a trunk, Spain's nine digits, and others behind a word for a call.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.currencies import GAP
from nlp.figures import Span

_LEAST, _MOST = 9, 15
"""Digits. With fewer it may be a date, "05 12 2024"; more the plan of the ITU (E.164) has not."""
_LONG = 11
"""Digits of a country's code and groups of three alone: with fewer it may be an amount, "+12 000 000"."""
_GROUPS = rf"(?:(?:{GAP}(?:\d{{1,4}}|\(\d{{1,4}}\))){{2,6}}|(?P<sep>[.-])\d{{1,4}}(?:(?P=sep)\d{{1,4}}){{1,5}})"
_ABROAD = (
    rf"(?:\((?:\+|00)\d{{1,3}}\)|(?:\+|00){GAP}?[1-9]\d{{0,2}})(?:{GAP}?\(0\){GAP}?\d{{1,4}})?"
)
_TRUNK = rf"0{GAP}?[89]\d\d|0\d{{1,5}}|\(0\d{{1,4}}\)"
_NUMBER = re.compile(
    rf"(?<![\w.,/+-])(?<!\d{GAP})(?:(?P<abroad>{_ABROAD})(?:{_GROUPS}|{GAP}?\d{{8,10}})"
    rf"|(?:{_TRUNK})(?:(?:{GAP}\d{{2,4}}){{2,5}}|{GAP}?\d{{3,4}}-\d{{4}}|(?P<mark>[.-])\d{{2,4}}(?:(?P=mark)\d{{2,4}}){{1,4}})"
    rf"|[6-9]\d(?:\d(?:{GAP}\d\d){{3}}|{GAP}\d{{3}}(?:{GAP}\d\d){{2}})"
    rf"|(?P<called>(?:\d{{2,4}}|\(\d{{2,4}}\))(?:[ \u00a0\u202f-]\d{{2,5}}){{2,4}}))"
    rf"(?![\w/]|[.,-]\d|{GAP}?[\d%€$£]|{GAP}(?:d['’]|de )?(?:euros|pesos|d[óo]l|soles|francs|habit|pers|patient|pacient))"
)
_CALL = re.compile(
    r"(?<!\w)(?:t[ée]l(?:[ée](?:fonos?|phones?))?|tfnos?|fono|fax|m[óo]vil|celular|standard|hotline|whatsapp|contact\w*|"
    r"appel(?:er|ez|ant)|compos(?:er|ez|ant)|joign\w+|joindre|llam\w+|marc(?:ar|a|ando|que|quen)|sire[nt]|"
    r"n[úu]m[ée]ros?|l[íi]nea|ligne)(?:[ \u00a0](?!\d)[\w'’-]+){0,4}\.?[ \u00a0]?[:,]?[ \u00a0]?(?:(?:au|al|le|el) )?$"
    r"|(?<!\w)(?:informes|consultas|citas|atenci[óo]n|urgencias|emergencias|renseignements|infos?)(?:[ \u00a0](?!\d)[\w'’-]+){0,3}"
    r"[ \u00a0]?:[ \u00a0]?$|[☎☏✆📞📱]\ufe0f?[ \u00a0]?:?[ \u00a0]?$",
    re.IGNORECASE,
)
_BEFORE = 60  # characters in which that word is sought
_THREES = re.compile(rf"(?:\(?\+?\d{{1,3}}\)?)(?:{GAP}\d{{3}})+")


def phones(text: str) -> Iterator[Span]:
    """All of them in a sentence, as they are written."""
    for found in _NUMBER.finditer(text):
        number = found[0]
        digits = sum(c.isdigit() for c in number)
        least = _LONG if found["abroad"] and _THREES.fullmatch(number) else _LEAST
        called = not found["called"] or _CALL.search(
            text, max(0, found.start() - _BEFORE), found.start()
        )
        if called and least - bool(found["called"]) <= digits <= _MOST:
            yield Span(*found.span(), "code", number)
