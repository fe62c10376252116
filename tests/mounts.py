"""File systems of their own for a test: full, or read-only."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(folder: Path, size: str = "8m") -> Iterator[Path]:
    """A file system in memory at ``folder``; where nobody may mount one, the test is skipped."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def make_read_only(folder: Path, read_only: bool = True) -> None:
    """Nothing can be written in the file system at ``folder`` any more, or again."""
    way = "ro" if read_only else "rw"
    subprocess.run(["mount", "-o", f"remount,{way}", str(folder)], check=True)
