"""Where to cut lines that spam may be glued to.

:mod:`nlp.separate.spans` says where a line can be cut; here the model's first step says where it is
worth it. The pieces are then judged in their place by :class:`nlp.separate.Separator`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.separate import context, spans
from nlp.separate.context import CONTENT, SPAM
from nlp.separate.model import LABELS, Judged, Model

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
        found = {i: self._cuts_of(parts[i], edges[i], alone[i]) for i in parts}
        return {i: cuts for i, cuts in found.items() if cuts}

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
        self, parts: Sequence[str], edges: Sequence[int], alone: NDArray[Any]
    ) -> list[int]:
        """Where runs of suspect sentences begin and end, and where one begins in a sentence."""
        suspicion = self.suspicion
        cuts = [edges[number - 1] for number in spans.spam_runs(parts, alone, suspicion)]
        starts = [0, *edges]
        for start, part, p in zip(starts, parts, alone, strict=True):
            if p[SPAM] >= suspicion / 2 and (inner := self._inner(part, p)):
                cuts.append(start + inner)
                if start in cuts:
                    cuts.remove(start)
        return sorted(cuts)

    def _inner(self, part: str, whole: NDArray[np.floating]) -> int:
        """The offset in a sentence after which spam is glued, or 0: its start must be plain news."""
        places = spans.inner_cuts(part)
        if not places:
            return 0
        before = self.model.alone([part[:place] for place in places])[:, CONTENT]
        after = self.model.alone([part[place:] for place in places])[:, SPAM]
        best = int(np.argmax(before * after))
        plain = before[best] >= 0.8 and after[best] >= max(0.8, whole[SPAM])
        return places[best] if plain else 0
