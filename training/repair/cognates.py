"""English words that stand for a like word of French or Spanish: `Americans` for `Américains`.

Repair gives a name back the form that its source has; these words have an English form of their own and keep it.
Counted over the translation pairs: a capitalised English word counts where the source has a nearly equal one that the
English does not have. Writes `nlp/data/english_cognates.txt`.

    python -m training.repair.cognates runs/translation/pairs.parquet
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from nlp.repair.ledger import CAPITALISED, near
from nlp.tables import first_names, fold

OUT = Path(__file__).parents[2] / "nlp/data/english_cognates.txt"
SHORTEST = 5
"""Letters of the shortest word that is counted."""
LEAST, SHARE = 2, 0.5
ACCENTED_LEAST, ACCENTED_SHARE = 4, 0.8
"""Times that an English form must occur, and its share beside the source's form kept in English; more is asked where
both differ by accents alone, as English often drops those of names by neglect."""


def cognates(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """The English forms, folded and sorted, that (source, English) pairs show."""
    changed: Counter[tuple[str, str]] = Counter()
    kept: Counter[str] = Counter()
    for source, english in pairs:
        theirs, ours = set(CAPITALISED.findall(source)), set(CAPITALISED.findall(english))
        kept.update(theirs & ours)
        new = [w for w in ours - theirs if len(w) >= SHORTEST]
        gone = [w for w in theirs - ours if len(w) >= SHORTEST] if new else []
        changed.update(
            (a, b)
            for a in new
            for b in gone
            if fold(a[0]) == fold(b[0]) and abs(len(a) - len(b)) <= 1 and near(a, b)
        )
    found = {fold(a) for (a, b), n in changed.items() if _is_english(a, b, n, kept[b])}
    return sorted(found)


def _is_english(english: str, source: str, count: int, kept: int) -> bool:
    """True where English has a form of its own often enough."""
    share = count / (count + kept)
    if fold(english) == fold(source):
        named = fold(english) in first_names()
        return not named and count >= ACCENTED_LEAST and share >= ACCENTED_SHARE
    return count >= LEAST and share >= SHARE


def main() -> None:
    """Command line: `python -m training.repair.cognates PAIRS.parquet`."""
    import pyarrow.parquet as pq

    table = pq.read_table(sys.argv[1], columns=["source", "target"])
    sides = (table[name].to_pylist() for name in ("source", "target"))
    words = cognates(zip(*sides, strict=True))
    OUT.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words)} words in {OUT}")


if __name__ == "__main__":
    main()
