"""The ledger of names over one article: which spelling of a name is right.

Capitalised names that are nearly alike are clustered. The source's form wins; else the form that
the article uses most; two names that both occur in the source, or that the article sets side by
side, are never merged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

from nlp.calendar import MONTHS, WEEKDAYS
from nlp.tables import (
    common_words,
    english_cognates,
    english_places,
    first_names,
    fold,
    known_names,
    words,
)

CAPITALISED = re.compile(
    r"(?<![\w'])[A-Z\u00c0-\u00de][\w\u00c0-\u024f]*[a-z\u00c0-\u024f][\w\u00c0-\u024f]*(?!\w)"
)
"""A capitalised word that is no acronym."""
_LOWER = re.compile(r"(?<![\w'-])[a-z\u00df-\u024f]{5,}(?!\w)")
_SURNAME = re.compile(r" ([A-Z\u00c0-\u00de][a-z\u00df-\u024f]{2,})\b")
_MIN_LENGTH = 5
_MAX_NAMES = 400
_LONGEST_BESIDE = 42  # characters of a word before a name, with the blank
_CAP = r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f-]+"
_CAP_BEFORE = re.compile(rf"(?<![\w-])({_CAP}) $")


@dataclass(frozen=True)
class Ledger:
    """``forms`` maps a wrong spelling of a name to the right one, with the reason."""

    forms: tuple[tuple[str, str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.forms)


def build_ledger(text: str, source: str) -> Ledger:
    """Compare the capitalised words of an article with each other and with the source's."""
    counts = Counter(CAPITALISED.findall(text))
    in_source = set(CAPITALISED.findall(source)) if source else set()
    names = [n for n, _ in counts.most_common(_MAX_NAMES) if len(n) >= _MIN_LENGTH]
    groups = _groups(names)
    theirs = _groups(s for s in in_source if len(s) >= _MIN_LENGTH)
    running = _running(source)
    wrong: dict[str, tuple[str, str]] = {}
    for name in names:
        if name in in_source or name in _COMMON or known_names().get(fold(name)) == name:
            continue
        near = _group(groups, name) if len(names) > 1 else []
        fixed = _by_source(name, _group(theirs, name), running) or _by_known(name)
        fixed = fixed or _by_majority(name, near, counts, text)
        if fixed and not _ordinary(name, text) and not _of_another(name, text, source):
            wrong[name] = fixed
    return Ledger(tuple((k, *v) for k, v in sorted(wrong.items()) if v[0] not in wrong))


def _groups(names: Iterable[str]) -> dict[str, list[str]]:
    """Names by their first letter without accent: near forms share it."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(fold(name[0]), []).append(name)
    return found


def _group(groups: dict[str, list[str]], name: str) -> list[str]:
    return [n for n in groups.get(fold(name[0]), ()) if abs(len(n) - len(name)) <= 1]


def _ordinary(name: str, text: str) -> bool:
    """True when the word also stands in lower case, so is no name (Hospital, Health)."""
    return re.search(rf"(?<![\w'-]){re.escape(name.lower())}(?!\w)", text) is not None


def _of_another(name: str, text: str, source: str) -> bool:
    """Whether a first name stands before a surname that the source has otherwise."""
    if not source or fold(name) not in first_names():
        return False
    folded = fold(source)
    return any(other_person(m, folded) for m in re.finditer(rf"\b{re.escape(name)}\b", text))


def other_person(m: re.Match[str], source: str) -> bool:
    """True for a first name before a surname that the folded source writes otherwise ("Anton
    Chekhov" for "Ant\u00f3n Ch\u00e9jov"): the whole name is then as English has it."""
    if fold(m[0]) not in first_names():
        return False
    surname = _SURNAME.match(m.string, m.end())
    return surname is not None and fold(surname[1]) not in source


def _by_known(name: str) -> tuple[str, str] | None:
    """A product or company name of the trade that is often misspelt."""
    right = known_names().get(fold(name))
    if right is None or fold(right) == fold(name):  # capitals are the owner's affair
        return None
    return right, f"the name is written {right}"


_COMMON = words(
    "Spain Spanish France French Hospital Health Ministry Minister Government Agency University "
    "Region Regional National Europe European Germany German Italy Italian Portugal Portuguese "
    "Belgium Belgian Switzerland Swiss Catalan Catalonia Austria Austrian Australia Australian "
    "Russia Russian Britain British America American Africa African Colombia Colombian Bolivia "
    "Argentina Argentine Mexico Mexican Chile Chilean Cuba Cuban Norman Norway Romania Romanian "
    "Tunisia Tunisian Morocco Moroccan Algeria Algerian Paris Nantes Nancy Tours Vannes Valence "
    "Valencia Plasencia Palencia Lleida Merida Galicia Galician Madrid Basque Their There These "
    "Those Where While Which Other Another Article Every Since Until Three Seven Eight After "
    "Before Under About Above Among Along Being Could Would Should Still Some Such Doctor "
    "Doctors Patient Patients Professor President Director General Company Companies "
) | {*WEEKDAYS, *MONTHS}


_GENTILICS = words(
    "Walloon Catalan Breton Norman Basque Corsican Savoyard Galician Asturian Aragonese Castilian "
    "Andalusian Canarian Valencian Murcian Cantabrian Navarrese Majorcan Alsatian Burgundian "
    "Parisian Peruvian Chilean Mexican Bolivian Venezuelan Colombian Ecuadorian Uruguayan Cuban "
    "Paraguayan Panamanian Guatemalan Honduran Salvadoran Nicaraguan Dominican Haitian Malian "
    "Tunisian Senegalese Ivorian Congolese Cameroonian Moroccan Algerian Romanian Canadian Belgian "
)
"""English adjectives one slip from those that stand in foreign names (``Réseau Santé Wallon``)."""
_COMMON |= _GENTILICS


_OPENERS = words(
    "The A An In At On Of For And But Its This That From With According Mr Mrs Ms Dr Doctor "
    "Minister President Director Professor When While As If"
)
"""Capitalised words before a name that are none of its own."""
_TITLES = words(
    "Mr Mrs Ms Miss Mme Mlle Dr Doctor Prof Professor Sr Sra Don Judge Senator Sir Lady"
)
_NEW_CLAUSE = re.compile(
    r"\b(?:that|which|who|whose|where|when|because|while|if|as|so|then|said|says|announced|added|is|are|was|were|of)\b"
)
""""of" too: "Hospilog, a brand of Hospilab" is rather one name."""


def _running(source: str) -> frozenset[str]:
    """The words in lower case of a source, folded."""
    return frozenset(fold(w) for w in _LOWER.findall(source))


def _by_source(
    name: str, in_source: Iterable[str], running: frozenset[str]
) -> tuple[str, str] | None:
    in_source = list(in_source)
    if not in_source or name.lower() in common_words():
        return None
    if fold(name) in english_places() or fold(name) in english_cognates():
        return None
    if any(word.startswith(fold(name)[:-1]) for word in running):
        return None  # an adjective: "Asturian" is the source's "asturiano", not its "Asturias"
    best = [s for s in in_source if near(name, s) and name != f"{s}s"]  # "the Martins" are several
    best = [s for s in best if fold(s) == fold(name) or not _inflected(s, running)]
    best = [s for s in best if fold(s) == fold(name) or not _is_translation(name, s)]
    if len(best) != 1 or _cognates(name, best[0]):
        return None
    return best[0], f"the source writes {best[0]}"


_TION = re.compile(r"\w{3,}[ts]ions?")
_CION = re.compile(r"c(ion)(?:e(s))?$")
_DOUBLED = re.compile(r"(\w)\1")


def _cognates(english: str, source: str) -> bool:
    """Whether an English noun only looks like a slip of the source's: "Anticorruption", "Anticorrupción".

    But for the ending and doubled letters the two are one: "Confideration" is a slip of "Confédération".
    """
    if not _TION.fullmatch(fold(english)):
        return False
    plain = _CION.sub(r"t\1\2", re.sub(r"siones$", "sions", fold(source)))
    return _DOUBLED.sub(r"\1", plain) == _DOUBLED.sub(r"\1", fold(english))


def _inflected(name: str, running: frozenset[str]) -> bool:
    """True for a word that the source also writes small, in whatever form: no name but an adjective
    ("Wallon", beside "la région wallonne")."""
    return any(word.startswith(fold(name)) for word in running)


def _by_majority(
    name: str, names: Sequence[str], counts: Counter[str], text: str
) -> tuple[str, str] | None:
    rivals = [n for n in names if counts[n] >= counts[name] and near(name, n)]
    rivals = [n for n in rivals if not _apart(name, n, text) and _wins(n, name, counts, text)]
    rivals = [n for n in rivals if not two_bearers(name, n, text)]
    if len(rivals) != 1:
        return None
    return rivals[0], f"the article writes {rivals[0]} elsewhere"


def _wins(rival: str, name: str, counts: Counter[str], text: str) -> bool:
    """True where the commoner form may take the place of the other.

    No accent is taken away (``Québec`` in a foreign name, beside Quebec); one is added where both
    forms stand beside the same names, or the bare one stands alone, and then at a tie too. English
    names of places and peoples are no spelling of the word in a foreign name, nor it one of them.
    """
    english = english_places()
    if fold(rival) in english or rival in _GENTILICS or fold(name) in english:
        return False
    if _accents(rival) < _accents(name):
        return False
    if fold(rival) != fold(name) or _accents(rival) == _accents(name):
        return counts[rival] > counts[name]
    mine, theirs = _beside(name, text), _beside(rival, text)
    known, alone = set().union(*theirs), not all(theirs)
    if not all(_same_bearer(sides, known, alone) for sides in mine):
        return False
    return counts[rival] > counts[name] or all(mine)


def _same_bearer(sides: set[str], known: set[str], alone: bool) -> bool:
    """Whether a bare form means who bears the accented one: it stands alone, beside a word that the
    other stands beside, or ("Lisiere Group") beside ordinary words where the other also stands alone."""
    return (
        not sides or bool(sides & known) or (alone and {fold(w) for w in sides} <= common_words())
    )


def two_bearers(name: str, rival: str, text: str) -> bool:
    """True where the text itself tells two near names apart: each behind a title or first name of its
    own ("Mr Girard and Ms Giraud"), or one beside the other in a clause ("Meditel sued Medytel")."""
    if fold(name) == fold(rival):
        return False
    mine, theirs = _called(name, text), _called(rival, text)
    if mine and theirs and not mine & theirs:
        return True
    return _in_one_clause(name, rival, text) or _in_one_clause(rival, name, text)


def _called(name: str, text: str) -> set[str]:
    """The titles and first names right before a name."""
    found = re.findall(rf"(?<![\w-])({_CAP}\.?|[A-Z]\.) {re.escape(name)}(?![\w-])", text)
    return {w for w in found if w.rstrip(".") in _TITLES or fold(w) in first_names()}


def _in_one_clause(first: str, second: str, text: str) -> bool:
    """Whether a few words and no mark part two names: one acts on the other, or they are joined."""
    between = re.finditer(
        rf"(?<![\w-]){re.escape(first)}(?:['\u2019]s?)?(?P<gap>(?: [\w'\u2019-]+){{1,6}}?) {re.escape(second)}(?![\w-])",
        text,
    )
    return any(not _NEW_CLAUSE.search(m["gap"]) for m in between)


def _accents(name: str) -> int:
    return sum(combining(c) > 0 for c in normalize("NFD", name))


def _beside(name: str, text: str) -> list[set[str]]:
    """The capitalised words directly before and behind a name, for each of its places."""
    found, at = [], 0
    for m in re.finditer(rf"(?<![\w'-]){re.escape(name)}(?![\w-])(?: ({_CAP}))?", text):
        before = _CAP_BEFORE.search(text, max(at, m.start() - _LONGEST_BESIDE), m.start())
        found.append({side[1] for side in (before, m) if side and side[1]} - _OPENERS)
        at = m.end()
    return found


def _is_translation(english: str, source: str) -> bool:
    """True where two near forms may just be the English and the foreign form of a word."""
    return english.lower() == english or fold(english)[:4] != fold(source)[:4]


def _apart(name: str, rival: str, text: str) -> bool:
    """Whether near forms are two names: not where both always stand before the same capitalised word
    ("Kerlan Sant\u00e9", "Kerlann Sant\u00e9")."""
    if not _distinct(name, rival):
        return False
    known = (first_names(), common_words(), english_places())
    if any(fold(n) in own for own in known for n in (name, rival)):
        return True
    sides = [
        set(re.findall(rf"(?<![\w'-]){re.escape(n)}(?![\w-])(?: ({_CAP}))?", text))
        for n in (name, rival)
    ]
    return sides[0] != sides[1] or len(sides[0]) != 1 or "" in sides[0]


def _distinct(a: str, b: str) -> bool:
    """True for near forms that are commonly two names: plurals, first names, inflections."""
    x, y = sorted((fold(a), fold(b)), key=len)
    if x in common_words() or y in common_words():
        return True
    if y in (x + "r", x + "s", x + "n", x + "e", x + "a", x + "an", x + "ian", x + "es"):
        return True
    return x in first_names() and y in first_names()


def near(a: str, b: str) -> bool:
    """True when two spellings differ by an accent, a case, or one slip of the pen."""
    if a == b:
        return False
    x, y = fold(a), fold(b)
    if x == y:
        return True
    if x[0] != y[0] or abs(len(x) - len(y)) > 1 or min(len(x), len(y)) < 6:
        return False
    return _one_slip(x, y)


def _one_slip(x: str, y: str) -> bool:
    """True when one letter was inserted, dropped or replaced, or two neighbours swapped."""
    if len(x) > len(y):
        x, y = y, x
    at = 0
    while at < len(x) and x[at] == y[at]:
        at += 1
    if len(x) < len(y):
        return x[at:] == y[at + 1 :]
    return x[at + 1 :] == y[at + 1 :] or (
        x[at : at + 2] == y[at : at + 2][::-1] and x[at + 2 :] == y[at + 2 :]
    )
