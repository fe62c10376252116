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


class Change(NamedTuple):
    """Characters ``start:end`` of the final text, what stood there, the edits that were made.

    ``edits`` are positions in the sequence given; an empty range is a deletion.
    """

    start: int
    end: int
    old: str
    edits: tuple[int, ...]


class Stretch(NamedTuple):
    """A stretch of the text as it was and as it is; the same and without edits where kept."""

    old: str
    new: str
    edits: tuple[int, ...] = ()


def edit_of(row: Record) -> Edit:
    """An edit of a record as the pipeline has it."""
    told = {name: row[name] for name in ("segment", "found", "fixed", "reason", "start", "score")}
    return Edit(kind=row["class"], **told)


def undone(text: str, edits: Sequence[Edit]) -> str:
    """The text before ``edits``, which led to ``text`` one after the other."""
    for edit in reversed(edits):
        start = edit.start or 0
        text = text[:start] + edit.found + text[start + len(edit.fixed) :]
    return text


def stretches(after: str, edits: Sequence[Edit]) -> list[Stretch] | None:
    """``after`` from end to end, cut where ``edits``, in the order made, changed something.

    None where they do not lead to ``after`` (an edit without a place, a record of another hand): the
    repairs can then be listed, not shown in their place.
    """
    if any(edit.start is None for edit in edits):
        return None
    found = [Stretch(before, before)] if (before := undone(after, edits)) else []
    for number, edit in enumerate(edits):
        if not _holds(found, edit.start or 0, edit.found):
            return None
        found = _edited(found, edit, number)
    return found if "".join(one.new for one in found) == after else None


def changes(after: str, edits: Sequence[Edit]) -> list[Change] | None:
    """The changes that ``edits``, in the order made, left in ``after``; None as :func:`stretches`."""
    whole = stretches(after, edits)
    if whole is None:
        return None
    found, at = [], 0
    for one in whole:
        if one.edits and one.old != one.new:
            found.append(Change(at, at + len(one.new), one.old, one.edits))
        at += len(one.new)
    return found


def _holds(nodes: Sequence[Stretch], start: int, text: str) -> bool:
    return "".join(node.new for node in nodes)[start : start + len(text)] == text


def _edited(nodes: Sequence[Stretch], edit: Edit, number: int) -> list[Stretch]:
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
            before += [Stretch(left, left)] if left else []
            inside += [Stretch(middle, middle)] if middle else []
            behind += [Stretch(right, right)] if right else []
    old = "".join(node.old for node in inside)
    made = tuple(n for node in inside for n in node.edits)
    one = Stretch(old, head + edit.fixed + tail, tuple(sorted((*made, number))))
    return [*before, one, *behind]
