"""What a person sees of a running job: one line of figures, and nothing where nobody looks."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from nlp.balance import Balance

if TYPE_CHECKING:
    from rich.console import Console


class Progress:
    """Articles, words a second and quarantined, on standard error when that is a terminal.

    ``first`` stands there until there is something to show.

    Example: ``with Progress() as progress: progress.show(balance)``
    """

    def __init__(self, console: Console | None = None, first: str = "loading the models") -> None:
        from rich.console import Console
        from rich.progress import Progress as Bar
        from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

        console = console or Console(stderr=True)
        self._started = time.monotonic()
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task(first, total=None)

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def show(self, balance: Balance) -> None:
        """Show how far the run is."""
        self.say(line(balance, time.monotonic() - self._started))

    def say(self, text: str) -> None:
        """Show ``text`` in its place."""
        self._bar.update(self._task, description=text)


def line(balance: Balance, seconds: float) -> str:
    """The figures of a run in one line."""
    pace = balance.words / seconds if seconds > 0 else 0.0
    return (
        f"{balance.read:,} read  {balance.stored:,} stored  {balance.already_there:,} already"
        f" there  {balance.quarantined:,} quarantined  {pace:,.0f} words/s"
    )
