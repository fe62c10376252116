"""The translation stage: every content sentence in French or Spanish gets its English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from operator import attrgetter

from nlp.article import Article, Check, Segment, Sentence
from nlp.devices import Device
from nlp.glossary import Term
from nlp.sentences import spaced
from nlp.stage import Kept, Outcome, hash_of
from nlp.translate import idioms
from nlp.translate.interviews import parts_of_interview
from nlp.translate.names import Context, contexts
from nlp.translate.options import TranslateOptions
from nlp.translate.translator import LANGUAGES, Translation, Translator

RULES_VERSION = "translate.15"

_fields = attrgetter(*(field.name for field in fields(Term)))
"""All fields of a term as `astuple` has them, without its copies: there are some 9,000 terms."""
_NO_MATTER = {"workers", "allow_network", "model", "glossary", "memory"}
"""Options that change no result, or that the hash holds by their content."""


def config_hash(given: TranslateOptions, glossary: Iterable[Term]) -> str:
    """What decides a translation beside the model: rules, options and terms."""
    options = {**given.model_dump(exclude=_NO_MATTER), "device": "auto"}  # any: one key
    terms = [*map(_fields, glossary), idioms.digest()] if given.terms else []
    return hash_of([RULES_VERSION, options, terms])


class TranslateStage:
    """Articles with segments and sentences in, `en`, scores and checks filled in.

    The sentences of the whole batch are decoded together; what was set aside by separation is not
    translated, English passes.
    """

    name = "translate"

    def __init__(self, translator: Translator) -> None:
        self.translator = translator
        self.model_hash = translator.checkpoint.hash
        self.config_hash = config_hash(translator.options, translator.glossary)

    @property
    def device(self) -> Device:
        """Where the model works."""
        return self.translator.engine.device

    @classmethod
    def load(cls, options: TranslateOptions | None = None) -> TranslateStage:
        """The stage with the model that the options name.

        Raises:
            nlp.errors.ModelError: the model cannot be found or is damaged.
            nlp.errors.ConfigError: a GPU was asked for and cannot be used.
        """
        return cls(Translator.load(options=options))

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        """One outcome for each article, in order."""
        wanted = [
            (a, i, j, sentence.text, _lang(segment, article))
            for a, article in enumerate(batch)
            for i, segment in article.content
            if _lang(segment, article) in LANGUAGES
            for j, sentence in enumerate(segment.sentences)
        ]
        around = [_contexts(article) for article in batch]
        found = self.translator.translate(
            [w[3] for w in wanted],
            [w[4] for w in wanted],
            [around[a][i, j] for a, i, j, _, _ in wanted],
        )
        placed: dict[tuple[int, int, int], Translation] = {
            (a, i, j): done for (a, i, j, _, _), done in zip(wanted, found, strict=True)
        }
        return [Kept(_article(a, article, placed)) for a, article in enumerate(batch)]


def _contexts(article: Article) -> dict[tuple[int, int], Context]:
    """The context of each content sentence, by segment and sentence."""
    placed = [
        ((i, j), sentence.text, _lang(segment, article))
        for i, segment in article.content
        for j, sentence in enumerate(segment.sentences)
    ]
    found = contexts([text for _, text, _ in placed], [lang for _, _, lang in placed])
    content = list(article.content)
    parts = parts_of_interview([segment.text for _, segment in content])
    part = {i: said for (i, _), said in zip(content, parts, strict=True)}
    return {
        place: context._replace(part=part[place[0]])
        for (place, _, _), context in zip(placed, found, strict=True)
    }


def _lang(segment: Segment, article: Article) -> str | None:
    return segment.lang or article.lang


def _left(segment: Segment, article: Article, i: int) -> list[Check]:
    """The check of a segment that is not translated for its language; English and figures have none."""
    lang = _lang(segment, article)
    if lang in (None, "en", *LANGUAGES) or not any(map(str.isalpha, segment.text)):
        return []
    return [Check("language", f"{lang}: left as is", i)]


def _article(a: int, article: Article, placed: dict[tuple[int, int, int], Translation]) -> Article:
    segments = list(article.segments)
    checks = list(article.checks)
    total = weight = 0.0
    for i, segment in article.content:
        checks += _left(segment, article, i)
        sentences: list[Sentence] = []
        for j, sentence in enumerate(segment.sentences):
            done = placed.get((a, i, j))
            if done is None:
                sentences.append(sentence)
                continue
            sentences.append(replace(sentence, en=done.text, score=done.confidence))
            checks += [Check(kind, detail, i) for kind, detail in done.checks]
            total += done.confidence * len(sentence.text)
            weight += len(sentence.text)
        english = spaced((s.text if s.en is None else s.en, s.tail) for s in sentences)
        segments[i] = replace(segment, sentences=tuple(sentences), en=english or segment.text)
    confidence = round(total / weight, 4) if weight else article.confidence
    return article.with_(segments=tuple(segments), checks=tuple(checks), confidence=confidence)
