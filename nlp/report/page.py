"""The page: a Jinja2 template with autoescaping, one style sheet, no script."""

from __future__ import annotations

import shlex
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from nlp.report import quality, sections
from nlp.report.figures import Figures
from nlp.store.base import Store
from nlp.wording import name_of, printable

if TYPE_CHECKING:
    from jinja2 import Environment

_RUNS_SHOWN = 8


def render(store: Store, *, at: datetime | None = None) -> str:
    """The whole page as HTML; ``at`` is the time that it bears (now).

    Raises :class:`nlp.errors.StoreLost` when the store cannot be read.
    """
    from nlp.quarantine import Quarantine
    from nlp.store.newest import newest
    from nlp.store.runs import Runs

    found = Figures()
    found.add_all(newest(store))
    held = [
        {"reason": reason.value, "status": status, "rows": n}
        for (reason, status), n in Quarantine(store.side).counts().items()
    ]
    runs = Runs(store.side).list(sections.MOST_RUNS)
    return page(store.url, found, runs, held, store.count(), at or datetime.now(UTC))


def page(
    url: str,
    found: Figures,
    runs: list[dict[str, Any]],
    held: list[dict[str, Any]],
    records: int,
    at: datetime,
) -> str:
    """The page of these figures; ``runs`` and ``held`` as the store's side gives them."""
    made = [
        sections.balance_section(runs, held),
        sections.events_section(found),
        sections.time_section(found),
        sections.places_section(found),
        quality.aside_section(found),
        quality.trust_section(found),
        quality.repairs_section(found),
        sections.review_section(found),
    ]
    name = url.removeprefix("sqlite:///")
    template = _environment().get_template("page.html")
    return template.render(
        url=url,
        name=name,
        shell_name=shlex.quote(name),
        articles=found.articles,
        records=records,
        to_review=found.to_review,
        waiting=sum(row["rows"] for row in held if row["status"] == "waiting"),
        sections=[section for section in made if section is not None],
        makers=found.makers.most_common(8),
        seconds=found.seconds.most_common(),
        runs=runs[:_RUNS_SHOWN],
        runs_in_all=f"{len(runs):,}{' or more' if len(runs) >= sections.MOST_RUNS else ''}",
        more_runs=len(runs) > _RUNS_SHOWN,
        at=at,
        style=_data("page.css"),
    )


def _data(name: str) -> str:
    return (files("nlp") / "data" / "report" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    """Templates from the package; whatever they print is escaped and free of control characters."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: object) -> object:
        if isinstance(value, Markup) or not isinstance(value, str):
            return value
        return printable(value)

    environment = Environment(
        loader=FunctionLoader(_data),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["name"] = name_of
    environment.filters["shell"] = lambda words: shlex.quote(printable(words))
    environment.filters["commas"] = lambda number: f"{number:,}"
    return environment
