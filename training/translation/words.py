"""English words, by which a translation shows what is no word: writes `nlp/data/english_words.txt`.

Counted over the English side of the parallel corpora and of the labelled articles, with the renderings of the
model's glosses and of the packaged tables. Words with the ending of a plural, a verb or an adverb behind another
of the list are left out: `nlp.translate.nonwords` knows them by that.

    python -m training.translation.words SHARED
"""

from __future__ import annotations

import csv
import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from nlp.tables import fold, rows
from nlp.translate.nonwords import SHORTEST, is_inflected

HERE = Path(__file__).parents[2]
OUT = HERE / "nlp/data/english_words.txt"
LEAST = 2
"""Times that a word of the corpora must occur."""
OFTEN = 20
"""Times that one of two or three letters must."""
_ENDINGS = ("s", "ed", "ing", "ly")
PRESS = (
    "dribs luddite pinprick madam assize soundbite mothballed embattled mulls bemoan spurn kickoff standoff iliad arthurian "
    "ephesus sikhism breakeven copay insource kickback foodbank fintech insurtech healthtech proptech femtech smishing "
    "vishing upskill upcode polypharmacy deprescribe delist capex opex pretax outbid underbid capitation mhealth spinout "
    "carveout greenfield nearshore jobholder hospitalist extubate decannulation uptitration nebulizer glucometer holter "
    "chargeback demerge pentest infostealer botnet hacktivist deepfake pseudonymize dematerialize dematerialization "
    "sonographer homecare voicebot"
)
"""Words of the press and of the trade that are rare in the corpora."""
MISSPELT = frozenset(("provice", "pulblic"))
"""Words that the corpora have twice and that are none."""
_NOT_READ = ("dev", "pivot", "tico", "_mt", "backtrans")
"""Parts of the names of corpora that are for development, or whose English a machine wrote."""
_WORD = re.compile(r"(?<![\w'’.@/&#_-])[a-z]{2,24}(?![\w@/_]|\.\w)")
_LETTERS = re.compile(r"[a-z]+")


def _of_corpora(shared: Path) -> Iterator[str]:
    for path in sorted((shared / "corpora").glob("??-en/*.tsv.xz")):
        if any(part in path.name.lower() for part in _NOT_READ):
            continue
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield line.rstrip("\n").split("\t")[1]


def _labelled(shared: Path) -> Iterator[str]:
    for path in sorted((shared / "labelled/sentences").glob("*.tsv")):
        yield from (line.split("\t")[1] for line in path.read_text("utf-8").splitlines())
    for path in sorted((shared / "labelled/articles").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            for paragraph in json.loads(line)["paragraphs"]:
                yield from (sentence["en"] for sentence in paragraph)


def _packaged() -> Iterator[str]:
    yield PRESS
    for name in ("terms.tsv", "glossary.tsv", "cells.tsv", "headlines.tsv"):
        yield from (row["english"] for row in rows(name))
    with (HERE / "models/translation/glosses.tsv").open(encoding="utf-8", newline="") as lines:
        table = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        yield from (row[2] for row in table)
    yield (HERE / "nlp/data/common_words.txt").read_text("utf-8")


def english_words(corpora: Iterable[str], own: Iterable[str]) -> list[str]:
    """The words of the corpora that come often enough and all of the own texts, less the inflected.

    Args:
        corpora: English sentences.
        own: English texts without misspelt words.
    """
    counts: Counter[str] = Counter()
    for text in corpora:
        counts.update(_WORD.findall(text))
    words = {word for word, n in counts.items() if n >= LEAST and len(word) >= SHORTEST} - MISSPELT
    words |= {word for text in own for word in _LETTERS.findall(fold(text))}
    kept = {word for word, n in counts.items() if len(word) < SHORTEST and n >= OFTEN}
    kept |= {word for word in words if len(word) == SHORTEST - 1}
    for word in sorted(words, key=lambda w: (len(w), w)):
        if len(word) >= SHORTEST and not (word.endswith(_ENDINGS) and is_inflected(word, kept)):
            kept.add(word)
    return sorted(kept)


def main() -> None:
    """Command line: `python -m training.translation.words SHARED`."""
    shared = Path(sys.argv[1])
    words = english_words(_of_corpora(shared), [*_labelled(shared), *_packaged()])
    OUT.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words)} words in {OUT}")


if __name__ == "__main__":
    main()
