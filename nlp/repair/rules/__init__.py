"""All rules of the repair layer, in the order in which they run.

Form first (encoding, markup, spacing, quotes, figures), then names, then words, then grammar; each
later rule may rely on what the earlier ones left.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nlp.repair.change import Rule
from nlp.repair.options import RepairOptions

if TYPE_CHECKING:
    from nlp.glossary import Glossary
    from nlp.repair.edit.editor import Editor


def build_rules(
    options: RepairOptions, glossary: Glossary, editor: Editor | None = None
) -> list[Rule]:
    """The ordered rules of one :class:`~nlp.repair.repairer.Repairer`.

    The edit model, where there is one, comes last: it reads what the rules have mended.
    """
    from nlp.repair.rules import (
        additions,
        amounts,
        antecedents,
        articles,
        bare_nouns,
        bodies,
        british,
        capitals,
        clauses,
        comparisons,
        date_links,
        dates,
        dropped,
        encoding,
        escapes,
        fines,
        foreign_places,
        headless,
        infinitives,
        link_words,
        literal_names,
        local_gender,
        markup,
        modal_turns,
        names,
        negations,
        number,
        numbers,
        openers,
        order,
        ordinals,
        own,
        particles,
        perfects,
        personal_a,
        persons,
        phrases,
        places,
        plural_adjectives,
        prepositions,
        pronouns,
        questions,
        quotes,
        ranges,
        repeats,
        reporting,
        residue,
        restrictions,
        small_words,
        spacing,
        speech,
        spelled_bodies,
        tellers,
        tense,
        terms,
        times,
        unreal,
        verb_first,
        verb_forms,
        word_gaps,
    )

    heeding = partial(own.under, glossary.own)  # which those of form and of inflection need not be
    return [
        *escapes.RULES,
        *encoding.RULES,
        *residue.RULES,
        *markup.RULES,
        *quotes.RULES,
        *spacing.RULES,
        *speech.RULES,
        *word_gaps.RULES,
        *ranges.RULES,
        *numbers.RULES,
        *amounts.RULES,
        *particles.RULES,
        *date_links.RULES,
        *ordinals.RULES,
        *dates.RULES,
        *times.RULES,
        *(british.RULES if options.style == "uk" else ()),
        *repeats.RULES,
        *additions.RULES,
        *heeding(places.RULES),
        *heeding(foreign_places.RULES),
        *heeding(literal_names.RULES),
        *heeding(bodies.RULES),
        *heeding(names.RULES),
        *heeding(link_words.RULES),
        *heeding(tellers.RULES),
        *heeding(reporting.RULES),
        *modal_turns.RULES,
        *restrictions.RULES,
        *heeding(terms.glossary_rules(glossary)),
        *clauses.RULES,
        *comparisons.RULES,
        *personal_a.RULES,
        *negations.RULES,
        *heeding(phrases.table_rules()),
        *heeding(spelled_bodies.RULES),
        *openers.RULES,
        *tense.RULES,
        *unreal.RULES,
        *perfects.RULES,
        *verb_forms.RULES,
        *number.RULES,
        *plural_adjectives.RULES,
        *order.RULES,
        *verb_first.RULES,
        *questions.RULES,
        *headless.RULES,
        *dropped.RULES,
        *fines.RULES,
        *heeding(infinitives.RULES),
        *heeding(prepositions.RULES),
        *pronouns.RULES,
        *persons.RULES,
        *antecedents.RULES,
        *local_gender.RULES,
        *capitals.RULES,
        *bare_nouns.RULES,
        *articles.RULES,
        *small_words.RULES,
        *heeding([editor.rule(options.allows)] if editor else []),
    ]
