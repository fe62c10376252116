"""Where inline elements meet: what only a style sheet keeps apart must not become one word."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from nlp.patterns import late
from nlp.read import css
from nlp.read.formats import words

APART = words("a span small time cite label")
"""Elements that pages set side by side without a space: a kicker, an author, a date, a tag."""

_REPLACED = words("img picture svg video audio iframe canvas embed object input wbr")
_QUOTE_MARKS = frozenset('«»“”„‟"‹›')
_QUOTES = {"en": ("“", "”"), "fr": ("«\u00a0", "\u00a0»")}
_CODE = late(r"[{}()\[\]<>=;_\\|#$*+─-╿]")
_CODE_SHARE = 0.04
_LINES = frozenset(("block", "flex", "grid", "table", "list-item", "flow-root"))
# A word ends and one plainly begins: "InformatiquePontchaillou", "Kermarrec3 mars", "2025Julie".
_JOINT = late(
    r"(?:[a-zà-öø-ÿœ]{2}|[A-ZÀ-ÖØ-ÞŒ]{3})\x00[A-ZÀ-ÖØ-ÞŒ]"
    r"|[a-zà-öø-ÿœ]{3}\x00\d"
    r"|[a-zà-öø-ÿœ]{2}[.!?…][»”]?\x00[A-ZÀ-ÖØ-ÞŒ][a-zà-öø-ÿœ’' ]"  # "formations.Les syndicats"
    r"|(?<!\d)(?:19|20)\d\d\x00[A-ZÀ-ÖØ-ÞŒ][a-zà-öø-ÿœ’' ]"
    r"|[\d°%€$£]\x00[A-ZÀ-ÖØ-ÞŒ][a-zà-öø-ÿœ]{2}"  # "1.320Paraná", "12°Suscribite"
)
_BETWEEN = late(r"[^\W_]{2}\x00[^\W_]{2}")  # words or figures on both sides

_MARK = late(r"\s*[(\[]?\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*[)\]]?\s*")
_TEN = late(r"(?<![\d.,\u00a0\u202f])10\Z")
_NEAR = 20  # characters before a link that are looked at
_NUMBERED = late(r"#(?:f|fn|n|ref|r|_)?[-_:.]?\d{1,3}")
# What the mark of a note stands behind: a word, a figure, what ends one of them ...
_MARKED = late(r"(?:\d|(?:[^\W\d_]{2}|(?<!\d)(?:19|20)\d\d|[»”)%€])[.,;:!?…]?(?:\s?[»”])?)\Z")
# ... but not what counts the figure that comes: "page", "art.".
_COUNTED = late(
    r"(?<!\w)(?:pp?|pages?|p[áa]gs?|p[áa]ginas?|nos?|num|n[uú]m(?:éro|ero)?|arts?|article|art[ií]culo"
    r"|(?<!et )al|alinéa|apartado|lote?|annexe|anexo|figs?|figur[ea]|tab|tableau|tabl[ae]|chap"
    r"|chapitre|cap[ií]tulo|vol|tome)\.?\Z",
    re.I,
)
_NOTE = late(
    r"foot-?note|end-?note|note[-_]?ref|spip_note|cite_note|ftn|_edn|#(?:fn|n(?:b|h|ote))[-_:.]?\d"
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def reads_as_code(text: str) -> bool:
    """Whether a text in which line ends count is a program's or a terminal's: signs tell it."""
    return len(_CODE.findall(text)) > _CODE_SHARE * len("".join(text.split()))


def raised(before: str, text: str, link: bool) -> str:
    """The text of a ``<sup>`` as it is written behind ``before``: "540" and "3" are not 5403.

    Figures behind a figure are the mark of a note, as are those of a link: a way to the note and
    no text, so they are left out, but for the powers of ten, which become superscript figures. All
    else ("er", the 2 of "m2") stays as it is.
    """
    before = before.rstrip()
    if not before or not _MARK.fullmatch(text):
        return text
    if not link and _TEN.search(before) and text.strip().isdigit():
        return text.translate(_RAISED)
    return "" if link or before[-1].isdigit() else text


def leads_to_note(node: Any, attributes: Mapping[str, str | None], before: str, kind: str) -> bool:
    """Whether a link right behind ``before`` leads to a note; its text still has to be a figure.

    Where only its address tells, it must stand alone in running text, behind a whole word: a table
    of contents, the numbers of pages, of articles of law and of lots have such links.
    """
    if not before or before[-1].isspace() or before[-1] in "([":
        return False
    href = (attributes.get("href") or "").lower()
    told = f"{attributes.get('class') or ''} {attributes.get('role') or ''}".lower()
    if not (href.startswith("#") or "note" in told):
        return False
    if _NOTE.search(f"{told} {href}"):
        return True
    alone = node.prev is None or node.prev.tag != "a"
    if not alone or kind not in ("paragraph", "quote") or not _NUMBERED.fullmatch(href):
        return False
    return _MARKED.search(before[-_NEAR:]) is not None and not _COUNTED.search(before[-_NEAR:])


def glued(before: str, after: str, twins: bool = False) -> bool:
    """Whether the text of two elements that touch would run two words into one.

    Only where a capital or a figure follows a small letter, so a word of which a part is marked up
    (``<b>L</b>e``, ``hôpital<em>s</em>``) stays whole; between twins (:func:`is_twin`) always.
    """
    joint = f"{before[-5:]}\x00{after[:3]}"
    return _JOINT.search(joint) is not None or (twins and _BETWEEN.search(joint) is not None)


def is_twin(node: Any) -> bool:
    """Whether right before a link or a date another one ends: two labels, and no parts of a word.

    A word that is a link in two parts ("Arte", "mis") leads to one address.
    """
    before = node.prev
    if before is None or before.tag != node.tag or node.tag not in ("a", "time"):
        return False
    return node.tag == "time" or before.attributes.get("href") != node.attributes.get("href")


def stands_alone(tag: str, attributes: Mapping[str, str | None], style: css.Style) -> bool:
    """Whether the page shows an inline element on lines of its own.

    Only its class, id or style may say so: of a rule for the bare tag, others that the sheet does
    not look at take too much back. What floats (a drop cap) stands in its line.
    """
    named = attributes.get("class") or attributes.get("id") or attributes.get("style")
    return (
        bool(named)
        and tag not in _REPLACED
        and style.get("display") in _LINES
        and style.get("float") not in ("left", "right")
        and style.get("position") not in ("absolute", "fixed")
    )


def quotes(node: Any, before: str, lang: str, blocks: Collection[str]) -> tuple[str, str] | None:
    """The marks that a browser shows around a ``<q>``, by language; the inner ones inside another.

    None where the text has marks of its own, or where the element holds whole blocks.
    """
    text = (node.text() or "").strip()
    if not text or _holds(node, blocks) or {text[0], before.rstrip()[-1:]} & _QUOTE_MARKS:
        return None
    outer = node.parent
    while outer is not None and outer.tag not in blocks:
        if outer.tag == "q":
            return "‘", "’"
        outer = outer.parent
    return _QUOTES.get(lang[:2].lower(), ("«", "»"))


def struck_out(node: Any, blocks: Collection[str]) -> bool:
    """Whether a page takes back the text of a ``<del>``, ``<s>`` or ``<strike>``.

    The last two are used for looks too: of them only a text in whose place an ``<ins>`` comes.
    """
    if node.tag == "del":
        return True
    after = node.next
    while after is not None and after.is_text_node and not (after.text_content or "").strip():
        after = after.next
    return after is not None and after.tag == "ins" and not _holds(node, blocks)


def _holds(node: Any, blocks: Collection[str]) -> bool:
    inside = node.traverse(include_text=False)
    return any(inner.tag in blocks and inner.mem_id != node.mem_id for inner in inside)
