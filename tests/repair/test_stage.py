"""The repair stage rewrites the English of content segments and records what it did."""

from __future__ import annotations

from nlp.article import Article, Segment
from nlp.repair import RepairOptions, RepairStage
from nlp.stage import Kept


def _article(*segments: Segment) -> Article:
    return Article.new(text="x").with_(segments=segments, lang="en")


def _run(article: Article, options: RepairOptions | None = None) -> Article:
    (outcome,) = RepairStage.load(options)([article])
    assert isinstance(outcome, Kept)
    return outcome.article


def test_content_is_mended_and_the_rest_is_not() -> None:
    bad = "The rate is 8,2 % ; we we are pleased."
    article = _article(
        Segment(text="Title here", kind="title", lang="en", en="Title here"),
        Segment(text=bad, lang="en", label="spam", en=bad),
        Segment(text=bad, lang="en", label="content", en=bad),
    )
    out = _run(article)
    assert out.segments[2].en == "The rate is 8.2%; we are pleased."
    assert out.segments[1].en == bad
    assert {e.segment for e in out.edits} == {2}
    assert {e.kind for e in out.edits} == {"number_format", "fr_spacing", "dup_word"}


def test_disabled_repair_passes_text_through() -> None:
    article = _article(Segment(text="8,2 %", lang="en", en="8,2 %"))
    assert _run(article, RepairOptions(enabled=False)).segments == article.segments


def test_a_lost_figure_is_a_check() -> None:
    article = _article(
        Segment(
            text="Le groupe emploie 340 personnes.", lang="fr", en="The group employs many people."
        )
    )
    (check,) = _run(article).checks
    assert (check.kind, check.segment) == ("number", 0)


def test_names_are_listed_in_order_once() -> None:
    text = "Ana Rold\u00e1n joined Medialys. Medialys is based in Lugo, said Rold\u00e1n."
    out = _run(_article(Segment(text=text, lang="en", en=text)))
    assert out.names == ("Ana Rold\u00e1n", "Medialys", "Lugo")


def test_the_hash_follows_the_options() -> None:
    plain = RepairStage.load().config_hash
    assert plain != RepairStage.load(RepairOptions(skip=("tense",))).config_hash
