"""The proper names that English writes differently: `nlp/data/names.tsv`, which translation reads as terms.

They come from the written tables (`proper_names/es.tsv` and `fr.tsv`: the name as the source
writes it, English, or "-" where English keeps it) and from `nlp/data/exonyms.tsv`, which repair reads
too. A name that the training pairs mostly keep (Conseil d'État) is left out, and one that they have
often: the model knows it.

    python -m training.translation.exonyms training/translation/recipe.toml
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from nlp.tables import rows as table_rows

WRITTEN = Path(__file__).parent / "proper_names"
TO = Path(__file__).parents[2] / "nlp/data/names.tsv"
KNOWN = 200
"""Pairs with a name from which the model is taken to know it."""
_COLUMNS = {"fr": "french", "es": "spanish"}
_HEAD = """\
# Proper names that English writes differently, as they stand in the text; translation alone reads them.
lang\tterm\tkind\tenglish
"""
_PARTS = re.compile(r"[\s'(\"«“]+|[,;:.!?)»”]+(?=\s|$)")

Names = dict[str, str]


class Seen(NamedTuple):
    """Pairs with a name: all of them, those whose English keeps it, those with its English form."""

    pairs: int = 0
    kept: int = 0
    rendered: int = 0


def straight(text: str) -> str:
    """The text with straight apostrophes."""
    return text.replace("’", "'")


def names_of(lang: str, folder: Path = WRITTEN) -> Names:
    """All names of a language with their English; a written one goes before an exonym."""
    lines = (folder / f"{lang}.tsv").read_text(encoding="utf-8").splitlines()
    found = dict(straight(line).split("\t") for line in lines)
    for row in table_rows("exonyms.tsv"):
        english = row["english"].split("|")[0]
        for name in filter(None, row[_COLUMNS[lang]].split("|")):
            if name != english:
                found.setdefault(straight(name), english)
    return {name: english for name, english in found.items() if english != "-"}


def counted(names: Names, pairs: Iterable[tuple[str, str]]) -> dict[str, Seen]:
    """What the pairs of one language show of each name that they have."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_word[_PARTS.split(name)[0]].append(name)
    counts = {what: Counter[str]() for what in Seen._fields}
    for source, target in pairs:
        text = straight(source)
        for name in _inside(text, by_word):
            counts["pairs"][name] += 1
            counts["kept"][name] += name in target
            counts["rendered"][name] += names[name].lower() in target.lower()
    return {name: Seen(*(counts[what][name] for what in Seen._fields)) for name in counts["pairs"]}


def _inside(text: str, by_word: dict[str, list[str]]) -> Iterator[str]:
    for word in set(_PARTS.split(text)):
        yield from (name for name in by_word.get(word, ()) if name in text)


def listed(names: Names, seen: dict[str, Seen]) -> Names:
    """The names to show: those that the pairs have seldom and mostly do not keep."""
    nothing = Seen()
    told = {name: seen.get(name, nothing) for name in names}
    return {
        n: e
        for n, e in names.items()
        if told[n].pairs <= KNOWN and told[n].kept <= told[n].rendered
    }


def collect(recipe: dict) -> dict[str, Names]:
    """The names to show of each language, from the run's prepared pairs (synthetic sources left out)."""
    rows = pq.read_table(Path(recipe["run"]) / "pairs.parquet").to_pylist()
    real = [row for row in rows if "/pivot_" not in row["corpus"]]
    found = {}
    for lang in ("es", "fr"):
        names = names_of(lang)
        pairs = ((row["source"], row["target"]) for row in real if row["lang"] == lang)
        found[lang] = listed(names, counted(names, pairs))
    return found


def main() -> None:
    """Command line: `python -m training.translation.exonyms RECIPE`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    recipe = tomllib.loads(parser.parse_args().recipe.read_text(encoding="utf-8"))
    lines = [
        f"{lang}\t{name}\tname\t{english}\n"
        for lang, names in collect(recipe).items()
        for name, english in sorted(names.items())
    ]
    TO.write_text(_HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
