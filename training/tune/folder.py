"""The folder that a retrained model is written to, and what its manifest says: the same for every task."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nlp.checkpoints import Checkpoint, find
from training.tune import report, target
from training.tune.recipe import Recipe
from training.tune.run import Log


def settled(folder: Path, out: Path, task: str, card: str) -> dict[str, str]:
    """Write the card, put the folder in the place of ``out``; name and hash of the model.

    Raises:
        nlp.errors.ModelError: what was written cannot be found as a model of that task.
    """
    (folder / "README.md").write_text(card, encoding="utf-8")
    target.put(folder, out)
    return {"model": out.name, "hash": find(str(out.resolve()), task=task).hash}


def about(recipe: Recipe, start: Checkpoint, log: Log, task: str, licence: str) -> dict[str, Any]:
    """What a manifest says beside files and metrics."""
    hashed = {
        "name": f"weights it started from: {start.name}",
        "use": "start",
        "sha256": start.hash,
        "licence": str(start.manifest.get("licence", "see its own card")),
    }
    return {
        "name": recipe.name,
        "version": recipe.version,
        "task": task,
        "licence": licence,
        "data": [*report.data_entries(recipe, log.hashes), hashed],
        "recipe": report.portable(recipe),
    }
