"""Decades: "les années 1970", "los años 70", "la década de los ochenta" are the 1970s, the 1980s."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.figures import Span

_TENS = {
    "fr": {"cinquante": 50, "soixante": 60, "soixante-dix": 70, "quatre-vingt": 80, "quatre-vingts": 80, "quatre-vingt-dix": 90},
    "es": {"cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90},
}  # fmt: skip
"""Tens in words; those of other decades are said of this century too."""
_LEAD = {
    "fr": r"ann[ée]es",
    "es": r"(?:a[ñn]os|d[ée]cadas? de(?: (?:los|l[oa]s a[ñn]os))?)",
}
_YEAR = r"(?P<year>1[0-9]\d0|20[0-9]0)"


def _pattern(lang: str) -> re.Pattern[str]:
    words = "|".join(sorted(_TENS[lang], key=len, reverse=True))
    return re.compile(
        rf"\b{_LEAD[lang]} (?:{_YEAR}|['’]?(?P<tens>[5-9]0)|(?P<word>{words}))(?: (?:et|y) (?P<more>[5-9]0)(?!\d))?(?![\w%€$-]|[.,]\d| ?(?:%|€|\$)| \d)",
        re.IGNORECASE,
    )


_PATTERNS = {lang: _pattern(lang) for lang in _LEAD}
_BEFORE = re.compile(
    r"\b(?P<article>les |los |la )$|\b(?:des?|ces|aux|de los|del|estos|aquellos) $", re.IGNORECASE
)


def decades(text: str, lang: str) -> Iterator[Span]:
    """The decades of a sentence, with the article that stands before them alone ("les", not "des").

    An article must stand there: "dans les années 1970", but "60 années 1970" is none. Two figures or
    a word are of the last century: "los años setenta".
    """
    for found in _PATTERNS[lang].finditer(text) if lang in _PATTERNS else ():
        before = _BEFORE.search(text[: found.start()][-10:])
        if before is None:
            continue
        tens = found["tens"] or _TENS[lang].get((found["word"] or "").lower())
        years = f"{found['year'] or 1900 + int(tens or 0)}s"
        more = f" and 19{found['more']}s" if found["more"] else ""
        start = found.start() - len(before["article"] or "")
        yield Span(start, found.end(), "date", f"the {years}{more}", (f"{years}{more}",))


_TWICE = re.compile(r"\b(the|an?|this|that|these|those|its) the (?=\d{4}s\b)", re.IGNORECASE)


def one_article(english: str) -> str:
    """English in which a decade has one article.

    >>> one_article("a the 1930s hospital")
    'a 1930s hospital'
    """
    return _TWICE.sub(r"\1 ", english)
