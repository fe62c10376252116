"""Names: one spelling over the article, by the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View


def ledger(text: str, view: View) -> Iterator[Change]:
    """Every wrong form of the ledger that stands in this segment."""
    for wrong, right, reason in view.facts.ledger.forms:
        if wrong in text:
            for m in re.finditer(rf"(?<![\w'-]){re.escape(wrong)}(?![\w-])", text):
                yield Change(*m.span(), right, reason, True)


RULES = (Rule("ledger", "entity_inconsistent", ledger),)
