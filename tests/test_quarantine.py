"""The quarantine: one row for each rejected record, found again, settled, released, replayed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from job_fakes import Split, article, load, loader

from nlp.article import Article, Check, Edit, Source, Step
from nlp.errors import ConfigError
from nlp.held import Held, fingerprint
from nlp.job import Job, JobOptions
from nlp.pipeline import Pipeline
from nlp.quarantine import Quarantine
from nlp.replay import release, replay
from nlp.stage import Kept, Outcome, Reason, Rejected, reject
from nlp.store import Store, open_store
from nlp.store.runs import Runs

PLACE = Source("feed.jsonl.gz", "inner/a", line=4, offset=90, length=12, sha256="a" * 64)
UNREAD = Rejected(PLACE, "read", Reason.MALFORMED, "no JSON", error="ValueError: x", raw=b"{\x00")


@pytest.fixture(params=["sqlite:///{}/wire.db", "jsonl:{}/out.jsonl", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = request.param.format(tmp_path)
    if url == "postgresql":
        url = request.getfixturevalue("postgres_url")
    with closing(open_store(url)) as opened:
        yield opened


@pytest.fixture
def quarantine(store: Store) -> Quarantine:
    return Quarantine(store.side)


def rejected(number: int, reason: Reason = Reason.NO_CONTENT, stage: str = "split") -> Rejected:
    return reject(article(number, f"win {number}"), stage, reason, "only spam")


def test_a_row_holds_all_that_is_known(quarantine: Quarantine) -> None:
    quarantine.add([UNREAD], run=7)
    held = quarantine.show(1)
    assert (held.stage, held.reason, held.detail) == ("read", Reason.MALFORMED, "no JSON")
    assert (held.source, held.raw, held.error) == (PLACE, b"{\x00", "ValueError: x")
    assert (held.status, held.run, held.article()) == ("waiting", 7, None)


def test_an_article_comes_back_as_it_was_rejected(quarantine: Quarantine) -> None:
    quarantine.add([rejected(1)], keys=["k1"])
    held = quarantine.show(1)
    assert held.article() == rejected(1).article
    assert (held.key, held.content_hash) == ("k1", article(1, "win 1").content_hash)
    (light,) = quarantine.list()
    assert light == replace(held, article_json=None, raw=None)


def test_the_same_record_twice_is_one_row(quarantine: Quarantine) -> None:
    for run in (1, 2):
        quarantine.add([UNREAD, rejected(1), rejected(1)], keys=[None, "k", "k"], run=run)
    assert [(row.id, row.run) for row in quarantine.list()] == [(1, 2), (2, 2)]


def test_of_two_runs_at_once_the_later_one_stays_noted(quarantine: Quarantine) -> None:
    for run in (2, 1):
        quarantine.add([UNREAD], run=run)
    assert [row.run for row in quarantine.list()] == [2]


def test_a_copy_of_an_article_elsewhere_is_the_same_record() -> None:
    elsewhere = rejected(1)
    elsewhere = replace(elsewhere, source=Source("other"))
    assert fingerprint(elsewhere) == fingerprint(rejected(1))
    assert fingerprint(replace(UNREAD, source=Source("other"))) != fingerprint(UNREAD)


@given(
    st.builds(
        Source,
        st.text(min_size=1),
        st.none() | st.text(),
        st.none() | st.integers(1, 9),
        st.none() | st.integers(0, 9),
    ),
    st.sampled_from(list(Reason)),
)
def test_a_fingerprint_tells_apart_what_differs(source: Source, reason: Reason) -> None:
    one = Rejected(source, "read", reason)
    assert fingerprint(one) == fingerprint(replace(one, detail="told otherwise", raw=b"x"))
    others = [
        replace(one, source=replace(source, path=source.path + "x")),
        replace(one, source=replace(source, member=(source.member or "") + "x")),
        replace(one, source=replace(source, offset=10)),
        replace(one, reason=Reason.BOMB if reason is not Reason.BOMB else Reason.EMPTY),
    ]
    assert fingerprint(one) not in {fingerprint(other) for other in others}


def test_rows_are_listed_by_status_and_reason(quarantine: Quarantine) -> None:
    quarantine.add([UNREAD, rejected(1), rejected(2)], keys=[None, "k1", "k2"])
    quarantine.mark([2], "released")
    assert [row.id for row in quarantine.list()] == [1, 3]
    assert [row.id for row in quarantine.list(status=None)] == [1, 2, 3]
    assert [row.id for row in quarantine.list(reason=Reason.MALFORMED)] == [1]
    assert [row.id for row in quarantine.list(status=None, limit=2)] == [1, 2]
    assert quarantine.counts() == {
        (Reason.MALFORMED, "waiting"): 1,
        (Reason.NO_CONTENT, "released"): 1,
        (Reason.NO_CONTENT, "waiting"): 1,
    }
    assert quarantine.known(["k1", "k2", "k3"]) == {"k2": Reason.NO_CONTENT}


def test_any_number_of_rows_is_marked_in_one_step(
    quarantine: Quarantine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Databases bound the values of a statement: PostgreSQL at 65,535."""
    quarantine.add([rejected(n) for n in range(3)])
    many = [1, *range(100, 66_000), 3]
    quarantine.mark(many, "replayed")
    assert [row.id for row in quarantine.list()] == [2]
    quarantine.mark([], "waiting")
    assert [row.id for row in quarantine.list()] == [2]
    monkeypatch.setattr("nlp.quarantine._MARKED", 1)
    with pytest.raises(Exception, match="constraint|NOT NULL|null"):
        quarantine.mark([1, 3, 2], None)  # type: ignore[arg-type]
    assert [row.id for row in quarantine.list()] == [2]


def test_a_number_that_is_not_there_is_told(quarantine: Quarantine) -> None:
    with pytest.raises(ConfigError, match="no record number 9"):
        quarantine.show(9)


def test_what_is_stored_later_is_marked_by_content_or_by_place(quarantine: Quarantine) -> None:
    quarantine.add([UNREAD, rejected(1), rejected(2)])
    here = Article.new("readable now", source=replace(PLACE, sha256="b" * 64))
    moved = replace(article(1, "win 1"), source=Source("moved"))
    assert quarantine.resolve([here, moved, article(9)]) == 2
    assert [row.status for row in quarantine.list(status=None)] == [
        "replayed",
        "replayed",
        "waiting",
    ]


def test_another_record_of_the_same_file_settles_nothing(quarantine: Quarantine) -> None:
    quarantine.add([UNREAD])
    for change in ({"line": 5}, {"offset": 91}, {"member": "inner/b"}, {"line": None}):
        quarantine.resolve([Article.new("x", source=replace(PLACE, **change))])
    assert quarantine.show(1).status == "waiting"


@pytest.mark.parametrize(
    ("path", "met", "now", "settled"),
    [
        ("in/a.jsonl", "/site1", "/site2", False),
        ("in/a.jsonl", "/site1", "/site1", True),
        ("in/a.jsonl", None, "/site2", True),  # of a run that noted none: as it stands
        ("in/a.jsonl", "/site1", None, True),
        ("/in/a.jsonl", "/site1", "/site2", True),
        ("s3://b/a.jsonl", "/site1", "/site2", True),
        ("-", "/site1", "/site2", True),
    ],
)
def test_a_relative_path_is_known_by_its_folder(
    path: str,
    met: str | None,
    now: str | None,
    settled: bool,
    quarantine: Quarantine,
    store: Store,
    tmp_path: Path,
) -> None:
    (tmp_path / "site1/in").mkdir(parents=True)
    (tmp_path / "site1/in/a.jsonl").touch()
    folders = [folder and f"{tmp_path}{folder}" for folder in (met, now, now)]
    one, two, three = (Runs(store.side).start({"cwd": cwd}, "m", "c") for cwd in folders)
    place = Source(path, line=1, offset=0, sha256="a" * 64)
    quarantine.add([Rejected(place, "read", Reason.MALFORMED)], run=one)
    quarantine.add([Rejected(place, "read", Reason.MALFORMED)], run=two)
    assert len(quarantine.list()) == (1 if settled else 2)
    assert quarantine.resolve([Article.new("x", source=place)], run=three) == 1
    assert quarantine.show(1).status == ("replayed" if settled else "waiting")


@pytest.mark.parametrize(
    ("there", "one", "other", "rows"),
    [
        (False, "a" * 64, "a" * 64, 1),  # it was moved with its folder
        (True, "a" * 64, "a" * 64, 2),
        (False, "a" * 64, "b" * 64, 2),
        (False, None, None, 2),  # nothing tells that it is the same
    ],
)
def test_a_file_that_went_with_its_folder_is_the_same_where_its_bytes_are(
    there: bool, one: str | None, other: str | None, rows: int,
    quarantine: Quarantine, store: Store, tmp_path: Path,
) -> None:  # fmt: skip
    if there:
        (tmp_path / "a.jsonl").touch()
    folders = (str(tmp_path), str(tmp_path / "new"))
    runs = [Runs(store.side).start({"cwd": folder}, "m", "c") for folder in folders]
    for run, digest in zip(runs, (one, other), strict=True):
        place = Source("a.jsonl", line=1, offset=0, sha256=digest)
        quarantine.add([Rejected(place, "read", Reason.MALFORMED)], run=run)
    assert [row.run for row in quarantine.list()] == runs[-rows:]
    quarantine.add([rejected(1)], run=runs[0])  # of this one the article is kept
    missing = [row.run for row in quarantine.missing()]
    assert missing == (runs[1:] if there else runs[-rows:])


def test_what_a_run_could_not_read_it_does_not_settle_by_the_place(quarantine: Quarantine) -> None:
    """An archive may hold two members of one name: the one that is read is not the other."""
    here = Article.new("readable", source=replace(PLACE, sha256="b" * 64))
    quarantine.add([UNREAD], run=1)
    assert quarantine.resolve([here], run=1) == 0
    quarantine.add([UNREAD], run=2)
    assert quarantine.resolve([here], run=2) == 0
    assert quarantine.resolve([here], run=3) == 1
    quarantine.add([UNREAD], run=3)  # the other way round: it comes after the one that is read
    assert [row.status for row in quarantine.list(status=None)] == ["waiting"]


def test_what_was_refused_as_a_whole_is_found_by_its_path(quarantine: Quarantine) -> None:
    odd = 'a"length": null\udce9'
    places = [
        Source("a"),
        Source("a", "m"),
        Source("a", line=4, offset=90),  # where reading stopped
        Source("a", line=5, offset=90, length=3),
        Source("a", line=6),
        Source("a", offset=0, length=3),
        Source("b"),
        Source(odd, line=5, offset=90, length=3),
        Source(odd, "z"),
    ]
    quarantine.add([Rejected(place, "read", Reason.TRUNCATED) for place in places], run=1)
    whole = {"a": [(1, None), (2, "m"), (3, None)], odd: [(9, "z")]}
    assert quarantine.refused(["a", odd, "c"], 2) == whole
    assert quarantine.refused(["a", odd, "c"], 1) == {}  # that run met them itself
    quarantine.mark([1, 9], "replayed")
    assert quarantine.refused(["a", odd], None) == {"a": [(2, "m"), (3, None)]}


def test_what_a_new_model_rejects_waits_again(quarantine: Quarantine) -> None:
    quarantine.add([rejected(1)], keys=["old model"])
    quarantine.mark([1], "released")
    quarantine.add([rejected(1)], keys=["old model"])
    assert quarantine.show(1).status == "released"
    quarantine.add([rejected(1)], keys=["new model"])
    assert (quarantine.show(1).status, quarantine.show(1).key) == ("waiting", "new model")


def test_what_was_dismissed_waits_no_more_and_stays_so(quarantine: Quarantine) -> None:
    quarantine.add([UNREAD, rejected(1)], keys=[None, "k1"])
    quarantine.dismiss([1, 2])
    assert quarantine.list() == []
    assert quarantine.known(["k1"]) == {"k1": Reason.NO_CONTENT}  # not worked on at each run
    quarantine.add([UNREAD, rejected(1)], keys=[None, "k2"])
    told = quarantine.counts()
    assert told == {(Reason.MALFORMED, "dismissed"): 1, (Reason.NO_CONTENT, "dismissed"): 1}
    worse = replace(UNREAD, reason=Reason.TOO_LARGE, raw=None)
    quarantine.add([worse])  # another fault is another matter
    (left,) = quarantine.list()
    assert left.reason is Reason.TOO_LARGE
    with pytest.raises(ConfigError, match="record 1 is dismissed, not waiting"):
        quarantine.dismiss([left.id, 1])
    quarantine.dismiss([1, 2], undo=True)
    assert [row.status for row in quarantine.list(status=None)] == ["waiting"] * 3
    with pytest.raises(ConfigError, match="is waiting, not dismissed"):
        quarantine.dismiss([left.id], undo=True)
    with pytest.raises(ConfigError, match="no record number 99"):
        quarantine.dismiss([left.id, 99])
    assert len(quarantine.list()) == 3


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (UNREAD, replace(UNREAD, reason=Reason.TOO_LARGE, detail="a large line")),
        (UNREAD, replace(UNREAD, source=replace(PLACE, sha256="b" * 64, length=None))),
        (UNREAD, replace(UNREAD, source=replace(PLACE, sha256=None), raw=None)),
        (rejected(1), rejected(1, Reason.LANGUAGE, "upper")),
        (rejected(1), replace(rejected(1, Reason.LANGUAGE), source=Source("moved"))),
    ],
)
def test_a_new_reason_is_told_of_the_same_row(
    before: Rejected, now: Rejected, quarantine: Quarantine
) -> None:
    quarantine.add([before], run=1)
    quarantine.add([now], run=2)
    (held,) = [quarantine.show(row.id) for row in quarantine.list(status=None)]
    assert (held.id, held.reason, held.stage, held.detail) == (1, now.reason, now.stage, now.detail)
    assert (held.run, held.raw) == (2, before.raw)
    if now.article is None:
        assert held.source == now.source
    quarantine.add([now], run=3)
    assert [(row.id, row.run) for row in quarantine.list(status=None)] == [(1, 3)]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (UNREAD, replace(UNREAD, source=replace(PLACE, line=5), reason=Reason.EMPTY)),
        (UNREAD, replace(UNREAD, source=replace(PLACE, member="inner/b"), reason=Reason.EMPTY)),
        (rejected(1), rejected(2, Reason.LANGUAGE)),
        (UNREAD, reject(article(1), "split", Reason.LANGUAGE)),
    ],
)
def test_another_record_has_a_row_of_its_own(
    before: Rejected, now: Rejected, quarantine: Quarantine
) -> None:
    quarantine.add([before])
    quarantine.add([now])
    assert [row.reason for row in quarantine.list()] == [before.reason, now.reason]


def test_what_was_settled_keeps_its_reason(quarantine: Quarantine) -> None:
    quarantine.add([UNREAD])
    quarantine.mark([1], "replayed")
    quarantine.add([replace(UNREAD, reason=Reason.EMPTY)])
    rows = quarantine.list(status=None)
    assert [(row.status, row.reason) for row in rows] == [
        ("replayed", Reason.MALFORMED),
        ("waiting", Reason.EMPTY),
    ]


@pytest.mark.parametrize("digest", [None, "b" * 64])
def test_the_first_line_of_another_pipe_is_another_record(
    digest: str | None, quarantine: Quarantine
) -> None:
    piped = replace(UNREAD, source=Source("-", line=1, offset=0, sha256="a" * 64))
    other = replace(piped, source=replace(piped.source, sha256=digest), reason=Reason.EMPTY)
    quarantine.add([piped])
    quarantine.add([other])
    assert len(quarantine.list()) == 2
    assert quarantine.resolve([Article.new("x", source=replace(other.source, sha256="c"))]) == 0
    assert quarantine.resolve([Article.new("x", source=piped.source)]) == 1
    assert [row.id for row in quarantine.list()] == [2]


def test_many_broken_lines_of_one_file_are_told_apart(quarantine: Quarantine) -> None:
    def lines(reason: Reason) -> list[Rejected]:
        sources = [Source("feed.jsonl", line=n, offset=9 * n) for n in range(1, 251)]
        return [Rejected(source, "read", reason) for source in sources]

    quarantine.add(lines(Reason.MALFORMED), run=1)
    quarantine.add(lines(Reason.EMPTY)[:200], run=2)
    rows = quarantine.list(status=None)
    assert [row.id for row in rows] == list(range(1, 251))
    assert [row.source.line for row in rows] == list(range(1, 251))
    assert [row.reason for row in rows] == [Reason.EMPTY] * 200 + [Reason.MALFORMED] * 50


def test_odd_file_names_and_texts_come_back(quarantine: Quarantine) -> None:
    """File names that are no UTF-8 reach Python as lone surrogates, which databases refuse."""
    source = Source("caf\udce9.txt", "a\x00b", sha256=None)
    odd = Article.new("lone \ud800", source=source)
    quarantine.add([Rejected(source, "read", Reason.BINARY, "d\udce9", raw=b"\x00")])
    quarantine.add([reject(odd, "split", Reason.LANGUAGE)])
    assert [quarantine.show(n).source for n in (1, 2)] == [source, source]
    found = quarantine.show(2).article()
    assert found is not None and found.text == "lone \ufffd"


def read_again(row: Held) -> Iterator[Article | Rejected]:
    yield replace(article(4), source=row.source)


def test_a_replay_reads_again_and_stores(store: Store, quarantine: Quarantine) -> None:
    quarantine.add([UNREAD])
    balance = replay(quarantine.list(), load, read_again, [store], quarantine)
    assert (balance.read, balance.stored) == (1, 1)
    assert quarantine.show(1).status == "replayed"
    assert [record["id"] for record in store] == ["a4"]
    assert next(iter(store))["source"]["line"] == 4


def test_a_replay_marks_a_file_that_gives_several_records_now(
    store: Store, quarantine: Quarantine
) -> None:
    cut = Rejected(Source("feed.gz"), "read", Reason.TRUNCATED, "ends early")
    quarantine.add([cut])

    def mended(row: Held) -> Iterator[Article | Rejected]:
        yield from (article(number) for number in range(3))

    def still_cut(row: Held) -> Iterator[Article | Rejected]:
        yield article(0)
        yield cut

    assert replay(quarantine.list(), load, still_cut, [store], quarantine).quarantined == 1
    assert quarantine.show(1).status == "waiting"
    balance = replay(quarantine.list(), load, mended, [store], quarantine)
    assert (balance.stored, balance.already_there) == (2, 1)
    assert quarantine.show(1).status == "replayed"


def test_a_replay_takes_the_article_where_there_is_one(
    store: Store, quarantine: Quarantine
) -> None:
    fault = Rejected(PLACE, "upper", Reason.STAGE_ERROR, "bug", article=article(1))
    quarantine.add([fault, rejected(2)])

    def never(row: Held) -> Iterator[Article | Rejected]:
        raise AssertionError("the article is known")

    balance = replay(quarantine.list(), load, never, [store], quarantine)
    assert (balance.stored, balance.quarantined) == (1, 1)
    assert [row.status for row in quarantine.list(status=None)] == ["replayed", "waiting"]


def test_a_replay_makes_anew_what_the_stages_had_made(store: Store, quarantine: Quarantine) -> None:
    half = article(1).with_(
        edits=(Edit(0, "the the", "the", "duplicate", "a word twice"),),
        checks=(Check("encoding", "cp1252"), Check("number", "7 is lost")),
        steps=(Step("upper", "m", "c"),),
        names=("Ana",),
    )
    quarantine.add([Rejected(PLACE, "last", Reason.STAGE_ERROR, "bug", article=half)])
    replay(quarantine.list(), load, lambda row: iter(()), [store], quarantine)
    (record,) = store
    assert [edit["found"] for edit in record["edits"]] == ["a"]  # what the stage makes
    assert [check["kind"] for check in record["checks"]].count("number") == 0
    stages = [step["stage"] for step in record["provenance"]["steps"]]
    assert len(stages) == len(set(stages))


def test_a_source_that_is_gone_goes_on_waiting(store: Store, quarantine: Quarantine) -> None:
    quarantine.add([UNREAD])

    def gone(row: Held) -> Iterator[Article | Rejected]:
        raise FileNotFoundError(2, "No such file", row.source.path)
        yield

    balance = replay(quarantine.list(), load, gone, [store], quarantine)
    assert (balance.read, balance.quarantined, store.count()) == (1, 1, 0)
    (held,) = quarantine.list()
    assert (held.id, held.reason, quarantine.show(1).raw) == (1, Reason.UNREADABLE, UNREAD.raw)


class Refuse:
    """A last stage that lets nothing through."""

    name, model_hash, config_hash = "refuse", "", ""

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        return [reject(article, self.name, Reason.LANGUAGE) for article in batch]


@pytest.mark.parametrize("last", [[], [Refuse()]])
def test_a_release_stores_what_a_policy_rejected(
    last: list, store: Store, quarantine: Quarantine
) -> None:
    pipeline = Pipeline([*load().stages, *last])
    (spam,) = load().run([article(1, "win 1\nwin again")])
    assert isinstance(spam, Rejected)
    quarantine.add([spam])
    (key,) = release([1], pipeline, [store], quarantine)
    (record,) = store
    assert record["key"] == key
    assert record["checks"][-1] == {
        "kind": "released",
        "detail": "no_content: spam",
        "segment": None,
    }
    assert [segment["label"] for segment in record["segments"]] == ["spam", "spam"]
    assert record["events"][0]["type"] == "tender"  # the stages after the rejecting one ran
    assert quarantine.show(1).status == "released"
    release([1], pipeline, [store], quarantine)
    assert store.count() == 1


def test_a_release_does_not_ask_the_stage_again_that_rejected(
    store: Store, quarantine: Quarantine
) -> None:
    """Labels stay as a person saw them, also where other options would set other ones."""
    asked: list[str] = []

    class Asked(Split):
        def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
            asked.extend(article.id for article in batch)
            return [Kept(article) for article in batch]

    (spam,) = load().run([article(1, "win 1")])
    assert isinstance(spam, Rejected)
    quarantine.add([spam])
    release([1], Pipeline([Asked(), *load().stages[1:]]), [store], quarantine)
    assert asked == [] and store.count() == 1


def test_a_release_of_what_cannot_be_stored_is_refused_as_a_whole(
    store: Store, quarantine: Quarantine
) -> None:
    too_large = Rejected(PLACE, "read", Reason.TOO_LARGE, "50 MB")
    fault = rejected(3, Reason.STAGE_ERROR)
    quarantine.add([rejected(1), too_large, fault])
    for number, told in [(2, "no article.*too_large"), (3, "fault and no policy"), (9, "number 9")]:
        with pytest.raises(ConfigError, match=told):
            release([1, number], load(), [store], quarantine)
    assert store.count() == 0
    assert [row.status for row in quarantine.list()] == ["waiting"] * 3


def test_after_a_release_a_run_finds_the_article_there(
    store: Store, quarantine: Quarantine
) -> None:
    records = [article(1, "win 1"), article(2)]
    Job(loader(), records, [store], quarantine).run()
    release([1], load(), [store], quarantine)
    balance = Job(loader(), records, [store], quarantine).run()
    assert (balance.already_there, balance.quarantined) == (2, 0)
    assert isinstance(load().run([records[1]])[0], Kept)


@pytest.mark.parametrize("fresh", [False, True])
def test_what_was_released_under_other_options_is_not_counted_as_waiting(
    fresh: bool, store: Store, quarantine: Quarantine
) -> None:
    """The balance says how much waits: nothing that the list does not show."""
    records = [article(1, "win 1"), article(2), article(1, "win 1"), article(3, "win 3")]
    Job(loader(), records, [store], quarantine).run()
    release([1], load("other"), [store], quarantine)
    balance = Job(loader(), records, [store], quarantine, JobOptions(fresh=fresh)).run()
    assert (balance.read, balance.already_there, balance.quarantined) == (4, 3, 1)
    assert [row.id for row in quarantine.list()] == [2]
    balance = Job(
        loader(model="new"), records, [store], quarantine
    ).run()  # which may decide otherwise
    assert (balance.stored, balance.quarantined) == (1, 3)
    assert [row.id for row in quarantine.list()] == [1, 2]


def test_a_release_is_a_run(store: Store, quarantine: Quarantine) -> None:
    Job(loader(), [article(1, "win 1")], [store], quarantine).run()
    release([1], load(), [store], quarantine, about={"cwd": "/there"})
    done, _ = Runs(store.side).list()
    assert (done["status"], done["model_hash"]) == ("done", load().model_hash)
    assert (done["options"]["cwd"], done["options"]["release"]) == ("/there", [1])
    assert (done["balance"]["read"], done["balance"]["stored"]) == (1, 1)
