"""What the whole article tells: style, persons, organisations, the ledger of names.

Facts are computed from the text as it stands (and the sources), so that a second repair of the
same text sees the same facts and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nlp.calendar import MONTH
from nlp.repair.ledger import Ledger, build_ledger
from nlp.repair.people import Cast, read_cast
from nlp.tables import words

_US = re.compile(
    rf"\b(?:{MONTH})"
    r" \d{1,2}(?:st|nd|rd|th)?\b(?!,? ?\d{1,2}:)|\d [ap]\.m\.|izations?\b"
    r"|\b(?:center|centers|program|color|labor|favor|canceled|traveled|meters|fiber)\b"
)
_UK = re.compile(
    rf"\b\d{{1,2}} (?:{MONTH})\b"
    r"|isations?\b|\b(?:centre|centres|programme|programmes|colour|labour|"
    r"favour|behaviour|metres|fibre|cancelled)\b|\b(?:[01]\d|2[0-3]):[0-5]\d\b"
)
_SOFTWARE = re.compile(
    r"\b(?:software|EHRs?|EPRs?|DPI|HCE|SaaS|hospital information systems?|patient records?|vendors?|"
    r"health records?|electronic prescri\w+|interoperab\w+|IT (?:vendor|company|department|system)s?)\b"
)
_PRESS = re.compile(
    r"\b(?:[Jj]ournal of|editor-in-chief|manuscripts?|peer[- ]review\w*|novels?|Elsevier|Springer|Lancet|newsroom|"
    r"columnists?|newspaper's|the journal)\b"
)
_PAST_YEAR = re.compile(
    r"\b(?:was|were|had|signed|founded|created|launched|said|bought|acquired|sold|won|awarded|"
    r"joined|opened|started|announced|published|installed)\b[^.;\n]{0,80}?\b((?:19|20)\d\d)\b"
    r"|\b(?:[Ff]ounded|[Cc]reated|[Ss]ince|[Bb]ought|[Ii]n)(?: in)? ((?:19|20)\d\d)\b,? [^.;\n]{0,60}?"
    r"\b(?:was|were|had|signed|said|bought|acquired|sold|won|joined|opened|started)\b"
)


@dataclass(frozen=True)
class Facts:
    """The article in a nutshell, as far as the rules need it."""

    style: str = "found"
    software_house: bool = False
    press: bool = False
    past_year: int = 2012
    cast: Cast = field(default_factory=Cast)
    ledger: Ledger = field(default_factory=Ledger)
    first_ght: int = -1
    organisations: frozenset[str] = frozenset()
    starred: bool = False
    euro_sign: bool = False
    """Amounts are written "€3,000" in this article, and not "3,000 euros"."""

    def is_name(self, word: str) -> bool:
        """True when the word is part of a person's name in this article."""
        return any(word in person.name.split() for person in self.cast.people)

    @classmethod
    def of(
        cls,
        texts: Sequence[str],
        sources: Sequence[str | None],
        style: str,
        year: int | None = None,
        damaged: bool = False,
    ) -> Facts:
        """Read the facts from all English segments of an article and their sources."""
        whole = "\n".join(texts)
        source = "\n".join(s for s in sources if s)
        return cls(
            style=style_of(whole, damaged) if style == "found" else style,
            software_house=_SOFTWARE.search(whole) is not None,
            press=_PRESS.search(whole) is not None,
            past_year=_past_year(whole, year) if " will " in whole else 0,
            first_ght=_first_ght(texts),
            euro_sign=_EURO_SIGN.search(whole) is not None and _EUROS.search(whole) is None,
            starred=_STARRED.search(whole) is not None and _FOOTNOTE.search(whole) is None,
            organisations=_organisations(whole) if _PRONOUN.search(whole) else frozenset(),
            cast=read_cast(texts, source),
            ledger=build_ledger(whole, source),
        )


_EURO_SIGN = re.compile(r"\u20ac\d")
_EUROS = re.compile(r"\d,\d{3} euros\b|\d million euros\b")
_STARRED = re.compile(r"[ (]\*[^\W\d_]{2}")
_FOOTNOTE = re.compile(r"\w\*")
_PRONOUN = re.compile(r"\b(?:[Ss]he|[Hh]e|[Hh]er|[Hh]is|[Hh]im)\b")
_ORG_NAMES = re.compile(
    r"\b(?:company|firm|vendor|editor|publisher|group|start-?up|supplier|multinational|subsidiary|laboratory|giant|"
    r"specialist|integrator|operator|manufacturer|insurer|provider|association|federation|agency|network)"
    r"(?:,| called| named)? ([A-Z\u00c0-\u00de][\w\u00c0-\u024f-]+)"
    r"|\b([A-Z\u00c0-\u00de][\w\u00c0-\u024f-]+) (?:management|France|Spain|Group|Health|Technologies|Software|SA|SAS|SL|Inc|"
    r"GmbH|Syst\u00e8mes|Systems|Labs?|Medical|Healthcare|Solutions)\b"
    r"|\b([A-Z\u00c0-\u00de][\w\u00c0-\u024f-]+)(?:'s|\u2019s) (?:software|solutions?|customers|platform|revenue|activities|"
    r"shareholders|products?|subsidiary|headquarters|systems?)\b"
)


_ACRONYMS = re.compile(r"\b[Tt]he ([A-Z][A-Z-]{2,})(?=[ ,.;]|'s )|\(([A-Z][A-Z-]{2,})\)")
_NO_BODIES = words(
    "CEO CIO CTO CFO COO CISO CMO CMIO DPO CDO MEP DSI RSSI PDG EHR EPR EMR DMP DPI HIS LIS RIS PACS "
    "ERP CRM GDPR RGPD MRI ICU API VPN SME SMES PDF SMS GPS IPP INS NIR APP COVID SARS AIDS HIV HTML "
    "HCE SIH HIE SAAS URL DNA RNA VAT TVA GDP PIB"
)
"""Acronyms behind "the" that are persons or things."""


def _organisations(text: str) -> frozenset[str]:
    """Names that the article shows to be those of organisations."""
    named = {name for found in _ORG_NAMES.findall(text) for name in found if name}
    short = {name for found in _ACRONYMS.findall(text) for name in found if name}
    return frozenset(named | short - _NO_BODIES)


def _first_ght(texts: Sequence[str]) -> int:
    """The segment that first says GHT, -1 where none does or the article spells it out."""
    if any("(GHT" in text for text in texts):
        return -1
    return next((i for i, text in enumerate(texts) if re.search(r"\bGHTs?\b", text)), -1)


def style_of(text: str, damaged: bool) -> str:
    """``us``, ``uk`` or ``found`` where nothing tells. In a damaged article a comma behind the
    closing mark is that of the French or Spanish original, and no sign of British English."""
    us = len(_US.findall(text)) + text.count(',"') + text.count('."')
    uk = len(_UK.findall(text)) + (0 if damaged else text.count('",'))
    if us > uk:
        return "us"
    return "uk" if uk > us else "found"


def _past_year(text: str, published: int | None) -> int:
    """The last year that is over for this article: before it appeared, else what it tells itself."""
    if published:
        return published - 1
    years = [int(a or b) for a, b in _PAST_YEAR.findall(text)]
    return max([2012, *years])
