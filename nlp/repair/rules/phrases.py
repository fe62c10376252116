"""The tables of phrases in ``nlp/data/repair`` (one file per class) as rules."""

from __future__ import annotations

from functools import cache

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


@cache
def table_rules() -> tuple[Rule, ...]:
    """One rule per table, read once in a process: the tables are the package's own."""
    found: list[Rule] = []
    for name in TABLES:
        found += phrase_rules({**row, "kind": name} for row in rows(f"repair/{name}.tsv"))
    return tuple(found)
