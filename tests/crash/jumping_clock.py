"""A wall clock that jumps: every look at it tells another time, up to ten years from the right one.

Python reads this at its start under the name ``sitecustomize``, so that the workers of a job have
that clock too; :func:`install` gives it to the modules that have ``datetime`` by name. The
monotonic clock goes on as it should.
"""

import random
import sys
import time
from datetime import datetime, tzinfo

_now, _chance = time.time, random.Random()
TEN_YEARS = 3.15e8


def _jumping() -> float:
    return _now() + _chance.uniform(-TEN_YEARS, TEN_YEARS)


class _Jumping(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime.fromtimestamp(_jumping(), tz)


def install() -> int:
    """Put that clock into every module of veille that is loaded; how many there are."""
    _chance.seed()  # else every process that is forked would look at the same times
    ours = [m for name, m in sys.modules.items() if name.startswith("nlp.")]
    found = [module for module in ours if getattr(module, "datetime", None) is datetime]
    for module in found:
        module.datetime = _Jumping
    return len(found)


if __name__ == "sitecustomize":
    time.time = _jumping
    time.time_ns = lambda: int(_jumping() * 1e9)
