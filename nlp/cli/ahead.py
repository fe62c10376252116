"""What can be told of a run before anything is written: whether the models and tables that it names
are there (of its archives :func:`nlp.cli.outputs.apart` tells)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.config import Config


def check_models(options: Config) -> None:
    """Raise, as :meth:`nlp.pipeline.Pipeline.load` does later, for what the options name.

    :class:`nlp.errors.ModelError` for a model that is not there or does something else,
    :class:`nlp.errors.ConfigError` for a glossary or a sketch that cannot be read. Models are not
    loaded: one that is damaged, or a GPU that does not work, is told only by the run.
    """
    from nlp.checkpoints import find
    from nlp.glossary import Glossary
    from nlp.separate.repeats import Repeats

    for path in {options.translate.glossary, options.repair.glossary} - {None}:
        Glossary.load(path)
    if options.separate.repeats:
        Repeats.load(options.separate.repeats)
    for room, task in (
        (options.separate, "separation"),
        (options.translate, "translation"),
        (options.classify, "events"),
    ):
        find(room.model, task, allow_network=room.allow_network)
    if options.repair.model and options.repair.enabled:
        find(options.repair.model, "repair", allow_network=options.repair.allow_network)
