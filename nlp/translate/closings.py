"""Closing quotation marks that a translation left out, put where its source has them.

The place is told by what follows the mark in the source: a comma or another point, or a small word ("en", "et")
whose English stands about as many words behind the opening mark as the quotation is long.
"""

from __future__ import annotations

import re
from itertools import pairwise

from nlp.tables import words

MARK = re.compile('[«»“”"]')
OPENS = re.compile(r"[«“]|(?<![^\s(['’–—/-])\"(?=[\w⟦€$£(¿¡])")
_BEHIND = re.compile(r"[ \u00a0\u202f]?([,;:)]|[^\W\d_]+)")
_WORD = re.compile(r"[\w'’⟦⟧-]+")
_GLOSS = re.compile(r"⟦a⟧.*?⟦c⟧|⟦t⟧|⟦=⟧.*?⟦/t⟧")
_SAME = {
    **dict.fromkeys(("y", "e", "et"), words("and")),
    **dict.fromkeys(("o", "u", "ou"), words("or")),
    **dict.fromkeys(("pero", "mais"), words("but")),
    **dict.fromkeys(("en", "dans", "sur"), words("in at on")),
    **dict.fromkeys(("a", "al", "à", "au", "aux"), words("to at in")),
    **dict.fromkeys(("para", "pour"), words("to for")),
    **dict.fromkeys(("con", "avec"), words("with")),
    **dict.fromkeys(("de", "del", "du", "des", "d"), words("of from")),
    **dict.fromkeys(("por", "par"), words("by for")),
    **dict.fromkeys(("que", "qui"), words("that which who")),
    **dict.fromkeys(("según", "selon"), words("according")),
    **dict.fromkeys(("tras", "después", "après"), words("after")),
}
"""Small words of French and Spanish, and what may say them in English."""
_FEWER, _MORE = 1, 2  # words that the English of a quotation may have less or more


def closed(source: str, english: str) -> str | None:
    """English with the closing marks that its source has; None where it cannot be told where they belong.

    >>> closed("Elle a une « carte verte », un titre.", 'She has a "green card, a title.')
    'She has a "green card," a title.'

    Args:
        source: a sentence whose quotations have their marks.
        english: its English, with as many opening marks.
    """
    own, said = _quotations(source), _quotations(english)
    if len(own) != len(said):
        return None
    for (start, end, _), (begin, close, until) in reversed(list(zip(own, said, strict=True))):
        if end is None or close is not None:
            continue
        at = _place(_GLOSS.sub("", source[start:end]), source[end + 1 :], english[begin:until])
        if at is None:
            return None
        english = f'{english[: begin + at]}"{english[begin + at :]}'
    return english


def _quotations(text: str) -> list[tuple[int, int | None, int]]:
    """Behind which mark each quotation opens, where its closing mark is, if any, and where the next one opens."""
    opens = [mark.start() for mark in OPENS.finditer(text)]
    found = []
    for start, until in pairwise([*opens, len(text)]):
        closing = MARK.search(text, start + 1, until)
        found.append((start + 1, closing.start() if closing else None, until))
    return found


def _place(quoted: str, behind: str, english: str) -> int | None:
    """Where in the English behind an opening mark the quotation ends."""
    after = _BEHIND.match(behind)
    if after is None:
        return None
    if not after[1].isalpha():
        ends = [found.start() for found in re.finditer(re.escape(after[1]) + r"(?!\d)", english)]
        before = quoted.count(after[1])
        if len(ends) <= before or not _WORD.search(english, 0, ends[before]):
            return None
        return ends[before] + (after[1] == ",")
    same, long = _SAME.get(after[1].lower(), ()), len(_WORD.findall(quoted))
    near = [
        word.start()
        for at, word in enumerate(_WORD.finditer(english))
        if word[0] in same and at >= 1 and long - _FEWER <= at <= long + _MORE
    ]
    return len(english[: near[0]].rstrip()) if len(near) == 1 else None
