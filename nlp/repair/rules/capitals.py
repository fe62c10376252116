"""Capital letters: days, months, nationalities, and sentences in Title Case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from nlp.calendar import MONTHS, WEEKDAY
from nlp.repair.acronyms import english_acronyms
from nlp.repair.change import Change, Rule, View
from nlp.repair.phrases import words_of
from nlp.tables import common_words, first_names, fold, place_names, words

_DAYS = WEEKDAY.lower()
_MONTHS = "|".join(m.lower() for m in MONTHS if m not in ("March", "May"))
_PEOPLES = (
    "french|spanish|german|italian|european|portuguese|british|english|american|belgian|swiss|"
    "dutch|swedish|danish|norwegian|finnish|austrian|canadian|mexican|argentine|argentinian|chilean|"
    "colombian|peruvian|brazilian|catalan|basque|galician|andalusian|valencian|moroccan|tunisian|"
    "algerian|japanese|chinese|indian|israeli|irish|scottish|greek|russian|ukrainian|romanian|"
    "australian|parisian|breton|norman|corsican|walloon|flemish|uruguayan|ecuadorian|venezuelan|"
    "bolivian|paraguayan|panamanian|honduran|guatemalan|cuban|dominican|asian|african"
)
_COUNTRIES = (
    "france|spain|germany|italy|portugal|belgium|switzerland|luxembourg|netherlands|europe|mexico|"
    "argentina|colombia|peru|brazil|canada|morocco|tunisia|algeria|andalusia|catalonia|brittany|"
    "normandy|madrid|barcelona|paris|lyon|marseille|toulouse|london|berlin|brussels|lisbon"
)
_WORD = re.compile(rf"(?<![\w@#./-])(?:{_DAYS}|{_MONTHS}|{_PEOPLES}|{_COUNTRIES})s?(?![\w@/]|-\w)")
_PROPER = frozenset(
    w + s
    for w in f"{_DAYS}|{_MONTHS}|{_PEOPLES}|{_COUNTRIES}".replace(")", "").split("|")
    for s in ("", "s")
)
_LETTERS = re.compile(r"[a-z]+")
_MARCH = re.compile(
    r"(?<![\w-])(march|may)(?= (?:\d{1,2}(?:st|nd|rd|th)?\b(?! ?%)|(?:19|20)\d\d\b)|,? (?:and|or|to) (?:"
    + _MONTHS.title()
    + r"|june|april|july)\b)|(?<=[a-z\d] of )(?:march|may)(?=[,.;]| (?:19|20)\d\d| and)|(?<=\d )march\b(?! (?:in|through|on|for))"
    r"|(?<=\bin )(?:may|march)(?=[.,;]|$)|(?<=\bsince )(?:may|march)(?=[.,;]|$)|(?<=\buntil )(?:may|march)(?=[.,;]|$)"
)
_SMALL = words(
    "the a an of and or but in on at to for with by from as is are was were be been has have "
    "had will would can that which this these its their his her it they not into than also "
)
_AUXILIARIES = words("Is Are Was Were Has Have Had Will Can")
_SENTENCE = re.compile(r"(?<![^.!?\n])[^.!?\n]+[.!?]+")
_TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f][\w\u00c0-\u024f'\u2019-]*")


def proper_words(text: str, view: View) -> Iterator[Change]:
    """Days, months, nationalities and countries take a capital."""
    found = not (_PROPER.isdisjoint(words_of(text)) or _PROPER.isdisjoint(_LETTERS.findall(text)))
    for m in _WORD.finditer(text) if found else ():
        yield Change(
            *m.span(), m[0].capitalize(), "days, months, peoples and countries take a capital", True
        )
    for m in _MARCH.finditer(text):
        yield Change(*m.span(), m[0].capitalize(), "months take a capital", True)


def title_case(text: str, view: View) -> Iterator[Change]:
    """A sentence with all its words capitalised, function words too, goes to sentence case."""
    for sentence in _SENTENCE.finditer(text):
        tokens = list(_TOKEN.finditer(sentence[0]))
        small = [w for w in tokens[1:] if w[0].lower() in _SMALL]
        least = 1 if any(w[0] in _AUXILIARIES for w in small) else 2
        if len(tokens) < 5 or len(small) < least or not all(w[0][0].isupper() for w in tokens):
            continue
        for w in tokens[1:]:
            low = w[0].lower()
            if low in _SMALL or _common(w[0], text, view):
                at = sentence.start() + w.start()
                yield Change(at, at + len(w[0]), low, "a sentence is not a title", True)


def _common(word: str, text: str, view: View) -> bool:
    """An ordinary English word that is not part of a person's name."""
    if not word.istitle() or view.facts.is_name(word) or word in (view.source or ""):
        return False
    low = word.lower()
    if low in first_names() or fold(low) in _place_words():
        return False
    return any(form in common_words() or form in _MORE for form in _forms(low))


def _forms(word: str) -> Iterator[str]:
    """A word, its American spelling, and what its ending was put to."""
    yield word
    yield re.sub(r"tre(s?)$", r"ter\1", word)
    yield re.sub(r"our(?=s?$|ed$|ing$)", "or", word)
    yield re.sub(r"is(?=e[sd]?$|ing$|ations?$)", "iz", word)
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word[: -len(ending)] + instead


_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""),
    ("er", "e"), ("er", ""), ("ment", ""), ("ness", ""),
)  # fmt: skip
_MORE = words(
    "junior senior deputy mayor assistant spokesman spokeswoman visited inspected tour ceremony ribbon headquarters "
    "warehouse basement rooftop corridor elevator ambulance paramedic midwife surgeon dentist optician pharmacist "
    "radiologist cardiologist oncologist paediatric maternity nursery geriatric psychiatric ward clinic surgery bed "
    "tender lawsuit verdict ruling lawyer magistrate prosecutor fraud theft burglary outage blackout flood fire storm "
    "strike walkout protest petition ballot vote election campaign budget deficit surplus invoice refund subsidy grant "
    "loan merger takeover buyout subsidiary shareholder stake founder startup vendor supplier distributor reseller "
    "server laptop tablet keyboard printer scanner barcode badge password firewall backup router fibre antenna drone "
    "robot sensor bracelet wristband pacemaker prosthesis wheelchair vaccine syringe dose tablet pill prescription "
    "autumn spring summer winter morning evening afternoon midnight fortnight decade yesterday tomorrow tonight "
    "opened closed signed launched unveiled inaugurated postponed cancelled delayed suspended resumed replaced renewed"
)
"""Words of the news that the project's own English rarely has."""


@cache
def _place_words() -> frozenset[str]:
    return frozenset(fold(name) for name in place_names() if " " not in name)


_UNIONS = re.compile(
    r"\b(?:united (?:states|kingdom|nations)|(?:E|e)uropean (?:union|commission|parliament)|latin america|"
    r"(?:north|south|central) america|middle east|world health organi[sz]ation|food and drug administration)\b"
)
_TITLE = re.compile(r"(?<![\w.@/-])(?:dr|mr|mrs|prof)(?=\.? [A-Z\u00c0-\u00de])")
_OWN_CAPITALS = {
    name.lower(): name
    for name in sorted(
        words("iPhone iPad iPod WhatsApp LinkedIn YouTube GitHub PayPal JavaScript PowerPoint")
    )
}
_BRANDS = re.compile(rf"(?<![\w@/.-])(?i:{'|'.join(_OWN_CAPITALS)})(?![\w@/-]|\.\w)")
_SURNAME = re.compile(
    r"\b([A-Z\u00c0-\u00de][a-z\u00df-\u00ff]{2,}) ([A-Z\u00c0-\u00de]{4,}(?: [A-Z\u00c0-\u00de]{4,})?)"
    r"(?=[,.;:!?)]|'s\b|$| (?:and|who|whose|said|says|told|tells|explained|explains|added|adds|is|was|has|had|will|on|in|at|from|for|to)\b)"
)
"""No noun behind it: "the Camille NOVARTIS award"."""
_IN_CAPITALS = re.compile(
    r"(?:\b([A-Z\u00c0-\u00de][a-z\u00df-\u00ff]{2,}) )?\b([A-Z\u00c0-\u00de]{4,}(?: [A-Z\u00c0-\u00de]{4,})?)\b"
)
_SMALL_PLACE = re.compile(r"\b(?:in|from|near) ([a-z\u00df-\u00ff]{5,})(?![\w-])")
_NO_PLACES = words(
    "turkey china japan jersey marche bears limousin champagne bourbon cologne nancy orange essen"
)
_START = re.compile(r"(?:^|(?<=[a-z]{4}[.!?] ))(?P<word>[A-Za-z]+)(?= [a-z])")


def unions(text: str, view: View) -> Iterator[Change]:
    """Names of several words that always take capitals, and titles before a name."""
    for m in _UNIONS.finditer(text):
        named = " ".join(w if w == "and" else w[:1].upper() + w[1:] for w in m[0].split(" "))
        yield Change(*m.span(), named, "a name takes capitals", True)
    for m in _TITLE.finditer(text):
        yield Change(*m.span(), m[0].capitalize(), "a title before a name takes a capital", True)


def brands(text: str, view: View) -> Iterator[Change]:
    """Names that have their capitals inside: "Ipad" is an iPad."""
    low = text.lower()
    for m in _BRANDS.finditer(text) if any(name in low for name in _OWN_CAPITALS) else ():
        if (right := _OWN_CAPITALS[m[0].lower()]) != m[0]:
            yield Change(*m.span(), right, "the name is written so", True)


def surnames(text: str, view: View) -> Iterator[Change]:
    """A surname in capitals behind a first name, as French and Spanish forms write it."""
    found = [m for m in _SURNAME.finditer(text) if fold(m[1]) in first_names()]
    if not found:
        return
    bodies = view.facts.organisations | _alone(text) | _alone(view.source or "")
    for m in found:
        if not any(w in bodies or fold(w) in english_acronyms() for w in m[2].split()):
            yield Change(*m.span(2), m[2].title(), "names are no acronyms", True)


def _alone(text: str) -> set[str]:
    """What stands in capitals without a first name before it: acronyms, for all one can tell."""
    found = _IN_CAPITALS.finditer(text)
    return {w for m in found if fold(m[1] or "") not in first_names() for w in m[2].split()}


def places(text: str, view: View) -> Iterator[Change]:
    """A town in small letters behind "in" or "from"."""
    for m in _SMALL_PLACE.finditer(text):
        if (name := _small_places().get(m[1])) is not None:
            yield Change(*m.span(1), name, "places take a capital", True)


@cache
def _small_places() -> dict[str, str]:
    """Towns and countries in small letters -> as they are written; none that is a word as well."""
    found = {name.lower(): name for name in place_names() if name[0].isupper() and name.isalpha()}
    return {k: v for k, v in found.items() if k not in common_words() and k not in _NO_PLACES}


def starts(text: str, view: View) -> Iterator[Change]:
    """Where all sentences of a text begin in lower case, and there are two at least, they get their capitals."""
    found = list(_START.finditer(text))
    if len(found) < (
        1 if view.damaged and text.count(" ") > 6 else 2
    ) or not text.rstrip().endswith((".", "!", "?")):
        return
    if all(m["word"] in common_words() for m in found):
        for m in found:
            yield Change(*m.span(), m[0].capitalize(), "a sentence begins with a capital", True)


_MINISTRY = re.compile(
    r"\bministry (?P<of>of (?:the )?)(?P<what>Health|Justice|Education|Finance|Labou?r|Culture|Defen[cs]e|Agriculture|Research|Solidarity|Industry|Economy|Interior)\b"
)
_THE_MINISTRY = words("Economy Interior")


def ministries(text: str, view: View) -> Iterator[Change]:
    """ "the French ministry of the Health" -> "the French Ministry of Health"."""
    for m in _MINISTRY.finditer(text):
        of = "of the " if m["what"] in _THE_MINISTRY else "of "
        yield Change(m.start(), m.start("what"), f"Ministry {of}", "a name takes capitals", True)


_LOUD = re.compile(r"\A(?:THE|AN?) (?:[A-Z\u00c0-\u00de'\u2019-]+ ){2,8}(?=[a-z]{2,} )")


def loud_start(text: str, view: View) -> Iterator[Change]:
    """ "THE HOSPITAL OF ALBI is renewing": a sentence that begins in capitals, ordinary words and places."""
    m = _LOUD.match(text)
    said = m[0].split() if m else []
    if not any(w.lower() in _SMALL for w in said[1:]):
        return  # a name, as of a paper or a trade mark
    fixed = [said[0].capitalize(), *(_quiet(w, b) for b, w in pairwise(said))]
    if m and all(fixed) and fixed[1:] != said[1:]:
        end = m.end() - 1
        yield Change(
            0, end, " ".join(w for w in fixed if w), "a sentence is not written in capitals", True
        )


def _quiet(word: str, before: str) -> str | None:
    """A word of a line in capitals as text has it; None where that is not known."""
    low = word.lower()
    if low in _SMALL or low in common_words():
        return low
    if fold(word) in english_acronyms():
        return word
    named = before in ("OF", "IN") and len(word) > 3  # "THE HOSPITAL OF ALBI"
    return _small_places().get(low) or (word.title() if named else None)


RULES = (
    Rule("loud_start", "capitalisation", loud_start, _LOUD),
    Rule("ministries", "capitalisation", ministries, _MINISTRY),
    Rule(
        "unions",
        "capitalisation",
        unions,
        re.compile(
            r"united |uropean |latin |(?:north|south|central|middle|world|food) |\b(?:dr|mrs?|prof)\b"
        ),
    ),
    Rule("brands", "capitalisation", brands),
    Rule("surnames", "capitalisation", surnames, re.compile(r"[A-Z\u00c0-\u00de]{4}")),
    Rule("places", "capitalisation", places, _SMALL_PLACE),
    Rule("starts", "capitalisation", starts, re.compile(r"\A[a-z]")),
    Rule("proper_words", "capitalisation", proper_words),
    Rule(
        "title_case",
        "capitalisation",
        title_case,
        re.compile(r" (?:The|Of|And|Is|By|To|In|For|Has|Have|Was|Will|Are) [A-Z]"),
    ),
)
