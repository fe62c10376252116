"""Spanish subjects behind their verb, and what stands there and is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.translate.subject_last import subject_first


@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        ("También ha participado la Unidad de Innovación.", "La Unidad de Innovación también ha participado."),
        ("En el estudio han participado cuarenta hospitales.", "Cuarenta hospitales han participado en el estudio."),
        ("Participarán en el congreso 400 profesionales.", "400 profesionales participarán en el congreso."),
        ("En 2024 trabajaron en el servicio 40 personas.", "En 2024, 40 personas trabajaron en el servicio."),
        ("Aún no ha terminado la investigación.", "La investigación aún no ha terminado."),
        ("Ayer comenzó el juicio contra el exgerente.", "El juicio contra el exgerente comenzó ayer."),
        ("Tampoco respondió la empresa.", "La empresa tampoco respondió."),
        ("A esta cantidad se suman 300 euros de gastos.", "300 euros de gastos se suman a esta cantidad."),
        ("Asistieron al acto el alcalde y dos diputados.", "El alcalde y dos diputados asistieron al acto."),
        ("Aumentaron los contagios en residencias.", "Los contagios en residencias aumentaron."),
        ("Al concurso se presentaron tres postores, uno de los cuales mentía.", "Tres postores presentaron ofertas al concurso, uno de los cuales mentía."),
        ("A la licitación concurrió una empresa.", "Una empresa presentó ofertas a la licitación."),
        ("Las recetas las valida un farmacéutico.", "Un farmacéutico valida las recetas."),
        ("Los gastos los pagará el ayuntamiento.", "El ayuntamiento pagará los gastos."),
        ("La ronda la lideró un fondo que hasta ahora invertía en olivos.", "Un fondo que hasta ahora invertía en olivos lideró la ronda."),
        ("La acompañó el director médico.", "El director médico la acompañó."),
        ("Hasta ahora los comprobaba una enfermera.", "Hasta ahora una enfermera los comprobaba."),
        ("Los hacíamos a mano y los comprobaba una enfermera.", "Los hacíamos a mano y una enfermera los comprobaba."),
        ("Lo dirige un cirujano de 45 años.", "Un cirujano de 45 años lo dirige."),
        ("Financia el proyecto la Fundación La Caixa.", "La Fundación La Caixa financia el proyecto."),
        ("Ganó la plaza Ana Ortiz.", "Ana Ortiz ganó la plaza."),
        ("Ocupará el cargo Elena Ruiz, actual subdirectora.", "Elena Ruiz, actual subdirectora, ocupará el cargo."),
        ("Ha presentado el plan el consejero, Luis Rey.", "El consejero, Luis Rey, ha presentado el plan."),
        ("Se ha reservado una tarde a los sindicatos.", "Una tarde ha sido reservada para los sindicatos."),
        ("Se despidió a tres técnicos.", "Tres técnicos fueron despedidos."),
        ("Se informó a los pacientes por carta.", "Los pacientes fueron informados por carta."),
    ],
)  # fmt: skip
def test_the_subject_goes_first(text: str, ordered: str) -> None:
    assert subject_first(text) == ordered


@pytest.mark.parametrize(
    "text",
    [
        "Empezó la residencia en Madrid en 2010.",
        "Ya ha terminado la carrera.",
        "Trabaja el lunes en Lugo.",
        "A medida que aumenta el número de casos, sube el coste.",
        "A los sindicatos no les llega la camisa al cuerpo.",
        "Participaron dos médicos, un técnico y tres enfermeras.",
        "El premio se lo llevó un trabajo sobre la calidad.",
        "El 22 % restante se lo quedan los fundadores.",
        "La resolución reconoce a la empresa el derecho a cobrar.",
        "La clínica factura a la aseguradora cada acto.",
        "La ministra la recibió el presidente.",
        "El perro lo despertó un poco después.",
        "Firmó el acuerdo la semana pasada.",
        "Dirige el hospital desde 2019.",
        "La vio en mayo y la compró un mes después.",
        "Lo normal es esperar.",
        "La empresa ganó el contrato.",
        "¿Ha participado la Unidad?",
    ],
)
def test_other_words_stay_where_they_are(text: str) -> None:
    assert subject_first(text) == text


@given(st.text(alphabet="EnLaosl participódusnhz12.,", max_size=60))
def test_any_text_gives_a_text(text: str) -> None:
    assert isinstance(subject_first(text), str)
