"""Why a segment was set aside, in words a person understands."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.separate import context, page, shape
from nlp.separate.lexicon import LEXICON, WORD
from nlp.separate.view import View

_MOST = 4


Seen = tuple[View, Sequence[float], Sequence[float]]


def explain(label: str, seen: Seen | None, block: Sequence[float] | None) -> tuple[str, ...]:
    """Up to four reasons for a label other than content, the weightiest first.

    ``seen`` is the segment's view and its rows of :data:`nlp.separate.shape.NAMES` and
    :data:`nlp.separate.context.NAMES`, None where the markup had told enough; ``block``, on a
    page, its row of :data:`nlp.separate.page.NAMES`.
    """
    if label == "content":
        return ()
    markup = _markup(block) if block is not None else []
    if seen is None:
        return tuple(markup[:_MOST]) or ("no part of the page's article by its place",)
    view, own, place = seen
    found = _spam(view, own) if label == "spam" else [*_boilerplate(view, own), *markup]
    found += _anywhere(place)
    return tuple(dict.fromkeys(found))[:_MOST] or ("reads like such text by its letters and words",)


def _markup(block: Sequence[float]) -> list[str]:
    """What the markup tells against a block."""
    found = []
    if block[_AT["link_density"]] > 0.6:
        found.append("made of links")
    if any(block[i] for i in _FURNITURE):
        found.append("in the page's navigation, header, footer or side")
    if told := next((words for i, words in _CLASSES if block[i]), None):
        found.append(f"marked up as {told}")
    if block[_AT["repeated"]]:
        found.append("repeated on the page")
    if not block[_AT["in_main"]]:
        if block[_AT["after_last"]]:
            found.append("after the end of the article")
        elif block[_AT["before_first"]]:
            found.append("before the article begins")
        else:
            found.append("outside the part of the page that holds the article")
    return found


_CLASS_WORDS = {
    "comment": "a reader's comment", "related": "other articles", "share": "share buttons",
    "ad": "an advertisement", "letter": "a newsletter or a login", "tag": "tags",
    "foot": "the foot of the page", "head": "the head of the page", "side": "a side column",
    "author": "about the author", "picture": "a picture's text", "contents": "page navigation",
}  # fmt: skip
_AT = {name: number for number, name in enumerate(page.NAMES)}
_OWN = {name: number for number, name in enumerate(shape.NAMES)}
_PLACE = {name: number for number, name in enumerate(context.NAMES)}
_FURNITURE = tuple(_AT["in_" + tag] for tag in ("nav", "footer", "aside", "header", "dialog"))
_CLASSES = tuple((_AT["own_" + name], words) for name, words in _CLASS_WORDS.items())


def _spam(seen: View, own: Sequence[float]) -> list[str]:
    found = []
    if seen.disguised:
        found.append("words disguised with look-alike or invisible characters")
    if words := _named(seen, "goods"):
        found.append(f"speaks of what spam sells: {words}")
    if own[_OWN["lex_urge"]] or own[_OWN["lex_offer"]] >= 2:
        found.append(f"urges or offers: {_named(seen, 'urge', 'offer')}")
    if seen.addresses or seen.mails or own[_OWN["phones"]]:
        found.append("gives an address or a number to contact")
    if own[_OWN["money"]] and not found:
        found.append("names a price")
    return found


def _boilerplate(seen: View, own: Sequence[float]) -> list[str]:
    found = []
    if words := _named(seen, "page"):
        found.append(f"words of page furniture: {words}")
    if own[_OWN["separators"]] >= 1:
        found.append("a list of labels with separators")
    return found


def _anywhere(place: Sequence[float]) -> list[str]:
    found = []
    if place[_PLACE["foreign"]] == 1.0:
        found.append("in another language than the article")
    if place[_PLACE["after_last_prose"]] and not place[_PLACE["before_first_prose"]]:
        found.append("after the end of the article")
    elif place[_PLACE["before_first_prose"]] and not place[_PLACE["after_last_prose"]]:
        found.append("before the article begins")
    if place[_PLACE["repeated"]]:
        found.append("repeated on the page")
    if place[_PLACE["p_boilerplate_before1"]] + place[_PLACE["p_spam_before1"]] > 0.5:
        found.append("among other lines of the kind")
    if place[_PLACE["shared_share"]] == 0 and not place[_PLACE["shared_names"]]:
        found.append("shares no word with the article")
    return found


def _named(seen: View, *lists: str) -> str:
    hits = [w for w in WORD.findall(seen.text) if any(w in LEXICON[name] for name in lists)]
    return ", ".join(dict.fromkeys(hits[:20]).keys())[:60].rstrip(", ")
