"""The deterministic repair layer: ordered rules, run until the text comes to rest.

Repair is idempotent by construction: a result is only returned when one more pass over it, with the
facts read afresh from it, changes nothing. Where the rules do not come to rest the input is
returned untouched and marked as unsettled. What no rule can mend, but the source shows, is translated again
(:mod:`nlp.repair.again`), and the rules read what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import NoReturn

from nlp.article import Edit
from nlp.changes import undone
from nlp.devices import ELSEWHERE
from nlp.errors import check_options
from nlp.glossary import Glossary, Term
from nlp.repair import shield
from nlp.repair.again import Door, Mender, Translates
from nlp.repair.again.mender import REASONS
from nlp.repair.apply import apply_rule
from nlp.repair.asked import check_language, check_places, check_year, checked_sources, language_of
from nlp.repair.change import Repaired, Rule, View
from nlp.repair.edit.editor import Editor
from nlp.repair.facts import Facts, style_of
from nlp.repair.options import RepairOptions
from nlp.repair.rules import build_rules
from nlp.translate.decoder import LANGUAGES

MAX_PASSES = 6
"""Passes after which an article that still changes is given back as it came."""


class Repairer:
    """Mends machine-translation artifacts in English text; build it with :meth:`load`."""

    def __init__(
        self,
        options: RepairOptions,
        rules: Sequence[Rule],
        model_hash: str = "",
        own: Sequence[Term] = (),
        translator: Translates | None = None,
    ) -> None:
        """``own`` are the rows of the user's glossary that the rules were built with; ``translator``
        is asked for sentences that are broken, where options and source allow it."""
        self.options, self.own = options, tuple(own)
        able = options.again and options.enabled and any(map(options.allows, REASONS))
        wanted = translator if able else None
        self.mender = Mender(wanted, options.allows) if wanted else None
        self.rules = tuple(rules)
        self.model_hash = model_hash

    @classmethod
    def load(
        cls, options: RepairOptions | None = None, translator: Translates | None = None
    ) -> Repairer:
        """Read the rules and the edit model that the options ask for.

        Without ``translator`` the translation model of the default options is loaded for the first sentence
        that is broken and has a source.

        Raises:
            ConfigError: the user's glossary cannot be read.
            ModelError: the edit model is missing or damaged.
            TypeError: ``options`` are no :class:`RepairOptions`.
        """
        check_options(options, RepairOptions)
        options = options or RepairOptions()
        wanted = options.model if options.enabled else None
        editor = Editor.load(wanted, allow_network=options.allow_network) if wanted else None
        glossary = Glossary.load(options.glossary)
        rules = build_rules(options, glossary, editor)
        allowed = [r for r in rules if r.kind == "*" or options.allows(r.kind)]
        found = translator or Door.to()
        return cls(options, allowed, editor.hash if editor else "", glossary.own, found)

    def repair(self, text: str, source: str | None = None, lang: str | None = None) -> Repaired:
        """Repair one passage; ``source`` is the original in ``lang`` (fr or es), where known.

        Without ``lang`` it is told from the source. Raises as :meth:`repair_article` does, and
        :class:`nlp.errors.ArgumentError` for a source in a language that is none of fr, es, en.
        """
        check_language(source, lang)
        return self.repair_article([text], [source], lang)[0]

    def repair_article(
        self,
        segments_en: Sequence[str],
        sources: Sequence[str | None] | None = None,
        lang: str | None = None,
        titles: Sequence[int] = (),
        year: int | None = None,
        model: bool = True,
        again: Sequence[int] | None = None,
        of_another: Collection[int] = (),
    ) -> list[Repaired]:
        """Repair the segments of one article together, so that names and pronouns agree.

        ``sources`` holds the original of each segment or None, all of them in ``lang`` (None: told from
        them; in another than fr and es nothing is translated again); ``titles`` are the indices of
        headlines; ``year`` is that in which the article appeared, if known; without ``model`` the
        rules alone are asked; ``again`` are the segments that may be translated again (None: all that
        have a source); ``of_another`` are those whose English may be a person's: their source does not show
        that a machine wrote it. One result per segment, in order; as they came where the options do not
        enable repair.

        Raises:
            nlp.errors.ArgumentError: the counts differ, an index is that of no segment, or ``lang`` is
                no code of a language.
            TypeError: one text stands where a list of them does, or an argument is of another type.
        """
        sources = checked_sources(segments_en, sources)
        check_places(titles, len(sources), "titles")
        check_places(again, len(sources), "again")
        check_year(year)
        lang = language_of(sources, lang)
        if not self.options.enabled:
            return [Repaired(text, ()) for text in segments_en]

        def rules(texts: Sequence[str]) -> list[Repaired]:
            work = _Work(self, list(texts), sources, lang, frozenset(titles), year, model)
            work.of_another = frozenset(of_another)
            return work.run()

        results = rules(segments_en)
        if self.mender is None or lang not in LANGUAGES or not any(sources):
            return results
        return _translated_again(self.mender, results, sources, lang, again, rules)

    def __getstate__(self) -> NoReturn:
        raise TypeError(f"a Repairer cannot be sent to another process; {ELSEWHERE}")


def _translated_again(
    mender: Mender,
    results: list[Repaired],
    sources: Sequence[str | None],
    lang: str,
    again: Sequence[int] | None,
    rules: Callable[[Sequence[str]], list[Repaired]],
) -> list[Repaired]:
    """The results with what is broken translated again, and the rules run over that, until nothing is
    left to do. Where that does not come to rest all are as the rules left them, and those that were
    translated again are marked as unsettled."""
    now, touched = results, set[int]()
    for _ in range(MAX_PASSES):
        mended = mender.mend([r.text for r in now], sources, lang, again)
        if not any(m.edits for m in mended):
            return [replace(r, left=m.left) for r, m in zip(now, mended, strict=True)]
        touched.update(i for i, m in enumerate(mended) if m.edits)
        ruled = rules([m.text for m in mended])
        now = [
            Repaired(new.text, (*old.edits, *m.edits, *new.edits), old.settled and new.settled)
            for old, m, new in zip(now, mended, ruled, strict=True)
        ]
    return [replace(r, settled=r.settled and i not in touched) for i, r in enumerate(results)]


class _Work:
    """The state of one article under repair."""

    def __init__(
        self,
        repairer: Repairer,
        given: list[str],
        sources: list[str | None],
        lang: str | None,
        titles: frozenset[int],
        year: int | None,
        model: bool,
    ) -> None:
        self.model = model
        self.repairer, self.given, self.sources = repairer, given, sources
        self.lang, self.titles, self.year = lang, titles, year
        self.of_another: frozenset[int] = frozenset()
        self.texts = list(given)
        self.edits: list[list[Edit]] = [[] for _ in given]
        self.frozen = {i for i, text in enumerate(given) if shield.untouchable(text)}
        self.damaged = False
        self.resting: dict[int, tuple[str, Facts, bool]] = {}

    def run(self) -> list[Repaired]:
        unsettled = self._until_rest()
        if unsettled:  # leave those segments out, start the others again
            self.frozen |= unsettled
            self._reset()
            if self._until_rest():
                return [Repaired(text, (), settled=False) for text in self.given]
        return [
            Repaired(text, tuple(edits), settled=i not in unsettled)
            for i, (text, edits) in enumerate(zip(self.texts, self.edits, strict=True))
        ]

    def _reset(self) -> None:
        self.texts = list(self.given)
        self.edits = [[] for _ in self.given]
        self.damaged = False
        self.resting = {}

    def _until_rest(self) -> set[int]:
        """Run passes until nothing changes; the segments still changing at the limit."""
        changed: set[int] = set()
        for _ in range(MAX_PASSES):
            changed = self._pass()
            if not changed:
                return set()
        return changed

    def _pass(self) -> set[int]:
        style = self.repairer.options.style
        known = self._is_damaged()
        facts = Facts.of(self.texts, self.sources, style, self.year, known)
        changed = set()
        for i, text in enumerate(self.texts):
            if i in self.frozen or self.resting.get(i) == (text, facts, self.damaged):
                continue
            view = View(
                facts,
                i,
                self.sources[i],
                self.lang,
                i in self.titles,
                self._is_damaged(i),
                self.model,
            )
            after, edits = self._apply(text, view)
            if after == text:
                self.resting[i] = (text, facts, self.damaged)
                continue
            changed.add(i)
            self.texts[i] = after
            self.edits[i] += edits
            self.damaged = True
        if style == "found" and self._is_damaged() and not known:
            self._reread(facts.style)
        return changed

    def _reread(self, style: str) -> None:
        """Start again where the damage that was found shows that the article's style is another."""
        if style_of("\n".join(self.given), True) != style:
            self._reset()
            self.damaged = True

    def _is_damaged(self, index: int | None = None) -> bool:
        """Whether a segment is known for machine English, or (without ``index``) any of them."""
        if self.damaged or self.repairer.options.translated:
            return True
        asked = range(len(self.sources)) if index is None else (index,)
        return any(self.sources[i] is not None and i not in self.of_another for i in asked)

    def _apply(self, text: str, view: View) -> tuple[str, list[Edit]]:
        edits: list[Edit] = []
        for rule in self.repairer.rules:
            text, made = apply_rule(text, rule, view)
            if not made:
                continue
            allowed = [e for e in made if self.repairer.options.allows(e.kind)]
            if len(allowed) != len(made):  # a rule of several classes, one of them not wanted
                text, made = undone(text, made), []
            edits += made
        return text, edits


def renumbered(result: Repaired, segment: int) -> Repaired:
    """The same result with its edits counted for segment number ``segment``."""
    return Repaired(
        result.text,
        tuple(replace(e, segment=segment) for e in result.edits),
        result.settled,
        tuple(replace(c, segment=segment) for c in result.left),
    )
