"""Supplements: by their labels, every day or now and then, never rewriting the past."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from diary import daily
from diary.models import Operation, Product, Schedule, ScheduleSkip, SupplementDose
from diary.moments import today
from diary.reports.intake import intake
from diary.reports.shelf import notices_of, shelf
from diary.services import Writing
from diary.wording import THIN_SPACE
from nutrients.science.safety import IRON_AND_CHILDREN, KERNELS, VITAMIN_D_ASK
from tests.factories import (
    BackgroundFactory,
    ProductFactory,
    ProfileFactory,
    ScheduleFactory,
    SupplementDoseFactory,
)

TODAY = today("UTC")
ADD = reverse("diary:product_add")
LABEL = {"name": "Vitamin D drops", "serving": "5 drops", "lines": "2", "line0-unit": "IU", "line1-unit": "mg"}
VITAMIN_D = {"line0-nutrient": "vitamin_d", "line0-amount": "1000"}
OXIDE = {
    "line0-nutrient": "magnesium",
    "line0-amount": "400",
    "line0-unit": "mg",
    "line0-salt": "magnesium oxide",
}


def only(model, user):
    return model.objects.for_user(user).get()


def product(user, **facts):
    return ProductFactory(user=user, **facts)


def undo_last(client):
    return client.post(reverse("diary:undo", args=[Operation.objects.order_by("created_at").last().pk]))


def taken(user, key, day=TODAY):
    return intake(user, day, day, [key], today=TODAY).on(day).total(key).from_supplements


def test_a_label_in_units_is_kept_in_micrograms(as_alice, alice):
    assert as_alice.post(ADD, {**LABEL, **VITAMIN_D}).status_code == 303
    kept = only(Product, alice)
    assert (kept.vitamin_d, kept.serving) == (25.0, "5 drops")  # S22: 1 µg = 40 IU
    assert kept.magnesium is None
    assert kept.label_lines == [{"nutrient": "vitamin_d", "amount": 1000.0, "unit": "IU", "salt": ""}]


def test_a_salt_shows_what_it_holds_before_it_is_saved(as_alice, alice):
    looked = as_alice.post(ADD, {**LABEL, **OXIDE})
    assert looked.status_code == 200
    assert "Magnesium 241 mg" in looked.content.decode().replace(THIN_SPACE, " ")  # S82, S84
    assert not Product.objects.for_user(alice).exists()
    seen = looked.context["form"].digest
    assert as_alice.post(ADD, {**LABEL, **OXIDE, "seen": seen}).status_code == 303
    assert only(Product, alice).magnesium == pytest.approx(241.2)


def test_another_amount_than_the_one_seen_is_shown_again(as_alice, alice):
    seen = as_alice.post(ADD, {**LABEL, **OXIDE}).context["form"].digest
    assert as_alice.post(ADD, {**LABEL, **OXIDE, "line0-amount": "500", "seen": seen}).status_code == 200
    assert not Product.objects.for_user(alice).exists()


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"line0-amount": "-3"}, "amount", "At least 0.001."),
        ({"line0-amount": "999999999"}, "amount", "At most 100\u202f000."),
        ({"line0-amount": "lots"}, "amount", "Please write a number."),
        ({"line0-amount": ""}, "amount", "How much does the label say?"),
        ({"line0-nutrient": ""}, "nutrient", "Of which nutrient?"),
        ({"line0-nutrient": "b17"}, "nutrient", "Please choose one of the list."),
        ({"line0-nutrient": "iron"}, "unit", "Iron is not printed in that unit."),
        ({"line0-salt": "magnesium oxide"}, "unit", "A salt is given by weight: g, mg or µg."),
        ({"line0-salt": "magnesium oxide", "line0-unit": "mg"}, "salt", "That is no form of vitamin d."),
    ],
)
def test_a_mistake_in_a_line_is_named_there(as_alice, alice, changes, field, says):
    answer = as_alice.post(ADD, {**LABEL, **VITAMIN_D, **changes})
    assert answer.status_code == 422
    assert says in answer.context["form"].lines[0].errors[field]
    assert "Vitamin D drops" in answer.content.decode()
    assert not Product.objects.for_user(alice).exists()


def test_a_nutrient_named_twice_is_asked_back(as_alice, alice):
    twice = {**VITAMIN_D, "line1-nutrient": "vitamin_d", "line1-amount": "5", "line1-unit": "ug"}
    answer = as_alice.post(ADD, {**LABEL, **twice})
    assert "A nutrient stands here twice." in answer.content.decode()
    assert not Product.objects.for_user(alice).exists()


def test_more_lines_can_be_had_without_losing_any(as_alice):
    form = as_alice.post(ADD, {**LABEL, **VITAMIN_D, "more": "1"}).context["form"]
    assert len(form.lines) == 4
    assert form.lines[0]["amount"].value() == "1000"


@pytest.mark.parametrize("lines", ["999999", "-4", "x"])
def test_the_number_of_lines_is_bounded(as_alice, lines):
    form = as_alice.post(ADD, {**LABEL, "name": "", "lines": lines}).context["form"]
    assert 1 <= len(form.lines) <= 12


def test_a_comma_is_a_point(as_alice, alice):
    as_alice.post(ADD, {**LABEL, **VITAMIN_D, "line0-amount": "2,5", "line0-unit": "ug"})
    assert only(Product, alice).vitamin_d == 2.5


def test_the_catalogue_gives_a_name_and_a_form_but_never_an_amount(as_alice):
    form = as_alice.get(ADD, {"from": "magnesium oxide"}).context["form"]
    assert form["name"].value() == "Magnesium oxide"
    assert form.lines[0]["salt"].value() == "magnesium oxide"
    assert form.lines[0]["amount"].value() is None


def test_an_injection_is_an_event_and_never_intake(as_alice, alice):
    as_alice.post(ADD, {**LABEL, **VITAMIN_D, "is_injection": "on"})
    kept = only(Product, alice)
    as_alice.post(reverse("diary:take", args=[kept.pk, TODAY]))
    assert (kept.vitamin_d, only(SupplementDose, alice).is_injection) == (None, True)
    assert intake(alice, TODAY, TODAY, ["vitamin_d"]).days == []
    assert as_alice.post(reverse("diary:daily_begin", args=[kept.pk]), {"first_day": str(TODAY)}).status_code == 404


def test_a_dose_of_an_injection_holds_nothing_whatever_its_label_says(alice):
    dose = daily.dose(product(alice, is_injection=True, vitamin_b12=1000.0), 1.0)
    assert (dose.is_injection, dose.vitamin_b12) == (True, None)


def test_calcifediol_is_not_converted(as_alice):
    form = as_alice.get(ADD, {"from": "calcifediol (25-OH D3)"}).context["form"]
    assert not form.lines[0]["nutrient"].value()


def test_one_tap_takes_one_serving(as_alice, alice):
    kept = product(alice, vitamin_d=25.0)
    as_alice.post(reverse("diary:take", args=[kept.pk, TODAY]))
    as_alice.post(reverse("diary:take", args=[kept.pk, TODAY]), {"servings": "2"})
    assert taken(alice, "vitamin_d") == 75.0


@pytest.mark.parametrize("servings", ["0", "51", "-1", "many"])
def test_servings_are_bounded(as_alice, alice, servings):
    url = reverse("diary:take", args=[product(alice).pk, TODAY])
    assert as_alice.post(url, {"servings": servings}).status_code == 422
    assert not SupplementDose.objects.for_user(alice).exists()


def test_a_dose_keeps_what_the_label_said_when_it_was_taken(as_alice, alice):
    kept = product(alice, name="Old", vitamin_d=25.0)
    as_alice.post(reverse("diary:take", args=[kept.pk, TODAY]))
    url = reverse("diary:product_edit", args=[kept.pk])
    as_alice.post(url, {**LABEL, **VITAMIN_D, "line0-amount": "4000", "version": "1"})
    assert only(Product, alice).vitamin_d == 100.0
    assert taken(alice, "vitamin_d") == 25.0


def test_changing_the_servings_of_a_dose_scales_what_it_held(as_alice, alice):
    dose = SupplementDoseFactory(user=alice, day=TODAY, servings=2, vitamin_d=50.0)
    sent = {"servings": "3", "day": str(TODAY), "clock": "08:00", "version": "1"}
    as_alice.post(reverse("diary:dose_edit", args=[dose.pk]), sent)
    assert only(SupplementDose, alice).vitamin_d == pytest.approx(75.0)


def test_a_dose_can_be_deleted_and_brought_back(as_alice, alice):
    dose = SupplementDoseFactory(user=alice, day=TODAY, vitamin_d=50.0)
    as_alice.post(reverse("diary:dose_remove", args=[dose.pk]))
    assert not SupplementDose.objects.for_user(alice).exists()
    undo_last(as_alice)
    assert only(SupplementDose, alice).vitamin_d == 50.0


def test_a_daily_one_needs_no_tap(as_alice, alice):
    kept = product(alice, magnesium=200.0)
    since = TODAY - timedelta(days=9)
    url = reverse("diary:daily_begin", args=[kept.pk])
    assert as_alice.post(url, {"first_day": str(since), "servings": "2"}).status_code == 303
    assert taken(alice, "magnesium", since) == 400.0
    assert taken(alice, "magnesium") == 400.0
    assert as_alice.post(url, {"first_day": str(since)}).status_code == 404  # it runs already


def test_a_daily_one_cannot_begin_in_the_future(as_alice, alice):
    url = reverse("diary:daily_begin", args=[product(alice).pk])
    answer = as_alice.post(url, {"first_day": str(TODAY + timedelta(days=9))})
    assert answer.status_code == 422
    assert "That day is still to come." in answer.content.decode()


def test_a_day_can_be_skipped_and_taken_after_all(as_alice, alice):
    schedule = ScheduleFactory(user=alice, first_day=TODAY - timedelta(days=5), magnesium=200.0)
    url = reverse("diary:daily_skip", args=[schedule.pk, TODAY])
    for expected in (0.0, 200.0, 0.0):
        as_alice.post(url)
        assert taken(alice, "magnesium", TODAY) == expected
    assert ScheduleSkip.objects.of_user_with_deleted(alice).count() == 1


def test_stopping_keeps_the_days_before(as_alice, alice):
    schedule = ScheduleFactory(user=alice, first_day=TODAY - timedelta(days=5), magnesium=200.0)
    as_alice.post(reverse("diary:daily_stop", args=[schedule.pk]))
    assert only(Schedule, alice).last_day == TODAY - timedelta(days=1)
    assert taken(alice, "magnesium", TODAY - timedelta(days=1)) == 200.0
    assert intake(alice, TODAY, TODAY, ["magnesium"], today=TODAY).days == []


def test_one_begun_today_and_stopped_today_leaves_nothing(as_alice, alice):
    schedule = ScheduleFactory(user=alice, first_day=TODAY)
    as_alice.post(reverse("diary:daily_stop", args=[schedule.pk]))
    assert not Schedule.objects.for_user(alice).exists()


def test_a_changed_label_counts_from_today_on(as_alice, alice):
    kept = product(alice, vitamin_d=25.0)
    since = TODAY - timedelta(days=5)
    with_label = {**LABEL, **VITAMIN_D, "line0-amount": "4000", "version": "1"}
    as_alice.post(reverse("diary:daily_begin", args=[kept.pk]), {"first_day": str(since)})
    as_alice.post(reverse("diary:product_edit", args=[kept.pk]), with_label)
    assert taken(alice, "vitamin_d", TODAY - timedelta(days=1)) == 25.0
    assert taken(alice, "vitamin_d") == 100.0
    undo_last(as_alice)
    assert taken(alice, "vitamin_d") == 25.0


@pytest.mark.parametrize(("ago", "days"), [(1, 1), (0, 0)])
def test_a_daily_one_stopped_keeps_the_days_before_this_one(as_alice, alice, ago, days):
    schedule = ScheduleFactory(user=alice, first_day=TODAY - timedelta(days=ago), magnesium=200.0)
    as_alice.post(reverse("diary:daily_stop", args=[schedule.pk]))
    found = intake(alice, TODAY - timedelta(days=3), TODAY, ["magnesium"])
    assert [day.day for day in found.days] == [TODAY - timedelta(days=1)][:days]


def test_a_label_changed_before_its_first_day_counts_from_that_day_on(alice):
    kept = product(alice, vitamin_d=25.0)
    tomorrow = TODAY + timedelta(days=1)
    ScheduleFactory(user=alice, product=kept, first_day=tomorrow, vitamin_d=10.0)
    daily.renew(Writing.begin(alice), kept, TODAY)
    schedule = only(Schedule, alice)
    assert (schedule.first_day, schedule.vitamin_d) == (tomorrow, 25.0)


def test_an_unchanged_label_leaves_the_schedule_alone(alice):
    kept = product(alice, vitamin_d=25.0)
    write = Writing.begin(alice)
    begun = daily.begin(write, kept, date(2026, 1, 1), 1)
    daily.renew(write, kept, TODAY)
    assert daily.running(kept).pk == begun.pk


def test_a_deleted_product_leaves_the_past_and_stops_the_schedule(as_alice, alice):
    kept = product(alice, vitamin_d=25.0)
    since = TODAY - timedelta(days=5)
    as_alice.post(reverse("diary:daily_begin", args=[kept.pk]), {"first_day": str(since)})
    as_alice.post(reverse("diary:product_remove", args=[kept.pk]))
    assert not Product.objects.for_user(alice).exists()
    assert taken(alice, "vitamin_d", since) == 25.0
    assert intake(alice, TODAY, TODAY, ["vitamin_d"], today=TODAY).days == []


def test_an_undone_product_leads_back_to_the_shelf(as_alice, alice):
    as_alice.post(ADD, {**LABEL, **VITAMIN_D})
    done = Operation.objects.order_by("created_at").last()
    answer = as_alice.post(reverse("diary:undo", args=[done.pk]), follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0].startswith(reverse("diary:supplements"))


def test_notes_about_what_the_person_mentioned_stand_apart(as_alice, alice, bob):
    BackgroundFactory(user=bob, key="digoxin")
    BackgroundFactory(user=alice, key="levothyroxine")
    facts = as_alice.get(reverse("diary:product", args=[product(alice, magnesium=200.0).pk])).context["facts"]
    assert ["Levothyroxine" in note.text for note in facts.mentioned] == [True]
    assert not any("Levothyroxine" in note.text for note in facts.general)


def test_notes_open_once_when_the_product_was_just_saved(as_alice, alice):
    answer = as_alice.post(ADD, {**LABEL, **VITAMIN_D}, follow=True)
    assert "<details open>" in answer.content.decode()
    later = as_alice.get(reverse("diary:product", args=[only(Product, alice).pk]))
    assert "<details open>" not in later.content.decode()


def test_kernels_sold_as_a_vitamin_show_the_poison_text_and_count_as_nothing(as_alice, alice):
    answer = as_alice.post(ADD, {**LABEL, "name": "Vitamin B17, apricot kernels"}, follow=True)
    assert KERNELS.title in answer.content.decode()
    assert not any(only(Product, alice).amounts().values())
    took = as_alice.post(reverse("diary:take", args=[only(Product, alice).pk, TODAY]), follow=True)
    assert KERNELS.text in took.content.decode()


def test_an_acute_amount_is_saved_and_shows_the_safety_text_alone(as_alice, alice):
    kept = product(alice, iron=65.0)
    answer = as_alice.post(reverse("diary:take", args=[kept.pk, TODAY]), {"servings": "40"}, follow=True)
    page = answer.content.decode()
    assert "That is a dangerous amount of iron" in page
    assert "<nav" not in page
    assert only(SupplementDose, alice).iron == 2600.0


def test_so_many_servings_every_day_show_the_safety_text_too(as_alice, alice):
    kept = product(alice, iron=65.0)
    sent = {"first_day": str(TODAY), "servings": "40"}
    answer = as_alice.post(reverse("diary:daily_begin", args=[kept.pk]), sent, follow=True)
    assert "That is a dangerous amount of iron" in answer.content.decode()


def test_iron_is_to_be_kept_from_children_however_little_a_tablet_holds(as_alice, alice):
    held, other = product(alice, iron=5.0), product(alice, magnesium=100.0)
    pages = [as_alice.get(reverse("diary:product", args=[each.pk])).content.decode() for each in (held, other)]
    assert [IRON_AND_CHILDREN.text in page for page in pages] == [True, False]


def test_an_everyday_amount_shows_no_notice():
    assert notices_of({"magnesium": 200.0, "iron": 14.0, "vitamin_d": None}, "Multivitamin") == []


def test_a_dose_that_calls_for_no_notice_leads_back_to_its_day(as_alice, alice):
    dose = SupplementDoseFactory(user=alice, day=TODAY, iron=14.0)
    assert as_alice.get(reverse("diary:dose_notice", args=[dose.pk])).url == reverse("diary:day", args=[TODAY])


def test_two_notices_stand_under_one_heading(as_alice, alice):
    dose = SupplementDoseFactory(user=alice, day=TODAY, label="apricot kernels", iron=2600.0)
    page = as_alice.get(reverse("diary:dose_notice", args=[dose.pk])).content.decode()
    assert (page.count("<h1>"), page.count("<h2>")) == (1, 1)


def test_the_gravest_notice_comes_first():
    assert [each.urgency for each in notices_of({"magnesium": 400.0}, "apricot kernels")] == ["now", "ask"]


def test_the_shelf_holds_only_ones_own(as_alice, alice, bob):
    product(bob, name="Bob's tablets")
    product(alice, name="<b>Mine</b>", vitamin_d=25.0)
    assert [each.product.name for each in shelf(alice, TODAY)] == ["<b>Mine</b>"]
    page = as_alice.get(reverse("diary:supplements")).content.decode()
    assert "&lt;b&gt;Mine&lt;/b&gt;" in page
    assert "Bob" not in page


def test_the_shelf_costs_the_same_however_long_it_is(as_alice, alice, django_assert_max_num_queries):
    for number in range(8):
        ScheduleFactory(user=alice, product=product(alice, name=f"Tablet {number}"))
    with django_assert_max_num_queries(7):
        as_alice.get(reverse("diary:supplements"))


@pytest.mark.parametrize("name", ["product", "product_edit", "product_remove", "daily_begin"])
def test_a_stranger_reaches_no_product(as_bob, alice, name):
    kept = product(alice)
    url = reverse(f"diary:{name}", args=[kept.pk])
    assert as_bob.get(url).status_code in {404, 405}
    assert as_bob.post(url, {**LABEL, "first_day": str(TODAY)}).status_code in {404, 405}
    assert only(Product, alice).version == 1


@pytest.mark.parametrize("name", ["dose_edit", "dose_remove", "dose_notice"])
def test_a_stranger_reaches_no_dose(as_bob, alice, name):
    dose = SupplementDoseFactory(user=alice, day=TODAY)
    assert as_bob.post(reverse(f"diary:{name}", args=[dose.pk])).status_code == 404
    assert only(SupplementDose, alice).version == 1


def test_a_stranger_takes_skips_and_stops_nothing(as_bob, bob, alice):
    schedule = ScheduleFactory(user=alice, first_day=TODAY)
    urls = [
        reverse("diary:take", args=[schedule.product.pk, TODAY]),
        reverse("diary:daily_skip", args=[schedule.pk, TODAY]),
        reverse("diary:daily_stop", args=[schedule.pk]),
    ]
    assert {as_bob.post(url).status_code for url in urls} == {404}
    assert not SupplementDose.objects.for_user(bob).exists()
    assert only(Schedule, alice).last_day is None


def test_the_day_page_shows_doses_and_daily_ones(as_alice, alice):
    ProfileFactory(user=alice)
    SupplementDoseFactory(user=alice, day=TODAY, label="Cod liver oil", servings=1.5, serving="spoon")
    ScheduleFactory(user=alice, first_day=TODAY, label="Zinc tablet")
    page = as_alice.get(reverse("diary:day", args=[TODAY])).content.decode()
    assert "1.5 × spoon" in page
    assert "Zinc tablet" in page
    assert "Not this day" in page


def test_much_vitamin_d_is_spoken_of_where_it_is_taken_every_day(as_alice, alice):
    """More than 100 µg matters "over a long time": a single one says nothing, a daily one does."""
    drops = product(alice, name="Forte", vitamin_d=1_000.0)
    place = reverse("diary:product", args=[drops.pk])
    assert VITAMIN_D_ASK.text not in as_alice.get(place).content.decode()
    ScheduleFactory(user=alice, product=drops, vitamin_d=1_000.0)
    assert VITAMIN_D_ASK.text in as_alice.get(place).content.decode()


def test_a_note_about_what_to_keep_apart_says_who_says_so(as_alice, alice):
    tablets = product(alice, name="Magnesium", magnesium=100.0)
    shown = as_alice.get(reverse("diary:product", args=[tablets.pk])).content.decode()
    assert "4 hours apart" in shown
    assert "(S100, S101)" in shown
    assert "(unconfirmed)" in shown


def test_a_new_label_begins_with_one_line(as_alice):
    assert len(as_alice.get(ADD).context["form"].lines) == 1


def test_a_label_of_one_line_is_saved_as_it_is_sent(as_alice, alice):
    as_alice.post(ADD, {**LABEL, **VITAMIN_D, "lines": "1"})
    assert only(Product, alice).vitamin_d == 25.0
