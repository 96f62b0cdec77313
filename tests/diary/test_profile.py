"""What people tell about themselves: in three steps that can be skipped, and changed under settings."""

from datetime import date

import pytest
from django.urls import reverse

from diary.models import Background, Profile
from diary.person import person_on
from diary.profile_words import UNTOLD, told
from diary.reports.targets import beside
from nutrients.background import FACTORS
from tests.factories import BackgroundFactory, ProfileFactory

SETTINGS = reverse("diary:settings")
BACKGROUND = reverse("diary:background")


def step(number):
    return reverse("diary:welcome_step", args=[number])


def section(key):
    return reverse("diary:settings_section", args=[key])


def only(user):
    return Profile.objects.for_user(user).get()


def test_three_steps_lead_to_today(as_alice, alice):
    first = as_alice.post(step(1), {"sex": "female", "birth_year": "1984", "birth_month": "3", "life_stage": "none"})
    second = as_alice.post(step(2), {"country": "NO", "authority": "", "diet": "vegetarian"})
    third = as_alice.post(step(3), {"town": "Oslo", "skin_type": "2"})
    places = [answer["Location"].partition("?")[0] for answer in (first, second, third)]
    assert places == [step(2), step(3), reverse("diary:today")]
    kept = only(alice)
    assert (kept.sex, kept.birth_year, kept.birth_month, kept.diet) == ("female", 1984, 3, "vegetarian")
    assert (kept.country, kept.reference_authority, kept.place) == ("NO", "EFSA", "Oslo, Norway")
    assert (kept.latitude, kept.longitude, kept.zone, kept.skin_type) == (59.9, 10.7, "Europe/Oslo", 2)
    assert kept.welcomed


def test_each_step_can_be_skipped_without_writing(as_alice, alice):
    for number, following in ((1, step(2)), (2, step(3)), (3, reverse("diary:today"))):
        assert f'href="{following}"' in as_alice.get(step(number)).content.decode()
    assert not Profile.objects.for_user(alice).exists()


def test_nothing_has_to_be_told(as_alice, alice):
    for number in (1, 2, 3):
        assert as_alice.post(step(number), {"diet": "omnivore"}).status_code == 303
    assert (only(alice).sex, only(alice).birth_year, only(alice).latitude) == ("", None, None)


@pytest.mark.parametrize("number", [0, 4, 99])
def test_there_are_three_steps(as_alice, number):
    assert as_alice.get(step(number)).status_code == 404


@pytest.mark.parametrize(
    ("number", "field", "typed", "says"),
    [
        (1, "birth_year", "1800", "A year between"),
        (1, "birth_year", "2999", "A year between"),
        (1, "birth_year", "84", "A year between"),
        (1, "birth_year", "long ago", "Enter a whole number."),
        (1, "birth_month", "13", "Please choose one of the list."),
        (1, "sex", "robot", "Please choose one of the list."),
        (2, "country", "XX", "Please choose one of the list."),
        (2, "authority", "WHO", "Please choose one of the list."),
        (3, "skin_type", "9", "Please choose one of the list."),
        (3, "town", "Nowhere at all", "No town of that name"),
    ],
)
def test_a_mistake_is_named_at_its_field(as_alice, alice, number, field, typed, says):
    answer = as_alice.post(step(number), {"diet": "omnivore", field: typed})
    assert answer.status_code == 422
    assert any(says in error for error in answer.context["form"].errors[field])
    assert not Profile.objects.for_user(alice).exists()


def test_a_child_below_the_tables_is_told_so(as_alice):
    answer = as_alice.post(step(1), {"birth_year": "2024"})
    assert "Reference amounts here begin at 9 years." in answer.content.decode()


def test_life_stage_and_menopause_go_with_the_female_tables(as_alice, alice):
    as_alice.post(step(1), {"sex": "male", "life_stage": "pregnant", "after_menopause": "True"})
    assert (only(alice).life_stage, only(alice).after_menopause) == ("none", None)


@pytest.mark.parametrize(("typed", "kept"), [("True", True), ("False", False), ("", None)])
def test_menopause_is_yes_no_or_not_said(as_alice, alice, typed, kept):
    as_alice.post(step(1), {"sex": "female", "after_menopause": typed})
    assert only(alice).after_menopause is kept


def test_a_country_with_one_zone_sets_the_clock_until_a_town_does(as_alice, alice):
    as_alice.post(step(2), {"country": "JP", "diet": "omnivore"})
    assert only(alice).zone == "Asia/Tokyo"
    as_alice.post(step(3), {"town": "Kathmandu"})
    as_alice.post(step(2), {"country": "NO", "diet": "omnivore"})
    assert only(alice).zone == "Asia/Kathmandu"


def test_the_place_is_forgotten_when_its_field_is_emptied(as_alice, alice):
    ProfileFactory(user=alice, place="Oslo, Norway", latitude=59.9, longitude=10.7)
    as_alice.post(section("sun"), {"town": ""})
    assert (only(alice).place, only(alice).latitude) == ("", None)


def test_the_place_stays_when_its_field_was_left_alone(as_alice, alice):
    ProfileFactory(user=alice, place="Oslo, Norway", latitude=59.9, longitude=10.7)
    as_alice.post(section("sun"), {"town": "Oslo, Norway", "skin_type": "3"})
    assert (only(alice).latitude, only(alice).skin_type) == (59.9, 3)


def test_settings_show_every_section_with_what_was_told(as_alice, alice):
    profile = ProfileFactory(user=alice, sex="male", birth_year=1970, country="GB", own_targets={"magnesium": 400.0})
    page = as_alice.get(SETTINGS).content.decode()
    for words in told(profile).values():
        assert words in page
    assert told(profile)["about"] == "Male · born 1970"
    assert told(Profile())["sun"] == UNTOLD


def test_a_section_with_a_mistake_stays_open_with_what_was_typed(as_alice, alice):
    answer = as_alice.post(section("targets"), {"magnesium": "-4"})
    assert answer.status_code == 422
    assert answer.context["open"] == "targets"
    assert 'value="-4"' in answer.content.decode()
    assert not Profile.objects.for_user(alice).exists()


@pytest.mark.parametrize("kept", [0, -5, "much", None])
def test_a_target_that_makes_no_sense_is_none(kept):
    targets = {row.nutrient.key: row.own for row in beside(Profile(own_targets={"magnesium": kept}))}
    assert targets["magnesium"] == ""


def test_own_targets_stand_beside_the_reference_and_never_replace_it(as_alice, alice):
    ProfileFactory(user=alice, sex="male", birth_year=1980, authority="NASEM")
    before = beside(only(alice))
    as_alice.post(section("targets"), {"magnesium": "400", "calcium": "", "not_a_nutrient": "5"})
    after = beside(only(alice))
    assert only(alice).own_targets == {"magnesium": 400.0}
    assert [each.reference for each in before] == [each.reference for each in after]
    magnesium = next(each for each in after if each.nutrient.key == "magnesium")
    assert (magnesium.reference[:3], magnesium.own[:3]) == ("420", "400")  # NASEM RDA, man of 46 (S01)


def test_estimates_can_be_switched_off_and_colours_chosen(as_alice, alice):
    as_alice.post(section("looks"), {"theme": "dark", "zone": "Europe/London"})
    assert (only(alice).use_estimates, only(alice).theme, only(alice).zone) == (False, "dark", "Europe/London")
    assert 'data-bs-theme="dark"' in as_alice.get(SETTINGS).content.decode()


def test_there_are_no_other_sections(as_alice):
    assert as_alice.post(section("user"), {}).status_code == 404


def test_what_is_mentioned_is_kept_changed_and_taken_back(as_alice, alice):
    as_alice.post(BACKGROUND, {"medicine": ["metformin", "ppi"], "own_condition": "gout"})
    as_alice.post(BACKGROUND, {"medicine": ["ppi"], "habit": ["indoors"], "own_condition": "gout, long ago"})
    kept = Background.objects.for_user(alice).values_list("kind", "key", "text")
    assert sorted(kept) == [("condition", "", "gout, long ago"), ("habit", "indoors", ""), ("medicine", "ppi", "")]


def test_a_factor_of_another_list_is_refused(as_alice, alice):
    assert as_alice.post(BACKGROUND, {"condition": ["metformin"]}).status_code == 422
    assert not Background.objects.for_user(alice).exists()


def test_a_strangers_background_is_neither_shown_nor_touched(as_alice, alice, bob):
    BackgroundFactory(user=bob, kind="condition", key="", text="bobs secret")
    assert "bobs secret" not in as_alice.get(BACKGROUND).content.decode()
    as_alice.post(BACKGROUND, {})
    assert Background.objects.for_user(bob).count() == 1


def test_every_factor_can_be_ticked(as_alice):
    page = as_alice.get(BACKGROUND).content.decode()
    assert all(f'value="{key}"' in page for key in FACTORS)


def test_extra_fields_are_ignored(as_alice, alice, bob):
    as_alice.post(step(1), {"sex": "female", "user": bob.pk, "welcomed": "on", "version": "99", "tracked": "x"})
    assert (only(alice).user, only(alice).welcomed) == (alice, False)


def test_the_sources_page_credits_the_list_of_towns(client, db):
    page = client.get("/about/sources/").content.decode()
    assert "GeoNames" in page
    assert "Creative Commons Attribution 4.0" in page


@pytest.mark.parametrize(("month", "age"), [(6, 40), (7, 40), (8, 39), (None, 40)])
def test_somebody_is_a_year_older_from_the_month_of_their_birth_on(month, age):
    assert Profile(birth_year=1986, birth_month=month).age_on(date(2026, 7, 1)) == age


def test_the_tables_are_never_asked_for_somebody_they_do_not_hold():
    child = person_on(Profile(sex="female", birth_year=2020), date(2026, 7, 1))
    man = person_on(Profile(sex="male", birth_year=1986, life_stage="pregnant"), date(2026, 7, 1))
    assert (child.age, man.life_stage) == (9, "none")
