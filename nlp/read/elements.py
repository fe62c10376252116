"""The elements of a page: which are blocks, what their text inherits, and how it is collected."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nlp.article import SegmentKind
from nlp.read import spoken
from nlp.read.formats import words
from nlp.soft_hyphens import without_soft_hyphens

MAX_PATH = 64  # elements of a tag path; deeper ones are left out of its middle
MAX_ATTRS = 300  # characters of class and id words

BLOCK = words(
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol"
    " optgroup option p pre search section select summary table caption thead tbody tfoot tr td th"
    " ul noscript textarea button"
)
# No text for a reader: code, what is shown only without it, pictures, form machinery, readings.
NO_TEXT = words(
    "script style head template iframe noframes noembed object canvas audio video svg rp datalist"
    " title"
)
KINDS: Mapping[str, SegmentKind] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
    "h6": "heading", "li": "list_item", "dt": "list_item", "dd": "list_item",
    "option": "list_item", "blockquote": "quote", "td": "table", "th": "table",
    "figcaption": "caption", "caption": "caption",
}  # fmt: skip
# Where these begin, what surrounds them says nothing of their kind any more.
FRESH = words("body main article section aside nav header footer table form")
SPACE = re.compile(r"[ \t\n\r\f]+")
_SPACE_RUNS = re.compile(r"[ \t\r\f]+")
_LINE_ENDS = re.compile(r" ?\n ?")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
BREAK = "\n"


@dataclass(slots=True)
class Frame:
    """An open element and what its text inherits."""

    tag: str
    path: str
    level: int
    attrs: str
    kind: SegmentKind
    is_block: bool
    lang: str = ""
    after: str = ""  # the mark that a browser shows at its end
    line: bool = False  # inside a heading: on a line of its own
    inset: bool = False  # hidden, or without text, in the middle of a sentence
    silent: bool = False
    link: bool = False
    sup: bool = False
    pre: bool = False
    parted: bool = False  # line ends count, and an empty line parts paragraphs
    hidden: str | None = None
    invisible: bool = False
    tiny: bool = False
    ground: str = "?"  # the colour behind the text
    covered: bool = False  # whether something may cover that colour
    boxed: bool = False  # in a table that lays out the page
    unseen: str | None = None  # the colour of text that has none of its own against it
    holders: tuple[int, ...] = ()

    @property
    def reason(self) -> str | None:
        """Why text right in this element is not shown."""
        if self.hidden:
            return self.hidden
        if self.invisible:
            return "visibility:hidden"
        if self.tiny:
            return "font-size:0"
        return "colour of the background" if self.unseen else None


@dataclass(slots=True)
class Run:
    """Text collected for one block."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    total: int = 0
    cut: bool = False  # an element without text stands behind the last piece

    def add(self, text: str, link: bool) -> None:
        """Take in a piece of text, and count its letters and those of links."""
        self.pieces.append(text)
        letters = len(text) - text.count(" ")
        self.total += letters
        self.linked += letters if link else 0


def tidy(text: str) -> str:
    """White space as a browser shows it, where pieces of text met; no control characters, no "&shy;"."""
    if "  " in text or "\t" in text:
        text = _SPACE_RUNS.sub(" ", text)
    if BREAK in text:
        text = _LINE_ENDS.sub(BREAK, text)
    if not text.isprintable():
        text = without_soft_hyphens(_CONTROL.sub("", text))
    return text.strip(" \n\t\r\f")


def attrs_of(attributes: Mapping[str, str | None], above: str) -> str:
    """The element's own class and id words, then those of its ancestors, nearest first."""
    if "class" not in attributes and "id" not in attributes:
        return above
    own = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
    if not own:
        return above
    joined = " ".join(own) + (" " + above if above else "")
    return joined if len(joined) <= MAX_ATTRS else joined[:MAX_ATTRS].rsplit(" ", 1)[0]


def hidden_by_markup(
    node: Any, tag: str, attributes: Mapping[str, str | None], prose: spoken.Prose
) -> str | None:
    """Why an element is not shown, by its name and attributes; None where it is."""
    if tag == "noscript":
        return "noscript"
    if tag == "dialog" and "open" not in attributes:
        return "dialog"
    if not attributes:
        return None
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return "hidden attribute"
    told = attributes.get("aria-hidden")
    if told and told.strip().lower() == "true" and spoken.hides_text(node, attributes, prose):
        return "aria-hidden"
    classes = attributes.get("class")
    if classes and spoken.names_readers(classes) and spoken.for_readers(node):
        return "for screen readers"
    return None
