"""Fit the confidence of a translation model: the chrF that a sentence is expected to have.

A logistic curve over what decoding showed (`nlp.translate.traits.Evidence`), fitted by cross-entropy to
the sentence chrF of every second development sentence; the others measure it (`eval.translation`).
Writes `confidence.json` into the run folder, which the export puts into the model's `translation.json`.

    python -m training.translation.calibrate training/translation/recipe.toml --model models/translation \
        --shared SHARED
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.translate import TranslateOptions, Translation, Translator

RIDGE = 1e-3
"""Weight of the squared weights, so that features that say the same do not fight."""


def rows(
    found: Sequence[Translation], references: Sequence[str]
) -> tuple[list[dict[str, float]], list[float]]:
    """Features and sentence chrF (0-1) of the translations that were decoded whole."""
    from sacrebleu.metrics import CHRF

    metric = CHRF()
    features, quality = [], []
    for translation, reference in zip(found, references, strict=True):
        if translation.evidence is not None:
            features.append(translation.evidence.features())
            quality.append(metric.sentence_score(translation.text, [reference]).score / 100)
    return features, quality


def fit(features: Sequence[dict[str, float]], quality: Sequence[float]) -> dict[str, float]:
    """Weights of the features that minimise the cross-entropy against the quality."""
    from scipy.optimize import minimize

    names = list(features[0])
    x = np.array([[row[name] for name in names] for row in features])
    y = np.array(quality)

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = x @ w
        value = np.mean(np.logaddexp(0, z) - y * z) + RIDGE * w @ w
        return float(value), x.T @ (1 / (1 + np.exp(-z)) - y) / len(y) + 2 * RIDGE * w

    # a check that failed may never make a sentence look better
    bounds = [(None, 0.0 if name == "problems" else None) for name in names]
    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", bounds=bounds)
    return {name: round(float(w), 4) for name, w in zip(names, found.x, strict=True)}


def calibrate(model: str, shared: Path) -> dict[str, float]:
    """Fit on the even sentences of FLORES dev and of the development articles."""
    from eval.translation import load_sets

    translator = Translator.load(options=TranslateOptions(model=model))
    features: list[dict[str, float]] = []
    quality: list[float] = []
    for test in load_sets(shared, ["flores", "articles"]):
        found = translator.translate(test.sources[::2], test.lang)
        more, scores = rows(found, test.references[::2])
        features += more
        quality += scores
    return fit(features, quality)


def main() -> None:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--model", default="models/translation")
    parser.add_argument("--shared", type=Path, required=True)
    args = parser.parse_args()
    recipe = tomllib.loads(args.recipe.read_text(encoding="utf-8"))
    text = json.dumps(calibrate(args.model, args.shared), indent=1) + "\n"
    (Path(recipe["run"]) / "confidence.json").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
