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
        bodies,
        capitals,
        dates,
        encoding,
        markup,
        names,
        numbers,
        order,
        phrases,
        places,
        pronouns,
        quotes,
        repeats,
        reporting,
        spacing,
        tense,
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
        *bodies.RULES,
        *names.RULES,
        *reporting.RULES,
        *terms.glossary_rules(Glossary.load(options.glossary)),
        *phrases.table_rules(),
        *tense.RULES,
        *order.RULES,
        *pronouns.RULES,
        *capitals.RULES,
        *articles.RULES,
    ]
