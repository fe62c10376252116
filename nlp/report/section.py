"""A section of the page, and the small words that all of them are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from nlp.report.charts import Figure, Row


@dataclass(slots=True)
class Section:
    """One part of the page: ``kind`` chooses what the template shows below the figures."""

    id: str
    title: str
    lead: str
    figures: list[Figure] = field(default_factory=list)
    extra: Any = None


def key(solid: str, hatched: str) -> Markup:
    """What the two looks of a bar stand for."""
    one, other = '<span class="swatch"></span>{}', '<span class="swatch second"></span>{}'
    return Markup(f"<span>{one}</span> <span>{other}</span>").format(solid, hatched)


def spelled(rows: Sequence[Row]) -> str:
    """The rows of a chart in a sentence, for those who do not see it."""
    return (
        "; ".join(f"{row.label} {row.told or format(row.value, ',.0f')}" for row in rows[:20]) + "."
    )


def many(count: int, one: str, more: str = "") -> str:
    """``1 run``, ``2 runs``; ``more`` is the plural where an s does not make it."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def share(part: int, whole: int) -> str:
    """A part in per cent of the whole."""
    return f"{100 * part / whole:.0f}%" if whole else "0%"


def listed(things: Sequence[str]) -> str:
    """``a, b and c``."""
    return (
        things[0]
        if len(things) == 1
        else f"{', '.join(things[:-1])} and {things[-1]}"
        if things
        else "unknown"
    )
