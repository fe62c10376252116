"""Adjectives of towns: "la société vannetaise" is the "Vannes company", "el hospital turolense" "Teruel hospital".

A model of this size has seen most of them too seldom and takes them for another country or word ("Colombian" for
"colmarien"). They are shown to it as terms are (:mod:`nlp.translate.terms`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.figures import Span
from nlp.tables import rows, words

_NO_NOUN = words(
    "l la le les el los las lo un une una des du de del au aux al y et ou o e u est es son sont plus más très muy "
    "que qui ce cet cette ces este esta estos estas ese esa su sa ses sus dit ni pas no"
)
"""What stands before such a word where it is a noun, or where it is another word."""
_COMPANIES = words(
    "société entreprise éditeur éditrice pme groupe firme fabricant industriel prestataire hébergeur intégrateur cabinet "
    "spécialiste start-up startup pousse fournisseur fournisseuse laboratoire empresa compañía firma grupo fabricante proveedor "
    "proveedora laboratorio consultora multinacional tecnológica emergente desarrolladora integradora editora"
)
"""Nouns, without the ending of a plural, beside which English says where a company is based."""
_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]{4,}(?:-[^\W\d_]+)?(?![\w-])")
_NOUN = re.compile(r"(?<![\w'’-])(?:[ldLD]['’])?(?P<noun>[^\W\d_]+(?:-[^\W\d_]+)*)[ \u00a0]$")
_LOOKED_AT = 40  # characters before the word


def demonyms(text: str, lang: str) -> Iterator[Span]:
    """The spans of such adjectives behind a noun, of the kind "term".

    Args:
        text: one sentence.
        lang: "fr" or "es".
    """
    forms = _forms(lang)
    for found in _WORD.finditer(text):
        town = forms.get(found[0])
        if town is None:
            continue
        before = _NOUN.search(text, max(0, found.start() - _LOOKED_AT), found.start())
        noun = before["noun"].lower() if before else ""
        if not noun or noun in _NO_NOUN:
            continue
        based = noun in _COMPANIES or noun.rstrip("s") in _COMPANIES or noun[:-2] in _COMPANIES
        english = (f"{town}-based", (town,)) if based else (town, ())
        yield Span(*found.span(), "term", *english)


@cache
def _forms(lang: str) -> dict[str, str]:
    """Every form of every adjective -> the English of the place."""
    forms: dict[str, str] = {}
    for row in rows("demonyms.tsv"):
        if row["lang"] == lang:
            for form in (row["masculine"], row["feminine"]):
                forms |= dict.fromkeys((form, _plural(form, lang)), row["english"])
    return forms


def _plural(word: str, lang: str) -> str:
    if lang == "fr":
        if word.endswith("eau"):
            return word + "x"
        return word if word.endswith(("s", "x")) else word + "s"
    if word.endswith("és"):
        return word[:-2] + "eses"
    return word + ("s" if word[-1] in "aeo" else "es")
