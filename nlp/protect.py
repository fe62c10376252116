"""Spans of a sentence that must survive translation: found, masked, and put back in English.

`mask` replaces figures, dates, addresses, codes and names by reserved symbols (single pieces of
the translation vocabulary) and keeps the English rendering of each; `unmask` puts them back. The
renderings are deterministic ("3,5 M€" -> "€3.5 million"), so what can be computed is not left to a
model. Training uses the same code, on pairs whose English holds the rendering literally.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from nlp.clock import clock_words
from nlp.dates import ENGLISH_WEEKDAYS, dates, numeric_dates
from nlp.ellipses import elliptical
from nlp.figures import GAP, Span, amounts, approximate, money, percents, written
from nlp.language import foreign
from nlp.numerals import acronyms
from nlp.times import times
from nlp.units import areas, small_words

SYMBOLS = tuple(f"⟦{i}⟧" for i in range(1, 13))
"""Placeholders; one piece each in the vocabulary."""
RESERVED = ("⟦t⟧", "⟦=⟧", "⟦/t⟧", "⟦fr⟧", "⟦es⟧", "⟦a⟧", "⟦b⟧", "⟦c⟧")
"""Further single pieces: the first three enclose a glossary term and its rendering, the last three a
gloss (nlp/translate/glosses.py); "⟦fr⟧" and "⟦es⟧" are unused so far."""
_OPENS = re.compile(r"([\"“«(\s]*)(⟦\d+⟧)")
_UNIT_AGAIN = re.compile(
    r"(⟦\d+⟧)((?: (?:thousand|million|billion|trillion))*(?: (?:of )?(?:euros?|pesos?)| ?%| percent)?)(?!\w)"
)
_SCALED = re.compile(r" (?:thousand|million|billion|trillion)(?: pesos)?$")
_SCALE_AGAIN = re.compile(r" (?:thousand|million|billion|trillion)")
_MONEY_AGAIN = re.compile(r" (?:of )?(?:euros?|pesos?)$")
_PERCENT_AGAIN = re.compile(r" ?%| percent")
_LENGTH_BEFORE_NOUN = re.compile(r"(?<!\w)([Aa])n? (⟦\d+⟧)(?= (?!of |and |or |to |in |at )[a-z])")
_LENGTH = re.compile(r"(\d[\d,.]*) (hour|minute)s?")
_PART_OF_YEAR = re.compile(r"(?:first|second|third|fourth) (?:quarter|half)(?: of \d{4})?")
_AT_PART_OF_YEAR = re.compile(
    r"(?P<before>^[\"“«(\s]*|(?<!\w)(?P<word>at|on|to|in|of|for|from|by|during|since|until|till|before|after|with|without|"
    r"between|and|than|over|through|throughout|versus|against|as|about|around|per|into|under) )?(?P<symbol>⟦\d+⟧)"
    r"(?P<noun> (?:(?:net|operating|consolidated|financial|business|annual|total) )?(?:revenues?|turnover|sales|results?|"
    r"figures|earnings|income|profits?|loss(?:es)?|budget|reports?|accounts|growth|performance|activity|orders|"
    r"publication)(?!\w))?"
)
_IN_NOT_TO = re.compile(
    r"(?:[\d%⟧]|(?<!\w)(?:thousand|million|billion|euros|percent|delivered|planned|scheduled|expected|opened|completed|"
    r"launched|started|begin|start|available|ready|deployed|signed|published|lost|revenue|sales)) $"
)
"""What a model's "to" for "au" stands behind: "delivered to the first half"; "postponed to" is right."""
_CLOCK = re.compile(r"(?:[\d:]+ [ap]\.m\.|noon|midnight)")
_AT_CLOCK = re.compile(r"(?<!\w)([Ii]n|[Oo]n) (⟦\d+⟧)")
_STOPPED = re.compile(r"(⟦\d+⟧)\.(?!\.)")
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
_DOMAIN = re.compile(
    r"(?<![\w.@])(?:[a-z0-9-]+\.)+(?:com|org|net|fr|es|eu|io|gouv|gob|mx|ar|co|be|ch)"
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
_SPEAKER = re.compile(
    r"[\s«“\"—–-]*(?P<who>[A-ZÀ-ÖØ-Þ]\.(?:[ \u00a0\u202f-]?[A-ZÀ-ÖØ-Þ]\.){1,2})(?=[ \u00a0\u202f]?:(?!\w))"
)
_MARKS = "™℠"
_MARKED = re.compile(rf"(?<![\w@#/-])\w[\w+-]*[{_MARKS}]|[{_MARKS}]")
_DAY_OF = re.compile(
    rf"{GAP}(?:del?|du)(?:{GAP}(?:día|jour))?{GAP}(?:(?P<weekday>{'|'.join(ENGLISH_WEEKDAYS)}),?{GAP})?"
)
_DATE = re.compile(r"[A-Z][a-z]+ \d{1,2}(?:, \d{4})?")
_NAME = re.compile(
    r"(?<![\w.@#/-])(?:(?:[LlDdJjNnSsCcMmTt]|[Qq]u|[Ll]orsqu|[Pp]uisqu)['’])?"
    r"(?P<name>(?:[a-z]-?)?[A-ZÀ-ÖØ-Ý][\w-]*\w(?:[ \u00a0](?:[a-z]-?)?[A-ZÀ-ÖØ-Ý][\w-]*\w)*)"
)


def _plain(pattern: re.Pattern[str], kind: str, text: str) -> Iterator[Span]:
    for found in pattern.finditer(text):
        yield Span(*found.span(), kind, found[0])


def _names(text: str, name_in: NameIn) -> Iterator[Span]:
    for found in _NAME.finditer(text):
        end = found.end("name")
        if name := name_in(found["name"], not text[: found.start("name")].strip(" \"'“«¿¡(")):
            start, end = end - len(name), end + (text[end : end + 1] in tuple(_MARKS))
            yield Span(start, end, "name", text[start:end])


def _speaker(text: str) -> Iterator[Span]:
    """The initials of who speaks, at the start of an answer: "M. D. : Oui" has no "monsieur"."""
    if found := _SPEAKER.match(text):
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
    if not (_CLOCK.fullmatch(time.english) and _DATE.fullmatch(day.english)):
        return None
    weekday = f"{ENGLISH_WEEKDAYS[joint['weekday']]}, " if joint["weekday"] else ""
    return Span(time.start, day.end, "date", f"{time.english} on {weekday}{day.english}")


def _english_quotes(text: str, lang: str) -> Iterator[Span]:
    """Quotations in plain English inside a French or Spanish sentence: they pass as they are."""
    for found in _QUOTED.finditer(text):
        if foreign(found[1], lang) == "en":
            yield Span(*found.span(1), "quote", found[1])


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
    whole = [*_plain(_URL, "url", text), *_plain(_LONG, "code", text), *_speaker(text)]
    text = _LONG.sub(lambda run: " " * len(run[0]), text)  # keeps the patterns below fast
    counted = list(amounts(text, lang))
    candidates: list[Iterable[Span]] = [
        whole,
        _english_quotes(text, lang),
        _plain(_EMAIL, "email", text),
        _plain(_DOMAIN, "url", text),
        _plain(_TAG, "tag", text),
        clock_words(text, lang),
        dates(text, lang),
        numeric_dates(text),
        times(text, lang),
        percents(text),
        _plain(_STANDARD, "code", text),
        areas(text, lang),
        money(text, counted),
        small_words(text, lang),
        (Span(start, end, "name", text[start:end]) for start, end in acronyms(text, lang)),
        (Span(*m.span(1), "name", m[1]) for m in _TITLED.finditer(text)),
        (s for s in _plain(_CODE, "code", text) if not _NOT_CODE.fullmatch(s.english)),
        elliptical(text, lang),
        counted,
        written(text, lang),
        approximate(text, lang),
    ]
    if terms_in is not None:
        candidates.append(terms_in(text))
    if name_in is not None:
        candidates.append(_names(text, name_in))
    candidates.append(_plain(_MARKED, "name", text))
    taken = bytearray(len(text))
    found: list[Span] = []
    for span in chain.from_iterable(candidates):
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            found.append(span)
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

    A number in words gets a capital where it opens the text ("Some 30"). Dropped is what a symbol's
    English has already: a unit that the model wrote behind it ("2.2 million million") and the full stop
    behind "p.m.". "A ⟦1⟧ strike" with "36 hours" is "a 36-hour strike", "in ⟦1⟧" with "first half of 2027"
    "in the first half of 2027".
    """
    if "⟦" not in text:
        return text
    text = _UNIT_AGAIN.sub(lambda found: _once(found, english), text)
    text = _AT_PART_OF_YEAR.sub(lambda found: _with_article(found, english), text)
    text = _AT_CLOCK.sub(lambda found: _at_clock(found, english), text)
    text = _STOPPED.sub(lambda found: _ended(found, english), text)
    text = _LENGTH_BEFORE_NOUN.sub(lambda found: _before_noun(found, english), text)
    opens = _OPENS.match(text)
    text = _SYMBOL.sub(lambda found: english.get(found[0], "\0"), text)
    if opens and (word := english.get(opens[2], "")) and _FIRST_WORD.match(word):
        at = len(opens[1])
        text = text[:at] + text[at].upper() + text[at + 1 :]
    return re.sub(r" ?\0+", "", text)


def _once(found: re.Match[str], english: dict[str, str]) -> str:
    """A symbol and the unit behind it, less what the symbol's English says already."""
    whole, after = english.get(found[1], ""), found[2]
    if _SCALED.search(whole):
        after = _SCALE_AGAIN.sub("", after)
    if ("€" in whole or whole.endswith("pesos")) and _MONEY_AGAIN.search(after):
        after = _MONEY_AGAIN.sub("", after)
    return found[1] + ("" if whole.endswith("%") and _PERCENT_AGAIN.fullmatch(after) else after)


def _with_article(found: re.Match[str], english: dict[str, str]) -> str:
    """A quarter or a half as the sentence wants it: "in the first half of 2027", "revenue for the first half"."""
    before, symbol, noun = found["before"], found["symbol"], found["noun"]
    if not _PART_OF_YEAR.fullmatch(english.get(symbol, "")) or before is None and not noun:
        return found[0]
    opens = before is not None and not found["word"]
    if noun:
        noun = noun.strip().capitalize() if opens else noun.strip()
        return f"{before or ''}{noun} for the {symbol}"
    if (
        found["word"] in ("at", "on")
        or found["word"] == "to"
        and _IN_NOT_TO.search(found.string, 0, found.start())
    ):
        before = "in "
    return f"{before}{'The' if opens else 'the'} {symbol}"


def _at_clock(found: re.Match[str], english: dict[str, str]) -> str:
    """The preposition that a time of day has: "at 5 p.m.", whatever the model took the symbol for."""
    if not _CLOCK.match(english.get(found[2], "")):
        return found[0]
    return f"{'At' if found[1].istitle() else 'at'} {found[2]}"


def _ended(found: re.Match[str], english: dict[str, str]) -> str:
    """A symbol and the full stop behind it, which is one with the last of "p.m."."""
    return found[1] if english.get(found[1], "").endswith(".") else found[0]


def _before_noun(found: re.Match[str], english: dict[str, str]) -> str:
    """An article and a length of time before a noun: "an 8-hour"."""
    lasts = _LENGTH.fullmatch(english.get(found[2], ""))
    if lasts is None:
        return found[0]
    vowel = re.match(r"8|1[18](?!\d)", lasts[1])
    return f"{found[1]}{'n' if vowel else ''} {lasts[1]}-{lasts[2]}"
