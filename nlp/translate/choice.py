"""Which of several decodings of a sentence reads better, where what they lack does not tell.

A sentence that lost a glossary term is decoded in two halves. Halves have the term oftener, and pay for it with
grammar: the second begins with a pronoun that the source has not ("The contract, ..., it was passed"), marks are
lost where it was cut. Such halves do not take the place of a whole sentence that lacks but a term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.translate.closings import MARK

_PRONOUN = re.compile(r"(?:I|You|He|She|It|They|We|There|This|That|These|Those)(?!\w)")
_OWN = re.compile(
    r"(?:(?:et|y|mais|pero|car|e|ni|que|qu['’]|où|donde|cuando|quand|si|s['’]|comme|como) ?)?"
    r"(?:ils?|elles?|c['’]|ce(?:la|ci|t|tte|s)?|ça|on|nous|vous|j['’]|je|lui|eux|él|ell[ao]s?|est[aeo]s?|es[aeo]s?|aquell?[ao]?s?|yo|nosotros|"
    r"ustede?s?|hay|había|habrá|hubo|se|le|les|lo|la|los|las|no|ne|n['’]|y)(?!\w)",
    re.IGNORECASE,
)
"""What a source may begin with where its English begins with a pronoun; Spanish leaves its own out before a verb,
which only what follows here is sure to be no sign of."""
_NO_VERB = re.compile(
    r"(?:que|quien(?:es)?|qui|dont|où|donde|cuy[ao]s?|de|del|en|à|a|al|au|aux|para|pour|par|por|con|avec|sin|sans|tras|después|après|"
    r"según|selon|sous|bajo|sobre|sur|entre|hasta|desde|depuis|durante|pendant|contre|contra|ante|devant|chez|dans|"
    r"[\w-]+(?:ando|iendo|ant|ad[oa]s?|id[oa]s?))(?!\w)",
    re.IGNORECASE,
)
_LESS_SURE = 0.1
"""By how much the mean log-probability of a token may fall for a term."""


def broken(source: str, english: str) -> int:
    """How many kinds of marks an English sentence has not as its source has them: quotation marks, semicolons.

    >>> broken("« Rien », dit-il.", '"Nothing, he says.')
    1
    """
    marks = len(MARK.findall(english)) != len(MARK.findall(source))
    return marks + (english.count(";") > source.count(";"))


def spare_subject(lang: str, source: str, english: str) -> bool:
    """Whether the English of a part begins with a pronoun that its source has not.

    Args:
        lang: "fr", where every verb has its subject, or "es", where it may be left out.
        source: a part of a sentence, behind a cut.
        english: its English.
    """
    if not _PRONOUN.match(english) or _OWN.match(source):
        return False
    return lang == "fr" or _NO_VERB.match(source) is not None


def stands(
    lang: str,
    whole: tuple[str, str, float],
    halves: Iterable[tuple[str, str, float]],
    joined: str,
    only_terms: bool,
) -> bool:
    """Whether a sentence decoded in halves may take the place of the whole of it, as grammar goes.

    Args:
        lang: "fr" or "es".
        whole: source, English and mean log-probability of the sentence decoded as one.
        halves: those of its parts, in order.
        joined: the English of the parts joined.
        only_terms: nothing but terms is missing in the whole.
    """
    source, english, score = whole
    parts = list(halves)
    if broken(source, joined) > broken(source, english):
        return False
    if not only_terms:
        return True
    if any(spare_subject(lang, own, said) for own, said, _ in parts[1:]):
        return False
    weights = [max(len(own), 1) for own, _, _ in parts]
    mean = sum(w * part[2] for w, part in zip(weights, parts, strict=True)) / sum(weights)
    return mean >= score - _LESS_SURE
