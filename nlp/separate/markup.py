"""What the tag path and the class words of a block say, each looked at once.

Pages repeat the same paths and classes over and over, so both are cached. A class word is cut at
hyphens, underscores and figures, and each part is sorted by itself: ``post-content`` is a part of
an article's name and one of a body's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

PATH_NAMES = (
    *("tag_" + name for name in ["p", "heading", "item", "cell", "box", "caption", "quote", "pre", "control", "frame"]),
    *("in_" + name for name in ["nav", "footer", "aside", "header", "form", "article", "main", "figure", "table", "ul", "ol", "blockquote", "section", "p", "a", "button", "dialog", "address", "details"]),
    "heading_level",
    "depth",
)  # fmt: skip
"""Columns of :func:`path_row`."""

_TAGS = (
    ("p",), ("h1", "h2", "h3", "h4", "h5", "h6"), ("li", "dd", "dt"), ("td", "th", "tr"),
    ("div", "section", "body", "article", "main", "center"), ("figcaption", "caption", "figure"),
    ("blockquote", "q"), ("pre", "code", "textarea"),
    ("button", "label", "option", "select", "input", "legend", "form", "fieldset"),
    ("header", "footer", "nav", "aside", "address", "menu", "details", "summary"),
)  # fmt: skip
_TAG_NUMBER = {tag: number for number, tags in enumerate(_TAGS) for tag in tags}
_INSIDE = tuple(name[3:] for name in PATH_NAMES if name.startswith("in_"))

_CLASSES = {
    "article": r"article|post|entry|story|hentry|single|news|noticia|articulo|artikel|blog",
    "body": r"body|content|contenu|contenido|cuerpo|corps|text[eo]?|main|paragraph|p|richtext|prose"
    r"|wysiwyg|inhalt|copy|field",
    "meta": r"meta|date|time|timestamp|published|updated|kicker|eyebrow|dateline|info",
    "author": r"byline|authors?|bio|auteur|autor|writer|contributor|profile|avatar",
    "comment": r"comment\w*|disqus|reply|respond|feedback|discussion|review",
    "related": r"related|recommend\w*|recirc\w*|more|teasers?|cards?|promos?|trending|popular|latest"
    r"|mostread|most|next|also|similar|suggest\w*|carousel|slider|feed|grid|items?|list|tile|puff",
    "share": r"shar(?:e|es|ing)|social|follow\w*|facebook|twitter|sns|addtoany|addthis",
    "ad": r"ads?|advert\w*|sponsor\w*|outbrain|taboola|dfp|banner|commercial|affiliate|partner",
    "picture": r"captions?|figcaption|credits?|image|photos?|media|gallery|video|figure|thumb\w*",
    "letter": r"newsletter|subscri\w*|signup|paywall|cta|optin|mailchimp|register|login|account"
    r"|modal|popup|overlay|dialog",
    "tag": r"tags?|topics?|categor\w*|breadcrumbs?|taxonomy|label|keywords?",
    "foot": r"footer|foot|copyright|legal|cookies?|consent|gdpr|disclaimer|bottom|colophon",
    "head": r"header|nav\w*|menu|masthead|topbar|toolbar|search|skip|logo|brand|top|submenu",
    "side": r"sidebar|side|rail|aside|widgets?|secondary|column|col|module|box|block",
    "lead": r"summary|excerpt|lead|intro\w*|standfirst|dek|deck|subtitle|subhead\w*|chapo"
    r"|entradilla|description|abstract|headline|title",
    "contents": r"toc|index|contents|pagination|pager|page|prev|previous|archive|buttons?|btn|link",
}
_SORTS = tuple(_CLASSES)
_CLASS = tuple(re.compile(rf"(?:{pattern})\Z") for pattern in _CLASSES.values())
CLASS_NAMES = (*("own_" + name for name in _CLASSES), *("any_" + name for name in _CLASSES))
"""Columns of :func:`class_row`: what the block's own class words say, then those of all around."""

_OWN = 3  # class words of a block that are taken for its own
_PARTS = re.compile(r"[a-z]+|\d+")


@lru_cache(maxsize=20_000)
def path_row(tag_path: str) -> tuple[float, ...]:
    """Features of a tag path, in the order of :data:`PATH_NAMES`."""
    tags = tag_path.split("/")
    last, inside = tags[-1], set(tags)
    number = _TAG_NUMBER.get(last, -1)
    level = float(last[1]) if number == 1 else 0.0
    kinds = [float(i == number) for i in range(len(_TAGS))]
    return (*kinds, *(float(name in inside) for name in _INSIDE), level / 3.0, len(tags) / 20.0)


def path_rows(paths: Sequence[str]) -> NDArray[np.float64]:
    """The same of many blocks, shape (len(paths), len(PATH_NAMES)); a page has few paths."""
    numbers = {path: number for number, path in enumerate(dict.fromkeys(paths))}
    rows = np.array([path_row(path) for path in numbers])
    return rows[[numbers[path] for path in paths]]


def class_row(attrs: str) -> tuple[float, ...]:
    """Features of class and id words, in the order of :data:`CLASS_NAMES`."""
    return tuple(map(float, class_rows([attrs])[0]))


def class_rows(attrs: Sequence[str]) -> NDArray[np.int64]:
    """The same of many blocks: shape (len(attrs), len(CLASS_NAMES)), each 0 or 1."""
    bits = np.array([_class_bits(words) for words in attrs], dtype=np.int64).reshape(-1, 2, 1)
    return (bits >> np.arange(len(_CLASS)) & 1).reshape(len(attrs), len(CLASS_NAMES))


def says(attrs: str, sorts: Iterable[str]) -> bool:
    """Whether the block's own class words are of one of the sorts: "letter", "foot" ..."""
    wanted = sum(1 << _SORTS.index(sort) for sort in sorts)
    return bool(_class_bits(attrs)[0] & wanted)


@lru_cache(maxsize=20_000)
def _class_bits(attrs: str) -> tuple[int, int]:
    """The sorts of the block's own class words, and of all around it, as bits."""
    words = attrs.split(" ")
    own, around = 0, 0
    for i, word in enumerate(words):
        bits = _word_bits(word)
        around |= bits
        own |= bits if i < _OWN else 0
    return own, around


@lru_cache(maxsize=20_000)
def flags(bits: int, count: int) -> tuple[float, ...]:
    """The lowest ``count`` bits, each as 0.0 or 1.0, the lowest first."""
    return tuple(float(bits >> i & 1) for i in range(count))


@lru_cache(maxsize=50_000)
def _word_bits(word: str) -> int:
    """The sorts of a class word's parts, as bits."""
    bits = 0
    for part in _PARTS.findall(word[:80]):
        bits |= _part_bits(part)
    return bits


@lru_cache(maxsize=50_000)
def _part_bits(part: str) -> int:
    """The sorts of one part of a class word, as bits."""
    return sum(1 << i for i, pattern in enumerate(_CLASS) if pattern.match(part))
