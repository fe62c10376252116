"""Dense features of one segment by itself: its length, words, signs, and what it speaks of.

One row for each segment, columns in the order of :data:`NAMES`. The same function serves training
and use.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nlp.separate.lexicon import FUNCTION_WORDS, LEXICON, WORD_SETS, words_of
from nlp.separate.surface import last_sign
from nlp.separate.view import HEAD, View

NAMES = (
    "log_chars log_words mean_word upper_share digit_share mark_share other_share function_share "
    "title_share all_caps_share ends_stop ends_bang ends_question ends_colon ends_ellipsis "
    "ends_none starts_lower starts_digit starts_bullet starts_quote separators bangs money "
    "addresses mails phones disguise emoji type_token sentences long_sentence quotes commas "
    "parentheses arrow hash_at "
    + " ".join(f"lex_{name} share_{name}" for name in LEXICON)
    + " foreign_script all_lower one_word two_words date_like verbs_like"
).split()

_OTHER = NAMES.index("other_share")
_SCRIPT = [_OTHER, NAMES.index("foreign_script")]
_MONEY = re.compile(r"[$€£¥]|\b(?:euros?|dollars?|usd|eur|pesos)\b", re.IGNORECASE)
_PHONE = re.compile(r"\+?\d[\d ().-]{7,16}\d")
_EMOJI = re.compile("[\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff]")
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff\ufe70-\ufefc]")
_SEPARATOR = re.compile(r"[|·•›»]|\s[>/–—-]\s|>>")
_INNER_STOP = re.compile(r"[.!?…]\s")
_QUOTE = re.compile("[«»“”]")
_MONTHS = (
    "january|february|march|april|june|july|august|september|october|november|december|"
    "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_MONTH = re.compile(rf"\b(?:{_MONTHS})\b", re.IGNORECASE)
# Quick looks that spare most texts the slower patterns. A pattern that begins with a set of signs
# is tried where one of them stands; one that begins with alternatives or "\b" at every place.
_MAY_SEPARATE = re.compile(r"[|·•›»>/–—-](?:(?<=[|·•›»])|[\s>])")
_NUMERIC_DATE = re.compile(r"\d(?<=\b\d)(?:\d?[/.:hH]\d{1,2}|(?:(?<=1)9|(?<=2)0)\d\d)\b")
_MAY_NAME_MONTH = (
    *_MONTHS.split("|"),
    "\u0131",
    "\u0307",
)  # "ı" and "İ" are an i where case is ignored
_MAY_PRICE = ("$", "€", "£", "¥", "eur", "dollar", "usd", "pesos")
_STARTS_BULLET = re.compile(r"[-–—•·●▪*>»|]")


def shapes(texts: Sequence[str], views: Sequence[View]) -> NDArray[np.float32]:
    """Features of each text: shape (len(texts), len(NAMES)), all finite, most in 0-1."""
    rows = [_shape(text[:HEAD], seen) for text, seen in zip(texts, views, strict=True)]
    found = np.array(rows, dtype=np.float32).reshape(len(rows), len(NAMES))
    other = found[:, _OTHER]
    if other.any() and np.average(other, weights=np.exp(found[:, 0])) > 0.5:
        found[:, _SCRIPT] = 0.0  # a document in another script is not odd for being in it
    return found


@lru_cache(maxsize=4_096)
def _shape(head: str, seen: View) -> tuple[float, ...]:
    sample = head.strip()
    size = max(len(sample), 1)
    folded = words_of(seen.text)
    words = sample.split()
    count = max(len(words), 1)
    plain = sample.isascii()
    others = "" if plain else "".join(_BEYOND.findall(sample))
    letters, upper, digits = _signs(sample, others)
    spaces = sample.count(" ")
    latin = letters if plain else letters - len(_OTHER_SCRIPT.findall(others))
    function = sum(map(FUNCTION_WORDS.__contains__, folded))
    capitals = len([word for word in words if word[0].isupper()]) if upper else 0
    shouted = len([word for word in words if word.isupper() and len(word) > 2]) if upper else 0
    stops = len(_INNER_STOP.findall(sample))
    caseless = sample.casefold()
    return (
        math.log1p(len(head)),
        math.log1p(len(words)),
        min(letters / count, 15.0) / 5.0,
        upper / max(letters, 1),
        digits / size,
        (size - letters - digits - spaces) / size,
        max(letters - latin, 0) / max(letters, 1),
        function / max(len(folded), 1),
        capitals / count,
        shouted / count,
        *_ends(sample),
        *_starts(sample),
        min(len(_SEPARATOR.findall(sample)), 6) / 2.0 if _MAY_SEPARATE.search(sample) else 0.0,
        min(sample.count("!") + sample.count("¡"), 4),
        min(len(_MONEY.findall(sample)), 3) if _holds(caseless, _MAY_PRICE) else 0,
        min(seen.addresses, 3),
        min(seen.mails, 2),
        1.0 if digits >= 8 and _PHONE.search(sample) else 0.0,
        min(seen.disguised, 4),
        0.0 if plain else min(len(_EMOJI.findall(others)), 3),
        len(set(folded)) / max(len(folded), 1),
        math.log1p(stops),
        math.log1p(len(words) / (stops + 1)),
        min(sample.count('"') + len(_QUOTE.findall(others)), 4) / 2.0,
        min(sample.count(","), 6) / 3.0,
        float("(" in sample),
        float("->" in sample or ">>" in sample or "→" in sample or "»" in sample[-2:]),
        float("#" in sample or "@" in sample),
        *_lexical(folded),
        float(letters > 3 and latin < letters / 2),
        float(letters > 0 and upper == 0),
        float(len(words) == 1),
        float(len(words) == 2),
        float(digits > 0 and _has_date(sample, caseless)),
        float(any(len(w) > 4 for w in folded if w.endswith(_VERBAL))),
    )


_UPPER = bytes(range(65, 91))
_LETTERS = _UPPER + bytes(range(97, 123))
_BEYOND = re.compile(r"[^\x00-\x7f]")


def _signs(sample: str, others: str) -> tuple[int, int, int]:
    """How many letters, capitals and figures: ASCII counted as bytes, ``others`` one by one."""
    raw = sample.encode("utf-8", "surrogatepass")
    size = len(raw)
    return (
        size - len(raw.translate(None, _LETTERS)) + sum(map(str.isalpha, others)),
        size - len(raw.translate(None, _UPPER)) + sum(map(str.isupper, others)),
        size - len(raw.translate(None, b"0123456789")) + sum(map(str.isdigit, others)),
    )


def _holds(text: str, parts: Iterable[str]) -> bool:
    return any(map(text.__contains__, parts))


def _has_date(sample: str, caseless: str) -> bool:
    """Whether a text holds an hour, a date or a year in figures, or names a month."""
    if _NUMERIC_DATE.search(sample):
        return True
    return _holds(caseless, _MAY_NAME_MONTH) and _MONTH.search(sample) is not None


_VERBAL = ("ed", "ait", "ent", "era", "ont", "aron", "ara", "aba", "ado", "ing", "ait", "ieron")


def _ends(sample: str) -> list[float]:
    last = last_sign(sample)
    kinds = [
        last == ".",
        last == "!",
        last == "?",
        last == ":",
        last == "…" or sample[-3:] == "...",
    ]
    return [float(kind) for kind in kinds] + [float(last.isalnum())]


def _starts(sample: str) -> list[float]:
    first = sample[:1]
    return [
        float(first.islower()),
        float(first.isdigit()),
        float(bool(_STARTS_BULLET.match(first))),
        float(first in "«“\"'¿¡" and first != ""),
    ]


def _lexical(folded: Sequence[str]) -> list[float]:
    hits = [0] * len(LEXICON)
    for numbers in filter(None, map(WORD_SETS.get, folded)):
        for number in numbers:
            hits[number] += 1
    size = max(len(folded), 1)
    return [value for count in hits for value in (min(count, 4), count / size)]
