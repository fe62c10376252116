"""Which elements stand in a line of text, against what their names say, and which do not.

Names tell blocks from the parts of a line (:data:`nlp.read.elements.BLOCK`), but for a button or a
hidden box in the middle of a sentence, a paragraph shown "inline", and elements of a page's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from nlp.read import css
from nlp.read.formats import words

INLINE = words(
    "a abbr b bdi cite code data em font i ins kbd mark q small span strong sub sup time u var"
)
HEADINGS = words("h1 h2 h3 h4 h5 h6")
TEXTS = HEADINGS | words("p li td th dt dd blockquote figcaption summary")
"""Elements whose text is a text of its own."""

_CODE = words("script style template iframe noscript")
_CLIMB = 3  # inline elements around one whose neighbours are asked for
_NEAR = 20  # nodes beside it that are looked at
_RUN_IN = words("div p address li h3 h4 h5 h6")
_BLOCKS = "p,div,ul,ol,table,h1,h2,h3,h4,h5,h6,section,article,figure,blockquote,pre,dl,form"
_ITEMS = frozenset(("flex", "inline-flex", "grid", "inline-grid"))
_STOPS = frozenset(".!?…:")
_CLOSING = " \t\n\r\f\xa0»”\"')"
_ON = frozenset(",;.)»”’'%…")  # signs that go on with a sentence
_LONG = 80  # characters of a paragraph
_SENTENCE = 40  # characters above which a line without a stop is no label
_SLOTS = words("div p section aside center figure ins button span")
_SHOWN = "img,picture,svg,video,audio,iframe,canvas,object,embed,input,select,textarea,table,hr"
_AD = re.compile(
    r"(?:^|[\s_-])(?:ads?|adv|advert\w*|advertising|adslot|adbox|ad[-_]?\d+|adsbygoogle|pubs?"
    r"|publicites?|publicidad|anuncios?|dfp|gpt|taboola|outbrain|sponsor\w*|banner|banniere)"
    r"(?=[\s_\d-]|$)"
)
_ENDS = frozenset(",;:.!?…)]»”%€$")
_BEGINS = frozenset("([«“")
_ORDER = re.compile(
    r"(?:Partage[rz]|Écoute[rz]|Ecoute[rz]|Copie[rz]|Imprime[rz]|Enregistrer|Sauvegarder|Télécharger"
    r"|Suivre|S[’']abonner|Fermer|Agrandir|Zoomer|Tweeter|Commenter|Réagir|J[’']aime"
    r"|Lire (?:la suite|plus tard|aussi)|Voir plus|Compartir|Escuchar|Copiar|Imprimir|Guardar|Seguir"
    r"|Suscribirse|Descargar|Cerrar|Ampliar|Comentar|Me gusta|Leer más|Ver más|Tweet|Share|Listen"
    r"|Copy|Print|Save|Follow|Subscribe|Download|Close|Enlarge|Comment|Like|Play|Read more)"
    r"(?: \S+){0,4}"
)
_OF_BUTTONS = re.compile(
    r"\bcli(?:c|ck|cs|cks|car|que|quer|quez)\b|\b(?:boutons?|bot[oó]n(?:es)?|buttons?|touche|tecla)\b"
    r"|\b(?:appuy(?:ez|er)|puls(?:e|ar)|press|choisissez|elija|select|s[ée]lectionnez|seleccione)\b"
    r"|\b(?:sur|on)\s*\Z",
    re.I,
)


class Holders:
    """The elements of a page that hold a block, each asked for often and the page looked at once."""

    def __init__(self, selector: str = _BLOCKS) -> None:
        self._selector = selector
        self._found: set[int] | None = None

    def __contains__(self, node: Any) -> bool:
        """Whether an element holds such an element; it need not be asked twice for those around."""
        if self._found is None:
            self._found = _around_all(_top(node).css(self._selector))
        return node.mem_id in self._found


def _around_all(nodes: Iterable[Any]) -> set[int]:
    """The elements around any of these, by their number in memory."""
    found: set[int] = set()
    for node in nodes:
        while (node := node.parent) is not None and node.mem_id not in found:
            found.add(node.mem_id)
    return found


def _top(node: Any) -> Any:
    while node.parent is not None:
        node = node.parent
    return node


def beside(node: Any, way: str) -> str:
    """The text of the line before ("prev") or behind ("next") an element, as far as needed."""
    for _ in range(_CLIMB):
        found, other = "", getattr(node, way)
        for _ in range(_NEAR):
            if other is None or found.strip():
                break
            if other.is_element_node and other.tag not in INLINE:
                return found
            piece = other.text() if other.is_element_node else _own_text(other)
            found = found + piece if way == "next" else piece + found
            other = getattr(other, way)
        node = node.parent
        if found or node is None or node.tag not in INLINE:
            return found
    return ""


def goes_on(before: str, node: Any) -> bool:
    """Whether the sentence that ``before`` ends with goes on behind the element."""
    written = before.rstrip(_CLOSING)
    if not written or written[-1] in _STOPS:
        return False
    after = beside(node, "next").lstrip()[:1]
    return after.islower() or after in _ON if after else False


def cuts_in(
    before: str, line: str, node: Any, attributes: Mapping[str, str | None], style: css.Style
) -> bool:
    """Whether a block that shows nothing stands in the middle of a sentence: a browser shows it whole.

    ``before`` is the last text of the ``line`` that it stands behind.
    """
    if node.tag == "hr" or not goes_on(before, node):
        return False
    shows_none = (
        node.tag == "noscript"
        or style.get("display") == "none"
        or ("hidden" in attributes and attributes["hidden"] != "until-found")
        or (node.tag == "dialog" and "open" not in attributes)
    )
    return shows_none or is_slot(line, node, attributes)


def is_slot(line: str, node: Any, attributes: Mapping[str, str | None]) -> bool:
    """Whether an empty element is a place for an advertisement in the sentence that ``line`` begins.

    An empty block ends a line where it is shown, so short texts around it are labels or rows.
    """
    if node.tag not in _SLOTS or not holds_nothing(node):
        return False
    if node.tag == "button" or line.rstrip(_CLOSING).endswith(","):
        return True
    if _AD.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()):
        return True
    return len(" ".join(line.split())) >= _SENTENCE and node.css_first(_SHOWN) is None


def meets(before: str, after: str) -> bool:
    """Whether two texts that markup without text parts would become one word."""
    ends = before[-1:].isalnum() or before[-1:] in _ENDS
    return ends and (after[:1].isalnum() or after[:1] in _BEGINS)


def holds_nothing(node: Any) -> bool:
    """Whether an element holds no text, code left out: a place that a script fills."""
    return not any(
        part.is_text_node and part.parent.tag not in _CODE and (part.text_content or "").strip()
        for part in node.traverse(include_text=True)
    )


def is_word(before: str, node: Any, holders: Holders) -> bool:
    """Whether a ``<button>`` is a part of a sentence, or the whole text of a heading."""
    if node in holders:
        return False
    parent = node.parent
    for _ in range(_CLIMB):
        if parent is None or parent.tag in TEXTS:
            break
        parent = parent.parent
    if parent is not None and parent.tag in HEADINGS:
        return str(parent.text()).split() == str(node.text()).split()
    tight = before.endswith(("’", "'")) and not beside(node, "next").strip()
    return tight or goes_on(before, node)


def is_order(line: str, node: Any) -> bool:
    """Whether a ``<button>`` in a sentence is none of its words but an order to the browser: "Share".

    Where the sentence speaks of buttons ("Click on Share"), it is a word.
    """
    text = " ".join(node.text().split())
    if not _ORDER.fullmatch(text):
        return False
    return not (line.rstrip()[-1:] in _BEGINS or _OF_BUTTONS.search(line[-_LONG:]))


def runs_in(
    node: Any, attributes: Mapping[str, str | None], style: css.Style, sheet: css.Sheet,
    holders: Holders,
) -> bool:  # fmt: skip
    """Whether a paragraph or the like is shown in one line with what is around it.

    As its class, id or style says, see :func:`nlp.read.inline.stands_alone`. Items of a menu stay
    apart, and a heading runs in only where a paragraph does so behind it. In a flex box or a grid
    every child is a block (CSS Display 3, 2.7), and what has no box is mostly used for those.
    """
    tag, display = node.tag, style.get("display")
    if display not in ("inline", "contents") or tag not in _RUN_IN:
        return False
    if not (attributes.get("class") or attributes.get("id") or attributes.get("style")):
        return False
    if node in holders:
        return False
    around = _display_around(node, sheet)
    if around in _ITEMS or (
        display == "contents" and not around and not _is_inline(node.prev, sheet)
    ):
        return False
    if tag == "li":
        return node.css_first("a") is None
    return tag not in HEADINGS or _is_run_into(node.next, sheet)


def is_paragraph(node: Any, parent: str, in_block: bool, holders: Holders) -> bool:
    """Whether an element of a page's own (``<x-text>``) holds a paragraph: no word of a sentence."""
    if parent in TEXTS or not (in_block or "-" in parent):
        return False
    text = node.text().strip()
    if len(text) < _LONG and not text.endswith((".", "!", "?", "…")):
        return False
    if node in holders:
        return False
    return not (beside(node, "prev").strip() or beside(node, "next").strip())


def _display_around(node: Any, sheet: css.Sheet) -> str:
    """How the box around an element is shown, "" where nothing tells; a paragraph is a block."""
    around = node.parent
    for _ in range(_NEAR):
        if around is None or not around.is_element_node:
            return ""
        display = sheet.style(around.tag, around.attributes).get("display")
        if display != "contents":
            return display or ("block" if around.tag == "p" else "")
        around = around.parent
    return ""


def _is_inline(before: Any, sheet: css.Sheet) -> bool:
    """Whether the element before is shown in a line, as no child of a flex box or a grid is."""
    while before is not None and not before.is_element_node:
        if _own_text(before).strip():
            return False
        before = before.prev
    if before is None:
        return False
    return sheet.style(before.tag, before.attributes).get("display") == "inline"


def _is_run_into(after: Any, sheet: css.Sheet) -> bool:
    while after is not None and not after.is_element_node and not _own_text(after).strip():
        after = after.next
    if after is None or after.tag not in ("p", "div"):
        return False
    return sheet.style(after.tag, after.attributes).get("display") == "inline"


def _own_text(node: Any) -> str:
    return (node.text_content or "") if node.is_text_node else ""
