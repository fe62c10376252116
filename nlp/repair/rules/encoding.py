"""Mojibake: text decoded in the wrong character set, mended by ftfy where it is sure of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View
from nlp.repair.ledger import other_person
from nlp.tables import common_words, english_cognates, english_places, fold, place_names, words

# What UTF-8 read as Latin-1 or Windows-1252 looks like, plus the replacement character.
_SUSPECT = re.compile(r"[\u00c2\u00c3\u00c4\u00c5\u00e2\u00ef\u00f0\u0080-\u009f\ufffd]")
_STRAIGHT = str.maketrans("\u201c\u201d\u2018\u2019", "\"\"''")  # as quotes are written here
_CHUNK = re.compile(r"[^ \t\n]+")
_SHOWN = re.compile(r"\"[^\"]+\"[.,;:)]?")
_STRAY = re.compile(r"\u00c2(?=[\s\u00a0]|$)")
_LOST = re.compile(r"\b\w{1,30}[?\ufffd]\w{1,30}\b|\b\w{3,30}\ufffd(?!\w)")
_WORD = re.compile(r"\w+")
_INSTITUTIONS = words(
    "Universit\u00e9 H\u00f4pital H\u00f4pitaux R\u00e9gion Minist\u00e8re Sant\u00e9 Acad\u00e9mie M\u00e9decine Facult\u00e9 Soci\u00e9t\u00e9 Gesti\u00f3n Atenci\u00f3n Fundaci\u00f3n Pol\u00edtica "
    "Investigaci\u00f3n Cl\u00ednica Cl\u00ednico Asociaci\u00f3n Federaci\u00f3n Comit\u00e9 Coll\u00e8ge \u00c9cole D\u00e9partement Pr\u00e9fecture"
)
"""Words of names of institutions that are left in their language."""


def mojibake(text: str, view: View) -> Iterator[Change]:
    """Chunks between spaces that ftfy decodes again; a stray "Â" left by a hard space goes."""
    from ftfy import fix_encoding  # only where something looks wrong

    chunks = [chunk for chunk in _CHUNK.finditer(text) if _SUSPECT.search(chunk[0])]
    if len(chunks) == 1 and _SHOWN.fullmatch(chunks[0][0]):
        return  # a single word in quotation marks shows what a wrong character set looks like
    for chunk in chunks:
        known = chunk[0].replace("\u00e2\u20ac\ufffd", "\u00e2\u20ac\u009d")  # of a lost quote
        fixed = _STRAY.sub("", fix_encoding(known)).replace("\ufeff", "").translate(_STRAIGHT)
        if fixed != chunk[0]:
            yield Change(*chunk.span(), fixed, "text was decoded in the wrong character set", True)


def lost_letters(text: str, view: View) -> Iterator[Change]:
    """A letter lost as "?" inside a word comes back from the source or from the article."""
    for m in _LOST.finditer(text):
        shape = re.compile(
            re.escape(m[0]).replace(r"\?", r"[^\W\d_a-zA-Z]").replace("\ufffd", r"\w")
        )
        pool = view.source or ""
        forms = {w for w in _WORD.findall(pool) if shape.fullmatch(w)}
        forms = forms or {p for p in view.facts.places if shape.fullmatch(p)}
        if not forms and "\ufffd" in m[0]:
            forms = {p for p in (*place_names(), *_INSTITUTIONS) if shape.fullmatch(p)}
            forms = {p for p in forms if not p.isascii()} or forms
        if len(forms) == 1:
            yield Change(*m.span(), forms.pop(), "a letter was lost in decoding", True)


def unaccented(text: str, view: View) -> Iterator[Change]:
    """A name that the source writes with accents gets them back."""
    accented = {
        w for w in re.findall(r"[A-Z\u00c0-\u00de][\w]{2,}", view.source or "") if not w.isascii()
    }
    if not accented:
        return
    by_fold = {fold(w): w for w in accented}
    by_fold = {k: w for k, w in by_fold.items() if not _is_english(k)}
    if not by_fold:
        return
    for m in re.finditer(r"\b[A-Z]\w{2,}\b", text):
        right = by_fold.get(m[0].lower())
        if other_person(m, fold(view.source or "")):
            continue
        if right and m[0].isascii() and right.istitle() == m[0].istitle():
            yield Change(*m.span(), right, f"the source writes {right}", True, "place_name")


# Words whose English form drops the accents of the original.
_ENGLISH_NAMES = words("union catalan galician europe")


def _is_english(word: str) -> bool:
    """True for a folded word that English writes without the accents of the original."""
    known = (_ENGLISH_NAMES, common_words(), english_places(), english_cognates())
    return any(word in words_ for words_ in known)


RULES = (
    Rule("mojibake", "mojibake", mojibake, _SUSPECT, shielded=False),
    Rule("lost_letters", "mojibake", lost_letters, re.compile(r"\w[?\ufffd]\w|\w\ufffd")),
    Rule("unaccented", "place_name", unaccented),
)
