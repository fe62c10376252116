"""Tables of phrases, compiled once and looked up by trigger word.

A table row is ``kind, when, pattern, fixed, source, near``; :mod:`nlp.repair.phrase_patterns` says how
a ``pattern`` is written. In ``fixed``, ``\\1`` is a captured piece, a ``+`` a blank inside an
alternative, and a token with as many alternatives as the first captured ones takes the one at the
same place.

``when`` is ``always``; ``likely`` (only where the article is known to be a translation or shows
other damage); or ``source`` (only where ``source``, a regular expression over the lower-case
source, is found). ``near`` is a regular expression that the segment must contain; with ``!`` in
front, must not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from nlp.repair.change import Change, Rule, View, same_case
from nlp.repair.phrase_patterns import (
    WORDS,
    choices_of,
    needs_of,
    neighbours_of,
    regex_of,
    triggers_of,
)
from nlp.tables import words

FOREIGN = ("untranslated", "acronym")
"""Classes whose phrases are words of the source language."""

_CAPS = re.compile(r"\b[A-Z][A-Z.]+\b")
_STARTS = re.compile(r"(?:^|[.!?:\"\u201c\u00ab(\n] ?)$")
_REASONS = {
    "false_friend": "false friend",
    "idiom": "translated word for word",
    "preposition": "not the English preposition",
    "untranslated": "left untranslated",
    "acronym": "acronym of the source language",
    "reporting_calque": "reporting formula translated word for word",
    "word_order": "word order of the source language",
    "tense": "tense of the source language",
    "agreement": "number or agreement",
    "article": "article of the source language",
    "entity_name": "name of a body translated word for word",
    "place_name": "place name translated word for word",
    "date_format": "dates as in English",
    "subject_drop": "the subject was left out",
}
_FOREIGN_BEFORE = re.compile(
    r"(?:\b(?:de|des|du|la|le|les|en|del|los|las|et|y|el|une?|aux?)\s|[dl]['\u2019]|(?!(?:The|An?|In|Its|This|These|Our|Their|Of|On|For|With|By|From|His|Her|Some|All|Two|Three|No|Each|Every|Both|Many|Most|Several|"
    r"Such|That|Those|Any|Another|Four|Five|Six|Seven|Eight|Nine|Ten|Few|More|If|When|While|As|But|And|At|To|Half) )\b[A-Z\u00c0-\u00de][\w-]*\s)$"
)
_NAME_BEFORE = re.compile(r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f-]+ $")
_DETERMINED = re.compile(
    r"(?:^|\b(?:[Tt]he|an?|its|this|their|our|his|new|single|[Oo]f|[Ff]or|[Ww]ith|[Bb]y) )"
    r"(?:[A-Z\u00c0-\u00de][\w\u00c0-\u024f-]+ )?$"
)
_FOREIGN_AFTER = re.compile(
    r"\s(?:de|des|du|la|en|del|et|y|et|aux?|hospitali\w+|publi\w+que)\b|\s[A-Z\u00c0-\u00de]|\s?d['\u2019]"
)
_APPOSITION = re.compile(r",? \(?(?:the |an? )?[\"\u201c]?([A-Za-z][A-Za-z, ]{5,80})")
_SMALL = words("the of and for in a an to")
_ARTICLE = re.compile(r"(?<!\w)([Aa])n? $")
_ACRONYM = re.compile(r"[A-Z]{2,6}(?![\w-])")
_SPELLED = words("MRI NHS HIV HR NGO HPV SME SMEs STI RFP HTML FAQ MRSA NMR")
"""Acronyms that begin with the sound of a vowel though not with the letter of one."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled row."""

    regex: str
    fixed: str
    triggers: tuple[str, ...]
    needs: frozenset[str] = frozenset()
    choices: tuple[frozenset[str], ...] = ()
    when: str = "always"
    source: str | None = None
    near: str | None = None
    unless: str | None = None
    reason: str = ""
    options: tuple[tuple[int, tuple[str, ...]], ...] = ()
    raw: str = ""
    ignore_case: bool = True

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression; most rows of a table never meet a text that needs it."""
        return _compiled(self.regex, self.ignore_case)

    def possible(self, there: frozenset[str]) -> bool:
        """False where a word is lacking among ``there`` that the pattern cannot do without."""
        return self.needs <= there and not any(there.isdisjoint(own) for own in self.choices)

    def in_order(self, pairs: frozenset[tuple[str, str]]) -> bool:
        """False where two words lack among the ``pairs`` of a text that the pattern has side by side."""
        return not any(pairs.isdisjoint(own) for own in _neighbours(self.raw))

    def applies(self, text: str, view: View) -> bool:
        """True when the conditions of the row hold for this segment."""
        if not self._told(view):
            return False
        if self.near is not None and not _compiled(self.near).search(text):
            return False
        return self.unless is None or not _compiled(self.unless).search(text)

    def _told(self, view: View) -> bool:
        """What ``when`` asks for."""
        if self.when == "always":
            return True
        cued = self.source is not None and view.source_has(_compiled(self.source, False))
        if self.when == "source":
            return cued
        return cued if view.source and self.source is not None else view.damaged

    def changes(self, text: str) -> Iterator[Change]:
        """Every place where the pattern matches, names and acronyms left out."""
        for m in self.pattern.finditer(text):
            if not self._is_name(m, text):
                yield Change(*m.span(), self._cased(m, text), self.reason, True)

    def _cased(self, m: re.Match[str], text: str) -> str:
        """The filled row; an acronym or a name asks for a capital where a sentence starts alone."""
        inside = not _STARTS.search(text[max(0, m.start() - 3) : m.start()])
        first = m[0].split()[0]
        if inside and (self.raw[:1].isupper() or (len(first) > 1 and first.isupper())):
            return self._filled(m)
        return same_case(m[0], self._filled(m))

    def _is_name(self, m: re.Match[str], text: str) -> bool:
        """True for capitals that the row does not ask for: a name, or an acronym spelled alike."""
        if any(word not in self.raw for word in _CAPS.findall(m[0])):
            return True
        if not m[0][0].isupper() or self.raw[:1].isupper():
            return False
        return not _STARTS.search(text[max(0, m.start() - 3) : m.start()])

    def _filled(self, m: re.Match[str]) -> str:
        return " ".join(self._token(t, m) for t in self.fixed.split(" ")).strip()

    def _token(self, token: str, m: re.Match[str]) -> str:
        if "/" in token:
            token = self._chosen(token.split("/"), m)
        return re.sub(r"\\(\d)", lambda g: m[int(g[1])] or "", token).replace("+", " ")

    def _chosen(self, choices: list[str], m: re.Match[str]) -> str:
        for group, options in self.options:
            if len(options) == len(choices):
                found = re.sub(r"\s+", " ", m[group].lower()).replace("\u2019", "'")
                return choices[options.index(found)]
        return "/".join(choices)


@cache
def _compiled(pattern: str, ignore_case: bool = True) -> re.Pattern[str]:
    return re.compile(pattern, re.I if ignore_case else 0)


@cache
def _neighbours(pattern: str) -> tuple[frozenset[tuple[str, str]], ...]:
    """Asked for when a text has all words of a row: that of most rows has none ever."""
    return neighbours_of(pattern)


def compile_phrase(row: dict[str, str]) -> Phrase:
    """Compile one row of a table; raises ValueError where the pattern is not understood."""
    pattern, options = regex_of(row["pattern"])
    near = row.get("near", "")
    sizes = {len(choices) for _, choices in options}
    if any("/" in t and t.count("/") + 1 not in sizes for t in row["fixed"].split(" ")):
        raise ValueError(f"{row['fixed']!r} has alternatives that {row['pattern']!r} has not")
    return Phrase(
        regex=pattern,
        fixed=row["fixed"],
        triggers=triggers_of(row["pattern"]),
        needs=needs_of(row["pattern"]),
        choices=choices_of(row["pattern"]),
        when=row.get("when") or "always",
        source=row.get("source") or None,
        near=near if near and not near.startswith("!") else None,
        unless=near[1:] if near.startswith("!") else None,
        reason=_REASONS.get(row["kind"], row["kind"]),
        options=options,
        raw=row["pattern"].removeprefix("^ "),
    )


@lru_cache(maxsize=4)
def words_of(text: str) -> frozenset[str]:
    """The lower-case words of a text."""
    return frozenset(WORDS.findall(text.lower()))


@lru_cache(maxsize=4)
def pairs_of(text: str) -> frozenset[tuple[str, str]]:
    """The lower-case words of a text that stand side by side."""
    return frozenset(pairwise(WORDS.findall(text.lower())))


class PhraseTable:
    """Phrases of one class, found by their trigger words.

    ``foreign`` says that the phrases are French or Spanish words: those inside a foreign name
    ("Agence du num\u00e9rique en sant\u00e9") are left alone.
    """

    def __init__(self, phrases: Iterable[Phrase | dict[str, str]], foreign: bool = False) -> None:
        """``phrases`` may be rows of a table, each compiled when a text first has its trigger: most never."""
        self.foreign = foreign
        self._phrases = list(phrases)
        self.by_word: dict[str, list[int]] = defaultdict(list)
        for order, phrase in enumerate(self._phrases):
            for word in _triggers(phrase):
                self.by_word[word].append(order)
        self._keys = frozenset(self.by_word)

    def _phrase(self, order: int) -> Phrase:
        found = self._phrases[order]
        if isinstance(found, dict):
            found = self._phrases[order] = compile_phrase(found)
        return found

    def propose(self, text: str, view: View) -> list[Change]:
        """Changes of all phrases that apply; where two overlap the longer one is kept."""
        there = words_of(text)
        hits = self._keys & there
        if not hits:
            return []
        todo = {
            order: phrase
            for word in hits
            for order in self.by_word[word]
            if (phrase := self._phrase(order)).needs <= there
            and phrase.possible(there)  # most stop at the first
        }
        found: list[Change] = []
        for _, phrase in sorted(todo.items()) if todo else ():
            if not phrase.in_order(pairs_of(text)):
                continue
            if own := list(phrase.changes(text)):
                found += own if phrase.applies(text, view) else []
        if self.foreign:
            found = [c for c in found if not (_in_foreign_name(text, c) or _doubles(text, c))]
            found = [_spoken(text, c) for c in found]
        return _longest(found)


def _triggers(phrase: Phrase | dict[str, str]) -> tuple[str, ...]:
    return triggers_of(phrase["pattern"]) if isinstance(phrase, dict) else phrase.triggers


def _in_foreign_name(text: str, change: Change) -> bool:
    before, after = (
        text[max(0, change.start - 25) : change.start],
        text[change.end : change.end + 25],
    )
    short = text[change.start : change.end]
    if short.removesuffix(
        "s"
    ).isupper():  # an acronym: "Ayni HCE" is a product, "UCI, the University of ..." no ICU
        named = _NAME_BEFORE.search(before) is not None and not _DETERMINED.search(before)
        return named or _spelled_out(short, text[change.end :])
    if _FOREIGN_BEFORE.search(before) or _FOREIGN_AFTER.match(after):
        return True
    return text[change.start].isupper() and (after[1:2].isupper() or before[-2:-1].isalpha())


def _doubles(text: str, change: Change) -> bool:
    """Whether words would stand in brackets behind those that they say again: "stroke (AVC)" -> "stroke (Stroke)".

    There an acronym becomes another, or stays.
    """
    alone = (
        text[change.start - 1 : change.start] == "(" and text[change.end : change.end + 1] == ")"
    )
    return alone and text[change.start : change.end].isupper() and not change.fixed[:2].isupper()


def _spoken(text: str, change: Change) -> Change:
    """The change with the article that the new acronym wants: "an RSSI" -> "a CISO"."""
    article = _ARTICLE.search(text, max(0, change.start - 4), change.start)
    acronym = _ACRONYM.match(change.fixed)
    if not article or not acronym:
        return change
    vowel = acronym[0] in _SPELLED or acronym[0][0] in "AEIO"
    if not vowel and acronym[0][0] not in "BCDGJKPQTUVWYZ":
        return change  # read as a word or letter by letter, who knows
    fixed = f"{article[1]}{'n' * vowel} {change.fixed}"
    same = article[0] == fixed[: len(article[0])]
    return change if same else replace(change, start=article.start(), fixed=fixed)


def _spelled_out(acronym: str, after: str) -> bool:
    """True where the words after an acronym have its initials."""
    told = _APPOSITION.match(after)
    if not told:
        return False
    found = "".join(w[0] for w in told[1].split() if w.lower() not in _SMALL).upper()
    return found.startswith(acronym)


def _longest(changes: list[Change]) -> list[Change]:
    kept: list[Change] = []
    for change in sorted(changes, key=lambda c: (c.start, -(c.end - c.start))):
        if not kept or change.start >= kept[-1].end:
            kept.append(change)
    return kept


def phrase_rules(rows: Iterable[dict[str, str]]) -> list[Rule]:
    """One rule per class from the rows of tables."""
    by_kind: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        by_kind[row["kind"]].append(row)
    return [
        Rule(f"phrases_{kind}", kind, PhraseTable(own, kind in FOREIGN).propose)
        for kind, own in by_kind.items()
    ]
