"""A parsed page becomes blocks of text in document order, with what the markup tells of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nlp.article import Block, Layout
from nlp.errors import ReadError
from nlp.read import colours, css, lines
from nlp.read.colours import CELLS
from nlp.read.elements import (
    BLOCK,
    BREAK,
    FRESH,
    KINDS,
    MAX_PATH,
    NO_TEXT,
    SPACE,
    Frame,
    Run,
    attrs_of,
    hidden_by_markup,
    tidy,
)
from nlp.read.inline import (
    APART,
    glued,
    is_twin,
    leads_to_note,
    quotes,
    raised,
    reads_as_code,
    stands_alone,
    struck_out,
)
from nlp.read.layout_tables import PARTS, LayoutTables
from nlp.read.spoken import Prose
from nlp.stage import Reason

_NONE: Mapping[str, str | None] = {}
_IN_LINES = frozenset(("button",))  # blocks that may be a word of a sentence
_NEAR, _ENOUGH = 12, 100  # pieces before an element that are looked at, and letters of each
_NO_BREAK = "\xa0"
_BETWEEN_WORDS = re.compile(rf"(?<=[^\W\d_]){_NO_BREAK}(?=[^\W\d_])")
"""Left by editors of pages; beside a figure or a mark it belongs to how the language is written, and stays."""
_ASCII_SPACE = " \t\n\r\f"  # what a page's source is laid out with
_EMPTY_LINE = re.compile(r"\r?\n(?:[^\S\n]*\n)+")
# What a line holds that shows nothing: "<br>&nbsp;<br>" parts paragraphs as "<br><br>" does.
_BLANK = re.compile("[\\s\u200b-\u200d\u2060\ufeff\xad]*")


class BlockWriter:
    """Walks a page once, in document order, and collects its blocks.

    The walk keeps its own stack, so depth costs no recursion. Text inside an inline element that
    is hidden becomes a block of its own, after the one that it stands in.
    """

    def __init__(self, sheet: css.Sheet, max_depth: int) -> None:
        self.blocks: list[Block] = []
        self._sheet = sheet
        self._holders = lines.Holders()
        self._layout_tables = LayoutTables()
        self._prose = Prose()
        self._max_depth = max_depth
        self._stack: list[Frame] = []
        self._owner: Frame | None = None  # the block-level element of the text being collected
        self._runs: dict[str | None, Run] = {}
        self._count = 0  # block-level elements so far
        self._ended = False  # an inline element ended here ...
        self._joint = False  # ... and the next begins at once ...
        self._twins = False  # ... and is another of the kind

    def walk(self, root: Any) -> list[Block]:
        """The blocks under ``root``, a lexbor node. Raises ``TOO_DEEP``."""
        self._stack.append(Frame("", "", 0, "", "paragraph", True))
        open_nodes: list[Any] = []
        node = root
        while node is not None:
            if self._enter(node):
                open_nodes.append(node)
                node = node.first_child
            else:
                node = node.next
            while node is None and open_nodes:
                closed = open_nodes.pop()
                self._close(closed)
                node = closed.next if open_nodes else None
        self._flush()
        return self.blocks

    def _enter(self, node: Any) -> bool:
        """Take in a text or open an element; whether it was opened."""
        if node.is_text_node:
            top, text = self._stack[-1], node.text_content or ""
            if not top.silent:
                (self._lines if top.parted else self._text)(text)
            return False
        return node.is_element_node and self._open(node)

    def _open(self, node: Any) -> bool:
        """Open an element; False for one that holds nothing."""
        top = self._stack[-1]
        if len(self._stack) > self._max_depth:
            raise ReadError(Reason.TOO_DEEP, f"elements nested more than {self._max_depth} deep")
        tag = node.tag or ""
        if tag == "br":
            self._line_break(top)
            return False
        is_block = tag in BLOCK
        if top.silent or tag in NO_TEXT:
            if is_block:
                self._flush()
            self._stack.append(Frame(tag, "", top.level + 1, "", top.kind, is_block, silent=True))
            return True
        attributes = node.attributes
        style = self._sheet.style(tag, attributes)
        inset = top.inset
        if is_block and (
            inset or tag in _IN_LINES or self._owner is not None or "display" in style
        ):
            inset, is_block = self._stands(node, attributes, style, top)
        elif "-" in tag:
            is_block = lines.is_paragraph(node, top.tag, top.is_block, self._holders)
        if is_block:
            self._flush()
        elif tag in APART or tag in BLOCK or "-" in tag:
            self._joint |= self._ended or (tag == "small" and top.kind == "heading")
            self._twins |= self._ended and is_twin(node)
        self._stack.append(self._frame(node, tag, is_block, top, attributes, style))
        if inset:
            if tag in _IN_LINES:
                self._stack[-1].hidden = self._stack[-1].hidden or "button"
            self._set_in(self._stack[-1])
        return True

    def _stands(
        self, node: Any, attributes: Mapping[str, str | None], style: css.Style, top: Frame
    ) -> tuple[bool, bool]:
        """Of an element that is a block by its name: whether it is hidden in a sentence, and a block."""
        if top.inset:
            return True, False
        before = self._before(top)
        if before and lines.cuts_in(before, self._line(top), node, attributes, style):
            self._cut(top)
            return True, False
        if node.tag in _IN_LINES:
            if not lines.is_word(before, node, self._holders):
                return False, True
            self._cut(top)
            return bool(before) and lines.is_order(self._line(top), node), False
        return False, not lines.runs_in(node, attributes, style, self._sheet, self._holders)

    def _before(self, top: Frame) -> str:
        """The last text of the line that ``top`` stands in, "" at its start."""
        run = self._runs.get(top.reason)
        pieces = run.pieces if run else ()
        return next((piece for piece in reversed(pieces) if piece.strip()), "")

    def _line(self, top: Frame) -> str:
        """The end of the line that ``top`` stands in, long enough to tell a sentence from a label."""
        run = self._runs.get(top.reason)
        pieces = [piece[-_ENOUGH:] for piece in run.pieces[-_NEAR:]] if run else []
        return "".join(pieces).rsplit(BREAK, 1)[-1]

    def _cut(self, top: Frame) -> None:
        """Note that what comes next in the line is no part of its last word."""
        if run := self._runs.get(top.reason):
            run.cut = True

    def _set_in(self, frame: Frame) -> None:
        """Keep what is hidden in a sentence from cutting it; its own parts stand on lines."""
        frame.inset = True
        run = self._runs.get(frame.reason) if frame.hidden and frame.tag in BLOCK else None
        if run and run.pieces[-1:] != [BREAK]:
            run.pieces.append(BREAK)

    def _frame(
        self, node: Any, tag: str, is_block: bool, top: Frame,
        attributes: Mapping[str, str | None], style: css.Style,
    ) -> Frame:  # fmt: skip
        level = top.level + 1
        boxed = node in self._layout_tables if tag == "table" else top.boxed
        shown = "div" if boxed and tag in PARTS else tag
        path = f"{top.path}/{shown}" if top.path else shown
        if level > MAX_PATH:
            path = f"{top.path.rsplit('/', 1)[0]}/{shown}"
        kind = (KINDS.get(shown) if is_block else None) or (
            "paragraph" if tag in FRESH else top.kind
        )
        if tag == "p" and kind == "table":
            kind = "paragraph"  # paragraphs in a cell mean a table that only lays out the page
        frame = Frame(tag, path, level, top.attrs, kind, is_block, top.lang, link=top.link,
                      sup=(top.sup and not is_block) or tag == "sup",
                      pre=top.pre or tag in ("pre", "textarea"), hidden=top.hidden,
                      invisible=top.invisible, tiny=top.tiny, ground=top.ground,
                      covered=top.covered, unseen=top.unseen, boxed=boxed, holders=top.holders)  # fmt: skip
        if attributes:
            frame.lang = attributes.get("lang") or top.lang
            frame.link = top.link or (tag == "a" and "href" in attributes)
            frame.attrs = attrs_of(attributes, top.attrs)
            if tag == "a" and frame.link and not top.sup:
                frame.sup = self._leads_to_note(node, attributes, top)
        if not frame.covered and frame.ground != colours.UNKNOWN:
            frame.covered = self._sheet.covers(style, attributes, box=tag in BLOCK)
        self._look(frame, node, attributes, style)
        if tag == "q":
            self._quote(frame, node)
        elif tag in ("del", "s", "strike") and not frame.hidden and struck_out(node, BLOCK):
            frame.hidden = "struck out"
        if frame.pre:
            frame.parted = top.parted if top.pre else not reads_as_code(node.text())
        if frame.is_block:
            self._count += 1
            frame.holders = (*top.holders[: MAX_PATH - 1], self._count)
        return frame

    def _leads_to_note(self, node: Any, attributes: Mapping[str, str | None], top: Frame) -> bool:
        run = self._runs.get(top.reason)
        before = run.pieces[-1] if run and run.pieces else ""
        return leads_to_note(node, attributes, before, top.kind)

    def _look(
        self, frame: Frame, node: Any, attributes: Mapping[str, str | None], style: css.Style
    ) -> None:
        """Set what hides the element. The root and body are never hidden: scripts show them."""
        if frame.tag in ("html", "body"):
            return
        if not frame.hidden:
            frame.hidden = hidden_by_markup(node, frame.tag, attributes, self._prose)
        if not style:
            if frame.tag in CELLS and attributes:
                self._paint(frame, style, attributes)
            return
        if not frame.is_block and stands_alone(frame.tag, attributes, style):
            self._set_apart(frame, node)
        if not frame.is_block and style.get("vertical-align") == "super":
            frame.sup = True
        frame.hidden = frame.hidden or css.hidden_by(style)
        kept = css.keeps_lines(style)
        frame.pre = frame.pre if kept is None else kept
        if "visibility" in style:
            frame.invisible = style["visibility"] in ("hidden", "collapse")
        tiny = css.font_size_zero(style)
        frame.tiny = frame.tiny if tiny is None else tiny
        self._paint(frame, style, attributes)

    def _paint(self, frame: Frame, style: css.Style, attributes: Mapping[str, str | None]) -> None:
        """Set what lies behind the text, and whether the text has the same colour."""
        if ground := colours.ground(style, attributes if frame.tag in CELLS else _NONE):
            own = "background" in (attributes.get("style") or "").lower()
            frame.ground, frame.covered = ground, not own and self._sheet.repaints(attributes)
            if frame.unseen not in (ground, colours.TRANSPARENT):
                frame.unseen = None
        colour = colours.of_text(style)
        if not colour or colour == frame.unseen:
            return
        same = colour == frame.ground != colours.UNKNOWN and not frame.covered
        frame.unseen = colour if same or colour == colours.TRANSPARENT else None

    def _quote(self, frame: Frame, node: Any) -> None:
        """Write the marks that a browser shows around ``<q>``."""
        run = self._runs.get(frame.reason)
        marks = quotes(node, "".join(run.pieces[-2:]) if run else "", frame.lang, BLOCK)
        if marks:
            self._mark(frame, marks[0])
            frame.after = marks[1]

    def _mark(self, frame: Frame, mark: str) -> None:
        self._run(frame).add(mark, frame.link)

    def _set_apart(self, frame: Frame, node: Any) -> None:
        """Make a block of an inline element, a line of one in a heading: that stays one block.

        Not in the middle of a sentence where it holds nothing, as a place for an advertisement.
        """
        top = self._stack[-1]
        if top.inset:
            return
        if lines.goes_on(self._before(top), node) and lines.is_slot(
            self._line(top), node, node.attributes
        ):
            return self._cut(top)
        if frame.kind == "heading":
            frame.line = True
            self._new_line()
        else:
            self._flush()
            frame.is_block = True

    def _new_line(self) -> None:
        for run in self._runs.values():
            if run.pieces[-1:] != [BREAK]:
                run.pieces.append(BREAK)

    def _close(self, node: Any) -> None:
        frame = self._stack[-1]
        if frame.after:
            self._mark(frame, frame.after)
        if frame.is_block:
            if frame.tag != "p" or frame.reason or not self._is_torn(frame, node.next):
                self._flush()
        elif frame.line:
            self._new_line()
        elif frame.inset:
            self._set_in(frame)
        self._stack.pop()
        tag = frame.tag
        self._ended |= tag in APART or "-" in tag or (tag in BLOCK and not frame.is_block)

    def _is_torn(self, frame: Frame, after: Any) -> bool:
        """Whether a paragraph goes on behind a hidden block, whose tag ends every open ``<p>``."""
        if self._owner is None or after is None or after.tag not in BLOCK:
            return False
        before = self._before(frame)
        if not lines.goes_on(before, after):
            return False
        attributes = after.attributes
        style = self._sheet.style(after.tag, attributes)
        return lines.cuts_in(before, self._line(frame), after, attributes, style)

    def _lines(self, text: str) -> None:
        """Text, cut where an empty line parts paragraphs."""
        for i, paragraph in enumerate(_EMPTY_LINE.split(text)):
            if i:
                self._flush()
            self._text(paragraph)

    def _text(self, text: str) -> None:
        top = self._stack[-1]
        joint, twins = self._joint, self._twins
        self._joint, self._twins, self._ended = False, False, False
        if not top.pre:
            text = SPACE.sub(" ", text) if text.strip(_ASCII_SPACE) else text and " "
            if _NO_BREAK in text:
                text = _BETWEEN_WORDS.sub(" ", text)
        if not text or (text == " " and not self._runs):
            return
        run = self._run(top)
        if text == " " and run.pieces[-1:] == [BREAK]:
            return
        if top.sup and run.pieces and not (text := raised(run.pieces[-1], text, top.link)):
            return
        if joint and run.pieces and glued(run.pieces[-1], text, twins):
            run.pieces.append(BREAK if top.kind == "heading" else " ")
        elif run.cut and run.pieces and lines.meets(run.pieces[-1], text):
            run.pieces.append(" ")
        run.cut = False
        run.add(text, top.link)

    def _line_break(self, top: Frame) -> None:
        pieces = self._run(top).pieces
        end = len(pieces)
        while end and pieces[end - 1] != BREAK and _BLANK.fullmatch(pieces[end - 1]):
            end -= 1
        if not end or pieces[end - 1] == BREAK:
            del pieces[end:]
        if not end or pieces[-1] != BREAK:
            pieces.append(BREAK)
        elif not top.inset:
            self._flush()  # two in a row are how old pages part paragraphs

    def _run(self, top: Frame) -> Run:
        if self._owner is None:
            self._owner = next(frame for frame in reversed(self._stack) if frame.is_block)
        return self._runs.setdefault(top.reason, Run())

    def _flush(self) -> None:
        owner = self._owner
        if owner is None:
            return
        # What the block itself is comes first, then what is hidden inside it.
        for reason in sorted(self._runs, key=lambda reason: reason != owner.reason):
            run = self._runs[reason]
            text = tidy("".join(run.pieces))
            if not _BLANK.fullmatch(text):
                density = round(run.linked / run.total, 4) if run.total else 0.0
                layout = Layout(owner.path, owner.attrs, density, reason, owner.holders)
                self.blocks.append(Block(text, owner.kind, layout))
        self._runs = {}
        self._owner = None
