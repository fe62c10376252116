"""Impersonal and inverted clauses, participles before their noun, and clauses that only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.translate.clauses import with_its_subject
from nlp.translate.participles import with_clauses


@pytest.mark.parametrize(
    ("lang", "text", "plainer"),
    [
        ("fr", "À défaut, le contrat sera résilié.", "Sinon, le contrat sera résilié."),
        ("fr", "Il devra répondre ; à défaut, il sera exclu.", "Il devra répondre ; sinon, il sera exclu."),
        ("fr", "Il revient à l'agence de fixer le calendrier.", "L'agence doit fixer le calendrier."),
        ("fr", "Il appartient aux hôpitaux de choisir.", "Les hôpitaux doivent choisir."),
        ("fr", "Il incombe à tous les députés de le faire.", "Tous les députés doivent le faire."),
        ("fr", "Sans doute le budget sera-t-il insuffisant.", "Le budget sera probablement insuffisant."),
        ("fr", "Aussi la direction a-t-elle choisi d'attendre.", "C'est pourquoi la direction a choisi d'attendre."),
        ("fr", "Il faudra attendre 2027 pour que le système soit généralisé.", "Le système ne sera pas généralisé avant 2027."),
        ("fr", "un bénéfice en progression de 6,1%", "un bénéfice en hausse de 6,1%"),
        ("fr", "Un second lot doit suivre en mars.", "Un second lot suivra en mars."),
        ("fr", "Les sites doivent être équipés d'ici l'été.", "Les sites seront équipés d'ici l'été."),
        ("fr", "La loi doit entrer en vigueur le 1er janvier.", "La loi entrera en vigueur le 1er janvier."),
        ("fr", "Autant les uns gagnent, autant les autres perdent.", "Les uns gagnent, mais les autres perdent."),
        ("fr", "À peine lancé, le service a fermé.", "Juste après son lancement, le service a fermé."),
        ("fr", "Viendront ensuite les cliniques.", "Les cliniques viendront ensuite."),
        ("fr", "À cette somme s'ajoutent 300 euros de frais.", "300 euros de frais s'ajoutent à cette somme."),
        ("fr", "Exercice de crise cyber : un hôpital coupé", "Exercice de simulation de crise cyber : un hôpital coupé"),
        ("fr", "Il a fallu annuler quarante opérations.", "Quarante opérations ont dû être annulés."),
        ("fr", "Il faudra former 2 000 soignants en mai.", "2 000 soignants devront être formés en mai."),
        ("fr", "Tout s'arrête à l'hôpital du Vexin du lundi 3 au jeudi 6.", "Tout s'arrête à l'hôpital du Vexin, du lundi 3 au jeudi 6."),
        ("es", "Le sucederá Ana Ortiz.", "Ana Ortiz será su sucesora."),
        ("es", "Le sustituye en el cargo Luis Soto.", "Luis Soto es su sucesor en el cargo."),
        ("es", "Faltan enfermeras en todo el país.", "No hay suficientes enfermeras en todo el país."),
        ("es", "El coste es el doble de lo previsto.", "El coste es dos veces más alto de lo previsto."),
        ("es", "Al hospital le robaron 30 ordenadores.", "30 ordenadores fueron robados al hospital."),
        ("es", "Entre los premiados está la doctora Sanz.", "La doctora Sanz está entre los premiados."),
        ("es", "El gasto se ha multiplicado por tres.", "El gasto se ha triplicado."),
        ("es", "Fueron 40 las camas que se cerraron.", "40 camas se cerraron."),
        ("es", "Pocos son los hospitales que lo tienen.", "Pocos hospitales lo tienen."),
        ("es", "Corresponde a los hospitales avisar a todos.", "Los hospitales deben avisar a todos."),
        ("es", "Corresponde al juez decidir.", "El juez debe decidir."),
        ("es", "Se echa en falta un plan.", "Se necesita un plan."),
        ("es", "Se da la circunstancia de que era su hermano.", "Resulta que era su hermano."),
        ("es", "Cabe recordar que el plazo vence.", "Es importante recordar que el plazo vence."),
        ("es", "Urge cambiar los servidores.", "Es urgente cambiar los servidores."),
        ("es", "Hacen falta veinte enfermeros.", "Se necesitan veinte enfermeros."),
        ("es", "Lo ocurrido el lunes inquieta.", "Lo que ocurrió el lunes inquieta."),
        ("es", "No se descarta que haya más.", "Es posible que haya más."),
        ("es", "Quien decide es el médico, no el programa.", "Es el médico quien decide, no el programa."),
        ("es", "Por muy buena que sea la app, falta personal.", "Aunque la app sea muy buena, falta personal."),
        ("es", "Entre sus tareas figuran la gestión y el coste.", "Sus tareas incluyen la gestión y el coste."),
        ("es", "Firmado el contrato, podrán empezar las obras.", "Firmado el contrato, las obras podrán empezar."),
    ],
)  # fmt: skip
def test_a_clause_gets_its_subject_first(lang: str, text: str, plainer: str) -> None:
    assert with_its_subject(text, lang) == plainer


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "À défaut d'accord, le juge tranchera."),
        ("fr", "Il revient à Paris demain."),
        ("fr", "Il appartient à quelqu'un d'autre."),
        ("fr", "Il appartient au Sénat de décider, pas à la présidence."),
        ("fr", "Il doit arriver en mars."),
        ("fr", "Les avis doivent être envoyés avant le 31 mars."),
        ("fr", "Les médecins doivent signer en juin."),
        ("fr", "Sans doute le budget suffira."),
        ("fr", "Il a fallu patienter trois semaines."),
        ("fr", "Il faut payer 20 euros."),
        ("es", "Faltan dos meses."),
        ("es", "Son las dos que quedan."),
        ("es", "Corresponde al año 2024."),
        ("es", "Faltan por instalar dos módulos."),
        ("es", "Cabe en una mano."),
        ("es", "No hace falta un permiso."),
        ("es", "Lo dicho, dicho está."),
    ],
)
def test_other_clauses_stay(lang: str, text: str) -> None:
    assert with_its_subject(text, lang) == text


@pytest.mark.parametrize(
    ("lang", "text", "plainer"),
    [
        ("fr", "Il a suivi un exercice simulant une attaque.", "Il a suivi un exercice qui simule une attaque."),
        ("fr", "Les médecins exerçant à l'hôpital y ont droit.", "Les médecins qui exercent à l'hôpital y ont droit."),
        ("fr", "Prévu pour janvier, le lancement a été repoussé.", "Le lancement, prévu pour janvier, a été repoussé."),
        ("fr", "Attendue lundi, l'ouverture est reportée.", "L'ouverture, attendue lundi, est reportée."),
        ("es", "Prevista para mayo, la apertura se ha retrasado.", "La apertura, prevista para mayo, se ha retrasado."),
        ("es", "Dotado con 3 millones, el plan durará dos años.", "El plan, dotado con 3 millones, durará dos años."),
    ],
)  # fmt: skip
def test_a_participle_stands_behind_its_noun(lang: str, text: str, plainer: str) -> None:
    assert with_clauses(text, lang) == plainer


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "En simulant une panne, ils ont appris."),
        ("fr", "Ils ont appris, simulant une panne."),
        ("fr", "Lancée en 2019, l'application est gratuite."),
        ("fr", "Prévu pour janvier, rien ne vient."),
        ("es", "Fundada en 2015, la empresa tiene sede en Lugo."),
    ],
)
def test_other_participles_stay(lang: str, text: str) -> None:
    assert with_clauses(text, lang) == text


@given(st.text(alphabet="ÀIlrevintaud's,é Prc-lo.EU", max_size=60), st.sampled_from(["fr", "es"]))
def test_any_text_gives_a_text(text: str, lang: str) -> None:
    assert isinstance(with_clauses(with_its_subject(text, lang), lang), str)
