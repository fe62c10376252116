"""Clean sentences damaged on purpose, as marked sentences (see `training.repair.marked`)."""

from __future__ import annotations

import random
from collections.abc import Sequence

from nlp.repair.edit.tags import Word, joined, split
from training.repair.bank import Bank
from training.repair.faults import Damage
from training.repair.grammar import FAULTS

COUNTS = (30, 30, 22, 11, 7)
"""Weights of no, one, two, three and four faults in a sentence."""
BANK = 0.35
"""Share of the faults that come from the bank."""


class Damager:
    """Puts faults into sentences; the same seed and sentence give the same result."""

    def __init__(self, bank: Bank, seed: int = 0) -> None:
        self._bank, self._seed = bank, seed
        self._faults, self._weights = list(FAULTS), list(FAULTS.values())

    def damaged(self, text: str) -> str:
        """The marked sentence; without marks where chance or the sentence wants it so."""
        rng = random.Random(f"{self._seed} {text}")
        words = split(text)
        if any(c in text for c in "{}|") or len(words) < 4:
            return _clean(text)
        wanted = rng.choices(range(len(COUNTS)), COUNTS)[0]
        return mark(text, words, self._chosen([w.text.lower() for w in words], wanted, rng))

    def _chosen(self, words: Sequence[str], wanted: int, rng: random.Random) -> list[Damage]:
        """Faults that do not touch one another, in order."""
        found: list[Damage] = []
        for _ in range(6 * wanted):
            if len(found) == wanted:
                break
            one = self._one(words, rng)
            if one and all(one.end < d.start or d.end < one.start for d in found):
                found.append(one)
        return sorted(found)

    def _one(self, words: Sequence[str], rng: random.Random) -> Damage | None:
        if rng.random() < BANK:
            return self._bank.damage(words, rng)
        return rng.choices(self._faults, self._weights)[0](words, rng)


def _clean(text: str) -> str:
    return text.translate(str.maketrans("{}|", "()/"))


def mark(text: str, words: Sequence[Word], damages: Sequence[Damage]) -> str:
    """The text with each damage written as `{bad|good}`."""
    out, at = "", 0
    for damage in damages:
        start, end, bad = _span(text, words, damage)
        out += f"{text[at:start]}{{{bad}|{text[start:end]}}}"
        at = end
    return out + text[at:]


def _span(text: str, words: Sequence[Word], damage: Damage) -> tuple[int, int, str]:
    """The characters that a damage takes the place of, and what stands there instead."""
    first, last, new = damage
    if first == 0 and (first == last or not new):  # what follows gets or loses the capital
        new, last = (*new, *(w.text for w in words[last : last + 1])), last + 1
    bad = _cased(text, words[first:last], new, opens=first == 0)
    if first == last:
        at = words[first].start if first < len(words) else len(text)
        return at, at, f"{bad} " if text[at - 1 : at] == " " else f" {bad}"
    start, end = words[first].start, words[last - 1].end
    if not bad and text[start - 1 : start] == " ":
        return start - 1, end, ""
    return start, end, bad


def _cased(text: str, good: Sequence[Word], new: Sequence[str], *, opens: bool) -> str:
    """The new words with the capitals of the words that they come from."""
    named = {w.text.lower(): w.text for w in good if w.start > 0}
    bad = joined([named.get(word.lower(), word) for word in new])
    return bad[:1].upper() + bad[1:] if opens and good and good[0].text[:1].isupper() else bad
