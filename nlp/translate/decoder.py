"""Decode sentences, look at what came out, and decode again what fails.

First with a small beam, masks and terms; what fails a check again with a larger one, then with the
numbers in words masked that it lost, and the terms of the user's own glossary, then without masks. The English with the fewest faults stays. What the model was unsure of gets the larger beam too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from nlp.engine import Engine, Hypothesis
from nlp.protect import Masked, Span, mask, unmask
from nlp.translate.articles import taken_for_dates, without
from nlp.translate.checks import (
    Finding,
    invented,
    length_odd,
    loops,
    missing,
    no_words,
    repeated,
    said_again,
    told_again,
    turned,
    unreadable,
)
from nlp.translate.choice import broken, stands
from nlp.translate.cutting import join
from nlp.translate.headnouns import head_nouns
from nlp.translate.numbers import Stated, unsaid
from nlp.translate.options import TranslateOptions
from nlp.translate.plurals import plural, several
from nlp.translate.prepare import spelled
from nlp.translate.quotations import decoded
from nlp.translate.ranks import ranked
from nlp.translate.traits import Evidence

LANGUAGES = ("fr", "es")
_BEAM = 4  # of the second look
_DECODING = frozenset(
    ("twice", "empty", "loop", "length", "word")
)  # no figure or name is lost by these
_NOT_OF_MASKS = frozenset(("term", "negation", "word"))
_LONGEST = 80  # tokens of a sentence that is decoded again for a word alone
_SHORT = 40  # tokens of a sentence for which another look at a word is as good as the first
LONG = 24
"""Tokens beyond which a sentence that lost something is tried in two halves."""
_WHO = re.compile(r"(?:I|You|It|He|She|We|They|There)(?!\w)")
"""What opens a sentence that was made of a title that is none: "Hausse des tarifs" as "I increase rates"."""
_NO_REPEAT = 4  # tokens that may not come again where a check failed


@dataclass(slots=True, eq=False)
class Unit:
    """One sentence, or part of one, on its way through the decoder."""

    source: str
    lang: str
    spans: list[Span]
    numbers: list[Stated] = field(default_factory=list)  # those in words
    glosses: list[Span] = field(
        default_factory=list
    )  # rare words, for what the model makes of them
    capitals: bool = False
    pieces: int = 0
    english: str = ""
    score: float = -math.inf
    problems: list[Finding] = field(default_factory=list)


class Decoder:
    """Fills in the English of units.

    `terms` says that the model was taught annotated terms; `own` are the renderings that the user's
    glossary asks for, which are put in where the model will not write them.
    """

    def __init__(
        self, engine: Engine, options: TranslateOptions, terms: bool, own: Iterable[str] = ()
    ) -> None:
        self.engine, self.options, self.terms, self.own = engine, options, terms, frozenset(own)

    def decode(self, units: list[Unit]) -> None:
        """Fill in the English of every unit, decoding again what fails a check."""
        masks = self.engine.symbols and self.options.mask
        beam = self.options.beam_size
        self._attempt(units, masked=masks, beam=beam)
        failed = [u for u in units if worth_again(u, _LONGEST) and not self._for_halves(u)]
        self._attempt(failed, masked=masks, beam=max(beam, _BEAM), no_repeat=_NO_REPEAT)
        glossed = [u for u in failed if u.glosses and _makes_words(u) and worth_again(u, _SHORT)]
        self._attempt(glossed, masked=masks, beam=max(beam, _BEAM), glosses=False)
        if masks:
            worded = [unit for unit in failed if any(unsaid(_left_open(unit), unit.english))]
            self._attempt(worded, masked=True, beam=max(beam, _BEAM), words=True)
            owned = [unit for unit in failed if self._insisted(unit)]
            self._attempt(owned, masked=True, beam=max(beam, _BEAM), own=True)
            titles = [unit for unit in failed if unit.problems and _is_open(unit.source)]
            self._attempt(titles, masked=masks, beam=max(beam, _BEAM), stopped=True)
            again = [unit for unit in failed if unit.spans and _may_lie_in_masks(unit)]
            self._attempt(again, masked=False, beam=max(beam, _BEAM), no_repeat=_NO_REPEAT)
        if beam < _BEAM and (below := self.options.beam_below):
            looked_at = {id(unit) for unit in failed}
            unsure = [u for u in units if id(u) not in looked_at and math.exp(u.score) < below]
            self._attempt(unsure, masked=masks, beam=_BEAM)

    def _insisted(self, unit: Unit) -> set[str]:
        """The terms that a unit lost and must have: those of the user, and the noun that a headline opens with."""
        heads = {span.english for span in head_nouns(unit.source, unit.lang)}
        return (self.own | heads) & _terms_lost(unit)

    def _for_halves(self, unit: Unit) -> bool:
        """Whether a unit that lost but a term of the packaged glossary waits for its halves: a larger beam
        seldom finds the term in a long sentence."""
        lost = _terms_lost(unit)
        only = len(unit.problems) == sum(problem.kind == "term" for problem in unit.problems)
        long = unit.pieces > LONG and not unit.capitals
        return bool(lost) and only and long and not self.own & lost

    def _attempt(
        self,
        units: list[Unit],
        *,
        masked: bool,
        beam: int,
        no_repeat: int = 0,
        words: bool = False,
        own: bool = False,
        glosses: bool = True,
        stopped: bool = False,
    ) -> None:
        """Decode units and take what is better.

        `words` masks the numbers in words that are open, `own` the terms that are missing and must not be;
        `glosses` shows rare words with their renderings, `stopped` ends a title as a sentence ends.
        """
        if not units:
            return
        shown = []
        for unit in units:
            spans = self._shown(unit, words) if masked else []
            spans = _put_in(unit, spans, self._insisted(unit)) if own else spans
            shown.append(sorted([*spans, *(unit.glosses if glosses else ())]))
        stop = "." * stopped
        hidden = [mask(unit.source + stop, spans) for unit, spans in zip(units, shown, strict=True)]
        langs = [unit.lang for unit in units]
        options = {"beam_size": beam, "no_repeat_ngram_size": no_repeat}
        found = decoded(self.engine, [h.text for h in hidden], langs, options)
        if bare := dict(_dated(shown, hidden, found)):
            again = self.engine.translate(
                list(bare.values()), [langs[at] for at in bare], **options
            )
            for at, hypothesis in zip(bare, again, strict=True):
                found[at] = hypothesis
        for unit, h, hypothesis in zip(units, hidden, found, strict=True):
            english = ranked(unit.source, spelled(unmask(hypothesis.text, h.english)).strip())
            if stopped and _WHO.match(english):
                continue
            english = english.removesuffix(stop)
            twice = repeated(hypothesis.text, h.english)
            if not h.english:
                twice = said_again(unit.spans, unit.source, english)
            twice = twice or told_again(unit.spans, unit.source, english)
            self._consider(unit, english, hypothesis, twice, unit.pieces > _SHORT)

    def _shown(self, unit: Unit, words: bool) -> list[Span]:
        """What of a unit is masked or annotated; terms only for a model that was taught them."""
        shown = [s for s in unit.spans if self.terms or s.kind != "term"]
        return [*shown, *(n.span for n in _left_open(unit))] if words else shown

    def _consider(
        self,
        unit: Unit,
        english: str,
        hypothesis: Hypothesis,
        twice: list[Finding],
        doubtful: bool = False,
    ) -> None:
        """Take a new English for a unit if it has fewer problems than the one before.

        `twice` names what it has oftener than the source; one that is `doubtful` must be no less likely where
        only a word that is none is wrong.
        """
        problems = missing(unit.spans, english, unit.numbers) + twice
        problems += invented(unit.source, unit.lang, english)
        problems += unreadable(unit.source, english) + no_words(unit.source, english)
        problems += turned(unit.source, unit.lang, english)
        if not english:
            problems.append(Finding("empty", "nothing was decoded"))
        elif loops(english) and not loops(unit.source):
            problems.append(Finding("loop", english[-60:]))
        elif not hypothesis.finished or length_odd(unit.source, english):
            problems.append(Finding("length", f"{len(english)} characters for {len(unit.source)}"))
        old = faults(unit.problems) + broken(unit.source, unit.english)
        new = faults(problems) + broken(unit.source, english)
        first = unit.score == -math.inf
        if doubtful and _only_words(unit.problems) and hypothesis.score < unit.score:
            return  # a word that is none and said to be so is better than one that is wrong
        sound = not unit.problems and not problems and new <= old
        if first or new < old or (sound and hypothesis.score > unit.score):
            unit.english, unit.score, unit.problems = english, hypothesis.score, problems


def _dated(
    shown: list[list[Span]], hidden: list[Masked], found: list[Hypothesis]
) -> Iterator[tuple[int, str]]:
    """The sentences whose English takes a name for a day, less the article that misled it."""
    for at, (spans, h, hypothesis) in enumerate(zip(shown, hidden, found, strict=True)):
        held = (span for span in spans if span.kind not in ("term", "gloss"))
        articles = taken_for_dates(h.text, hypothesis.text, zip(h.english, held, strict=False))
        if articles:
            yield at, without(h.text, articles)


def _may_lie_in_masks(unit: Unit) -> bool:
    """Whether something is wrong that masks may have done; a term that was shown is not found unshown, and a word
    that is none seldom becomes one."""
    return any(problem.kind not in _NOT_OF_MASKS for problem in unit.problems)


def worth_again(unit: Unit, longest: int = 0) -> bool:
    """Whether a unit failed a check; one whose only fault is a word that is none, up to so many tokens: the
    longer it is, the more another look costs and the seldomer it helps."""
    return bool(unit.problems) and (not _only_words(unit.problems) or unit.pieces <= longest)


def _only_words(problems: list[Finding]) -> bool:
    """Whether all that is wrong is that words came out which are none."""
    return bool(problems) and all(problem.kind == "word" for problem in problems)


def _is_open(source: str) -> bool:
    """Whether a text ends without a mark, as a title does: the model was trained on sentences above all, and finds
    the words of a title better where it ends as one."""
    return source[-1:].isalnum()


def _makes_words(unit: Unit) -> bool:
    """Whether a word came out that is none, by a gloss or not: "Programd", for "programmed"."""
    return any(problem.kind == "word" for problem in unit.problems)


def _terms_lost(unit: Unit) -> set[str]:
    return {problem.detail for problem in unit.problems if problem.kind == "term"}


def _put_in(unit: Unit, spans: list[Span], lost: set[str]) -> list[Span]:
    """Spans of a unit, with symbols for the terms that were lost: their rendering comes out as it is."""
    return [
        span._replace(kind="name", english=in_number(unit.source, span))
        if span.kind == "term" and span.english in lost
        else span
        for span in spans
    ]


def in_number(source: str, span: Span) -> str:
    """The English of a term, in the plural where the source has it so."""
    own = source[span.start : span.end].split()
    ends = "sx" if span.english.isupper() else "sxSX"  # "CHRS" is one, "CHARIOTS" are some
    words = [word for word in own if len(word) > 3]
    many = several(source[: span.start]) or bool(words) and all(w[-1] in ends for w in words)
    return plural(span.english) if many else span.english


def _left_open(unit: Unit) -> list[Stated]:
    """The numbers in words of a unit that are left to the model at first: "deux", "mil"."""
    own = {(span.start, span.end) for span in unit.spans}
    return [number for number in unit.numbers if (number.start, number.end) not in own]


def evidence(parts: list[Unit]) -> Evidence:
    """What decoding showed of one sentence, from its parts."""
    weights = [max(len(unit.source), 1) for unit in parts]
    scores = [max(unit.score, -20.0) for unit in parts]
    return Evidence(
        sum(w * s for w, s in zip(weights, scores, strict=True)) / sum(weights),
        sum(len(unit.source.split()) for unit in parts),
        sum(unit.pieces for unit in parts),
        sum(len(unit.problems) for unit in parts),
        sum(len(unit.spans) for unit in parts),
    )


def of_halves(whole: Unit, halves: list[Unit]) -> list[Finding]:
    """What is wrong with a sentence decoded in halves, by what the whole of it must have."""
    english = join([(unit.source, unit.english) for unit in halves])
    decoding = [p for unit in halves for p in unit.problems if p.kind in _DECODING]
    lost = missing(whole.spans, english, whole.numbers)
    lost += turned(whole.source, whole.lang, english)
    return lost + invented(whole.source, whole.lang, english) + decoding


def halves_stand(whole: Unit, halves: list[Unit]) -> bool:
    """Whether halves may take the place of the whole as grammar goes (`nlp.translate.choice`)."""
    parts = [(unit.source, unit.english, unit.score) for unit in halves]
    joined = join([(source, english) for source, english, _ in parts])
    only_terms = {problem.kind for problem in whole.problems} == {"term"}
    return stands(whole.lang, (whole.source, whole.english, whole.score), parts, joined, only_terms)


def faults(problems: list[Finding]) -> int:
    """How bad findings are: emptiness and loops are worse than anything that is missing."""
    return sum(20 if p.kind in {"empty", "loop"} else 1 for p in problems)
