"""How the page words what a record holds."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from markupsafe import Markup

from nlp.calendar import MONTHS
from nlp.reader.match import flat
from nlp.reader.query import LANGUAGES
from nlp.tables import event_types
from nlp.wording import fact_words

_NAMES = {
    "merger_acquisition": "Merger or acquisition",
    "regulation_policy": "Regulation and policy",
    "litigation_sanction": "Litigation or sanction",
    "study_report": "Study or report",
}
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), "\ufffd")
_SPACES = re.compile(r"\s")


def shown(value: Any) -> Any:
    """A value as a template writes it: text without control characters."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return value.translate(_CONTROL)
    return value


def event_name(type_: str) -> str:
    """``contract_award`` -> ``Contract award``."""
    return _NAMES.get(type_) or type_.replace("_", " ").capitalize()


def event_meaning(type_: str) -> str:
    """What an event type means, in a sentence; nothing for one that is not listed."""
    text = event_types().get(type_, "")
    return text.removeprefix("an article reports that ").removeprefix("an article reports ")


def kind_name(kind: str) -> str:
    """``false_friend`` -> ``False friend``."""
    return kind.replace("_", " ").capitalize()


def language_name(lang: str | None) -> str:
    """``fr`` -> ``French``; the code itself for a language that veille does not read."""
    return LANGUAGES.get(lang or "", lang or "Unknown language")


def day_name(day: str | None) -> str:
    """``2025-03-14`` -> ``14 March 2025``; months and years as they are known."""
    if not day:
        return "no date"
    year, month, number = (*day.split("-"), "", "")[:3]
    parts = [str(int(number)) if number else "", MONTHS[int(month) - 1] if month else "", year]
    return " ".join(part for part in parts if part)


def moment(at: str) -> str:
    """The day of an ISO time."""
    try:
        return day_name(date.fromisoformat(at[:10]).isoformat())
    except ValueError:
        return at


def percent(score: float | None) -> str:
    """A probability as whole percent; nothing where there is none."""
    return "" if score is None else f"{score * 100:.0f}%"


def inked(text: str) -> str:
    """Text that is nothing but white space, made visible; other text as it is."""
    return text if text.strip() else _SPACES.sub("\u2423", text)


def count_of(number: int, one: str, many: str | None = None) -> str:
    """``1 repair``, ``1,200 repairs``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


FILTERS = {
    "event_name": event_name,
    "event_meaning": event_meaning,
    "fact_words": fact_words,
    "kind_name": kind_name,
    "language_name": language_name,
    "day_name": day_name,
    "moment": moment,
    "percent": percent,
    "flat": flat,
    "inked": inked,
    "count_of": count_of,
}
