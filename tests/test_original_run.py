"""The original beside the English through the whole job: stores, frames, quarantine and restoring."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pandas
import pytest
from job_fakes import load, loader

from nlp.article import Article, Original
from nlp.config import Config
from nlp.erase import Wanted, erase
from nlp.frames import FrameWorker
from nlp.job import Job
from nlp.pipeline import Pipeline
from nlp.quarantine import Quarantine
from nlp.read import Fields, ReadOptions, read
from nlp.read.again import read_again
from nlp.record import to_record, validate
from nlp.replay import replay
from nlp.restore import as_separated
from nlp.stage import Kept
from nlp.store import open_store

SECRET = "phrase confidentielle"
ROWS = [
    {"id": "1", "text": "titre\nphrase", "original": SECRET},
    {"id": "2", "text": "titre\nphrase"},
    {"id": "3", "text": "win only", "original": SECRET},
]


def archive(tmp_path: Path) -> str:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return str(path)


def test_the_record_tells_of_it_and_does_not_keep_it(tmp_path: Path) -> None:
    with closing(open_store(str(tmp_path / "wire.db"))) as store:
        inputs = [archive(tmp_path)]
        balance = Job(loader(), read(inputs), [store], Quarantine(store.side)).run()
        assert (balance.stored, balance.quarantined) == (2, 1)
        again = Job(loader(), read(inputs), [store], Quarantine(store.side)).run()
        assert again.already_there == 2
        records = {record["id"]: record for record in store}
    for record in records.values():
        validate(record)
    assert records["1"]["meta"]["original_field"] == "original"
    assert "original_field" not in records["2"]["meta"]
    assert SECRET not in json.dumps(records)
    assert records["1"]["content_hash"] != records["2"]["content_hash"]


def test_quarantine_keeps_it_for_a_replay_and_erasing_takes_it(tmp_path: Path) -> None:
    database = tmp_path / "wire.db"
    seen: list[Article] = []

    class Seen:
        name, model_hash, config_hash = "seen", "", ""

        def __call__(self, batch: list[Article]) -> list[Kept]:
            seen.extend(batch)
            return [Kept(article) for article in batch]

    with closing(open_store(str(database))) as store:
        quarantine = Quarantine(store.side)
        Job(loader(), read([archive(tmp_path)]), [store], quarantine).run()
        (row,) = quarantine.list()
        replay([row], lambda: Pipeline([Seen()]), read_again, [store], quarantine)
        assert [article.original for article in seen] == [Original(SECRET)]
        assert quarantine.show(row.id).status == "replayed"
        erase(store, Wanted(ids=frozenset({"1", "3"})))
    assert not any(SECRET.encode() in path.read_bytes() for path in tmp_path.glob("wire.db*"))


def test_a_frame_has_a_column_for_it() -> None:
    frame = pandas.DataFrame({"text": ["titre\nphrase"] * 2, "texte_fr": [SECRET, None]})
    fields = {"read": ReadOptions(fields=Fields(original=("texte_fr",)))}
    with_it, without = FrameWorker(Config(**fields), runner=load())(frame)["key"]
    (plain,) = FrameWorker(runner=load())(frame[["text"]].head(1))["key"]
    assert without == plain != with_it


def test_what_is_restored_says_that_the_record_has_none() -> None:
    pipeline = load()
    for original, kinds in ((Original(SECRET), ["original"]), (None, [])):
        article = Article.new("titre\nphrase", meta={"original_field": "x"} if original else {})
        (done,) = pipeline.run([article])
        assert isinstance(done, Kept)
        record = to_record(done.article, pipeline.model_hash, pipeline.config_hash)
        assert [c.kind for c in as_separated(record, set(), ["upper"]).checks] == kinds


SHIPPED = [  # a sentence cut off, one left out, a figure that is another
    ("The Loire regional hospital chose Kerlan Systèmes in",
     "Le centre hospitalier de la Loire a choisi Kerlan Systèmes en mars pour son dossier patient.",
     "Le contrat porte sur six ans et vaut 6,8 millions d'euros.",
     "The contract runs for six years and is worth €6.8 million."),
    ("",
     "Le déploiement commencera en janvier 2027 dans les 14 services de l'hôpital de Roanne.",
     "Le contrat porte sur six ans et vaut 6,8 millions d'euros.",
     "The contract runs for six years and is worth €6.8 million."),
    ("The roll-out will begin in January 2027 in the 14 departments of the Roanne hospital.",
     "Le déploiement commencera en janvier 2027 dans les 14 services de l'hôpital de Roanne.",
     "Le contrat porte sur six ans et vaut 6,8 millions d'euros.",
     "The contract runs for six years and is worth €9.1 million."),
]  # fmt: skip


@pytest.mark.slow
def test_the_shipped_models_regain_what_the_english_lost() -> None:
    pipeline = Pipeline.load()
    articles = []
    for broken, french, whole_fr, whole in SHIPPED:
        said = '"We waited ten years," said Maëlle Pengam, who leads the project.'
        said_fr = "« Nous avons attendu dix ans », a dit Maëlle Pengam, qui dirige le projet."
        text = f"{whole} {broken}".strip() + f"\n\n{said}"
        original = Original(f"{whole_fr} {french}\n\n{said_fr}", title="Roanne s'équipe")
        articles += [
            Article.new(text, title="Roanne equips itself", original=o) for o in (None, original)
        ]
    done = [o.article for o in pipeline.run(articles) if isinstance(o, Kept)]
    told = [" ".join(s.en or "" for _, s in article.content) for article in done]
    assert len(done) == 6
    assert "patient" not in told[0] and "patient" in told[1]
    assert "2027" not in told[2] and "2027" in told[3] and "14" in told[3]
    assert [c.kind for c in done[5].checks if c.kind == "number"] == ["number"]
    assert not any(c.kind == "number" for c in done[4].checks)
