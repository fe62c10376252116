"""Faults of articles, prepositions, pronouns and number, as French and Spanish bring them along."""

from __future__ import annotations

import random
from collections.abc import Sequence

from nlp.tables import words as word_set
from training.repair.faults import Damage, at, changed
from training.repair.forms import (
    DETERMINERS,
    FUNCTION,
    form,
    is_adjective,
    is_noun,
    is_plural,
    lemmas,
)

_ARTICLES = ("a", "an", "the")
_PREPOSITIONS = {
    "in": "at to on into of within",
    "on": "in at over of about",
    "at": "in to on of",
    "of": "from by in for to",
    "to": "for at in of",
    "for": "of to during since by",
    "by": "of from for with",
    "with": "of to by from",
    "from": "of since by",
    "about": "on over of",
    "since": "from for",
    "during": "in for",
    "into": "in to",
    "under": "in below",
    "until": "to",
    "between": "among from",
    "among": "between in",
    "within": "inside in",
    "as": "like",
    "over": "on during",
    "towards": "to at",
    "than": "that of",
    "through": "by across",
    "against": "to with",
}
_CHANGED = {
    "which": "who that what",
    "who": "which that",
    "it": "he she",
    "its": "his her their",
    "his": "its their her",
    "her": "his its",
    "their": "its his",
    "they": "it",
    "this": "these",
    "these": "this",
    "those": "that these",
    "what": "that which",
    "many": "much",
    "much": "many",
    "fewer": "less",
    "less": "fewer",
    "other": "another others",
    "another": "other",
    "is": "are",
    "are": "is",
    "was": "were",
    "were": "was",
    "has": "have",
    "have": "has",
    "does": "do",
    "not": "no",
    "no": "not",
    "such": "so",
    "also": "too equally",
    "already": "yet",
    "still": "always yet",
    "said": "told",
    "told": "said",
    "some": "any",
    "any": "some",
    "make": "do",
    "do": "make",
}
_TAKING = word_set(
    "discuss discusses discussed enter enters entered attend attends attended join joins joined address "
    "addresses addressed affect affects affected influence influences influenced tell tells told ask asks "
    "asked request requests requested answer answers answered reach reaches reached contact contacts "
    "contacted help helps helped face faces faced approach approaches approached leave left seek seeks "
    "sought await awaits awaited exceed exceeds exceeded lack lacks lacked resist resisted obey access "
    "accesses accessed consult consults consulted meet meets met replace replaces replaced use uses used "
    "visit visits visited inform informs informed thank thanks thanked benefit benefits benefited"
)
_MASS = word_set(
    "information software equipment research advice training feedback knowledge progress evidence "
    "hardware malware ransomware staff personnel data care machinery furniture news infrastructure "
    "legislation support work"
)
_COUNTED = word_set("two three four five six ten several many few these those most all")


def article_lost(words: Sequence[str], rng: random.Random) -> Damage | None:
    """`the` or `a` is missing (not before plurals, which may stand without)."""

    def fits(i: int) -> bool:
        after = words[i + 1] if i + 1 < len(words) else "."
        return words[i] in _ARTICLES and not is_plural(after) and after not in _MASS

    return at(words, rng, fits, lambda i: ())


def article_added(words: Sequence[str], rng: random.Random) -> Damage | None:
    """`the` before what takes none: plurals, mass nouns, languages, countries."""

    def fits(i: int) -> bool:
        before = words[i - 1] if i else "."
        if before in DETERMINERS or before not in FUNCTION and before.isalnum():
            return False
        after = words[i + 1] if i + 1 < len(words) else "."
        noun = is_noun(words[i]) or (is_adjective(words[i]) and is_plural(after))
        return noun and len(words[i]) > 3

    return at(words, rng, fits, lambda i: ("the", words[i]))


def article_changed(words: Sequence[str], rng: random.Random) -> Damage | None:
    """`a` for `the`, `an` for `a`, `one` for `a`."""
    choices = {"a": "an one", "an": "a one"}
    return changed(words, rng, choices)


def preposition_changed(words: Sequence[str], rng: random.Random) -> Damage | None:
    """Another preposition."""
    return changed(words, rng, _PREPOSITIONS)


def preposition_lost(words: Sequence[str], rng: random.Random) -> Damage | None:
    """The preposition behind a verb or noun is missing."""

    def fits(i: int) -> bool:
        return (
            i > 0 and words[i] in ("for", "to", "of", "on", "with") and bool(lemmas(words[i - 1]))
        )

    return at(words, rng, fits, lambda i: ())


def preposition_added(words: Sequence[str], rng: random.Random) -> Damage | None:
    """A preposition behind a verb that takes none."""

    def fits(i: int) -> bool:
        after = words[i + 1] if i + 1 < len(words) else "."
        return words[i] in _TAKING and (after in DETERMINERS or is_noun(after))

    return at(words, rng, fits, lambda i: (words[i], rng.choice(("to", "about", "in", "of", "at"))))


def word_changed(words: Sequence[str], rng: random.Random) -> Damage | None:
    """A pronoun, an auxiliary or a quantifier for another."""
    return changed(words, rng, _CHANGED)


def number(words: Sequence[str], rng: random.Random) -> Damage | None:
    """Plural for singular or the other way where the sentence shows it; mass nouns get a plural."""

    def fits(i: int) -> bool:
        if words[i] in _MASS:
            return True
        before = words[i - 1] if i else "."
        after = words[i + 1] if i + 1 < len(words) else "."
        one = before in ("a", "an", "this", "each", "every", "another", "one")
        more = before in _COUNTED or before.isdigit() or after in ("are", "were", "have")
        return is_noun(words[i]) and (more if is_plural(words[i]) else one)

    def bad(i: int) -> tuple[str, ...]:
        if words[i] in _MASS:
            return (words[i].removesuffix("s") + "s",)
        lemma = lemmas(words[i])["NOUN"]
        return (lemma,) if lemma != words[i] else (form(lemma, "NNS") or lemma + "s",)

    return at(words, rng, fits, bad)
