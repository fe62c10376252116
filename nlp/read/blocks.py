"""A parsed page becomes blocks of text in document order, with what the markup tells of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nlp.article import Block, Layout, SegmentKind
from nlp.errors import ReadError
from nlp.read import css
from nlp.read.formats import words
from nlp.read.inline import (
    APART,
    glued,
    quotes,
    raised,
    reads_as_code,
    stands_alone,
    struck_out,
)
from nlp.soft_hyphens import without_soft_hyphens
from nlp.stage import Reason

MAX_PATH = 64  # elements of a tag path; deeper ones are left out of its middle
MAX_ATTRS = 300  # characters of class and id words

_BLOCK = words(
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol"
    " optgroup option p pre search section select summary table caption thead tbody tfoot tr td th"
    " ul noscript textarea button"
)
# No text for a reader: code, what is shown only without it, pictures, form machinery, readings.
_NO_TEXT = words(
    "script style head template iframe noframes noembed object canvas audio video svg rp datalist"
    " title"
)
_KINDS: Mapping[str, SegmentKind] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
    "h6": "heading", "li": "list_item", "dt": "list_item", "dd": "list_item",
    "option": "list_item", "blockquote": "quote", "td": "table", "th": "table",
    "figcaption": "caption", "caption": "caption",
}  # fmt: skip
# Where these begin, what surrounds them says nothing of their kind any more.
_FRESH = words("body main article section aside nav header footer table form")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SPACE_RUNS = re.compile(r"[ \t\r\f]+")
_LINE_ENDS = re.compile(r" ?\n ?")
_EMPTY_LINE = re.compile(r"\r?\n(?:[^\S\n]*\n)+")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_BREAK = "\n"
# What a line holds that shows nothing: "<br>&nbsp;<br>" parts paragraphs as "<br><br>" does.
_BLANK = re.compile("[\\s\u200b-\u200d\u2060\ufeff\xad]*")


@dataclass(slots=True)
class _Frame:
    """An open element and what its text inherits."""

    mem_id: int
    tag: str
    path: str
    level: int
    attrs: str
    kind: SegmentKind
    is_block: bool
    lang: str = ""
    after: str = ""  # the mark that a browser shows at its end
    line: bool = False  # inside a heading: on a line of its own
    silent: bool = False
    link: bool = False
    sup: bool = False
    pre: bool = False
    parted: bool = False  # line ends count, and an empty line parts paragraphs
    hidden: str | None = None
    invisible: bool = False
    tiny: bool = False
    behind: str | None = None
    holders: tuple[int, ...] = ()

    @property
    def reason(self) -> str | None:
        """Why text right in this element is not shown."""
        if self.hidden:
            return self.hidden
        if self.invisible:
            return "visibility:hidden"
        return "font-size:0" if self.tiny else None


@dataclass(slots=True)
class _Run:
    """Text collected for one block."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    total: int = 0

    def add(self, text: str, link: bool) -> None:
        self.pieces.append(text)
        letters = len(text) - text.count(" ")
        self.total += letters
        self.linked += letters if link else 0


class BlockWriter:
    """Walks a page once, in document order, and collects its blocks.

    The walk keeps its own stack, so depth costs no recursion. Text inside an inline element that
    is hidden becomes a block of its own, after the one that it stands in.
    """

    def __init__(self, sheet: css.Sheet, max_depth: int) -> None:
        self.blocks: list[Block] = []
        self._sheet = sheet
        self._max_depth = max_depth
        self._stack: list[_Frame] = []
        self._owner: _Frame | None = None  # the block-level element of the text being collected
        self._runs: dict[str | None, _Run] = {}
        self._count = 0  # block-level elements so far
        self._ended = False  # an inline element ended here ...
        self._joint = False  # ... and the next begins at once

    def walk(self, root: Any) -> list[Block]:
        """The blocks under ``root``, a lexbor node. Raises ``TOO_DEEP``."""
        stack = self._stack
        stack.append(_Frame(-1, "", "", 0, "", "paragraph", True))
        for node in root.traverse(include_text=True):
            parent = node.parent
            parent_id = parent.mem_id if parent is not None else -1
            while len(stack) > 1 and stack[-1].mem_id != parent_id:
                self._close()
            if node.is_text_node:
                if not stack[-1].silent:
                    self._lines(node.text_content or "")
            elif node.is_element_node:
                self._open(node)
        while len(stack) > 1:
            self._close()
        self._flush()
        return self.blocks

    def _open(self, node: Any) -> None:
        top = self._stack[-1]
        if len(self._stack) > self._max_depth:
            raise ReadError(Reason.TOO_DEEP, f"elements nested more than {self._max_depth} deep")
        tag = node.tag or ""
        if tag == "br":
            self._line_break(top)
            return
        is_block = tag in _BLOCK
        if is_block:
            self._flush()
        elif tag in APART:
            self._joint |= self._ended or (tag == "small" and top.kind == "heading")
        if top.silent or tag in _NO_TEXT:
            frame = _Frame(node.mem_id, tag, "", top.level + 1, "", top.kind, is_block, silent=True)
        else:
            frame = self._frame(node, tag, is_block, top)
        self._stack.append(frame)

    def _frame(self, node: Any, tag: str, is_block: bool, top: _Frame) -> _Frame:
        attributes = node.attributes
        level = top.level + 1
        path = f"{top.path}/{tag}" if top.path else tag
        if level > MAX_PATH:
            path = f"{top.path.rsplit('/', 1)[0]}/{tag}"
        kind = _KINDS.get(tag) or ("paragraph" if tag in _FRESH else top.kind)
        if tag == "p" and kind == "table":
            kind = "paragraph"  # paragraphs in a cell mean a table that only lays out the page
        frame = _Frame(node.mem_id, tag, path, level, top.attrs, kind, is_block, link=top.link,
                       lang=attributes.get("lang") or top.lang,
                       sup=(top.sup and not is_block) or tag == "sup",
                       pre=top.pre or tag in ("pre", "textarea"), hidden=top.hidden,
                       invisible=top.invisible, tiny=top.tiny, behind=top.behind,
                       holders=top.holders)  # fmt: skip
        if tag == "a" and "href" in attributes:
            frame.link = True
        if attributes:
            frame.attrs = _attrs(attributes, top.attrs)
        self._look(frame, attributes)
        if tag == "q":
            self._quote(frame, node)
        elif tag in ("del", "s", "strike") and not frame.hidden and struck_out(node, _BLOCK):
            frame.hidden = "struck out"
        if frame.pre:
            frame.parted = top.parted if top.pre else not reads_as_code(node.text())
        if frame.is_block:
            self._count += 1
            frame.holders = (*top.holders[: MAX_PATH - 1], self._count)
        return frame

    def _look(self, frame: _Frame, attributes: Mapping[str, str | None]) -> None:
        """Set what hides the element. The root and body are never hidden: scripts show them."""
        if frame.tag in ("html", "body"):
            return
        style = self._sheet.style(frame.tag, attributes)
        if not frame.hidden:
            frame.hidden = _hidden_by_markup(frame.tag, attributes)
        if not style:
            return
        if not frame.is_block and stands_alone(frame.tag, attributes, style):
            self._set_apart(frame)
        frame.hidden = frame.hidden or css.hidden_by(style)
        lines = css.keeps_lines(style)
        frame.pre = frame.pre if lines is None else lines
        if "visibility" in style:
            frame.invisible = style["visibility"] in ("hidden", "collapse")
        tiny = css.font_size_zero(style)
        frame.tiny = frame.tiny if tiny is None else tiny
        frame.behind = css.background(style) or frame.behind
        if not frame.hidden and css.unseen_colour(style, frame.behind):
            frame.hidden = "colour of the background"

    def _quote(self, frame: _Frame, node: Any) -> None:
        """Write the marks that a browser shows around ``<q>``."""
        run = self._runs.get(frame.reason)
        marks = quotes(node, "".join(run.pieces[-2:]) if run else "", frame.lang, _BLOCK)
        if marks:
            self._mark(frame, marks[0])
            frame.after = marks[1]

    def _mark(self, frame: _Frame, mark: str) -> None:
        self._run(frame).add(mark, frame.link)

    def _set_apart(self, frame: _Frame) -> None:
        """Make a block of an inline element, a line of one in a heading: that stays one block."""
        if frame.kind == "heading":
            frame.line = True
            self._new_line()
        else:
            self._flush()
            frame.is_block = True

    def _new_line(self) -> None:
        for run in self._runs.values():
            if run.pieces[-1:] != [_BREAK]:
                run.pieces.append(_BREAK)

    def _close(self) -> None:
        frame = self._stack[-1]
        if frame.after:
            self._mark(frame, frame.after)
        if frame.is_block:
            self._flush()
        elif frame.line:
            self._new_line()
        self._stack.pop()
        self._ended |= frame.tag in APART

    def _lines(self, text: str) -> None:
        """Text, cut where an empty line parts paragraphs."""
        if not self._stack[-1].parted:
            self._text(text)
            return
        for i, paragraph in enumerate(_EMPTY_LINE.split(text)):
            if i:
                self._flush()
            self._text(paragraph)

    def _text(self, text: str) -> None:
        top = self._stack[-1]
        joint, self._joint, self._ended = self._joint, False, False
        if not top.pre:
            text = _SPACE.sub(" ", text)
        if not text or (text == " " and not self._runs):
            return
        run = self._run(top)
        if text == " " and run.pieces[-1:] == [_BREAK]:
            return
        if top.sup and run.pieces and not (text := raised(run.pieces[-1], text, top.link)):
            return
        if joint and run.pieces and glued(run.pieces[-1], text):
            run.pieces.append(_BREAK if top.kind == "heading" else " ")
        run.add(text, top.link)

    def _line_break(self, top: _Frame) -> None:
        pieces = self._run(top).pieces
        end = len(pieces)
        while end and pieces[end - 1] != _BREAK and _BLANK.fullmatch(pieces[end - 1]):
            end -= 1
        if not end or pieces[end - 1] == _BREAK:
            del pieces[end:]
        if end and pieces[-1] == _BREAK:
            self._flush()  # two in a row are how old pages part paragraphs
        else:
            pieces.append(_BREAK)

    def _run(self, top: _Frame) -> _Run:
        if self._owner is None:
            self._owner = next(frame for frame in reversed(self._stack) if frame.is_block)
        return self._runs.setdefault(top.reason, _Run())

    def _flush(self) -> None:
        owner = self._owner
        if owner is None:
            return
        # What the block itself is comes first, then what is hidden inside it.
        for reason in sorted(self._runs, key=lambda reason: reason != owner.reason):
            run = self._runs[reason]
            text = _tidy("".join(run.pieces))
            if text:
                density = round(run.linked / run.total, 4) if run.total else 0.0
                layout = Layout(owner.path, owner.attrs, density, reason, owner.holders)
                self.blocks.append(Block(text, owner.kind, layout))
        self._runs = {}
        self._owner = None


def _tidy(text: str) -> str:
    """White space as a browser shows it, where pieces of text met; no control characters, no "&shy;"."""
    if "  " in text or "\t" in text:
        text = _SPACE_RUNS.sub(" ", text)
    if _BREAK in text:
        text = _LINE_ENDS.sub(_BREAK, text)
    if not text.isprintable():
        text = without_soft_hyphens(_CONTROL.sub("", text))
    return text.strip(" \n\t\r\f")


def _attrs(attributes: Mapping[str, str | None], above: str) -> str:
    """The element's own class and id words, then those of its ancestors, nearest first."""
    own = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
    if not own:
        return above
    joined = " ".join(own) + (" " + above if above else "")
    return joined if len(joined) <= MAX_ATTRS else joined[:MAX_ATTRS].rsplit(" ", 1)[0]


def _hidden_by_markup(tag: str, attributes: Mapping[str, str | None]) -> str | None:
    if tag == "noscript":
        return "noscript"
    if tag == "dialog" and "open" not in attributes:
        return "dialog"
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return "hidden attribute"
    if (attributes.get("aria-hidden") or "").strip().lower() == "true":
        return "aria-hidden"
    return None
