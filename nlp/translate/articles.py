"""Names taken for dates: "El ⟦1⟧ firmó" read as "on the 1st", and shown again without the article.

A small model that sees "El 3 de marzo" far oftener than "El Sacyl" takes a masked name behind an article
for a day. Where its English dates a name, the source is decoded again with that article left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.figures import Span

_BARE = (
    r"(?P<before>^|[,;:(\[–—«“\"¿¡] ?|(?<!\w)(?:y|e|et|que|pero|mais|si|dijo|cuando|quand) )"
    r"(?:[«“\"(¿¡–—-] ?)*(?P<article>[EeLl](?:l|a|as|os|e|es)[ \u00a0]|[Ll]['’] ?)"
)
_DATED = ("date", "time", "number", "money", "percent")


def taken_for_dates(
    source: str, english: str, masked: Iterable[tuple[str, Span]]
) -> list[re.Match[str]]:
    """The articles of a masked source whose name the English puts as a day: "On ⟦1⟧, it signed".

    Args:
        source: the text shown to the model.
        english: what it made of it, symbols still in it.
        masked: each symbol and the span that it stands for.
    """
    found = []
    for symbol, span in masked:
        if span.kind in _DATED or not re.search(rf"(?<!\w)[Oo]n {symbol}", english):
            continue
        if bare := re.search(_BARE + symbol, source):
            found.append(bare)
    return found


def without(source: str, articles: Iterable[re.Match[str]]) -> str:
    """The source less those articles."""
    for bare in sorted(articles, key=lambda found: -found.start()):
        start, end = bare.span("article")
        source = source[:start] + source[end:]
    return source
