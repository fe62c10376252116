"""Regular expressions that are compiled when a text first asks for them.

There are some 1,900 in veille, and the first article needs 800 of them: compiling the long ones that it
does not need would take a tenth of the time until its result is there.
"""

from __future__ import annotations

import re
from typing import cast

_OWN = frozenset(
    ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "scanner")
    + ("flags", "groups", "groupindex")
)


class _Late:
    """Stands for a compiled pattern, whose methods become its own when the first of them is called."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._given = pattern, flags

    def __getattr__(self, name: str) -> object:
        if name not in _OWN:
            raise AttributeError(f"a pattern has no {name}")
        compiled = re.compile(self.pattern, self._given)
        for own in _OWN:
            setattr(self, own, getattr(compiled, own))
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[object, ...]:
        return late, (self.pattern, self._given)

    def __repr__(self) -> str:
        return f"late({self.pattern!r}, {self._given})"


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, compiled at its first use; a fault in ``pattern`` is found only then.

    For patterns that few texts need. It serves by its methods and attributes, not as an argument of ``re.sub``.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))
