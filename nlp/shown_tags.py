"""Whether a text in French, Spanish or English speaks of an HTML tag that stands in it, or is marked up by it.

"La balise <b>", "the <b> and <i> tags", "« <br> »" show a tag; "300 <b>balises</b> RFID" does not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

_NOUN = r"(?:balises?|tags?|etiquetas?|markup|[ée]l[ée]ments?|elementos?|attribut[eo]?s?|atributos?|code|c[óo]digo)"
_ANY = re.compile(rf"(?<!\w){_NOUN}(?!\w)|\bHTML\b|\bXML\b", re.I)
_NAMED = re.compile(rf"(?<!\w)(?:{_NOUN} (?:HTML|XML)|(?:HTML|XML)[ -]{_NOUN})(?!\w)", re.I)
"""What is said of tags that are shown, beyond doubt: "the HTML element"."""
_BEFORE = re.compile(
    r"(?<!\w)(?:balises?|tags?|etiquetas?|markup|(?:[ée]l[ée]ments?|elementos?|attribut[eo]?s?|atributos?|code|"
    r"c[óo]digo) (?:HTML|XML)|(?:the|an?) elements?|(?:HTML|XML) [\w-]+|(?:in|en) (?:HTML|XML),?)(?: (?:HTML|XML))?[ \u00a0]+(?:[\"'«“`(]\s*)?$",
    re.I,
)
"""The same right before a tag: "la balise <b>"."""
_AFTER = re.compile(
    r"(?:[ ,]*(?:and|or|et|ou|y|o)?\s*</?\w+>)*\s+(?:HTML |XML )?(?:tags?|elements?|attributes?)(?!\w)",
    re.I,
)
"""The same right after one, as in English: "the <b> and <i> tags"."""
_IS = re.compile(
    rf" (?:is|est|es) (?:an?|une?|una?) (?:{_NOUN} (?:HTML|XML)|(?:HTML |XML )?{_NOUN})(?!\w)", re.I
)
_JOINED = re.compile(
    r"[ \u00a0]*(?:,|;|/|…|\.\.\.|et|ou|e|y|o|u|and|or|with|avec|con)?[ \u00a0]*", re.I
)
_SENTENCE = re.compile(r"[.!?…]\s|\n|[.!?…]$")
_QUOTED = frozenset(("«»", "“”", '""', "``", "''", "‘’"))
"""Marks between which a tag stands alone where it is shown."""
_SPACES = " \t\u00a0\u202f"
_NEAR = 60


class Speech:
    """Which of a text's tags are shown; asked of one tag after the other.

    ``parts`` tells of a tag's name whether it parts lines: such a tag is most likely markup.
    """

    def __init__(
        self, text: str, tags: Sequence[re.Match[str]], parts: Callable[[str], bool]
    ) -> None:
        self._text = text
        self._tags = tags
        self._parts = parts
        self._partner = _partners(tags)
        self._shown: set[int] = set()
        self._spoken = _ANY.search(text) is not None

    def shows(self, index: int, before: str) -> bool:
        """Whether the tag is shown; ``before`` is what precedes it, less the tags that went."""
        shown = self._shows(index, before)
        if shown:
            self._shown.add(index)
        return shown

    def _shows(self, index: int, before: str) -> bool:
        tag = self._tags[index]
        partner = self._partner.get(index)
        after = self._text[tag.end() : tag.end() + _NEAR]
        if before.rstrip(_SPACES)[-1:] + after[:3].lstrip(_SPACES)[:1] in _QUOTED:
            return True
        if partner is not None and partner < index:  # an end goes as its start went
            return partner in self._shown
        if not self._spoken or "=" in tag[0] or not tag["name"]:
            return False
        wraps = partner is not None and not self._joins(index, partner)
        if not self._parts(tag["name"]) and self._named(before, after, partner if wraps else None):
            return True
        return not wraps and self._beside(index, before, after)

    def _joins(self, index: int, partner: int) -> bool:
        """Whether a pair holds no text of its own: "<b> et </b>"."""
        inner = self._text[self._tags[index].end() : self._tags[partner].start()]
        return len(inner) < _NEAR and _JOINED.fullmatch(inner) is not None

    def _named(self, before: str, after: str, partner: int | None) -> bool:
        if _NAMED.search(_SENTENCE.split(before)[-1]):
            return True
        if partner is None:
            return _NAMED.search(_SENTENCE.split(after)[0]) is not None
        end = self._tags[partner].end()
        return _NAMED.match(self._text[end : end + _NEAR].lstrip(_SPACES)) is not None

    def _beside(self, index: int, before: str, after: str) -> bool:
        """Whether it is said right before or after the tag, or of the one before it."""
        tag = self._tags[index]
        if self._parts(tag["name"]) and (
            after[:1].isalnum() or after.lstrip()[:1].isupper() or after[:1] == "<"
        ):
            return False
        if (
            _BEFORE.search(before)
            or (before[-1:] in _SPACES and _AFTER.match(after))
            or _IS.match(after)
        ):
            return True
        if index - 1 not in self._shown:
            return False
        between = self._text[self._tags[index - 1].end() : tag.start()]
        if self._parts(tag["name"]):
            return _JOINED.fullmatch(between[:_NEAR]) is not None
        return len(between) < _NEAR and _SENTENCE.search(between) is None


def _partners(tags: Sequence[re.Match[str]]) -> dict[int, int]:
    """For each tag of a pair the other one; pairs of one name may stand in each other."""
    found: dict[int, int] = {}
    opened: dict[str, list[int]] = defaultdict(list)
    for index, tag in enumerate(tags):
        name = (tag["name"] or "").lower()
        if not tag["end"]:
            opened[name].append(index)
        elif opened[name]:
            found[index] = opened[name].pop()
            found[found[index]] = index
    return found
