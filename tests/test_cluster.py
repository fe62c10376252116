"""Ray actors: same rows as one process, whatever dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from job_fakes import Faulty, Split, Upper, load, records_of, same
from test_workers import batches, outcomes

from nlp.article import Article
from nlp.cluster import Cluster, PoolSize, sizes
from nlp.errors import ConfigError, ModelError, StopRun
from nlp.job import Job, JobOptions
from nlp.pipeline import STAGES, Pipeline
from nlp.quarantine import Quarantine
from nlp.stage import Kept, Outcome, Reason
from nlp.store import open_store

ray = pytest.importorskip("ray", reason="Ray is not installed (the extra `ray`)")
STAGE_POOLS = [PoolSize(("split", "faulty"), 2, 1.0), PoolSize(("upper",), 1, 1.0)]
ONE_POOL = [PoolSize(("split", "faulty", "upper"), 2, 1.0)]


def some(only: Sequence[str], pause: float = 0.0, model: str = "m1") -> Pipeline:
    """Those stages of the fakes' pipeline that a pool runs."""
    stages = [Split(), Faulty(), Upper(model, pause)]
    return Pipeline([stage for stage in stages if stage.name in only])


def test_pools_fill_the_cluster() -> None:
    assert [(p.stages, p.count) for p in sizes(8, 0)] == [(STAGES, 8)]
    before, translate, after = sizes(16, 4)
    assert before.stages + translate.stages + after.stages == STAGES
    assert (translate.count, translate.gpus) == (4, 1.0)
    assert before.count + translate.count + after.count == 16
    assert all(pool.count >= 1 for pool in sizes(1, 1))


def test_more_actors_than_cores_share_them() -> None:
    pools = sizes(1, 1)
    assert sum(pool.count * pool.cpus for pool in pools) <= 1.0


def test_an_address_where_nothing_answers() -> None:
    with pytest.raises(ConfigError, match="no Ray cluster answers at '127.0.0.1:1'"):
        Cluster(some, "127.0.0.1:1").__enter__()


@pytest.fixture(scope="module")
def machines() -> Iterator[Any]:
    """A Ray cluster of three nodes of two cores each, all on this machine."""
    from ray.cluster_utils import Cluster as Machines

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    paths = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    found = Machines(initialize_head=True, head_node_args={"num_cpus": 2})
    ray.init(
        address=found.address,
        runtime_env={"env_vars": {"PYTHONPATH": paths}},
        log_to_driver=False,
        logging_level="ERROR",
    )
    for _ in range(2):
        found.add_node(num_cpus=2)
    yield found
    ray.shutdown()
    found.shutdown()


@pytest.mark.slow
@pytest.mark.parametrize("pools", [ONE_POOL, STAGE_POOLS], ids=["one pool", "pools of stages"])
def test_actors_give_what_one_process_gives(machines: Any, pools: list[PoolSize]) -> None:
    work = batches(50, 8, a5="poison", a9="win")
    with Cluster(some, pools=pools) as crew:
        many = outcomes(crew, work)
        assert (crew.model_hash, crew.config_hash) == (load().model_hash, load().config_hash)
    pipeline = load()
    for batch in work:
        for one, outcome in zip(batch, pipeline.run(batch), strict=True):
            assert type(many[one.id]) is type(outcome)
            if isinstance(outcome, Kept):
                assert outcome.article.segments == many[one.id].article.segments  # type: ignore[union-attr]


@pytest.mark.slow
def test_articles_that_kill_their_actor_stand_alone_in_the_end(machines: Any) -> None:
    with Cluster(some, pools=STAGE_POOLS) as crew:
        found = outcomes(crew, batches(24, 8, a3="killer", a20="killer"))
    lost = {id: o for id, o in found.items() if not isinstance(o, Kept)}
    assert len(found) == 24 and set(lost) == {"a3", "a20"}
    assert {o.reason for o in lost.values()} == {Reason.WORKER_LOST}


class Slow(Faulty):
    """Never ends on ``killer``."""

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        if any("killer" in article.text for article in batch):
            time.sleep(600)
        return [Kept(article) for article in batch]


def slow(only: Sequence[str]) -> Pipeline:
    """A pipeline that hangs."""
    return Pipeline([Slow()])


@pytest.mark.slow
def test_an_article_that_never_ends_is_rejected_as_such(machines: Any) -> None:
    with Cluster(slow, pools=[PoolSize(("faulty",), 2)], timeout=1.0) as crew:
        found = outcomes(crew, batches(8, 4, a2="killer"))
    assert len(found) == 8
    (late,) = (o for o in found.values() if not isinstance(o, Kept))
    assert (late.reason, late.error) == (Reason.TIMEOUT, "over 1 s")


def broken(kind: str, only: Sequence[str]) -> Pipeline:
    """A pipeline that cannot be loaded, in several ways."""
    if kind == "model":
        raise ModelError("model translation is damaged")
    os._exit(9)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "error", "told"),
    [("model", ModelError, "translation is damaged"), ("death", StopRun, "while they loaded")],
)
def test_what_hinders_loading_is_told(
    machines: Any, kind: str, error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        Cluster(partial(broken, kind), pools=ONE_POOL).__enter__()


@pytest.mark.slow
def test_a_cluster_without_room_is_told(machines: Any) -> None:
    crew = Cluster(some, pools=[PoolSize(("split",), 1, 64.0)], patience=2.0)
    with pytest.raises(StopRun, match="no machine of the cluster had room for split"):
        crew.__enter__()


@pytest.mark.slow
def test_a_node_killed_in_the_middle_costs_no_row(machines: Any, tmp_path: Path) -> None:
    """Two nodes die while batches are on them; each article is in the store once."""
    extra = [machines.add_node(num_cpus=2) for _ in range(2)]
    rows = records_of(300)

    def killing() -> Iterator[Any]:
        for number, record in enumerate(rows):
            if number in (120, 200):
                machines.remove_node(extra.pop(), allow_graceful=False)
            yield record

    pools = [PoolSize(("split", "faulty"), 4), PoolSize(("upper",), 3)]
    found = []
    for name, records in (("cluster", killing()), ("alone", records_of(300))):
        with closing(open_store(f"{tmp_path}/{name}.db")) as store:
            held = Quarantine(store.side)
            crew = Cluster(partial(some, pause=0.005), pools=pools) if name == "cluster" else None
            options = JobOptions(batch=8)
            balance = Job(
                partial(load, pause=0.0), records, [store], held, options, crew=crew
            ).run()
            assert balance.stored == store.count()
            reasons = {(row.reason, row.content_hash or row.source.sha256) for row in held.list()}
            found.append(({r["key"]: same(r) for r in store}, reasons, balance.reasons))
    assert not extra and found[0] == found[1]
