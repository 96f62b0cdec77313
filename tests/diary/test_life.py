"""Sleep, stress, movement and the like: asked for only when switched on, one row a day, empty is not zero."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from diary import life_words, review_words
from diary.models import LifeNote, Operation, Profile, Tracked
from diary.models.life import FIELDS
from diary.reports.life import life_days
from diary.reports.review import Span, review
from diary.review_charts import review_charts
from diary.wording import THIN_SPACE
from tests.factories import DAY, LifeNoteFactory, ProfileFactory

URL = reverse("diary:life", args=[DAY])
DAY_URL = reverse("diary:day", args=[DAY])


@pytest.fixture
def tracking(alice):
    def of(*keys):
        return ProfileFactory(user=alice, tracked=list(keys), welcomed=True)

    return of


def plain(text):
    return text.replace(THIN_SPACE, " ")


def note_of(user, day=DAY):
    return LifeNote.objects.for_user(user).on(day).get()


def undo(client):
    done = Operation.objects.order_by("created_at").last()
    return client.post(reverse("diary:undo", args=[done.pk]))


def test_everything_that_can_be_switched_on_has_a_field():
    assert list(FIELDS) == Tracked.values
    columns = {field.name for field in LifeNote._meta.concrete_fields}
    assert {name for names in FIELDS.values() for name in names} <= columns


def test_a_new_diary_asks_for_none_of_it(as_alice):
    assert "How it was" not in as_alice.get(DAY_URL).content.decode()
    page = as_alice.get(URL).content.decode()
    assert reverse("diary:life_choose") in page
    assert 'name="stress"' not in page


def test_only_what_was_chosen_is_asked_for(as_alice, alice):
    as_alice.post(reverse("diary:life_choose"), {"tracked": ["sleep", "stress"]})
    assert Profile.objects.for_user(alice).get().tracked == ["sleep", "stress"]
    page = as_alice.get(URL).content.decode()
    assert all(f'name="{name}"' in page for name in ("sleep_hours", "sleep_quality", "stress"))
    assert all(f'name="{name}"' not in page for name in ("mood", "walking", "water_ml", "drinks", "cycle_day"))


def test_the_choice_can_be_undone_even_if_it_was_the_first_thing_ever_told(as_alice, alice):
    as_alice.post(reverse("diary:life_choose"), {"tracked": ["sleep"]})
    assert undo(as_alice).status_code == 303
    assert not Profile.objects.for_user(alice).exists()


def test_an_unknown_thing_to_write_down_is_refused(as_alice, alice):
    assert as_alice.post(reverse("diary:life_choose"), {"tracked": ["steps"]}).status_code == 422
    assert not Profile.objects.for_user(alice).exists()


def test_zero_is_an_answer_and_empty_is_not_told(as_alice, alice, tracking):
    tracking("stress", "mood", "movement")
    answer = as_alice.post(URL, {"stress": "0", "walking": "0"})
    assert answer.status_code == 303
    note = note_of(alice)
    assert (note.stress, note.mood, note.walking, note.yoga, note.movement) == (0, None, 0, None, 0)


def test_saving_again_changes_the_one_row_of_the_day(as_alice, alice, tracking):
    tracking("sleep")
    as_alice.post(URL, {"sleep_hours": "6,5"})
    as_alice.post(URL, {"sleep_hours": "7", "version": note_of(alice).version})
    assert note_of(alice).sleep_hours == 7


def test_what_is_no_longer_asked_for_stays_in_the_diary(as_alice, alice, tracking):
    tracking("stress")
    LifeNoteFactory(user=alice, sleep_hours=8)
    as_alice.post(URL, {"stress": "3", "version": "1"})
    assert (note_of(alice).sleep_hours, note_of(alice).stress) == (8, 3)


def test_a_page_opened_before_the_note_was_there_does_not_overwrite_it(as_alice, alice, tracking):
    tracking("stress")
    LifeNoteFactory(user=alice, stress=8)
    assert as_alice.post(URL, {"stress": "2"}).status_code == 409
    assert note_of(alice).stress == 8


def test_an_emptied_note_is_gone_and_undo_brings_it_back(as_alice, alice, tracking):
    tracking("stress")
    LifeNoteFactory(user=alice, stress=8)
    as_alice.post(URL, {"stress": "", "version": "1"})
    assert not LifeNote.objects.for_user(alice).exists()
    undo(as_alice)
    assert note_of(alice).stress == 8


def test_an_empty_form_makes_no_note(as_alice, alice, tracking):
    tracking("stress", "screen_free")
    assert as_alice.post(URL, {"stress": "", "screen_free": ""}).status_code == 303
    assert not LifeNote.objects.of_user_with_deleted(alice).exists()


def test_a_deleted_note_can_be_written_anew_and_undone(as_alice, alice, tracking):
    tracking("stress", "mood")
    LifeNoteFactory(user=alice, stress=8, mood=2)
    as_alice.post(reverse("diary:life_remove", args=[DAY]))
    as_alice.post(URL, {"stress": "1"})
    assert (note_of(alice).stress, note_of(alice).mood) == (1, None)
    undo(as_alice)
    assert not LifeNote.objects.for_user(alice).exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("sleep_hours", "25"), ("stress", "11"), ("walking", "1441"), ("water_ml", "20001"), ("cycle_day", "0")],
)
def test_a_figure_that_cannot_be_is_named_and_nothing_is_kept(as_alice, alice, tracking, name, value):
    tracking(*FIELDS)
    answer = as_alice.post(URL, {name: value, "mood": "5"})
    assert answer.status_code == 422
    assert f'id="id_{name}' in answer.content.decode()
    assert not LifeNote.objects.of_user_with_deleted(alice).exists()


def test_the_model_keeps_the_bounds_without_a_form(alice):
    with pytest.raises(ValidationError, match="10"):
        LifeNote(user=alice, day=DAY, stress=11).full_clean()


def test_the_day_shows_one_quiet_line(as_alice, alice, bob, tracking):
    tracking("sleep", "stress")
    LifeNoteFactory(user=alice, sleep_hours=7, stress=4)
    LifeNoteFactory(user=bob, sleep_hours=3)
    page = plain(as_alice.get(DAY_URL).content.decode())
    assert "Sleep 7 h · stress 4" in page
    assert "Sleep 3 h" not in page


def test_the_note_costs_the_day_one_query_and_only_those_who_keep_one(
    as_alice, tracking, django_assert_max_num_queries
):
    profile = tracking()
    with django_assert_max_num_queries(12) as before:
        as_alice.get(DAY_URL)
    Profile.objects.filter(pk=profile.pk).update(tracked=["sleep"])
    with django_assert_max_num_queries(12) as after:
        as_alice.get(DAY_URL)
    assert len(after) == len(before) + 1


def test_a_line_says_what_was_told_and_nothing_else():
    note = LifeNote(sleep_quality=6, walking=30, yoga=15, water_ml=1500, drinks=0, cycle_day=12, screen_free="1 hour")
    said = plain(life_words.line(note))
    assert (
        said
        == "Sleep 6 of 10 · movement 45 min · water 1 500 ml · no alcohol · without a screen: 1 hour · cycle day 12"
    )
    assert plain(life_words.line(LifeNote(sleep_hours=6.5, drinks=1))) == "Sleep 6.5 h · 1 drink"
    assert life_words.line(LifeNote(stress=0)) == "Stress 0"


def test_a_period_leaves_gaps_where_nothing_was_told(alice, bob):
    LifeNoteFactory(user=alice, day=DAY, sleep_hours=6)
    LifeNoteFactory(user=alice, day=DAY + timedelta(days=2), stress=0)
    LifeNoteFactory(user=alice, day=DAY + timedelta(days=3), sleep_hours=8)
    LifeNoteFactory(user=alice, day=DAY - timedelta(days=1), sleep_hours=12)
    LifeNoteFactory(user=bob, day=DAY, sleep_hours=1)
    facts = life_days(alice, DAY, DAY + timedelta(days=6))
    assert facts.told("sleep_hours") == {DAY: 6, DAY + timedelta(days=3): 8}
    assert facts.mean("sleep_hours") == 7
    assert facts.mean("stress") == 0
    assert facts.mean("movement") is None
    assert facts.part(DAY, DAY).told("sleep_hours") == {DAY: 6}


def test_another_persons_note_is_no_page_to_delete(as_bob, alice):
    LifeNoteFactory(user=alice, stress=8)
    assert as_bob.post(reverse("diary:life_remove", args=[DAY])).status_code == 404
    assert note_of(alice).stress == 8


def test_a_day_to_come_has_no_note(as_alice, tracking):
    tracking("stress")
    assert as_alice.get(reverse("diary:life", args=[date(2099, 1, 1)])).status_code == 404
    assert as_alice.post(reverse("diary:life", args=[date(2099, 1, 1)]), {"stress": "1"}).status_code == 404


MONDAY = date(2026, 11, 2)


@pytest.fixture
def lived(alice, bob):
    """Sleep on Monday and Wednesday, movement on Wednesday and Thursday; Bob's week must never show."""
    LifeNoteFactory(user=alice, day=MONDAY, sleep_hours=6, sleep_quality=4)
    LifeNoteFactory(user=alice, day=MONDAY + timedelta(days=2), sleep_hours=8.5, walking=30, yoga=15)
    LifeNoteFactory(user=alice, day=MONDAY + timedelta(days=3), walking=0)
    for number in range(7):
        LifeNoteFactory(user=bob, day=MONDAY + timedelta(days=number), sleep_hours=2, walking=999)

    def of(weeks=1):
        return review(Profile(user=alice), Span.of_weeks(MONDAY, weeks))

    return of


def chart_of(found, name):
    return next(chart for chart in review_charts(found) if chart.name == name)


def data_of(chart, label):
    return next(each["data"] for each in chart.settings["data"]["datasets"] if each["label"] == label)


def test_the_review_draws_sleep_with_gaps_as_gaps(lived):
    chart = chart_of(lived(), "sleep")
    assert data_of(chart, "Hours") == chart.table.column("Hours") == [6, None, 8.5, None, None, None, None]
    assert data_of(chart, "How good, 0 to 10") == chart.table.column("How good, 0 to 10")
    assert chart.sentence == "Sleep on 2 days: 7.2 hours on average."


def test_the_review_draws_movement_and_its_table_tells_the_kinds_apart(lived):
    chart = chart_of(lived(), "movement")
    assert data_of(chart, "Minutes") == chart.table.column("Minutes") == [None, None, 45, 0, None, None, None]
    assert chart.table.column("Walking") == [None, None, 30, 0, None, None, None]
    assert chart.table.column("Yoga")[2] == 15
    assert chart.sentence == "Movement on 2 days, 45 minutes in all."


def test_over_a_year_a_point_is_the_mean_of_the_days_of_a_week_that_have_it(lived):
    found = lived(weeks=52)
    assert data_of(chart_of(found, "sleep"), "Hours")[-1] == 7.2
    assert data_of(chart_of(found, "movement"), "Minutes")[-1] == 22.5


def test_the_look_back_says_what_was_told_and_nothing_of_what_was_not(lived, bob):
    assert "Sleep on 2 days: 7.2 hours on average." in review_words.look_back(lived())
    LifeNote.objects.all().update(sleep_hours=None, sleep_quality=None)
    found = lived()
    assert not any(sentence.startswith("Sleep") for sentence in review_words.look_back(found))
    assert all(chart.name != "sleep" for chart in review_charts(found))
