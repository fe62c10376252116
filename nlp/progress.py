"""What a person sees of a running job: figures, stages and the time left, and nothing where nobody
looks."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from nlp.balance import Balance
from nlp.record import Record

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_WINDOW = 120.0  # seconds whose pace tells the time left


class Progress:
    """The state of a run on standard error, when that is a terminal.

    ``first`` stands there until there is something to show. ``share`` tells how much of the input
    has been read (0-1), None where nobody knows: then there is no time left to tell either.
    ``limit`` is the most records that will be read.

    Example: ``with Progress() as progress: progress.show(balance)``
    """

    def __init__(
        self,
        console: Console | None = None,
        first: str = "loading the models",
        share: Callable[[], float | None] = lambda: None,
        limit: int | None = None,
    ) -> None:
        from rich.console import Console
        from rich.live import Live
        from rich.spinner import Spinner

        self._spinner = Spinner("dots")
        self._console = console or Console(stderr=True)
        self._started = time.monotonic()
        self._share, self._pace, self._limit = share, Pace(), limit
        self._seconds: Counter[str] = Counter()
        self._words = 0
        self._shown = first
        self._live = Live(
            get_renderable=self._screen,
            console=self._console,
            transient=True,
            refresh_per_second=4,
            redirect_stdout=False,
            redirect_stderr=False,
        )

    def __enter__(self) -> Progress:
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live.is_started:
            self._live.stop()

    def show(self, balance: Balance, stored: Iterable[Record] = ()) -> None:
        """Show how far the run is; ``stored`` are records that came since, for the stages' speed."""
        if not self._console.is_terminal:
            return
        for record in stored:
            self._words += len(record["body"].split())
            for step in record["provenance"]["steps"]:
                self._seconds[step["stage"]] += step["seconds"]
        seconds = time.monotonic() - self._started
        total = self._total(balance)
        left = self._pace.left(seconds, balance.settled, total)
        self._shown = "\n".join(
            [
                line(balance, seconds),
                *stages(self._words, self._seconds),
                *remaining(balance.settled, total, left),
            ]
        )

    def say(self, text: str) -> None:
        """Show ``text`` in its place."""
        self._shown = text

    def _total(self, balance: Balance) -> int | None:
        """How many records there will be, as far as the bytes read so far tell."""
        share = self._share()
        if not share or not balance.read:
            return None
        total = max(round(balance.read / share), balance.read)
        return min(total, self._limit) if self._limit is not None else total

    def _screen(self) -> RenderableType:
        from rich.table import Table

        passed = clock(time.monotonic() - self._started)
        grid = Table.grid(padding=(0, 1))
        grid.add_row(self._spinner, self._shown, passed)
        return grid


class Pace:
    """The pace of the last two minutes, from which the time left is told.

    A resumed run races through what is known and then slows down, so its mean would mislead.
    """

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def left(self, seconds: float, settled: int, total: int | None) -> float | None:
        """Seconds left after ``seconds`` with ``settled`` of ``total`` done; None when none can tell."""
        self._seen.append((seconds, settled))
        while len(self._seen) > 2 and self._seen[1][0] <= seconds - _WINDOW:
            self._seen.popleft()
        start, first = self._seen[0]
        done = settled - first
        if total is None or done <= 0 or seconds <= start:
            return None
        return (total - settled) * (seconds - start) / done


def line(balance: Balance, seconds: float) -> str:
    """The figures of a run in one line."""
    pace = balance.words / seconds if seconds > 0 else 0.0
    return (
        f"{balance.read:,} read  {balance.stored:,} stored  {balance.already_there:,} already"
        f" there  {balance.quarantined:,} quarantined  {pace:,.0f} words/s"
    )


def stages(words: int, seconds: Mapping[str, float]) -> list[str]:
    """A line for each stage: the words that one process does in a second, and its share of the time."""
    whole = sum(seconds.values())
    width = max((len(stage) for stage in seconds), default=0)
    return [
        f"  {stage:<{width}}  {words / spent:>9,.0f} words/s  {100 * spent / whole:>3.0f}%"
        for stage, spent in seconds.items()
        if spent > 0
    ]


def remaining(settled: int, total: int | None, left: float | None) -> list[str]:
    """What is done of how much, with a bar, and the time left; nothing where nobody knows."""
    if not total:
        return []
    done = min(settled / total, 1.0)
    bar = "█" * round(24 * done)
    told = f"about {clock(left)} left" if left is not None else ""
    return [f"  {bar:░<24} {100 * done:.0f}% of about {total:,}  {told}".rstrip()]


def clock(seconds: float) -> str:
    """``0:07``, ``12:30``, ``3:04:05``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
