"""What markup keeps from screen readers, and what it writes for them alone.

``aria-hidden`` hides nothing from the eye: pages set it on the whole article while a window asks
for consent. It counts as hidden here only on what is no text of its own (an icon, a mark, the twin
of a text for readers) and on windows and menus, which sheets close that archives do not keep. The
classes of the big frameworks for readers' texts are hidden by such sheets, too, and count where they
stand in a sentence. Source: WAI-ARIA
1.2, section 6.6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from nlp.patterns import late
from nlp.read.formats import words
from nlp.read.lines import INLINE, TEXTS, beside

_READERS = words(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only element-invisible"
    " fr-sr-only govuk-visually-hidden u-visually-hidden a11y-hidden show-for-sr assistive-text"
)
_WINDOWS = words("dialog alertdialog tooltip menu menubar navigation listbox search")  # roles
_WINDOW = late(
    r"(?:^|[\s_-])(?:modal|popup|popin|offcanvas|off-canvas|drawer|dialog|tooltip|lightbox"
    r"|cookies?|consent|cmp|cc-window|banner|-hide"
    r"|cloned?|slide-duplicate)"
    r"(?:[_-]+(?:wrapper|window|container|content|dialog|inner|body|box|\d+))?(?=\s|$)"
)
_ICON = late(
    r"(?:^|[\s_-])(?:icons?|ico|fa[brs]?|glyphicons?|symbols?|emoji)(?=[\s_-]|$)|material-"
)
_STOP = late(r"[\w»)%€’'][.!?…](?=\s|[»”\")A-ZÀ-Þ«]|$)")
_FIGURE = late(
    r"\d\s*(?:[%€$£]|[kKM][€$]|(?:million|milliard|millon|billion|euro|dollar|año|an|year)e?s?\b)"
)
_WORD = late(r"[^\W\d_]{2,}")
_VALUE = late(r"\d*(?:[€$£¥%‰°★☆⭐✓✔✗✘±≈≤≥]\s*)+\d*")  # signs that are a word
_CHANGE = late(r"[-+−–▲▼△▽↑↓↗↘<>~=]")  # ... those that are so beside a figure only
_BEFORE_FIGURE = late(
    r"(?:(?:de|à|d’|d')\s*)?(?:moins|plus|environ|près|menos|m[áa]s|aproximadamente|minus|less"
    r"|more|about|around|over|under|au moins|au plus|jusqu.[àa]|hasta|al menos|up to|at least)"
    r"(?:\s+(?:de|d’|d'|than))?",
    re.I,
)
_UNIT = late(
    r"(?:(?:milli(?:on|ard)s?|mill[oó]n(?:es)?|mil|billions?) (?:d[e’'] ?)?)?"
    r"(?:euros?|d[oó]l+a[ri]*e?s|pour ?cent|por ciento|per ?cent|degr[ée]s|grados|degrees"
    r"|milli(?:on|ard)s?|mill[oó]n(?:es)?|billions?|points?|puntos?)",
    re.I,
)
_SIGN_NEAR = 16  # characters between a figure and the sign that goes with it
_NUMBER = late(r"\d+")
_PROSE = 80  # characters of a paragraph
_PARAGRAPHS, _SHARE = 3, 3  # paragraphs of an article, and its prose for that of a box beside it
_NEAR = 20  # nodes beside a box that are looked at
_ARTICLE = words("main article")
_FOLDS = late(
    r"tab|pan[ei]|slid|carou?s|accord|collaps|fold|faq|answer|reponse|respuesta|more|suite|rest|full"
    r"|content|body|text|spoiler|expand|toggle|detail|step|lot|section|part|para"
)
_LINKED = 0.3  # share of links above which a text is a menu, or spam


@lru_cache(maxsize=4096)
def names_readers(classes: str) -> bool:
    """Whether a class attribute marks a text for screen readers, by a whole word of the list."""
    own = classes.lower().split()
    return not _READERS.isdisjoint(own) and not any(name.endswith("focusable") for name in own)


def for_readers(node: Any) -> bool:
    """Whether an element that :func:`names_readers` names is to be set aside.

    Only where it stands in a line with other text, which it would be glued to: a label or a heading
    for readers is a block of its own, and judged as one. Not a paragraph, nor what a figure would
    lack: the twin of a text or a sign that is kept from readers, a unit, a "minus" that is drawn.
    """
    if node.tag not in INLINE or _is_prose(node.text()):
        return False
    if any(_is_twin(node, other) for other in _neighbours(node)) or _is_of_a_figure(node):
        return False
    return any(_WORD.search(beside(node, way)) for way in ("prev", "next"))


def hides_text(node: Any, attributes: Mapping[str, str | None], prose: Prose) -> bool:
    """Whether an element with ``aria-hidden`` is no text that a page shows."""
    tag, text = node.tag or "", node.text().strip()
    if not any(sign.isalnum() for sign in text) or _is_window(attributes):
        return not _is_unit_of_figure(node, text)
    if tag not in INLINE and _holds_window(node):
        return True
    if any(_reads_to(other) for other in _neighbours(node)):
        return True
    if tag == "a":
        return True
    if _is_set_into(node, text, attributes, prose):
        return True
    if len(text) >= _PROSE and any(_is_paragraph(part) for part in node.css("p")):
        return False
    if _linked(node, text) > _LINKED:
        return True
    if _is_prose(text) or _FIGURE.search(text):
        return False
    if tag in TEXTS:
        return len(_WORD.findall(text)) < 2
    return tag not in INLINE or not _in_a_line(node, text, attributes)


def _is_set_into(node: Any, text: str, attributes: Mapping[str, str | None], prose: Prose) -> bool:
    """Whether a box without amounts stands beside far more prose of an article: a window, a clone.

    Not a panel or a part that folds, nor an article that is hidden while a window is open: that has
    the headline, and the prose.
    """
    if node.tag in INLINE or node.tag in TEXTS or node.tag in _ARTICLE or _FIGURE.search(text):
        return False
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
    if (attributes.get("role") or "").lower() == "tabpanel" or _FOLDS.search(named):
        return False
    if node.css_first("h1") is not None:
        return False
    found = [prose.of(other) for other in _beside(node)]
    count, letters = sum(n for n, _ in found), sum(length for _, length in found)
    return count >= _PARAGRAPHS and letters >= _SHARE * len(text)


def _beside(node: Any) -> Iterator[Any]:
    """The elements near one, in the one around both."""
    for way in ("prev", "next"):
        other = getattr(node, way)
        for _ in range(_NEAR):
            if other is None:
                break
            if other.is_element_node:
                yield other
            other = getattr(other, way)


class Prose:
    """The prose in elements of one page that stand beside boxes, each looked at once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, int]] = {}

    def of(self, node: Any) -> tuple[int, int]:
        """The paragraphs that an element is or, an article, holds for readers, and their characters."""
        if node.tag != "p" and node.tag not in _ARTICLE:
            return 0, 0
        if (found := self._known.get(node.mem_id)) is None:
            found = self._known[node.mem_id] = self._counted(node)
        return found

    def _counted(self, node: Any) -> tuple[int, int]:
        if node.attributes.get("aria-hidden") is not None:
            return 0, 0
        parts = [node] if node.tag == "p" else node.css("p")
        lengths = [len(part.text()) for part in parts if _is_paragraph(part)]
        return len(lengths), sum(lengths)


def _is_window(attributes: Mapping[str, str | None]) -> bool:
    if (attributes.get("role") or "").strip().lower() in _WINDOWS:
        return True
    return bool(
        _WINDOW.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower())
    )


def _holds_window(node: Any) -> bool:
    """Whether the first element inside is a window."""
    inner = node.first_child
    while inner is not None and not inner.is_element_node:
        inner = inner.next
    return inner is not None and _is_window(inner.attributes)


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE and _STOP.search(text) is not None


def _is_paragraph(node: Any) -> bool:
    text = node.text()
    return _is_prose(text) and _linked(node, text) <= _LINKED


def _linked(node: Any, text: str) -> float:
    return sum(len(link.text()) for link in node.css("a[href]")) / max(len(text), 1)


def _is_twin(node: Any, other: Any) -> bool:
    """Whether ``other`` is kept from readers and says what ``node`` tells them."""
    if (other.attributes.get("aria-hidden") or "").strip().lower() != "true":
        return False
    text = other.text().strip()
    if any(sign.isalnum() for sign in text) or _VALUE.fullmatch(text):
        return True
    if not _CHANGE.fullmatch(text):
        return False
    first, last = (other, node) if _stands_before(other, node) else (node, other)
    around = beside(first, "prev")[-_SIGN_NEAR:] + beside(last, "next")[:_SIGN_NEAR]
    return any(sign.isdigit() for sign in around)


def _is_unit_of_figure(node: Any, text: str) -> bool:
    """Whether a sign is the unit of the figure right before it, and no twin tells it."""
    if len(text) != 1 or text not in "€$£¥%‰°" or any(_reads_to(n) for n in _neighbours(node)):
        return False
    return beside(node, "prev").rstrip()[-1:].isdigit()


def _stands_before(other: Any, node: Any) -> bool:
    """Whether ``other``, right beside ``node``, stands before it."""
    before = node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    return before is not None and before.mem_id == other.mem_id


def _is_of_a_figure(node: Any) -> bool:
    """Whether a text for readers is the unit or the sign of a figure beside it, or a figure itself."""
    text = " ".join(node.text().split())
    before, after = beside(node, "prev").rstrip(), beside(node, "next").lstrip()
    if _BEFORE_FIGURE.fullmatch(text) and after[:1].isdigit():
        return not before.endswith(("-", "+", "−", "–", "±", "~"))
    if _UNIT.fullmatch(text) and before[-1:].isdigit():
        return not after.startswith(("€", "$", "£", "%", "°"))
    figures = _NUMBER.findall(text)
    return bool(figures) and not all(figure in f"{before} {after}" for figure in figures)


def _reads_to(node: Any) -> bool:
    classes = node.attributes.get("class")
    return bool(classes) and names_readers(classes) and bool(node.text().strip())


def _neighbours(node: Any) -> Iterator[Any]:
    """The elements right before and behind one, white space and comments left out."""
    for way in ("prev", "next"):
        other = getattr(node, way)
        while other is not None and not other.is_element_node:
            if other.is_text_node and (other.text_content or "").strip():
                break
            other = getattr(other, way)
        if other is not None and other.is_element_node:
            yield other


def _in_a_line(node: Any, text: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether an inline element is a part of the line that it stands in: a word, a drop cap."""
    if len(text.split()) == 1 and _ICON.search((attributes.get("class") or "").lower()):
        return False
    parent = node.parent
    if parent is not None and parent.tag in TEXTS and parent.attributes.get("aria-label"):
        return True  # a headline cut into words or letters that move
    after = beside(node, "next")
    if len(text) <= 3 and not text.isdigit():
        goes_on = after.lstrip() if text in ("A", "À", "O", "Y") else after
        return text[0].isalpha() and goes_on[:1].islower()
    return _WORD.search(after) is not None or _WORD.search(beside(node, "prev")) is not None
