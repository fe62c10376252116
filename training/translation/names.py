"""Collect the capitalised words that English translates: what must not be masked as a name.

Reads the prepared pairs and writes `names.json`, a list for each language of the words that stand
with a capital inside a source sentence and that the English mostly does not repeat.

    python -m training.translation.names training/translation/recipe.toml
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq

REPEATED = 0.7  # share of its occurrences in which a name is found again in the English
_CAPITALISED = re.compile(r"(?<=[\w,] )(?:(?:[ldjnsmtc]|qu)['’])?([A-ZÀ-ÖØ-Ý][\w-]*\w)", re.UNICODE)
_WORD = re.compile(r"\w[\w-]*\w|\w")


def translated_words(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Words with a capital inside the source sentences that the English seldom repeats, sorted."""
    seen: Counter[str] = Counter()
    repeated: Counter[str] = Counter()
    for source, target in pairs:
        found = _CAPITALISED.findall(source)
        if found:
            english = set(_WORD.findall(target))
            seen.update(found)
            repeated.update(word for word in found if word in english)
    return sorted(word for word in seen if repeated[word] < REPEATED * seen[word])


def collect(recipe: dict) -> dict[str, list[str]]:
    """The list of each language, from the run's prepared pairs (synthetic sources left out)."""
    rows = pq.read_table(Path(recipe["run"]) / "pairs.parquet").to_pylist()
    return {
        lang: translated_words(
            (row["source"], row["target"])
            for row in rows
            if row["lang"] == lang and "/pivot_" not in row["corpus"]
        )
        for lang in ("fr", "es")
    }


def main() -> None:
    """Command line: `python -m training.translation.names RECIPE`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    recipe = tomllib.loads(parser.parse_args().recipe.read_text(encoding="utf-8"))
    text = json.dumps(collect(recipe), ensure_ascii=False, indent=0) + "\n"
    (Path(recipe["run"]) / "names.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
