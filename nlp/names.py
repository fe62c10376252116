"""Names in English text: persons, organisations, products and places, as candidates by form.

Shared by repair (what the record lists as names) and by whoever needs to know which words must
survive. No model: runs of capitalised words, joined by the particles that names use.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from nlp.calendar import FOREIGN_MONTHS, MONTH, MONTHS, WEEKDAYS
from nlp.not_names import (
    going_on,
    is_none,
    names_with_and,
    ordinary,
    owners,
    without_lead,
    without_tail,
)
from nlp.tables import common_words, rows, words

_NAMED_DAY = (  # "Hospital 12 de Octubre"
    rf"\d{{1,2}}[º°]? de (?:{'|'.join(name.capitalize() for name in FOREIGN_MONTHS['es'])})\b"
)
_CAP = rf"(?:{_NAMED_DAY}|[A-Z\u00c0-\u00de][\w\u00c0-\u024f'\u2019&.-]*[\w\u00c0-\u024f]|[A-Z]\.)"
_JOIN = (
    r"(?:de la|de los|de las|del|de|des|du|d'|la|le|les|el|y|et|e|i|of the|of|for|van|von|di|da|&)"
)
_BODY = (
    r"(?:Ministry|Minister|Secretariat|Secretary|Undersecretariat|Department|Directorate|Institute|"
    r"Superintendency|School|Faculty|Agency|Office|Council|Committee|Commission|Observatory|Academy)"
)
_FIELDS = words(
    "Accounts? Active Affairs Ageing Aging Agriculture Agrifood Autonomy Business Care Careers "
    "Civil Climate Cohesion Commerce Communications? Competition Competitiveness Consumer "
    "Consumption Control Cooperation Culture Data Defen[cs]e Demographic Development Devices "
    "Digital Disabilit(?:y|ies) Disasters? Disease Drugs? Ecological Ecology Economic Economics "
    "Economy Education Employees Employment Energy Environment(?:al)? Equality Equal Excellence "
    "Families Family Finances? Fisheries Fishing Food Foreign Functional Government Health "
    "Healthcare High Higher Housing Human Hygiene Immigration Industrial Industry Information "
    "Infrastructures? Innovation Insurance Integration Interior Internal Inclusion Justice Knowledge "
    "Labou?r Land Legal Local Marine Medical Medicines? Migrations? Mines Mobility Modernization "
    "Nutrition Opportunities Pensions? Pharmacy Planning Policy Population Prevention Products "
    "Productive Promotion Protection Public Quality Reconversion Reform Regional Relations Research "
    "Rights Rural Safety Sanitary Schools? Science[s]? Security Services? Social Society "
    "Solidarit(?:y|ies) Sovereignty Sports? State Statistics Studies Sustainable Taxation Technolog(?:y|ies) "
    "Technical Territorial Territories Territory Tourism Trade Training Transformation Transition "
    "Transports? Treasury Universities University Urban Urbanism Veterans Welfare Women Work Workers "
    "Youth"
)
"""What a ministry or an institute is for: "of Solidarity and Health" is one name, "of Health and
Google" is none."""
_FIELD = "|".join(sorted(_FIELDS))
_FOR = rf"(?:{_FIELD})(?:[ \u00a0](?:{_FIELD}))*"
_OF_BOTH = (
    rf"(?:{_CAP}[ \u00a0]){{0,3}}?{_BODY} (?:of|for)(?: the)? {_FOR}(?:, {_FOR})*,? (?:and|&|in)"
    rf"(?: the)? {_FOR}(?![\w-]|[ \u00a0]{_CAP})"
)
_HOSPITALS = r"(?:Public Assistance|Assistance [Pp]ublique) ?[-–—] ?(?:Hospitals|Hôpitaux)"
_PLAN = (  # "Recovery, Transformation and Resilience Plan"
    rf"(?:Recovery|Resilience|Growth|{_FIELD})(?:, (?:Recovery|Resilience|Growth|{_FIELD}))*,? and (?:Recovery|Resilience|Growth|{_FIELD})"
    r" (?:Plan|Fund|Strategy|Program(?:me)?|Facility|Mechanism|Directorate|Agency)\b"
)
_STANDARD = r"(?:ISO(?:/IEC)?|IEC|NIS|HL7)[ \u00a0]v?\d[\d.:]*(?:(?<![.:])|(?<=\d))(?!\w)"
_WITH_AND = "|".join(
    map(re.escape, ("Mon espace santé", "Journal officiel", "A Coruña", *names_with_and()))
)
_NAME = re.compile(
    rf"(?<![\w.@/-])(?:{_OF_BOTH}|{_HOSPITALS}|{_PLAN}|(?:{_WITH_AND})\b|{_STANDARD}|{_CAP})"
    rf"(?:[ \u00a0-](?:{_JOIN} |[dl]['’])?{_CAP})*(?:'s)?"
)
_IS_BODY = re.compile(rf"{_BODY} (?:of|for) ")
_START = re.compile(r"(?:^|[.!?:]\s+|[\"\u201c(\[]\s?|\n\s*|[-\u2022*]\s)$")
_STOP = words(
    "the a an in on at it he she they we i you this that these those its his her our their "
    "there here what when where while who why how if as but and or so yet not no nor for from "
    "of to by with without within according after before since until during under over about "
    "between both each every all some several many most more asked is are was were will would "
    "has have had can could do does did one two three four five six seven eight nine ten first "
    "second third also only once finally however meanwhile then now today yesterday tomorrow "
    "feb apr jul aug sep sept oct nov dec "
    "such other another nothing nobody everyone mr mrs ms dr prof article articles "
    "specifically similarly additionally furthermore moreover therefore consequently likewise nevertheless "
    "nonetheless conversely thus hence instead otherwise indeed accordingly "
) | {name.lower() for name in (*WEEKDAYS, *MONTHS)}
_SHORT = re.compile(r"(?i)(\w+?)(?:n['\u2019]t|['\u2019](?:re|ve|ll|m|d|s|t))")
_TENS = re.compile(r"(?i)(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]{3,5})?")
_SHORTENED = _STOP | words("let must need should might ca wo ai aren couldn")
_HYPHENED = (  # "Nantes-based": the place alone is a name
    "based related led listed owned funded backed run born trained certified compliant approved "
    "designed made built style wide specific neutral driven powered focused hosted affiliated "
    "headquartered dominated registered controlled sponsored only type level area"
)
_CUT = re.compile(
    rf"-(?:{'|'.join(_HYPHENED.split())})(?:\s+|$)|(?<=\.)-|(?<=[A-Z]\.) (?=(\w+))"
    rf"| of (?:the )?(?=(?:{MONTH}|{'|'.join(WEEKDAYS)})(?!\w))"
)
_SPEAKER = re.compile(
    r"(?:^|(?<=\n))(?:[^\S\n]|[\"“—–-])*(?:[A-Z]\.[ \u00a0-]?){1,3}(?=[ \u00a0]?:(?!\w))"
)
"""Initials that tell who answers, at the start of a line: "C. M.: We're 62."; they are no name."""
_LABEL = re.compile(
    r"(?P<lead>(?:^|(?<=[\n|\t]))[ \u00a0]*(?:[-\u2013\u2014\u2022*\u25ba] |\d{1,2}[.)] )?)"
    r"(?P<label>[A-Z\u00c0-\u00de][^.:|\n\t\u2026\u2013\u2014]{1,60}?)(?=[ \u00a0]*(?:[.:|\n\t\u2026\u2013\u2014]|- |$))"
)
_OWNER = re.compile(r"(?i)['\u2019]s$")
_WORD = re.compile(r"[^ \u00a0]+")
_SMALL = re.compile(r"(?<![\w.@/-])[a-z][\w-]*")
_FIELDS_ALONE = re.compile(_FIELD)
_ADJECTIVES = words(
    "french spanish german italian european portuguese british english american belgian swiss "
    "catalan basque galician andalusian mexican argentine colombian chilean it ehr ceo cio ai "
    "api gdpr hr tv h1 h2 q1 q2 q3 q4 "
)


_EDGE = " .&-'"
"""What no name begins or ends with."""


def find_names(text: str) -> list[tuple[int, str]]:
    """Candidate names of a text with their offsets, in order.

    A text is one in capitals here where no letter is small, not where few are (:mod:`nlp.capitals`):
    beside small letters, a run of capitals is cut only where a word in it is part of no name.
    """
    return [(start, name) for start, name, _ in _candidates(text)]


def _candidates(text: str) -> Iterator[tuple[int, str, bool]]:
    """The same, and whether each opens a sentence."""
    capitals = text.isupper()
    text = _SPEAKER.sub(lambda label: " " * len(label[0]), text)
    text = _LABEL.sub(_without_label, text)
    for at, end in _runs(text, capitals):
        name, start = _OWNER.sub("", text[at:end]), at
        if _opens(text, start):
            name, start = _drop_first(name, start, text)
        while name and _stops(name.split(" ")[0]):
            head = name.split(" ")[0]
            name, start = name[len(head) + 1 :], start + len(head) + 1
        bare = without_lead(name.lstrip(_EDGE))
        bare = "" if _stops(bare) else bare
        start += len(name) - len(bare)
        name = without_tail(bare.rstrip(_EDGE), text[start + len(bare.rstrip(_EDGE)) :])
        if len(name) > 1 and name.lower() not in _STOP | _ADJECTIVES and not is_none(name):
            yield start, name, _opens(text, start)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, a line or a quotation begins at ``start``."""
    return _START.search(text[max(0, start - 4) : start]) is not None


def _runs(text: str, capitals: bool) -> Iterator[tuple[int, int]]:
    """Where names may stand: runs of capitalised words, cut apart, with what goes on with them in small letters."""
    reached = 0
    for found in _NAME.finditer(text):
        for start, end in _pieces(found[0], capitals):
            for first, last in owners(found[0][start:end]):
                at, until = found.start() + start + first, found.start() + start + last
                if at < reached:
                    continue
                reached = going_on(text, until) if until == found.end() else until
                yield at, reached


def _without_label(found: re.Match[str]) -> str:
    """A rubric, the label of a field or of a column is no name: "PRESS RELEASE -", "| Amount |"."""
    if found["label"].casefold() not in _labels():
        return found[0]
    return found["lead"] + " " * len(found["label"])


@cache
def _labels() -> frozenset[str]:
    """The English of the rubrics and labels that the translation knows."""
    return frozenset(row["english"].casefold() for row in rows("cells.tsv"))


def _stops(word: str) -> bool:
    """Whether a word is none of a name: "The", "We're", "Don't"."""
    short = _SHORT.fullmatch(word)
    if _TENS.fullmatch(word):
        return True
    return word.lower() in _STOP or (short is not None and short[1].lower() in _SHORTENED)


def _pieces(run: str, capitals: bool) -> Iterator[tuple[int, int]]:
    """Where the names of a run of capitalised words stand; ``capitals`` says that all the text has them."""
    last = 0
    for cut in _CUT.finditer(run):
        if cut[1] is None or _stops(cut[1]):
            yield from _of_capitals(run, last, cut.start(), capitals)
            last = cut.end()
    yield from _of_capitals(run, last, len(run), capitals)


def _of_capitals(run: str, start: int, end: int, capitals: bool) -> Iterator[tuple[int, int]]:
    """A headline in capitals is cut at its ordinary words: "DEDALUS IS SELLING ITS PACS"."""
    found = list(_WORD.finditer(run, start, end))
    stopped = len(found) > 2 and run[start:end].isupper() and any(_stops(m[0]) for m in found)
    if not capitals and not stopped:
        yield start, end
        return
    for plain, own in groupby(found, key=lambda m: _is_plain(m[0])):
        if not plain:
            words = list(own)
            yield words[0].start(), words[-1].end()


def _is_plain(word: str) -> bool:
    return _stops(word) or word.lower().strip(".,'-") in common_words()


def _drop_first(name: str, start: int, text: str) -> tuple[str, int]:
    """A word that opens a sentence is a name only if it cannot be an ordinary word."""
    head, _, rest = name.partition(" ")
    if _IS_BODY.match(name):
        return name, start
    plain = head.lower()
    if _stops(head) or (plain in common_words() and (not rest or not rest[:1].isupper())):
        return rest, start + len(head) + 1
    return name, start


def article_names(texts: Sequence[str]) -> tuple[str, ...]:
    """The names of an article in order of first mention, each once.

    A short form ("Roldán" after "Ana Roldán") is left out when a longer one holds it, and so is one
    in capitals (a dateline's "TOLEDO") beside the same in small letters. A headline in capitals
    tells no names beside text that has small letters.
    """
    counts: Counter[str] = Counter()
    own: set[str] = set()
    plain = [text for text in texts if not (text.isupper() and len(text.split()) > 2)]
    small = {word for text in texts for word in _SMALL.findall(text)}
    for text in plain or texts:
        for _, name, opens in _candidates(text):
            counts[name] += 1
            plainly = opens or name.lower() in small or _FIELDS_ALONE.fullmatch(name)
            if not (plainly and ordinary(name)):
                own.add(name)
    counts = Counter({name: count for name, count in counts.items() if name in own})
    straight = {
        name.replace("\u2019", "'"): name for name in reversed(counts)
    }  # "Hop’EN", "Hop'EN"
    counts = Counter({name: counts[name] for name in counts if name in straight.values()})
    small = {name.casefold() for name in counts if not name.isupper()}
    once = [name for name in counts if not (name.isupper() and name.casefold() in small)]
    return tuple(_without_parts(once))


def _without_parts(names: Iterable[str]) -> list[str]:
    names = list(names)
    parts = [set(n.split(" ")) for n in names]
    return [
        n for n, own in zip(names, parts, strict=True) if not any(own < other for other in parts)
    ]
