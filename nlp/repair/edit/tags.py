"""Words and tags of the edit model: what training writes and inference reads.

A sentence of n words has n + 1 places: the place before the first word, then the words. Each place has
one tag, written as text:

    K            keep                        D            delete
    R:words      replace by these words      A:words      keep, and put these words behind
    S:n:end      take n letters off the end, put `end` there
    W            exchange with the next word
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from nlp.repair.change import same_case
from nlp.tables import common_words

KEEP, DELETE, SWAP = "K", "D", "W"
_WORD = re.compile(r"\w+(?:['\u2019-]\w+)*|[^\w\s]")
OPENING = "([\u201c\u00ab"
CLOSING = ".,;:!?%)]\u201d\u00bb'\u2019"


class Word(NamedTuple):
    """A word or a punctuation mark and its place in the text."""

    start: int
    end: int
    text: str


class Piece(NamedTuple):
    """``text[start:end]`` becomes ``fixed``; ``places`` are the places whose tags say so."""

    start: int
    end: int
    fixed: str
    places: tuple[int, ...]


def split(text: str) -> list[Word]:
    """The words of a text; hyphens and apostrophes inside a word do not part it."""
    return [Word(m.start(), m.end(), m[0]) for m in _WORD.finditer(text)]


def suffix_tag(word: str, other: str) -> str | None:
    """The tag that turns one word into another form of it, None where they are too different."""
    shared = 0
    while shared < min(len(word), len(other)) and word[shared] == other[shared]:
        shared += 1
    gone = len(word) - shared
    if shared < 3 or gone > 3 or len(other) - shared > 4:
        return None
    return f"S:{gone}:{other[shared:]}"


def written(word: str, tag: str) -> str | None:
    """What a word with this tag becomes; None where the tag does not fit the word."""
    if tag == KEEP:
        return word
    if tag == DELETE:
        return ""
    kind, _, rest = tag.partition(":")
    if kind == "R":
        return same_case(word, rest)
    if kind == "A":
        return joined([word, rest])
    if kind == "S":
        gone, end = rest.split(":", 1)
        return word[: len(word) - int(gone)] + end if len(word) - int(gone) >= 3 else None
    return None


def pieces(text: str, words: Sequence[Word], tags: Sequence[str]) -> list[Piece]:
    """What tags make of a text: neighbouring changes are one piece, in order, never overlapping.

    ``tags`` has one more element than ``words``: the first stands for the place before them. Tags that
    do not fit their word are left out.
    """
    found: list[Piece] = []
    for run in _runs(words, tags):
        piece = _piece(text, words, tags, run)
        if piece is not None and text[piece.start : piece.end] != piece.fixed:
            found.append(piece)
    return found


def _runs(words: Sequence[Word], tags: Sequence[str]) -> list[range]:
    """Ranges of places that are changed together."""
    runs: list[range] = []
    for place, tag in enumerate(tags):
        if tag == KEEP or (tag == SWAP and not 0 < place < len(words)):
            continue
        end = place + 2 if tag == SWAP else place + 1
        if runs and runs[-1].stop >= place:
            runs[-1] = range(runs[-1].start, max(end, runs[-1].stop))
        else:
            runs.append(range(place, end))
    return runs


def _piece(text: str, words: Sequence[Word], tags: Sequence[str], run: range) -> Piece | None:
    """The change that the tags of neighbouring places make together."""
    if run.start == 0:
        return _opening(text, words, tags, run)
    parts: list[tuple[Word, str]] = []
    place = run.start
    while place < run.stop:
        word = words[place - 1]
        if tags[place] == SWAP and place < len(words):
            after = words[place]
            parts += [(word, _exchanged(word, after)), (after, _lowered(word.text))]
            place += 2
            continue
        fixed = written(word.text, tags[place])
        if fixed is None:
            return None
        parts.append((word, fixed))
        place += 1
    return _joined(text, words, parts, run)


def _exchanged(word: Word, after: Word) -> str:
    """The second word in the place of the first, with its capital if it opens the sentence."""
    return same_case(word.text, after.text) if word.start == 0 else after.text


def _lowered(first: str) -> str:
    """A common word without the capital that it had at the start."""
    lower = first[:1].lower() + first[1:]
    common = first[1:].islower() or len(first) == 1
    return lower if common and lower in common_words() else first


def _opening(text: str, words: Sequence[Word], tags: Sequence[str], run: range) -> Piece | None:
    """Words put before the first one, which may lose its capital or change itself."""
    if not tags[0].startswith("A:") or not words or run.stop > 2:
        return None
    first = words[0]
    new = tags[0][2:]
    rest = first.text if run.stop == 1 else written(first.text, tags[1])
    if rest is None:
        return None
    lowered = _lowered(rest)
    if first.text[:1].isupper():
        new = new[:1].upper() + new[1:]
    fixed = f"{new} {lowered}" if lowered else new
    return Piece(first.start, first.end, fixed, tuple(run))


def _joined(
    text: str, words: Sequence[Word], parts: Sequence[tuple[Word, str]], run: range
) -> Piece:
    """One change over all the words of a run, with the white space between what is left."""
    start, end = parts[0][0].start, parts[-1][0].end
    fixed = joined([new for _, new in parts if new])
    if not fixed:
        return _deleted(text, words, start, end, run)
    if start == words[0].start and text[start].isupper():
        fixed = fixed[:1].upper() + fixed[1:]
    if fixed[0] in CLOSING and text[start - 1 : start] == " ":
        start -= 1
    elif fixed[0].isalnum() and text[start - 1 : start].isalnum():
        fixed = f" {fixed}"
    return Piece(start, end, fixed, tuple(run))


def joined(new: Sequence[str]) -> str:
    """Words as a text: no blank before closing marks nor behind opening ones."""
    text = ""
    for word in new:
        close = not text or text[-1] in OPENING or word[0] in CLOSING
        text += word if close else f" {word}"
    return text


def _deleted(text: str, words: Sequence[Word], start: int, end: int, run: range) -> Piece:
    """A deletion takes the blank before it along; at the start, and behind a quotation mark, the
    one behind it, and the next word gets the capital."""
    after = run.stop - 1
    opens = start == words[0].start or text[start - 1] in f'{OPENING}"'
    if opens and after < len(words) and words[after].start > end:
        follows = words[after]
        fixed = follows.text
        if text[start].isupper():
            fixed = fixed[:1].upper() + fixed[1:]
        return Piece(start, follows.end, fixed, tuple(run))
    if start > 0 and text[start - 1] == " ":
        start -= 1
    return Piece(start, end, "", tuple(run))


@cache
def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


_ARTICLES = "a an the"
_PREPOSITIONS = (
    "of in on at to for by with from since during until about over under between among within into "
    "as through towards against before after per than around upon onto across out up"
)
_PRONOUNS = (
    "it he she they its his her their him them who which that whose whom itself himself herself "
    "themselves this these those"
)
_AUXILIARIES = "is are was were be been being has have had having will would did do does can could"


def kind_of(found: str, fixed: str) -> str:
    """The artifact class of a change, by the words that came and went."""
    old = [w.text.lower() for w in split(found)]
    new = [w.text.lower() for w in split(fixed)]
    if sorted(old) == sorted(new):
        return "word_order"
    changed = {w for w in old if w not in new} | {w for w in new if w not in old}
    if not changed:
        return "dup_word"
    if changed <= _set(_ARTICLES):
        return "article"
    if changed <= _set("it there") and len(new) > len(old):
        return "subject_drop"
    if changed <= _set(_PRONOUNS):
        return "org_pronoun"
    if changed <= _set(_PREPOSITIONS) | _set(_ARTICLES):
        return "preposition"
    return _kind_of_words(old, new, changed)


def _kind_of_words(old: list[str], new: list[str], changed: set[str]) -> str:
    """The class of a change of inflected or other words."""
    content = changed - _set(_AUXILIARIES) - _set(_PREPOSITIONS) - _set(_ARTICLES) - {"not"}
    if not content:
        return "agreement" if len(old) == len(new) == 1 else "tense"
    stems = {w[:3] for w in content}
    if len(content) > 1 and len(stems) == 1:
        ends = {w.removesuffix("s") for w in content}
        return "agreement" if len(ends) == 1 else "tense"
    return "false_friend" if len(old) == 1 and len(new) <= 2 else "idiom"
