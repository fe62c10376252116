"""Constructions said in plainer ones of their own language, and those that only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.translate.constructions import constructed


@pytest.mark.parametrize(
    ("lang", "text", "plainer"),
    [
        ("fr", "Dominance s'offre son concurrent Géroline.", "Dominance achète son concurrent Géroline."),
        ("fr", "Kaelis s'offre l'espagnol Codilia", "Kaelis achète l'espagnol Codilia"),
        ("fr", "Les deux groupes s'offrent une clinique.", "Les deux groupes achètent une clinique."),
        ("fr", "L'éditeur s'est offert Médisoft.", "L'éditeur a acheté Médisoft."),
        ("fr", "Le groupe s'adjuge le marché.", "Le groupe remporte le marché."),
        ("fr", "Géroline tombe dans l'escarcelle du fonds.", "Géroline est racheté par le fonds."),
        ("fr", "Le marché tombe dans l'escarcelle de Corvex.", "Le marché est remporté par Corvex."),
        ("fr", "Médilys accuse une perte de 2 millions.", "Médilys enregistre une perte de 2 millions."),
        ("fr", "Le chantier accuse un retard de six mois.", "Le chantier a six mois de retard."),
        ("fr", "Sérénia a vu son offre écartée.", "L'offre de Sérénia a été écartée."),
        ("fr", "a bondi de 140 % à 4,7 millions d'euros", "a augmenté de 140 % et atteint 4,7 millions d'euros"),
        ("fr", "Les ventes grimpent de 8 %, à 3 M€.", "Les ventes augmentent de 8 % et atteignent 3 M€."),
        ("fr", "La part recule de 3 points à 12 %.", "La part recule de 3 points et atteint 12 %."),
        ("fr", "À trois mois de l'échéance, rien.", "Trois mois avant l'échéance, rien."),
        ("fr", "Le vote, à une semaine du procès, est nul.", "Le vote, une semaine avant le procès, est nul."),
        ("fr", "À 10 jours des élections, il part.", "10 jours avant les élections, il part."),
        ("fr", "Reste à trouver un financement.", "Il faut encore trouver un financement."),
        ("fr", "Reste désormais à fixer la date.", "Il faut encore fixer la date."),
        ("fr", "Reste que le prix est élevé.", "Cependant, le prix est élevé."),
        ("fr", "Il s'est gardé de critiquer.", "Il a évité de critiquer."),
        ("fr", "Elle se garde bien de donner une date.", "Elle évite de donner une date."),
        ("fr", "Il se garde de tout commentaire.", "Il évite tout commentaire."),
        ("fr", "une fausse bonne idée", "une mauvaise idée"),
        ("fr", "a débouté Prosoin de toutes ses demandes", "a rejeté toutes les demandes de Prosoin"),
        ("fr", "a débouté Prosoin de l'ensemble de ses demandes à l'encontre de T.", "a rejeté toutes les demandes de Prosoin à l'encontre de T."),
        ("fr", "a débouté le CHU de sa demande d'indemnisation", "a rejeté la demande d'indemnisation du CHU"),
        ("fr", "Signer, sous peine de nullité.", "Signer, au risque d'être annulé."),
        ("fr", "Il doit payer sous peine d'une amende.", "Il doit payer, au risque d'une amende."),
        ("fr", "Sous peine d'irrecevabilité, signez.", "Au risque d'être rejeté, signez."),
        ("fr", "Faute de quoi, le contrat tombe.", "Sinon, le contrat tombe."),
        ("fr", "Le CHU paie, à charge pour l'éditeur de former les équipes.", "Le CHU paie, et l'éditeur devra former les équipes."),
        ("fr", "Cinq candidats au plus seront admis.", "Au maximum cinq candidats seront admis."),
        ("fr", "à rendre sous huitaine", "à rendre dans un délai de huit jours"),
        ("fr", "soit moitié plus qu'en 2024", "soit 50 % de plus qu'en 2024"),
        ("fr", "Kaelis lève 5 M€ et lorgne la Suisse", "Kaelis lève 5 M€ et vise la Suisse"),
        ("fr", "Le groupe lorgne sur la Suisse.", "Le groupe vise la Suisse."),
        ("fr", "Elle conclut à une baisse de 9 %.", "Elle constate une baisse de 9 %."),
        ("fr", "Dès le lendemain, elle a porté plainte.", "Le lendemain, elle a porté plainte."),
        ("fr", "Dès le lendemain du vote, il part.", "Dès le lendemain du vote, il part."),
        ("fr", "Il est tombé à sept reprises.", "Il est tombé sept fois."),
        ("fr", "Il a écopé mardi d'une amende.", "Il a reçu mardi une amende."),
        ("fr", "Il a écopé d'une amende.", "Il a écopé d'une amende."),
        ("fr", "Il avait déjà jeté l'éponge.", "Il avait déjà abandonné."),
        ("fr", "Un éditeur condamné pour escroquerie", "Un éditeur est condamné pour escroquerie"),
        ("fr", "Vesoul : la maternité menacée", "Vesoul : la maternité est menacée"),
        ("fr", "Vers une fusion des deux hôpitaux", "Possible fusion des deux hôpitaux"),
        ("fr", "Agression d'une infirmière", "Agression contre une infirmière"),
        ("es", "El consejero restó importancia al fallo.", "El consejero minimizó el fallo."),
        ("es", "Nos regalaron un equipo.", "Ellos nos regalaron un equipo."),
        ("es", "Nos han quitado dos médicos.", "Ellos nos han quitado dos médicos."),
        ("es", "Se dictaron 60 cursos.", "60 cursos fueron impartidos."),
        ("es", "Se dictó una charla sobre el dengue.", "Una charla fue impartida sobre el dengue."),
        ("es", "Dictó un taller.", "Dictó un taller."),
        ("es", "Ayer dictó un taller.", "Ayer impartió un taller."),
        ("es", "Los precios van al alza.", "Los precios están subiendo."),
        ("es", "La firma revisó a la baja sus ventas.", "La firma recortó sus ventas."),
        ("es", "Cuesta desde 89 euros al mes.", "Cuesta a partir de 89 euros al mes."),
        ("es", "cinco meses desde la firma", "cinco meses a partir de la firma"),
        ("es", "Accedió hasta en 47 ocasiones al historial.", "Accedió 47 veces al historial."),
        ("es", "que sean inferiores en más de un 20% a la media", "que estén más de un 20% por debajo de la media"),
        ("es", "El hospital prescinde de su proveedor.", "El hospital deja de trabajar con su proveedor."),
        ("es", "Eso sí, habrá retrasos.", "Sin embargo, habrá retrasos."),
        ("es", "Toca esperar.", "Hay que esperar."),
        ("es", "Jarro de agua fría para los proveedores.", "Decepción para los proveedores."),
        ("es", "Visto para sentencia el juicio por la filtración.", "El juicio por la filtración terminó y está pendiente de sentencia."),
        ("es", "A la reunión acudieron veinte alcaldes.", "Veinte alcaldes acudieron a la reunión."),
        ("es", "El sistema que compró el ministerio falla.", "El sistema que el ministerio compró falla."),
        ("es", "Altaria se impone a Sanitek en el concurso.", "Altaria derrota a Sanitek en el concurso."),
        ("es", "Adjudican a Sanitek la nube del Sergas", "La nube del Sergas fue adjudicada a Sanitek"),
        ("es", "Se busca gerente para el hospital de Melilla", "El hospital de Melilla busca un gerente"),
        ("es", "Hackean la web y piden rescate", "Hackean la web y unos atacantes piden un rescate"),
    ],
)  # fmt: skip
def test_a_construction_is_said_in_a_plainer_one(lang: str, text: str, plainer: str) -> None:
    assert constructed(text, lang) == plainer


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le directeur s'offre une pause."),
        ("fr", "Un choix s'offre à la région."),
        ("fr", "Le club s'offre une belle victoire."),
        ("fr", "Le taux recule de 12 % à 9 %."),
        ("fr", "La part progresse de 8 % à périmètre constant."),
        ("fr", "condamné à trois mois de prison"),
        ("fr", "À deux heures de Paris, la clinique ferme."),
        ("fr", "Reste à savoir qui paiera."),
        ("fr", "Reste la question du prix."),
        ("fr", "Il garde de bons souvenirs."),
        ("fr", "une fausse alerte"),
        ("fr", "un logiciel sans quoi rien ne marche"),
        ("fr", "Il quitte à regret son poste."),
        ("fr", "au plus tard le 3 mai"),
        ("fr", "Il lève la main."),
        ("fr", "La maternité est menacée"),
        ("fr", "Un éditeur a été condamné pour escroquerie"),
        ("es", "Nos faltan médicos."),
        ("es", "Nos dieron los médicos un informe."),
        ("es", "El juez dictó sentencia."),
        ("es", "La ley lo revisa al detalle."),
        ("es", "Vive en Lima desde 2019."),
        ("es", "Trabaja desde las 8 horas."),
        ("es", "A las ocho acuden."),
        ("es", "El director que compró la casa"),
        ("es", "Prescinde de adornos."),
        ("es", "Eso sí es verdad."),
        ("es", "Es inferior a la media."),
    ],
)
def test_what_only_looks_like_one_stays(lang: str, text: str) -> None:
    assert constructed(text, lang) == text


@given(st.text(max_size=120), st.sampled_from(["fr", "es"]))
def test_any_text_passes(text: str, lang: str) -> None:
    assert isinstance(constructed(text, lang), str)
