"""Which English words render which source words: counted over word-aligned training pairs.

eflomal (Östling and Tiedemann, 2016) aligns a sample of the prepared pairs in both directions; links
that both directions have are counted. Writes `lexicon.json`: for each language, for each word, up to
four renderings with the share of the word's occurrences, the likeliest first.

    python -m training.translation.lexicon training/translation/recipe.toml
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from training.translation.annotate import WORD
from training.translation.filters import OWN

Words = list[str]
_MOST, _LEAST_SEEN, _LEAST_SHARE = 4, 3, 0.08


def words(text: str) -> Words:
    """Lower-case words of a text, apostrophes made plain."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def sample(recipe: dict, lang: str) -> list[tuple[Words, Words]]:
    """Pairs of one language as words: in-domain pairs always, no synthetic sources."""
    rows = pq.read_table(Path(recipe["run"]) / "pairs.parquet").to_pylist()
    rows = [
        r
        for r in rows
        if r["lang"] == lang
        and "/pivot_" not in r["corpus"]
        and not r["corpus"].endswith(tuple(recipe["lexicon"]["without"]))
        and 3 <= len(r["source"].split()) <= 50
    ]
    own = [r for r in rows if r["corpus"].endswith(OWN)]
    rest = [r for r in rows if not r["corpus"].endswith(OWN)]
    size = min(len(rest), recipe["lexicon"]["pairs"])
    chosen = own + random.Random(recipe["seed"]).sample(rest, size)
    return [(words(r["source"]), words(r["target"])) for r in chosen]


def links(pairs: list[tuple[Words, Words]]) -> Iterator[set[tuple[int, int]]]:
    """Align pairs and yield, for each, the links (source, target) found in both directions."""
    import eflomal

    with tempfile.TemporaryDirectory() as folder:
        forward, back = f"{folder}/forward", f"{folder}/back"
        eflomal.Aligner(model=3, n_samplers=1).align(
            (" ".join(source) + "\n" for source, _ in pairs),
            (" ".join(target) + "\n" for _, target in pairs),
            links_filename_fwd=forward,
            links_filename_rev=back,
            quiet=True,
        )
        with open(forward, encoding="utf-8") as one, open(back, encoding="utf-8") as other:
            for a, b in zip(one, other, strict=True):
                both = set(a.split()) & set(b.split())
                yield {(int(i), int(j)) for i, j in (link.split("-") for link in both)}


def renderings(
    pairs: list[tuple[Words, Words]], aligned: Iterator[set[tuple[int, int]]]
) -> dict[str, list[tuple[str, float]]]:
    """For each word seen often enough, its renderings with their shares."""
    seen: Counter[str] = Counter()
    linked: dict[str, Counter[str]] = defaultdict(Counter)
    for (source, target), found in zip(pairs, aligned, strict=True):
        seen.update(source)
        for i, j in found:
            linked[source[i]][target[j]] += 1
    table = {
        word: [
            (english, round(count / seen[word], 3))
            for english, count in counts.most_common(_MOST)
            if count > 1 and count >= _LEAST_SHARE * seen[word]
        ]
        for word, counts in linked.items()
        if seen[word] >= _LEAST_SEEN
    }
    return {word: found for word, found in sorted(table.items()) if found}


def collect(recipe: dict) -> dict[str, dict[str, list[tuple[str, float]]]]:
    """The lexicon of both languages."""
    found = {}
    for lang in ("fr", "es"):
        pairs = sample(recipe, lang)
        found[lang] = renderings(pairs, links(pairs))
    return found


def main() -> None:
    """Command line: `python -m training.translation.lexicon RECIPE`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    recipe = tomllib.loads(parser.parse_args().recipe.read_text(encoding="utf-8"))
    text = json.dumps(collect(recipe), ensure_ascii=False, indent=0) + "\n"
    (Path(recipe["run"]) / "lexicon.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
