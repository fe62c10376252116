"""Months, quarters or years: the periods that articles are counted by, without gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MOST_MONTHS, _MOST_QUARTERS = 36, 48


class Periods(NamedTuple):
    """``labels`` of consecutive periods, what one is called, and the months in each period."""

    labels: list[str]
    unit: str
    length: int
    first: int

    def counted(self, months: Mapping[str, int]) -> list[int]:
        """Counts of months (``2025-03``) added up by period."""
        values = [0] * len(self.labels)
        for month, count in months.items():
            values[(_number(month) - self.first) // self.length] += count
        return values

    @property
    def marks(self) -> list[tuple[int, str]]:
        """The periods with which a year begins (of years, every tenth or fifth), and its name."""
        every = 1 if self.length < 12 else 5 if len(self.labels) < 60 else 10
        starts = ((i, self.first + i * self.length) for i in range(len(self.labels)))
        found = [(i, f"{at // 12}") for i, at in starts if at % 12 == 0 and at // 12 % every == 0]
        return found or [(0, self.labels[0])]


def periods(months: Mapping[str, int]) -> Periods:
    """The periods that hold all ``months`` (at least one): as fine as their span allows."""
    numbers = [_number(month) for month in months]
    first, last = min(numbers), max(numbers)
    span = last - first + 1
    unit, length = ("month", 1) if span <= _MOST_MONTHS else ("quarter", 3)
    if span > 3 * _MOST_QUARTERS:
        unit, length = "year", 12
    first -= first % length
    labels = [_label(at, unit) for at in range(first, last + 1, length)]
    return Periods(labels, unit, length, first)


def _number(month: str) -> int:
    year, _, of_year = month.partition("-")
    return int(year) * 12 + int(of_year) - 1


def _label(at: int, unit: str) -> str:
    year, month = divmod(at, 12)
    named = {"month": f"{_MONTHS[month]} {year}", "quarter": f"Q{month // 3 + 1} {year}"}
    return named.get(unit, str(year))
