"""Fit without some author files, and on those fit how to decide."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

from training.events import calibrate, data, export
from training.events.damage import damaged
from training.events.fit import fit


def kept_decisions(model: Path) -> dict[str, Any]:
    """The decisions of a model that is there, with the figures of the files that they were fitted on."""
    settings = json.loads((model / "events.json").read_text(encoding="utf-8"))
    manifest = json.loads((model / "manifest.json").read_text(encoding="utf-8"))
    kept = {name: settings[name] for name in ("mix", "thresholds", "abstain")}
    return {**kept, "left_out": manifest["metrics"]["left_out"]}


def decisions(
    samples: list[data.Sample],
    english: list[data.Sample],
    noise: list[str],
    types: list[str],
    recipe: dict[str, Any],
) -> dict[str, Any]:
    """The mix, the thresholds and the abstention, with the figures of the left-out files.

    They are fitted on the files as they are and on a damaged copy of each article.
    """
    left_out = set(recipe["calibration"]["left_out"])
    rest = [s for s in samples if s.group not in left_out]
    fitted = fit(rest, english, noise, types, recipe)
    held = [s for s in samples if s.group in left_out]
    rng = random.Random(recipe["data"]["seed"] + 1)
    asked = [*held, *[damaged(sample, noise, rng) for sample in held]]
    logits = fitted.logits(asked)
    truth = [s.events for s in asked]
    found = calibrate.fit(logits, truth, types, recipe["calibration"]["coverage"])
    found["left_out"] = export.figures(
        logits.scores(found["mix"])[: len(held)], truth[: len(held)], types, found
    )
    print(json.dumps(found["left_out"]), file=sys.stderr)
    return found
