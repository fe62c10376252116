"""The rare words of the training pairs with their English: `glosses.tsv` for training, `glosses-shown.tsv`
for use.

English comes from the written dictionaries (training/translation/dictionary: lemmas and renderings),
for every form of a lemma (simplemma knows the lemma, wordfreq the forms in use), and from word
alignment (`lexicon.json`) for words that they lack. A word that the pairs have often is not listed: the
model knows it from there.

    pip install simplemma wordfreq
    python -m training.translation.glosses training/translation/recipe.toml
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq

from nlp.translate import glosses

DICTIONARY = Path(__file__).parent / "dictionary"
SHOWN = "glosses-shown.tsv"
"""What the export takes along."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FORMS = 300_000  # of a language, the commonest
_MOST = 3  # renderings
_LEAST_SHARE, _LEAST_FIRST = 0.1, 0.25  # of an aligned word's occurrences: any rendering, the first

Table = dict[str, tuple[str, ...]]


def counted(rows: Iterable[dict[str, str]]) -> dict[str, Counter[str]]:
    """How often the pairs of each language have a source word; synthetic sources do not count."""
    seen = {"fr": Counter(), "es": Counter()}
    for row in rows:
        if "/pivot_" not in row["corpus"]:
            seen[row["lang"]].update(w.lower() for w in _WORD.findall(row["source"]))
    return seen


def dictionary(path: Path) -> Table:
    """Lemmas and renderings of a written dictionary; "-" marks a lemma that has none."""
    table = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        lemma, english = line.split("\t")
        if english != "-":
            table[lemma] = tuple(english.split("; "))[:_MOST]
    return table


def forms(table: Table, lang: str) -> Table:
    """The forms in use of the lemmas of a table, each with its lemma's renderings."""
    import simplemma
    from wordfreq import top_n_list

    found = dict(table)
    for form in top_n_list(lang, _FORMS):
        if form in found or not simplemma.is_known(form, lang):
            continue
        if english := table.get(simplemma.lemmatize(form, lang)):
            found[form] = english
    return found


def aligned(lexicon: dict[str, list]) -> Table:
    """What word alignment says of each word, in the dictionary form."""
    table = {}
    for word, found in lexicon.items():
        english = dict.fromkeys(base(e) for e, share in found[:_MOST] if share >= _LEAST_SHARE)
        if found[0][1] >= _LEAST_FIRST and len(word) > 2:
            table[word] = tuple(english)
    return table


@cache
def lemmas(word: str) -> frozenset[str]:
    """An English word and the nouns, verbs and adjectives that it may be a form of."""
    from lemminflect import getAllLemmas

    found = getAllLemmas(word)
    return frozenset((word, *(lemma for kind in found.values() for lemma in kind)))


@cache
def base(word: str) -> str:
    """The dictionary form of an English noun or verb; a word that is one itself stays."""
    from lemminflect import getAllLemmas

    found = getAllLemmas(word)
    options = [lemma for kind in ("NOUN", "VERB") for lemma in found.get(kind, ())]
    return word if word in options or not options or "ADJ" in found else options[0]


def collect(recipe: dict) -> tuple[dict[str, Table], dict[str, Table]]:
    """The glosses of both languages: of the words to train on, and of the rarer ones that are shown in use."""
    run, limits = Path(recipe["run"]), recipe["glosses"]
    seen = counted(pq.read_table(run / "pairs.parquet").to_pylist())
    lexicon = json.loads((run / "lexicon.json").read_text(encoding="utf-8"))
    trained, shown = {}, {}
    for lang, counts in seen.items():
        written = DICTIONARY / f"{lang}.tsv"
        known = forms(dictionary(written), lang) if written.exists() else {}
        whole = aligned(lexicon[lang]) | known
        table = {w: e for w, e in whole.items() if _WORD.fullmatch(w) and w not in e}
        trained[lang] = {w: e for w, e in table.items() if counts[w] <= limits["seen"]}
        shown[lang] = {w: e for w, e in table.items() if counts[w] <= limits["shown"]}
    return trained, shown


def main() -> None:
    """Command line: `python -m training.translation.glosses RECIPE`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    recipe = tomllib.loads(parser.parse_args().recipe.read_text(encoding="utf-8"))
    for name, tables in zip((glosses.FILE, SHOWN), collect(recipe), strict=True):
        with (Path(recipe["run"]) / name).open("w", encoding="utf-8") as out:
            glosses.write(tables, out)


if __name__ == "__main__":
    main()
