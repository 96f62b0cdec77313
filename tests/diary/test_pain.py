"""Back pain: one tap saves, the rest is optional, and the warning signs are asked for gently."""

from datetime import timedelta

import pytest
from django.urls import reverse

from diary.models import Operation, PainEntry, Profile
from diary.models.pain import Region
from diary.moments import today
from tests.factories import PainEntryFactory, ProfileFactory, RedFlagReportFactory

TODAY = today("UTC")
ADD = reverse("diary:pain_add", args=[TODAY])
SIGNS = "Look at the warning signs"
PATTERN = {
    "regions": ["lower_left", "calf_left"],
    "qualities": ["aching"],
    "worse": ["sitting"],
    "activity": "Gardening",
}


def page_of(entry):
    return reverse("diary:pain_edit", args=[entry.pk])


def details(entry, **changes):
    when = {"day": str(entry.day), "clock": "09:30", "version": entry.version}
    return {**when, "score": entry.score, **changes}


def latest(user):
    return PainEntry.objects.for_user(user).order_by("-created_at").first()


def test_a_number_alone_is_enough(as_alice, alice):
    answer = as_alice.post(ADD, {"score": "6"})
    entry = latest(alice)
    assert answer.status_code == 303
    assert (entry.score, entry.day, entry.regions, entry.note) == (6, TODAY, [], "")
    assert "Pain 6 saved" in as_alice.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("score", range(11))
def test_every_button_of_the_row_saves_its_own_number(as_alice, alice, score):
    assert f'name="score" value="{score}"' in as_alice.get(ADD).content.decode()
    as_alice.post(ADD, {"score": str(score)})
    assert latest(alice).score == score


@pytest.mark.parametrize("score", ["", "11", "-1", "4.5", "ouch", "99999999999"])
def test_what_is_no_number_of_the_row_is_not_kept(as_alice, alice, score):
    answer = as_alice.post(ADD, {"score": score})
    assert answer.status_code == 422
    assert "Choose a number from 0 to 10." in answer.content.decode()
    assert not PainEntry.objects.for_user(alice).exists()


def test_several_scores_a_day_stand_side_by_side(as_alice, alice):
    for score in ("3", "7"):
        as_alice.post(ADD, {"score": score})
    assert sorted(PainEntry.objects.for_user(alice).values_list("score", flat=True)) == [3, 7]


def test_a_double_tap_saves_once(as_alice, alice):
    for _ in range(2):
        as_alice.post(ADD, {"score": "5", "operation": "01a20639-0000-7000-8000-000000000001"})
    assert PainEntry.objects.for_user(alice).count() == 1


def test_a_day_to_come_is_no_page(as_alice, alice):
    url = reverse("diary:pain_add", args=[TODAY + timedelta(days=3)])
    assert as_alice.post(url, {"score": "5"}).status_code == 404
    assert not PainEntry.objects.for_user(alice).exists()


def test_details_can_follow(as_alice, alice):
    entry = PainEntryFactory(user=alice, day=TODAY, score=4)
    as_alice.post(page_of(entry), details(entry, **PATTERN, note="<b>ouch</b> 🙁"))
    entry.refresh_from_db()
    assert entry.pattern == PATTERN | {"timing": [], "better": [], "medicine": ""}
    assert entry.described == "Lower back, left, lower leg, left, aching"
    page = as_alice.get(page_of(entry)).content.decode()
    assert "&lt;b&gt;ouch&lt;/b&gt; 🙁" in page
    assert "<b>ouch" not in page


def test_an_unknown_region_is_refused_and_the_rest_stays_typed(as_alice, alice):
    entry = PainEntryFactory(user=alice, day=TODAY)
    answer = as_alice.post(page_of(entry), details(entry, regions=["moon"], activity="Chopping wood"))
    assert answer.status_code == 422
    assert "regions" in answer.context["form"].errors
    assert "Chopping wood" in answer.content.decode()


def test_the_map_and_the_list_offer_the_same_places(as_alice, alice):
    page = as_alice.get(page_of(PainEntryFactory(user=alice, day=TODAY))).content.decode()
    for region in Region.values:
        assert page.count(f'id="region-{region}"') == 1
        assert page.count(f'for="region-{region}"') == (1 if region == Region.OTHER else 2)


@pytest.mark.parametrize(("told", "is_open"), [({}, False), ({"better": ["heat"]}, True)])
def test_what_changes_the_pain_is_folded_until_something_is_told(told, is_open, as_alice, alice):
    page = as_alice.get(page_of(PainEntryFactory(user=alice, day=TODAY, **told))).content.decode()
    assert page.count('<details class="mb-3" open>') == is_open


def test_like_last_time_copies_the_pattern_but_not_score_or_note(as_alice, alice):
    PainEntryFactory(user=alice, day=TODAY - timedelta(days=3), score=9, note="bad", **PATTERN)
    entry = PainEntryFactory(user=alice, day=TODAY, score=2)
    as_alice.post(reverse("diary:pain_like_last", args=[entry.pk]))
    entry.refresh_from_db()
    assert entry.regions == PATTERN["regions"]
    assert entry.activity == "Gardening"
    assert (entry.score, entry.note) == (2, "")


def test_the_pattern_of_a_deleted_entry_is_not_copied(as_alice, alice):
    gone = PainEntryFactory(user=alice, day=TODAY, **PATTERN)
    as_alice.post(reverse("diary:pain_remove", args=[gone.pk]))
    entry = PainEntryFactory(user=alice, day=TODAY)
    as_alice.post(reverse("diary:pain_like_last", args=[entry.pk]))
    entry.refresh_from_db()
    assert entry.regions == []


def test_the_pattern_of_another_person_is_never_copied(as_alice, alice, bob):
    PainEntryFactory(user=bob, day=TODAY, **PATTERN)
    entry = PainEntryFactory(user=alice, day=TODAY)
    as_alice.post(reverse("diary:pain_like_last", args=[entry.pk]))
    entry.refresh_from_db()
    assert entry.regions == []


def test_undo_of_a_score_leads_back_to_its_day(as_alice, alice):
    as_alice.post(ADD, {"score": "5"})
    done = Operation.objects.order_by("created_at").last()
    answer = as_alice.post(reverse("diary:undo", args=[done.pk]), follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0].startswith(reverse("diary:day", args=[TODAY]))
    assert not PainEntry.objects.for_user(alice).exists()


def test_delete_and_undo(as_alice, alice):
    entry = PainEntryFactory(user=alice, day=TODAY)
    as_alice.post(reverse("diary:pain_remove", args=[entry.pk]))
    assert not PainEntry.objects.for_user(alice).exists()
    as_alice.post(reverse("diary:undo", args=[Operation.objects.order_by("created_at").last().pk]))
    assert latest(alice).pk == entry.pk


@pytest.mark.parametrize("name", ["pain_edit", "pain_remove", "pain_like_last"])
def test_a_stranger_reaches_no_entry(as_bob, alice, name):
    entry = PainEntryFactory(user=alice, day=TODAY)
    assert as_bob.post(reverse(f"diary:{name}", args=[entry.pk]), details(entry, score=9)).status_code == 404
    entry.refresh_from_db()
    assert (entry.score, entry.version) == (4, 1)


def usual(user, **changes):
    """Somebody whose pain is nothing new, and today's entry."""
    PainEntryFactory(user=user, day=TODAY - timedelta(days=2), at=PainEntryFactory.build().at - timedelta(days=4000))
    return PainEntryFactory(user=user, day=TODAY, **changes)


def asks(client, entry):
    return SIGNS in client.get(page_of(entry)).content.decode()


def test_usual_pain_asks_for_no_signs(as_alice, alice):
    assert not asks(as_alice, usual(alice, score=5))


def test_new_pain_asks(as_alice, alice):
    assert asks(as_alice, PainEntryFactory(user=alice, day=TODAY, score=1))


@pytest.mark.parametrize(("ago", "asked"), [(28, False), (29, True)])
def test_pain_is_new_again_after_four_weeks_without(as_alice, alice, ago, asked):
    entry = PainEntryFactory(user=alice, day=TODAY, score=1)
    PainEntryFactory(user=alice, day=TODAY - timedelta(days=ago), at=entry.at - timedelta(days=ago))
    assert asks(as_alice, entry) == asked


def test_no_pain_asks_for_nothing(as_alice, alice):
    assert not asks(as_alice, PainEntryFactory(user=alice, day=TODAY, score=0))


@pytest.mark.parametrize(("score", "asked"), [(7, False), (8, True), (10, True)])
def test_eight_and_more_asks(as_alice, alice, score, asked):
    assert asks(as_alice, usual(alice, score=score)) == asked


@pytest.mark.parametrize(("regions", "asked"), [(["neck"], False), (["buttock_left"], False), (["thigh_right"], True)])
def test_pain_in_the_legs_asks(as_alice, alice, regions, asked):
    assert asks(as_alice, usual(alice, score=3, regions=regions)) == asked


def test_signs_answered_this_week_are_not_asked_again(as_alice, alice):
    entry = usual(alice, score=9)
    report = RedFlagReportFactory(user=alice, day=TODAY - timedelta(days=2), signs=[])
    assert not asks(as_alice, entry)
    report.day = TODAY - timedelta(days=20)
    report.save()
    assert asks(as_alice, entry)


def test_the_signs_are_one_tap_from_the_pain_of_the_day(as_alice, alice):
    for url in (ADD, page_of(usual(alice)), reverse("diary:day", args=[TODAY])):
        assert reverse("diary:red_flags") in as_alice.get(url).content.decode()


def test_the_time_shown_is_that_of_the_place(alice):
    entry = PainEntryFactory.build(offset_minutes=345)  # Kathmandu
    assert f"{entry.clock:%H:%M}" == "17:45"


def test_a_score_without_a_profile_needs_none(as_alice, alice):
    as_alice.post(ADD, {"score": "5"})
    assert not Profile.objects.for_user(alice).exists()


def test_the_score_is_kept_in_the_zone_of_the_person(as_alice, alice):
    ProfileFactory(user=alice, zone="Asia/Kathmandu")
    as_alice.post(ADD, {"score": "5"})
    assert (latest(alice).zone, latest(alice).offset_minutes) == ("Asia/Kathmandu", 345)
