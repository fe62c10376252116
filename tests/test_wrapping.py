"""Lines that a text was set in are joined; lists, menus, headlines, addresses and verse are not."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Article, Block, Layout, Segment
from nlp.segment import SegmentOptions, SegmentStage, from_blocks, from_text, with_title
from nlp.stage import Kept
from nlp.wrapping import goes_on

FIRST = (
    "L'agence régionale de santé consacre 2,6 millions d'euros à l'équipement de 37",
    "établissements pour personnes âgées en matériel de télé-expertise. Les premiers",
    "chariots seront livrés en avril dans les trois départements les moins dotés en spécia-",
    "listes. Chaque Ehpad pourra solliciter un dermatologue, un gériatre ou un cardiologue",
    "sous 48 heures, a indiqué mercredi la directrice générale de l'agence, Marie-Odile",
    "Garancher, en visite à Saint-Amans.",
)
SECOND = (
    "Le dispositif avait été testé en 2022 dans six établissements : sur 840 demandes, neuf",
    "sur dix avaient reçu une réponse dans le délai, et le nombre de transports avait baissé",
    "de 18 %. Le marché des chariots a été attribué à la société nantaise Visiomed Ouest,",
    "qui forme aussi les soignants.",
)
THIRD = (
    "La Consejería licitará en otoño la segunda fase del programa, dotada con 4,2 millones",
    "y abierta a los hospitales comarcales que todavía no comparten la historia clínica",
    "con la atención primaria. El director general, Íñigo Belmonte, confía en adjudicarla",
    "antes de Navidad.",
)
HEADLINE = "Télé-expertise : 37 Ehpad équipés avant l'été"
NOT_WRAPPED = {
    "list": (
        "déploiement du dossier patient informatisé dans les six établissements du groupe",
        "mise en place de la messagerie sécurisée de santé avec les médecins de ville ;",
        "formation de 1 200 soignants à la prescription électronique des médicaments ;",
        "raccordement des laboratoires au serveur de résultats commun du territoire ;",
        "ouverture du portail des patients dans toutes les spécialités de l'hôpital ;",
        "reprise de l'historique des comptes rendus depuis l'année de la bascule.",
    ),
    "bullets": tuple(f"- {line}" for line in (*FIRST, *SECOND)),
    "headlines": (
        "Le CHU de Rochebrune change de dossier patient et choisit un éditeur lyonnais",
        "Cyberattaque : les urgences de Brévigny fonctionnent de nouveau normalement",
        "Télésurveillance : la Haute Autorité rend un avis favorable sur trois dispositifs",
        "Messageries : la moitié des médecins libéraux échangent avec leur hôpital",
        "Trois régions mettent en commun leur plateforme d'imagerie et ses archives",
        "Entrepôts de données : neuf hôpitaux retenus à l'issue du second appel",
    ),
    "sentences": (
        "Le CHU de Rochebrune a choisi le logiciel de l'éditeur lyonnais pour cinq ans.",
        "Les urgences ont été délestées pendant six heures vers deux autres cliniques.",
        "Aucun incident grave n'a été déclaré, selon la direction de l'établissement.",
        "La prochaine étape concerne la pharmacie, attendue au printemps prochain.",
        "Les quatre autres hôpitaux suivront à raison d'un établissement par semestre.",
    ),
    "verse": (
        "la nuit descend sur l'hôpital",
        "et les écrans s'éteignent, un à un,",
        "comme des yeux qu'on aurait fermés doucement",
        "sans bruit",
        "il reste un veilleur au fond du couloir",
        "qui compte les lits, les heures, les pas",
        "et rien d'autre ne bouge",
    ),
    "alexandrines": (
        "Le médecin penché sur son écran qui luit",
        "Cherche encore un dossier dans le cœur de la nuit ;",
        "La fièvre a disparu, le patient se repose,",
        "Et l'on entend au loin la porte qui se close.",
        "Demain l'on changera le logiciel ancien",
        "Sans qu'au fond du couloir nul n'en devine rien.",
    ),
    "address": (
        "Agence régionale de santé des Pays de la Loire",
        "Direction de l'appui à la transformation numérique",
        "17 boulevard Gaston-Doumergue, immeuble Le Vendôme",
        "44262 Nantes cedex 2",
        "Téléphone 02 00 00 00 00, de 9 heures à 17 heures",
    ),
    "menu": ("accueil", "actualités", "agenda des événements", "espace presse", "nos publications", "contact"),
    "table": tuple(f"{line[:40]} | {line[40:]}" for line in (*FIRST[:5], *SECOND[:3])),
    "speakers": (
        "— Combien de postes avez-vous dû reconstruire après l'attaque de septembre ?",
        "— Deux mille quatre cents, et nous n'avons pas encore tout à fait terminé.",
        "— Qui vous a aidés pendant ces premières semaines sans dossier patient ?",
        "— Nos voisins, l'agence régionale et beaucoup d'étudiants en informatique.",
    ),
}  # fmt: skip

ITEMS = {
    "jury": (
        "la présidente du jury, Anne Vasseur, cardiologue à Nantes",
        "le vice-président, Paul Ribeyre, urgentiste à Maurelle",
        "la secrétaire, Lise Caron, directrice de la clinique",
        "le trésorier, Hugo Tanguy, informaticien du groupement",
    ),
    "jury with a stop at the end": (
        "la présidente du jury, Anne Vasseur, cardiologue à Nantes,",
        "le vice-président, Paul Ribeyre, urgentiste à Maurelle,",
        "la secrétaire, Lise Caron, directrice de la clinique, et",
        "le trésorier, Hugo Tanguy, informaticien du groupement.",
    ),
    "jury below its introduction": (
        "Le jury du prix se compose cette année de trois membres :",
        "la présidente du jury, Anne Vasseur, cardiologue à Nantes",
        "la secrétaire, Lise Caron, directrice de la clinique",
        "le trésorier, Hugo Tanguy, informaticien du groupement.",
    ),
    "plan": (
        "en mars, notification du marché et réunion de lancement",
        "en avril, paramétrage avec les médecins et les infirmières",
        "en juin, formation des référents et essais en conditions",
        "en septembre, bascule des urgences puis de la médecine.",
    ),
    "questions": (
        "que deviennent les anciens dossiers des patients du centre",
        "qui peut lire les données et pendant combien de temps",
        "comment s'opposer à la réutilisation pour la recherche",
        "où sont hébergées les données et par quel prestataire",
    ),
    "poem": (
        "Dans la salle des machines où la nuit ne finit jamais",
        "les voyants clignotent pour des patients endormis",
        "qui rêvent de leurs dossiers au fond des serveurs",
        "et de l'infirmière penchée sur un écran bleu",
    ),
    "names": (
        "les personnes suivantes ont été nommées à la commission numérique",
        "anne vasseur, cardiologue au centre hospitalier universitaire",
        "paul ribeyre, urgentiste au centre hospitalier de maurelle",
        "lise caron, directrice générale de la clinique des pins",
        "hugo tanguy, directeur informatique du groupement",
    ),
    "commas": (
        "suministro de la historia clínica electrónica a los centros,",
        "mantenimiento de los servidores y de los puestos de trabajo,",
        "formación de los usuarios en cada uno de los hospitales,",
        "alojamiento certificado de los datos durante cinco años.",
    ),
}  # fmt: skip
"""Lists in small letters, in which no sentence ends."""


def blocks(lines: tuple[str, ...] | list[str], **more: object) -> list[Block]:
    told: dict[str, object] = {"tag_path": "html/body/div/p"} | more
    return [
        Block(line, layout=Layout(holders=(1, 2, 3 + i), **told))  # type: ignore[arg-type]
        for i, line in enumerate(lines)
    ]


def texts_of_blocks(lines: tuple[str, ...] | list[str]) -> list[str]:
    return [segment.text for segment in from_blocks(blocks(lines))]


@pytest.mark.parametrize(
    "paragraphs",
    [(FIRST, SECOND), ((HEADLINE,), FIRST, SECOND), (FIRST,), (THIRD,), (FIRST, SECOND, THIRD, FIRST)],
)  # fmt: skip
def test_lines_are_paragraphs_again(paragraphs: tuple[tuple[str, ...], ...]) -> None:
    lines = [line for paragraph in paragraphs for line in paragraph]
    wanted = ["\n".join(paragraph) for paragraph in paragraphs]
    assert texts_of_blocks(lines) == wanted
    assert [segment.text for segment in from_text("\n".join(lines))] == wanted
    glued = [line.replace(" ", "\u00a0") for line in lines]
    assert texts_of_blocks(glued) == [text.replace(" ", "\u00a0") for text in wanted]


@pytest.mark.parametrize("lines", NOT_WRAPPED.values(), ids=NOT_WRAPPED.keys())
def test_lines_of_something_else_stay_apart(lines: tuple[str, ...]) -> None:
    assert texts_of_blocks(lines) == list(lines)
    assert [segment.text for segment in from_text("\n".join(lines))] == list(lines)


@pytest.mark.parametrize("lines", ITEMS.values(), ids=ITEMS.keys())
def test_items_in_small_letters_stay_apart(lines: tuple[str, ...]) -> None:
    assert texts_of_blocks(lines) == list(lines)
    assert [segment.text for segment in from_text("\n".join(lines))] == list(lines)


@pytest.mark.parametrize("lines", [ITEMS["jury"], ITEMS["plan"], ITEMS["questions"]])
def test_items_within_prose_that_is_wrapped_stay_apart(lines: tuple[str, ...]) -> None:
    wide = [
        f"{line} {'et puis dans la région ' if len(line) < 58 else 'puis en région'}"
        for line in lines
    ]
    wide = [line.strip() for line in wide]
    made = blocks([*FIRST, *SECOND]) + blocks(wide, tag_path="html/body/div/div/p")
    found = [segment.text for segment in from_blocks(made)]
    assert found == ["\n".join(FIRST), "\n".join(SECOND), *wide]


@pytest.mark.parametrize(
    "prose",
    [
        # A paragraph that goes on from another page begins in small letters.
        (
            "la direction du groupement attend encore l'accord de la région avant de signer",
            "le marché des chariots. Il porte sur douze établissements et sur les postes de",
            "la télé-expertise, que les médecins de ville réclament depuis la fermeture de",
            "la maternité.",
        ),
        # Lines that happen to begin with articles.
        (
            "Les urgences ont été délestées pendant six heures, dit la directrice, parce que",
            "le logiciel de régulation ne répondait plus. Elle attend de l'éditeur qu'il dise",
            "les raisons de la panne avant la fin du mois et qu'il paie une partie du coût et",
            "la formation.",
        ),
        # The only stop is the last, and a word is parted.
        (
            "La directrice a dit que le marché des chariots serait attribué avant la fin de l'an-",
            "née à une société de la région qui forme aussi les soignants, pour une somme dont",
            "elle ne dit rien encore et que les syndicats estiment à deux millions, sans compter",
            "ni la reprise ni les postes.",
        ),
        # The only stop is the last.
        (
            "La directrice a dit que le marché des chariots serait attribué avant la fin de mai",
            "à une société de la région qui forme aussi les soignants, pour une somme dont",
            "elle ne dit rien encore et que les syndicats estiment à deux millions, sans compter",
            "ni la reprise ni les postes.",
        ),
    ],
)  # fmt: skip
def test_prose_whose_lines_begin_like_items_is_joined(prose: tuple[str, ...]) -> None:
    assert texts_of_blocks(prose) == ["\n".join(prose)]


def test_blocks_of_several_lines_and_of_one_are_joined_alike() -> None:
    held = ["\n".join(FIRST[:4]), *FIRST[4:], *SECOND]
    assert texts_of_blocks(held) == ["\n".join(FIRST), "\n".join(SECOND)]


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "list_item"},
        {"kind": "table"},
        {"kind": "heading"},
        {"hidden": "display:none"},
        {"link_density": 0.9},
        {"elsewhere": True},
    ],
)
def test_blocks_of_other_markup_stay_apart(change: dict[str, object]) -> None:
    made = []
    for i, line in enumerate(FIRST):
        layout = Layout(
            "html/body/p", "", float(change.get("link_density", 0)), change.get("hidden"),  # type: ignore[arg-type]
            (1, i if change.get("elsewhere") else 2, 10 + i),
        )  # fmt: skip
        made.append(Block(line, change.get("kind", "paragraph"), layout))  # type: ignore[arg-type]
    assert [segment.text for segment in from_blocks(made)] == list(FIRST)
    assert [s.text for s in from_blocks([Block(line) for line in FIRST])] == list(FIRST)


def test_the_option_leaves_lines_as_they_are() -> None:
    assert [s.text for s in from_blocks(blocks(FIRST), unwrap=False)] == list(FIRST)
    stage = SegmentStage(SegmentOptions(unwrap=False))
    (outcome,) = stage([Article.new(blocks=tuple(blocks(FIRST)))])
    assert isinstance(outcome, Kept) and len(outcome.article.segments) == len(FIRST)


def test_joined_blocks_keep_the_first_ones_layout_and_a_gap() -> None:
    first, second = from_blocks(blocks([*FIRST, *SECOND]))
    assert first.layout is not None and first.layout.holders == (1, 2, 3)
    assert (first.lead, second.lead) == ("", "\n\n")


@pytest.mark.parametrize("title", [HEADLINE, f" {HEADLINE.upper()}"])
def test_a_title_on_the_first_lines_of_a_block_is_parted_from_it(title: str) -> None:
    two = HEADLINE.replace(" avant", "\navant")
    for above in (HEADLINE, two):
        [given] = from_blocks([Block("\n".join((above, *FIRST)))])
        parts = with_title([given], title)
        assert [(s.kind, s.text) for s in parts] == [
            ("title", above), ("paragraph", "\n".join(FIRST)),
        ]  # fmt: skip
        assert "".join(s.lead + s.text for s in parts) == given.text


def test_a_title_that_only_begins_a_line_stays_in_it() -> None:
    [given] = from_blocks([Block(f"{HEADLINE}, dit l'agence\net la suite")])
    assert [s.text for s in with_title([given], HEADLINE)] == [HEADLINE, given.text]


@given(st.lists(st.text(alphabet="abc DE.;-\n", min_size=1), max_size=9), st.integers(1, 60))
def test_the_text_of_blocks_comes_back(lines: list[str], times: int) -> None:
    made = blocks([line * times for line in lines])
    found = [word for segment in from_blocks(made) for word in segment.text.split()]
    assert found == [word for block in made for word in block.text.split()]


def test_time_is_linear() -> None:
    lines = [*FIRST, *SECOND] * 2_000
    start = time.process_time()
    assert len(goes_on(lines, range(1, len(lines)))) > 10_000
    assert time.process_time() - start < 6


@pytest.mark.parametrize(
    "cut", [lambda lines: from_text("\n".join(lines)), lambda lines: from_blocks(blocks(lines))]
)
def test_a_paragraph_of_very_many_lines_is_joined_in_time(
    cut: Callable[[list[str]], list[Segment]],
) -> None:
    lines = [line.replace(".", ",").lower() for line in [*FIRST, *SECOND] * 1_600]
    start = time.process_time()
    cut(lines)
    assert time.process_time() - start < 2.4
