"""Where repairs stand in the text that they led to: edits made one after the other, as one layer.

A record holds the edits of a segment in the order made, each with its offset at that time. Later
ones move the places of earlier ones and may mend their words again. Here they become changes of the
final text that do not overlap, each with what stood there at first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nlp.article import Edit
from nlp.record import Record
from nlp.repair.repairer import undone


class Change(NamedTuple):
    """Characters ``start:end`` of the final text, what stood there, the edits that were made.

    ``edits`` are positions in the sequence given; an empty range is a deletion.
    """

    start: int
    end: int
    old: str
    edits: tuple[int, ...]


class _Node(NamedTuple):
    """A stretch of the text as it was and as it is; the same and without edits where kept."""

    old: str
    new: str
    edits: tuple[int, ...] = ()


def edit_of(row: Record) -> Edit:
    """An edit of a record as the pipeline has it."""
    told = {name: row[name] for name in ("segment", "found", "fixed", "reason", "start", "score")}
    return Edit(kind=row["class"], **told)


def changes(after: str, edits: Sequence[Edit]) -> list[Change] | None:
    """The changes that ``edits``, in the order made, left in ``after``.

    None where they do not lead to ``after`` (an edit without a place, a record of another hand): the
    repairs can then be listed, not shown in their place.
    """
    nodes = [_Node(before, before)] if (before := undone(after, edits)) else []
    for number, edit in enumerate(edits):
        if edit.start is None or not _holds(nodes, edit.start, edit.found):
            return None
        nodes = _edited(nodes, edit, number)
    if "".join(node.new for node in nodes) != after:
        return None
    found, at = [], 0
    for node in nodes:
        if node.edits and node.old != node.new:
            found.append(Change(at, at + len(node.new), node.old, node.edits))
        at += len(node.new)
    return found


def _holds(nodes: Sequence[_Node], start: int, text: str) -> bool:
    return "".join(node.new for node in nodes)[start : start + len(text)] == text


def _edited(nodes: Sequence[_Node], edit: Edit, number: int) -> list[_Node]:
    """The nodes after one more edit: those that it touches become one."""
    start, end = edit.start or 0, (edit.start or 0) + len(edit.found)
    before, inside, behind = [], [], []
    head = tail = ""
    at = 0
    for node in nodes:
        first, last = at, at + len(node.new)
        at = last
        if last <= start and not (first == last == start and start < end):
            before.append(node)
        elif first >= end and not (first == last == end and start < end):
            behind.append(node)
        elif node.edits:
            inside.append(node)
            head += node.new[: max(start - first, 0)]
            tail += node.new[max(end - first, 0) :]
        else:
            left, right = node.new[: max(start - first, 0)], node.new[max(end - first, 0) :]
            middle = node.new[len(left) : len(node.new) - len(right)]
            before += [_Node(left, left)] if left else []
            inside += [_Node(middle, middle)] if middle else []
            behind += [_Node(right, right)] if right else []
    old = "".join(node.old for node in inside)
    made = tuple(n for node in inside for n in node.edits)
    one = _Node(old, head + edit.fixed + tail, tuple(sorted((*made, number))))
    return [*before, one, *behind]
