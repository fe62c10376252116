"""Human post-edits of machine translation as marked sentences.

Only small repairs are of use to a model that reads English alone: a sentence is taken where each change is of a
few words and touches no name and no figure; what was left alone by its editor teaches what may stay.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path

from nlp.repair.edit.tags import Word, split
from training.repair.examples import changes

FILES = {  # those whose licence lets a model be shipped
    "mlqepe_ro-en": ("mt", "post_edit"),
    "mlqepe_et-en": ("mt", "post_edit"),
    "mlqepe_ru-en": ("mt", "post_edit"),
    "accept_forum_en": ("mt", "post_edit_0"),
}
WIDEST, MOST = 3, 4
"""Words of a change, and changes of a sentence, at most."""


def post_edits(shared: Path) -> Iterator[str]:
    """Marked sentences of every file."""
    for name, (mt, edited) in FILES.items():
        for row in table(shared / f"corpora/repair/{name}.tsv.xz"):
            if marked := marked_from(row[mt], row[edited]):
                yield marked


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a compressed TSV file with a header."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        header = next(lines).rstrip("\n").split("\t")
        for line in lines:
            yield dict(zip(header, line.rstrip("\n").split("\t"), strict=True))


def marked_from(before: str, after: str) -> str | None:
    """The marked sentence that leads from one text to the other; None where more than small words change."""
    if any(c in before + after for c in "{}|") or "  " in before + after:
        return None
    old, new = split(before), split(after)
    if not 4 <= len(old) <= 45 or not new or before[:1].islower():
        return None
    found = changes(old, new)
    if len(found) > MOST or any(_wide(old[a:b], new[c:d]) for a, b, c, d in found):
        return None
    out, at = "", 0
    for a, b, c, d in found:
        if a == 0 and (a == b or c == d):  # another word would get or lose the capital
            return None
        start = old[a].start if c < d and a < b else old[a - 1].end
        end = old[b - 1].end if a < b else start
        good = after[new[c].start : new[d - 1].end] if c < d else ""
        out += f"{before[at:start]}{{{before[start:end]}|{' ' * (a == b)}{good}}}"
        at = end
    return out + before[at:]


def _wide(old: list[Word], new: list[Word]) -> bool:
    """True for a change of many words, of a name, a figure or a mark of punctuation."""
    texts = [w.text for w in [*old, *new]]
    odd = any(t[0].isupper() or any(c.isdigit() for c in t) or not t[0].isalpha() for t in texts)
    return odd or len(old) > WIDEST or len(new) > WIDEST
