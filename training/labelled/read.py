"""Read labelled data and check it: every fault with file, line, field and what to do about it.

    for row in read([Path("new.jsonl")], "events", types=[...]): ...

The whole input is looked at before anything is said, so that one round of mending is enough; after
:data:`MOST_FAULTS` faults the rest is only counted. A file that passes is never changed by this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from nlp.errors import DataError
from nlp.surrogates import LONE
from training.labelled.checks import Watch, watch_for
from training.labelled.contradictions import Answers
from training.labelled.files import BadRow, Place, Raw, rows
from training.labelled.schema import MODELS, MadeUp, Row

MOST_FAULTS = 20
"""Different faults that are told; the rest is counted."""
LEAST = 10
"""New rows that a training needs, at least."""
SHOWN = 5
"""Lines named for one fault."""


_HALF = (
    r"half of a character (a lone surrogate, such as \ud83d, of an emoji that was cut);"
    " take it out of the text"
)


class Faults:
    """Collects faults, the same fault of many lines as one; :meth:`settle` raises them."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], list[int]] = {}
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, place: Place | Path | str, fault: str) -> None:
        """Keep a fault with where it was."""
        path, line = (
            (str(place.path), [place.line]) if isinstance(place, Place) else (str(place), [])
        )
        key = path, fault.encode("utf-8", "backslashreplace").decode()  # it has to be printed
        self._counts[key] += 1
        if key in self._places or len(self._places) < MOST_FAULTS:
            lines = self._places.setdefault(key, [])
            if len(lines) < SHOWN:
                lines += line

    def __bool__(self) -> bool:
        return bool(self._counts)

    def settle(self) -> None:
        """Raise :class:`DataError` if there was a fault."""
        if not self._counts:
            return
        told = [
            f"{path}{_lines(lines, self._counts[path, fault])}: {fault}"
            for (path, fault), lines in self._places.items()
        ]
        raise DataError(told, len(self._counts))


def _lines(lines: list[int], count: int) -> str:
    if not lines:
        return ""
    more = f" and {count - len(lines):,} more" if count > len(lines) else ""
    return f", line{'s' * (count > 1)} {', '.join(map(str, lines))}{more}"


def read(
    paths: Sequence[Path],
    task: str,
    *,
    types: Sequence[str] | None = None,
    fields: Mapping[str, str] | None = None,
    least: int = 1,
    met: set[str] | None = None,
) -> Iterator[Row]:
    """The rows of files, in order; consume it to the end, where the faults are raised.

    Args:
        paths: files of the kinds that :func:`training.labelled.files.rows` knows.
        task: events, translation, segments or repair.
        types: the event types that may be named; None allows any.
        fields: our field names to the columns of the files.
        least: fewer rows than this are a fault.
        met: gets the names in ``fields`` whose columns are there; without it, a column that no file
            has is a fault.

    Raises:
        DataError: something is wrong; after the last row.
    """
    faults, count = Faults(), 0
    seen: dict[str, Place] = {}
    answers = Answers()
    there: set[str] = set() if met is None else met
    for number, path in enumerate(paths):
        if path.resolve() in {other.resolve() for other in paths[:number]}:
            faults.add(path, "named twice (by --data and in the recipe?); name each file once")
            continue
        watch = watch_for(task)
        raws = rows(path, fields, task, there)
        taken = path.name in {other.name for other in paths[:number]}
        label, place = path if taken else path.name, path.resolve()
        for line, row in _of_file(raws, task, types, faults, watch, seen, answers):
            count += 1
            made_up = {} if row.id else {"id": MadeUp(f"{label}:{line}", place)}
            yield row.model_copy(update=made_up) if made_up else row
        for fault in watch.settle():
            faults.add(path, fault)
    if met is None and (count or faults):
        lost = {own: column for own, column in (fields or {}).items() if own not in there}
        for own, column in lost.items():
            faults.add(f"--field {own}={column}", f"no row has a column {column!r}")
    if not faults and count < least:
        faults.add(paths[0] if paths else Path("."), f"{count} rows; at least {least} are needed")
    faults.settle()


def _of_file(
    raws: Iterable[Raw | BadRow],
    task: str,
    types: Sequence[str] | None,
    faults: Faults,
    watch: Watch,
    seen: dict[str, Place],
    answers: Answers,
) -> Iterator[tuple[int, Row]]:
    """The rows of a file that are as they should be, each with its line."""
    for raw in raws:
        if isinstance(raw, BadRow):
            faults.add(raw.place, raw.fault)
            continue
        row = _validated(raw, task, types, faults)
        if row is None:
            continue
        if row.id and row.id in seen and task == "events":
            there = seen[row.id].seen_from(raw.place)
            faults.add(raw.place, f"id: {row.id!r} was {there} already; ids are unique")
            continue
        if row.id and task == "events":
            seen[row.id] = raw.place
        if fault := watch.look(row) or answers.against(row, raw.place):
            faults.add(raw.place, fault)
        else:
            yield raw.place.line, row


def _validated(raw: Raw, task: str, types: Sequence[str] | None, faults: Faults) -> Row | None:
    context = {"types": list(types)} if types is not None else None
    try:
        row = MODELS[task].model_validate(raw.fields, context=context)
    except ValidationError as error:
        told = (_told(fault, raw) for fault in error.errors(include_url=False))
        for fault in dict.fromkeys(told):  # each form that a field may have tells the same
            faults.add(raw.place, fault)
        return None
    if broken := [name for name, value in row if not _encodes(value)]:
        for name in broken:
            faults.add(raw.place, f"{name}: {_HALF}")
        return None
    return row


def _encodes(value: object) -> bool:
    """Whether every text of a value can be written as UTF-8: JSON can hold half a character."""
    if isinstance(value, str):
        return value.isascii() or not LONE.search(value)
    if isinstance(value, BaseModel):
        return all(_encodes(own) for _, own in value)
    return not isinstance(value, list) or all(map(_encodes, value))


def _told(fault: Mapping[str, object], raw: Raw) -> str:
    """One fault of a row: field, what is wrong, what to do."""
    place: Sequence[object] = fault["loc"]  # type: ignore[assignment]
    field = ".".join(
        str(part) for part in place if "[" not in str(part)
    )  # not pydantic's own names
    kind = fault["type"]
    if kind == "missing" and field in raw.empty:
        return f"{field}: empty; fill it in, or take the row out"
    if kind == "missing":
        there = ", ".join(map(str, raw.fields)) or "nothing"
        return f"{field}: missing; the row has {there} (another name? --field {field}=NAME)"
    if kind == "value_error":
        return str(fault["msg"]).removeprefix("Value error, ")
    if kind in ("string_too_short", "too_short"):
        mend = "name at least one" if isinstance(fault.get("input"), list) else "fill it in"
        return f"{field}: empty; {mend}, or take the row out"
    if kind == "list_type" and field == "paragraphs":
        return "paragraphs: a list is wanted (JSONL); one text, as of a cell, goes into `text`"
    given = repr(fault.get("input"))[:60]
    return f"{field}: {fault['msg']} (found {given})"


def counts(found: Sequence[Row], key: str) -> Counter[str]:
    """How many rows have each value of a field (of events, the primary type)."""
    values = (getattr(row, key) for row in found)
    return Counter(value[0] if isinstance(value, list) else str(value) for value in values)
