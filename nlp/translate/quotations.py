"""Quotations shown to the model without their opening mark, which comes back in the English.

Behind an opening mark English has no space, so that the first word of a quotation is spelled with pieces from
inside words ("“Less" as ", Le, s, s): a small model seldom saw them there, and takes the nearest that it can
spell ("Better", "Before", "no" for "his"). Without the mark the word begins as any other. Where the quotation
opens the sentence, or follows a colon, the mark is left out; elsewhere a placeholder stands for it, with a
space behind. The closing mark stays, and tells where the quotation ends. What comes out with marks too many or
too few, or with one that opens nothing, is decoded as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from nlp.engine import Engine, Hypothesis
from nlp.protect import SYMBOLS
from nlp.tables import words
from nlp.translate.closings import MARK, OPENS, closed

_GAP = "[ \u00a0\u202f]?"
_FIRST = re.compile(rf"(?:[«“]{_GAP}|\")(?=[^\W\d_]|⟦t⟧)")
_INSIDE = re.compile(
    rf"(?<=[^\s«“\"])(?P<before>[ \u00a0(]|['’])(?:[«“]{_GAP}|\"(?=[^\s\"]))(?=[^\W\d_]|⟦t⟧)"
)
_CLOSING = re.compile(f"{_GAP}[»”]")
_COLON = re.compile(r":[ \u00a0]$")
_COLON_IN_ENGLISH = re.compile(r":[ \u00a0]+(?=[\w⟦¿¡$€£])")
_WORD = re.compile(r"[^\W\d_]+['’]?")
_KNOWN = {
    "fr": words("on nous je j' c' ce vous tu notre nos le la l' cette cet ces ma mes quand"),
    "es": words("el la esta este estas estos me nos no nuestra nuestro nuestros mi mis cuando"),
}
"""Words that open a quotation and whose English the model knows behind a mark: "We, "The, "It's, "When."""
_WE = re.compile(r"\w{2,}mos")
_IT_IS = re.compile(r"[Ee]s (?:el|la|un|una)(?!\w)")
_ASKED = re.compile(r"(?<=[?!…]),\"")
"""A comma between the mark of a question and the closing one, which English does not write."""
_STOPPED = re.compile(r"\.\"(?= [a-z])")
"""The end of a quotation taken for that of the sentence, before who says it."""
_BEHIND = re.compile("[ \u00a0]?⟦t⟧")


class Shown(NamedTuple):
    """A sentence as the model reads it: what of its marks was taken out, and what stands for the others."""

    text: str
    first: bool = False
    colons: tuple[int, ...] = ()
    symbols: tuple[str, ...] = ()


def decoded(
    engine: Engine, texts: Sequence[str], langs: Sequence[str], options: dict[str, int]
) -> list[Hypothesis]:
    """One hypothesis for each text, in order, those with quotations decoded without their opening marks.

    Args:
        engine: one that knows the placeholders; another decodes the texts as they are.
        texts: sentences, masked.
        langs: the language of each.
        options: those of the engine.
    """
    if not engine.symbols:
        return engine.translate(texts, langs, **options)
    forms = [unopened(text, lang) for text, lang in zip(texts, langs, strict=True)]
    found = engine.translate([form.text for form in forms], langs, **options)
    again = []
    for at, form in enumerate(forms):
        if form.text == texts[at]:
            found[at] = found[at]._replace(text=closed_up(texts[at], found[at].text))
            continue
        english = opened_again(form, texts[at], found[at].text)
        if english is None:
            again.append(at)
        else:
            found[at] = found[at]._replace(text=english)
    if again:
        as_is = engine.translate(
            [texts[at] for at in again], [langs[at] for at in again], **options
        )
        for at, hypothesis in zip(again, as_is, strict=True):
            found[at] = hypothesis._replace(text=closed_up(texts[at], hypothesis.text))
    return found


def unopened(text: str, lang: str) -> Shown:
    """A sentence without the opening marks behind which the model would not know the first word.

    >>> unopened("« Peu de soignants l'utilisent », dit-il.", "fr").text
    "Peu de soignants l'utilisent », dit-il."
    >>> unopened("Elle salue « son engagement ».", "fr").text
    'Elle salue ⟦1⟧ son engagement".'
    """
    if not MARK.search(text):
        return Shown(text)
    opening = _FIRST.match(text)
    first = opening is not None and not _is_known(text, opening.end(), lang)
    start = opening.end() if opening and first else 0
    free = [symbol for symbol in SYMBOLS if symbol not in text]
    parts, colons, symbols, last = [], [], [], start
    for mark in _INSIDE.finditer(text, start):
        before = text[last : mark.start("before")] + mark["before"]
        if _COLON.search(before) and _WORD.match(text, mark.end()):
            colons.append(len(re.findall(":[ \u00a0]", text[: mark.start() + 1])) - 1)
            parts.append(before)
        elif free and not text[mark.end()].isupper():
            symbols.append(free.pop(0))
            parts.append(f"{before}{symbols[-1]} ")
        else:
            continue
        last = mark.end()
    shown = "".join(parts) + text[last:]
    if symbols:
        shown = _CLOSING.sub('"', shown)
    return Shown(shown, first, tuple(colons), tuple(symbols))


def opened_again(shown: Shown, source: str, english: str) -> str | None:
    """English with the opening marks that its source has; None where it cannot be told where they belong.

    Args:
        shown: what was decoded.
        source: the sentence with its marks.
        english: what came out.
    """
    if any(english.count(symbol) != 1 for symbol in shown.symbols):
        return None
    for symbol in shown.symbols:
        english = re.sub(rf"{symbol} ?", '"', english)
    if shown.colons:
        places = [found.end() for found in _COLON_IN_ENGLISH.finditer(english)]
        if max(shown.colons) >= len(places):
            return None
        for at in reversed(shown.colons):
            if english[places[at]] not in '"“«':
                english = f'{english[: places[at]]}"{english[places[at] :]}'
    if shown.first and english[:1] not in tuple('"“«'):
        english = f'"{english}'
    return _balanced(source, english)


def closed_up(source: str, english: str) -> str:
    """English without a space behind an opening mark, the first or the only one."""
    opens = MARK.match(source) is not None and english.startswith('"')
    if '" ' not in english or not (opens or english.count('"') == 2):
        return english
    before, first, rest = english.partition('"')
    if not MARK.search(source) or before[-1:] not in ("", " ", "("):
        return english
    return before + first + rest.lstrip(" ")


def _balanced(source: str, english: str) -> str | None:
    """English whose marks are as many as those of the source, the last one put back at its end."""
    marks = len(MARK.findall(source))
    closes = MARK.search(source[-4:]) is not None
    if closes and len(MARK.findall(english)) == marks - 1 and not MARK.search(english[-2:]):
        english += '"'
    elif len(MARK.findall(english)) < marks:
        english = closed(source, english) or english
    english = _ASKED.sub('"', _STOPPED.sub(',"', english))
    same = len(MARK.findall(english)) == marks
    return english if same and _openings(english) == _openings(source) else None


def _openings(text: str) -> int:
    return len(OPENS.findall(text))


def _is_known(text: str, at: int, lang: str) -> bool:
    """Whether the word there is one whose English the model knows behind a mark, and no term follows whose
    rendering may come first instead ("Las teleconsultas" as "Video consultations")."""
    word = _WORD.match(text, at)
    if word is None or _BEHIND.match(text, word.end()):
        return False
    first = word[0].lower().replace("’", "'")
    if lang == "es" and (_WE.fullmatch(first) or _IT_IS.match(text, at)):
        return True
    return first in _KNOWN[lang]
