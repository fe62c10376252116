"""Where to cut lines that spam may be glued to.

:mod:`nlp.separate.spans` says where a line can be cut; here the model's first step says where it is
worth it. The pieces are then judged in their place by :class:`nlp.separate.Separator`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.separate import context, spans
from nlp.separate.context import CONTENT, SPAM
from nlp.separate.model import LABELS, Judged, Model

_PLAIN = 0.8
"""Probability by itself of what is plainly spam, or plainly news."""

_CERTAIN = 0.99
_PER_CHARACTER = 0.05  # log-odds that a character of news is worth
_TINY = 1e-12

_ALONE = [context.NAMES.index(f"p_{label}") for label in LABELS]


class Cutter:
    """Finds cuts; ``suspicion`` is the probability of spam by itself that makes a suspect."""

    def __init__(self, model: Model, suspicion: float) -> None:
        self.model = model
        self.suspicion = suspicion

    def cuts(
        self, texts: Sequence[str], langs: Sequence[str | None], judged: Judged
    ) -> dict[int, list[int]]:
        """For each line that may hold glued spam, the offsets at which to cut it."""
        edges: dict[int, list[int]] = {}
        for i in judged.seen:
            if len(texts[i]) >= 2 * spans.MIN_PIECE:
                edges[i] = spans.sentence_cuts(texts[i], langs[i])
        parts = {i: spans.pieces(texts[i], found) for i, found in edges.items()}
        alone = self._alone_pieces(parts, judged)
        suspects = [i for i in parts if self._suspect(texts[i], alone[i])]
        looked = dict.fromkeys(
            part
            for i in suspects
            for part, p in zip(parts[i], alone[i], strict=True)
            if self._is_looked_into(part, p)
        )
        inner = self._inner(list(looked))
        found = {i: self._cuts_of(parts[i], edges[i], alone[i], inner) for i in suspects}
        return {i: cuts for i, cuts in found.items() if cuts}

    def _is_looked_into(self, part: str, alone: NDArray[Any]) -> bool:
        """Whether a sentence may hold spam glued into it."""
        return alone[SPAM] >= self.suspicion / 2 or bool(spans.address_cuts(part))

    def _suspect(self, text: str, alone: NDArray[Any]) -> bool:
        """Whether any piece of a line needs a closer look; of most lines none does."""
        return max(alone[:, SPAM]) >= self.suspicion / 2 or spans.holds_address(text)

    def _alone_pieces(self, parts: dict[int, list[str]], judged: Judged) -> dict[int, NDArray[Any]]:
        """The probabilities of each line's pieces by themselves; known where it is one piece."""
        several = [i for i, found in parts.items() if len(found) > 1]
        fresh = self.model.alone([piece for i in several for piece in parts[i]])
        ends = np.cumsum([len(parts[i]) for i in several])
        alone = dict(zip(several, np.split(fresh, ends[:-1]), strict=True)) if several else {}
        for i in parts.keys() - alone.keys():
            _, _, around = judged.seen[i]
            alone[i] = around[_ALONE][None]
        return alone

    def _cuts_of(
        self,
        parts: Sequence[str],
        edges: Sequence[int],
        alone: NDArray[Any],
        inner: Mapping[str, _Inner],
    ) -> list[int]:
        """Where runs of suspect sentences begin and end, and where those inside a sentence do."""
        cuts: list[int] = []
        rows: list[NDArray[Any]] = []
        for start, part, p in zip([0, *edges], parts, alone, strict=True):
            places, judged = inner.get(part, _NOTHING)
            cuts += [start, *(start + place for place in places)]
            rows += judged if places else [p]
        fine = spans.pieces("".join(parts), cuts[1:])
        runs = spans.spam_runs(fine, np.array(rows), self.suspicion)
        return [cuts[number] for number in runs]

    def _inner(self, parts: Sequence[str]) -> dict[str, _Inner]:
        """Where spam glued into each sentence begins and ends, and what the pieces are by themselves."""
        runs = {part: spans.glued(part) for part in parts}
        asked = {part: _pieces_of(part, found) for part, found in runs.items() if found}
        known = dict(zip(asked, self.model.alone_each(list(asked.values())), strict=True))
        return {
            part: _likeliest(part, runs[part], dict(zip(pieces, known[part], strict=True)))
            for part, pieces in asked.items()
        }


_Inner = tuple[list[int], list[NDArray[Any]]]
_NOTHING: _Inner = ([], [])


def _inside(part: str, run: tuple[int, int]) -> list[int]:
    return [at for at in run if 0 < at < len(part)]


def _pieces_of(part: str, runs: Sequence[tuple[int, int]]) -> list[str]:
    """All that a sentence may be cut into, in a settled order."""
    return sorted({piece for run in runs for piece in spans.pieces(part, _inside(part, run))})


def _likeliest(
    part: str, runs: Sequence[tuple[int, int]], known: Mapping[str, NDArray[Any]]
) -> _Inner:
    """Of the runs that are spam between plain news that which is so by the greatest odds.

    Before news it takes more to be spam: the news may be how the sentence goes on.
    """
    best, chosen = 0.0, _NOTHING
    for start, end in runs:
        cut = _inside(part, (start, end))
        pieces, spam = spans.pieces(part, cut), int(start > 0)
        rows = [known[piece] for piece in pieces]
        if (worth := _worth(pieces, rows, spam)) > best:
            sure = rows[spam][SPAM] >= (_PLAIN if end == len(part) else _CERTAIN)
            best, chosen = worth, (cut, rows) if sure else _NOTHING
    return chosen


def _worth(pieces: Sequence[str], rows: Sequence[NDArray[Any]], spam: int) -> float:
    """The log-odds that the piece of that number is spam and the others are news, 0 if not plainly.

    The more news is left, the better: to lose it is worse than to leave a word of spam.
    """
    if rows[spam][SPAM] < _PLAIN:
        return 0.0
    if any(row[CONTENT] < _PLAIN for at, row in enumerate(rows) if at != spam):
        return 0.0
    odds = [math.log(row[CONTENT] + _TINY) - math.log(row[SPAM] + _TINY) for row in rows]
    left = sum(map(len, pieces)) - len(pieces[spam])
    return sum(odds) - 2 * odds[spam] + _PER_CHARACTER * left
