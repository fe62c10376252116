"""Numbers written out in French and Spanish words: found, read as values, written in English words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from nlp.calendar import FOREIGN_MONTHS
from nlp.capitals import mostly_capitals
from nlp.tables import words


class Numeral(NamedTuple):
    """Characters `start:end`, the value, and how many number words it has."""

    start: int
    end: int
    value: int
    words: int


_FR_SMALL = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
_ES_SMALL = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_ES_HUNDREDS = {
    "doscient": 200, "trescient": 300, "cuatrocient": 400, "quinient": 500, "seiscient": 600,
    "setecient": 700, "ochocient": 800, "novecient": 900,
}  # fmt: skip
_VALUES: dict[str, dict[str, int]] = {
    "fr": {
        **{word: i for i, word in enumerate(_FR_SMALL.split())},
        "une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50,
        "soixante": 60, "septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
        "cent": 100, "cents": 100, "mille": 1000,
    },
    "es": {
        **{word: i for i, word in enumerate(_ES_SMALL.split())},
        "un": 1, "una": 1, "veintiún": 21, "veintiuna": 21, "treinta": 30, "cuarenta": 40,
        "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90,
        "cien": 100, "ciento": 100, "mil": 1000,
        **{stem + end: value for stem, value in _ES_HUNDREDS.items() for end in ("os", "as")},
    },
}  # fmt: skip
_ENGLISH = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
_ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SIGNED = ("st", "nd", "rd")
_ORDINALS = [
    "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
]  # fmt: skip
_FR_ORDINALS = [
    "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième",
    "dixième", "onzième", "douzième", "treizième", "quatorzième", "quinzième", "seizième",
    "dix-septième", "dix-huitième", "dix-neuvième", "vingtième",
]  # fmt: skip
_ES_ORDINALS = {
    "sext": 6, "séptim": 7, "octav": 8, "noven": 9, "décim": 10, "undécim": 11, "duodécim": 12,
    "decimotercer": 13, "decimocuart": 14, "decimoquint": 15, "vigésim": 20,
}  # fmt: skip
_ORDINAL = {
    "fr": re.compile(
        rf"(?<![\w-])({'|'.join(sorted(_FR_ORDINALS, key=len, reverse=True))})(?:s|ment)?(?![\w-])",
        re.I,
    ),
    "es": re.compile(
        rf"(?<![\w-])({'|'.join(sorted(_ES_ORDINALS, key=len, reverse=True))})[oa]s?(?![\w-])", re.I
    ),
}
_AND = {"fr": "et", "es": "y"}


def _expression(lang: str) -> re.Pattern[str]:
    words = "|".join(sorted(_VALUES[lang], key=len, reverse=True))
    joint = rf"(?:[ \u00a0-]|[ \u00a0-]{_AND[lang]}[ \u00a0-])"
    return re.compile(rf"(?<![\w-])(?:{words})(?:{joint}(?:{words}))*(?![\w-])", re.IGNORECASE)


_RUN = {lang: _expression(lang) for lang in _VALUES}
_WORD = re.compile(r"[^\W\d_]+")
_ACRONYM = re.compile(r"[A-Z]{3,5}")
_BODY = re.compile(
    r"(?:(?<!\w)(?:[Ll]a|Fundación|Fondation|Grupo|Groupe)[ \u00a0]|(?<!\w)[DdLl]['’])$"
)
"""What stands before an acronym and no number: a singular article or a kind of body, 12 characters at most."""
_COUNTED = re.compile(
    r"[ \u00a0](?:(?:[A-ZÀ-Þ]{3,}[SX]|D[EU]?|Y|ET|O|OU|À|A)(?!\w)|(?:de cada|en cada|sur|por ciento|por mil|pour cent)(?!\w)|[\d%]|(?:mil|cent|mill\w+)(?!\w)|"
    r"(?!(?:los|las|sus|les|ses|des|nous|vous|es|más|dans|sans|puis|après|très|mais|plus|pas|nos)(?!\w))"
    r"[a-zà-ÿ]+[sx](?!\w))"
)
"""What stands behind a number that is stressed by capitals, "los SEIS hospitales": a plural, another number."""


_INSIDE = re.compile(r"[a-zà-ÿ],? (?:(?:Las|Los|Les) )?$")
"""What stands before a number inside a sentence, 6 characters at most."""
_NAMED = re.compile(r"(?: [A-ZÀ-Þ][a-zà-ÿ]+)+")
_NAMES = frozenset(("treinta y tres",))
_COUNTED_UP = words(
    "euros euro pesos dólares dollars soles francs libras millón millones million millions milliard milliards billones "
    "por pour mil mille cent cien años ans días jours mes meses mois horas heures"
) | {month for months in FOREIGN_MONTHS.values() for month in months}
"""What is counted in the manner of a deed, "Treinta Mil Euros", and what follows the number of a day."""
_ONE_WORDS = words("un una une uno")
_LEAST_IN_TITLE = 0.75  # share of the longer words of a headline that has capitals throughout


@lru_cache(maxsize=16)
def _runs(text: str, lang: str) -> tuple[re.Match[str], ...]:
    """Every run of number words; each sentence is asked for them several times."""
    return tuple(_RUN[lang].finditer(text))


@lru_cache(maxsize=16)
def named(text: str, lang: str) -> tuple[tuple[int, int], ...]:
    """Names that begin with a number: "Tres Cantos", "Las Tres Mil Viviendas", "Treinta y Tres"."""
    found = tuple(_named(text, lang))
    return () if found and _is_title(text) else found


def _named(text: str, lang: str) -> Iterator[tuple[int, int]]:
    for run in _runs(text, lang):
        if not run[0][0].isupper():
            continue
        capitals = all(word.istitle() for word in _WORD.findall(run[0]) if word != _AND[lang])
        lower = run[0].lower()
        if not capitals or lower in _ONE_WORDS:
            continue
        behind = _NAMED.match(text, run.end())
        counted = behind is not None and behind[0].split()[0].lower() in _COUNTED_UP
        inside = _INSIDE.search(text, max(0, run.start() - 7), run.start())
        if inside and not counted and (behind or lower in _NAMES):
            yield run.start(), behind.end() if behind else run.end()


def _is_title(text: str) -> bool:
    """Whether a text is a headline whose words have capitals: they tell no name there."""
    longer = [word for word in _WORD.findall(text) if len(word) > 3]
    return sum(map(str.istitle, longer)) >= _LEAST_IN_TITLE * len(longer) and len(longer) > 3


def numerals(text: str, lang: str) -> Iterator[Numeral]:
    """Every run of number words that is one number, left to right.

    Two numbers that "et" or "y" joins are two: "cuatro y seis", but "treinta y seis".
    """
    held = named(text, lang)
    for found in _runs(text, lang):
        if any(start <= found.start() < end for start, end in held):
            continue
        for start, end in _apart(found, lang):
            parts = [w for w in _WORD.findall(text[start:end].lower()) if w != _AND[lang]]
            value = value_of_words(parts, lang)
            if value is not None and not (len(parts) == 1 and _is_acronym(text, start, end, value)):
                yield Numeral(start, end, value, len(parts))


def acronyms(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Words in capitals that are no number though one is written like them: "la ONCE", "(SEIS)"."""
    for found in _runs(text, lang):
        for start, end in _apart(found, lang):
            value = _VALUES[lang].get(text[start:end].lower())
            if value is not None and _is_acronym(text, start, end, value):
                yield start, end


def _is_acronym(text: str, start: int, end: int, value: int) -> bool:
    """Whether a number word is an acronym: in capitals, beside small letters, and nothing is counted by it.

    "UN" and "DOS" are mostly stressed numbers.
    """
    if value < 3 or not _ACRONYM.fullmatch(text, start, end):
        return False
    if mostly_capitals(text):
        return False
    return (
        _BODY.search(text, max(0, start - 12), start) is not None
        or _COUNTED.match(text, end) is None
    )


def _apart(run: re.Match[str], lang: str) -> Iterator[tuple[int, int]]:
    """Cut a run of number words wherever two neighbours are of two numbers."""
    start, before = run.start(), None
    for word in _WORD.finditer(run.string, *run.span()):
        if word[0].lower() == _AND[lang]:
            continue
        if before:
            joint = run.string[before.end() : word.start()]
            if not _one_number(before[0], joint, word[0], lang):
                yield start, before.end()
                start = word.start()
        before = word
    yield start, run.end()


def _one_number(before: str, joint: str, after: str, lang: str) -> bool:
    """Whether two words may be of one number: "treinta y dos", "vingt et un", "mil y una".

    "cuatro y seis", "los setenta una red" and "les années soixante une" are two.
    """
    first, second = (_VALUES[lang][word.lower()] for word in (before, after))
    tens = first in range(20, 100, 10)
    if joint.strip(" \u00a0-"):
        units = range(1, 10) if lang == "es" else (1, 11)
        return (tens and second in units) or (first in (100, 1000) and second == 1)
    if lang == "es":
        return second >= 100 or first >= 100 and before.lower() != "cien"
    return joint == "-" or first == 20 or not tens or second != 1


def value_of_words(words: list[str], lang: str) -> int | None:
    """The value of number words, or None where they are no one number ("deux trois")."""
    thousands, rest, last = 0, 0, 10_000
    for word in words:
        value = _VALUES[lang][word]
        if value == 1000:
            if thousands:
                return None
            thousands, rest, last = 1000 * (rest or 1), 0, 1000
        elif value == 100:
            if not (rest == 0 or 2 <= rest <= 9) or last <= 99 and rest == 0:
                return None
            rest, last = 100 * (rest or 1), 100
        elif lang == "fr" and value == 20 and rest % 100 == 4 and last == 4:
            rest, last = rest + 76, 80
        elif _follows(rest, last, value, lang):
            rest, last = rest + value, value
        else:
            return None
    return thousands + rest


def _follows(rest: int, last: int, value: int, lang: str) -> bool:
    """Whether a value may stand after the last one: hundreds, tens, units, each once."""
    if value >= 200:  # Spanish hundreds in one word
        return rest == 0
    if rest % 100 == 0 and last >= 100:
        return True
    if last in (60, 80) and lang == "fr":
        return 1 <= value <= 19
    if last == 10 and lang == "fr":  # dix-sept
        return 7 <= value <= 9
    return 20 <= last <= 90 and last % 10 == 0 and 1 <= value <= 9


def english_words(value: int) -> str:
    """A number below a hundred in English words."""
    if value < 20:
        return _ENGLISH[value]
    tens = _ENGLISH_TENS[value // 10 - 2]
    return f"{tens}-{_ENGLISH[value % 10]}" if value % 10 else tens


def ordinal(number: int) -> str:
    """An English ordinal in figures: 1 -> 1st, 12 -> 12th, 23 -> 23rd."""
    if 10 <= number % 100 <= 13 or not 1 <= number % 10 <= 3:
        return f"{number}th"
    return f"{number}{_SIGNED[number % 10 - 1]}"


def ordinals(text: str, lang: str) -> Iterator[tuple[int, int, str]]:
    """Ordinals that a small model garbles, with their English: "septième", "undécimo"."""
    for found in _ORDINAL[lang].finditer(text):
        word = found[1].lower()
        at = _FR_ORDINALS.index(word) if lang == "fr" else _ES_ORDINALS[word] - 3
        yield *found.span(), _ORDINALS[at]


_ROMAN = re.compile(
    r"(?<![\w.,-])(?=[IVXL])(?P<roman>(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?=[ \u00a0](?:Congreso|Encuentro|Jornadas?|Simposio|Foro|Edición|edición|"
    r"Reunión|Convención|Cumbre|Curso|Seminario|Premios|Asamblea|Certamen|Olimpiada)(?!\w))"
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


def meetings(text: str, lang: str) -> Iterator[tuple[int, int, str]]:
    """Roman numbers of Spanish congresses and the like, as English ordinals: "XXVIII Congreso" -> 28th."""
    for found in _ROMAN.finditer(text) if lang == "es" else ():
        values = [_ROMAN_VALUES[letter] for letter in found["roman"]]
        signs = [-1 if a < b else 1 for a, b in pairwise([*values, 0])]
        total = sum(sign * value for sign, value in zip(signs, values, strict=True))
        yield *found.span("roman"), ordinal(total)


_HALF = re.compile(r"[ \u00a0](?:et demie?|y medi[oa])(?!\w)")


def with_half(value: int, text: str, at: int) -> tuple[Decimal, int]:
    """Add "et demi" or "y medio" where it stands at a position; the value and the new end."""
    half = _HALF.match(text, at)
    return (Decimal(value) + Decimal("0.5"), half.end()) if half else (Decimal(value), at)
