"""Show some words with their English beside them, so that the model learns to use a glossary.

What is shown is what the English really has: a term of the packaged glossary, a word with one of the
renderings that word alignment found for it (`lexicon.json`, see `training.translation.lexicon`), or
two neighbouring words of that kind. Plurals are often shown in the singular, as in a glossary, so that
the model learns to inflect; a few renderings are exchanged for another word on both sides, so that it
learns to use one it would never have chosen.

Rare words get a gloss (`glosses.tsv`, see `training.translation.glosses`) whether the English has one of
its renderings or not, though seldomer where it has none: the model learns when to believe it.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

from nlp.figures import Span
from nlp.glossary import Glossary
from nlp.protect import mask
from nlp.translate import glosses
from nlp.translate.glosses import Glosses
from nlp.translate.terms import TermFinder, clear_of, rendered
from training.translation.glosses import lemmas

WORD = re.compile(r"[^\W\d_][\w'’-]*[^\W_]|[^\W_]")
"""A word as the lexicon counts it."""

_INNER = re.compile(r"[^\W\d_][\w-]{3,}")  # function words are nothing for a glossary


class Annotator:
    """Chooses the spans of the kinds "term" and "gloss" of a training pair."""

    def __init__(
        self,
        settings: dict[str, float],
        lexicon: dict[str, dict[str, list]],
        rare: dict[str, Glosses] | None = None,
    ) -> None:
        self.settings, self.lexicon, self.rare = settings, lexicon, rare or {}
        glossary = Glossary.for_translation()
        self._finders = {lang: TermFinder(glossary, lang) for lang in ("fr", "es")}
        english = (
            e for words in lexicon.values() for found in words.values() for e, _ in found[:1]
        )
        self._others = sorted({word for word in english if word.isalpha() and len(word) > 3})

    @classmethod
    def load(cls, recipe: dict) -> Annotator:
        """Read the run's lexicon and glosses."""
        run = Path(recipe["run"])
        text = (run / "lexicon.json").read_text(encoding="utf-8")
        rare = glosses.read_file(run / glosses.FILE)
        return cls(recipe["terms"], json.loads(text), rare)

    def glosses(
        self,
        source: str,
        target: str,
        lang: str,
        rng: random.Random,
        taken: list[Span],
        settings: dict[str, float],
    ) -> list[Span]:
        """The glosses to show, clear of what is taken."""
        there = {lemma for word in WORD.findall(target.lower()) for lemma in lemmas(word)}
        return [
            _varied(span, rng)
            for span in glosses.chosen(self.rare, source, lang, taken)
            if rng.random() < settings["fitting" if _fits(span, there) else "other"]
        ]

    def glossed(self, source: str, lang: str) -> str:
        """A source with all of its glosses, as it is translated."""
        return mask(source, glosses.chosen(self.rare, source, lang, [])).text

    def choose(
        self, source: str, target: str, lang: str, rng: random.Random, taken: list[Span]
    ) -> tuple[list[Span], str]:
        """Spans to show, clear of those taken, and the target, in which a word may be exchanged."""
        listed = []
        for span in self._finders[lang].find(source):
            there = [e for e in (span.english, *span.also) if rendered(e, target)]
            if there and rng.random() < self.settings["glossary"]:
                listed.append(span._replace(english=there[0]))
        found = clear_of([*listed, *self._words(source, target, lang, rng, listed)], taken)
        if found and self._others and rng.random() < self.settings["exchanged"]:
            return self._exchanged(found, target, rng)
        return [s._replace(english=_base(s.english, rng)) for s in found], target

    def _words(
        self, source: str, target: str, lang: str, rng: random.Random, taken: list[Span]
    ) -> list[Span]:
        """One to three words, or pairs of words, whose rendering the target has just once."""
        known, lower = self.lexicon[lang], target.lower()
        places = list(_INNER.finditer(source))
        found: list[Span] = []
        for i in rng.sample(range(len(places)), min(len(places), 8)):
            english = self._rendering(places[i][0].lower(), lower, known)
            if not english:
                continue
            end = places[i].end()
            if (
                i + 1 < len(places)
                and rng.random() < 0.5
                and source[end : places[i + 1].start()] == " "
            ):
                second = self._rendering(places[i + 1][0].lower(), lower, known)
                for pair in (f"{second} {english}", f"{english} {second}"):
                    if second and pair in lower:
                        english, end = pair, places[i + 1].end()
                        break
            at = lower.index(english)
            cased = target[at : at + len(english)] if at and len(lower) == len(target) else english
            found += clear_of([Span(places[i].start(), end, "term", cased)], [*taken, *found])
            if len(found) >= rng.randint(1, 3):
                break
        return found

    @staticmethod
    def _rendering(word: str, target: str, known: dict[str, list]) -> str:
        """The rarest rendering of a word that the target has once, or ""."""
        for english, _ in reversed(known.get(word, [])):
            if (
                len(english) > 2
                and len(re.findall(rf"(?<!\w){re.escape(english)}(?!\w)", target)) == 1
            ):
                return english
        return ""

    def _exchanged(
        self, spans: list[Span], target: str, rng: random.Random
    ) -> tuple[list[Span], str]:
        """Put another English word in the place of one rendering, in the target and beside it."""
        span, other = rng.choice(spans), rng.choice(self._others)
        pattern = re.compile(rf"(?<!\w){re.escape(span.english)}(?!\w)", re.IGNORECASE)
        changed, count = pattern.subn(other, target)
        if count != 1:
            return [], target
        if changed[: len(other)] == other and target[:1].isupper():
            changed = changed[0].upper() + changed[1:]
        return [span._replace(english=other)], changed


def _fits(span: Span, there: set[str]) -> bool:
    """Whether the English has one of the renderings, inflected or not."""
    return any(there.issuperset(e.lower().split()) for e in (span.english, *span.also))


def _varied(span: Span, rng: random.Random) -> Span:
    """Now and then only the first rendering, or the renderings in another order."""
    english = [span.english, *span.also]
    chance = rng.random()
    if chance < 0.15:
        english = english[:1]
    elif chance < 0.35:
        rng.shuffle(english)
    return span._replace(english=english[0], also=tuple(english[1:]))


def _base(english: str, rng: random.Random) -> str:
    """Half of the plain plurals in the singular, as a glossary has them."""
    if english.endswith("ies") and len(english) > 5:
        single = english[:-3] + "y"
    elif english.endswith("s") and not english.endswith(("ss", "us", "is", "ics")):
        single = english[:-1]
    else:
        return english
    return single if rng.random() < 0.5 else english
