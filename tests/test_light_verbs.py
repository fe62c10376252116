"""Verbs that say little beside a noun or a pronoun, and those that say enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.translate.light_verbs import with_one_verb


@pytest.mark.parametrize(
    ("lang", "text", "plainer"),
    [
        ("fr", "Les médecins s'en servent tous les jours.", "Les médecins l'utilisent tous les jours."),
        ("fr", "Peu d'infirmières s’en sont servies.", "Peu d'infirmières l'ont utilisé."),
        ("fr", "Ils doivent en bénéficier à terme.", "Ils doivent bénéficier de cela à terme."),
        ("fr", "Je veux m'appuyer sur elles.", "Je veux compter sur elles."),
        ("fr", "Il veut s’appuyer sur les équipes locales.", "Il veut compter sur les équipes locales."),
        ("fr", "L'outil redonne du temps médical aux praticiens.", "L'outil donne plus de temps médical aux praticiens."),
        ("fr", "pour leur redonner du temps", "pour leur donner plus de temps"),
        ("fr", "Chaque accès fait l'objet d'une alerte.", "Chaque accès donne lieu à une alerte."),
        ("fr", "Il fera l’objet d’une évaluation.", "Il sera soumis à une évaluation."),
        ("fr", "L'avis fait l'objet d'un recours.", "L'avis est visé par un recours."),
        ("fr", "L'hôpital s'est doté d'un robot.", "L'hôpital dispose désormais d'un robot."),
        ("fr", "La région va se doter d'un entrepôt.", "La région va disposer d'un entrepôt."),
        ("fr", "Il a fait valoir ses droits à la retraite.", "Il a pris sa retraite."),
        ("fr", "L'agence a fait part de ses réserves.", "L'agence a exprimé ses réserves."),
        ("fr", "Ils pourraient se voir retirer leur subvention.", "Ils pourraient perdre leur subvention."),
        ("fr", "Le projet a recueilli l'aval de la Cnil.", "Le projet a été approuvé par la Cnil."),
        ("fr", "Il doit recueillir l'aval du ministère.", "Il doit être approuvé par le ministère."),
        ("fr", "Il a obtenu l'aval de l’Autorité.", "Il a été approuvé par l'Autorité."),
        ("fr", "L'aval de l'ARS manque.", "L'approbation de l'ARS manque."),
        ("fr", "La panne a fait perdre quatre heures aux équipes.", "La panne a coûté quatre heures aux équipes."),
        ("fr", "Les syndicats s'y sont opposés.", "Les syndicats se sont opposés à cela."),
        ("fr", "La région y consacre 4 millions d'euros.", "La région consacre 4 millions d'euros à cela."),
        ("fr", "Il n'en est rien.", "Ce n'est pas vrai."),
        ("fr", "Il en va de la sécurité des patients.", "La sécurité des patients est en jeu."),
        ("fr", "Il n'a pas pour autant renoncé.", "Il n'a cependant pas renoncé."),
        ("es", "La empresa se adjudicó el contrato.", "La empresa ganó el contrato."),
        ("es", "Nubika se ha adjudicado dos contratos.", "Nubika ha ganado dos contratos."),
        ("es", "tras adjudicarse los concursos", "tras ganar los concursos"),
        ("es", "La firma se hizo con un contrato.", "La firma ganó un contrato."),
        ("es", "Se ha quedado, no se ha hecho con el 60% del capital.", "Se ha quedado, no ha comprado el 60% del capital."),
        ("es", "ha impuesto una sanción de 5.000 euros a la cadena", "ha multado con 5.000 euros a la cadena"),
        ("es", "impuso una multa de 3 millones de euros a la cadena de clínicas Sonría Más por perder datos", "multó a la cadena de clínicas Sonría Más con 3 millones de euros por perder datos"),
        ("es", "El Sergas saca a concurso la renovación de su red", "El Sergas lanza una licitación para la renovación de su red"),
        ("es", "Sanitek eleva un 12% sus ingresos y crece", "Sanitek eleva sus ingresos un 12% y crece"),
        ("es", "Multa a un hospital por perder historias", "Un hospital fue multado por haber perdido historias"),
        ("es", "Multa de 3.000 euros a una clínica por ceder datos", "Una clínica fue multada con 3.000 euros por haber cedido datos"),
        ("es", "Sanción a dos médicos por no firmar", "Dos médicos fueron sancionados por no haber firmado"),
        ("es", "el cese, a petición propia, de Luis Gil", "la dimisión de Luis Gil"),
        ("es", "La directora cesa a petición propia.", "La directora dimite."),
        ("es", "Nombró en su lugar a Raúl Peña.", "Nombró en su lugar a Raúl Peña."),
        ("es", "El Gobierno nombró en su lugar a Raúl Peña.", "El Gobierno nombró a Raúl Peña en su lugar."),
    ],
)  # fmt: skip
def test_one_verb_stands_for_several_words(lang: str, text: str, plainer: str) -> None:
    assert with_one_verb(text, lang) == plainer


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "La méthode s'appuie sur des travaux suédois."),
        ("fr", "Nous nous appuyons sur nos réussites."),
        ("fr", "Il fait l'objet d'une enquête interne."),
        ("fr", "Deux hôpitaux en bénéficient déjà."),
        ("fr", "Ils m'ont fait part de leurs craintes."),
        ("fr", "Le barrage est à l'aval de la ville."),
        ("fr", "L'éditeur s'est vu infliger une amende."),
        ("fr", "Il fait valoir son droit d'opposition."),
        ("es", "El contrato se adjudicó a la empresa Sanitek."),
        ("es", "En Galicia se adjudicó un contrato."),
        ("es", "Los rebeldes se hicieron con el control de la capital."),
        ("es", "El hospital sacará a concurso el mantenimiento."),
        ("es", "La empresa aumenta sus ventas un 8%."),
        ("es", "Multa a quien incumpla la ley por cobrar de más"),
        ("es", "Deja el cargo a petición propia."),
    ],
)
def test_what_is_said_plainly_stays(lang: str, text: str) -> None:
    assert with_one_verb(text, lang) == text


@given(st.text(alphabet="s'en rvialodtuc.,%5 MLé", max_size=60), st.sampled_from(["fr", "es"]))
def test_any_text_gives_a_text(text: str, lang: str) -> None:
    assert isinstance(with_one_verb(text, lang), str)
