"""Spanish sources for French-English pairs, by Apertium's rules (Debian: apertium, apertium-fr-es).

Spanish has little encyclopaedia prose of its own here. French sides of the corpora that the recipe
names are rendered into Spanish; pairs with too many words that Apertium does not know are left out.

    python -m training.translation.pivot training/translation/recipe.toml --shared SHARED
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

from training.translation.data import read_tsv

_UNKNOWN = re.compile(r"\*(?=\w)")


def rendered(french: list[str]) -> list[str]:
    """Spanish of French lines, one for each; unknown words carry a star.

    Raises:
        RuntimeError: apertium is not installed, fails, or gives another number of lines.
    """
    lines = [line.replace("*", "") for line in french]
    try:
        done = subprocess.run(
            ["apertium", "fr-es"], input="\n".join(lines) + "\n", text=True, capture_output=True
        )
    except FileNotFoundError as error:
        raise RuntimeError("apertium is not installed (Debian: apertium apertium-fr-es)") from error
    found = done.stdout.split("\n")[:-1]
    if done.returncode or len(found) != len(lines):
        raise RuntimeError(f"apertium: {len(found)} lines for {len(lines)}; {done.stderr[-200:]}")
    return found


def known(spanish: str, most: float) -> bool:
    """Say whether at most a share of the words are unknown ones that are no names."""
    words = spanish.split()
    unknown = [w for w in words if _UNKNOWN.match(w.lstrip("(«\"'")) and w[1:2].islower()]
    return len(unknown) <= most * len(words)


def pairs(shared: Path, corpus: str, most: float) -> Iterator[tuple[str, str]]:
    """Yield (Spanish, English) for a French corpus."""
    rows = list(read_tsv(shared / f"corpora/fr-en/{corpus}.tsv.xz"))
    for (_, english), spanish in zip(rows, rendered([source for source, _ in rows]), strict=True):
        if known(spanish, most):
            yield _UNKNOWN.sub("", spanish), english


def make(recipe: dict, shared: Path) -> None:
    """Write `pivot/NAME.tsv` for every corpus that the recipe names."""
    folder = Path(recipe["run"]) / "pivot"
    folder.mkdir(parents=True, exist_ok=True)
    for corpus in recipe["pivot"]["corpora"]:
        lines = (f"{s}\t{t}\n" for s, t in pairs(shared, corpus, recipe["pivot"]["unknown"]))
        (folder / f"apertium_{corpus}.tsv").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Command line: `python -m training.translation.pivot RECIPE --shared FOLDER`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    args = parser.parse_args()
    make(tomllib.loads(args.recipe.read_text(encoding="utf-8")), args.shared)


if __name__ == "__main__":
    main()
