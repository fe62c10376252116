"""The tables of phrases in ``nlp/data/repair`` (one file per class) as rules."""

from __future__ import annotations

from nlp.repair.change import Rule
from nlp.repair.phrases import phrase_rules
from nlp.tables import rows

TABLES = (
    "reporting_calque",
    "entity_name",
    "acronym",
    "untranslated",
    "false_friend",
    "idiom",
    "preposition",
    "word_order",
    "agreement",
    "tense",
    "article",
    "subject_drop",
)
"""Names of the tables, which are the classes of their edits, in the order in which they run."""


def table_rules() -> list[Rule]:
    """One rule per table."""
    found = []
    for name in TABLES:
        found += phrase_rules({**row, "kind": name} for row in rows(f"repair/{name}.tsv"))
    return found
