"""Pages with spam written into them, where a reader would see it.

Five places: ``paragraph``, one more between two paragraphs of the article; ``sentence``, glued to
the end of one; ``links``, a list of links after one; ``after``, a block right after the element that
holds the paragraphs; ``styled``, a styled element at its beginning. Half of the spam is ``written``
for this (``injected.json``, which no training may read), half ``found``: mail and SMS spam of the
shared data, which training does read.
"""

from __future__ import annotations

import html
import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from eval.extraction_metrics import words
from eval.extraction_pages import Page
from eval.extraction_peers import decoded
from training.separation.data import foreign_spam

KINDS = ("paragraph", "sentence", "links", "after", "styled")

_MARK = "veille0spam0goes0here"
_SHORTEST = 40  # characters of a paragraph that may stand for the article
_INNER = (
    "td",
    "th",
    "tr",
    "tbody",
    "thead",
    "tfoot",
    "li",
)  # what follows them is within the whole
_STYLE = "margin:0 0 1em;padding:8px;border:1px solid #ccc;text-align:center;color:#333"
_TOPICS = re.compile(
    r"viagra|\bcialis\b|phentermine|xenical|pharmac|prescription|casino|sportsbook|poker|\bloans?\b"
    r"|mortgage|refinanc|\bdebts?\b|replica|rolex|lose weight|weight loss|\badult\b"
    r"|porn|singles|dating|lottery",
    re.I,
)


class Texts(NamedTuple):
    """Spam of one source: sentences, and short texts for links."""

    sentences: Sequence[str]
    anchors: Sequence[str]


@dataclass(frozen=True, slots=True)
class Spammed:
    """A page with ``pieces`` of spam from ``source`` in the place that ``kind`` names."""

    page: Page
    kind: str
    source: str
    pieces: tuple[str, ...]


def texts(shared: Path) -> dict[str, Texts]:
    """Spam by source: that written here, and the shared data's that names what it sells."""
    written = json.loads((Path(__file__).parent / "injected.json").read_text(encoding="utf-8"))
    english = (line.text for line in foreign_spam(shared) if line.lang == "en")
    found = sorted({text for text in english if _TOPICS.search(text) and "http" not in text})
    sentences = [t for t in found if 60 <= len(t) <= 280 and t[0].isupper() and t[-1] in ".!?"]
    anchors = [text for text in found if 12 <= len(text) <= 45 and text[0].isalnum()]
    return {"written": Texts(**written), "found": Texts(sentences, anchors)}


def spammed(page: Page, spam: Mapping[str, Texts], seed: int) -> list[Spammed]:
    """The page with spam in each place that it has; none where the article is not found in it."""
    cases = []
    for kind in KINDS:
        chance = random.Random(f"{seed} {page.id} {kind}")
        source = chance.choice(sorted(spam))
        pieces = tuple(_pieces(kind, spam[source], chance))
        if (text := _with_mark(page, kind, chance)) is not None:
            text = text.replace(_MARK, _as_html(kind, pieces))
            cases.append(Spammed(replace(page, data=text.encode()), kind, source, pieces))
    return cases


def rewritten(page: Page) -> Page:
    """The page parsed and written again, as those with spam are."""
    return replace(page, data=_tree(page).html.encode())


def _tree(page: Page) -> Any:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(decoded(page))


def article_paragraphs(tree: Any, truth: str) -> list[Any]:
    """The paragraphs of the known body that share a parent, of the parent with most of it."""
    body = " ".join(words(truth))
    by_parent: dict[int, list[Any]] = {}
    for node in tree.css("p"):
        text = " ".join(words(node.text()))
        if len(text) >= _SHORTEST and text in body:
            by_parent.setdefault(node.parent.mem_id, []).append(node)
    return max(by_parent.values(), key=lambda found: sum(len(n.text()) for n in found), default=[])


def _with_mark(page: Page, kind: str, chance: random.Random) -> str | None:
    """The page's HTML with a mark in the place, or None where it has no such place."""
    tree = _tree(page)
    paragraphs = article_paragraphs(tree, page.truth["text"])
    if len(paragraphs) < 2:
        return None
    chosen, container = chance.choice(paragraphs[:-1]), paragraphs[0].parent
    if kind == "sentence":
        chosen.insert_child(f" {_MARK}")
    elif kind == "styled":
        container.first_child.insert_before(_MARK)
    elif kind == "after":
        while container.tag in _INNER:
            container = container.parent
        if container.tag in ("body", "html"):
            return None
        container.insert_after(_MARK)
    else:
        chosen.insert_after(_MARK)
    return str(tree.html)


def _pieces(kind: str, spam: Texts, chance: random.Random) -> list[str]:
    """What to inject: five links, one sentence, or two of them."""
    if kind == "links":
        return chance.sample(list(spam.anchors), 5)
    return chance.sample(list(spam.sentences), 1 if kind == "sentence" else 2)


def _as_html(kind: str, pieces: Sequence[str]) -> str:
    shown = [html.escape(piece) for piece in pieces]
    if kind == "sentence":
        return shown[0]
    if kind == "links":
        items = (
            f'<li><a href="https://shop.example/{i}">{t}</a></li>' for i, t in enumerate(shown)
        )
        return f"<ul>{''.join(items)}</ul>"
    if kind == "after":
        return f"<div>{''.join(f'<p>{text}</p>' for text in shown)}</div>"
    if kind == "styled":
        return f'<div style="{_STYLE}">{" ".join(shown)}</div>'
    return f"<p>{' '.join(shown)}</p>"
