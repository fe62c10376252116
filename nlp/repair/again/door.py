"""The door to the translation model: found by name, loaded when the first sentence needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from nlp.repair.again.choose import Translated
from nlp.stage import hash_of

if TYPE_CHECKING:
    from nlp.glossary import Term
    from nlp.translate import TranslateOptions, Translator


class _Model(Protocol):
    def translate(self, texts: Sequence[str], lang: str) -> Sequence[Translated]: ...


class Door:
    """Translates like what it opens to, which ``load`` makes at the first call.

    Safe to share between threads. ``names`` gives :attr:`name`, asked for where a key is made.
    """

    def __init__(self, load: Callable[[], _Model], names: Callable[[], str]) -> None:
        self._load, self._names, self._lock = load, names, Lock()
        self._opened: _Model | None = None

    @classmethod
    def to(cls, options: TranslateOptions | None = None) -> Door:
        """The door to the model that the options name."""
        from nlp.translate import TranslateOptions, Translator

        wanted = options or TranslateOptions()
        return cls(lambda: Translator.load(options=wanted), lambda: _name_of(wanted))

    @classmethod
    def of(cls, translator: Translator) -> Door:
        """The door to a model that is loaded already; it has the same name as :meth:`to` gives it."""
        name = _name(translator.checkpoint.hash, translator.options, translator.glossary)
        return cls(lambda: translator, lambda: name)

    @property
    def opened(self) -> bool:
        """Whether the model was needed already."""
        return self._opened is not None

    @property
    def name(self) -> str:
        """What decides its results: model, rules, options and terms.

        Raises :class:`nlp.errors.ModelError` where there is no such model.
        """
        return self._names()

    def translate(self, texts: Sequence[str], lang: str) -> Sequence[Translated]:
        """One translation for each sentence, in order.

        Raises :class:`nlp.errors.ModelError` where there is no such model.
        """
        with self._lock:
            if self._opened is None:
                self._opened = self._load()
        return self._opened.translate(texts, lang)


def _name_of(options: TranslateOptions) -> str:
    """The name of a model that need not be loaded for it."""
    from nlp.checkpoints import find
    from nlp.glossary import Glossary

    found = find(options.model, "translation", allow_network=options.allow_network)
    return _name(found.hash, options, Glossary.for_translation(options.glossary))


def _name(model: str, options: TranslateOptions, glossary: Iterable[Term]) -> str:
    from nlp.translate.stage import config_hash

    return hash_of([model, config_hash(options, glossary)])
