"""A PostgreSQL server for the tests, in a temporary folder: started once, a schema for each test.

It listens on a Unix socket in that folder and on a free port of the loopback. PostgreSQL refuses to
run as root, so root starts it as the user ``postgres`` or ``nobody``.
"""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from itertools import count
from pathlib import Path

SETTINGS = {
    "fsync": "off",  # a killed server leaves what was written; only a power cut would not
    "full_page_writes": "off",
    "max_connections": "40",
    "max_wal_size": "64MB",
    "shared_buffers": "16MB",
}
HBA = """\
host all guarded 127.0.0.1/32 scram-sha-256
local all all trust
host all all 127.0.0.1/32 trust
"""


class Unavailable(Exception):
    """There is no PostgreSQL server here, or it cannot be started; the text says why."""


class Server:
    """A server that runs between :meth:`start` and :meth:`stop`."""

    def __init__(self) -> None:
        self._programs = _programs()
        self._user = _user()
        self.folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # a short path for the socket
        self.data = self.folder / "data"
        self._numbers = count(1)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        if self._user:
            os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
        options = ["--pgdata", self.data, "--username", "tester", "--encoding", "UTF8"]
        self._run("initdb", *options, "--locale", "C", "--auth", "trust", "--no-sync")
        (self.data / "pg_hba.conf").write_text(HBA)
        settings = {**SETTINGS, "port": self.port, "unix_socket_directories": self.folder}
        with (self.data / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())

    def start(self) -> None:
        """Start it and wait until it answers."""
        log = self.folder / "log"
        self._run("pg_ctl", "start", "--wait", "--timeout=60", "-D", self.data, "-l", log)

    def stop(self, mode: str = "fast") -> None:
        """Stop it and wait for its end: ``fast`` ends all connections, ``immediate`` crashes it."""
        self._run("pg_ctl", "stop", "--wait", f"--mode={mode}", "-D", self.data)

    def close(self) -> None:
        """Stop it and take its folder away."""
        self.stop("immediate")
        shutil.rmtree(self.folder)

    def create(self, options: str = "") -> str:
        """Make a database; its URL."""
        name = f"test{next(self._numbers)}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE template0 {options}")
        return self.url(name)

    def schema(self) -> str:
        """Make an empty schema in a database that all share, which is quicker; its URL."""
        name = f"test{next(self._numbers)}"
        self.sql(f"CREATE SCHEMA {name}")
        return f"{self.url('postgres')}&options=-csearch_path%3D{name}"

    def url(self, database: str, user: str = "tester") -> str:
        """The URL of a database, over the Unix socket."""
        return f"postgresql://{user}@/{database}?host={self.folder}&port={self.port}"

    def sql(self, statement: str, database: str = "postgres") -> list[tuple]:
        """Run a statement outside a transaction; the rows it gives."""
        import psycopg

        place = {"host": str(self.folder), "port": self.port, "user": "tester"}
        with psycopg.connect(dbname=database, autocommit=True, **place) as connection:  # type: ignore[arg-type]
            found = connection.execute(statement)  # type: ignore[call-overload]
            return found.fetchall() if found.description else []

    def _run(self, program: str, *arguments: str | Path) -> None:
        user = {"user": self._user.pw_uid, "group": self._user.pw_gid} if self._user else {}
        with tempfile.TemporaryFile() as told:  # no pipe: the server would keep it open
            done = subprocess.run(
                [self._programs / program, *map(str, arguments)],
                cwd="/",
                env={**os.environ, "LC_ALL": "C"},
                stdout=told,
                stderr=told,
                check=False,
                **({**user, "extra_groups": []} if user else {}),  # type: ignore[arg-type]
            )
            told.seek(0)
            if done.returncode:
                raise Unavailable(f"{program}: {told.read().decode(errors='replace')[-500:]}")


def _programs() -> Path:
    """The folder of initdb and pg_ctl."""
    found = [shutil.which("initdb") or "", *sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))]
    for path in filter(None, found):
        folder = Path(path).resolve().parent
        if (folder / "pg_ctl").exists():
            return folder
    raise Unavailable("there is no PostgreSQL server on this machine (initdb, pg_ctl)")


def _user() -> pwd.struct_passwd | None:
    """Whom to run the server as; None for the user of the tests."""
    if os.getuid():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Unavailable("PostgreSQL does not run as root, and there is no user to run it as")
