"""Which object stores are known, and what is asked of their clients, with stand-ins for those."""

from __future__ import annotations

from contextlib import closing
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from fsspec.implementations.memory import MemoryFileSystem
from fsspec.registry import _registry
from job_fakes import result

from nlp.errors import ConfigError
from nlp.store import open_store

RECORDS = [result(number) for number in range(4)]


@pytest.mark.parametrize(
    ("scheme", "package", "extra"),
    [("gs", "gcsfs", "gcs"), ("gcs", "gcsfs", "gcs"), ("az", "adlfs", "azure"),
     ("abfs", "adlfs", "azure"), ("abfss", "adlfs", "azure"), ("s3", "s3fs", "s3")],
)  # fmt: skip
def test_a_client_that_is_missing_or_too_old_is_told(
    scheme: str, package: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    mend = rf"pip install 'veille\[{extra}\]'"
    monkeypatch.setattr(metadata, "version", missing)
    with pytest.raises(ConfigError, match=f"{scheme}://b/o/ needs {package}: {mend}"):
        open_store(f"parquet:{scheme}://b/o/")
    monkeypatch.setattr(metadata, "version", lambda _: "2024.2.0")
    with pytest.raises(ConfigError, match=f"newer {package} than 2024.2.0, .*{mend}"):
        open_store(f"parquet:{scheme}://b/o/")


@pytest.mark.parametrize("scheme", ["gs", "az"])
def test_any_file_system_that_takes_the_condition_is_a_store(
    scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a stand-in for the client: the same calls, whichever cloud."""
    calls: list[tuple[str, Any]] = []

    class Cloud(MemoryFileSystem):
        protocol = scheme
        store: dict[str, Any] = {}
        pseudo_dirs = [""]

        @classmethod
        def _strip_protocol(cls, path: str) -> str:
            return MemoryFileSystem._strip_protocol(path.removeprefix(f"{scheme}://"))

        def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **_: Any) -> None:
            calls.append((path.rpartition("/")[2], mode))
            super().pipe_file(path, value, mode=mode)

    monkeypatch.setitem(_registry, scheme, Cloud)
    monkeypatch.setattr(metadata, "version", lambda _: "2026.8.0")
    urls = [f"jsonl:{scheme}://b/out/?side={tmp_path}/{n}.db" for n in range(2)]
    with closing(open_store(urls[0])) as one, closing(open_store(urls[1])) as other:
        assert one.put(RECORDS[:2]) == [True, True]
        assert other.put(RECORDS[1:4]) == [False, True, True]
        assert one.erase([RECORDS[0]["key"]]) == 1
        assert list(other) == RECORDS[1:4]
    assert [c for c in calls if c[1] == "create"] == [
        ("part-000000.jsonl", "create"),
        ("part-000000.jsonl", "create"),  # the other is refused, and takes the next number
        ("part-000001.jsonl", "create"),
    ]
    assert calls[-1] == ("part-000000.jsonl", "overwrite")
