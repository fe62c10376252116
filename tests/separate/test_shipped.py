"""The shipped model: its canaries, its import, hostile documents, and what it must not lose."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from nlp.article import Article, Source
from nlp.checkpoints import find, verify
from nlp.read.html import html_article
from nlp.read.options import ReadOptions
from nlp.segment import SegmentStage
from nlp.separate import SeparateStage, Separator
from nlp.separate.lines import Lines
from nlp.stage import Kept

NEWS = (
    "The hospital group has awarded its electronic record contract to a vendor in Lyon for eight "
    "years, its IT director said on Monday at the opening of the new data center."
)
SPAM = "Buy cheap viagra online without prescription, free shipping, order now at rx-shop.example"


@pytest.fixture(scope="module")
def separator() -> Separator:
    return Separator.load()


def labels(separator: Separator, lines: list[str], lang: str | None = None) -> list[str]:
    return [found.label for found in separator.label(lines, lang)]


def test_the_files_are_those_of_the_manifest_and_the_canaries_sing(separator: Separator) -> None:
    checkpoint = find("separation", task="separation")
    assert verify(checkpoint) == []
    canaries = list(checkpoint.canaries())
    assert len(canaries) >= 3
    for canary in canaries:
        lines, lang = canary["input"]["lines"], canary["input"]["lang"]
        assert labels(separator, lines, lang) == canary["output"]


def test_glued_spam_is_cut_off_alone(separator: Separator) -> None:
    text = f"Hospital group picks a vendor\n\n{NEWS} {SPAM}\n\n{NEWS.replace('Monday', 'Friday')}"
    cut = SegmentStage()([Article.new(text)])[0]
    outcome = SeparateStage(separator)([cut.article])[0]
    assert isinstance(outcome, Kept)
    found = [(s.text, s.label) for s in outcome.article.segments]
    assert (NEWS, "content") in found and (SPAM, "spam") in found
    assert "".join(s.lead + s.text for s in outcome.article.segments) == text


ROUND = [
    "The clinic carries out 95,000 examinations per year and reads two thirds of them at home.",
    "The radiologists will be able to read the images from the other sites of the group.",
]
SOLD = [
    "Buy cheap viagra at pills-shop.example",
    "Comprar seguidores baratos en fans-ya.example",
    "Best online casino bonus >>> royal-spin.example",
    "Rachat de crédit rapide, réponse en 24h sur rachat-facile.example",
    "Viagra generico sin receta, envios a todo el pais www.pastilla-azul.example",
]


@pytest.mark.parametrize("sold", SOLD)
@pytest.mark.parametrize("order", ["sn", "nsn", "ns", "sns", "snsn"])
def test_spam_is_cut_off_wherever_it_is_glued(separator: Separator, sold: str, order: str) -> None:
    news = iter(ROUND)
    parts = [sold if part == "s" else next(news) for part in order]
    text = f"The clinic replaces its archive\n\n{NEWS}\n\n{' '.join(parts)}\n\n{NEWS}"
    cut = SegmentStage()([Article.new(text)])[0]
    outcome = SeparateStage(separator)([cut.article])[0]
    assert isinstance(outcome, Kept)
    found = [(s.text, s.label) for s in outcome.article.segments[2:-1]]
    assert found == [(part, "spam" if part == sold else "content") for part in parts]


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("The list is at www.ansm.sante.fr The agency asks the patients to buy only in pharmacies.", "en"),
        ("Doctolib announced on Monday the purchase of Dottori.it The Italian company has 20,000 users.", "en"),
        ("Anyone who has bought from pharma-rapide.com Should call the centre, the notice says.", "en"),
        ("Dix millions d'assurés ont ouvert leur profil sur monespacesante.fr Le ministère en attendait douze.", "fr"),
        ("La délibération est publiée sur legifrance.gouv.fr Elle sera retirée dans deux ans.", "fr"),
        ("Se vendía sin receta en Amazon.es Las cápsulas prometían perder diez kilos, según la alerta.", "es"),
        ("Los pacientes podrán pedir cita en vitaldent.com La empresa ahorrará 12.000 llamadas al mes.", "es"),
    ],
)  # fmt: skip
def test_news_with_an_address_and_no_stop_stays_whole(
    separator: Separator, line: str, lang: str
) -> None:
    around = NEWS if lang == "en" else BODY[1]
    lines = Lines([around, line, around], [None] * 3, [lang] * 3)
    found = separator.pieces(lines, lang)
    assert [(p.text, p.labelled.label) for p in found][1] == (line, "content") and len(found) == 3


def test_disguised_spam_is_seen_through(separator: Separator) -> None:
    disguised = "\u200b".join(SPAM[:40]) + " c\u0430s\u0456no b0n\u2028us"
    found = labels(separator, ["Hospital picks vendor", NEWS, disguised, NEWS], "en")
    assert found[2] == "spam"


def test_news_about_what_spam_sells_stays(separator: Separator) -> None:
    lines = [
        "Online pharmacies under watch",
        "The regulator has closed eleven websites that sold sleeping tablets without a licence, "
        "its director said on Tuesday in a hearing before the health committee.",
        "Generic zolpidem made up two thirds of the boxes seized at the airport, according to "
        "customs, followed by tramadol and counterfeit sildenafil.",
        "The ransom of twelve bitcoins that the same group asked of a casino was not paid.",
    ]
    assert labels(separator, lines, "en") == ["content"] * 4


AWARD = [
    "Le GHT Loire-Amont attribue trois lots",
    "Voici les lots attribués par le GHT, selon l'avis publié mardi au BOAMP.",
    "Lot | Objet | Attributaire | Montant",
    "1 | DPI | Solvéa | 4,2 M€",
    "2 | PACS | Imadis | 1,9 M€",
    "3 | Laboratoire | Alvéa | 0,8 M€",
    "Les marchés débutent le 1er juin.",
]
RESULTS = [
    "Resultados de Alvea",
    "Los resultados del primer semestre confirman el crecimiento de la empresa, según la nota "
    "remitida a la CNMV.",
    "En M€ | 2025 | 2024 | Var.",
    "Ingresos | 112,4 | 103,9 | +8,2 %",
    "Ebitda | 18,7 | 16,1 | +16,1 %",
    "El consejero delegado espera cerrar el año con 230 millones de facturación.",
]


@pytest.mark.parametrize(("lines", "lang"), [(AWARD, "fr"), (RESULTS, "es")])
def test_a_table_between_bars_stays_with_the_prose_around_it(
    separator: Separator, lines: list[str], lang: str
) -> None:
    assert labels(separator, lines, lang) == ["content"] * len(lines)


FALLS = [
    "Medivia publie ses résultats du troisième trimestre 2025",
    "La croissance du pôle est tirée par les EHPAD, selon le communiqué du groupe publié mardi soir.",
    "(M€) | 2025 | 2024 | Var.",
    "Chiffre d'affaires | 56,6 | 52,7 | +7 %",
    "EBITDA | 8,9 | 8,0 | +11 %",
    "E-Connect | 3,4 | 3,7 | -8,1 %",
    "Résultat net | 3,4 | 3,7 | -8 %",
    "Le groupe confirme ses objectifs de l'année, a indiqué son directeur général aux analystes.",
]


@pytest.mark.parametrize("left_out", [(), (2,), (1,), (7,), (1, 2), (2, 4)])
def test_the_rows_of_a_table_are_kept_together(
    separator: Separator, left_out: tuple[int, ...]
) -> None:
    lines = [line for i, line in enumerate(FALLS) if i not in left_out]
    text = "\n\n".join([lines[0], "\n".join(lines[1:])])
    cut = SegmentStage()([Article.new(text)])[0]
    outcome = SeparateStage(separator)([cut.article])[0]
    assert isinstance(outcome, Kept)
    assert [(s.text, s.label) for s in outcome.article.segments] == [(x, "content") for x in lines]


@pytest.mark.parametrize("end", ["", "Lire aussi : les 10 meilleurs casinos en ligne 2019"])
@pytest.mark.parametrize("mark", [" | ", "\t"])
@pytest.mark.parametrize(
    ("head", "news"),
    [
        (
            "Lot | Titulaire | Montant",
            "Le centre hospitalier de Vannes a attribué son marché de maintenance à deux éditeurs, "
            "pour un montant de 3,5 millions d'euros.",
        ),
        (
            "Lot | Holder | Amount",
            "The hospital center of Vannes has attributed Wednesday the contract of maintenance of its "
            "electronic patient file to two editors, for an amount of 3 500 000 euros on five years.",
        ),
    ],
)
def test_a_word_of_spam_in_its_head_takes_no_table(
    separator: Separator, head: str, news: str, mark: str, end: str
) -> None:
    table = [head, "1 | Maincare | 2 100 000 €", "2 | Dedalus | 1 400 000 €"]
    title = "Vannes: two editors for the maintenance" if "Holder" in head else AWARD[0]
    before = [title, news]
    lines = before + [row.replace(" | ", mark) for row in table] + ([end] if end else [])
    assert labels(separator, lines, "en" if "Holder" in head else "fr")[:5] == ["content"] * 5


@pytest.mark.parametrize(
    "table",
    [
        ["Casino | Bonus | Tours gratuits", "Lucky31 | 500 € | 100", "Tortuga | 1 000 € | 50"],
        ["Cialis | 20 mg | 12 €", "Viagra | 50 mg | 9 €", "Levitra | 10 mg | 15 €"],
        ["Voyante | Tarif | Note", "Mme Irma | 2,50 € | 98 %", "Maître Sylla | 1,99 € | 97 %"],
    ],
)
def test_price_lists_beside_news_are_none(separator: Separator, table: list[str]) -> None:
    before = "Le centre hospitalier de Vannes a attribué son marché de maintenance à Maincare."
    assert "content" not in labels(separator, [before, *table], "fr")[1:]


@pytest.mark.parametrize(
    ("noise", "label"),
    [
        (
            ["Accueil | Actualités | Contact", "Mentions légales | Plan du site | RSS"],
            "boilerplate",
        ),
        (["Síguenos en X, Facebook | Suscríbete", "Lo último | Vídeos | Blogs"], "boilerplate"),
        (["CAC 40 | 7 912,30 | +0,4 %", "DAX | 18 200,10 | -0,2 %"], "boilerplate"),
        (["Viagra 50mg | 30 pills | $49.00", "Cialis 20mg | 60 pills | $79.00"], "spam"),
        (["Rolex Daytona | Swiss | 249 €", "Bolsos Gucci | imitación | 89 €"], "spam"),
    ],
)
def test_menus_tickers_and_price_lists_between_bars_are_no_content(
    separator: Separator, noise: list[str], label: str
) -> None:
    found = labels(separator, [AWARD[0], BODY[0], *noise, BODY[1]], "fr")
    assert found == ["content", "content", label, label, "content"]


@pytest.mark.parametrize("count", [4_000])
def test_very_many_segments_take_time_in_proportion(separator: Separator, count: int) -> None:
    started = time.process_time()
    found = separator.label([NEWS, "Share", SPAM, ""] * (count // 4), "en")
    assert len(found) == count
    assert time.process_time() - started < 20


def test_a_segment_of_five_megabytes_is_judged(separator: Separator) -> None:
    words = [
        "hospital",
        "region",
        "vendor",
        "contract",
        "nurse",
        "report",
        "budget",
        "ward",
        "director",
        "software",
    ]
    huge = " ".join(
        f"The {words[i % 10]} of {words[i * 7 % 9]} said that the {words[i * 3 % 10]} opened "
        f"{i} beds in the {words[i * 5 % 7]} last year."
        for i in range(65_000)
    )
    assert len(huge) > 5_000_000
    started = time.process_time()
    assert labels(separator, ["Title of the article", huge], "en")[1] == "content"
    assert time.process_time() - started < 20


@pytest.mark.parametrize("lines", [[SPAM] * 5, ["Share on Facebook", "Print", "Log in"]])
def test_a_page_without_an_article_may_hold_no_content(
    separator: Separator, lines: list[str]
) -> None:
    assert "content" not in labels(separator, lines, "en")


def test_inference_imports_neither_torch_nor_scikit_learn() -> None:
    code = (
        "import sys; from nlp.separate import Separator; Separator.load().label(['a','b c']);"
        "print([m for m in ('torch','sklearn','scipy','transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


BODY = [
    "Le groupement hospitalier de la Loire a confié le déploiement de son dossier patient à un "
    "éditeur nantais, pour un montant de 4,2 millions d'euros sur six ans.",
    "Le marché couvre sept établissements et 3 100 lits, selon l'avis publié mardi par la direction "
    "des systèmes d'information du groupement.",
    "« Nous voulions un outil que les soignants aient choisi eux-mêmes », a expliqué sa directrice, "
    "qui attend les premières mises en service au printemps.",
    "L'ancien logiciel, installé en 2009, sera arrêté dans un délai de dix-huit mois.",
]
AD = "Viagra pas cher sans ordonnance, livraison gratuite, commandez maintenant sur pilules.example"


def page(body: list[str]) -> bytes:
    menu = "".join(
        f"<li><a href='/{x}'>{x}</a></li>" for x in ("Accueil", "Hôpital", "Ville", "Emploi")
    )
    cards = "".join(
        f"<div class='card'><h3><a href='/{i}'>Une clinique de {city} change de logiciel de paie</a></h3>"
        f"<p>La clinique de {city} a changé de logiciel de paie en quelques semaines, sans bruit.</p></div>"
        for i, city in enumerate(("Brest", "Pau", "Metz"))
    )
    text = "".join(f"<p>{paragraph}</p>" for paragraph in body)
    return (
        "<html lang=fr><head><title>Un éditeur nantais pour la Loire</title></head><body>"
        f"<header><nav><ul>{menu}</ul></nav></header><main><article class='post'>"
        f"<h1>Un éditeur nantais pour la Loire</h1><div class='entry-content'>{text}</div></article>"
        f"<section class='related-posts'><h2>À lire aussi</h2>{cards}</section></main>"
        "<footer><p>© 2024 Tous droits réservés</p><ul><li><a href=/m>Mentions légales</a></ul></footer>"
    ).encode()


def judged(data: bytes, separator: Separator) -> dict[str, str | None]:
    read = html_article(data, Source("page.html"), ReadOptions())
    cut = SegmentStage()([read])[0]
    outcome = SeparateStage(separator)([cut.article])[0]
    assert isinstance(outcome, Kept)
    return {s.text: s.label for s in outcome.article.segments}


def test_of_a_page_the_article_stays_and_nothing_else(separator: Separator) -> None:
    found = judged(page(BODY), separator)
    kept = [text for text, label in found.items() if label == "content"]
    assert kept == ["Un éditeur nantais pour la Loire", *BODY]


@pytest.mark.parametrize("at", [0, 2, 4])
def test_spam_among_the_paragraphs_of_a_page_is_set_aside(separator: Separator, at: int) -> None:
    found = judged(page([*BODY[:at], AD, *BODY[at:]]), separator)
    assert found[AD] == "spam"
    assert all(found[paragraph] == "content" for paragraph in BODY)


def test_spam_glued_to_a_paragraph_of_a_page_is_cut_off(separator: Separator) -> None:
    found = judged(page([BODY[0], f"{BODY[1]} {AD}", *BODY[2:]]), separator)
    assert found[AD] == "spam"
    assert all(found[paragraph] == "content" for paragraph in BODY)


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize(
    "short",
    [
        "Aucun poste ne sera supprimé. La formation commence en mai.",
        "Le syndicat n'a pas assisté à la réunion.",
        "L'entreprise n'a pas souhaité répondre à nos questions.",
    ],
)
def test_a_short_paragraph_of_a_page_is_cut_from_the_spam_glued_to_it(
    separator: Separator, short: str, before: bool
) -> None:
    glued = f"{AD} {short}" if before else f"{short} {AD}"
    found = judged(page([*BODY[:2], glued, *BODY[2:]]), separator)
    assert (found[AD], found[short]) == ("spam", "content")


@pytest.mark.parametrize("hook", ["Besoin d'argent ?", "Vous voulez maigrir ?"])
def test_a_question_that_leads_to_spam_is_no_news(separator: Separator, hook: str) -> None:
    found = judged(page([*BODY[:2], f"{hook} {AD}", *BODY[2:]]), separator)
    assert found[f"{hook} {AD}"] == "spam"


@pytest.mark.parametrize("body", [BODY * 500, ["Voir"] * 5_000, []])
def test_a_page_of_very_many_blocks_or_none_takes_time_in_proportion(
    separator: Separator, body: list[str]
) -> None:
    started = time.process_time()
    read = html_article(page(body), Source("page.html"), ReadOptions())
    outcome = SeparateStage(separator)([SegmentStage()([read])[0].article])[0]
    assert len(outcome.article.segments) >= len(body)
    assert all(s.label for s in outcome.article.segments)
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    "spam", [None, "Best online casino bonus, 200 free spins, no deposit needed"]
)
@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("es", ["Agenda de la semana", "Lunes 3: pleno del Consejo", "Martes 4: reunión con los sindicatos",
                "Jueves 6: visita del consejero", "Viernes 7: entrega de premios"]),
        ("fr", ["Ce qui change au 1er avril", "Consultation du généraliste : 30 €", "Visite de nuit : 60 €",
                "Franchise par boîte : 1 €", "Forfait hospitalier : 20 € par jour"]),
        ("en", ["Live: hospital IT outage", "14:02 Email is down across the trust.", "14:20 Switchboard working.",
                "14:45 Paper charts in use in A&E.", "15:10 Cause: a failed update."]),
    ],
)  # fmt: skip
def test_a_text_of_short_lines_is_kept_and_spam_in_it_is_not(
    separator: Separator, lang: str, lines: list[str], spam: str | None
) -> None:
    told = [*lines[:3], spam, *lines[3:]] if spam else lines
    found = dict(zip(told, labels(separator, told, lang), strict=True))
    assert [line for line in lines if found[line] != "content"] == []
    assert spam is None or found[spam] != "content"
