"""A sentence in the pieces that are translated alone: cells of a row, a dateline and its lead, an answer.

The vocabulary of the model has no "|", and white space is one to it, so a row of a table would come out
as one invented sentence. A dateline ("QUITO.- La Contraloría ...") and the label of a question or an
answer ("R.- El 12 de mayo.") hide the start of the sentence that follows them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from nlp.protect import SPEAKER, find_spans
from nlp.tables import fold, kept_names, words
from nlp.translate.datelines import dateline
from nlp.translate.openings import with_colon
from nlp.translate.prepare import bullet, has_words
from nlp.translate.rubrics import head, heading, rubric

_BAR = re.compile(r"(?<![^\S\n])[^\S\n]*[|｜│¦][|｜│¦\s]*")
_TAB = re.compile(r"(?<![^\S\n])[^\S\n\t]*\t[^\S\n]*")
"""Both with the white space around, which is read from its beginning alone: there may be much of it."""
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>«»\"“”]{0,2000}|\S{1,64}@\S{1,200}")
_HEAD = re.compile(
    r"(?P<place>[A-ZÀ-ÖØ-Þ(](?:[^.|\n]|(?<=\d [a-z]{3})\.(?= ?\(| (?:de )?\d{4} ?\()|(?<=[ ,.][A-Z])\.(?= ?(?:[A-Z]\.|\())){1,59})(?P<tail>\.[-–—][ \u00a0\u202f]+|(?<=\))\.[-–—])(?=[\"“«¿¡(]?[A-ZÀ-ÖØ-Þ¿¡])"
)
_AGENCY = re.compile(
    r"(?P<place>[A-ZÀ-ÖØ-Þ][^,(]*?)?(?P<region>, (?:[A-Z]\. ?){1,2}[A-Z]\.?)?(?P<comma>,? ?)"
    r"(?P<day>\d{1,2} (?:de )?[a-zé]{3,10}(?:\.?,? (?:del? )?(?:19|20)\d\d)?)?\.?(?P<agency> ?\([^()]{2,40}\))?"
)
_EDITORS = {"redacción": "Newsroom", "rédaction": "Newsroom", "agencias": "Agencies"}
_LABEL = re.compile(
    r"(?P<who>[PQR]|PREGUNTA|RESPUESTA|Pregunta|Respuesta)(?P<tail>\.?[-–—][ \u00a0\u202f]?|[ \u00a0\u202f]?:[ \u00a0\u202f]|\.[ \u00a0\u202f]+)(?=\S)"
)
_WHO = {
    "P": "Q", "Q": "Q", "R": "A", "PREGUNTA": "QUESTION", "RESPUESTA": "ANSWER", "Pregunta": "Question", "Respuesta": "Answer",
}  # fmt: skip
_ASKS = re.compile(r"[\"“« ]*¿|.*\?[\s»”\"]*$", re.DOTALL)
_ANSWERS = words(
    "a al así bueno claro como con creo cuando de del desde el en entre es esa ese eso esta estamos este "
    "esto están está estoy ha han hasta hay hemos la las lo los más muy nada ni no nos nosotros nunca para "
    "pero por porque pues que quizá sabemos se ser sería si siempre sin sobre son su sus sí tal también "
    "tenemos todo todos tres un una unas uno unos usted y ya yo dos "
    "absolument au aujourd aussi aux avec bien c ce cela certes ces cette dans des deux du elle elles "
    "en et il ils j je jamais l le les mais ne non notre nous on oui parce pas plus pour qu quand "
    "sans ses si sur toujours tous tout trois très une vous"
)
_FIRST = re.compile(r"[\"“«¡¿ ]*([^\W\d_]+|\d)")

_ENDINGS = re.compile(
    r".*(?:aire|eur|euse|rice|ment|age|ance|ence|ie|ique|able|ible|if|ive|elle?|i[eè]re?|ien|ienne|ale?|isme|iste|"
    r"ari[oa]|d[oa]r|dora|miento|dad|tad|ic[oa]|iv[oa]|ist[oa]|ismo|er[oa]|aje|[ae]nte|ura|ad[oa]|id[oa])s?|"
    r".*[^\x00-\x7f].*",
    re.IGNORECASE,
)


class Piece(NamedTuple):
    """A part of a sentence: its text, its English where no model is needed, and what stands behind it.

    `announced`: a rubric or a label stands before it.
    """

    text: str
    english: str | None = None
    tail: str = ""
    announced: bool = False


def pieces(
    sentence: str,
    lang: str,
    is_name: Callable[[str], bool] = lambda cell: False,
    interview: bool = False,
) -> list[Piece]:
    """The pieces of a sentence; most are one.

    Args:
        sentence: one sentence as it stands in the text.
        lang: "fr" or "es".
        is_name: whether a cell is nothing but a name that English keeps.
        interview: questions and answers have their label in its article.
    """
    cells = _cells(sentence)
    if len(cells) > 1:
        return [Piece(cell, _cell(cell, lang, is_name), tail) for cell, tail in cells]
    return (
        _labelled(sentence, interview)
        or _speaker(sentence, lang, is_name)
        or _announced(sentence, lang, is_name)
        or _behind_dateline(sentence, lang)
        or [Piece(sentence)]
    )


def _cells(text: str) -> list[tuple[str, str]]:
    """The cells of a row and the separator behind each."""
    cuts = _bars(text) + _tabs(text)
    found, at = [], 0
    for start, end in sorted(cuts):
        if start >= at:
            found.append((text[at:start], text[start:end]))
            at = end
    return [*found, (text[at:], "")] if at < len(text) or not found else found


def _bars(text: str) -> list[tuple[int, int]]:
    if not _BAR.search(text):
        return []
    held = [found.span() for found in _ADDRESS.finditer(text)]
    bars = [found.span() for found in _BAR.finditer(text)]
    return [(a, b) for a, b in bars if not any(start < a and b < end for start, end in held)]


def _tabs(text: str) -> list[tuple[int, int]]:
    """The tabs of a row: two or more, or one beside a figure; a stray one in prose is a space."""
    tabs = [found.span() for found in _TAB.finditer(text)] if "\t" in text else []
    if tabs and bullet(text[: tabs[0][0]] + " x")[1] == "x":  # "•\tLe texte"
        text, tabs = " " * tabs[0][1] + text[tabs[0][1] :], tabs[1:]
    cells = [cell.strip() for cell in _TAB.split(text)]
    if any(cell[:1].islower() for cell in cells):
        return []
    return tabs if len(tabs) > 1 or not all(map(has_words, cells)) else []


def _cell(cell: str, lang: str, is_name: Callable[[str], bool]) -> str | None:
    """The English of a cell that needs no model: a word of a head, a place, a name."""
    if known := head(cell, lang) or heading(cell, lang):
        return known
    if place := dateline(f"{cell}.", lang):
        return place[:-1]
    return cell if cell in kept_names() or is_name(cell) else None


def like_a_word(cell: str) -> bool:
    """Whether one word looks like an ordinary one: by an accent or its ending, "Ciberseguridad"."""
    return _ENDINGS.fullmatch(cell) is not None


def _announced(text: str, lang: str, is_name: Callable[[str], bool]) -> list[Piece]:
    """A rubric or the label of a field and what it announces: "VIDÉO.", "Objet : fourniture d'un DPI"."""
    marker, body = bullet(text)
    body = with_colon(body) if lang == "fr" else body
    found = rubric(body, lang)
    if found is None:
        english = heading(body, lang)
        return [Piece(text, marker + english)] if english else []
    label = Piece(marker + found.label, marker + found.english, found.tail)
    rest = body[found.end :]
    return [label, Piece(rest, _cell(rest, lang, is_name), announced=True)] if rest else [label]


def _labelled(text: str, interview: bool) -> list[Piece]:
    """The label of a question or an answer, and what is said: "R.- En absoluto."."""
    found = _LABEL.match(text)
    if found is None:
        return []
    if len(found["who"]) > 1 and not interview:
        return []
    rest, tail = text[found.end() :], found["tail"]
    dashed = tail.strip()[-1] in "-–—"
    if dashed and not (tail.startswith(".") or tail[-1].isspace()):
        return []  # "R-Link"
    if dashed and tail == tail.rstrip() and not re.match(r"[\"“«¿¡A-ZÀ-ÖØ-Þ]", rest):
        return []
    if tail.startswith(".") and not dashed and not (interview or _said(found["who"], rest)):
        return []
    space = "" if tail[-1].isspace() else " "
    return [Piece(found["who"], _WHO[found["who"]], tail.lstrip() + space), Piece(rest)]


def _speaker(text: str, lang: str, is_name: Callable[[str], bool]) -> list[Piece]:
    """The initials of who speaks, and what is said: "F. O. : D'essayer."."""
    who: list[Piece] = []
    while (found := SPEAKER.match(text)) and text[found.end() :].strip():
        if who and _labelled(text, interview=False):
            break
        who.append(Piece(found["who"], found["who"], ": "))
        text = text[found.end("mark") :].lstrip()
    return [*who, *pieces(text, lang, is_name)] if who else []


def _said(who: str, rest: str) -> bool:
    """Whether what follows "P." or "R." is a question or an answer, and no surname: "R. Darío"."""
    if who != "R":
        return _ASKS.match(rest) is not None
    first = _FIRST.match(rest)
    return first is not None and (first[1].isdigit() or first[1].lower() in _ANSWERS)


def _behind_dateline(text: str, lang: str) -> list[Piece]:
    """A dateline that ends in ".-" and the lead: "Vitoria, 12 jun (EFE).- El Gobierno Vasco ..."."""
    found = _HEAD.match(text)
    if found is None or not has_words(found["place"]):
        return []
    space = "" if found["tail"][-1].isspace() else " "
    place = Piece(found["place"], _dateline(found["place"], lang), found["tail"] + space)
    if found["place"][-1:].isdigit() and place.english is None:
        return []  # "Art. 3.-"
    return [place, Piece(text[found.end() :])]


def _dateline(place_or_day: str, lang: str) -> str | None:
    """The English of a place with its day and its agency; None where it is another kind of head."""
    found = _AGENCY.fullmatch(place_or_day)
    if found is None:
        return None
    place, day, agency = found["place"] or "", found["day"] or "", found["agency"] or ""
    english = dateline(f"{place}.", lang)[:-1] or (
        "" if day or agency else head(place_or_day, lang)
    )
    region = found["region"] or ""
    if not english and not agency and not day and not region:
        return None
    when = find_spans(f"{day}.", lang) if day else []
    if day and [span.kind for span in when] != ["date"]:
        return None
    name = agency.strip(" ()")
    known = _EDITORS.get(fold(name), _EDITORS.get(name.lower(), name))
    agency = agency.replace(name, known) if name else ""
    return f"{english or place}{region}{found['comma']}{when[0].english if when else ''}{agency}"
