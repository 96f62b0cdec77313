"""Symptoms of the list and in own words, from none to severe."""

from datetime import timedelta

import pytest
from django.urls import reverse

from diary.models import SymptomEntry
from diary.moments import today
from tests.factories import SymptomEntryFactory

TODAY = today("UTC")
URL = reverse("diary:symptoms", args=[TODAY])
MORNING = {"day": str(TODAY), "clock": "08:00", "severity": "2"}


def only(user):
    return SymptomEntry.objects.for_user(user).get()


def test_one_of_the_list_is_kept_by_its_name(as_alice, alice):
    assert as_alice.post(URL, {**MORNING, "listed": "headache"}).status_code == 303
    assert (only(alice).name, only(alice).severity) == ("headache", 2)


def test_own_words_are_kept_and_shown_as_text(as_alice, alice):
    as_alice.post(URL, {**MORNING, "own": "<i>odd</i> knee", "note": "<script>"})
    assert only(alice).name == "<i>odd</i> knee"
    page = as_alice.get(URL).content.decode()
    assert "<i>odd" not in page
    assert "&lt;script&gt;" in page


def test_everything_left_out_is_named_at_once(as_alice):
    answer = as_alice.post(URL, {**MORNING, "severity": ""})
    assert set(answer.context["form"].errors) == {"listed", "severity"}


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "listed"),
        ({"listed": "made up"}, "listed"),
        ({"own": "x" * 61}, "own"),
        ({"listed": "headache", "severity": "4"}, "severity"),
        ({"listed": "headache", "severity": ""}, "severity"),
        ({"listed": "headache", "day": str(TODAY + timedelta(days=5))}, "day"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_kept(as_alice, alice, sent, field):
    answer = as_alice.post(URL, {**MORNING, **sent})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not SymptomEntry.objects.for_user(alice).exists()


@pytest.mark.parametrize(("days", "status"), [(1, 303), (2, 422)])
def test_tomorrow_can_be_written_for_and_the_day_after_cannot(as_alice, days, status):
    sent = {**MORNING, "listed": "headache", "day": str(TODAY + timedelta(days=days))}
    assert as_alice.post(URL, sent).status_code == status


def test_a_severe_one_says_what_makes_it_urgent(as_alice):
    as_alice.post(URL, {**MORNING, "listed": "muscle weakness", "severity": "3"})
    assert "Urgent: new leg weakness with back pain." in as_alice.get(URL).content.decode()


def test_a_mild_one_does_not(as_alice):
    as_alice.post(URL, {**MORNING, "listed": "muscle weakness", "severity": "1"})
    assert "Urgent" not in as_alice.get(URL).content.decode()


def test_those_of_late_are_one_tap_and_only_ones_own(as_alice, alice, bob):
    SymptomEntryFactory(user=alice, day=TODAY - timedelta(days=3), name="headache")
    SymptomEntryFactory(user=alice, day=TODAY - timedelta(days=90), name="dizziness")
    SymptomEntryFactory(user=bob, day=TODAY, name="hair loss")
    assert as_alice.get(URL).context["of_late"] == ["headache"]


def test_an_entry_can_be_changed_and_deleted(as_alice, alice):
    entry = SymptomEntryFactory(user=alice, day=TODAY)
    url = reverse("diary:symptom_edit", args=[entry.pk])
    assert as_alice.get(url).context["form"]["listed"].value() == "headache"
    as_alice.post(url, {**MORNING, "listed": "headache", "severity": "3", "version": "1"})
    assert only(alice).severity == 3
    as_alice.post(reverse("diary:symptom_remove", args=[entry.pk]))
    assert not SymptomEntry.objects.for_user(alice).exists()


@pytest.mark.parametrize("name", ["symptom_edit", "symptom_remove"])
def test_a_stranger_reaches_no_symptom(as_bob, alice, name):
    entry = SymptomEntryFactory(user=alice, day=TODAY)
    assert as_bob.post(reverse(f"diary:{name}", args=[entry.pk]), MORNING).status_code == 404
    assert only(alice).version == 1


def test_the_day_page_lists_them(as_alice, alice, bob):
    SymptomEntryFactory(user=alice, day=TODAY, name="sore elbow")
    SymptomEntryFactory(user=bob, day=TODAY, name="hair loss")
    page = as_alice.get(reverse("diary:day", args=[TODAY])).content.decode()
    assert "Sore elbow" in page
    assert "Hair loss" not in page
