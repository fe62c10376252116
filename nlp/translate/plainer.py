"""What a model of this size takes apart wrongly, clause by clause, said plainly before it reads it."""

from __future__ import annotations

from nlp.translate.clauses import with_its_subject
from nlp.translate.light_verbs import with_one_verb
from nlp.translate.participles import with_clauses
from nlp.translate.polarity import plainly
from nlp.translate.reporting import by_whom
from nlp.translate.subject_last import subject_first


def said_plainly(text: str, lang: str) -> str:
    """A sentence with one verb for several words, its subject first, its participles as clauses, and no turn that
    a small model makes the contrary of.

    Args:
        text: one sentence.
        lang: "fr" or "es".
    """
    text = with_clauses(with_its_subject(with_one_verb(by_whom(text, lang), lang), lang), lang)
    return plainly(subject_first(text) if lang == "es" else text, lang)
