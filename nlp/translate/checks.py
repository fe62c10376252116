"""What is looked at in a translation: loops, emptiness, length, and what must have survived."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from nlp.protect import Span
from nlp.translate import degrees, negation
from nlp.translate.nine import nine_of_new
from nlp.translate.nonwords import nonwords
from nlp.translate.numbers import Stated, unsaid
from nlp.translate.terms import rendered

_WORD = re.compile(r"\w+")


KINDS = (
    "number", "money", "percent", "date", "time", "url", "email", "tag", "code", "quote", "name",
    "term", "twice", "negation", "word", "empty", "loop", "length", "script", "language", "confidence",
)  # fmt: skip
"""Every kind of finding, as docs/translation.md explains them."""


_NO_HOUR = re.compile(r"(?<![\d:.,])(?:1[3-9]|[2-9]\d|\d{3}) [ap]\.m\.")
_LEAST = ((160, 0.62), (80, 0.5), (40, 0.42))
"""Characters of a source, and the least share of them that its English has: of professional translations of the press
fewer than one in a thousand has less."""
_ONCE = frozenset(("money", "percent", "date", "time", "url", "email", "code"))


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


def repeated(decoded: str, symbols: Mapping[str, str]) -> list[Finding]:
    """Name every placeholder that the model wrote more than once: the source has each only once.

    Args:
        decoded: what the model wrote, placeholders and all.
        symbols: the placeholders that it was given, and the English of each.
    """
    return [Finding("twice", said) for symbol, said in symbols.items() if decoded.count(symbol) > 1]


def said_again(spans: Sequence[Span], source: str, english: str) -> list[Finding]:
    """Name every date, time, figure or address that stands oftener in the English than in the source.

    For what was decoded without placeholders. Names and small numbers are left out: English may have
    them of other words ("madrileño" is "of Madrid", "deux" is "2").
    """
    first = {_plain(span.english): span.english for span in spans if _told_once(span)}
    if not first:
        return []
    own, found = Counter(_plain(span.english) for span in spans if span.english), []
    left, outside = _plain(english), _plain(_without(spans, source))
    for form in sorted(own, key=lambda form: (-len(form), form)):
        pattern = re.compile(rf"(?<![\w.,]){re.escape(form)}(?!\w|[.,]\d)")
        left, said = pattern.subn(" ", left)
        if form in first and said > own[form] + len(pattern.findall(outside)):
            found.append(Finding("twice", first[form]))
    return found


def told_again(spans: Sequence[Span], source: str, english: str) -> list[Finding]:
    """Name what the English says twice and the source once: "the Spanish authority's Spanish authority has".

    Four words in a row, two of them long; none where the source repeats words, or has two terms for one English.
    """
    again = _runs(english, 4)
    if not again:
        return []
    stems = Counter(word[:5] for word in _WORD.findall(source.lower()) if len(word) > 3)
    if max(stems.values(), default=0) > 1:
        return []
    shown = Counter(_plain(span.english) for span in spans)
    for term, times in shown.items():
        if times > 1 or (" " in term and _plain(english).count(term) <= times):
            again = [run for run in again if not set(run.split()[1:-1]) <= set(term.split())]
    return [Finding("twice", again[0])] if again else []


def _runs(text: str, size: int) -> list[str]:
    """Runs of so many words that stand more than once in a text, less those of short words."""
    words = _WORD.findall(text.lower())
    runs = Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))
    return [
        " ".join(run)
        for run, times in runs.items()
        if times > 1 and sum(len(w) > 3 for w in run) > 1
    ]


def invented(source: str, lang: str, english: str) -> list[Finding]:
    """Name a nine that is in the English because "neuf" was taken for a number: it means new; and hours that
    no clock has, "48 a.m.", which are a length of time."""
    nine = [Finding("number", "nine: new")] if nine_of_new(source, lang, english) else []
    return nine + [Finding("time", hour[0]) for hour in _NO_HOUR.finditer(english)]


def unreadable(source: str, english: str) -> list[Finding]:
    """Name characters that the model spelled in bytes which are none, as it does for signs it never saw."""
    broken = "\ufffd" in english and "\ufffd" not in source
    return [Finding("script", "characters that are none")] if broken else []


def turned(source: str, lang: str, english: str) -> list[Finding]:
    """Name the negations that the English lacks, or has of its own, and "less" and "more" that it turned round."""
    said = (asked.unlike(source, lang, english) for asked in (negation, degrees))
    return [Finding("negation", wrong) for wrong in said if wrong]


def no_words(source: str, english: str) -> list[Finding]:
    """Name what is no word of English, nor of the source."""
    return [Finding("word", word) for word in nonwords(source, english)]


def _without(spans: Iterable[Span], source: str) -> str:
    """A sentence with white space where its spans are."""
    rest = list(source)
    for span in spans:
        rest[span.start : span.end] = " " * (span.end - span.start)
    return "".join(rest)


def _told_once(span: Span) -> bool:
    figure = span.kind == "number" and re.search(r"\d.?\d.?\d", span.english) is not None
    return figure or span.kind in _ONCE


def length_odd(source: str, english: str) -> bool:
    """Say whether a translation is far too short or too long for its source."""
    least = next((share for size, share in _LEAST if len(source) > size), None)
    return least is not None and not least <= len(english) / len(source) <= 2.5


def _plain(text: str) -> str:
    """Ignore what may vary rightly: quotes, spaces, percent signs, case."""
    text = text.lower().replace("’", "'").replace(" percent", "%").replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)
