"""The pipeline over data frames, for frameworks that bring their own workers.

Ray Data, Spark and Dask hand a worker pandas frames and take frames back. :class:`FrameWorker` loads
the pipeline once in each worker process and answers one row for each row, in order, with the record
or the reason of its rejection::

    # Ray Data
    rows = ray.data.read_parquet("s3://press/").map_batches(
        FrameWorker, batch_format="pandas", batch_size=128, compute=ActorPoolStrategy(size=8)
    )
    # Spark
    frame.mapInPandas(FrameWorker().stream, schema=frame_schema(frame))

There is no ledger and no store here: the framework's own sink takes the rows. ``veille run --ray``
(:mod:`nlp.cluster`) is the job with both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from nlp.article import Article, Source
from nlp.config import Config
from nlp.errors import ConfigError, ReadError
from nlp.pipeline import STAGES, Pipeline
from nlp.read.fields import named, row_article
from nlp.record import dumps, to_record
from nlp.stage import Kept, Outcome, Reason, Rejected

if TYPE_CHECKING:
    import pandas

    from nlp.crew import Runner

COLUMNS = ("key", "outcome", "reason", "detail", "title_en", "body_en", "event", "record")
"""What is added to a frame, all text: ``outcome`` is ``kept`` or ``rejected`` (then ``reason`` and
``detail`` say why and the rest is null), ``event`` the main event type, ``record`` the whole result
as JSON (:mod:`nlp.record`)."""

_EXACT = 2**53 - 1  # the largest integer that a float and none of its neighbours stands for


class FrameWorker:
    """A pipeline that takes frames whose rows are articles, as rows of CSV or Parquet are.

    ``config`` is the configuration, whose ``[read]`` table says which column is what (``fields``);
    ``name`` is what records give as their source. ``runner`` is a pipeline that is loaded already;
    without one, the models are loaded at the first frame, so that the worker itself travels light.
    Raises :class:`ConfigError` where ``config`` is no ``Config``.

    Example: ``FrameWorker()(pandas.DataFrame({"text": ["Le CHU de Nantes ..."]}))``
    """

    def __init__(
        self, config: Config | None = None, *, name: str = "frame", runner: Runner | None = None
    ) -> None:
        self._config, self._name, self._runner = Config.checked(config), name, runner

    def __call__(self, frame: pandas.DataFrame) -> pandas.DataFrame:
        """``frame`` with :data:`COLUMNS` added; one row for each row, in the same order.

        Raises :class:`ConfigError` when the frame has a column of one of these names, and
        :class:`nlp.errors.ModelError` when the models cannot be loaded.
        """
        import pandas

        taken = [column for column in COLUMNS if column in frame.columns]
        if taken:
            raise ConfigError(f"the frame has columns that would be added: {', '.join(taken)}")
        whole = self._integers(frame)
        plain = frame.set_axis(range(len(frame.columns)), axis=1)  # a name may come twice
        cells = (row.values() for row in plain.to_dict("records"))
        names = list(frame.columns)
        rows = [self._article(names, row, n, whole) for n, row in enumerate(cells, 1)]
        answers = [self._told(outcome) for outcome in self._outcomes(rows)]
        told = pandas.DataFrame(
            [[answer.get(name) for name in COLUMNS] for answer in answers],
            columns=list(COLUMNS),
            index=frame.index,
            dtype="object",
        )
        return pandas.concat([frame, told], axis=1)

    def stream(self, frames: Iterator[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
        """Each of ``frames`` as :meth:`__call__` gives it; what Spark's ``mapInPandas`` wants."""
        for frame in frames:
            yield self(frame)

    @property
    def runner(self) -> Runner:
        """The pipeline, loaded when it is first asked for."""
        if self._runner is None:
            self._runner = Pipeline.load(self._config, STAGES)
        return self._runner

    def _integers(self, frame: pandas.DataFrame) -> set[int]:
        """Columns of identifiers that pandas made floats, as it does with integers beside a gap."""
        known = {name.lower() for name in self._config.read.fields.id}
        names = [str(name).strip().lower() for name in frame.columns]
        ids = [n for n, name in enumerate(names) if name in known]
        return {n for n in ids if _was_integer(frame.iloc[:, n])}

    def _article(
        self, names: Sequence[Any], row: Iterable[object], number: int, whole: Collection[int]
    ) -> Article | Rejected:
        """The article of a row, whose cells in the columns ``whole`` are integers."""
        source = Source(self._name, line=number)
        cells = [_present(value) for value in row]
        for n in whole:
            cells[n] = None if cells[n] is None else int(cast(float, cells[n]))
        try:
            return row_article(named(names, cells), source, self._config.read)
        except ReadError as error:
            return Rejected(source, "read", Reason(error.reason), error.detail)

    def _outcomes(self, rows: list[Article | Rejected]) -> Iterator[Outcome]:
        """The outcome of each row; what the reader rejected passes as it is."""
        done = iter(self.runner.run([row for row in rows if isinstance(row, Article)]))
        for row in rows:
            yield row if isinstance(row, Rejected) else next(done)

    def _told(self, outcome: Outcome) -> dict[str, str | None]:
        if not isinstance(outcome, Kept):
            return {
                "outcome": "rejected",
                "reason": outcome.reason.value,
                "detail": f"{outcome.stage}: {outcome.detail}",
            }
        record = to_record(outcome.article, self.runner.model_hash, self.runner.config_hash)
        main = (event["type"] for event in record["events"] if event["primary"])
        return {
            **{name: record[name] for name in ("key", "title_en", "body_en")},
            "outcome": "kept",
            "event": next(main, None),
            "record": dumps(record),
        }


def frame_schema(frame: Any) -> str:
    """The schema (DDL) of what a :class:`FrameWorker` makes of a Spark data frame ``frame``."""
    there = [f"`{field.name}` {field.dataType.simpleString()}" for field in frame.schema.fields]
    return ", ".join([*there, *(f"`{name}` string" for name in COLUMNS)])


def _was_integer(column: Any) -> bool:
    """Whether a column of floats has gaps and otherwise whole numbers that floats tell exactly."""
    if getattr(getattr(column, "dtype", None), "kind", "") != "f" or not column.isna().any():
        return False
    told = column.dropna()
    return bool(((told % 1 == 0) & (told.abs() <= _EXACT)).all())


def _present(value: object) -> object:
    """None for what pandas puts where a value is missing (NaN, NaT, NA); a list for an array."""
    import numpy
    import pandas

    if isinstance(value, numpy.ndarray):
        return value.tolist()
    if isinstance(value, numpy.number | numpy.bool_):  # in a column of objects
        return value.item()
    missing = pandas.isna(value) if pandas.api.types.is_scalar(value) else False
    return None if missing else value
