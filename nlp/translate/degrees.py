"""More and less that a translation lost or turned round: "moins d'un hôpital sur trois" is not "better than one".

Looked at are "moins de" and "menos de", "plus de" and "más de" before what is counted. English has many words for
both, and a sentence that holds one of them passes: what is named here lacks them all.
"""

from __future__ import annotations

import re

_COUNTED = {
    "fr": r"(?:\d|⟦|une? |(?:la |le )?(?:moitié|tiers|quart|dixième)|deux|trois|quatre|cinq|six|sept|huit|dix|douze|quinze|vingt|trente|"
    r"quarante|cinquante|soixante|cent|mille)",
    "es": r"(?:\d|⟦|una? |(?:la )?(?:mitad|tercera parte|cuarta parte|tercio|cuarto)|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|"
    r"quince|veinte|treinta|cuarenta|cincuenta|cien|mil)",
}
_LESS = {
    "fr": rf"(?<!au )(?<!du )(?<!ou )(?<!en )(?<!de )(?<!ni )(?<!\w)moins (?:de |d['’])(?={_COUNTED['fr']})",
    "es": rf"(?<!al )(?<!lo )(?<!o )(?<!ni )(?<!\w)menos (?:de |del )(?={_COUNTED['es']})",
}
_MORE = {
    "fr": rf"(?<!n['’]a )(?<!n['’]ont )(?<!n['’]y a )(?<!ni )(?<!ou )(?<!de )(?<!le )(?<!les )(?<!la )(?<!\w)plus (?:de |d['’])(?={_COUNTED['fr']})",
    "es": rf"(?<!no )(?<!ni )(?<!o )(?<!\w)más (?:de |del )(?={_COUNTED['es']})",
}
_CUES = {"fr": ("moins", "plus"), "es": ("menos", "más")}
_FOUND = {
    lang: tuple(re.compile(table[lang], re.IGNORECASE) for table in (_LESS, _MORE))
    for lang in ("fr", "es")
}
_DENIED = re.compile(r"(?<!\w)(?:n['’]|ne |pas |no |nunca |jamais |ni )", re.IGNORECASE)
_SAYS = (
    re.compile(
        r"(?<!\w)(?:less|fewer|lowest|least|under|below|within|not|n['’]t|sub|short|shy|minus|lower|smaller|younger|inside|"
        r"barely|nearly|almost|up to|at most|maximum|minority|few)(?!\w)|n['’]t(?!\w)|<|sub-",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!\w)(?:more|over|above|exceed\w*|greater|plus|beyond|older|upwards?|top(?:s|ped|ping)?|surpass\w*|in excess|longer|"
        r"higher|larger|bigger|another|extra|additional|further|most|majority|no|not|multiple|past|since|well|upper|other|"
        r"after|and a half|at least)(?!\w)|n['’]t(?!\w)|>|\d\+",
        re.IGNORECASE,
    ),
)


def unlike(source: str, lang: str, english: str) -> str:
    """The "less" or "more" of a source that its English lacks, or "".

    >>> unlike("Moins d'un tiers a répondu.", "fr", "Better than a third responded.")
    "lost: Moins d'"

    Args:
        source: the sentence that was translated.
        lang: "fr" or "es".
        english: its English.
    """
    low = source.lower()
    for cue, pattern, says in zip(_CUES[lang], _FOUND[lang], _SAYS, strict=True):
        if cue not in low or says.search(english):
            continue
        found = pattern.search(source)
        if found and not _DENIED.search(source, max(0, found.start() - 20), found.start()):
            return f"lost: {found[0].strip()}"
    return ""
