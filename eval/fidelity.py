"""What must survive translation, counted against the references: figures, names, glossary terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from eval.figures import KINDS, Figure, compare
from eval.numerals import backed, shown, without_currency
from eval.translation_sets import TestSet
from nlp.glossary import Glossary
from nlp.translate.terms import TermFinder, rendered

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")


class Wanted(NamedTuple):
    """One thing that a reference holds: its sort, what it is, and whether the output has it."""

    sort: str  # a kind of figure (`eval.figures.KINDS`), name, term
    what: str
    right: bool


def fidelity(test: TestSet, outputs: Sequence[str]) -> dict[str, Any]:
    """Shares of the references' figures, of the names and of the glossary terms in the outputs.

    `figures_right` asks for the same characters; `figures_equal` for the same value
    (`eval.figures`) of those figures that the source shows too (`eval.numerals`), each occurrence by
    itself; `figures_added` counts figures that neither the reference nor the source has. A glossary
    term counts where the reference holds one of its renderings; any of them will do.
    """
    counts: Counter[tuple[str, bool]] = Counter()
    added = figures = same = 0
    for at, output in enumerate(outputs):
        counts.update((thing.sort, thing.right) for thing in wanted(test, at, output))
        added += len(_figures(test, at, output)[1])
        literal = _literal(test.references[at], output)
        figures, same = figures + len(literal), same + sum(literal)
    of_kind = {kind: _share(counts, kind) for kind in KINDS}
    equal, names, terms = (_share(counts, *sorts) for sorts in (KINDS, ("name",), ("term",)))
    return {
        "figures": figures,
        "figures_right": round(same / figures, 4) if figures else None,
        "figures_compared": equal[0],
        "figures_equal": equal[1],
        "figures_by_kind": {k: {"count": n, "equal": share} for k, (n, share) in of_kind.items()},
        "figures_added": added,
        "names": names[0],
        "names_kept": names[1],
        "glossary_terms": terms[0],
        "glossary_right": terms[1],
    }


def wanted(test: TestSet, at: int, output: str) -> Iterator[Wanted]:
    """Everything that sentence number `at` must hold in English, and whether an output does."""
    for figure, there in _figures(test, at, output)[0]:
        yield Wanted(figure.kind, figure.key, there)
    for name in test.names[at]:
        yield Wanted("name", name, name in output)
    for renderings in terms(test.sources[at], test.references[at], test.lang):
        yield Wanted("term", renderings[0], any(rendered(r, output) for r in renderings))


def terms(source: str, reference: str, lang: str) -> Iterator[tuple[str, ...]]:
    """Renderings of every glossary term of a source whose reference uses one of them."""
    for span in _finder(lang).find(source):
        renderings = (span.english, *span.also)
        if any(rendered(r, reference) for r in renderings):
            yield renderings


def lost(test: TestSet, outputs: Sequence[str]) -> Iterator[str]:
    """Lines for a reader: what each output lacks or has of its own, beside the three sentences."""
    for at, output in enumerate(outputs):
        faults = [(w.sort, w.what) for w in wanted(test, at, output) if not w.right]
        faults += [("added", key) for key in _figures(test, at, output)[1]]
        for fault in faults:
            yield "\t".join((str(at), *fault, test.sources[at], test.references[at], output))


def _figures(test: TestSet, at: int, output: str) -> tuple[list[tuple[Figure, bool]], list[str]]:
    """The figures asked of an output, whether it has them, and those that nothing stands behind."""
    source = shown(test.sources[at], test.lang)
    judged, more = compare(
        test.references[at], output, lambda figure: without_currency(figure, source)
    )
    asked = [(figure, there) for figure, there in judged if backed(figure, source)]
    return asked, [figure.key for figure in more if not backed(figure, source)]


def _literal(reference: str, output: str) -> list[bool]:
    """For each figure of a reference, whether the output has the same characters."""
    have = Counter(_FIGURE.findall(output))
    found = []
    for figure in _FIGURE.findall(reference):
        found.append(have[figure] > 0)
        have[figure] -= 1
    return found


def _share(counts: Counter[tuple[str, bool]], *sorts: str) -> tuple[int, float | None]:
    """How many there are of some sorts, and the share that is right (None of none)."""
    right = sum(counts[sort, True] for sort in sorts)
    total = right + sum(counts[sort, False] for sort in sorts)
    return total, round(right / total, 4) if total else None


@cache
def _finder(lang: str) -> TermFinder:
    return TermFinder(Glossary.for_translation(), lang)
