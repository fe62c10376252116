"""What happens to a text before it is translated: tidying, and what needs no model."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from nlp.line_hyphens import without_line_hyphens
from nlp.soft_hyphens import without_soft_hyphens
from nlp.tables import words
from nlp.tags import without_tags

_SPACE = re.compile(r"[ \t\r\n\v\f\u0085\u2028\u2029]+")
_CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_SELECTOR = re.compile("[\ufe00-\ufe0f\u20e3]")
SIGNS = (
    "\u203c\u2049\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d"
    "\U0001f000-\U0001faff"
)
"""Pictures, arrows and the like, for a class of a regular expression: the model has no piece for most."""
_SIGNED = re.compile(rf"\s*(?:(?:[{SIGNS}]|[\d#*](?=\ufe0f?\u20e3))[\ufe00-\ufe0f\u20e3]*\s*)+")
"""Signs that stand before a line: "➡️ Tucuvi", "1️⃣ El hospital"."""
_BULLET = re.compile(r"(?:[-–—•·*▪◦>]+|\d{1,2}(?:[.)]|\.[-–—])|[a-z]\))\s+")
_SPEECH = re.compile(r"—(?=[¿¡«“\"A-ZÀ-ÖØ-Þ0-9])|–(?=[¿¡«“\"A-ZÀ-ÖØ-Þ])|-(?=[¿¡])")
"""The dash of a dialogue, which clings to what is said."""
_ORDINAL = re.compile(r"\d{1,2}\.?[°º]\s+(?=(?P<word>[^\W\d_]+)(?P<after>['’]|,? \w*|))")
_LISTED = re.compile(r"\w+(?:[aeiíî]r|re)(?:se|l[aoe]s?)?")
_ARTICLES = words("l d le la les un une des du au aux en pour el los las una unos unas que al")
_NO_VERB = words(
    "lugar hogar taller bar mar militar titular particular escolar ciudadana mujer premier dernier trimestre "
    "semestre titre ordre chapitre livre lettre maître être atelier foyer dossier cahier chantier janvier "
    "février septembre octobre novembre décembre hiver cancer centre membre ministre nombre autre quartier "
    "palier poster master máster líder sondeo alcalde tercer primer clúster anniversaire cadre tour"
)
_WORD = re.compile(r"[^\W\d_]+")
_PLURAL = re.compile(r"(?<![\w.@/-])([a-z]{2,}[bcdfghjklmnpqrstvxz])ys(?![\w@/])")


def tidy(text: str) -> str:
    """Decode HTML entities, drop tags, control characters and soft hyphens, make white space one space.

    Words that a line end parts are whole again.

    No-break spaces stay: they hold figures together. The brackets of the placeholders become
    plain ones, so that no input can pass for a placeholder. What makes a picture of a sign stays with
    those that stand before the text and are copied; elsewhere the model would read it as bytes.
    """
    if "&" in text:
        text = html.unescape(text)
    text = without_line_hyphens(text)
    text = without_soft_hyphens(_CONTROL.sub("", without_tags(text)))
    text = _SPACE.sub(" ", text).strip()
    at = len(bullet(text)[0])
    text = text[:at] + _SELECTOR.sub("", text[at:])
    return text.replace("⟦", "[").replace("⟧", "]")


def bullet(text: str) -> tuple[str, str]:
    """Part a list marker from what follows it; "1°" is one before a verb or an article, as in a law."""
    found = _BULLET.match(text) or _SPEECH.match(text) or _numbered(text)
    at = found.end() if found else 0
    if signs := _SIGNED.match(text, at):  # "• ➡️ Tucuvi"
        at = signs.end()
    return text[:at], text[at:]


def _numbered(text: str) -> re.Match[str] | None:
    """The number of "2° recruter 40 ingénieurs"; not that of "2º trimestre" or "1° de julio"."""
    found = _ORDINAL.match(text)
    if found is None:
        return None
    word = found["word"]
    if word.lower() in _ARTICLES:
        return found
    verb = word.lower() not in _NO_VERB and _LISTED.fullmatch(word)
    if not verb or (word[0].isupper() and found["after"].strip(", ").lower() not in _ARTICLES):
        return None
    return found


def has_words(text: str) -> bool:
    """Say whether there is a word to translate: two letters in a row."""
    return any(len(word) > 1 for word in _WORD.findall(text))


def latin_share(text: str) -> float:
    """Share of the letters that are Latin; 1.0 where there are no letters."""
    if text.isascii():
        return 1.0
    letters = [c for c in text if c.isalpha()]
    return sum(map(_is_latin, letters)) / len(letters) if letters else 1.0


@lru_cache(maxsize=4_096)
def _is_latin(letter: str) -> bool:
    return "LATIN" in unicodedata.name(letter, "") or letter in "ºª"


def spelled(english: str) -> str:
    """English with the plurals that the model forms of shown terms: "subsidiarys" -> "subsidiaries"."""
    return _PLURAL.sub(r"\1ies", english)
