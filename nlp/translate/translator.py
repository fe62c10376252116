"""Texts in French or Spanish in, guarded English out.

Each sentence goes through the same steps: tidied, set aside if there is nothing to translate, cut
where too long, its figures and names masked, decoded, unmasked and checked. What fails a check is
decoded again with a beam, then without masks; the best of the three stays, flagged if need be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from threading import Lock

from nlp.capitals import is_capitals
from nlp.checkpoints import Checkpoint, find
from nlp.composed import composed
from nlp.engine import Engine, load_engine
from nlp.errors import ArgumentError, check_options, check_texts
from nlp.glossary import Glossary
from nlp.language import foreign
from nlp.protect import SYMBOLS, Span, find_spans, mask, unmask
from nlp.translate import glosses
from nlp.translate.abbreviations import spelled_out
from nlp.translate.appositions import parted, with_noun
from nlp.translate.callings import callings, in_their_place, initials
from nlp.translate.capitals import Recaser
from nlp.translate.checks import Finding
from nlp.translate.constructions import constructed
from nlp.translate.currency import in_pesos
from nlp.translate.cutting import cut, held, join, lowered, raised
from nlp.translate.datelines import dateline
from nlp.translate.decoder import (
    LANGUAGES,
    LONG,
    Decoder,
    Unit,
    evidence,
    faults,
    halves_stand,
    of_halves,
    worth_again,
)
from nlp.translate.demonyms import demonyms
from nlp.translate.headnouns import head_nouns
from nlp.translate.interviews import to_whom
from nlp.translate.marks import spaced, with_dots, without_dots
from nlp.translate.names import Context, NameFilter, ends_a_name
from nlp.translate.numbers import stated
from nlp.translate.openings import opened
from nlp.translate.options import TranslateOptions
from nlp.translate.people import people_and_bodies
from nlp.translate.phrases import in_plain_words
from nlp.translate.plainer import said_plainly
from nlp.translate.plan import Key, Known, planned
from nlp.translate.prepare import (
    bullet,
    has_words,
    latin_share,
    tidy,
)
from nlp.translate.pronouns import referring
from nlp.translate.reporting import with_speaker
from nlp.translate.rewording import reworded
from nlp.translate.subjects import put_in
from nlp.translate.terms import TermFinder, clear_of, shown_or_masked
from nlp.translate.traits import Evidence, Traits


@dataclass(frozen=True, slots=True)
class Translation:
    """English of one text.

    `confidence` is the chrF (0-1) that it is expected to have, `checks` say what a reader should look
    at, `evidence` is what the confidence was computed from (one decoded sentence alone has it).
    """

    text: str
    confidence: float
    checks: tuple[Finding, ...] = ()
    evidence: Evidence | None = None


class Translator:
    """Translates with one model; safe to share between threads of one process."""

    def __init__(
        self,
        engine: Engine,
        checkpoint: Checkpoint,
        options: TranslateOptions | None = None,
        traits: Traits | None = None,
    ) -> None:
        self.engine, self.checkpoint = engine, checkpoint
        self.options = options or TranslateOptions()
        self.traits = traits or Traits.load(checkpoint)
        self._count = lru_cache(maxsize=20_000)(engine.count)  # asked about each word and sentence
        self._memory: dict[Key, Translation] = {}
        self._lock = Lock()
        self._glosses = glosses.load(checkpoint) if self.options.glosses else {}
        rare = {lang: listed.table for lang, listed in self._glosses.items()}
        self.names = NameFilter.load(checkpoint, self._count, rare)
        self.glossary = glossary = Glossary.for_translation(self.options.glossary)
        own = [term.running for term in glossary.own]
        self._decoder = Decoder(engine, self.options, self.traits.terms, own)
        self._recaser_of = cache(partial(self._recaser, glossary))  # few texts are in capitals
        self._terms: dict[str, TermFinder] = {}
        if self.options.terms and (self.traits.terms or self.options.glossary):
            self._terms = {lang: TermFinder(glossary, lang) for lang in LANGUAGES}

    @classmethod
    def load(cls, model: str | None = None, options: TranslateOptions | None = None) -> Translator:
        """Load a model by name, folder or Hugging Face id (default: the one of the options).

        Raises:
            nlp.errors.ModelError: it cannot be found, is damaged, or of the wrong kind.
            nlp.errors.ConfigError: a GPU was asked for and cannot be used.
            TypeError: ``options`` are no :class:`TranslateOptions`.
        """
        check_options(options, TranslateOptions)
        options = options or TranslateOptions()
        if model is not None:
            options = options.model_copy(update={"model": model})
        checkpoint = find(options.model, "translation", allow_network=options.allow_network)
        engine = load_engine(
            checkpoint, engine=options.engine, device=options.device, workers=options.workers
        )
        return cls(engine, checkpoint, options)

    def translate(
        self,
        texts: Sequence[str],
        lang: str | Sequence[str],
        contexts: Sequence[Context] = (),
    ) -> list[Translation]:
        """Translate texts of any length; one result for each, in order.

        Args:
            texts: sentences or paragraphs.
            lang: their language, or one for each text; "en" passes unchanged.
            contexts: for each text, what its article says of it (`nlp.translate.names.contexts`);
                nothing when not given.

        Raises:
            nlp.errors.ArgumentError: a language is none of fr, es, en, or the counts differ.
            TypeError: one text stands where a list of them does, or something else where a text does.
        """
        if isinstance(texts, str):  # else each letter would be a text
            raise TypeError("translate takes a list of texts, not one: [text]")
        check_texts(texts, "translate")
        langs = [lang] * len(texts) if isinstance(lang, str) else list(lang)
        if len(langs) != len(texts):
            raise ArgumentError(f"{len(texts)} texts, {len(langs)} languages")
        for code in set(langs) - {*LANGUAGES, "en"}:
            raise ArgumentError(f"cannot translate from {code!r}, only from {', '.join(LANGUAGES)}")
        around = contexts or [Context()] * len(texts)
        if len(around) != len(texts):
            raise ArgumentError(f"{len(texts)} texts, {len(around)} contexts")
        if wrong := next((c for c in around if not isinstance(c, Context)), None):
            raise TypeError(f"contexts holds {wrong!r:.60}, which is no Context")
        known = {code: self._known(code) for code in set(langs)}
        plans = [
            planned(text if code == "en" else composed(text), code, context, known[code])
            for text, code, context in zip(texts, langs, around, strict=True)
        ]
        keys = dict.fromkeys(key for plan in plans for key, _ in plan if key.lang != "en")
        done = self._remembered(keys)
        return [
            _joined([(done.get(key) or Translation(key.text, 1.0), tail) for key, tail in plan])
            for plan in plans
        ]

    def _remembered(self, keys: Iterable[Key]) -> dict[Key, Translation]:
        """Translate what is not among the sentences translated last, and remember it."""
        done = {key: found for key in keys if (found := self._memory.get(key)) is not None}
        new = self._sentences([key for key in keys if key not in done])
        with self._lock:
            for key, found in new.items():
                self._memory[key] = found
            while len(self._memory) > self.options.memory:
                del self._memory[next(iter(self._memory))]
        return done | new

    def _known(self, lang: str) -> Known:
        name_in = self.names.for_language(lang)
        return Known(name_in, self._terms.get(lang), self._glosses.get(lang))

    def _sentences(self, keys: list[Key]) -> dict[Key, Translation]:
        """Translate distinct sentences."""
        done: dict[Key, Translation] = {}
        units: dict[Key, tuple[str, list[Unit]]] = {}
        for key in keys:
            lang = key.lang
            said = said_plainly(spelled_out(spaced(tidy(key.text), lang), lang), lang)
            said = constructed(said, lang)
            marker, body = bullet(reworded(in_plain_words(said, lang), lang))
            body = opened(parted(with_noun(body, lang)), lang)
            body = to_whom(body) if key.asked else body
            body = put_in(body, key.referent) if lang == "es" else body
            if passing := self._without_model(body, lang):
                done[key] = Translation(marker + passing.text, passing.confidence, passing.checks)
            else:
                units[key] = marker, self._units(key, without_dots(body), self.options.max_tokens)
        self._decoder.decode([unit for _, parts in units.values() for unit in parts])
        self._in_halves(units)
        done |= {key: self._sentence(key, marker, parts) for key, (marker, parts) in units.items()}
        return done

    def _in_halves(self, units: dict[Key, tuple[str, list[Unit]]]) -> None:
        """Decode long sentences that lost something once more, cut in two, and keep the better."""
        again: dict[Key, list[Unit]] = {}
        for key, (_, parts) in units.items():
            if len(parts) == 1 and worth_again(parts[0]) and parts[0].pieces > LONG:
                halves = self._units(key, parts[0].source, round(0.6 * parts[0].pieces))
                if len(halves) > 1 and not parts[0].capitals:
                    again[key] = halves
        self._decoder.decode([unit for halves in again.values() for unit in halves])
        for key, halves in again.items():
            marker, [whole] = units[key]
            problems = of_halves(whole, halves)
            if faults(problems) < faults(whole.problems) and halves_stand(whole, halves):
                for unit in halves:
                    unit.problems = []
                halves[0].problems = problems
                units[key] = marker, halves

    def _units(self, key: Key, text: str, limit: int) -> list[Unit]:
        """The parts of a sentence, none of more tokens than the limit, as units."""
        later = key._replace(opening=False)
        parts = self._parts(text, key, limit)
        return [self._unit(part, later if i else key) for i, part in enumerate(parts)]

    def _without_model(self, text: str, lang: str) -> Translation | None:
        """Render what needs no model: nothing, figures, symbols, another script, a place alone."""
        if not text:
            return Translation("", 1.0)
        if latin_share(text) < 0.5:
            return Translation(text, 0.0, (Finding("script", "not in Latin letters: left as is"),))
        other = foreign(text, lang)
        if other == "en":
            return Translation(text, 1.0)
        if place := dateline(text, lang):
            return Translation(place, 1.0)
        if other is not None and other not in LANGUAGES:
            return Translation(text, 0.0, (Finding("language", f"{other}: left as is"),))
        masked = mask(text, spans := find_spans(text, lang))
        if not has_words(masked.text):
            timed = any(span.kind == "time" for span in spans)
            plain = masked.text.replace(" à ", " at ") if timed else masked.text
            return Translation(unmask(plain, masked.english), 1.0)
        return None

    def _parts(self, text: str, key: Key, limit: int) -> list[str]:
        """A text cut into parts of so many tokens, and symbols enough for the figures of each."""

        def fits(part: str) -> bool:
            if len(part) > 12 * limit or self._count(part) > limit:
                return False
            return len(find_spans(part, key.lang)) <= len(SYMBOLS)

        return [text] if fits(text) else cut(text, fits, held(text, self._together(text, key)))

    def _together(self, text: str, key: Key) -> list[Span]:
        """What a cut must not part: figures, terms, and names where capitals tell them."""
        known = not is_capitals(text)
        name_in = self.names.for_language(key.lang, key.opening) if known else None
        return find_spans(text, key.lang, name_in, self._terms_in(key))

    def _unit(self, text: str, key: Key) -> Unit:
        lang, capitals = key.lang, is_capitals(text)
        if capitals:
            text, opens = self._recaser_of(lang).recase(text, key.cased)
            name_in = self.names.after(lang, opens)
        else:
            name_in = self.names.for_language(lang, key.opening)
        spans = find_spans(text, lang, name_in, self._terms_in(key))
        spans = people_and_bodies(text, lang, in_pesos(spans) if key.pesos else spans)
        spans = in_their_place(spans, initials(text, lang))
        numbers = stated(text, lang, spans)
        taken = [*spans, *(number.span for number in numbers)]
        rare = glosses.chosen(self._glosses, text, lang, taken)
        return Unit(text, lang, spans, numbers, rare, capitals, self._count(text))

    def _recaser(self, glossary: Glossary, lang: str) -> Recaser:
        rare = self._glosses[lang].table if lang in self._glosses else ()
        return Recaser(glossary, lang, lambda word: self._count(word) <= 2, rare)

    def _terms_in(self, key: Key) -> Callable[[str], list[Span]] | None:
        finder = self._terms.get(key.lang)
        if finder is None:
            return None
        name_in = self.names.for_language(key.lang, key.opening)

        def found(text: str) -> list[Span]:
            shown = finder.find(text, key.introduced)
            shown = [term for term in shown if not ends_a_name(text, term, name_in)]
            shown = in_their_place(shown, callings(text, key.lang))
            for more in (demonyms(text, key.lang), head_nouns(text, key.lang)):
                shown = [*shown, *clear_of(more, shown)]
            return shown_or_masked(text, shown)

        return found

    def _sentence(self, key: Key, marker: str, parts: list[Unit]) -> Translation:
        source = tidy(key.text)
        english = join([(unit.source, unit.english) for unit in parts])
        english = with_dots(source, parts[-1].source, english)
        english = english.upper() if parts[0].capitals else raised(parts[0].source, english)
        english = with_speaker(source, english)
        english = referring(bullet(source)[1], key.lang, english, key.referent)
        if key.inside or re.search(
            "[°º]", marker
        ):  # "3° publish ...", one of a list that is one sentence
            english = lowered(parts[0].source, english)
        problems = [p for unit in parts for p in unit.problems]
        shown = evidence(parts)
        confidence = round(self.traits.sure(shown), 4)
        if confidence < self.options.check_below:
            problems.append(Finding("confidence", f"{confidence:.2f}"))
        return Translation(marker + english, confidence, tuple(problems), shown)


def _joined(parts: list[tuple[Translation, str]]) -> Translation:
    if len(parts) == 1:
        found, tail = parts[0]
        return Translation(found.text + tail, found.confidence, found.checks) if tail else found
    text = "".join(found.text + tail for found, tail in parts)
    weights = [max(len(found.text), 1) for found, _ in parts]
    total = sum(w * found.confidence for w, (found, _) in zip(weights, parts, strict=True))
    checks = tuple(check for found, _ in parts for check in found.checks)
    return Translation(text, round(total / sum(weights), 4) if parts else 1.0, checks)
