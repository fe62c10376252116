"""The pattern language of the tables of phrases, and what a text must have for a pattern to match.

Patterns are words separated by blanks:

    a/b/c     one of these, captured          [a/b]   optional, not captured
    _         one word, captured              _+      one to three words, captured
    #         a figure, captured              ^ $     start and end of a sentence (first, last token)

A ``+`` stands for a blank inside an alternative.
"""

from __future__ import annotations

import re
from itertools import pairwise, product

from nlp.tables import words

WORDS = re.compile(r"[^\W_]+")
_NEVER = -10_000
# So common that they make poor triggers.
_DULL = words(
    "the a an of to in on at for by with and or is are was were has have had be it its that "
    "which from as "
)


def regex_of(pattern: str) -> tuple[str, tuple[tuple[int, tuple[str, ...]], ...]]:
    """A pattern as a regular expression; of its groups that are alternatives, the number and those."""
    parts: list[str] = []
    options: list[tuple[int, tuple[str, ...]]] = []
    groups = 0
    gap = ""
    tokens = pattern.split(" ")
    for number, token in enumerate(tokens, 1):
        last = number == len(tokens) or tokens[number] == "$"
        if token == "^":
            parts.append(r"(?:(?<=^)|(?<=[.!?] )|(?<=[\"\u201c\n]))")
        elif token == "$":
            parts.append(r"(?=[.,;:!?)\"\u201d]|\s*$)")
            gap = ""
        elif token == ",":
            parts.append(",")
            gap = r"\s+"
        elif token.startswith("["):
            inner = "|".join(_literal(t) for t in token[1:-1].split("/"))
            parts.append(rf"(?:{gap}(?:{inner}))?" if last else rf"{gap}(?:(?:{inner})\s+)?")
            gap = ""
        else:
            body = _piece(token)
            groups += body.startswith("(")
            if "/" in token:
                choices = tuple(t.replace("+", " ").lower() for t in token.split("/"))
                options.append((groups, choices))
            parts.append(gap + body)
            gap = r"\s+"
    joined = "".join(parts)
    head = "" if joined.startswith(("(?:(?<=^)", ",")) else r"(?<![\w'\u2019-])"
    tail = "" if joined.endswith(r"\s*$)") else r"(?![\w\u2019]|'\w|-\w)"
    return head + joined + tail, tuple(options)


def _piece(token: str) -> str:
    if token == "_":
        return r"([\w'\u2019-]+)"
    if token == "_+":
        return r"([\w'\u2019-]+(?:\s[\w'\u2019-]+){0,2}?)"
    if token == "#":
        return r"((?:19|20)\d\d[/-](?:19|20)?\d\d(?!\d)|[\u20ac$]?\d+(?:[.,]\d+)*%?(?!\d|[.,]\d|/\d)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty)"
    if "/" in token:
        return "(" + "|".join(_literal(t) for t in token.split("/")) + ")"
    return _literal(token)


def _literal(word: str) -> str:
    return re.escape(word.replace("+", " ")).replace(r"\ ", r"\s+").replace("'", "['\u2019]")


def triggers_of(pattern: str) -> tuple[str, ...]:
    """Words of which one must stand in a text that the pattern can match."""
    best: tuple[str, ...] = ()
    score = 2 * _NEVER
    for token in pattern.split(" "):
        if token in ("^", "$", ",", "_", "_+", "#") or token.startswith("["):
            continue
        words = tuple(map(_longest, token.lower().replace("+", " ").split("/")))
        if "" in words:
            continue
        rank = min((_NEVER if w in _DULL else len(w)) for w in words) - len(words)
        if rank > score or not best:
            best, score = words, rank
    if not best:
        raise ValueError(f"no word to look for in {pattern!r}")
    return best


def _longest(text: str) -> str:
    """The longest word of a text in lower case; of equal ones the first, of none the empty one."""
    return text if text.isalnum() else max(WORDS.findall(text) or [""], key=len)


def needs_of(pattern: str) -> frozenset[str]:
    """Words that every text has in which the pattern matches."""
    plain = [
        t for t in pattern.split(" ") if "/" not in t and t[:1] not in ("[", "_", "#", "^", "$")
    ]
    return frozenset(w for t in plain for w in WORDS.findall(t.lower()))


def choices_of(pattern: str) -> tuple[frozenset[str], ...]:
    """Sets of words, of each of which every text that matches has one: those of alternatives."""
    found = []
    for token in pattern.split(" "):
        if "/" not in token or token[:1] in ("[", "_", "#", "^", "$"):
            continue
        own = [WORDS.findall(choice.lower().replace("+", " ")) for choice in token.split("/")]
        if all(own):
            found.append(frozenset(max(words, key=len) for words in own))
    return tuple(found)


def neighbours_of(pattern: str) -> tuple[frozenset[tuple[str, str]], ...]:
    """Sets of pairs of words, of each of which every text that matches has one, side by side."""
    tokens = [
        None
        if token in ("^", "$", ",") or token[:1] in ("[", "_", "#")
        else [WORDS.findall(choice.lower().replace("+", " ")) for choice in token.split("/")]
        for token in pattern.split(" ")
    ]
    return tuple(
        frozenset((one[-1], other[0]) for one, other in product(first, second))
        for first, second in pairwise(tokens)
        if first and second and all(first) and all(second)
    )
