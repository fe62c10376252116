"""What a page's markup says of a block: link density, tags, class words, the block's company."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.article import Layout

NAMES = [
    "has_layout",
    "link_density",
    "linked",
    "tag_p",
    "tag_heading",
    "tag_item",
    "tag_cell",
    "tag_control",
    "in_article",
    "in_main",
    "in_furniture",
    "in_form",
    "class_article",
    "class_furniture",
    "class_meta",
    "class_comment",
    "main_parent",
    "main_near",
    "path_share",
]

_PLACE = slice(NAMES.index("in_article"), NAMES.index("class_comment") + 1)
_FURNITURE_TAGS = frozenset(("nav", "footer", "aside", "header", "menu", "dialog", "address"))
_CONTROLS = frozenset(("button", "label", "option", "select", "input", "legend"))
_ARTICLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:article|post|entry|story|body|content|text|texte|texto|main|cuerpo|corps|"
    r"paragraph|richtext)(?=$|[\s_-]|body|content|text)"
)
_FURNITURE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|footer|header|sidebar|side|widget|share|sharing|"
    r"social|related|recommend\w*|promo\w*|ad|ads|advert\w*|banner|cookie\w*|consent|newsletter|"
    r"subscribe|signup|login|modal|popup|breadcrumb\w*|pagination|pager|toolbar|search|tags?|"
    r"taxonomy|sponsor\w*|outbrain|taboola|trending|popular|more|teaser|carousel|card|list|"
    r"copyright|legal|skip|screen-reader\w*|sr-only|buttons?)(?=$|[\s_-])"
)
_META_CLASS = re.compile(
    r"(?:^|[\s_-])(?:meta|byline|author|date|time|timestamp|published|credit|caption|figcaption|"
    r"category|kicker|eyebrow)(?=$|[\s_-])"
)
_COMMENT_CLASS = re.compile(r"(?:^|[\s_-])(?:comment\w*|disqus|reply|respond|feedback)(?=$|[\s_-])")


def features(layouts: Sequence[Layout | None], prose: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shape (n, len(NAMES)); zeros where there is no layout.

    ``prose``: characters of running prose in each segment, shape (n,); it finds the part of the
    page that holds the article.
    """
    rows = np.zeros((len(layouts), len(NAMES)))
    if not any(layouts):
        return rows
    parents = [_parent(item.tag_path) if item else "" for item in layouts]
    grands = [_parent(path) for path in parents]
    held: Counter[str] = Counter()
    above: Counter[str] = Counter()
    for parent, grand, chars in zip(parents, grands, prose, strict=True):
        held[parent] += chars
        above[grand] += chars
    total = max(float(prose.sum()), 1.0)
    main = max(held, key=lambda path: held[path])
    main_above = max(above, key=lambda path: above[path])
    for i, item in enumerate(layouts):
        if item is None:
            continue
        near = parents[i].startswith(main_above) or main.startswith(grands[i] or "\0")
        own = _of_block(item)
        rows[i] = [*own, parents[i] == main, near, held[parents[i]] / total]
    return _relative(rows, prose)


def _relative(rows: NDArray[np.float64], prose: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where a block stands, against where the prose stands.

    Class words of the whole page reach every block (a ``body`` with ``menu-open``), so what a block
    is inside of tells something only as far as the article's prose is not inside it too.
    """
    if prose.sum() > 0:
        rows[:, _PLACE] -= np.average(rows[:, _PLACE], axis=0, weights=prose)
    return rows


def _of_block(item: Layout) -> list[float]:
    tags = item.tag_path.split("/")
    last = tags[-1]
    inside = set(tags)
    attrs = item.attrs[:2_000]
    return [
        1.0,
        item.link_density,
        float(item.link_density > 0.6),
        float(last in ("p", "blockquote", "q")),
        float(last[:1] == "h" and last[1:].isdigit()),
        float(last in ("li", "dd", "dt")),
        float(last in ("td", "th", "caption")),
        float(last in _CONTROLS or "button" in inside),
        float("article" in inside),
        float("main" in inside),
        float(bool(inside & _FURNITURE_TAGS)),
        float("form" in inside),
        float(bool(_ARTICLE_CLASS.search(attrs))),
        float(bool(_FURNITURE_CLASS.search(attrs))),
        float(bool(_META_CLASS.search(attrs))),
        float(bool(_COMMENT_CLASS.search(attrs))),
    ]


def _parent(path: str) -> str:
    return path.rpartition("/")[0]
