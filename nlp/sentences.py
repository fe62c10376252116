"""Split a paragraph into sentences, for French, Spanish and English.

    >>> [s.text for s in split("M. Roux a signé le n° 3. « Enfin ! », dit-il.", "fr")]
    ['M. Roux a signé le n° 3.', '« Enfin ! », dit-il.']

Nothing is lost: ``"".join(s.text + s.tail for s in split(x, lang)) == x`` for every string that
holds a visible character. A tail is empty where the space is missing, "à Nantes.Aucun", and
:func:`spaced` puts one there. The text is read once, from left to right, so hostile input costs time
in proportion to its length. A run-on is left whole; the items
of a list, a line each, are parted (:mod:`nlp.line_items`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from nlp.article import Sentence
from nlp.line_items import item_ends

_CLOSERS = "\"'”’»)]}›*_"
_QUOTES = '"“«¿¡'
_OPENERS = "\"'“‘«‹¿¡([{*_-–—•·>#"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never the last word of a sentence: a name follows.
_BEFORE_NAME = {
    "fr": "m mm mme mmes mlle mlles dr drs pr prs me mgr st ste cf av bd env approx ex dir coord "
    "hab min max vs",
    "es": "sr sra sres sras srta d dña dra drs dr prof ing lic arq gral ej avda dpto depto aprox "
    "máx mín cf vs sto sta excmo excma ilmo ilma mons ee rr ff jj dd ayto hosp univ serv admón grales apdo apdos",
    "en": "mr mrs ms mx dr drs prof rev hon gov sen rep gen col lt sgt capt st ste mt cf vs approx "
    "dept univ e.g i.e viz",
}
# Not the last word of a sentence where a figure follows.
_BEFORE_FIGURE = _words(
    "n no nos nº núm núms num p pp pág págs pag art arts al fig figs vol ch chap cap eq sec "
    "ref réf tel tél tfno éd ed fr"
)
# May end a sentence or not: what follows decides.
_MAYBE_LAST = _words(
    "etc uu hh aa oo inc corp ltd co cía cia llc plc bros jr sr u.s u.k u.n e.u s.a s.l s.a.s s.a.r.l "
    "ee.uu ph.d m.d b.sc av jan feb mar apr jun jul aug sept sep oct nov dec janv févr avr juil déc "
    "ene abr ago dic hon mio mia"
)
_CLOCK = frozenset(("a.m", "p.m"))  # a capital after the hour begins a sentence
# Words that begin a sentence far oftener than they begin a name.
_STARTERS = {
    "fr": "le la les l un une des il elle ils elles on ce cette ces cet c en dans pour par selon "
    "mais et or aussi ainsi depuis après avant avec sans sur sous son sa ses leur leurs nous vous "
    "je au aux du de d à lors si quand comme tout tous toute toutes deux trois cela ceci plus",
    "es": "el la los las un una unos unas lo en para por según pero y además así desde tras antes "
    "con sin sobre su sus este esta estos estas ese esa esto eso no se si cuando como todo todos "
    "también entre hasta a al del de durante hoy ahora ya más es son ha han dos tres",
    "en": "the a an it he she they we you i this that these those in on at for by with from to of "
    "and but or so as if when while after before since until according although because however "
    "its his her their our there here not no all some many most both each two three one is are was",
}
_STARTER_SETS = {lang: _words(words) for lang, words in _STARTERS.items()}
_NAME_SETS = {lang: _words(words) for lang, words in _BEFORE_NAME.items()}
_ANY_NAME = frozenset().union(*_NAME_SETS.values())
_ANY_STARTER = frozenset().union(*_STARTER_SETS.values())

_STOP = re.compile(r"[.!?…。！？]+|\n")
_GLUED_BEFORE = re.compile(
    r"(?:[a-zß-ÿœ]{2}|[a-zß-ÿœ]{2}[ \u00a0\u202f](?=[!?])|[\w.!?…%][ \u00a0\u202f]?[»)]|(?:19|20)\d\d|\d[ \u00a0\u202f]?%)"
    r"[.!?…]{1,4}$"
)
_GLUED_BEHIND = re.compile(
    r"(?:[«“¿¡][ \u00a0\u202f]?)?(?P<word>[A-ZÀ-ÞŒ][a-zß-ÿœ]{0,23})['’ \u00a0,]"
)
_IN_ADDRESS = re.compile(r"[./@_=\\]|\d-")
_ENDINGS = _words(
    "com org net fr es eu io ch be ar mx co uk de it ai info app dev pro tv js py go cs php doc docx pdf xls xlsx csv exe "
    "html htm jpg png zip santé sante gouv gob"
)
"""What stands behind the stop of an address, a file or a product: "Vue.Js"."""
_REMEMBERED = 4_000  # characters of a text whose sentences are remembered
_TOKEN_LIMIT = 24  # no abbreviation is longer, so the token before a stop is sought no further
_ITEM = re.compile(r"(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]?")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_BULLET = re.compile(r"\s*(?:[•·●▪◦*–—-]|\d{1,3}[.)]|[a-zA-Z]\))\s")


def split(text: str, lang: str | None = None) -> list[Sentence]:
    """The sentences of ``text``, each with the white space that follows it.

    ``lang`` chooses the abbreviations (``fr``, ``es``, ``en``; any other: all of them). White
    space before the first sentence is part of its text, so that joining gives ``text`` back; an
    empty text gives no sentence.
    """
    return [*_remembered(text, lang)] if len(text) <= _REMEMBERED else _split(text, lang)


@lru_cache(maxsize=1_024)  # asked for by several stages
def _remembered(text: str, lang: str | None) -> tuple[Sentence, ...]:
    return tuple(_split(text, lang))


def _split(text: str, lang: str | None) -> list[Sentence]:
    names = _NAME_SETS.get(lang or "", _ANY_NAME)
    starters = _STARTER_SETS.get(lang or "", _ANY_STARTER)
    items = item_ends(text, _ANY_STARTER) if "\n" in text else frozenset()
    sentences: list[Sentence] = []
    start = _skip_space(text, 0)
    begun = 0
    for stop in _STOP.finditer(text):
        if stop.start() < start:
            continue
        end = stop.start() if stop.group() == "\n" else _close(text, stop.end())
        after = _skip_space(text, end)
        if after >= len(text) or after == end and not _is_glued(text, stop, end):
            continue
        if stop.group() == "\n":
            ends = stop.start() in items or _ends_at_newline(text, end, after)
        else:
            ends = _ends_at_stop(text, start, stop, after, names, starters)
        if ends:
            sentences.append(Sentence(text[begun:end], text[end:after]))
            begun = start = after
    if begun < len(text):
        end = _rstrip_to(text, begun) if start < len(text) else len(text)
        sentences.append(Sentence(text[begun:end], text[end:]))
    return sentences


def spaced(sentences: Iterable[tuple[str, str]]) -> str:
    """Sentences, or their English, joined by their tails; by a space where the text had none between."""
    joined = ""
    for text, tail in sentences:
        between = joined and text and not joined[-1].isspace() and not text[0].isspace()
        joined += (" " if between else "") + text + tail
    return joined


def _is_glued(text: str, stop: re.Match[str], end: int) -> bool:
    """Whether a sentence begins right behind a stop: none in "Node.Js", "M.Durand", "Booking.Com"."""
    if not _GLUED_BEFORE.search(text, max(0, stop.start() - 4), stop.end()):
        return False
    if _IN_ADDRESS.search(_token_before(text, 0, stop.start())):
        return False
    begins = _GLUED_BEHIND.match(text, end)
    return begins is not None and begins["word"].lower() not in _ENDINGS


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _rstrip_to(text: str, begun: int) -> int:
    end = len(text)
    while end > begun and text[end - 1].isspace():
        end -= 1
    return end


def _close(text: str, at: int) -> int:
    """Past the quotes and brackets that close after a stop, with the space French puts before »."""
    while at < len(text):
        if text[at] in _CLOSERS:
            at += 1
        elif text[at] in " \u00a0\u202f\u2009" and text[at + 1 : at + 2] in ("»", "›"):
            at += 2
        else:
            break
    return at


def _ends_at_newline(text: str, end: int, after: int) -> bool:
    """A blank line ends a sentence; so does a new line that begins a list item after a stop."""
    if "\n" in text[end + 1 : after] and _BLANK_LINE.match(text, end):
        return True
    return text[end - 1 : end] in (".", ":", ";") and _BULLET.match(text, after - 1) is not None


def _ends_at_stop(
    text: str,
    start: int,
    stop: re.Match[str],
    after: int,
    names: frozenset[str],
    starters: frozenset[str],
) -> bool:
    first = after
    while first < len(text) - 1 and (text[first] in _OPENERS or text[first].isspace()):
        first += 1
    opened = any(mark in _QUOTES for mark in text[after:first])
    following = text[first]
    if following.islower() and not text[first + 1 : first + 2].isupper():  # but iPhone, eHealth
        return False
    if following in ",;:%)]}»":
        return False
    mark = stop.group()
    if mark != ".":
        bracketed = text[stop.start() - 1 : stop.start()] in ("(", "[")  # [...] is an omission
        return not bracketed
    return _full_stop(text, start, stop.start(), first, opened, names, starters)


def _full_stop(
    text: str,
    start: int,
    dot: int,
    first: int,
    opened: bool,
    names: frozenset[str],
    starters: frozenset[str],
) -> bool:
    """Whether the single dot at ``dot`` ends the sentence that began at ``start``."""
    token = _token_before(text, start, dot)
    if not token:
        return True
    bare = token.lower().strip("".join(_OPENERS) + "’,")
    if dot - len(token) == start and _ITEM.fullmatch(token):
        return False  # "1. Title": the number of a list item
    word = _word_at(text, first)
    if bare in _CLOCK:
        return bool(word) and text[first - 1] != "("
    if bare in _MAYBE_LAST or _dotted(bare):
        return opened or word.lower() in starters
    if bare in names or (bare in _BEFORE_FIGURE and text[first].isdigit()):
        return False
    if token[-1].isupper() and not token[-2:-1].isalnum():  # an initial, unless plainly the end
        return word.lower() in starters
    return True


def _dotted(bare: str) -> bool:
    """An acronym with dots (u.s, s.a.r.l) whose last dot is the one in question."""
    parts = bare.split(".")
    return len(parts) > 1 and all(0 < len(part) <= 2 and part.isalpha() for part in parts)


def _token_before(text: str, start: int, dot: int) -> str:
    at = dot
    floor = max(start, dot - _TOKEN_LIMIT)
    while at > floor and not text[at - 1].isspace() and text[at - 1] not in "(['’«“\"/":
        at -= 1
    return text[at:dot]


def _word_at(text: str, at: int) -> str:
    end = at
    limit = min(len(text), at + _TOKEN_LIMIT)
    while end < limit and text[end].isalpha():
        end += 1
    return text[at:end]
