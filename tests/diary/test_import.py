"""A diary comes back exactly, once, and whole; what is damaged or was made to harm changes nothing."""

import io
import json
import re
import time
import tracemalloc
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import User
from diary import limits
from diary.erasing import erase
from diary.exchange.archive import FORMAT, Export
from diary.exchange.kinds import fingerprint, kinds
from diary.exchange.reading import Archive, UnreadableError
from diary.exchange.restore import Restore
from diary.models import Consent, DayMark, Meal, MealItem, PainEntry, Profile, Upload
from diary.owned import Owned
from nutrients.models import Food
from tests.diary.patients import patient
from tests.diary.test_export import every_row
from tests.factories import DAY, MealFactory, MealItemFactory, PainEntryFactory, ProfileFactory, UserFactory

DEEP = "".join(f"[{number}," for number in range(20_000))


def zipped(user) -> bytes:
    return b"".join(Export(user).pieces())


def packed(**files: str) -> io.BytesIO:
    whole = {"manifest.json": '{"sunplate": 1}', **files}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in whole.items():
            archive.writestr(name, text)
    content.seek(0)
    return content


def locked(content: io.BytesIO) -> io.BytesIO:
    """Say of every file in a zip that it is encrypted, as programs do that lock one with a password."""
    zipped = bytearray(content.getvalue())
    for place in (match.start() for match in re.finditer(rb"PK\x01\x02", bytes(zipped))):
        zipped[place + 8] |= 1  # of the flags, in the list of contents at the end
    return io.BytesIO(bytes(zipped))


def gone(user) -> User:
    """Somebody of the same name on an instance that knows nothing of them."""
    erase(user)
    return UserFactory(username=user.username, consented=False)


def bring(user, content: bytes):
    return Restore(user, Archive(io.BytesIO(content))).apply()


def rows_of(user) -> dict[type[Owned], int]:
    return {model: model.objects.of_user_with_deleted(user).count() for model in kinds()}


def test_a_diary_comes_back_exactly(alice):
    Food.objects.create(source="SR28", code="01001", description="Butter", group="Fats")
    MealItemFactory(user=alice, food=Food.objects.get(), grams=0.1 + 0.2, magnesium=1e-17)
    every_row(alice)
    before, content = fingerprint(alice), zipped(alice)
    again = gone(alice)
    plan = bring(again, content)
    assert fingerprint(again) == before
    assert plan.total == sum(rows_of(again).values()) > 100


def test_bringing_it_twice_changes_nothing(alice):
    every_row(alice)
    before, content = fingerprint(alice), zipped(alice)
    assert bring(alice, content).total == 0
    assert fingerprint(alice) == before


def test_looking_writes_nothing_and_counts_what_is_new(alice):
    patient(alice)
    content = zipped(alice)
    kept = PainEntry.objects.for_user(alice).order_by("id").first()
    PainEntry.objects.for_user(alice).exclude(pk=kept.pk).delete()
    before = rows_of(alice)
    plan = Restore(alice, Archive(io.BytesIO(content))).look()
    assert (plan.new["painentry"], plan.here["painentry"]) == (14, 1)
    assert rows_of(alice) == before


def test_where_there_can_be_one_the_one_here_stays_and_is_pointed_to(alice):
    ProfileFactory(user=alice, country="GB")
    MealItemFactory(user=alice, label="Brought along")
    content = zipped(alice)
    again = gone(alice)
    ProfileFactory(user=again, country="US")
    mine = MealFactory(user=again, day=DAY, kind="lunch")
    bring(again, content)
    assert Profile.objects.for_user(again).get().country == "US"
    assert MealItem.objects.for_user(again).get().meal_id == Meal.objects.for_user(again).get().pk == mine.pk


def test_notes_of_another_account_are_refused_whole(alice, bob):
    patient(alice)
    before = rows_of(bob)
    with pytest.raises(UnreadableError, match="under another account"):
        bring(bob, zipped(alice))
    assert rows_of(bob) == before


def test_a_food_this_instance_lacks_keeps_its_label_and_amounts(alice):
    food = Food.objects.create(source="SR28", code="01001", description="Butter", group="Fats")
    MealItemFactory(user=alice, food=food, label="Butter", iron=0.5)
    content = zipped(alice)
    again = gone(alice)
    food.delete()
    bring(again, content)
    item = MealItem.objects.for_user(again).get()
    assert (item.food_id, item.label, item.iron) == (None, "Butter", 0.5)


def row(user, **changes) -> str:
    entry = PainEntryFactory.build(user=user)
    plain = {
        "id": str(entry.pk),
        "day": "2026-11-22",
        "at": "2026-11-22T12:00:00+00:00",
        "zone": "UTC",
        "offset_minutes": 0,
        "score": 4,
    }
    return json.dumps({**plain, **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {"score": 11},
        {"score": -1},
        {"score": "four"},
        {"score": None},
        {"day": "yesterday"},
        {"at": 5},
        {"zone": "Z" * 65},
        {"note": "n" * (limits.NOTE + 1)},
        {"note": "nul\0"},
        {"id": "not an id"},
        {"offset_minutes": 10**30},
        {"version": -1},
    ],
)
def test_a_row_that_no_form_would_take_is_refused_and_nothing_is_kept(alice, changes):
    good_and_bad = f"{row(alice)}\n{row(alice, **changes)}\n"
    with pytest.raises(UnreadableError, match="does not hold what such a note can hold"):
        Restore(alice, Archive(packed(**{"data/painentry.jsonl": good_and_bad}))).apply()
    assert PainEntry.objects.for_user(alice).count() == 0


def test_a_good_row_is_taken_so_that_the_bad_ones_above_prove_something(alice):
    assert Restore(alice, Archive(packed(**{"data/painentry.jsonl": row(alice)}))).apply().total == 1


@pytest.mark.parametrize("bad", ["NaN", "Infinity", "1e999", "-1", '"x"', "true"])
def test_an_amount_that_is_no_amount_is_refused(alice, bad):
    meal = MealFactory(user=alice)
    plain = f'{{"id":"{meal.pk}","meal_id":"{meal.pk}","day":"2026-11-22","label":"x","grams":5,"iron":{bad}}}'
    with pytest.raises(UnreadableError):
        Restore(alice, Archive(packed(**{"data/mealitem.jsonl": plain}))).apply()
    assert MealItem.objects.for_user(alice).count() == 0


def test_a_row_cannot_point_to_somebody_elses(alice, bob):
    meal = MealFactory(user=bob)
    plain = json.dumps({"id": str(meal.pk), "meal_id": str(meal.pk), "day": "2026-11-22", "label": "x", "grams": 5})
    with pytest.raises(UnreadableError):
        Restore(alice, Archive(packed(**{"data/mealitem.jsonl": plain}))).apply()


def test_whose_a_row_is_cannot_be_said_in_the_file(alice, bob):
    with pytest.raises(UnreadableError, match="does not know: user_id"):
        Restore(alice, Archive(packed(**{"data/painentry.jsonl": row(alice, user_id=bob.pk)}))).apply()


@pytest.mark.long
def test_whatever_is_cut_or_flipped_brings_in_all_or_nothing(alice):
    MealItemFactory(user=alice)
    PainEntryFactory(user=alice)
    content = zipped(alice)
    before = fingerprint(alice)
    again = gone(alice)
    for number in range(200):
        place = len(content) * number // 200
        spoilt = (
            content[:place] if number % 2 else content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
        )
        try:
            bring(again, spoilt)
        except UnreadableError:
            assert sum(rows_of(again).values()) == 0
        else:
            assert fingerprint(again) == before
            again = gone(again)


HARMFUL = pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: io.BytesIO(b"no zip"), "not a file from"),
        (lambda: io.BytesIO(b""), "not a file from"),
        (lambda: packed(**{"manifest.json": f'{{"sunplate": {FORMAT + 1}}}'}), "newer version"),
        (lambda: locked(packed()), "locked with a password"),
        (lambda: packed(**{"manifest.json": "[]"}), "not a file from"),
        (lambda: packed(**{"manifest.json": DEEP}), "damaged"),
        (lambda: packed(**{"data/unknown.jsonl": "{}"}), "does not know"),
        (lambda: packed(**{"data/painentry.jsonl": "0" * 50_000_000}), "packed more tightly"),
        (lambda: packed(**{f"x{n}": "" for n in range(limits.UPLOAD_MEMBERS + 1)}), "more files"),
        (lambda: packed(**{"data/painentry.jsonl": DEEP}), "damaged"),
        (lambda: packed(**{"data/painentry.jsonl": "[1]\n"}), "not a note"),
    ],
)


@HARMFUL
def test_what_was_made_to_harm_is_refused_in_little_memory(alice, content, said):
    sent = content()
    tracemalloc.start()
    with pytest.raises(UnreadableError, match=said):
        Restore(alice, Archive(sent)).apply()
    assert tracemalloc.get_traced_memory()[1] < 100 * 1024**2
    tracemalloc.stop()


@pytest.mark.slow
@HARMFUL
def test_what_was_made_to_harm_is_refused_soon(alice, content, said):
    sent = content()
    began = time.process_time()
    with pytest.raises(UnreadableError, match=said):
        Restore(alice, Archive(sent)).apply()
    assert time.process_time() - began < 2


def test_a_line_without_end_is_refused(alice, monkeypatch):
    monkeypatch.setattr(limits, "UPLOAD_LINE", 100)
    with pytest.raises(UnreadableError, match="longer than a diary"):
        Restore(alice, Archive(packed(**{"data/painentry.jsonl": row(alice, note="n" * 200)}))).look()


def test_names_inside_are_never_paths(alice, tmp_path):
    sent = packed(**{"../../evil.txt": "x", "/etc/passwd": "x", "data/painentry.jsonl": row(alice), "con\r\nX: y": "x"})
    assert Restore(alice, Archive(sent)).apply().total == 1


def upload(client, content: bytes, name: str = "diary.zip"):
    return client.post(reverse("diary:bring"), {"file": SimpleUploadedFile(name, content)})


def test_the_page_shows_what_is_new_before_anything_is_written(as_alice, alice):
    patient(alice)
    content = zipped(alice)
    PainEntry.objects.for_user(alice).delete()
    sent = upload(as_alice, content)
    shown = as_alice.get(sent["Location"])
    assert "Bring in 15" in shown.content.decode()
    assert PainEntry.objects.for_user(alice).count() == 0
    done = as_alice.post(sent["Location"], follow=True)
    assert "15 notes were brought in." in done.content.decode()
    assert PainEntry.objects.for_user(alice).count() == 15
    assert Upload.objects.of_user_with_deleted(alice).count() == 0


def test_a_file_that_waits_is_its_senders_alone(as_alice, as_bob, alice):
    where = upload(as_alice, zipped(alice))["Location"]
    assert as_bob.get(where).status_code == as_bob.post(where).status_code == 404


def test_a_bad_file_is_said_in_words_and_dropped_with_the_next(as_alice, alice):
    where = upload(as_alice, b"not a zip at all")["Location"]
    answer = as_alice.get(where)
    assert answer.status_code == 422
    assert "Nothing was brought in." in answer.content.decode()
    upload(as_alice, b"another")
    assert Upload.objects.of_user_with_deleted(alice).count() == 1


def test_a_file_too_large_is_a_field_error(as_alice, alice, monkeypatch):
    monkeypatch.setattr(limits, "UPLOAD_BYTES", 10)
    answer = upload(as_alice, b"eleven byte")
    assert answer.status_code == 422
    assert "The largest file taken in" in answer.content.decode()
    assert upload(as_alice, b"ten bytes.").status_code == 303


def test_the_commands_take_a_diary_from_one_instance_to_another(alice, tmp_path, capsys):
    every_row(alice)
    before, file = fingerprint(alice), tmp_path / "diary.zip"
    call_command("export_diary", username="alice", to=file)
    again = gone(alice)
    call_command("import_diary", username="alice", file=file, look=True)
    assert sum(rows_of(again).values()) == 0
    call_command("import_diary", username="alice", file=file)
    assert fingerprint(again) == before
    assert "are new; 0 were here already" in capsys.readouterr().out
    file.write_bytes(b"broken")
    with pytest.raises(CommandError, match="Nothing was brought in"):
        call_command("import_diary", username="alice", file=file)


def test_what_was_agreed_to_elsewhere_comes_along(alice):
    content = zipped(alice)
    again = gone(alice)
    bring(again, content)
    assert Consent.objects.for_user(again).count() == 1
    assert DayMark.objects.for_user(again).count() == 0
