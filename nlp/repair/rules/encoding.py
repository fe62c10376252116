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
_LOST = re.compile(
    r"\b\w{1,30}\?\w{1,30}\b|(?<![\w\ufffd])(?=[\w\ufffd]{0,30}\w)(?:\w{0,30}\ufffd{1,4}){1,4}\w{0,30}(?![\w\ufffd])"
)
_RUN = re.compile("\ufffd+")
_WORD = re.compile(r"\w+")
_INSTITUTIONS = words(
    "Universit\u00e9 H\u00f4pital H\u00f4pitaux R\u00e9gion Minist\u00e8re Sant\u00e9 Acad\u00e9mie M\u00e9decine Facult\u00e9 Soci\u00e9t\u00e9 Gesti\u00f3n Atenci\u00f3n Fundaci\u00f3n Pol\u00edtica "
    "Investigaci\u00f3n Cl\u00ednica Cl\u00ednico Asociaci\u00f3n Federaci\u00f3n Comit\u00e9 Coll\u00e8ge \u00c9cole D\u00e9partement Pr\u00e9fecture"
)
"""Words of names of institutions that are left in their language."""
_PEOPLE = words(
    "Mu\u00f1oz Ib\u00e1\u00f1ez Pe\u00f1a Bego\u00f1a N\u00fa\u00f1ez Ordo\u00f1ez Ord\u00f3\u00f1ez Espa\u00f1a Casta\u00f1o Iba\u00f1eta "
    "Gonz\u00e1lez Rodr\u00edguez Hern\u00e1ndez Fern\u00e1ndez Mart\u00ednez S\u00e1nchez P\u00e9rez L\u00f3pez Garc\u00eda G\u00f3mez Jim\u00e9nez "
    "\u00c1lvarez Guti\u00e9rrez Ram\u00edrez D\u00edaz V\u00e1zquez Su\u00e1rez Dom\u00ednguez M\u00e9ndez Vel\u00e1zquez Cort\u00e9s "
    "Jos\u00e9 Mar\u00eda \u00c1ngel \u00c1ngeles Jes\u00fas Andr\u00e9s Ram\u00f3n Ra\u00fal \u00d3scar Iv\u00e1n In\u00e9s M\u00f3nica Ver\u00f3nica Sof\u00eda "
    "Luc\u00eda H\u00e9ctor V\u00edctor Mart\u00edn Joaqu\u00edn Agust\u00edn Sebasti\u00e1n Adri\u00e1n Juli\u00e1n Germ\u00e1n Hern\u00e1n C\u00e9sar "
    "\u00c1lvaro Bel\u00e9n Rub\u00e9n Nicol\u00e1s Tom\u00e1s F\u00e9lix Mat\u00edas Roc\u00edo \u00cd\u00f1igo I\u00f1aki I\u00f1igo Fran\u00e7ois Fran\u00e7oise "
    "Andr\u00e9 Ren\u00e9 Fr\u00e9d\u00e9ric Fr\u00e9d\u00e9rique J\u00e9r\u00f4me H\u00e9l\u00e8ne St\u00e9phane St\u00e9phanie S\u00e9bastien \u00c9ric V\u00e9ronique "
    "C\u00e9cile M\u00e9lanie C\u00e9line Aur\u00e9lie \u00c9milie Val\u00e9rie Chlo\u00e9 Zo\u00e9 L\u00e9a Th\u00e9o Beno\u00eet Ga\u00ebl Jo\u00ebl No\u00ebl "
    "Rapha\u00ebl Micha\u00ebl Micka\u00ebl G\u00e9rard R\u00e9mi R\u00e9my Gr\u00e9gory Gr\u00e9goire Cl\u00e9ment Aur\u00e9lien Genevi\u00e8ve Ir\u00e8ne Th\u00e9r\u00e8se "
    "L\u00e9on Lef\u00e8vre Lef\u00e9vre H\u00e9bert Aubr\u00e9e M\u00e9nard B\u00e9rard"
)
"""Names of people with accents, as far as their shape tells one from the other."""


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
    """A letter lost as "?" inside a word comes back from the source or a list of names."""
    for m in _LOST.finditer(text):
        shape = re.compile(_RUN.sub(_letters, re.escape(m[0]).replace(r"\?", r"[^\W\d_a-zA-Z]")))
        pool = view.source or ""
        forms = {w for w in _WORD.findall(pool) if shape.fullmatch(w)}
        if not forms and "\ufffd" in m[0]:
            known = (*place_names(), *_INSTITUTIONS, *_PEOPLE)
            forms = {p for p in known if shape.fullmatch(p)}
            forms = {p for p in forms if not p.isascii()} or forms
        elif not forms and m[0][0].isupper():
            forms = {p for p in _PEOPLE if shape.fullmatch(p)}
        if len(forms) == 1:
            yield Change(*m.span(), forms.pop(), "a letter was lost in decoding", True)


def _letters(lost: re.Match[str]) -> str:
    """What a run of lost characters stood for: a letter each, or one for every two bytes."""
    size = len(lost[0])
    return rf"\w{{{(size + 1) // 2},{size}}}"


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
    Rule("lost_letters", "mojibake", lost_letters, re.compile("[?\ufffd]\\w|\ufffd")),
    Rule("unaccented", "place_name", unaccented),
)
