"""Everything written can be taken along: every kind, every version, nobody else's, and harmless in a spreadsheet."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from diary.exchange.archive import Export
from diary.exchange.kinds import NOT_THE_DIARY, TITLES, fingerprint, kinds, name_of, title_of
from diary.models import MealItem, PainEntry, Revision, ShareLink, ShareView
from diary.owned import Owned
from diary.services import Writing
from diary.tables import LIKE_A_FORMULA, unsafe
from nutrients.models import Food
from tests.diary.patients import LAST, patient
from tests.diary.people import fresh
from tests.factories import NOON, MealItemFactory, PainEntryFactory

FORMULAS = [f"{sign}cmd|' /C calc'!A0" for sign in LIKE_A_FORMULA if sign != "\0"]


def unzipped(user) -> dict[str, bytes]:
    content = io.BytesIO(b"".join(Export(user).pieces()))
    with zipfile.ZipFile(content) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def lines(files, kind):
    return [json.loads(line) for line in files[f"data/{kind}.jsonl"].splitlines()]


def every_row(user):
    link = ShareLink.objects.create(
        user=user, secret_hash="a" * 64, first=LAST, last=LAST, expires_at=NOON + timedelta(days=9), sections=["pain"]
    )
    ShareView.objects.create(user=user, link=link, device="A browser")
    entry = PainEntryFactory(user=user, day=LAST, score=2)
    write = Writing.begin(user)
    write.change(entry, score=5)
    write.remove(entry)
    return patient(user)


def test_every_kind_of_personal_row_is_taken_along():
    concrete = {model for model in _deep(Owned) if not model._meta.abstract}
    assert concrete - set(kinds()) == NOT_THE_DIARY


def _deep(model):
    return {model, *(each for sub in model.__subclasses__() for each in _deep(sub))}


def test_no_column_of_any_row_is_missing(alice):
    every_row(alice)
    files = unzipped(alice)
    for model in kinds():
        told = lines(files, name_of(model))
        rows = list(model.objects.of_user_with_deleted(alice).order_by("id"))
        assert len(told) == len(rows), name_of(model)
        for plain, row in zip(told, rows, strict=True):
            assert plain.keys() == {field.attname for field in model._meta.concrete_fields} - {"user_id"}
            assert plain["id"] == str(row.pk)


def test_deleted_rows_and_earlier_versions_come_along(alice):
    every_row(alice)
    files = unzipped(alice)
    assert any(row["deleted_at"] for row in lines(files, "painentry"))
    assert [row["before"]["score"] for row in lines(files, "revision")] == [2, 5]
    assert lines(files, "shareview")[0]["device"] == "A browser"


def test_nobody_elses_rows_come_along(alice, bob):
    PainEntryFactory(user=bob, note="Bob's own note")
    every_row(alice)
    assert not any(b"Bob" in content for content in unzipped(alice).values())


def test_unknown_stays_empty_and_zero_stays_zero(alice):
    MealItemFactory(user=alice, iron=0.0, calcium=None)
    files = unzipped(alice)
    item = lines(files, "mealitem")[0]
    assert (item["iron"], item["calcium"]) == (0.0, None)
    row = next(csv.DictReader(files["tables/mealitem.csv"].decode("utf-8-sig").splitlines()))
    assert (row["iron"], row["calcium"]) == ("0.0", "")


def test_a_list_stands_in_its_cell_as_programs_write_one(alice):
    PainEntryFactory(user=alice, regions=["neck", "lower_left"], qualities=[])
    row = next(csv.DictReader(unzipped(alice)["tables/painentry.csv"].decode("utf-8-sig").splitlines()))
    assert (json.loads(row["regions"]), json.loads(row["qualities"])) == (["neck", "lower_left"], [])


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_like_a_formula_and_what_was_written_comes_back(alice, text):
    MealItemFactory(user=alice, label=text)
    table = unzipped(alice)["tables/mealitem.csv"].decode("utf-8-sig")
    cell = next(csv.DictReader(io.StringIO(table, newline="")))["label"]
    assert not cell.startswith(tuple(sign for sign in LIKE_A_FORMULA if sign != "'"))
    assert unsafe(cell) == text


def test_a_food_is_named_by_its_table_and_code(alice):
    food = Food.objects.create(source="SR28", code="01001", description="Butter", group="Fats")
    MealItemFactory(user=alice, food=food)
    assert lines(unzipped(alice), "mealitem")[0]["food_id"] == "SR28:01001"


def test_the_manifest_counts_and_sums_every_file(alice):
    every_row(alice)
    files = unzipped(alice)
    manifest = json.loads(files["manifest.json"])
    assert manifest["rows"]["painentry"] == PainEntry.objects.of_user_with_deleted(alice).count()
    for name, digest in manifest["sha256"].items():
        assert hashlib.sha256(files[name]).hexdigest() == digest


def test_the_index_lists_every_file(alice):
    files = unzipped(alice)
    index = files["index.html"].decode()
    assert all(f'href="{name}"' in index for name in files if name.startswith(("data/", "tables/")))
    assert "alice" in index


def test_the_export_is_sent_in_pieces_and_costs_the_same_queries(alice, django_assert_max_num_queries):
    MealItemFactory.create_batch(30, user=alice)
    with django_assert_max_num_queries(4 * len(kinds())):
        pieces = list(Export(alice).pieces())
    assert len(pieces) > len(kinds())


def test_a_login_of_long_ago_is_not_enough(as_alice):
    assert "/accounts/reauthenticate/" in as_alice.get(reverse("diary:export"))["Location"]


def test_the_page_sends_a_zip_under_a_name_of_ours(as_alice, alice):
    patient(alice)
    answer = fresh(as_alice).get(reverse("diary:export"))
    assert answer.streaming
    assert answer["Content-Disposition"].startswith('attachment; filename="sunplate-20')
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert "data/mealitem.jsonl" in archive.namelist()


def test_the_command_writes_a_file_only_its_owner_can_read(alice, tmp_path, capsys):
    patient(alice)
    target = tmp_path / "diary.zip"
    call_command("export_diary", username="alice", to=target)
    assert "notes of alice are in" in capsys.readouterr().out
    assert target.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_diary", username="alice", to=target)
    with pytest.raises(CommandError, match="nobody called zoe"):
        call_command("export_diary", username="zoe", to=tmp_path / "x.zip")


def test_a_fingerprint_tells_any_two_diaries_apart(alice):
    item = MealItemFactory(user=alice)
    before = fingerprint(alice)
    assert fingerprint(alice) == before
    MealItem.objects.for_user(alice).filter(pk=item.pk).update(grams=51)
    assert fingerprint(alice) != before
    assert Revision.objects.for_user(alice).count() == 0


def test_every_kind_is_called_what_a_person_calls_it():
    assert TITLES.keys() <= {name_of(model) for model in kinds()}
    titles = [title_of(model) for model in kinds()]
    assert len(set(titles)) == len(titles)
    assert [title for title in titles if "entrys" in title or "Peg" in title] == []
