"""The surface of a block's text: length, words, signs, and the words that page furniture uses.

Cheap enough for the hundreds of blocks of a page, most of which are menus; the finer features of
:mod:`nlp.separate.shape` are made only for what may be the article.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nlp.separate.lexicon import FUNCTION_WORDS
from nlp.separate.markup import flags

HEAD = 600
"""Characters of a block that are looked at, beside its length."""

_FURNITURE = {
    "share": "share sharing tweet facebook twitter linkedin whatsapp pinterest instagram partager"
    " partagez compartir compartilhar teilen print imprimer imprimir email e-mail copy",
    "subscribe": "subscribe subscription newsletter newsletters register login signup inbox account"
    " abonnez abonner abonnement abonnés inscrivez inscription suscribirse suscríbete suscripción"
    " regístrate registrarse anmelden abo connexion",
    "comment": "comment comments commentaire commentaires comentario comentarios kommentare reply"
    " répondre responder respuesta",
    "legal": "cookie cookies privacy terms policy copyright reserved confidentialité mentions"
    " privacidad datenschutz impressum legal gdpr rgpd reservados réservés rights ©",
    "related": "related recommended trending popular latest more également aussi liés relacionadas"
    " relacionados también leer lire mehr next previous suivant précédent siguiente anterior"
    " weiterlesen stories read also",
    "ad": "advertisement advertising sponsored promoted publicité publicidad anzeige werbung"
    " affiliate commission",
    "picture": "photo photos image picture getty reuters credit courtesy crédit crédits foto afp"
    " bild illustration video vidéo watch caption source pictured",
    "by": "by par por von author auteur autor editor staff reporter posted published updated publié"
    " publicado actualizado ago il-y-a min minutes jour",
    "author": "writer writes covers covering journalist contributor freelance professor reporter"
    " follow journaliste periodista rédacteur redactor",
    "site": "menu home search contact about accueil inicio suche recherche buscar skip navigation"
    " faq help careers jobs advertise sitemap aide ayuda empleo",
    "shop": "buy shop cart price shipping sale discount download app install store deal coupon"
    " acheter panier comprar carrito précio kaufen",
    "tag": "tag tags topic topics filed category categories catégorie catégories etiquetas"
    " mots-clés themen keywords thèmes temas",
}
_BITS: dict[str, int] = {}
for _number, _words in enumerate(_FURNITURE.values()):
    for _word in _words.split():
        _BITS[_word] = _BITS.get(_word, 0) | 1 << _number

NAMES = [
    "log_chars",
    "log_words",
    "mean_word",
    "upper_share",
    "digit_share",
    "mark_share",
    "function_share",
    "title_share",
    "ends_stop",
    "ends_other_stop",
    "ends_colon",
    "ends_letter",
    "starts_lower",
    "starts_digit",
    "starts_quote",
    "starts_mark",
    "log_stops",
    "words_a_sentence",
    "commas",
    "separators",
    "quoted",
    "hash_at",
    "address",
    "ellipsis",
    "log_lines",
    "one_word",
    "two_words",
] + ["says_" + name for name in _FURNITURE]
"""Columns of :func:`rows`."""

_COMMON = FUNCTION_WORDS | frozenset(
    [
        "der",
        "die",
        "das",
        "und",
        "ist",
        "ein",
        "eine",
        "den",
        "dem",
        "nicht",
        "mit",
        "von",
        "zu",
        "auf",
        "für",
        "im",
        "des",
        "sich",
        "auch",
        "als",
        "wie",
        "o",
        "os",
        "as",
        "um",
        "uma",
        "não",
        "que",
        "em",
        "para",
        "com",
        "do",
        "da",
        "dos",
        "das",
        "no",
        "na",
        "ao",
        "se",
        "por",
        "i",
        "w",
        "z",
        "nie",
        "jest",
        "się",
        "że",
        "il",
        "lo",
        "gli",
        "di",
        "che",
        "è",
        "un",
        "per",
        "con",
        "del",
        "della",
        "sono",
        "het",
        "van",
        "een",
        "de",
        "en",
        "dat",
    ]
)
_WORD = re.compile(r"[^\W\d_]+|©")
# Each begins with a set of signs, so that it is tried only where one of them stands.
_STOPS = re.compile(r"[.!?…。！？](?:[\"'”’»)]?(?:\s|$)|(?<=[。！？]))")
_TITLED = re.compile(r"[^\W\d_a-zß-ÿ](?<!\S[\s\S])")
_UPPER = bytes(range(65, 91))
_DIGITS = b"0123456789"
_LETTERS = _UPPER + bytes(range(97, 123)) + bytes(range(128, 256)) + _DIGITS + b" \n"
_SEPARATORS = b"|/"


def rows(texts: Sequence[str]) -> NDArray[np.float64]:
    """Features of each text: shape (len(texts), len(NAMES))."""
    found = [_row(text[:HEAD], len(text), text.count("\n")) for text in texts]
    return np.array(found, dtype=np.float64).reshape(-1, len(NAMES))


def last_sign(text: str) -> str:
    """The last sign of a text before what closes quotes and brackets; empty where there is none."""
    return text.rstrip("\"'”’»)] \u00a0")[-1:]


@lru_cache(maxsize=16_384)  # the menus of a site return on each of its pages
def _row(head: str, length: int, lines: int) -> tuple[float, ...]:
    sample = head.strip()
    size = max(len(sample), 1)
    raw = sample.encode("utf-8", "surrogatepass")
    words = _WORD.findall(sample.lower())
    count = max(len(words), 1)
    stops = len(_STOPS.findall(sample)) if len(sample) > 1 else 0
    first, last = sample[:1], last_sign(sample)
    bits = 0
    if len(sample) <= 300:
        for bit in filter(None, map(_BITS.get, words)):
            bits |= bit
    return (
        math.log1p(length),
        math.log1p(len(words)),
        min(sum(map(len, words)) / count / 6, 4.0),
        (len(raw) - len(raw.translate(None, _UPPER))) / size,
        (len(raw) - len(raw.translate(None, _DIGITS))) / size,
        len(raw.translate(None, _LETTERS)) / size,
        sum(map(_COMMON.__contains__, words)) / count,
        min(len(_TITLED.findall(sample)) / count, 1.0),
        float(last == "."),
        float(last != "" and last in "!?…。"),
        float(last == ":"),
        float(last.isalnum()),
        float(first.islower()),
        float(first.isdigit()),
        float(first != "" and first in "«“\"'‘„"),
        float(first != "" and first in "|-–—•·>*©[("),
        math.log1p(stops),
        min(len(words) / (stops + 1) / 30, 4.0),
        min(sample.count(","), 8) / 4,
        min(len(raw) - len(raw.translate(None, _SEPARATORS)) + sample.count("·"), 4),
        float("“" in sample or '"' in sample or "«" in sample),
        float("@" in sample or "#" in sample),
        float("http" in sample or "www." in sample),
        float("..." in sample or "…" in sample),
        math.log1p(lines),
        float(len(words) == 1),
        float(len(words) == 2),
        *flags(bits, len(_FURNITURE)),
    )
