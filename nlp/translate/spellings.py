"""How a term or name of the glossary may be written in a text: expressions for its forms.

Inflection of terms; capitals that press offices set ("Historia Clínica Electrónica", "Haute Autorité de
Santé"), capitals without their accent ("Etablissement"), and dashes for hyphens.
"""

from __future__ import annotations

import re

from nlp.glossary import Term
from nlp.tables import fold

_GAP = "[ \u00a0]"
_BARE = dict(zip("éèêàâçîôûñáíóú", "eeeaaciouñaiou", strict=True))
_HYPHEN = rf"{_GAP}?[-–—‑]{_GAP}?"
_PARTING = re.compile(r"[ ’'-]+")


def spelled_as(term: Term, lang: str, own: bool = False) -> str:
    """Expression for a term and its plural; acronyms, and names of one word, stay as they are written.

    The user's `own` are found all in capitals too, "CHARIOTS"; of so many packaged ones some would be
    acronyms then, as are words of three letters.
    """
    written = term.term.replace("’", "'")
    if term.kind == "acronym" or term.term.isupper():
        return re.escape(term.term).replace(r"\ ", _GAP)
    if term.kind == "name":
        return _name(written)
    first, *rest = (_inflected(word, lang) for word in written.split(" "))
    shown = [_head(first, True), *(_head(word, len(word) > 3) for word in rest)]
    if not own or len(written) < 4:
        return _GAP.join(shown)
    whole = _GAP.join(_head(_inflected(word, lang).upper(), False) for word in written.split(" "))
    return f"(?:{_GAP.join(shown)}|{whole})"


def later_parts(term: str) -> list[str]:
    """What every text that has a term holds behind its first word, folded: the longer words after it,
    less the two letters that inflection may change."""
    return [fold(part[:-2]) for part in _PARTING.split(term)[1:] if len(part) > 4]


def _name(name: str) -> str:
    """A name whose words may have a capital that the list has not ("Mar Báltico"), and other dashes."""
    if " " not in name:
        return re.escape(name)
    first, *rest = re.split(r" ?- ?| ", name)
    seps = [_HYPHEN if "-" in sep else _GAP for sep in re.findall(r" ?- ?| ", name)]
    words = [_raised(word) for word in rest]
    return _head(re.escape(first), len(first) > 2) + "".join(
        sep + word for sep, word in zip(seps, words, strict=True)
    )


def _raised(word: str) -> str:
    """A word of a name: "santé" as "Santé", "Écoles" as "Ecoles", never the other way."""
    return _head(re.escape(word), len(word) > 3)


def _head(word: str, capital: bool) -> str:
    """An expression whose first letter may be a capital, with or without its accent."""
    if capital and word[1:2] == "'" and word[0] in "dl":
        return f"[{word[0]}{word[0].upper()}]'" + _head(word[2:], len(word) > 5)
    first = word[:1]
    if not first.isalpha():
        return word
    upper = first.upper()
    bare = _BARE.get(upper.lower(), upper.lower()).upper()
    letters = dict.fromkeys((first, upper, bare) if capital else (first,))
    if first == upper:
        letters = dict.fromkeys((first, bare))
    return (f"[{''.join(letters)}]" if len(letters) > 1 else first) + word[1:]


def _inflected(word: str, lang: str) -> str:
    if len(word) < 4:
        return re.escape(word)
    if lang == "fr":
        if word.endswith("al"):
            return re.escape(word[:-1]) + "(?:l|le|les|ux)"
        return re.escape(word) + ("" if word[-1] in "sx" else "[sx]?")
    if word.endswith("ón"):
        return re.escape(word[:-2]) + "(?:ón|ones)"
    if word[-1] in "oa":
        return re.escape(word) + "s?"
    return re.escape(word) + ("" if word[-1] == "s" else "(?:s|es)?")
