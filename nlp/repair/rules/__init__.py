"""All rules of the repair layer, in the order in which they run.

Form first (encoding, markup, spacing, quotes, figures), then names, then words, then grammar; each
later rule may rely on what the earlier ones left.
"""

from __future__ import annotations

from nlp.repair.change import Rule
from nlp.repair.options import RepairOptions


def build_rules(options: RepairOptions) -> list[Rule]:
    """The ordered rules; tables are read here, once per :class:`~nlp.repair.repairer.Repairer`."""
    from nlp.glossary import Glossary
    from nlp.repair.rules import (
        articles,
        capitals,
        dates,
        encoding,
        markup,
        names,
        numbers,
        phrases,
        places,
        quotes,
        repeats,
        spacing,
        terms,
    )

    return [
        *encoding.RULES,
        *markup.RULES,
        *quotes.RULES,
        *spacing.RULES,
        *numbers.RULES,
        *dates.RULES,
        *repeats.RULES,
        *places.RULES,
        *names.RULES,
        *terms.glossary_rules(Glossary.load(options.glossary)),
        *phrases.table_rules(),
        *capitals.RULES,
        *articles.RULES,
    ]
