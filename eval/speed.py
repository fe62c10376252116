"""How fast a translation model runs as shipped, beside transformers on the same model.

    python -m eval.speed --shared SHARED [--model NAME_OR_FOLDER]

The sentences are those of the development articles, each once. `transformers` decodes greedily in
batches of 16 sorted by length, without any guard; `engine` is CTranslate2 alone, greedy; `shipped` is
the translator with its default options: masks, terms, checks, beams.
Words of source text a second, the best of `--rounds` runs, models loaded before.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

from eval.shared import folder_with
from eval.translation_sets import load_sets
from nlp.convert import quiet
from nlp.engine import load_engine
from nlp.translate import TranslateOptions, Translator

BATCH = 16
Sentences = list[tuple[str, str]]


def sentences(shared: Path) -> Sentences:
    """(language, sentence) of the development articles, no sentence twice."""
    sets = load_sets(shared, ["articles"])
    return list(dict.fromkeys((test.lang, text) for test in sets for text in test.sources))


def with_transformers(folder: Path) -> Callable[[Sentences], None]:
    """Greedy decoding as the library documents it: padded batches, sorted by length."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    quiet()
    model = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()
    tokenizer = AutoTokenizer.from_pretrained(folder)

    def run(given: Sentences) -> None:
        texts = sorted((text for _, text in given), key=len)
        for start in range(0, len(texts), BATCH):
            batch = tokenizer(texts[start : start + BATCH], return_tensors="pt", padding=True)
            with torch.inference_mode():
                out = model.generate(
                    **batch, num_beams=1, do_sample=False, max_new_tokens=200, max_length=None
                )
            tokenizer.batch_decode(out, skip_special_tokens=True)

    return run


def with_engine(translator: Translator) -> Callable[[Sentences], None]:
    """CTranslate2 alone."""
    engine = load_engine(translator.checkpoint)

    def run(given: Sentences) -> None:
        engine.translate([text for _, text in given], "fr")

    return run


def as_shipped(translator: Translator) -> Callable[[Sentences], None]:
    """The translator with its default options; it remembers nothing from one run to the next."""

    def run(given: Sentences) -> None:
        translator.translate([text for _, text in given], [lang for lang, _ in given])

    return run


def words_per_second(run: Callable[[Sentences], None], given: Sentences, rounds: int) -> int:
    """The best of some runs, after a short one to warm up."""
    run(given[:BATCH])
    words = sum(len(text.split()) for _, text in given)
    best = 0.0
    for _ in range(rounds):
        began = time.perf_counter()
        run(given)
        best = max(best, words / (time.perf_counter() - began))
    return round(best)


def measure(shared: Path, model: str, rounds: int) -> dict[str, float]:
    """Words a second of the three ways, and how many times transformers the shipped way is."""
    translator = Translator.load(options=TranslateOptions(model=model, memory=0))
    given = sentences(shared)
    ways = {
        "transformers": with_transformers(translator.checkpoint.path),
        "engine": with_engine(translator),
        "shipped": as_shipped(translator),
    }
    found: dict[str, float] = {
        name: words_per_second(run, given, rounds) for name, run in ways.items()
    }
    found["times_transformers"] = round(found["shipped"] / found["transformers"], 2)
    return {"sentences": len(given), **found}


def main() -> None:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=folder_with("labelled/articles/*.jsonl"), required=True)
    parser.add_argument("--model", default="translation")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    print(json.dumps(measure(args.shared, args.model, args.rounds), indent=1))


if __name__ == "__main__":
    main()
