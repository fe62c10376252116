"""What is left of a line beside spam: news that it was glued to, or the rest of the spam itself.

Short news looks like spam in such company, and half of a spam like news. Told apart by what news
does not do: ask a question that the spam answers, speak to its reader or of itself, read a little like spam.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.separate.context import CONTENT, SPAM, names_of, stems
from nlp.separate.view import view

MIN_NEWS = 25
"""Characters that news beside something glued to it must have."""

_CONTENT, _SPAM = 0.9, 0.02  # probabilities by itself
_HOOK = 60  # characters of a question
_CALM = 90  # characters of a sentence that goes on with the spam beside it
_READER = re.compile(
    r"\b(?:you|your|yours|yourself|vous|votre|vos|tu|toi|ton|tes|usted|ustedes|tus?|te|ti|contigo"
    r"|we|our|notre|nuestr[oa]s?)\b",
    re.IGNORECASE,
)
_QUOTED = tuple(
    (closing, re.compile(f"{opening}[^{closing}]*{closing}"))
    for opening, closing in ("«»", "“”", '""')
)
_WANTS = re.compile(
    r"\b(?:need|want|looking|tired|besoin|envie|marre|necesit\w+|busc[aá]s?|quier[eo]s?|quer[eé]s)\b",
    re.IGNORECASE,
)


def reads_as_news(text: str, alone: Sequence[float]) -> bool:
    """Whether what is left may be news; ``alone`` are its probabilities by itself."""
    if len(text.strip()) < MIN_NEWS or alone[CONTENT] < _CONTENT or alone[SPAM] > _SPAM:
        return False
    return _READER.search(unquoted(text)) is None and not is_hook(text)


def unquoted(text: str) -> str:
    """The text without what it quotes; time in proportion to its length.

    Behind the last closing mark nothing is sought: each opening one would be followed to the end.
    """
    for closing, quoted in _QUOTED:
        end = text.rfind(closing) + 1
        text = quoted.sub(" ", text[:end]) + text[end:]
    return text


def is_hook(text: str) -> bool:
    """Whether a text is a short question, as spam begins with ("Need a loan?").

    Not that of an interview, whose dash tells it.
    """
    bare = text.strip()
    return len(bare) <= _HOOK and bare.endswith("?") and bare[0] not in "—–-"


def leads_to_spam(text: str) -> bool:
    """Whether a sentence right before spam is of it: a short question to the reader."""
    return is_hook(text) and bool(_READER.search(text) or _WANTS.search(text))


def goes_with_spam(text: str, spam: str, rest: str) -> bool:
    """Whether a short sentence beside ``spam`` is of it: "There is no time like the present!".

    It speaks to its reader, calls out, or says words of the spam; it names nobody, quotes nobody and says
    no word of the ``rest`` of its paragraph.
    """
    bare = text.strip()
    if len(bare) > _CALM or any(mark in bare for mark in '«»“”"') or names_of(bare):
        return False
    said = stems(view(bare).text)
    if said & stems(view(rest).text):
        return False
    calls = bare.endswith("!") or _READER.search(bare) is not None
    return calls or bool(said & stems(view(spam).text))
