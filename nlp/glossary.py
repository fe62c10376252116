"""The glossary: terms of the field in French and Spanish, their English, and the usual wrong one.

A glossary is a TSV with the columns ``lang term kind english wrong_literal sense``; the last two may
be missing or empty. ``lang`` is ``fr`` or ``es``. ``wrong_literal`` holds forms separated by ``;``.
``kind`` is ``term``, ``acronym``, ``institution``, ``idiom``, ``place``, ``name`` or
``reporting-phrase``; an empty one is ``term``. ``sense`` names a condition: ``software`` (only beside software cues), ``company``, ``procurement``, ``health``,
``finance``, ``court``, ``law`` (an article that is broken), ``privacy``, ``gdpr``, ``costs`` and ``ruling`` (of a
court), ``amount`` (a contract that is awarded, with its amount), ``debt``, ``duty`` (on-call), ``leak``, ``booty``, ``post`` (of a person),
``asked`` (a person, who does not answer), ``direct`` (an award without tender), ``adapted`` and ``tendered`` (procedures of procurement), ``takeover`` (of a company),
``figures`` and ``percent`` (what rises or falls), ``raised`` (money), ``awaited`` (at a date), ``ordered`` (costs of a court), ``officially`` (of a
prosecutor's own accord), ``bailed``, ``finality`` (of a ruling), ``bid``, ``strike``, ``hearing``, ``contract``, ``cases`` (of a court), ``settled`` (a plan, a budget), ``committed`` (money), ``begun`` (a plan, talks), ``provided`` (a service), ``results`` (a profit, a surplus), ``loaded`` (data), ``funds`` (an amount), ``seized`` (a body, of a case), ``covered`` (costs), ``restricted`` (emergency departments), ``billed`` (of care), ``slipping`` (a date), ``quoted`` (on the stock exchange), ``staffed`` (posts), ``workstation``, ``decreed`` (by a judge or a government), ``deficit``, ``posts`` (that are advertised), ``funded`` (with an amount), ``budget``, ``exams``, ``shifts``, ``turnover`` (with an amount), ``insurers``, ``insured``, ``crashed`` (a system), ``strategy``, ``document``, ``decimal``, ``starting`` (a project), ``booked`` (appointments), ``membership``, ``owned`` (a company), ``devices``, ``ousted`` (a person), ``tried`` (a case), ``prolonged`` (a pilot), ``reviewed`` (an application), ``shrunk`` (funding, by a percentage), ``overtime``, ``duties`` (of doctors), ``practice`` (of doctors), ``consulting`` (a doctor), ``slots`` (of appointments), ``reminded`` (patients), ``uploaded`` (data), ``alerts``, ``claims`` (of insurance), ``terminated`` (a contract), ``billing``, ``employees``, ``comment`` (on a draft), ``acquitted`` (a person), ``arrests``, ``premiums`` (of insurance), ``awarded`` (a contract), ``criterion``, ``referred`` (a bill), ``paid`` (a person), ``vacancies``, ``restocked``, ``ward``, ``intervened`` (a company or body, by a state), ``incident`` (of IT), ``region`` (of Spain), ``posted``, ``market``, ``acquired`` (a share), ``traded`` (on the stock exchange), ``amounted`` (to a figure), ``contributed`` (of a figure), ``amparo`` (of a court), ``sales`` (a share of revenue), ``body`` (that gives an opinion or approval), ``union``, ``ministry``, ``ministerial`` (of Spain), ``dropout`` (patients), ``needed`` (an investment, years), ``counted`` (devices, by a number), or ``source`` (only where the source has the term).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from nlp.composed import composed
from nlp.errors import ConfigError

COLUMNS = ("lang", "term", "kind", "english", "wrong_literal", "sense")
SENSES = frozenset(
    ("", "software", "company", "procurement", "health", "finance", "source", "court", "law", "privacy", "costs",
     "amount", "debt", "duty", "leak", "booty", "post", "gdpr", "ruling", "asked", "direct", "adapted", "tendered",
     "takeover", "figures", "percent", "raised", "awaited", "ordered", "officially",
     "bailed", "finality", "bid", "strike", "hearing", "contract", "cases",
     "settled", "committed", "begun", "provided", "results", "loaded", "funds", "seized", "covered", "restricted", "billed", "slipping", "quoted", "staffed", "workstation", "decreed", "deficit", "posts", "funded", "budget", "exams", "shifts", "turnover", "insurers", "insured", "crashed", "strategy", "document", "decimal", "starting", "booked", "membership", "owned", "devices", "ousted", "tried", "prolonged", "reviewed", "shrunk", "overtime", "duties", "practice", "consulting", "slots", "reminded", "uploaded", "alerts", "claims", "terminated", "billing", "employees", "comment", "acquitted", "arrests", "premiums", "awarded", "criterion", "referred", "paid", "vacancies", "restocked", "ward", "intervened", "incident", "region", "posted", "market", "acquired", "traded", "amounted", "contributed", "amparo", "sales", "body", "union", "ministry", "ministerial", "dropout", "needed", "counted")
)  # fmt: skip
LANGUAGES = frozenset(("fr", "es"))
KINDS = frozenset(("term", "acronym", "institution", "idiom", "place", "name", "reporting-phrase"))
_TRANSLATION = ("names.tsv", "glossary.tsv", "terms.tsv")
_BRACKET = re.compile(r"\s*\([^)]*\)")
_ACRONYM = re.compile(r"\(([A-Z][\w-]+)\)")


@dataclass(frozen=True, slots=True)
class Term:
    """One row: ``english`` as written in running text, ``wrong`` the renderings to replace, ``denied`` what stands for it
    behind "does not" (packaged idioms alone have it)."""

    lang: str
    term: str
    kind: str
    english: str
    wrong: tuple[str, ...] = ()
    sense: str = ""
    denied: str = ""

    @property
    def running(self) -> str:
        """The English without explanations in brackets and without its later alternatives."""
        return self.renderings[0]

    @property
    def renderings(self) -> tuple[str, ...]:
        """Every English rendering, the preferred one first, without explanations in brackets."""
        parts = (_BRACKET.sub("", part).strip() for part in self.english.split(";"))
        return tuple(filter(None, parts))

    @property
    def short(self) -> tuple[str, ...]:
        """Acronyms given in brackets, which may stand for the term: "EHR"."""
        return tuple(_ACRONYM.findall(self.english))


class Glossary:
    """Terms by language; a later row for the same term and sense replaces an earlier one.

    Args:
        terms: the rows.
        own: the user's, stronger than those: one without a sense takes the place of every row of its
            term and of the term's plural, one with a sense that of the same sense.
    """

    def __init__(self, terms: Iterable[Term], own: Iterable[Term] = ()) -> None:
        self.own = tuple(own)
        whole = {(t.lang, t.term.lower()) for t in self.own if not t.sense}
        left = (t for t in terms if not whole or whole.isdisjoint(_numbers(t)))
        self._terms = {_identity(t): t for t in (*left, *self.own)}

    def __iter__(self) -> Iterator[Term]:
        return iter(self._terms.values())

    def __len__(self) -> int:
        return len(self._terms)

    @classmethod
    def load(cls, path: str | Path | None = None) -> Glossary:
        """The packaged glossary, then the user's TSV over it.

        Raises :class:`ConfigError` naming the file, the line and the fault.
        """
        return cls._with(_packaged("glossary.tsv"), path)

    @classmethod
    def for_translation(cls, path: str | Path | None = None) -> Glossary:
        """The packaged glossary with the further terms that only translation uses, then the user's.

        Raises :class:`ConfigError` as :meth:`load` does.
        """
        packaged = (name for file in _TRANSLATION for name in _packaged(file))
        return cls._with(packaged, path)

    @classmethod
    def _with(cls, packaged: Iterable[Term], path: str | Path | None) -> Glossary:
        if path is None:
            return cls(packaged)
        try:
            text = Path(path).read_text(encoding="utf-8-sig")  # spreadsheets write a mark first
        except OSError as error:  # a relative name in a file of options starts in this folder
            told = f"cannot read the glossary {os.path.abspath(path)}: {error.strerror or error}"
            raise ConfigError(told) from error
        except UnicodeDecodeError as error:
            raise ConfigError(f"cannot read the glossary {path}: {error}") from error
        return cls(packaged, parse(text, str(path)))

    def terms(self, lang: str | None = None) -> list[Term]:
        """All terms, or those of one source language."""
        return [t for t in self if lang is None or t.lang == lang]

    def find(self, source: str, lang: str) -> list[Term]:
        """The terms of ``lang`` that occur in ``source`` as whole words, longest first."""
        folded = source.lower().replace("\u2019", "'")
        found = [t for t in self.terms(lang) if _within(t.term.lower(), folded)]
        return sorted(found, key=lambda t: (-len(t.term), t.term))


def _identity(term: Term) -> tuple[str, str, str]:
    """What only one row may have; an acronym may stand in two cases, "INAMI" and "Inami"."""
    written = term.term if term.kind == "acronym" else term.term.lower()
    return term.lang, written, term.sense


def _numbers(term: Term) -> set[tuple[str, str]]:
    """A term in lower case with its language, and as a singular: "marchés publics", "marché public"."""
    plain = term.term.lower()
    return {
        (term.lang, plain),
        (term.lang, " ".join(_singular(w, term.lang) for w in plain.split())),
    }


def _singular(word: str, lang: str) -> str:
    """A word of four letters or more without the ending of a plural, as far as that shows it."""
    if len(word) < 4:
        return word
    if lang == "fr":
        return re.sub(r"aux$", "al", word) if word.endswith("aux") else re.sub(r"[sx]$", "", word)
    if word.endswith("ones"):
        return word[:-4] + "ón"
    return re.sub(r"(?<=[dlnrz])es$|(?<=[aeo])s$", "", word)


def _within(term: str, text: str) -> bool:
    at = text.find(term)
    while at >= 0:
        end = at + len(term)
        if not (at and text[at - 1].isalnum()) and not (end < len(text) and text[end].isalnum()):
            return True
        at = text.find(term, at + 1)
    return False


@cache
def _packaged(name: str) -> tuple[Term, ...]:
    text = files("nlp").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(parse(text, name))


def parse(text: str, name: str) -> list[Term]:
    """Read a glossary TSV; ``name`` is used in messages."""
    terms: list[Term] = []
    header: list[str] | None = None
    for number, line in enumerate(composed(text).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = _header(cells, name, number)
            continue
        if any(cells[len(header) :]):
            raise ConfigError(
                f"{name}, line {number}: {len(cells)} cells under {len(header)} columns; a cell holds no tab"
            )
        terms.append(_term(dict(zip(header, cells, strict=False)), name, number))
    return terms


def _header(cells: list[str], name: str, number: int) -> list[str]:
    missing = [c for c in COLUMNS[:4] if c not in cells]
    if missing:
        raise ConfigError(
            f"{name}, line {number}: the header lacks {missing[0]!r}; the columns are "
            f"{' '.join(COLUMNS)}, separated by tabs"
        )
    return cells


def _term(row: dict[str, str], name: str, number: int) -> Term:
    for column in ("lang", "term", "english"):
        if not row.get(column):
            raise ConfigError(f"{name}, line {number}: {column} is empty")
    kind = row.get("kind") or "term"
    sense = row.get("sense", "")
    for column, value, known in (
        ("lang", row["lang"], LANGUAGES),
        ("kind", kind, KINDS),
        ("sense", sense, SENSES),
    ):
        if value not in known:
            raise ConfigError(
                f"{name}, line {number}: unknown {column} {value!r}; it is one of "
                f"{', '.join(sorted(known - {''}))}"
            )
    wrong = tuple(w.strip() for w in row.get("wrong_literal", "").split(";") if w.strip())
    term = Term(row["lang"], " ".join(row["term"].split()), kind, row["english"], wrong, sense)
    if not term.renderings:
        raise ConfigError(f"{name}, line {number}: english has nothing outside of brackets")
    return term
