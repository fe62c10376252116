"""``veille read``: the store as a local page, to search, read side by side and correct."""

from __future__ import annotations

import getpass
import signal
import sys
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.quarantine import StoreUrl
from nlp.cli.stages import ConfigFile, GlossaryFile
from nlp.errors import ConfigError

if TYPE_CHECKING:
    from nlp.progress import Progress


def read(
    store: StoreUrl,
    port: Annotated[
        int | None,
        typer.Option(
            min=0, max=65535, help="Port on 127.0.0.1. Default: 8765, or a free one; 0: a free one."
        ),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")
    ] = True,
    corrections: Annotated[
        Path | None,
        typer.Option(help="Folder for corrections. Default: STORE.corrections beside the store."),
    ] = None,
    by: Annotated[
        str | None, typer.Option(help="Name under which you correct. Default: the login name.")
    ] = None,
    glossary: GlossaryFile = None,
    config: ConfigFile = None,
) -> None:
    """Search a store, read articles side by side and correct them, on a local web page."""
    _installed()
    from nlp.classify import Classifier
    from nlp.cli.options import configured
    from nlp.pipeline import Pipeline
    from nlp.progress import Progress
    from nlp.reader.corrections import Corrections, corrections_path
    from nlp.reader.library import Library
    from nlp.reader.serve import serve
    from nlp.restore import LATER
    from nlp.store import open_store

    own = {"glossary": glossary}
    options = configured(config, translate=own, repair=own)
    later = partial(Pipeline.load, options, only=LATER)
    classifier = partial(Classifier.load, options.classify)
    signal.signal(signal.SIGTERM, _stop)
    with Progress(first="opening the store") as bar, ExitStack() as stack:
        opened = open_store(store, read_only=True, must_exist=True)
        stack.callback(opened.close)
        noted = Corrections(corrections or corrections_path(opened.url), by or _login())
        library = Library(opened, noted, later, classifier, partial(_show, bar))
        stack.pop_all()
    with closing(library):
        serve(library, port, browser, _tell)


def _installed() -> None:
    """Say what to install where the extra is not there."""
    try:
        import flask  # noqa: F401
        import waitress  # noqa: F401
    except ImportError as error:
        raise ConfigError(
            f"`veille read` needs {error.name}: pip install 'veille[read]'"
        ) from error


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, no such module on this system
        return "unknown"


def _stop(signum: int, frame: FrameType | None) -> None:
    sys.exit(0)


def _show(bar: Progress, done: int, total: int) -> None:
    bar.say(f"{done:,} of {total:,} records indexed")


def _tell(url: str) -> None:
    typer.echo(f"{url}  (Ctrl+C stops)")
