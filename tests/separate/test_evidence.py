"""Text repeated over a site is set aside; an article's own text stays, however often it is met."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nlp.article import Article, Segment
from nlp.separate import SeparateOptions, SeparateStage, Separator
from nlp.separate.evidence import Repeated, Seen
from nlp.separate.labelled import Labelled, Piece
from nlp.separate.repeats import Repeats
from nlp.stage import Kept, Reason, Rejected
from tests.separate.pages import ABOUT, cut, page, prose
from tests.separate.tiny import tiny_model


def repeated(articles: Sequence[Article]) -> Repeated:
    repeats = Repeats()
    for article in articles:
        repeats.add(article)
    return Repeated(repeats.sample())


def aside(articles: Sequence[Article], article: Article) -> list[str]:
    """The segments of ``article`` that are repeated, by what is known of ``articles``."""
    look = repeated(articles).on("sante.example")
    return [s.text for s in article.segments if look(s)]


def page_of_its_own(article: Article) -> Article:
    """The article without what the site adds."""
    own = tuple(s for s in article.segments if s.text not in (ABOUT, "Lire 12 commentaires"))
    return article.with_(segments=own)


def stage(known: Repeated | None, **options: object) -> SeparateStage:
    """A stage that takes everything for content unless the options say otherwise."""
    chosen = {"keep": 0, "keep_prose": 0, "spans": False, **options}
    return SeparateStage(Separator(tiny_model(), SeparateOptions(**chosen)), known)  # type: ignore[arg-type]


@given(st.integers(0, 45), st.integers(0, 45))
@example(7, 20)
@example(8, 12)
@example(8, 11)
def test_what_is_repeated_is_counted_exactly(shared: int, others: int) -> None:
    articles = [page(i, ABOUT) for i in range(shared)]
    articles += [page(100 + i) for i in range(others)]
    pages = shared + others
    expected = pages >= 20 and shared >= max(8, 0.05 * pages)
    seen = repeated(articles).on("sante.example")(Segment(ABOUT))
    assert seen == (Seen(shared, pages) if expected else None)
    assert aside(articles, page(0, ABOUT)) == ([ABOUT] if expected else [])


def test_a_twentieth_of_a_large_site_is_needed() -> None:
    articles = [page(i) for i in range(400)]
    assert aside(articles[:-19] + [page(i, ABOUT) for i in range(500, 519)], page(1, ABOUT)) == []
    assert aside(articles[:-20] + [page(i, ABOUT) for i in range(500, 520)], page(1, ABOUT))


def test_what_is_repeated_on_one_site_is_news_on_another() -> None:
    articles = [page(i, ABOUT) for i in range(30)]
    articles += [page(100 + i, site="b.example") for i in range(30)]
    articles += [page(200, ABOUT, site="b.example")]
    known = repeated(articles)
    assert known.on("sante.example")(Segment(ABOUT))
    assert known.on("b.example")(Segment(ABOUT)) is None
    assert known.on("unknown.example")(Segment(ABOUT)) is None


def test_one_article_met_thirty_times_is_no_boilerplate() -> None:
    others = [page(i, ABOUT) for i in range(30)]
    fresh = [f"Dernière minute {prose(i, 3)}" for i in range(30)]
    here = "https://sante.example/a"
    as_one_page = (
        [page(99, ABOUT)] * 30,
        [page(99, ABOUT, url=f"{here}?session={i}") for i in range(30)],
        [page(99, ABOUT, line, url=here) for line in fresh],
    )
    as_none = [page(99, ABOUT, line) for line in fresh]
    for met, pages in (*((met, 31) for met in as_one_page), (as_none, 30)):
        known = repeated(others + met).on("sante.example")
        assert [known(s) for s in met[0].segments[:4]] == [None, Seen(pages, pages), None, None]


def test_lists_of_teasers_do_not_make_boilerplate_of_an_article_s_first_paragraph() -> None:
    articles = [page(i, ABOUT) for i in range(30)]
    leads = [article.segments[2].text for article in articles]
    lists = [
        cut(["Archives", ABOUT, *leads[i : i + 12]], url=f"https://sante.example/list/{i}")
        for i in range(18)
    ]
    assert [aside(articles + lists, article) for article in articles] == [[ABOUT]] * 30


def test_the_title_of_a_popular_article_stays_though_every_page_links_to_it() -> None:
    popular = page(0, ABOUT)
    articles = [popular] + [page(i, ABOUT, popular.segments[0].text) for i in range(1, 40)]
    assert aside(articles, popular) == [ABOUT]
    assert aside(articles, articles[1]) == [ABOUT, popular.segments[0].text]
    named = [cut(["Le site de la santé", prose(i)]) for i in range(30)]
    assert aside(named, named[0]) == ["Le site de la santé"]


def test_an_archive_of_thirty_pages_loses_its_shared_paragraph_and_nothing_else() -> None:
    articles = [page(i, ABOUT, "Lire 12 commentaires") for i in range(30)]
    outcomes = stage(repeated(articles))(articles)
    assert all(isinstance(outcome, Kept) for outcome in outcomes)
    for article, outcome in zip(articles, outcomes, strict=True):
        labels = {s.text: s.label for s in outcome.article.segments}
        assert labels.pop(ABOUT) == labels.pop("Lire 12 commentaires") == "boilerplate"
        assert list(labels.items()) == [
            (s.text, "content") for s in page_of_its_own(article).segments
        ]
    about = next(s for s in outcomes[0].article.segments if s.text == ABOUT)
    assert (about.score, about.reasons) == (1.0, ("on 30 of 30 pages of the site",))


def test_ten_pages_have_no_effect_and_no_part_in_the_hash() -> None:
    articles = [page(i, ABOUT) for i in range(10)]
    off, on = stage(None), stage(repeated(articles))
    assert on(articles) == off(articles)
    assert on.config_hash == off.config_hash


def test_another_sketch_gives_another_hash() -> None:
    thirty = [page(i, ABOUT) for i in range(30)]
    hashes = {
        stage(known).config_hash
        for known in (None, repeated(thirty), repeated(thirty[::-1]), repeated(thirty[1:]))
    }
    assert len(hashes) == 3


def test_spam_stays_spam_and_what_is_left_without_content_is_rejected() -> None:
    articles = [page(i, ABOUT) for i in range(30)]
    known = repeated(articles)
    only = cut(["Titre", ABOUT], title=False).with_(segments=(Segment(ABOUT), Segment(ABOUT)))
    (outcome,) = stage(known)([only])
    assert isinstance(outcome, Rejected) and outcome.reason is Reason.NO_CONTENT
    noise = stage(known, keep=1, keep_prose=1)(articles)
    same = stage(None, keep=1, keep_prose=1)(articles)
    assert noise == same
    assert {s.label for o in same for s in o.article.segments} & {"spam"}


def test_a_repeated_paragraph_is_known_with_spam_glued_to_it_and_without() -> None:
    spam = "Casino en ligne sans dépôt"
    glued = [Piece(0, ABOUT, Labelled("content", 0.9)), Piece(0, f" {spam}", Labelled("spam", 0.9))]
    for articles, segment in (
        ([page(i, ABOUT) for i in range(30)], Segment(f"{ABOUT} {spam}")),
        ([page(i, f"{ABOUT} {spam}") for i in range(30)], Segment(f"{ABOUT} {spam}")),
    ):
        made = stage(repeated(articles))
        made.separator.pieces = lambda lines, lang: glued  # type: ignore[method-assign]
        look = repeated(articles).on("sante.example")
        labels = [(s.text.strip(), s.label) for s in made.separate([segment], "fr", look)]
        assert labels == [(ABOUT, "boilerplate"), (spam, "spam")]


def test_short_text_needs_a_tenth_of_the_site() -> None:
    articles = [page(i) for i in range(200)]
    some = [page(300 + i, "Contexte") for i in range(23)]
    assert aside(articles + some[:22], some[0]) == []
    assert aside(articles + some, some[0]) == ["Contexte"]


def test_a_popular_title_stays_in_plain_text_where_other_lines_stood_for_the_title() -> None:
    titles = [f"Un titre {prose(i, 3)[:-1]}" for i in range(30)]
    head = ["Accueil", "Abonnez-vous"]
    articles = [
        cut([*head, title, prose(100 + i), prose(200 + i), titles[i % 3], "Imprimer"])
        for i, title in enumerate(titles)
    ]
    known = repeated(articles)
    assert known.on("sante.example")(Segment(titles[0]))
    for title, outcome in zip(titles, stage(known)(articles), strict=True):
        kinds = {s.text: s.kind for s in outcome.article.segments if s.label == "content"}
        assert kinds[title] == "title"
        assert [text for text in [*head, "Imprimer"] if text in kinds] == []


def test_a_repeated_title_gives_its_place_to_the_next() -> None:
    articles = [
        cut(["Le site de la santé", f"Titre {prose(i, 3)[:-1]}", prose(i)]) for i in range(30)
    ]
    for outcome in stage(repeated(articles))(articles):
        first, second, _ = outcome.article.segments
        assert (first.kind, first.label) == ("heading", "boilerplate")
        assert (second.kind, second.label) == ("title", "content")


@pytest.mark.parametrize(("count", "pages", "score"), [(8, 160, 0.525), (30, 30, 1.0)])
def test_the_score_grows_with_the_share(count: int, pages: int, score: float) -> None:
    assert Seen(count, pages).score == score
    assert Seen(1_000, 1_024).reason == "on 1,000 of 1,024 pages of the site"
