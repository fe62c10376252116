"""``veille show``: an article in the terminal, source and English side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.quarantine import StoreUrl
from nlp.cli.run import opened
from nlp.wording import (
    check_words,
    fact_words,
    name_of,
    place_words,
    printable,
    printable_json,
    short_key,
)

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from nlp.record import Record
    from nlp.view import Mark, Part

_SIDE_BY_SIDE = 100  # columns of a terminal from which on two texts fit beside each other
_LABEL = 6  # columns for the number of a paragraph and its language
_OTHERS = 5  # of the same name that are listed
_EVIDENCE = 160  # characters of a paragraph that are shown as evidence


def show(
    id: Annotated[
        str, typer.Argument(help="Its id, its key, or the first 8 digits of the key or more.")
    ],
    store: StoreUrl,
    as_json: Annotated[bool, typer.Option("--json", help="Write the record as JSON.")] = False,
) -> None:
    """Show an article: source and English side by side, repairs, checks, events, facts, what was set aside."""
    from nlp.record import dumps
    from nlp.store.newest import found

    with opened([store], read_only=True, must_exist=True) as stores:
        record, others = found(stores[0], id)
    if others:
        typer.echo(f"veille: {printable(_others(id, others))}", err=True)
    if as_json:
        typer.echo(printable_json(dumps(record)))
        return
    from rich.console import Console

    print_article(record, Console(highlight=False, markup=False))


def _others(name: str, keys: list[str]) -> str:
    """Which other articles have the name that was given."""
    told = ", ".join(short_key(key) for key in keys[:_OTHERS])
    more = f" and {len(keys) - _OTHERS:,} more" if len(keys) > _OTHERS else ""
    return f"{len(keys) + 1:,} articles are named {name}; this is the newest; others: {told}{more}"


def print_article(record: Record, console: Console) -> None:
    """Print ``record``: side by side on a wide terminal, stacked on a narrow one, and plain in a pipe,
    where lines are not wrapped, repairs stand in brackets and nothing has a colour."""
    from nlp.view import parts

    shown = parts(record)
    colour = console.is_terminal and not console.no_color
    for line in _head(record):
        _print(console, line)
    console.print()
    wide = console.is_terminal and console.width >= _SIDE_BY_SIDE
    if wide and any(part.translated for part in shown):
        console.print(_table(record, shown, colour))
    else:
        for label, line in _stacked(shown, colour):
            _print(console, line, label)
    for title, lines in (
        ("Events", _events(record, shown)),
        ("Facts", _facts(record)),
        ("Checks", _checks(record)),
        ("Repairs", _repairs(record)),
    ):
        if lines:
            _print(console, _text((f"\n{title}", "bold")))
            for label, line in lines:
                _print(console, line, label)


def _print(console: Console, line: Text, label: str | None = None) -> None:
    """A line; where it has a label, a terminal wraps it beside that."""
    from rich.table import Table

    if not console.is_terminal or label is None:
        lead = _text() if label is None else _text(f"{label:>{_LABEL}}  ")
        console.print(lead.append_text(line), soft_wrap=not console.is_terminal)
        return
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", width=_LABEL, style="dim")
    grid.add_column(overflow="fold")
    grid.add_row(label, line)
    console.print(grid)


def _text(*pieces: tuple[str, str] | str) -> Text:
    """Words in styles; what a page holds must not steer the terminal, a line feed of ours may."""
    from rich.text import Text

    found = Text()
    for piece in pieces:
        words, style = (piece, "") if isinstance(piece, str) else piece
        found.append("\n".join(map(printable, words.split("\n"))), style)
    return found


def _flat(words: str) -> str:
    """Words without their line breaks."""
    return " ".join(words.split())


def _head(record: Record) -> Iterator[Text]:
    title, english = record["title"], record["title_en"]
    yield _text((_flat(english or title or record["id"]), "bold"))
    if title and english and title != english:
        yield _text((_flat(title), "italic"))
    told = [record["id"], name_of(record["lang"])]
    told += [record["meta"].get("source"), record["published"], ", ".join(record["authors"])]
    if record["confidence"] is not None:
        told.append(f"confidence {record['confidence']:.2f}")
    yield _text((" · ".join(_flat(words) for words in told if words), "dim"))
    place = record["source"]
    named = place_words(place["path"], place["member"], place["line"])
    yield _text((f"{_flat(named)} · key {short_key(record['key'])}", "dim"))


def _table(record: Record, shown: list[Part], colour: bool) -> RenderableType:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1), pad_edge=False)
    table.add_column("", justify="right", style="dim", width=3)
    table.add_column(name_of(record["lang"]) if record["lang"] != "en" else "As found", ratio=1)
    table.add_column("English", ratio=1)
    for part in shown:
        for number, (left, right) in enumerate(_rows(part, colour)):
            table.add_row(str(part.number) if number == 0 else "", left, right)
        table.add_row("", "", "")
    return table


def _rows(part: Part, colour: bool) -> Iterator[tuple[Text, Text]]:
    """A sentence of the source and its English; where both are the same, only the English.

    What was set aside has its label and reasons in place of the English.
    """
    if not part.kept:
        yield _text((_flat(part.source), "dim")), _text((_why(part), "dim italic"))
    elif not part.pairs:
        yield _text(_flat(part.source)), _text(("not translated", "dim"))
    strong = "bold" if part.kind in ("title", "heading") else ""
    for source, marks in _sentences(part):
        english = _marked(marks, colour)
        english.stylize(strong)
        yield _text((source, strong)), english


def _sentences(part: Part) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    """The sentences side by side; of English as it was found the whole, which the marks show too."""
    if part.translated:
        yield from ((_flat(pair.source), pair.english) for pair in part.pairs)
    elif part.marks:
        found = _flat("".join(mark.before for mark in part.marks))
        source = _flat(part.source)
        yield "" if source == found else source, part.marks


def _stacked(shown: list[Part], colour: bool) -> Iterator[tuple[str | None, Text]]:
    """One text above the other, each with the number of its segment and its language as a label."""
    for part in shown:
        for left, right in _rows(part, colour):
            if left:
                yield f"{part.number} {(part.lang or '??') if part.kept else '--'}", left
            yield f"{part.number} en" if part.kept else "", right
        yield None, _text()


def _why(part: Part) -> str:
    score = "" if part.score is None else f" {part.score:.2f}"
    reasons = "; ".join(part.reasons)
    return f"{part.label}{score}{f': {reasons}' if reasons else ''}"


def _marked(found: tuple[Mark, ...], colour: bool) -> Text:
    from nlp.cli.diff import marked

    line = _text()
    for mark in found:
        line.append_text(marked(mark.before, mark.after, colour))
    line.rstrip()
    return line


def _events(record: Record, shown: list[Part]) -> list[tuple[str | None, Text]]:
    lines: list[tuple[str | None, Text]] = []
    for event in record["events"]:
        primary = ", primary" if event["primary"] else ""
        told = _text((name_of(event["type"]), "bold"), f" {event['score']:.2f}{primary}")
        lines.append((None, told))
        for number in event["evidence"]:
            if number < len(shown):
                english = _flat("".join(mark.after for mark in shown[number].marks))
                cut = english[:_EVIDENCE] + ("…" if len(english) > _EVIDENCE else "")
                lines.append((str(number), _text(cut)))
    return lines


def _facts(record: Record) -> list[tuple[str | None, Text]]:
    return [
        (
            str(fact["segment"]),
            _text(
                (name_of(fact["kind"]), "bold"),
                f" {_flat(fact_words(fact))}",
                (f" · {name_of(fact['event']).lower()}", "dim"),
            ),
        )
        for fact in record["facts"]
    ]


def _checks(record: Record) -> list[tuple[str | None, Text]]:
    return [
        (_number(check["segment"]), _text(_flat(check_words(check["kind"], check["detail"]))))
        for check in record["checks"]
    ]


def _repairs(record: Record) -> list[tuple[str | None, Text]]:
    from nlp.cli.diff import edit_line

    return [
        (_number(e["segment"]), edit_line(e["class"], e["found"], e["fixed"], e["reason"]))
        for e in record["edits"]
    ]


def _number(segment: int | None) -> str:
    return "" if segment is None else str(segment)
