"""The folder of benchmarks that the measurements are given (`--shared`), looked at before they start."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path


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
