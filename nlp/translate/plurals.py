"""Acronyms in the plural: French and Spanish show it by the words before them, "les ARS", "12 GHT"."""

from __future__ import annotations

import re

from nlp.tables import words

_GAP = "[ \u00a0\u202f]"
_NUMBER = (
    r"(?<![\d.,/-])(?!(?:19|20)\d\d[ \u00a0]|1[ \u00a0]|0)\d{1,4}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|"
    r"treize|quinze|seize|vingt|trente|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte"
)
_BETWEEN = (
    rf"{_NUMBER}|autres|grands|petits|futurs|nouveaux|nouvelles|premiers|premières|principaux|principales|mêmes|"
    r"seuls|seules|différents|différentes|otros|otras|nuevos|nuevas|grandes|primeros|primeras|demás|distintos|distintas"
)
_SEVERAL = re.compile(
    rf"(?<!\w)(?:les|des|aux|ces|ses|nos|vos|leurs|mes|plusieurs|quelques|certains|certaines|différents|différentes|"
    rf"divers|diverses|los|las|unos|unas|estos|estas|esos|esas|sus|nuestros|nuestras|varios|varias|algunos|algunas|"
    rf"otros|otras|autres|{_NUMBER}){_GAP}(?:(?:{_BETWEEN}){_GAP}){{0,2}}$",
    re.IGNORECASE,
)
_OF = re.compile(r" (?:of|for|in|at|with|to|on)(?: |$)")
_UNCOUNTED = words("care software staff data funding payment scheduling nursing equipment VAT")


def several(before: str) -> bool:
    """Whether what stands before an acronym makes it a plural: "les ", "des 13 ", but not "les équipes "."""
    return _SEVERAL.search(before[-60:]) is not None


def plural(english: str) -> str:
    """The plural of an English phrase by its head noun: "chief officer of state" -> "chief officers of state".

    What cannot be counted ("acute care") stays.
    """
    found = _OF.search(english)
    end = found.start() if found else len(english)
    head, rest = english[:end], english[end:]
    noun = re.split("[ -]", head)[-1]
    if noun.lower() in _UNCOUNTED or noun in _UNCOUNTED or head.endswith(("s", "-at-home")):
        return english
    if re.search(r"[^aeiou]y$", head):
        return f"{head[:-1]}ies{rest}"
    return f"{head}{'es' if re.search(r'(?:ch|sh|x|z)$', head) else 's'}{rest}"
