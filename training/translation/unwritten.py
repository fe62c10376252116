"""The pieces that the decoder need not weigh: words of French and Spanish that no English text has.

    python -m training.translation.unwritten RECIPE --shared SHARED --model models/translation

The vocabulary is shared by the three languages, and to weigh all of it for each token is most of the
decoder's work. Those that are left out stand in the checkpoint's `generation_config.json` as
``suppress_tokens``, which transformers knows and :mod:`nlp.convert` takes out of the model. Pieces with
a capital and ends of words stay, whoever has them: names are copied with them.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from sentencepiece import SentencePieceProcessor

from nlp.checkpoints import MANIFEST, write_manifest
from training.translation.data import labelled, read_tsv, sources, tidy, written

FILE = "generation_config.json"
_AT_ONCE = 10_000  # texts


def english(recipe: dict, shared: Path) -> Iterator[str]:
    """Every English text of the corpora that a recipe names, and of the written and labelled pairs."""
    for *_, text in (*labelled(shared), *written()):
        yield tidy(text)
    for *_, path in sources(shared, recipe):
        yield from (text for _, text in read_tsv(path))


def unwritten(pieces: SentencePieceProcessor, texts: Iterable[str]) -> list[str]:
    """The pieces that begin a word with a small letter and that no text has."""
    left, stream = set(range(pieces.get_piece_size())), iter(texts)
    while some := list(islice(stream, _AT_ONCE)):
        left.difference_update(*pieces.encode(some))
    found = [pieces.id_to_piece(i) for i in sorted(left)]
    return [piece for piece in found if piece[:1] == "▁" and piece[1:2].islower()]


def suppress(folder: Path, pieces: Sequence[str]) -> None:
    """Write into a checkpoint's generation configuration which pieces are never produced, and its manifest anew."""
    ids = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    config = json.loads((folder / FILE).read_text(encoding="utf-8"))
    config["suppress_tokens"] = sorted(ids[piece] for piece in pieces)
    text = json.dumps(config, sort_keys=True) + "\n"
    (folder / FILE).write_text(text, encoding="utf-8")
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    write_manifest(folder, **{k: v for k, v in manifest.items() if k not in ("format", "files")})


def main() -> None:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    args = parser.parse_args()
    recipe = tomllib.loads(args.recipe.read_text(encoding="utf-8"))
    pieces = SentencePieceProcessor(model_file=str(args.model / "target.spm"))
    suppress(args.model, found := unwritten(pieces, english(recipe, args.shared)))
    print(json.dumps({"pieces": pieces.get_piece_size(), "suppressed": len(found)}))


if __name__ == "__main__":
    main()
