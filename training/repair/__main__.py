"""Train, measure and write the edit model: `python -m training.repair RECIPE --shared FOLDER --to MODEL`."""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path

from training.repair.export import write
from training.repair.fit import Fitting


def main() -> None:
    """Command line; a run that was stopped goes on where its last state was saved."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True, help="folder of the checkpoint")
    parser.add_argument("--version", default="0.1")
    parser.add_argument("--export-only", action="store_true", help="write the state as it is")
    args = parser.parse_args()
    fitting = Fitting(tomllib.loads(args.recipe.read_text(encoding="utf-8")))
    if not args.export_only:
        fitting.fit()
    print(json.dumps(write(args.to, fitting, args.shared, args.version), indent=1))


if __name__ == "__main__":
    main()
