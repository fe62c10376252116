"""Numbers that a sentence has in words: which they are, and whether the English holds them too.

The English may hold the word, the figure, or what says as much: "twice" and "both" for two, "a dozen"
for twelve, "2:15 p.m." for "quatorze heures". One is no number here: it is as often an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from nlp.figures import Span, has_scale
from nlp.numerals import english_words, numerals

_UP_TO_TEN = 10  # the house style writes these as words
_WORDS = {english_words(n): n for n in range(100)}
_RANKS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_RANKS |= {f"{english_words(n)}th": n for n in range(4, 20) if n not in _RANKS.values()}
_RANKS |= {f"{english_words(n)[:-1]}ieth": n for n in range(20, 100, 10)}
_WORDS |= _RANKS | {f"{rank}s": n for rank, n in _RANKS.items() if n > 2}  # "two thirds"
_WORDS |= {
    f"{english_words(tens)}-{rank}": tens + n
    for tens in range(20, 100, 10)
    for rank, n in _RANKS.items()
    if n < 10
}
_TIMES = {"hundred": 100, "hundredth": 100, "thousand": 1000, "thousandth": 1000}
_GROUPS = {
    "dozen": 12, "dozens": 12, "decade": 10, "decades": 10, "century": 100, "centuries": 100,
    "millennium": 1000, "millennia": 1000, "billion": 1000,
}  # fmt: skip
"""Nouns that multiply what is before them: "two decades", "5 billion" for "cinco mil" millions."""
_AS_GOOD = {
    2: "both couple pair pairs pairing double doubled doubles doubling doubly dual twice twin twins "
    "twofold half halves halved halving either neither duo duos duet duel other alternate latter "
    "former between interwar together duplicate biennial biannual bilateral bilingual bimonthly bipartisan bicycle",
    3: "couple triple tripled triples tripling treble trebled thrice threefold trio trios triplet triplets "
    "triad trilogy triangle trilateral trilingual tricolor triplicate quarter quarterly",
    4: "quadruple quadrupled quadruples quadrupling quadruplets fourfold quartet quarter quarters fours",
    5: "quintuple quintupled fivefold quintet quintuplets",
    6: "sextet sixfold half",
    7: "week septet sevenfold",
    8: "week octet eightfold",
    9: "ninefold",
    10: "tenfold tens",
    12: "noon midnight year",
    14: "fortnight week weeks",
    15: "fortnight week weeks",
    18: "half",
    20: "score",
    24: "day",
    30: "month",
    100: "hundreds centenary centennial hundredfold",
    1000: "thousands thousandfold",
}
_EQUAL = {value: frozenset(words.split()) for value, words in _AS_GOOD.items()}
_OWN = frozenset(("once", "cent", "cents"))  # Spanish eleven and French hundred are English words
_COMPOUND = "|".join(word for word in _WORDS if "-" in word)
_TOKEN = re.compile(rf"\d+(?:[.,:]\d+)*|(?:{_COMPOUND})(?!\w)|[^\W\d_]+|[,;:.]")
_AFTERNOON = re.compile(r"(?<!\w)p\.?m(?!\w)|(?<!\w)(?:afternoon|evening|night)(?!\w)")
_DECADE = re.compile("(?:18|19|20)[2-9]0")
_NO_NUMBER = {
    "fr": re.compile(
        r"(?<!\w)(?:(?:pour|p\.) cents?|cent pour cent|en sept|(?:grand|rugby à) \w+"
        r"|mètres? \w+|\w+(?: et)?[ -]\w+ième|tou(?:s|tes) (?:deux|trois|quatre)|mille et une?"
        r"|à quatre pattes|comme (?:quatre|pas deux)|quatre (?:matins|vents|épingles|coins)"
        r"|(?:poire|cheveux) en \w+|se mettre en quatre|en moins de deux|des deux mains"
        r"|les cent pas|cent fois sur|(?:trente-six|mille) chandelles|à deux (?:pas|doigts)"
        r"|vingt-quatre heures sur vingt-quatre|sept jours sur sept|entre quatre yeux"
        r"|quatre cents coups|règle de trois|trois quarts d['’]heure|trois fois rien|\w+ heures? moins \w+"
        r"|\w+ millénaires?)(?!\w)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?<!\w)(?:por cien(?:to)?|cien(?:to)? por cien(?:to)?|rugby a \w+|metros? \w+|mil y una?"
        r"|dos por tres|dos puntos|cuatro (?:gatos|vientos|costados|ojos|patas|letras|perras)"
        r"|mil (?:maravillas|amores|demonios)|a las mil|sus trece|a dos velas|dos dedos de frente"
        r"|de dos en dos|a dos pasos|\w+ milenios?|las? \w+ menos \w+"
        r"|a cuatro manos|veinticuatro horas|regla de tres|tres (?:cuartos de hora|pies al gato))(?!\w)",
        re.IGNORECASE,
    ),
}
"""Fixed idioms in which a number word counts nothing; percent signs, ranks and lengths over words."""
_BEFORE_NINE = re.compile(
    r"(?<!\w)(?:les|des|ces|ses|nos|vos|leurs|mes|tes|aux|entre|quelque|environ)[ \u00a0]$",
    re.IGNORECASE,
)
_AFTER_NINE = re.compile(
    r"[ \u00a0](?:ans|mois|jours|semaines|heures|minutes|fois|points|euros|autres|personnes|hommes|"
    r"femmes|enfants)(?!\w)"
)


class Stated(NamedTuple):
    """A number that a source has in words: characters `start:end`, its value, the words."""

    start: int
    end: int
    value: int
    words: str

    @property
    def span(self) -> Span:
        """What is put into the English in its place: a word up to ten, a figure above."""
        small = self.value <= _UP_TO_TEN
        english = english_words(self.value) if small else f"{self.value:,}"
        return Span(self.start, self.end, "number", english)


def stated(text: str, lang: str, spans: Iterable[Span]) -> list[Stated]:
    """The numbers from two upwards that a sentence has in words.

    Left out are those inside a longer span (an amount, a date, a name, a term), idioms, names, and
    "neuf" where it may be "new".
    """
    taken = [(s.start, s.end) for s in spans]
    idioms = [m.span() for m in _NO_NUMBER[lang].finditer(text)]
    found = []
    for number in numerals(text, lang):
        start, end = number.start, number.end
        inside = [s for s in taken if s[0] < end and start < s[1] and s != (start, end)]
        idiom = any(a < end and start < b for a, b in idioms)
        if number.value < 2 or inside or idiom or has_scale(text, end, lang):
            continue
        words = text[start:end]
        if _counts(text, start, words):
            found.append(Stated(start, end, number.value, words.lower()))
    return found


def _counts(text: str, start: int, words: str) -> bool:
    """Whether number words at a position count something: names and "neuf" may not."""
    before = text[:start]
    if words[0].isupper() and before.strip(" \u00a0\"'“«¿¡(-–—"):
        return False  # "Tres Cantos" inside a sentence
    if re.search(r"\d[ \u00a0\u202f]$", before):
        return False  # "3 mil"
    if words.lower() != "neuf":
        return True
    return bool(_BEFORE_NINE.search(before) or _AFTER_NINE.match(text, start + len(words)))


def unsaid(numbers: Iterable[Stated], english: str) -> Iterator[Stated]:
    """Those of the numbers that an English sentence does not hold in any form."""
    numbers = list(numbers)
    if not numbers:
        return
    tokens = _TOKEN.findall(english.lower())
    values, words = frozenset(_values(tokens)), frozenset(tokens)
    values |= {_WORDS[t] - 2 for t in words if t.endswith("y-second")}  # "a forty-second delay"
    if _AFTERNOON.search(english.lower()):
        values |= {value + 12 for value in values if value < 12}
    for number in numbers:
        if number.value not in values and words.isdisjoint(_others(number.value, number.words)):
            yield number


@lru_cache(4096)
def _others(value: int, source: str) -> frozenset[str]:
    """Words that say as much as a number; its own word too, which stands in names left as they are."""
    decade = {f"{english_words(value)[:-1]}ies"} if value in range(20, 100, 10) else set()
    return _EQUAL.get(value, frozenset()) | decade | ({source} - _OWN)


def _values(tokens: Iterable[str]) -> Iterator[int]:
    """Values of all figures and of all runs of number words in lower-case English tokens."""
    total = current = last = 0  # thousands, what is below them, and its last word
    for token in (*tokens, ""):
        value, times = _WORDS.get(token), _TIMES.get(token)
        if times:
            current = max(current, 1) * times
            if times == 1000:
                total, current = total + current, 0
            last = times
        elif value is not None and last in (100, 1000) and value < last:
            current, last = current + value, value
        elif token != "and" or last not in (100, 1000):
            if last:
                yield total + current
            if token in _GROUPS:
                yield _GROUPS[token] * max(total + current, 1)
            total, current, last = 0, value or 0, value or 0
        if token[:1].isdigit():
            yield from _of_figure(token)
            current = last = int(token) if token.isdecimal() and len(token) < 4 else 0


def _of_figure(figure: str) -> Iterator[int]:
    """A figure as one number, the parts about its point or colon, and the decade of a year."""
    whole = figure.replace(",", "")
    for part in {whole, *re.split(r"[.:]", whole)}:
        if part.isdecimal() and len(part) < 16:
            yield int(part)
            if _DECADE.fullmatch(part):
                yield int(part[2:])
