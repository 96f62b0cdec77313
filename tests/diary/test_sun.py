"""Time in the sun: the form, the snapshot, and what a day adds up to."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from diary import sun_words
from diary.models import Operation, Profile, SunExposure
from diary.moments import today
from diary.reports.sun import asks_first, sun_day, sun_days
from diary.wording import THIN_SPACE
from tests.factories import DAY, BackgroundFactory, ProfileFactory, SunExposureFactory

JUNE = date(2024, 6, 21)
ADD = reverse("diary:sun_add", args=[JUNE])
# sun_vitamin_d, steps 6 to 15, by hand: UV index 6 for 15 minutes is 6 x 1.5 x 15 = 135 J/m2; over the 250 J/m2 of type
# II that is 0.54 MED. Rolled-up sleeves 0.18, age 30 0.83, efficiency 1.
SKIN = 0.18 * 0.83
BY_HAND = {
    "low": 0.50 * 10_000 / 40 * SKIN * 0.4,  # 7.47 µg, held at the cap of 0.5 MED
    "central": 0.54 * 16_000 / 40 * SKIN * 0.7,  # 22.6 µg
    "high": 0.54 * 25_000 / 40 * SKIN * 1.0,  # 50.4 µg
}
LUNCH = {
    "day": "2024-06-21",
    "clock": "12:00",
    "minutes": "15",
    "garments": "forearms",
    "cloud": "clear",
    "shade": "open",
    "town": "Oslo, Norway",
    "skin_type": "2",
    "uv_index_given": "6",
}


@pytest.fixture
def profile(alice):
    return ProfileFactory(
        user=alice,
        birth_year=1994,
        zone="Europe/Oslo",
        place="Oslo, Norway",
        latitude=59.9,
        longitude=10.7,
        skin_type=2,
    )


def only_exposure(user):
    return SunExposure.objects.for_user(user).get()


def post(client, url=ADD, **changes):
    return client.post(url, {**LUNCH, **changes})


def test_an_exposure_keeps_the_estimate_worked_out_by_hand(as_alice, alice, profile):
    assert post(as_alice).status_code == 303
    row = only_exposure(alice)
    day = sun_day([row])
    assert row.burn_fraction == pytest.approx(0.54)
    assert (day.low, day.central, day.high) == pytest.approx(tuple(BY_HAND.values()))
    assert (round(day.low, 1), round(day.central, 1), round(day.high, 1)) == (7.5, 22.6, 50.4)


def test_two_exposures_share_what_a_day_can_count(as_alice, alice, profile):
    post(as_alice)
    post(as_alice, clock="15:00")
    day = sun_days(alice, JUNE, JUNE)[JUNE]
    assert day.minutes == 30
    assert day.burn_fraction == pytest.approx(1.08)
    assert day.low == pytest.approx(BY_HAND["low"])  # already at its cap
    assert day.central == pytest.approx(0.75 * 400 * SKIN * 0.7)
    assert day.high == pytest.approx(1.0 * 625 * SKIN)


def test_the_start_is_read_on_the_clock_of_the_person(as_alice, alice, profile):
    post(as_alice)
    assert only_exposure(alice).at == datetime(2024, 6, 21, 10, tzinfo=UTC)


def test_behind_glass_nothing_is_made(as_alice, alice, profile):
    post(as_alice, behind_glass="on")
    day = sun_day([only_exposure(alice)])
    assert (day.high, day.burn_fraction) == (0, 0)
    assert day.words == "little or none"


def test_sunscreen_and_shade_lower_it(as_alice, alice, profile):
    post(as_alice, spf="15", shade="partial")
    assert sun_day([only_exposure(alice)]).central < BY_HAND["central"] / 5


@pytest.mark.parametrize(("born", "share"), [(2005, 1.0), (1994, 0.83), (1975, 0.66), (1950, 0.50), (None, 0.83)])
def test_skin_makes_less_with_age_and_forty_is_assumed_when_not_told(as_alice, alice, profile, born, share):
    profile.birth_year = born
    profile.save()
    post(as_alice)
    assert sun_day([only_exposure(alice)]).central == pytest.approx(BY_HAND["central"] * share / 0.83)  # S68


def test_height_is_asked_in_metres_and_kept_in_kilometres(as_alice, alice, profile):
    post(as_alice, altitude_m="1500", uv_index_given="")
    assert only_exposure(alice).altitude_km == 1.5


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("minutes", "999999999", "At most 960."),
        ("minutes", "0", "At least 1."),
        ("minutes", "-5", "At least 1."),
        ("minutes", "a while", "Enter a whole number."),
        ("minutes", "", "Please fill this in."),
        ("uv_index_given", "99", "At most 25."),
        ("spf", "5000", "At most 100."),
        ("garments", "wings", "Please choose one of the list."),
        ("skin_type", "7", "Please choose one of the list."),
        ("town", "Atlantis of old", "No town of that name"),
        ("town", "", "The sun needs to know roughly where you were."),
        ("town", "95, 200", "No town of that name"),
        ("clock", "25:00", "Enter a valid time."),
    ],
)
def test_a_mistake_is_named_at_its_field_and_nothing_is_kept(as_alice, alice, field, typed, says):
    answer = post(as_alice, **{field: typed})
    assert answer.status_code == 422
    assert any(says in error for error in answer.context["form"].errors[field])
    assert not SunExposure.objects.for_user(alice).exists()
    assert not Profile.objects.for_user(alice).exists()


def test_what_was_typed_stays_after_a_mistake(as_alice, profile):
    page = post(as_alice, minutes="999999999", town="Bergen").content.decode()
    assert 'value="999999999"' in page
    assert 'value="Bergen"' in page


def test_a_day_to_come_is_refused(as_alice, alice, profile):
    answer = post(as_alice, day=str(today("Europe/Oslo") + timedelta(days=3)))
    assert answer.context["form"].errors["day"] == ["That day is still to come."]


def test_a_name_that_several_towns_bear_is_asked_back(as_alice, alice):
    answer = post(as_alice, town="Springfield")
    assert answer.status_code == 422
    towns = answer.context["form"].towns
    assert len(towns) > 1
    post(as_alice, town="Springfield", town_id=towns[1].id)
    assert only_exposure(alice).place == towns[1].label


def test_coordinates_do_as_well_as_a_town(as_alice, alice):
    post(as_alice, town="51.4778, -0.0015")
    row = only_exposure(alice)
    assert (row.latitude, row.longitude, row.place) == (51.5, 0.0, "51.5, 0.0")


def test_place_and_skin_are_kept_for_next_time_only_when_asked(as_alice, alice):
    post(as_alice)
    assert not Profile.objects.for_user(alice).exists()
    post(as_alice, remember="on")
    kept = Profile.objects.for_user(alice).get()
    assert (kept.place, kept.latitude, kept.zone, kept.skin_type) == ("Oslo, Norway", 59.9, "Europe/Oslo", 2)


def test_a_change_replaces_the_estimate_and_undo_brings_it_back(as_alice, alice, profile):
    post(as_alice)
    row = only_exposure(alice)
    answer = post(as_alice, reverse("diary:sun_edit", args=[row.pk]), version="1", minutes="30")
    assert answer.status_code == 303
    assert only_exposure(alice).burn_fraction == pytest.approx(1.08)
    as_alice.post(reverse("diary:undo", args=[Operation.objects.order_by("created_at").last().pk]))
    assert only_exposure(alice).burn_fraction == pytest.approx(0.54)


def test_an_old_version_of_the_page_does_not_overwrite(as_alice, alice, profile):
    post(as_alice)
    url = reverse("diary:sun_edit", args=[only_exposure(alice).pk])
    post(as_alice, url, version="1", minutes="30")
    assert post(as_alice, url, version="1", minutes="60").status_code == 409
    assert only_exposure(alice).minutes == 30


def test_the_form_of_an_entry_shows_it_as_it_was(as_alice, profile, alice):
    row = SunExposureFactory(
        user=alice, day=JUNE, minutes=77, spf=30, place="Lima, Peru", latitude=-12.0, longitude=-77.0
    )
    form = as_alice.get(reverse("diary:sun_edit", args=[row.pk])).context["form"]
    assert (form["minutes"].value(), form["spf"].value(), form["town"].value()) == (77, 30, "Lima, Peru")
    assert form.has_details


def test_winter_says_little_or_none(as_alice, profile):
    december = reverse("diary:sun_add", args=[date(2024, 12, 21)])
    assert sun_words.LITTLE_OR_NONE in as_alice.get(december).content.decode()
    assert sun_words.LITTLE_OR_NONE not in as_alice.get(ADD).content.decode()


def test_summer_noon_speaks_of_cover(as_alice, profile):
    assert sun_words.PROTECT in as_alice.get(ADD).content.decode()
    december = reverse("diary:sun_add", args=[date(2024, 12, 21)])
    assert sun_words.PROTECT not in as_alice.get(december).content.decode()


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({}, False),
        ({"birth_year": 1990}, False),
        ({"birth_year": 2012}, True),
        ({"birth_year": JUNE.year - 18, "birth_month": 1}, False),
        ({"birth_year": JUNE.year - 18, "birth_month": 12}, True),
        ({"sex": "female", "life_stage": "pregnant"}, True),
    ],
)
def test_children_and_pregnant_people_are_told_to_ask_first(alice, told, asked):
    assert asks_first(ProfileFactory(user=alice, **told), JUNE) == asked


@pytest.mark.parametrize(("key", "asked"), [("thiazide", True), ("light_sensitive", True), ("metformin", False)])
def test_medicines_that_make_skin_sensitive_to_light_ask_first(as_alice, alice, bob, key, asked):
    BackgroundFactory(user=bob, key="thiazide")
    BackgroundFactory(user=alice, key=key)
    outlook = as_alice.get(ADD).context["outlook"]
    assert bool(outlook.ask_first) == asked


def test_only_the_owners_days_are_added_up(alice, bob):
    SunExposureFactory(user=bob, day=DAY)
    assert sun_days(alice, DAY, DAY) == {}
    SunExposureFactory(user=alice, day=DAY)
    assert list(sun_days(alice, DAY, DAY)) == [DAY]


def test_a_stranger_sees_no_exposure(as_bob, alice):
    row = SunExposureFactory(user=alice)
    for name in ("sun_edit", "sun_remove"):
        assert post(as_bob, reverse(f"diary:{name}", args=[row.pk])).status_code == 404
    assert only_exposure(alice).version == 1


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ((0, 0, 0.3), "little or none"),
        ((0, 1.0, 9.4), "up to roughly 9 µg"),
        ((7.47, 22.6, 50.4), "roughly 7 to 50 µg, perhaps 20 µg"),
        ((10, 31, 70), "roughly 10 to 70 µg, perhaps 30 µg"),
        ((2.1, 2.2, 2.4), "roughly 2 µg"),
    ],
)
def test_the_range_is_written_with_one_figure(amounts, words):
    assert sun_words.rough_range(*amounts).replace(THIN_SPACE, " ") == words


@pytest.mark.parametrize(("fraction", "words"), [(0.49, ""), (0.5, "More than half"), (0.8, "Close to")])
def test_the_words_about_burning_begin_at_half(alice, fraction, words):
    row = SunExposureFactory.build(burn_fraction=fraction)
    said = sun_day([row]).burn_words
    assert said.startswith(words)
    assert bool(said) == bool(words)
