"""Features of a segment among the others: neighbours, place, likeness to the rest.

Built from the first model's probabilities (from each segment alone) and from the segments as they
stand in the document. Columns are in the order of :data:`NAMES`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.separate.lexicon import FUNCTION_WORDS, words_of
from nlp.separate.view import HEAD, View

CONTENT, BOILERPLATE, SPAM = 0, 1, 2
REACH = 3
"""Neighbours on each side whose own probabilities are features."""

_NAMED = 2_000  # characters of a segment in which names are looked for
_MANY = 60  # segments from which a document is simply a long one
_OWN = ["logit_boilerplate", "logit_spam", "p_content", "p_boilerplate", "p_spam"]
_NEAR = [
    f"{what}_{side}{step}"
    for step in range(1, REACH + 1)
    for side in ("before", "after")
    for what in ("p_boilerplate", "p_spam", "length", "exists")
]
_AROUND = [
    "mean_boilerplate_before",
    "mean_spam_before",
    "mean_boilerplate_after",
    "mean_spam_after",
    "max_prose_before",
    "max_prose_after",
]
_PLACE = [
    "first",
    "second",
    "last",
    "from_start",
    "from_end",
    "log_count",
    "prose_before",
    "prose_after",
    "prose_gap_before",
    "prose_gap_after",
    "before_first_prose",
    "after_last_prose",
    "prose_share",
    "doc_spam",
    "doc_boilerplate",
    "log_length_to_median",
    "short_run",
]
_LIKE = [
    "shared_share",
    "shared_rare",
    "shared_names",
    "title_share",
    "new_names",
    "repeated",
    "foreign",
    "known_language",
]
NAMES = tuple(_OWN + _NEAR + _AROUND + _PLACE + _LIKE)


class Document(NamedTuple):
    """The segments of one document as the second model sees them; lists of equal length.

    ``foreign`` tells that a segment's language is not the document's (0, 1, or 0.5 unknown).
    """

    texts: Sequence[str]
    views: Sequence[View]
    foreign: Sequence[float]


def features(doc: Document, first: NDArray[np.floating]) -> NDArray[np.float32]:
    """Shape (n, len(NAMES)). ``first``: the first model's probabilities, shape (n, 3)."""
    count = len(doc.texts)
    if not count:
        return np.zeros((0, len(NAMES)), dtype=np.float32)
    lengths = np.array([min(len(text), HEAD) for text in doc.texts], dtype=np.float64)
    prose = _prose(lengths, first)
    blocks = [
        _own(first),
        _near(first, lengths),
        _around(first, prose),
        _place(first, lengths, prose),
        _likeness(doc, prose),
    ]
    return np.concatenate(blocks, axis=1).astype(np.float32).reshape(count, len(NAMES))


def _prose(lengths: NDArray[np.float64], first: NDArray[np.floating]) -> NDArray[np.float64]:
    """How far each segment is running prose of the article: 0-1."""
    return np.clip((lengths - 60.0) / 80.0, 0.0, 1.0) * first[:, CONTENT]


def _own(first: NDArray[np.floating]) -> NDArray[np.float64]:
    logs = np.log(np.clip(first, 1e-4, 1.0))
    return np.column_stack(
        [logs[:, 1] - logs[:, 0], logs[:, 2] - logs[:, 0], first[:, 0], first[:, 1], first[:, 2]]
    )


def _near(first: NDArray[np.floating], lengths: NDArray[np.float64]) -> NDArray[np.float64]:
    count = len(lengths)
    table = np.column_stack([first[:, 1], first[:, 2], np.log1p(lengths) / 5.0, np.ones(count)])
    padded = np.concatenate([np.zeros((REACH, 4)), table, np.zeros((REACH, 4))])
    columns = []
    for step in range(1, REACH + 1):
        columns.append(padded[REACH - step : REACH - step + count])
        columns.append(padded[REACH + step : REACH + step + count])
    return np.concatenate(columns, axis=1)


def _around(first: NDArray[np.floating], prose: NDArray[np.float64]) -> NDArray[np.float64]:
    """Running means with decay of what came before and what comes after."""
    before = _decayed(first[:, 1:])
    after = _decayed(first[::-1, 1:])[::-1]
    best_before = np.concatenate([[0.0], np.maximum.accumulate(prose)[:-1]])
    best_after = np.concatenate([np.maximum.accumulate(prose[::-1])[::-1][1:], [0.0]])
    return np.column_stack([before, after, best_before, best_after])


def _decayed(values: NDArray[np.floating], keep: float = 0.7) -> NDArray[np.float64]:
    columns = []
    for column in values.T.tolist():
        running, means = 0.0, []
        for value in column:
            means.append(running)
            running = keep * running + (1 - keep) * value
        columns.append(means)
    return np.array(columns, dtype=np.float64).T


def _place(
    first: NDArray[np.floating], lengths: NDArray[np.float64], prose: NDArray[np.float64]
) -> NDArray[np.float64]:
    count = len(lengths)
    at = np.arange(count)
    is_prose = prose > 0.4
    total = max(is_prose.sum(), 1)
    before = np.concatenate([[0], np.cumsum(is_prose)[:-1]])
    after = is_prose.sum() - before - is_prose
    last_seen = np.maximum.accumulate(np.where(is_prose, at, -99))
    gap_before = at - np.concatenate([[-99], last_seen[:-1]])
    next_seen = np.minimum.accumulate(np.where(is_prose, at, count + 99)[::-1])[::-1]
    gap_after = np.concatenate([next_seen[1:], [count + 99]]) - at
    median = np.median(lengths[is_prose]) if is_prose.any() else 150.0
    short = lengths < 60
    return np.column_stack(
        [
            at == 0,
            at == 1,
            at == count - 1,
            np.minimum(at, 20) / 10.0,
            np.minimum(count - 1 - at, 20) / 10.0,
            np.full(count, math.log1p(min(count, _MANY)) / 3.0),
            np.minimum(before, 5) / 5.0,
            np.minimum(after, 5) / 5.0,
            np.minimum(gap_before, 10) / 5.0,
            np.minimum(gap_after, 10) / 5.0,
            before == 0,
            after == 0,
            np.full(count, total / count),
            (first[:, 2].sum() - first[:, 2]) / count,
            (first[:, 1].sum() - first[:, 1]) / count,
            np.log1p(lengths) - math.log1p(median),
            np.minimum(_run(short), 10) / 5.0,
        ]
    ).astype(np.float64)


def _run(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each flagged place, the length of the run of flags that it stands in."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(int), [0]])))
    lengths = np.zeros(len(flags), dtype=np.int64)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        lengths[start:end] = end - start
    return lengths


def _likeness(doc: Document, prose: NDArray[np.float64]) -> NDArray[np.float64]:
    """What words and names a segment shares with the running prose of the others."""
    said = [stems(seen.text) for seen in doc.views]
    named_in = [names_of(text[:_NAMED]) for text in doc.texts]
    held: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for i in np.flatnonzero(prose > 0.2):
        held.update(said[i])
        named.update(named_in[i])
    title = said[0] if said else frozenset()
    same = Counter(seen.text for seen in doc.views)
    rows = []
    for i, seen in enumerate(doc.views):
        own = 1 if prose[i] > 0.2 else 0
        shared = [stem for stem in said[i] if held.get(stem, 0) > own]
        rare = [stem for stem in shared if len(stem) >= 6]
        known = sum(named.get(name, 0) > own for name in named_in[i])
        rows.append(
            [
                len(shared) / max(len(said[i]), 1),
                min(len(rare), 4) / 2.0,
                min(known, 3),
                len(said[i] & title) / max(len(said[i]), 1) if i else 0.0,
                min(len(named_in[i]) - known, 3),
                float(same[seen.text] > 1),
                doc.foreign[i],
                float(doc.foreign[i] != 0.5),
            ]
        )
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(_LIKE))


@lru_cache(maxsize=1_024)  # a page is looked at again where lines of it are cut
def stems(folded: str) -> frozenset[str]:
    """The first six letters of each word that is long enough to mean something."""
    return frozenset(w[:6] for w in words_of(folded) if len(w) > 3 and w not in FUNCTION_WORDS)


@lru_cache(maxsize=1_024)
def names_of(text: str) -> frozenset[str]:
    """Capitalised words that do not open the text or a sentence, and acronyms."""
    words = text.split()
    found = set()
    for before, word in zip([".", *words], words, strict=False):
        if word.islower():
            continue
        bare = word.strip(".,;:!?«»“”\"'()[]’")
        opens = before[-1] in '.!?…:»”"'
        if len(bare) > 2 and bare[0].isupper() and (not opens or bare[1].isupper()):
            found.add(bare.lower())
    return frozenset(found)
