"""Repairs shown in their place, as ``git diff --word-diff`` shows words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlp.view import pieces
from nlp.wording import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from nlp.article import Article, Edit


def marked(before: str, after: str, colour: bool) -> Text:
    """The text with what was removed in red and what was added in green.

    Without colour (in a pipe) they stand in ``[-...-]`` and ``{+...+}``.
    """
    from rich.text import Text

    found = Text()
    for removed, added in pieces(before, after):
        if removed == added:
            found.append(printable(removed))
            continue
        if removed:
            found.append(_put(removed, colour, "[-", "-]"), "red strike")
        if added:
            found.append(_put(added, colour, "{+", "+}"), "green bold")
    return found


def _put(text: str, colour: bool, start: str, end: str) -> str:
    return printable(text) if colour else f"{start}{printable(text)}{end}"


def difference(article: Article) -> str:
    """Each mended segment of an article with its edits: class, what was mended, reason.

    With colours where standard output is a terminal that has them.
    """
    from rich.console import Console

    console = Console(soft_wrap=True, highlight=False)
    colour = console.is_terminal and not console.no_color
    with console.capture() as shown:
        _print(article, console, colour)
    return shown.get().rstrip("\n")


def _print(article: Article, console: Console, colour: bool) -> None:
    from rich.text import Text

    from nlp.changes import undone

    edits: dict[int, list[Edit]] = {}
    for edit in article.edits:
        edits.setdefault(edit.segment, []).append(edit)
    for number, segment in article.content:
        if number in edits:
            after = segment.text if segment.en is None else segment.en
            console.print(marked(undone(after, edits[number]), after, colour))
            for edit in edits[number]:
                console.print(
                    Text("    ").append_text(
                        edit_line(edit.kind, edit.found, edit.fixed, edit.reason)
                    )
                )
            console.print()
    count = len(article.edits)
    console.print(f"{count} edit{'s' * (count != 1)}", style="bold")


def edit_line(kind: str, found: str, fixed: str, reason: str) -> Text:
    """A repair in one line: its class, what became of what, and why."""
    from rich.text import Text

    line = Text().append(printable(kind), "cyan").append("  ")
    line.append(printable(found) or "(nothing)").append(" -> ")
    return line.append(printable(fixed) or "(nothing)").append(f"  {printable(reason)}", "dim")
