"""White space: French spacing before punctuation, blanks inside brackets, words glued together."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.patterns import late
from nlp.repair.change import Change, Rule, View

_S = r"[ \t\u00a0\u202f\u2009]"
_BEFORE = late(rf"(?<=[^\s]){_S}{{1,3}}([;:!?,])(?=\s|$|[\"\u201d\u00bb)])")
_STOP = late(rf"(?<=[\w)\"\u201d\u00bb%]){_S}{{1,3}}(\.)(?=\s|$|[\"\u201d\u00bb])")
_ABBREVIATED = (
    r"[A-Za-z]\.[A-Za-z]|[A-Z]\.[a-z]\.[A-Z]"
    r"|\b(?:Inc|Ltd|Corp|Co|Bros|Jr|Sr|etc|vs|approx|Ph\.D|St|Dr|Mr|Mrs|Ms|Prof|No)"
)
_TWO_STOPS = late(rf"(?:{_ABBREVIATED})\.({_S}?\.)(?=\s|$|[\"\u201d\u00bb)\]])(?!\s*\.)")
_PERCENT = late(rf"(?<=\d){_S}{{1,2}}(?=%)")
_OPEN = late(rf"(?<=[(\[]){_S}{{1,3}}(?=[\w\"\u201c])")
_CLOSE = late(rf"(?<=[\w.!?\"\u201d%]){_S}{{1,3}}(?=[)\]])")
_GLUED = late(r"(?<=[a-z\u00df-\u00ff]{2})([,;:!?])(?=[a-zA-Z\u00c0-\u00ff]{2})")
_GLUED_STOP = late(
    r"(?<=[a-z\u00df-\u00ff]{3})\.(?=(?:The|It|He|She|They|This|In|On|A|An|But|According|At|We|You|These|Those|There|"
    r"Its|His|Her|Their|For|From|With|Since|After|Before|When|While|As|If|Each|All|No|Not|More|Most|Some|Many|Now|Then|"
    r"Two|Three|By|To|Of|And|So|However|Thanks)(?:\s|, ))"
)
_TITLE = late(r"\b(?:Dr|Mr|Mrs|Ms|Prof)\.(?=[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]{2})")
_COMMA = late(rf"(?<=[\w)\"]){_S}{{1,2}},(?=[a-z]{{2,}} )")
_TWICE = late(
    r"(?<=[a-z\u00df-\u00ff]{2}),,(?=\s)|(?<=[A-Za-z\u00df-\u00ff]{3})\.\.(?=\s+[A-Z\"]|$)"
)
_ETC = late(r"\betc(?:\.{2,3}|\.?\u2026)")
_ENTITY = late(r"&\w{2,7}\Z")
_DOUBLE = late(r"(?<=\S) {2,}(?=\S)")
_NO_BREAK = late(r"[\u00a0\u202f\u2009]")
_POSSESSIVE = late(rf"(?<=[a-z]){_S}(?=['\u2019]s\b)")
_HYPHEN = late(rf"(?<=\d){_S}?[\u2010\u2011]{_S}?(?=\d)")
_POINT = late(rf"(?<=\b\d){_S}(\.){_S}(?=\d\b)|(?<=\b\d\d){_S}(\.){_S}(?=\d\b)")
_SIGN = late(
    rf"(?<=[:(]) ?([+\u2212]){_S}(?=\d)|(?<=\()(-){_S}(?=\d{{1,3}}(?:[.,]\d{{1,3}})?{_S}?%\))"
)
"""A hyphen is a minus only where brackets hold the share alone: behind a colon it may open a list."""
_AND_OR = late(r"(?<=\band) / (?=or\b)")
_SMILEY = late(r"[:;]-?[)(DPp](?!\w)")
_CAMEL = late(r"\b(The|In|At|Of|And|For|With)([A-Z][a-z]{3,})\b")
_PARTICLE = late(r"\b([A-Z][a-z\u00df-\u00ff]{2,})(De|Du|Des|Del|La|Of|And|The|For)\b(?= [A-Z])")


def before_marks(text: str, view: View) -> Iterator[Change]:
    """No space before ; : ! ? , and the full stop."""
    for pattern in (_BEFORE, _STOP):
        for m in pattern.finditer(text):
            if _SMILEY.match(text, m.start(1)):
                continue
            yield Change(m.start(), m.end(), m[1], "no space before punctuation in English")


def two_stops(text: str, view: View) -> Iterator[Change]:
    """ "at 2 p.m..": the stop of an abbreviation ends the sentence too."""
    for m in _TWO_STOPS.finditer(text):
        yield Change(*m.span(1), "", "one full stop is enough after an abbreviation")


def apart(text: str, view: View) -> Iterator[Change]:
    """ "0 . 8", ": + 12%" and "and / or": marks that belong to what stands around them."""
    for m in _POINT.finditer(text):
        yield Change(*m.span(), ".", "no space around a decimal point")
    for m in _SIGN.finditer(text):
        yield Change(m.end() - 1, m.end(), "", "no space behind the sign of a figure")
    for m in _AND_OR.finditer(text):
        yield Change(*m.span(), "/", "no space around a stroke")


def twice(text: str, view: View) -> Iterator[Change]:
    """Two commas or two full stops for one, and "etc..."."""
    for m in _TWICE.finditer(text):
        yield Change(*m.span(), m[0][0], "a mark written twice")
    for m in _ETC.finditer(text):
        yield Change(*m.span(), "etc.", "one full stop is enough after an abbreviation")


def percent(text: str, view: View) -> Iterator[Change]:
    """No space before the percent sign."""
    for m in _PERCENT.finditer(text):
        yield Change(*m.span(), "", "no space before % in English")


def brackets(text: str, view: View) -> Iterator[Change]:
    """No space inside brackets."""
    for pattern in (_OPEN, _CLOSE):
        for m in pattern.finditer(text):
            if text[m.start() - 1 : m.end() + 1] != "[ ]":
                yield Change(*m.span(), "", "no space inside brackets")


def doubled(text: str, view: View) -> Iterator[Change]:
    """Runs of spaces inside a line, and spaces before a possessive 's."""
    for m in _DOUBLE.finditer(text):
        if text[m.start() - 1] not in ".!?:\"'":
            yield Change(*m.span(), " ", "more than one space")
    for m in _POSSESSIVE.finditer(text):
        yield Change(*m.span(), "", "no space before the possessive")


def glued(text: str, view: View) -> Iterator[Change]:
    """A missing space after a comma or a full stop, where it cannot be anything else."""
    for m in _GLUED.finditer(text):
        if m[1] == ";" and _ENTITY.search(text[max(0, m.start() - 8) : m.start()]):
            continue
        if m[1] in ",;" or (m[1] != ":" and text[m.end()].isupper()):
            yield Change(m.end(), m.end(), " ", "a space is missing after punctuation")
    for m in _GLUED_STOP.finditer(text):
        yield Change(m.end(), m.end(), " ", "a space is missing after the full stop")
    for m in _TITLE.finditer(text):
        yield Change(m.end(), m.end(), " ", "a space is missing after the full stop")
    for m in _COMMA.finditer(text):
        yield Change(*m.span(), ", ", "the space stands behind the comma")
    for m in _CAMEL.finditer(text):
        if m[0] not in (view.source or ""):
            yield Change(m.end(1), m.end(1), " ", "two words were run together")
    for m in _PARTICLE.finditer(text):
        if m[0] not in (view.source or ""):
            small = f" {m[2].lower()}"
            yield Change(m.start(2), m.end(2), small, "two words were run together")


RULES = (
    Rule("apart", "fr_spacing", apart, late(rf"\d{_S}\.{_S}\d|[+\u2212-]{_S}\d|and / or")),
    Rule("before_marks", "fr_spacing", before_marks, late(rf"{_S}[;:!?,.]")),
    Rule("two_stops", "quote_punct", two_stops, late(rf"[A-Za-z]\.{_S}?\.")),
    Rule("twice", "quote_punct", twice, late(r"[,.]{2}|\u2026")),
    Rule("percent", "fr_spacing", percent, late(rf"{_S}%")),
    Rule("brackets", "fr_spacing", brackets, late(rf"[(\[]{_S}|{_S}[)\]]")),
    Rule("doubled", "fr_spacing", doubled, late(r"  | ['\u2019]s\b")),
    Rule(
        "glued",
        "glued_words",
        glued,
        late(
            rf"[a-z\u00df-\u00ff][,;:!?.A-Z][a-zA-Z]|[TIAOFW][a-z]+[A-Z]|[DMP]\w+\.[A-Z]|{_S},[a-z]"
        ),
    ),
)
