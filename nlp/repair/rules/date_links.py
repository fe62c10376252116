"""What links a date to a time or a noun: "3 p.m. del July 18", "JO du January 30"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.calendar import MONTH, WEEKDAY
from nlp.repair.change import Change, Rule, View
from nlp.repair.rules.dates import ENDS_DATE, REASON

_PLAIN = (
    rf"(?:(?:{WEEKDAY}),? )?"
    rf"(?:(?:{MONTH}) \d{{1,2}}|\d{{1,2}} (?:{MONTH}))\b(?:,? (?:19|20)\d\d\b)?"
)
_AT_TIME = re.compile(
    r"(?P<time>\b[ap]\.m\.|\b(?:noon|midnight)|\b\d{1,2}:[0-5]\d)(?: hours)? (?:del|du|de|of el|el|le|(?P<the>of the))"
    rf" (?=(?P<date>{_PLAIN}))"
)
_OF_DATE = re.compile(rf"(?<=[\w)] )(?P<of>del|du) (?={_PLAIN})")
_STREET = re.compile(  # "Place du May 8" is a name; "JO du January 30" none
    r"(?<![\w-])(?:rue|place|placette|avenue|av\.|boulevard|bd|cours|quai|square|esplanade|allée|impasse|faubourg|pont|stade"
    r"|calle|plaza|avenida|avda\.|paseo|parque|barrio|puente|rambla|ronda|estadio|street|square|bridge|stadium) $",
    re.IGNORECASE,
)


_BARE_DAY = re.compile(
    rf"(?<=[a-z] )(?P<day>{WEEKDAY}) (?=(?:\d{{1,2}} (?:{MONTH})|(?:{MONTH}) \d{{1,2}})\b)",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"\b(?:on|since|until|till|from|by|next|last|this|past|of|and|or|to|for|before|after|the|every|each|between|as|than|is|was|are|or|dated|due)\s$",
    re.IGNORECASE,
)


def weekdays(text: str, view: View) -> Iterator[Change]:
    """ "opened Monday 4 March" -> "opened on Monday 4 March" in a translation that writes the day first."""
    if view.style == "us":
        return
    for m in _BARE_DAY.finditer(text):
        told = view.source or m["day"].islower()
        if told and not _LINKED.search(text, max(0, m.start() - 10), m.start()):
            yield Change(*m.span("day"), f"on {m['day'].capitalize()}", REASON, True)


def linked(text: str, view: View) -> Iterator[Change]:
    """ "3 p.m. del July 18" -> "3 p.m. on July 18"; "JO du January 30" -> "JO of January 30"."""
    taken = set()
    for m in _AT_TIME.finditer(text):
        taken.add(m.end())
        if m["the"] and not ENDS_DATE.match(text, m.end("date")):
            continue  # "3 p.m. of the July 18 session"
        yield Change(m.end("time"), m.end(), " on ", REASON, True)
    for m in _OF_DATE.finditer(text):
        street = _STREET.search(text, max(0, m.start() - 40), m.start())
        foreign = view.lang == "fr" and m["of"] == "del"  # no street of France
        if m.end() not in taken and (foreign or not street):
            yield Change(*m.span("of"), "of", REASON, True)


_TWO_DAYS = re.compile(
    rf"(?P<prep>\b(?:on|from|between|of|for|until|by) )?(?P<the>\bthe )?(?P<days>\bdays? )?(?<![\w/.,-])(?P<first>[1-9]|[12]\d|3[01])"
    rf"(?P<link> and | to |, )(?:the )?(?P<last>[1-9]|[12]\d|3[01]) (?P<of>of )?(?P<month>{MONTH})\b(?P<year>(?: of|,)? (?:19|20)\d\d\b)?",
    re.I,
)
_THIS_YEAR = re.compile(
    rf"(?:(?:{MONTH}) \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTH}))(?P<th>st|nd|rd|th)?(?P<year>,? of (?:the )?(?:present|current|running) year)\b",
    re.I,
)


def two_days(text: str, view: View) -> Iterator[Change]:
    """ "on the 14 and 15 of May" -> "on May 14 and 15", and in British English "on 14 and 15 May"."""
    for m in _TWO_DAYS.finditer(text):
        if not (m["prep"] or m["the"] or m["days"]) or text.startswith(
            ("'", "\u2019", "-"), m.end()
        ):
            continue
        bare = not m["of"] and not (view.damaged and m["the"] and ENDS_DATE.match(text, m.end()))
        if bare or int(m["first"]) >= int(m["last"]) or (m["link"] == ", " and not m["the"]):
            continue
        prep = m["prep"] or ("on " if m["the"] or m["days"] else "")
        month, year = m["month"].capitalize(), (m["year"] or "")[-4:]
        pair = f"{m['first']}{m['link']}{m['last']}"
        if view.style == "us":
            told = f"{prep}{month} {pair}" + (f", {year}" if year else "")
        else:
            told = f"{prep}{pair} {month} {year}".rstrip()
        fixed = told[0].upper() + told[1:] if m[0][0].isupper() else told
        yield Change(*m.span(), fixed, REASON, True)


def this_year(text: str, view: View) -> Iterator[Change]:
    """ "on August 4 of the present year" -> "on August 4"."""
    for m in _THIS_YEAR.finditer(text):
        yield Change(*m.span("year"), "", REASON, True)


_FROM_TO = re.compile(
    rf"(?P<of>\b[Oo]f) (?=(?:(?:{MONTH}) \d{{1,2}} to (?:(?:{MONTH}) )?\d{{1,2}}|\d{{1,2}}(?: (?:{MONTH}))? to \d{{1,2}} (?:{MONTH}))\b)"
)
_SPAN = re.compile(
    r"\b(?:week|weeks|period|periods|dates?|days?|session|sessions|meeting|meetings|edition|weekend|strike|strikes|night|nights|events?|holidays?|talks|stay|the|programme|program|conference|summit|minutes|data|letters?|offers?|averages?|readings?|issues?|fighting|figures|orders?|reports?) $"
)


def from_to(text: str, view: View) -> Iterator[Change]:
    """ "held in Arequipa of November 18 to 20" -> "from November 18 to 20"."""
    for m in _FROM_TO.finditer(text) if view.damaged else ():
        before = text[max(0, m.start() - 16) : m.start()]
        if not _SPAN.search(before) and not re.match(r"[^.,;]* to \d+ [a-z]", text[m.end() :][:40]):
            yield Change(*m.span("of"), "From" if m["of"] == "Of" else "from", REASON, True)


RULES = (
    Rule(
        "from_to", "date_format", from_to, re.compile(r"[Oo]f (?:\d|[A-Z][a-z]+ \d)[\w ]{0,16} to ")
    ),
    Rule("two_days", "date_format", two_days, re.compile(rf"\d (?:of )?(?:{MONTH})\b", re.I)),
    Rule("this_year", "date_format", this_year, re.compile(r" year\b")),
    Rule("weekdays", "date_format", weekdays, _BARE_DAY),
    Rule("linked", "date_format", linked, re.compile(r" (?:d[eu]l?|of the|of el|el|le) [\dA-Z]")),
)
