"""A long diary comes back without keeping anybody else from writing, once, and within what a page can do."""

import io
import json

import pytest
from django.db import connection

from diary import limits
from diary.exchange.kinds import fingerprint
from diary.exchange.packed import statements
from diary.exchange.reading import Archive, UnreadableError
from diary.exchange.restore import Restore
from diary.ids import uuid7
from diary.models import PainEntry
from tests.diary.patients import patient
from tests.diary.test_import import bring, gone, packed, row, upload, zipped
from tests.factories import PainEntryFactory


def test_sending_it_twice_brings_it_in_once_and_answers_alike(as_alice, alice):
    patient(alice)
    content = zipped(alice)
    PainEntry.objects.for_user(alice).delete()
    where = upload(as_alice, content)["Location"]
    intent = {"operation": str(uuid7())}
    first, again = as_alice.post(where, intent), as_alice.post(where, intent)
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    assert PainEntry.objects.for_user(alice).count() == 15
    assert as_alice.post(where, {"operation": str(uuid7())}).status_code == 404


def test_nobody_waits_while_a_file_is_read(as_alice, alice, monkeypatch):
    """Reading a long diary takes many seconds; the transaction, which keeps others from writing, begins after it."""
    patient(alice)
    where = upload(as_alice, zipped(alice))["Location"]
    depth = len(connection.savepoint_ids)
    seen = []
    read = Archive.rows
    monkeypatch.setattr(
        Archive, "rows", lambda *kind: (seen.append(len(connection.savepoint_ids) - depth), read(*kind))[1]
    )
    as_alice.post(where)
    assert set(seen) == {0}


def test_what_came_in_meanwhile_stops_the_whole_file_and_says_so(alice):
    patient(alice)
    content = zipped(alice)
    again = gone(alice)
    ready = Restore(again, Archive(io.BytesIO(content))).ready()
    bring(again, content)
    before = fingerprint(again)
    with pytest.raises(UnreadableError, match="brought in a moment ago"):
        ready.write(again)
    assert fingerprint(again) == before


def test_more_notes_than_a_page_takes_in_are_left_to_the_command(as_alice, alice, monkeypatch):
    patient(alice)
    monkeypatch.setattr(limits, "BRING_ROWS", 20)
    where = upload(as_alice, zipped(alice))["Location"]
    for answer in (as_alice.get(where), as_alice.post(where)):
        assert answer.status_code == 422
        assert "the command import_diary" in answer.content.decode()
    assert Restore(alice, Archive(io.BytesIO(zipped(alice)))).look().total == 0  # the command's own limit is higher


@pytest.mark.parametrize("rows", [1, 3])
def test_rows_are_written_as_bulk_create_would(alice, rows):
    entries = PainEntryFactory.build_batch(rows, user=alice, regions=["lower_centre"], note="=1+1 ü 😀")
    ((statement, params),) = statements(PainEntry, entries)
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
    kept = {row.pk: row for row in PainEntry.objects.for_user(alice)}
    for field in PainEntry._meta.concrete_fields:
        for entry in entries:
            assert getattr(kept[entry.pk], field.attname) == getattr(entry, field.attname), field.name


def test_a_file_from_before_a_column_was_added_takes_its_default(alice):
    patient(alice)
    older = {key: value for key, value in json.loads(row(alice)).items() if key != "note"}
    bring_row = packed(**{"data/painentry.jsonl": json.dumps(older)})
    again = gone(alice)
    Restore(again, Archive(bring_row)).apply()
    assert PainEntry.objects.for_user(again).get().note == ""
