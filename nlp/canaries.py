"""Canaries: inputs that ship with a model and the outputs it must give, wherever it runs.

Files can be whole and a model still answer wrongly (another version of a library, a processor that
rounds elsewhere): the canaries tell.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nlp.checkpoints import Checkpoint, verify
from nlp.errors import ModelError


def faults(model: Checkpoint) -> list[str]:
    """What is wrong with a model: files that differ from its manifest, canaries that fail.

    Raises :class:`ModelError` when the model cannot be loaded at all.
    """
    wrong = verify(model)
    if wrong:
        return wrong  # a damaged model is not run
    return [
        f"canary: {canary['input']!r} gave {given!r}, {canary['output']!r} expected"
        for canary in model.canaries()
        if (given := answer(model, canary["input"])) != canary["output"]
    ]


def answer(model: Checkpoint, asked: dict[str, Any]) -> Any:
    """What ``model`` answers to the input of a canary of its task."""
    if model.task not in _ANSWERS:
        raise ModelError(f"{model.name}: no canaries are known for the task {model.task}")
    return _ANSWERS[model.task](str(model.path), asked)


def _translation(path: str, asked: dict[str, Any]) -> str:
    from nlp.translate import Translator

    return Translator.load(path).translate([asked["text"]], asked["lang"])[0].text


def _separation(path: str, asked: dict[str, Any]) -> list[str]:
    from nlp.separate import Separator

    return [found.label for found in Separator.load(path).label(asked["lines"], asked["lang"])]


def _repair(path: str, asked: dict[str, Any]) -> str:
    from nlp.repair import Repairer, RepairOptions

    options = RepairOptions(model=path, translated=True)
    return Repairer.load(options).repair(asked["text"]).text


def _events(path: str, asked: dict[str, Any]) -> dict[str, Any]:
    from nlp.classify.classifier import answer as classified

    return classified(path, asked)


_ANSWERS: dict[str | None, Callable[[str, dict[str, Any]], Any]] = {
    "translation": _translation,
    "separation": _separation,
    "events": _events,
    "repair": _repair,
}
