"""Build the edit model's data: clean English damaged on purpose, and the lines written for it.

Writes into the run folder `damaged.tsv` (marked sentences, shuffled), `written.tsv`, `held.tsv` (written lines
that nothing is learned from), `tags.json` (the tags that are learned) and `counts.json`.

    python -m training.repair.data training/repair/recipe.toml --shared SHARED
"""

from __future__ import annotations

import argparse
import json
import random
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.progress import track

from nlp.repair.edit.tags import KEEP
from nlp.sentences import split
from training.repair.bank import Bank
from training.repair.damage import Damager
from training.repair.examples import often
from training.repair.marked import Row, example, right, rows
from training.repair.post_edits import post_edits
from training.splits import is_dev
from training.translation.data import article_pairs, articles, held_out, read_tsv, written

WRITTEN = Path(__file__).with_name("written")  # marked lines written for this project, CC0
HELD = 20
"""Of the lines of a written file, every so many are not learned from: thresholds are chosen on them."""


def written_rows(*, held: bool) -> list[Row]:
    """The lines of every written file that are held out, or those that are learned from."""
    return [
        row
        for path in sorted(WRITTEN.glob("*.tsv"))
        for number, row in enumerate(rows(path))
        if (number % HELD == 0) == held
    ]


def clean_sentences(shared: Path, recipe: dict[str, Any]) -> Iterator[str]:
    """Clean English: corpora as the recipe counts them, the project's own pairs and articles."""
    rng = random.Random(recipe["seed"])
    for name, most in recipe["data"]["corpora"].items():
        found = [english for _, english in read_tsv(shared / f"corpora/{name}.tsv.xz")]
        fit = [s for s in dict.fromkeys(found) if _is_prose(s, recipe["data"]["words"])]
        yield from rng.sample(fit, min(most, len(fit)))
    yield from dict.fromkeys(english for _, _, _, english in written())
    for article in articles(shared):
        if not is_dev(article["id"]):
            yield from (english for _, english in article_pairs(article))


def _is_prose(text: str, words: list[int]) -> bool:
    """A sentence that starts and ends as one, in plain characters."""
    ends = text[:1].isupper() and text[-1:] in '.!?"'
    plain = not any(c in text for c in "{}|<>_=*#[]\\~") and "  " not in text and "http" not in text
    return ends and plain and words[0] <= text.count(" ") + 1 <= words[1]


def damaged(texts: Iterable[str], damager: Damager) -> Iterator[str]:
    """Marked sentences of texts, one for each sentence."""
    for text in texts:
        for sentence in split(text, "en"):
            yield damager.damaged(sentence.text)


def learned_tags(marked: Iterable[str], least: int) -> dict[str, int]:
    """The tags that occur often enough, most frequent first; `K` always comes first."""
    return {KEEP: 0, **often((example(text) for text in marked), least)}


def build(recipe: dict[str, Any], shared: Path) -> None:
    """Write everything into the run folder."""
    run = Path(recipe["run"])
    run.mkdir(parents=True, exist_ok=True)
    lines, bank = [row.marked for row in written_rows(held=False)], Bank()
    bank.learn(lines)
    bank.learn_tables()
    unseen = held_out(shared)
    clean = [s for s in clean_sentences(shared, recipe) if not unseen.near(s)]
    marked = list(damaged(track(clean, "damaging"), Damager(bank, recipe["seed"])))
    edited = [text for text in post_edits(shared) if not unseen.near(right(text))]
    marked += edited
    random.Random(recipe["seed"]).shuffle(marked)
    _write(run / "damaged.tsv", marked)
    _write(run / "written.tsv", lines)
    held = [row.marked for row in written_rows(held=True)]
    _write(run / "held.tsv", held)
    tags = learned_tags([*marked, *lines], recipe["data"]["least"])
    (run / "tags.json").write_text(json.dumps(tags, ensure_ascii=False) + "\n", encoding="utf-8")
    counts = {
        "clean": len(clean),
        "written": len(lines),
        "held": len(held),
        "edited": len(edited),
        "bank": len(bank),
        "tags": len(tags),
    }
    (run / "counts.json").write_text(json.dumps(counts) + "\n", encoding="utf-8")
    print(json.dumps(counts))


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def main() -> None:
    """Command line: `python -m training.repair.data RECIPE --shared FOLDER`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    args = parser.parse_args()
    build(tomllib.loads(args.recipe.read_text(encoding="utf-8")), args.shared)


if __name__ == "__main__":
    main()
