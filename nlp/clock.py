"""Times of day in words: "a las once y media de la noche", "à onze heures et demie du soir".

With the part of the day, or in French from thirteen on, the English is a time of the clock ("11:30
p.m."); with a fraction alone it has no half of the day ("11:30"). A bare hour is left to the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.figures import GAP, Span
from nlp.numerals import value_of_words
from nlp.patterns import late
from nlp.times import clock

_HOURS = {
    "fr": "une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf vingt vingt-et-une vingt-deux vingt-trois",
    "es": "una dos tres cuatro cinco seis siete ocho nueve diez once doce",
}
_MINUTES = {
    "fr": "cinq dix quinze vingt vingt-cinq trente trente-cinq quarante quarante-cinq cinquante cinquante-cinq",
    "es": "cinco diez quince veinte veinticinco treinta cuarenta",
}


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_DAY = {
    "fr": rf"(?P<day>du{GAP}matin(?!{GAP}au)|de{GAP}l['’]après-midi|du{GAP}soir)(?!\w)",
    "es": rf"(?P<day>de{GAP}la{GAP}(?:mañana|tarde|noche|madrugada)|del{GAP}mediodía)(?!\w)",
}
_CLOCK = {
    "fr": late(
        rf"(?<!\w)(?:(?P<when>à|vers|dès|avant|jusqu['’]à)|après|depuis|entre|et|de|à){GAP}"
        rf"(?P<time>(?P<hour>(?:{_any(_HOURS['fr'])}){GAP}heures?|midi|minuit)"
        rf"(?:{GAP}(?:(?P<less>moins){GAP})?(?P<part>et{GAP}demie?|(?:et|le){GAP}quart|{_any(_MINUTES['fr'])})"
        rf"(?![\w-]|{GAP}heures))?(?:{GAP}{_DAY['fr']})?)(?![\w-])",
        re.IGNORECASE,
    ),
    "es": late(
        rf"(?<!\w)(?:(?P<when>las)|la(?={GAP}una)){GAP}(?P<time>(?P<hour>{_any(_HOURS['es'])}|1[0-2]|[1-9])"
        rf"(?:{GAP}(?:y|(?P<less>menos)){GAP}(?P<part>media|cuarto|{_any(_MINUTES['es'])})(?!\w))?"
        rf"(?:{GAP}{_DAY['es']})?)(?![\w.,:]\d|\w)",
        re.IGNORECASE,
    ),
}
_DIGITS = {
    "fr": late(
        rf"(?<![\w.,:])(?P<hour>1?\d|2[0-3]){GAP}?(?:h|heures?|:){GAP}?(?P<minutes>[0-5]\d)?{GAP}{_DAY['fr']}"
    ),
    "es": late(
        rf"(?<![\w.,:])(?P<hour>1?\d|2[0-3])(?:{GAP}?[h:.]{GAP}?(?P<minutes>[0-5]\d))?(?:{GAP}?(?:h|horas?))?"
        rf"(?<!\d\d\d){GAP}{_DAY['es']}"
    ),
}
_NO_TIME = {
    "fr": late(rf"{GAP}(?:de|plus|par|\d|minutes)|{GAP}d['’]", re.IGNORECASE),
    "es": late(rf"{GAP}(?:partes|veces|horas|millones|toneladas|jornadas|páginas|\d)"),
}
"""What stands behind hours that last, "à trois heures et demie de route", or behind fractions."""
_LASTS = late(
    rf"(?:(?<!\w)(?:limit|rédui|port|ramen|estim|évalu|pass)\w*|(?<!\w)d(?:e{GAP}|['’])[\w-]+){GAP}$",
    re.I,
)
_FRACTIONS = {"demi": 30, "demie": 30, "quart": 15, "media": 30, "cuarto": 15}
_ENDS = late(r"\s*(?:[.,;:)]|$)")


def clock_words(text: str, lang: str) -> Iterator[Span]:
    """Times of day in words that have a fraction of an hour or a part of the day."""
    for found in _DIGITS[lang].finditer(text):
        hour, minutes = int(found["hour"]), int(found["minutes"] or 0)
        before = text[: found.start()].lower()
        at = before.endswith("las ") or hour == 1 and before.endswith("la ")
        if found["minutes"] or lang == "fr" or at:
            yield Span(*found.span(), "time", _english(hour, minutes, found["day"], ""))
    for found in _CLOCK[lang].finditer(text):
        if found["day"] or _told(found, lang):
            hour, minutes = _hour(found["hour"].lower(), lang), _minutes(found["part"], lang)
            if found["less"]:
                hour, minutes = (hour - 1) % 24, 60 - minutes
            time = _english(hour, minutes, found["day"] or "", found["hour"])
            yield Span(*found.span("time"), "time", time)


def _told(found: re.Match[str], lang: str) -> bool:
    """Whether hours without a part of the day are a time: a fraction tells, in French a late hour too."""
    text, part = found.string, found["part"]
    if _NO_TIME[lang].match(text, found.end()) or _LASTS.search(text[: found.start()]):
        return False
    if lang == "fr":
        late = bool(found["when"]) and _hour(found["hour"].lower(), lang) > 12
        return late or part is not None and (bool(found["when"]) or bool(found["less"]))
    if part is None or part.lower() in _FRACTIONS:
        return part is not None
    return _ENDS.match(text, found.end()) is not None  # "las tres y cinco empresas" is none


def _hour(words: str, lang: str) -> int:
    if words.isdigit():
        return int(words)
    known = {"midi": 12, "minuit": 0}
    plain = re.sub(rf"{GAP}heures?$", "", words)
    if plain in known:
        return known[plain]
    return value_of_words([w for w in plain.split("-") if w != "et"], lang) or 0


def _minutes(part: str | None, lang: str) -> int:
    if not part:
        return 0
    word = part.lower().split()[-1]
    return _FRACTIONS.get(word) or value_of_words(word.split("-"), lang) or 0


def _english(hour: int, minutes: int, day: str, said: str) -> str:
    """The time as the house style has it: "11:30 p.m."; noon and midnight by name."""
    half, after = _half(hour, day.lower(), said.lower()), f"{minutes:02d}"
    if half:
        return clock(hour % 12 + (12 if half == "p.m." else 0), after)
    return f"{(hour - 1) % 12 + 1}" + (f":{after}" if minutes else "")


def _half(hour: int, day: str, said: str) -> str:
    """ "a.m." or "p.m.", "" where neither the words nor the hour tell."""
    if day.endswith(("matin", "mañana", "madrugada")):
        return "p.m." if hour == 12 and day.endswith("mañana") else "a.m."  # Spain's noon
    if day.endswith(("noche", "soir")):
        return "p.m." if 5 < hour % 24 != 12 else "a.m."
    if day or hour > 12 or said == "midi":
        return "p.m."
    return "a.m." if said == "minuit" else ""
