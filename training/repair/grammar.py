"""The faults of grammar that are put into clean sentences, and how often.

Each takes the words of a sentence (lower case) and a random source, and proposes damage: the words from `start`
to `end` become `bad`; None where the sentence gives no occasion.
"""

from __future__ import annotations

from training.repair import order, small, verbs
from training.repair.faults import Fault

FAULTS: dict[Fault, float] = {
    small.article_lost: 10,
    small.article_added: 12,
    small.article_changed: 3,
    small.preposition_changed: 14,
    small.preposition_lost: 3,
    small.preposition_added: 4,
    small.word_changed: 8,
    verbs.past_told_otherwise: 10,
    verbs.perfect_lost: 6,
    verbs.verb_form: 7,
    verbs.infinitive_marked: 3,
    small.number: 5,
    order.adjective_after: 6,
    order.noun_of_noun: 2,
    order.adverb_moved: 4,
    order.adverb_early: 2,
    order.subject_lost: 5,
    order.subject_doubled: 2,
    order.comparison: 3,
    verbs.negation: 3,
    order.doubled: 1,
    order.lost: 3,
}
"""The faults and how often each is tried, relative to the others."""
