"""Prepare the training pairs: read, filter, de-duplicate, keep clear of the development sets.

Writes into the run folder `pairs.parquet` (corpus, lang, source, target), `counts.json` (what was
read, kept and dropped per corpus, with the SHA-256 of every input file) and `dev.jsonl` (a sample of
the development sets, on which the trainer logs its loss).
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import lzma
import math
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from training.splits import is_dev
from training.translation.filters import HeldOut, Keeper
from training.translation.scores import key, load_scores

WRITTEN = Path(__file__).parent / "pairs"  # French, Spanish, English: written for this project, CC0
_SPACE = re.compile(r"[ \t\r\n\u2028\u2029]+")
_NON_COMMERCIAL = re.compile(r"non-?commercial|\bBY-NC", re.IGNORECASE)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def articles(shared: Path) -> Iterator[dict]:
    """Yield the labelled articles of every file, in a fixed order."""
    for path in sorted((shared / "labelled/articles").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def article_pairs(article: dict) -> Iterator[tuple[str, str]]:
    """Yield (source, English) of the title and of every sentence of a labelled article."""
    yield article["title"], article["title_en"]
    for paragraph in article["paragraphs"]:
        for sentence in paragraph:
            yield sentence["src"], sentence["en"]


def held_out(shared: Path) -> HeldOut:
    """Collect every development text: FLORES, TICO-19, the benchmarks and the dev articles."""
    found = HeldOut()
    for path in sorted((shared / "benchmarks/translation").glob("*/flores-dev.*")):
        if path.suffix in {".fr", ".es", ".en"}:
            for line in path.read_text(encoding="utf-8").splitlines():
                found.add(line)
    for path in sorted((shared / "corpora").glob("*-en/*tico19*.tsv.xz")):
        for pair in read_tsv(path):
            for side in pair:
                found.add(side)
    for path in sorted((shared / "benchmarks").glob("*/dev.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for text in _strings(json.loads(line)):
                found.add(text)
    for article in articles(shared):
        if is_dev(article["id"]):
            for pair in article_pairs(article):
                for side in pair:
                    found.add(side)
    return found


def read_tsv(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the first two columns of a (compressed) TSV file, white space made plain."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) >= 2:
                yield tidy(columns[0]), tidy(columns[1])


def tidy(text: str) -> str:
    """Decode HTML entities and make runs of plain white space one space (no-break ones stay)."""
    if "&" in text:
        text = html.unescape(text)
    return _SPACE.sub(" ", text).strip()


def listed_sources(shared: Path, pair: str) -> dict[str, dict[str, str]]:
    """Read a pair's SOURCES.tsv: for each corpus its domain, origin, licence and notes."""
    lines = (shared / "corpora" / pair / "SOURCES.tsv").read_text(encoding="utf-8").splitlines()
    names = [name.strip() for name in lines[0].split("\t")]
    rows = (dict(zip(names, line.split("\t"), strict=False)) for line in lines[1:])
    return {row[names[0]]: row for row in rows}


def licences(shared: Path, recipe: dict) -> dict[str, str]:
    """The licence of every corpus that the recipe names, by `pair/corpus`."""
    found = {
        f"{pair}/{name}": listed_sources(shared, pair)[name]["licence"]
        for pair, weights in recipe["corpora"].items()
        for name in weights
    }
    return (
        found
        | {
            f"{lang}-en/{kind}": "CC0 1.0, written for this project"
            for lang in ("fr", "es")
            for kind in ("articles", "sentences", "written")
        }
        | {
            f"es-en/apertium_{name}": f"as fr-en/{name}"
            for name in recipe.get("pivot", {}).get("corpora", [])
        }
    )


def sources(shared: Path, recipe: dict) -> Iterator[tuple[str, str, Path]]:
    """Yield (corpus, language, file) for every corpus that the recipe names.

    Raises:
        ValueError: a named corpus is a development set, unknown or not for commercial use.
    """
    for pair in ("fr-en", "es-en"):
        known = listed_sources(shared, pair)
        for name in recipe["corpora"][pair]:
            if "dev" in name.lower() or "tico19" in name or name not in known:
                raise ValueError(f"{pair}/{name}: not a training corpus")
            english_now_nc = name.startswith("openstax")  # the editions used are CC BY 4.0
            terms = f"{known[name]['licence']} {known[name]['notes']}"
            if _NON_COMMERCIAL.search(terms) and not english_now_nc:
                raise ValueError(f"{pair}/{name}: licence is non-commercial")
            yield f"{pair}/{name}", pair[:2], shared / "corpora" / pair / f"{name}.tsv.xz"


def labelled(shared: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield (corpus, language, source, English) of the in-domain pairs outside the dev split."""
    for article in articles(shared):
        if not is_dev(article["id"]):
            for source, target in article_pairs(article):
                yield f"{article['lang']}-en/articles", article["lang"], source, target
    for path in sorted((shared / "labelled/sentences").glob("*.tsv")):
        lang = path.stem[-2:]
        for source, target in read_tsv(path):
            yield f"{lang}-en/sentences", lang, source, target


def written() -> Iterator[tuple[str, str, str, str]]:
    """Yield (corpus, language, source, English) of the lines that lie beside this file.

    `NAME.tsv` holds French, Spanish and English, `NAME_fr.tsv` and `NAME_es.tsv` one of them and English.

    Raises:
        ValueError: a line has not as many cells as its file's name says.
    """
    for path in sorted(WRITTEN.glob("*.tsv")):
        langs = [path.stem[-2:]] if path.stem.endswith(("_fr", "_es")) else ["fr", "es"]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            *cells, english = (tidy(cell) for cell in line.split("\t"))
            if len(cells) != len(langs) or not all((*cells, english)):
                raise ValueError(f"{path.name}, line {number}: not {', '.join(langs)} and English")
            for lang, source in zip(langs, cells, strict=True):
                yield f"{lang}-en/written", lang, source, english


def development(shared: Path) -> Iterator[dict[str, str]]:
    """Yield every tenth FLORES sentence and every sixth one of the development articles."""
    for lang in ("fr", "es"):
        folder = shared / f"benchmarks/translation/{lang}-en"
        sides = [
            (folder / f"flores-dev.{side}").read_text(encoding="utf-8").splitlines()
            for side in (lang, "en")
        ]
        dev = [a for a in articles(shared) if a["lang"] == lang and is_dev(a["id"])]
        pairs = [pair for article in dev for pair in article_pairs(article)]
        general = list(zip(*sides, strict=True))[::10]
        for name, chosen in (("flores", general), ("articles", pairs[::6])):
            for source, target in chosen:
                yield {"set": f"{name}-{lang}", "source": source, "target": target}


def sha256(path: Path) -> str:
    """Hex SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def prepare(recipe: dict, shared: Path) -> None:
    """Write the run's `pairs.parquet` and `counts.json`."""
    scores = load_scores(Path(recipe["run"]))
    keeper = Keeper(
        held_out(shared),
        lambda *pair: scores.get(key(*pair)),
        recipe.get("score", {}).get("least", -math.inf),
    )
    rows: list[tuple[str, str, str, str]] = []

    def take(stream: Iterable[tuple[str, str, str, str]]) -> None:
        rows.extend(row for row in stream if keeper.keep(*row))

    take((c, lang, tidy(s), tidy(t)) for c, lang, s, t in labelled(shared))
    take(written())
    for path in sorted(Path(recipe["run"]).glob("pivot/*.tsv")):  # training.translation.pivot
        take((f"es-en/{path.stem}", "es", s, t) for s, t in read_tsv(path))
    hashes = {}
    for corpus, lang, path in sources(shared, recipe):
        hashes[corpus] = sha256(path)
        take((corpus, lang, s, t) for s, t in read_tsv(path))
    for path in [*sorted((shared / "labelled").glob("*/*.*")), *sorted(WRITTEN.glob("*.tsv"))]:
        hashes[f"{path.parent.parent.name}/{path.parent.name}/{path.name}"] = sha256(path)
    out = Path(recipe["run"])
    out.mkdir(parents=True, exist_ok=True)
    columns = dict(
        zip(("corpus", "lang", "source", "target"), zip(*rows, strict=True), strict=True)
    )
    pq.write_table(pa.table(columns), out / "pairs.parquet", compression="zstd")
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in development(shared)]
    (out / "dev.jsonl").write_text("".join(lines), encoding="utf-8")
    report = {
        "counts": keeper.counts,
        "licences": licences(shared, recipe),
        "sha256": hashes,
        "pairs": sha256(out / "pairs.parquet"),
    }
    (out / "counts.json").write_text(json.dumps(report, indent=1, sort_keys=True) + "\n")
    print(json.dumps({"kept": len(rows)}))


def main() -> None:
    """Command line: `python -m training.translation.data RECIPE --shared FOLDER`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    args = parser.parse_args()
    prepare(tomllib.loads(args.recipe.read_text(encoding="utf-8")), args.shared)


if __name__ == "__main__":
    main()
