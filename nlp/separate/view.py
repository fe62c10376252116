"""What a line says once its disguise is off: the view that features are made from.

Spam hides its words from filters with zero-width characters, look-alike letters of other alphabets,
figures in place of letters and letters set apart. The view undoes that, folds case and accents,
and puts one sign in place of each figure and address; the text itself is never touched.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

HEAD, TAIL = 1_600, 400
"""Of a longer text the first and last characters are read; a paragraph shows itself by then."""

_INVISIBLE = dict.fromkeys(
    [0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x2028, 0x202F),
     *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080)]
)  # fmt: skip
_LOOK_ALIKE = str.maketrans(
    "аеорсухівнкмтѕјԁԛԝɡαβεικνορτυχγωΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТУХІЅЈһԚԜզոսցⅰⅼⅽⅾⅿ",
    "aeopcyxibhkmtsjdqwgabeiknoptuxywABEZHIKMNOPTYXABEKMHOPCTYXISJhQWqnugilcdm",
)
_LEET = str.maketrans("013457@$€!|", "oieastasei" + "l")
_ADDRESS = re.compile(
    r"(?:https?:|hxxps?:)//[^\s<>\"]{1,300}|www\.[^\s<>\"]{1,300}"
    r"|\b[a-z0-9][a-z0-9-]{1,62}(?:\.[a-z0-9-]{1,62}){0,3}"
    r"\.(?:com|net|org|info|biz|ru|cn|top|xyz|online|site|shop|store|club|icu|example|test|invalid|"
    r"io|co|tk|ml|cc|me|vip|bet|win|live|pro|click|link|buzz|fun|app|fr|es|de|uk|eu)"
    r"\b(?:/[^\s<>\"]{0,300})?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,20}){1,3}")
_MIXED = re.compile(
    r"(?<![^\W_])[^\W_]*(?:[^\W\d_][0-9@$!|]{1,2}|[@$0-9])[^\W\d_][^\W_]*[^\s\w]?[^\W_]*"
)
_PLAIN_MIX = re.compile(
    r"\d+(?:er|ere|eme|e|re|nd|th|st|rd|h|mg|ml|kg|km|g|m|k|x|go|mo|gb|mb|min|am|pm|o|a|s)|"
    r"[a-z]{1,4}-?\d{1,4}[a-z]?|\d{1,2}h\d{2}|\d+[a-z]|\d{3,}.*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\w+")  # "8am-7pm" is two hours
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_](?:\s|[.*_|·-])){3,}[^\W\d_](?![^\W_])")
_DIGITS = re.compile(r"\d+")
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u064b-\u065f]+")
# Quick looks that spare most lines the slower patterns above.
_DOTTED = re.compile(r"\.(?<=[^\W_]\.)[^\W_]{2}")
# Two letters set apart, sought by the sign between them: it is rarer than a letter.
_APART = re.compile(r"[\s.*_|·-](?<=[^\W\d_][\s\S])(?<![^\W_][^\W\d_][\s\S])[^\W\d_][\s.*_|·-]")
_IN_WORD = re.compile(r"[0-9@$!|][^\W\d_]")


class View(NamedTuple):
    """The folded text, and how much of it was disguised."""

    text: str
    invisible: int
    look_alike: int
    leet: int
    spaced: int
    addresses: int
    mails: int

    @property
    def disguised(self) -> int:
        """Signs that someone hid words from a filter."""
        return (self.invisible > 1) + min(self.look_alike, 2) + min(self.leet, 2) + self.spaced


def view(text: str) -> View:
    """The view of ``text``; time in proportion to its length, 2,000 characters at most."""
    return _view(text if len(text) <= HEAD + TAIL else text[:HEAD] + " " + text[-TAIL:])


@lru_cache(maxsize=4_096)  # a cut paragraph is judged again, furniture returns on each page
def _view(text: str) -> View:
    seen = text if text.isascii() else text.translate(_INVISIBLE)
    invisible = len(text) - len(seen) - text.count("\u00ad")  # soft hyphens are typography
    look_alike = spaced = 0
    if not seen.isascii():
        seen = unicodedata.normalize("NFKC", seen)
        seen, look_alike = _latin(seen)
    seen, mails = _MAIL.subn(" \x02 ", seen) if "@" in seen else (seen, 0)
    seen, addresses = _ADDRESS.subn(_opened, seen) if _may_address(seen) else (seen, 0)
    if _APART.search(seen):
        seen, spaced = _SPACED.subn(lambda m: re.sub(r"[\s.*_|·-]", "", m.group()), seen)
    seen = fold(seen)
    leet = 0
    if _IN_WORD.search(seen):
        seen, leet = _unleet(seen)
    seen = _DIGITS.sub("0", seen)
    return View(" ".join(seen.split()), invisible, look_alike, leet, spaced, addresses, mails)


def _may_address(text: str) -> bool:
    return "//" in text or _DOTTED.search(text) is not None


def fold(text: str) -> str:
    """Lower case without accents: ``Éditeur`` -> ``editeur``."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    parts = unicodedata.normalize("NFKD", lowered)
    return _MARKS.sub("", parts)


def _latin(text: str) -> tuple[str, int]:
    """Letters that only look Latin become Latin, in words where Latin letters are about."""
    swapped = text.translate(_LOOK_ALIKE)
    if swapped == text:
        return text, 0
    plain = sum("a" <= ch <= "z" for ch in text.lower())
    mostly_latin = 2 * plain > sum(map(str.isalpha, text))
    words, count = [], 0
    for old, new in zip(text.split(" "), swapped.split(" "), strict=True):
        mixed = old != new and any("a" <= ch.lower() <= "z" for ch in old)
        disguised = mixed or (old != new and mostly_latin and new.isascii())
        count += disguised
        words.append(new if disguised else old)
    return " ".join(words), count


def _opened(found: re.Match[str]) -> str:
    """An address becomes its words and one sign, so that ``cheap-pills.example`` shows them."""
    name = re.sub(r"^(?:\w+:)?/*(?:www\.)?", "", found.group().lower())
    host = name.split("/")[0].rsplit(".", 1)[0]
    return f" {re.sub(r'[^a-z]+', ' ', host)} \x01 "


def _unleet(text: str) -> tuple[str, int]:
    """Figures and signs inside words become the letters they stand for."""
    count = 0

    def swap(found: re.Match[str]) -> str:
        nonlocal count
        word = found.group()
        letters = sum(ch.isalpha() for ch in word)
        if letters < 3 or all(map(_PLAIN_MIX.fullmatch, _PARTS.findall(word))):
            return word
        count += 1
        return word.translate(_LEET)

    return _MIXED.sub(swap, text), count
