"""Two comparisons as French has them: "the more the ward is small, the more the robot is expensive"."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.patterns import late
from nlp.repair.change import Change, Rule, View

_GRADED = {
    "small": "smaller", "big": "bigger", "large": "larger", "old": "older", "young": "younger", "long": "longer",
    "short": "shorter", "low": "lower", "high": "higher", "fast": "faster", "slow": "slower", "rich": "richer",
    "poor": "poorer", "late": "later", "early": "earlier", "close": "closer", "near": "nearer", "strong": "stronger",
    "weak": "weaker", "cheap": "cheaper", "hard": "harder", "easy": "easier", "heavy": "heavier", "simple": "simpler",
    "great": "greater", "few": "fewer",
}  # fmt: skip
_HOW = r"(?:small|big|large|old|young|long|short|low|high|fast|slow|rich|poor|late|early|close|near|strong|weak|cheap|hard|easy|heavy|simple|great|expensive|complex|complicated|difficult|important|serious|frequent|effective|efficient|useful|dangerous|isolated|vulnerable|sensitive|satisfied|demanding|reliable|popular|visible|accurate|precise)"
_NP = r"(?:the|a|an|its|their|our|this) (?:[\w-]+ ){0,2}?[\w-]+"
_THE_MORE = late(
    rf"\b(?P<The>[Tt]he) more (?P<one>{_NP}) (?:is|are) (?P<how>{_HOW}), the more (?P<other>{_NP}) (?:is|are) (?P<so>{_HOW})(?=[.,;:!?\"]|$)"
)
_MORE_GRADED = late(
    rf"\b(?P<The>[Tt]he) more (?P<how>{'|'.join(_GRADED)}) (?P<np>{_NP}) (?:is|are)(?=,)"
)


def compared(text: str, view: View) -> Iterator[Change]:
    """ "The more the ward is small, the more the robot is expensive" -> "The smaller the ward, the more expensive"."""
    for m in _THE_MORE.finditer(text):
        fixed = f"{m['The']} {_more(m['how'])} {m['one']}, the {_more(m['so'])} {m['other']}"
        yield Change(*m.span(), fixed, "compared as in English", True)
    for m in _MORE_GRADED.finditer(text):
        yield Change(
            m.end("The"), m.end("how"), f" {_more(m['how'])}", "compared as in English", True
        )


def _more(adjective: str) -> str:
    return _GRADED.get(adjective, f"more {adjective}")


RULES = (Rule("compared", "word_order", compared, late(r"[Tt]he more "), likely=True),)
