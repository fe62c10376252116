"""What the ways to classify are worth, on the same articles.

python -m training.events.compare --shared PATH                     # the table
python -m training.events.compare --shared PATH --left-out          # each author file left out in turn
python -m training.events.compare --shared PATH --methods frozen train --shots 4 8 --seeds 1 2 3

`words` is TF-IDF with logistic regression, `frozen` logistic regression over the base encoder as it
comes, `setfit` the method of that name, `train` what `veille train events` makes of the articles,
starting from the base encoder. The table: learnt without the author files that the recipe leaves
out (the hard ones) and without the development split, judged on both. `--shots` draws that many
articles a primary type (or all there are) out of the same, without the documents; 0 takes it all.
JSON out, each result as soon as it is there. Fine-tuning on all of it is measured by `python -m training.events`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

from eval.events import figures
from training.events import data, finetune, methods, setfit
from training.events.__main__ import TYPES
from training.events.methods import Answer, Method, Samples
from training.splits import is_dev

METHODS = ("words", "frozen", "setfit", "train")


class Split(NamedTuple):
    """Articles to learn from, and named sets to judge on."""

    known: list[data.Sample]
    asked: dict[str, list[data.Sample]]


def hard_split(articles: Samples, others: Samples, left_out: Sequence[str]) -> Split:
    """Learn without the files that are left out and without the development split; judge on both."""
    rest = data.for_training(articles)
    known = [s for s in rest if s.group not in left_out]
    asked = {
        "hard": [s for s in rest if s.group in left_out],
        "dev": [s for s in articles if is_dev(s.id)],
    }
    return Split([*known, *others], asked)


def drawn(samples: Samples, count: int, seed: int) -> list[data.Sample]:
    """``count`` articles of each primary type, or all there are; the same for a seed."""
    rng = random.Random(seed)
    by_type: dict[str, list[data.Sample]] = {}
    for sample in samples:
        by_type.setdefault(sample.events[0], []).append(sample)
    return [
        s for name in sorted(by_type) for s in rng.sample(by_type[name], min(count, len(by_type[name])))
    ]  # fmt: skip


def judged(method: Method, split: Split) -> dict[str, Any]:
    """The figures of each set, the articles learnt from and the processor seconds of that."""
    started = time.process_time()
    with redirect_stdout(sys.stderr):  # a Trainer tells its progress there
        judge = method(split.known)
    seconds = time.process_time() - started
    found: dict[str, Any] = {"learnt_from": len(split.known), "cpu_s": round(seconds, 1)}
    for name, asked in split.asked.items():
        found[name] = _shown(figures(judge(asked), [s.events for s in asked]))
    return found


def _shown(found: dict[str, Any]) -> dict[str, Any]:
    names = ("articles", "primary_accuracy", "macro_f1", "secondary_micro_f1")
    return {name: found[name] for name in names if name in found}


def left_out(articles: Samples, others: Samples, method: Method) -> dict[str, Any]:
    """Primary accuracy of each author file left out, of all together, and the other figures."""
    result: dict[str, Any] = {}
    found: list[Answer] = []
    truth: list[Sequence[str]] = []
    for group in sorted({sample.group for sample in articles}):
        asked = [s for s in articles if s.group == group]
        own = method([*[s for s in articles if s.group != group], *others])(asked)
        wanted = [s.events for s in asked]
        result[group] = figures(own, wanted)["primary_accuracy"]
        found += own
        truth += wanted
    return {**result, "all": _shown(figures(found, truth))}


def makers(
    types: list[str], noise: list[str], recipe: dict[str, Any], split: Split, epochs: int = 0
) -> dict[str, Callable[[int], Method]]:
    """Each method by its name, for a seed; ``epochs`` are those of `train`, 0 for its own."""
    frozen = methods.Frozen(recipe)
    folder = finetune.base_folder(recipe["encoder"]["base"])
    held_out = [s for asked in split.asked.values() for s in asked]
    return {
        "words": lambda seed: methods.by_words(types, noise, recipe),
        "frozen": lambda seed: methods.by_features(frozen, types, c=0.1),
        "setfit": lambda seed: setfit.by_setfit(folder, types, setfit.Contrast(seed=seed)),
        "train": lambda seed: methods.by_training(recipe, seed, held_out, epochs),
    }


def parsed() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.events.compare", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--methods", nargs="+", default=METHODS[:3], choices=METHODS)
    parser.add_argument("--left-out", action="store_true", help="each author file in turn")
    parser.add_argument("--shots", nargs="+", type=int, default=[0], help="a type; 0: all")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1], help="of --shots")
    parser.add_argument("--epochs", type=int, default=0, help="of train, all of them; 0: its own")
    return parser.parse_args()


def main() -> None:
    """Measure what the command line asks for."""
    args = parsed()
    path = Path(__file__).with_name("recipe.toml")
    recipe = tomllib.loads(path.read_text(encoding="utf-8"))
    types = [row["id"] for row in tomllib.loads(TYPES.read_text(encoding="utf-8"))["type"]]
    articles = data.articles(args.shared / recipe["data"]["articles"])
    documents = data.documents(args.shared / recipe["data"]["documents"])
    short = [*data.extra(), *data.written()]
    noise = data.noise_lines(args.shared / recipe["data"]["noise"])
    split = hard_split(articles, short, recipe["calibration"]["left_out"])
    made = makers(types, noise, recipe, split, args.epochs)
    for name in args.methods:
        if args.left_out:
            _tell(name, left_out(articles, [*documents, *short], made[name](1)))
            continue
        for shots in args.shots:
            for seed in args.seeds if shots else args.seeds[:1]:
                known = drawn(split.known, shots, seed) if shots else [*split.known, *documents]
                found = judged(made[name](seed), split._replace(known=known))
                _tell(name, {"shots": shots, "seed": seed, **found})


def _tell(name: str, found: dict[str, Any]) -> None:
    print(json.dumps({"method": name, **found}), flush=True)


if __name__ == "__main__":
    main()
