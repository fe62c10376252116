"""The user's glossary is stronger than the packaged tables: what it says is not taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from nlp.glossary import Term
from nlp.repair.change import Change, Rule, View
from nlp.translate.terms import rendered


def under(own: Sequence[Term], rules: Iterable[Rule]) -> list[Rule]:
    """The rules, less their changes of a user's term, or of its English, into anything else.

    Args:
        own: the rows of the user's glossary; without any the rules come back as they are.
        rules: those of the packaged tables and glossary, with the user's among them.
    """
    if not own:
        return list(rules)
    return [replace(rule, propose=_heeding(own, rule.propose)) for rule in rules]


def _heeding(
    own: Sequence[Term], propose: Callable[[str, View], Iterable[Change]]
) -> Callable[[str, View], list[Change]]:
    def proposed(text: str, view: View) -> list[Change]:
        return [c for c in propose(text, view) if not _against(own, text[c.start : c.end], c.fixed)]

    return proposed


def _against(own: Sequence[Term], found: str, fixed: str) -> bool:
    """Whether a change takes back what a row says, and no row asks for it."""
    if any(_asks(term, found, fixed) for term in own):
        return False
    return any(
        _spelled_out(term, found, fixed)
        or any(rendered(form, found) for form in (term.term, *term.renderings))
        and not any(rendered(form, fixed) for form in term.renderings)
        for term in own
    )


def _spelled_out(term: Term, found: str, fixed: str) -> bool:
    """Whether what a row keeps as it is ("GHT") is put behind other words: "regional hospital group (GHT)"."""
    kept = rf"(?<!\w){re.escape(term.term)}s?(?!\w)"
    if term.term not in term.renderings or not re.search(kept, found):
        return False
    bracketed = rf"\({kept}\)"
    return not re.search(bracketed, found) and re.search(bracketed, fixed) is not None


def _asks(term: Term, found: str, fixed: str) -> bool:
    """Whether it is the row's own change: its term, or a rendering that it calls wrong, into its English."""
    wrong = {form.rstrip("*").lower() for form in (term.term, *term.wrong)}
    return re.sub(r"\s+", " ", found.lower()) in wrong and fixed.lower() == term.running.lower()
