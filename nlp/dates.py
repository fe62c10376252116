"""Dates of French and Spanish text and their English, after the house style.

"14 mars 2019" -> "March 14, 2019", "19 au 21 mai" -> "May 19 to 21", "le 12/03/2025" -> "le March 12,
2025". Times are in :mod:`nlp.times`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nlp.calendar import FOREIGN_MONTHS, FOREIGN_WEEKDAYS, MONTHS, WEEKDAYS
from nlp.figures import GAP, Span
from nlp.numerals import ordinal
from nlp.patterns import late

ENGLISH_WEEKDAYS = {
    day: english
    for days in FOREIGN_WEEKDAYS.values()
    for day, english in zip(days, WEEKDAYS, strict=True)
}
_SHORT = {  # with a full stop, or before a dash, an agency or a year: "SANTIAGO, 28 mar — ...", "12 jun (EFE)"
    "fr": ["janv", "févr", "fév", "avr", "juil", "sept", "oct", "nov", "déc"],
    "es": [
        "ene",
        "feb",
        "mar",
        "abr",
        "may",
        "jun",
        "jul",
        "ago",
        "sep",
        "sept",
        "oct",
        "nov",
        "dic",
    ],
}
_NUMBER_OF = {
    "fr": dict(zip(_SHORT["fr"], (1, 2, 2, 4, 7, 9, 10, 11, 12), strict=True)),
    "es": dict(zip(_SHORT["es"], (1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 10, 11, 12), strict=True)),
}


def _month(lang: str) -> str:
    full = "|".join((*FOREIGN_MONTHS[lang], *map(str.capitalize, FOREIGN_MONTHS[lang])))
    short = "|".join(sorted(_SHORT[lang], key=len, reverse=True))
    behind = rf" ?[—–-] | \([A-ZÀ-Þ]|{GAP}(?:19|20)\d\d(?!\w)"
    return rf"(?P<month>{full}|(?:{short})(?:\.|(?={behind})))"


_DAY = r"(?:0[1-9]|[12]?\d|3[01])"
_DATE = {
    "fr": late(
        rf"(?<![\w.,])(?:(?P<from>{_DAY})(?:er)?(?:{GAP}(?P<joint>au|et|ou)(?:{GAP}le)?{GAP}|(?P<dash>[-–])))?"
        rf"(?P<day>{_DAY})(?:er)?{GAP}{_month('fr')}(?:{GAP}(?P<year>\d{{4}}))?(?!\w)"
    ),
    "es": late(
        rf"(?<![\w.,])(?:(?P<from>{_DAY})(?:{GAP}(?P<joint>al|y|o|a)(?:{GAP}el)?{GAP}|(?P<dash>[-–])))?"
        rf"(?P<day>{_DAY})[º°]?{GAP}(?:de{GAP})?{_month('es')}"
        rf"(?:{GAP}(?:del?{GAP})?(?P<year>\d{{4}}))?(?!\w)"
    ),
}
_JOINTS = {
    "au": "to",
    "al": "to",
    "a": "to",
    "et": "and",
    "y": "and",
    "ou": "or",
    "o": "or",
    "puis": "then",
}
_NUMERIC = late(
    r"(?<![\w./-])(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)"
    r"(?![\w/]|[.-]\w)"
)
_DAY_AND_MONTH = late(
    rf"(?<![\w./-])(?P<day>[0-3]?\d)/(?P<month>[01]?\d)(?![\w/%°]|[.,-]\w)(?P<of>{GAP}d(?:[eu]s?l?{GAP}|['’]))?"
)
_FULL_MARKS = "10/10"
_SHORT_LEAD = late(
    rf"(?<!\w)(?:{'|'.join(('le|du|au|el|del|al', *FOREIGN_WEEKDAYS['fr'], *FOREIGN_WEEKDAYS['es']))}){GAP}$",
    re.IGNORECASE,
)
_WEEKDAY_LEAD = late(
    rf"(?<!\w)(?:{'|'.join((*FOREIGN_WEEKDAYS['fr'], *FOREIGN_WEEKDAYS['es']))}){GAP}$",
    re.IGNORECASE,
)
_REFERENCE = late(
    rf"(?:[nN][°º]|(?<!\w)(?:no|núm|numéro|número|réf|référence|ref|referencia|expediente|exp|dossier|"
    rf"lote?|version|versión|release|v|ip|build)[.:]?){GAP}?$",
    re.IGNORECASE,
)

_OPEN_WORDS = (
    "à|au|aux|en|dans|de|du|et|ou|par|pour|lors|sur|sous|chez|devant|avec|sans|vers|dès|puis|mais|après|plus|nous|"
    "vous|les|des|prochain|dernier|midi|matin|soir|a|al|del|con|por|para|y|o|e|u|que|se|los|las|sus|ante|desde|hasta|"
    "entre|tras|pues|además|después|antes|nos|más"
)
"""Words behind a day that nothing is counted by, though some end like a plural."""
_NO_DAY = (
    rf"\w|[-–/:°ºª%.,]\d|{GAP}?[-–/]{GAP}?\d|{GAP}?[%°€$]|{GAP}\d|{GAP}(?:[hkM]|h\d\d|min|k?m|[kM]€)(?!\w)|"
    rf"{GAP}(?:[A-ZÀ-Þ]{{2}}|mill|(?:mil|cent|por ciento|pour cent|heures?|horas?|hr?s)(?!\w))|"
    rf"{GAP}(?!(?:{_OPEN_WORDS})(?!\w))[a-zà-ÿœ-]+[sxz](?!\w)|"
    rf"{GAP}(?:de{GAP})?(?i:{'|'.join(name for known in (FOREIGN_MONTHS, _SHORT) for lang in known for name in known[lang])})(?!\w)"
)
"""What behind a weekday and a figure says that it is another: a unit, a plural, more of a number; or a month."""
_DAY_ALONE = {
    lang: late(
        rf"(?<![\w-])(?<!los{GAP})(?<!cada{GAP})(?P<weekday>(?i:{'|'.join(FOREIGN_WEEKDAYS[lang])})){GAP}"
        rf"(?P<day>{_DAY}|1er)(?!{_NO_DAY})(?:(?={GAP}[àa]{GAP}(?P<hour>\d+)(?P<minutes>\w*\d)?)|)"
    )
    for lang in FOREIGN_WEEKDAYS
}
_ONE = late(rf"{GAP}(?!(?:{_OPEN_WORDS})(?!\w))[a-zà-ÿ]")


def days_of_weeks(text: str, lang: str) -> Iterator[Span]:
    """A weekday with its day and no month: "vendredi 13" -> "Friday the 13th".

    Left is what may be hours ("lundi 9 à 18 h") or counts something ("lundi 13 hôpitaux").
    """
    for found in _DAY_ALONE[lang].finditer(text):
        day = int(found["day"].removesuffix("er"))
        hours = found["hour"] and not found["minutes"] and day < int(found["hour"])
        if not day or hours or found["day"] == "1" and _ONE.match(text, found.end()):
            continue
        english = ENGLISH_WEEKDAYS[found["weekday"].lower()]
        yield Span(*found.span(), "date", f"{english} the {ordinal(day)}")


_MANY = {
    lang: late(
        rf"(?<![\w.,/-])(?<!\d{GAP})(?P<days>(?:{_DAY})(?:er)?(?:,{GAP}(?:(?:{the}){GAP})?(?:{_DAY})){{1,8}}"
        rf",?{GAP}(?:{joint}){GAP}(?:(?:{the}){GAP})?(?:{_DAY})){of}{_month(lang)}(?:{GAP}(?:del?{GAP})?(?P<year>\d{{4}}))?(?!\w)"
    )
    for lang, the, joint, of in (
        ("fr", "le", "et|ou", GAP),
        ("es", "el", "y|o", rf"{GAP}(?:de{GAP})?"),
    )
}
_DAYS_LEAD = late(
    rf"(?:^|[(:;,.—–-]{GAP}?|(?<!\w)(?:le|les|des|du|aux|au|dates?|jours|prochains|derniers|el|los|del|al|días|fechas?|próximos|"
    rf"pasados|{'|'.join(ENGLISH_WEEKDAYS)}){GAP})$",
    re.IGNORECASE,
)
"""What stands before such days, and before no lots: "los lotes 3, 4 y 5 de junio"."""
_LISTED = late(rf"\d(?:er)?,{GAP}")
_ON_WEEKDAY = late(rf"[ieosIEOS],?{GAP}\d")  # "lundi 3", "dimanche 3", "martes 3", "domingo, 3"
"""Cheap signs: without them there is no list of days, no weekday with its day."""
_MANY_JOINT = late(rf"{GAP}(?P<joint>et|ou|y|o){GAP}")


def _many(text: str, lang: str) -> Iterator[Span]:
    """Three days of a month and more: "les 18, 19 et 20 mars" -> "les March 18, 19 and 20"."""
    if not _LISTED.search(text):
        return
    for found in _MANY[lang].finditer(text):
        numbers = [int(number) for number in re.findall(r"\d+", found["days"])]
        led = _DAYS_LEAD.search(text, max(0, found.start() - 12), found.start())
        if not led or 0 in numbers or numbers != sorted(set(numbers)):
            continue
        joints = _MANY_JOINT.findall(found["days"])
        days = f"{', '.join(map(str, numbers[:-1]))} {_JOINTS[joints[-1]]} {numbers[-1]}"
        year = f", {found['year']}" if found["year"] else ""
        month = _month_name(found["month"], lang)
        yield Span(found.start("days"), found.end(), "date", f"{month} {days}{year}")


def _chain(lang: str) -> re.Pattern[str]:
    """Weekdays with their days, joined, of which the last alone has the month: "mardi 1er au jeudi 3 juillet"."""
    weekday = rf"(?i:{'|'.join(FOREIGN_WEEKDAYS[lang])})"
    day = rf"{weekday}(?:,{GAP}|{GAP})(?:{_DAY})(?:er)?"
    joints = "au|et|ou|puis" if lang == "fr" else "al|y|o|a"
    joint = rf"(?:,{GAP}|,?{GAP}(?:{joints}){GAP})(?:(?:le|el|los|les){GAP})?"
    of = rf"{GAP}(?:de{GAP})?" if lang == "es" else GAP
    year = rf"(?:{GAP}(?:del?{GAP})?(?P<year>\d{{4}}))?(?!\w)"
    return late(
        rf"(?<![\w.,-])(?:(?i:l[eo]s){GAP}(?={day}))?(?P<days>{day}(?:{joint}{day}){{1,6}}){of}{_month(lang)}{year}"
    )


_CHAIN = {lang: _chain(lang) for lang in FOREIGN_WEEKDAYS}
_LINK = late(
    rf"(?P<joint>^|,|,?{GAP}(?:au|al|a|et|y|ou|o|puis){GAP})[^\w]*(?:(?:le|el|los|les){GAP})?"
    rf"(?P<weekday>(?i:{'|'.join(ENGLISH_WEEKDAYS)})),?{GAP}(?P<day>\d+)(?:er)?"
)


def _chained(text: str, lang: str) -> Iterator[Span]:
    """Each day of a chain with its weekday and month: "Tuesday, July 1, to Thursday, July 3"."""
    if not _ON_WEEKDAY.search(text):
        return
    for found in _CHAIN[lang].finditer(text):
        month, english = _month_name(found["month"], lang), ""
        for link in _LINK.finditer(found["days"]):
            joint = _JOINTS.get(link["joint"].strip(" ,\u00a0\u202f\u2009"), "")
            english += f", {joint} ".replace("  ", " ") if english else ""
            english += f"{ENGLISH_WEEKDAYS[link['weekday'].lower()]}, {month} {int(link['day'])}"
        year = f", {found['year']}" if found["year"] else ""
        yield Span(*found.span(), "date", english + year)


def _month_of_year(lang: str) -> re.Pattern[str]:
    small, large = FOREIGN_MONTHS[lang], [*map(str.capitalize, FOREIGN_MONTHS[lang])]
    any_case = "|".join((*small, *large))
    until = rf"(?:[-–/]|{GAP}[-–/]{GAP})(?P<{{}}>{any_case})"
    of = rf"{GAP}(?:del?{GAP})?" if lang == "es" else GAP
    return late(
        rf"(?<![\w.,-])(?<!\d{GAP})(?<!\d{GAP}de{GAP})(?:(?P<month>{'|'.join(large)})(?:{until.format('until')})?"
        rf"|(?P<since>{'|'.join(small)}){until.format('to')}){of}(?P<year>(?:19|20)\d\d)(?![\w-]|[.,/]\d)"
    )


_MONTH_OF_YEAR = {lang: _month_of_year(lang) for lang in FOREIGN_MONTHS}


def months_of_years(text: str, lang: str) -> Iterator[Span]:
    """Months that a capital or a second month makes strange, with their year: "Enero de 2026", "Avril-juin 2026"."""
    for found in _MONTH_OF_YEAR[lang].finditer(text):
        first, second = found["month"] or found["since"], found["until"] or found["to"]
        months = _month_name(first, lang) + (f"-{_month_name(second, lang)}" if second else "")
        yield Span(*found.span(), "date", f"{months} {found['year']}")


def dates(text: str, lang: str) -> Iterator[Span]:
    """Days of a month, alone or joined, with the year where there is one."""
    yield from _chained(text, lang)
    yield from _many(text, lang)
    for found in _DATE[lang].finditer(text):
        day, first = int(found["day"]), found["from"]
        if not day or first == "0":
            continue
        days = str(day)
        if first:
            joint = "-" if found["dash"] else f" {_JOINTS[found['joint']]} "
            days = f"{int(first)}{joint}{day}"
        year = f", {found['year']}" if found["year"] else ""
        yield Span(*found.span(), "date", f"{_month_name(found['month'], lang)} {days}{year}")


def numeric_dates(text: str) -> Iterator[Span]:
    """Dates in figures, day first: "12/03/2025", "12.03.2024", "el 03/04/25"; none that no calendar has.

    Not read are numbers of references and versions, and those with a year of two digits or, but for
    slashes, a month of one digit where no article or weekday stands before; nor those without a year.
    """
    for found in _NUMERIC.finditer(text):
        before = text[max(0, found.start() - 12) : found.start()]
        if _REFERENCE.search(before) or not (_full(found) or _SHORT_LEAD.search(before)):
            continue
        short = len(found["year"]) == 2
        if short and not len(found["day"]) == len(found["month"]) == 2:
            continue
        try:
            day = date(int(found["year"]) + 2000 * short, int(found["month"]), int(found["day"]))
        except ValueError:
            continue
        yield Span(*found.span(), "date", f"{MONTHS[day.month - 1]} {day.day}, {day.year}")
    yield from _without_year(text)


def _without_year(text: str) -> Iterator[Span]:
    """Days of a month behind an article or a weekday: "le 12/08", "le 6/02", "mardi 6/2"."""
    for found in _DAY_AND_MONTH.finditer(text):
        led = _SHORT_LEAD.search(text, max(0, found.start() - 12), found.start())
        if led is None or found[0] == _FULL_MARKS or not _is_padded(found):
            continue
        try:
            day = date(2000, int(found["month"]), int(found["day"]))
        except ValueError:
            continue
        yield Span(found.start(), found.end("month"), "date", f"{MONTHS[day.month - 1]} {day.day}")


def _is_padded(found: re.Match[str]) -> bool:
    """Whether a day and a month have two figures, or no other reading: no "2/3 du parc", "12/8", "5/10"."""
    day, month = found["day"], found["month"]
    if len(day) == len(month) == 2:
        return True
    if _WEEKDAY_LEAD.search(found.string, max(0, found.start() - 12), found.start()):
        return not found["of"]
    return month[0] == "0" != month or month in ("11", "12") and not found["of"]


def _full(found: re.Match[str]) -> bool:
    """Whether figures are a date by their form alone."""
    padded = len(found["day"]) == len(found["month"]) == 2
    return len(found["year"]) == 4 and (found["sep"] == "/" or padded)


def _month_name(month: str, lang: str) -> str:
    short = _NUMBER_OF[lang].get(month.removesuffix("."))
    if short is not None:
        return MONTHS[short - 1]
    return MONTHS[FOREIGN_MONTHS[lang].index(month.lower())]
