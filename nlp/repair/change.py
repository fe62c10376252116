"""What a rule proposes, what it may know, and what comes out of a repair.

A rule is a function from a text and a :class:`View` to :class:`Change` records. It never touches
the text itself: :mod:`nlp.repair.apply` drops changes in protected spans, asks the gate, and
writes the rest down as edits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from nlp.article import Check, Edit

if TYPE_CHECKING:
    from nlp.repair.facts import Facts


@dataclass(frozen=True, slots=True)
class Change:
    """Replace ``text[start:end]`` by ``fixed``.

    ``evidence`` is True when the rule has its own proof for a changed name or figure (the source,
    the gazetteer, the ledger, an exact conversion); the gate then lets names pass. ``kind`` is
    only set by a rule that serves several classes; ``score`` is the probability that a model gives
    the change.
    """

    start: int
    end: int
    fixed: str
    reason: str
    evidence: bool = False
    kind: str | None = None
    score: float | None = None


@dataclass
class View:
    """What a rule may know beside the segment's text: the article's facts and the source.

    ``damaged`` is True once a sure artifact was mended anywhere in the article, or where a source
    shows that the text is a translation: rules that are only likely then count. ``model`` says
    whether the edit model is asked.
    """

    facts: Facts
    index: int = 0
    source: str | None = None
    lang: str | None = None
    title: bool = False
    damaged: bool = False
    model: bool = True

    @cached_property
    def source_folded(self) -> str:
        """The source in lower case with straight apostrophes; empty when there is none."""
        return (self.source or "").lower().replace("\u2019", "'").replace("\u00a0", " ")

    def source_has(self, pattern: str | re.Pattern[str]) -> bool:
        """True when the source contains the pattern (lower case)."""
        if not self.source:
            return False
        looked = re.compile(pattern) if isinstance(pattern, str) else pattern
        return looked.search(self.source_folded) is not None

    @property
    def style(self) -> str:
        """``us``, ``uk`` or ``found``: how dates and times are written in this article."""
        return self.facts.style


Propose = Callable[[str, View], Iterable[Change]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule of one class. ``hint`` must match the text before the rule is asked.

    ``shielded`` says whether protected spans are out of its reach (see :mod:`nlp.repair.shield`);
    ``likely``, that it is asked only where the text is damaged otherwise (:attr:`View.damaged`).
    """

    name: str
    kind: str
    propose: Propose
    hint: re.Pattern[str] | None = None
    shielded: bool = True
    likely: bool = False


@dataclass(frozen=True, slots=True)
class Repaired:
    """The text after repair, the edits that led to it, and what is broken and stays so.

    Applied in order, each at its ``start``, the edits turn the input into ``text``. ``settled`` is
    False where the rules did not come to rest, and the input was left alone for that reason.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    settled: bool = True
    left: tuple[Check, ...] = ()


def same_case(found: str, fixed: str) -> str:
    """``fixed`` with a capital first letter if ``found`` has one."""
    if found[:1].isupper() and fixed[:1].islower():
        return fixed[0].upper() + fixed[1:]
    return fixed
