"""The parts of repair on their own: gate, shield, ledger, gazetteer, phrase tables, checks."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nlp.glossary import Glossary
from nlp.names import article_names, find_names
from nlp.numerals import ordinal
from nlp.repair import gate, gazetteer, shield
from nlp.repair.apply import Spans, apply_rule
from nlp.repair.change import Change, Rule, View
from nlp.repair.checks import check_segment
from nlp.repair.facts import Facts
from nlp.repair.ledger import build_ledger, near
from nlp.repair.people import persons_in
from nlp.repair.phrases import compile_phrase
from nlp.repair.rules.numbers import value
from nlp.repair.rules.phrases import TABLES
from nlp.repair.rules.terms import _left, _wrong
from nlp.repair.verbs import past, past_of_participle
from nlp.tables import gender_of, rows


def test_the_gate_keeps_figures_and_names() -> None:
    assert gate.passes("", "8,2 %", "8.2%", "", False)
    assert not gate.passes("", "8.2%", "9.2%", "", False)
    assert not gate.passes("", "in Lugo", "there", " and Vigo", False)
    assert gate.passes("Lugo and ", "in Lugo", "there", "", False)
    assert gate.passes("", "in Lugo", "there", "", True)


def test_a_rule_without_evidence_cannot_drop_a_name() -> None:
    def greedy(text: str, view: View) -> list[Change]:
        return [Change(4, len(text), "somebody", "test")]

    rule = Rule("greedy", "idiom", greedy)
    assert apply_rule("for Marta Olmedo", rule, View(Facts())) == ("for Marta Olmedo", [])


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("1.234,50", "1,234.50"), ("2 300 000", "2,300,000"), ("3,5", "3.5"), ("1,250,000", "1,250,000"),
        ("12", "12"), ("4500", "4,500"), ("2.5", "2.5"),
    ],
)  # fmt: skip
def test_figures_in_english(found: str, expected: str) -> None:
    assert value(found) == expected


@given(st.integers(1000, 10**9))
def test_grouping_keeps_the_value(number: int) -> None:
    spaced = f"{number:,}".replace(",", " ")
    assert int(value(spaced).replace(",", "")) == number


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 21)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "21st",
    ]  # fmt: skip


def test_verbs() -> None:
    assert [past(v) for v in ("buy", "carry", "stop", "change", "open", "be")] == [
        "bought", "carried", "stopped", "changed", "opened", "was",
    ]  # fmt: skip
    assert past_of_participle("written") == "wrote"
    assert past_of_participle("green") is None


def test_protected_spans() -> None:
    text = "See `x ; y`, a@b.example and v2.1 (sic)."
    inside = [text[a:b] for a, b in shield.spans(text)]
    assert any("`x ; y`" in s for s in inside)
    assert any("a@b.example" in s for s in inside)
    assert shield.untouchable("def f():\n    return {1: 2};\n}") == "code"
    assert (
        shield.untouchable("Le groupe a signé un contrat avec la région et les hôpitaux")
        == "not English"
    )
    assert shield.untouchable("12 34") == "no words"


def test_the_ledger_prefers_the_source_then_the_majority() -> None:
    text = "Kerlanis grew. Kerlannis fell. Kerlanis won."
    assert build_ledger(text, "").forms[0][:2] == ("Kerlannis", "Kerlanis")
    assert build_ledger(text, "Kerlannis a gagné.").forms[0][:2] == ("Kerlanis", "Kerlannis")
    assert build_ledger("Martin and Martins met Martin.", "").forms == ()
    assert build_ledger("Kerlanis and Kerlannis, Kerlanis.", "Kerlanis et Kerlannis").forms == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Heights of Seine", "Hauts-de-Seine"), ("High-Savoy", "Haute-Savoie"),
        ("Mouths of the Rhone", "Bouches-du-Rhône"), ("Saint James of Compostela", "Santiago de Compostela"),
        ("The Corunna", "A Coruña"),
    ],
)  # fmt: skip
def test_the_gazetteer_knows_mangled_places(text: str, name: str) -> None:
    assert [hit[2] for hit in gazetteer.find(text)] == [name]


def test_real_places_are_no_mangled_ones() -> None:
    text = "Hauts-de-Seine, New York, the High Alps, Seine-Maritime and Pays de la Loire"
    assert [hit for hit in gazetteer.find(text) if hit[3]] == []


def test_persons_and_their_gender() -> None:
    assert gender_of("Émilie") == "f"
    assert gender_of("Camille") == "u"
    assert gender_of("Jean-Pierre") == "m"
    assert gender_of("Kerlanis") is None
    assert [p.name for _, p in persons_in("Ana Roldán of Florence Hospital met Luis Gil.")] == [
        "Ana Roldán", "Luis Gil",
    ]  # fmt: skip


def test_phrase_rows() -> None:
    row = {"kind": "idiom", "pattern": "take/takes [good] care # of", "fixed": "keep/keeps \\2"}
    phrase = compile_phrase(row)
    assert [c.fixed for c in phrase.changes("He takes care 12 of it")] == ["keeps 12"]
    with pytest.raises(ValueError, match="no word to look for"):
        compile_phrase({"kind": "idiom", "pattern": "_ #", "fixed": "x"})
    with pytest.raises(ValueError, match="alternatives"):
        compile_phrase({"kind": "idiom", "pattern": "a/b way", "fixed": "x/y/z"})


def test_every_row_of_the_tables_compiles() -> None:
    phrases = [
        compile_phrase({**row, "kind": name})
        for name in TABLES
        for row in rows(f"repair/{name}.tsv")
    ]
    phrases += [p for t in Glossary.load() for p in (*_wrong(t), *_left(t))]
    assert len(phrases) > 1500
    for phrase in phrases:
        assert phrase.pattern.groups <= 9
        for condition in (phrase.source, phrase.near, phrase.unless):
            re.compile(condition or "")


def test_checks() -> None:
    source = "Le groupe emploie 340 personnes à Lugo."
    kinds = [c.kind for c in check_segment(0, source, "The group is large.", "paragraph")]
    assert kinds == ["number", "name"]
    assert not list(check_segment(0, source, "The group employs 340 people in Lugo.", "paragraph"))
    (cut,) = check_segment(1, None, "The backups will serve to", "paragraph")
    assert (cut.kind, cut.segment) == ("truncation", 1)


def test_names_of_an_article() -> None:
    texts = [
        "The Kerlan Systèmes group",
        "In Lugo, Ana Roldán said it. Roldán runs Kerlan Systèmes.",
    ]
    assert article_names(texts) == ("Kerlan Systèmes", "Lugo", "Ana Roldán")
    assert find_names("nothing here") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We're late. They're here, I've seen Ana Roldán.", ["Ana Roldán"]),
        ("Don't go. That's Lumenor. Let's see. What\u2019s new?", ["Lumenor"]),
        ("He bought Nantes-based Hoptis.", ["Nantes", "Hoptis"]),
        ("Ségur-related aid, EU-funded and Jean-Marc Ayrault-led.", ["Ségur", "EU", "Jean-Marc Ayrault"]),
        ("It falls under Article 9 of Lumenor's terms.", ["Lumenor"]),
        ("DEDALUS IS SELLING ITS RADIOLOGY BUSINESS TO EVOLUCARE FOR €48 MILLION", ["DEDALUS", "EVOLUCARE"]),
        ("A headline: DEDALUS IS SELLING ITS BUSINESS.", ["DEDALUS"]),
        ("It holds vitamin A. It works.", []),
        ("CIUDAD DE MÉXICO.-The ministry opened.", ["CIUDAD DE MÉXICO"]),
        # what stays
        ("Mérovia's archive in Saint-Denis, O'Higgins and D'Hondt.", ["Mérovia", "Saint-Denis", "O'Higgins", "D'Hondt"]),
        ("In Clermont-Ferrand the GHT Nord met IB-Salut and Coca-Cola.", ["Clermont-Ferrand", "GHT Nord", "IB-Salut", "Coca-Cola"]),
        ("He heads CHRU DE LILLE and J. P. Morgan.", ["CHRU DE LILLE", "J. P. Morgan"]),
        ("Mérovia\u2019s archive", ["Mérovia"]),
        ("C. M.: We're 62.", []),
        ("A. L.: Kerlan opens.", ["Kerlan"]),
        ("J. K. Rowe said: yes", ["J. K. Rowe"]),
        ("replacing Prof. Dominique Polton", ["Dominique Polton"]),
        ("Prof. Thomas Lefèvre left", ["Thomas Lefèvre"]),
    ],
)  # fmt: skip
def test_what_is_a_name(text: str, names: list[str]) -> None:
    found = find_names(text)
    assert [name for _, name in found] == names
    assert all(text.startswith(name, start) for start, name in found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Ministry of Solidarity and Health opened it.", ["Ministry of Solidarity and Health"]),
        ("Ministry of Labour, Health and Solidarity", ["Ministry of Labour, Health and Solidarity"]),
        ("the Institute of Security and Social Services of the State Workers (ISSSTE)", ["Institute of Security and Social Services of the State Workers", "ISSSTE"]),
        ("the School of High Studies in Public Health (EHESP)", ["School of High Studies in Public Health", "EHESP"]),
        ("School of High Studies and Public Health", ["School of High Studies and Public Health"]),
        ("It told the Superintendency of Industry and Commerce's lawyer.", ["Superintendency of Industry and Commerce"]),
        ("the Department of Health & Social Care", ["Department of Health & Social Care"]),
        ("the National Institute for Health and Care Excellence", ["National Institute for Health and Care Excellence"]),
        ("the Ministry of Health and Social Services of Quebec", ["Ministry of Health and Social Services of Quebec"]),
        ("Public Assistance - Hospitals of Marseille", ["Public Assistance - Hospitals of Marseille"]),
        # two names
        ("the Ministry of Health and Google", ["Ministry of Health", "Google"]),
        ("the Ministry of Health and Sanofi signed", ["Ministry of Health", "Sanofi"]),
        ("the Ministry of Health and Health Data Hub", ["Ministry of Health", "Health Data Hub"]),
        ("the Ministry of Health and the Ministry of Labour", ["Ministry of Health", "Ministry of Labour"]),
        ("the Secretariat of Health and Carlos Ruiz", ["Secretariat of Health", "Carlos Ruiz"]),
        ("the Institute of Oncology and Lyon University Hospital", ["Institute of Oncology", "Lyon University Hospital"]),
        ("Kerlan and Public Health France", ["Kerlan", "Public Health France"]),
        ("It opens in Feb. Thirty-one beds and Forty-two nurses, Jan Kerlan said.", ["Jan Kerlan"]),
    ],
)  # fmt: skip
def test_a_body_for_two_fields_is_one_name(text: str, names: list[str]) -> None:
    assert [name for _, name in find_names(text)] == names


def test_a_town_in_capitals_is_the_town() -> None:
    assert article_names(["TOLEDO - It opened.", "In Toledo, SAP and CNIL met."]) == (
        "Toledo",
        "SAP",
        "CNIL",
    )
    assert article_names(["TOLEDO - It opened in Lugo."]) == ("TOLEDO", "Lugo")


def test_a_headline_in_capitals_tells_names_only_where_all_is_in_capitals() -> None:
    title = "SAD CLOSURE OF LUMENOR"
    assert article_names([title, "Kerlan closed it."]) == ("Kerlan",)
    assert "LUMENOR" in article_names([title])
    assert article_names(["SAP SE", "He left Kerlan."]) == ("SAP SE", "Kerlan")


@example(text="A.-.AA")
@given(st.text(alphabet="ABCa.'\u2019- \nÉé&It", max_size=60))
def test_names_stand_where_they_are_found(text: str) -> None:
    for start, name in find_names(text):
        assert name and text[start : start + len(name)] == name


def test_a_figure_may_go_where_it_stands_elsewhere() -> None:
    assert not gate.passes("It has ", "5 beds", "beds", " here.", False)
    assert gate.passes("It has 5 rooms and ", "5 beds", "beds", " here.", False)


@pytest.mark.parametrize(
    ("start", "end", "touches"),
    [(0, 2, False), (0, 3, True), (2, 2, True), (3, 3, True), (4, 5, True), (5, 5, False), (5, 9, False)],
)  # fmt: skip
def test_what_stands_beside_a_protected_span_does_not_touch_it(
    start: int, end: int, touches: bool
) -> None:
    assert Spans([(2, 4), (4, 5)]).touches(start, end) is touches


def test_a_few_quoted_words_are_cited_as_they_are() -> None:
    text = 'They call it "the cart of care", and more.'
    assert shield.spans(text) == [(14, 30)]
    assert shield.spans('He said "we are going to sign it in May".') == []


@pytest.mark.parametrize(
    "text",
    ["Meditel grew. Meditel sued Medytel.", "Mr Girlard left. Mr Girlard and Ms Girmard met."],
)
def test_two_bearers_of_near_names_keep_theirs(text: str) -> None:
    assert not build_ledger(text, "")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Medytel", "Meditel", True), ("Medtiel", "Meditel", True), ("Meditell", "Meditel", True), ("Mditel", "Meditel", True),
        ("Medtile", "Meditel", False), ("Meditel", "Meditel", False), ("Kunam", "Kunan", False),
    ],
)  # fmt: skip
def test_names_are_near_by_one_slip_of_the_pen(one: str, other: str, alike: bool) -> None:
    assert near(one, other) is near(other, one) is alike


def test_english_of_less_than_half_the_length_is_cut_off() -> None:
    source = "Le CHU de Nantes a signé le contrat avec Galénor en mars dernier pour quatre ans."
    kinds = [
        check.kind for check in check_segment(0, source, "Nantes signed with Galénor.", "paragraph")
    ]
    assert kinds == ["truncation"]
    english = "The CHU of Nantes signed the contract with Galénor."
    assert not list(check_segment(0, source, english, "paragraph"))
