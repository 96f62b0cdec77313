"""Saving and looking through a PgBouncer that lends each connection for one transaction (`docs/scaling.md`)."""

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest

from config.database import POSTGRESQL_SETTINGS
from scripts.postgres import SERVER_USER, free_port, running
from scripts.postgres import Server as Cluster
from tests.faults.server import ROOT, Server, new_operation, serving
from tests.programs import program

pytestmark = pytest.mark.slow
DAY = "2026-11-22"
LENT, CLIENTS, EACH = 2, 8, 5
SETTINGS = """
[databases]
diary = host=127.0.0.1 port={cluster} dbname=diary user=diary
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {lent}
logfile = {folder}/pool.log
"""


@contextmanager
def pooling(cluster: Cluster) -> Iterator[int]:
    """Start a PgBouncer in front of a cluster, in its folder and by its user; return its port."""
    port, file = free_port(), cluster.folder / "pool.ini"
    file.write_text(SETTINGS.format(cluster=cluster.port, port=port, lent=LENT, folder=cluster.folder))
    who: dict[str, Any] = {"user": SERVER_USER, "group": SERVER_USER} if os.geteuid() == 0 else {}
    pool = subprocess.Popen([program("pgbouncer"), "-q", str(file)], cwd=cluster.folder, **who)
    try:
        wait_for(port)
        yield port
    finally:
        pool.terminate()
        pool.wait(timeout=30)


def wait_for(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
    raise AssertionError("PgBouncer did not start")


def settings_of_the_role() -> list[str]:
    """Return what the page on scaling tells whoever runs a pool to tell the role."""
    return re.findall(r"^ALTER ROLE diary .*;$", (ROOT / "docs" / "scaling.md").read_text(), re.MULTILINE)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with running() as server:
        for setting in settings_of_the_role():
            server.run("psql", "-h", "127.0.0.1", "-p", str(server.port), "-U", "diary", "-d", "diary", "-c", setting)
        yield server


@pytest.fixture(scope="module")
def pooled(cluster, tmp_path_factory) -> Iterator[Server]:
    with pooling(cluster) as port, pytest.MonkeyPatch.context() as environment:
        environment.setenv("DATABASE_POOLED", "1")
        database = f"postgres://diary@127.0.0.1:{port}/diary"
        with serving(tmp_path_factory.mktemp("pooled"), database, people=CLIENTS) as server:
            yield server


def asked(database: str, query: str) -> Any:
    import psycopg  # installed for PostgreSQL only

    with psycopg.connect(database, autocommit=True) as opened:
        return opened.execute(query).fetchone()[0]  # type: ignore[index]


def test_more_people_than_connections_save_and_see_their_own(pooled, cluster):
    def save_some(person: int) -> list[int]:
        forms = [{"score": str(person), "operation": new_operation()} for _ in range(EACH)]
        return [pooled.ask(person, "POST", f"/pain/add/{DAY}/", form).status for form in [*forms, forms[0]]]

    with ThreadPoolExecutor(CLIENTS) as everybody:
        answers = list(everybody.map(save_some, range(CLIENTS)))
    assert answers == [[303] * (EACH + 1)] * CLIENTS
    for person in range(CLIENTS):
        assert pooled.ask(person, "GET", f"/day/{DAY}/").status == 200
    mine = "SELECT count(*) FROM diary_painentry JOIN accounts_user ON accounts_user.id = user_id"
    whose = "username = 'client' || score"  # each saved their own number as the score
    assert asked(cluster.url, f"{mine} WHERE day = '{DAY}' AND {whose}") >= CLIENTS * EACH
    assert asked(cluster.url, f"{mine} WHERE day = '{DAY}' AND score > 1 AND NOT {whose}") == 0


def test_connections_are_lent_and_nothing_is_prepared_on_them(pooled, cluster):
    ours = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'diary' AND pid <> pg_backend_pid()"
    assert 0 < asked(cluster.url, ours) <= LENT
    assert asked(pooled.database, "SELECT count(*) FROM pg_prepared_statements") == 0


@pytest.mark.parametrize("name", POSTGRESQL_SETTINGS)
def test_the_role_keeps_the_settings_that_the_connection_cannot(pooled, name):
    assert asked(pooled.database, f"SHOW {name}") == POSTGRESQL_SETTINGS[name]


def test_a_long_look_back_and_a_whole_diary_come_through_it(pooled):
    assert pooled.ask(0, "GET", "/review/?week=2026-W47&weeks=52").status == 200
    told = pooled.manage("export_diary", "--username", "client0", "--to", str(pooled.folder / "all.zip"))
    assert "notes of client0" in told
