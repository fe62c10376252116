"""The folder of benchmarks that the measurements are given (`--shared`), looked at before they start, and its files."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


def folder_with(*needed: str) -> Callable[[str], Path]:
    """What argparse makes of ``--shared``: a folder with all that is ``needed`` in it (glob patterns).

    Example: ``parser.add_argument("--shared", type=folder_with("benchmarks/repair"))``
    """

    def folder(text: str) -> Path:
        path = Path(text)
        if not path.is_dir():
            raise argparse.ArgumentTypeError(
                f"{text} is no benchmark folder: there is no such folder"
            )
        if absent := [pattern for pattern in needed if not any(path.glob(pattern))]:
            raise argparse.ArgumentTypeError(
                f"{text} is no benchmark folder: it has no {', no '.join(absent)}"
            )
        return path

    return folder


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file; texts may hold other line separators (U+2028) than line feeds."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]
