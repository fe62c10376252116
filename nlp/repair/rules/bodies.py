"""Hospitals and other bodies: "the CHU of Tours", names that the source restores, lost acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View
from nlp.tables import (
    common_words,
    english_cognates,
    english_places,
    first_names,
    fold,
    words,
)

_CAP = r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f'\u2019-]*"
_PLACE = rf"(?P<place>{_CAP}(?: (?:de|du|des|la|le|les|sur|en|et|d'|del) {_CAP}| {_CAP}){{0,2}})"
_CHU = re.compile(
    rf"\b(?P<the>[Tt]he |[Aa]t |[Tt]o )?(?P<more>Regional(?: and)? |Intercommunal |Inter-?[Hh]ospital )?(?P<kind>CHU|CHRU|CHR|CHIC?|CH|Hospital and University Cent(?:er|re)|hospital center|hospital centre|University Hospital Cent(?:er|re)|Hospital Cent(?:er|re)) (?P<of>of |de |d'|du )?{_PLACE}"
)
_KINDS = {
    "CHU": "University Hospital",
    "CHRU": "University Hospital",
    "CHR": "Regional Hospital",
    "CH": "Hospital",
    "CHI": "Hospital",
    "CHIC": "Hospital",
}
_GHT = re.compile(
    r"\b(?P<the>[Tt]he |[Tt]hree |[Tt]wo |[Aa] |[Ii]ts |[Ii]n |[Oo]f )(?P<ght>GHTs?)\b(?! ?\)| d(?:es|u|e) )"
)
_SPAN = re.compile(
    rf"{_CAP}(?:(?: (?:de la|de los|de las|de|del|du|des|la|le|les|of the|of)| ?-)? {_CAP}| {_CAP}){{1,4}}"
)
_TYPES = re.compile(
    r"\b(?:h[o\u00f4]pita\w*|hospital\w*|chr?u|ch|ght|city|ciudad|ville|cl[i\u00ed]ni\w+|centre|centro|universit\w+|universidad|servicio|service|ministe?r\w+|agenc\w+|consej\w+|conseller\w+|"
    r"institut\w*|r\u00e9gion\w*|regi[o\u00f3]n\w*|gobierno|gouvernement|junta|xunta|generalitat|f[e\u00e9]d[e\u00e9]ra\w+|assistance|sant\u00e9|salud|sanidad|direction|direcci\u00f3n|"
    r"commission|comisi\u00f3n|haute?|autorit\u00e9|ley|loi|plan|sistema|syst\u00e8me|r\u00e9seau|red|tribunal|cour|colegio|ordre|conseil|comunidad|asociaci\u00f3n|association|union|uni\u00f3n|europ\w+|courts?|audiencia|juzgado|prosecutor\w*|fiscal[i\u00ed]a|parquet|police|polic[i\u00ed]a|guardia|office|chamb\w+|c\u00e1mara|banco|banque|minist\w+|departamento|d\u00e9partement|secretar\w+|programa|programme)\b",
    re.I,
)
_MOST_NAMES = 80
_ACRONYM = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]{2,5}(?![\w-])")
_KNOWN = words(
    "EHR EPR GDPR HIS USA CEO CIO CTO CISO VAT EUR USD GDP NATO WHO DNA HIV MRI API SME ICT NHS "
    "PDF XML HTML SQL FAQ IMF NGO AIDS RNA ECB EIB IAEA ESA ICC ILO IDB OECD ICRC ICU DRG AED IVF "
    "HPV RSV STI IUD ALS NMR GMO "
)
"""English acronyms; some have the letters of the French or Spanish one in another order (IMF, FMI)."""
_SMALL = words("of the and for in to on at by")

_LEADING = words(
    "in for by under that of the en a au aux par sous pour dans chez le la les el los las celui celle "
    "from at on with de del du des un une su sus al con segun selon avec sans y et and this mr mrs ms"
)


def hospitals(text: str, view: View) -> Iterator[Change]:
    """ "the CHU of Brest" -> "Brest University Hospital"."""
    for m in _CHU.finditer(text):
        kind = _KINDS.get(m["kind"])
        if kind is None:
            kind = "University Hospital" if "Univ" in m["kind"] else "Hospital"
            if kind == "Hospital" and (m["more"] or "").startswith("Regional"):
                kind = "Regional Hospital"
        if not _english_form(m):
            continue
        the = m["the"] or ""
        head = "" if the.lower() == "the " else the
        place = _place_in_source(m, view) or m["place"]
        yield Change(*m.span(), f"{head}{place} {kind}", "the type of hospital in English", True)


def _english_form(m: re.Match[str]) -> bool:
    """ "the CHU of X" and "the CH X" are half translated; "CHU de X" alone is a name."""
    if m["place"].isupper():
        return False
    if m["kind"] in _KINDS:
        return m["of"] == "of " or bool(m["the"])
    return m["of"] == "of "


def _place_in_source(m: re.Match[str], view: View) -> str | None:
    """The town as the source writes it, where it names just one hospital of that kind."""
    if m["kind"] not in _KINDS or not view.source or m["place"] in view.source:
        return None
    found = {x[1] for x in re.finditer(rf"\b{m['kind']} (?:de |d'|du |des )?({_CAP})", view.source)}
    return found.pop() if len(found) == 1 else None


def groups(text: str, view: View) -> Iterator[Change]:
    """The first "GHT" of an article is spelled out, once."""
    if view.index != view.facts.first_ght:
        return
    m = _GHT.search(text)
    if m:
        plural = "s" if m["ght"].endswith("s") else ""
        yield Change(
            m.start("ght"),
            m.end("ght"),
            f"regional hospital group{plural} (GHT{plural})",
            "the acronym is spelled out once",
            True,
        )


def from_source(text: str, view: View) -> Iterator[Change]:
    """A name of which the source has the original: "Pierre Baker" for "Pierre Boulanger"."""
    if not view.source:
        return
    source = view.source
    theirs = {n for _, n in _names(source) if fold(n) not in fold(text)}
    mine = [(at, n) for at, n in _names(text) if fold(n) not in fold(source)]
    for name in sorted(theirs):
        near = [(at, n) for at, n in mine if _same_name(n, name)]
        if len(near) == 1 and sum(_same_name(near[0][1], other) for other in theirs) == 1:
            at, found = near[0]
            yield Change(at, at + len(found), name, f"the source writes {name}", True)
    yield from _hyphenated(text, source)


def _names(text: str) -> list[tuple[int, str]]:
    """Names of several words with their offsets, leading function words and types left out."""
    found = []
    for m in _SPAN.finditer(text):
        name, at = m[0], m.start()
        while " " in name and fold(name.split(" ")[0]) in _LEADING:
            head = name.split(" ")[0]
            name, at = name[len(head) + 1 :], at + len(head) + 1
        if " - " in name:  # a dateline and what the sentence begins with
            continue
        if " " in name and not _TYPES.search(name) and name[0].isupper():
            found.append((at, name))
    return found[:_MOST_NAMES]


def _same_name(english: str, original: str) -> bool:
    mine, theirs = _parts(english), _parts(original)
    if len(mine) != len(theirs) or mine == theirs:
        return False
    shared = [w for w in mine if w in theirs and len(w) > 3]
    if not shared or len(shared) * 2 < len(mine):
        return False
    changed = [w for w in theirs if w not in mine]
    own = [w for w in mine if w not in theirs]
    if len(own) != 1 or _is_english(mine.index(own[0]), own[0], changed):
        return False
    if any(w in first_names() for w in shared) or len(shared) > 1:
        return True
    plain = [w for w in mine if w not in theirs and w in common_words()]  # a body's name in English
    return all(w not in common_words() for w in shared) and len(changed) == 1 and not plain


def _is_english(place: int, word: str, original: list[str]) -> bool:
    """True where the one word that differs is no mangled name but English: a title or another word
    before the name ("President Vladimir", "If Bill"), a place, a word that has its English form."""
    if word in english_places() | english_cognates():
        return True
    return place == 0 and not any(w in first_names() for w in original)


def _parts(name: str) -> list[str]:
    drop = (
        "de",
        "la",
        "los",
        "las",
        "del",
        "du",
        "des",
        "le",
        "les",
        "y",
        "et",
        "of",
        "the",
        "with",
        "and",
    )
    return [w for w in re.split(r"[\s'\u2019-]+", fold(name)) if w and w not in drop]


_HYPHENED = re.compile(r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f]{1,60}(?:-[\w\u00c0-\u024f]+)+")


def _hyphenated(text: str, source: str) -> Iterator[Change]:
    """ "Clermont-Strand" where the source has "Clermont-Ferrand"."""
    theirs = {w for w in _HYPHENED.findall(source) if w not in text}
    for m in _HYPHENED.finditer(text):
        if m[0] in source or not any(part[:1].isupper() for part in m[0].split("-")[1:]):
            continue  # "Twenty-six", "Post-operative": a compound of English
        parts = fold(m[0]).split("-")
        like = [
            w
            for w in theirs
            if len(w.split("-")) == len(parts)
            and sum(a == b and len(a) > 2 for a, b in zip(parts, fold(w).split("-"), strict=True))
            >= 1
        ]
        if len(like) == 1:
            yield Change(*m.span(), like[0], f"the source writes {like[0]}", True, "place_name")


def scrambled(text: str, view: View) -> Iterator[Change]:
    """An acronym of the source whose letters the machine shuffled (FHIR as "IRHF")."""
    if not view.source:
        return
    theirs = {a for a in _ACRONYM.findall(view.source) if a not in text}
    for m in _ACRONYM.finditer(text):
        if (
            m[0] in view.source
            or m[0] in _KNOWN
            or _stands_for(m[0], text[max(0, m.start() - 121) : m.start()])
        ):
            continue
        like = [a for a in theirs if sorted(a) == sorted(m[0])]
        if len(like) == 1:
            yield Change(*m.span(), like[0], f"the source writes {like[0]}", True, "acronym")


def _stands_for(acronym: str, before: str) -> bool:
    """True where an acronym in brackets has the initials of the English words before it."""
    if not before.endswith("("):
        return False
    words = [w for w in re.findall(r"[^\W\d_]+", before[-120:]) if fold(w) not in _SMALL]
    initials = "".join(w[0] for w in words[-len(acronym) :])
    return initials.upper() == acronym


RULES = (
    Rule(
        "hospitals",
        "entity_name",
        hospitals,
        re.compile(r"\bCH(?:R?U?|IC?)\b|ospital (?:and University )?[Cc]ent"),
    ),
    Rule("groups", "acronym", groups, re.compile(r"\bGHT")),
    Rule("from_source", "entity_name", from_source),
    Rule("scrambled", "acronym", scrambled),
)
