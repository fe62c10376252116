"""Faults of word order, of subjects and of comparison, as French and Spanish bring them along."""

from __future__ import annotations

import random
from collections.abc import Sequence

from nlp.tables import words as word_set
from training.repair.faults import Damage, at
from training.repair.forms import (
    DETERMINERS,
    FUNCTION,
    is_adjective,
    is_noun,
    is_plural,
    is_verb,
    lemmas,
)

_WHEN = word_set(
    "yesterday today tomorrow recently currently now also already often quickly easily immediately "
    "directly finally regularly automatically gradually always never still soon"
)


def adjective_after(words: Sequence[str], rng: random.Random) -> Damage | None:
    """The adjective, or the first of two nouns, behind its noun."""

    def fits(i: int) -> bool:
        if i + 1 >= len(words) or not is_noun(words[i + 1]):
            return False
        return is_adjective(words[i]) or (is_noun(words[i]) and not is_plural(words[i]))

    found = at(words, rng, fits, lambda i: (words[i + 1], words[i]))
    return found and found._replace(end=found.start + 2)


def noun_of_noun(words: Sequence[str], rng: random.Random) -> Damage | None:
    """`patient record` as `record of patient`."""

    def fits(i: int) -> bool:
        if i + 1 >= len(words) or not (is_noun(words[i]) and is_noun(words[i + 1])):
            return False
        return len(words[i]) > 3 and not is_plural(words[i])

    found = at(words, rng, fits, lambda i: (words[i + 1], "of", words[i]))
    return found and found._replace(end=found.start + 2)


def adverb_moved(words: Sequence[str], rng: random.Random) -> Damage | None:
    """An adverb from elsewhere between verb and object: `signed yesterday the contract`."""
    verbs = [
        i for i, w in enumerate(words[:-2]) if "VERB" in lemmas(w) and words[i + 1] in DETERMINERS
    ]
    later = [i for i, w in enumerate(words) if w in _WHEN]
    pairs = [(v, a) for v in verbs for a in later if 2 < a - v < 12]
    if not pairs:
        return None
    verb, adverb = rng.choice(pairs)
    return Damage(verb + 1, adverb + 1, (words[adverb], *words[verb + 1 : adverb]))


def adverb_early(words: Sequence[str], rng: random.Random) -> Damage | None:
    """`also has signed`, `has signed already`."""
    auxiliaries = (
        "has",
        "have",
        "had",
        "will",
        "is",
        "are",
        "was",
        "were",
        "can",
        "could",
        "would",
    )

    def fits(i: int) -> bool:
        return words[i] in auxiliaries and i + 1 < len(words) and words[i + 1] in _WHEN

    found = at(words, rng, fits, lambda i: (words[i + 1], words[i]))
    return found and found._replace(end=found.start + 2)


def subject_lost(words: Sequence[str], rng: random.Random) -> Damage | None:
    """`Is expected that`, `there` and `it` left out."""
    verbs = ("is", "was", "will", "has", "are", "were", "would", "can", "had", "seems")

    def fits(i: int) -> bool:
        before = words[i - 1] if i else "."
        opens = not before.isalnum() or before in ("that", "and", "but", "because", "if", "when")
        pronoun = words[i] in ("it", "there", "he", "she", "they")
        return pronoun and opens and i + 1 < len(words) and words[i + 1] in verbs

    return at(words, rng, fits, lambda i: ())


def subject_doubled(words: Sequence[str], rng: random.Random) -> Damage | None:
    """`the ministry it announced`."""

    def fits(i: int) -> bool:
        before = words[i - 1] if i else "."
        return is_noun(before) and (
            words[i] in ("has", "is", "will", "was") or bool(is_verb(words[i], "VBD"))
        )

    return at(words, rng, fits, lambda i: (rng.choice(("it", "he", "that", "he")), words[i]))


def comparison(words: Sequence[str], rng: random.Random) -> Damage | None:
    """`more big`, `more bigger`, `most easy`."""

    def fits(i: int) -> bool:
        lemma = lemmas(words[i]).get("ADJ")
        return lemma is not None and words[i].endswith(("er", "est")) and lemma != words[i]

    def bad(i: int) -> tuple[str, ...]:
        degree = "most" if words[i].endswith("est") else "more"
        return (degree, rng.choice([lemmas(words[i])["ADJ"], words[i]]))

    return at(words, rng, fits, bad)


def doubled(words: Sequence[str], rng: random.Random) -> Damage | None:
    """A word twice."""
    return at(words, rng, lambda i: words[i].isalpha(), lambda i: (words[i], words[i]))


def lost(words: Sequence[str], rng: random.Random) -> Damage | None:
    """A small word is missing."""
    return at(words, rng, lambda i: words[i] in FUNCTION and i > 0, lambda i: ())
