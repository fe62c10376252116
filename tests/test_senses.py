"""Cues of senses: a row of the glossary is shown where its sense is meant, and left out where another is."""

from __future__ import annotations

import pytest

from nlp.glossary import Glossary
from nlp.translate.terms import TermFinder

FINDERS = {lang: TermFinder(Glossary.for_translation(), lang) for lang in ("fr", "es")}


def english(text: str, lang: str) -> list[str]:
    return [span.english for span in FINDERS[lang].find(text)]


@pytest.mark.parametrize(
    ("lang", "text", "shown"),
    [
        ("fr", "Un marché de 3 millions € TTC", "a contract worth"),
        ("fr", "Elle a remporté un marché de 2,5 millions d'euros", "a contract worth"),
        ("fr", "a décroché à Nantes un marché de 800 000 euros", "a contract worth"),
        ("fr", "La dette sera soldée en juin", "will be paid off"),
        ("fr", "il faut solder sa dette", "pay off"),
        ("fr", "Description des prestations", "description of services"),
        ("fr", "le traitement mis en œuvre viole le RGPD", "processing carried out"),
        ("fr", "le caractère massif du traitement", "massive scale of the processing"),
        ("fr", "Le sous-traitant, au sens du RGPD", "data processor"),
        ("fr", "À l'issue d'un contrôle, la Cnil a constaté", "after an inspection"),
        ("fr", "Dedalus met la main sur l'éditeur", "takes over"),
        ("fr", "Dedalus a mis la main sur Onelog", "took over"),
        ("fr", "Les pirates ont mis la main sur Onelog", "got hold of"),
        ("fr", "Le CHU n'a pas donné suite à nos demandes", "did not respond"),
        ("fr", "Contactée, elle n'avait pas donné suite.", "had not responded"),
        ("fr", "Contactée, elle n’avait pas donné suite à l’heure où nous publions", "had not responded"),
        ("fr", "Sollicité, le CHU n'a pas donné suite.", "did not respond"),
        ("fr", "Le marché a été confié sans appel, de gré à gré.", "without a call for tenders"),
        ("fr", "Marché public passé en procédure adaptée", "simplified procedure"),
        ("fr", "Le juge a méconnu l'article 5", "violated"),
        ("fr", "Le directeur a méconnu ses obligations", "violated"),
        ("fr", "Le principe d'égalité a été méconnu", "was violated"),
        ("fr", "en méconnaissance de l'article 5", "in violation of"),
        ("fr", "Il y a lieu de rejeter la demande", "it is appropriate to"),
        ("fr", "Il n'y a pas lieu de statuer", "there are no grounds to"),
        ("fr", "le médecin d'astreinte", "on-call"),
        ("fr", "Les données sont dans la nature", "are out in the open"),
        ("fr", "Le tribunal doit statuer sur le recours", "rule on"),
        ("fr", "met à la charge de l'État la somme de 3 000 euros", "orders"),
        ("fr", "Le coût est passé de 12 500 à 19 900 euros.", "went from"),
        ("fr", "Le chiffre d'affaires progresse de 3 %, à 12 millions", "rises by"),
        ("fr", "Les résultats sont attendus en 2027.", "is expected"),
        ("fr", "Il est condamné aux dépens.", "to pay costs"),
        ("fr", "six mois de prison avec sursis", "in prison, suspended"),
        ("es", "Levantó 8 millones de dólares", "raised"),
        ("es", "El juez impuso una fianza", "bail"),
        ("es", "abrió una investigación de oficio", "on its own initiative"),
        ("es", "La sentencia es firme", "is final"),
        ("es", "El contrato fue resuelto", "was terminated"),
        ("es", "licitado por procedimiento abierto", "put out to tender"),
        ("es", "Licitación por procedimiento abierto", "open procedure"),
        ("es", "La Dirección Gerencia del hospital", "management"),
        ("es", "El Consejo de Gobierno", "regional cabinet"),
        ("es", "la Junta de Castilla y León", "regional government of Castile and León"),
        ("fr", "Le conseil a arrêté le budget 2026.", "adopted"),
        ("fr", "La liste a été arrêtée en mai.", "was adopted"),
        ("fr", "Elle a engagé 12 millions d'euros.", "committed"),
        ("fr", "Une réflexion a été engagée.", "was launched"),
        ("fr", "Un médecin assure la garde.", "provides"),
        ("fr", "La maintenance est assurée par Kelvia.", "is provided"),
        ("fr", "Les postes infectés ont été isolés.", "workstation"),
        ("fr", "L'ordonnance a été rendue par le tribunal.", "order"),
        ("fr", "Le titre perdait 3,1 % à l'ouverture.", "the stock fell"),
        ("fr", "Les images sont versées au dossier.", "are added to the"),
        ("fr", "Les patients décrochent en mars.", "drop out"),
        ("fr", "La mutuelle a dénoncé l'accord.", "terminated"),
        ("fr", "L'aval de la Cnil est requis.", "approval"),
        ("fr", "Paul Martin, secrétaire général de la CGT", "general secretary"),
        ("fr", "Le bénéfice ressort à 4,5 millions d'euros.", "comes to"),
        ("es", "El SAS convoca 64 plazas.", "offers"),
        ("es", "Una partida de 3 millones", "budget allocation"),
        ("es", "Una coma mal puesta", "decimal point"),
        ("es", "El proyecto parte de una idea", "starts from"),
        ("es", "La firma facturó 12 millones", "posted revenue of"),
        ("es", "Compró equipos de radiología", "equipment"),
        ("es", "Instalará 300 equipos", "devices"),
        ("es", "El portal permite reservar turnos", "book appointments"),
        ("es", "El tribunal absolvió al médico.", "acquitted"),
        ("es", "El sistema se ha caído dos veces.", "has gone down"),
        ("es", "El director general de Farmacia", "director general"),
        ("es", "La obra demandó una inversión de 3 millones.", "required"),
    ],
)  # fmt: skip
def test_the_sense_that_is_meant_is_shown(lang: str, text: str, shown: str) -> None:
    assert shown in english(text, lang) if shown else not english(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "La e-santé représente un marché de 16 milliards d'euros en France."),
        ("fr", "Doctolib vise un marché de 3 millions d'euros en Allemagne."),
        ("fr", "La société signe son entrée sur un marché de 30 millions d'euros."),
        ("fr", "Elle a remporté des succès : un marché de 30 millions d'euros."),
        ("fr", "L'année s'est soldée par une perte, la dette a doublé."),
        ("fr", "L'audit pourrait se solder par une hausse de la dette."),
        ("fr", "La crise de la dette a été soldée par un accord."),
        ("fr", "un prêt de lit sera soldé"),
        ("fr", "Les prestations familiales sont versées par le titulaire."),
        ("fr", "Le traitement du diabète ; la Cnil est avertie."),
        ("fr", "Un sous-traitant a été piraté, la Cnil saisie."),
        ("fr", "Lors d'un contrôle routier"),
        ("fr", "Les équipes mettent la main sur la clé USB."),
        ("fr", "Elle n'a pas donné suite au projet."),
        ("fr", "Contactée, elle n'a pas donné suite à l'offre."),
        ("fr", "La vente se fait de gré à gré."),
        ("fr", "Une procédure adaptée à chaque patient, dit l'acheteur."),
        ("fr", "Il a méconnu les risques, dit le règlement."),
        ("fr", "la méconnaissance de leurs droits"),
        ("fr", "Il y a lieu de s'inquiéter."),
        ("fr", "La condamnation du réseau par les hackers, selon le juge."),
        ("fr", "Elle paie 10 000 euros d'astreinte."),
        ("fr", "Il est dans la nature des données de fuir."),
        ("fr", "Le conseil doit statuer sur le budget."),
        ("fr", "mettre à la charge de l'assuré les frais"),
        ("fr", "Il est passé de la théorie à la pratique."),
        ("fr", "Le taux progresse de 3 % à 5 %."),
        ("fr", "Elle est attendue par tous."),
        ("fr", "Il vit aux dépens de sa sœur, condamnée aux dépens de rien."),
        ("es", "Levantó la mano"),
        ("es", "La fianza del piso"),
        ("es", "un abogado y un médico de oficio"),
        ("es", "El suelo es firme"),
        ("es", "El procedimiento abierto contra el contrato"),
        ("fr", "La police a arrêté trois hommes."),
        ("fr", "Le médecin doit arrêter le traitement."),
        ("fr", "Il s'est engagé à verser 5 millions d'euros."),
        ("fr", "La ville a engagé un avocat."),
        ("fr", "Le maire assure que le service sera maintenu."),
        ("fr", "Trois postes d'infirmières informatiques sont vacants."),
        ("fr", "Le titre de l'article est trompeur."),
        ("fr", "L'argent a été versé à la famille."),
        ("fr", "Le médecin décroche le téléphone."),
        ("fr", "L'accord a été dénoncé par la CGT."),
        ("fr", "Cette hypothèse a été écartée."),
        ("es", "El ministro convocó una reunión."),
        ("es", "La partida de ajedrez"),
        ("es", "El enfermo entró en coma."),
        ("es", "El tren parte de Madrid."),
        ("es", "El proyecto es parte de un sueño."),
        ("es", "Los equipos de trabajo compraron flores."),
        ("es", "Trabaja en turnos de noche."),
        ("es", "El enfermo se cayó."),
        ("es", "El enfermo recoge su bolsa."),
        ("es", "El camión volcó."),
    ],
)
def test_another_sense_is_left_to_the_model(lang: str, text: str) -> None:
    kept = {"health insurance", "patient", "Cnil", "subject to", "buyer", "customer"}
    assert not [e for e in english(text, lang) if e not in kept]


@pytest.mark.parametrize("region", ["Castilla y León", "Andalucía", "Extremadura"])
def test_a_government_is_not_named_again_behind_its_cabinet(region: str) -> None:
    shown = english(f"El Consejo de Gobierno de la Junta de {region}", "es")
    assert shown[0] == "regional cabinet" and not any("government" in e for e in shown)
    [alone] = english(f"con la Junta de {region}", "es")
    assert alone.lower().startswith("regional government of ")
