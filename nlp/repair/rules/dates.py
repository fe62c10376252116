"""Dates, ordinals and centuries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nlp.calendar import FOREIGN_MONTHS, MONTH, MONTHS, WEEKDAY
from nlp.named_days import named_days
from nlp.numerals import ordinal
from nlp.patterns import late
from nlp.repair.change import Change, Rule, View

_NAMES = {m.lower(): m for m in MONTHS} | {
    name: english
    for months in FOREIGN_MONTHS.values()
    for name, english in zip(months, MONTHS, strict=True)
}
_ANY_MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
REASON = "dates as in English"
_DAY = late(
    r"(?P<prep>\b(?:on|since|until|till|from|before|after|by|of|to|for|between|and|past|last|next) )?"
    r"(?P<the>\bthe )?(?P<rel>\b(?:past|last|next) )?(?P<word>\bdays? )?"
    r"(?<![\w/.,-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<ord>er|\u00b0|\u00ba|st|nd|rd|th)? (?P<of>of |de )?"
    rf"(?P<month>{_ANY_MONTH})\b(?P<year>(?: of|,| de| del)? (?:19|20)\d\d\b)?"
    r"(?(year)|(?! \d{1,2}\b(?! ?[:%])))",
    re.I,
)
_MONTH_FIRST = late(
    rf"\b(?P<prep>on |since |until |from |before |after |by |of |to |for )?(?P<the>the )(?P<past>past |last )?"
    rf"(?P<month>{MONTH}) (?P<day>\d{{1,2}})\b(?!\d| ?%)(?P<th>st|nd|rd|th)?",
    re.I,
)
_MONTH_YEAR = late(
    rf"\b(?P<month>{_ANY_MONTH}) (?:of(?: the)?(?: year)?|de|del) (?P<year>(?:19|20)\d\d)\b", re.I
)
_ON_WEEKDAY = late(
    rf"\b(on|since|from|until|by|before|after) the ({WEEKDAY})\b(?! (?:of|before|after|following|morning|evening|afternoon|night|in|when|that))"
)
_SUFFIX = late(
    rf"\b(?:{MONTH}) \d{{1,2}}(st|nd|rd|th)\b(?! (?:century|edition|birthday|anniversary))"
)
_FIRST = late(rf"\bthe first (?P<month>{MONTH})\b")
_ROMAN = late(
    r"\b(?:(?P<a>[XVI]{1,5})(?:th|st|nd|rd|e|\u00e8me|\u00b0)? (?P<c>[Cc]entury|[Cc]enturies)|(?P<c2>[Cc]entury) (?P<b>[XVI]{2,5}))\b"
)
_ERORD = late(r"\b(\d{1,2})(?:er|\u00e8re|\u00e8me|eme|\u00ba|\u00aa)(?= (?!de [A-Z])[a-z])")
_DECADE = late(r"\b(?:the )?years? (?:19)?([2-9]0)(?:'?s)?\b(?! ?(?:old|of age|ago|later|years|%))")
_SLASHED = late(
    r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/-]|\.[\d.]|[a-zA-Z]|['\u2019]| ?\d\d?:\d\d)"
)
_DATED = late(r"\b(?:on|since|until|till|from|before|after|by|of|to|and|between|dated|the|in)[ (]$")
_WEEKDAY = late(rf"\b(?:{WEEKDAY}),? $", re.I)
ENDS_DATE = late(r"\s*(?:[,.;:)!?\"]|$|(?:to|and|at|in|by|with|for|from|until|the|a) )")
"""What follows a date that is no attribute of a noun."""
_YEAR_COMMA = late(r", (?:19|20)\d\d,? [a-z]")
_GOES_ON = late(  # what follows a date, and no noun that the date is an attribute of
    r"(?:, (?:19|20)\d\d)?,? (?:relating|related to|on|concerning|regarding|pertaining|amending"
    r"|modifying|establishing|setting|fixing|creating|approving|governing|regulating|implementing"
    r"|defining|specifying|introducing|organizing|organising|transposing|ratifying|supplementing"
    r"|repealing|authorizing|authorising|laying down|adopting|that|which|who|when|where|because"
    r"|the|an?|it|he|she|they|we|there|its|his|her|their|this|all|each|under|within|after|before|during|between|in|at|by|for|from|with|until|as|is|was|has|had"
    r"|to(?! (?:\d|[A-Z][a-z]+ \d)))\b(?!-)"
)
_ACT_BEHIND = late(r"(?:,? (?:19|20)\d\d)?(?:,? (?:[Nn]o\.? ?|[Nn][°º] ?)[\dA-Z]|-\d)")
"""The number of an act whose name was lost: "The May 22, 2025 No. 12" is its subject, and no day."""
_ACTS = (
    r"(?:decree|law|act|order|ordinance|regulation|resolution|circular|directive|decision|ruling"
    r"|judgment|judgement|instruction|bill|agreement|decree-law)"
)
_NUMBERED_ACT = late(rf"\b{_ACTS} (?:No\.? ?|n\u00b0 ?)?[\d/.-]+,? $", re.I)
_ACT = late(rf"\b{_ACTS},? $", re.I)
_ACT_GOES_ON = late(  # a verb, a participle or what ends a clause: no noun
    r"(?:, (?:19|20)\d\d)?(?:,? (?:agreed|[a-z]{2,}[a-df-z]ed)\b(?!-)|,? (?:requires|sets|imposes|provides|makes|lays"
    r"|fixes|establishes|allows|bans|obliges|introduces|creates|defines|specifies|extends|amends|repeals"
    r"|transposes|gives|grants|puts|approves|authorizes|governs|regulates|applies|enters|takes|came|comes"
    r"|says|will|would|shall|must|may|can|could|should|does|did|were|are|gave|made|took|also|now|still"
    r"|only|thus|therefore)\b(?!-)| \(|[;.)]|$)"
)


_HOSPITAL_BEHIND = late(r" (?:University |General |Regional |Maternity )?Hospital\b")
_OF_HOSPITAL = late(
    r"\b(?:[Hh]ospital|Hospital (?:Universitario|Regional)|University Hospital|Hospital Center) $"
)


def days(text: str, view: View) -> Iterator[Change]:
    """ "the 3 of february of 2025", "the 1er January": one day of a month."""
    names = _named(text, view)
    for m in _DAY.finditer(text):
        if any(name in m[0] for name in names):
            continue  # "Hospital 12 de Octubre"
        if m["of"] and not m["year"] and _HOSPITAL_BEHIND.match(text, m.end()):
            continue
        if hospital := _hospital_of(m):
            yield from _own_name(m, hospital[0])
            continue
        fixed = _day(m, view)
        if fixed is not None and fixed != m[0]:
            yield Change(*m.span(), fixed, REASON, True)


def _hospital_of(m: re.Match[str]) -> re.Match[str] | None:
    """The hospital that a day right behind it names: "The Hospital 12 of October"."""
    if m["the"] or m["prep"] or m["rel"] or m["word"] or m["year"] or m["of"] != "of ":
        return None
    return _OF_HOSPITAL.search(m.string, max(0, m.start() - 24), m.start())


def _own_name(m: re.Match[str], hospital: str) -> Iterator[Change]:
    """The name as the hospital has it, "12 de Octubre", where its month is English."""
    if m["month"] not in MONTHS or hospital[0].islower():
        return
    name = FOREIGN_MONTHS["es"][MONTHS.index(m["month"])].capitalize()
    yield Change(*m.span(), f"{m['day']} de {name}", "a hospital named after a day", True)


def _named(text: str, view: View) -> frozenset[str]:
    """The days that are names in the source or here: "12 de Octubre" of a hospital."""
    read = [(view.source or "", view.lang), (text, "es"), (text, "fr")]
    return frozenset(
        told[start:end] for told, lang in read for start, end in named_days(told, lang)
    )


def _day(m: re.Match[str], view: View) -> str | None:
    month = _NAMES[m["month"].lower()]
    foreign_ord = m["ord"] in ("er", "\u00b0", "\u00ba")
    wrong = (
        m["of"]
        or foreign_ord
        or month != m["month"]
        or " of" in (m["year"] or "")
        or " de" in (m["year"] or "")
    )
    bare_the = m["the"] and not m["ord"]
    if (
        m["month"].lower() in ("may", "march", "mars", "mai")
        and m["month"].islower()
        and not (m["the"] or m["prep"] or m["of"])
    ):
        return None
    named = m["the"] and m["ord"] and m["of"] and not foreign_ord and month == m["month"]
    if named and not (view.damaged and view.style == "us" and (m["prep"] or _without_on(m))):
        return None  # "the 3rd of May" is English
    if (
        m["the"]
        and m["ord"] == "st"
        and m["day"] == "1"
        and not m["of"]
        and view.damaged
        and ENDS_DATE.match(m.string, m.end())
    ):
        wrong = True  # "from the 1st July"
    if not (wrong or bare_the or m["word"]):
        return None
    if bare_the and not wrong and not ENDS_DATE.match(m.string, m.end()) and not _stands(m):
        return None  # "the 30 June deadline" is English
    return _written(m, month, view)


_HAPPENS = late(
    r"\b(?:force|effect|place|service|[a-z]+ed|begins?|began|starts?|opens?|closes?|ends?|arrives?|leaves?|left|takes? place|held|holds?) $"
)
"""What is followed by a day that lost its "on"."""


def _without_on(m: re.Match[str]) -> bool:
    """ "comes into force the 1st of September"."""
    before = _HAPPENS.search(m.string, max(0, m.start() - 16), m.start())
    return before is not None and ENDS_DATE.match(m.string, m.end()) is not None


def _stands(m: re.Match[str]) -> bool:
    """Whether a date with preposition and "the" is one ("of the August 4, 2021 relating to"), and
    no attribute of a noun ("of the August 4, 2021 decree")."""
    if not (m["prep"] or "").strip():
        return False
    if m["prep"].lower() == "of " and _is_act(m.string[max(0, m.start() - 40) : m.start()], m):
        return True
    return _GOES_ON.match(m.string, m.end()) is not None


def _is_act(lead: str, m: re.Match[str]) -> bool:
    """Whether a law or the like is told by its date: one with a number, or no noun follows."""
    if _NUMBERED_ACT.search(lead):
        return True
    return _ACT.search(lead) is not None and _ACT_GOES_ON.match(m.string, m.end()) is not None


_DATED_THE = late(r"\b[Dd]ated $")


def _written(m: re.Match[str], month: str, view: View) -> str:
    year = (m["year"] or "")[-4:]
    day = m["day"].lstrip("0")
    prep = m["prep"] or ""
    named = not prep and _WEEKDAY.search(m.string, max(0, m.start() - 12), m.start())
    if named or prep.strip().lower() in ("past", "last", "next"):
        prep = ""
    elif not prep and _DATED_THE.search(m.string[: m.start()][-8:]):
        prep = ""  # "a letter dated the 28 of April"
    elif (prep.strip().lower() == "of" and m["the"]) or (not prep and (m["the"] or m["rel"])):
        prep = "of " if prep else "on "
    if view.style == "us":
        told = f"{month} {day}, {year}" if year else f"{month} {day}"
    else:
        keep = m["ord"] if m["ord"] in ("st", "nd", "rd", "th") else ""
        told = f"{day}{keep} {month} {year}".rstrip()
    fixed = f"{prep}{told}"
    return fixed[0].upper() + fixed[1:] if m[0][0].isupper() and fixed[0].islower() else fixed


def month_first(text: str, view: View) -> Iterator[Change]:
    """ "since the November 4", "the past March 16": the article goes."""
    for m in _MONTH_FIRST.finditer(text):
        ends = ENDS_DATE.match(text, m.end()) and not _YEAR_COMMA.match(text, m.end())
        if not ends and not _stands(m):
            continue  # "the June 30 deadline" is English
        if not m["prep"] and _ACT_BEHIND.match(text, m.end()):
            continue
        named = _WEEKDAY.search(text, max(0, m.start() - 12), m.start())
        prep = m["prep"] or ("" if named else "on ")
        fixed = f"{prep}{m['month'].capitalize()} {m['day']}{m['th'] or ''}"
        fixed = fixed[0].upper() + fixed[1:] if m[0][0].isupper() else fixed
        yield Change(*m.span(), fixed, REASON, True)
    for m in _ON_WEEKDAY.finditer(text):
        yield Change(*m.span(), f"{m[1]} {m[2]}", REASON, True)
    for m in _FIRST.finditer(text):
        if view.damaged or view.source_has(r"\b1er "):
            first = f"{m['month']} 1" if view.style == "us" else f"1 {m['month']}"
            on = (
                ""
                if re.search(
                    r"\b(?:of|on|since|until|from|by|before|after) $",
                    text[max(0, m.start() - 8) : m.start()],
                )
                else "on "
            )
            yield Change(*m.span(), on + first, REASON, True)


def ordinals(text: str, view: View) -> Iterator[Change]:
    """ "October 3rd" -> "October 3" in a translation that writes American dates."""
    if view.damaged and view.style == "us":
        for m in _SUFFIX.finditer(text):
            yield Change(*m.span(1), "", REASON, True)


def months(text: str, view: View) -> Iterator[Change]:
    """ "december of 2021" -> "December 2021"."""
    for m in _MONTH_YEAR.finditer(text):
        name, link = m["month"], m[0].split()[1]
        if name.lower() in ("mars", "mai") and not view.source:
            continue
        if link == "of" and name in MONTHS and not view.damaged:
            continue  # "in June of 1944" is said too
        yield Change(*m.span(), f"{_NAMES[m['month'].lower()]} {m['year']}", REASON, True)


def centuries(text: str, view: View) -> Iterator[Change]:
    """ "XXIst century", "century XXI"; "1er", "2\u00e8me"; "the years 90"."""
    for m in _ROMAN.finditer(text):
        roman = m["a"] or m["b"]
        number = _from_roman(roman)
        if number and (m["b"] or len(roman) > 1):
            yield Change(
                *m.span(), f"{ordinal(number)} {(m['c'] or m['c2']).lower()}", REASON, True
            )
    for m in _ERORD.finditer(text):
        yield Change(*m.span(), ordinal(int(m[1])), REASON, True)
    for m in _DECADE.finditer(text):
        the = (
            "the "
            if m[0].lower().startswith("the")
            or text[max(0, m.start() - 3) : m.start()] in ("in ", "of ")
            else ""
        )
        if the:
            yield Change(*m.span(), f"{the}19{m[1]}s", REASON, True)


def _from_roman(text: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for here, after in zip(text, [*text[1:], "I"], strict=True):
        total += -values[here] if values[here] < values[after] else values[here]
    return total if 1 <= total <= 21 else 0


_BLANKS = late(r"(?<![\w/.,-])(?<!\d )(\d{1,2}) / (\d{1,2}) / ((?:19|20)\d\d)(?![\w/-]| /)")


def slashed(text: str, view: View) -> Iterator[Change]:
    """30/06/2025 in an article that writes American dates, or with a French or Spanish source.

    "2 / 12 / 2021" first loses its blanks: which of the two is the month it does not tell.
    """
    for m in _BLANKS.finditer(text):
        if _calendar(int(m[1]), int(m[2]), int(m[3])):
            yield Change(*m.span(), "/".join(m.groups()), REASON, True)
    for m in _SLASHED.finditer(text):
        day, month, year = int(m[1]), int(m[3]), int(m[4])
        if not _calendar(day, month, year):
            continue
        sure = m[2] == "/" and day > 12
        if not sure and not _DATED.search(text, max(0, m.start() - 12), m.start()):
            continue  # a number of something, or what a program is to be told
        if _day_first(m[0], view) or (sure and view.style == "us"):
            name = MONTHS[month - 1]
            fixed = f"{name} {day}, {year}" if view.style == "us" else f"{day} {name} {year}"
            yield Change(*m.span(), fixed, REASON, True)


def _day_first(written: str, view: View) -> bool:
    """Whether the French or Spanish source has this very date: it is day first there."""
    if view.lang not in ("fr", "es") or not view.source:
        return False
    return re.search(rf"(?<![\w/.-]){re.escape(written)}(?!\d|[/.-]\d)", view.source) is not None


def _calendar(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


RULES = (
    Rule(
        "days",
        "date_format",
        days,
        late(rf"\d(?:er|st|nd|rd|th|\u00b0|\u00ba)? (?:of |de )?(?:{_ANY_MONTH})\b", re.I),
    ),
    Rule(
        "month_first",
        "date_format",
        month_first,
        late(rf"the (?:past |last |first )?(?:{MONTH}|[MTWFS][a-z]+day)\b", re.I),
    ),
    Rule("ordinals", "date_format", ordinals, late(r"\d(?:st|nd|rd|th)\b")),
    Rule(
        "months",
        "date_format",
        months,
        late(r"[a-z] (?:of|de|del)(?: the)?(?: year)? (?:19|20)\d\d", re.I),
    ),
    Rule(
        "centuries",
        "date_format",
        centuries,
        late(r"entur|\d(?:er|\u00e8|eme|\u00ba|\u00aa)|years? (?:19)?\d0"),
    ),
    Rule("slashed", "date_format", slashed, late(r"\d ?([/.-]) ?\d\d? ?\1 ?\d{4}")),
)
