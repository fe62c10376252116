"""Our own machine English of the labelled articles, to learn from and to be measured on.

python -m training.events.translate --shared PATH --out runs/events/english.jsonl

With `--dev` the development split alone: enough for `python -m eval.events --english`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from nlp.translate import Translator
from training.events.data import read_lines
from training.splits import is_dev


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training.events.translate", description=__doc__
    )
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", default="translation")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dev", action="store_true", help="the development split alone")
    args = parser.parse_args()
    translator = Translator.load(args.model)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with args.out.open("w", encoding="utf-8") as out:
        for path in sorted((args.shared / "labelled/articles").glob("*.jsonl")):
            rows = [row for row in read_lines(path) if is_dev(row["id"]) or not args.dev]
            for row in english(translator, rows):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


def english(translator: Translator, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """``{"id", "title", "paragraphs"}`` of each article, translated from its source."""
    texts, langs = [], []
    for row in rows:
        found = [row["title"], *(" ".join(s["src"] for s in p) for p in row["paragraphs"])]
        texts += found
        langs += [row["lang"]] * len(found)
    done = iter(t.text for t in translator.translate(texts, langs))
    return [
        {
            "id": row["id"],
            "title": next(done),
            "paragraphs": [next(done) for _ in row["paragraphs"]],
        }
        for row in rows
    ]


if __name__ == "__main__":
    main()
