"""What a page of results shows, as its URL says it: the whole state, nothing is kept elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

FLAGS = {
    "check": "to check",
    "repaired": "repaired",
    "aside": "something set aside",
    "uncertain": "event uncertain",
    "corrected": "corrected by hand",
}
"""What an article may be marked with, and how the page says it."""

SORTS = ("date", "relevance")
LANGUAGES = {"fr": "French", "es": "Spanish", "en": "English"}
PAGE = 20
MOST_PAGES = 500_000

_LONGEST = {"q": 400, "event": 60, "lang": 12, "source": 400}
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Query:
    """A search with its filters, order and page.

    ``since`` and ``until`` are ISO dates, whole years or months too; ``sort`` is empty for the usual
    order: by relevance where something is searched for, else by date. ``ignored`` says in words
    what of a URL could not be used.
    """

    q: str = ""
    event: str = ""
    lang: str = ""
    source: str = ""
    since: str = ""
    until: str = ""
    flags: tuple[str, ...] = ()
    sort: str = ""
    page: int = 1
    ignored: tuple[str, ...] = ()

    @classmethod
    def of(cls, given: Mapping[str, Sequence[str]]) -> Query:
        """The query of a URL's or a form's fields; never raises."""
        first = {name: _plain(values[0]) for name, values in given.items() if values}
        ignored = []
        days = {}
        for name in ("since", "until"):
            days[name] = told = first.get(name, "")
            if told and not _DAY.fullmatch(told):
                ignored.append(f"“{told[:40]}” is no date: write 2024, 2024-05 or 2024-05-31")
                days[name] = ""
        sort = first.get("sort", "")
        return cls(
            **{name: first.get(name, "")[:most].strip() for name, most in _LONGEST.items()},
            **days,
            flags=tuple(flag for flag in FLAGS if flag in given.get("flag", ())),
            sort=sort if sort in SORTS else "",
            page=_number(first.get("page", ""), MOST_PAGES),
            ignored=tuple(ignored),
        )

    @property
    def order(self) -> str:
        """``date`` or ``relevance``; the latter needs something to be relevant to."""
        return "relevance" if self.q and self.sort != "date" else "date"

    @property
    def narrowed(self) -> bool:
        """Whether anything is searched for or filtered."""
        return bool(self.with_(page=1, sort="").args())

    def with_(self, **changes: Any) -> Query:
        """A copy with some fields replaced; on page 1 unless a page is given."""
        return replace(self, **{"page": 1, "ignored": (), **changes})

    def toggled(self, name: str, value: str) -> Query:
        """The query with a filter set to ``value``, or freed where it has that value."""
        if name == "flags":
            flags = tuple(f for f in FLAGS if (f in self.flags) != (f == value))
            return self.with_(flags=flags)
        return self.with_(**{name: "" if getattr(self, name) == value else value})

    def args(self, **more: Any) -> dict[str, Any]:
        """The fields of the URL: what differs from a page that shows everything, and ``more``."""
        names = ("q", "event", "lang", "source", "since", "until", "sort")
        found: dict[str, Any] = {name: getattr(self, name) for name in names if getattr(self, name)}
        if self.flags:
            found["flag"] = list(self.flags)
        if self.page > 1:
            found["page"] = self.page
        return {**found, **more}


def _plain(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()


def _number(text: str, most: int) -> int:
    """A number from 1 to ``most``; 1 for what is none."""
    digits = text[:9]
    return min(max(int(digits), 1), most) if digits.isascii() and digits.isdecimal() else 1
