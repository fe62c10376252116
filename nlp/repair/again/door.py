"""The door to the translation model: found by name, loaded when the first sentence needs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from nlp.translate import TranslateOptions, Translation, Translator


class Translates(Protocol):
    """What translates sentences: :class:`Door` to our model, or any other.

    Its hashes are part of the key of a record that it may have a hand in.
    """

    @property
    def model_hash(self) -> str:
        """What names the model."""
        ...

    @property
    def config_hash(self) -> str:
        """What else decides its results: rules, options and terms."""
        ...

    def translate(self, texts: Sequence[str], lang: str) -> Sequence[Translation]:
        """One translation for each sentence of the language, in order."""
        ...


class Door:
    """Translates like what it opens to, which ``load`` makes at the first call.

    Safe to share between threads. ``hashes`` gives :attr:`model_hash` and :attr:`config_hash`, asked for
    where a key is made.
    """

    def __init__(
        self, load: Callable[[], Translator], hashes: Callable[[], tuple[str, str]]
    ) -> None:
        self._load, self._hashes_of, self._lock = load, hashes, Lock()
        self._opened: Translator | None = None

    @classmethod
    def to(cls, options: TranslateOptions | None = None) -> Door:
        """The door to the model that the options name.

        ``cuda`` is read as ``auto``: it was asked for the translation of articles, and the few sentences of
        a repair are no reason to end a run where there is no GPU.
        """
        from nlp.translate import TranslateOptions, Translator

        wanted = options or TranslateOptions()
        if wanted.device == "cuda":
            wanted = wanted.model_copy(update={"device": "auto"})
        return cls(lambda: Translator.load(options=wanted), lambda: _hashes(wanted))

    @classmethod
    def of(cls, translator: Translator) -> Door:
        """The door to a model that is loaded already; it has the same hashes as :meth:`to` gives it."""
        from nlp.translate.stage import config_hash

        found = translator.checkpoint.hash, config_hash(translator.options, translator.glossary)
        return cls(lambda: translator, lambda: found)

    @property
    def opened(self) -> bool:
        """Whether the model was needed already."""
        return self._opened is not None

    @property
    def model_hash(self) -> str:
        """What names the model. Raises :class:`nlp.errors.ModelError` where there is none."""
        return self._hashes[0]

    @property
    def config_hash(self) -> str:
        """What else decides its results: rules, options and terms. Raises as :attr:`model_hash` does."""
        return self._hashes[1]

    @cached_property
    def _hashes(self) -> tuple[str, str]:
        return self._hashes_of()

    def translate(self, texts: Sequence[str], lang: str) -> Sequence[Translation]:
        """One translation for each sentence, in order.

        Raises :class:`nlp.errors.ModelError` where there is no such model.
        """
        with self._lock:
            if self._opened is None:
                self._opened = self._load()
        return self._opened.translate(texts, lang)


def _hashes(options: TranslateOptions) -> tuple[str, str]:
    """The hashes of a model that need not be loaded for them."""
    from nlp.checkpoints import find
    from nlp.glossary import Glossary
    from nlp.translate.stage import config_hash

    found = find(options.model, "translation", allow_network=options.allow_network)
    return found.hash, config_hash(options, Glossary.for_translation(options.glossary))
