"""A measurement as files: `result.json`, `result.md`, pictures; and one line of history for each.

The history is JSONL and only grows: model, hash, date, the hash of every set and its figures. Two lines
with the same hash of a set can be compared; where a set changed, they cannot.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from eval.drawings import drawings
from nlp.errors import ConfigError
from training.labelled.schema import Row

FIGURES = {
    "events": ("primary_accuracy", "macro_f1", "secondary_micro_f1", "ece", "coverage"),
    "translation": ("bleu", "chrf", "calibration_error", "flagged"),
    "separation": ("macro_f1", "accuracy"),
    "repair": ("precision", "recall", "f05", "exact", "clean_changed"),
}


def write(
    folder: Path, result: Mapping[str, Any], compared: Mapping[str, Any] | None = None
) -> None:
    """Write a result (:meth:`eval.suites.Result.to_json`) with its Markdown and pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {**result, "compared": compared} if compared else dict(result)
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    (folder / "result.json").write_text(text, encoding="utf-8")
    names = {}
    for name, one in result["sets"].items():
        for kind, picture in drawings(one).items():
            names.setdefault(name, []).append(f"{name}.{kind}.svg")
            (folder / names[name][-1]).write_text(picture, encoding="utf-8")
    (folder / "result.md").write_text(markdown(result, names, compared), encoding="utf-8")


def markdown(
    result: Mapping[str, Any],
    pictures: Mapping[str, Sequence[str]],
    compared: Mapping[str, Any] | None = None,
) -> str:
    """The result to read."""
    parts = [f"# {result['task']}: {result['model']} (`{result['hash']}`)\n"]
    names = FIGURES[result["task"]]
    parts.append(table(["set", "items", *names], _figure_rows(result, names)))
    for name, found in result["sets"].items():
        parts.append(f"\n## {name}\n")
        told = [
            f"{figure} {i['value']:.4g} (95%: {i['low']:.4g} to {i['high']:.4g})"
            for figure, i in found["intervals"].items()
        ]
        parts.append("; ".join(told) + ".\n")
        if compared and name in compared:
            parts += [
                f"Beside {compared['model']}: {figure} {c['old']:.4g} there, difference"
                f" {c['difference']:+.4g} ({c['low']:+.4g} to {c['high']:+.4g}): **{c['verdict']}**.\n"
                for figure, c in compared[name].items()
            ]
        if found["per_class"]:
            columns = list(next(iter(found["per_class"].values())))
            rows = [[label, *row.values()] for label, row in found["per_class"].items()]
            parts.append(table(["class", *columns], rows))
        parts += [f"\n![{name}]({quote(picture)})" for picture in pictures.get(name, ())]
    return "\n".join(parts) + "\n"


def _figure_rows(result: Mapping[str, Any], names: Sequence[str]) -> Iterable[list[Any]]:
    for name, found in result["sets"].items():
        yield [name, found["items"], *(found.get(figure, "-") for figure in names)]


def table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in lines)


def _cell(value: Any) -> str:
    """A value as a cell of a Markdown table, which ends at a bar and at a line's end."""
    return " ".join(str(value).split()).replace("|", "\\|")


_NOTED = ("at", "task", "model", "hash", "sets")


def note(history: Path, result: Mapping[str, Any], sets: Mapping[str, Sequence[Row]]) -> None:
    """Append one line to the history."""
    names = FIGURES[result["task"]]
    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        **{key: result[key] for key in ("task", "model", "hash")},
        "sets": {
            name: {
                "sha256": set_hash(sets[name]),
                "items": found["items"],
                **{figure: found[figure] for figure in names if figure in found},
            }
            for name, found in result["sets"].items()
        },
    }
    history.parent.mkdir(parents=True, exist_ok=True)
    with history.open("a+b") as out:
        whole = not out.seek(0, os.SEEK_END) or _last_byte(out) == b"\n"
        out.write((b"" if whole else b"\n") + json.dumps(line, ensure_ascii=False).encode() + b"\n")


def _last_byte(file: BinaryIO) -> bytes:
    file.seek(-1, os.SEEK_END)
    return file.read(1)


def set_hash(rows: Sequence[Row]) -> str:
    """SHA-256 over what a set asks and expects: two results on the same hash can be compared."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(row.model_dump_json(exclude={"group"}).encode() + b"\n")
    return digest.hexdigest()


def measured_before(history: Path) -> list[dict[str, Any]]:
    """The lines of a history, oldest first; none where there is no file.

    Raises :class:`ConfigError` naming the line that is none: to be called before anything is measured.
    """
    if not history.exists():
        return []
    found = []
    try:
        lines = history.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"--history {history}: cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
                tuple(row[name] for name in _NOTED)
                dict(row["sets"])
            except (ValueError, KeyError, TypeError) as error:
                raise ConfigError(
                    f"--history {history}, line {number}: no measurement of `veille eval`; take the line"
                    " out, or name another file"
                ) from error
            found.append(row)
    return found


def before(
    history: Iterable[Mapping[str, Any]],
    result: Mapping[str, Any],
    sets: Mapping[str, Sequence[Row]],
) -> list[str]:
    """A line for each set that was measured before: the figures of the last time."""
    told, hashes = {}, {name: set_hash(rows) for name, rows in sets.items()}
    for row in history:
        if row["task"] != result["task"]:
            continue
        for name, found in row["sets"].items():
            if hashes.get(name) == found["sha256"]:
                figures = {k: v for k, v in found.items() if k not in ("sha256", "items")}
                shown = ", ".join(f"{k} {v}" for k, v in figures.items())
                told[name] = f"{name}, {row['at'][:10]}, {row['model']} {row['hash']}: {shown}"
    return list(told.values())
