"""Terms that stand for a person where their word is that of a body or another trade, and initials of people.

"La consultora Olga Prat" is a consultant and no firm, the "ponente" of a judgment wrote it, a "médecin DIM" is no
department, an "ingénieure de formation" trains nobody; "J. M. R." is nobody's "Mr. R.".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.figures import Span
from nlp.translate.people import is_first_name
from nlp.translate.terms import clear_of

_CAP = r"[A-ZÀ-ÖØ-Þ][\w-]*\w"
_COURT = re.compile(
    r"sentencia|(?<!\w)fallo|magistrad|tribunal|(?<!\w)juez|jueza|audiencia|juzgado|TSJ|Supremo",
    re.IGNORECASE,
)
_CONSULTANT = re.compile(
    rf"(?<!\w)(?P<before>(?:[Ll]a|[Uu]na|[Ee]sta|fue|es|era|como|ser|sido|exconsultora|ex|y|,) )?(?P<word>[Cc]onsultora)(?= (?P<first>{_CAP}) {_CAP}|(?P<bare> |,|\.|$))"
)
_IS_ONE = re.compile(
    r"(?<!\w)(?:[Ff]ue|[Ee]s|[Ee]ra|como|ser|sido|siendo|fui|soy) (?:una )?$|(?<!\w)(?:licenciada|ingeniera|médica|economista|abogada|jurista|enfermera|profesora|doctora|experta)\w* y $"
)
_RAPPORTEUR = re.compile(
    r"(?<!\w)(?P<word>(?:[Mm]agistrad[oa]|[Jj]uez|[Jj]ueza) ponente|[Pp]onente)(?!\w)"
)
_PHYSICIAN = re.compile(
    r"(?<!\w)(?P<word>[Mm]édecin(?P<s>s?) (?:responsables? )?(?:du )?DIM)(?!\w)"
)
_TRADES = {
    "médecin": "physician", "ingénieur": "engineer", "ingénieure": "engineer", "infirmier": "nurse", "infirmière": "nurse", "juriste": "lawyer",
    "pharmacien": "pharmacist", "pharmacienne": "pharmacist", "avocat": "lawyer", "avocate": "lawyer", "économiste": "economist", "informaticien": "computer scientist",
    "informaticienne": "computer scientist", "sage-femme": "midwife", "biologiste": "biologist", "chimiste": "chemist", "physicien": "physicist", "physicienne": "physicist",
    "mathématicien": "mathematician", "mathématicienne": "mathematician", "comptable": "accountant", "journaliste": "journalist", "psychologue": "psychologist",
    "chirurgien": "surgeon", "chirurgienne": "surgeon", "vétérinaire": "veterinarian", "kinésithérapeute": "physical therapist", "architecte": "architect",
    "historien": "historian", "historienne": "historian", "philosophe": "philosopher", "sociologue": "sociologist", "statisticien": "statistician",
    "statisticienne": "statistician", "géographe": "geographer", "biochimiste": "biochemist", "anesthésiste": "anesthesiologist", "radiologue": "radiologist",
}  # fmt: skip
_BY_TRAINING = re.compile(
    rf"(?<![\w-])(?P<det>(?:[Cc]et(?:te)?|[Cc]e|[Ll][ea]|[Ss]on|[Ss]a) |[Ll]['’])?(?P<article>[Uu]ne? )?(?P<trade>(?i:{'|'.join(sorted(_TRADES, key=len, reverse=True))})) de formation(?!\w)(?! (?:continue|initiale|professionnelle|en ))"
)
_INITIALS = {
    "es": re.compile(r"(?<![\w.-])(?:[A-ZÑÁÉÍÓÚ]\.[ \u00a0-]?){2,4}(?![\w])(?<=\.)|(?<![\w.-])(?:[A-ZÑÁÉÍÓÚ]\.[ \u00a0-]?){2,4}(?=[ ,;:)?!»”\"]|$)"),
    "fr": re.compile(r"(?<![\w.-])(?!M\.[ \u00a0][A-Z]\.(?![ \u00a0-][A-Z]\.))(?:[A-ZÉ]\.[ \u00a0-]?){2,4}(?![\w])(?<=\.)"),
}  # fmt: skip
_NO_INITIALS = re.compile(
    r"(?:S\. ?A|S\. ?L|A\. ?C|C\. ?V|D\. ?F|D\. ?C|B\. ?C|U\. ?S|S\. ?C|N\. ?L|P\. ?D|P\. ?S|R\. ?U|E\. ?U|U\. ?E|J\. ?C|Q\. ?E|E\. ?P|S\. ?M|R\. ?L|I\. ?A)\."
)
"""Forms of companies, places and others that have the same dots."""


def initials(text: str, lang: str) -> Iterator[Span]:
    """The initials that stand for a person who is not named: "el acusado, J. M. R."."""
    for found in _INITIALS[lang].finditer(text):
        whole = found[0].rstrip(" \u00a0-")
        if _NO_INITIALS.match(whole) or not re.search(r"\.[ \u00a0]", whole):
            continue
        if re.match(r"[ \u00a0]?[A-ZÀ-Þ][a-zà-ÿ]", text[found.start() + len(whole) :]):
            continue  # "J. M. García"
        yield Span(found.start(), found.start() + len(whole), "name", whole)


def callings(text: str, lang: str) -> Iterator[Span]:
    """Terms for what somebody is, to be shown in the place of others that overlap them."""
    if lang == "fr":
        for found in _PHYSICIAN.finditer(text):
            yield Span(*found.span("word"), "term", f"medical information physician{found['s']}")
        for found in _BY_TRAINING.finditer(text) if " de formation" in text else ():
            trade = _TRADES[found["trade"].lower()]
            article = "" if found["det"] else "an " if trade[0] in "aeio" else "a "
            start = found.start("article" if found["article"] else "trade")
            yield Span(start, found.end(), "term", f"{article}{trade} by training")
        return
    for found in _CONSULTANT.finditer(text):
        named = found["first"] is not None and is_first_name(found["first"])
        if named or (found["first"] is None and _IS_ONE.search(text, 0, found.start("word"))):
            yield Span(*found.span("word"), "term", "consultant")
    if _COURT.search(text):
        for found in _RAPPORTEUR.finditer(text):
            yield Span(*found.span("word"), "term", "judge")


def in_their_place(spans: list[Span], own: Iterator[Span]) -> list[Span]:
    """Spans with others in the place of those that they overlap."""
    more = list(own)
    return sorted([*clear_of(spans, more, len(spans)), *more])
