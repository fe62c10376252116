"""A text as found and as mended, turned into what the edit model learns: no marks are needed.

:func:`between` finds what changed by itself, sentence by sentence; :func:`expressed` says how much of
it the tags of the edit model can do at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Literal

from eval.token_edits import edits, normal
from nlp.repair.edit.editor import changed
from nlp.repair.edit.tags import KEEP, Word, pieces
from nlp.repair.edit.tags import split as split_words
from nlp.sentences import split
from training.repair.marked import Example, example, tagged

Change = tuple[int, int, int, int]
"""Words `first:last` of one text that are words `first:last` of the other."""
Expressed = Literal["clean", "whole", "part", "none"]


def changes(old: Sequence[Word], new: Sequence[Word]) -> list[Change]:
    """What differs between two texts, whatever the case of letters."""
    low, good = ([word.text.lower() for word in words] for words in (old, new))
    codes = SequenceMatcher(a=low, b=good, autojunk=False).get_opcodes()
    return [(a, b, c, d) for kind, a, b, c, d in codes if kind != "equal"]


def between(found: str, fixed: str) -> list[Example]:
    """An example for each sentence of a text, from what it should become.

    Sentences that a change joins or parts stay together.
    """
    words, good = split_words(found), [word.text for word in split_words(fixed)]
    ranges = _swapped(changes(words, split_words(fixed)), [w.text.lower() for w in words], good)
    examples = []
    for text, start, end in _sentences(found, words, ranges):
        last = end == len(words)
        own = [
            (a - start, b - start, good[c:d])
            for a, b, c, d in ranges
            if start <= a and b <= end and (a < end or last)
        ]
        examples.append(tagged(text, own))
    return examples


def _swapped(ranges: list[Change], old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """The same with a word that went and came again beside its neighbour as one change of two words."""
    found: list[Change] = []
    for change in ranges:
        if found:
            first, last = found[-1], change
            a, b, c, d = first[0], last[1], first[2], last[3]
            both = b - a == d - c == 2 and last[0] - first[1] == 1
            if both and list(old[a:b]) == [word.lower() for word in new[c:d]][::-1]:
                found[-1] = a, b, c, d
                continue
        found.append(change)
    return found


def _sentences(
    text: str, words: Sequence[Word], ranges: Sequence[Change]
) -> list[tuple[str, int, int]]:
    """Sentences with the range of their words; no change lies across an end."""
    found: list[tuple[str, int, int]] = []
    at = begin = first = last = 0
    parts = split(text, "en")
    for number, sentence in enumerate(parts, 1):
        stop = at + len(sentence.text)
        while last < len(words) and words[last].end <= stop:
            last += 1
        at = stop + len(sentence.tail)
        if number == len(parts) or not any(a < last < b for a, b, _, _ in ranges):
            found.append((text[begin:stop], first, last))
            begin, first = at, last
    return found


def examples_of(found: str, fixed: str, marked: str | None = None) -> list[Example]:
    """The examples of a row of labelled data, by its marks where it has some."""
    return [example(marked)] if marked else between(found, fixed)


def applied(given: Example) -> str:
    """The text of an example after its tags; what they cannot say is left as it is."""
    tags = [KEEP if tag is None else tag for tag in given.tags]
    return changed(given.text, pieces(given.text, given.words, tags))


def expressed(found: str, fixed: str, marked: str | None = None) -> Expressed:
    """How much of a correction tags can express: ``clean`` where nothing is wrong."""
    if normal(found) == normal(fixed):
        return "clean"
    done = " ".join(applied(one) for one in examples_of(found, fixed, marked))
    if normal(done) == normal(fixed):
        return "whole"
    nearer = edits(done, fixed).total() < edits(found, fixed).total()
    return "part" if nearer else "none"


def often(given: Iterable[Example], least: int) -> dict[str, int]:
    """The tags that occur in so many places, most frequent first, without that which keeps a word."""
    counts = Counter(tag for one in given for tag in one.tags if tag and tag != KEEP)
    return {tag: count for tag, count in counts.most_common() if count >= least}
