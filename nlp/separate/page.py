"""Which blocks of a page are its article, from markup and the shape of the text alone.

A block is judged by itself, by the elements around it and by where the page's prose stands
(Kohlschütter et al. 2010, "Boilerplate detection using shallow text features"; here with the
element tree, class words and small networks). No word of the text but a few of page furniture
matters, so any language will do. :func:`around` then tells the next step what was found near.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nlp.article import Layout
from nlp.separate import markup, surface
from nlp.separate.tree import LEVELS, Floats, Tree, moved

_HOLDER = ("mass", "links", "blocks", "mean_length", "prose")
_NEAR = ("length", "links", "prose", "function", "stop")
_PLACE = [
    "to_main",
    "in_main",
    "below_main",
    "to_half",
    "below_half",
    "in_half",
    "below_most",
    "in_most",
    "path_mass",
    "main_path",
    "from_start",
    "log_start",
    "log_end",
    "log_count",
    "before_first",
    "after_last",
    "to_first",
    "to_last",
    "mass_before",
    "mass_until",
    "mass",
    "has_title",
    "after_title",
    "to_title",
    "with_title",
    "repeated",
    "prose",
]
NAMES = (
    *surface.NAMES,
    "link_density",
    *markup.PATH_NAMES,
    *markup.CLASS_NAMES,
    *(f"{what}_{level}" for level in range(LEVELS) for what in _HOLDER),
    *_PLACE,
    *(f"{what}{step:+d}" for step in (-1, 1, -2, 2) for what in (*_NEAR, "exists", "together")),
)
"""Columns of :func:`features`."""

AROUND_NAMES = (
    "page",
    "page_p",
    "page_logit",
    *(f"page_{what}_{level}" for level in range(LEVELS) for what in ("mass", "mean", "share")),
    *[
        "page_alike",
        "page_to_half",
        "page_below_half",
        "page_below_most",
        "page_before",
        "page_after",
    ],
    *["page_to_first", "page_to_last", "page_until", "page_mass", "page_kept"],
    *(f"page{step:+d}" for step in (-3, -2, -1, 1, 2, 3)),
    "page_long_before",
    "page_long_after",
)
"""Columns of :func:`around`; zeros on plain text."""

_LENGTH = surface.NAMES.index("log_chars")
_FUNCTION = surface.NAMES.index("function_share")
_STOPS, _FULL_STOP = surface.NAMES.index("log_stops"), surface.NAMES.index("ends_stop")
_LONGEST = 2_000.0  # characters of a block that count
_UNVEILED, _AT_LEAST = 1.5, 600  # see `hidden`
_WITHOUT_SCRIPT = (
    10.0  # times the prose shown that a page written by script has for readers without
)
_MOST_ASKED = 1_000  # characters of such windows: more is an article in a box of that name
_ASKING = ("letter", "foot")
_CONSENT = re.compile(
    r"\b(?:didomi|onetrust|axeptio|tarteaucitron|cookiebot|usercentrics|quantcast|sirdata|iubenda"
    r"|complianz|cmplz|borlabs|orejime|klaro|qc-cmp)"
)


def hidden(texts: Sequence[str], layouts: Sequence[Layout | None]) -> list[str | None]:
    """Why each block is not shown, None for one that is.

    What hides far more prose than the page shows is a veil that a script lifts (a text that fades
    in, a wall for subscribers), not a hiding place, and is passed over. What the page shows to ask
    for consent or to offer a subscription is not of its prose, if it is short. (What is kept from
    screen readers alone is a window or a menu, and no wall.) What a page has for readers without
    script is its text where a script writes the page, so that next to nothing is shown of it.
    """
    reasons = [layout.hidden if layout else None for layout in layouts]
    if not any(reasons):
        return reasons
    held: Counter[str | None] = Counter()
    asked = 0
    for text, reason, layout in zip(texts, reasons, layouts, strict=True):
        if len(text) >= 80 and not (layout and layout.link_density > 0.5):
            held[reason] += len(text)
            asked += len(text) * (not reason and layout is not None and _asks(layout))
    asked = asked if asked <= _MOST_ASKED else 0
    lifted = {
        reason
        for reason, chars in held.items()
        if reason and chars >= max(_AT_LEAST, _needed(reason, held[None], asked))
    }
    return [None if reason in lifted else reason for reason in reasons]


def _needed(reason: str, shown: int, asked: int) -> float:
    """Characters of prose that make a veil of ``reason`` where so many are ``shown``, some to ask."""
    if reason == "noscript":
        return _WITHOUT_SCRIPT * shown
    return _UNVEILED * (shown - asked * (reason != "aria-hidden"))


def _asks(layout: Layout) -> bool:
    """Whether a block is of a window for consent, an offer to subscribe, or a foot, by its names."""
    return markup.says(layout.attrs, _ASKING) or _CONSENT.search(layout.attrs) is not None


def features(
    texts: Sequence[str], layouts: Sequence[Layout], title: int = -1
) -> NDArray[np.float32]:
    """Shape (n, len(NAMES)) for the shown blocks of one page; ``title`` is the headline's number."""
    if not texts:
        return np.zeros((0, len(NAMES)), dtype=np.float32)
    own = surface.rows(texts)
    links = np.array([layout.link_density for layout in layouts], dtype=np.float64)
    lengths = np.array([min(len(text), _LONGEST) for text in texts], dtype=np.float64)
    prose = reads_as_prose(own, lengths, links)
    tree = _tree(tuple(layout.holders for layout in layouts))
    mass = prose * lengths
    columns = [
        own,
        links[:, None],
        markup.path_rows([layout.tag_path for layout in layouts]),
        markup.class_rows([layout.attrs for layout in layouts]),
        _holders(tree, lengths, links, prose),
        _place(texts, layouts, tree, mass, prose, title),
        _near(tree, np.stack([own[:, _LENGTH] / 6, links, prose, own[:, _FUNCTION], own[:, _FULL_STOP]], 1)),
    ]  # fmt: skip
    return np.concatenate(columns, axis=1, dtype=np.float32, casting="unsafe")


def reads_as_prose(own: NDArray[np.float64], lengths: Floats, links: Floats) -> Floats:
    """How far each block reads as running text, 0-1."""
    sentences = np.where((own[:, _STOPS] > 0) | (own[:, _FULL_STOP] > 0), 1.0, 0.3)
    words = np.clip(own[:, _FUNCTION] / 0.25, 0.2, 1.0)
    return np.clip((lengths - 50) / 80, 0, 1) * (1 - links) * words * sentences


@lru_cache(maxsize=1)  # asked for by both looks at a page
def _tree(holders: tuple[tuple[int, ...], ...]) -> Tree:
    return Tree(holders)


def _holders(tree: Tree, lengths: Floats, links: Floats, prose: Floats) -> Floats:
    """What the elements around each block hold, level by level."""
    mass = tree.sums(prose * lengths)
    size = np.maximum(tree.sums(lengths), 1.0)
    blocks = np.maximum(tree.sums(np.ones_like(lengths)), 1.0)
    table = np.stack([
        mass / max(float((prose * lengths).sum()), 1.0),
        tree.sums(lengths * links) / size,
        np.log1p(blocks) / 5,
        np.minimum(size / blocks / 200, 5),
        tree.sums((prose > 0.5).astype(float)) / blocks,
    ], axis=1)  # fmt: skip
    return table[tree.levels].reshape(tree.count, -1)


def _place(
    texts: Sequence[str],
    layouts: Sequence[Layout],
    tree: Tree,
    mass: Floats,
    prose: Floats,
    title: int,
) -> Floats:
    """Where each block stands: against the element with most prose, the page and the headline."""
    count, total = tree.count, max(float(mass.sum()), 1.0)
    at = np.arange(count)
    sums = tree.sums(mass)
    main = tree.heaviest(mass, (0.0, 1.0, 0.7, 0.3))
    in_main, below, steps = _against(tree, main)
    in_half, below_half, steps_half = _against(tree, tree.deepest(sums, 0.5, total))
    in_most, below_most, _ = _against(tree, tree.deepest(sums, 0.8, total))
    alike, best = _alike(layouts, mass)
    big = np.flatnonzero((mass > 100) & (in_main > 0))
    first, last = (big[0], big[-1]) if len(big) else (0, count - 1)
    until = np.cumsum(mass)
    heads = float(title >= 0)
    with_title = tree.shared(int(tree.levels[title, 0])) / tree.depth[title] if heads else at * 0.0
    same = Counter(texts)
    return np.stack([
        steps, in_main, below, steps_half, below_half, in_half, below_most, in_most,
        alike / total, best, at / max(count - 1, 1), np.log1p(at) / 5, np.log1p(count - 1 - at) / 5,
        np.full(count, np.log1p(count) / 6), at < first, at > last, _steps(at - first),
        _steps(at - last), (until - mass) / total, until / total, np.full(count, min(total / 5000, 5)),
        np.full(count, heads), (at > title) * heads, _steps(at - title) * heads, with_title,
        [min(same[text] - 1, 3) for text in texts], prose,
    ], axis=1)  # fmt: skip


def _against(tree: Tree, element: int) -> tuple[Floats, Floats, Floats]:
    """Inside ``element``?, steps below where the ways part, share of the way that is common."""
    shared = tree.shared(element)
    way = tree.level[element] + 1 if element >= 0 else 1
    inside = (shared == way).astype(float) if element >= 0 else np.zeros(tree.count)
    return inside, np.minimum((tree.depth - shared) / 5, 3), shared / way


def _alike(layouts: Sequence[Layout], mass: Floats) -> tuple[Floats, Floats]:
    """The prose in blocks of the same path and class words, and whether those have the most."""
    kind = _kinds(layouts)
    sums = np.bincount(kind, mass)
    return sums[kind], (kind == np.argmax(sums)).astype(float)


def _kinds(layouts: Sequence[Layout]) -> NDArray[np.int64]:
    """A number for each block, the same for those of the same path and class words."""
    numbers: dict[tuple[str, str], int] = {}
    return np.array([numbers.setdefault((x.tag_path, x.attrs), len(numbers)) for x in layouts])


def _steps(distance: NDArray[np.int64], scale: float = 20.0) -> Floats:
    return np.clip(distance / scale, -1.5, 1.5)


def _near(tree: Tree, table: Floats) -> Floats:
    """``table`` of the blocks one and two before and after, and whether they share an element."""
    parent = tree.levels[:, 1]
    full = np.concatenate([table, np.ones((len(table), 1)), parent[:, None]], axis=1)
    columns = []
    for step in (-1, 1, -2, 2):
        near = moved(full, step)
        near[:, -1] = (near[:, -1] == parent) & (near[:, -2] > 0)
        columns.append(near)
    return np.concatenate(columns, axis=1)


def around(found: Floats, texts: Sequence[str], layouts: Sequence[Layout]) -> NDArray[np.float32]:
    """Shape (n, len(AROUND_NAMES)): what the probabilities ``found`` (n,) say of each block's place."""
    count = len(texts)
    if not count:
        return np.zeros((0, len(AROUND_NAMES)), dtype=np.float32)
    lengths = np.array([min(len(text), 1_000) for text in texts], dtype=np.float64)
    tree = _tree(tuple(layout.holders for layout in layouts))
    mass = found * lengths
    total, at = max(float(mass.sum()), 1.0), np.arange(count)
    sums = tree.sums(mass)
    _, below_half, to_half = _against(tree, tree.deepest(sums, 0.5, total))
    _, below_most, _ = _against(tree, tree.deepest(sums, 0.9, total))
    kept = np.flatnonzero(found > 0.5)
    first, last = (kept[0], kept[-1]) if len(kept) else (0, count - 1)
    table = np.stack([
        np.ones(count), found, np.log((found + 1e-3) / (1.001 - found)) / 5,
        *_levels(tree, found, mass, lengths), _others(layouts, found), to_half, below_half,
        below_most, at < first, at > last, _steps(at - first, 15), _steps(at - last, 15),
        np.cumsum(mass) / total, np.full(count, min(total / 4000, 5)),
        np.full(count, len(kept) / count),
        *(moved(found[:, None], step)[:, 0] for step in (-3, -2, -1, 1, 2, 3)),
        _long_before(found, lengths), _long_before(found[::-1], lengths[::-1])[::-1],
    ], axis=1)  # fmt: skip
    return table.astype(np.float32)


def _levels(tree: Tree, found: Floats, mass: Floats, lengths: Floats) -> list[Floats]:
    """Of each element around a block: its share of what was found, and the means without the block."""
    sums, sizes = tree.sums(mass), tree.sums(lengths)
    hits, blocks = tree.sums(found), tree.sums(np.ones_like(found))
    total = max(float(mass.sum()), 1.0)
    columns = []
    for level in tree.levels.T:
        columns += [
            sums[level] / total,
            (sums[level] - mass) / np.maximum(sizes[level] - lengths, 1),
            (hits[level] - found) / np.maximum(blocks[level] - 1, 1),
        ]
    return columns


def _others(layouts: Sequence[Layout], found: Floats) -> Floats:
    """The mean over the other blocks of the same path and class words."""
    kind = _kinds(layouts)
    sums, counts = np.bincount(kind, found), np.bincount(kind)
    return (sums[kind] - found) / np.maximum(counts[kind] - 1, 1)


def _long_before(found: Floats, lengths: Floats) -> Floats:
    """The probability of the nearest block of over 60 characters before each one."""
    at = np.where(lengths > 60, np.arange(len(found)), -1)
    nearest = np.concatenate([[-1], np.maximum.accumulate(at)[:-1]])
    return np.where(nearest >= 0, found[nearest], 0.0)
