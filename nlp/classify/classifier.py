"""The classifier: English articles in, event types with scores, or a reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from pydantic import BaseModel, Field

from nlp.article import Check, Event
from nlp.checkpoints import Checkpoint, find
from nlp.classify.closer import PART, Closer, CloserSettings, Heard
from nlp.classify.heads import Heads, Mix, Read, Said, Scores, log_primary, mixed, pool
from nlp.classify.lexical import Lexicon, grams, sentence_grams
from nlp.classify.marks import marks_of
from nlp.classify.text import ArticleText, Windows, windows_of
from nlp.devices import Asked, Device
from nlp.encoder import CTranslate2Encoder, Encoder, Precision
from nlp.errors import ModelError, check_options, check_texts
from nlp.language import identify
from nlp.named import Named

UNCERTAIN = "uncertain"
"""The primary "type" of an article that no type was found for."""
CHECK = "uncertain"
OTHER = "other"

_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 4
# From what confidence on a text is taken to be in another language: few words tell it less surely
# (11 of 642 English headlines alone are taken for French or Spanish at 0.6, no article is).
_SURE, _SURE_SHORT, _SHORT = 0.6, 0.99, 20
_CANDIDATES, _LEAST = 3, 0.05  # named for an uncertain article: how many, and from what score on
_EVIDENCE = 3  # paragraphs named at most for one type
_SHARE = 0.5  # of the strongest paragraph's odds that a further one must reach


class ClassifyOptions(BaseModel, frozen=True, extra="forbid"):
    """How articles are classified."""

    model: Named = Field(default="events", description="Name or path of the model.")
    abstain: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Score of the primary type under which an article is `uncertain`; "
        "without it the model's own.",
    )
    secondary: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="One threshold for all secondary types; without it the model's own per type.",
    )
    precision: Precision = Field(
        default="int8",
        description="Arithmetic of the encoder: `int8`, or `float32` (half as fast; on the"
        " development articles it gives the same primary types).",
    )
    device: Asked = Field(
        default="auto", description="A GPU (in float16) where one can be used, `cpu`, or `cuda`."
    )
    workers: int = Field(
        default=0, ge=0, description="Articles encoded side by side; 0 for one per core."
    )
    max_characters: int = Field(
        default=200_000,
        gt=0,
        description="An article longer than this is `uncertain`; its candidates come from its start.",
    )
    allow_network: bool = Field(default=False, description="Let a Hugging Face id be downloaded.")


class Decision(NamedTuple):
    """The events of an article (the primary first), and the check that goes with ``uncertain``.

    ``evidence`` of an event holds 0 for the title and ``n`` for the ``n``-th paragraph.
    """

    events: list[Event]
    checks: list[Check]


class Classifier:
    """Event types for English articles. Use :meth:`load`; no text is too odd for it."""

    def __init__(
        self,
        checkpoint: Checkpoint,
        encoder: Encoder,
        options: ClassifyOptions,
        closer: Encoder | None = None,
    ) -> None:
        settings = checkpoint.load_json("events.json")
        self.options = options
        self.hash = checkpoint.hash
        try:
            self.types: list[str] = settings["types"]
            self._window: dict[str, int] = settings["window"]
            self._characters: int = settings["characters"]
            self.abstain = settings["abstain"] if options.abstain is None else options.abstain
            self._thresholds = self._secondary(settings["thresholds"])
            self._heads = Heads.load(checkpoint, settings["mix"])
        except KeyError as error:
            raise ModelError(f"{checkpoint.path}/events.json lacks {error}") from error
        self._lexicon = Lexicon.from_json(checkpoint.load_json("lexicon.json"), self._heads.idf)
        self._encoder = encoder
        self._closer = closer and Closer(
            closer,
            *self._heads.linear(PART),
            self.types,
            CloserSettings.of(settings[PART]),
        )

    @classmethod
    def load(cls, options: ClassifyOptions | None = None) -> Classifier:
        """Load the model that ``options`` name.

        Raises:
            ModelError: it is missing, damaged, or not a model for events.
            ConfigError: a GPU was asked for and cannot be used.
            TypeError: ``options`` are no :class:`ClassifyOptions`.
        """
        check_options(options, ClassifyOptions)
        options = options or ClassifyOptions()
        checkpoint = find(options.model, task="events", allow_network=options.allow_network)
        encoder = partial(
            CTranslate2Encoder,
            checkpoint,
            precision=options.precision,
            workers=options.workers,
            device=options.device,
        )
        looks = PART in checkpoint.load_json("events.json")
        return cls(checkpoint, encoder(), options, encoder(part=PART) if looks else None)

    @property
    def device(self) -> Device:
        """Where the encoder works."""
        return self._encoder.device

    @property
    def mix(self) -> Mix:
        """The weights of the mix, as :func:`nlp.classify.heads.mixed` reads them."""
        return self._heads.mix

    def classify(self, texts: Sequence[ArticleText]) -> list[list[Event]]:
        """The events of each article, the primary first (``uncertain`` where none is likely).

        Raises ``TypeError`` for one article, or one text, in the place of a list.
        """
        return [decision.events for decision in self.decide(texts)]

    def decide(self, texts: Sequence[ArticleText]) -> list[Decision]:
        """The events of each article with the reason where they are uncertain.

        Raises ``TypeError`` as :meth:`classify` does.
        """
        _check_lists(texts)
        faults = [self._fault(text) for text in texts]
        fit = [i for i, fault in enumerate(faults) if fault is None or fault.readable]
        found = dict(zip(fit, self.scores([texts[i] for i in fit]), strict=True))
        return [
            self._decision(found[i], fault.reason if fault else None)
            if i in found
            else _unread(fault.reason if fault else "")
            for i, fault in enumerate(faults)
        ]

    def scores(self, texts: Sequence[ArticleText]) -> list[tuple[Scores, Windows, list[int]]]:
        """Of each article: its scores, its windows, and the unit of each row of ``units``."""
        return [
            (mixed(self.mix, *said), windows, numbers)
            for said, windows, numbers, _ in self._heard(texts)
        ]

    def logits(self, texts: Sequence[ArticleText]) -> list[Said]:
        """What the heads say of each article before it is mixed: for fitting the mix."""
        return [heard.said for heard in self._heard(texts)]

    def _heard(self, texts: Sequence[ArticleText]) -> list[Heard]:
        """All that is said of each article, a closer look included."""
        found = []
        for read, windows in self._read(texts):
            said = self._heads.logits(read)
            best = int(log_primary(self.mix["primary"], said.encoder, said.primary).argmax())
            found.append(Heard(said, windows, read.pooled.numbers, best))
        if self._closer is None:
            return found
        looks = self._closer.look(found)
        return [
            heard._replace(said=heard.said._replace(closer=look))
            for heard, look in zip(found, looks, strict=True)
        ]

    def _read(self, texts: Sequence[ArticleText]) -> Iterator[tuple[Read, Windows]]:
        cut = [text.cut(self._characters) for text in texts]
        windowed = [self._windows(text) for text in cut]
        states = iter(
            self._encoder.hidden([w.ids for windows in windowed for w in windows.windows])
        )
        for text, windows in zip(cut, windowed, strict=True):
            pooled = pool(windows, [next(states) for _ in windows.windows])
            sentences = [windows.sentences[number] for number in pooled.numbers]
            rows = [self._lexicon.sentence(sentence_grams(sentence)) for sentence in sentences]
            row = self._lexicon.row(grams(text))
            yield Read(pooled, row, rows, marks_of(sentences)), windows

    def _windows(self, text: ArticleText) -> Windows:
        return windows_of(
            text,
            self._encoder.tokenize,
            cls=self._window["cls"],
            sep=self._window["sep"],
            length=self._window["length"],
            most=self._window["most"],
        )

    def _secondary(self, own: dict[str, float]) -> np.ndarray:
        chosen = self.options.secondary
        return np.array([own[t] if chosen is None else chosen for t in self.types])

    def _fault(self, text: ArticleText) -> _Fault | None:
        """Why a text cannot be classified with confidence; None for most."""
        start = text.cut(4_000)
        sample = f"{start.title}\n{start.body}"
        words = len(_WORD.findall(sample))
        if not sample.strip():
            return _Fault("the article is empty", readable=False)
        if words < _FEWEST_WORDS:
            return _Fault(f"only {words} word{'s' * (words != 1)} to judge by", readable=False)
        guess = identify(sample)
        sure = _SURE if words >= _SHORT else _SURE_SHORT
        if guess.lang != "en" and guess.confidence >= sure:
            return _Fault(f"the text is not in English but in {guess.lang!r}", readable=False)
        length = len(text.title) + sum(map(len, text.paragraphs))
        if length > self.options.max_characters:
            return _Fault(f"{length} characters, too long for one article", readable=True)
        return None

    def _decision(self, found: tuple[Scores, Windows, list[int]], reason: str | None) -> Decision:
        scores, windows, numbers = found
        best = int(scores.primary.argmax())
        top = float(scores.primary[best])
        if reason is None and top >= self.abstain:
            chosen = [best, *self._others(scores, best)]
            return Decision([self._event(t, found, t == best) for t in chosen], [])
        order = [int(t) for t in np.argsort(-scores.primary, kind="stable")[:_CANDIDATES]]
        candidates = [t for t in order if scores.primary[t] >= _LEAST]
        events = [Event(UNCERTAIN, round(top, 4), primary=True)]
        events += [self._event(t, found, False, float(scores.primary[t])) for t in candidates]
        named = ", ".join(f"{self.types[t]} {scores.primary[t]:.2f}" for t in candidates)
        why = reason or f"no type reaches {self.abstain:.2f}"
        return Decision(events, [Check(CHECK, f"{why}; candidates: {named}")])

    def _others(self, scores: Scores, best: int) -> list[int]:
        """Secondary types, likeliest first; ``other`` stands alone."""
        if self.types[best] == OTHER:
            return []
        order = np.argsort(-scores.any, kind="stable")
        return [
            int(t)
            for t in order
            if t != best and self.types[t] != OTHER and scores.any[t] >= self._thresholds[t]
        ]

    def _event(
        self,
        label: int,
        found: tuple[Scores, Windows, list[int]],
        primary: bool,
        score: float | None = None,
    ) -> Event:
        scores, windows, numbers = found
        said = scores.units if primary or score is not None else scores.sentences
        if score is None:
            score = float(scores.primary[label] if primary else scores.any[label])
        owners = [windows.owner[number] for number in numbers]
        return Event(self.types[label], round(score, 4), primary, evidence(said[:, label], owners))


def _check_lists(texts: Sequence[ArticleText]) -> None:
    """Raise where a list is one article or one text, whose letters would be texts themselves."""
    if isinstance(texts, str | ArticleText) or not all(isinstance(t, ArticleText) for t in texts):
        raise TypeError("a list of articles is wanted: [ArticleText(title, [paragraph])]")
    if any(isinstance(text.paragraphs, str) for text in texts):
        raise TypeError("ArticleText takes a list of paragraphs, not one: [paragraph]")
    for text in texts:
        check_texts([text.title, *text.paragraphs], "ArticleText")


class _Fault(NamedTuple):
    reason: str
    readable: bool


def _unread(reason: str) -> Decision:
    return Decision([Event(UNCERTAIN, 0.0, primary=True)], [Check(CHECK, reason)])


def evidence(logits: np.ndarray, owners: Sequence[int]) -> tuple[int, ...]:
    """The paragraphs (0: the title) whose best sentence speaks most for a type, in order.

    ``logits`` holds the unit head's score of each title or sentence, ``owners`` its paragraph.
    """
    best: dict[int, float] = {}
    for owner, logit in zip(owners, logits, strict=True):
        best[owner] = max(best.get(owner, -np.inf), float(logit))
    order = sorted(best, key=lambda owner: (-best[owner], owner))
    floor = best[order[0]] + float(np.log(_SHARE))
    return tuple(sorted(owner for owner in order[:_EVIDENCE] if best[owner] >= floor))


def answer(model: str, asked: dict[str, Any]) -> dict[str, Any]:
    """What a model says to a canary: ``{"title", "paragraphs"}`` in, its types out."""
    classifier = Classifier.load(ClassifyOptions(model=model))
    [events] = classifier.classify([ArticleText(asked["title"], asked["paragraphs"])])
    return {"primary": events[0].type, "others": sorted(event.type for event in events[1:])}
