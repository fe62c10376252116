"""Fine-tune, calibrate, measure and write the event model.

python -m training.events --shared PATH --out models/events

With ``--go-on MODEL`` the encoder and its heads learn on, for fewer epochs, at other rates and from some of the articles
(``[go_on]`` of the recipe); the lexicon and the decisions of that model are kept.
"""

from __future__ import annotations

import argparse
import json
import time
import tomllib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from training.events import data, export
from training.events.decisions import decisions, kept_decisions
from training.events.fit import Fitted, fit, go_on, loaded

ROOT = Path(__file__).resolve().parents[2]
TYPES = ROOT / "nlp/data/event_types.toml"

Given = tuple[list[data.Sample], list[data.Sample], list[str], list[str], dict[str, Any]]
"""Articles, their machine English, lines of noise, types and recipe, as :func:`fit` takes them."""


def main() -> None:
    """The command line."""
    args = _arguments()
    recipe = tomllib.loads(args.recipe.read_text(encoding="utf-8"))
    started = time.monotonic()
    types = [row["id"] for row in tomllib.loads(TYPES.read_text(encoding="utf-8"))["type"]]
    articles = data.articles(args.shared / recipe["data"]["articles"])
    english = data.translated(args.english, articles) if args.english else []
    samples = data.all_for_training(args.shared, recipe)
    noise = data.noise_lines(args.shared / recipe["data"]["noise"])
    fitted, found = _learnt(args, (samples, english, noise, types, recipe))
    minutes = (time.monotonic() - started) / 60
    known = {s.id for s in samples} & {s.id for s in english}
    counts = {"articles": len(samples), "machine_english": len(known)}
    export.write(args.out, fitted, found, args.shared, counts, minutes, args.english, args.go_on)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.events", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the labelled data")
    parser.add_argument("--out", type=Path, required=True, help="model folder to write")
    parser.add_argument("--recipe", type=Path, default=Path(__file__).with_name("recipe.toml"))
    parser.add_argument(
        "--english",
        type=Path,
        default=None,
        help="machine English of the articles (training.events.translate)",
    )
    parser.add_argument(
        "--decisions",
        type=Path,
        default=ROOT / "runs/events/decisions.json",
        help="where the fitted mix and thresholds are kept",
    )
    parser.add_argument(
        "--keep-decisions",
        action="store_true",
        help="use that file instead of fitting the left-out model again",
    )
    parser.add_argument("--go-on", type=Path, default=None, help="event model that learns on")
    return parser.parse_args()


def _learnt(args: argparse.Namespace, given: Given) -> tuple[Fitted, dict[str, Any]]:
    """The model and its decisions: learnt on, fitted with decisions that were kept, or both anew."""
    samples, english, noise, types, recipe = given
    if args.go_on:
        found = kept_decisions(args.go_on)
        fitted = loaded(args.go_on, types, recipe)
        go_on(fitted, samples, english, noise)
        return fitted, found
    if args.keep_decisions:
        found = json.loads(args.decisions.read_text(encoding="utf-8"))
        return fit(*given), found
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:  # side by side: one core each
        waiting = pool.submit(decisions, *given)
        fitted = fit(*given)
        found = waiting.result()
    args.decisions.parent.mkdir(parents=True, exist_ok=True)
    args.decisions.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return fitted, found


if __name__ == "__main__":
    main()
