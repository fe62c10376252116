"""Make docs/report.png: the top of a report, as a browser shows it.

    python docs/pictures.py                 # of a run over examples/archive
    python docs/pictures.py wire.db         # of a store that is there

Needs Chromium (Debian: apt-get install chromium). The picture must stay below 200 kB.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from nlp.report import render
from nlp.store import open_store

HERE = Path(__file__).resolve().parent
WIDTH, HEIGHT = 1140, 1420
MOST = 200_000  # bytes


def made_store(folder: Path) -> str:
    """A store with the results of a run over the example archive."""
    url = f"sqlite:///{folder}/wire.db"
    command = [shutil.which("veille") or "veille", "run", "examples/archive", "--to", url]
    subprocess.run(command, cwd=HERE.parent, check=True)
    return url


def photograph(page: Path, picture: Path) -> None:
    """The top of ``page`` in light colours as a PNG. Raises ``SystemExit`` without Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("Chromium is not installed")
    subprocess.run(
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--blink-settings=preferredColorScheme=1",
            f"--window-size={WIDTH},{HEIGHT}",
            f"--screenshot={picture}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
    )


def main() -> None:
    """Make the picture of the store that is named, or of the example archive."""
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[1] if len(sys.argv) > 1 else made_store(Path(folder))
        with closing(open_store(url, read_only=True, must_exist=True)) as store:
            store.url = "sqlite:///wire.db"  # the picture shows no path of this machine
            page = Path(folder) / "report.html"
            page.write_text(render(store), encoding="utf-8")
        photograph(page, HERE / "report.png")
    size = (HERE / "report.png").stat().st_size
    if size > MOST:
        raise SystemExit(f"docs/report.png has {size:,} bytes, more than {MOST:,}")
    print(f"docs/report.png: {size:,} bytes")


if __name__ == "__main__":
    main()
