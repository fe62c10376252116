"""Repair of real machine translation against what people made of it: ``python -m eval.post_edits --shared PATH``.

French news (LIG; Potet et al., LREC 2012) as systems of 2014 and of today translated it, before and after repair,
by translation edit rate (TER, sacreBLEU, punctuation split off) against the corpus's human post-edits. Those were
made of the output of Moses (in lower case); for the other systems they are one reference among many: what counts is the
difference to doing nothing. No training reads these files.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.progress import track

from eval.shared import folder_with
from nlp.repair import Repairer, RepairOptions
from training.repair.post_edits import table

EVERY = 20
"""Of the older systems' rows and of today's, every so many are read."""
OLD = ("mt_moses_lower_tok", "mt_google2014", "mt_bing2014")


class Row(NamedTuple):
    """A system's translation, its source and the human reference."""

    system: str
    source: str
    translation: str
    reference: str


def rows(shared: Path, every: int = EVERY) -> Iterator[Row]:
    """The rows that are measured."""
    folder = shared / "corpora" / "repair"
    for number, row in enumerate(table(folder / "lig_fr-en_news.tsv.xz")):
        if number % every == 0:
            for system in OLD:
                yield Row(system, row["source_fr"], row[system], row["post_edit_of_moses"])
    for number, row in enumerate(table(folder / "lig_modern_nmt_fr-en.tsv.xz")):
        if number % every == 0:
            yield Row(row["system"], row["source_fr"], row["mt"], row["reference_pe"])


def measure(found: Sequence[Row], repairer: Repairer) -> dict[str, Any]:
    """TER of each system before and after repair with the source, and how many rows changed."""
    from sacrebleu.metrics import TER

    by_system: dict[str, list[tuple[Row, str]]] = defaultdict(list)
    for row in track(found, "repairing", console=Console(stderr=True)):
        done = repairer.repair(row.translation, row.source, "fr").text
        by_system[row.system].append((row, done))
    result, ter = {}, TER(normalized=True)
    for system, pairs in by_system.items():
        right = [[row.reference for row, _ in pairs]]
        before = ter.corpus_score([row.translation for row, _ in pairs], right).score
        after = ter.corpus_score([done for _, done in pairs], right).score
        result[system] = {
            "rows": len(pairs),
            "changed": sum(done != row.translation for row, done in pairs),
            "before": round(before, 2),
            "after": round(after, 2),
        }
    return result


def main(argv: Sequence[str] | None = None) -> None:
    """Command line: ``--shared PATH [--model NAME] [--rules]``."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=folder_with("corpora/repair"), required=True)
    parser.add_argument("--model", default="repair", help="the edit model")
    parser.add_argument("--rules", action="store_true", help="the rules alone")
    parser.add_argument("--every", type=int, default=EVERY, help="read every so many rows")
    args = parser.parse_args(argv)
    options = RepairOptions(model=None if args.rules else args.model)
    found = list(rows(args.shared, args.every))
    print(json.dumps(measure(found, Repairer.load(options)), indent=1))


if __name__ == "__main__":
    main()
