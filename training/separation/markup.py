"""Page markup for assembled documents, so that the second model learns to weigh layout.

No page is copied: tags, class words and link densities are drawn as such pages have them, with
exceptions in every direction, since templates differ and many a page has no telling markup.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from nlp.article import Layout
from training.separation.data import Line

CONTENT, BOILERPLATE, SPAM = 0, 1, 2
_ROOTS = (
    "html/body/div/main/article/div",
    "html/body/div/div/article",
    "html/body/div/div/div/div",
    "html/body/main/div/div",
    "html/body/div/section/div",
)
_ARTICLE_ATTRS = ("article-body", "post entry-content", "story", "content", "", "", "field text")
_FURNITURE_PATHS = (
    "html/body/header/nav/ul/li", "html/body/footer/div/p", "html/body/div/aside/div/ul/li",
    "html/body/div/div/ul/li", "html/body/div/div/div", "html/body/footer/ul/li",
    "html/body/div/form/label", "html/body/div/div/button", "html/body/div/section/div/h3",
)  # fmt: skip
_FURNITURE_ATTRS = (
    "site-header nav menu", "footer-legal", "sidebar widget", "related-posts list", "share-buttons",
    "comment-respond", "newsletter signup", "cookie-banner modal", "", "", "col-md-4", "breadcrumb",
)  # fmt: skip


def dress(rng: random.Random, lines: Sequence[Line]) -> list[Layout | None]:
    """A layout for each line: content mostly in the article's place, furniture mostly elsewhere."""
    root, attrs = rng.choice(_ROOTS), rng.choice(_ARTICLE_ATTRS)
    return [_layout(rng, line, root, attrs) for line in lines]


def _layout(rng: random.Random, line: Line, root: str, attrs: str) -> Layout:
    inside = rng.random() < {CONTENT: 0.97, BOILERPLATE: 0.3, SPAM: 0.7}[line.label]
    if not inside:
        density = rng.choice((0.0, 0.3, 0.8, 1.0, 1.0))
        return Layout(rng.choice(_FURNITURE_PATHS), rng.choice(_FURNITURE_ATTRS), density)
    tag = "p"
    if line.kind in ("title", "subheading", "heading", "subtitle"):
        tag = rng.choice(("h1", "h2", "h3", "p"))
    elif line.kind == "list_item" or rng.random() < 0.06:
        tag = rng.choice(("ul/li", "li", "div", "blockquote", "td", "figcaption"))
    density = 0.0
    if line.label != CONTENT:
        density = rng.choice((0.0, 0.0, 0.4, 0.9, 1.0))
        tag = rng.choice(("p", "p", "div", "ul/li", "div/span", "div/a"))
    elif rng.random() < 0.2:
        density = rng.random() * 0.4
    return Layout(f"{root}/{tag}", attrs, density)
