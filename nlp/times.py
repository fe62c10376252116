"""Times of day and lengths of time of French and Spanish text, and their English.

"14 h 30" -> "2:30 p.m." where a clock is read, "3 hours 30 minutes" where something lasts ("a duré
3 h 30"). Which of the two it is, the words on both sides tell (:mod:`nlp.hours`); where they do not,
hours with minutes are a clock, and hours alone are left to the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.figures import GAP, Span, english_number
from nlp.hours import CLOCK, LENGTH, kind_of, ranged
from nlp.numerals import english_words
from nlp.patterns import late

_HALF = rf"{GAP}?(?P<half>[aApP])(?:\.{GAP}?[mM](?:\.|(?!\w))|[mM](?!\w))"
_PART = {
    "fr": rf"{GAP}(?:du{GAP}(?P<part>matin|soir)|de{GAP}l['’](?P<later>après-midi))(?!\w)|{_HALF}",
    "es": rf"{GAP}de{GAP}la{GAP}(?P<part>mañana|madrugada|noche)(?!\w)|{GAP}de{GAP}la{GAP}(?P<later>tarde)(?!\w)"
    rf"|{GAP}del{GAP}mediodía(?!\w)|{_HALF}",
}
_UNIT = r"(?:heures?|horas?|hrs|hs|h)(?!\w)"


def _hours(lang: str) -> re.Pattern[str]:
    """A number of hours with minutes ("14 h 30", "14:30 horas", "14.30 h") or the word alone."""
    minutes = (
        rf"(?:{GAP}?[hH]{GAP}?|:)(?P<m>[0-5]\d)(?:{GAP}?(?P<long>min(?:utes|utos)?|mn)\.?(?!\w))?"
    )
    seconds = rf"(?P<rest>{GAP}?(?P<s>[0-5]?\d){GAP}?s(?:econdes|egundos|ec)?(?!\w))?"
    return late(
        rf"(?<![\w.,:/+])(?<!:\d\d:\d\d-)(?:(?P<h>\d{{1,2}})(?:{minutes}{seconds}(?:{GAP}?(?P<said>(?!hora\b|heure\b){_UNIT}))?"
        rf"|\.(?P<n>[0-5]\d){GAP}?(?:horas|hrs|hs|h)(?!\w))|(?<!\d{GAP})(?P<only>\d{{1,3}}(?:(?:{GAP}|\.)\d{{3}})+|\d{{1,5}}"
        rf"(?:,\d{{1,2}})?){GAP}?(?P<unit>{_UNIT}))(?![\w:]|{GAP}?\d)(?:{_PART[lang]})?"
    )


_HOURS = {lang: _hours(lang) for lang in _PART}
_MINUTES = re.compile(
    rf"(?<![\w.,:/])(?<!\d{GAP})(?<!h{GAP})(?P<m>\d{{1,3}}){GAP}?(?:(?:min|mn)\.?{GAP}?(?P<s>[0-5]\d)"
    rf"(?:{GAP}?s(?:ec(?:ondes|\.)?|egundos|eg)?)?|minutes{GAP}(?P<t>[0-5]\d)(?=[.,;:)]|$))(?![\w%€$]|[.,]\d|{GAP}(?:\d|patients|euros|%))"
)
_SEVEN = rf"7{GAP}?(?:[jJ]|jours?|días)?{GAP}?(?:/|sur{GAP}){GAP}?7(?:{GAP}?[jJ](?!\w))?"
_DAY_LONG = rf"24{GAP}?(?:[hH]|heures|horas){GAP}?(?:/|sur{GAP}){GAP}?24(?:{GAP}?[hH](?!\w))?"
_AND = rf"(?:,?{GAP}?(?:et{GAP}|y{GAP})?|{GAP}?[-–/]{GAP}?)"
_ALWAYS = late(
    rf"(?<![\w/.,])(?:(?P<both>(?:{_DAY_LONG}|24/24){_AND}{_SEVEN}|{_SEVEN}{_AND}(?:{_DAY_LONG}|24/24)"
    rf"|24{GAP}horas{GAP}al{GAP}día,?{GAP}(?:y{GAP}|los{GAP})?(?:7|siete){GAP}días{GAP}(?:a|de){GAP}la{GAP}semana)"
    rf"|(?P<day>{_DAY_LONG})|(?P<days>[5-7])[jJ]/7(?:[jJ](?!\w))?)(?![\w/]|[.,]\d)"
)


def times(text: str, lang: str) -> Iterator[Span]:
    """Times of day, lengths of time with the sign "h", and "24h/24": "à 8 h", "pendant 36 h"."""
    for found in _ALWAYS.finditer(text):
        yield Span(*found.span(), "time", _always(found))
    for found in _MINUTES.finditer(text):
        yield Span(*found.span(), "time", length(0, found["m"], found["s"] or found["t"]))
    told: dict[int, str] = {}
    for pair in ranged(text, lang):
        told |= dict.fromkeys((pair.first, pair.second), pair.kind)
        for place in pair.bare if pair.kind == CLOCK else ():
            hour, _, minutes = text[slice(*place)].partition(".")
            yield Span(*place, "time", clock(int(hour), minutes or None))
    last, kind = 0, ""
    for found in _HOURS[lang].finditer(text):
        start = found.start()
        kind = told[start] if start in told else kind_of(text, found, lang, kind, last)
        last = found.end()
        if span := _span(found, kind):
            yield span


def _always(found: re.Match[str]) -> str:
    if found["both"]:
        return "24/7"
    return "24 hours a day" if found["day"] else f"{english_words(int(found['days']))} days a week"


def _span(found: re.Match[str], kind: str) -> Span | None:
    minutes, only = found["m"] or found["n"], found["only"]
    if kind == LENGTH:
        end = _before_part(found)
        if only:
            lasts = _lasting(english_number(only), found["unit"])
            noun = (lasts.removesuffix("s").replace(" ", "-"),)  # "a 36-hour strike"
            return Span(found.start(), end, "time", lasts, noun) if lasts else None
        if ":" in found[0] and not found["said"]:
            return Span(found.start(), end, "time", found[0][: end - found.start()])
        if found["n"]:  # "8.25 horas" may be a quarter
            return Span(found.start(), end, "time", f"{found['h']}.{found['n']} hours")
        return Span(found.start(), end, "time", length(int(found["h"]), minutes, found["s"]))
    if kind == CLOCK:
        hour = _of_day(int(only or found["h"]), found)
        return Span(*found.span(), "time", clock(hour, minutes, found["s"]))
    return None


def _before_part(found: re.Match[str]) -> int:
    """Where the figure ends: "36 h" of "36 h de la mañana" has no part of a day."""
    parts = [found.end(g) for g in ("unit", "said", "rest", "long", "m", "n") if found[g]]
    return max(parts) if found["n"] is None else found.end()


def _lasting(number: str, unit: str) -> str:
    """The words "heures" and "horas" are left to the model, which makes "36-hour" of them too."""
    if unit not in ("h", "hs", "hrs"):
        return ""
    return f"{number} hour" + ("" if number == "1" else "s")


def _of_day(hour: int, found: re.Match[str]) -> int:
    """The hour of 24, after "de la tarde", "du soir" or "p.m."."""
    part = found["part"] or found["later"] or (found["half"] or "").lower()
    if not part or not 0 < hour <= 12:
        return hour
    if hour == 12:
        return 0 if part in ("madrugada", "noche", "soir", "a") else 12
    if part in ("soir", "après-midi", "tarde", "p") or (part == "noche" and hour > 5):
        return hour + 12
    return hour


def clock(hour: int, minutes: str | None, seconds: str | None = None) -> str:
    """A time of day: "2:30 p.m.", "noon"; hour 24 is midnight."""
    after = "" if minutes in (None, "00") and not seconds else f":{minutes}"
    after += f":{int(seconds):02d}" if seconds else ""
    if not after and hour % 12 == 0:
        return "noon" if hour == 12 else "midnight"
    return f"{(hour - 1) % 12 + 1}{after} {'a.m.' if hour % 24 < 12 else 'p.m.'}"


def length(hours: int, minutes: str | None, seconds: str | None = None) -> str:
    """A length of time: "3 hours 30 minutes", "1 hour"."""
    parts = [(hours, "hour"), (int(minutes or 0), "minute"), (int(seconds or 0), "second")]
    shown = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(shown) or "0 hours"
