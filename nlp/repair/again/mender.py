"""Translates again what is broken in the English of an article, and puts it in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from nlp.article import Check, Edit
from nlp.repair import shield
from nlp.repair.again.broken import Broken, before_loop, find, suspicious
from nlp.repair.again.choose import Candidate, candidate, continued, expected, sound
from nlp.repair.again.door import Translates
from nlp.repair.again.likeness import Content
from nlp.sentences import split

if TYPE_CHECKING:
    from nlp.translate import Translation

REASONS = {
    "truncation": "the sentence was cut off; translated from the source",
    "omission": "a sentence of the source was left out; translated from it",
    "untranslated": "the sentence was left in the source's language; translated",
    "repetition": "the translation went round in circles; translated again",
}
"""Why an edit of each class is made."""

CHECKS = {
    "truncation": ("truncation", "the English stops before the source does"),
    "omission": ("omission", "not in the English: {}"),
    "untranslated": ("language", "left in the source's language: {}"),
    "repetition": ("loop", "the English of: {}"),
}
"""The check of what stays broken: its kind and detail."""
_SHOWN = 80  # characters of a sentence that a check shows


class Mended(NamedTuple):
    """The English of a paragraph with what was translated again, the edits, made one after another, and
    what stays broken."""

    text: str
    edits: tuple[Edit, ...] = ()
    left: tuple[Check, ...] = ()


class Mender:
    """Mends broken paragraphs; ``translator`` is asked for sentences of those alone.

    ``allows`` says which classes of edits may be made.
    """

    def __init__(
        self, translator: Translates, allows: Callable[[str], bool] = lambda _: True
    ) -> None:
        self.translator, self._allows = translator, allows

    def mend(
        self,
        english: Sequence[str],
        sources: Sequence[str | None],
        lang: str,
        among: Sequence[int] | None = None,
    ) -> list[Mended]:
        """One result for each paragraph; ``among`` are those that may change (None: all)."""
        asked = range(len(english)) if among is None else among
        wanted = {i: s for i in asked if (s := sources[i]) and _may(s, english[i], lang)}
        parts = {i: [s.text.strip() for s in split(source, lang)] for i, source in wanted.items()}
        flat = [text for sentences in parts.values() for text in sentences]
        done = iter(self.translator.translate(flat, lang) if flat else ())
        found = [Mended(text) for text in english]
        content = Content(english if parts else ())
        for i, sentences in parts.items():
            ours = [next(done) for _ in sentences]
            found[i] = self._paragraph(i, english[i], sentences, ours, lang, content)
        return found

    def _paragraph(
        self,
        index: int,
        english: str,
        source: Sequence[str],
        ours: Sequence[Translation],
        lang: str,
        content: Content,
    ) -> Mended:
        broken = find(source, [t.text for t in ours], english, lang, content, index)
        text, edits, left = english, [], []
        for one in reversed(broken):  # from the end: what is before keeps its place
            own = " ".join(source[one.first : one.last])
            new = None
            if one.sure and self._allows(one.kind):
                new = _chosen(one, english[one.start : one.end], own, ours, lang)
            if new is None:
                kind, detail = CHECKS[one.kind]
                left.append(Check(kind, detail.format(own[:_SHOWN]), index))
                continue
            edit = _edit(index, one, text, new)
            start = edit.start or 0
            text = text[:start] + edit.fixed + text[start + len(edit.found) :]
            edits.append(edit)
        return Mended(text, tuple(edits), tuple(reversed(left)))


def _chosen(
    one: Broken, found: str, source: str, ours: Sequence[Translation], lang: str
) -> Candidate | None:
    """What takes the place of ``found``, if anything may."""
    new = candidate(source, ours[one.first : one.last], lang)
    if new is not None and one.kind in ("truncation", "repetition"):
        begun = before_loop(found)
        whole = continued(begun, new.fixed)
        if whole and sound(source, whole, lang):
            return Candidate(whole, new.score)
        if one.kind == "truncation" or new.score <= expected(begun, new.fixed):
            return None  # what stands there is English, and may be better than ours
    return new


def _may(source: str, english: str, lang: str) -> bool:
    if english.strip() and source != english and shield.untouchable(english):
        return False
    return suspicious(source, english, lang)


def _edit(index: int, one: Broken, text: str, new: Candidate) -> Edit:
    """The edit without what both sides begin with; a sentence that was left out gets its blanks."""
    found, fixed, start = text[one.start : one.end], new.fixed, one.start
    if not found:
        fixed = _between(text[:start], fixed, text[start:])
    elif fixed.startswith(found.rstrip()):
        kept = len(found.rstrip())
        found, fixed, start = found[kept:], fixed[kept:], start + kept
    return Edit(index, found, fixed, one.kind, REASONS[one.kind], start, round(new.score, 3))


def _between(before: str, fixed: str, behind: str) -> str:
    """A sentence with the blanks that part it from what stands around it."""
    lead = " " if before and not before[-1].isspace() else ""
    tail = " " if behind and not behind[0].isspace() else ""
    return f"{lead}{fixed}{tail}"
