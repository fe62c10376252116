"""Marks of a sentence that tell whether it reports an event, or a plan, a denial, an old story, a description.

A decision about further types (:mod:`nlp.classify.secondary`) weighs them type by type: "could buy", "denies that",
"had been bought in 2018" and "employs 120 people" name an event or its parties and report none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ENDING = r"\w+(?:ed|en|t|d|n)\b"
_WORDS = {
    "question": r"\?[”\"»’']?$",
    "stays": r"\b(?:keeps?|kept|remains?|stay(?:s|ed)?|unchanged|retains?|continues?|still)\b",
    "plan": (
        r"\b(?:could|may|might|would|should|can|ought|hop(?:es?|ed|ing)|plan(?:s|ned|ning)? (?:to|for|on)|planned"
        r"|want(?:s|ed)?|wish(?:es|ed)?|intend(?:s|ed)?|consider(?:s|ed|ing)|expect(?:s|ed)?|if|whether|unless|possibl[ey]"
        r"|likely|talks|thought about|studied|ask(?:s|ed|ing)? (?:for|to)|call(?:s|ed|ing) (?:for|on)|propos(?:es|ed)"
        r"|appl(?:y|ied|ies|ication)|seek(?:s|ing)?|sought|aims?|threat\w*|fears?|risks?|provided that|yet to|remains? to)\b"
    ),
    "future": (
        rf"\b(?:will|shall|(?:is|are|due) to|from (?:{_MONTHS})|next (?:year|month|spring|summer|autumn|winter))\b"
    ),
    "denial": (
        r"(?i)\b(?:not|no|never|nobody|no one|nothing|neither|nor|without|cannot|den(?:y|ies|ied|ying)"
        r"|rul(?:es?|ed|ing) out|refus\w+|declin(?:es|ed|ing)|\w+n['’]t|instead of|rather than|far from)\b"
    ),
    "earlier": (
        rf"\b(?:had (?:not |never |already |also |then |just )?(?:been )?{_ENDING}|had been|years? ago"
        r"|(?:[Ii]n|[Ss]ince) (?:\w+ )?(?:19|20)\d\d|previous(?:ly)?|former(?:ly)?|earlier|at the time|used to"
        r"|until (?:now|then)|last year|once)\b"
    ),
    "perfect": (
        r"\b(?:has|have) (?:\w+ ){0,2}?(?:been |just |also |already |now |since )*\w+(?:ed|en|t|d|n|ade|one)\b"
    ),
    "passive": rf"\b(?:was|were) (?:\w+ )?{_ENDING}",
    "past": (
        r"\b(?:\w{2,}ed|was|were|went|left|took|gave|won|bought|sold|chose|fell|rose|put|made|came|became|held|cut|lost"
        r"|began|paid|kept|found|said|told)\b"
    ),
    "said": (
        r"^[“\"«'‘]|[”\"»],? (?:says|said|adds|added|sums|explains)"
        r"|\b(?:says|said|adds|added|explains|explained|comments|jokes|admits|according to|writes)\b"
    ),
    "money": (
        r"[€£$]\s?\d|\b\d[\d.,]* ?(?:million|billion|thousand|euros?|dollars?|pesos|francs|soles)\b"
    ),
    "figure": r"\d",
    "day": (
        rf"\b(?:{_WEEKDAYS}|{_MONTHS.replace('May|', '')}|yesterday|today"
        r"|last (?:week|month|spring|summer|autumn|winter)|this (?:week|month)|the same day|\d+ May|May \d+)\b"
    ),
    "name": rf"(?<=[a-z,;] )(?!(?:{_WEEKDAYS}|{_MONTHS}|I)\b)[A-ZÀ-Þ][\w'’-]+",
    "state": (
        r"\b(?:is|are|employs?|runs?|manages?|accounts? for|ha(?:s|ve) (?:an?|about|some|a total|\d)|costs?|uses?|works?"
        r"|serves?|equips?|sells?|totals?|amounts?)\b"
    ),
    "besides": (
        r"\b(?:also|meanwhile|in addition|at the same time|separately|moreover|besides|in turn|on the (?:same|other)"
        r"|the same (?:day|week|month)|as well|furthermore|for (?:its|his|her) part)\b"
    ),
    "elsewhere": (
        r"\b(?:elsewhere|other (?:hospitals|regions|countries|companies)|similar|nationally|across the country|worldwide"
        r"|like many|such as|for (?:example|instance))\b"
    ),
}
_PATTERNS = [re.compile(pattern) for pattern in _WORDS.values()]
_READ = 1_000  # characters of a sentence that are read
_SHORT, _LONG = 9, 30  # words
MARKS = (*_WORDS, "place", "last", "title", "short", "long")
"""Names of the marks, in the order of the columns of :func:`marks_of`."""


def marks_of(sentences: Sequence[str]) -> NDArray[np.float32]:
    """The marks (sentences, marks) of an article's title and sentences, in order."""
    found = np.zeros((len(sentences), len(MARKS)), dtype=np.float32)
    end = max(1, len(sentences) - 1)
    for row, sentence in enumerate(sentences):
        text, words = sentence[:_READ], len(sentence.split())
        found[row, : len(_PATTERNS)] = [bool(p.search(text)) for p in _PATTERNS]
        found[row, len(_PATTERNS) :] = (
            row / end,
            row == len(sentences) - 1,
            row == 0,
            words < _SHORT,
            words > _LONG,
        )
    return found
