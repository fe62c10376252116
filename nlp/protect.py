"""Spans of a sentence that must survive translation: found, masked, and put back in English.

`mask` replaces figures, dates, addresses, codes and names by reserved symbols (single pieces of
the translation vocabulary) and keeps the English rendering of each; `unmask` puts them back. The
renderings are deterministic ("3,5 M€" -> "€3.5 million"), so what can be computed is not left to a
model. Training uses the same code, on pairs whose English holds the rendering literally.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from nlp.clock import clock_words
from nlp.dates import ENGLISH_WEEKDAYS, dates, days_of_weeks, months_of_years, numeric_dates
from nlp.ellipses import elliptical
from nlp.figures import GAP, Span, amounts, approximate, money, percents, written
from nlp.fitting import CLOCK, fitted
from nlp.language import foreign
from nlp.named_days import named_days
from nlp.numerals import acronyms, meetings, named
from nlp.phones import phones
from nlp.times import times
from nlp.units import areas, small_words

SYMBOLS = tuple(f"⟦{i}⟧" for i in range(1, 13))
"""Placeholders; one piece each in the vocabulary."""
RESERVED = ("⟦t⟧", "⟦=⟧", "⟦/t⟧", "⟦fr⟧", "⟦es⟧", "⟦a⟧", "⟦b⟧", "⟦c⟧")
"""Further single pieces: the first three enclose a glossary term and its rendering, the last three a
gloss (nlp/translate/glosses.py); "⟦fr⟧" and "⟦es⟧" are unused so far."""
_OPENS = re.compile(r"([\"“«(\s]*)(⟦\d+⟧)")
_FIRST_WORD = re.compile(r"[a-z]+(?:$| (?=[\d€$£])| days a week$)")
_SYMBOL = re.compile("|".join(map(re.escape, (*SYMBOLS, *RESERVED))))


NameIn = Callable[[str, bool], str]
"""Gives the end of a run of capitalised words that is a name to be copied, or ""; it is told whether
the run opens the sentence."""


class Masked(NamedTuple):
    """A sentence with symbols in place of spans, and what each symbol stands for."""

    text: str
    english: dict[str, str]


_URL = re.compile(r"(?:https?://|www\.)[^\s<>«»\"“”]{0,2000}[^\s<>«»\"“”.,;:!?)\]'’]")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_ENDINGS = (  # of an address in lower case; those that are words too want a label that is no end of a sentence
    "com|org|net|fr|es|eu|io|gouv|gob|mx|ar|co|be|ch|uy|cl|pe|ec|bo|py|ve|cr|gt|sv|hn|cu|pr|br|pt|uk|ca|info|"
    "health|app|dev|cat|gal|eus|madrid|gub|gov|edu|int|barcelona|paris|bzh|lu|ma|sn|tn|dz|ai"
)
_DOMAIN = re.compile(
    rf"(?<![\w.@])(?:(?:[a-z0-9-]+\.)+(?:(?:com|edu|go[bv]|gouv|gub|org)\.[a-z]{{2}}|{_ENDINGS})|[A-Z][a-z0-9-]+\.(?:[a-z0-9-]+\.)*(?:uy|cl|com|es|fr|ai|io|gal))"
    r"(?:/[\w./-]*\w)?(?![\w-])"
)
_LONG = re.compile(r"\S{80,}")  # no word is so long: passed through untouched
_TAG = re.compile(r"(?<!\w)[#@]\w+")
_CODE = re.compile(
    r"(?<![\w.,])(?=[\w./-]*\d)(?=[\w./-]*[A-Za-z])[A-Za-z0-9]\w*(?:[./-]\w+)*"
    r"|(?<![\w.,])(?!\d{1,3}(?:\.\d{3})+(?!\d))\d+(?:\.\d+){2,}(?!\w)|(?<![\w.,-])\d+(?:[-/]\d+)+(?![\w-])"
)
_STANDARD = re.compile(
    r"(?<!\w)(?:ISO|IEC|EN|NF|UNE|RFC|CIM|CIE|DOC|HL7)(?:[/ -](?:IEC|EN|ISO|S))?[ \u00a0-]?\d[\d.:-]*\d(?!\w)"
)
_TITLED = re.compile(
    r"(?<=[«“\"])[ \u00a0\u202f]?([A-ZÀ-Ý][\w'’-]*(?: [\w'’-]+)? \d{2,4})(?=[ \u00a0\u202f]?[»”\"])"
)
_QUOTED = re.compile(r"[«“\"][ \u00a0\u202f]?([^«»“”\"]{12,400}?)[ \u00a0\u202f]?[»”\"]")
_NOT_CODE = re.compile(
    r"\d+(?:er|ère|re|e|è|ème|nd|nde|º|ª|o|a|h|s|min|km|m|cm|mm|kg|g|mg|ml|l)|.*\dh\d*|\d+-\D+|"
    r"\D+-\d{1,2}ans",
    re.IGNORECASE,
)
SPEAKER = re.compile(
    r"[\s«“\"—–-]*(?P<who>[A-ZÀ-ÖØ-Þ]\.(?:[ \u00a0\u202f-]?[A-ZÀ-ÖØ-Þ]\.){1,2})(?P<mark>[ \u00a0\u202f]?:)(?!\w)[\s«]*"
)
_OPENING = " \"'“«¿¡("  # may stand before the first word
_MARKS = "™℠"
_MARKED = re.compile(rf"(?<![\w@#/-])\w[\w+-]*[{_MARKS}]|[{_MARKS}]")
_DAY_OF = re.compile(
    rf"{GAP}(?:del?|du)(?:{GAP}(?:día|jour))?{GAP}(?:(?P<weekday>{'|'.join(ENGLISH_WEEKDAYS)}),?{GAP})?"
)
_DATE = re.compile(r"[A-Z][a-z]+ (?:\d{1,2}(?:, \d{4})?|the \d{1,2}[a-z]{2})")
_ELIDED = r"(?i:l|d|j|s|c|qu|jusqu|lorsqu|puisqu|quoiqu|aujourd)"
_LETTERS = (  # of "Hop'EN" and "N'Diaye"; not of "D'ARRAS", "N'EST"
    rf"(?:[a-z]-?)?(?!{_ELIDED}['’])(?![NnMmTt]['’][A-ZÀ-Þ](?![a-zß-ÿ]))"
    r"[A-ZÀ-ÖØ-Ý](?:[\w-]|(?<=\w)['’](?=[A-ZÀ-ÖØ-Ý]))*\w"
)
_NAME = re.compile(
    r"(?<![\w.@#/-])(?:(?:[LlDdJjSsCcnmt]|[Qq]u|[Ll]orsqu|[Pp]uisqu)['’])?"
    rf"(?P<name>{_LETTERS}(?:[ \u00a0]{_LETTERS})*)"
)


def _plain(pattern: re.Pattern[str], kind: str, text: str) -> Iterator[Span]:
    for found in pattern.finditer(text):
        yield Span(*found.span(), kind, found[0])


def _names(text: str, name_in: NameIn) -> Iterator[Span]:
    said = SPEAKER.match(text)
    label = said.end() if said else 0  # what follows "M. D. :" opens the sentence
    for found in _NAME.finditer(text, label):
        end = found.end("name")
        if name := name_in(found["name"], not text[label : found.start("name")].strip(_OPENING)):
            start, end = end - len(name), end + (text[end : end + 1] in tuple(_MARKS))
            yield Span(start, end, "name", text[start:end].replace("’", "'"))


def _speaker(text: str) -> Iterator[Span]:
    """The initials of who speaks, at the start of an answer: "M. D. : Oui" has no "monsieur"."""
    if found := SPEAKER.match(text):
        yield Span(*found.span("who"), "code", found["who"])


def _at_day(text: str, spans: list[Span]) -> Iterator[Span]:
    """Spans in order, a time and its day made one: "15:00 horas del 18 de julio" is "3 p.m. on July 18"."""
    held: Span | None = None
    for span in spans:
        joined = _joined(text, held, span) if held else None
        if held and not joined:
            yield held
        held = joined or span
    if held:
        yield held


def _joined(text: str, time: Span, day: Span) -> Span | None:
    """A time of day and the date that "del" or "du" puts behind it, as one."""
    joint = _DAY_OF.fullmatch(text[time.end : day.start])
    if (time.kind, day.kind) != ("time", "date") or joint is None:
        return None
    if not (CLOCK.fullmatch(time.english) and _DATE.fullmatch(day.english)):
        return None
    weekday = f"{ENGLISH_WEEKDAYS[joint['weekday']]}, " if joint["weekday"] else ""
    return Span(time.start, day.end, "date", f"{time.english} on {weekday}{day.english}")


_US = re.compile(r"(?<!\w)EE\.? ?UU\.?(?=\))")
_WAS = {
    "hoy": "now", "ahora": "now", "actualmente": "now", "antes": "formerly", "ex": "formerly",
    "anteriormente": "formerly", "aujourd'hui": "now", "désormais": "now", "anciennement": "formerly",
}  # fmt: skip
_WAS_NAMED = re.compile(
    rf"(?<=\()(?P<when>{'|'.join(_WAS).replace(chr(39), '[' + chr(39) + '’]')})[ \u00a0]"
    r"(?P<name>[A-ZÀ-ÖØ-Ý][\w-]*\w(?:[ \u00a0][A-ZÀ-ÖØ-Ý][\w-]*\w)*)(?=\))"
)


def _in_brackets(text: str) -> Iterator[Span]:
    """What a model garbles in brackets: "(EE.UU.)", and names of now and then, "(hoy NTT Data)"."""
    for found in _US.finditer(text):
        yield Span(*found.span(), "name", "US")
    for found in _WAS_NAMED.finditer(text):
        when = _WAS[found["when"].replace("’", "'")]
        yield Span(*found.span(), "name", f"{when} {found['name']}")


_OF_LAW = re.compile(
    r"(?<=\()(?:articles?|artículos?)[ \u00a0](?P<no>(?:[LRDA]\.?[ \u00a0]?)?\d[\d.-]*(?:[ \u00a0](?:et|y)[ \u00a0](?:[LRDA]\.?[ \u00a0]?)?\d[\d.-]*)?)"
    r"(?P<of>[ \u00a0](?:du|del)[ \u00a0]RGPD)?(?![\w])"
)


def _of_law(text: str) -> Iterator[Span]:
    """The article of a law that opens a bracket, which a model takes for a date: "(article 15 du RGPD)"."""
    for found in _OF_LAW.finditer(text):
        number = re.sub(r"[ \u00a0](?:et|y)[ \u00a0]", " and ", found["no"])
        noun = "Articles" if " and " in number else "Article"
        yield Span(*found.span(), "name", f"{noun} {number}{' of the GDPR' if found['of'] else ''}")


def _english_quotes(text: str, lang: str) -> Iterator[Span]:
    """Quotations in plain English inside a French or Spanish sentence: they pass as they are."""
    for found in _QUOTED.finditer(text):
        if foreign(found[1], lang) == "en":
            yield Span(*found.span(1), "quote", found[1])


@lru_cache(maxsize=64)  # a sentence is asked about three times in a row
def _certain(text: str, lang: str) -> tuple[Span, ...]:
    """What needs neither terms nor names: addresses, codes, dates, figures; the first found goes before."""
    whole = [*_plain(_URL, "url", text), *_plain(_LONG, "code", text), *_speaker(text)]
    text = _without_runs(text)
    counted = list(amounts(text, lang))
    candidates: list[Iterable[Span]] = [
        whole,
        _english_quotes(text, lang),
        _in_brackets(text),
        _plain(_EMAIL, "email", text),
        _plain(_DOMAIN, "url", text),
        _plain(_TAG, "tag", text),
        phones(text),
        (Span(start, end, "name", text[start:end]) for start, end in named_days(text, lang)),
        clock_words(text, lang),
        dates(text, lang),
        months_of_years(text, lang),
        _of_law(text),
        numeric_dates(text),
        days_of_weeks(text, lang),
        times(text, lang),
        percents(text, lang),
        _plain(_STANDARD, "code", text),
        areas(text, lang),
        money(text, counted),
        small_words(text, lang),
        (Span(start, end, "number", english) for start, end, english in meetings(text, lang)),
        (Span(start, end, "name", text[start:end]) for start, end in acronyms(text, lang)),
        (Span(start, end, "name", text[start:end]) for start, end in named(text, lang)),
        (Span(*m.span(1), "name", m[1]) for m in _TITLED.finditer(text)),
        (s for s in _plain(_CODE, "code", text) if not _NOT_CODE.fullmatch(s.english)),
        elliptical(text, lang),
        counted,
        written(text, lang),
        approximate(text, lang),
    ]
    return tuple(_free(chain.from_iterable(candidates), (), len(text)))


def _without_runs(text: str) -> str:
    """The text with blanks for runs without end, which keeps the patterns fast."""
    return _LONG.sub(lambda run: " " * len(run[0]), text)


def _free(candidates: Iterable[Span], found: Iterable[Span], length: int) -> Iterator[Span]:
    """Those that touch none of ``found`` and none before them."""
    taken = bytearray(length)
    for span in found:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    for span in candidates:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            yield span


def _in_a_term(text: str, span: Span, terms: Iterable[Span]) -> bool:
    """Whether a number in words is a part of a term: "guerre de Trente Ans"."""
    word = text[span.start : span.end]
    if span.kind != "number" or any(letter.isdigit() for letter in word):
        return False
    return any(t.start < span.start and span.end <= t.end for t in terms)


def find_spans(
    text: str,
    lang: str,
    name_in: NameIn | None = None,
    terms_in: Callable[[str], Iterable[Span]] | None = None,
) -> list[Span]:
    """Find what must survive translation, left to right, never overlapping.

    Args:
        text: one sentence.
        lang: "fr" or "es".
        name_in: finds the name in a run of capitalised words; None leaves names alone.
        terms_in: finds glossary terms; they come after figures and before names.
    """
    found = list(_certain(text, lang))
    text = _without_runs(text)
    candidates: list[Iterable[Span]] = []
    if terms_in is not None:
        terms = list(terms_in(text))
        found = [span for span in found if not _in_a_term(text, span, terms)]
        candidates.append(terms)
    if name_in is not None:
        candidates.append(_names(text, name_in))
    candidates.append(_plain(_MARKED, "name", text))
    found += _free(chain.from_iterable(candidates), found, len(text))
    return list(_at_day(text, sorted(found)))


def mask(text: str, spans: list[Span], symbols: tuple[str, ...] = SYMBOLS) -> Masked:
    """Replace the first `len(symbols)` spans by symbols, in order; terms get their rendering beside.

    Spans must not overlap and come left to right; those of the kinds "term" and "gloss" take no symbol.
    """
    parts, english, at = [], {}, 0
    free = iter(symbols)
    for span in spans:
        if span.kind == "term":
            shown = f"⟦t⟧ {text[span.start : span.end]} ⟦=⟧ {span.english} ⟦/t⟧"
        elif span.kind == "gloss":
            shown = _glossed(text[span.start : span.end], span)
        elif shown := next(free, ""):
            english[shown] = span.english
        else:
            continue
        if text[span.end - 1] in "'’":
            shown += " "  # "une trentaine d'hôpitaux": the symbol must not cling to the noun
        parts += [text[at : span.start], shown]
        at = span.end
    return Masked("".join(parts) + text[at:], english)


def _glossed(word: str, span: Span) -> str:
    """A word with up to three renderings beside it: "pista ⟦a⟧ runway ⟦b⟧ track ⟦c⟧"."""
    first, rest, end = RESERVED[5:]
    parts = [word, first, span.english, *(f"{rest} {english}" for english in span.also[:2]), end]
    return " ".join(parts)


def unmask(text: str, english: dict[str, str]) -> str:
    """Put the English of every symbol back; symbols that stand for nothing disappear.

    What stands around them is fitted to them (:mod:`nlp.fitting`), and a number in words gets a capital
    where it opens the text ("Some 30").
    """
    if "⟦" not in text:
        return text
    text = fitted(text, english)
    opens = _OPENS.match(text)
    text = _SYMBOL.sub(lambda found: english.get(found[0], "\0"), text)
    if opens and (word := english.get(opens[2], "")) and _FIRST_WORD.match(word):
        at = len(opens[1])
        text = text[:at] + text[at].upper() + text[at + 1 :]
    return re.sub(r" ?\0+", "", text)
