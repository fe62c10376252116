"""Spanish headlines with the verb or the participle first, and texts that only begin like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.translate.verb_first import in_order


@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        ("Cierra el hospital de día de Lindres", "El hospital de día de Lindres cierra"),
        ("Abre el nuevo centro de salud de Getafe", "El nuevo centro de salud de Getafe abre"),
        ("Fallece el doctor Aurelio Tascón", "El doctor Aurelio Tascón fallece"),
        (
            "Fallece a los 91 años Aurelio Tascón, pionero de la telemedicina.",
            "Aurelio Tascón, pionero de la telemedicina, fallece a los 91 años.",
        ),
        ("Mueren tres pacientes en el incendio", "Tres pacientes mueren en el incendio"),
        ("Dimite en bloque el servicio de Pediatría", "El servicio de Pediatría dimite en bloque"),
        ("Renuncia el ministro de Salud", "El ministro de Salud renuncia"),
        ("Sube un 5 % el precio de los fármacos", "El precio de los fármacos sube un 5 %"),
        ("Crece la lista de espera en Aragón", "La lista de espera crece en Aragón"),
        ("Cae el sistema de citas y se suspenden 300", "El sistema de citas se cae y se suspenden 300"),
        ("Quiebra una clínica de Vigo", "Una clínica de Vigo quiebra"),
        ("Detenida una enfermera por robar morfina", "Una enfermera fue detenida por robar morfina"),
        ("Adjudicado el contrato de la nube", "El contrato de la nube fue adjudicado"),
        ("Suspendidas las visitas en el hospital", "Las visitas fueron suspendidas en el hospital"),
        ("Hallado muerto un médico en Vigo", "Un médico fue hallado muerto en Vigo"),
        ("Talca: hackean el hospital", "Talca: el hospital fue hackeado"),
        ("Roban doce ordenadores en Vera", "Doce ordenadores fueron robados en Vera"),
        ("Roban medicamentos en Vera", "Unos medicamentos fueron robados en Vera"),
        ("Clausuran clínica clandestina en Puebla", "Una clínica clandestina fue clausurada en Puebla"),
        ("Aplazan el juicio por la filtración", "El juicio por la filtración fue aplazado"),
        ("Investigan la muerte de un niño", "La muerte de un niño es investigada"),
        ("Convocan huelga en los hospitales", "Una huelga fue convocada en los hospitales"),
        ("Rechazan médicos el nuevo sistema", "Los médicos rechazan el nuevo sistema"),
        ("Exigen más personal en urgencias", "Ellos exigen más personal en urgencias"),
    ],
)  # fmt: skip
def test_the_subject_goes_before_the_verb(text: str, ordered: str) -> None:
    assert in_order(text) == ordered


@pytest.mark.parametrize(
    "text",
    [
        "Cierra una ronda de 5 millones",
        "Cierra el año con pérdidas",
        "Abre una investigación por la fuga",
        "Muere el martes en Lima",
        "Renuncia al cargo",
        "Renuncia el ministro de Salud.",
        "Sube los precios un 5 %",
        "Llega el lunes a Madrid",
        "Crece un 12 % en un año",
        "Aumentan las agresiones a médicos",
        "Cae una red que vendía recetas falsas",
        "Adjudicado el contrato, la empresa cobrará en mayo.",
        "Absuelto el informático al que se acusaba",
        "Anuncian que cerrarán dos plantas",
        "Suspenden las cirugías hasta nuevo aviso.",
        "El hospital cierra dos plantas",
        "¿Cierra el hospital?",
        "Investigan a un médico por estafa",
    ],
)
def test_any_other_text_stays(text: str) -> None:
    assert in_order(text) == text


@given(st.text(max_size=120))
def test_any_text_passes(text: str) -> None:
    assert isinstance(in_order(text), str)
