"""Faults of verbs: tense, mood, infinitive and gerund, negation, as French and Spanish bring them along."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from nlp.tables import words as word_set
from training.repair.faults import Damage, at
from training.repair.forms import FUNCTION, form, is_verb, lemmas

_PAST = word_set("yesterday ago last earlier")


def past_told_otherwise(words: Sequence[str], rng: random.Random) -> Damage | None:
    """A dated past becomes a historic future, a hearsay conditional, a perfect or a present."""
    dated = bool(_PAST & set(words)) or any(re.fullmatch(r"(?:19\d|20[012])\d", w) for w in words)
    if not dated:
        return None

    def fits(i: int) -> bool:
        if i == 0 or words[i - 1] in FUNCTION - {"it", "he", "she", "they", "which", "who", "also"}:
            return False
        return is_verb(words[i], "VBD") is not None

    def bad(i: int) -> tuple[str, ...]:
        lemma = is_verb(words[i], "VBD") or ""
        kind = rng.choice(["will", "will", "present", "has", "would"])
        if kind == "present":
            return (form(lemma, "VBZ") or lemma,)
        if kind == "will":
            return ("will", lemma)
        participle = form(lemma, "VBN") or words[i]
        return ("would", "have", participle) if kind == "would" else (kind, participle)

    return at(words, rng, fits, bad)


def perfect_lost(words: Sequence[str], rng: random.Random) -> Damage | None:
    """`has been used since` becomes `is used since`; `has worked for` becomes `works for`."""
    told = {"since", "for"} & set(words)

    def fits(i: int) -> bool:
        return bool(told) and words[i] in ("has", "have") and i + 1 < len(words)

    def bad(i: int) -> tuple[str, ...]:
        after = words[i + 1]
        if after == "been":
            return ("is" if words[i] == "has" else "are",)
        lemma = is_verb(after, "VBN")
        if lemma is None:
            return (words[i], after)
        return (form(lemma, "VBZ") or lemma,) if words[i] == "has" else (lemma,)

    found = at(words, rng, fits, bad)
    return found and found._replace(end=found.start + 2)


def verb_form(words: Sequence[str], rng: random.Random) -> Damage | None:
    """Infinitive, gerund, participle or third person for one another."""

    def fits(i: int) -> bool:
        return i > 0 and "VERB" in lemmas(words[i]) and len(words[i]) > 2

    def bad(i: int) -> tuple[str, ...]:
        lemma, before = lemmas(words[i])["VERB"], words[i - 1]
        if before == "to" and words[i] == lemma:
            return (form(lemma, "VBG") or lemma,)
        if words[i].endswith("ing"):
            return rng.choice([("to", lemma), (lemma,)])
        if words[i] != lemma:
            return (rng.choice([lemma, form(lemma, "VBG") or lemma]),)
        return (form(lemma, rng.choice(["VBZ", "VBG"])) or lemma,)

    return at(words, rng, fits, bad)


def infinitive_marked(words: Sequence[str], rng: random.Random) -> Damage | None:
    """`must to sign`; `for to sign`; `to` lost behind a verb."""
    modals = ("must", "can", "could", "may", "should", "might", "let", "make", "makes")

    def fits(i: int) -> bool:
        if words[i] == "to":
            return i + 1 < len(words) and is_verb(words[i + 1], "VB") is not None
        return words[i] in modals and i + 1 < len(words) and is_verb(words[i + 1], "VB") is not None

    def bad(i: int) -> tuple[str, ...]:
        if words[i] != "to":
            return (words[i], "to")
        return rng.choice([("for", "to"), ("of",), ("for",), (), ("to", "can")])

    return at(words, rng, fits, bad)


def negation(words: Sequence[str], rng: random.Random) -> Damage | None:
    """`did not sign` as `not signed`; `no longer` as `not more`."""

    def fits(i: int) -> bool:
        return words[i] in ("did", "does", "do") and i + 2 < len(words) and words[i + 1] == "not"

    def bad(i: int) -> tuple[str, ...]:
        tag = {"did": "VBD", "does": "VBZ", "do": "VB"}[words[i]]
        return ("not", form(words[i + 2], tag) or words[i + 2])

    found = at(words, rng, fits, bad)
    return found and found._replace(end=found.start + 3)
