"""Teasers of other articles: cards of a linked head and a text under it, many of one make."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from nlp.article import Layout
from nlp.separate.context import CONTENT
from nlp.separate.together import Shown

_LINKED = 0.9  # share of a head's characters that are a link
_LONGEST = 300  # characters of a teaser
_IN_CARD = 4  # blocks of a card
_CARDS = 3  # cards of one make
_DOUBT = 0.6  # probability of content from which a text is no teaser


def teasers(page: Shown) -> set[int]:
    """The numbers of kept texts that go with the head of their card, which was set aside."""
    under = list(_under_heads(page))
    cards = Counter(_make(page.layouts[i]) for i in under)
    return {
        i
        for i in under
        if i in page.kept
        and page.probabilities[i][CONTENT] < _DOUBT
        and cards[_make(page.layouts[i])] >= _CARDS
    }


def _under_heads(page: Shown) -> Iterator[int]:
    """The texts without a link that stand behind a linked head in an element that holds little else."""
    cards: dict[int, list[int]] = defaultdict(list)
    for i in page.numbers:
        holders = page.layouts[i].holders
        if len(holders) > 1:
            cards[holders[-2]].append(i)
    for members in cards.values():
        if len(members) > _IN_CARD or members[0] in page.kept:
            continue
        if page.layouts[members[0]].link_density < _LINKED:
            continue
        for i in members[1:]:
            if not page.layouts[i].link_density and len(page.texts[i]) <= _LONGEST:
                yield i


def _make(layout: Layout) -> tuple[str, str]:
    return layout.tag_path, layout.attrs
