"""Whom a sentence goes on about, the subject that Spanish leaves out, and he, she or it in the English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.translate.pronouns import is_concerned, referring
from nlp.translate.referents import NOBODY, Referent, referents
from nlp.translate.subjects import put_in, with_subject

HER, HIM, BODY = Referent("f", "f"), Referent("m", "m"), Referent("n", "f")


def who(lang: str, *sentences: str) -> str:
    return referents([(sentence, lang) for sentence in sentences])[-1].who


@pytest.mark.parametrize(
    ("lang", "before", "sentence", "about"),
    [
        ("fr", "Delphine Arcourt succède à Pascal Nivelle.", "Elle était directrice.", "f"),
        ("fr", "Hugo Tannay est nommé responsable.", "Il remplace Inès Lorrain.", "m"),
        ("fr", "La ministre est attendue jeudi.", "Son entourage évoque un report.", "f"),
        ("fr", "La maire de Nantes a signé.", "Elle promet un audit.", "f"),
        ("fr", "Le directeur, Benoît Querrec, a démissionné.", "Il part.", "m"),
        ("fr", "La Dre Yvonne Le Dantec a dirigé l'étude.", "Elle conclut ainsi.", "f"),
        ("fr", "Plus nuancée, la juriste Tessa Brun salue le texte.", "Elle y voit un signe.", "f"),
        ("fr", "« C'est faux », répond le maire.", "Il saisira le tribunal.", "m"),
        ("fr", "Médilys a été condamnée.", "Elle dispose de deux mois.", "n"),
        ("fr", "L'hôpital a été attaqué.", "Il avait reçu une alerte.", "n"),
        ("fr", "La directrice a présenté le logiciel.", "Il permet de suivre les lits.", "n"),
        ("fr", "La ministre a présenté la loi.", "Elle entrera en vigueur en mai.", "n"),
        ("es", "La gerenta general, Constanza Vidal, firmó.", "Agregó que habrá más.", "f"),
        ("es", "«No», dijo la gerente, Rosa Calvet.", "Añadió que se irá.", "f"),
        ("es", "Rosario Vila fue la ponente.", "Dictó la sentencia.", "f"),
        ("es", "Fallece Aurelio Tascón a los 91 años.", "Deja viuda.", "m"),
        ("es", "La empresa Medinube abrió oficina.", "Emplea a 40 personas.", "n"),
        ("es", "Nortesalud ya fue sancionada.", "Recurrirá la multa.", "n"),
        ("es", "El Sergas adjudicó el contrato.", "Valora la oferta.", "n"),
        ("es", "Clínica Arrayán cerró el acuerdo.", "Pagará 3 millones.", "n"),
        (
            "fr",
            "Ingénieure, diplômée de Telecom, cette Malouine de 46 ans arrive.",
            "Elle part.",
            "f",
        ),
        ("fr", "La Cnil a tranché.", "Elle exige un plan.", "n"),
        ("fr", "La Sierroise prend la suite.", "Elle exige un plan.", ""),
        ("fr", "Le Premier ministre a tranché.", "Il exige un plan.", ""),
        ("es", "La AEPD abrió un expediente.", "Impuso una multa.", "n"),
        # a Spanish pronoun is a person of its gender, whoever was named before
        ("es", "«No», admite Pilar Ruiz.", "Él se toma un año.", "m"),
        ("es", "La consejería quiere más.", "Él pone una condición.", "m"),
        ("es", "El gerente se fue.", "Ella misma lo dijo.", "f"),
        (
            "fr",
            "« On coupe tout », s'alarme Thibault Sarrazin, du syndicat.",
            "Il redoute un arrêt.",
            "m",
        ),
        (
            "fr",
            "« C'est dit », s'est félicitée Me Aude Lamblin, l'avocate.",
            "Sa cliente paie.",
            "f",
        ),
        # a body does that to somebody, who may be meant
        ("fr", "Le tribunal a condamné un informaticien.", "Il avait lu des dossiers.", ""),
        ("fr", "La société lui a offert une somme.", "Elle attend.", ""),
        ("fr", "La Cnil sanctionne Mme Anne Roy.", "Elle a un mois.", ""),
        ("fr", "La société est en crise.", "Elle redoute un arrêt.", ""),
        ("fr", "La société est en crise.", "Elle a décliné.", ""),
        ("es", "La Audiencia condena a la directora.", "Recurrirá la pena.", ""),
        ("es", "La empresa le dio un plazo.", "Recurrirá la pena.", ""),
        ("es", "La empresa le dio un plazo.", "Factura 3 millones.", "n"),
        ("es", "La empresa cierra.", "Se jubila en mayo.", ""),
        ("es", "La empresa cierra.", "No ingresará en la cárcel.", ""),
        ("es", "La empresa cierra.", "Tiene 51 años.", ""),
        ("es", "La directora dejó la empresa.", "Factura 3 millones.", ""),
        ("fr", "« Non », maugrée le patron, la société étant fermée.", "Elle attend.", ""),
        # not told
        ("fr", "La direction se tait.", "Elle travaillait depuis 2019 à Caen.", ""),
        ("fr", "On lui doit la ligne d'aide.", "Elle remplace M. Luc Archambault.", ""),
        ("fr", "Le maire a reçu les syndicats.", "Elle demande des moyens.", ""),
        ("fr", "Macron a parlé.", "Il part demain.", ""),
        ("es", "Ana Pardo y Luis Gil fundaron la empresa.", "Recibió ayudas.", ""),
        ("es", "El alcalde y la gerente se reunieron.", "Pidió fondos.", ""),
        ("es", "Quedan tres ofertas.", "Recibió ayudas.", ""),
    ],
)
def test_whom_a_sentence_goes_on_about(lang: str, before: str, sentence: str, about: str) -> None:
    assert who(lang, before, sentence) == about


def test_a_pronoun_hands_on_whom_it_is_about_and_a_quotation_that_is_open_nobody() -> None:
    assert who("fr", "Anne Le Goff part.", "Elle a 60 ans.", "Son poste est vacant.") == "f"
    assert who("es", "Ana Gil dirige la UCI.", "«Hay camas.", "Faltan médicos.", "Trabaja.") == ""


@given(st.lists(st.tuples(st.text(max_size=60), st.sampled_from(["fr", "es", "en", None]))))
def test_each_sentence_of_any_article_gets_one(sentences: list[tuple[str, str | None]]) -> None:
    assert len(referents(sentences)) == max(len(sentences), 0)


@pytest.mark.parametrize(
    ("text", "about", "said"),
    [
        ("Agregó que habrá más.", HER, "Ella agregó que habrá más."),
        ("Trabaja en Getafe desde 1998.", HER, "Ella trabaja en Getafe desde 1998."),
        ("Deja viuda y cuatro hijos.", HIM, "Él deja viuda y cuatro hijos."),
        ("Fundó la compañía en 2020.", HER, "Ella fundó la compañía en 2020."),
        ("Dictó la sentencia el lunes.", HER, "Ella dictó la sentencia el lunes."),
        ("Nos recibe en su despacho.", HIM, "Él nos recibe en su despacho."),
        ("No descartó nuevas medidas.", HER, "Ella no descartó nuevas medidas."),
        ("Recurrirá la multa.", BODY, "La empresa recurrirá la multa."),
        ("Espera alcanzar los 5 millones.", BODY, "La empresa espera alcanzar los 5 millones."),
        ("Fue consultora en Indalia.", HER, "Ella fue consultora en Indalia."),
        ("Además, prometió fondos.", HER, "Además, ella prometió fondos."),
        ("Sobre su mesa encontrará retos.", HER, "Sobre su mesa ella encontrará retos."),
        (
            "Tras dos años en el cargo, deja la firma.",
            HIM,
            "Tras dos años en el cargo, él deja la firma.",
        ),
        ("En su opinión, debe dimitir el director.", HER, None),
        ("Tras la reunión, intervino la ministra.", HIM, None),
        ("Con la llegada de la directora cambió todo.", HER, None),
        ("Ha trabajado en Lima.", HER, "Ella ha trabajado en Lima."),
        # a subject stands behind, or there is none to put in
        ("Recurrió la perdedora, Datalia, que pide más.", BODY, None),
        ("Con ella suma ya tres desde que empezó, hace poco más de un año.", BODY, None),
        ("Hace tres años que compró la firma.", BODY, None),
        ("Agregó la ministra que habrá más.", HER, None),
        ("Anunció la empresa que recurrirá.", HER, None),
        ("Cayó el sistema de citas.", HER, None),
        ("Llegó ayer al hospital la policía.", HER, None),
        ("Lo sustituye, con carácter provisional, la ingeniera Farida Mohand.", HIM, None),
        ("Conserva la mayoría, un 52%, la gerente, Uxía Penas.", BODY, None),
        ("No se produjo, precisa la compañía, ninguna intromisión.", BODY, None),
        ("Lo que no se haya justificado se devolverá.", BODY, None),
        ("En septiembre se sumaría un quinto hospital.", HIM, None),
        ("Le aguarda el plan de datos.", HER, None),
        ("Hay tres heridos.", HER, None),
        ("Parece que recurrirá.", BODY, None),
        ("Falta dinero.", HER, None),
        ("Es necesario actuar ya.", HER, None),
        ("Es la primera vez que viene.", HER, None),
        ("Fue entonces cuando se cortó la luz.", HER, None),
        ("La compañía ofrecerá migración.", HER, None),
        ("La compra se hará en mayo.", HER, None),
        ("Todavía no hay fecha.", HER, None),
        ("Tarde o temprano habrá cambios.", HER, None),
        ("Fuentes del hospital lo confirman.", HER, None),
        ("Cada hospital tiene su sistema.", HER, None),
        ("Agregó que habrá más.", NOBODY, None),
    ],
)
def test_a_subject_is_put_in_where_none_stands(
    text: str, about: Referent, said: str | None
) -> None:
    assert with_subject(text, about) == (said or text)


def test_the_model_reads_whom_somebody_receives_without_a_pronoun() -> None:
    assert put_in("Nos recibe en su despacho.", HIM) == "Nos recibe en su despacho."
    assert put_in("Recibe a este periódico aquí.", HER) == "Recibe a este periódico aquí."
    assert put_in("Recibirá ayudas de la UE.", HER) == "Ella recibirá ayudas de la UE."


@pytest.mark.parametrize(
    ("lang", "source", "english", "about", "right"),
    [
        ("fr", "Elle était directrice.", "It has been director.", HER, "She has been director."),
        ("fr", "Il remplace Inès.", "It replaces Inès.", HIM, "He replaces Inès."),
        ("fr", "Elle a deux mois.", "She has two months.", BODY, "It has two months."),
        ("fr", "Sa priorité : agir.", "Its priority: act.", HER, "Her priority: act."),
        ("fr", "Son équipe part.", "His team leaves.", BODY, "Its team leaves."),
        ("es", "Recurrirá.", "The company will appeal.", BODY, "The company will appeal."),
        ("es", "Recurrirá la multa.", "The company will appeal.", BODY, "It will appeal."),
        ("es", "Nos recibe aquí.", "He gets us in her office.", HIM, "He gets us in his office."),
        ("es", "Lo acusó de mentir.", "She accused him of it.", HER, "She accused him of it."),
        ("es", "Fundó la compañía hoy.", "She founded the company.", HER, "She founded the company."),
        ("fr", "Il faut attendre.", "It is necessary to wait.", HIM, "It is necessary to wait."),
        ("fr", "Il reste trois mois.", "It remains three months.", HIM, "It remains three months."),
        ("fr", "Il est prévu d'ouvrir.", "It is planned.", HIM, "It is planned."),
        ("fr", "Le plan dort.", "It sleeps.", HER, "It sleeps."),
        ("es", "La consejera, por su parte, salió.", "She, for his part, left.", NOBODY, "She, for her part, left."),
        ("es", "Por su parte, la Asociación calla.", "For her part, the", NOBODY, "For its part, the"),
        ("es", "Por su parte, los médicos callan.", "For its part, they", NOBODY, "For their part, they"),
        ("fr", "Pour sa part, la ministre agit.", "For its part, the", NOBODY, "For her part, the"),
        ("fr", "De son côté, l'éditeur nie.", "On its own side, the", NOBODY, "For its part, the"),
        ("fr", "Son chiffre d'affaires monte.", "Its revenue is up.", HER, "Its revenue is up."),
        ("es", "Su madre lo sabe.", "His mother knows.", BODY, "His mother knows."),
        ("es", "Por su parte, la firma pidió más.", "For her part, she", NOBODY, "For its part, it"),
        ("fr", "Selon elle, c'est peu.", "According to it, it", HER, "According to her, it"),
        ("es", "Según ella, es poco.", "According to it, it", HIM, "According to it, it"),
        ("es", "Sobre su mesa encontrará retos.", "On his table, he", HER, "On her table, she"),
        ("fr", "À son arrivée, elle change tout.", "On its arrival, it", HER, "On her arrival, she"),
        ("fr", "Avec la ministre, elle agit.", "With the minister, it", BODY, "With the minister, it"),
        ("fr", "La ministre défend son projet.", "The minister defends his plan.", NOBODY, "The minister defends her plan."),
        ("fr", "La ministre défend son projet.", "The minister defends his plan.", HIM, "The minister defends his plan."),
        ("fr", "La ministre défend son directeur.", "She defends his director.", NOBODY, "She defends his director."),
        ("es", "«Sí», celebra su abogado, Luis Gil.", "\"Yes,\" says her lawyer.", NOBODY, "\"Yes,\" says her lawyer."),
        ("es", "Rosa Gil, gerente, firmó con su jefa.", "Rosa signed with his boss.", NOBODY, "Rosa signed with her boss."),
        ("es", "Él pone una condición.", "He puts one.", BODY, "He puts one."),
        ("es", "Ella pone una condición.", "She puts one.", HIM, "She puts one."),
        ("es", "Nos recibe en su casa.", "She gets us in her home.", HIM, "He gets us in his home."),
        ("fr", "Elle aide son client.", "She helps his client.", BODY, "It helps its client."),
        ("es", "Por su parte, Xqr calla.", "For his part, Xqr", NOBODY, "For his part, Xqr"),
    ],
)  # fmt: skip
def test_the_pronoun_is_that_of_whom_it_is_about(
    lang: str, source: str, english: str, about: Referent, right: str
) -> None:
    assert referring(source, lang, english, about) == right


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["fr", "es"]))
def test_any_text_has_its_english(source: str, english: str, lang: str) -> None:
    for about in (HER, HIM, BODY, NOBODY):
        assert isinstance(referring(source, lang, english, about), str)
        assert is_concerned(source, lang, about) in (True, False)


def test_a_sentence_alone_is_as_it_was() -> None:
    assert referents([("Agregó que habrá más.", "es")]) == [NOBODY]
    assert not is_concerned("Agregó que habrá más.", "es", NOBODY)
