"""What is looked at in a translation: loops, emptiness, length, and what must have survived."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nlp.protect import Span
from nlp.translate.numbers import Stated, unsaid
from nlp.translate.terms import rendered

_WORD = re.compile(r"\w+")


KINDS = (
    "number", "money", "percent", "date", "time", "url", "email", "tag", "code", "quote", "name",
    "term", "empty", "loop", "length", "script", "language", "confidence",
)  # fmt: skip
"""Every kind of finding, as docs/translation.md explains them."""


class Finding(NamedTuple):
    """Something a reader should look at: `kind` is a short code, `detail` says what."""

    kind: str
    detail: str


def loops(text: str) -> bool:
    """Say whether words go round: one to six words three times in a row or more.

    A single word must come four times ("non, non, non" is speech).
    """
    words = _WORD.findall(text.lower())
    for size in range(1, 7):
        needed = 4 if size == 1 else 3
        run = 1
        for i in range(size, len(words) - size + 1):
            run = run + 1 if words[i] == words[i - size] else 1
            if run > size * (needed - 1):
                return True
    return False


def missing(spans: Iterable[Span], english: str, numbers: Sequence[Stated] = ()) -> list[Finding]:
    """Name every protected span whose English, or an equal of it, is not in the translation.

    `numbers` are those that the source has in words (`nlp.translate.numbers`): they may be said in
    other ways, whether they are protected spans or not.
    """
    plain, own = _plain(english), {(n.start, n.end) for n in numbers}
    lost = [s for s in spans if (s.start, s.end) not in own and not _there(s, plain, english)]
    lost += [number.span for number in unsaid(numbers, english)]
    return [Finding(span.kind, span.english) for span in lost]


def _there(span: Span, plain: str, english: str) -> bool:
    if span.kind == "term":
        return any(rendered(form, english) for form in (span.english, *span.also))
    equal = span.also if span.kind == "time" else ()
    return any(_plain(form) in plain for form in (span.english, *equal))


def length_odd(source: str, english: str) -> bool:
    """Say whether a translation is far too short or too long for its source."""
    return len(source) > 40 and not 0.35 <= len(english) / len(source) <= 2.5


def _plain(text: str) -> str:
    """Ignore what may vary rightly: quotes, spaces, percent signs, case."""
    text = text.lower().replace("’", "'").replace(" percent", "%").replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)
