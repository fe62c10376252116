"""Capital letters: days, months, nationalities, and sentences in Title Case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.calendar import MONTHS, WEEKDAY
from nlp.repair.change import Change, Rule, View
from nlp.tables import common_words, first_names, words

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
_MARCH = re.compile(
    r"(?<![\w-])(march|may)(?= (?:\d{1,2}(?:st|nd|rd|th)?\b(?! ?%)|(?:19|20)\d\d\b)|,? (?:and|or|to) (?:"
    + _MONTHS.title()
    + r"|june|april|july)\b)|(?<=[a-z\d] of )(?:march|may)(?=[,.;]| (?:19|20)\d\d| and)|(?<=\d )march\b(?! (?:in|through|on|for))"
)
_SMALL = words(
    "the a an of and or but in on at to for with by from as is are was were be been has have "
    "had will would can that which this these its their his her it they not into than also "
)
_SENTENCE = re.compile(r"(?<![^.!?\n])[^.!?\n]+[.!?]+")
_TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f][\w\u00c0-\u024f'\u2019-]*")


def proper_words(text: str, view: View) -> Iterator[Change]:
    """Days, months, nationalities and countries take a capital."""
    for m in _WORD.finditer(text):
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
        if len(tokens) < 5 or len(small) < 2 or not all(w[0][0].isupper() for w in tokens):
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
    return word.lower() in common_words() and word.lower() not in first_names()


_UNIONS = re.compile(
    r"\b(?:united (?:states|kingdom|nations)|(?:E|e)uropean (?:union|commission|parliament)|latin america|"
    r"(?:north|south|central) america|middle east|world health organi[sz]ation|food and drug administration)\b"
)
_TITLE = re.compile(r"(?<![\w.@/-])(?:dr|mr|mrs|prof)(?=\.? [A-Z\u00c0-\u00de])")
_START = re.compile(r"(?:^|(?<=[a-z]{4}[.!?] ))(?P<word>[A-Za-z]+)(?= [a-z])")


def unions(text: str, view: View) -> Iterator[Change]:
    """Names of several words that always take capitals, and titles before a name."""
    for m in _UNIONS.finditer(text):
        named = " ".join(w if w == "and" else w[:1].upper() + w[1:] for w in m[0].split(" "))
        yield Change(*m.span(), named, "a name takes capitals", True)
    for m in _TITLE.finditer(text):
        yield Change(*m.span(), m[0].capitalize(), "a title before a name takes a capital", True)


def starts(text: str, view: View) -> Iterator[Change]:
    """Where all sentences of a text begin in lower case, and there are two at least, they get their capitals."""
    found = list(_START.finditer(text))
    if len(found) < 2 or not text.rstrip().endswith((".", "!", "?")):
        return
    if all(m["word"] in common_words() for m in found):
        for m in found:
            yield Change(*m.span(), m[0].capitalize(), "a sentence begins with a capital", True)


RULES = (
    Rule(
        "unions",
        "capitalisation",
        unions,
        re.compile(r"\b(?:[uenswlmfc]\w+ [ukncpadaeo]|(?:dr|mr|mrs|prof)\b)"),
    ),
    Rule("starts", "capitalisation", starts, re.compile(r"\A[a-z]")),
    Rule("proper_words", "capitalisation", proper_words),
    Rule(
        "title_case",
        "capitalisation",
        title_case,
        re.compile(r" (?:The|Of|And|Is|By|To|In|For) [A-Z]"),
    ),
)
