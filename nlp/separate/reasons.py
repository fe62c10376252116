"""Why a segment was set aside, in words a person understands."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.separate import context, shape
from nlp.separate.lexicon import LEXICON, WORD
from nlp.separate.view import View

_MOST = 4


def explain(
    label: str, seen: View, shapes: Sequence[float], around: Sequence[float]
) -> tuple[str, ...]:
    """Up to four reasons for a label other than content, the weightiest first.

    ``shapes`` and ``around`` are the segment's rows of :data:`nlp.separate.shape.NAMES` and
    :data:`nlp.separate.context.NAMES`.
    """
    if label == "content":
        return ()
    own = dict(zip(shape.NAMES, shapes, strict=True))
    place = dict(zip(context.NAMES, around, strict=True))
    found = [*_spam(seen, own)] if label == "spam" else [*_boilerplate(seen, own, place)]
    found += _anywhere(place)
    return tuple(found[:_MOST]) or ("reads like such text by its letters and words",)


def _spam(seen: View, own: dict[str, float]) -> list[str]:
    found = []
    if seen.disguised:
        found.append("words disguised with look-alike or invisible characters")
    if words := _named(seen, "goods"):
        found.append(f"speaks of what spam sells: {words}")
    if own["lex_urge"] or own["lex_offer"] >= 2:
        found.append(f"urges or offers: {_named(seen, 'urge', 'offer')}")
    if seen.addresses or seen.mails or own["phones"]:
        found.append("gives an address or a number to contact")
    if own["money"] and not found:
        found.append("names a price")
    return found


def _boilerplate(seen: View, own: dict[str, float], place: dict[str, float]) -> list[str]:
    found = []
    if words := _named(seen, "page"):
        found.append(f"words of page furniture: {words}")
    if place["linked"]:
        found.append("made of links")
    if place["in_furniture"] or place["class_furniture"]:
        found.append("in the page's navigation, header, footer or side")
    if own["separators"] >= 1:
        found.append("a list of labels with separators")
    if place["repeated"]:
        found.append("repeated on the page")
    return found


def _anywhere(place: dict[str, float]) -> list[str]:
    found = []
    if place["foreign"] == 1.0:
        found.append("in another language than the article")
    if place["after_last_prose"] and not place["before_first_prose"]:
        found.append("after the end of the article")
    elif place["before_first_prose"] and not place["after_last_prose"]:
        found.append("before the article begins")
    if place["p_boilerplate_before1"] + place["p_spam_before1"] > 0.5:
        found.append("among other lines of the kind")
    if place["shared_share"] == 0 and not place["shared_names"]:
        found.append("shares no word with the article")
    return found


def _named(seen: View, *lists: str) -> str:
    hits = [w for w in WORD.findall(seen.text) if any(w in LEXICON[name] for name in lists)]
    return ", ".join(dict.fromkeys(hits[:20]).keys())[:60].rstrip(", ")
