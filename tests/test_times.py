"""Hours in French and Spanish sentences: times of day, lengths of time, and what is left to the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.protect import find_spans, unmask
from nlp.times import clock, length, times


def found(text: str, lang: str) -> list[str]:
    return [s.english for s in find_spans(text, lang) if s.kind == "time"]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "La bascule a duré 36 h", "36 hours"),
        ("fr", "La médiane s'établit à 5 h 04.", "5 hours 4 minutes"),
        ("fr", "L'attente moyenne s'élève désormais à 4 h 12.", "4 hours 12 minutes"),
        ("fr", "Le délai médian recule à 2 h 05.", "2 hours 5 minutes"),
        ("fr", "Il passe 4 h 10 par garde au bureau.", "4 hours 10 minutes"),
        ("fr", "Elle a passé 2 h 20 au bloc.", "2 hours 20 minutes"),
        ("fr", "Comptez 3 h 30 par dossier.", "3 hours 30 minutes"),
        ("fr", "contre 2 h 45 il y a dix ans", "2 hours 45 minutes"),
        ("fr", "La réunion de 2 h 30 n'a rien donné.", "2 hours 30 minutes"),
        ("fr", "Cette intervention délicate de 3 h 40 a réussi.", "3 hours 40 minutes"),
        ("fr", "Une consultation de 1 h 15 coûte cher.", "1 hour 15 minutes"),
        ("fr", "Le temps de réponse est tombé à 1 min 40.", "1 minute 40 seconds"),
        ("fr", "La vidéo dure 2 min 30 s.", "2 minutes 30 seconds"),
        ("fr", "Il a fallu 12 minutes 30.", "12 minutes 30 seconds"),
        ("es", "Pasa 4 h 10 por guardia ante el ordenador.", "4 hours 10 minutes"),
        ("es", "frente a 2 h 45 hace diez años", "2 hours 45 minutes"),
        ("es", "La reunión de 2 h 30 no sirvió.", "2 hours 30 minutes"),
        ("es", "La espera media subió a 3 h 20.", "3 hours 20 minutes"),
        ("es", "Hacen falta 2 h 15 por paciente.", "2 hours 15 minutes"),
        ("es", "Cada paciente espera 12 min 30 de media.", "12 minutes 30 seconds"),
        ("fr", "pendant 5 h mardi", "5 hours"),
        ("fr", "Il lui reste 1 h 30 pour agir.", "1 hour 30 minutes"),
        ("fr", "Il ne reste que 1 h 30.", "1 hour 30 minutes"),
        ("fr", "L'attente atteint environ 4h30.", "4 hours 30 minutes"),
        ("fr", "L'attente dépasse 2h30.", "2 hours 30 minutes"),
        ("fr", "resté indisponible 1 h 30", "1 hour 30 minutes"),
        ("fr", "le réseau, coupé 2h15,", "2 hours 15 minutes"),
        ("fr", "à l'arrêt 3h20", "3 hours 20 minutes"),
        ("es", "Quedan 1 h 30.", "1 hour 30 minutes"),
        ("es", "estuvo fuera de servicio 2h15", "2 hours 15 minutes"),
        ("es", "La espera alcanza 4h30.", "4 hours 30 minutes"),
        ("fr", "La panne a duré 3 h 30.", "3 hours 30 minutes"),
        ("fr", "Le rétablissement a pris près de 18 h.", "18 hours"),
        ("fr", "La coupure a duré 8h.", "8 hours"),
        ("fr", "L'opération a pris 24h.", "24 hours"),
        ("fr", "35h par semaine", "35 hours"),
        ("fr", "Au bout de 6 h", "6 hours"),
        ("fr", "Ils travaillent 1 h de plus", "1 hour"),
        ("fr", "une réponse sous 4 h", "4 hours"),
        ("fr", "en moins de 2 h 05", "2 hours 5 minutes"),
        ("fr", "il faut environ 0 h 45", "45 minutes"),
        ("fr", "un délai de reprise de 4 h", "4 hours"),
        ("fr", "un temps de rétablissement de 4 h", "4 hours"),
        ("fr", "une grève de 12 h", "12 hours"),
        ("fr", "après 6 h de panne", "6 hours"),
        ("fr", "8 h d'affilée", "8 hours"),
        ("fr", "1 h 47 min 12 s", "1 hour 47 minutes 12 seconds"),
        ("fr", "2 400 h de formation", "2,400 hours"),
        ("fr", "1,5 h par jour", "1.5 hours"),
        ("es", "durante 6 h 30", "6 hours 30 minutes"),
        ("es", "El corte duró 12:30 horas", "12 hours 30 minutes"),
        ("es", "El corte duró 2.15 horas", "2.15 hours"),
        ("es", "tras 6 h sin sistema", "6 hours"),
        ("es", "lleva 31 h fallando", "31 hours"),
        ("es", "hace 6 h", "6 hours"),
        ("es", "40 h a la semana", "40 hours"),
        ("es", "un paro de 24 h", "24 hours"),
        ("es", "8 h de trabajo", "8 hours"),
        ("es", "una dosis 2h antes de operar", "2 hours"),
        ("fr", "rappelé 3 h 30 après la panne", "3 hours 30 minutes"),
    ],
)
def test_what_lasts_is_no_time_of_day(lang: str, text: str, expected: str) -> None:
    assert found(text, lang) == [expected]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "ouvrent de 8h à 18h", ["8 a.m.", "6 p.m."]),
        ("fr", "Entre 9 h et 12 h, rien", ["9 a.m.", "noon"]),
        ("fr", "14h à 17h", ["2 p.m.", "5 p.m."]),
        ("fr", "ouvert 9h-17h30", ["9 a.m.", "5:30 p.m."]),
        ("fr", "ouvert 9:30-12:00", ["9:30 a.m.", "noon"]),
        ("fr", "de 22 h à 1 h 30", ["10 p.m.", "1:30 a.m."]),
        ("fr", "de 6 h à midi, puis de minuit à 2 h", ["6 a.m.", "2 a.m."]),
        ("fr", "coupée de 2 à 4 heures du matin", ["2 a.m.", "4 a.m."]),
        ("fr", "de mardi 22 heures à jeudi 7 heures", ["10 p.m.", "7 a.m."]),
        ("es", "La sede abre de 8 a 15 h", ["8 a.m.", "3 p.m."]),
        ("es", "de 8h a 15h", ["8 a.m.", "3 p.m."]),
        ("es", "Avenida Mitre 1450, de 8 a 13 h.", ["8 a.m.", "1 p.m."]),
        ("es", "entre las 11 y las 13 h", ["11 a.m.", "1 p.m."]),
        ("es", "desde las 8:30 hasta las 14.45 horas", ["8:30 a.m.", "2:45 p.m."]),
        ("es", "desde las 13.00 hasta las 21.00 horas", ["1 p.m.", "9 p.m."]),
        ("es", "horario de mañana, de 8.00 a 15.00.", ["8 a.m.", "3 p.m."]),
        ("es", "de las 00.00 a las 05.30 del domingo", ["midnight", "5:30 a.m."]),
        ("fr", "mesurée à 8h, 10h et 16h au départ", ["8 a.m.", "10 a.m.", "4 p.m."]),
        ("es", "a las 8:00 AM, 10:30 AM y 4:00 PM", ["8 a.m.", "10:30 a.m.", "4 p.m."]),
    ],
)
def test_both_hours_of_a_range_are_read(lang: str, text: str, expected: list[str]) -> None:
    assert found(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "La réunion de 14 h 30 est annulée.", "2:30 p.m."),
        ("fr", "Le train de 6 h 12 est supprimé.", "6:12 a.m."),
        ("fr", "Le délai expire à 12 h 30.", "12:30 p.m."),
        ("fr", "L'attente a pris fin à 4 h 30.", "4:30 a.m."),
        ("fr", "La panne est survenue à 5 h 04.", "5:04 a.m."),
        ("fr", "La garde commence à 8 h 30 par visioconférence.", "8:30 a.m."),
        ("fr", "Le service rouvre à 8 h 30.", "8:30 a.m."),
        ("es", "La reunión de las 14:30 se cancela.", "2:30 p.m."),
        ("es", "El apagón ocurrió a las 3:20.", "3:20 a.m."),
        ("es", "La consulta abre a las 8:30 h.", "8:30 a.m."),
        ("fr", "à 12h00", "noon"),
        ("fr", "à 12 h", "noon"),
        ("fr", "à 00h00", "midnight"),
        ("fr", "jusqu'à 0h30", "12:30 a.m."),
        ("fr", "à 08h05", "8:05 a.m."),
        ("fr", "à 3 heures du matin", "3 a.m."),
        ("fr", "à 3 heures de l'après-midi", "3 p.m."),
        ("fr", "à 8 h 30 du soir", "8:30 p.m."),
        ("fr", "le train de 18 h 53", "6:53 p.m."),
        ("fr", "il était près de 18 h", "6 p.m."),
        ("fr", "dès jeudi, 5 heures", "5 a.m."),
        ("fr", "à 3:56 PM, heure de Paris", "3:56 p.m."),
        ("fr", "2025-03-12 14:30", "2:30 p.m."),
        ("fr", "Le 12/03/2025 14:30", "2:30 p.m."),
        ("fr", "à 12 h 15 du soir", "12:15 a.m."),
        ("fr", "à 19 h 21 min 39 s", "7:21:39 p.m."),
        ("es", "a las 8:25 pm.", "8:25 p.m."),
        ("es", "a las 12:00 del mediodía", "noon"),
        ("es", "a las 12:00 AM", "midnight"),
        ("es", "a las 07:45 A.M. en Barranquilla", "7:45 a.m."),
        ("fr", "à 18 h par visioconférence", "6 p.m."),
        ("es", "a las 2:30 p.m.", "2:30 p.m."),
        ("es", "a las 2:30 p. m., dijo", "2:30 p.m."),
        ("es", "a las 8:30 de la noche", "8:30 p.m."),
        ("es", "a las 12:30 de la noche", "12:30 a.m."),
        ("es", "a las 4:35 de la tarde", "4:35 p.m."),
        ("es", "a las 5:20 de la mañana", "5:20 a.m."),
        ("es", "a las 12:15 p.m.", "12:15 p.m."),
        ("es", "a las 18 hs", "6 p.m."),
        ("es", "el jueves 19 a las 17 h", "5 p.m."),
        ("es", "a las 21 horas del sábado", "9 p.m."),
        ("es", "a las 17 h de hoy", "5 p.m."),
    ],
)
def test_a_time_of_day(lang: str, text: str, expected: str) -> None:
    assert found(text, lang) == [expected]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "jusqu'à 12 heures d'attente"),
        ("fr", "il faut entre 4 heures et 6 heures"),
        ("fr", "passe de 24 à 4 heures"),
        ("fr", "un atelier de 2 à 3 heures"),
        ("fr", "de 6 heures à 15 minutes"),
        ("fr", "Les 24 Heures du Mans"),
        ("fr", "une grève de 36 heures"),
        ("es", "a las 24 horas de haberla contratado"),
        ("es", "a las 2 horas de llegar"),
        ("es", "en las 6 horas siguientes"),
        ("es", "tarda de 8 a 12 horas"),
        ("fr", "mesurée 2 heures et 13 heures après"),
        ("fr", "à 24:15 de la vidéo"),
        ("fr", "UTC+02:00"),
        ("es", "una división 80:20"),
        ("fr", "26 000 heures de tests"),
        ("fr", "2017-07-13T22:00:37-07:00"),
        ("es", "de 10 a 15 hospitales abrieron el lunes"),
        ("es", "subió de 8.50 a 12.30 pesos el lunes"),
    ],
)
def test_what_nothing_tells_is_left_to_the_model(lang: str, text: str) -> None:
    assert found(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "Le délai passe de 6 h à 2 h", ["6 hours", "2 hours"]),
        ("fr", "réduit de 48 h à 24 h", ["48 hours", "24 hours"]),
        ("fr", "dure 1 h 52, contre 2 h 40", ["1 hour 52 minutes", "2 hours 40 minutes"]),
        ("fr", "fermera à 22 h 30 contre 20 h 15", ["10:30 p.m.", "8:15 p.m."]),
        ("es", "La espera bajó de 2 h a 1 h", ["2 hours", "1 hour"]),
        ("es", "un plazo de 8 a 12 h", ["12 hours"]),
    ],
)
def test_a_range_of_lengths_is_none_of_the_clock(lang: str, text: str, expected: list[str]) -> None:
    assert found(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "ouvert 24h/24 et 7j/7", "24/7"),
        ("fr", "7 jours sur 7 et 24 heures sur 24", "24/7"),
        ("fr", "joignable 24h/24", "24 hours a day"),
        ("fr", "joignable 7j/7", "seven days a week"),
        ("fr", "24/24, 7j/7", "24/7"),
        ("es", "24 horas al día, los 7 días de la semana", "24/7"),
        ("es", "de lunes a viernes y 24 h al día", "24 hours"),
    ],
)
def test_round_the_clock(lang: str, text: str, expected: str) -> None:
    assert found(text, lang) == [expected]


@pytest.mark.parametrize("text", ["24/24 dossiers", "7/7", "124h/24", "24h/247"])
def test_what_only_looks_like_it(text: str) -> None:
    assert "24/7" not in found(text, "fr") and "24 hours a day" not in found(text, "fr")


WORDS = (
    "de à a et y entre las desde hasta 8 15 24 36 h heures horas 8h 18h30 14.45 8:30 12,5 2 400 midi "
    "duré durante par semaine mañana du matin p.m. lundi 24h/24 7j/7 , ; - 9h-17h contre passe"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=14), st.sampled_from(["fr", "es"]))
def test_every_span_lies_inside_and_says_something(words: list[str], lang: str) -> None:
    text = " ".join(words)
    for span in times(text, lang):
        assert 0 <= span.start < span.end <= len(text)
        assert span.english and text[span.start].isdigit()


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_minute_of_a_day_has_its_own_name(hour: int, minute: int) -> None:
    assert found(f"à {hour} h {minute:02d}", "fr") == [clock(hour, f"{minute:02d}")]
    said = f"pendant {hour} h {minute:02d}"
    assert found(said, "fr") == [length(hour, str(minute))]


def test_no_two_times_have_one_name() -> None:
    names = {clock(h, f"{m:02d}") for h in range(24) for m in range(60)}
    assert len(names) == 24 * 60 and {"noon", "midnight", "12:30 p.m.", "12:30 a.m."} <= names


@pytest.mark.parametrize(
    ("lang", "text", "span"),
    [
        ("es", "a las 8:25 pm.", "8:25 pm"),
        ("es", "a las 8:25 p.m.", "8:25 p.m."),
        ("es", "a las 20:30 hora local", "20:30"),
        ("es", "a las 20:30 horas.", "20:30 horas"),
        ("fr", "a duré 36 h du matin au soir", "36 h"),
        ("fr", "à 8 h 30 du soir", "8 h 30 du soir"),
    ],
)
def test_where_a_time_ends(lang: str, text: str, span: str) -> None:
    [one] = [s for s in find_spans(text, lang) if s.kind == "time"]
    assert text[one.start : one.end] == span


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "hasta las 15:00 horas del 18 de julio", ["3 p.m. on July 18"]),
        ("es", "a las 14:00 h del 30 de junio de 2025", ["2 p.m. on June 30, 2025"]),
        ("es", "antes de las 12:00 horas del 5 de junio", ["noon on June 5"]),
        ("es", "a las 9.30 horas del miércoles 18 de junio", ["9:30 a.m. on Wednesday, June 18"]),
        ("es", "las 15:00 horas del día 18/07/2025", ["3 p.m. on July 18, 2025"]),
        ("es", "las 3:12 de la madrugada del 27 de junio", ["3:12 a.m. on June 27"]),
        ("fr", "jusqu'à 17 h du lundi 5 mai 2025", ["5 p.m. on Monday, May 5, 2025"]),
        (
            "es",
            "de las 9:00 a las 14:00 horas del 18 de julio",
            ["9 a.m.", "2 p.m. on July 18"],
        ),
        ("es", "la reunión del 18 de julio a las 10:00", ["July 18", "10 a.m."]),
        ("es", "a las 10:00, la reunión del 18 de julio", ["10 a.m.", "July 18"]),
        ("es", "a las 10:00 del T3 2024", ["10 a.m.", "Q3 2024"]),
        ("es", "una caída de 3 h el 18 de julio", ["3 hours", "July 18"]),
        ("es", "un paro de 36 h del 18 de julio", ["36 hours", "July 18"]),
        ("fr", "à 14 h le 18 juillet", ["2 p.m.", "July 18"]),
    ],
)
def test_a_time_and_its_day_are_one(lang: str, text: str, expected: list[str]) -> None:
    spans = find_spans(text, lang)
    assert [s.english for s in spans] == expected
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] for s in spans)


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("a meeting in ⟦1⟧.", "5 p.m. on May 5", "a meeting at 5 p.m. on May 5."),
        ("On ⟦1⟧, it rained", "noon", "At noon, it rained"),
        ("open on ⟦1⟧", "2:30 p.m.", "open at 2:30 p.m."),
        ("until ⟦1⟧", "5 p.m. on May 5", "until 5 p.m. on May 5"),
        ("on ⟦1⟧, in ⟦1⟧", "May 5", "on May 5, in May 5"),
        ("in ⟦1⟧", "3 hours", "in 3 hours"),
    ],
)
def test_a_time_of_day_stands_behind_at(text: str, said: str, expected: str) -> None:
    assert unmask(text, {"⟦1⟧": said}) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "fermé à 18 h", ["6 p.m."]),
        ("fr", "coupé de 20h à minuit", ["8 p.m."]),
        ("fr", "reste ouvert à 18h30", ["6:30 p.m."]),
        ("fr", "indisponible jeudi 8 h", ["8 a.m."]),
        ("fr", "indisponible dès 8h30", ["8:30 a.m."]),
        ("fr", "fermé 8h30-12h", ["8:30 a.m.", "noon"]),
        ("fr", "indisponible 12h30 - 14h", ["12:30 p.m.", "2 p.m."]),
        ("es", "queda cerrado a las 18h30", ["6:30 p.m."]),
        ("es", "supera las 2h30", ["2:30 a.m."]),
        ("es", "a las 09:30h y a las 18:00h.", ["9:30 a.m.", "6 p.m."]),
        ("es", "a las 8.37h", ["8:37 a.m."]),
        ("es", "a las 8:05hs", ["8:05 a.m."]),
        ("es", "De 08:00h a 15:00h", ["8 a.m.", "3 p.m."]),
        ("es", "entre las 8:40h y las 13:50h", ["8:40 a.m.", "1:50 p.m."]),
        ("es", "duró 3:20h", ["3 hours 20 minutes"]),
        ("es", "duró 8.25h", ["8.25 hours"]),
        ("fr", "à 09:30h", ["9:30 a.m."]),
        ("fr", "de 08:00h à 15:00h", ["8 a.m.", "3 p.m."]),
        ("fr", "à 14h30", ["2:30 p.m."]),
    ],
)
def test_a_time_behind_what_may_last(lang: str, text: str, expected: list[str]) -> None:
    assert [s.english for s in find_spans(text, lang) if s.kind == "time"] == expected
