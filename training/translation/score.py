"""Score the prepared pairs with a model of our own: how likely it finds each English side.

Pairs that are misaligned, or translated too freely to learn from, get a low score; `data` leaves them
out when it runs again (`[score]` in the recipe). CTranslate2 reads both sides at once (`score_batch`),
several times faster than it decodes. Writes `scores.parquet` (key, score) into the run folder.

    python -m training.translation.score training/translation/recipe.toml --model models/translation
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from rich.progress import track

from nlp.checkpoints import find
from nlp.convert import converted
from nlp.engine import MAX_TOKENS, cores
from training.translation.scores import FILE, key, load_scores

_CHUNK = 4096  # pairs handed over at once; CTranslate2 sorts them by length
_BATCH = 4096  # tokens decoded side by side
Pair = tuple[str, str, str]


class Scorer:
    """Mean log-probability of a token of the English side, 0 or less."""

    def __init__(self, model: str) -> None:
        import ctranslate2
        import sentencepiece

        checkpoint = find(model, "translation")
        self._pieces = sentencepiece.SentencePieceProcessor(
            model_file=str(checkpoint.path / "source.spm")
        )
        self._model: Any = ctranslate2.Translator(
            str(converted(checkpoint, "int8")), inter_threads=cores(), intra_threads=1
        )

    def scores(self, pairs: Sequence[Pair]) -> list[float]:
        """One score for each pair, in order; a side beyond the model's positions scores -inf."""
        sides = [
            [
                [*pieces, "</s>"]
                for pieces in self._pieces.encode([p[at] for p in pairs], out_type=str)
            ]
            for at in (1, 2)
        ]
        fit = [i for i in range(len(pairs)) if max(len(sides[0][i]), len(sides[1][i])) < MAX_TOKENS]
        found = self._model.score_batch(
            [sides[0][i] for i in fit],
            [sides[1][i][:-1] for i in fit],
            max_batch_size=_BATCH,
            batch_type="tokens",
        )
        scores = [float("-inf")] * len(pairs)
        for i, result in zip(fit, found, strict=True):
            scores[i] = sum(result.log_probs) / max(len(result.log_probs), 1)
        return scores


def chunks(recipe: dict[str, Any], known: set[int]) -> Iterator[list[Pair]]:
    """The pairs of the corpora that the recipe wants scored, without those that have a score."""
    wanted = set(recipe["score"]["corpora"])
    rows = pq.read_table(Path(recipe["run"]) / "pairs.parquet").to_pylist()
    pairs = [(r["lang"], r["source"], r["target"]) for r in rows if r["corpus"] in wanted]
    new = [pair for pair in pairs if key(*pair) not in known]
    for start in range(0, len(new), _CHUNK):
        yield new[start : start + _CHUNK]


def score(recipe: dict[str, Any], model: str) -> int:
    """Score what has no score yet; kept after every chunk. Returns how many were scored."""
    run = Path(recipe["run"])
    scorer, known, count = Scorer(model), load_scores(run), 0
    for pairs in track(list(chunks(recipe, set(known))), "scoring"):
        known |= zip((key(*pair) for pair in pairs), scorer.scores(pairs), strict=True)
        count += len(pairs)
        table = pa.table({"key": list(known), "score": pa.array(known.values(), pa.float32())})
        pq.write_table(table, run / f"{FILE}.new")
        (run / f"{FILE}.new").replace(run / FILE)
    return count


def main() -> None:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--model", default="models/translation")
    args = parser.parse_args()
    recipe = tomllib.loads(args.recipe.read_text(encoding="utf-8"))
    print(score(recipe, args.model))


if __name__ == "__main__":
    main()
