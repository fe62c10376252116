"""Glossary terms: their usual wrong renderings, left untranslated, or in the wrong sense."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from nlp.glossary import Glossary, Term
from nlp.repair.change import Change, Rule, View, same_case
from nlp.repair.phrases import Phrase, PhraseTable
from nlp.tables import rows, words

_SENSES = {
    "company": r"company|firm|vendor|group|start-?up|subsidiary|software|\bCEO\b|shareholder",
    "procurement": r"tender|award|contract|lots?\b|bidder|procurement|framework|supplier",
    "health": r"hospital|health|patient|clinic|medical|care\b|doctor|physician|vendor|software",
    "finance": r"million|billion|\u20ac|\$|%|pesos",
}
_HEALTH = r"prescri|electronic|patient|pharmac|doctor|physician|medic|drug|hospital|clinic|health|dispens|treatment|nurse"
_NEAR = {"recipe": _HEALTH, "recipes": _HEALTH}
"""What a segment must have for a wrong rendering that is a word of every day."""
_DATA = r"\b(?:data|predictive|business|big|advanced|web|governance|dashboards?|AI|intelligence|algorithms?|real-time)\b"
_FORMS = (
    r"\b(?:reports?|documents?|forms?|letters?|notes?|messages?|e-?mail|text|openEHR|FHIR|web|Word|Excel|blank) templates?\b"
    r"|\btemplates? (?:for|of) (?:the )?(?:reports?|documents?|forms?|letters?|notes?|messages?)\b"
)
_UNLESS = {"analytics": _DATA, "analytic": _DATA, "analytical": _DATA, "template": _FORMS}
"""What a segment must not have: the word is then no wrong rendering."""
_VENDOR = re.compile(r"\b(?:[Ss]oftware )?([Ee]ditor|[Pp]ublisher)(s?)\b(?!-in-chief| in chief)")
_STRONG = re.compile(
    r"\b(?:software|EHRs?|EPRs?|DPI|SaaS|hospital information systems?|patient records?|health records?|"
    r"IT|modules?|interoperab\w+|electronic prescri\w+|prescribing|licen[sc]es|the solution|applications?)\b"
)
_PRESS = re.compile(
    r"\b(?:[Jj]ournals?|newspapers?|magazines?|books?|novels?|manuscripts?|the paper|papers|articles?|newsrooms?|"
    r"peer[- ]review\w*|Press\b|Elsevier|Springer|Lancet|columnist|video games?|text editors?|"
    r"image editors?|code editors?|authors?|subscribers|readers|journalists?)\b"
)
_PERIODICAL = (
    r"(?:(?:La|El|Le|L['\u2019])? ?(?:Revue|Revista|Quotidien|Gazette|Gaceta|Diario|Journal|Bulletin|Bolet\u00edn|Hebdo|Magazine|Courrier|Peri\u00f3dico)\b"
    r"|Prescrire\b|[A-Z][\w ]{0,40}\b(?:Bulletin|Journal|Review|Gazette|Tribune|Herald|Times)\b)"
)
_SPEECH = r"(?:ha[sd] )?(?:declined|wrote|writes|written|said|says|told|refused|commented|apologi[sz]ed|replied|resigned)"
_SPOKE = re.compile(rf",? {_SPEECH}\b", re.I)
_WHOSE = re.compile(r"\bwhose $")
_JOBS_BEFORE = re.compile(
    r"\b(?:news|managing|deputy|chief|copy|text|code|image|video|photo|film|section|manifest|form|map|query|registry|rule|workflow|report|script|policy|XML|HTML|web|game|music|book)[ -]$",
    re.I,
)


def vendors(text: str, view: View) -> Iterator[Change]:
    """Editor and publisher of software are vendors; those of a journal are not."""
    cast = text[:5000]
    if _PRESS.search(cast) or view.facts.press:
        return
    if not (_STRONG.search(cast) or view.facts.software_house):
        return
    if view.source and not view.source_has(r"[e\u00e9]dit(?:eur|rice)s?|editor(?:es|a|as)?\b|casa"):
        return
    for m in _VENDOR.finditer(text):
        if _JOBS_BEFORE.search(text, max(0, m.start() - 10), m.start()) or _of_paper(text, m):
            continue
        head = m[0][: m.start(1) - m.start()]
        fixed = same_case(m[0], f"{head}vendor{m[2]}")
        yield Change(*m.span(), fixed, "who makes software is a vendor")


def _of_paper(text: str, m: re.Match[str]) -> bool:
    """Whether an editor is that of a newspaper or a journal ("the editor of Le Monde informatique",
    "La Revue du Praticien, whose editor")."""
    if _papers().match(text, m.end()):
        return True
    before = text[max(0, m.start() - 60) : m.start()]
    if _WHOSE.search(before):
        named = re.search(rf"{_paper_names()}[^,.;]{{0,30}}, whose $", before) is not None
        return named or _SPOKE.match(text, m.end()) is not None
    return False


@cache
def _paper_names() -> str:
    """A pattern of the names of newspapers and journals."""
    told = (row["name"] for row in rows("kept_names.tsv") if row["kind"] == "newspaper")
    names = sorted((re.escape(n).replace("'", "['\u2019]") for n in told), key=len, reverse=True)
    return rf"\b(?:{'|'.join(names)}|{_PERIODICAL})(?!\w)"


@cache
def _papers() -> re.Pattern[str]:
    return re.compile(
        rf"(?:-in-chief)? (?:of|at|for|de|du) (?:the )?(?:(?:daily|weekly|newspaper) )?{_paper_names()}"
    )


_VENDORS = Rule("vendors", "false_friend", vendors, re.compile(r"ditor|ublisher"))
_MAKER = re.compile(r"(?:éditeur|éditrice|editor|editora)s?", re.IGNORECASE)


def glossary_rules(glossary: Glossary) -> list[Rule]:
    """Rules from the glossary: wrong renderings and terms left in the source language.

    Who makes software is what the user's own glossary says, where it has the word.
    """
    wrong = [
        p for t in glossary if t.kind in ("term", "idiom") for p in _wrong(t, t in glossary.own)
    ]
    bodies = [p for t in glossary if t.kind in ("institution", "place") for p in _wrong(t)]
    bodies = [replace(p, regex=p.regex + _ENDS) for p in bodies]
    short = [p for t in glossary if t.kind == "acronym" for p in (*_left(t), *_wrong(t))]
    left = [p for t in glossary if t.kind in ("term", "idiom") for p in _left(t)]
    return [
        Rule("glossary", "false_friend", PhraseTable(wrong).propose),
        Rule("institutions", "entity_name", PhraseTable(bodies).propose),
        Rule("acronyms", "acronym", PhraseTable(short, True).propose),
        Rule("untranslated_terms", "untranslated", PhraseTable(left, True).propose),
        *([] if _says_maker(glossary.own) else [_VENDORS]),
    ]


def _says_maker(own: Iterable[Term]) -> bool:
    return any(_MAKER.fullmatch(t.term) and "vendor" not in t.renderings for t in own)


_ENDS = (
    r"(?!\s(?-i:Data|Statistics|Information|Records?|Research|Insurance|Products?|Technolog\w+|Professionals?|Security|Quality"
    r"|Emergenc\w+|Promotion|Sciences?|Education|Economics|Innovation|Care)\b)"
)
"""What may not follow a body: its name goes on ("National System of Health Data")."""
_IN_TABLES = words("urgencies") | {"put in march", "doctor of family", "doctors of family"}
"""Wrong renderings that the tables mend better: these heed the number or the form of the verb."""


def _wrong(term: Term, own: bool = False) -> Iterable[Phrase]:
    """A phrase per wrong rendering; a star behind it means: only where the source has the term."""
    if term.sense == "software":
        return
    for literal in term.wrong:
        if literal in _IN_TABLES and not own:
            continue
        sure = not literal.endswith("*") and term.sense != "source"
        yield _phrase(
            literal.rstrip("*"), term, "always" if sure else "source", "rendered word for word"
        )


def _left(term: Term) -> Iterable[Phrase]:
    """The term itself where it stands untranslated in the English."""
    if term.term == term.running:
        return
    if term.kind == "acronym":
        when = "always" if len(term.term) > 2 else "source"
        yield _phrase(term.term, term, when, "acronym of the source language", False)
    elif not term.term.isascii() or " de " in term.term or " des " in term.term:
        yield _phrase(term.term, term, "always", "left untranslated")


def _phrase(literal: str, term: Term, when: str, why: str, fold_case: bool = True) -> Phrase:
    words = re.findall(r"[^\W_]+", literal.lower())
    pattern = re.escape(literal).replace(r"\ ", r"\s+").replace("'", "['\u2019]")
    sense = _SENSES.get(term.sense) or _NEAR.get(literal)
    return Phrase(
        regex=rf"(?<![\w'\u2019-]){pattern}(?![\w\u2019]|'\w|-\w)",
        ignore_case=fold_case,
        fixed=term.running,
        raw=literal,
        triggers=(max(words, key=len),),
        needs=frozenset(words),
        when=when,
        source=re.escape(term.term.lower()),
        near=sense,
        unless=_UNLESS.get(literal),
        reason=f"{term.term}: {why}",
    )
