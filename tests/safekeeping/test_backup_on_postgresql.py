"""The same promises on PostgreSQL, whose copies are made by its own programs (B1, B2, M6)."""

import itertools
import subprocess
import sys
from collections.abc import Iterator

import pytest

from scripts.postgres import Server, running
from tests.safekeeping.machine import MARKER, PEOPLE, ROOT, Machine, taken_to

pytestmark = pytest.mark.slow
NUMBERS = itertools.count()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Server]:
    with running() as server:
        yield server


def a_machine(folder, cluster: Server) -> Machine:
    """Return a machine with an empty database of its own."""
    return Machine(folder, cluster.new_database(f"machine{next(NUMBERS)}"))


@pytest.fixture(scope="module")
def old(cluster, tmp_path_factory) -> Machine:
    machine = a_machine(tmp_path_factory.mktemp("old") / "state", cluster)
    machine.run("migrate", "--verbosity", "0")
    machine.run("createcachetable")
    machine.run("shell", "-c", PEOPLE)
    machine.ask("INSERT INTO disposable_cache VALUES ('rate', 'limit', now())")
    assert "2 people" in machine.run("backup")
    return machine


@pytest.fixture
def new(cluster, tmp_path) -> Machine:
    return a_machine(tmp_path / "new", cluster)


def test_a_backup_comes_back_into_an_empty_database_row_by_row(old, new):
    assert "restore epoch 1" in new.run("restore", str(taken_to(new, old)))
    assert new.rows() == old.rows()
    assert len(new.rows()["diary_painentry"]) == 20
    new.run("shell", "-c", PEOPLE.replace("alice", "carol").replace("bob", "dave"))  # numbers go on where they stood
    assert new.ask("SELECT count(*) FROM accounts_user") == [(4,)]


def test_what_may_be_thrown_away_is_not_in_it(old, new):
    new.run("restore", str(taken_to(new, old)))
    assert old.ask("SELECT count(*) FROM disposable_cache") == [(1,)]
    assert new.ask("SELECT count(*) FROM disposable_cache") == [(0,)]


def test_whoever_another_machine_erased_since_stays_erased(old, new, tmp_path):
    backup = taken_to(new, old)
    new.run("restore", str(backup))
    beside = Machine(tmp_path / "beside", new.database)
    beside.run("erase_user", "--username", "bob", "--yes")
    assert not (new.folder / "backups" / "erased.jsonl").exists()
    assert "1 erased again" in new.run("restore", "--replace", str(backup))
    assert new.ask("SELECT username FROM accounts_user") == [("alice",)]
    assert new.ask("SELECT count(*) FROM diary_painentry") == [(10,)]


def test_a_backup_writes_down_whom_other_machines_erased(old, new, tmp_path):
    new.run("restore", str(taken_to(new, old)))
    beside = Machine(tmp_path / "beside", new.database)
    beside.run("erase_user", "--username", "bob", "--yes")
    for _ in range(2):
        new.run("backup")
    told, there = ((each.folder / "backups" / "erased.jsonl").read_text() for each in (new, beside))
    assert told == there
    assert told.count('"user"') == 1


def test_a_database_with_tables_is_not_overwritten_unasked(old, new):
    new.ask("CREATE TABLE precious (word text)")
    refused = new.manage("restore", str(taken_to(new, old)))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert new.ask("SELECT count(*) FROM precious") == [(0,)]


def test_tables_of_a_newer_version_go_with_the_rest(old, new):
    backup = taken_to(new, old)
    new.run("restore", str(backup))
    new.ask("CREATE TABLE diary_of_tomorrow AS SELECT id, user_id FROM diary_painentry")
    new.run("restore", "--replace", str(backup))
    assert new.rows() == old.rows()


def test_a_restore_that_fails_midway_changes_nothing(old, new):
    backup = taken_to(new, old)
    new.run("restore", str(backup))
    new.run("shell", "-c", "from tests.factories import UserFactory; UserFactory(username='carol')")
    new.ask("CREATE FUNCTION refuse() RETURNS event_trigger AS $$ BEGIN RAISE EXCEPTION 'no'; END $$ LANGUAGE plpgsql")
    new.ask("CREATE EVENT TRIGGER refuse ON ddl_command_end WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION refuse()")
    refused = new.manage("restore", "--replace", str(backup))
    assert "Nothing was changed" in refused.stderr
    assert new.ask("SELECT count(*) FROM accounts_user") == [(3,)]


def test_nothing_that_was_written_can_be_read_in_a_backup(old):
    content = old.backups[-1].read_bytes()
    assert MARKER.encode() not in content
    assert b"alice" not in content
    assert b"PGDMP" not in content


WRITER = """
import sys, psycopg
with psycopg.connect(sys.argv[1], autocommit=True) as opened:
    for number in range(1, 100_000):
        opened.execute("INSERT INTO counted VALUES (%s, 1)", [number])
"""


def test_a_copy_made_while_somebody_writes_has_no_gaps(old, new, cluster, tmp_path):
    new.run("restore", str(taken_to(new, old)))
    new.ask("CREATE TABLE counted (id bigint, user_id bigint)")
    writer = subprocess.Popen([sys.executable, "-c", WRITER, new.database], cwd=ROOT)
    counts = []
    try:
        for _ in range(3):
            new.run("backup")
            again = a_machine(tmp_path / f"again{len(counts)}", cluster)
            again.run("restore", str(taken_to(again, new)))
            counts += again.ask("SELECT count(*), coalesce(max(id), 0) FROM counted")
    finally:
        writer.kill()
        writer.wait()
    assert all(count == newest for count, newest in counts)
    assert 0 < counts[0][0] < counts[1][0] < counts[2][0]
