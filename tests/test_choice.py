"""Which of several decodings reads better: spare pronouns, marks, how sure the model was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.translate.checks import Finding
from nlp.translate.choice import broken, spare_subject, stands
from nlp.translate.decoder import Unit, halves_stand


@pytest.mark.parametrize(
    ("lang", "source", "english", "spare"),
    [
        ("fr", "a été passé par la centrale.", "It was passed by the central body.", True),
        ("fr", "qui équipe six sites.", "It equips six sites.", True),
        ("fr", "il équipe six sites.", "It equips six sites.", False),
        ("fr", "et elle équipe six sites.", "She equips six sites.", False),
        ("fr", "ce qui surprend.", "This is surprising.", False),
        ("fr", "a été passé par la centrale.", "was passed by the central body.", False),
        ("es", "que tiene la última palabra.", "He has the final say.", True),
        ("es", "mediante el plan, dotado con fondos.", "It is funded.", False),
        ("es", "tras la compra de la firma.", "They bought the firm.", True),
        ("es", "tiene la última palabra.", "He has the final say.", False),
        ("es", "que él dirige.", "He heads it.", False),
    ],
)
def test_a_part_has_no_pronoun_of_its_own(
    lang: str, source: str, english: str, spare: bool
) -> None:
    assert spare_subject(lang, source, english) is spare


@pytest.mark.parametrize(
    ("source", "english", "wrong"),
    [
        ("« Rien », dit-il.", '"Nothing," he says.', 0),
        ("« Rien », dit-il.", '"Nothing, he says.', 1),
        ("« Rien, mais tout », dit-il.", '"Nothing; but all, he says.', 2),
        ("Rien ; puis tout.", "Nothing; then all.", 0),
        ("Rien.", '"Nothing."', 1),
    ],
)
def test_marks_are_counted(source: str, english: str, wrong: int) -> None:
    assert broken(source, english) == wrong


def _unit(source: str, english: str, score: float, kinds: tuple[str, ...] = ()) -> Unit:
    return Unit(
        source, "fr", [], english=english, score=score, problems=[Finding(k, "x") for k in kinds]
    )


_SOURCE = ("Le marché, d'un montant élevé,", "a été passé par la centrale.")


@pytest.mark.parametrize(
    ("second", "score", "kinds", "stand"),
    [
        ("was let by the central body.", -0.3, ("term",), True),
        ("It was let by the central body.", -0.3, ("term",), False),
        ("was let by the central body.", -0.9, ("term",), False),
        ("It was let by the central body.", -0.9, ("money",), True),
        ("It was let by the central body.", -0.9, ("term", "name"), True),
        ('was "let" by the central body.', -0.3, ("money",), False),
    ],
)
def test_halves_do_not_pay_for_a_term_with_grammar(
    second: str, score: float, kinds: tuple[str, ...], stand: bool
) -> None:
    whole = _unit(" ".join(_SOURCE), "The big market went by the body.", -0.3, kinds)
    halves = [
        _unit(_SOURCE[0], "The contract, a large one,", score),
        _unit(_SOURCE[1], second, score),
    ]
    assert halves_stand(whole, halves) is stand


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["fr", "es"]))
def test_any_part_is_looked_at(source: str, english: str, lang: str) -> None:
    assert isinstance(spare_subject(lang, source, english), bool)
    whole = (source, english, -0.5)
    assert stands(lang, whole, [whole, whole], english, False)
