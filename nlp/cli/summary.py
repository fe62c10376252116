"""What ``veille run`` says at its end: the balance, what is in the articles, what to do next."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nlp.balance import Balance
from nlp.devices import Used, complaints, in_words
from nlp.record import Record
from nlp.stage import Reason
from nlp.store import is_bare
from nlp.watch import Run, Watcher
from nlp.wording import many, name_of, printable, short_key

if TYPE_CHECKING:
    from rich.console import Console

    from nlp.report import Figures

_EVENTS = 6
_TO_READ = 3

Line = tuple[str, str]


class Counting(Watcher):
    """Adds what is stored to ``figures``, for the summary at the end."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def settled(self, balance: Balance, stored: Sequence[Record]) -> None:
        """Count the new records."""
        self._figures.add_all(stored)


class Devices(Watcher):
    """Remembers where the models work (``used``), and says at once why a GPU is not used."""

    def __init__(self) -> None:
        self.used: Used = ()

    def began(self, run: Run) -> None:
        """The devices at the beginning."""
        self.moved(run.devices)

    def moved(self, devices: Used) -> None:
        """The devices from now on."""
        new = [told for told in complaints(devices) if told not in complaints(self.used)]
        self.used = devices
        for told in new:
            print(f"veille: {printable(told)}", file=sys.stderr)


def tell(
    balance: Balance, figures: Figures, urls: Sequence[str], used: Used = (), *, dry: bool = False
) -> None:
    """Print the summary of a run; ``figures`` are those of the records that it stored."""
    from rich.console import Console

    lines = summary(balance, figures, urls, used, dry=dry)
    show(lines, Console(highlight=False, markup=False, emoji=False))


def show(lines: Sequence[Line], console: Console) -> None:
    """Print lines with their labels: beside each other on a terminal, plain and unwrapped in a pipe."""
    from rich.table import Table
    from rich.text import Text

    width = max(len(label) for label, _ in lines)
    if not console.is_terminal:
        for label, words in lines:
            console.print(f"{label:<{width}}  {printable(words)}", soft_wrap=True)
        return
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", width=width)
    grid.add_column(overflow="fold")
    for number, (label, words) in enumerate(lines):
        grid.add_row(label, Text(printable(words), "bold" if number == 0 else ""))
    console.print(grid)


def summary(
    balance: Balance, figures: Figures, urls: Sequence[str], used: Used = (), *, dry: bool = False
) -> list[Line]:
    """The lines, each with its label; one without a label goes on with the one before.

    A ``dry`` run has written nothing that a further command could show.
    """
    lines = [("balance", str(balance)), ("pace", _pace(balance))]
    lines += [("older", _older(balance.superseded))] if balance.superseded else []
    lines += [("device", told)] if (told := in_words(used)) else []
    lines += [("", told) for told in complaints(used)]
    where = ", ".join(urls)
    lines.append(("dry run", f"nothing was written to {where}") if dry else ("results", where))
    lines += _articles(figures) if figures.articles else []
    if without := balance.reasons[Reason.MISSING_FIELD.value]:
        lines.append(("columns", _unnamed(without)))
    bare = urls[0].removeprefix("sqlite:///")
    store = shlex.quote(bare if is_bare(bare) else urls[0])
    commands = [] if dry else _next(balance, figures, store)
    return [*lines, *zip(["next", *[""] * len(commands)], commands, strict=False)]


def _older(count: int) -> str:
    return (
        f"{count:,} of those already there have a newer result, of other models or options, which"
        " reports and `veille show` go on telling (docs/stores.md)"
    )


def _unnamed(count: int) -> str:
    return (
        f"{many(count, 'row')} without a text under a name that is known; --field text=COLUMN names"
        " the column (docs/formats.md)"
    )


def _pace(balance: Balance) -> str:
    told = f"{balance.seconds:.1f} s"
    if balance.seconds and balance.worked:
        told += f", {balance.worked / balance.seconds:.1f} articles/s"
        told += f", {balance.words / balance.seconds:,.0f} words/s"
    return told


def _articles(figures: Figures) -> list[Line]:
    """What is in the articles that were stored."""
    events = [(t, n) for t, n in figures.events.most_common() if t != "uncertain"]
    told = ", ".join(f"{name_of(type_).lower()} {n:,}" for type_, n in events[:_EVENTS])
    rest = sum(n for _, n in events[_EVENTS:])
    told += f", others {rest:,}" if rest else ""
    if uncertain := figures.events["uncertain"]:
        told += f"{'; ' if told else ''}uncertain {uncertain:,}"
    languages = ", ".join(f"{name_of(lang)} {n:,}" for lang, n in figures.languages.most_common())
    lines = [("languages", languages)]
    lines += [("events", told)] if told else []
    if aside := _aside(figures):
        lines.append(("set aside", aside))
    if figures.repairs:
        total = figures.repairs.total() + figures.repairs.others
        lines.append(("repairs", f"{total:,} in {many(figures.repaired_articles, 'article')}"))
    if figures.to_review:
        lines.append(("to read", f"{many(figures.to_review, 'article')}, such as"))
        for article in figures.review.sorted()[:_TO_READ]:
            why = article.concerns[0].text
            lines.append(("", f"{article.id} ({short_key(article.key)})  {why}"))
    return lines


def _aside(figures: Figures) -> str:
    return " and ".join(
        f"{many(figures.labels[label], 'segment')} of {label} in"
        f" {many(figures.with_aside[label], 'article')}"
        for label in ("spam", "boilerplate")
        if figures.labels[label]
    )


def _next(balance: Balance, figures: Figures, store: str) -> list[str]:
    """Commands that make sense now; those that name the store name it as a shell wants it."""
    commands = []
    if shown := figures.review.sorted()[:1]:
        commands.append(f"veille show {short_key(shown[0].key)} {store}")  # an id may be of several
    if balance.stored or balance.already_there:
        commands.append(f"veille report {store} -o report.html")
    if balance.quarantined:
        commands.append(f"veille quarantine list {store}")
    return commands
