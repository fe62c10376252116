"""The repair stage of the pipeline: content segments in English in, the same mended out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple, replace

from nlp.article import Article, Check, Segment
from nlp.names import article_names
from nlp.repair import originals
from nlp.repair.again import Translates
from nlp.repair.checks import check_segment
from nlp.repair.options import RepairOptions
from nlp.repair.repairer import Repairer, renumbered
from nlp.repair.wraps import unwrapped, wrapped_again
from nlp.stage import Kept, Outcome, hash_of

RULES_VERSION = "repair.14"
"""Changes whenever a rule or a table changes what comes out."""
_STYLES = {"uk": "uk.2"}  # the same for the rules of one style: now for our own translations too


class RepairStage:
    """Rewrites ``Segment.en``, adds edits, names and checks; rejects nothing."""

    name = "repair"

    def __init__(self, repairer: Repairer) -> None:
        self.repairer = repairer
        self.model_hash = repairer.model_hash
        options = repairer.options.model_dump(exclude={"model", "allow_network"})
        options["style"] = _STYLES.get(repairer.options.style, repairer.options.style)
        if repairer.options.glossary:  # what it says counts, not where it lies
            options["glossary"] = [astuple(term) for term in repairer.own]
        if repairer.mender is not None:  # what it would write, were it asked
            translator = repairer.mender.translator
            self.model_hash = hash_of([repairer.model_hash, translator.model_hash])
            options["translator"] = translator.config_hash
        self.config_hash = hash_of([RULES_VERSION, options])

    @classmethod
    def load(
        cls, options: RepairOptions | None = None, translator: Translates | None = None
    ) -> RepairStage:
        """Build the stage; ``translator`` is asked for broken sentences (None: the default model). Raises :class:`nlp.errors.ConfigError` for a glossary it cannot read
        and :class:`nlp.errors.ModelError` for an edit model that is not there."""
        return cls(Repairer.load(options, translator))

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        """One kept article for each article, in order."""
        return [Kept(self._repaired(article)) for article in batch]

    def _repaired(self, article: Article) -> Article:
        todo = [(i, _with_english(s, article.lang)) for i, s in article.content]
        todo = [(i, s) for i, s in todo if s.en is not None]
        if not todo:
            return article
        if not self.repairer.options.enabled:
            return _finished(article, list(article.segments), todo)
        original = originals.sources(article)
        sources = [s.text if _translated(s) else original.texts[i] for i, s in todo]
        titles = [n for n, (_, s) in enumerate(todo) if s.kind in ("title", "heading")]
        ours = any(_translated(s) for _, s in todo)
        again = [n for n, (_, s) in enumerate(todo) if _of_another(s, article.lang)]
        results = self.repairer.repair_article(
            [unwrapped(s.en or "") for _, s in todo],
            sources,
            original.lang or article.lang,
            titles,
            _year(article),
            model=self.repairer.options.own_translations or not ours,
            again=again,
            of_another=[n for n, (i, _) in enumerate(todo) if original.texts[i] is not None],
        )
        segments = list(article.segments)
        edits = list(article.edits)
        checks = [*article.checks, *original.checks]
        for (number, segment), source, made in zip(todo, sources, results, strict=True):
            result = wrapped_again(segment.en or "", made)
            numbered = renumbered(result, number)
            edits += numbered.edits
            segments[number] = replace(segment, en=result.text)
            found = [*check_segment(number, source, result.text, segment.kind), *numbered.left]
            checks += dict.fromkeys(found)  # two may tell the same
            if not result.settled:
                checks.append(
                    Check("repair", "the rules did not come to rest; left as it was", number)
                )
        article = article.with_(edits=tuple(edits), checks=tuple(checks))
        return _finished(article, segments, todo)


def _with_english(segment: Segment, lang: str | None) -> Segment:
    """The segment with its English: where no stage translated, English text is its own."""
    if segment.en is None and (segment.lang or lang) == "en":
        return replace(segment, en=segment.text)
    return segment


def _year(article: Article) -> int | None:
    """The year in which the article appeared, if the input tells it."""
    found = re.match(r"(?:19|20)\d\d", article.published or "")
    return int(found[0]) if found else None


def _translated(segment: Segment) -> bool:
    return segment.lang in ("fr", "es") and segment.en != segment.text


def _of_another(segment: Segment, lang: str | None) -> bool:
    """Whether the English beside a source is no translation of ours: that would come out the same."""
    return segment.lang == lang and all(s.en is None for s in segment.sentences)


def _finished(
    article: Article, segments: list[Segment], todo: Sequence[tuple[int, Segment]]
) -> Article:
    names = article_names([segments[i].en or "" for i, _ in todo])
    return article.with_(segments=tuple(segments), names=names)
