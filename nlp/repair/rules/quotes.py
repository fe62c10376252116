"""Quotation marks: guillemets, mixed pairs, blanks inside, inverted Spanish marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View

_S = r"[ \t\u00a0\u202f\u2009]"
_OPENING = re.compile(rf"(?:\u00ab|<<|\u201e|\u2039){_S}*")
_CLOSING = re.compile(rf"{_S}*(?:\u00bb|>>|\u203a)")
_DOUBLED = re.compile(r"''(?=\S[^']{0,300}'')|(?<=\S)''(?!')|``|\"\"(?=\w)|(?<=[\w.,!?])\"\"(?!\")")
_LATEX = re.compile(r"(?<!`)``(?=\w)[^`\n]{1,300}?(?<=\S)''(?!')")
_OPEN_TWICE = re.compile(rf"(?:(?<=^)|(?<=[\s(]))(?P<extra>\"{_S})(?=\"\w)")
_CLOSED_TWICE = re.compile(rf"(?<=\w[\"])(?P<extra>{_S}\"|\")(?={_S}?[,.;:!?)]|\s*$)")
_SPACED_SINGLE = re.compile(
    rf"(?:(?<=[a-z] )(?<![sS] )|(?<=^)|(?<=\())'{_S}(?P<said>[^'\"\n]{{2,60}}?[^'\"\s]){_S}?'(?=[\s.,;:!?)]|$)"
    rf"|(?:(?<=[a-z] )(?<![sS] )|(?<=^)|(?<=\())'(?P<open>\w[^'\"\n]{{1,60}}?[^'\"\s]){_S}'(?=[\s.,;:!?)]|$)"
)
_INVERTED = re.compile(r"[\u00bf\u00a1](?=\w|\")")
_MARK = re.compile(r"\"")
_CURLY = re.compile(rf"(\u201c)({_S}+)|({_S}+)(\u201d)(?!\w)")
_MIXED = re.compile(
    r"\u201c([^\"\u201c\u201d\n]{1,600})\"|(?<!\w)\"([^\"\u201c\u201d\n]{1,600})\u201d"
)
_SINGLE = re.compile(
    r"(?<!\w)\u2018(?=\w)[^\u2018\u2019'\n]{0,79}[^\u2018\u2019'\s]'(?!\w)(?![^\u2018\n]{0,80}\u2019(?!\w))"
)
_SPACE_MARK = re.compile(rf"\"{_S}|{_S}\"")
_ODD_STOP = re.compile(rf"(?<=[\"\u201d]){_S}+(?=[,.;:!?](?:\s|$))")
_REASON = "quotation marks as in English"


def guillemets(text: str, view: View) -> Iterator[Change]:
    """« » and their like become straight quotes without inner spaces."""
    for pattern in (_OPENING, _CLOSING):
        for m in pattern.finditer(text):
            if m[0].strip() in ("<<", ">>") and not _balanced(text):
                continue
            yield Change(*m.span(), '"', _REASON)


def _balanced(text: str) -> bool:
    return 0 < text.count("<<") == text.count(">>")


def doubled_marks(text: str, view: View) -> Iterator[Change]:
    """Two single quotes, backquotes or a doubled quote standing for one."""
    for m in _DOUBLED.finditer(text):
        yield Change(*m.span(), '"', _REASON)


def twice(text: str, view: View) -> Iterator[Change]:
    """A mark set twice with a blank between, where the marks of the text are odd in number."""
    for pattern in (_OPEN_TWICE, _CLOSED_TWICE):
        found = list(pattern.finditer(text))
        if len(found) == 1 and text.count('"') % 2:
            yield Change(*found[0].span("extra"), "", _REASON)


def spaced_single(text: str, view: View) -> Iterator[Change]:
    """ "the ' small ' wards": the blanks go, and the marks become those of the rest of the text."""
    for m in _SPACED_SINGLE.finditer(text):
        mark = '"' if '"' in text else "'"
        yield Change(*m.span(), f"{mark}{m['said'] or m['open']}{mark}", _REASON)


def crossed(text: str, view: View) -> Iterator[Change]:
    """ "the "first step' of the plan": a double mark that a single one closes, or the reverse."""
    singles = [m for m in re.finditer(r"(?<!\w)'(?=\w)|(?<=[\w.,!?])'(?!\w)", text)]
    at = text.find('"')
    if len(singles) != 1 or text.count('"') != 1 or re.search(r"s'$", text[: singles[0].end()]):
        return
    start, end = sorted((at, singles[0].start()))
    opens = start == 0 or text[start - 1] in " ("
    closes = end + 1 == len(text) or text[end + 1] in " .,;:!?)"
    if opens and closes and text[start + 1 : start + 2].isalnum() and not text[end - 1].isspace():
        yield Change(singles[0].start(), singles[0].end(), '"', _REASON)


def of_latex(text: str, view: View) -> Iterator[Change]:
    """The ``marks'' of LaTeX, closed as they were opened."""
    for m in _LATEX.finditer(text):
        yield Change(m.start(), m.start() + 2, '"', _REASON)
        yield Change(m.end() - 2, m.end(), '"', _REASON)


def inverted(text: str, view: View) -> Iterator[Change]:
    """The inverted marks that open Spanish questions and exclamations go."""
    for m in _INVERTED.finditer(text):
        yield Change(*m.span(), "", "Spanish opening mark")


def mixed(text: str, view: View) -> Iterator[Change]:
    """A curly quote closed by a straight one, or the reverse, becomes straight on both sides."""
    for m in _MIXED.finditer(text):
        yield Change(m.start(), m.start() + 1, '"', _REASON)
        yield Change(m.end() - 1, m.end(), '"', _REASON)


def single(text: str, view: View) -> Iterator[Change]:
    """A curly single quote closed by a straight one becomes straight."""
    for m in _SINGLE.finditer(text):
        yield Change(m.start(), m.start() + 1, "'", _REASON)


def inner_space(text: str, view: View) -> Iterator[Change]:
    """No space between a quotation mark and what it encloses."""
    for m in _CURLY.finditer(text):
        span = m.span(2) if m[1] else m.span(3)
        yield Change(*span, "", "no space inside quotation marks")
    if _SPACE_MARK.search(text):
        yield from _straight_pairs(text)
    for m in _ODD_STOP.finditer(text):
        yield Change(*m.span(), "", "no space between a quotation mark and what follows")


def _straight_pairs(text: str) -> Iterator[Change]:
    """Pair the straight quotes of each paragraph in order; an odd number is left alone."""
    at = 0
    for line in text.splitlines(keepends=True):
        marks = [at + m.start() for m in _MARK.finditer(line)]
        if len(marks) % 2 == 0:
            for opened, closed in zip(marks[::2], marks[1::2], strict=True):
                yield from _trim(text, opened, closed)
        at += len(line)


def _trim(text: str, opened: int, closed: int) -> Iterator[Change]:
    inside = text[opened + 1 : closed]
    before, after = text[opened - 1 : opened] if opened else "", text[closed + 1 : closed + 2]
    if not inside.strip() or before.isalnum() or after.isalnum():  # inches, or pairs gone wrong
        return
    head = len(inside) - len(inside.lstrip())
    tail = len(inside) - len(inside.rstrip())
    if head:
        yield Change(opened + 1, opened + 1 + head, "", "no space inside quotation marks")
    if tail:
        yield Change(closed - tail, closed, "", "no space inside quotation marks")


RULES = (
    Rule(
        "guillemets",
        "quote_punct",
        guillemets,
        re.compile(r"[\u00ab\u00bb\u201e\u2039\u203a]|<<|>>"),
        False,
    ),
    Rule("of_latex", "quote_punct", of_latex, _LATEX, shielded=False),
    Rule("doubled_marks", "quote_punct", doubled_marks, re.compile(r"''|``|\"\"")),
    Rule("twice", "quote_punct", twice, re.compile(rf"\"{_S}?\"")),
    Rule("crossed", "quote_punct", crossed, re.compile(r"\"")),
    Rule("spaced_single", "quote_punct", spaced_single, re.compile(rf"'{_S}")),
    Rule("inverted", "quote_punct", inverted, re.compile(r"[\u00bf\u00a1]")),
    Rule("mixed", "quote_punct", mixed, re.compile(r"[\u201c\u201d]")),
    Rule("single", "quote_punct", single, _SINGLE),
    Rule("inner_space", "quote_punct", inner_space, re.compile(rf"[\"\u201c]{_S}|{_S}[\"\u201d]")),
)
