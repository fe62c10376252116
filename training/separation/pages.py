"""Whole pages as crawled: a body of prose among many lines of menus, teasers, comments and feet.

A real page has several lines of furniture for each paragraph, and teasers of other articles that
read as news; only their place in the markup tells. Texts come from the labelled lines and
articles of one fold; no page is copied.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from nlp.article import Layout
from training.separation.data import BOILERPLATE, CONTENT, Line, Story
from training.separation.grammar import Grammar

_BODIES = (
    ("html/body/div/main/article/div", "article-body content main"),
    ("html/body/div/div/article/div/div", "entry-content post hentry"),
    ("html/body/div/div/div/div/div", "story-text col-md-8"),
    ("html/body/div/div/div/div", ""),
    ("html/body/main/div/section/div", "page-content"),
    ("html/body/div/section/div/article", "node field-body"),
)
_MENUS = (
    ("html/body/header/nav/ul/li", "menu nav site-header"),
    ("html/body/div/div/ul/li", "main-menu"),
    ("html/body/div/ul/li", ""),
    ("html/body/div/nav/div/ul/li/ul/li", "dropdown navbar"),
    ("html/body/div/div/div/div/ul/li", "links"),
)
_CARDS = (
    ("html/body/div/div/div/section/article/div", "card teaser grid"),
    ("html/body/div/aside/div/div", "sidebar widget"),
    ("html/body/div/div/div/ul/li/div", "list related"),
    ("html/body/main/section/div/div/article/div", "col--1-of-3 grid"),
    ("html/body/div/div/div/div/div/div", "most-read"),
)
_FEET = (
    ("html/body/footer/div/ul/li", "footer"),
    ("html/body/footer/div/p", "site-footer copyright"),
    ("html/body/div/div/p", "bottom"),
    ("html/body/div/footer/div/div", ""),
)
_COMMENTS = ("html/body/div/div/section/ol/li/div", "comments comment-body")

Placed = tuple[Line, Layout]


class PageMaker:
    """Draws pages around articles of one fold."""

    def __init__(self, rng: random.Random, grammar: Grammar, stories: Sequence[Story]) -> None:
        self.rng = rng
        self.grammar = grammar
        self.stories = stories

    def page(self, lines: Sequence[Line]) -> list[Placed]:
        """A page whose article is ``lines`` (content with its noise), in document order."""
        rng = self.rng
        lang, fold = lines[0].lang, lines[0].fold
        placed = self._menu(lang, fold, int(3 * 25 ** rng.random()))
        if rng.random() < 0.3:
            placed += self._cards(lang, fold, rng.randint(1, 4))
        if rng.random() < 0.3:
            placed += self._menu(lang, fold, rng.randint(3, 20))
        placed += self._body(lines)
        if rng.random() < 0.7:
            placed += self._cards(lang, fold, rng.randint(2, 8))
        if rng.random() < 0.2:
            placed += self._comments(lang, fold)
        return placed + self._feet(lang, fold, int(2 * 15 ** rng.random()))

    def _body(self, lines: Sequence[Line]) -> list[Placed]:
        path, attrs = self.rng.choice(_BODIES)
        return [(line, self._in_body(line, path, attrs)) for line in lines]

    def _in_body(self, line: Line, path: str, attrs: str) -> Layout:
        rng = self.rng
        if line.label == CONTENT:
            if line.kind == "title":
                return Layout(f"{path.rpartition('/')[0]}/{rng.choice(('h1', 'header/h1'))}", attrs)
            if line.kind in ("heading", "subtitle", "subheading", "fragment"):
                return Layout(f"{path}/{rng.choice(('h2', 'h3', 'p', 'p/strong'))}", attrs)
            if line.kind in ("list_item", "table_row", "figures"):
                return Layout(
                    f"{path}/{rng.choice(('ul/li', 'ol/li', 'table/tbody/tr/td'))}", attrs
                )
            if line.kind == "caption":
                return Layout(f"{path}/figure/figcaption", attrs)
            density = rng.random() * 0.5 if rng.random() < 0.25 else 0.0
            return Layout(
                f"{path}/{'blockquote/p' if rng.random() < 0.05 else 'p'}", attrs, density
            )
        density = rng.choice((0.0, 0.0, 0.3, 0.8, 1.0))
        tag = rng.choice(("p", "p", "div", "ul/li", "div/p", "aside/p"))
        own = rng.choice(("", "", "share-buttons", "newsletter", "related", "meta"))
        return Layout(f"{path}/{tag}", f"{own} {attrs}".strip(), density)

    def _menu(self, lang: str, fold: int, count: int) -> list[Placed]:
        path, attrs = self.rng.choice(_MENUS)
        return [
            (self._furniture(self._label(lang), lang, fold), Layout(path, attrs, 1.0))
            for _ in range(count)
        ]

    def _feet(self, lang: str, fold: int, count: int) -> list[Placed]:
        rng = self.rng
        placed = []
        for _ in range(count):
            path, attrs = rng.choice(_FEET)
            text = self.grammar.furniture(lang) if rng.random() < 0.5 else self._label(lang)
            density = rng.choice((0.0, 0.5, 1.0, 1.0))
            placed.append((self._furniture(text, lang, fold), Layout(path, attrs, density)))
        return placed

    def _cards(self, lang: str, fold: int, count: int) -> list[Placed]:
        """Teasers of other articles: a linked title, often the beginning of the text or a date."""
        rng = self.rng
        path, attrs = rng.choice(_CARDS)
        linked = rng.random() < 0.3
        heading = rng.choice(("h3", "h2", "h4", "a", "p"))
        with_text = rng.random() < 0.6
        head = Layout(f"{path.rpartition('/')[0]}/h2", attrs, 0.0)
        placed = [(self._furniture(self.grammar.related_header(lang), lang, fold), head)]
        for _ in range(count):
            story = rng.choice([s for s in self.stories if s.lang == lang])
            title = Layout(f"{path}/{heading}", attrs, 1.0)
            placed.append((self._furniture(story.title, lang, fold), title))
            if with_text:
                text = story.paragraphs[0][0]
                text = text if rng.random() < 0.6 else text[: rng.randint(60, 160)].rstrip() + "…"
                layout = Layout(f"{path}/p", attrs, 1.0 if linked else 0.0)
                placed.append((self._furniture(text, lang, fold), layout))
        return placed

    def _comments(self, lang: str, fold: int) -> list[Placed]:
        """What readers wrote: sentences under a class of comments."""
        rng = self.rng
        path, attrs = _COMMENTS
        placed = []
        for _ in range(rng.randint(1, 5)):
            story = rng.choice([s for s in self.stories if s.lang == lang])
            text = rng.choice(rng.choice(story.paragraphs))
            placed.append((self._furniture(text, lang, fold), Layout(f"{path}/p", attrs, 0.0)))
        return placed

    def _label(self, lang: str) -> str:
        """One to three words as a menu has them."""
        rng = self.rng
        story = rng.choice([s for s in self.stories if s.lang == lang])
        words = [w.strip('.,;:!?«»“”"()') for w in rng.choice(rng.choice(story.paragraphs)).split()]
        words = [word for word in words if len(word) > 3] or ["Menu"]
        start = rng.randrange(len(words))
        return " ".join(words[start : start + rng.choice((1, 1, 2, 2, 3))]).capitalize()

    @staticmethod
    def _furniture(text: str, lang: str, fold: int) -> Line:
        return Line(text, BOILERPLATE, lang, "page", fold)
