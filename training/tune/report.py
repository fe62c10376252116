"""What a retrained model is worth beside another (the shipped one, or what is pinned), and the parts of its card that say so."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from eval.bootstrap import Comparison, compare
from eval.report import table
from eval.suites import SUITES, Result, Sets
from nlp.errors import ConfigError, ModelError
from training.labelled.duplicates import Pair
from training.labelled.schema import Row
from training.translation.data import WRITTEN
from training.tune.clock import Spent
from training.tune.recipe import ROOT, Energy, Recipe, TranslationRecipe, taken_by
from training.tune.run import Log, file_hashes, versions

SHOWN = 10
"""Rows of a table of what was not learnt from; the rest is counted."""


class Compared(dict[str, dict[str, Comparison]]):
    """Every figure of every set; ``fault`` says why there is none, where the old model cannot be had."""

    fault = ""


def refuse_names(task: str, named: Collection[str], shared: Path) -> None:
    """Raise :class:`ConfigError` where a test set is called as one of the benchmark folder is."""
    from eval.frozen import load

    if taken := [name for name in load(task, shared) if name in named]:
        raise ConfigError(f"data.test: {taken_by(taken[0], f'--shared {shared}')}")


def measured(task: str, new: str, old: str, sets: Sets) -> tuple[Result, Result | None, Compared]:
    """Both models on the same sets; None and nothing where the old one cannot be had."""
    filled = {name: rows for name, rows in sets.items() if rows}
    ours = SUITES[task](new, filled)
    try:
        theirs = SUITES[task](old, filled)
    except (ModelError, ConfigError) as error:
        nothing = Compared()
        nothing.fault = str(error)
        return ours, None, nothing
    return ours, theirs, comparisons(ours, theirs)


class Held(Protocol):
    """Rows of a run by where they come from: new and rehearsed ones by part, and the sets that were named."""

    @property
    def new(self) -> Mapping[Any, Sequence[Row]]: ...

    @property
    def old(self) -> Mapping[Any, Sequence[Row]]: ...

    @property
    def tests(self) -> Mapping[str, Sequence[Row]]: ...


def sets_of(task: str, parts: Held, shared: Path | None = None) -> dict[str, Sequence[Row]]:
    """What was held out of the new and of the rehearsed rows, named sets, and the benchmark's."""
    found = {"new": parts.new["test"], "rehearsed": parts.old["test"], **parts.tests}
    if shared:
        from eval.frozen import load

        found |= load(task, shared)
    return found


def by_set(result: Result) -> dict[str, Any]:
    """How many items each set has, and its figures, for a manifest."""
    return {found.name: {"items": found.items, **found.figures} for found in result.sets}


def comparisons(new: Result, old: Result) -> Compared:
    """Every figure of every set, with the paired interval of the difference."""
    return Compared(
        (ours.name, {n: compare(m, theirs.metrics[n], ours.items) for n, m in ours.metrics.items()})
        for ours, theirs in zip(new.sets, old.sets, strict=True)
    )


def forgotten(new: Result, old: Result, key: str) -> dict[str, list[dict[str, Any]]]:
    """Of each set: class, items, the old and the new figure; what lost most comes first."""
    found = {}
    for ours, theirs in zip(new.sets, old.sets, strict=True):
        rows = [
            {
                "class": name,
                "items": int(row["items"]),
                "old": theirs.per_class[name][key],
                "new": row[key],
            }
            for name, row in ours.per_class.items()
            if name in theirs.per_class  # repair: one of them alone may make edits of a class
        ]
        found[ours.name] = sorted(rows, key=lambda r: r["new"] - r["old"])
    return found


def to_json(new: Result, old: Result | None, compared: Compared, key: str) -> dict[str, Any]:
    """The whole evaluation as JSON."""
    found: dict[str, Any] = {"new": new.to_json()}
    if old is not None:
        found["old"] = old.to_json()
        found["compared"] = {
            name: {n: {**c._asdict(), "verdict": c.verdict} for n, c in row.items()}
            for name, row in compared.items()
        }
        found["per_class"] = forgotten(new, old, key)
    else:
        found["not_compared"] = compared.fault
    return found


def beside(before: Result | None, old: str) -> str:
    """The model held against, as a heading says it: its name, what that is pinned to, its hash."""
    from nlp.registry import pinned

    name = Path(old).name  # a folder is of the machine that trained it
    if before is None:
        return name
    pin = pinned().get(old)
    to = f", pinned to {Path(pin['path']).name}" if pin and pin["hash"] == before.hash else ""
    return f"{name} (`{before.hash}`{to})"


def verdicts(before: Result | None, compared: Compared, old: str) -> str:
    """The comparison with ``before`` as a Markdown table; where that is None, that there was none."""
    if before is None:
        return f"{Path(old).name} is not here to compare with{_why(compared)}."
    rows = [
        [
            name,
            c.items,
            figure,
            shown(figure, c.old),
            shown(figure, c.new),
            f"{shown(figure, c.difference, '+')} ({shown(figure, c.low, '+')} to"
            f" {shown(figure, c.high, '+')})",
            f"**{c.verdict}**",
        ]
        for name, row in compared.items()
        for figure, c in row.items()
    ]
    old = Path(old).name  # a folder is of the machine that trained it
    return table(["set", "items", "figure", old, "this", "difference (95%)", "verdict"], rows)


def _why(compared: Compared) -> str:
    """Why there was no comparison, without the folders of the machine."""
    bare = re.sub(r"(?<![\w.~])~?(?:/[^\s/:,;'\"]+)*/(?=[^\s/])", "", compared.fault)
    return f": {bare.rstrip('.')}" if bare else ""


def shown(figure: str, value: float, sign: str = "") -> str:
    """A figure with the digits that mean something: chrF goes to 100, shares to 1."""
    return f"{value:{sign}.{1 if figure in ('chrf', 'bleu') else 3}f}"


def lost(found: dict[str, list[dict[str, Any]]], figure: str) -> str:
    """Forgetting as a Markdown table: every class whose figure changed, the worst first."""
    rows = [
        [
            name,
            row["class"],
            row["items"],
            shown(figure.lower(), row["old"]),
            shown(figure.lower(), row["new"]),
        ]
        for name, of_set in found.items()
        for row in of_set
        if row["old"] != row["new"]
    ]
    if not rows:
        return f"No class changed its {figure}."
    return table(["set", "class", "items", f"{figure} before", f"{figure} now"], rows)


def curve_table(curve: Sequence[dict[str, float]]) -> str:
    """Loss and figures of the development part against updates, and the loss of training beside.

    In one order, whether the run went through or on: a state that was kept has its names sorted.
    """
    own = {name for row in curve for name in row}
    first, last = ("step", "epoch", "loss"), ("training_loss",)
    between = sorted(own - {*first, *last})
    names = [n for n in (*first, *between, *last) if n in own]
    head = ["update" if n == "step" else n.replace("_", " ") for n in names]
    return table(head, [[row.get(n, "") for n in names] for row in curve])


def data_entries(recipe: Recipe, hashes: dict[str, str]) -> list[dict[str, Any]]:
    """The files that were read, for the manifest: name, what for, SHA-256, licence."""
    noise = getattr(recipe, "noise", ())
    noise = noise if isinstance(noise, list) else ()  # of translation it is a table of shares
    hashes = hashes | {p: h for p, h in file_hashes(noise).items() if p not in hashes}
    kinds = {
        **{str(p): ("damages copies", _licence(p, recipe)) for p in noise},
        **{str(p): ("learnt from", recipe.data.licence) for p in recipe.data.train},
        **{str(p): ("rehearsed", _licence(p, recipe)) for p in recipe.data.rehearse},
        **{str(p): (f"test: {name}", recipe.data.licence) for name, p in recipe.data.test.items()},
    }
    found = [
        {"name": Path(p).name, "use": kinds[p][0], "sha256": digest, "licence": kinds[p][1]}
        for p, digest in hashes.items()
    ]
    return [*found, *_written(recipe)]


def _licence(path: Path, recipe: Recipe) -> str:
    """Of what lies in the checkout, ours; of all else that of the user's data."""
    own = path.resolve().is_relative_to(ROOT / "training")
    return "CC0" if own else recipe.data.licence


def _written(recipe: Recipe) -> list[dict[str, Any]]:
    """The pairs of the project that a translation model rehearses, as one entry: hash of the files' hashes."""
    if not (isinstance(recipe, TranslationRecipe) and recipe.written):
        return []
    sums = file_hashes(sorted(WRITTEN.glob("*.tsv"))).values()
    digest = hashlib.sha256("\n".join(sums).encode()).hexdigest()
    name = f"{WRITTEN.relative_to(ROOT).as_posix()} ({len(sums)} files)"
    return [{"name": name, "use": "rehearsed", "sha256": digest, "licence": "CC0"}]


def portable(recipe: Recipe) -> dict[str, Any]:
    """The recipe without the folders of the machine that ran it, and the versions of the run."""
    found = recipe.model_dump(mode="json", exclude={"run"})
    data = found["data"]
    data["train"], data["rehearse"] = (
        [Path(p).name for p in data[k]] for k in ("train", "rehearse")
    )
    data["test"] = {name: Path(p).name for name, p in data["test"].items()}
    if found.get("types"):
        found["types"] = Path(found["types"]).name
    if isinstance(found.get("noise"), list):
        found["noise"] = [Path(p).name for p in found["noise"]]
    if "/" in found["start"] and Path(found["start"]).is_dir():
        found["start"] = Path(found["start"]).name
    return {**found, "versions": versions()}


def data_table(entries: Sequence[dict[str, Any]]) -> str:
    """The files as a Markdown table."""
    rows = [[e["name"], e["use"], e["licence"], f"`{e['sha256'][:16]}`"] for e in entries]
    return table(["file", "use", "licence", "SHA-256"], rows)


def repeats(found: Sequence[Pair], name: str) -> str:
    """What was not learnt from, as it repeats what is held out, as a paragraph of its own."""
    if not found:
        return f"\n\nNo training {name} repeats a held-out one."
    rows = [[p.train, p.held_out, f"{p.similarity:.2f}"] for p in found[:SHOWN]]
    many = (
        "s repeat a held-out one and were" if len(found) > 1 else " repeats a held-out one and was"
    )
    more = f"\n\n... and {len(found) - SHOWN:,} more." if len(found) > SHOWN else ""
    return (
        f"\n\n{len(found):,} training {name}{many} not learnt from:\n\n"
        + table([name, "repeats", "similarity"], rows)
        + more
    )


def training(log: Log, recipe: Recipe, said: str) -> str:
    """The card's section on the run: time, carbon, learning curve, recipe and versions."""
    found = portable(recipe)
    told = ", ".join(f"{name} {number}" for name, number in found["versions"].items())
    curve = "No learning curve was measured."
    if log.curve:
        curve = "Learning curve, on the development part but for the loss of training:\n\n"
        curve += curve_table(log.curve)
    return (
        f"## Training\n\n{time_line(log.spent, recipe.energy)} {told}.\n\n{curve}\n\n{said}\n\n"
        f"```json\n{json.dumps(found, indent=1)}\n```"
    )


def time_line(spent: Spent, energy: Energy) -> str:
    """Minutes and processor seconds as measured; carbon as an estimate, with what it assumes."""
    one_of = f" (of the first of {spent.processes} processes)" if spent.processes > 1 else ""
    kwh = spent.processor_seconds * energy.watts_per_core / 3_600_000
    return (
        f"Measured{one_of}: {spent.minutes:.1f} minutes, {spent.processor_seconds:,.0f} processor seconds."
        f" Estimated, not measured: {kwh * energy.grams_per_kwh:.2g} g CO2e, from {kwh:.2g} kWh = processor"
        f" seconds x {energy.watts_per_core:g} W a core / 3,600,000, and {energy.grams_per_kwh:g} g a kWh"
        " (`[energy]` in the recipe); memory, cooling, any GPU and the making of the machine are not in it."
    )
