"""The end of a text: an agency's signature, a heading whose text was set aside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.separate.ends import initials, orphan, points_away, signature

NEWS = [
    "Un titre",
    "Vire, 2 déc 2025 (AFP) - Le centre hospitalier n'a pas retrouvé ses logiciels.",
]


@pytest.mark.parametrize("line", ["abc/def/mdv", "jlc/mdv", "hsh-npt/dga/abl", " rcb/lum "])
def test_an_agency_signs_in_the_last_line(line: str) -> None:
    assert signature([*NEWS, line]) == 2
    assert signature([*NEWS, line, "La suite du texte."]) is None
    assert signature(["Un titre", "Le centre hospitalier n'a rien retrouvé.", line]) is None
    assert signature([line]) is signature([]) is None


@pytest.mark.parametrize(
    "line",
    ["et/ou", "km/h", "PACS/RIS", "12/12/2025", "mdv", "(AFP)", "x.fr/a/b", "le dpi/dossier"],
)
def test_other_last_lines_are_no_signature(line: str) -> None:
    assert signature([*NEWS, line]) is None


def test_writers_sign_in_the_last_line_kept_of_a_page() -> None:
    texts = [*NEWS, "hd/cl", "Read more"]
    assert initials(texts, [True, True, True, False]) == 2
    assert initials(texts, [True] * 4) is None
    assert initials([*NEWS, "et/ou"], [True] * 3) is initials(["hd/cl"], [True]) is None
    assert initials([*NEWS, "km/h"], [True] * 3) is initials(NEWS, [False] * 2) is None


@pytest.mark.parametrize(
    "line",
    ["À propos de Medivia", "A propos d'Equasens", "Acerca de Kerlan", "About Kerlan Health"],
)
def test_a_heading_is_an_orphan_where_its_text_is_set_aside(line: str) -> None:
    texts = [*NEWS, line, "Medivia est un éditeur de logiciels. Contact : a@medivia.example"]
    assert orphan(texts, [True, True, True, False]) == 2
    assert orphan(texts, [True, True, True, True]) is None
    assert orphan(texts, [True, True, False, False]) is None
    assert orphan(texts[:3], [True] * 3) is None


@pytest.mark.parametrize(
    "line", ["Le calendrier", "À propos de quoi ?", "About 40 hospitals opened.", "À propos de", ""]
)
def test_other_lines_are_no_orphans(line: str) -> None:
    assert orphan([*NEWS, line, "Partager"], [True, True, True, False]) is None


@given(st.lists(st.tuples(st.text("AaFPb/ -.", max_size=12), st.booleans()), max_size=5))
def test_the_end_is_a_line_of_the_text(lines: list[tuple[str, bool]]) -> None:
    texts, kept = [text for text, _ in lines], [keep for _, keep in lines]
    assert signature(texts) in (None, len(texts) - 1)
    found = orphan(texts, kept)
    assert found is None or (kept[found] and not any(kept[found + 1 :]))


@pytest.mark.parametrize(
    "text",
    [
        "Read also: Three years after its robot, the pharmacy takes stock",
        "» Lire aussi : Un robot à la pharmacie d'Épinal",
        "[À lire également] Le dossier patient change de mains",
        "Lea también: El hospital de Irun estrena historia clínica",
        "Te puede interesar > Sanidad licita 40 quirófanos",
        "Sur le même sujet – Les urgences ferment la nuit",
    ],
)
def test_a_line_that_announces_another_article_points_away(text: str) -> None:
    assert points_away(text)


@pytest.mark.parametrize(
    "text",
    [
        "Voir aussi : annexe 2",
        "Read more slowly, the speech therapist told them.",
        "Lire aussi les notes des infirmières demande du temps.",
        "Doctors also read: they just do it at night.",
        "Lea también aprendió a usar la historia clínica.",
        "He can read also.",
        "Read also: " + "a " * 200,
    ],
)
def test_a_line_that_only_begins_so_does_not(text: str) -> None:
    assert not points_away(text)
