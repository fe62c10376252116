"""What a run of capitalised words holds that is no name, and words in small letters that go on with one.

"Italian Dosaforma", "Insurer Alba Salud", "CEO of Telmédica" hold a name; "Peruvian", "VAT" and the "Inaugural" that
opens a sentence are none; of "Mon espace santé" the run of capitals is a part.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from nlp.tables import common_words, english_places, rows, words

DEMONYMS = words(
    "afghan african albanian algerian american andalusian andean andorran angolan antillean arab arabic aragonese argentine"
    " argentinian argentinean armenian asian asturian australian austrian azerbaijani balearic basque bavarian belarusian"
    " belgian beninese bolivian bosnian brazilian breton british bulgarian burgundian burkinabe cambodian cameroonian canadian"
    " canarian cantabrian caribbean castilian catalan chadian chilean chinese colombian comorian congolese corsican croatian"
    " cuban cypriot czech danish dominican dutch ecuadorian ecuadorean egyptian emirati english estonian ethiopian european"
    " extremaduran finnish flemish french gabonese galician georgian german ghanaian greek guatemalan guinean haitian honduran"
    " hungarian icelandic indian indonesian iranian iraqi irish israeli italian ivorian jamaican japanese jordanian kenyan"
    " korean kuwaiti latvian lebanese liberian libyan lithuanian luxembourgish madagascan malagasy malian maltese martinican"
    " mauritanian mauritian mediterranean mexican moldovan moroccan mozambican murcian navarrese nicaraguan nigerian nigerien"
    " norman norwegian occitan pakistani palestinian panamanian parisian paraguayan peruvian polish portuguese puerto-rican"
    " pyrenean qatari quechua romanian russian rwandan salvadoran salvadorian saudi scottish senegalese serbian singaporean"
    " slovak slovenian spanish sudanese swedish swiss syrian tanzanian thai togolese tunisian turkish ugandan ukrainian"
    " uruguayan valencian venezuelan vietnamese walloon welsh"
)
"""Adjectives of countries and regions, which are also names of languages; lower case."""

_OF_PEOPLES = {name + "s" for name in DEMONYMS}
_SIDES = words(
    "socialist conservative communist liberal republican democrat catholic christian muslim jewish indigenous"
)
_SIDES |= {name + "s" for name in _SIDES}
_TRADE = words(
    "vat ct mri pdf pdfs usb ebitda x-ray x-rays ehr ehrs emr emrs cio cios ciso cisos ceo ceos cfo coo cto dpo dpos ict"
    " gp gps icu icus sms pc pcs hr wi-fi wifi copd hiv cpr dna faq mba phd qr ip id ids llm llms qa co₂ cd cds dvd tv a4 pvc erp"
    " post-it post-its t-shirt pacs ris lis lims bluetooth christmas easter epiphany mbps mbit gb celsius"
)
"""Abbreviations of the trade and holidays, which name nobody."""

_ROLES = (
    r"(?:(?:Vice[ -])?President|Chairman|Chairwoman|Chair|CEO|CIO|CISO|CTO|CFO|COO|DPO|CMIO|Professors?|Doctors?|Lawyers?|Attorney"
    r"|Pharmacist|Physician|Nurse|Midwife|Surgeon|Radiologist|Biologist|Biochemist|Bioengineer|Engineer|Economist|Jurist|Sociologist"
    r"|Administrator|Organizer|Co-?founder|Founder|Director|Manager|Spokes(?:man|woman|person)|Senator|Lawmaker|Deputy|Mayor|Judge"
    r"|Insurer|Vendor|Publisher|Supplier|Start-?up|Competitor|Rival|Subsidiary|Manufacturer|Distributor|Integrator|Named"
    r"|Christened|Baptized|Dubbed|Entitled|Baptisée?|Dénommée?|Intitulée?)"
)
_ROLE = re.compile(rf"{_ROLES}(?: (?:of|for|at))?(?: the)? (?=[A-Z\u00c0-\u00de])")
_LEADS = words(
    "across through without within toward towards unlike like despite besides along around near outside inside beyond via per"
    " either neither any because although though whereas using following including starting last next every christened"
    " overturning opposing bucking localizing procuring extending because"
)
_ENGLISH_END = re.compile(
    r"(?:[ts]ions?|.{3}ments?|ness|(?:ic|l|r|s|t|il)it(?:y|ies)|[iu][cr]al|i[zs](?:ed|ing)|[ai]ble|less|olog(?:y|ies)|ures?|ised?"
    r"|.{4}ing|cies|ists)$"
)
_OWNED = re.compile(
    r"(?<![\w-])(?P<owner>[A-Z\u00c0-\u00de][\w\u00c0-\u024f-]+)['’]s (?=[A-Z\u00c0-\u00de0-9])"
)
_OWN_NAMES = words(
    "alzheimer parkinson guy lloyd moody crohn levi macy sotheby christie mcdonald wendy"
)
_TAIL = re.compile(r" (?:No|IT|EHR|PACS)$")
_AFTER_IT = re.compile(
    r" (?:department|director|manager|staff|team|teams|systems?|services?|head|chief|budget)\b"
)

_PARTICLE = (
    r"(?:de la|de l['’]|d['’]|du|des|de|en|pour la|pour les|pour|aux|au|à la|à|et|l['’]|la|le|les)"
)
_GOES_ON = re.compile(
    r"(?:[ \u00a0][a-zß-ÿœ][\w\u00c0-\u024f'’-]*)+(?:[ \u00a0][A-Z\u00c0-\u00de][\w\u00c0-\u024f'’-]+)?"
)
_TOKEN = re.compile(r"[ \u00a0]?[^ \u00a0]+")
_FRENCH = re.compile(rf"[ \u00a0](?:{_PARTICLE})(?:[ \u00a0]|(?<=['’]))(?=\w)")
_IS_PARTICLE = re.compile(_PARTICLE)
_ELIDED = re.compile(r"^[dlDL]['’]")
_FRENCH_END = re.compile(
    r"(?:i[eè]re?s?|aux|ales?|iques?|i[fv]e?s?|elles?|els?|[ae]nts?|ées?|és?|aine?s?|ins?|ais|aises?)$"
)
_LATIN = words("facto jure route masse bloc suite")  # "de facto", "en route" are English


@cache
def english_vocabulary() -> frozenset[str]:
    """English words (lower case), beside those of the project's own articles."""
    text = files("nlp").joinpath("data", "english_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split()) | common_words()


@cache
def names_with_and() -> tuple[str, ...]:
    """Places whose English name holds "and": "Castile and León"."""
    names = (name for row in rows("exonyms.tsv") for name in row["english"].split("|"))
    return tuple(name for name in names if " and " in name)


def is_none(name: str) -> bool:
    """Whether a candidate is a word that names nobody: "Peruvian", "VAT", "Socialist"."""
    low = name.lower()
    if low in DEMONYMS or low in _OF_PEOPLES or low in _SIDES or low in _TRADE:
        return True
    first, _, rest = low.partition("-")
    return first in DEMONYMS and (
        rest in ("speaking", "born", "made", "language") or rest in DEMONYMS
    )


def ordinary(name: str) -> bool:
    """Whether a candidate of one word is an English one by its form, and no place: where it only opens a sentence, it
    names nobody."""
    low = name.lower()
    if " " in name or low in english_places() or name[1:] != low[1:]:
        return False
    if "-" in low:
        return all(part in english_vocabulary() for part in low.split("-"))
    if (
        low in common_words()
        or low.removesuffix("ly") in english_vocabulary()
        and low.endswith("ly")
    ):
        return True
    return low in english_vocabulary() and _ENGLISH_END.search(low) is not None


def without_lead(name: str) -> str:
    """A name without what is said of its bearer before it: "CEO of Telmédica", "Italian Dosaforma"."""
    if role := _ROLE.match(name):
        return name[role.end() :]
    head, _, rest = name.partition(" ")
    if head.lower() in _LEADS and rest[:1].isupper():
        return rest
    return without_demonym(name)


def without_demonym(name: str) -> str:
    """A name without the people it is of, where the rest is a name by itself: "Italian Dosaforma"."""
    head, _, rest = name.partition(" ")
    return rest if head.lower() in DEMONYMS and _is_own(rest.split(" ")[0]) else name


def _is_own(word: str) -> bool:
    """Whether a word is a name by itself, as no English word is: "Dosaforma", "PixHealth"."""
    bare = word.rstrip("'’s").lower()
    if len(word) < 3 or not word[:1].isupper() or word.isupper() or "-" in word:
        return False
    return bare not in english_vocabulary() and word not in ("Polynesia", "Guiana")


def without_tail(name: str, behind: str) -> str:
    """A name without a noun that goes with what stands ``behind`` it: "Vannes Hospital IT" department, "Court No". 5."""
    tail = _TAIL.search(name)
    if tail is None:
        return name
    if tail[0] == " No":
        return name[: tail.start()] if behind[:1] == "." else name
    return name[: tail.start()] if _AFTER_IT.match(behind) else name


def owners(name: str) -> list[tuple[int, int]]:
    """Where the names of a run stand of which one has the other: "Spain's Radiomar"."""
    found, last = [], 0
    for owner in _OWNED.finditer(name):
        low = owner["owner"].lower()
        if (
            owner.start() != last
            or low in _OWN_NAMES
            or (low in english_vocabulary() and low not in english_places())
        ):
            continue
        found.append((last, owner.end("owner")))
        last = owner.end()
    return [*found, (last, len(name))]


def going_on(text: str, end: int) -> int:
    """Where a French name ends that goes on in small letters behind ``end``: "Mon espace santé", "Cour des comptes"."""
    found = _GOES_ON.match(text, end)
    told, led = end, False
    for token in _TOKEN.finditer(found[0]) if found else ():
        word = token[0].strip(" \u00a0.,;:")
        if _IS_PARTICLE.fullmatch(word):
            led = True
            continue
        bare = _ELIDED.sub("", word).lower()
        led = led or bare != word.lower()
        if bare in _LATIN or (not led and bare in common_words()):
            break
        if word[:1].isupper() and not led:
            break
        if led or bare not in english_vocabulary() or (told > end and _FRENCH_END.search(bare)):
            told = end + token.end()
        led = False
    tail = text[end:told].rstrip(" \u00a0.,;:'’")
    return end + len(tail) if _FRENCH.search(tail) or not tail.isascii() else end
