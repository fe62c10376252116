"""Right English with its source: rules that ask the source leave what is no artifact of it."""

from __future__ import annotations

import pytest

from nlp.repair import Repairer, RepairOptions

REPAIRER = Repairer.load(RepairOptions(model=None))


@pytest.mark.parametrize(
    ("english", "source", "lang"),
    [
        ("It sells a voice assistant for midwives.", "Vende un asistente de voz para parteras.", "es"),
        ("It is a conversational assistant.", "Es un asistente conversacional.", "es"),
        ("I was offered an assistant that codes as I speak.", "Me ofrecieron un asistente que codifica.", "es"),
        ("By my count, 130 would have been resolved that way.", "Según mi cuenta, 130 se habrían resuelto así.", "es"),
        ("The Provincial Court of Cáceres acquitted him.", "La Audiencia Provincial de Cáceres lo absolvió.", "es"),
        ("NIAMEY - Sahel e-Soins, a pioneer, closed.", "NIAMEY - Pionnière, Sahel e-Soins a fermé.", "fr"),
        ("The medical assistants were trained.", "Se formó a los asistentes médicos.", "es"),
        ("The trials were conducted with actors in a house.", "Se hizo con actores en una casa.", "es"),
        ("Threat actors entered the network.", "Des acteurs malveillants sont entrés.", "fr"),
        ("He was released on charges of fraud.", "Quedó en libertad con cargos por fraude.", "es"),
        ("The charges against him were dropped.", "Se retiraron los cargos contra él.", "es"),
        ("The hospitals must use openEHR templates.", "Los hospitales usarán plantillas openEHR.", "es"),
        ("The hospital changed the report template.", "El hospital cambió la plantilla de informes.", "es"),
        ("It won a coding contest for hospitals.", "Ganó un concurso de programación.", "es"),
        ("There will be a photo contest.", "Habrá un concurso de fotografía.", "es"),
        ("She pointed it out to us.", "Nos lo señaló ella.", "es"),
        ("He pointed at the screen of the ward.", "Señaló la pantalla de la planta.", "es"),
        ("The recipe?", "¿La receta?", "es"),
        ("It had 3 elevator breakdowns.", "Il y a eu 3 pannes d'ascenseur.", "fr"),
        ("It covers analytics and data governance.", "Cubre analítica y gobierno del dato.", "es"),
        ("It costs €1,380,000, VAT included, over five years.", "Cuesta 1.380.000 euros, IVA incluido.", "es"),
        ("The contract has a value of €2 million for a term of 48 months.",
         "Le marché vaut 2 millions d'euros pour une durée de 48 mois.", "fr"),
        ("Sespa, the Asturian health service, signed it.", "El Sespa, servicio asturiano, en Asturias.", "es"),
        ("It records Zapotec and Mixtec.", "En la Mixteca, captura en zapoteco y mixteco.", "es"),
        ("There are four Mrs. Martins here.", "Il y a quatre Mme Martin ici.", "fr"),
        ("A loan of the Inter-American Development Bank (IDB).",
         "Un crédito del Banco Interamericano de Desarrollo (BID).", "es"),
        ("The OECD and the IDB agree.", "La OCDE y el BID coinciden.", "es"),
        ("Twenty-six operations were postponed.", "Vingt-six interventions ont été reportées.", "fr"),
        ("Post-operative care is theirs.", "Post-opératoire : les soins sont à eux.", "fr"),
        ("If Anton Chekhov had had one, he would have written.",
         "Si Antón Chéjov hubiera tenido uno, habría escrito.", "es"),
        ("The bid of 2.145 billion pesos came first.", "La oferta de $ 2.145 millones fue la primera.", "es"),
        ("The baby weighs 3.180 kilos.", "La petite pèse 3,180 kilos.", "fr"),
        ("The clinic had offered her 1,140 photocopies.", "La clínica le había ofrecido 1.140 copias.", "es"),
        ("The board chose her over 23 other candidates.", "El patronato la prefirió a otros 23.", "es"),
        ("The clinic will have to hand it over to her.", "La clínica tendrá que entregársela.", "es"),
        ('"The software checked everything; it was legal," he blurted out.',
         "« Le logiciel vérifiait tout, c'était légal », a-t-il lâché.", "fr"),
        ("The hospital will begin writing to everyone treated there since 2010.",
         "El hospital comenzará a escribir a todos los tratados desde 2010.", "es"),
        ("Having waived early payment, which would have cut the sum by 20%, it may appeal.",
         "Al haber renunciado al pago anticipado, que habría rebajado la suma, puede recurrir.", "es"),
        ("The buyer has suspended the tender it launched in August for licenses.",
         "La centrale a suspendu la consultation lancée en août.", "fr"),
        ("The group has reopened the site closed last year.", "Le groupe a rouvert le site fermé l'an dernier.", "fr"),
        ("What isn't on it isn't on it.", "Lo que no está, no está.", "es"),
        ("They use the software daily since July.", "Ils exploitent le logiciel au quotidien.", "fr"),
        ("It is as comforting as an herbal tea.", "C'est rassurant comme une tisane.", "fr"),
    ],
)  # fmt: skip
def test_right_english_stays(english: str, source: str, lang: str) -> None:
    found = REPAIRER.repair(english, source, lang)
    assert (found.text, found.edits) == (english, ())


@pytest.mark.parametrize(
    ("damaged", "source", "lang", "mended"),
    [
        ("The event had 200 assistants.", "El acto tuvo 200 asistentes.", "es",
         "The event had 200 attendees."),
        ("Each assistant of the congress gets a badge.", "Cada asistente al congreso recibe una.", "es",
         "Each attendee of the congress gets a badge."),
        ("The actors of the plan met.", "Se reunieron los actores del plan.", "es",
         "The stakeholders of the plan met."),
        ("It works with all the actors of the plan.", "Trabaja con los actores del plan.", "es",
         "It works with all the stakeholders of the plan."),
        ("She held several charges there.", "Ocupó varios cargos allí.", "es",
         "She held several jobs there."),
        ("The hospital renews its template.", "El hospital renueva su plantilla.", "es",
         "The hospital renews its staff."),
        ("The ministry opened a contest for the network.", "El ministerio abrió un concurso.", "es",
         "The ministry opened a tender for the network."),
        ("The doctor pointed that it fails.", "El médico señaló que falla.", "es",
         "The doctor noted that it fails."),
        ("The doctor signs the recipe.", "El médico firma la receta.", "es",
         "The doctor signs the prescription."),
        ("A breakdown stopped the servers.", "Une panne a arrêté les serveurs.", "fr",
         "An outage stopped the servers."),
        ("The analytics of the patient came late.", "La analítica del paciente llegó tarde.", "es",
         "The lab test of the patient came late."),
        ("It costs €2 million, IVA included.", "Cuesta 2 millones, IVA incluido.", "es",
         "It costs €2 million, including VAT."),
        ("The contract runs for a duration of 48 months.", "Le marché court pour 48 mois.", "fr",
         "The contract runs for 48 months."),
        ("The service of Asturas signed it.", "Firmó el servicio de Asturias.", "es",
         "The service of Asturias signed it."),
        ("The IRHF standard is used.", "Le standard FHIR est utilisé.", "fr",
         "The FHIR standard is used."),
        ("It opened in Clermont-Strand.", "Il a ouvert à Clermont-Ferrand.", "fr",
         "It opened in Clermont-Ferrand."),
        ("Antonio Martinez runs it.", "Antonio Martínez lo dirige.", "es", "Antonio Martínez runs it."),
        ("Jose Martinez runs it.", "José Martínez lo dirige.", "es", "José Martínez runs it."),
        ("It has 3.180 beds.", "Il compte 3 180 lits.", "fr", "It has 3,180 beds."),
        ("The group was bought by its staff; the company said her offer stands.",
         "La empresa dijo que su oferta sigue.", "es",
         "The group was bought by its staff; the company said its offer stands."),
        ("The hospital has signed the contract last year.", "L'hôpital a signé le contrat l'an dernier.", "fr",
         "The hospital signed the contract last year."),
        ("The group would have signed the deal.", "Le groupe aurait signé l'accord.", "fr",
         "The group reportedly signed the deal."),
        ("It is in the region of Lyon in the region of Lyon.", "Il est dans la région de Lyon.", "fr",
         "It is in the region of Lyon."),
        ("It opens the platform daily of the group.", "Il ouvre la plateforme quotidienne.", "fr",
         "It opens the daily platform of the group."),
        ("It is an hospital.", "C'est un hôpital.", "fr", "It is a hospital."),
    ],
)  # fmt: skip
def test_what_the_source_shows_wrong_is_mended(
    damaged: str, source: str, lang: str, mended: str
) -> None:
    assert REPAIRER.repair(damaged, source, lang).text == mended
