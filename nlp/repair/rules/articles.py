"""Articles: a/an by sound, "the" before countries and after "whose", professions without one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.patterns import late
from nlp.repair.change import Change, Rule, View, same_case
from nlp.repair.phrases import words_of
from nlp.repair.rules.verb_forms import base_of
from nlp.tables import gender_of, words

_A_VOWEL = re.compile(
    r"(?<![\w.'\u2019-])([Aa]) (?=([aeiouAEIO][a-z]{2,}|EHR|HL7|MRI|SME|IT|AI|EU|ERP|API|HIS|NHS|IoT|X-ray)\b)(?! ?\))"
)
_YOU = re.compile(
    r"(?:uni(?!n|m)|unan|us[aeiu]|ut[ei]l|uti|eu(?!ler)|ew|one\b|once\b|one-|ub[ie]|ur[aieo]|uk|ufo|ou[ai]j)",
    re.I,
)
_AN_CONSONANT = re.compile(
    r"(?<![\w.'\u2019-])([Aa])n (?=([b-df-gj-np-tv-z][a-z]{2,}|h(?!our|ono?u?r|onest|eir|on\b|erb|istor|otel|ypoth)[a-z]{2,}|uni(?!n|m)[a-z]+|us(?:er|e|eful)\b|european\b|European\b|one-|[BCDGJKPQTUVWYZ][A-Z]{1,5}\b))"
)
_FIGURE = re.compile(
    r"(?<![\w.,'\u2019-])([Aa])(n?) (?=(US\$|[\u20ac$\u00a3\u00a5])?(\d{1,9})(?!\d)"
    r"((?:[ ,.]\d+)*(?:%|/\d|-?[A-Za-z]|,? [a-z\u20ac(]))?)"
)
"""Article, currency sign, digits up to the first mark, and what shows that a phrase goes on."""
_NO_ARTICLE = re.compile(
    r"(?:\d(?: ?h)?|\b(?:y|il|qui|de|del|las|los|les|va|ha|vitamin|hepatitis|annex|appendix|option"
    r"|point|section|article|type|paragraph|letter|level)) $",
    re.I,
)
"""What may stand before an "a" that is a letter, or a word of the source left as it was."""
_BEGINS = ("", ".", "!", "?", '"', ":", "\n", "\u201c", "(")
_TWO_WAYS = re.compile(r"0|1,?[18]\d\d(?![,\d])")
"""Figures that are read in two ways: "oh eight hundred", "eleven hundred", the year 1850."""
_COUNTRIES = (
    "Spain|France|Portugal|Germany|Italy|Belgium|Switzerland|Luxembourg|Austria|Poland|Greece|Sweden|"
    "Denmark|Norway|Finland|Ireland|Scotland|Canada|Mexico|Argentina|Chile|Peru|Colombia|Brazil|"
    "Ecuador|Venezuela|Uruguay|Paraguay|Bolivia|Morocco|Algeria|Tunisia|Senegal|Cameroon|Japan|China|"
    "India|Turkey|Europe|Africa|Asia|Brittany|Normandy|Burgundy|Corsica|Guadeloupe|Martinique|"
    "Catalonia|Andalusia|Galicia|Aragon|Navarre|Asturias|Cantabria|Extremadura|Murcia|Lebanon|Egypt|"
    "Cuba|Panama|Guatemala|Honduras|Nicaragua|Costa Rica|Haiti|Mali|Benin|Togo|Gabon|Madagascar|"
    "Romania|Bulgaria|Hungary|Croatia|Serbia|Russia|Israel|Australia|New Zealand|Vietnam|"
    "Occitanie|Nouvelle-Aquitaine|Alsace|Lorraine|Provence|Picardy|England|Wales|Britain"
)
_THE_COUNTRY = re.compile(
    rf"\b(The|the) ({_COUNTRIES})(?=,? (?:and|or|nor|but|is|are|was|were|has|have|had|will|would|can|could|"
    r"must|should|to|with|by|as|at|for|on|from|since|during|between|where|which|who|does|did|do|may|"
    r"intends?|plans?|wants?|the|in|remains?|becomes?|became|launch\w*|adopt\w*|sign\w*|expect\w*)\b|"
    r"[,;:!?)\"]|\.(?:\s|$)|$)(?! of)"
)
_THE_COUNTRY_DOES = re.compile(
    rf"(?:(?<=^)|(?<=[.!?] )|(?<=[.!?]\" ))(The) ({_COUNTRIES}) (?=(?P<verb>[a-z]+s) (?P<object>the|an?|its|this|these|two|three|more|all|\d|[a-z]+ (?:of|for|in)\b))"
)
_WHOSE = re.compile(r"\b(whose) the (?=[a-z])")
_ON_AGE = re.compile(
    r"\bdepend(?:s|ed|ing)? on (?P<the>the )(?:age|sex|gender|weight)(?=[.;!?]|, and\b|,? (?:but|or)\b)"
)
_MOST = re.compile(r"\b(?:the )?most part of (?:the )?(?=[a-z])")
_JOBS = (
    "doctor|nurse|engineer|lawyer|pharmacist|physician|surgeon|psychiatrist|psychologist|teacher|"
    "professor|researcher|radiologist|cardiologist|biologist|oncologist|midwife|dentist|paramedic|"
    "physiotherapist|economist|journalist|mathematician|technician|consultant|specialist|expert|"
    "anaesthetist|anesthetist|anesthesiologist|pediatrician|paediatrician|gynaecologist|gynecologist|"
    "neurologist|dermatologist|ophthalmologist|urologist|general practitioner|computer scientist|"
    "software developer|developer|veterinarian|optician|geriatrician|epidemiologist|virologist|member"
)
_JOB_WORDS = frozenset(job.split(" ")[0] for job in _JOBS.split("|"))
_IS_JOB = re.compile(
    rf"\b(He|She|he|she|who|Who|I|[A-Z][a-z\u00c0-\u024f]+) (is|was|became|becomes|has been|being)(?: also)? ({_JOBS})\b(?!s|-| [a-z]+ist\b)"
)
_AS_JOB = re.compile(
    rf"\b(work(?:s|ed|ing)?|trained|started|began|practi[sc]e[sd]?|served|hired|employed)( as) ({_JOBS})\b(?!s)"
)
_COMMA_JOB = re.compile(
    rf"(?<=[a-z\u00e0-\u024f], )(?!professor|member)({_JOBS})(?= (?:in|at|from|of|by training|for|who)\b)"
)
_PERSON_BEFORE = re.compile(
    r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f'-]+ (?:(?:de|del|la|le|van|von) )*[A-Z\u00c0-\u00de][\w\u00c0-\u024f'-]+, $"
)
_MASS = (
    "Artificial intelligence|artificial intelligence|Telemedicine|telemedicine|Cybersecurity|"
    "cybersecurity|Interoperability|interoperability|Telehealth|telehealth|Digitalization|"
    "digitalization|Digitisation|digitisation|Digitalisation|digitalisation"
)
_THE_MASS = re.compile(
    rf"(?:(?<=^)|(?<=[.!?] )|(?<=\" )|(?<=\"))The ({_MASS})(?= (?:is|are|has|have|will|can|could|must|should|may|makes?|helps?|allows?|offers?|improves?|remains?|does)\b)"
)
_MASS_OBJECT = re.compile(
    r"(?<=[a-z] )(?<!by )(?P<the>the )(?:virtual reality|augmented reality|artificial intelligence|telemedicine|telehealth|teleconsultation|telemonitoring|cybersecurity|interoperability|electronic prescribing)(?=[.,;]| (?:in|for|to) the\b)"
)
_USES = re.compile(
    r"\b(?:us(?:es?|ed|ing)|develop(?:s|ed|ing)?|promot(?:es?|ed|ing)|with|through|thanks to|of|about|for|introduc(?:es?|ed|ing)|adopt(?:s|ed|ing)?|practi[sc](?:es?|ed|ing)|tr(?:y|ies|ied)) $"
)
_SIGNED = re.compile(
    r"\b(signed|signs|won|awarded|obtained) (contract|agreement|partnership)(?= (?:with|for|to|worth|of)\b)"
)
_COMPANY = re.compile(
    r"(?:(?<=^)|(?<=[.!?] ))(Company) (?=(?:has|have|is|was|will|had|plans|expects|said)\b)"
)
_MODIFIER = re.compile(r" (?:of|from|in) the (?:19|20)\d0s")


def by_sound(text: str, view: View) -> Iterator[Change]:
    """ "a informatics", "an hospital"."""
    for m in _A_VOWEL.finditer(text):
        if not _YOU.match(m[2]) and not (
            m[2].lower() in _LATIN
            or m[1] == "A"
            and text[max(0, m.start() - 2) : m.start()].strip()[-1:]
            not in ("", ".", "!", "?", '"', ":")
        ):
            yield Change(m.start(), m.end(1), m[1] + "n", "an before a vowel sound")
    for m in _AN_CONSONANT.finditer(text):
        yield Change(m.start(), m.end() - 1, m[1], "a before a consonant sound")


def before_figures(text: str, view: View) -> Iterator[Change]:
    """ "a \u20ac8 million contract", "a 18-month pilot", "an $5 fee": by how the figure is read aloud."""
    for m in _FIGURE.finditer(text):
        vowel = m[3] != "US$" and _vowel(m[4])
        if vowel == bool(m[2]) or _TWO_WAYS.match(text, m.start(4)) or _letter(text, m):
            continue
        sound = "a vowel" if vowel else "a consonant"
        yield Change(
            m.start(), m.end(2), m[1] + "n" * vowel, f"the figure begins with {sound} sound"
        )


def _vowel(digits: str) -> bool:
    """Whether the name of a figure begins with a vowel sound: eight and so on, eleven, eighteen."""
    return digits[0] == "8" or (digits[:2] in ("11", "18") and len(digits) % 3 == 2)


def _letter(text: str, m: re.Match[str]) -> bool:
    """Whether "a" is no article: a letter ("Series A"), a heading's, a word of another language."""
    before = text[max(0, m.start() - 16) : m.start()]
    if m[1] == "A" and (before.rstrip(" ")[-1:] not in _BEGINS or not m[5]):
        return True
    return _NO_ARTICLE.search(before) is not None


_LATIN = words("and are has is in or as at am on of it if ")


_COUNTRY_DOES = words("finances funds supports pays buys digitises digitizes subsidises subsidizes")
_OBJECTS = words("the a an its this these two three all")


def countries(text: str, view: View) -> Iterator[Change]:
    """ "The Spain" -> "Spain", unless it is one Spain among several."""
    for m in _THE_COUNTRY.finditer(text):
        if text[m.end() : m.end() + 4] == " of " or _MODIFIER.match(text, m.end()):
            continue
        yield Change(m.start(), m.start(2), "", "no article before a country")
    for m in _THE_COUNTRY_DOES.finditer(text):
        known = m["verb"] in _COUNTRY_DOES or base_of(m["verb"]) is not None
        if known and (view.damaged or m["object"] in _OBJECTS):
            yield Change(m.start(), m.start(2), "", "no article before a country")


def phrases(text: str, view: View) -> Iterator[Change]:
    """ "whose the", "the most part of"."""
    for m in _WHOSE.finditer(text):
        yield Change(m.end(1), m.end() - 1, "", "no article after whose")
    for m in _ON_AGE.finditer(text):
        yield Change(*m.span("the"), "", "no article before what is meant in general")
    for m in _MOST.finditer(text):
        if m[0].startswith("the"):
            yield Change(*m.span(), "most of the ", "most of")


def professions(text: str, view: View) -> Iterator[Change]:
    """ "He is doctor", "worked as expert", "Ana Roldán, pharmacist in Lugo,"."""
    if _JOB_WORDS.isdisjoint(words_of(text)):
        return
    for m in _IS_JOB.finditer(text):
        yield Change(m.start(3), m.start(3), _a(m[3]) + " ", "a profession takes an article")
    for m in _AS_JOB.finditer(text):
        yield Change(m.start(3), m.start(3), _a(m[3]) + " ", "a profession takes an article")
    for m in _COMMA_JOB.finditer(text):
        if _PERSON_BEFORE.search(text, max(0, m.start() - 60), m.start()):
            yield Change(m.start(), m.start(), _a(m[1]) + " ", "a profession takes an article")


_TITLED = late(
    r"\b[Tt]he (?P<title>[Dd]octors?|Drs?\.?|Dra\.?|[Pp]rofessor|Prof\.?|Pr\.?|[Jj]udge) (?=(?P<first>[A-Z\u00c0-\u00de][\w\u00c0-\u024f-]+) (?:(?:de|del|la|le|van|von) ){0,2}[A-Z\u00c0-\u00de])"
)
_HONORED = late(
    r"\b(?:Do\u00f1a|D\u00f1a\.?) (?=(?P<first>[A-Z\u00c0-\u00de][\w\u00c0-\u024f-]+) [A-Z\u00c0-\u00de])"
)
_SHORT_TITLE = {
    "doctor": "Dr",
    "doctors": "Drs",
    "dr": "Dr",
    "dra": "Dr",
    "drs": "Drs",
    "judge": "Judge",
}


def titles(text: str, view: View) -> Iterator[Change]:
    """ "the doctor Pilar Ur\u00eda" -> "Dr Pilar Ur\u00eda"; what no first name follows may be a title of its own."""
    for m in _HONORED.finditer(text):
        if gender_of(m["first"]) is not None:
            yield Change(m.start(), m.start("first"), "", "a title that English lacks", True)
    for m in _TITLED.finditer(text):
        if gender_of(m["first"]) is not None:
            short = _SHORT_TITLE.get(m["title"].lower().rstrip("."), "Professor")
            fixed = f"{short}. " if m["title"] == "Dr." else f"{short} "
            yield Change(*m.span(), fixed, "no article before a title", True)


def _a(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def mass_nouns(text: str, view: View) -> Iterator[Change]:
    """ "The artificial intelligence is" -> "Artificial intelligence is", in a damaged article."""
    if view.damaged:
        for m in _THE_MASS.finditer(text):
            yield Change(*m.span(), same_case("X", m[1]), "no article before a notion in general")
        for m in _MASS_OBJECT.finditer(text):
            if _USES.search(text, max(0, m.start() - 20), m.start()):
                yield Change(*m.span("the"), "", "no article before a notion in general")


def missing(text: str, view: View) -> Iterator[Change]:
    """ "Company has signed contract with": articles left out of a full sentence."""
    if view.title or not text.rstrip().endswith((".", '"')):
        return
    for m in _SIGNED.finditer(text):
        yield Change(m.start(2), m.start(2), _a(m[2]) + " ", "an article is missing")
    for m in _COMPANY.finditer(text):
        yield Change(m.start(1), m.end(1), f"The {m[1].lower()}", "an article is missing")


RULES = (
    Rule("countries", "article", countries, re.compile(r"\b[Tt]he [A-Z]")),
    Rule(
        "phrases",
        "article",
        phrases,
        re.compile(r"whose the |most part of|on the (?:age|sex|gen|wei)"),
    ),
    Rule("professions", "article", professions),
    Rule(
        "titles",
        "article",
        titles,
        late(r"[Tt]he (?:[Dd]octor|Dr|[Pp]rof|Pr|[Jj]udge)|\bD(?:o|)\u00f1a"),
    ),
    Rule("mass_nouns", "article", mass_nouns, re.compile(r"[Tt]he (?:[vatcieACTI])")),
    Rule(
        "missing",
        "article",
        missing,
        re.compile(r"Company [a-z]|(?:contract|agreement|partnership) (?:with|for|to|worth|of)\b"),
    ),
    Rule(
        "before_figures",
        "article",
        before_figures,
        re.compile(r"\b[Aa]n? (?:US)?[\u20ac$\u00a3\u00a5]?\d"),
    ),
    Rule("by_sound", "article", by_sound, re.compile(r"\b[Aa]n? [a-zA-Z]")),
)
