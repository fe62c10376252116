"""The edit model as a rule: what it proposes, kept where it is sure and its own reading gets better."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from nlp.checkpoints import find
from nlp.errors import ModelError
from nlp.language import foreign, identify
from nlp.repair.change import Change, Rule, View
from nlp.repair.edit.tagger import MAX_WORDS, Proposal, Tagger
from nlp.repair.edit.tags import Piece
from nlp.repair.edit.tags import split as split_words
from nlp.repair.rules.pronouns import may_be_other, may_be_person, may_be_thing
from nlp.sentences import split
from nlp.surrogates import storable
from nlp.tables import words

SHORTEST = 4
"""Words of the shortest sentence that is read; shorter ones tell too little."""
LONGEST = 4 * MAX_WORDS
"""Words of the longest: each proposal costs a reading of its sentence, and what has more is a list."""
_SOURCES, _PLAIN = ("fr", "es"), 0.9
"""Languages that a text may have been left in, and how sure it must be that a sentence is in one of them."""
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|is|it|was|were|has|have|had|with|from|that|by|its|their|will|at|which|not|who|she|he)\b"
)
NEVER = 2.0
"""A threshold that no probability reaches."""
PLURALS = words("damages goods customs proceedings earnings premises securities")
"""Plurals with a sense of their own, which the singular has not."""
_AT_LAW = re.compile(
    r"\b(?:ask\w*|su(?:e[sd]?|ing)|claim\w*|pa(?:ys?|id|ying|yment)|award\w*|seek\w*|sought|demand\w*|recover\w*|"
    r"obtain\w*|order\w*|sentenc\w*|condemn\w*|receiv\w*|liab\w+|lawsuit|court|judges?|punitive|compensatory)\b"
    r"[^.;]{0,60}\bdamages\b|[\u20ac$\u00a3]\d[^.;]{0,30} in damages\b|\bdamages (?:and interest|claim|of [\u20ac$\u00a3])",
    re.I,
)
_EXCLUDE = re.compile(r"\bexclud", re.I)
_RULE_ALONE = re.compile(r"\brul(?:es?|ed|ing)\b(?! out\b)", re.I)
NEGATIONS = words("not no never nor neither none nothing without unless less least fewer cannot")
"""Words that turn what is said around: an edit with them must have them on both sides."""
REASONS = {
    "article": "article that English does not have here, or lacks",
    "preposition": "not the English preposition",
    "word_order": "word order of the source language",
    "tense": "tense or form of the verb",
    "agreement": "number or agreement",
    "subject_drop": "the subject was left out",
    "org_pronoun": "not the right pronoun",
    "dup_word": "word written twice",
    "false_friend": "not the English word for this",
    "idiom": "translated word for word",
}
"""Why an edit of each class is made."""


class Editor:
    """Proposes changes of one checkpoint; ``hash`` is that of its content."""

    def __init__(self, tagger: Tagger, thresholds: dict[str, dict[str, float]], hash_: str) -> None:
        self.tagger, self.thresholds, self.hash = tagger, thresholds, hash_

    @classmethod
    def load(cls, model: str, *, allow_network: bool = False) -> Editor:
        """Load a repair checkpoint by name or path, or by a Hugging Face id.

        Raises:
            ModelError: it is missing, damaged, or no repair model.
        """
        checkpoint = find(model, task="repair", allow_network=allow_network)
        settings = checkpoint.load_json("edits.json")
        thresholds = settings.get("thresholds")
        if not isinstance(thresholds, dict):
            raise ModelError(f"{checkpoint.path}/edits.json lacks thresholds")
        return cls(Tagger.of(checkpoint), thresholds, checkpoint.hash)

    def rule(self, allows: Callable[[str], bool]) -> Rule:
        """The rule that makes the model's edits of the classes that are allowed."""

        def propose(text: str, view: View) -> Iterator[Change]:
            when = "likely" if view.damaged else "always"
            least = {k: t[when] for k, t in self.thresholds.items() if allows(k) and when in t}
            asked = view.model and not view.title and bool(least)
            found = self.changes(text, least) if asked else iter(())
            return (c for c in found if not of_person(text, c, view))

        return Rule("edit model", "*", propose)

    def changes(self, text: str, least: dict[str, float]) -> Iterator[Change]:
        """The edits of a segment whose probability reaches that of their class."""
        at = 0
        for sentence in split(storable(text), "en"):  # the tokenizer takes no lone surrogate
            for p in self.accepted(sentence.text, least):
                yield Change(
                    at + p.start, at + p.end, p.fixed, REASONS[p.kind], kind=p.kind, score=p.score
                )
            at += len(sentence.text) + len(sentence.tail)

    def accepted(self, sentence: str, least: dict[str, float]) -> list[Proposal]:
        """Proposals for a sentence that are likely enough, change no name, and leave it sounder; none
        for one that is not English."""
        if not SHORTEST <= len(split_words(sentence)) <= LONGEST:
            return []
        sure = [
            p for p in self.tagger.read(sentence).proposals if p.score >= least.get(p.kind, NEVER)
        ]
        if sure and untranslated(sentence):
            return []
        kept = [p for p in sure if keeps_facts(sentence, p) and keeps_sense(sentence, p)]
        return [p for p in kept if sounder(self.tagger, sentence, p)]


def untranslated(sentence: str) -> bool:
    """Whether a sentence is plainly French or Spanish: what the model knows of English says nothing of it.

    One English function word, beside the name of a ministry as long as it may be, and it is not.
    """
    if _ENGLISH.search(sentence):
        return False
    if foreign(sentence, "en") in _SOURCES:
        return True
    guess = identify(sentence)
    return guess.lang in _SOURCES and guess.confidence >= _PLAIN


def of_person(text: str, change: Change, view: View) -> bool:
    """True where a change would make a thing of what may be a person of the article, or a person
    of a thing ("Its director" -> "His director")."""
    found, before = text[change.start : change.end], text[: change.start]
    if may_be_person(found, change.fixed, before, view) or may_be_other(found, change.fixed, view):
        return True
    return may_be_thing(found, change.fixed, before)


def sounder(tagger: Tagger, sentence: str, proposal: Proposal) -> bool:
    """True where the sentence with this proposal alone reads better to the model than without.

    Each is judged by itself, so that a stricter threshold can only make fewer edits: what came to rest
    with the lower one is left alone by the higher one.
    """
    return tagger.read(changed(sentence, [proposal])).sound > tagger.read(sentence).sound


def changed(sentence: str, proposals: Sequence[Proposal | Piece]) -> str:
    """The sentence with the proposals carried out."""
    for p in reversed(proposals):
        sentence = sentence[: p.start] + p.fixed + sentence[p.end :]
    return sentence


def keeps_facts(sentence: str, proposal: Proposal) -> bool:
    """True where no figure, no negation and no capitalised word but the first of the sentence is lost or new."""
    old, new = sentence[proposal.start : proposal.end], proposal.fixed
    if any(c.isdigit() for c in old + new) or _negated(old) != _negated(new):
        return False
    if proposal.start == 0:
        old, new = old[:1].lower() + old[1:], new[:1].lower() + new[1:]
    return _capitals(old) == _capitals(new)


def keeps_sense(sentence: str, proposal: Proposal) -> bool:
    """False for half an idiom ("does not rule asking" for "exclude to ask") and for a plural that is
    another word in the singular (damages that a court awards, goods)."""
    old, new = sentence[proposal.start : proposal.end], proposal.fixed
    if _EXCLUDE.search(old) and _RULE_ALONE.search(new):
        return False
    before, after = sentence[: proposal.start], sentence[proposal.end :]
    if _SEATED.search(before + old) and after[:2].strip().istitle():
        return False
    if _HAVE.fullmatch(old) and _HAVING.fullmatch(new) and _TO_HAVE.search(before):
        return _TO_HAVING.search(before) is not None
    if _loses_clause(old, new, before, after) or not _fits(old, new, before, after):
        return False
    lost = _plurals(old) - _plurals(new)
    if "damages" in lost and not _AT_LAW.search(sentence):
        lost -= {"damages"}
    return not any(word[:-1] in _words(new) for word in lost & PLURALS)


def _loses_clause(old: str, new: str, before: str, after: str) -> bool:
    """Whether a link or a subject goes without which the sentence says something else: "that" behind
    "in order", "it is" before "that", the "by" that stands beside another, "are to" of a plan."""
    gone = _words(old) - _words(new)
    if not _words(new) - _words(old) and not gone <= _FUNCTION | _words(before + after):
        return True  # a verb or a noun goes, and nothing comes for it
    if "that" in gone and _SO_THAT.search(before[-20:] + old) and not _words(new) & _ENDS:
        return True
    if "it" in gone and not _words(new) & _SUBJECTS and _IT_IS.search(old + after[:30]):
        return True
    if "by" in gone and _BY_AND.search(before):
        return True
    return _IS_TO.search(old) is not None and "to" in gone


def _fits(old: str, new: str, before: str, after: str) -> bool:
    """False where the new words have no place: behind "all", before a stop where they want an object,
    or a pronoun in the place of a noun."""
    gone, come = _words(old) - _words(new), _words(new) - _words(old)
    if not new.strip() and (_OBJECTS & gone or not any(c.isalnum() or c in ".!?" for c in after)):
        return False  # the object, or the last word of a text that was cut off
    if come and come <= _PRONOUNS and not gone & (_PRONOUNS | _ARTICLES):
        return False  # "informatics" -> "it"
    if come & _WANT_OBJECT and not gone & _FUNCTION and _STOP.match(after):
        return False
    if _ALL.search(before) and _WHOLE.match(new):
        return False
    return not (_SOMEONE.search(before) and old == f"{new}s")


_OBJECTS = words("them him us me")
_PRONOUNS = words("it he she they him them its his her their who which whom whose whoever")
_ARTICLES = words("a an the this that these those one ones what")
_WANT_OBJECT = words(
    "give gives gave given giving has have had hold holds held take takes took make makes made say says issue issues issued"
)
_STOP = re.compile(r"\s*(?:[,.;:!?]|$)| [a-z]+ly the\b")
_ALL = re.compile(r"\ball (?:the )?$", re.I)
_WHOLE = re.compile(r"(?:the )?whole\b")
_SOMEONE = re.compile(r"\b(?:(?:some|any|every|no)(?:one|body)|[Hh]e|[Ss]he|[Ii]t) $")


_FUNCTION = words(
    "a an the this that these those of to in on at by for with from as into about than between among it its he "
    "she they his her hers their them him one ones who whom whose which what there is are was were be been being "
    "has have had do does did will would can could may might shall should must and or but so also very more most "
    "own same such then not year years old already even just only all both during within s t"
)
"""Words that an edit may take away without giving another."""
_SEATED = re.compile(r"\bbased in$")  # "based in Tours", never on it
_HAVE, _HAVING = re.compile(r"have\b.*"), re.compile(r"having\b.*")
_TO_HAVE = re.compile(r"\bto $", re.I)
_TO_HAVING = re.compile(
    r"\b(?:forward|due|owing|prior|close|addition|opposed|object(?:s|ed)?|admit(?:s|ted)?|confess(?:es|ed)?) to $",
    re.I,
)
"""Where "have" stays: "announced to have acquired", not "looks forward to having" or "due to having"."""
_SO_THAT = re.compile(r"\b(?:in order|so) that\b")
_ENDS = words("to for so")
_IT_IS = re.compile(r"\bit (?:is|was|has been|will be) \w+ that\b", re.I)
_SUBJECTS = words("it there this he she they we")
_BY_AND = re.compile(r"\bby\b[^.;:]{0,80}\b(?:and|or)\b[^.;:,]{0,30}$")
_IS_TO = re.compile(r"\b(?:is|are|was|were) to [a-z]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(w.text.lower() for w in split_words(text))


def _plurals(text: str) -> frozenset[str]:
    return _words(text) & PLURALS


def _negated(text: str) -> bool:
    return any(w.text.lower() in NEGATIONS or w.text.endswith("n't") for w in split_words(text))


def _capitals(text: str) -> list[str]:
    return sorted(w.text for w in split_words(text) if w.text[:1].isupper())
