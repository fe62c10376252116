"""Who asks and who answers in an interview, and Spanish questions with whom they are put to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.translate.interviews import parts_of_interview, to_whom

LABELLED = [
    "Ana Pardo dirige la UCI.",
    "P. Le llaman la escéptica.",
    "R. Peores cosas.",
    "P. ¿Hay dinero?",
    "R. No.",
]
BARE = [
    "La ingeniera dirige la firma.", "¿Por qué dejó la empresa?", "Porque quería aprender.",
    "¿Qué opina de la IA?", "Creo que ayuda.", "¿Cuándo empezó?", "Hace años, en mi casa. Hemos crecido.",
]  # fmt: skip
FAQ = [
    "¿Qué es la receta?", "Es un documento digital.", "¿Quién la firma?", "El médico.",
    "¿Dónde se recoge?", "En cualquier farmacia.",
]  # fmt: skip


def test_an_interview_is_told_by_its_labels_or_its_turns() -> None:
    assert parts_of_interview(LABELLED) == ["", "Q", "A", "Q", "A"]
    assert parts_of_interview(BARE) == ["", "Q", "A", "Q", "A", "Q", "A"]
    assert set(parts_of_interview(FAQ)) == {""}
    assert set(parts_of_interview(["P. Gómez llegó.", "¿Y ahora?", "Nada."])) == {""}
    assert parts_of_interview([]) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("¿Se reconoce en esa descripción?", "¿Te reconoces a ti mismo en esa descripción?"),
        ("¿Qué le pediría a la ministra?", "¿Qué le pediría usted a la ministra?"),
        ("¿Qué le preocupa más?", "¿Qué te preocupa más?"),
        ("¿Cómo ve el futuro?", "¿Cómo ve usted el futuro?"),
        ("Sin embargo, su hospital acaba de comprar uno.", "Sin embargo, tu hospital acaba de comprar uno."),
        ("¿Cuándo empezó a usar el programa?", "¿Cuándo empezó usted a usar el programa?"),
        ("¿Por qué dejó la empresa?", "¿Por qué dejó usted la empresa?"),
        ("¿Le sorprendió la sanción?", "¿Te sorprendió la sanción?"),
        ("Lleva diez años en el cargo.", "Usted lleva diez años en el cargo."),
        ("¿Está de acuerdo con la consejera?", "¿Está usted de acuerdo con la consejera?"),
        ("¿Volvería a firmar el contrato?", "¿Volvería usted a firmar el contrato?"),
        ("¿Ha hablado con los médicos?", "¿Ha hablado usted con los médicos?"),
        ("¿Qué opina de la inteligencia artificial?", "¿Qué opina usted de la inteligencia artificial?"),
        ("¿Puede explicar el proyecto?", "¿Puede usted explicar el proyecto?"),
        ("¿Conoce a la nueva gerente?", "¿Conoce usted a la nueva gerente?"),
        ("¿Se arrepiente de algo?", "¿Te arrepientes de algo?"),
        ("¿Se sintió sola?", "¿Te sintiste sola?"),
        ("Su informe es muy duro.", "Tu informe es muy duro."),
        ("Le llaman el médico escéptico.", "A usted le llaman el médico escéptico."),
        ("¿Desde cuándo trabaja en el hospital?", "¿Desde cuándo trabaja usted en el hospital?"),
        # put to nobody, or said already
        ("¿Por qué eligió la informática?", "¿Por qué eligió usted la informática?"),
        ("¿Cuántos años lleva en la casa?", "¿Cuántos años lleva usted en la casa?"),
        ("¿Cómo llegó al hospital?", "¿Cómo llegó usted al hospital?"),
        ("¿Cuándo llegó al mercado?", None),
        ("¿Qué ha cambiado desde entonces?", None),
        ("¿Qué dice la ley?", None),
        ("¿Cómo funciona el sistema?", None),
        ("¿Qué opina la ministra de su hospital?", None),
        ("¿Qué opina Ana Gil?", None),
        ("¿Cuánto cuesta?", None),
        ("¿Se sabe quién lo hizo?", None),
        ("¿Hay dinero para todo esto?", None),
        ("¿Qué ha pasado?", None),
        ("¿Cuándo llegará el software?", None),
        ("¿Quién paga la factura?", None),
        ("¿Es cierto que se perdieron datos?", None),
        ("¿Puede la IA sustituir al médico?", None),
        ("¿Qué piensan los médicos?", None),
        ("¿Cómo se puede evitar?", None),
        ("¿Y usted qué haría?", None),
        ("¿Qué hace el ministerio?", None),
    ],
)  # fmt: skip
def test_a_question_says_whom_it_is_put_to(text: str, said: str | None) -> None:
    assert to_whom(text) == (said or text)


@given(st.text(alphabet="¿?aeorsñ uLSP.: ", max_size=40))
def test_any_text_is_a_question_or_none(text: str) -> None:
    assert isinstance(to_whom(text), str)
    assert len(parts_of_interview([text, text])) == 2
