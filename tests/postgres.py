"""A PostgreSQL of the tests' own: Debian's programs, a cluster in a folder of its own, reached by a socket only.

PostgreSQL refuses to run as root, so there the cluster belongs to Debian's user `postgres`. The cluster ends
with whoever began it. It does not wait for its disk: no test cuts the machine's power under it, and what a killed
PostgreSQL wrote is safe with the kernel. A registry's tables are made once and copied for every new database.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from fieldpoint.registry.engines.postgres_engine import PostgresEngine
from tests.conftest import real_part

_NUMBERS = count(1)
_WAIT_S = "30"


@dataclass
class Cluster:
    """A running PostgreSQL: its programs, its folder, its socket's folder."""

    programs: Path
    folder: Path
    user: str
    template: str = ""

    @property
    def dsn(self) -> str:
        """The way to its first database."""
        return self.dsn_of("postgres")

    def dsn_of(self, database: str) -> str:
        """The way to a database."""
        return f"host={self.folder} user={self.user} dbname={database}"

    def new_database(self, template: str = "template1") -> str:
        """The way to a new database, as empty as its template."""
        name = f"registry_{os.getpid()}_{next(_NUMBERS)}"
        with psycopg.connect(self.dsn, autocommit=True) as db:
            make = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            db.execute(make.format(sql.Identifier(name), sql.Identifier(template)))
        return self.dsn_of(name)

    def new_tables(self) -> str:
        """The way to a new database with a registry's tables, as fieldpoint makes them, and nothing in them."""
        if not self.template:
            dsn = self.new_database()
            engine = PostgresEngine(dsn)
            engine.bring_up()
            engine.close()
            self.template = dsn.rpartition("=")[2]
        return self.new_database(self.template)

    def stop(self, how: str = "fast") -> None:
        """The cluster is down; `immediate` is a crash."""
        self.run("pg_ctl", "stop", "-m", how, "-w", "-t", _WAIT_S, "-D", str(self.data))

    def start(self) -> None:
        """The cluster answers."""
        where = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        options = f"{where} -c max_connections=60 -c fsync=off"
        log = str(self.folder / "log")
        self.run("pg_ctl", "start", "-w", "-t", _WAIT_S, "-D", str(self.data), "-l", log, "-o", options)

    @property
    def data(self) -> Path:
        """Where the cluster keeps its files."""
        return self.folder / "data"

    def run(self, program: str, *arguments: str) -> None:
        """One of its programs has done its work, as the cluster's owner."""
        command = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["setpriv", f"--reuid={self.user}", f"--regid={self.user}", "--clear-groups", *command]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, timeout=60)


@contextmanager
def private_cluster() -> Generator[Cluster]:
    """A running cluster, gone with all it held when the block ends."""
    programs = _programs()
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="fp-pg-"))  # short: a socket's path may have 107 bytes
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, user, user)
        cluster = Cluster(programs=programs, folder=folder, user=user)
        cluster.run("initdb", "-D", str(cluster.data), "-A", "trust", "-U", user, "-E", "UTF8", "--locale=C.UTF-8")
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else Path(real_part("initdb", "postgresql")).parent
