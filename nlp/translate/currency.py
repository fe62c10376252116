"""Whose "$" it is: in Spanish the sign of the peso, unless the article speaks of dollars.

Mexico, Colombia, Chile, Argentina, Uruguay and the Dominican Republic write their pesos with a plain
"$" and dollars as "US$", "USD" or in words. An English reader takes "$85,000" for dollars.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from nlp.figures import Span
from nlp.tables import peso_places

_DOLLARS = re.compile(
    r"(?<!\w)(?:[Dd][oó]lar(?:es)?|USD|U\.?[Ss]?\.? ?\$|U\$[SD]|mdd|EE\.? ?UU|Estados Unidos|[Ee]stadounidenses?|"
    r"Ecuador|[Ee]cuatorian[oa]s?|El Salvador|[Ss]alvadoreñ[oa]s?|Panamá|[Pp]anameñ[oa]s?|Puerto Rico|"
    r"Nuevo México|Canadá|[Cc]anadienses?|Australia|Singapur|Hong Kong)"
)

_PLAIN = re.compile(r"(?<![A-Za-z])\$")  # "R$" and "C$" say whose they are


def means_pesos(sentences: Iterable[str]) -> bool:
    """Say whether a plain "$" in a Spanish article stands for pesos.

    The article must have such a sign, say "pesos" or name a country of the peso or a place there, and
    say nothing of dollars or of a country that has them.
    """
    sentences = list(sentences)
    if not any(_PLAIN.search(text) for text in sentences):
        return False
    if any(_DOLLARS.search(text) for text in sentences):
        return False
    return any(_pesos().search(text) for text in sentences)


def in_pesos(spans: Iterable[Span]) -> list[Span]:
    """Spans with every plain "$" read as pesos: "$85,000" becomes "85,000 pesos"."""
    return [
        span._replace(english=span.also[0]) if span.kind == "money" and span.also else span
        for span in spans
    ]


@cache
def _pesos() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in peso_places())
    return re.compile(rf"(?<!\w)(?:pesos|{names})(?!\w)")
