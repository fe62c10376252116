"""Names made whole: people with their title and over a particle, bodies with what they are, places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import dropwhile

from nlp.figures import Span
from nlp.tables import exonyms, first_names, fold, kept_names, kept_places, rows, words
from nlp.translate.towns import WORDS_TOO, own_names

_PARTICLE = re.compile(
    r"(?:^|(?<=[\s'’(«\"“]))(?P<name>[A-ZÀ-ÖØ-Ý][\w-]*\w) (?:de la |de los |del |de |du |d['’])$"
)

_CAP = r"[A-ZÀ-ÖØ-Ý][\w-]*\w"
_OF = r"(?:de la |de los |de las |del |de |du |des |d['’])"
_BODY = {
    "fr": re.compile(
        rf"(?<![\w-])(?:(?:Groupe|Clinique|Polyclinique|Fondation|Institut|Éditions)(?: {_CAP})+"
        rf"|(?:Laboratoires|Pharmacies|Cliniques|Crédit)(?: {_OF}?{_CAP})+)"
    ),
    "es": re.compile(
        rf"(?<![\w-])(?:Hospital|Grupo|Fundación|Fondo(?! (?:Nacional|Monetario|Social|Europeo|Internacional|Soberano|Fiduciario|Financiero|Común|"
        rf"Mundial|Verde|Estatal|Federal|Central|Regional|Especial|Solidario|General|Único)(?!\w))(?= {_CAP} {_CAP})|"
        rf"Laboratorios|Red|Clínica|Consorcio|Sanatorio|Centro Médico)(?: {_OF}?{_CAP})+"
    ),
}
"""Bodies whose name English keeps whole, by the word they begin with (counted in training data)."""
_NETWORK = re.compile(r"(?:Red|Consorcio|Fundación)(?: [A-ZÀ-ÖØ-Þ][\w-]+)+")
_ENGLISH_TITLES = {
    "M.": "Mr.", "Mme": "Ms.", "Mlle": "Ms.", "Me": "", "Dr": "Dr.", "Dre": "Dr.", "docteur": "Dr.",
    "docteure": "Dr.", "Pr": "Prof.", "professeur": "Professor", "professeure": "Professor",
    "Dr.": "Dr.", "Dra.": "Dr.", "doctor": "Dr.", "doctora": "Dr.", "Sr.": "Mr.", "Sra.": "Ms.",
}  # fmt: skip
_KEPT = frozenset(t for t, e in _ENGLISH_TITLES.items() if e[:1] in ("D", "P"))
"""Titles that stand before a full name too."""
_TITLE = re.compile(
    rf"(?<!\w)({'|'.join(map(re.escape, sorted(_ENGLISH_TITLES, key=len, reverse=True)))})[ \u00a0]$"
)
_TITLED = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(t) for t, english in _ENGLISH_TITLES.items() if english)})"
    rf"[ \u00a0](?P<name>{_CAP}(?:[ \u00a0]{_CAP})*)"
)
_SURNAME_HEAD = words(
    "le la les el al de di da do du del den der des dos van von ben bin saint san st ter"
)
"""What a surname of several words begins with: "M. Le Gall", "Mme Ben Salem"; folded."""
_PARTICLED = re.compile(
    rf"(?<!\w)(?:M\.|Mme|Mlle|Sr\.|Sra\.)[ \u00a0](?P<name>(?:(?:de|del|du|des|van|von|di|da)[ \u00a0](?:(?:la|los|las|der|den)[ \u00a0])?|d['’])"
    rf"{_CAP}(?:[ \u00a0]{_CAP})*)"
)
_OVER_PARTICLE = re.compile(
    rf"(?<![\w'’-])(?P<first>[A-ZÀ-ÖØ-Ý][\w-]*\w)(?: {_CAP})* {_OF}"
    rf"(?P<last>[A-ZÀ-ÖØ-Ý][a-zà-ÿ][\w-]*)(?: {_CAP})*"
)
_MARIA = re.compile(rf"(?<![\w.-])(?:{_CAP}[ \u00a0])?M(?:\.ª|ª\.?)(?:[ \u00a0]{_OF}?{_CAP})+")
"""María, as Spain writes it before and behind another name: "M.ª Pilar Buil", "José M.ª Ruiz"."""
_DON = r"(?<![\w.])(?:D\.ª?|Dª|Dña\.?)[ \u00a0]"
"""What Spanish sets before a full name out of courtesy, and English does not."""
_DON_BEFORE = re.compile(f"{_DON}$")
_NAMED_DON = re.compile(rf"{_DON}(?P<name>{_CAP}(?:[ \u00a0]{_CAP})*)")
_OFFICES = words(
    "presidente presidenta ministro ministra director directora alcalde alcaldesa consejero consejera "
    "juez jueza rector rectora secretario secretaria diputado diputada senador senadora gobernador "
    "gobernadora embajador embajadora president presidente ministre maire directeur directrice prefet "
    "prefete procureur procureure honoris emerite emerito"
)
"""What follows a title and is no name: "Sr. Presidente"; folded."""
_BODIES = words(
    "ayuntamiento centre centro consejeria departamento federacion fundacion gobierno grupo groupe "
    "hopital hospital institut instituto ministere ministerio partido servicio sindicato universidad "
    "universite"
)
"""What is no surname over a particle: "Ana, del Hospital Clínico" without its comma; folded."""
_REPORTS = re.compile(
    r"[ \u00a0](?:(?:ha|a|ont|han|lo|le|l['’]a) )?(?:public|révèl|révél|revel|rapport|indiqu|inform|dévoil|desvel|"
    r"annonc|anunci|affirm|afirm|écri|escrib|report|raconte|cuent|assur|asegur|titr|titul|adelant|explic|"
    r"expliqu|consacr|dedic|dit|dijo|dic|cit|évoqu|recuerd|rappell|señal|detall|détaill|precis|précis)[a-zà-ÿ]*"
)
"""A verb of reporting, behind what may be a newspaper."""
_ARTICLE_BEFORE = re.compile(r"(?<![\w'’-])(?:(?:[Ll]a|[Ll]e|[Ee]l)[ \u00a0]|[Ll]['’])$")
_ARTICLE = re.compile(r"(?<![\w'’-])(?:[Ee]l|[Ll]e|[Ll]a)[ \u00a0]$")


def people_and_bodies(text: str, lang: str, spans: list[Span]) -> list[Span]:
    """Names made whole: people over a particle and with their title, bodies with what they are, and
    places whose words the model would translate ("Entre Ríos").

    "Guillermo de la Serna" is one name, as is "Hospital Clínico San Carlos"; "Mme Ana Kirsch" becomes
    "Ana Kirsch", "M. Kirsch" "Mr. Kirsch", "Dra. Kirsch" "Dr. Kirsch".
    """
    spans = [_surname(text, s) or s for s in spans]
    longer = [s for s in spans if s.kind == "name"]
    known = [k for k in _kept_names(text) if not any(_within(k, s) for s in longer)]
    bodies = [Span(*m.span(), "name", m[0]) for m in _BODY[lang].finditer(text)]
    places = [Span(*m.span(), "name", m[0]) for m in _places().finditer(text)]
    towns = [Span(*at, "name", text[slice(*at)]) for at in own_names(text)]
    for more in (places, towns):
        bodies += [p for p in more if not any(_overlap(p, b) for b in bodies)]
    if lang == "es":
        bodies += [Span(*m.span(), "name", m[0]) for m in _MARIA.finditer(text)]
    spans = [s for s in spans if s.kind != "term" or not any(_overlap(s, n) for n in known)]
    bodies += [
        p for p in (*known, *_over_particle(text)) if not any(_overlap(p, b) for b in bodies)
    ]
    spans = [s for s in spans if not any(_of_network(text, s, b) for b in bodies)]
    bodies = [b for b in bodies if not any(_overlap(b, s) for s in spans if s.kind != "name")]
    taken = (*spans, *bodies)
    titled = [*_behind_title(text), *(_behind_don(text) if lang == "es" else ())]
    bodies += [p for p in titled if not any(_bars(s, p) for s in taken)]
    kept = [s for s in spans if not any(_overlap(s, b) for b in bodies)]
    found: list[Span] = []
    for span in sorted([*kept, *bodies]):
        if span.kind == "name":
            span = _titled(text, _joined(text, span, found))
            span = _without_don(text, span) if lang == "es" else span
            while found and _overlap(found[-1], span):  # "Dña" itself
                found.pop()
            span = span._replace(english=span.english.replace("’", "'"))
        found.append(span)
    return found


_FIRST_BEFORE = re.compile(
    r"(?<![\w.'\u2019-])(?:(?:[A-ZÀ-ÖØ-Ý][\w-]*\w) )?(?P<first>[A-ZÀ-ÖØ-Ý][\w-]*\w) $"
)


def _surname(text: str, span: Span) -> Span | None:
    """A person whose surname is a region as well ("Juan Lorena"): the name of it stays as it is."""
    word = text[span.start : span.end]
    if span.kind not in ("name", "term") or not word.isalpha() or not word.istitle():
        return None
    if word == span.english or fold(word) not in exonyms():
        return None
    found = _FIRST_BEFORE.search(text, max(0, span.start - 40), span.start)
    if found is None or not is_first_name(found["first"]) or fold(found["first"]) in WORDS_TOO:
        return None
    start = found.start("first")
    return Span(start, span.end, "name", text[start : span.end])


def _without_don(text: str, span: Span) -> Span:
    """A span with the "D." or "Dña." before it, which English has not: "D. Manuel García"."""
    found = _DON_BEFORE.search(text, max(0, span.start - 5), span.start)
    if found is None or not is_first_name(re.split("[ \u00a0]", span.english)[0]):
        return span  # "D. Trump"
    return span._replace(start=found.start())


def _over_particle(text: str) -> Iterator[Span]:
    """People whose surname follows a particle, known by their first name: "Luis de la Fuente"."""
    for found in _OVER_PARTICLE.finditer(text):
        first, last = fold(found["first"]), fold(found["last"])
        elsewhere = last in exonyms()  # "Carlos de Inglaterra"
        if is_first_name(first) and not (first in WORDS_TOO or last in _BODIES or elsewhere):
            yield Span(*found.span(), "name", found[0])


def _behind_title(text: str) -> Iterator[Span]:
    """People known by the title before their name: "la Dra. García", "M. Le Gall", "Mme d'Ornano"."""
    for pattern in (_TITLED, _PARTICLED):
        for found in pattern.finditer(text):
            names = [fold(word) for word in re.split("[ \u00a0]", found["name"])]
            own = [*dropwhile(_SURNAME_HEAD.__contains__, names)]
            if own and own[0] not in _OFFICES:
                yield Span(*found.span("name"), "name", found["name"])


def _behind_don(text: str) -> Iterator[Span]:
    """People whom Spanish calls don and doña: "D. Manuel García", but not the initial of "D. Trump"."""
    for found in _NAMED_DON.finditer(text):
        if is_first_name(re.split("[ \u00a0]", found["name"])[0]):
            yield Span(*found.span("name"), "name", found["name"])


def _bars(other: Span, name: Span) -> bool:
    """Whether another span keeps a name behind a title out: not the end of a surname, "Goff" of "Le Goff"."""
    if not _overlap(other, name):
        return False
    head = re.split("[ \u00a0]|(?<=['’])", name.english)[0]
    surname = other.kind == "name" and other.start > name.start and other.end == name.end
    return not (surname and (fold(head) in _SURNAME_HEAD or head[-1] in "'’"))


def _kept_names(text: str) -> Iterator[Span]:
    """Newspapers and companies whose name is ordinary words: "El País", "Libération"."""
    for found in _kept().finditer(text):
        article = " " not in found[0] and _ARTICLE_BEFORE.search(text, 0, found.start())
        opens = not re.search(r"\w", text[: found.start()])
        asked = kept_names().get(found[0].replace("’", "'"), False)
        if not (asked and (article or (opens and not _REPORTS.match(text, found.end())))):
            yield Span(*found.span(), "name", found[0])


@cache
def _kept() -> re.Pattern[str]:
    papers = [row["name"] for row in rows("kept_names.tsv") if row["kind"] == "newspaper"]
    capitals = {name.upper() for name in papers if " " in name}  # as they call themselves
    capitals |= {fold(name).upper() for name in capitals}  # "LA NACION"
    names = (re.escape(name).replace("'", "['’]") for name in {*kept_names(), *capitals})
    listed = "|".join(sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])(?![ \u00a0][A-ZÀ-ÖØ-Ý][\w-])")


@cache
def _places() -> re.Pattern[str]:
    names = sorted(kept_places(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _of_network(text: str, term: Span, body: Span) -> bool:
    """Whether a term with capitals is the beginning of a body's name: "Red Hospitalaria del Miño"."""
    opens = term.kind == "term" and term.start == body.start and term.end < body.end
    return opens and _NETWORK.fullmatch(text[term.start : term.end]) is not None


def _within(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end


def _joined(text: str, span: Span, before: list[Span]) -> Span:
    """A span and the name before it, over a particle, where that begins with a first name."""
    head = _PARTICLE.search(text, 0, span.start)
    if head is None:
        return span
    start = head.start("name")
    last = before[-1] if before else None
    if last and last.kind == "name" and last.end == head.end("name"):
        start = last.start
    first = re.split("[ \u00a0]", text[start : span.end])[0]
    if not is_first_name(first) or (last and last.end > start and last.start != start):
        return span
    if last and last.start == start:
        before.pop()
    return Span(start, span.end, "name", text[start : span.end])


def _titled(text: str, span: Span) -> Span:
    """A span with the title before it, and an article that English has none for: "le Pr Nordin"."""
    found = _TITLE.search(text, 0, span.start)
    if found is None:
        return span
    article = _ARTICLE.search(text, 0, found.start())
    *before, last = (fold(word) for word in re.split("[ \u00a0]", span.english))
    alone = not before or (last not in _OFFICES and _SURNAME_HEAD.issuperset(before))
    title = _ENGLISH_TITLES[found[1]] if alone or found[1] in _KEPT else ""
    start = (article or found).start()
    return Span(start, span.end, "name", f"{title} {span.english}".strip())


def is_first_name(word: str) -> bool:
    """Say whether a word, or each part of a hyphenated one, is a known first name."""
    return all(fold(part) in first_names() for part in word.split("-"))
