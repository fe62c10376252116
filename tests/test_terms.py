"""Glossary terms: found where they mean what the glossary says, shown to the model, checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_translate import FakeEngine

from nlp.checkpoints import Checkpoint
from nlp.figures import Span
from nlp.glossary import Glossary, parse
from nlp.protect import find_spans, mask
from nlp.translate import TranslateOptions, Translator
from nlp.translate.decoder import in_number
from nlp.translate.names import NameFilter, contexts
from nlp.translate.stage import TranslateStage
from nlp.translate.terms import MOST, TermFinder, clear_of, rendered, shown_or_masked
from nlp.translate.traits import Traits

HEADER = "lang\tterm\tkind\tenglish\twrong_literal\tsense\n"
OWN = HEADER + (
    "fr\tchariot\tterm\tmedication cart (MC)\t\t\n"
    "fr\tdossier de soins\tterm\tnursing record; care record\t\t\n"
    "fr\tmarché local\tterm\tlocal contract\t\tprocurement\n"
    "fr\tDPI\tacronym\tEHR\t\t\n"
    "es\tlicitación\tterm\ttender\t\t\n"
    "es\thospital comarcal\tterm\tdistrict hospital\t\t\n"
)


def finder(lang: str = "fr") -> TermFinder:
    return TermFinder(Glossary(parse(OWN, "own")), lang)


def found(text: str, lang: str = "fr") -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.english) for s in finder(lang).find(text)]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Les chariots sont là.", "fr", [("chariots", "medication cart")]),
        ("Chariot neuf", "fr", [("Chariot", "medication cart")]),
        ("L’ancien dossier de soins.", "fr", [("dossier de soins", "nursing record")]),
        ("les dossiers de soins", "fr", [("dossiers de soins", "nursing record")]),
        ("Le charioteur", "fr", []),
        ("un sous-chariot", "fr", []),
        ("le dpi, le DPI", "fr", [("DPI", "EHR")]),
        ("Le marché local aux fleurs", "fr", []),
        ("Le marché local attribué à Lyon", "fr", [("marché local", "local contract")]),
        ("Dos licitaciones y una licitación", "es", [("licitaciones", "tender"), ("licitación", "tender")]),
        ("los hospitales comarcales", "es", [("hospitales comarcales", "district hospital")]),
    ],
)  # fmt: skip
def test_terms_are_found_in_every_form_and_in_their_sense(
    text: str, lang: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text, lang) == expected


def test_the_packaged_glossary_is_found_in_its_own_words() -> None:
    glossary = Glossary.load()
    for lang in ("fr", "es"):
        own = TermFinder(glossary, lang)
        for term in glossary.terms(lang):
            if term.kind in ("term", "acronym") and not term.sense:
                assert own.find(f"Avec {term.term}.")[0].english, term


@given(st.text(max_size=60))
def test_any_text_gives_spans_in_order_inside_it(text: str) -> None:
    spans = TermFinder(Glossary.load(), "es").find(text)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize(
    ("english", "text", "expected"),
    [
        ("call for tenders", "Calls for tenders were annulled.", True),
        ("call for tenders", "a call-for-tenders notice", True),
        ("nursing home", "the nursing homes' staff", True),
        ("facility", "two facilities", True),
        ("data migration", "migration of data", False),
        ("lot", "a pilot", False),
        ("EHR", "the EHRs", True),
        ("award", "awarded", True),
        ("release", "released", True),
    ],
)
def test_renderings_are_found_inflected(english: str, text: str, expected: bool) -> None:
    assert rendered(english, text) is expected


def test_a_term_keeps_its_place_beside_figures_and_before_names() -> None:
    text = "Le DPI Chariot coûte 3,5 M€."
    spans = find_spans(text, "fr", lambda run, first: "" if first else run, finder().find)
    assert mask(text, spans).text == (
        "Le ⟦t⟧ DPI ⟦=⟧ EHR ⟦/t⟧ ⟦t⟧ Chariot ⟦=⟧ medication cart ⟦/t⟧ coûte ⟦1⟧."
    )


def test_the_longest_terms_are_shown_first_and_never_over_figures() -> None:
    spans = [Span(i * 10, i * 10 + i + 1, "term", "x") for i in range(7)]
    kept = clear_of(spans, [Span(60, 62, "number", "12")])
    assert [s.start for s in kept] == [20, 30, 40, 50] and len(kept) == MOST


def taught(answer: Callable[[str, int], str], **options: object) -> Translator:
    """A translator whose model knows terms."""
    checkpoint = Checkpoint("fake", Path("/nowhere"))
    return Translator(
        FakeEngine(answer),
        checkpoint,
        TranslateOptions(check_below=0, **options),
        Traits(terms=True),
    )


def test_a_taught_model_is_shown_terms_and_a_missing_one_is_flagged() -> None:
    t = taught(lambda text, beam: "The software is in Lyon.")
    [done] = t.translate(["Le cahier des charges est à Lyon."], "fr")
    assert "⟦t⟧ cahier des charges ⟦=⟧ specifications ⟦/t⟧" in t.engine.asked[0]
    assert [(c.kind, c.detail) for c in done.checks] == [("term", "specifications")]
    assert len(t.engine.asked) == 2  # again with a beam; not without, where no term is shown
    assert all("⟦t⟧" in asked for asked in t.engine.asked)
    assert (
        taught(lambda x, b: "The specification.")
        .translate(["Le cahier des charges."], "fr")[0]
        .checks
        == ()
    )


def test_an_untaught_model_or_the_option_leaves_terms_alone(tmp_path: Path) -> None:
    plain = Translator(FakeEngine(), Checkpoint("fake", Path("/nowhere")))
    off = taught(lambda text, beam: text, terms=False)
    for t in (plain, off):
        t.translate(["Le cahier des charges est prêt."], "fr")
        assert t.engine.asked == ["Le cahier des charges est prêt."]


def test_an_untaught_model_is_asked_for_the_users_terms_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "own.tsv").write_text(OWN, encoding="utf-8")
    options = TranslateOptions(glossary=str(tmp_path / "own.tsv"), check_below=0)
    t = Translator(
        FakeEngine(lambda text, beam: "A new trolley."), Checkpoint("fake", tmp_path), options
    )
    [done] = t.translate(["Un chariot bleu."], "fr")
    assert "⟦" not in "".join(t.engine.asked)
    assert [(c.kind, c.detail) for c in done.checks] == [("term", "medication cart")]


def test_a_users_glossary_is_shown_too(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(OWN, encoding="utf-8")
    t = taught(lambda text, beam: text, glossary=str(path))
    t.translate(["Un chariot bleu."], "fr")
    assert t.engine.asked[0] == "Un ⟦t⟧ chariot ⟦=⟧ medication cart ⟦/t⟧ bleu."


def test_the_hash_of_the_stage_is_of_the_terms_that_the_translator_knows(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(OWN, encoding="utf-8")
    t = taught(lambda text, beam: text, glossary=str(path))
    first = TranslateStage(t).config_hash
    path.write_text(OWN.replace("medication cart", "trolley"), encoding="utf-8")
    assert TranslateStage(t).config_hash == first
    assert TranslateStage(taught(lambda text, beam: text, glossary=str(path))).config_hash != first


def test_an_acronym_is_spelled_out_where_an_article_first_has_it() -> None:
    own = TermFinder(
        Glossary(
            parse(
                HEADER
                + "fr\tGHT\tacronym\tregional hospital group (GHT)\t\t\n"
                + "fr\tCnam\tacronym\tnational health insurance fund (Cnam)\t\t\n"
                + "fr\tRSSI\tacronym\tchief information security officer (CISO)\t\t\n",
                "own",
            )
        ),
        "fr",
    )
    text = "Le GHT, le RSSI, un autre GHT et un autre RSSI."
    assert own.acronyms(text) == {"GHT", "RSSI"}
    first = ["regional hospital group (GHT)", "chief information security officer", "CISO"]
    assert [s.english for s in own.find(text)] == first
    assert [s.english for s in own.find(text, frozenset({"GHT", "RSSI"}))] == ["CISO", "CISO"]
    assert own.find("groupement hospitalier (GHT)") == []
    assert own.find("la Cnam")[0].english == "national health insurance fund (Cnam)"
    assert own.find("la Cnam", frozenset({"Cnam"})) == []
    assert all(rendered(s.english, f"the {s.english} said") for s in own.find(text))


def test_contexts_know_what_came_before() -> None:
    sentences = ["Le GHT a dit oui.", "Tessanor part.", "Hier, Tessanor et le GHT."]
    found = contexts(sentences)
    assert ["GHT" in c.introduced for c in found] == [False, True, True]
    assert all("Tessanor" in c.names for c in found)


def test_acronyms_and_names_of_the_article_reach_the_model() -> None:
    t = taught(lambda text, beam: text)
    t.names = NameFilter({"fr": frozenset()}, lambda word: 2 if word.lower() == "selon" else 4)
    sentences = ["Tessanor quitte le GHT.", "Selon Tessanor, le GHT suit."]
    t.translate(sentences, "fr", contexts(sentences))
    assert t.engine.asked[0] == "⟦1⟧ quitte le ⟦t⟧ GHT ⟦=⟧ regional hospital group (GHT) ⟦/t⟧."
    assert t.engine.asked[1] == "Selon ⟦1⟧, le ⟦2⟧ suit."
    t.translate([" ".join(sentences)], "fr")  # in one text what came before counts too,
    assert len(t.engine.asked) == 3  # so that its second sentence is the one from above


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("Le chariot est neuf.", "The push trolley is new."),
        ("Les chariots sont neufs.", "The push trolleys is new."),
    ],
)
def test_a_term_of_the_user_that_the_model_will_not_write_is_put_in(
    tmp_path: Path, source: str, wanted: str
) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("lang\tterm\tkind\tenglish\nfr\tchariot\tterm\tpush trolley\n")

    def stubborn(text: str, beam: int) -> str:
        return "The ⟦1⟧ is new." if "⟦1⟧" in text else "The cart is new."

    [found] = taught(stubborn, glossary=str(own)).translate([source], "fr")
    assert (found.text, found.checks) == (wanted, ())


def test_a_packaged_term_that_the_model_will_not_write_is_left_to_it() -> None:
    def stubborn(text: str, beam: int) -> str:
        return "A ⟦1⟧." if "⟦1⟧" in text else "An open bid."

    [found] = taught(stubborn).translate(["Un appel d'offres."], "fr")
    assert found.text == "An open bid."
    assert [check.kind for check in found.checks] == ["term"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le CHARIOT est là.", [("CHARIOT", "medication cart")]),
        ("Les CHARIOTS sont là.", [("CHARIOTS", "medication cart")]),
        ("L'éditeur du MARCHÉ LOCAL attribué", [("MARCHÉ LOCAL", "local contract")]),
        ("Les DOSSIERS DE SOINS", [("DOSSIERS DE SOINS", "nursing record")]),
        ("Un CHARIOT, un chariot", [("CHARIOT", "medication cart"), ("chariot", "medication cart")]),
        ("Le CHARIOTEUR", []),
        ("un SOUS-CHARIOT", []),
        ("Le CHARiot", []),
        ("le dpi", []),
        ("CHARIOT-2", []),
    ],
)  # fmt: skip
def test_the_users_terms_are_found_in_capitals(text: str, expected: list[tuple[str, str]]) -> None:
    own = TermFinder(Glossary((), parse(OWN, "own")), "fr")
    assert [(text[s.start : s.end], s.english) for s in own.find(text)] == expected


def test_packaged_terms_in_capitals_may_be_acronyms() -> None:
    assert found("Le CHARIOT est là.") == []


@pytest.mark.parametrize(
    ("source", "word", "english", "expected"),
    [
        ("avec le CHU de Limoges", "CHU", "CHU", "CHU"),
        ("du GHT", "GHT", "GHT", "GHT"),
        ("au CHRS", "CHRS", "CHRS", "CHRS"),
        ("le CHARIOT", "CHARIOT", "medication cart", "medication cart"),
        ("un lit", "lit", "bed", "bed"),
        ("avec les CHU de Limoges", "CHU", "CHU", "CHUs"),
        ("deux GHT", "GHT", "GHT", "GHTs"),
        ("de CHARIOTS", "CHARIOTS", "medication cart", "medication carts"),
        ("de chariots", "chariots", "medication cart", "medication carts"),
        ("des 12 lits", "lits", "bed", "beds"),
    ],
)
def test_a_term_put_in_is_a_plural_where_the_source_has_one(
    source: str, word: str, english: str, expected: str
) -> None:
    start = source.index(word)
    assert in_number(source, Span(start, start + len(word), "term", english)) == expected


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Mérovia wins the contract.", True),
        ("Mérovia wins the Rennes contract.", True),
        ("It won the five-year Rennes contract.", False),
        ("It wins the five-year Rennes contract.", True),
        ("It wins the region's second contract.", True),
        ("He wins the contracts", True),
        ("It wins the bid. A contract follows.", False),
        ("It wins the hearts of all those who read the contract", False),
        ("It wins a Rennes contract", False),
        ("It loses the Rennes contract", False),
        ("Rennes wins the, contract", False),
    ],
)
def test_english_may_put_words_between_an_article_and_its_noun(text: str, there: bool) -> None:
    assert rendered("wins the contract", text) is there


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Panne générale au CH de Brévannes", "general outage"),
        ("Les pannes générales", "general outage"),
        ("Une panne générale de courant", "general power outage"),
        ("La panne d'un générateur", ""),
        ("Le directeur général en panne", ""),
        ("Une panne électrique générale", ""),
    ],
)
def test_a_general_outage_is_no_chief_executive(text: str, english: str) -> None:
    shown = [s.english for s in TermFinder(Glossary.for_translation(), "fr").find(text)]
    assert english in shown if english else "general outage" not in shown


def test_a_sea_may_have_a_capital_and_a_war_a_number() -> None:
    spanish = TermFinder(Glossary.for_translation(), "es").find("por el Mar Báltico y el mar Egeo")
    assert [s.english for s in spanish] == ["Baltic Sea", "Aegean Sea"]
    french = TermFinder(Glossary.for_translation(), "fr")
    text = "la guerre de Trente Ans, trente ans plus tard"
    spans = [(s.kind, text[s.start : s.end]) for s in find_spans(text, "fr", None, french.find)]
    assert spans == [("term", "guerre de Trente Ans"), ("number", "trente")]


def test_places_beyond_what_a_model_is_shown_are_masked_with_their_english() -> None:
    text = "Roma, Múnich, Edimburgo, Atenas, Colonia, Escocia y un hospital comarcal"
    terms = TermFinder(Glossary.for_translation(), "es").find(text)
    terms += finder("es").find(text)
    found = {text[s.start : s.end]: (s.kind, s.english) for s in shown_or_masked(text, terms)}
    assert len([kind for kind, _ in found.values() if kind == "term"]) == MOST
    assert found["hospital comarcal"] == ("term", "district hospital")
    assert found["Roma"] == ("name", "Rome")


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("es", "El Plan de Recuperación, Transformación y Resiliencia lo paga.", "name"),
        ("es", "La Agencia Española de Medicamentos y Productos Sanitarios avisa.", "name"),
        ("fr", "Le Pacte de stabilité et de croissance tient.", "term"),
    ],
)
def test_a_long_name_with_a_list_inside_is_masked(lang: str, text: str, kind: str) -> None:
    [found] = TermFinder(Glossary.for_translation(), lang).find(text)
    assert found.kind == kind and " and " in found.english
