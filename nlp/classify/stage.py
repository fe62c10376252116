"""The classification stage: an article gets its events, with a check where they are uncertain, and
the key facts that rules find by those events (:mod:`nlp.facts`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.article import Article
from nlp.classify.classifier import Classifier, ClassifyOptions, Decision
from nlp.classify.text import ArticleText, paragraphs_of
from nlp.devices import Device
from nlp.facts import facts_of
from nlp.stage import Kept, Outcome, hash_of

RULES_VERSION = "classify.10"


class ClassifyStage:
    """Articles with English content segments in, the same with events and facts out; none is rejected."""

    name = "classify"

    def __init__(self, classifier: Classifier) -> None:
        self.classifier = classifier
        self.model_hash = classifier.hash
        # how many run side by side decides nothing, and a run goes on where there is another device
        no_matter = {"model", "workers", "device", "allow_network"}
        options = classifier.options.model_dump(exclude=no_matter)
        self.config_hash = hash_of([RULES_VERSION, options])

    @property
    def device(self) -> Device:
        """Where the model works."""
        return self.classifier.device

    @classmethod
    def load(cls, options: ClassifyOptions | None = None) -> ClassifyStage:
        """The stage with the model that ``options`` name; raises what :class:`Classifier` raises."""
        return cls(Classifier.load(options))

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        """One outcome for each article, in order."""
        read = [english_of(article) for article in batch]
        decisions = self.classifier.decide([text for text, _ in read])
        return [
            Kept(_with_events(article, decision, numbers))
            for article, decision, (_, numbers) in zip(batch, decisions, read, strict=True)
        ]


def english_of(article: Article) -> tuple[ArticleText, list[int]]:
    """What the classifier reads of an article, and the segment number of each part of it.

    That is the segments' English, or where nothing was translated their own text (the classifier
    says when that is another language). Number 0 of the list is the title's segment (-1 where the title is no segment), the others are
    the paragraphs'.
    """
    translated = any(segment.en is not None for _, segment in article.content)
    kept = [(n, (s.en or "" if translated else s.text).strip()) for n, s in article.content]
    kept = [(number, text) for number, text in kept if text]
    title = next((n for n, _ in kept if article.segments[n].kind == "title"), -1)
    body = [(number, text) for number, text in kept if number != title]
    headline = dict(kept).get(title, "")
    if not article.segments:  # nothing was segmented: plain text, one paragraph a block
        headline, body = article.title or "", [(-1, part) for part in paragraphs_of(article.text)]
    return ArticleText(headline, [t for _, t in body]), [title, *[n for n, _ in body]]


def _with_events(article: Article, decision: Decision, numbers: list[int]) -> Article:
    events = tuple(
        replace(e, evidence=tuple(sorted(numbers[i] for i in e.evidence if numbers[i] >= 0)))
        for e in decision.events
    )
    told = article.with_(events=events, checks=(*article.checks, *decision.checks))
    return told.with_(facts=facts_of(told))
